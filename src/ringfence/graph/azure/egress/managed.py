"""Ways out of networks that the provider runs: of machine learning workspaces, clusters, apps.

Sources: managed virtual network isolation of Azure Machine Learning, outbound types of AKS (both
versions of 2024 to 2026, after the collected facts in network.yaml), App Service virtual network
integration.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from ringfence.graph.azure.doors import Gate
from ringfence.graph.azure.egress.foreign import owner
from ringfence.graph.azure.egress.ground import Ground, presence
from ringfence.graph.azure.egress.stages import Barrier
from ringfence.graph.azure.egress.subnets import INTERNET, TENANT_RULE, named_rule
from ringfence.graph.azure.network.firewall_rules import Target
from ringfence.model.claims import Evidence, Wall
from ringfence.model.facts import ABSENT, Absent, Unknown, Value, members
from ringfence.model.resource import Default, Resource, dig
from ringfence.reference.destinations import harmless_tag

MANAGED_RULE: Final = "RF-EGR-02"
WORKSPACES: Final = "Microsoft.MachineLearningServices/workspaces"
COMPUTES: Final = f"{WORKSPACES}/computes"
OUTBOUND_RULES: Final = (
    f"{WORKSPACES}/outboundRules",
    f"{WORKSPACES}/managedNetworks/outboundRules",
)
ISOLATION: Final = "properties.managedNetwork.isolationMode"
OUTBOUND_TYPE: Final = "properties.networkProfile.outboundType"

_ISOLATION_DEFAULT: Final = Default(
    "Disabled", "https://learn.microsoft.com/azure/machine-learning/how-to-managed-network"
)
_OUTBOUND_DEFAULT: Final = Default(
    "loadBalancer", "https://learn.microsoft.com/azure/aks/egress-outboundtype"
)
_GIVEN: Final = frozenset({"loadbalancer", "managednatgateway"})
"""Outbound types for which AKS itself provides a way to the internet."""


@dataclass(frozen=True, slots=True)
class ManagedWay:
    """One way out of a provider's network; see `subnets.Way` for the fields they share.

    `is_open` is None where that is not known (then `doubts` say why); `barrier` stands where it
    is not surely open. `gates` are barriers of the workload itself.
    """

    rule: str
    severity: str
    outsider: str
    says: str
    because: str
    is_open: bool | None
    change: Resource
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[Unknown, ...] = ()
    barrier: Barrier | None = None
    gates: tuple[Gate, ...] = ()


def public(workload: Resource, because: str, pointer: str = "") -> ManagedWay:
    """Return the way of compute that stands in no network of ours: nothing filters it."""
    return ManagedWay(
        MANAGED_RULE, "high", INTERNET, f"`{workload.address}` can send to the internet", because,
        True, workload, (Evidence(workload, pointer),) if pointer else (), presence(workload),
    )  # fmt: skip


def workspace(ground: Ground, resource: Resource) -> Iterator[ManagedWay]:
    """Yield the ways out of the managed network of a workspace (a project uses its hub's)."""
    hub = ground.estate.lookup(resource.look("properties.hubResourceId"), WORKSPACES)
    home = hub.found or resource
    mode = home.read(ISOLATION, _ISOLATION_DEFAULT)
    value = getattr(mode, "value", None)
    says = f"the managed network of `{home.address}` can send to the internet"
    wall = Wall(
        f"isolation:{home.key}", home.address,
        f"the managed network of `{home.address}` lets only approved destinations out",
    )  # fmt: skip
    shown = (Evidence(home, ISOLATION, value if isinstance(value, str) else None),)
    doubts = presence(home) + (() if hub.doubt is None else (hub.doubt,))
    raw = home.look(ISOLATION)
    if isinstance(raw, Unknown):
        yield ManagedWay(
            MANAGED_RULE, "high", INTERNET, says, "its isolation mode is not known", None, home,
            shown, (*doubts, raw), Barrier(wall, home),
        )  # fmt: skip
        yield from _approved(ground, home, doubts)
        return
    text = str(value).lower()
    if text == "allowonlyapprovedoutbound":
        yield ManagedWay(
            MANAGED_RULE, "high", INTERNET, says, f"its isolation mode is `{value}`", False, home,
            shown, (), Barrier(wall, home),
        )  # fmt: skip
        yield from _approved(ground, home, doubts)
    elif text == "allowinternetoutbound":
        because = f"its isolation mode is `{value}`"
        yield ManagedWay(
            MANAGED_RULE, "high", INTERNET, says, because, True, home, shown, doubts
        )  # fmt: skip
    else:
        yield _unmanaged(ground, home, says, shown, doubts)


def _unmanaged(
    ground: Ground,
    home: Resource,
    says: str,
    shown: tuple[Evidence, ...],
    doubts: tuple[Unknown, ...],
) -> ManagedWay:
    """Without isolation, managed compute reaches the internet, if the workspace runs any.

    Where all declared compute stands in subnets of ours, nothing declared runs outside of them;
    that holds only as long as nobody starts serverless compute.
    """
    because = "its managed network is not isolated"
    outside = _outside(ground, home)
    if outside is None:
        return ManagedWay(
            MANAGED_RULE, "high", INTERNET, says, because, True, home, shown, doubts
        )  # fmt: skip
    wall = Wall(
        f"serverless:{home.key}", home.address,
        f"all compute declared for `{home.address}` stands in subnets of ours",
    )  # fmt: skip
    return ManagedWay(
        MANAGED_RULE, "high", INTERNET, says, because, None if outside else False, home, shown,
        (*doubts, *outside) if outside else (), Barrier(wall, home),
    )  # fmt: skip


def _outside(ground: Ground, home: Resource) -> list[Unknown] | None:
    """Return why compute of a workspace may run outside our subnets, None if it surely does.

    A workspace without any declared compute runs what it runs in its managed network.
    """
    found: list[Unknown] = []
    subnet = home.look("properties.serverlessComputeSettings.serverlessComputeCustomSubnet")
    placed = isinstance(subnet, str)
    if isinstance(subnet, Unknown):
        found.append(subnet)
    found += [_astray(compute) for compute in ground.astray(COMPUTES)]
    for compute in ground.estate.inside(home.key, COMPUTES):
        kind = compute.text("properties.computeType").lower()
        if kind and kind not in ("amlcompute", "computeinstance"):
            continue
        where = compute.look("properties.properties.subnet.id")
        if isinstance(where, Unknown):
            found.append(where)
        elif isinstance(where, str) and where:
            placed = True
        elif compute.presence is not None:
            found.append(compute.presence)
        else:
            return None
    return found if placed or found else None


def _approved(ground: Ground, home: Resource, doubts: tuple[Unknown, ...]) -> Iterator[ManagedWay]:
    """Yield what the approved destinations of a workspace let out to strangers."""
    inline = home.look("properties.managedNetwork.outboundRules")
    pointer = "properties.managedNetwork.outboundRules"
    if isinstance(inline, Unknown) and home.external is None:
        unseen = Unknown("the approved destinations are not known", inline.source)
        yield _approval(home, home, pointer, "an unknown destination", "high", (*doubts, unseen))
    if isinstance(inline, dict):
        for name, rule in inline.items():
            yield from _rule(ground, home, home, f"{pointer}.{name}", rule, doubts)
    elif isinstance(inline, list):
        for number, (rule, doubt) in enumerate(members(inline)):
            extra = doubts if doubt is None else (*doubts, doubt)
            yield from _rule(ground, home, home, f"{pointer}[{number}]", rule, extra)
    declared = [(each, ()) for each in ground.estate.inside(home.key, *OUTBOUND_RULES)]
    perhaps = [(each, (_astray(each),)) for each in ground.astray(*OUTBOUND_RULES)]
    for child, unsure in (*declared, *perhaps):
        body = child.look("properties")
        yield from _rule(
            ground, home, child, "properties", None if isinstance(body, Absent) else body,
            doubts + presence(child) + unsure,
        )  # fmt: skip


def _astray(child: Resource) -> Unknown:
    return Unknown(f"which workspace `{child.address}` belongs to is not known", child.locate())


def _rule(
    ground: Ground,
    home: Resource,
    holder: Resource,
    pointer: str,
    rule: Value,
    doubts: tuple[Unknown, ...],
) -> Iterator[ManagedWay]:
    if isinstance(rule, Unknown):
        yield _approval(home, holder, pointer, "an unknown destination", "high", (*doubts, rule))
        return
    kind = dig(rule, "type")
    target = dig(rule, "destination")
    said = str(kind).lower() if isinstance(kind, str) else ""
    if isinstance(kind, Unknown) or isinstance(target, Unknown):
        why = kind if isinstance(kind, Unknown) else target
        assert isinstance(why, Unknown)
        yield _approval(home, holder, pointer, "an unknown destination", "high", (*doubts, why))
    elif said == "fqdn" and isinstance(target, str):
        judged = ground.hosts.judge(Target("fqdn", target))
        if judged.outside:
            extra = doubts if judged.doubt is None else (*doubts, judged.doubt)
            yield replace(
                _approval(home, holder, pointer, f"`{target}`", judged.severity, extra),
                rule=named_rule(judged),
            )
    elif said == "servicetag":
        yield from _tagged(home, holder, pointer, target, doubts)
    elif said == "privateendpoint":
        stated = bool(ground.scene.boundary.subscriptions)
        found = owner(ground.estate, ground.subscriptions, dig(target, "serviceResourceId"), stated=stated)  # fmt: skip
        if found is not None:
            extra = doubts + found.doubts
            yield _approval(home, holder, pointer, found.what, "high", extra, found.outsider)


def _tagged(
    home: Resource,
    holder: Resource,
    pointer: str,
    target: Value | Absent,
    doubts: tuple[Unknown, ...],
) -> Iterator[ManagedWay]:
    action = dig(target, "action")
    if isinstance(action, str) and action.lower() == "deny":
        return
    tag = dig(target, "serviceTag")
    if isinstance(tag, Unknown):
        yield _approval(home, holder, pointer, "an unknown service", "high", (*doubts, tag))
    elif isinstance(tag, str) and tag and not harmless_tag(tag):
        yield _approval(home, holder, pointer, f"any tenant's `{tag}`", "high", doubts)
    elif tag is ABSENT and dig(target, "addressPrefixes") is not ABSENT:
        yield _approval(home, holder, pointer, "public addresses", "high", doubts)


def _approval(
    home: Resource,
    holder: Resource,
    pointer: str,
    what: str,
    severity: str,
    doubts: tuple[Unknown, ...],
    outsider: str = INTERNET,
) -> ManagedWay:
    return ManagedWay(
        TENANT_RULE, severity, outsider,
        f"the managed network of `{home.address}` can send to {what}",
        "an outbound rule approves it", None if doubts else True, holder,
        (Evidence(holder, pointer),), doubts,
    )  # fmt: skip


def cluster(resource: Resource) -> Iterator[ManagedWay]:
    """Yield the way out of a cluster whose nodes stand in a network that AKS runs."""
    raw = resource.look(OUTBOUND_TYPE)
    says = f"the nodes of `{resource.address}` can send to the internet"
    wall = Wall(
        f"outbound-type:{resource.key}", resource.address,
        f"the outbound type of `{resource.address}` gives its nodes no way to the internet",
    )  # fmt: skip
    shown = (Evidence(resource, OUTBOUND_TYPE),)
    if isinstance(raw, Unknown):
        yield ManagedWay(
            MANAGED_RULE, "high", INTERNET, says, "its outbound type is not known", None, resource,
            shown, (raw,), Barrier(wall, resource),
        )  # fmt: skip
        return
    kind = outbound_type(resource)
    is_open = kind not in ("none", "block") or node_addresses(resource)
    because = f"its outbound type is `{kind}`" if raw is not ABSENT else "its outbound type is not set, which means `loadBalancer`"  # fmt: skip
    yield ManagedWay(
        MANAGED_RULE, "high", INTERNET, says, because, is_open, resource, shown,
        presence(resource), None if is_open else Barrier(wall, resource),
    )  # fmt: skip


def outbound_type(resource: Resource) -> str:
    """Return the outbound type of a cluster in lower case, "" if it is not known."""
    value = getattr(resource.read(OUTBOUND_TYPE, _OUTBOUND_DEFAULT), "value", None)
    return value.lower() if isinstance(value, str) else ""


def provides(kind: str) -> bool:
    """Tell whether AKS itself gives nodes a way to the internet for an outbound type."""
    return kind in _GIVEN


def node_addresses(resource: Resource) -> bool:
    """Tell whether nodes of some pool surely have public addresses of their own."""
    return any(
        doubt is None and dig(pool, "enableNodePublicIP") is True
        for pool, doubt in members(resource.look("properties.agentPoolProfiles"))
    )
