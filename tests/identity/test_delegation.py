"""What somebody may grant itself under a condition, by roles that the condition names or leaves out."""

from __future__ import annotations

import pytest

from ringfence.model.facts import Unknown
from tests.build import GROUP, res
from tests.identity.directory import SOMEBODY, VAULT, assignment, leaks, storage, weights

ADMIN = "Role Based Access Control Administrator"
CONTRIBUTOR = "b24988ac-6180-42a0-ab88-20f7382dd24c"
ACCOUNT_CONTRIBUTOR = "17d1049b-9a84-46fb-8f53-869881c3d3ab"
BLOB_READER = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1"
PULL = "7f951dda-4ed3-4680-a7ca-43fe172d538d"
PRIVILEGED = (
    "8e3af657-a8ff-443c-a75c-2fe8c4bcb635, 18d7d88d-d35e-4fb5-a5c3-7773c20a72d9, "
    "f58310d9-a9f6-439a-9e8d-f62e7b41a168"
)


def condition(compare: str, roles: str, more: str = "") -> str:
    return (
        "((!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})) OR "
        "(@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] "
        f"{compare} {{{roles}}}{more}))"
    )


def only(*roles: str) -> str:
    return condition("ForAnyOfAnyValues:GuidEquals", ", ".join(roles))


ALL_BUT = "ForAnyOfAllValues:GuidNotEquals"


def found(text: str, *open_: str, role: str = ADMIN) -> dict[str, str]:
    grant = assignment(GROUP, role, SOMEBODY, condition=text)
    return leaks(weights(storage()), grant, net=open_)


def test_all_but_privileged_roles_still_opens_a_store() -> None:
    """The portal offers this condition; Contributor is not among what it keeps back."""
    text = condition(ALL_BUT, PRIVILEGED)
    assert found(text) == {SOMEBODY: "RF-CHN-03 high fail"}
    assert found(text, "nobody") == {SOMEBODY: "RF-CHN-03 high fail"}
    users = condition(
        ALL_BUT,
        PRIVILEGED,
        " AND @Request[Microsoft.Authorization/roleAssignments:PrincipalType] "
        "ForAnyOfAnyValues:StringEqualsIgnoreCase {'Group'}",
    )
    assert found(users) == {SOMEBODY: "RF-CHN-03 high unknown"}
    grant = assignment(GROUP, ADMIN, SOMEBODY, condition=users, principalType="User")
    assert leaks(weights(storage()), grant) == {}


def test_all_but_privileged_roles_opens_a_vault_with_roles() -> None:
    """Contributor opens no such vault; Key Vault Administrator does, through an open network."""
    vault = res(VAULT, "kv", properties={"enableRbacAuthorization": True})
    grant = assignment(GROUP, ADMIN, SOMEBODY, condition=condition(ALL_BUT, PRIVILEGED))
    assert leaks(weights(vault), grant) == {SOMEBODY: "RF-CHN-03 high fail"}
    assert leaks(weights(vault), grant, net=("nobody",)) == {SOMEBODY: "RF-CHN-03 high fail"}


@pytest.mark.parametrize(
    ("roles", "through_a_closed_door"),
    [((CONTRIBUTOR,), True), ((ACCOUNT_CONTRIBUTOR,), True), ((BLOB_READER,), False)],
)
def test_a_named_role_that_writes_the_resource_opens_its_network(
    roles: tuple[str, ...], through_a_closed_door: bool
) -> None:
    assert found(only(*roles)) == {SOMEBODY: "RF-CHN-03 high fail"}
    assert bool(found(only(*roles), "nobody")) is through_a_closed_door


def test_harmless_roles_open_nothing() -> None:
    assert found(only(PULL)) == {}


def test_a_condition_that_is_not_known_may_open_the_network() -> None:
    hidden = Unknown("a variable has no value")
    grant = assignment(GROUP, ADMIN, SOMEBODY, condition=hidden)
    assert leaks(weights(storage()), grant, net=("nobody",)) == {SOMEBODY: "RF-CHN-03 high unknown"}
