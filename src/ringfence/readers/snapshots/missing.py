"""What of what an answer needs to know was not collected: gaps, and stand-ins for what may be there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ringfence.model.estate import Blind, top_key
from ringfence.model.facts import Source, Unknown, Value
from ringfence.model.resource import Resource
from ringfence.model.symbols import symbol
from ringfence.readers.snapshots.coverage import Coverage, Hidden, is_extension
from ringfence.readers.snapshots.needed import (
    CHILDREN,
    GRANTS,
    KEEPS,
    RESOURCES,
    ROLE_ASSIGNMENTS,
    SETTINGS,
    WATCHED,
    Below,
)
from ringfence.readers.snapshots.objects import GROUPS, subscription_of

_SHOWN: Final = 3
_STORAGE: Final = "microsoft.storage/storageaccounts"
_CONTENTS: Final = {
    "blobServices": "containers",
    "fileServices": "shares",
    "queueServices": "queues",
    "tableServices": "tables",
}
_FIXED: Final = ("blobservices/", "managednetworks/")
"""Levels with one thing in them, which is always there."""
_INERT: Final = (
    "microsoft.insights/actiongroups", "microsoft.insights/metricalerts",
    "microsoft.insights/scheduledqueryrules", "microsoft.insights/activitylogalerts",
    "microsoft.portal/", "microsoft.advisor/", "microsoft.costmanagement/",
    "microsoft.consumption/", "microsoft.resourcehealth/", "microsoft.alertsmanagement/",
    "microsoft.security/pricings", "microsoft.security/assessments", "microsoft.authorization/locks", "microsoft.network/networkwatchers",
    "microsoft.network/ddosprotectionplans", "microsoft.insights/workbooks",
)  # fmt: skip
"""Kinds (or beginnings of them) that bear on no leak."""

_BESIDE: Final = "microsoft.authorization/policy"


@dataclass(slots=True)
class Missing:
    """What one world lacks: `blinds` say it, `resources` stand for what may be there."""

    root: str
    source: Source
    coverage: Coverage
    resources: dict[str, Resource]
    _kinds: dict[str, list[str]] | None = None
    _services: set[str] | None = None

    def blinds(self) -> Iterator[Blind]:
        """Yield a gap for everything that was refused, cut short, or never asked for."""
        for hidden in self.coverage.hidden:
            yield self._hidden(hidden)
        if not any(_stands(each) for each in self.resources.values()):
            return  # definitions and grants alone are no estate, of which something could lack
        subscriptions = sorted({subscription_of(key) for key in self.resources} - {""})
        for subscription in subscriptions:
            yield from self._subscription(subscription)
        by_kind: dict[str, list[Resource]] = defaultdict(list)
        for resource in self.resources.values():
            if resource.external is None:
                by_kind[resource.kind].append(resource)
        lacking: dict[tuple[str, bool], dict[str, list[Resource]]] = defaultdict(dict)
        for below in CHILDREN:
            parents = self._lacking(below, by_kind.get(below.parent, []))
            if parents:
                lacking[below.parent, below.wide][below.kind] = parents
        for (_, wide), kinds in lacking.items():
            yield self._below(kinds, wide=wide)

    def _hidden(self, hidden: Hidden) -> Blind:
        what = _what(hidden)
        if hidden.kind.startswith(_INERT):
            return Blind(what, hidden.reason, hidden.source, self.root, inert=True)
        if hidden.kind.startswith(_BESIDE):  # nobody's content moves by it: see `stand_ins`
            return Blind(what, hidden.reason, hidden.source, self.root, inert=True)
        only: frozenset[str] = frozenset()
        if "/providers/" in hidden.scope and hidden.scope.startswith("/subscriptions/"):
            top = top_key(hidden.scope)
            if not _matters_elsewhere(hidden.kind, top):
                only = frozenset({hidden.scope if is_extension(hidden.kind) else top})
        return Blind(what, hidden.reason, hidden.source, self.root, resources=only)

    def _subscription(self, subscription: str) -> Iterator[Blind]:
        groups = [key for key, each in self.resources.items() if each.kind == GROUPS.lower()]
        name = subscription.rpartition("/")[2]
        lacking = [
            kind for kind in RESOURCES if not self.coverage.covers_all(kind, subscription, groups)
        ]
        if lacking:
            listed = ", ".join(f"`{kind}`" for kind in lacking[:_SHOWN])
            more = f" and {len(lacking) - _SHOWN} more types" if len(lacking) > _SHOWN else ""
            yield Blind(
                f"{listed}{more} in subscription `{name}`",
                "nobody listed them: a listing of all resources would tell",
                self.source,
                self.root,
            )
        for what, kinds in GRANTS.items():
            if not any(self.coverage.covers_all(kind, subscription, groups) for kind in kinds):
                yield Blind(
                    f"{what} in subscription `{name}`", "nobody listed them", self.source, self.root
                )

    def _lacking(self, below: Below, parents: list[Resource]) -> list[Resource]:
        """Return the parents of which nobody listed the children of a kind that matter."""
        return [
            parent
            for parent in parents
            if not (below.single and f"{parent.key}/{below.single}".lower() in self.resources)
            and not _irrelevant(below, parent)
            and not self._listed(below, parent)
        ]

    def _below(self, kinds: dict[str, list[Resource]], *, wide: bool) -> Blind:
        """Return one gap for what was not listed in resources of one type."""
        parents = {each.key: each for several in kinds.values() for each in several}
        first = next(iter(parents.values())).address
        rest = f" and {len(parents) - 1} more" if len(parents) > 1 else ""
        told = ", ".join(f"`{kind}`" for kind in list(kinds)[:_SHOWN])
        more = f" and {len(kinds) - _SHOWN} more kinds" if len(kinds) > _SHOWN else ""
        return Blind(
            f"{told}{more} of `{first}`{rest}",
            "nobody listed them",
            self.source,
            self.root,
            resources=frozenset() if wide else frozenset(parents),
        )

    def _listed(self, below: Below, parent: Resource) -> bool:
        """Tell whether all children of a kind were listed, level by level where there are several."""
        if self.coverage.covers(below.type, parent.key):
            return True
        if "/" not in below.kind or below.kind.startswith(_FIXED):
            return self.coverage.covers_children(below.type, parent.key)
        level, kind = [parent.key], below.parent
        for segment in below.kind.split("/"):
            kind = f"{kind}/{segment}"
            if not all(self.coverage.covers(kind, each) for each in level):
                return False
            level = [key for key in self._keys(kind) if key.rsplit("/", 2)[0] in level]
        return True

    def _holds(self, service: str) -> bool:
        """Tell whether something was listed in a service of a storage account."""
        if self._services is None:
            listed = (f"{_STORAGE}/{name.lower()}/{kind}" for name, kind in _CONTENTS.items())
            keys = (key for kind in listed for key in self._keys(kind))
            self._services = {key.rsplit("/", 3)[0] for key in keys}
        return service in self._services

    def _keys(self, kind: str) -> list[str]:
        if self._kinds is None:
            self._kinds = defaultdict(list)
            for key, each in self.resources.items():
                self._kinds[each.kind].append(key)
        return self._kinds.get(kind, [])

    # What may be there

    def stand_ins(self) -> Iterator[Resource]:
        """Yield resources for what may be there, where its absence would be an answer.

        Without a diagnostic setting a read leaves no record; without a rule set a namespace is open;
        without an assignment no policy is enforced.
        """
        yield from self._settings()
        for below in CHILDREN:
            if below.single:
                for parent in list(self.resources.values()):
                    key = f"{parent.key}/{below.single}".lower()
                    known = key in self.resources or parent.kind != below.parent
                    if not known and not self.coverage.covers_children(below.type, parent.key):
                        yield self._single(parent, below)
        for hidden in self.coverage.hidden:
            if hidden.kind in KEEPS and hidden.scope.startswith("/subscriptions/"):
                yield self._kept(hidden)
            if hidden.kind == "microsoft.authorization/policyassignments":
                yield self._stand_in("Microsoft.Authorization/policyAssignments", hidden.scope,
                                     hidden.reason)  # fmt: skip

    def _settings(self) -> Iterator[Resource]:
        why = "nobody listed the diagnostic settings there"
        for resource in list(self.resources.values()):
            if resource.kind in WATCHED and resource.external is None:
                for scope in self._watched(resource):
                    if not self.coverage.covers(SETTINGS, scope.lower()):
                        yield self._stand_in("Microsoft.Insights/diagnosticSettings", scope, why)

    def _watched(self, resource: Resource) -> Iterator[str]:
        """Yield where the settings lie that keep reads of a resource's content."""
        if resource.kind != _STORAGE:
            yield resource.id
            return
        main = "fileServices" if resource.text("kind").lower() == "filestorage" else "blobServices"
        for service in _CONTENTS:
            if service == main or self._holds(f"{resource.key}/{service.lower()}"):
                yield f"{resource.id}/{service}/default"

    def _stand_in(self, type_: str, scope: str, reason: str) -> Resource:
        why = Unknown(reason, self.source)
        name = symbol(f"{type_} on {scope.lower()}", self.root)
        # One sink that is not known says as much as four.
        properties: Value = {"logs": why, "workspaceId": why} if type_.endswith("Settings") else why
        return Resource(
            f"{scope}/providers/{type_}/{name}", type_, name,
            {"scope": scope, "properties": properties}, f"{type_} on {scope}", self.root, presence=why,
        )  # fmt: skip

    def _kept(self, hidden: Hidden) -> Resource:
        """Return what may be there of a kind whose listing was hidden."""
        why = Unknown(
            f"the listing of `{hidden.kind}` was not seen: {hidden.reason}", hidden.source
        )
        name = symbol(f"given by nobody: {hidden.kind} in {hidden.scope}", self.root)
        id_ = f"{hidden.scope}/{hidden.kind.rpartition('/')[2]}/{name}"
        if "/providers/" not in hidden.scope:
            group = "" if "/resourcegroups/" in hidden.scope else f"/resourceGroups/{name}"
            id_ = f"{hidden.scope}{group}/providers/{hidden.kind}/{name}"
        unseen = ("location", "sku", "kind", "tags", "identity", "properties")
        body: dict[str, Value] = dict.fromkeys(unseen, why)
        address = f"{hidden.kind} in {hidden.scope}"
        return Resource(id_, hidden.kind, why, body, address, self.root, presence=why)

    def _single(self, parent: Resource, below: Below) -> Resource:
        kind, _, name = below.single.partition("/")
        why = Unknown(f"nobody read the `{kind}` of `{parent.address}`", self.source)
        return Resource(
            f"{parent.id}/{below.single}", f"{parent.type}/{kind}", name, {"properties": why},
            f"{parent.address}/{kind}/{name}", self.root, external=why,
        )  # fmt: skip


def _stands(resource: Resource) -> bool:
    """Tell whether a resource is one by itself, and does not only speak of others."""
    kind = resource.kind
    return not is_extension(kind) and not kind.startswith(
        ("microsoft.graph/", "microsoft.resources/")
    )


def _what(hidden: Hidden) -> str:
    place = f"`{hidden.scope}`" if hidden.scope else "what was asked for"
    if hidden.inventory or not hidden.kind:
        return f"a listing of resources in {place}"
    return f"`{hidden.kind}` in {place}"


def _matters_elsewhere(kind: str, top: str) -> bool:
    """Tell whether what is hidden in a resource may matter to other ones."""
    segments = top.rpartition("/providers/")[2].split("/")
    parent = "/".join(segments[:2])
    if kind in {SETTINGS, ROLE_ASSIGNMENTS}:
        return False
    if any(each.wide and each.parent == parent for each in CHILDREN):
        return True
    return parent.startswith(("microsoft.network/", "microsoft.cdn/", "microsoft.apimanagement/"))


def _irrelevant(below: Below, parent: Resource) -> bool:
    if below.unless is None:
        return False
    pointer, values = below.unless
    value = parent.look(pointer)
    return isinstance(value, str | bool) and str(value).lower() in values
