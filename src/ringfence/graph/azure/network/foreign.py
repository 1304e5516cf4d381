"""Outsiders that a firewall names itself: foreign subnets, tenants, subscriptions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ringfence.graph.azure.doors import Admitted, Door, Endpoint, Firewall, Gate, Instance
from ringfence.graph.azure.network.outsiders import UNKNOWN, Outside, Outsiders
from ringfence.graph.azure.network.topology import SUBNET
from ringfence.graph.azure.network.ways import Way
from ringfence.model.boundary import Boundary
from ringfence.model.claims import Evidence
from ringfence.model.estate import Estate, parent_key
from ringfence.model.facts import ABSENT, Unknown
from ringfence.model.resource import Resource
from ringfence.model.symbols import is_context, show

OUTSIDE_NETWORK: Final = "RF-RCH-03"
FOREIGN: Final = "RF-EXP-02"


class Foreign:
    """Finds whom a firewall lets in by name although they are outside the boundary."""

    def __init__(self, estate: Estate, boundary: Boundary, outsiders: Outsiders) -> None:
        self._estate = estate
        self._tenants = {tenant.lower() for tenant in boundary.tenants}
        self._accounts = bool(boundary.subscriptions)
        self._outsiders = outsiders

    def ways(
        self, resource: Resource, endpoint: Endpoint, door: Door
    ) -> Iterator[tuple[str, str, Way]]:
        """Yield `(origin, label, way)` for every outsider that the firewall names."""
        firewall = door.firewall
        if firewall is None or firewall.open_to_all or door.perimeter:
            return
        for rule in firewall.subnets:
            yield from self._subnet(rule, resource, endpoint, door.gates, firewall)
        gates = () if firewall.surviving else door.gates
        for instance in firewall.instances:
            yield from self._instance(instance, resource, endpoint, gates)

    def _subnet(
        self,
        rule: Admitted,
        resource: Resource,
        endpoint: Endpoint,
        gates: tuple[Gate, ...],
        firewall: Firewall,
    ) -> Iterator[tuple[str, str, Way]]:
        holder = rule.holder or firewall.holder
        if isinstance(rule.subnet, str):
            lookup = self._estate.lookup(rule.subnet, SUBNET)
            key = lookup.found.key if lookup.found is not None else rule.subnet.lower()
            network = parent_key(key)
            outside = self._outsiders.network(network, ours=True)
            name = show(key.rpartition("/")[2]) if network else "unknown"
        elif isinstance(rule.subnet, Unknown):
            network, name = f"{resource.key}/{rule.pointer}", "unknown"
            outside = Outside(UNKNOWN, "its subnet is not known", doubts=(rule.subnet,))
        else:
            return
        if outside is None:
            return
        doubts = outside.doubts if rule.doubt is None else (*outside.doubts, rule.doubt)
        because = f"its firewall admits subnet `{name}`, which is outside: {outside.because}"
        way = Way(
            tag=f"network-rule:{rule.pointer}",
            rule=OUTSIDE_NETWORK,
            step="network-rule",
            change=resource,
            says=f"subnet `{name}` reaches {endpoint.serves} of `{resource.address}`",
            because=because,
            gates=gates,
            evidence=(Evidence(holder, rule.pointer), *outside.evidence),
            doubts=tuple(dict.fromkeys(doubts)),
            presence=_presence(resource),
        )
        yield f"vnet:{network}", outside.label, way

    def _instance(
        self,
        instance: Instance,
        resource: Resource,
        endpoint: Endpoint,
        gates: tuple[Gate, ...],
    ) -> Iterator[tuple[str, str, Way]]:
        outside = self._tenant(instance, resource)
        if outside is None and isinstance(instance.resource, str):
            outside = self._outsiders.account(instance.resource.lower())
        elif outside is None and isinstance(instance.resource, Unknown) and self._accounts:
            why = instance.resource
            outside = Outside(UNKNOWN, "which instance it is, is not known", doubts=(why,))
        if outside is None:
            return
        doubts = outside.doubts if instance.doubt is None else (*outside.doubts, instance.doubt)
        target = show(instance.resource) if isinstance(instance.resource, str) else "any resource"
        tenant = outside.label.startswith("tenant:")
        way = Way(
            tag=f"instance:{instance.pointer}",
            rule=FOREIGN if tenant else OUTSIDE_NETWORK,
            step="resource-instance-rule",
            change=resource,
            says=f"`{target}` reaches {endpoint.serves} of `{resource.address}`",
            because=f"a rule of its firewall admits that instance, and {outside.because}",
            gates=gates,
            evidence=(Evidence(resource, instance.pointer),),
            doubts=tuple(dict.fromkeys(doubts)),
            presence=_presence(resource),
        )
        yield outside.label, outside.label, way

    def _tenant(self, instance: Instance, resource: Resource) -> Outside | None:
        """Judge the tenant of an instance rule; None for our own."""
        tenant = instance.tenant
        if tenant is ABSENT or tenant is None:
            return None
        if isinstance(tenant, str):
            if tenant.lower() in self._tenants or is_context(tenant):
                return None
            label = f"tenant:{show(tenant)}"
            if self._tenants:
                return Outside(label, f"tenant `{show(tenant)}` is not in the boundary")
            why = Unknown(
                f"whether tenant `{show(tenant)}` is ours: the boundary names no tenants",
                resource.locate(instance.pointer),
            )
            return Outside(label, "the boundary names no tenants", doubts=(why,))
        why = tenant if isinstance(tenant, Unknown) else Unknown("the tenant of an instance rule")
        return Outside("tenant:unknown", "its tenant is not known", doubts=(why,))


def _presence(resource: Resource) -> tuple[Unknown, ...]:
    return () if resource.presence is None else (resource.presence,)
