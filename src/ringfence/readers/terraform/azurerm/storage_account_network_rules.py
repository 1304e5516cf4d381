"""The firewall of a storage account, declared on its own."""

from ringfence.readers.terraform.mapping import Example, Mapping, Piece
from ringfence.readers.terraform.parts import NETWORK_RULES
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_storage_account_network_rules",
    arm="Microsoft.Storage/storageAccounts",
    place=Under(
        "Microsoft.Storage/storageAccounts", "networkRules", ("storage_account_id",), name=""
    ),
    page="https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/storage_account_network_rules",
    pieces=(
        Piece(
            "storage_account_id",
            ("Microsoft.Storage/storageAccounts",),
            "properties.networkAcls",
            "set",
            NETWORK_RULES,
        ),
    ),
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
    ),
)
