"""Container groups: a public address without any filter, or an address in a subnet.

Source: container groups in virtual networks (as commonly documented; no page was read): a group in
a subnet has no public address; security groups of that subnet apply.
"""

from collections.abc import Iterable, Iterator

from ringfence.graph.azure.door_reading import reading
from ringfence.graph.azure.doors import Door, Endpoint, Gate, Presence
from ringfence.graph.azure.doubts import either
from ringfence.graph.boxes import Interval
from ringfence.model.estate import Estate
from ringfence.model.facts import ABSENT, Unknown, members
from ringfence.model.resource import Resource

_ADDRESS = "properties.ipAddress"
_ALL: tuple[Interval, ...] = ((0, 65535),)


def _gate(group: Resource) -> Gate:
    key, what = f"public-ip:{group.key}", f"`{group.address}` has no public address"
    if group.look(_ADDRESS) in (ABSENT, None):
        return Gate(key, group, what, shut=True)
    kind = reading(group, f"{_ADDRESS}.type", "public", "private")
    is_open = kind.among("public")
    shut = None if is_open is None else not is_open
    return Gate(key, group, what, shut, kind.because, kind.evidence, kind.doubts)


def _door(estate: Estate, group: Resource) -> Door:
    del estate
    return Door((_gate(group),))


def _ports(group: Resource) -> tuple[tuple[Interval, ...], Unknown | None]:
    """Return the ports that a group opens, and why they are not known."""
    found: list[Interval] = []
    for element, _ in members(group.look(f"{_ADDRESS}.ports")):
        port = element.get("port") if isinstance(element, dict) else element
        if not isinstance(port, int):
            hidden = Unknown(f"a port of `{group.address}` is not known")
            return _ALL, port if isinstance(port, Unknown) else hidden
        found.append((port, port))
    return tuple(found) or _ALL, None


def _presences(estate: Estate, group: Resource) -> Iterable[Presence]:
    del estate
    return list(_in_subnets(group))


def _in_subnets(group: Resource) -> Iterator[Presence]:
    ports, hidden = _ports(group)
    for index, (element, doubt) in enumerate(members(group.look("properties.subnetIds"))):
        subnet = element.get("id", ABSENT) if isinstance(element, dict) else element
        at = f"properties.subnetIds[{index}].id"
        yield Presence(subnet, group, at, either(doubt, hidden), ports=ports)


ENDPOINT = Endpoint(
    types=("Microsoft.ContainerInstance/containerGroups",),
    door=_door,
    presences=_presences,
    rule="RF-RCH-02",
    serves="the ports",
)
