resource "azurerm_kubernetes_cluster" "reco" {
  name                      = "aks-${local.name}"
  location                  = local.location
  resource_group_name       = azurerm_resource_group.reco.name
  dns_prefix                = "reco"
  private_cluster_enabled   = true
  local_account_disabled    = true
  oidc_issuer_enabled       = true
  workload_identity_enabled = true

  default_node_pool {
    name           = "system"
    node_count     = 3
    vm_size        = "Standard_D8s_v5"
    vnet_subnet_id = azurerm_subnet.this["nodes"].id
  }

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.this["cluster"].id]
  }

  azure_active_directory_role_based_access_control {
    azure_rbac_enabled = true
    tenant_id          = data.azurerm_client_config.current.tenant_id
  }

  network_profile {
    network_plugin      = "azure"
    network_plugin_mode = "overlay"
    network_policy      = "cilium"
    network_data_plane  = "cilium"
    outbound_type       = "userDefinedRouting"
  }

  web_app_routing {
    dns_zone_ids = []
  }
}

resource "azurerm_kubernetes_cluster_node_pool" "gpu" {
  name                  = "gpu"
  kubernetes_cluster_id = azurerm_kubernetes_cluster.reco.id
  vm_size               = "Standard_NC24ads_A100_v4"
  node_count            = 2
  vnet_subnet_id        = azurerm_subnet.this["nodes"].id
}

resource "azurerm_container_registry" "images" {
  name                          = "crfadenlaufreco"
  location                      = local.location
  resource_group_name           = azurerm_resource_group.reco.name
  sku                           = "Premium"
  admin_enabled                 = false
  public_network_access_enabled = false
  tags                          = { data = "model-image" }
}
