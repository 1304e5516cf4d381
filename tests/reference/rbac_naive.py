"""Azure RBAC as the documentation tells it, one question at a time, without any index.

Who is allowed an action on a resource: anybody with an assignment, to itself or to a group that it is
in, at a scope that contains the resource, of a role with a permission that allows the action and does
not except it. Nothing is unknown here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Permission:
    actions: tuple[str, ...] = ()
    not_actions: tuple[str, ...] = ()
    data_actions: tuple[str, ...] = ()
    not_data_actions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Assignment:
    principal: str
    scope: str
    permissions: tuple[Permission, ...]


def matches(pattern: str, action: str) -> bool:
    text = re.escape(pattern.lower()).replace(r"/\*/", "/(.*/)?").replace(r"\*", ".*")
    return re.fullmatch(text, action.lower()) is not None


def permits(permission: Permission, action: str, data: bool) -> bool:
    yes = permission.data_actions if data else permission.actions
    no = permission.not_data_actions if data else permission.not_actions
    return any(matches(p, action) for p in yes) and not any(matches(p, action) for p in no)


def groups_of(who: str, members: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    grew = True
    while grew:
        grew = False
        for group, inside in members.items():
            if group not in found and (who in inside or found & inside):
                found.add(group)
                grew = True
    return found


def allowed(
    who: str,
    action: str,
    data: bool,
    resource: str,
    above: dict[str, list[str]],
    assignments: Iterable[Assignment],
    members: dict[str, set[str]],
) -> bool:
    """Tell whether somebody is allowed an action; `above` lists the scopes over each resource."""
    mine = {who} | groups_of(who, members)
    scopes = {resource, *above[resource]}
    return any(
        each.principal in mine
        and each.scope in scopes
        and any(permits(permission, action, data) for permission in each.permissions)
        for each in assignments
    )
