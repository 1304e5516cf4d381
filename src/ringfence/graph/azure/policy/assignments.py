"""Policy assignments and exemptions: where they apply, what they assign, what they leave out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Final

from ringfence.graph.azure.policy.answers import Answer, every, some
from ringfence.graph.azure.policy.definitions import Member, Reference, of_assignment
from ringfence.graph.azure.policy.scopes import GROUP_PREFIX, Tree
from ringfence.model.estate import Estate, parent_key
from ringfence.model.facts import Absent, Unknown, Value, members
from ringfence.model.resource import Resource, dig
from ringfence.model.symbols import has_symbol, same
from ringfence.reference.regions import normal

ASSIGNMENTS: Final = "Microsoft.Authorization/policyAssignments"
EXEMPTIONS: Final = "Microsoft.Authorization/policyExemptions"


def scope_of(resource: Resource) -> Value | Absent:
    """Return the scope of an assignment or exemption: as written, else from its id."""
    for pointer in ("scope", "properties.scope"):
        value = dig(resource.body, pointer)
        if not isinstance(value, Absent) and value is not None:
            return value
    return parent_key(resource.key) or ABSENT_SCOPE


ABSENT_SCOPE: Final = Unknown("the scope of an assignment is not stated")


@dataclass(frozen=True, slots=True)
class Assignment:
    """One assignment that decides by location, or may."""

    resource: Resource
    scope: Value | Absent
    members: tuple[Member, ...]

    def enforced(self) -> Answer:
        """Tell whether a deny is carried out: `enforcementMode` is Default unless it is set."""
        mode = self.resource.look("properties.enforcementMode")
        if isinstance(mode, Unknown):
            return mode
        return isinstance(mode, Absent) or mode is None or str(mode).lower() == "default"

    def excludes(self, tree: Tree, chain: tuple[str, ...]) -> Answer:
        """Tell whether `notScopes` leaves out a resource with this chain of scopes."""
        return some(
            partial(_covers, tree, element if doubt is None else doubt, chain)
            for element, doubt in members(self.resource.look("properties.notScopes"))
        )

    def selects(self, kind: str, location: str, reference: Reference) -> Answer:
        """Tell whether `resourceSelectors`, if there are any, let the assignment apply."""
        selectors = list(members(self.resource.look("properties.resourceSelectors")))
        if not selectors:
            return True
        return some(
            partial(_selected, element if doubt is None else doubt, kind, location, reference)
            for element, doubt in selectors
        )

    def effect_override(self, kind: str, location: str, reference: Reference) -> Value | Absent:
        """Return the effect that `overrides` sets for a member, ABSENT for none."""
        for element, doubt in members(self.resource.look("properties.overrides")):
            if doubt is not None:
                return doubt
            what = dig(element, "kind")
            if isinstance(what, str) and what.lower() != "policyeffect":
                continue
            answer = _selected(element, kind, location, reference)
            if isinstance(answer, Unknown):
                return answer
            if answer:
                value = dig(element, "value")
                return (
                    value if not isinstance(value, Absent) else Unknown("an override has no value")
                )
        return _ABSENT


_ABSENT: Final = dig({}, "nothing")


def _covers(tree: Tree, scope: Value, chain: tuple[str, ...]) -> Answer:
    return tree.covers(scope, chain)


def _selected(holder: Value, kind: str, location: str, reference: Reference) -> Answer:
    """Tell whether all selectors of one holder match; without any, everything is selected."""
    if isinstance(holder, Unknown):
        return holder
    return every(
        partial(_selector, element if doubt is None else doubt, kind, location, reference)
        for element, doubt in members(dig(holder, "selectors"))
    )


def _selector(selector: Value, kind: str, location: str, reference: Reference) -> Answer:
    if isinstance(selector, Unknown):
        return selector
    by = dig(selector, "kind")
    if isinstance(by, Unknown):
        return by
    actual = {
        "resourcetype": kind,
        "resourcelocation": location,
        "policydefinitionreferenceid": reference,
    }.get(str(by).lower())
    if isinstance(actual, Unknown):
        return actual
    if str(by).lower() == "resourcewithoutlocation":
        return False  # what is asked about has a location
    if actual is None:
        return Unknown(f"selectors by `{by}` are not modelled")
    for name, holds in (("in", True), ("notIn", False)):
        listed = dig(selector, name)
        if isinstance(listed, Absent) or listed is None:
            continue
        unknown: Unknown | None = None
        for element, doubt in members(listed):
            if doubt is not None or (isinstance(element, str) and has_symbol(element)):
                unknown = doubt if doubt is not None else Unknown("a selector is not known")
            elif normal(str(element)) == normal(actual):
                return holds
        return unknown if unknown is not None else not holds
    return True


@dataclass(slots=True)
class Book:
    """All assignments that decide by location, and all exemptions, by scope.

    `exact` holds those whose scope is literally a scope of the code; `loose` those that may lie
    above anything. `total` counts every assignment of the estate, whatever it is about.
    """

    exact: dict[str, list[Assignment]] = field(default_factory=lambda: defaultdict(list))
    loose: list[Assignment] = field(default_factory=list)
    exemptions: dict[str, list[Exemption]] = field(default_factory=lambda: defaultdict(list))
    loose_exemptions: list[Exemption] = field(default_factory=list)
    by_key: dict[str, Assignment] = field(default_factory=dict)
    total: int = 0

    def above(
        self, tree: Tree, chain: tuple[str, ...]
    ) -> Iterator[tuple[Assignment, Unknown | None]]:
        """Yield the assignments at or above the first element of a chain, with their doubts."""
        for scope in chain:
            for assignment in self.exact.get(scope, ()):
                yield assignment, assignment.resource.presence
        for assignment in self.loose:
            answer = tree.covers(assignment.scope, chain)
            if isinstance(answer, Unknown):
                yield assignment, answer
            elif answer:
                yield assignment, assignment.resource.presence


@dataclass(frozen=True, slots=True)
class Exemption:
    """One exemption from an assignment."""

    resource: Resource
    scope: Value | Absent

    def expired(self, today: date) -> Answer:
        """Tell whether it has run out; one without an end never does."""
        value = self.resource.look("properties.expiresOn")
        if isinstance(value, Unknown):
            return value
        if isinstance(value, Absent) or value is None or value == "":
            return False
        try:
            end = datetime.fromisoformat(str(value).replace("Z", "+00:00")).date()
        except ValueError:
            return Unknown(f"`{value}` is no date", self.resource.locate("properties.expiresOn"))
        return end < today

    def means(self, assignment: Assignment, member: Member) -> Answer:
        """Tell whether it exempts from this member of this assignment."""
        given = self.resource.look("properties.policyAssignmentId")
        if isinstance(given, Unknown):
            return given
        if str(given).lower().rstrip("/") != assignment.resource.key:
            if same(str(given), assignment.resource.key) is None:
                return Unknown("which assignment is exempted from is not known")
            return False
        listed = list(members(self.resource.look("properties.policyDefinitionReferenceIds")))
        if not listed:
            return True
        for element, doubt in listed:
            if doubt is not None:
                return doubt
            if isinstance(member.reference, Unknown):
                return member.reference
            if str(element).lower() == member.reference.lower():
                return True
        return False


def book(estate: Estate, known: frozenset[str]) -> Book:
    """Return the assignments and exemptions of an estate, sorted by scope.

    `known` are the scopes above assets, for which an exact look-up is enough.
    """
    found = Book()
    for resource in estate.of(ASSIGNMENTS):
        found.total += 1
        assignment = Assignment(
            resource, scope_of(resource), tuple(of_assignment(resource, estate))
        )
        found.by_key[resource.key] = assignment
        if not assignment.members:
            continue
        if (key := _anchor(assignment.scope, known, estate)) is not None:
            found.exact[key].append(assignment)
        else:
            found.loose.append(assignment)
    for resource in estate.of(EXEMPTIONS):
        exemption = Exemption(resource, scope_of(resource))
        if (key := _anchor(exemption.scope, known, estate)) is not None:
            found.exemptions[key].append(exemption)
        else:
            found.loose_exemptions.append(exemption)
    return found


def _anchor(scope: Value | Absent, known: frozenset[str], estate: Estate) -> str | None:
    if not isinstance(scope, str):
        return None
    key = scope.lower().rstrip("/")
    if key.startswith(GROUP_PREFIX):
        return None  # which subscriptions lie below is for the tree to say
    return key if key in known or estate.get(key) is not None else None
