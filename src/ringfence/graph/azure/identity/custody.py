"""Custodians: who may hold an asset, and whose having it is no leak.

Those that the boundary file names for the kind of the asset; where it names none, whoever holds a
data-plane role, or an access policy, on the top-level resource that contains the asset or below.
Members of a group that is one are custodians. Whoever can act as a custodian is none for that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from typing import Final

from ringfence.graph.azure.identity.directory import Directory
from ringfence.graph.azure.identity.holdings import Held, Holdings
from ringfence.graph.azure.identity.principals import Principal, display_name
from ringfence.graph.azure.rights import Need, Service
from ringfence.graph.scene import Scene
from ringfence.model.asset import Asset
from ringfence.model.boundary import Custodian
from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource

_PREFIXES: Final = {
    "group": ("group",),
    "user": ("user",),
    "mi": ("identity",),
    "identity": ("identity",),
    "sp": ("service", "identity"),
    "app": ("service", "identity"),
    "serviceprincipal": ("service", "identity"),
}
_CUSTODY: Final = Need("custody", "", at="asset")


class Custody:
    """Answers who is a custodian of what."""

    def __init__(self, scene: Scene, directory: Directory, holdings: Holdings) -> None:
        self._boundary = scene.boundary
        self._directory = directory
        self._holdings = holdings
        self._named: dict[tuple[str, str], bool | Unknown] = {}

    def of(
        self,
        principal: Principal,
        asset: Asset,
        service: Service,
        helds: Sequence[Held],
        local: bool | Unknown,
    ) -> bool | Unknown:
        """Tell whether a principal is a custodian of an asset.

        `helds` are its grants on the top-level resource, `local` tells whether a grant that is
        written in that resource itself (an access policy) names it.
        """
        declared = [c for c in self._boundary.custodians if not c.reads or asset.kind in c.reads]
        if declared:
            return self._declared(principal, asset, declared)
        return self._by_role(asset.resource, service, helds, local)

    def _declared(
        self, principal: Principal, asset: Asset, entries: Iterable[Custodian]
    ) -> bool | Unknown:
        key = (principal.token, asset.kind.value)
        answer = self._named.get(key)
        if answer is None:
            answer = False
            for entry in entries:
                said = self._means(entry.principal, principal)
                if said is True:
                    answer = True
                    break
                if isinstance(said, Unknown):
                    answer = said
            self._named[key] = answer
        return answer

    def _means(self, text: str, principal: Principal) -> bool | Unknown:
        """Tell whether an entry means a principal, or a group that it is in."""
        if principal.doubt is not None:
            return principal.doubt
        answer = _matches(text, principal)
        if answer is True:
            return True
        unsure = answer if isinstance(answer, Unknown) else None
        for group, doubt in self._directory.groups_of(principal.token):
            said = _matches(text, self._directory.named(group))
            if said is True and doubt is None:
                return True
            if said is not False:
                unsure = doubt if doubt is not None else (said if said is not True else unsure)
        return unsure if unsure is not None else False

    def _by_role(
        self, asset: Resource, service: Service, helds: Sequence[Held], local: bool | Unknown
    ) -> bool | Unknown:
        """Answer by roles and policies.

        A grant that may not be there makes a custodian all the same where nothing else is held:
        without it there is no access either.
        """
        if local is True:
            return True
        doubts = [local] if isinstance(local, Unknown) else []
        others = False
        unclear = False
        for held in helds:
            keeps = False if held.above else held.grant.role.keeps(service)
            covers = False if held.above else self._holdings.covers(held, _CUSTODY, asset)
            if keeps is False or covers is False:
                others = True
                continue
            unsure = [each for each in (covers, *held.doubts) if isinstance(each, Unknown)]
            if keeps is True and not unsure:
                return True
            unclear = unclear or keeps is not True
            doubts += [keeps] if isinstance(keeps, Unknown) else unsure
        if not doubts:
            return False
        return doubts[0] if others or unclear else True


def _matches(text: str, principal: Principal) -> bool | Unknown:
    prefix, colon, name = text.partition(":")
    sorts = _PREFIXES.get(prefix.lower()) if colon else None
    wanted = (name if sorts else text).strip().lower()
    if sorts and principal.sort not in (*sorts, "unknown"):
        return False
    if any(each == wanted for each in principal.names):
        return True
    if "*" in wanted:
        pattern = wanted.replace("[", "[[]")
        return any(fnmatchcase(each, pattern) for each in principal.names)
    resource = principal.resource
    if resource is not None and resource.kind.startswith("microsoft.graph/"):
        shown = resource.look("properties.displayName")
        if isinstance(shown, Unknown) and not display_name(resource):
            return shown
    return False
