locals {
  name     = "fadenlauf-reco"
  location = "germanywestcentral"
  office   = ["203.0.113.17", "203.0.113.18"]
}

resource "azurerm_resource_group" "reco" {
  name     = "rg-${local.name}"
  location = local.location
}
