"""What the rules of a network security perimeter admit beside addresses."""

from __future__ import annotations

from typing import Any

import pytest

from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource
from ringfence.model.symbols import context
from tests.build import GROUP, SUBSCRIPTION, policy, res, rid
from tests.network.estate import store
from tests.network.judging import ask
from tests.network.test_origins import PERIMETER, WORKSPACE, net

HIDDEN = Unknown("it is hidden")
THEIRS = "99999999-9999-4999-8999-999999999999"
NAMED = policy(subscriptions=frozenset({SUBSCRIPTION}))
OURS = f"/subscriptions/{SUBSCRIPTION}"


def perimeter(target: Resource, mode: str, *subscriptions: Any, **rule: Any) -> list[Resource]:
    profile = rid(f"{PERIMETER}/profiles", "p", "prof")
    listed = [each if isinstance(each, Unknown) else {"id": each} for each in subscriptions]
    return [
        res(f"{PERIMETER}/profiles", "p", "prof", properties={}),
        res(f"{PERIMETER}/resourceAssociations", "p", f"a-{target.name}", properties={
            "privateLinkResource": {"id": target.id}, "profile": {"id": profile},
            "accessMode": mode}),
        res(f"{PERIMETER}/profiles/accessRules", "p", "prof", "r", properties={
            "direction": "Inbound", "subscriptions": listed, **rule}),
    ]  # fmt: skip


@pytest.mark.parametrize("mode", ["Enforced", "Learning"])
def test_a_rule_for_a_subscription_outside(mode: str) -> None:
    closed = store()
    leaky = ask(closed, *perimeter(closed, mode, f"/subscriptions/{THEIRS}"), of=NAMED)
    assert leaky.sure == [("RF-RCH-03", f"account:{THEIRS}", "accessRules.r")]
    assert leaky.depth == 0
    for ours in (OURS, OURS.upper(), f"/subscriptions/{context('subscription')}"):
        assert ask(closed, *perimeter(closed, mode, ours), of=NAMED).verdict == "sealed"
    for hidden in (HIDDEN, "/subscriptions/*"):
        assert ask(closed, *perimeter(closed, mode, hidden), of=NAMED).verdict == "unknown"


def test_a_rule_for_addresses_is_what_to_change() -> None:
    closed = store()
    rules = perimeter(closed, "Enforced", addressPrefixes=["198.51.100.0/24"])
    assert ask(closed, *rules).sure == [("RF-RCH-01", "internet", "accessRules.r")]


def test_a_rule_for_traffic_going_out_admits_nobody() -> None:
    closed = store()
    out = perimeter(closed, "Enforced", f"/subscriptions/{THEIRS}", direction="Outbound")
    assert ask(closed, *out, of=NAMED).verdict == "sealed"


def test_workloads_of_an_admitted_subscription_and_members_get_in() -> None:
    closed = store()
    workspace = res(WORKSPACE, "aml", properties={})
    at = f"managed:{workspace.key}"
    assert net(at, closed, workspace, *perimeter(closed, "Enforced", OURS)) == "sure"
    assert net(at, closed, workspace, *perimeter(closed, "Enforced", HIDDEN)) == "may"
    assert net(at, store(networkAcls={"bypass": "None", "defaultAction": "Deny"}), workspace,
               *perimeter(closed, "Enforced", f"/subscriptions/{THEIRS}")) == "no"  # fmt: skip
    inside = [*perimeter(closed, "Enforced"), perimeter(workspace, "Enforced")[1]]
    assert net(at, closed, workspace, *inside) == "sure"


def test_a_link_to_another_perimeter_is_a_doubt() -> None:
    closed = store()
    link = res(f"{PERIMETER}/links", "p", "l", properties={
        "autoApprovedRemotePerimeterResourceId": f"{GROUP}/providers/{PERIMETER}/other"})  # fmt: skip
    assert ask(closed, *perimeter(closed, "Enforced"), of=NAMED).verdict == "sealed"
    assert ask(closed, link, *perimeter(closed, "Enforced"), of=NAMED).verdict == "unknown"
