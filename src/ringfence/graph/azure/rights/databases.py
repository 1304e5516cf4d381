"""Databases and caches: the control plane resets their administrators, or hands out keys.

Sources: https://learn.microsoft.com/azure/role-based-access-control/permissions/databases; that
`servers/write` sets the administrator's password is plain from the resource's own properties.
"""

from __future__ import annotations

from ringfence.graph.azure.rights import (
    KEYS,
    WRITE,
    Answer,
    Case,
    Need,
    Service,
    Way,
    opening,
    setting,
)


def _server(type_: str) -> Service:
    administer = Need(
        "administer",
        "reset the administrator of {it}",
        actions=(f"{type_}/write", f"{type_}/administrators/write"),
    )
    return Service(
        types=(type_,),
        opens=Need(
            "open",
            "open the network of {it}",
            actions=(*opening(type_).actions, f"{type_}/firewallRules/write"),
        ),
        ways=(Way("grants-itself", WRITE, (administer,), "makes itself administrator of {it}"),),
    )


def _keys_accepted(case: Case) -> Answer:
    return setting(case.top, "properties.disableAccessKeyAuthentication").unless(
        "true", wall=f"`{case.top.address}` accepts no keys"
    )


def _cache(type_: str, keys: tuple[str, ...]) -> Service:
    obtain = Need("keys", "obtain the keys of {it}", actions=tuple(f"{type_}/{k}" for k in keys))
    change = Need("write", "change the settings of {it}", actions=(f"{type_}/write",))
    return Service(
        types=(type_,),
        opens=Need(
            "open",
            "open the network of {it}",
            actions=(*opening(type_).actions, f"{type_}/firewallRules/write"),
        ),
        ways=(
            Way(
                "hands-out-keys",
                KEYS,
                (obtain,),
                "reads {it} with a key that the control plane hands out",
                _keys_accepted,
            ),
            Way(
                "opens-local-auth",
                WRITE,
                (change, obtain),
                "lets {it} accept keys again and obtains them",
            ),
        ),
    )


SERVICES = (
    _server("Microsoft.Sql/servers"),
    _server("Microsoft.Sql/managedInstances"),
    _server("Microsoft.DBforPostgreSQL/flexibleServers"),
    _server("Microsoft.DBforPostgreSQL/servers"),
    _server("Microsoft.DBforMySQL/flexibleServers"),
    _server("Microsoft.DBforMariaDB/servers"),
    _cache("Microsoft.Cache/redis", ("listKeys/action", "regenerateKey/action")),
    _cache(
        "Microsoft.Cache/redisEnterprise",
        ("databases/listKeys/action", "databases/regenerateKey/action"),
    ),
)
