resource "azurerm_virtual_network" "hub" {
  name                = "vnet-${var.company}-hub"
  location            = var.location
  resource_group_name = azurerm_resource_group.hub.name
  address_space       = ["10.20.0.0/16"]
}

resource "azurerm_subnet" "firewall" {
  name                 = "AzureFirewallSubnet"
  resource_group_name  = azurerm_resource_group.hub.name
  virtual_network_name = azurerm_virtual_network.hub.name
  address_prefixes     = ["10.20.0.0/26"]
}

resource "azurerm_virtual_network_peering" "to_spoke" {
  name                      = "hub-to-pricing"
  resource_group_name       = azurerm_resource_group.hub.name
  virtual_network_name      = azurerm_virtual_network.hub.name
  remote_virtual_network_id = module.spoke.vnet_id
}

resource "azurerm_public_ip" "firewall" {
  name                = "pip-firewall"
  location            = var.location
  resource_group_name = azurerm_resource_group.hub.name
  allocation_method   = "Static"
  sku                 = "Standard"
}

resource "azurerm_firewall_policy" "hub" {
  name                = "afwp-${var.company}"
  location            = var.location
  resource_group_name = azurerm_resource_group.hub.name
  sku                 = "Premium"
}

resource "azurerm_firewall" "hub" {
  name                = "afw-${var.company}"
  location            = var.location
  resource_group_name = azurerm_resource_group.hub.name
  sku_name            = "AZFW_VNet"
  sku_tier            = "Premium"
  firewall_policy_id  = azurerm_firewall_policy.hub.id

  ip_configuration {
    name                 = "configuration"
    subnet_id            = azurerm_subnet.firewall.id
    public_ip_address_id = azurerm_public_ip.firewall.id
  }
}

resource "azurerm_firewall_policy_rule_collection_group" "pricing" {
  name               = "pricing"
  firewall_policy_id = azurerm_firewall_policy.hub.id
  priority           = 500

  application_rule_collection {
    name     = "workloads"
    priority = 500
    action   = "Allow"

    rule {
      name              = "identity-and-images"
      source_addresses  = ["10.30.1.0/24", "10.30.2.0/24"]
      destination_fqdns = ["login.microsoftonline.com", "mcr.microsoft.com", "*.data.mcr.microsoft.com"]

      protocols {
        type = "Https"
        port = 443
      }
    }
  }
}
