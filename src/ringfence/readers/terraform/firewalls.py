"""Parts of Azure Firewall: rules of its policies and of its classic collections."""

from __future__ import annotations

from typing import Final

from ringfence.model.facts import Value
from ringfence.readers.terraform.build import each, flag, items, move, number, text
from ringfence.readers.terraform.mapping import Part
from ringfence.readers.terraform.parts import Each, Fixed

SOURCES: Final[tuple[Part, ...]] = (
    move("name", to="name"),
    move("source_addresses", to="sourceAddresses"),
    move("source_ip_groups", to="sourceIpGroups"),
)

DESTINATIONS: Final[tuple[Part, ...]] = (
    move("destination_addresses", to="destinationAddresses"),
    move("destination_ip_groups", to="destinationIpGroups"),
    move("destination_fqdns", to="destinationFqdns"),
    move("destination_ports", to="destinationPorts"),
)


def _protocols(name: str) -> Each:
    return each(
        name,
        to="protocols",
        parts=(move("type", to="protocolType"), number("port", to="port")),
    )


def one(value: Value) -> Value:
    """Return the element as it is: a list of one is made of a single value."""
    return value


APPLICATION_RULE: Final[tuple[Part, ...]] = (
    Fixed("ruleType", "ApplicationRule"),
    *SOURCES,
    _protocols("protocols"),
    move("destination_addresses", to="destinationAddresses"),
    move("destination_fqdns", to="targetFqdns"),
    move("destination_urls", to="targetUrls"),
    move("destination_fqdn_tags", to="fqdnTags"),
    move("web_categories", to="webCategories"),
    flag("terminate_tls", to="terminateTLS"),
)

NETWORK_RULE: Final[tuple[Part, ...]] = (
    Fixed("ruleType", "NetworkRule"),
    *SOURCES,
    move("protocols", to="ipProtocols"),
    *DESTINATIONS,
)

NAT_RULE: Final[tuple[Part, ...]] = (
    Fixed("ruleType", "NatRule"),
    *SOURCES,
    move("protocols", to="ipProtocols"),
    items("destination_address", to="destinationAddresses", make=one),
    move("destination_ports", to="destinationPorts"),
    move("translated_address", to="translatedAddress"),
    move("translated_fqdn", to="translatedFqdn"),
    text("translated_port", to="translatedPort"),
)


def collection(block: str, type_: str, rule: tuple[Part, ...]) -> Each:
    """Return the rule collections of one kind of a group."""
    return each(
        block,
        to="properties.ruleCollections",
        parts=(
            Fixed("ruleCollectionType", type_),
            move("name", to="name"),
            number("priority", to="priority"),
            move("action", to="action.type", convert={"Dnat": "DNAT"}),
            each("rule", to="rules", parts=rule),
        ),
    )


CLASSIC: Final[tuple[Part, ...]] = (
    move("name", to="name"),
    number("priority", to="properties.priority"),
    move("action", to="properties.action.type"),
)
"""The head of a classic rule collection."""

CLASSIC_NETWORK: Final = each(
    "rule",
    to="properties.rules",
    parts=(*SOURCES, *DESTINATIONS, move("protocols", to="protocols")),
)

CLASSIC_APPLICATION: Final = each(
    "rule",
    to="properties.rules",
    parts=(
        *SOURCES,
        move("fqdn_tags", to="fqdnTags"),
        move("target_fqdns", to="targetFqdns"),
        _protocols("protocol"),
    ),
)

CLASSIC_NAT: Final = each(
    "rule",
    to="properties.rules",
    parts=(
        *SOURCES,
        move("protocols", to="protocols"),
        move("destination_addresses", to="destinationAddresses"),
        move("destination_ports", to="destinationPorts"),
        move("translated_address", to="translatedAddress"),
        text("translated_port", to="translatedPort"),
    ),
)
