"""The plane of keys at rest: assets that only the provider's own keys protect.

It asks only where the boundary demands the customer's keys (`keys: customer`). Encrypted they all
are; what differs is who can take the key away: with a customer's key that is the customer, with a
provider's nobody but the provider.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from ringfence.graph.azure.assets import services as types
from ringfence.graph.azure.ciphers import CIPHERS, Cipher
from ringfence.graph.azure.references import key_uses
from ringfence.graph.scene import Scene
from ringfence.model.asset import Asset, AssetKind
from ringfence.model.claims import Evidence
from ringfence.model.estate import Estate
from ringfence.model.facts import Absent, Unknown
from ringfence.model.resource import Resource

RULE: Final = "RF-PRV-01"
SQL: Final = "microsoft.sql/servers"
CONTAINERS: Final = "microsoft.storage/storageaccounts/blobservices/containers"
LINKED: Final = "microsoft.operationalinsights/workspaces/linkedservices"
CLUSTERS: Final = "microsoft.operationalinsights/clusters"

LIMITS: Final = (
    "which key encrypts what a service keeps inside itself (an index, a database, a scope of a client) is only asked where the control plane says it",
    "Redis, Application Insights and machine learning registries are not asked for keys of the customer",
    "whether a customer's key is backed up, rotated or held by two people is not judged here",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a key of the customer protects a resource: surely, perhaps (`doubt`), or not."""

    customer: bool
    because: str = ""
    pointer: str = ""
    doubt: Unknown | None = None


@dataclass(frozen=True, slots=True)
class Encryption:
    """The plane: one clause for each top-level resource whose assets have no key of the customer."""

    name: str = "encryption"

    def __call__(self, scene: Scene) -> None:
        """Judge every top-level resource that is or holds assets of `scene`."""
        if scene.boundary.keys != "customer":
            return
        held: dict[str, list[Asset]] = defaultdict(list)
        for asset in scene.assets:
            top = scene.estate.top(asset.resource)
            if top is not None and asset.kind is not AssetKind.KEY:
                held[top.key].append(asset)
        for key, assets in held.items():
            top = scene.estate.get(key)
            cipher = CIPHERS.get(top.kind) if top is not None else None
            if top is None or cipher is None:
                continue
            spoken = scene.by_key.get(key) or min(assets, key=lambda each: each.resource.address)
            with scene.guard(RULE, spoken):
                answer = judge(scene.estate, top, cipher)
                left = [each for each in assets if not _scoped(scene.estate, each.resource)]
                if left and not (answer.customer and answer.doubt is None):
                    _write(scene, top, spoken if spoken in left else left[0], answer)


def judge(estate: Estate, top: Resource, cipher: Cipher) -> Answer:
    """Return whether a key of the customer protects a top-level resource."""
    if top.kind == types.LOGS:
        return _logs(estate, top, cipher)
    switch = top.look(cipher.switch) if cipher.switch else None
    if isinstance(switch, Unknown):
        return Answer(True, "which key protects it is not known", cipher.switch, switch)
    if isinstance(switch, str) and switch.lower() not in cipher.customer:
        if not cipher.hidden:
            return Answer(False, f"`{cipher.switch}` is `{switch}`", cipher.switch)
    elif isinstance(switch, str) and cipher.alone:
        return Answer(True)
    if cipher.hidden:
        enforced = isinstance(switch, str) and switch.lower() == "enabled"
        return Answer(True) if enforced else _untold(top, cipher, cipher.hidden)
    return _named(estate, top, cipher)


def _untold(top: Resource, cipher: Cipher, reason: str) -> Answer:
    return Answer(True, reason, cipher.switch, Unknown(reason, top.locate(cipher.switch)))


def _named(estate: Estate, top: Resource, cipher: Cipher) -> Answer:
    """Return the answer by the keys and encryption sets that a resource names."""
    doubt: Unknown | None = top.external
    stated = (top.look(pointer) for pointer in (cipher.pointer, *cipher.sets))
    used = (use.value if isinstance(use.value, str) else use.doubt for use in key_uses(estate, top))
    for value in (*stated, *used):
        if isinstance(value, str) and value:
            return Answer(True)
        if isinstance(value, Unknown):
            doubt = value if doubt is None else doubt
    for each in estate.of("microsoft.sql/servers/encryptionprotector") if top.kind == SQL else ():
        kind = each.look("properties.serverKeyType") if each.key.startswith(top.key + "/") else None
        if isinstance(kind, Unknown):
            doubt = kind if doubt is None else doubt
        elif isinstance(kind, str) and kind.lower() == "azurekeyvault":
            return Answer(True)
    if doubt is not None:
        return Answer(True, "which key protects it is not known", cipher.pointer, doubt)
    return Answer(False, f"no `{cipher.pointer}` names a key of yours", cipher.pointer)


def _logs(estate: Estate, top: Resource, cipher: Cipher) -> Answer:
    """Return the answer for a workspace: only a dedicated cluster has a key of the customer.

    https://learn.microsoft.com/azure/azure-monitor/logs/customer-managed-keys
    """
    named = [top.look(cipher.pointer)]
    links = [each for each in estate.inside(top.key, LINKED) if str(each.name).lower() == "cluster"]
    named += [each.look("properties.writeAccessResourceId") for each in links]
    doubt: Unknown | None = top.external
    for value in named:
        if isinstance(value, Absent) or value is None:
            continue
        found = estate.lookup(value, CLUSTERS)
        cluster = found.found
        if cluster is not None and cluster.external is None:
            return _named(estate, cluster, Cipher("properties.keyVaultProperties"))
        unseen = "the cluster of the workspace is not in the code"
        if doubt is None:
            doubt = Unknown(unseen, top.locate("")) if found.doubt is None else found.doubt
    if doubt is not None:
        return Answer(True, "which key protects it is not known", cipher.pointer, doubt)
    return Answer(False, "no dedicated cluster with a key of yours keeps it", cipher.pointer)


def _scoped(estate: Estate, resource: Resource) -> bool:
    """Tell whether a container surely keeps everything under a scope with a customer's key."""
    if (
        resource.kind != CONTAINERS
        or resource.look("properties.denyEncryptionScopeOverride") is not True
    ):
        return False
    scope = resource.look("properties.defaultEncryptionScope")
    account = estate.top(resource)
    if not isinstance(scope, str) or account is None:
        return False
    found = estate.get(f"{account.key}/encryptionscopes/{scope}")
    source = found.look("properties.source") if found is not None else None
    return isinstance(source, str) and source.lower() == "microsoft.keyvault"


def _write(scene: Scene, top: Resource, spoken: Asset, answer: Answer) -> None:
    doubts = [answer.doubt] if answer.doubt is not None else []
    doubts += [each for each in (top.presence,) if each is not None]
    value = top.look(answer.pointer)
    keyed = ("provider-key", top.key)
    scene.program.rule(
        keyed,
        (),
        rule="provider-key",
        resource=top,
        says=f"the provider's own key protects `{top.address}`"
        if answer.doubt is None
        else f"no key of yours may protect `{top.address}`",
        because=answer.because,
        evidence=(Evidence(top, answer.pointer, None if isinstance(value, Absent) else value),),
        doubts=tuple(doubts),
    )
    scene.program.rule(
        ("finding", "provider", "low", "provider", spoken.key, top.key),
        (keyed,),
        rule=RULE,
        resource=spoken.resource,
        says=f"the key of `{spoken.name}` cannot be taken away by its owner",
        because="the boundary demands keys of the customer",
    )


PLANE: Final = Encryption()
