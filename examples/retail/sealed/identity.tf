resource "azurerm_user_assigned_identity" "training" {
  name                = "id-training"
  location            = var.location
  resource_group_name = azurerm_resource_group.pricing.name
}

resource "azurerm_user_assigned_identity" "serving" {
  name                = "id-serving"
  location            = var.location
  resource_group_name = azurerm_resource_group.pricing.name
}

resource "azurerm_user_assigned_identity" "release" {
  name                = "id-release"
  location            = var.location
  resource_group_name = azurerm_resource_group.pricing.name
}

resource "azurerm_federated_identity_credential" "release" {
  name                = "github"
  resource_group_name = azurerm_resource_group.pricing.name
  parent_id           = azurerm_user_assigned_identity.release.id
  issuer              = "https://token.actions.githubusercontent.com"
  audience            = ["api://AzureADTokenExchange"]
  subject             = "repo:marktlicht/price-advisor:environment:production"
}

resource "azuread_group" "data_science" {
  display_name     = "pricing-data-science"
  security_enabled = true
}

# The trainer reads what it learns from and writes what it learnt.
resource "azurerm_role_assignment" "training" {
  for_each = {
    models    = "Storage Blob Data Contributor"
    customers = "Storage Blob Data Reader"
  }

  scope                = azurerm_storage_account.store[each.key].id
  role_definition_name = each.value
  principal_id         = azurerm_user_assigned_identity.training.principal_id
}

resource "azurerm_role_assignment" "serving_pulls" {
  scope                = azurerm_container_registry.images.id
  role_definition_name = "AcrPull"
  principal_id         = azurerm_user_assigned_identity.serving.principal_id
}

resource "azurerm_role_assignment" "serving_reads" {
  scope                = azurerm_storage_account.store["models"].id
  role_definition_name = "Storage Blob Data Reader"
  principal_id         = azurerm_user_assigned_identity.serving.principal_id
}

# The release pushes images and nothing else.
resource "azurerm_role_assignment" "release" {
  scope                = azurerm_container_registry.images.id
  role_definition_name = "AcrPush"
  principal_id         = azurerm_user_assigned_identity.release.principal_id
}

# Custodians of the models, and of nothing else.
resource "azurerm_role_assignment" "data_science" {
  scope                = azurerm_storage_account.store["models"].id
  role_definition_name = "Storage Blob Data Reader"
  principal_id         = azuread_group.data_science.object_id
  principal_type       = "Group"
}
