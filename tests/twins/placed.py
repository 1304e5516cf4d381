"""Content that is stored or processed outside."""

from ringfence.model.assessment import Kind
from tests.twins.twin import Twin

ACCOUNT = """
resource "azurerm_storage_account" "weights" {{
  name                          = "stweights"
  resource_group_name           = azurerm_resource_group.rg.name
  location                      = "{location}"
  account_tier                  = "Standard"
  account_replication_type      = "{replication}"
  public_network_access_enabled = false
}}
"""
REGISTRY = """
resource "azurerm_container_registry" "models" {{
  name                          = "crllm"
  resource_group_name           = azurerm_resource_group.rg.name
  location                      = azurerm_resource_group.rg.location
  sku                           = "Premium"
  public_network_access_enabled = false

  georeplications {{
    location = "{replica}"
  }}
}}
"""
DEPLOYMENT = """
resource "azurerm_cognitive_account" "gpt" {{
  name                          = "oai-llm"
  resource_group_name           = azurerm_resource_group.rg.name
  location                      = "swedencentral"
  kind                          = "OpenAI"
  sku_name                      = "S0"
  custom_subdomain_name         = "oai-llm"
  public_network_access_enabled = false
}}

resource "azurerm_cognitive_deployment" "chat" {{
  name                 = "chat"
  cognitive_account_id = azurerm_cognitive_account.gpt.id

  model {{
    format  = "OpenAI"
    name    = "gpt-4.1"
    version = "2025-04-14"
  }}

  sku {{
    name = "{sku}"
  }}
}}
"""
SINK = """
resource "azurerm_storage_account" "weights" {{
  name                          = "stweights"
  resource_group_name           = azurerm_resource_group.rg.name
  location                      = azurerm_resource_group.rg.location
  account_tier                  = "Standard"
  account_replication_type      = "ZRS"
  public_network_access_enabled = false
}}

resource "azurerm_log_analytics_workspace" "logs" {{
  name                       = "law"
  resource_group_name        = azurerm_resource_group.rg.name
  location                   = "{location}"
  internet_query_enabled     = false
  internet_ingestion_enabled = false
}}

resource "azurerm_monitor_diagnostic_setting" "blob" {{
  name                       = "blob"
  target_resource_id         = "${{azurerm_storage_account.weights.id}}/blobServices/default"
  log_analytics_workspace_id = azurerm_log_analytics_workspace.logs.id

  enabled_log {{
    category = "StorageRead"
  }}
}}
"""
WEST = "boundary:\n  regions: [westeurope, swedencentral]\n  networks: [10.0.0.0/8]\n"

TWINS = [
    Twin(
        "a store abroad, and at home",
        Kind.PLACED,
        "azurerm_storage_account.weights",
        ACCOUNT.format(location="East US", replication="ZRS"),
        ACCOUNT.format(location="North Europe", replication="ZRS"),
        outsider="region:eastus",
    ),
    Twin(
        "geo-redundancy into a region that was not promised, and into one that was",
        Kind.PLACED,
        "azurerm_storage_account.weights",
        ACCOUNT.format(location="westeurope", replication="RAGRS"),
        ACCOUNT.format(location="westeurope", replication="ZRS"),
        boundary=WEST,
        outsider="region:northeurope",
    ),
    Twin(
        "a pair across the border, and inside",
        Kind.PLACED,
        "azurerm_storage_account.weights",
        ACCOUNT.format(location="brazilsouth", replication="GRS"),
        ACCOUNT.format(location="brazilsouth", replication="ZRS"),
        boundary="boundary:\n  regions: [BR]\n  networks: [10.0.0.0/8]\n",
        outsider="region:southcentralus",
    ),
    Twin(
        "a replica of the images abroad, and in the Union",
        Kind.PLACED,
        "azurerm_container_registry.models",
        REGISTRY.format(replica="uksouth"),
        REGISTRY.format(replica="francecentral"),
    ),
    Twin(
        "inference anywhere, and in the region",
        Kind.PLACED,
        "azurerm_cognitive_account.gpt",
        DEPLOYMENT.format(sku="GlobalStandard"),
        DEPLOYMENT.format(sku="Standard"),
    ),
    Twin(
        "a data zone wider than the boundary, and a regional deployment",
        Kind.PLACED,
        "azurerm_cognitive_account.gpt",
        DEPLOYMENT.format(sku="DataZoneStandard"),
        DEPLOYMENT.format(sku="ProvisionedManaged"),
        boundary=WEST,
    ),
    Twin(
        "logs that go abroad, and that stay",
        Kind.PLACED,
        "azurerm_storage_account.weights",
        SINK.format(location="eastus2"),
        SINK.format(location="germanywestcentral"),
    ),
]
