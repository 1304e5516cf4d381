"""API Management: the gateway through which APIs are called.

Source: API Management virtual network pages (from memory): `virtualNetworkType` Internal has no
public gateway; External has one, before which the security group of its subnet stands; without a
network, or integrated with one for outbound traffic only (v2 tiers), the gateway is public.
"""

from collections.abc import Iterable

from ringfence.graph.azure.door_reading import public_access, switch
from ringfence.graph.azure.doors import Door, Endpoint, Presence
from ringfence.model.estate import Estate
from ringfence.model.resource import Resource

_SUBNET = "properties.virtualNetworkConfiguration.subnetResourceId"


def _door(estate: Estate, service: Resource) -> Door:
    del estate
    internal = switch(
        service,
        "properties.virtualNetworkType",
        opens=("none", "external"),
        closes=("internal",),
        key=f"network-mode:{service.key}",
        what=f"the gateway of `{service.address}` is internal",
    )
    return Door((internal, public_access(service)))


def _presences(estate: Estate, service: Resource) -> Iterable[Presence]:
    del estate
    return [Presence(service.look(_SUBNET), service, _SUBNET, ports=((80, 80), (443, 443)))]


ENDPOINT = Endpoint(
    types=("Microsoft.ApiManagement/service",),
    door=_door,
    presences=_presences,
    groups=frozenset({"gateway"}),
    hosts=(".azure-api.net",),
    serves="the gateway",
)
