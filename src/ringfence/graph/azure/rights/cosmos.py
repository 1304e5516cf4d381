"""Cosmos DB: account keys, and data-plane roles that are assigned inside the account.

Read-only keys come out of a GET as well (`readonlykeys/read`), so Reader obtains them while keys
are accepted (https://learn.microsoft.com/azure/role-based-access-control/permissions/databases).
A data-plane role assignment is an ordinary child resource: who may write it grants itself access.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from ringfence.graph.azure.doubts import either
from ringfence.graph.azure.rights import (
    KEYS,
    WRITE,
    Answer,
    Case,
    Local,
    Need,
    Service,
    Way,
    opening,
    setting,
)
from ringfence.model.estate import Estate
from ringfence.model.facts import Absent, Unknown, members
from ringfence.model.resource import Resource, dig

_ACCOUNT: Final = "Microsoft.DocumentDB/databaseAccounts"
_ASSIGNMENTS: Final = f"{_ACCOUNT}/sqlRoleAssignments"
_DEFINITIONS: Final = f"{_ACCOUNT}/sqlRoleDefinitions"
# Cosmos DB Built-in Data Reader and Data Contributor, the same in every account.
_BUILT_IN: Final = frozenset(f"00000000-0000-0000-0000-00000000000{number}" for number in (1, 2))
_READS: Final = ("/items/read", "/executequery", "/readchangefeed", "/*", "/items/*")


def _local_auth(case: Case) -> Answer:
    return setting(case.top, "properties.disableLocalAuth").unless(
        "true", wall=f"`{case.top.address}` accepts no keys"
    )


def _local(estate: Estate, account: Resource) -> Iterator[Local]:
    """Yield the data-plane role assignments of an account."""
    for assignment in estate.inside(account.key, _ASSIGNMENTS):
        principal = assignment.look("properties.principalId")
        if isinstance(principal, Absent) or principal is None:
            continue
        yield Local(
            principal=principal,
            resource=assignment,
            pointer="properties.principalId",
            scope=_scope(assignment, account),
            says="read {it}",
            because="a data-plane role of the account is assigned to it",
            reads=_reader(estate, assignment),
            rule="grant",
            doubts=() if assignment.presence is None else (assignment.presence,),
        )


def _scope(assignment: Resource, account: Resource) -> str:
    """Return the key of what an assignment covers; scopes say `dbs/x/colls/y`."""
    scope = assignment.look("properties.scope")
    if not isinstance(scope, str):
        return account.key
    tail = scope.lower().partition(account.key)[2].strip("/")
    if not tail:
        return account.key
    tail = tail.replace("dbs/", "sqldatabases/", 1).replace("/colls/", "/containers/", 1)
    return f"{account.key}/{tail}"


def _reader(estate: Estate, assignment: Resource) -> Callable[[str], bool | Unknown]:
    def reads(kind: str) -> bool | Unknown:
        del kind
        reference = assignment.look("properties.roleDefinitionId")
        if isinstance(reference, str) and reference.lower().rpartition("/")[2] in _BUILT_IN:
            return True
        role = estate.lookup(reference, _DEFINITIONS).found
        if role is None:
            return Unknown("its data-plane role is not declared here", assignment.locate())
        return _allows(role)

    return reads


def _allows(role: Resource) -> bool | Unknown:
    unsure: Unknown | None = None
    for permission, doubt in members(role.look("properties.permissions")):
        unsure = either(doubt, unsure)
        for action, hidden in members(dig(permission, "dataActions")):
            if hidden is not None:
                unsure = hidden
            elif str(action).lower().endswith(_READS):
                return True
    return unsure if unsure is not None else False


def _keys(name: str, *actions: str) -> Need:
    return Need(
        name, "obtain keys of {it}", actions=tuple(f"{_ACCOUNT}/{each}" for each in actions)
    )


_READ_KEYS: Final = _keys(
    "keys",
    "listKeys/action",
    "listConnectionStrings/action",
    "readonlykeys/action",
    "readonlykeys/read",
    "regenerateKey/action",
)
_CHANGE: Final = Need("write", "change the settings of {it}", actions=(f"{_ACCOUNT}/write",))
_GRANT: Final = Need(
    "data-roles",
    "assign data-plane roles of {it}",
    actions=(f"{_ACCOUNT}/sqlRoleAssignments/write", f"{_ACCOUNT}/tableRoleAssignments/write"),
)

SERVICES = (
    Service(
        types=(_ACCOUNT,),
        opens=opening(_ACCOUNT),
        ways=(
            Way(
                "hands-out-keys",
                KEYS,
                (_READ_KEYS,),
                "reads {it} with a key that the control plane hands out",
                _local_auth,
            ),
            Way("grants-itself", WRITE, (_GRANT,), "assigns itself a data-plane role of {it}"),
            Way(
                "opens-local-auth",
                WRITE,
                (_CHANGE, _READ_KEYS),
                "lets {it} accept keys again and obtains them",
            ),
        ),
        local=_local,
    ),
)
