"""Types without a data endpoint: their content is read through the management plane alone."""

from ringfence.graph.azure.doors import Door, Endpoint
from ringfence.model.estate import Estate
from ringfence.model.resource import Resource


def _door(estate: Estate, resource: Resource) -> Door | None:
    del estate, resource
    return None


ENDPOINT = Endpoint(
    types=(
        "Microsoft.Compute/images",
        "Microsoft.RecoveryServices/vaults",
        "Microsoft.DataProtection/backupVaults",
    ),
    door=_door,
    serves="the management of",
)
