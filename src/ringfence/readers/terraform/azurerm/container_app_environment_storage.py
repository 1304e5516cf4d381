"""A share that container apps may mount. Its key is never read."""

from ringfence.model.facts import ABSENT, Value
from ringfence.readers.terraform.mapping import Arguments, Example, Mapping, Provider
from ringfence.readers.terraform.parts import Computed
from ringfence.readers.terraform.places import Under

WRITES = ("properties.azureFile", "properties.nfsAzureFile")


def _share(arguments: Arguments, provider: Provider) -> dict[str, Value]:
    """Return the share, by SMB unless a server for NFS is named."""
    del provider
    server = arguments.get("nfs_server_url")
    share: dict[str, Value] = {
        "shareName": arguments.get("share_name"),
        "accessMode": arguments.get("access_mode"),
    }
    if server is not None:
        return {"properties.nfsAzureFile": {"server": server, **share}}
    return {"properties.azureFile": {"accountName": arguments.get("account_name"), **share}}


MAPPING = Mapping(
    terraform="azurerm_container_app_environment_storage",
    arm="Microsoft.App/managedEnvironments/storages",
    place=Under("Microsoft.App/managedEnvironments", "storages", ("container_app_environment_id",)),
    parts=(
        Computed(("share_name", "account_name", "nfs_server_url", "access_mode"), WRITES, _share),
    ),
    examples=(
        Example(
            """
            resource "azurerm_container_app_environment_storage" "x" {
              name = "x"
              container_app_environment_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.App/managedEnvironments/env"
              account_name = "st"
              share_name = "models"
              access_mode = "ReadOnly"
              access_key = "not to be seen"
            }
            """,
            {
                "properties.azureFile.accountName": "st",
                "properties.azureFile.shareName": "models",
                "properties.azureFile.accountKey": ABSENT,
            },
        ),
    ),
)
