"""Storage accounts: blob, file, queue, table and Data Lake endpoints behind one firewall.

Sources: storage network security pages (as commonly documented; no page was read): rules have no
effect while the default action is Allow; with public network access off, address and network rules
are ignored, but resource instance rules and trusted services stay in effect. Anonymous reads need
both the switch of the account and the level of the container; a static website is served from
`$web` without either (static website pages: disabling anonymous access does not affect it).
"""

from dataclasses import replace

from ringfence.graph.azure.door_reading import (
    admitted,
    public_access,
    reading,
    rules_at,
    secured_by_perimeter,
    sources,
    switch,
)
from ringfence.graph.azure.doors import Door, Endpoint, Firewall, Gate, Instance
from ringfence.model.estate import Estate
from ringfence.model.facts import ABSENT, Unknown, members
from ringfence.model.resource import Resource

_RULES = "properties.networkAcls"
_CONTAINER = "microsoft.storage/storageaccounts/blobservices/containers"


def _instances(account: Resource) -> tuple[Instance, ...]:
    found: list[Instance] = []
    pointer = f"{_RULES}.resourceAccessRules"
    if account.external is not None and account.look(pointer) is account.external:
        return ()  # nothing is known of this account: its other settings say so once
    for index, (element, doubt) in enumerate(members(account.look(pointer))):
        rule = element if isinstance(element, dict) else {}
        hidden = element if isinstance(element, Unknown) else ABSENT
        found.append(
            Instance(
                rule.get("tenantId", hidden),
                rule.get("resourceId", hidden),
                f"{pointer}[{index}]",
                doubt,
            )
        )
    return tuple(found)


def _firewall(account: Resource) -> Firewall:
    firewall = rules_at(account, _RULES, default_action="defaultAction")
    return replace(
        firewall,
        sources=firewall.sources + sources(account, f"{_RULES}.ipv6Rules"),
        subnets=admitted(account, f"{_RULES}.virtualNetworkRules"),
        instances=_instances(account),
        trusted=reading(account, f"{_RULES}.bypass"),
        surviving=True,
    )


def _door(estate: Estate, account: Resource) -> Door:
    del estate
    return Door((public_access(account),), _firewall(account), secured_by_perimeter(account))


def _anonymous(estate: Estate, account: Resource, asset: Resource) -> tuple[Gate, ...] | None:
    del estate
    if asset.kind != _CONTAINER:
        return None
    if asset.key.endswith("/containers/$web"):
        return (
            Gate(
                key=f"website:{asset.key}",
                holder=asset,
                what=f"`{asset.address}` is no static website",
                shut=False,
                because="`$web` is served to everybody as a static website",
            ),
        )
    account_switch = switch(
        account,
        "properties.allowBlobPublicAccess",
        opens=("true",),
        closes=("false",),
        key=f"anonymous:{account.key}",
        what=f"`{account.address}` allows no anonymous reads",
    )
    level = switch(
        asset,
        "properties.publicAccess",
        opens=("blob", "container"),
        closes=("none",),
        key=f"anonymous:{asset.key}",
        what=f"`{asset.address}` is private",
    )
    return (account_switch, level)


ENDPOINT = Endpoint(
    types=("Microsoft.Storage/storageAccounts",),
    door=_door,
    groups=frozenset(
        f"{service}{copy}"
        for service in ("blob", "dfs", "file", "queue", "table", "web")
        for copy in ("", "_secondary")
    ),
    anonymous=_anonymous,
    hosts=tuple(
        f".{service}.core.windows.net"
        for service in ("blob", "dfs", "file", "queue", "table", "web")
    ),
)
