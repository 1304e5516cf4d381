"""One machine of a workspace, for one person."""

from ringfence.model.facts import Unknown, Value
from ringfence.readers.terraform.build import block, inverted, move
from ringfence.readers.terraform.foundry import COMPUTE
from ringfence.readers.terraform.mapping import Arguments, Example, Mapping, Provider
from ringfence.readers.terraform.parts import Computed, Fixed
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import first


def _ssh(arguments: Arguments, provider: Provider) -> dict[str, Value]:
    """The port is open if there is a key to log in with."""
    del provider
    inner = first(arguments.get("ssh"))
    to = "properties.properties.sshSettings.sshPublicAccess"
    if isinstance(inner, Unknown):
        return {to: inner}
    return {to: "Disabled" if inner is None else "Enabled"}


MAPPING = Mapping(
    terraform="azurerm_machine_learning_compute_instance",
    arm="Microsoft.MachineLearningServices/workspaces/computes",
    place=Under(
        "Microsoft.MachineLearningServices/workspaces",
        "computes",
        ("machine_learning_workspace_id",),
    ),
    parts=(
        *COMPUTE,
        Fixed("properties.computeType", "ComputeInstance"),
        inverted("local_auth_enabled", to="properties.disableLocalAuth", default=True),
        move("virtual_machine_size", to="properties.properties.vmSize"),
        move(
            "authorization_type",
            to="properties.properties.computeInstanceAuthorizationType",
        ),
        block(
            "assign_to_user",
            to="properties.properties.personalComputeInstanceSettings.assignedUser",
            parts=(move("object_id", to="objectId"), move("tenant_id", to="tenantId")),
        ),
        Computed(("ssh",), ("properties.properties.sshSettings.sshPublicAccess",), _ssh),
    ),
    inherits={"location": "machine_learning_workspace_id"},
    examples=(
        Example(
            """
            resource "azurerm_machine_learning_compute_instance" "alice" {
              name                          = "alice"
              machine_learning_workspace_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/mlw"
              virtual_machine_size          = "Standard_DS3_v2"
              ssh {
                public_key = "ssh-rsa x"
              }
            }
            """,
            {
                "properties.properties.sshSettings.sshPublicAccess": "Enabled",
                "properties.properties.enableNodePublicIp": True,
            },
        ),
    ),
)
