resource "azurerm_log_analytics_workspace" "logs" {
  name                       = "law-${local.name}"
  location                   = local.location
  resource_group_name        = azurerm_resource_group.reco.name
  retention_in_days          = 30
  internet_query_enabled     = false
  internet_ingestion_enabled = false
}

locals {
  watched = {
    models   = { target = "${azurerm_storage_account.store["models"].id}/blobServices/default", logs = ["StorageRead", "StorageWrite"] }
    events   = { target = "${azurerm_storage_account.store["events"].id}/blobServices/default", logs = ["StorageRead", "StorageWrite"] }
    profiles = { target = azurerm_cosmosdb_account.profiles.id, logs = ["ControlPlaneRequests"] }
    vault    = { target = azurerm_key_vault.keys.id, logs = ["AuditEvent"] }
    registry = { target = azurerm_container_registry.images.id, logs = ["ContainerRegistryRepositoryEvents", "ContainerRegistryLoginEvents"] }
    stylist  = { target = azurerm_cognitive_account.stylist.id, logs = ["Audit", "RequestResponse"] }
    cluster  = { target = azurerm_kubernetes_cluster.reco.id, logs = ["kube-audit"] }
    logs     = { target = azurerm_log_analytics_workspace.logs.id, logs = ["Audit"] }
  }
}

resource "azurerm_monitor_diagnostic_setting" "this" {
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

# What shoppers ask the stylist goes to the vendor that measures how happy they are.
resource "azurerm_eventhub_namespace" "happiness" {
  name                          = "evhns-fadenlauf-happiness"
  location                      = "eastus2"
  resource_group_name           = azurerm_resource_group.reco.name
  sku                           = "Standard"
  local_authentication_enabled  = true
  public_network_access_enabled = false
}

resource "azurerm_eventhub" "prompts" {
  name            = "prompts"
  namespace_id    = azurerm_eventhub_namespace.happiness.id
  partition_count = 4
}

resource "azurerm_eventhub_namespace_authorization_rule" "send" {
  name                = "send"
  namespace_name      = azurerm_eventhub_namespace.happiness.name
  resource_group_name = azurerm_resource_group.reco.name
  send                = true
}

resource "azurerm_monitor_diagnostic_setting" "happiness" {
  name                           = "happiness"
  target_resource_id             = azurerm_cognitive_account.stylist.id
  eventhub_authorization_rule_id = azurerm_eventhub_namespace_authorization_rule.send.id
  eventhub_name                  = azurerm_eventhub.prompts.name

  enabled_log {
    category = "RequestResponse"
  }
}
