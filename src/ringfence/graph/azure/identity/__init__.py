"""The identity plane of Azure: who is authorised, who can act as whom, and who is `chained`.

Backwards from assets: for each, the grants on its scope chain are collected, roles are held against
what the service's rights file names, and chains of identities are followed towards those that hold
something. Other planes ask `identities_on`, and read the claims `("reads", principal, asset)` of
every principal that compute carries.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from ringfence.graph.azure.identity import handed
from ringfence.graph.azure.identity.directory import Directory
from ringfence.graph.azure.identity.principals import Carried, Principal
from ringfence.graph.scene import Scene
from ringfence.model.resource import Resource

__all__ = ["LIMITS", "PLANE", "identities_on", "named"]

LIMITS: Final = (
    *handed.LIMITS,
    "Roles inside a service are not read: Kubernetes roles, POSIX lists of data lakes, roles of a "
    "managed HSM, database users; who holds one is not counted as authorised by it.",
    "A group that is only referred to (a data source) stands for its members: who they are, and who "
    "owns it, is not asked.",
    "Passwords are not reset: somebody who administers people is not taken to act as them.",
    "Guests, Conditional Access and the steps that activating an eligible role takes are not weighed.",
    "An identity is not followed through what a search indexer, an event subscription or an API "
    "connection does on its behalf.",
    "Copies that the control plane makes for whoever may order them (object replication, export "
    "pipelines, restored backups) are not followed.",
    "Azure Policy that would refuse a change (public network access, anonymous access) does not keep "
    "whoever may write a resource from opening it.",
    "A role on a resource that is only referred to (a data source) is known as far as the code says; "
    "further grants on it are not.",
    "An object id that is written as a literal is not taken for an identity that another root declares.",
    "Whoever may push to a repository that `boundary.repositories` names may act: branch protection, "
    "reviews and who its members are is not judged.",
    "A tree without `.git/config` is taken for the only repository that its federated credentials name.",
    "A run on `pull_request_target` is taken to show the subject of a pull request, or that of the "
    "branch that it aims at (`main` and `master` where no other is written).",
    "Actions and called workflows of other repositories are trusted; files that a job downloads from "
    "another run are not followed.",
    "Machines of one's own that run jobs are not tied to the machines of the estate: where they stand "
    "and what identities they carry is not known.",
    "On Azure Pipelines and GitLab what outsiders write into names of branches and messages is not "
    "followed into scripts.",
)


def _directory(scene: Scene) -> Directory:
    found = scene.memo.get("azure directory")
    if not isinstance(found, Directory):
        found = scene.memo["azure directory"] = Directory(scene.estate)
    return found


def identities_on(scene: Scene, carrier: Resource) -> list[Carried]:
    """Return the identities that a compute resource carries, as `(object id, doubt)`.

    System-assigned and user-assigned ones, those of a cluster's nodes, and those that its workloads
    sign in as; a doubt says why one may not be there. Object ids are lower-case GUIDs or symbols,
    as in the claims `("reads", object id, asset)`.
    """
    directory = _directory(scene)
    found = dict(directory.identities_on(carrier))
    for token, doubt in _carried(scene).get(carrier.key, ()):
        if token not in found or doubt is None:
            found[token] = doubt
    return list(found.items())


def named(scene: Scene, token: str) -> Principal:
    """Return the principal that claims of this plane call by a token."""
    return _directory(scene).named(token)


@dataclass(slots=True)
class _Carriers:
    """What each carrier (by key) carries besides what it states itself."""

    by_key: dict[str, list[Carried]]


def _carried(scene: Scene) -> dict[str, list[Carried]]:
    """Return what each carrier carries, indexed once: every workload is asked about."""
    found = scene.memo.get("azure carried")
    if not isinstance(found, _Carriers):
        index: dict[str, list[Carried]] = defaultdict(list)
        for token, carriers in _directory(scene).carriers.items():
            for resource, doubt in carriers:
                index[resource.key].append((token, doubt))
        found = scene.memo["azure carried"] = _Carriers(dict(index))
    return found.by_key


@dataclass(frozen=True, slots=True)
class Plane:
    """The identity plane."""

    name: str = "identity"

    def __call__(self, scene: Scene) -> None:
        """Write who is authorised on the assets of a scene, and who is chained."""
        if not scene.assets:
            return
        from ringfence.graph.azure.identity.plane import write
        from ringfence.graph.azure.network.reach import connect

        write(scene, _directory(scene), connect(scene))


PLANE: Final = Plane()
