"""Doors of platform services, written as people write them."""

from ringfence.model.assessment import Kind
from tests.twins.exposed import CLOSED, account
from tests.twins.twin import BOUNDARY, Twin

WEIGHTS = "azurerm_storage_container.weights"
THEIRS = "99999999-9999-4999-8999-999999999999"
OURS = "11111111-1111-4111-8111-111111111111"
NAMED = f"{BOUNDARY}  subscriptions: [{OURS}]\n  tenants: [33333333-3333-4333-8333-333333333333]\n"

PERIMETER = """
resource "azurerm_network_security_perimeter" "p" {
  name                = "nsp"
  resource_group_name = azurerm_resource_group.rg.name
  location            = azurerm_resource_group.rg.location
}

resource "azurerm_network_security_perimeter_profile" "p" {
  name                          = "stores"
  network_security_perimeter_id = azurerm_network_security_perimeter.p.id
}

resource "azurerm_network_security_perimeter_association" "p" {
  name                                  = "stores"
  network_security_perimeter_profile_id = azurerm_network_security_perimeter_profile.p.id
  resource_id                           = azurerm_storage_account.st.id
  access_mode                           = "Enforced"
}
"""
RULE = """
resource "azurerm_network_security_perimeter_access_rule" "r" {{
  name                                  = "r"
  network_security_perimeter_profile_id = azurerm_network_security_perimeter_profile.p.id
  direction                             = "Inbound"
  {admits}
}}
"""

LINK = """
resource "azurerm_virtual_network" "v" {{
  name                = "v"
  resource_group_name = azurerm_resource_group.rg.name
  location            = azurerm_resource_group.rg.location
  address_space       = ["10.1.0.0/16"]
}}

resource "azurerm_subnet" "s" {{
  name                 = "s"
  resource_group_name  = azurerm_resource_group.rg.name
  virtual_network_name = azurerm_virtual_network.v.name
  address_prefixes     = ["10.1.1.0/24"]
}}

resource "azurerm_private_endpoint" "p" {{
  name                = "p"
  resource_group_name = azurerm_resource_group.rg.name
  location            = azurerm_resource_group.rg.location
  subnet_id           = {subnet}

  private_service_connection {{
    name                           = "p"
    private_connection_resource_id = azurerm_storage_account.st.id
    is_manual_connection           = false
    subresource_names              = ["blob"]
  }}
}}
"""
ABROAD = f'"/subscriptions/{THEIRS}/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/hub/subnets/s"'

COSMOS = """
resource "azurerm_cosmosdb_account" "chat" {{
  name                = "cosmos-chat-history"
  resource_group_name = azurerm_resource_group.rg.name
  location            = azurerm_resource_group.rg.location
  offer_type          = "Standard"
  ip_range_filter     = {ranges}

  consistency_policy {{
    consistency_level = "Session"
  }}

  geo_location {{
    location          = azurerm_resource_group.rg.location
    failover_priority = 0
  }}
}}
"""

HUB = """
resource "azurerm_eventhub_namespace" "n" {{
  name                = "evhns-prompts"
  resource_group_name = azurerm_resource_group.rg.name
  location            = azurerm_resource_group.rg.location
  sku                 = "Standard"

  network_rulesets {{
    default_action                 = "Deny"
    trusted_service_access_enabled = true
    {rules}
  }}
}}
"""
IP_RULE = 'ip_rule {\n      ip_mask = "203.0.113.0/30"\n      action  = "Allow"\n    }'

FOUNDRY = """
locals {{
  foundry = {{
    kind = "AIServices"
    sku  = {{ name = "S0" }}
    properties = {{
      allowProjectManagement = true
      disableLocalAuth       = true
      publicNetworkAccess    = "{network}"
      networkAcls            = {{ defaultAction = "Allow" }}
    }}
  }}
}}

resource "azapi_resource" "foundry" {{
  type      = "Microsoft.CognitiveServices/accounts@2025-06-01"
  name      = "foundry"
  parent_id = azurerm_resource_group.rg.id
  location  = azurerm_resource_group.rg.location
  body      = jsonencode(local.foundry)
}}
"""

SNAPSHOT = """
resource "azurerm_managed_disk" "d" {{
  name                          = "disk-checkpoints"
  resource_group_name           = azurerm_resource_group.rg.name
  location                      = azurerm_resource_group.rg.location
  storage_account_type          = "Premium_LRS"
  create_option                 = "Empty"
  disk_size_gb                  = 1024
  network_access_policy         = "DenyAll"
  public_network_access_enabled = false
}}

resource "azurerm_snapshot" "backup" {{
  name                  = "nightly"
  resource_group_name   = azurerm_resource_group.rg.name
  location              = azurerm_resource_group.rg.location
  create_option         = "Copy"
  source_uri            = azurerm_managed_disk.d.id
  network_access_policy = "{policy}"
}}
"""

RULES = """
resource "azurerm_storage_account_network_rules" "st" {{
  storage_account_id = azurerm_storage_account.st.id
  default_action     = "{action}"
  ip_rules           = ["203.0.113.1"]
}}
"""


def instance(tenant: str) -> str:
    """Return an account that is off the public network and admits an instance of a tenant."""
    return account(
        access="private",
        network="false",
        more=CLOSED.replace(
            "ip_rules",
            "private_link_access {\n"
            f'      endpoint_resource_id = "/subscriptions/{OURS}/resourceGroups/x/providers/Microsoft.Synapse/workspaces/y"\n'
            f'      endpoint_tenant_id = "{tenant}"\n'
            "    }\n    ip_rules",
        ),
    )


TWINS = [
    Twin(
        "a perimeter that admits a subscription of others, and one of ours",
        Kind.REACHABLE,
        WEIGHTS,
        RULE.format(admits=f'subscription_ids = ["/subscriptions/{THEIRS}"]'),
        RULE.format(admits=f'subscription_ids = ["/subscriptions/{OURS}"]'),
        same=account(access="private") + PERIMETER,
        boundary=NAMED,
        outsider=f"account:{THEIRS}",
    ),
    Twin(
        "a perimeter that admits the internet, and the office",
        Kind.EXPOSED,
        WEIGHTS,
        RULE.format(admits='address_prefixes = ["0.0.0.0/1", "128.0.0.0/1"]'),
        RULE.format(admits='address_prefixes = ["203.0.113.0/30"]'),
        same=account() + PERIMETER,
    ),
    Twin(
        "a private endpoint in a network of others, and in ours",
        Kind.REACHABLE,
        WEIGHTS,
        LINK.format(subnet=ABROAD),
        LINK.format(subnet="azurerm_subnet.s.id"),
        same=account(access="private", network="false"),
        boundary=NAMED,
        outsider=f"account:{THEIRS}",
    ),
    Twin(
        "an exception that outlives the public network, for a tenant of others and for ours",
        Kind.EXPOSED,
        WEIGHTS,
        instance(THEIRS),
        instance("33333333-3333-4333-8333-333333333333"),
        boundary=NAMED,
        outsider=f"tenant:{THEIRS}",
    ),
    Twin(
        "rules of their own that allow by default, and that deny",
        Kind.EXPOSED,
        WEIGHTS,
        RULES.format(action="Allow"),
        RULES.format(action="Deny"),
        same=account(),
    ),
    Twin(
        "a database that all of Azure may call, and one for the office",
        Kind.REACHABLE,
        "azurerm_cosmosdb_account.chat",
        COSMOS.format(ranges='["0.0.0.0"]'),
        COSMOS.format(ranges='["203.0.113.0/30"]'),
    ),
    Twin(
        "a rule set without rules, which closes nothing, and one with a rule",
        Kind.REACHABLE,
        "azurerm_eventhub_namespace.n",
        HUB.format(rules=""),
        HUB.format(rules=IP_RULE),
    ),
    Twin(
        "an account in the provider's own words, public and private",
        Kind.REACHABLE,
        "azapi_resource.foundry",
        FOUNDRY.format(network="Enabled"),
        FOUNDRY.format(network="Disabled"),
    ),
    Twin(
        "a snapshot that can be exported although its disk cannot, and one that cannot either",
        Kind.REACHABLE,
        "azurerm_snapshot.backup",
        SNAPSHOT.format(policy="AllowAll"),
        SNAPSHOT.format(policy="DenyAll"),
    ),
]
