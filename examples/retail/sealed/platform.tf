resource "azurerm_application_insights" "pricing" {
  name                = "appi-${local.name}"
  location            = var.location
  resource_group_name = azurerm_resource_group.pricing.name
  application_type    = "web"
  workspace_id        = azurerm_log_analytics_workspace.logs.id

  internet_query_enabled     = false
  internet_ingestion_enabled = false
}

resource "azurerm_machine_learning_workspace" "pricing" {
  name                          = "mlw-${local.name}"
  location                      = var.location
  resource_group_name           = azurerm_resource_group.pricing.name
  application_insights_id       = azurerm_application_insights.pricing.id
  key_vault_id                  = azurerm_key_vault.keys.id
  storage_account_id            = azurerm_storage_account.store["models"].id
  container_registry_id         = azurerm_container_registry.images.id
  public_network_access_enabled = false

  identity {
    type = "SystemAssigned"
  }

  managed_network {
    isolation_mode = "AllowOnlyApprovedOutbound"
  }
}

resource "azurerm_cognitive_account" "advisor" {
  name                          = "oai-${local.name}"
  location                      = var.location
  resource_group_name           = azurerm_resource_group.pricing.name
  kind                          = "OpenAI"
  sku_name                      = "S0"
  custom_subdomain_name         = "oai-${local.name}"
  local_auth_enabled            = false
  public_network_access_enabled = false
}

resource "azurerm_cognitive_deployment" "advisor" {
  name                 = "price-advisor"
  cognitive_account_id = azurerm_cognitive_account.advisor.id

  model {
    format  = "OpenAI"
    name    = "gpt-4.1"
    version = "2025-04-14"
  }

  sku {
    name     = "Standard" # in this region and nowhere else
    capacity = 50
  }
}

resource "azurerm_search_service" "products" {
  name                          = "srch-${local.name}"
  location                      = var.location
  resource_group_name           = azurerm_resource_group.pricing.name
  sku                           = "standard"
  public_network_access_enabled = false
  local_authentication_enabled  = false
}

resource "azurerm_kubernetes_cluster" "serving" {
  name                    = "aks-${local.name}-inference"
  location                = var.location
  resource_group_name     = azurerm_resource_group.pricing.name
  dns_prefix              = "pricing"
  local_account_disabled  = true
  private_cluster_enabled = true
  tags                    = local.tags

  default_node_pool {
    name           = "gpu"
    node_count     = 2
    vm_size        = "Standard_NC24ads_A100_v4"
    vnet_subnet_id = module.spoke.subnet_ids["serving"]
  }

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.serving.id]
  }

  network_profile {
    network_plugin = "azure"
    outbound_type  = "userDefinedRouting"
  }
}
