"""Event Hubs and Service Bus namespaces: sinks of logs and streams of prompts.

Source: Event Hubs page on service endpoints (as commonly documented; no page was read): a rule set
without any address or network rule closes nothing, even where its default action is Deny.
"""

from ringfence.graph.azure.door_reading import (
    admitted,
    public_access,
    reading,
    secured_by_perimeter,
    sources,
    unless_listed,
)
from ringfence.graph.azure.doors import Admitted, Door, Endpoint, Firewall, Gate, Reading
from ringfence.model.estate import Estate
from ringfence.model.facts import ABSENT
from ringfence.model.resource import Resource


def _closed_by(
    rules: Resource, listed: tuple[Admitted, ...], action: Reading
) -> tuple[Reading, bool | None]:
    ranges = sources(rules, "properties.ipRules", "ipMask")
    everyone, open_to_all = unless_listed(rules, "properties.ipRules", ranges)
    if action.among("allow"):
        return action, True
    sure = any(rule.doubt is None for rule in listed)
    if sure or open_to_all is False:
        doubt = action.doubt
        return Reading("filtered", action.because, action.evidence, doubt), (
            None if doubt is not None else False
        )
    doubts = [rule.doubt for rule in listed if rule.doubt is not None]
    if doubts:
        return Reading("", everyone.because, everyone.evidence, doubts[0]), None
    return everyone, open_to_all


def _firewall(rules: Resource) -> Firewall:
    listed = admitted(rules, "properties.virtualNetworkRules", "subnet.id")
    action = reading(rules, "properties.defaultAction", "allow", "deny")
    everyone, open_to_all = _closed_by(rules, listed, action)
    return Firewall(
        holder=rules,
        everyone=everyone,
        open_to_all=open_to_all,
        sources=sources(rules, "properties.ipRules", "ipMask"),
        subnets=listed,
        trusted=reading(rules, "properties.trustedServiceAccessEnabled", "true", "false"),
    )


def _door(estate: Estate, namespace: Resource) -> Door:
    gates: tuple[Gate, ...] = (public_access(namespace),)
    firewall: Firewall | None = None
    for rules in estate.inside(namespace.key, f"{namespace.type}/networkRuleSets"):
        firewall = _firewall(rules)
        if rules.look("properties.publicNetworkAccess") not in (ABSENT, None):
            gates = (*gates, public_access(rules))
    return Door(gates, firewall, secured_by_perimeter(namespace))


ENDPOINT = Endpoint(
    types=("Microsoft.EventHub/namespaces", "Microsoft.ServiceBus/namespaces"),
    door=_door,
    groups=frozenset({"namespace"}),
    hosts=(".servicebus.windows.net",),
)
