"""Who is chained by roles alone: custodians, standing roles, keys, write, and their safe twins."""

from __future__ import annotations

import pytest

from ringfence.model.asset import AssetKind
from ringfence.model.boundary import Custodian
from ringfence.model.facts import Unknown
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


def test_data_role_on_the_account_is_custody_above_it_a_leak() -> None:
    st = storage()
    assert leaks(weights(st), assignment(st, "Storage Blob Data Reader", SOMEBODY)) == {}
    assert leaks(weights(st), assignment(GROUP, "Storage Blob Data Reader", SOMEBODY)) == {
        SOMEBODY: "RF-CHN-01 high fail"
    }


def test_contributor_with_shared_keys_on_and_off() -> None:
    keys = {"RF-CHN-02 high fail"}
    on = storage(allowSharedKeyAccess=True)
    assert set(leaks(weights(on), assignment(GROUP, "Contributor", SOMEBODY)).values()) == keys
    off = storage()
    assert leaks(weights(off), assignment(GROUP, "Contributor", SOMEBODY)) == {
        SOMEBODY: "RF-CHN-03 high fail"
    }


def test_key_operator_with_shared_keys_on_and_off() -> None:
    role = "Storage Account Key Operator Service Role"
    on = storage(allowSharedKeyAccess=True)
    assert leaks(weights(on), assignment(GROUP, role, SOMEBODY)) == {
        SOMEBODY: "RF-CHN-02 high fail"
    }
    assert leaks(weights(storage()), assignment(GROUP, role, SOMEBODY)) == {}


def test_reader_pulls_images_but_reads_no_blobs() -> None:
    registry = res(REGISTRY, "cr", sku={"name": "Premium"}, properties={})
    assert leaks(weights(registry), assignment(SUB, "Reader", SOMEBODY)) == {
        SOMEBODY: "RF-CHN-01 high fail"
    }
    assert leaks(weights(storage()), assignment(SUB, "Reader", SOMEBODY)) == {}


def test_groups_with_standing_roles_are_medium() -> None:
    ml = group("ml-platform")
    role = assignment(GROUP, "Storage Blob Data Reader", ml)
    assert leaks(weights(storage()), ml, role) == {"ml-platform": "RF-CHN-01 medium fail"}
    typed = assignment(GROUP, "Storage Blob Data Reader", SOMEBODY, principalType="User")
    assert leaks(weights(storage()), typed) == {SOMEBODY: "RF-CHN-01 medium fail"}


def test_vault_write_in_both_modes() -> None:
    role = assignment(GROUP, "Key Vault Contributor", SOMEBODY)
    policies = res(VAULT, "kv", properties={"enableRbacAuthorization": False})
    assert leaks(weights(policies), role) == {SOMEBODY: "RF-CHN-03 high fail"}
    roles = res(VAULT, "kv", properties={"enableRbacAuthorization": True})
    assert leaks(weights(roles), role) == {}
    hidden = res(VAULT, "kv", properties={"enableRbacAuthorization": Unknown("a variable")})
    assert leaks(weights(hidden), role) == {SOMEBODY: "RF-CHN-03 high unknown"}


def test_network_closed_stops_a_reader_but_not_who_can_open_it() -> None:
    st = storage()
    reader = assignment(GROUP, "Storage Blob Data Reader", SOMEBODY)
    assert leaks(weights(st), reader, net=("subnet",)) == {}
    contributor = assignment(GROUP, "Contributor", SOMEBODY)
    assert leaks(weights(st), contributor, net=("subnet",)) == {SOMEBODY: "RF-CHN-03 high fail"}


def test_role_on_a_container_is_about_that_container() -> None:
    st = storage()
    dumps, public = container(st, "dumps"), container(st, "public")
    assets = [asset(st), asset(dumps)]
    above = assignment(GROUP, "Storage Blob Data Reader", SOMEBODY)
    found = judge(scene(assets, public, above))
    assert {f.asset.resource.address for f in found if f.asset} == {st.address, dumps.address}
    assert leaks(assets, public, assignment(public, "Storage Blob Data Reader", SOMEBODY)) == {}


def test_declared_custodians() -> None:
    ml, st = group("ml-platform"), storage()
    role = assignment(GROUP, "Storage Blob Data Reader", ml)
    declared = policy(custodians=(Custodian("group:ml-platform"),))
    assert leaks(weights(st), ml, role, of=declared) == {}
    other = policy(custodians=(Custodian("group:others"),))
    assert leaks(weights(st), ml, role, of=other) == {"ml-platform": "RF-CHN-01 medium fail"}
    onto = assignment(st, "Storage Blob Data Reader", identity("id"))
    assert leaks(weights(st), identity("id"), onto, of=other) != {}


@pytest.mark.parametrize(
    ("entry", "means"),
    [
        ("mi:train", True),
        ("userAssignedIdentities.train", True),
        ("mi:tr*", True),
        (identity("train").id, True),
        ("group:train", False),
        ("mi:other", False),
    ],
)
def test_ways_to_name_a_custodian(entry: str, means: bool) -> None:
    st, train = storage(), identity("train")
    role = assignment(GROUP, "Storage Blob Data Reader", train)
    declared = policy(custodians=(Custodian(entry, frozenset({AssetKind.WEIGHTS})),))
    assert (leaks(weights(st), train, role, of=declared) == {}) is means
    data = weights(st, AssetKind.TRAINING_DATA)  # of another kind: whoever holds a role on it
    assert leaks(data, train, role, of=declared) != {}
    on = assignment(st, "Storage Blob Data Reader", train)
    assert leaks(data, train, on, of=declared) == {}
