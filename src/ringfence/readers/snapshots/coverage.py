"""What was collected: which listings were answered in full, and which were refused or cut short.

In a snapshot the world is what was collected. Of a kind of thing that nobody asked for nothing is
known, and a refused listing may hide anything that it would have listed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Final

from ringfence.model.estate import top_key
from ringfence.model.facts import Source
from ringfence.readers.snapshots.needed import ROLE_ASSIGNMENTS
from ringfence.readers.snapshots.objects import (
    GROUPS,
    MANAGEMENT_GROUPS,
    Named,
    subscription_of,
)
from ringfence.readers.snapshots.pages import NOTHING, Page
from ringfence.readers.snapshots.requests import Asked, Request

MIXED: Final = 3
"""How many types of resources a list holds at least that was not made by asking for one type."""

_EXTENSIONS: Final = (
    "microsoft.authorization/",
    "microsoft.insights/diagnosticsettings",
    "microsoft.managedservices/",
    "microsoft.management/",
    "microsoft.insights/datacollectionruleassociations",
)
_TABLES: Final = {
    "authorizationresources": (ROLE_ASSIGNMENTS, "microsoft.authorization/roledefinitions"),
    "policyresources": (
        "microsoft.authorization/policyassignments",
        "microsoft.authorization/policydefinitions",
        "microsoft.authorization/policysetdefinitions",
        "microsoft.authorization/policyexemptions",
    ),
    "resourcecontainers": (GROUPS.lower(), "microsoft.resources/subscriptions", MANAGEMENT_GROUPS),
}
TRACKED: Final = frozenset(
    {
        "microsoft.sql/servers/databases",
        "microsoft.sql/managedinstances/databases",
        "microsoft.machinelearningservices/workspaces/onlineendpoints",
        "microsoft.machinelearningservices/workspaces/batchendpoints",
        "microsoft.machinelearningservices/workspaces/serverlessendpoints",
        "microsoft.compute/galleries/images",
        "microsoft.compute/galleries/images/versions",
        "microsoft.web/sites/slots",
        "microsoft.compute/virtualmachines/extensions",
        "microsoft.compute/virtualmachines/runcommands",
        "microsoft.synapse/workspaces/sqlpools",
    }
)
"""Children that have a location of their own, and stand in listings of all resources."""


def is_extension(kind: str) -> bool:
    """Tell whether things of a kind lie on other things, and in no listing of resources."""
    return kind.startswith(_EXTENSIONS)


@dataclass(frozen=True, slots=True)
class Hidden:
    """What nobody could see: things of `kind` in `scope` ("" for any kind, anywhere)."""

    scope: str
    kind: str
    reason: str
    source: Source
    inventory: bool = False


@dataclass(slots=True)
class Coverage:
    """`lists` are the scopes (lower case) in which all things of a kind were listed."""

    lists: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    inventories: set[str] = field(default_factory=set)
    hidden: list[Hidden] = field(default_factory=list)
    _broken: set[tuple[str, str]] = field(default_factory=set)
    _tops: dict[str, set[str]] = field(default_factory=dict)

    def covers(self, kind: str, scope: str) -> bool:
        """Tell whether all things of a kind in a scope are known."""
        if _within(scope, self.lists.get(kind, _NONE)):
            return True
        if is_extension(kind) or (kind.count("/") > 1 and kind not in TRACKED):
            return False
        return _within(scope, self.inventories)

    def covers_all(self, kind: str, subscription: str, groups: Iterable[str]) -> bool:
        """Tell the same of a subscription, which may have been asked group by group."""
        if self.covers(kind, subscription):
            return True
        known = [each for each in groups if each.startswith(subscription + "/")]
        asked = self.covers(GROUPS.lower(), subscription)
        return asked and bool(known) and all(self.covers(kind, each) for each in known)

    def covers_children(self, kind: str, parent: str) -> bool:
        """Tell whether the children of a kind of one top-level resource were listed."""
        tops = self._tops.get(kind)
        if tops is None:
            tops = self._tops[kind] = {top_key(each) for each in self.lists.get(kind, ())}
        return parent in tops or self.covers(kind, parent)

    # Pages

    def saw(self, page: Page, things: list[Named], urls: set[str], *, rows: bool = False) -> None:
        """Take note of an answer, and of what it holds: `rows` are those of Resource Graph."""
        if page.refused:
            self._refused(page)
        elif page.status in NOTHING:
            self._nothing(page)
        else:
            why = page.cut
            if page.next and (page.request is None or page.next.lower() not in urls):
                why = f"holds {len(page.items)} rows; more of them were not collected"
            if why:
                self._cut(page, things, why)
            elif page.listed:
                self._listed(page, things)
                if rows and page.request is None:
                    self._rows(things)

    def settle(self) -> None:
        """Take back what later pages of a listing showed to be incomplete."""
        for kind, scope in self._broken:
            if kind:
                self.lists.get(kind, set()).discard(scope)
            else:
                self.inventories.discard(scope)

    def _refused(self, page: Page) -> None:
        request, where = page.request, _source(page)
        if request is None:
            self.hidden.append(Hidden("", "", page.refused, where))
            return
        if request.asked in (Asked.LIST, Asked.INVENTORY):
            self._broken.add((request.kind, request.scope))
        if request.asked is Asked.TABLE:
            kinds = request.kinds or _TABLES.get(request.kind, ())
            for kind in kinds or ("",):
                self.hidden.append(Hidden("", kind, page.refused, where, inventory=not kinds))
        elif request.asked is not Asked.OTHER:
            inventory = request.asked is Asked.INVENTORY
            self.hidden.append(
                Hidden(request.scope, request.kind, page.refused, where, inventory=inventory)
            )

    def _nothing(self, page: Page) -> None:
        """A thing that does not exist has no children either."""
        request = page.request
        if (request is not None and request.asked is Asked.LIST) or (
            request is not None and request.asked is Asked.ONE
        ):
            self.lists[request.kind].add(request.scope)

    def _cut(self, page: Page, things: list[Named], why: str) -> None:
        request, where = page.request, _source(page)
        if request is not None and request.asked in (Asked.LIST, Asked.INVENTORY):
            self._broken.add((request.kind, request.scope))
            self.hidden.append(
                Hidden(
                    request.scope, request.kind, why, where,
                    inventory=request.asked is Asked.INVENTORY,
                )
            )  # fmt: skip
            return
        kinds = {name.type.lower() for name in things}
        one = next(iter(kinds)) if len(kinds) == 1 else ""
        self.hidden.append(Hidden("", one, why, where, inventory=not one))

    def _listed(self, page: Page, things: list[Named]) -> None:
        request = page.request
        if request is None:
            self._guessed(things)
        elif request.asked is Asked.LIST and request.whole:
            kind = _ALIASES.get(request.kind, request.kind)
            self.lists[kind].add(
                request.scope.rpartition("/")[0] if kind != request.kind else request.scope
            )
        elif request.asked is Asked.INVENTORY and request.whole:
            self.inventories.add(request.scope)
        elif request.asked is Asked.TABLE:
            self._table(request)

    def _table(self, request: Request) -> None:
        if not request.whole:
            return
        if request.kinds:
            for kind in request.kinds:
                self.lists[kind] |= set(request.within)
        elif request.kind == "resources":
            self.inventories |= set(request.within)
        for kind in _TABLES.get(request.kind, ()) if not request.kinds else ():
            self.lists[kind] |= set(request.within)

    def _guessed(self, things: list[Named]) -> None:
        """Take a list whose request nobody kept for the whole of what it is a list of.

        A list of several types of resources is one of all resources of the subscriptions in it;
        a list of one type is one of that type. What lies in or on a resource is listed for that
        resource.
        """
        by_kind: dict[str, list[Named]] = defaultdict(list)
        for name in things:
            by_kind[name.type.lower()].append(name)
        top = [kind for kind in by_kind if kind.count("/") == 1 and not is_extension(kind)]
        if len([kind for kind in top if not kind.startswith("microsoft.resources/")]) >= MIXED:
            for kind in top:
                self.inventories |= {subscription_of(name.id) for name in by_kind[kind]} - {""}
        for kind, listed in by_kind.items():
            if kind == ROLE_ASSIGNMENTS:
                self._assignments(listed)
            elif kind.startswith(MANAGEMENT_GROUPS):
                self.lists[kind].add("")
            elif is_extension(kind):
                self.lists[kind] |= {name.scope.lower() for name in listed}
            elif kind.count("/") > 1:
                self.lists[kind] |= {name.id.lower().rsplit("/", 2)[0] for name in listed}
            else:
                self.lists[kind] |= {subscription_of(name.id) for name in listed} - {""}

    def _rows(self, things: list[Named]) -> None:
        """A query of Resource Graph asks whole subscriptions, also for what lies on things."""
        for name in things:
            kind = name.type.lower()
            if kind.startswith("microsoft.authorization/"):
                self.lists[kind] |= {subscription_of(name.id)} - {""}

    def _assignments(self, listed: list[Named]) -> None:
        """Role assignments of scopes that lie beside each other were asked for together.

        `az role assignment list` alone shows those of the subscription, with `--scope` those of one
        scope and above; only `--all` shows everything.
        """
        scopes = sorted({name.scope.lower().rstrip("/") for name in listed}, key=len)
        deepest = scopes[-1]
        if any(not (deepest + "/").startswith(each + "/") and each for each in scopes):
            below = [each for each in scopes if each.startswith("/subscriptions/")]
            self.lists[ROLE_ASSIGNMENTS] |= {subscription_of(each) for each in below}
        elif deepest.count("/") > 2:
            self.lists[ROLE_ASSIGNMENTS].add(deepest)


_ALIASES: Final = {
    "microsoft.recoveryservices/vaults/backupprotecteditems": (
        "microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers/protecteditems"
    ),
}
"""Listings under another name than that of what they list."""

_NONE: Final[frozenset[str]] = frozenset()


def _within(scope: str, scopes: AbstractSet[str]) -> bool:
    """Tell whether a scope, or one above it, is among these."""
    while scope:
        if scope in scopes:
            return True
        scope = scope.rpartition("/")[0]
    return "" in scopes


def _source(page: Page) -> Source:
    request = page.request.shown if page.request is not None else ""
    return Source(page.file, page.line, request)
