"""The plane of policy: nothing stops tomorrow's leak.

Every scope that holds assets should have an enforced policy that denies resources outside the
boundary. Findings speak of scopes and assignments, not of single assets.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from ringfence.graph.azure.policy.assignments import Exemption, book
from ringfence.graph.azure.policy.guard import Judge, Verdict, Weakness
from ringfence.graph.azure.policy.scopes import tree
from ringfence.graph.kubernetes.objects import is_object
from ringfence.graph.scene import Scene
from ringfence.model.claims import Evidence
from ringfence.model.estate import parent_key
from ringfence.model.facts import Absent, Unknown
from ringfence.model.resource import Resource
from ringfence.model.symbols import show

NOTE: Final = (
    "an enforced location policy does not see resource groups, resources in `global`, copies in "
    "paired regions, or where global model deployments process prompts"
)


@dataclass(slots=True)
class _Scopes:
    """What was found about the scopes that hold assets."""

    open: dict[str, list[Resource]] = field(default_factory=lambda: defaultdict(list))
    unsure: dict[str, list[tuple[Resource, Verdict]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    weak: dict[str, Weakness] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Policies:
    """The plane: writes a clause for every scope and assignment that leaves a gap."""

    name: str = "policy"

    def __call__(self, scene: Scene) -> None:
        """Judge the scopes that hold the assets of `scene`, and all exemptions."""
        estate = scene.estate
        scopes = tree(estate)
        tops = {}
        for asset in scene.assets:
            if is_object(asset.resource):
                continue  # its cluster, an asset as well, is what a policy speaks of
            top = estate.top(asset.resource) or asset.resource
            tops[top.key] = top
        chains = {key: scopes.chain(key) for key in tops}
        known = frozenset(scope for chain in chains.values() for scope in chain)
        assignments = book(estate, known)
        judge = Judge(assignments, scopes, scene.boundary, scene.today)
        with scene.guard("RF-UNG-03"):
            _exemptions(scene, judge)
        if not assignments.total:
            if tops:
                _nothing_assigned(scene)
            return
        found = _Scopes()
        for key, top in tops.items():
            with scene.guard("RF-UNG-01"):
                group = estate.get(parent_key(key))
                _sort(top, judge.judge(top, group, chains[key]), found)
        _write(scene, found)


def _sort(top: Resource, verdict: Verdict, found: _Scopes) -> None:
    scope = parent_key(top.key) or top.key
    if verdict.guarded:
        found.closed.add(scope)
        return
    about = [each for each in verdict.weak if each.exemption is None]
    if verdict.doubts:
        about = [each for each in about if each.doubt is not None and each.known]
    for weakness in about:
        key = weakness.assignment.resource.key
        held = found.weak.get(key)
        if held is None or (held.doubt is not None and weakness.doubt is None):
            found.weak[key] = weakness
    if verdict.doubts:
        if not about:
            found.unsure[scope].append((top, verdict))
    elif not verdict.weak:
        found.open[scope].append(top)


def _write(scene: Scene, found: _Scopes) -> None:
    for weakness in found.weak.values():
        _weak(scene, weakness)
    for scope, tops in _topmost(found):
        _open(scene, scope, tops)
    for scope, unsure in found.unsure.items():
        doubts = {id(each): each for _, verdict in unsure for each in verdict.doubts}
        _open(scene, scope, [top for top, _ in unsure], tuple(doubts.values())[:5])
    if found.closed:
        scene.notes.append(NOTE)


def _topmost(found: _Scopes) -> Iterator[tuple[str, list[Resource]]]:
    """Yield the open scopes, joined into their subscription where nothing in it is guarded."""
    mixed = {parent_key(scope) for scope in (*found.closed, *found.unsure)}
    siblings: dict[str, list[str]] = defaultdict(list)
    for scope in found.open:
        siblings[parent_key(scope)].append(scope)
    for above, scopes in siblings.items():
        if above and above not in mixed and len(scopes) > 1:
            yield above, [top for scope in scopes for top in found.open[scope]]
        else:
            yield from ((scope, found.open[scope]) for scope in scopes)


def _open(scene: Scene, scope: str, tops: list[Resource], doubts: tuple[Unknown, ...] = ()) -> None:
    """Write the finding about a scope that no assignment guards."""
    first = min(tops, key=lambda each: (each.root, each.address))
    resource = scene.estate.get(scope) or first
    count = f"{len(tops)} resources with assets" if len(tops) > 1 else f"`{first.address}`"
    claim = ("unguarded", scope)
    surely = "no policy" if not doubts else "perhaps no policy"
    scene.program.rule(
        claim,
        (),
        rule="no-location-policy",
        resource=resource,
        says=f"{surely} keeps resources in `{show(scope)}` inside the boundary",
        because="no assignment at or above it denies other locations",
        evidence=(Evidence(resource, "location", resource.text("location")),),
        doubts=doubts,
    )
    scene.program.rule(
        ("finding", "unguarded", "medium", "", "", scope),
        (claim,),
        rule="RF-UNG-01",
        resource=resource,
        says=f"whoever deploys next to {count} may choose any region",
        because="a location policy is what stops tomorrow's deployment",
    )


def _weak(scene: Scene, weakness: Weakness) -> None:
    """Write the finding about an assignment that is about locations and does not guard."""
    resource, doubt = weakness.assignment.resource, weakness.doubt
    claim = ("unenforced", resource.key)
    value = resource.look(weakness.pointer) if weakness.pointer else None
    scene.program.rule(
        claim,
        (),
        rule="weak-location-policy",
        resource=resource,
        says=f"`{resource.address}` does not keep resources inside the boundary",
        because=weakness.because,
        evidence=(
            Evidence(resource, weakness.pointer, None if isinstance(value, Absent) else value),
        ),
        doubts=(doubt,) if doubt is not None else (),
    )
    scene.program.rule(
        ("finding", "unguarded", "medium", "", "", resource.key),
        (claim,),
        rule="RF-UNG-02",
        resource=resource,
        says="whoever deploys below it may leave the boundary",
        because="an assignment guards only what it denies",
    )


def _exemptions(scene: Scene, judge: Judge) -> None:
    for exemption in (
        *(each for listed in judge.book.exemptions.values() for each in listed),
        *judge.book.loose_exemptions,
    ):
        doubts = _exempted(exemption, judge)
        if doubts is not None:
            _write_exemption(scene, exemption, doubts)


def _exempted(exemption: Exemption, judge: Judge) -> tuple[Unknown, ...] | None:
    """Return None if an exemption opens no location policy, else the doubts whether it does."""
    unknown: list[Unknown] = []
    for assignment in judge.book.by_key.values():
        if assignment.enforced() is False:
            continue
        for member in assignment.members:
            answer = judge.exempts(exemption, assignment, member)
            if answer is True and member.doubt is None:
                return ()
            if isinstance(answer, Unknown):
                unknown.append(answer)
            elif answer and member.doubt is not None:
                unknown.append(member.doubt)
    given = exemption.resource.look("properties.policyAssignmentId")
    named = (
        judge.book.by_key.get(str(given).lower().rstrip("/")) if isinstance(given, str) else None
    )
    if not unknown and named is None and exemption.expired(judge.today) is not True:
        why = "the assignment that is exempted from is not in the code"
        where = exemption.resource.locate("properties.policyAssignmentId")
        unknown.append(given if isinstance(given, Unknown) else Unknown(why, where))
    return tuple(unknown[:3]) if unknown else None


def _write_exemption(scene: Scene, exemption: Exemption, doubts: tuple[Unknown, ...]) -> None:
    resource = exemption.resource
    scope = (
        show(exemption.scope) if isinstance(exemption.scope, str) else "a scope that is not known"
    )
    until = resource.text("properties.expiresOn")
    ends = f"until {until}" if until else "without an end"
    claim = ("exempted", resource.key)
    value = resource.look("properties.policyAssignmentId")
    scene.program.rule(
        claim,
        (),
        rule="exemption",
        resource=resource,
        says=f"`{resource.address}` exempts `{scope}` from the location policy",
        because=f"it holds {ends}, and the category makes no difference to what is denied",
        evidence=(
            Evidence(
                resource,
                "properties.policyAssignmentId",
                None if isinstance(value, Absent) else value,
            ),
        ),
        doubts=doubts,
    )
    scene.program.rule(
        ("finding", "unguarded", "medium", "", "", resource.key),
        (claim,),
        rule="RF-UNG-03",
        resource=resource,
        says="whoever deploys there may leave the boundary",
        because="an exempted scope is skipped by deny",
    )


def _nothing_assigned(scene: Scene) -> None:
    why = Unknown("no file assigns a policy, and those assigned elsewhere are not seen")
    scene.program.rule(
        ("finding", "unguarded", "medium", "", "", ""),
        (),
        rule="RF-UNG-04",
        resource=None,
        says="nothing in the code keeps new resources inside the boundary",
        because="no policy is assigned anywhere in it",
        doubts=(why,),
    )
