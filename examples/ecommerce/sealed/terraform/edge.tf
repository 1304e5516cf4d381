# The shop stands behind Front Door. The only origin is the storage of product pictures:
# the shop's backend asks the recommender from inside.
resource "azurerm_cdn_frontdoor_profile" "shop" {
  name                = "afd-fadenlauf"
  resource_group_name = azurerm_resource_group.reco.name
  sku_name            = "Premium_AzureFrontDoor"
}

resource "azurerm_cdn_frontdoor_endpoint" "shop" {
  name                     = "shop"
  cdn_frontdoor_profile_id = azurerm_cdn_frontdoor_profile.shop.id
}

resource "azurerm_cdn_frontdoor_firewall_policy" "shop" {
  name                = "wafFadenlauf"
  resource_group_name = azurerm_resource_group.reco.name
  sku_name            = "Premium_AzureFrontDoor"
  mode                = "Prevention"

  managed_rule {
    type    = "Microsoft_DefaultRuleSet"
    version = "2.1"
    action  = "Block"
  }
}

resource "azurerm_cdn_frontdoor_security_policy" "shop" {
  name                     = "shop"
  cdn_frontdoor_profile_id = azurerm_cdn_frontdoor_profile.shop.id

  security_policies {
    firewall {
      cdn_frontdoor_firewall_policy_id = azurerm_cdn_frontdoor_firewall_policy.shop.id

      association {
        patterns_to_match = ["/*"]
        domain {
          cdn_frontdoor_domain_id = azurerm_cdn_frontdoor_endpoint.shop.id
        }
      }
    }
  }
}

locals {
  origins = {
    pictures = {
      host    = azurerm_storage_account.pictures.primary_blob_host
      target  = azurerm_storage_account.pictures.id
      pattern = "/pictures/*"
      enabled = true
    }
    # Tried in spring: what is learnt of whom, straight from the model store. Switched off since.
    lookbook = {
      host    = azurerm_storage_account.store["models"].primary_blob_host
      target  = azurerm_storage_account.store["models"].id
      pattern = "/lookbook/*"
      enabled = false
    }
  }
}

resource "azurerm_cdn_frontdoor_origin_group" "this" {
  for_each = local.origins

  name                     = each.key
  cdn_frontdoor_profile_id = azurerm_cdn_frontdoor_profile.shop.id
  load_balancing {}
}

resource "azurerm_cdn_frontdoor_origin" "this" {
  for_each = local.origins

  name                           = each.key
  cdn_frontdoor_origin_group_id  = azurerm_cdn_frontdoor_origin_group.this[each.key].id
  enabled                        = true
  host_name                      = each.value.host
  origin_host_header             = each.value.host
  certificate_name_check_enabled = true

  private_link {
    private_link_target_id = each.value.target
    target_type            = "blob"
    location               = local.location
    request_message        = "Front Door of the shop"
  }
}

resource "azurerm_cdn_frontdoor_route" "this" {
  for_each = local.origins

  name                          = each.key
  enabled                       = each.value.enabled
  cdn_frontdoor_endpoint_id     = azurerm_cdn_frontdoor_endpoint.shop.id
  cdn_frontdoor_origin_group_id = azurerm_cdn_frontdoor_origin_group.this[each.key].id
  cdn_frontdoor_origin_ids      = [azurerm_cdn_frontdoor_origin.this[each.key].id]
  supported_protocols           = ["Https"]
  patterns_to_match             = [each.value.pattern]
  https_redirect_enabled        = false
}

# Published on purpose: anybody may look at what is for sale.
resource "azurerm_storage_account" "pictures" {
  name                            = "stfadenlaufpictures"
  resource_group_name             = azurerm_resource_group.reco.name
  location                        = local.location
  account_tier                    = "Standard"
  account_replication_type        = "ZRS"
  allow_nested_items_to_be_public = true
  shared_access_key_enabled       = false
  tags                            = { data = "public" }
}
