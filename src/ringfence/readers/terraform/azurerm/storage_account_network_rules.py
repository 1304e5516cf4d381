"""The firewall of a storage account, declared on its own.

azurerm 2 names the account by name and resource group, later versions by its id.
"""

from ringfence.readers.terraform.mapping import Example, Mapping, Piece
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import NETWORK_RULES

ACCOUNTS = "Microsoft.Storage/storageAccounts"

MAPPING = Mapping(
    terraform="azurerm_storage_account_network_rules",
    arm=ACCOUNTS,
    place=Under(
        ACCOUNTS,
        "networkRules/default",
        ("storage_account_id",),
        ("storage_account_name",),
        group=True,
        name="",
    ),
    pieces=(Piece("", (ACCOUNTS,), "properties.networkAcls", "set", NETWORK_RULES),),
    only_piece=True,
    examples=(
        Example(
            """
            resource "azurerm_storage_account_network_rules" "weights" {
              storage_account_id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/st"
              default_action     = "Deny"
              bypass             = ["None"]
            }
            """,
            {
                "fold:properties.networkAcls.defaultAction": "Deny",
                "fold:properties.networkAcls.bypass": "None",
            },
        ),
        Example(
            """
            resource "azurerm_storage_account_network_rules" "weights" {
              resource_group_name  = "rg"
              storage_account_name = "st"
              default_action       = "Deny"
            }
            """,
            {"fold:properties.networkAcls.defaultAction": "Deny"},
            provider=2,
        ),
    ),
)
