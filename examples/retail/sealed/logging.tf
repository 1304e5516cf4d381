resource "azurerm_log_analytics_workspace" "logs" {
  name                       = "law-${local.name}"
  location                   = var.location
  resource_group_name        = azurerm_resource_group.pricing.name
  retention_in_days          = 365
  internet_query_enabled     = false
  internet_ingestion_enabled = false
}

locals {
  watched = {
    customers = { target = "${azurerm_storage_account.store["customers"].id}/blobServices/default", logs = ["StorageRead", "StorageWrite"] }
    models    = { target = "${azurerm_storage_account.store["models"].id}/blobServices/default", logs = ["StorageRead", "StorageWrite"] }
    vault     = { target = azurerm_key_vault.keys.id, logs = ["AuditEvent"] }
    registry  = { target = azurerm_container_registry.images.id, logs = ["ContainerRegistryRepositoryEvents", "ContainerRegistryLoginEvents"] }
    workspace = { target = azurerm_machine_learning_workspace.pricing.id, logs = ["AmlModelsEvent", "AmlDataStoreEvent"] }
    advisor   = { target = azurerm_cognitive_account.advisor.id, logs = ["Audit", "RequestResponse"] }
    search    = { target = azurerm_search_service.products.id, logs = ["OperationLogs"] }
    cluster   = { target = azurerm_kubernetes_cluster.serving.id, logs = ["kube-audit"] }
    logs      = { target = azurerm_log_analytics_workspace.logs.id, logs = ["Audit"] }
  }
}

resource "azurerm_monitor_diagnostic_setting" "watched" {
  for_each = local.watched

  name                       = "audit"
  target_resource_id         = each.value.target
  log_analytics_workspace_id = azurerm_log_analytics_workspace.logs.id

  dynamic "enabled_log" {
    for_each = each.value.logs

    content {
      category = enabled_log.value
    }
  }
}
