"""A deployed model. Its `sku` (azurerm 3: `scale`) says where the inference runs."""

from ringfence.readers.terraform.build import block, move, number, text
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_cognitive_deployment",
    arm="Microsoft.CognitiveServices/accounts/deployments",
    place=Under("Microsoft.CognitiveServices/accounts", "deployments", ("cognitive_account_id",)),
    parts=(
        block(
            "model",
            to="properties.model",
            parts=(
                move("format", to="format"),
                move("name", to="name"),
                text("version", to="version"),
            ),
        ),
        block(
            "sku",
            to="sku",
            parts=(move("name", to="name"), number("capacity", to="capacity", default=1)),
        ),
        block(
            "scale",
            to="sku",
            parts=(move("type", to="name"), number("capacity", to="capacity", default=1)),
        ),
        move("rai_policy_name", to="properties.raiPolicyName"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_cognitive_deployment" "chat" {
              name                 = "chat"
              cognitive_account_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/oai"
              model {
                format = "OpenAI"
                name   = "gpt-4o"
              }
              sku {
                name = "GlobalStandard"
              }
            }
            """,
            {"sku.name": "GlobalStandard", "properties.model.name": "gpt-4o"},
        ),
        Example(
            """
            resource "azurerm_cognitive_deployment" "chat" {
              name                 = "chat"
              cognitive_account_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/oai"
              model {
                format = "OpenAI"
                name   = "gpt-4o"
              }
              scale {
                type = "Standard"
              }
            }
            """,
            {"sku.name": "Standard"},
            provider=3,
        ),
    ),
)
