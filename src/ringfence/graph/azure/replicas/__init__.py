"""Where each service puts copies of what it holds: one file for each, found because it is there."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from ringfence.graph.azure.placement import pair_of
from ringfence.model.claims import Text
from ringfence.model.estate import Estate
from ringfence.model.facts import Absent, Unknown, Value
from ringfence.model.resource import Resource
from ringfence.reference.regions import region

PAIRED: Final = "paired-region"
REPLICA: Final = "replica"
SINK: Final = "sink"
DEPLOYMENT: Final = "deployment-type"
KEY: Final = "key-elsewhere"
COMPUTE: Final = "compute-elsewhere"

LIMITS: Final = (
    "Key Vault's own replication to the paired region cannot be switched off: it is a note, no leak",
    "Azure Site Recovery, NetApp replication, Synapse and Databricks copies are not followed",
    "edge zones (`extendedLocation`) count as the region they belong to",
    "copies that pipelines, jobs and lifecycle tools make at run time are not followed",
)


@dataclass(frozen=True, slots=True)
class Copy:
    """One more place where content is stored or processed.

    `where` is the location as written at `pointer` of `resource`, which is what would have to
    change; `zone` names several regions instead, all of which must be inside. `target` is the
    resource that states the location, where that is not `resource` itself. `step` says how the
    copy comes about. `subject` is the key of the child that it concerns, "" for everything in the
    top-level resource. `doubt` is set where it may not happen at all. `outsider` names who gets
    it, where it is nobody's region.
    """

    step: str
    where: Value | Absent
    resource: Resource
    pointer: str
    because: Text
    subject: str = ""
    doubt: Unknown | None = None
    zone: tuple[str, frozenset[str]] | None = None
    outsider: str = ""
    target: Resource | None = None


@dataclass(frozen=True, slots=True)
class Replicas:
    """The copies of one service. `types` are the top-level types it speaks of."""

    types: tuple[str, ...]
    copies: Callable[[Resource, Estate], Iterator[Copy]]


@cache
def services() -> dict[str, Replicas]:
    """Return what is known of copies, by lower-case type."""
    found: dict[str, Replicas] = {}
    for module in pkgutil.iter_modules(__path__):
        replicas: Replicas = importlib.import_module(f"{__name__}.{module.name}").REPLICAS
        for type_ in replicas.types:
            if type_.lower() in found:
                raise ValueError(f"two modules know the copies of {type_}")
            found[type_.lower()] = replicas
    return found


def geo_redundant(
    resource: Resource,
    switch: Resource,
    pointer: str,
    *,
    on: bool,
    doubt: Unknown | None,
    what: str,
) -> Iterator[Copy]:
    """Yield the copy in the paired region of `resource`, if it is `on` or may be (`doubt`).

    `switch` is the resource whose property at `pointer` decides. A region without a pair has no
    geo-redundancy; the pair of an unknown region is not known.
    """
    if not on and doubt is None:
        return
    location = resource.look("location")
    pair = pair_of(location)
    if pair is None and isinstance(location, str) and region(location) is not None:
        return
    where: Value
    if pair is not None:
        where = pair.name
    else:
        why = f"the pair of the region of `{resource.address}` is not known"
        where = (
            location if isinstance(location, Unknown) else Unknown(why, resource.locate("location"))
        )
    yield Copy(PAIRED, where, switch, pointer, what, doubt=doubt)
