"""NetworkPolicy: which packets reach pods and leave them.

Source: https://kubernetes.io/docs/concepts/services-networking/network-policies/. A pod that no
policy selects for a direction is not isolated in it. One that any policy selects takes (sends)
what the union of their rules admits, and nothing else. A policy without `policyTypes` is one for
ingress, and for egress if it has egress rules. A rule without peers admits everybody, one without
ports every port. Selectors of peers mean pods, never addresses outside the cluster; whether an
address block sees the client or a node depends on how the traffic came.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from ringfence.graph.addresses import EVERYWHERE, parse
from ringfence.graph.boxes import EMPTY, Boxes, Interval
from ringfence.graph.kubernetes.objects import (
    FOREIGN_POLICIES,
    MESH_POLICIES,
    NETWORK_POLICY,
    Match,
    Pods,
    World,
    both,
    equal,
    every,
    namespace_of,
)
from ringfence.graph.kubernetes.ports import ports_number
from ringfence.graph.kubernetes.selectors import (
    NAME_LABEL,
    needs,
    pairs,
    selects,
    selects_namespace,
)
from ringfence.model.claims import Evidence
from ringfence.model.facts import ABSENT, Absent, Unknown, Value, members
from ringfence.model.resource import Resource, dig

LIMITS: Final = (
    "Kubernetes: policies of Cilium, Calico, Istio and of administrators are not evaluated: where one may"
    " select a pod, what reaches it is not known",
)

Direction = Literal["Ingress", "Egress"]
_FIELDS: Final = {"Ingress": ("ingress", "from"), "Egress": ("egress", "to")}


@dataclass(frozen=True, slots=True)
class Ruling:
    """Whether policies stop some traffic: yes, no, or not known (None, with `doubts`).

    `holder` is the policy that stops it, or that would have to change; None without any policy.
    """

    shut: bool | None
    because: str = ""
    holder: Resource | None = None
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[Unknown, ...] = ()


FREE: Final = Ruling(False)


@dataclass(frozen=True, slots=True)
class Selecting:
    """A policy that selects pods for a direction, surely or perhaps."""

    policy: Resource
    doubt: Unknown | None
    opaque: bool = False


@dataclass(frozen=True, slots=True)
class Sender:
    """Pods that send to others: who they are, None where that is not in the tree (`doubt`).

    `namespace` is that of pods that a provider runs, whose labels are not known.
    """

    world: World
    receiver: Resource
    pods: Pods | None = None
    namespace: str = ""
    doubt: Unknown | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked: do packets between pods and `peers` (addresses) on `ports` pass?

    `span` are addresses that may stand in their place (nodes that pass traffic on). `names` are
    the named ports of the pods, None where they are not known. `sender` is what asks from inside
    the cluster, in place of the peers. With `any_of` one port that passes is enough, and only
    what admits all the peers surely lets through what is meant.
    """

    direction: Direction
    peers: Boxes
    ports: tuple[Interval, ...]
    protocol: str = "TCP"
    span: Boxes = EMPTY
    names: tuple[tuple[str, Value], ...] | None = ()
    sender: Sender | None = None
    any_of: bool = False


def selecting(world: World, pods: Pods, direction: Direction) -> list[Selecting]:
    """Return the policies that isolate pods in a direction, or may."""
    found: list[Selecting] = []
    outside = dig(pods.spec, "hostNetwork")
    if outside is True:
        return found  # such pods are the node itself to the network
    hidden = outside if isinstance(outside, Unknown) else None
    held = pairs(pods.labels)
    for policy, doubt in world.chosen(pods.workload, NETWORK_POLICY, _needs, held):
        match = selects(dig(policy.body, "spec.podSelector"), pods.labels)
        kind = _for(policy, direction)
        if match.holds and kind.holds:
            doubts = every((doubt, match.doubt, kind.doubt, hidden))
            found.append(Selecting(policy, doubts[0] if doubts else None))
    for policy in world.estate.of(*FOREIGN_POLICIES):
        if _may_concern(world, pods, policy):
            why = Unknown(f"what `{policy.address}` admits is not modelled", policy.locate())
            found.append(Selecting(policy, why, opaque=True))
    return found


def meshed(world: World, pods: Pods) -> Iterator[Selecting]:
    """Yield the policies of a service mesh that may refuse what reaches pods."""
    for policy in world.estate.of(*MESH_POLICIES):
        if _may_concern(world, pods, policy):
            why = Unknown(f"what `{policy.address}` admits is not modelled", policy.locate())
            yield Selecting(policy, why, opaque=True)


def _may_concern(world: World, pods: Pods, policy: Resource) -> bool:
    """Tell whether a policy that is not evaluated may select pods: it is in their namespace, or in
    none, or in the one whose policies a mesh applies everywhere.
    """
    if not world.together(pods.workload, policy).holds:
        return False
    stated = dig(policy.body, "metadata.namespace")
    if "global" in policy.kind or "wide" in policy.kind or "admin" in policy.kind:
        return True
    if stated == "istio-system":
        return True
    return equal(namespace_of(pods.workload), namespace_of(policy)).holds


def _needs(policy: Resource) -> tuple[str, ...] | None:
    selector = dig(policy.body, "spec.podSelector")
    return needs(dig(selector, "matchLabels"))


def _for(policy: Resource, direction: Direction) -> Match:
    types = dig(policy.body, "spec.policyTypes")
    if isinstance(types, Unknown):
        return Match(True, types)
    if isinstance(types, list) and types:
        for each, doubt in members(types):
            if isinstance(each, Unknown) or each == direction:
                return Match(True, doubt)
        return Match(False)
    if direction == "Ingress":
        return Match(True)
    rules = dig(policy.body, "spec.egress")
    return Match(rules is not ABSENT and rules is not None and rules != [])


def rule_on(selected: Sequence[Selecting], ask: Ask) -> Ruling:
    """Return whether policies that select some pods stop what is asked about."""
    if not selected:
        return FREE
    sure = [each for each in selected if each.doubt is None]
    opaque = any(each.opaque for each in selected)
    doubts = list(every(each.doubt for each in selected))
    evidence: list[Evidence] = []
    may = not sure
    for each in selected:
        passing = None if each.opaque else _admits(each.policy, ask)
        if passing is None or not passing.holds:
            continue
        may = True
        evidence.append(passing.evidence)
        doubts += every((passing.doubt,))
        if passing.doubt is None and each.doubt is None and not opaque:
            because = f"`{each.policy.address}` admits it"
            return Ruling(False, because, each.policy, (passing.evidence,))
    holder = (sure or list(selected))[0].policy
    shown = tuple(evidence) or (Evidence(holder, "spec"),)
    if not may:
        names = " and ".join(f"`{each.policy.address}`" for each in sure[:2])
        return Ruling(True, f"{names} admits no such traffic", holder, shown)
    return Ruling(None, "network policies may admit it", holder, shown, every(doubts))


@dataclass(frozen=True, slots=True)
class _Passing:
    holds: bool
    evidence: Evidence
    doubt: Unknown | None = None


def _admits(policy: Resource, ask: Ask) -> _Passing:
    """Return whether any rule of a policy admits the traffic, the surest first."""
    rules_name, peers_name = _FIELDS[ask.direction]
    rules = dig(policy.body, f"spec.{rules_name}")
    best: _Passing | None = None
    for index, (rule, doubt) in enumerate(members(rules)):
        pointer = f"spec.{rules_name}[{index}]"
        evidence = Evidence(policy, pointer)
        if isinstance(rule, Unknown):
            best = best or _Passing(True, evidence, rule)
            continue
        peers = _peers(dig(rule, peers_name), ask)
        ports = _ports(dig(rule, "ports"), ask)
        if not peers.holds or not ports.holds:
            continue
        unsure = every((doubt, peers.doubt, ports.doubt))
        if not unsure:
            return _Passing(True, evidence)
        best = best or _Passing(True, evidence, unsure[0])
    return best or _Passing(False, Evidence(policy, f"spec.{rules_name}"))


def _peers(peers: Value | Absent, ask: Ask) -> Match:
    if peers is ABSENT or peers is None or peers == []:
        return Match(True)
    found = Match(False)
    for peer, doubt in members(peers):
        if isinstance(peer, Unknown):
            found = Match(True, peer) if not found.holds else found
            continue
        block = dig(peer, "ipBlock")
        if ask.sender is not None:
            match = _selected(peer, block, ask.sender)
        elif block is ABSENT or block is None:
            continue  # a selector means pods of the cluster
        else:
            match = _block(block, ask)
        if not match.holds:
            continue
        why = every((doubt, match.doubt))
        if not why:
            return Match(True)
        found = Match(True, why[0])
    return found


def _selected(peer: Value, block: Value | Absent, sender: Sender) -> Match:
    """Tell whether a peer of a rule means the pods that send."""
    if block is not ABSENT and block is not None:
        return Match(True, Unknown("which address the sending pods have is not known"))
    if sender.doubt is not None:
        return Match(True, sender.doubt)
    spaces, labels = dig(peer, "namespaceSelector"), dig(peer, "podSelector")
    if sender.pods is not None:
        own = equal(namespace_of(sender.receiver), namespace_of(sender.pods.workload))
        space = own
        if spaces is not ABSENT and spaces is not None:
            space = selects_namespace(spaces, sender.world, sender.pods)
        return both(space, selects(labels, sender.pods.labels))
    stated: dict[str, Value] = {NAME_LABEL: sender.namespace}
    if spaces is ABSENT or spaces is None:
        space = equal(namespace_of(sender.receiver), sender.namespace)
    else:
        space = selects(spaces, stated)
    if not space.holds or labels is ABSENT or labels is None or labels == {}:
        return space
    return Match(True, Unknown(f"the labels of what runs in `{sender.namespace}` are not known"))


def _block(block: Value | Absent, ask: Ask) -> Match:
    sure, may, doubt = addresses_of(block)
    if ask.any_of and ask.peers - sure and ask.peers & may:
        return Match(True, Unknown("which of the addresses that it admits can be reached"))
    if ask.peers & sure:
        if ask.span and not ask.span & sure:
            why = Unknown("whether the policy sees the client's address or that of a node")
            return Match(True, why)
        return Match(True)
    if ask.peers & may:
        return Match(True, doubt)
    if ask.span & (sure | may):
        why = Unknown("nodes pass the traffic on, and the policy may take it for theirs")
        return Match(True, why)
    return Match(False)


def addresses_of(block: Value | Absent) -> tuple[Boxes, Boxes, Unknown | None]:
    """Return the addresses that an `ipBlock` surely and may mean, and why it is not known."""
    if isinstance(block, Unknown):
        return EMPTY, EVERYWHERE, block
    cidr = dig(block, "cidr")
    if isinstance(cidr, Unknown):
        return EMPTY, EVERYWHERE, cidr
    span = parse(cidr) if isinstance(cidr, str) else None
    if span is None:
        return EMPTY, EVERYWHERE, Unknown(f"`{cidr}` is no address range")
    whole = Boxes([(span,)])
    cut = less = EMPTY
    hidden: Unknown | None = None
    for each, doubt in members(dig(block, "except")):
        found = parse(each) if isinstance(each, str) else None
        if found is None:
            hidden = doubt if doubt is not None else Unknown(f"`{each}` is no address range")
        elif doubt is None:
            cut = cut | Boxes([(found,)])
        else:
            less, hidden = less | Boxes([(found,)]), doubt
    may = whole - cut
    if hidden is None:
        return may, may, None
    sure = may - less if less and not isinstance(dig(block, "except"), Unknown) else EMPTY
    return sure, may, hidden


def _ports(ports: Value | Absent, ask: Ask) -> Match:
    if ports is ABSENT or ports is None or ports == []:
        return Match(True)
    found = Match(False)
    for each, doubt in members(ports):
        match = _port(each, ask)
        if not match.holds:
            continue
        why = every((doubt, match.doubt))
        if not why:
            return Match(True)
        found = Match(True, why[0])
    return found


def _port(each: Value, ask: Ask) -> Match:
    if isinstance(each, Unknown):
        return Match(True, each)
    protocol, number, end = dig(each, "protocol"), dig(each, "port"), dig(each, "endPort")
    for value in (protocol, number, end):
        if isinstance(value, Unknown):
            return Match(True, value)
    if (protocol or "TCP") != ask.protocol:
        return Match(False)
    if number is ABSENT or number is None:
        return Match(True)
    first = _number(number, ask)
    if first is None:
        return Match(True, Unknown(f"which port `{number}` names is not known"))
    last = end if isinstance(end, int) else first
    if all(first <= low and high <= last for low, high in ask.ports):
        return Match(True)
    if any(low <= last and first <= high for low, high in ask.ports):
        exact = ask.any_of or all(low == high for low, high in ask.ports)
        why = Unknown("which port the pods listen on is not known")
        return Match(True) if exact else Match(True, why)
    return Match(False)


def _number(port: Value | Absent, ask: Ask) -> int | None:
    """Return the number of a port that is given by number or name; 0 for a name of no port."""
    if isinstance(port, str) and not port.isdigit():
        port = None if ask.names is None else dict(ask.names).get(port, 0)
    span = ports_number(port)
    return None if span is None else span[0]


def named_ports(pods: Pods) -> tuple[tuple[str, Value], ...] | None:
    """Return the names and numbers of the ports of pods, None where they are not known."""
    if not isinstance(dig(pods.spec, "containers"), list):
        return None
    return tuple(_named(pods))


def _named(pods: Pods) -> Iterator[tuple[str, Value]]:
    for container, _, _ in pods.containers():
        for each, _ in members(dig(container, "ports")):
            name, number = dig(each, "name"), dig(each, "containerPort")
            if isinstance(name, str) and not isinstance(number, Absent):
                yield name, number
