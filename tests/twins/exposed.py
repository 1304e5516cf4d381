"""Content that anyone may read."""

from ringfence.model.assessment import Kind
from tests.twins.twin import Twin

ACCOUNT = """
resource "azurerm_storage_account" "st" {{
  name                            = "stllmprod"
  resource_group_name             = azurerm_resource_group.rg.name
  location                        = azurerm_resource_group.rg.location
  account_tier                    = "Standard"
  account_replication_type        = "ZRS"
  allow_nested_items_to_be_public = {public}
  public_network_access_enabled   = {network}
  {more}
}}

resource "azurerm_storage_container" "weights" {{
  name                  = "weights"
  storage_account_id    = azurerm_storage_account.st.id
  container_access_type = "{access}"
}}
"""
CLOSED = 'network_rules {\n    default_action = "Deny"\n    ip_rules       = ["203.0.113.1"]\n  }'


def account(
    public: str = "true", network: str = "true", access: str = "blob", more: str = ""
) -> str:
    return ACCOUNT.format(public=public, network=network, access=access, more=more)


REGISTRY = """
resource "azurerm_container_registry" "models" {{
  name                          = "crllm"
  resource_group_name           = azurerm_resource_group.rg.name
  location                      = azurerm_resource_group.rg.location
  sku                           = "Premium"
  anonymous_pull_enabled        = {anonymous}
  public_network_access_enabled = {network}
  {more}
}}
"""

TWINS = [
    Twin(
        "an anonymous container, and one that the firewall hides",
        Kind.EXPOSED,
        "azurerm_storage_container.weights",
        account(),
        account(more=CLOSED),
        outsider="internet",
    ),
    Twin(
        "an anonymous container, and one whose account forbids it behind a closed network",
        Kind.EXPOSED,
        "azurerm_storage_container.weights",
        account(access="container"),
        account(access="container", public="false", network="false"),
    ),
    Twin(
        "a firewall whose ranges add up to everything, and one whose ranges are ours",
        Kind.EXPOSED,
        "azurerm_storage_container.weights",
        account(more=CLOSED.replace('"203.0.113.1"', '"0.0.0.0/1", "128.0.0.0/1"')),
        account(more=CLOSED.replace('"203.0.113.1"', '"203.0.113.0/30", "203.0.113.4/30"')),
    ),
    Twin(
        "anonymous pull from the internet, and only from inside",
        Kind.EXPOSED,
        "azurerm_container_registry.models",
        REGISTRY.format(anonymous="true", network="true", more=""),
        REGISTRY.format(anonymous="true", network="false", more=""),
    ),
    Twin(
        "a resource rule for anybody's instances, and for ours",
        Kind.EXPOSED,
        "azurerm_storage_container.weights",
        account(access="private", more=CLOSED.replace(
            "ip_rules",
            'private_link_access {\n      endpoint_resource_id = "/subscriptions/99999999-9999-4999-8999-999999999999/resourceGroups/x/providers/Microsoft.Synapse/workspaces/y"\n      endpoint_tenant_id = "99999999-9999-4999-8999-999999999999"\n    }\n    ip_rules')),
        account(access="private", more=CLOSED.replace(
            "ip_rules",
            'private_link_access {\n      endpoint_resource_id = "/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/x/providers/Microsoft.Synapse/workspaces/y"\n      endpoint_tenant_id = "33333333-3333-4333-8333-333333333333"\n    }\n    ip_rules')),
        boundary="boundary:\n  regions: [EU]\n  tenants: [33333333-3333-4333-8333-333333333333]\n  networks: [10.0.0.0/8, 203.0.113.0/29]\n",
    ),
]  # fmt: skip
