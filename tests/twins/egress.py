"""Workloads that read an asset and can send it out."""

from ringfence.model.assessment import Kind
from tests.twins.twin import Twin

NETWORK = """
resource "azurerm_virtual_network" "v" {{
  name                = "v"
  resource_group_name = azurerm_resource_group.rg.name
  location            = azurerm_resource_group.rg.location
  address_space       = ["10.1.0.0/16"]
}}

resource "azurerm_subnet" "train" {{
  name                            = "train"
  resource_group_name             = azurerm_resource_group.rg.name
  virtual_network_name            = azurerm_virtual_network.v.name
  address_prefixes                = ["10.1.1.0/24"]
  default_outbound_access_enabled = {outbound}
}}

resource "azurerm_network_interface" "i" {{
  name                = "i"
  resource_group_name = azurerm_resource_group.rg.name
  location            = azurerm_resource_group.rg.location

  ip_configuration {{
    name                          = "ip"
    subnet_id                     = azurerm_subnet.train.id
    private_ip_address_allocation = "Dynamic"
  }}
}}

resource "azurerm_linux_virtual_machine" "trainer" {{
  name                  = "vm-trainer"
  resource_group_name   = azurerm_resource_group.rg.name
  location              = azurerm_resource_group.rg.location
  size                  = "Standard_NC24ads_A100_v4"
  admin_username        = "ops"
  network_interface_ids = [azurerm_network_interface.i.id]

  identity {{
    type = "SystemAssigned"
  }}

  os_disk {{
    caching              = "ReadWrite"
    storage_account_type = "Premium_LRS"
  }}
}}

resource "azurerm_storage_account" "corpus" {{
  name                            = "stcorpus"
  resource_group_name             = azurerm_resource_group.rg.name
  location                        = azurerm_resource_group.rg.location
  account_tier                    = "Standard"
  account_replication_type        = "ZRS"
  allow_nested_items_to_be_public = false
  shared_access_key_enabled       = false
  public_network_access_enabled   = false
}}

resource "azurerm_private_endpoint" "blob" {{
  name                = "pe"
  resource_group_name = azurerm_resource_group.rg.name
  location            = azurerm_resource_group.rg.location
  subnet_id           = azurerm_subnet.train.id

  private_service_connection {{
    name                           = "blob"
    private_connection_resource_id = azurerm_storage_account.corpus.id
    subresource_names              = ["blob"]
    is_manual_connection           = false
  }}
}}

resource "azurerm_role_assignment" "trainer" {{
  scope                = azurerm_storage_account.corpus.id
  role_definition_name = "Storage Blob Data Reader"
  principal_id         = azurerm_linux_virtual_machine.trainer.identity[0].principal_id
}}
"""
NSG = """
resource "azurerm_network_security_group" "n" {{
  name                = "n"
  resource_group_name = azurerm_resource_group.rg.name
  location            = azurerm_resource_group.rg.location

  security_rule {{
    name                       = "deny"
    priority                   = 200
    direction                  = "Outbound"
    access                     = "Deny"
    protocol                   = "*"
    source_port_range          = "*"
    destination_port_range     = "*"
    source_address_prefix      = "*"
    destination_address_prefix = "Internet"
  }}

  security_rule {{
    name                       = "allow"
    priority                   = 100
    direction                  = "Outbound"
    access                     = "Allow"
    protocol                   = "Tcp"
    source_port_range          = "*"
    destination_port_range     = "443"
    source_address_prefix      = "*"
    destination_address_prefix = "{allowed}"
  }}
}}

resource "azurerm_subnet_network_security_group_association" "n" {{
  subnet_id                 = azurerm_subnet.train.id
  network_security_group_id = azurerm_network_security_group.n.id
}}
"""
ROUTE = """
resource "azurerm_route_table" "r" {{
  name                = "r"
  resource_group_name = azurerm_resource_group.rg.name
  location            = azurerm_resource_group.rg.location

  route {{
    name           = "default"
    address_prefix = "0.0.0.0/0"
    next_hop_type  = "{hop}"
  }}
}}

resource "azurerm_subnet_route_table_association" "r" {{
  subnet_id      = azurerm_subnet.train.id
  route_table_id = azurerm_route_table.r.id
}}
"""
CORPUS = "azurerm_storage_account.corpus"

WORKSPACE = """
resource "azurerm_storage_account" "ml" {{
  name                            = "stml"
  resource_group_name             = azurerm_resource_group.rg.name
  location                        = azurerm_resource_group.rg.location
  account_tier                    = "Standard"
  account_replication_type        = "ZRS"
  allow_nested_items_to_be_public = false
  public_network_access_enabled   = false
}}

resource "azurerm_key_vault" "ml" {{
  name                          = "kv-ml"
  resource_group_name           = azurerm_resource_group.rg.name
  location                      = azurerm_resource_group.rg.location
  tenant_id                     = data.azurerm_client_config.current.tenant_id
  sku_name                      = "standard"
  enable_rbac_authorization     = true
  public_network_access_enabled = false
}}

resource "azurerm_application_insights" "ml" {{
  name                       = "appi"
  resource_group_name        = azurerm_resource_group.rg.name
  location                   = azurerm_resource_group.rg.location
  application_type           = "web"
  internet_query_enabled     = false
  internet_ingestion_enabled = false
}}

resource "azurerm_machine_learning_workspace" "ml" {{
  name                          = "mlw"
  resource_group_name           = azurerm_resource_group.rg.name
  location                      = azurerm_resource_group.rg.location
  application_insights_id       = azurerm_application_insights.ml.id
  key_vault_id                  = azurerm_key_vault.ml.id
  storage_account_id            = azurerm_storage_account.ml.id
  public_network_access_enabled = false

  identity {{
    type = "SystemAssigned"
  }}

  managed_network {{
    isolation_mode = "{mode}"
  }}
}}
"""

TWINS = [
    Twin(
        "default outbound access, and a private subnet",
        Kind.EGRESS,
        CORPUS,
        NETWORK.format(outbound="true"),
        NETWORK.format(outbound="false"),
    ),
    Twin(
        "a tag that admits every tenant, and the identity provider",
        Kind.EGRESS,
        CORPUS,
        NETWORK.format(outbound="true") + NSG.format(allowed="Storage.WestEurope"),
        NETWORK.format(outbound="true") + NSG.format(allowed="AzureActiveDirectory"),
    ),
    Twin(
        "a default route to the internet, and to nowhere",
        Kind.EGRESS,
        CORPUS,
        NETWORK.format(outbound="true") + ROUTE.format(hop="Internet"),
        NETWORK.format(outbound="true") + ROUTE.format(hop="None"),
    ),
    Twin(
        "a managed network that lets everything out, and one that asks first",
        Kind.EGRESS,
        "azurerm_storage_account.ml",
        WORKSPACE.format(mode="AllowInternetOutbound"),
        WORKSPACE.format(mode="AllowOnlyApprovedOutbound"),
    ),
]
