locals {
  name = "${var.company}-pricing"
  tags = {
    owner    = "pricing-platform"
    workload = "price-advisor"
  }
}

resource "azurerm_resource_group" "pricing" {
  name     = "rg-${local.name}"
  location = var.location
  tags     = local.tags
}

resource "azurerm_resource_group" "hub" {
  name     = "rg-${var.company}-hub"
  location = var.location
}

module "spoke" {
  source = "./modules/spoke"

  name                = local.name
  location            = var.location
  resource_group_name = azurerm_resource_group.pricing.name
  address_space       = "10.30.0.0/16"
  hub_id              = azurerm_virtual_network.hub.id
  firewall_ip         = azurerm_firewall.hub.ip_configuration[0].private_ip_address
  subnets = {
    training  = { prefix = "10.30.1.0/24", egress = "firewall" }
    serving   = { prefix = "10.30.2.0/24", egress = "firewall" }
    endpoints = { prefix = "10.30.3.0/24", egress = "none" }
  }
}
