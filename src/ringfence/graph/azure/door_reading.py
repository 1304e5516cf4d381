"""How the properties of a service are read into a door.

An absent property means what `reference.defaults` documents, a value that is not understood is a
doubt, and so is one that could not be resolved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ringfence.graph.addresses import parse
from ringfence.graph.azure.doors import (
    AZURE,
    Admitted,
    Firewall,
    Gate,
    Reading,
    Source,
)
from ringfence.graph.azure.doubts import either
from ringfence.model.claims import Evidence
from ringfence.model.estate import Estate
from ringfence.model.facts import ABSENT, Absent, Unknown, Value, members
from ringfence.model.resource import Resource
from ringfence.model.symbols import has_symbol, show
from ringfence.reference.defaults import default


def reading(resource: Resource, pointer: str, *known: str) -> Reading:
    """Read an enumerated or boolean property; absence means what the vendor documents.

    Booleans read as "true" and "false". A value that is none of `known` (lower case, if any are
    given) is in doubt, as is an absent one without a documented default.
    """
    name = pointer.rpartition("properties.")[2] or pointer
    value = resource.look(pointer)
    if isinstance(value, Unknown):
        return Reading("", f"`{name}` is not known", (Evidence(resource, pointer, value),), value)
    if value is ABSENT or value is None:
        documented = default(resource.type, pointer)
        if documented is None:
            why = Unknown(
                f"`{name}` of `{resource.address}` is not set, and what that means is not documented"
            )
            return Reading("", f"`{name}` is not set", (Evidence(resource, pointer, None),), why)
        shown = _text(documented.value)
        evidence = Evidence(resource, pointer, documented.value, f"not set, which means {shown}")
        return Reading(shown.lower(), f"`{name}` is not set, which means `{shown}`", (evidence,))
    assert not isinstance(value, Absent)
    text = _text(value)
    evidence = Evidence(resource, pointer, value)
    if has_symbol(text) or (known and text.lower() not in known):
        why = Unknown(
            f"`{name}` of `{resource.address}` is `{show(text)}`, which is not understood"
        )
        return Reading("", f"`{name}` is `{show(text)}`", (evidence,), why)
    return Reading(text.lower(), f"`{name}` is `{text}`", (evidence,))


def _text(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def switch(
    resource: Resource,
    pointer: str,
    *,
    opens: Sequence[str],
    closes: Sequence[str],
    key: str,
    what: str,
) -> Gate:
    """Return the barrier that one property raises: open for `opens`, shut for `closes`.

    Values are lower case; any other value is in doubt.
    """
    read = reading(resource, pointer, *opens, *closes)
    is_open = read.among(*opens)
    shut = None if is_open is None else not is_open
    return Gate(key, resource, what, shut, read.because, read.evidence, read.doubts)


PUBLIC_ACCESS: Final = "properties.publicNetworkAccess"


def public_access(resource: Resource, pointer: str = PUBLIC_ACCESS) -> Gate:
    """Return the barrier `publicNetworkAccess`; `SecuredByPerimeter` is left to the perimeter."""
    return switch(
        resource,
        pointer,
        opens=("enabled", "securedbyperimeter"),
        closes=("disabled",),
        key=f"public-access:{resource.key}",
        what=f"public network access of `{resource.address}` is off",
    )


def sources(resource: Resource, pointer: str, name: str = "value") -> tuple[Source, ...]:
    """Read a list of address rules: texts, or objects that hold the text under `name`."""
    return tuple(_sources(resource, pointer, name))


def _sources(resource: Resource, pointer: str, name: str) -> Iterator[Source]:
    for index, (element, doubt) in enumerate(members(resource.look(pointer))):
        at = f"{pointer}[{index}]"
        if isinstance(element, dict):
            value: Value | Absent = element.get(name, ABSENT)
            at = f"{at}.{name}"
        else:
            value = element
        yield source(value, at, doubt)


def source(value: Value | Absent, pointer: str, doubt: Unknown | None = None) -> Source:
    """Read one address rule."""
    if isinstance(value, Unknown):
        return Source(None, "", pointer, value)
    if not isinstance(value, str):
        return Source(None, "", pointer, either(doubt, Unknown(f"`{pointer}` holds no address")))
    if has_symbol(value):
        return Source(None, value, pointer, doubt)
    addresses = parse(value)
    if addresses is None:
        return Source(None, "", pointer, either(doubt, Unknown(f"`{value}` is no address range")))
    return Source(addresses, value, pointer, doubt)


def admitted(resource: Resource, pointer: str, name: str = "id") -> tuple[Admitted, ...]:
    """Read a list of virtual network rules; `name` is the path of the subnet in a rule."""
    found: list[Admitted] = []
    for index, (element, doubt) in enumerate(members(resource.look(pointer))):
        value: Value | Absent = element
        for part in name.split("."):
            value = value.get(part, ABSENT) if isinstance(value, dict) else value
        found.append(Admitted(value, f"{pointer}[{index}].{name}", doubt))
    return tuple(found)


def rules_at(resource: Resource, pointer: str, *, default_action: str) -> Firewall:
    """Read the usual firewall object: `defaultAction`, `ipRules`, `virtualNetworkRules`, `bypass`.

    `default_action` is the path of the action below `pointer`.
    """
    everyone = reading(resource, f"{pointer}.{default_action}", "allow", "deny")
    return Firewall(
        holder=resource,
        everyone=everyone,
        open_to_all=everyone.among("allow"),
        sources=sources(resource, f"{pointer}.ipRules"),
        subnets=admitted(resource, f"{pointer}.virtualNetworkRules"),
    )


def unless_listed(
    resource: Resource, pointer: str, listed: Sequence[Source], filtered: Reading | None = None
) -> tuple[Reading, bool | None]:
    """Read a firewall that exists only where it has rules: without one, everybody gets in.

    `filtered` is a further property that closes it ("true") without any address rule. Returns
    the reading of "is everybody admitted", and the answer.
    """
    evidence: tuple[Evidence, ...] = (Evidence(resource, pointer, shown=f"{len(listed)} rules"),)
    because = "it has no address rules"
    doubts = [rule.doubt for rule in listed if rule.doubt is not None]
    if filtered is not None:
        evidence += filtered.evidence
        because = f"{because}, and {filtered.because}"
        doubts.extend(filtered.doubts)
    certain = any(rule.doubt is None for rule in listed)
    if certain or (filtered is not None and filtered.among("true")):
        return Reading("filtered", "only what its rules list gets in", evidence), False
    if doubts:
        return Reading("", because, evidence, doubts[0]), None
    return Reading("all", because, evidence), True


def secured_by_perimeter(resource: Resource) -> bool:
    """Tell whether the resource leaves its public traffic to a network security perimeter."""
    value = resource.look(PUBLIC_ACCESS)
    return isinstance(value, str) and value.lower() == "securedbyperimeter"


def own_subnet(resource: Resource, pointer: str) -> Gate:
    """Return the barrier that a subnet of its own is: who stands in one has no public side."""
    subnet = resource.look(pointer)
    hidden = subnet if isinstance(subnet, Unknown) else None
    return Gate(
        key=f"own-subnet:{resource.key}",
        holder=resource,
        what=f"`{resource.address}` answers in its own subnet only",
        shut=None if hidden is not None else subnet is not ABSENT and subnet is not None,
        because="it stands in no subnet of its own",
        doubts=() if hidden is None else (hidden,),
    )


def ranged_rules(
    estate: Estate,
    server: Resource,
    type_: str,
    *,
    names: tuple[str, str] = ("startIpAddress", "endIpAddress"),
    empty_is_open: bool = False,
) -> Firewall:
    """Read a firewall whose rules are child resources of `type_` with a first and a last address.

    The rule from 0.0.0.0 to 0.0.0.0 admits all of Azure. Without rules nobody gets in, or
    everybody where `empty_is_open`.
    """
    listed = tuple(_ranged(rule, names) for rule in estate.inside(server.key, type_))
    if empty_is_open:
        everyone, open_to_all = unless_listed(server, "properties", listed)
    else:
        everyone, open_to_all = Reading("filtered", "only what its rules list gets in"), False
    return Firewall(server, everyone, open_to_all, listed)


def _ranged(rule: Resource, names: tuple[str, str]) -> Source:
    first, last = (rule.look(f"properties.{name}") for name in names)
    pointer = f"properties.{names[0]}"
    for value in (first, last):
        if isinstance(value, Unknown):
            return Source(None, "", pointer, value, rule)
    if first == last == "0.0.0.0":  # noqa: S104 - an address that stands for all of Azure
        return Source(None, AZURE, pointer, rule.presence, rule)
    read = source(f"{first}-{last}", pointer, rule.presence)
    return Source(read.addresses, read.text, read.pointer, read.doubt, rule)
