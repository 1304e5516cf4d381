locals {
  private = {
    models    = { target = azurerm_storage_account.store["models"].id, group = "blob", zone = "privatelink.blob.core.windows.net" }
    customers = { target = azurerm_storage_account.store["customers"].id, group = "blob", zone = "privatelink.blob.core.windows.net" }
    vault     = { target = azurerm_key_vault.keys.id, group = "vault", zone = "privatelink.vaultcore.azure.net" }
    registry  = { target = azurerm_container_registry.images.id, group = "registry", zone = "privatelink.azurecr.io" }
    workspace = { target = azurerm_machine_learning_workspace.pricing.id, group = "amlworkspace", zone = "privatelink.api.azureml.ms" }
    advisor   = { target = azurerm_cognitive_account.advisor.id, group = "account", zone = "privatelink.openai.azure.com" }
    search    = { target = azurerm_search_service.products.id, group = "searchService", zone = "privatelink.search.windows.net" }
  }
}

resource "azurerm_private_dns_zone" "private" {
  for_each = toset([for endpoint in local.private : endpoint.zone])

  name                = each.value
  resource_group_name = azurerm_resource_group.pricing.name
}

resource "azurerm_private_dns_zone_virtual_network_link" "private" {
  for_each = azurerm_private_dns_zone.private

  name                  = "pricing"
  resource_group_name   = azurerm_resource_group.pricing.name
  private_dns_zone_name = each.value.name
  virtual_network_id    = module.spoke.vnet_id
}

resource "azurerm_private_endpoint" "private" {
  for_each = local.private

  name                = "pe-${each.key}"
  location            = var.location
  resource_group_name = azurerm_resource_group.pricing.name
  subnet_id           = module.spoke.subnet_ids["endpoints"]

  private_service_connection {
    name                           = each.key
    private_connection_resource_id = each.value.target
    subresource_names              = [each.value.group]
    is_manual_connection           = false
  }

  private_dns_zone_group {
    name                 = "default"
    private_dns_zone_ids = [azurerm_private_dns_zone.private[each.value.zone].id]
  }
}
