"""Compute that is given the key of a store, and the same compute given something harmless."""

from ringfence.model.assessment import Kind
from tests.twins.pieces import DENY_OUT, PLACE, block, group, network, subnet
from tests.twins.twin import Twin

DELEGATED = """  delegation {
    name = "d"
    service_delegation {
      name = "Microsoft.Web/serverFarms"
    }
  }
"""
STORE = (
    network()
    + subnet("apps", "v", "10.1.1.0/24", f"  default_outbound_access_enabled = false\n{DELEGATED}")
    + block(
        "storage_account",
        "w",
        f"""{PLACE}  account_tier = "Standard"
  account_replication_type        = "ZRS"
  allow_nested_items_to_be_public = false
  public_network_access_enabled   = true
  network_rules {{
    default_action             = "Deny"
    bypass                     = ["None"]
    virtual_network_subnet_ids = [azurerm_subnet.apps.id]
  }}
""",
        name="stweights",
    )
    + block(
        "service_plan",
        "p",
        f"""{PLACE}  os_type = "Linux"
  sku_name = "P1v3"
""",
    )
)


def app(settings: str = "", more: str = "", *, all_traffic: bool = False) -> str:
    """Return an app in the subnet that the store admits."""
    return block(
        "linux_web_app",
        "chat",
        f"""{PLACE}  service_plan_id = azurerm_service_plan.p.id
  virtual_network_subnet_id = azurerm_subnet.apps.id
  site_config {{
    vnet_route_all_enabled = {str(all_traffic).lower()}
  }}
  app_settings = {{
    MODE = "prod"
{settings}
  }}
{more}""",
    )


KEY = "    STORE = azurerm_storage_account.w.primary_connection_string"
WRITTEN = '    STORE = "DefaultEndpointsProtocol=https;AccountKey=${azurerm_storage_account.w.primary_access_key}"'
URL = "    STORE = azurerm_storage_account.w.primary_blob_endpoint"
VAULT = block(
    "key_vault",
    "kv",
    f"""{PLACE}  tenant_id = data.azurerm_client_config.current.tenant_id
  sku_name = "standard"
  public_network_access_enabled = false
""",
    name="kv-llm-chat",
)


def secret(value: str) -> str:
    """Return a secret of the vault."""
    return block(
        "key_vault_secret",
        "s",
        f"  key_vault_id = azurerm_key_vault.kv.id\n  value = {value}\n",
    )


REFERENCE = (
    '    STORE = "@Microsoft.KeyVault(SecretUri=${azurerm_key_vault_secret.s.versionless_id})"'
)
CONTRIBUTOR = """
resource "azurerm_role_assignment" "ops" {
  scope                = azurerm_linux_web_app.chat.id
  role_definition_name = "Website Contributor"
  principal_id         = "22222222-2222-4222-8222-222222222222"
  principal_type       = "User"
}
"""
ADDRESS = "azurerm_storage_account.w"


def container_app(attribute: str) -> str:
    """Return a container app with a secret that is an attribute of the store."""
    return block(
        "container_app",
        "serve",
        f"""  resource_group_name = azurerm_resource_group.rg.name
  container_app_environment_id = azurerm_container_app_environment.e.id
  revision_mode = "Single"
  secret {{
    name  = "store"
    value = azurerm_storage_account.w.{attribute}
  }}
  template {{
    container {{
      name   = "api"
      image  = "example.azurecr.io/api:1"
      cpu    = 1
      memory = "2Gi"
      env {{
        name        = "STORE"
        secret_name = "store"
      }}
    }}
  }}
""",
    )


def identified(scope: str) -> str:
    """Return an app that has the key of the store, and a data role at a scope."""
    return (
        app(KEY, '  identity {\n    type = "SystemAssigned"\n  }\n', all_traffic=True)
        + f"""
resource "azurerm_role_assignment" "chat" {{
  scope                = {scope}
  role_definition_name = "Storage Blob Data Reader"
  principal_id         = azurerm_linux_web_app.chat.identity[0].principal_id
}}
"""
    )


TWINS = [
    Twin(
        "an app with the key of the store, and one with its address",
        Kind.EGRESS,
        ADDRESS,
        app(KEY),
        app(URL),
        same=STORE,
        outsider="internet",
    ),
    Twin(
        "an app with a key in a connection string, all of whose traffic is sent through a closed subnet",
        Kind.EGRESS,
        ADDRESS,
        app(WRITTEN),
        app(WRITTEN, all_traffic=True),
        same=STORE + group(DENY_OUT, before="apps"),
    ),
    Twin(
        "a setting that refers to a secret with the key, and to one with something else",
        Kind.EGRESS,
        ADDRESS,
        app(REFERENCE) + secret("azurerm_storage_account.w.secondary_access_key"),
        app(REFERENCE) + secret("azurerm_storage_account.w.primary_blob_endpoint"),
        same=STORE + VAULT,
    ),
    Twin(
        "a store that accepts its keys, and one that does not",
        Kind.EGRESS,
        ADDRESS,
        STORE,
        STORE.replace("  account_tier", "  shared_access_key_enabled = false\n  account_tier"),
        same=app(KEY),
    ),
    Twin(
        "whoever may change the app gets the key of the store, or its address",
        Kind.CHAINED,
        ADDRESS,
        app(KEY, all_traffic=True) + CONTRIBUTOR,
        app(URL, all_traffic=True) + CONTRIBUTOR,
        same=STORE,
    ),
    Twin(
        "an app that has the key has a role from above too, or one on the store itself",
        Kind.CHAINED,
        ADDRESS,
        identified("azurerm_resource_group.rg.id"),
        identified("azurerm_storage_account.w.id"),
        same=STORE + group(DENY_OUT, before="apps"),
        outsider="principal:azurerm_linux_web_app.chat",
    ),
    Twin(
        "a connection string block with the key, and with the key of another store",
        Kind.EGRESS,
        ADDRESS,
        app(
            more="""  connection_string {
    name  = "store"
    type  = "Custom"
    value = azurerm_storage_account.w.primary_blob_connection_string
  }
"""
        ),
        app(
            more="""  connection_string {
    name  = "store"
    type  = "Custom"
    value = azurerm_storage_account.jobs.primary_blob_connection_string
  }
"""
        ),
        same=STORE
        + block(
            "storage_account",
            "jobs",
            f'{PLACE}  account_tier = "Standard"\n  account_replication_type = "ZRS"\n',
            name="stjobs",
        ),
    ),
    Twin(
        "a container app with a secret that is the key, and one with the name of the store",
        Kind.EGRESS,
        ADDRESS,
        container_app("primary_access_key"),
        container_app("name"),
        same=STORE
        + block(
            "container_app_environment",
            "e",
            f"{PLACE}  infrastructure_subnet_id = azurerm_subnet.apps.id\n",
        ),
    ),
]
