locals {
  private = {
    models   = { target = azurerm_storage_account.store["models"].id, group = "blob", zone = "privatelink.blob.core.windows.net" }
    events   = { target = azurerm_storage_account.store["events"].id, group = "blob", zone = "privatelink.blob.core.windows.net" }
    profiles = { target = azurerm_cosmosdb_account.profiles.id, group = "Sql", zone = "privatelink.documents.azure.com" }
    vault    = { target = azurerm_key_vault.keys.id, group = "vault", zone = "privatelink.vaultcore.azure.net" }
    registry = { target = azurerm_container_registry.images.id, group = "registry", zone = "privatelink.azurecr.io" }
    stylist  = { target = azurerm_cognitive_account.stylist.id, group = "account", zone = "privatelink.openai.azure.com" }
  }
}

resource "azurerm_private_dns_zone" "this" {
  for_each = toset([for endpoint in local.private : endpoint.zone])

  name                = each.value
  resource_group_name = azurerm_resource_group.reco.name
}

resource "azurerm_private_dns_zone_virtual_network_link" "this" {
  for_each = azurerm_private_dns_zone.this

  name                  = "reco"
  resource_group_name   = azurerm_resource_group.reco.name
  private_dns_zone_name = each.value.name
  virtual_network_id    = azurerm_virtual_network.reco.id
}

resource "azurerm_private_endpoint" "this" {
  for_each = local.private

  name                = "pe-${each.key}"
  location            = local.location
  resource_group_name = azurerm_resource_group.reco.name
  subnet_id           = azurerm_subnet.this["endpoints"].id

  private_service_connection {
    name                           = each.key
    private_connection_resource_id = each.value.target
    subresource_names              = [each.value.group]
    is_manual_connection           = false
  }

  private_dns_zone_group {
    name                 = "default"
    private_dns_zone_ids = [azurerm_private_dns_zone.this[each.value.zone].id]
  }
}
