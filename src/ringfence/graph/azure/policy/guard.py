"""Does anything stop a resource like this one from being created outside the boundary?

The question is asked of the policies as they are: for every region outside the boundary, a copy of
the resource is put there in thought, and some enforced assignment must deny it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from ringfence.graph.azure.placement import every_region
from ringfence.graph.azure.policy.answers import Answer
from ringfence.graph.azure.policy.assignments import Assignment, Book, Exemption
from ringfence.graph.azure.policy.conditions import evaluate
from ringfence.graph.azure.policy.definitions import Member
from ringfence.graph.azure.policy.expressions import Scope, resolve
from ringfence.graph.azure.policy.scopes import Tree
from ringfence.graph.azure.policy.subject import Subject
from ringfence.model.boundary import Boundary
from ringfence.model.facts import ABSENT, Absent, Unknown, Value, members
from ringfence.model.resource import Resource, dig
from ringfence.model.symbols import has_symbol, show

ENFORCEMENT: Final = "properties.enforcementMode"
PARAMETERS: Final = "properties.parameters"
NOWHERE: Final = "nowhere"
"""A location that no list of allowed ones holds."""
_DEPTH: Final = 100
_PLAIN: Final = frozenset({"type", "location"})


@dataclass(frozen=True, slots=True)
class Weakness:
    """Why an assignment that is about locations does not guard a resource.

    `known` is false where it is not even known whether it is about locations.
    """

    assignment: Assignment
    because: str
    pointer: str = ""
    doubt: Unknown | None = None
    exemption: Exemption | None = None
    known: bool = True


@dataclass(slots=True)
class Verdict:
    """Whether a resource is guarded: surely, perhaps (`doubts`), or not (`weak` says why)."""

    guarded: bool
    doubts: tuple[Unknown, ...] = ()
    weak: list[Weakness] = field(default_factory=list)


@dataclass(slots=True)
class Judge:
    """Judges resources against the assignments of an estate, each kind of question once."""

    book: Book
    tree: Tree
    boundary: Boundary
    today: date
    outside: frozenset[str] = frozenset()
    _denials: dict[tuple[int, str], tuple[frozenset[str], dict[str, Unknown]]] = field(
        default_factory=dict
    )

    _symbols: int = 0
    _shared: dict[tuple[str, str], Verdict] = field(default_factory=dict)
    _single: frozenset[str] | None = None

    def __post_init__(self) -> None:
        self.outside = every_region() - self.boundary.regions
        self._symbols = sum(has_symbol(region) for region in self.boundary.regions)
        self._single = _single(self.book)

    def judge(self, resource: Resource, group: Resource | None, chain: tuple[str, ...]) -> Verdict:
        """Return whether creating a resource like this one outside the boundary is denied.

        Resources of one type in one group are judged together, unless a policy tells them apart.
        """
        if self._single is None or resource.key in self._single or len(chain) < 2:
            return self._judge(resource, group, chain)
        key = (resource.kind, chain[1])
        if key not in self._shared:
            self._shared[key] = self._judge(resource, group, chain)
        return self._shared[key]

    def _judge(self, resource: Resource, group: Resource | None, chain: tuple[str, ...]) -> Verdict:
        if not self.boundary.regions:
            return Verdict(False, (Unknown("the boundary names no regions"),))
        open_, perhaps = set(self.outside), set(self.outside)
        doubts: list[Unknown] = []
        verdict = Verdict(False)
        for assignment, unsure in self.book.above(self.tree, chain):
            for member in assignment.members:
                denied, maybe, weakness = self._member(
                    assignment, member, unsure, resource, group, chain
                )
                open_ -= denied
                perhaps -= denied
                if maybe:
                    perhaps -= maybe.keys()
                    doubts += maybe.values()
                if weakness is not None:
                    verdict.weak.append(weakness)
        if not open_:
            return Verdict(True)
        if perhaps and len(perhaps) <= self._symbols:
            doubts.append(Unknown("which region the boundary means is known at deployment only"))
            perhaps = set()
        verdict.doubts = () if perhaps else tuple({id(each): each for each in doubts}.values())
        return verdict

    def _member(
        self,
        assignment: Assignment,
        member: Member,
        unsure: Unknown | None,
        resource: Resource,
        group: Resource | None,
        chain: tuple[str, ...],
    ) -> tuple[frozenset[str], dict[str, Unknown], Weakness | None]:
        """Return the regions that a member denies, those it may deny, and why not all."""
        weakness, unsure = self._applies(assignment, member, unsure, chain)
        if weakness is not None and weakness.doubt is None:
            return frozenset(), {}, weakness
        denied, maybe = self._denied(assignment, member, resource, group)
        if unsure is not None:
            maybe = {**dict.fromkeys(denied, unsure), **maybe}
            denied = frozenset()
        left = self.outside - denied
        if not left or not (denied or maybe or self._covers(member, resource, group)):
            return denied, maybe, None
        if weakness is None:
            weakness = _leak(assignment, member, left, maybe)
        return denied, maybe, weakness

    def _applies(
        self,
        assignment: Assignment,
        member: Member,
        unsure: Unknown | None,
        chain: tuple[str, ...],
    ) -> tuple[Weakness | None, Unknown | None]:
        """Return why an assignment surely does not apply, or the doubt whether it does."""
        enforced = assignment.enforced()
        if enforced is False:
            mode = assignment.resource.text(ENFORCEMENT)
            return Weakness(assignment, f"it is not enforced (`{mode}`)", ENFORCEMENT), unsure
        excluded = assignment.excludes(self.tree, chain)
        if excluded is True:
            because = "`notScopes` leaves the scope out"
            return Weakness(assignment, because, "properties.notScopes"), unsure
        exempted = self._exempted(assignment, member, chain)
        if exempted is not None and exempted.doubt is None:
            return exempted, unsure
        for answer in (enforced, excluded, exempted.doubt if exempted else None):
            if isinstance(answer, Unknown) and unsure is None:
                unsure = answer
        return None, unsure

    def _exempted(
        self, assignment: Assignment, member: Member, chain: tuple[str, ...]
    ) -> Weakness | None:
        """Return the exemption that takes a resource out of an assignment, or may do so."""
        perhaps: Weakness | None = None
        nearby = [each for scope in chain for each in self.book.exemptions.get(scope, ())]
        for exemption in (*nearby, *self.book.loose_exemptions):
            answer = self.exempts(exemption, assignment, member, chain)
            if answer is False:
                continue
            because = f"`{exemption.resource.address}` exempts the scope"
            found = Weakness(assignment, because, exemption=exemption)
            if answer is True:
                return found
            assert isinstance(answer, Unknown)
            perhaps = Weakness(assignment, because, doubt=answer, exemption=exemption)
        return perhaps

    def exempts(
        self,
        exemption: Exemption,
        assignment: Assignment,
        member: Member,
        chain: tuple[str, ...] | None = None,
    ) -> Answer:
        """Tell whether an exemption is in force for a member, at a chain of scopes if given."""
        answers: list[Answer] = [exemption.means(assignment, member)]
        if answers[0] is False:
            return False
        expired = exemption.expired(self.today)
        if expired is True:
            return False
        answers.append(expired if isinstance(expired, Unknown) else True)
        if chain is not None:
            answers.append(self.tree.covers(exemption.scope, chain))
        if exemption.resource.presence is not None:
            answers.append(exemption.resource.presence)
        if any(answer is False for answer in answers):
            return False
        return next((answer for answer in answers if isinstance(answer, Unknown)), True)

    def _denied(
        self, assignment: Assignment, member: Member, resource: Resource, group: Resource | None
    ) -> tuple[frozenset[str], dict[str, Unknown]]:
        """Return the outside regions that a member denies to a resource, and those it may deny."""
        signature = _signature(member, resource, group)
        key = (id(member), signature)
        found = self._denials.get(key)
        if found is None:
            found = self._denials[key] = self._ask(assignment, member, resource, group)
        return found

    def _covers(self, member: Member, resource: Resource, group: Resource | None) -> bool:
        """Tell whether a member is about resources like this one: it minds some location."""
        where = group.look("location") if group is not None else ABSENT
        subject = Subject(resource, NOWHERE, where, self.boundary.regions)
        answer = evaluate(member.rule.get("if", ABSENT), Scope(member.parameters, subject))
        return answer is not False

    def _ask(
        self, assignment: Assignment, member: Member, resource: Resource, group: Resource | None
    ) -> tuple[frozenset[str], dict[str, Unknown]]:
        if member.doubt is not None:
            return frozenset(), dict.fromkeys(self.outside, member.doubt)
        denied: set[str] = set()
        maybe: dict[str, Unknown] = {}
        where = group.look("location") if group is not None else ABSENT
        for location in sorted(self.outside):
            subject = Subject(resource, location, where, self.boundary.regions)
            answer = self._denies(assignment, member, subject)
            if isinstance(answer, Unknown):
                maybe[location] = answer
            elif answer:
                denied.add(location)
        return frozenset(denied), maybe

    def _denies(self, assignment: Assignment, member: Member, subject: Subject) -> Answer:
        kind, location = subject.resource.kind, subject.location
        selected = assignment.selects(kind, location, member.reference)
        if selected is False:
            return False
        scope = Scope(member.parameters, subject)
        answer = evaluate(member.rule.get("if", ABSENT), scope)
        if answer is False:
            return False
        effect = effect_of(assignment, member, subject)
        if isinstance(effect, str) and effect.lower() != "deny":
            return False
        for unknown in (selected, answer, effect):
            if isinstance(unknown, Unknown):
                return unknown
        return isinstance(effect, str)


def effect_of(assignment: Assignment, member: Member, subject: Subject) -> Value | Absent:
    """Return the effect of a member: an override of the assignment, else what the rule says."""
    kind, location = subject.resource.kind, subject.location
    override = assignment.effect_override(kind, location, member.reference)
    if not isinstance(override, Absent):
        return override
    return resolve(dig(member.rule.get("then"), "effect"), Scope(member.parameters, subject))


def _leak(
    assignment: Assignment, member: Member, left: frozenset[str], maybe: dict[str, Unknown]
) -> Weakness:
    """Say why a member that applies leaves regions open."""
    open_ = sorted(left - maybe.keys())
    if not open_:
        reason = next(iter(maybe.values()))
        because = "whether it denies is not known"
        return Weakness(assignment, because, PARAMETERS, reason, known=member.doubt is None)
    effect = resolve(dig(member.rule.get("then"), "effect"), Scope(member.parameters))
    if isinstance(effect, str) and effect.lower() != "deny":
        return Weakness(
            assignment, f"its effect is `{show(effect)}`, which denies nothing", PARAMETERS
        )
    named = ", ".join(f"`{name}`" for name in open_[:3])
    more = f" and {len(open_) - 3} more" if len(open_) > 3 else ""
    return Weakness(assignment, f"it lets resources into {named}{more}", PARAMETERS)


def _signature(member: Member, resource: Resource, group: Resource | None) -> str:
    """Return what the answer of a member depends on, so that equal questions are asked once."""
    fields = _fields(member.rule.get("if"))
    if fields <= _PLAIN:
        return resource.kind
    if fields <= _PLAIN | {"resourcegroup"}:
        return f"{resource.kind} {group.key if group is not None else ''}"
    return resource.key


def _fields(value: Value | Absent, depth: int = 0) -> set[str]:
    """Return the fields that a condition looks at, lower case; expressions count by what they say."""
    if depth > _DEPTH:
        return {"*"}
    if isinstance(value, dict):
        found: set[str] = set()
        for key, inner in value.items():
            if key.lower() == "field" and isinstance(inner, str) and not inner.startswith("["):
                found.add(inner.lower())
            else:
                found |= _fields(inner, depth + 1)
        return found
    if isinstance(value, list):
        return set().union(*(_fields(element, depth + 1) for element in value)) if value else set()
    if isinstance(value, str) and value.startswith("[") and not has_symbol(value):
        lower = value.lower()
        if "resourcegroup()" in lower and "field(" not in lower:
            return {"resourcegroup"}
        return {"*"} if "field(" in lower or "current(" in lower else set()
    return set()


def _single(book: Book) -> frozenset[str] | None:
    """Return the keys of resources that assignments tell apart, None if it may be any."""
    single: set[str] = set()
    scopes: list[Value | Absent] = []
    for assignment in book.by_key.values():
        scopes.append(assignment.scope)
        scopes += [s for s, _ in members(assignment.resource.look("properties.notScopes"))]
        for member in assignment.members:
            if not _fields(member.rule.get("if")) <= _PLAIN | {"resourcegroup"}:
                return None
    for listed in (*book.exemptions.values(), book.loose_exemptions):
        scopes += [exemption.scope for exemption in listed]
    for scope in scopes:
        if not isinstance(scope, str) or "/providers/" not in scope:
            continue  # a group, a subscription, or something unknown: the same for all in a group
        if has_symbol(scope.rsplit("/", 1)[-1]):
            return None
        single.add(scope.lower().rstrip("/"))
    return frozenset(single)
