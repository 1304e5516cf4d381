"""One snapshot, or all exports of a tree together: from pages to what they describe."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from ringfence.model.estate import Blind
from ringfence.model.facts import Source, Unknown, Value
from ringfence.model.resource import Resource
from ringfence.readers.harvest import Harvest
from ringfence.readers.snapshots import guests, principals
from ringfence.readers.snapshots.coverage import Coverage
from ringfence.readers.snapshots.directory import Directory
from ringfence.readers.snapshots.missing import Missing
from ringfence.readers.snapshots.objects import (
    IDENTITIES,
    SUBSCRIPTIONS,
    Named,
    body_of,
    is_built_in,
    is_thing,
    named,
    subscription_of,
)
from ringfence.readers.snapshots.pages import Page
from ringfence.readers.snapshots.places import Places
from ringfence.readers.snapshots.requests import Asked

Json = dict[str, Any]

_INLINE: Final = {
    "microsoft.network/networksecuritygroups/securityrules": "securityRules",
    "microsoft.network/routetables/routes": "routes",
    "microsoft.keyvault/vaults/accesspolicies": "accessPolicies",
}
"""Children that their parent shows as well: where it does, they are not told twice."""

_STATES: Final = ("complianceState", "policyAssignmentId")


@dataclass(slots=True)
class World:
    """What is being put together. `root` is what resources and gaps of this world belong to."""

    root: str
    source: Source
    places: Places
    coverage: Coverage = field(default_factory=Coverage)
    directory: Directory = field(default_factory=Directory)
    resources: dict[str, list[Resource]] = field(default_factory=lambda: defaultdict(list))
    identities: list[tuple[str, dict[str, Value]]] = field(default_factory=list)
    chains: dict[str, list[str]] = field(default_factory=dict)
    remarks: Counter[tuple[str, str]] = field(default_factory=Counter)

    def take(self, pages: Iterable[Page]) -> None:
        """Take in the pages of the whole snapshot."""
        listed = list(pages)
        urls = {page.request.url.lower() for page in listed if page.request is not None}
        urls |= {page.request.token.lower() for page in listed if page.request is not None}
        for page in listed:
            things = self._things(page)
            rows = any("subscriptionId" in item for item, _ in page.items[:1])
            self.coverage.saw(page, things, urls, rows=rows)
        self.coverage.settle()

    def _things(self, page: Page) -> list[Named]:
        if page.request is not None and page.request.asked is Asked.OTHER:
            return []
        things: list[Named] = []
        if page.request is not None and page.request.asked is Asked.DIRECTORY:
            self.directory.answer(page)
            return things
        for item, line in page.items:
            name = named(item)
            if name is not None and is_thing(item, name):
                things.append(name)
                self._thing(item, name, page, line)
            elif all(each in item for each in _STATES):
                self.remarks[
                    page.file, "results of policies, which say nothing of definitions"
                ] += 1
            elif not self.directory.item(item):
                continue
        if page.refused and page.request is not None and page.request.asked is Asked.ONE:
            self._unseen(page)
        return things

    def _thing(self, item: Json, name: Named, page: Page, line: int) -> None:
        if name.type == SUBSCRIPTIONS or name.type.lower() == SUBSCRIPTIONS.lower():
            self._subscription(item, name)
            return
        if is_built_in(name):
            return
        source = Source(page.file, line)
        body = body_of(item, name, source)
        self._identity(item, name)
        self.resources[name.id.lower()].append(
            Resource(
                name.id, name.type, name.names.rpartition("/")[2], body,
                f"{name.type}/{name.names}", self.root,
                self.places.of(page.file, line, name.id, page.request),
            )
        )  # fmt: skip

    def _identity(self, item: Json, name: Named) -> None:
        identity = item.get("identity")
        if isinstance(identity, dict):
            self.identities.append((name.id, identity))
        if name.type.lower() == IDENTITIES:
            held = item.get("properties")
            self.identities.append((name.id, held if isinstance(held, dict) else item))

    def _subscription(self, item: Json, name: Named) -> None:
        """Note which management groups lie above a subscription, as Resource Graph tells."""
        properties = item.get("properties")
        chain = (
            properties.get("managementGroupAncestorsChain")
            if isinstance(properties, dict)
            else None
        )
        if isinstance(chain, list):
            names = [each.get("name") for each in chain if isinstance(each, dict)]
            self.chains[name.id] = [each for each in names if isinstance(each, str)]

    def _unseen(self, page: Page) -> None:
        """A thing that was asked for and refused is there, and nothing of it is known."""
        assert page.request is not None
        name = named({"id": page.request.scope})
        if name is None or (page.status not in (401, 403, 429) and page.status < 500):
            return
        why = Unknown(f"the answer about it was {page.refused}", Source(page.file, page.line))
        self.resources[name.id.lower()].append(
            Resource(
                name.id, name.type, name.names.rpartition("/")[2], {},
                f"{name.type}/{name.names}", self.root,
                self.places.of(page.file, page.line, name.id, page.request), external=why,
            )
        )  # fmt: skip

    # Putting it together

    def finish(self, harvest: Harvest) -> None:
        """Add everything to a harvest: resources, what may be there, and what is not known."""
        self._above()
        one = {key: _richest(group) for key, group in self.resources.items()}
        kept = [
            each for group in one.values() for each in group if not self._told_by_parent(each, one)
        ]
        for each in kept:
            if each.kind == guests.TYPE.lower():
                guests.connected(each)
        kept += guests.guests(list(kept), one)
        known = principals.object_ids(self.identities)
        objects = self.directory.resources(self.root, known, self.places)
        known |= {oid: word for oid, word in self.directory.words.items() if oid not in known}
        kept += objects
        principals.join(kept, known)
        _tell_apart(kept)
        missing = Missing(self.root, self.source, self.coverage, {r.key: r for r in kept})
        harvest.resources += kept
        harvest.resources += missing.stand_ins()
        harvest.blinds += missing.blinds()
        for (file, what), count in sorted(self.remarks.items()):
            harvest.blinds.append(
                Blind(f"{count} entries", what, Source(file), self.root, inert=True)
            )

    @staticmethod
    def _told_by_parent(resource: Resource, one: dict[str, list[Resource]]) -> bool:
        inline = _INLINE.get(resource.kind)
        if inline is None:
            return False
        return any(
            isinstance(parent.look(f"properties.{inline}"), list)
            for parent in one.get(resource.key.rsplit("/", 2)[0], ())
        )

    def _above(self) -> None:
        """Make the management groups that chains of subscriptions speak of."""
        head = "/providers/Microsoft.Management/managementGroups/"
        subscriptions: dict[str, list[Value]] = defaultdict(list)
        parents: dict[str, str] = {}
        for subscription, chain in self.chains.items():
            for index, name in enumerate(chain):
                subscriptions.setdefault(name, [])
                if index == 0:
                    subscriptions[name].append(subscription)
                if index + 1 < len(chain):
                    parents[name] = head + chain[index + 1]
        for name, listed in subscriptions.items():
            properties: dict[str, Value] = {"subscriptions": listed}
            if name in parents:
                properties["parentId"] = parents[name]
            self.resources[(head + name).lower()].append(
                Resource(
                    head + name, "Microsoft.Management/managementGroups", name,
                    {"properties": properties},
                    f"Microsoft.Management/managementGroups/{name}", self.root,
                )
            )  # fmt: skip
        if not self.chains:
            why = Unknown("which subscriptions lie in it was not collected", self.source)
            for key, group in self.resources.items():
                if key.startswith(head.lower()) and key.count("/") == 4:
                    for each in group:
                        _unknown_members(each, why)


def _unknown_members(group: Resource, why: Unknown) -> None:
    properties = group.body.get("properties")
    if not isinstance(properties, Unknown):
        held = properties if isinstance(properties, dict) else {}
        group.body["properties"] = {"subscriptions": why, **held}


def _richest(group: list[Resource]) -> list[Resource]:
    """Leave out what a fuller answer about the same thing tells as well."""
    if len(group) == 1:
        return group
    seen = [each for each in group if each.external is None]
    full = [each for each in seen if not isinstance(each.body.get("properties"), Unknown)]
    best = full or seen or group[:1]
    made: list[Resource] = []
    for each in best:
        if not any(each.body == other.body for other in made):
            made.append(each)
    return made


_GROUP: Final = re.compile(r"/resourcegroups/([^/]+)/", re.IGNORECASE)


def _tell_apart(resources: list[Resource]) -> None:
    """Give resources of one address, in different groups or on different things, one each."""
    by_address: dict[str, list[Resource]] = defaultdict(list)
    for each in resources:
        by_address[each.address].append(each)
    for address, several in by_address.items():
        if len({each.key for each in several}) < 2:
            continue
        far = len({subscription_of(each.id) for each in several}) > 1
        for each in several:
            scope = each.id.rpartition("/providers/")[0]
            group = _GROUP.search(each.id)
            near = group is not None and "/providers/" not in scope and not far
            each.address = (
                f"{address} in {group[1] if near and group is not None else scope or '/'}"
            )
