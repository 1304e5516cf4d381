"""Container registries: images and artefacts.

Sources: registry pages on network rules and anonymous pull (as commonly documented; no page was
read). The admin user is a credential of ours and opens nothing by itself.
"""

from dataclasses import replace

from ringfence.graph.azure.door_reading import (
    public_access,
    reading,
    rules_at,
    secured_by_perimeter,
    switch,
)
from ringfence.graph.azure.doors import Door, Endpoint, Gate
from ringfence.model.estate import Estate
from ringfence.model.resource import Resource


def _door(estate: Estate, registry: Resource) -> Door:
    del estate
    firewall = replace(
        rules_at(registry, "properties.networkRuleSet", default_action="defaultAction"),
        trusted=reading(registry, "properties.networkRuleBypassOptions"),
        surviving=True,
    )
    return Door((public_access(registry),), firewall, secured_by_perimeter(registry))


def _anonymous(estate: Estate, registry: Resource, asset: Resource) -> tuple[Gate, ...] | None:
    del estate, asset
    return (
        switch(
            registry,
            "properties.anonymousPullEnabled",
            opens=("true",),
            closes=("false",),
            key=f"anonymous:{registry.key}",
            what=f"`{registry.address}` allows no anonymous pull",
        ),
    )


ENDPOINT = Endpoint(
    types=("Microsoft.ContainerRegistry/registries",),
    door=_door,
    groups=frozenset({"registry"}),
    anonymous=_anonymous,
    hosts=(".azurecr.io",),
)
