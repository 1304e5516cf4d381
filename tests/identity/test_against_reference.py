"""Rights of random directories, compared with the obvious reference."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ringfence.graph.azure.identity.assignments import Assignments
from ringfence.graph.azure.identity.directory import Directory
from ringfence.graph.azure.identity.holdings import Holdings
from ringfence.graph.azure.rights import service_of
from ringfence.model.resource import Resource
from tests.build import GROUP, asset, res, scene
from tests.identity.directory import STORAGE, SUB, container
from tests.reference import rbac_naive

MG = "/providers/Microsoft.Management/managementGroups/corp"
USERS = [f"00000000-0000-0000-0000-00000000000{n}" for n in range(3)]
GROUPS = [f"00000000-0000-0000-0000-0000000000a{n}" for n in range(3)]
SERVICE = service_of(STORAGE)
NEEDS = [
    need
    for need in dict.fromkeys(SERVICE.needs())
    if need.name in ("keys", "write", "data", "blobs", "publish")
]
PATTERNS = [
    "*",
    "*/read",
    "*/write",
    "Microsoft.Storage/*",
    "Microsoft.Storage/storageAccounts/*",
    "Microsoft.Storage/storageAccounts/listkeys/action",
    "Microsoft.Storage/storageAccounts/*/action",
    "Microsoft.Storage/storageAccounts/blobServices/containers/*",
    "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read",
    "microsoft.storage/*/read",
    "Microsoft.KeyVault/*",
]
LISTS = st.lists(st.sampled_from(PATTERNS), max_size=2).map(tuple)
PERMISSIONS = st.builds(rbac_naive.Permission, LISTS, LISTS, LISTS, LISTS)
SCOPES = ["/", MG, SUB, GROUP, f"{SUB}/resourceGroups/other", "st", "st/dumps", "st/public"]
ASSIGNMENTS = st.lists(
    st.tuples(
        st.sampled_from(USERS + GROUPS),
        st.sampled_from(SCOPES),
        st.lists(PERMISSIONS, min_size=1, max_size=2).map(tuple),
    ),
    max_size=5,
)
MEMBERS = st.dictionaries(
    st.sampled_from(GROUPS), st.sets(st.sampled_from(USERS + GROUPS), max_size=3), max_size=3
)

ACCOUNT = res(STORAGE, "st", properties={})
DUMPS, PUBLIC = container(ACCOUNT, "dumps"), container(ACCOUNT, "public")
NAMED = {"st": ACCOUNT.id, "st/dumps": DUMPS.id, "st/public": PUBLIC.id}


def estate(
    rows: list[tuple[str, str, tuple[rbac_naive.Permission, ...]]], members: dict[str, set[str]]
) -> list[Resource]:
    found = [
        ACCOUNT,
        DUMPS,
        PUBLIC,
        res(
            "Microsoft.Management/managementGroups", "corp", scope="",
            properties={"subscriptions": [SUB]},
        ),
    ]  # fmt: skip
    for token, inside in members.items():
        body = {"id": token, "displayName": token, "members": sorted(inside)}
        found.append(
            Resource(f"graph/groups/{token}", "Microsoft.Graph/groups", token,
                     {"properties": body}, f"group.{token}")  # type: ignore[dict-item]
        )  # fmt: skip
    for number, (token, scope, permissions) in enumerate(rows):
        definition = res(
            "Microsoft.Authorization/roleDefinitions", f"role{number}", scope=SUB,
            properties={"permissions": [
                {"actions": list(p.actions), "notActions": list(p.not_actions),
                 "dataActions": list(p.data_actions), "notDataActions": list(p.not_data_actions)}
                for p in permissions
            ]},
        )  # fmt: skip
        made = res(
            "Microsoft.Authorization/roleAssignments", f"a{number}",
            properties={"scope": NAMED.get(scope, scope), "principalId": token,
                        "roleDefinitionId": definition.id},
        )  # fmt: skip
        found += [definition, made]
    return found


@settings(max_examples=150, deadline=None)
@given(ASSIGNMENTS, MEMBERS)
def test_rights_agree_with_the_reference(
    rows: list[tuple[str, str, tuple[rbac_naive.Permission, ...]]], members: dict[str, set[str]]
) -> None:
    of = scene([asset(DUMPS)], *estate(rows, members))
    directory = Directory(of.estate)
    holdings = Holdings(of, directory, Assignments(of.estate, directory, frozenset()))
    helds = holdings.on(ACCOUNT, SERVICE)
    naive = [rbac_naive.Assignment(t, NAMED.get(s, s).lower(), p) for t, s, p in rows]
    over = [GROUP.lower(), SUB.lower(), MG.lower(), "/"]
    above = {
        ACCOUNT.key: over,
        DUMPS.key: [ACCOUNT.key, *over],
        PUBLIC.key: [ACCOUNT.key, *over],
    }
    naive = [rbac_naive.Assignment(a.principal, a.scope, a.permissions) for a in naive]
    for token in USERS:
        for need in NEEDS:
            for target in (DUMPS, PUBLIC) if need.at == "asset" else (ACCOUNT,):
                grip = holdings.can(directory.named(token), need, target, helds.get(token, []))
                wanted = any(
                    rbac_naive.allowed(token, action, data, target.key, above, naive, members)
                    for actions, data in ((need.actions, False), (need.data, True))
                    for action in actions
                )
                assert (grip is not None) == wanted, (token, need.name, target.key)
                assert grip is None or grip.sure
