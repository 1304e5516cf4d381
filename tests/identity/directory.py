"""Small pieces of estates for tests of the identity plane, and a network that is told what to say."""

from __future__ import annotations

from typing import Any

from ringfence.engine.findings import find
from ringfence.graph.azure.identity.directory import Directory
from ringfence.graph.azure.identity.plane import write
from ringfence.graph.azure.identity.principals import principal_of
from ringfence.graph.program import Level
from ringfence.graph.proof import derive
from ringfence.graph.scene import Scene
from ringfence.model.assessment import Finding
from ringfence.model.asset import Asset, AssetKind
from ringfence.model.boundary import Policy
from ringfence.model.claims import Claim
from ringfence.model.facts import Unknown, Value
from ringfence.model.resource import Resource
from ringfence.reference.roles import by_name
from tests.build import SUBSCRIPTION, asset, res, rid, scene

SUB = f"/subscriptions/{SUBSCRIPTION}"
UAI = "Microsoft.ManagedIdentity/userAssignedIdentities"
STORAGE = "Microsoft.Storage/storageAccounts"
CONTAINERS = f"{STORAGE}/blobServices/containers"
VAULT = "Microsoft.KeyVault/vaults"
REGISTRY = "Microsoft.ContainerRegistry/registries"
WORKSPACE = "Microsoft.MachineLearningServices/workspaces"
VM = "Microsoft.Compute/virtualMachines"
SOMEBODY = "11111111-1111-1111-1111-111111111111"
GITHUB = "https://token.actions.githubusercontent.com"
ANOTHER = "22222222-2222-2222-2222-222222222222"


class Told:
    """A network that lets the origins of `open` through to everything (or to one key)."""

    def __init__(self, of: Scene, *open_: str) -> None:
        self._scene = of
        self._open = open_
        self._written: set[Claim] = set()

    def net(self, origin: str, resource: Resource) -> Claim:
        claim = ("net", origin, resource.key)
        if claim not in self._written:
            self._written.add(claim)
            kind = origin.partition(":")[0]
            if origin in self._open or kind in self._open:
                self._scene.program.rule(
                    claim,
                    (),
                    rule="reaches",
                    resource=resource,
                    says="it reaches it",
                    because="told",
                )
        return claim

    def origins_of(self, carrier: Resource) -> list[str]:
        return [f"subnet:{carrier.key}"]


EVERYWHERE = ("internet", "inside", "subnet")


def judge(of: Scene, *open_: str) -> list[Finding]:
    """Run the identity plane over a scene; the network lets `open_` through, all if none is given."""
    write(of, Directory(of.estate), Told(of, *(open_ or EVERYWHERE)))
    assert not of.faults, of.faults
    return find(of, derive(of.program, Level.SURE), derive(of.program, Level.MAY))


def leaks(
    assets: list[Asset], *others: Resource, of: Policy | None = None, net: tuple[str, ...] = ()
) -> dict[str, str]:
    """Return the findings as `{outsider: "rule severity outcome"}`; one for each outsider."""
    found = judge(scene(assets, *others, of=of), *net)
    said: dict[str, str] = {}
    for finding in found:
        text = f"{finding.rule} {finding.severity.value} {finding.outcome.value}"
        said.setdefault(finding.outsider.removeprefix("principal:"), text)
    return said


def claims(of: Scene, relation: str, level: Level = Level.SURE) -> set[Claim]:
    """Return the derived claims of a relation."""
    derived = derive(of.program, level)
    program = of.program
    return {c for n, c in enumerate(program.claims) if c[0] == relation and derived.holds(n)}


def role_id(name: str) -> str:
    """Return the id of a built-in role."""
    role = by_name(name)
    assert role is not None, name
    return f"/providers/Microsoft.Authorization/roleDefinitions/{role.id}"


def assignment(
    scope: Resource | Value, role: str | Unknown, to: Resource | Value, name: str = "", **more: Any
) -> Resource:
    """Return a role assignment; `scope` and `to` may be the resources themselves."""
    at: Value = scope.id if isinstance(scope, Resource) else scope
    who: Value = token(to) if isinstance(to, Resource) else to
    definition: Value = role_id(role) if isinstance(role, str) and "/" not in role else role
    presence = more.pop("presence", None)
    return res(
        "Microsoft.Authorization/roleAssignments",
        name or f"a-{abs(hash((str(at), str(role), str(who)))) % 10**8}",
        presence=presence,
        properties={"scope": at, "principalId": who, "roleDefinitionId": definition, **more},
    )


def token(of: Resource) -> str:
    """Return the object id of an identity, a carrier's own identity, or a directory object."""
    stated = of.look("properties.id")
    return stated if isinstance(stated, str) else principal_of(of.key)


def storage(name: str = "st", **properties: Value) -> Resource:
    return res(STORAGE, name, properties={"allowSharedKeyAccess": False, **properties})


def container(account: Resource, name: str) -> Resource:
    return Resource(
        f"{account.id}/blobServices/default/containers/{name}", CONTAINERS, name, {}, f"c.{name}",
        origin=account.origin,
    )  # fmt: skip


def identity(name: str) -> Resource:
    id_ = rid(UAI, name)
    return res(UAI, name, properties={"principalId": principal_of(id_.lower())})


def machine(name: str, *identities: Resource, system: bool = False) -> Resource:
    type_ = ", ".join(
        [*(["SystemAssigned"] if system else []), *(["UserAssigned"] if identities else [])]
    )
    body: dict[str, Value] = {"type": type_ or "None"}
    if identities:
        body["userAssignedIdentities"] = {each.id: {} for each in identities}
    return res(VM, name, identity=body, properties={})


def group(name: str, *members: Resource | Value) -> Resource:
    object_id = f"00000000-0000-0000-0000-{abs(hash(name)) % 10**12:012d}"
    listed: list[Value] = [token(m) if isinstance(m, Resource) else m for m in members]
    return Resource(
        f"graph/groups/{object_id}", "Microsoft.Graph/groups", name,
        {"properties": {"id": object_id, "displayName": name, "members": listed}}, f"group.{name}",
    )  # fmt: skip


def federated(parent: Resource, subject: Value, issuer: Value = GITHUB, **more: Value) -> Resource:
    return Resource(
        f"{parent.id}/federatedIdentityCredentials/ci",
        f"{parent.type}/federatedIdentityCredentials", "ci",
        {"properties": {
            "issuer": issuer,
            "subject": subject, **more}},
        f"federated.{parent.name}",
    )  # fmt: skip


def weights(resource: Resource, kind: AssetKind = AssetKind.WEIGHTS) -> list[Asset]:
    return [asset(resource, kind)]
