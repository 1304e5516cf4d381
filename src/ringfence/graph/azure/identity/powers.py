"""Power over the directory: who may join groups or add credentials to applications.

Owners of a group or application; application permissions of Microsoft Graph; roles of the
directory. The ids stand in `reference/data/azure_directory.json` with their source.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

from ringfence.graph.azure.identity.directory import Directory
from ringfence.graph.azure.identity.principals import (
    APPLICATIONS,
    GROUPS,
    SERVICE_PRINCIPALS,
    Principal,
    client_of,
)
from ringfence.model.estate import Estate
from ringfence.model.facts import Absent, Unknown, Value, members
from ringfence.model.resource import Resource
from ringfence.model.symbols import is_context, show
from ringfence.reference.tables import table

PERMISSIONS: Final = "Microsoft.Graph/appRoleAssignedTo"
ROLES: Final = "Microsoft.Graph/roleAssignments"


@dataclass(frozen=True, slots=True)
class Power:
    """Somebody may act as a group or an application, by what `resource` says."""

    token: str
    resource: Resource
    pointer: str
    because: str
    doubts: tuple[Unknown, ...] = ()


def signs_in_as(application: Resource, service: Resource) -> bool | Unknown:
    """Tell whether a service principal is that of an application."""
    ours, theirs = application.look("properties.appId"), service.look("properties.appId")
    if isinstance(theirs, str) and theirs.lower() == client_of(application.key):
        return True
    for value in (theirs, ours):
        if isinstance(value, Unknown):
            return value
    return isinstance(ours, str) and isinstance(theirs, str) and ours.lower() == theirs.lower()


@cache
def _table() -> dict[str, dict[str, frozenset[str]]]:
    rows: dict[str, list[dict[str, Any]]] = table("azure_directory")
    return {
        kind: {
            each[key].lower(): frozenset(each["over"])
            for each in rows[kind]
            for key in ("id", "name")
        }
        for kind in ("permissions", "roles")
    }


class Powers:
    """Reads who has power over groups and applications."""

    def __init__(self, estate: Estate, directory: Directory) -> None:
        self._estate = estate
        self._directory = directory
        self._over: dict[str, list[Power]] = {"groups": [], "applications": []}
        self._read(PERMISSIONS, "properties.appRoleId", "permissions", "the application permission")
        self._read(ROLES, "properties.roleDefinitionId", "roles", "the directory role")

    def over(self, principal: Principal) -> Iterator[Power]:
        """Yield who may act as a group or a service principal."""
        resource = principal.resource
        if resource is None:
            return
        if resource.kind == GROUPS.lower():
            yield from self._owners(resource, "an owner of the group may join it")
            yield from self._over["groups"]
        elif resource.kind == SERVICE_PRINCIPALS.lower():
            because = "an owner may add credentials"
            yield from self._owners(resource, because)
            for application, doubt in self._applications(resource):
                for power in self._owners(application, because):
                    yield power if doubt is None else replace(power, doubts=(doubt, *power.doubts))
            yield from self._over["applications"]

    def _applications(self, service: Resource) -> Iterator[tuple[Resource, Unknown | None]]:
        """Yield the applications that a service principal stands for, or may."""
        for application in self._estate.of(APPLICATIONS):
            answer = signs_in_as(application, service)
            if answer is True:
                yield application, application.presence
            elif isinstance(answer, Unknown) and application.root == service.root:
                yield application, answer

    def _owners(self, resource: Resource, because: str) -> Iterator[Power]:
        pointer = "properties.owners"
        listed = resource.look(pointer)
        if isinstance(listed, dict):
            listed = listed.get("relationships")
        elif resource.external is not None and listed is resource.external:
            return  # who owns what is only referred to is not asked: see LIMITS
        for element, doubt in members(listed):
            if isinstance(element, Unknown):
                yield Power(self._stranger(resource, pointer, element), resource, pointer, because)
            elif isinstance(element, str) and not is_context(element):
                # Whoever deploys this creates the group, and so owns it anyway.
                doubts = () if doubt is None else (doubt,)
                yield Power(element.lower(), resource, pointer, because, doubts)

    def _stranger(self, resource: Resource, pointer: str, doubt: Unknown) -> str:
        """Return the name of somebody who is not known."""
        token = f"?{resource.key}#{pointer}"
        self._directory.unknown(token, resource.address, doubt)
        return token

    def _read(self, kind: str, pointer: str, rows: str, what: str) -> None:
        for assignment in self._estate.of(kind):
            holder = assignment.look("properties.principalId")
            if isinstance(holder, Unknown):
                holder = self._stranger(assignment, "properties.principalId", holder)
            if not isinstance(holder, str):
                continue
            named, doubts = self._named(assignment.look(pointer), rows)
            for name, over in named:
                power = Power(
                    holder.lower(), assignment, pointer, f"it holds {what} {name}", doubts
                )
                for kind_of in over:
                    self._over[kind_of].append(power)

    def _named(
        self, value: Value | Absent, rows: str
    ) -> tuple[list[tuple[str, frozenset[str]]], tuple[Unknown, ...]]:
        """Return the power that an assignment gives; one that is not known may give any."""
        if isinstance(value, Unknown):
            return [("that is not known", frozenset(self._over))], (value,)
        text = str(value).lower()
        role = self._estate.get(f"graph/directoryroles/{text}") or self._role(text)
        if role is not None:
            stated = role.look("properties.roleTemplateId")
            text = str(stated if isinstance(stated, str) else role.text("properties.displayName"))
            text = text.lower()
        known = _table()[rows]
        if text in known:
            return [(f"`{text}`", known[text])], ()
        shown = show(text)
        mentioned = [(f"`{name}`", over) for name, over in known.items() if name in shown]
        return mentioned[:1], ()

    def _role(self, text: str) -> Resource | None:
        found = self._directory.named(text).resource if text else None
        return found if found is not None and found.kind.endswith("directoryroles") else None
