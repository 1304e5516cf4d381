# Two stores: what the models learnt, and what they learnt it from.
resource "azurerm_storage_account" "store" {
  for_each = {
    models    = { replication = "ZRS", rules = var.office }
    customers = { replication = "GRS", rules = var.office }
  }

  name                            = "st${var.company}${each.key}"
  resource_group_name             = azurerm_resource_group.pricing.name
  location                        = var.location
  account_tier                    = "Standard"
  account_replication_type        = each.value.replication # westeurope pairs with northeurope: inside the EU
  allow_nested_items_to_be_public = false
  shared_access_key_enabled       = false
  public_network_access_enabled   = true
  tags                            = merge(local.tags, { data = each.key == "models" ? "weights" : "training-data" })

  network_rules {
    default_action = "Deny"
    bypass         = ["AzureServices"]
    ip_rules       = each.value.rules
  }
}

resource "azurerm_storage_container" "content" {
  for_each = var.containers

  name                  = each.key
  storage_account_id    = azurerm_storage_account.store[each.value.store].id
  container_access_type = each.value.access
}

resource "azurerm_key_vault" "keys" {
  name                          = "kv-${local.name}"
  location                      = var.location
  resource_group_name           = azurerm_resource_group.pricing.name
  tenant_id                     = data.azurerm_client_config.current.tenant_id
  sku_name                      = "premium"
  enable_rbac_authorization     = true
  purge_protection_enabled      = true
  public_network_access_enabled = false
}

resource "azurerm_key_vault_key" "stores" {
  name         = "stores"
  key_vault_id = azurerm_key_vault.keys.id
  key_type     = "RSA-HSM"
  key_size     = 3072
  key_opts     = ["wrapKey", "unwrapKey"]
}

resource "azurerm_container_registry" "images" {
  name                          = "cr${var.company}pricing"
  location                      = var.location
  resource_group_name           = azurerm_resource_group.pricing.name
  sku                           = "Premium"
  admin_enabled                 = false
  public_network_access_enabled = false

  georeplications {
    location = "northeurope"
  }
}
