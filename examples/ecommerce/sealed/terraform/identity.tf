resource "azurerm_user_assigned_identity" "this" {
  for_each = toset(["cluster", "ranker", "release"])

  name                = "id-reco-${each.key}"
  location            = local.location
  resource_group_name = azurerm_resource_group.reco.name
}

# The pods of the ranker, and no others, read its weights.
resource "azurerm_federated_identity_credential" "ranker" {
  name                = "ranker"
  resource_group_name = azurerm_resource_group.reco.name
  parent_id           = azurerm_user_assigned_identity.this["ranker"].id
  issuer              = azurerm_kubernetes_cluster.reco.oidc_issuer_url
  audience            = ["api://AzureADTokenExchange"]
  subject             = "system:serviceaccount:reco:ranker"
}

resource "azurerm_federated_identity_credential" "release" {
  name                = "github"
  resource_group_name = azurerm_resource_group.reco.name
  parent_id           = azurerm_user_assigned_identity.this["release"].id
  issuer              = "https://token.actions.githubusercontent.com"
  audience            = ["api://AzureADTokenExchange"]
  subject             = "repo:fadenlauf/recommender:ref:refs/heads/main"
}

resource "azurerm_role_assignment" "ranker" {
  scope                = azurerm_storage_account.store["models"].id
  role_definition_name = "Storage Blob Data Reader"
  principal_id         = azurerm_user_assigned_identity.this["ranker"].principal_id
}

resource "azurerm_role_assignment" "cluster" {
  scope                = azurerm_container_registry.images.id
  role_definition_name = "AcrPull"
  principal_id         = azurerm_kubernetes_cluster.reco.kubelet_identity[0].object_id
}

resource "azurerm_role_assignment" "release_pushes" {
  scope                = azurerm_container_registry.images.id
  role_definition_name = "AcrPush"
  principal_id         = azurerm_user_assigned_identity.this["release"].principal_id
}

resource "azurerm_role_assignment" "release_rolls_out" {
  scope                = azurerm_kubernetes_cluster.reco.id
  role_definition_name = "Azure Kubernetes Service RBAC Writer"
  principal_id         = azurerm_user_assigned_identity.this["release"].principal_id
}

resource "azuread_group" "shop_oncall" {
  display_name     = "shop-oncall"
  security_enabled = true
}

resource "azurerm_role_assignment" "shop_oncall" {
  scope                = azurerm_resource_group.reco.id
  role_definition_name = "Monitoring Reader"
  principal_id         = azuread_group.shop_oncall.object_id
  principal_type       = "Group"
}
