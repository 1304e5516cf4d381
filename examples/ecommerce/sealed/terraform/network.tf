resource "azurerm_virtual_network" "reco" {
  name                = "vnet-${local.name}"
  location            = local.location
  resource_group_name = azurerm_resource_group.reco.name
  address_space       = ["10.60.0.0/16"]
}

resource "azurerm_subnet" "firewall" {
  name                 = "AzureFirewallSubnet"
  resource_group_name  = azurerm_resource_group.reco.name
  virtual_network_name = azurerm_virtual_network.reco.name
  address_prefixes     = ["10.60.0.0/26"]
}

resource "azurerm_subnet" "this" {
  for_each = {
    nodes     = "10.60.8.0/21"
    endpoints = "10.60.1.0/24"
  }

  name                            = "snet-${each.key}"
  resource_group_name             = azurerm_resource_group.reco.name
  virtual_network_name            = azurerm_virtual_network.reco.name
  address_prefixes                = [each.value]
  default_outbound_access_enabled = false
}

resource "azurerm_network_security_group" "this" {
  for_each = azurerm_subnet.this

  name                = "nsg-${each.key}"
  location            = local.location
  resource_group_name = azurerm_resource_group.reco.name

  security_rule {
    name                       = "office-to-the-nodes"
    priority                   = 200
    direction                  = "Inbound"
    access                     = "Allow"
    protocol                   = "Tcp"
    source_port_range          = "*"
    destination_port_range     = "443"
    source_address_prefixes    = local.office
    destination_address_prefix = "*"
  }
}

resource "azurerm_subnet_network_security_group_association" "this" {
  for_each = azurerm_subnet.this

  subnet_id                 = each.value.id
  network_security_group_id = azurerm_network_security_group.this[each.key].id
}

resource "azurerm_public_ip" "firewall" {
  name                = "pip-firewall"
  location            = local.location
  resource_group_name = azurerm_resource_group.reco.name
  allocation_method   = "Static"
  sku                 = "Standard"
}

resource "azurerm_firewall_policy" "reco" {
  name                = "afwp-${local.name}"
  location            = local.location
  resource_group_name = azurerm_resource_group.reco.name
  sku                 = "Standard"
}

resource "azurerm_firewall" "reco" {
  name                = "afw-${local.name}"
  location            = local.location
  resource_group_name = azurerm_resource_group.reco.name
  sku_name            = "AZFW_VNet"
  sku_tier            = "Standard"
  firewall_policy_id  = azurerm_firewall_policy.reco.id

  ip_configuration {
    name                 = "configuration"
    subnet_id            = azurerm_subnet.firewall.id
    public_ip_address_id = azurerm_public_ip.firewall.id
  }
}

resource "azurerm_firewall_policy_rule_collection_group" "nodes" {
  name               = "nodes"
  firewall_policy_id = azurerm_firewall_policy.reco.id
  priority           = 500

  application_rule_collection {
    name     = "nodes"
    priority = 500
    action   = "Allow"

    rule {
      name              = "sign-in-and-system-images"
      source_addresses  = ["10.60.8.0/21"]
      destination_fqdns = ["login.microsoftonline.com", "mcr.microsoft.com", "*.data.mcr.microsoft.com"]

      protocols {
        type = "Https"
        port = 443
      }
    }
  }
}

resource "azurerm_route_table" "nodes" {
  name                          = "rt-nodes"
  location                      = local.location
  resource_group_name           = azurerm_resource_group.reco.name
  bgp_route_propagation_enabled = false

  route {
    name                   = "everything-through-the-firewall"
    address_prefix         = "0.0.0.0/0"
    next_hop_type          = "VirtualAppliance"
    next_hop_in_ip_address = azurerm_firewall.reco.ip_configuration[0].private_ip_address
  }
}

resource "azurerm_subnet_route_table_association" "nodes" {
  subnet_id      = azurerm_subnet.this["nodes"].id
  route_table_id = azurerm_route_table.nodes.id
}
