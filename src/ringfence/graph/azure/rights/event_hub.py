"""Event Hubs and Service Bus: data roles to receive, and keys unless local authentication is off."""

from __future__ import annotations

from ringfence.graph.azure.rights import (
    DATA,
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


def _local_auth(case: Case) -> Answer:
    return setting(case.top, "properties.disableLocalAuth").unless(
        "true", wall=f"`{case.top.address}` accepts no keys"
    )


def _service(type_: str, receive: tuple[str, ...], *inner: str) -> Service:
    keys = Need(
        "keys",
        "obtain the keys of {it}",
        actions=tuple(
            f"{type_}/{part}authorizationRules/{verb}/action"
            for part in ("", *(f"{each}/" for each in inner))
            for verb in ("listKeys", "regenerateKeys")
        ),
    )
    change = Need("write", "change the settings of {it}", actions=(f"{type_}/write",))
    return Service(
        types=(type_,),
        opens=opening(type_),
        ways=(
            Way(
                "reads-data",
                DATA,
                (Need("data", "receive from {it}", data=receive, at="asset"),),
                "receives from {it} with its own role",
            ),
            Way(
                "hands-out-keys",
                KEYS,
                (keys,),
                "receives from {it} with a key that the control plane hands out",
                _local_auth,
            ),
            Way(
                "opens-local-auth",
                WRITE,
                (change, keys),
                "lets {it} accept keys again and obtains them",
            ),
        ),
    )


SERVICES = (
    _service(
        "Microsoft.EventHub/namespaces",
        ("Microsoft.EventHub/namespaces/messages/receive/action",),
        "eventhubs",
    ),
    _service(
        "Microsoft.ServiceBus/namespaces",
        ("Microsoft.ServiceBus/namespaces/messages/receive/action",),
        "queues",
        "topics",
    ),
)
