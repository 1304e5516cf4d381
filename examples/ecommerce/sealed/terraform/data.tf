# What the ranker learnt, and what it learnt it from.
resource "azurerm_storage_account" "store" {
  for_each = {
    models = "weights"
    events = "training-data"
  }

  name                            = "stfadenlauf${each.key}"
  resource_group_name             = azurerm_resource_group.reco.name
  location                        = local.location
  account_tier                    = "Standard"
  account_replication_type        = "GRS" # germanywestcentral pairs with germanynorth
  allow_nested_items_to_be_public = false
  shared_access_key_enabled       = false
  public_network_access_enabled   = false
  tags                            = { data = each.value }

  network_rules {
    default_action = "Deny"
    bypass         = ["None"]
  }
}

resource "azurerm_storage_container" "this" {
  for_each = {
    ranker-weights = "models"
    style-adapters = "models"
    clickstream    = "events"
    orders         = "events"
  }

  name               = each.key
  storage_account_id = azurerm_storage_account.store[each.value].id
}

# Who looked at what, and what it says about them.
resource "azurerm_cosmosdb_account" "profiles" {
  name                               = "cosmos-${local.name}"
  location                           = local.location
  resource_group_name                = azurerm_resource_group.reco.name
  offer_type                         = "Standard"
  kind                               = "GlobalDocumentDB"
  local_authentication_disabled      = true
  public_network_access_enabled      = false
  access_key_metadata_writes_enabled = false
  tags                               = { data = "training-data" }

  consistency_policy {
    consistency_level = "Session"
  }

  geo_location {
    location          = local.location
    failover_priority = 0
  }

  geo_location {
    location          = "swedencentral"
    failover_priority = 1
  }
}

resource "azurerm_cosmosdb_sql_database" "shoppers" {
  name                = "shoppers"
  resource_group_name = azurerm_resource_group.reco.name
  account_name        = azurerm_cosmosdb_account.profiles.name
}

resource "azurerm_key_vault" "keys" {
  name                          = "kv-${local.name}"
  location                      = local.location
  resource_group_name           = azurerm_resource_group.reco.name
  tenant_id                     = data.azurerm_client_config.current.tenant_id
  sku_name                      = "premium"
  rbac_authorization_enabled    = true
  purge_protection_enabled      = true
  public_network_access_enabled = false
}

# Writes the lines under a recommendation ("goes well with what you bought in May").
resource "azurerm_cognitive_account" "stylist" {
  name                          = "oai-${local.name}"
  location                      = local.location
  resource_group_name           = azurerm_resource_group.reco.name
  kind                          = "OpenAI"
  sku_name                      = "S0"
  custom_subdomain_name         = "oai-${local.name}"
  local_auth_enabled            = false
  public_network_access_enabled = false
}

resource "azurerm_cognitive_deployment" "stylist" {
  name                 = "stylist"
  cognitive_account_id = azurerm_cognitive_account.stylist.id

  model {
    format  = "OpenAI"
    name    = "gpt-4.1-mini"
    version = "2025-04-14"
  }

  sku {
    name     = "DataZoneStandard" # anywhere in the data zone, which is the EU here
    capacity = 50
  }
}
