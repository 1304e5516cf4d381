"""Endpoints that only a credential protects."""

from ringfence.model.assessment import Kind
from tests.twins.twin import Twin

VAULT = """
resource "azurerm_key_vault" "weights" {{
  name                          = "kv-weights"
  resource_group_name           = azurerm_resource_group.rg.name
  location                      = azurerm_resource_group.rg.location
  tenant_id                     = data.azurerm_client_config.current.tenant_id
  sku_name                      = "premium"
  enable_rbac_authorization     = true
  public_network_access_enabled = {network}
  {more}
}}
"""

OPENAI = """
resource "azurerm_cognitive_account" "gpt" {{
  name                          = "oai-llm"
  resource_group_name           = azurerm_resource_group.rg.name
  location                      = azurerm_resource_group.rg.location
  kind                          = "OpenAI"
  sku_name                      = "S0"
  custom_subdomain_name         = "oai-llm"
  public_network_access_enabled = {network}
  {more}
}}
"""

MACHINE = """
resource "azurerm_virtual_network" "v" {{
  name                = "v"
  resource_group_name = azurerm_resource_group.rg.name
  location            = azurerm_resource_group.rg.location
  address_space       = ["10.1.0.0/16"]
}}

resource "azurerm_subnet" "s" {{
  name                            = "s"
  resource_group_name             = azurerm_resource_group.rg.name
  virtual_network_name            = azurerm_virtual_network.v.name
  address_prefixes                = ["10.1.1.0/24"]
  default_outbound_access_enabled = false
}}

resource "azurerm_network_security_group" "n" {{
  name                = "n"
  resource_group_name = azurerm_resource_group.rg.name
  location            = azurerm_resource_group.rg.location
}}

resource "azurerm_network_security_rule" "allow" {{
  name                        = "allow"
  resource_group_name         = azurerm_resource_group.rg.name
  network_security_group_name = azurerm_network_security_group.n.name
  priority                    = {allow}
  direction                   = "Inbound"
  access                      = "Allow"
  protocol                    = "Tcp"
  source_port_range           = "*"
  destination_port_range      = "8000"
  source_address_prefix       = "{source}"
  destination_address_prefix  = "*"
}}

resource "azurerm_network_security_rule" "deny" {{
  name                        = "deny"
  resource_group_name         = azurerm_resource_group.rg.name
  network_security_group_name = azurerm_network_security_group.n.name
  priority                    = 500
  direction                   = "Inbound"
  access                      = "Deny"
  protocol                    = "*"
  source_port_range           = "*"
  destination_port_range      = "*"
  source_address_prefix       = "Internet"
  destination_address_prefix  = "*"
}}

resource "azurerm_network_security_rule" "out" {{
  name                        = "out"
  resource_group_name         = azurerm_resource_group.rg.name
  network_security_group_name = azurerm_network_security_group.n.name
  priority                    = 500
  direction                   = "Outbound"
  access                      = "Deny"
  protocol                    = "*"
  source_port_range           = "*"
  destination_port_range      = "*"
  source_address_prefix       = "*"
  destination_address_prefix  = "*"
}}

resource "azurerm_subnet_network_security_group_association" "n" {{
  subnet_id                 = azurerm_subnet.s.id
  network_security_group_id = azurerm_network_security_group.n.id
}}

resource "azurerm_public_ip" "p" {{
  name                = "p"
  resource_group_name = azurerm_resource_group.rg.name
  location            = azurerm_resource_group.rg.location
  allocation_method   = "Static"
  sku                 = "Standard"
}}

resource "azurerm_network_interface" "i" {{
  name                = "i"
  resource_group_name = azurerm_resource_group.rg.name
  location            = azurerm_resource_group.rg.location

  ip_configuration {{
    name                          = "ip"
    subnet_id                     = azurerm_subnet.s.id
    private_ip_address_allocation = "Dynamic"
    public_ip_address_id          = azurerm_public_ip.p.id
  }}
}}

resource "azurerm_linux_virtual_machine" "vllm" {{
  name                  = "vm-vllm"
  resource_group_name   = azurerm_resource_group.rg.name
  location              = azurerm_resource_group.rg.location
  size                  = "Standard_NC24ads_A100_v4"
  admin_username        = "ops"
  network_interface_ids = [azurerm_network_interface.i.id]

  os_disk {{
    caching              = "ReadWrite"
    storage_account_type = "Premium_LRS"
  }}
}}
"""

DISK = """
resource "azurerm_managed_disk" "checkpoints" {{
  name                          = "disk-checkpoints"
  resource_group_name           = azurerm_resource_group.rg.name
  location                      = azurerm_resource_group.rg.location
  storage_account_type          = "Premium_LRS"
  create_option                 = "Empty"
  disk_size_gb                  = 1024
  network_access_policy         = "{policy}"
  public_network_access_enabled = {network}
}}
"""

TWINS = [
    Twin(
        "a public vault, and one that admits our office only",
        Kind.REACHABLE,
        "azurerm_key_vault.weights",
        VAULT.format(network="true", more=""),
        VAULT.format(network="true", more='network_acls {\n    bypass = "AzureServices"\n    default_action = "Deny"\n    ip_rules = ["203.0.113.2/32"]\n  }'),
    ),
    Twin(
        "a public model endpoint, and a private one",
        Kind.REACHABLE,
        "azurerm_cognitive_account.gpt",
        OPENAI.format(network="true", more=""),
        OPENAI.format(network="false", more=""),
    ),
    Twin(
        "an allow before the deny, and one that the deny shadows",
        Kind.REACHABLE,
        "azurerm_linux_virtual_machine.vllm",
        MACHINE.format(allow=400, source="*"),
        MACHINE.format(allow=600, source="*"),
    ),
    Twin(
        "an allow from the internet, and from our office",
        Kind.REACHABLE,
        "azurerm_linux_virtual_machine.vllm",
        MACHINE.format(allow=400, source="0.0.0.0/0"),
        MACHINE.format(allow=400, source="203.0.113.0/29"),
    ),
    Twin(
        "a disk that can be exported, and one that cannot",
        Kind.REACHABLE,
        "azurerm_managed_disk.checkpoints",
        DISK.format(policy="AllowAll", network="true"),
        DISK.format(policy="DenyAll", network="false"),
    ),
]  # fmt: skip
