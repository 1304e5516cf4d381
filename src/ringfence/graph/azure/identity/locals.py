"""Grants that are written in a resource itself: access policies, data-plane role assignments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ringfence.graph.azure.identity import words
from ringfence.graph.azure.identity.assignments import Assignments
from ringfence.graph.azure.identity.holdings import Holdings
from ringfence.graph.azure.identity.ledger import Words
from ringfence.graph.azure.identity.principals import Principal
from ringfence.graph.azure.rights import DATA, Local, Service
from ringfence.graph.scene import Scene
from ringfence.model.asset import Asset
from ringfence.model.claims import Claim, Evidence, Wall
from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource


@dataclass(frozen=True, slots=True)
class Written:
    """A local grant as a principal holds it, perhaps as a member of the group that it names."""

    principal: Principal
    local: Local
    doubts: tuple[Unknown, ...]
    via: Principal | None = None


class LocalGrants:
    """Reads local grants and writes their clauses."""

    def __init__(self, scene: Scene, holdings: Holdings, assignments: Assignments) -> None:
        self._scene = scene
        self._ledger = holdings.ledger
        self._directory = holdings.directory
        self._assignments = assignments

    def of(self, top: Resource, service: Service) -> list[Written]:
        """Return the grants that are written in a resource, members of groups included."""
        found = list(service.local(self._scene.estate, top)) if service.local is not None else []
        found += self._directory.handed.of(top)
        return [written for local in found for written in self._expand(local)]

    def _expand(self, local: Local) -> Iterator[Written]:
        who = self._assignments.principal(local.principal, local.resource, local.pointer)
        yield Written(who, local, local.doubts)
        if who.sort == "group":
            for token, doubt in self._directory.members_of(who.token):
                doubts = local.doubts if doubt is None else (*local.doubts, doubt)
                yield Written(self._directory.named(token), local, doubts, via=who)

    def keeps(self, written: Sequence[Written], asset: Asset) -> bool | Unknown:
        """Tell whether grants make their holder a custodian of an asset."""
        unsure: Unknown | None = None
        for each in written:
            if not each.local.custody or not _covers(each.local.scope, asset.key):
                continue
            if not each.doubts and not each.local.wall:
                return True
            unsure = each.doubts[0] if each.doubts else unsure
        return unsure if unsure is not None else False

    def write(self, written: Written, asset: Asset) -> Claim | None:
        """Write that a grant opens an asset, perhaps behind a wall; return the claim."""
        local = written.local
        reads = local.reads(asset.resource.kind)
        if reads is False or not _covers(local.scope, asset.key):
            return None
        doubts = written.doubts if reads is True else (*written.doubts, reads)
        # What is given on purpose must not stand in for a role that is no more than possible.
        claim = ("authz", written.principal.token, asset.key, DATA if local.custody else local.rule)
        it = f"`{asset.resource.address}`"
        member = "" if written.via is None else f"it is in {words.who(written.via)}, and "
        self._ledger.write(
            claim,
            (),
            Words(
                rule=local.rule,
                resource=local.resource,
                says=lambda: f"{words.who(written.principal)} may {local.says.format(it=it)}",
                because=f"{member}{local.because}",
                evidence=(
                    Evidence(
                        local.resource,
                        local.pointer,
                        None,
                        words.who(written.principal) if local.custody else "a key, not shown",
                    ),
                ),
                doubts=() if local.wall else doubts,
                wall=Wall(f"mode:{local.resource.key}", local.resource.address, local.wall)
                if local.wall
                else None,
            ),
        )
        return claim


def _covers(scope: str, key: str) -> bool:
    """Tell whether a grant at `scope` is about `key`, or about something in it."""
    return key == scope or key.startswith(scope + "/") or scope.startswith(key + "/")
