"""What narrows, widens or hides a grant: custom roles, conditions, scopes, denials, unknown facts."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies

from ringfence.engine.verdicts import judge as verdicts
from ringfence.graph.azure.identity import conditions
from ringfence.graph.program import Level
from ringfence.graph.proof import derive
from ringfence.graph.walls import Depths
from ringfence.model.assessment import Verdict
from ringfence.model.facts import Unknown, Value
from ringfence.model.resource import Resource
from ringfence.model.symbols import context, symbol
from tests.build import GROUP, asset, policy, res, scene
from tests.identity.directory import (
    REGISTRY,
    SOMEBODY,
    SUB,
    VAULT,
    assignment,
    container,
    group,
    identity,
    judge,
    leaks,
    storage,
    weights,
)

BLOBS = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs"
ROLES = "Microsoft.Authorization/roleDefinitions"
MG = "Microsoft.Management/managementGroups"


def custom(*, name: str = "custom", scopes: tuple[str, ...] = (SUB,), **lists: Value) -> Resource:
    properties: dict[str, Value] = {
        "roleName": name,
        "permissions": [lists],
        "assignableScopes": list(scopes),
    }
    return res(ROLES, name, scope=SUB, properties=properties)


def verdict(assets: list[object], *others: Resource) -> Verdict:
    of = scene(assets, *others)  # type: ignore[arg-type] # assets
    found = judge(of)
    fallen = derive(of.program, Level.FALLEN)
    judged, _ = verdicts(of, found, fallen, Depths(of.program))
    return judged[0].verdict


def test_wildcards_and_not_actions_of_custom_roles() -> None:
    st = storage(allowSharedKeyAccess=True)
    wide = custom(actions=["Microsoft.Storage/*"], notActions=["*/listKeys/action"])
    others = (wide, assignment(GROUP, wide.id, SOMEBODY))
    assert leaks(weights(st), *others) == {SOMEBODY: "RF-CHN-02 high fail"}  # regenerateKey is left
    keys = ["*Key*/action", "*/list*Sas/action", "*/write"]
    narrow = custom(actions=["Microsoft.Storage/*"], notActions=list[Value](keys))
    assert leaks(weights(st), narrow, assignment(GROUP, narrow.id, SOMEBODY)) == {}
    both = assignment(st, "Storage Account Key Operator Service Role", SOMEBODY)
    assert leaks(weights(st), narrow, assignment(GROUP, narrow.id, SOMEBODY), both) == {
        SOMEBODY: "RF-CHN-02 high fail"
    }


def test_custom_roles_by_name() -> None:
    st = storage()
    reader = custom(name="Model Reader", dataActions=[f"{BLOBS}/read"])
    by_name = assignment(GROUP, Unknown("x"), SOMEBODY)
    by_name.body["properties"] = {
        "scope": GROUP, "principalId": SOMEBODY, "roleDefinitionName": "model reader",
    }  # fmt: skip
    assert leaks(weights(st), reader, by_name) == {SOMEBODY: "RF-CHN-01 high fail"}
    assert leaks(weights(st), by_name) == {SOMEBODY: "RF-CHN-01 high unknown"}


def test_role_ids_in_other_spellings() -> None:
    st = storage()
    for id_ in (
        BLOB_READER,
        BLOB_READER.replace("-", ""),
        f"/subscriptions/s/providers/{ROLES}/{BLOB_READER.upper()}",
        f"/providers/{ROLES}/{BLOB_READER}|/subscriptions/s",
    ):
        role = id_ if "/" in id_ else f"/{id_}"
        assert leaks(weights(st), assignment(GROUP, role, SOMEBODY)) == {
            SOMEBODY: "RF-CHN-01 high fail"
        }
    nobody = f"/providers/{ROLES}/99999999-0000-0000-0000-000000000000"
    assert leaks(weights(st), assignment(GROUP, nobody, SOMEBODY)) == {
        SOMEBODY: "RF-CHN-01 high unknown"
    }


def test_unknown_parts_of_custom_roles_may_allow_anything() -> None:
    st = storage()
    for hidden in (
        custom(dataActions=Unknown("a variable")),
        custom(dataActions=[Unknown("a variable")]),
        custom(dataActions=[f"{BLOBS}/read"], notDataActions=Unknown("a variable")),
        res(ROLES, "custom", scope=SUB, properties={"permissions": Unknown("a variable")}),
    ):
        grant = assignment(GROUP, hidden.id, SOMEBODY)
        assert set(leaks(weights(st), hidden, grant).values()) <= {
            "RF-CHN-01 high unknown",
            "RF-CHN-02 high unknown",
            "RF-CHN-03 high unknown",
        }
        assert leaks(weights(st), hidden, grant)


def test_hidden_facts_of_an_assignment_never_seal() -> None:
    st = storage()
    role = "Storage Blob Data Reader"
    assert verdict([asset(st)], assignment(GROUP, role, SOMEBODY)) is Verdict.OPEN
    hidden = Unknown("a variable has no value")
    for grant in (
        assignment(hidden, role, SOMEBODY),
        assignment(GROUP, hidden, SOMEBODY),
        assignment(GROUP, role, hidden),
        assignment(GROUP, role, SOMEBODY, condition=hidden),
        assignment(GROUP, role, SOMEBODY, presence=hidden),
    ):
        assert verdict([asset(st)], grant) is Verdict.UNKNOWN, grant.body
    assert verdict([asset(st)], assignment(st, role, SOMEBODY)) is Verdict.SEALED
    assert verdict([asset(st)], assignment(st, role, hidden)) is Verdict.UNKNOWN
    assert verdict([asset(st)], assignment(hidden, "AcrPull", SOMEBODY)) is Verdict.SEALED


def test_an_unknown_principal_is_named_after_its_assignment() -> None:
    grant = assignment(GROUP, "Storage Blob Data Reader", Unknown("no value"), name="ci")
    assert leaks(weights(storage()), grant) == {"roleAssignments.ci": "RF-CHN-01 high unknown"}


def test_conditions_on_container_names() -> None:
    st = storage()
    dumps, public = container(st, "dumps"), container(st, "public")

    def found(condition: str) -> dict[str, str]:
        grant = assignment(
            GROUP, "Storage Blob Data Reader", SOMEBODY, condition=condition, conditionVersion="2.0"
        )
        return leaks([asset(dumps)], st, public, grant)

    template = (
        "((!(ActionMatches{'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read'} "
        "AND NOT SubOperationMatches{'Blob.List'})) OR "
        "(@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name] %s))"
    )
    assert found(template % "StringEquals 'dumps'") == {SOMEBODY: "RF-CHN-01 high fail"}
    name = "@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name] "
    assert found(f"({name}StringEquals 'dumps')") == {SOMEBODY: "RF-CHN-01 high fail"}
    assert found(f"({name}StringEquals 'public')") == {}
    assert found(f"({name}StringLike 'pub*')") == {}
    assert found(f"({name}StringLike 'd*')") == {SOMEBODY: "RF-CHN-01 high fail"}
    assert found(f"{name}ForAnyOfAnyValues:StringEquals {{'public', 'logs'}}") == {}
    assert found(f"{name}StringNotEquals 'public'") == {SOMEBODY: "RF-CHN-01 high fail"}
    assert found(template % "StringEquals 'public'") == {}
    path = "@Resource[Microsoft.Storage/storageAccounts/blobServices/containers/blobs:path] "
    assert found(f"({path}StringLike 'x/*')") == {SOMEBODY: "RF-CHN-01 high unknown"}
    assert found("(((") == {SOMEBODY: "RF-CHN-01 high unknown"}


DELEGATION = (
    "((!(ActionMatches{{'Microsoft.Authorization/roleAssignments/write'}})) OR "
    "(@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] "
    "ForAnyOfAnyValues:GuidEquals {{{0}}}))"
)
READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7"
BLOB_READER = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1"


def test_delegation_conditions() -> None:
    st = storage()
    role = "Role Based Access Control Administrator"

    def found(*roles: str) -> dict[str, str]:
        condition = DELEGATION.format(", ".join(roles))
        return leaks(weights(st), assignment(GROUP, role, SOMEBODY, condition=condition))

    assert leaks(weights(st), assignment(GROUP, role, SOMEBODY)) == {
        SOMEBODY: "RF-CHN-03 high fail"
    }
    assert found(READER) == {}
    assert found(READER, BLOB_READER) == {SOMEBODY: "RF-CHN-03 high fail"}
    assert found("99999999-0000-0000-0000-000000000000") == {SOMEBODY: "RF-CHN-03 high unknown"}


def test_role_write_opens_the_network_only_without_a_condition() -> None:
    st = storage()
    role = "Role Based Access Control Administrator"
    free = assignment(GROUP, role, SOMEBODY)
    assert leaks(weights(st), free, net=("nobody",)) == {SOMEBODY: "RF-CHN-03 high fail"}
    bound = assignment(GROUP, role, SOMEBODY, condition=DELEGATION.format(BLOB_READER))
    assert leaks(weights(st), bound, net=("nobody",)) == {}


def test_conditions_of_built_in_roles_count() -> None:
    grant = assignment(GROUP, "Key Vault Data Access Administrator", SOMEBODY)
    vault = res(VAULT, "kv", properties={"enableRbacAuthorization": True})
    assert leaks(weights(vault), grant) == {SOMEBODY: "RF-CHN-03 high fail"}
    assert leaks(weights(storage()), grant) == {}


def test_management_groups() -> None:
    st = storage()
    mg = res(MG, "corp", scope="", properties={"subscriptions": [SUB]})
    top = res(MG, "top", scope="", properties={"displayName": "top"})
    mg.body["properties"]["parentId"] = top.id  # type: ignore[index,call-overload] # a dict
    other = res(MG, "other", scope="", properties={"subscriptions": ["/subscriptions/x"]})
    role = "Storage Blob Data Reader"
    for scope in (mg, top, "/"):
        grant = assignment(scope, role, SOMEBODY)
        assert leaks(weights(st), mg, top, grant) == {SOMEBODY: "RF-CHN-01 high fail"}
    assert leaks(weights(st), mg, top, other, assignment(other, role, SOMEBODY)) == {}
    undeclared = f"/providers/{MG}/landing-zones"
    assert leaks(weights(st), assignment(undeclared, role, SOMEBODY)) == {
        SOMEBODY: "RF-CHN-01 high unknown"
    }
    root = f"/providers/{MG}/{context('tenant')}"
    assert leaks(weights(st), assignment(root, role, SOMEBODY)) == {SOMEBODY: "RF-CHN-01 high fail"}


def test_scopes_that_hold_symbols() -> None:
    here = context("subscription", "app")
    ours = f"/subscriptions/{here}/resourceGroups/rg"
    st = res(
        "Microsoft.Storage/storageAccounts", "st", scope=ours, root="app",
        properties={"allowSharedKeyAccess": False},
    )  # fmt: skip
    role = "Storage Blob Data Reader"
    assert leaks(weights(st), assignment(ours, role, SOMEBODY)) == {SOMEBODY: "RF-CHN-01 high fail"}
    assert leaks(weights(st), assignment(GROUP, role, SOMEBODY)) == {
        SOMEBODY: "RF-CHN-01 high unknown"
    }
    beside = f"/subscriptions/{here}/resourceGroups/rg2"
    assert leaks(weights(st), assignment(beside, role, SOMEBODY)) == {}
    unmapped = symbol("azurerm_fleet.x.id", "app")
    assert leaks(weights(st), assignment(unmapped, role, SOMEBODY)) == {}


def test_eligible_assignments_are_chained_and_say_so() -> None:
    st = storage()
    eligible = res(
        "Microsoft.Authorization/roleEligibilityScheduleRequests", "e",
        properties={"scope": GROUP, "principalId": SOMEBODY, "requestType": "AdminAssign",
                    "roleDefinitionId": f"/x/{BLOB_READER}"},
    )  # fmt: skip
    found = judge(scene(weights(st), eligible))
    assert [(f.rule, f.outcome.value) for f in found] == [("RF-CHN-01", "fail")]
    assert any("may activate" in step.because for step in found[0].path)
    eligible.body["properties"]["requestType"] = "AdminRemove"  # type: ignore[index,call-overload]
    assert judge(scene(weights(st), eligible)) == []


def test_deny_assignments_protect() -> None:
    st = storage()
    grant = assignment(GROUP, "Storage Blob Data Reader", SOMEBODY)

    def deny(**more: Value) -> Resource:
        properties: dict[str, Value] = {
            "scope": GROUP,
            "permissions": [{"dataActions": [f"{BLOBS}/*"]}],
            "principals": [{"id": "00000000-0000-0000-0000-000000000000", "type": "Everyone"}],
            **more,
        }
        return res("Microsoft.Authorization/denyAssignments", "d", properties=properties)

    assert leaks(weights(st), grant, deny()) == {}
    spared = deny(excludePrincipals=[{"id": SOMEBODY}])
    assert leaks(weights(st), grant, spared) == {SOMEBODY: "RF-CHN-01 high fail"}
    unsure = deny(permissions=Unknown("a variable"))
    assert leaks(weights(st), grant, unsure) == {SOMEBODY: "RF-CHN-01 high unknown"}
    other = deny(permissions=[{"dataActions": ["Microsoft.KeyVault/*"]}])
    assert leaks(weights(st), grant, other) == {SOMEBODY: "RF-CHN-01 high fail"}


def test_widening_a_custom_role_that_one_holds() -> None:
    st = storage()
    own = custom(actions=["Microsoft.Authorization/roleDefinitions/write"])
    at_sub = assignment(SUB, own.id, SOMEBODY)
    assert leaks(weights(st), own, at_sub) == {SOMEBODY: "RF-CHN-03 high fail"}
    at_group = assignment(GROUP, own.id, SOMEBODY)  # not at every scope of the definition
    assert leaks(weights(st), own, at_group) == {}


def test_lighthouse_delegations() -> None:
    st = storage(allowSharedKeyAccess=True)
    contributor = (
        "/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c"
    )
    definition = res(
        "Microsoft.ManagedServices/registrationDefinitions", "d", scope=SUB,
        properties={"managedByTenantId": "99999999-9999-9999-9999-999999999999",
                    "authorizations": [{"principalId": SOMEBODY, "roleDefinitionId": contributor,
                                        "principalIdDisplayName": "MSP operators"}]},
    )  # fmt: skip
    delegated = res(
        "Microsoft.ManagedServices/registrationAssignments", "a", scope=SUB,
        properties={"registrationDefinitionId": definition.id},
    )  # fmt: skip
    delegated.body["scope"] = SUB
    assert leaks(weights(st), definition, delegated) == {"MSP operators": "RF-CHN-02 high fail"}
    ours = policy(tenants=frozenset({"99999999-9999-9999-9999-999999999999"}))
    assert leaks(weights(st), definition, delegated, of=ours) == {}


def test_members_that_are_not_known() -> None:
    st = storage()
    ml = group("ml", Unknown("a membership rule"))
    on = assignment(st, "Storage Blob Data Reader", ml)
    assert leaks(weights(st), ml, on) == {"group.ml": "RF-CHN-01 high unknown"}


def test_a_custodian_that_may_not_be_one_has_no_access_then() -> None:
    st = storage()
    maybe = assignment(st, "Storage Blob Data Reader", SOMEBODY, presence=Unknown("count"))
    assert leaks(weights(st), maybe) == {}
    above = assignment(GROUP, "Storage Blob Data Reader", SOMEBODY)
    assert leaks(weights(st), maybe, above) == {SOMEBODY: "RF-CHN-01 high unknown"}


def test_presence_of_the_asset() -> None:
    st = res(
        "Microsoft.Storage/storageAccounts", "st", presence=Unknown("count is not known"),
        properties={"allowSharedKeyAccess": False},
    )  # fmt: skip
    grant = assignment(GROUP, "Storage Blob Data Reader", SOMEBODY)
    assert leaks(weights(st), grant) == {SOMEBODY: "RF-CHN-01 high unknown"}


def test_closed_properties_are_walls() -> None:
    st = storage()
    of = scene(
        weights(st), assignment(GROUP, "Storage Account Key Operator Service Role", SOMEBODY)
    )
    assert judge(of) == []
    goal = of.program.known(
        ("finding", "chained", "high", f"principal:{SOMEBODY}", st.key, SOMEBODY)
    )
    walls = Depths(of.program).smallest(goal) if goal is not None else None
    assert walls is not None
    assert [wall.what for wall in walls] == ["`storageAccounts.st` accepts no shared keys"]


def test_registry_modes() -> None:
    reader = assignment(SUB, "Reader", SOMEBODY)
    repository = assignment(SUB, "Container Registry Repository Reader", SOMEBODY)

    def registry(mode: Value) -> Resource:
        return res(REGISTRY, "cr", sku={"name": "Premium"}, properties={"roleAssignmentMode": mode})

    abac = registry("AbacRepositoryPermissions")
    assert leaks(weights(abac), reader) == {}
    assert leaks(weights(abac), repository) == {SOMEBODY: "RF-CHN-01 high fail"}
    legacy = registry("LegacyRegistryPermissions")
    assert leaks(weights(legacy), reader) == {SOMEBODY: "RF-CHN-01 high fail"}
    assert leaks(weights(legacy), repository) == {}
    assert leaks(weights(registry(Unknown("?"))), reader) == {SOMEBODY: "RF-CHN-01 high unknown"}
    on = assignment(abac, "AcrPull", identity("id"))
    assert leaks(weights(legacy), on) == {}


@pytest.mark.parametrize(
    "text",
    ["", "@Resource[x]", "!" * 100 + "a", "(" * 200, "'", "@a[b] StringEquals", "ActionMatches"],
)
def test_broken_conditions_are_not_understood(text: str) -> None:
    assert conditions.parse(text) is None


WORDS = ["(", ")", "{", "}", "!", "AND", "OR", "NOT", "||", "&&", "'x'", ",", "StringEquals",
         "ForAnyOfAnyValues:GuidEquals", "@Resource[a:name]", "ActionMatches", "Exists", "'"]  # fmt: skip


@given(
    strategies.lists(strategies.sampled_from(WORDS), max_size=25).map(" ".join)
    | strategies.text(max_size=60)
)
def test_any_text_is_understood_or_not(text: str) -> None:
    test = conditions.parse(text)
    if test is not None:
        assert test(conditions.Asked("a/read", {"resource a:name": "x"})) in (True, False, None)


NAMES = strategies.sampled_from(["dumps", "public", "logs"])


@given(NAMES, strategies.lists(NAMES, min_size=1, max_size=3), strategies.booleans())
def test_known_names_decide(name: str, listed: list[str], negated: bool) -> None:
    operator = "StringNotEquals" if negated else "StringEquals"
    quantifier = "ForAllOfAllValues" if negated else "ForAnyOfAnyValues"
    quoted = ", ".join(f"'{each}'" for each in listed)
    test = conditions.parse(f"(@Resource[a:name] {quantifier}:{operator} {{{quoted}}})")
    assert test is not None
    asked = conditions.Asked("a/read", {"resource a:name": name})
    assert test(asked) is ((name in listed) != negated)
    assert test(conditions.Asked("a/read")) is None
