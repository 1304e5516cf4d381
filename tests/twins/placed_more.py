"""More ways to be stored or processed outside: logs by another name, backups, replicas, loops."""

from ringfence.model.assessment import Kind
from tests.twins.twin import Twin

COMMON = """  resource_group_name = azurerm_resource_group.rg.name
  location            = azurerm_resource_group.rg.location
"""
WORKSPACE = f"""
resource "azurerm_storage_account" "store" {{
  name                          = "stworkspace"
{COMMON}
  account_tier                  = "Standard"
  account_replication_type      = "ZRS"
  public_network_access_enabled = false
  shared_access_key_enabled     = false
}}

resource "azurerm_key_vault" "vault" {{
  name                          = "kvworkspace"
{COMMON}
  tenant_id                     = data.azurerm_client_config.current.tenant_id
  sku_name                      = "premium"
  rbac_authorization_enabled    = true
  public_network_access_enabled = false
}}

resource "azurerm_machine_learning_workspace" "ml" {{
  name                          = "mlw"
{COMMON}
  application_insights_id       = azurerm_application_insights.traces.id
  key_vault_id                  = azurerm_key_vault.vault.id
  storage_account_id            = azurerm_storage_account.store.id
  public_network_access_enabled = false

  identity {{
    type = "SystemAssigned"
  }}

  managed_network {{
    isolation_mode = "AllowOnlyApprovedOutbound"
  }}
}}
"""
INSIGHTS = """
resource "azurerm_application_insights" "traces" {{
  name                          = "appi"
  resource_group_name           = azurerm_resource_group.rg.name
  location                      = "{insights}"
  application_type              = "web"
  workspace_id                  = azurerm_log_analytics_workspace.logs.id
  local_authentication_disabled = true
  internet_query_enabled        = false
  internet_ingestion_enabled    = false
}}

resource "azurerm_log_analytics_workspace" "logs" {{
  name                       = "law"
  resource_group_name        = azurerm_resource_group.rg.name
  location                   = "{workspace}"
  internet_query_enabled     = false
  internet_ingestion_enabled = false
}}
"""
SERVER = f"""
resource "azurerm_postgresql_flexible_server" "vectors" {{
  name                          = "psql-embeddings"
{COMMON}
  public_network_access_enabled = false
}}
"""
REPLICA = """
resource "azurerm_postgresql_flexible_server" "reader" {{
  name                          = "psql-reader"
  resource_group_name           = azurerm_resource_group.rg.name
  location                      = "{location}"
  create_mode                   = "Replica"
  source_server_id              = azurerm_postgresql_flexible_server.vectors.id
  public_network_access_enabled = false
}}
"""
COSMOS = """
resource "azurerm_cosmosdb_account" "chats" {{
  name                               = "cosmos-chathistory"
  resource_group_name                = azurerm_resource_group.rg.name
  location                           = azurerm_resource_group.rg.location
  offer_type                         = "Standard"
  public_network_access_enabled      = false
  local_authentication_disabled      = true
  access_key_metadata_writes_enabled = false

  consistency_policy {{
    consistency_level = "Session"
  }}

  dynamic "geo_location" {{
    for_each = {locations}
    content {{
      location          = geo_location.value
      failover_priority = geo_location.key
    }}
  }}

  backup {{
    type                = "Periodic"
    storage_redundancy  = "{redundancy}"
  }}
}}
"""
DISK = """
resource "azurerm_managed_disk" "weights" {{
  name                          = "disk-weights"
  resource_group_name           = azurerm_resource_group.rg.name
  location                      = azurerm_resource_group.rg.location
  storage_account_type          = "Premium_LRS"
  create_option                 = "Empty"
  disk_size_gb                  = 512
  network_access_policy         = "DenyAll"
  public_network_access_enabled = false
}}

resource "azurerm_snapshot" "nightly" {{
  name                          = "snap"
  resource_group_name           = azurerm_resource_group.rg.name
  location                      = "{location}"
  create_option                 = "Copy"
  source_resource_id            = azurerm_managed_disk.weights.id
  network_access_policy         = "DenyAll"
  public_network_access_enabled = false
}}
"""
LOCKED = """
resource "azurerm_storage_account" "weights" {{
  name                          = "stweights"
  resource_group_name           = azurerm_resource_group.rg.name
  location                      = azurerm_resource_group.rg.location
  account_tier                  = "Standard"
  account_replication_type      = "ZRS"
  public_network_access_enabled = false
  shared_access_key_enabled     = false

  identity {{
    type = "SystemAssigned"
  }}

  customer_managed_key {{
    key_vault_key_id = azurerm_key_vault_key.lock.versionless_id
  }}
}}

resource "azurerm_key_vault" "keys" {{
  name                          = "kv-keys"
  resource_group_name           = azurerm_resource_group.rg.name
  location                      = "{location}"
  tenant_id                     = data.azurerm_client_config.current.tenant_id
  sku_name                      = "premium"
  rbac_authorization_enabled    = true
  public_network_access_enabled = false
}}

resource "azurerm_key_vault_key" "lock" {{
  name         = "cmk"
  key_vault_id = azurerm_key_vault.keys.id
  key_type     = "RSA"
  key_size     = 3072
  key_opts     = ["wrapKey", "unwrapKey"]
}}
"""
EVENTS = """
resource "azurerm_storage_account" "weights" {{
  name                          = "stweights"
  resource_group_name           = azurerm_resource_group.rg.name
  location                      = azurerm_resource_group.rg.location
  account_tier                  = "Standard"
  account_replication_type      = "ZRS"
  public_network_access_enabled = false
}}

resource "azurerm_eventhub_namespace" "siem" {{
  name                          = "evhns-siem"
  resource_group_name           = azurerm_resource_group.rg.name
  location                      = "{location}"
  sku                           = "Standard"
  public_network_access_enabled = false
  local_authentication_enabled  = false
}}

resource "azurerm_monitor_diagnostic_setting" "blob" {{
  name                           = "blob"
  target_resource_id             = "${{azurerm_storage_account.weights.id}}/blobServices/default"
  eventhub_authorization_rule_id = "${{azurerm_eventhub_namespace.siem.id}}/authorizationRules/send"

  {logs}
}}
"""
RECORDED = """
resource "azurerm_monitor_diagnostic_setting" "blob" {{
  name                       = "blob"
  target_resource_id         = "${{azurerm_storage_account.weights.id}}/blobServices/default"
  log_analytics_workspace_id = {workspace}

  enabled_log {{
    category = "StorageRead"
  }}
}}
"""
RECORDS = """
resource "azurerm_storage_account" "weights" {
  name                          = "stweights"
  resource_group_name           = azurerm_resource_group.rg.name
  location                      = azurerm_resource_group.rg.location
  account_tier                  = "Standard"
  account_replication_type      = "ZRS"
  public_network_access_enabled = false
}

resource "azurerm_log_analytics_workspace" "logs" {
  name                       = "law"
  resource_group_name        = azurerm_resource_group.rg.name
  location                   = "westeurope"
  retention_in_days          = 365
  internet_query_enabled     = false
  internet_ingestion_enabled = false
}
"""
OURS = """
boundary:
  regions: [EU]
  subscriptions: [11111111-1111-4111-8111-111111111111]
  networks: [10.0.0.0/8]
"""
ALL = 'enabled_log {\n    category_group = "allLogs"\n  }'
METRICS = 'enabled_metric {\n    category = "Transaction"\n  }'
HOLLAND = "boundary:\n  regions: [NL]\n  networks: [10.0.0.0/8]\n"
WEIGHTS = "azurerm_storage_account.weights"
MACHINE_LEARNING = "azurerm_machine_learning_workspace.ml"

TWINS = [
    Twin(
        "traces that are kept abroad, and at home",
        Kind.PLACED,
        MACHINE_LEARNING,
        INSIGHTS.format(insights="eastus", workspace="westeurope"),
        INSIGHTS.format(insights="northeurope", workspace="westeurope"),
        same=WORKSPACE,
        outsider="region:eastus",
    ),
    Twin(
        "the workspace behind the traces is abroad, and at home",
        Kind.PLACED,
        MACHINE_LEARNING,
        INSIGHTS.format(insights="westeurope", workspace="uksouth"),
        INSIGHTS.format(insights="westeurope", workspace="swedencentral"),
        same=WORKSPACE,
        outsider="region:uksouth",
    ),
    Twin(
        "a server is replicated abroad, and within the Union",
        Kind.PLACED,
        "azurerm_postgresql_flexible_server.vectors",
        REPLICA.format(location="uksouth"),
        REPLICA.format(location="francecentral"),
        same=SERVER,
        outsider="region:uksouth",
    ),
    Twin(
        "a loop over locations that reaches Norway, and one that does not",
        Kind.PLACED,
        "azurerm_cosmosdb_account.chats",
        COSMOS.format(locations='["westeurope", "norwayeast"]', redundancy="Local"),
        COSMOS.format(locations='["westeurope", "swedencentral"]', redundancy="Local"),
        outsider="region:norwayeast",
    ),
    Twin(
        "backups in the pair of the region, and in the region",
        Kind.PLACED,
        "azurerm_cosmosdb_account.chats",
        COSMOS.format(locations='["westeurope"]', redundancy="Geo"),
        COSMOS.format(locations='["westeurope"]', redundancy="Zone"),
        boundary=HOLLAND,
        outsider="region:northeurope",
    ),
    Twin(
        "a snapshot abroad, and at home",
        Kind.PLACED,
        "azurerm_managed_disk.weights",
        DISK.format(location="switzerlandnorth"),
        DISK.format(location="Germany West Central"),
        outsider="region:switzerlandnorth",
    ),
    Twin(
        "a key abroad, and at home",
        Kind.PLACED,
        WEIGHTS,
        LOCKED.format(location="uksouth"),
        LOCKED.format(location="West Europe"),
        outsider="region:uksouth",
    ),
    Twin(
        "logs to an event hub abroad, and metrics only",
        Kind.PLACED,
        WEIGHTS,
        EVENTS.format(location="eastus2", logs=ALL),
        EVENTS.format(location="eastus2", logs=METRICS),
        outsider="region:eastus2",
    ),
    Twin(
        "logs to a subscription of strangers, and to ours",
        Kind.PLACED,
        WEIGHTS,
        RECORDED.format(
            workspace='"/subscriptions/22222222-2222-4222-8222-222222222222/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/law"'
        ),
        RECORDED.format(workspace="azurerm_log_analytics_workspace.logs.id"),
        same=RECORDS,
        boundary=OURS,
        outsider="account:22222222-2222-4222-8222-222222222222",
    ),
]  # fmt: skip
