"""Key Vault: keys, secrets and certificates behind one firewall.

Source: Key Vault network security page and SDK texts (as commonly documented; no page was read):
with public network access off only private endpoints and trusted services get in, whatever the
rules say.
"""

from dataclasses import replace

from ringfence.graph.azure.door_reading import (
    public_access,
    reading,
    rules_at,
    secured_by_perimeter,
)
from ringfence.graph.azure.doors import Door, Endpoint
from ringfence.model.estate import Estate
from ringfence.model.resource import Resource

_RULES = "properties.networkAcls"


def _door(estate: Estate, vault: Resource) -> Door:
    del estate
    firewall = replace(
        rules_at(vault, _RULES, default_action="defaultAction"),
        trusted=reading(vault, f"{_RULES}.bypass"),
        surviving=True,
    )
    return Door((public_access(vault),), firewall, secured_by_perimeter(vault))


ENDPOINT = Endpoint(
    types=("Microsoft.KeyVault/vaults", "Microsoft.KeyVault/managedHSMs"),
    door=_door,
    groups=frozenset({"vault", "managedhsm"}),
    hosts=(".vault.azure.net", ".managedhsm.azure.net"),
)
