"""Records of reads that fade or can be taken out, each with a twin that lasts."""

from __future__ import annotations

from typing import Any

import pytest

from ringfence.graph.azure import retention
from ringfence.model.assessment import Finding
from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource
from tests.build import asset, findings, res, scene

VAULT = "Microsoft.KeyVault/vaults"
LAW = "Microsoft.OperationalInsights/workspaces"
STORAGE = "Microsoft.Storage/storageAccounts"
HUB = "Microsoft.EventHub/namespaces"
HIDDEN = Unknown("variable `x` has no value")


def watch(target: Resource, **sinks: Any) -> Resource:
    logs = [{"category": "AuditEvent", "enabled": True}]
    made = res(
        "Microsoft.Insights/diagnosticSettings",
        "-".join(["audit", *sinks]),
        properties={"logs": logs, **sinks},
    )
    made.body["scope"] = target.id
    return made


def law(days: Any = None, **more: Any) -> Resource:
    properties = {} if days is None else {"retentionInDays": days}
    return res(LAW, "law", properties=properties, **more)


def judged(*others: Resource, **sinks: Any) -> list[tuple[str, str]]:
    vault = res(VAULT, "kv", properties={})
    found: list[Finding] = findings(
        scene([asset(vault)], watch(vault, **sinks), *others), retention.PLANE
    )
    return [(each.rule, each.outcome.value) for each in found]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (30, [("RF-BLD-02", "fail")]),
        (364, [("RF-BLD-02", "fail")]),
        (365, []),
        (730, []),
        (-1, []),
        (None, [("RF-BLD-02", "unknown")]),
        (HIDDEN, [("RF-BLD-02", "unknown")]),
    ],
)
def test_a_workspace_keeps_records_for_a_year_or_not(
    days: Any, expected: list[tuple[str, str]]
) -> None:
    workspace = law(days)
    assert judged(workspace, workspaceId=workspace.id) == expected


def test_a_table_may_keep_them_longer_than_its_workspace() -> None:
    workspace = law(30)
    table = res(
        f"{LAW}/tables", "law", "AzureDiagnostics", properties={"totalRetentionInDays": 730}
    )
    short = res(f"{LAW}/tables", "law", "AzureDiagnostics", properties={"totalRetentionInDays": 90})
    assert judged(workspace, table, workspaceId=workspace.id) == [("RF-BLD-02", "unknown")]
    assert judged(workspace, short, workspaceId=workspace.id) == [("RF-BLD-02", "fail")]


def test_one_sink_that_lasts_is_enough() -> None:
    workspace, hub = law(30), res(HUB, "hub", properties={})
    rule = f"{hub.id}/authorizationRules/send"
    assert judged(workspace, workspaceId=workspace.id) == [("RF-BLD-02", "fail")]
    both = {"workspaceId": workspace.id, "eventHubAuthorizationRuleId": rule}
    assert judged(workspace, hub, **both) == []


def test_a_workspace_elsewhere_is_not_known() -> None:
    there = law(external=Unknown("`law` is looked up"))
    assert judged(there, workspaceId=there.id) == [("RF-BLD-02", "unknown")]


def account(**properties: Any) -> Resource:
    return res(STORAGE, "logs", properties=properties)


def expire(days: Any, *prefixes: Any, enabled: Any = True) -> Resource:
    delete = {"daysAfterModificationGreaterThan": days}
    filters = {"blobTypes": ["appendBlob"], "prefixMatch": list(prefixes)}
    rule = {
        "name": "expire",
        "enabled": enabled,
        "definition": {"filters": filters, "actions": {"baseBlob": {"delete": delete}}},
    }
    return res(
        f"{STORAGE}/managementPolicies", "logs", "default", properties={"policy": {"rules": [rule]}}
    )


LOCKED = {"immutableStorageWithVersioning": {"enabled": True}}


def test_an_account_of_logs_is_immutable_or_not() -> None:
    loose, locked = account(), account(**LOCKED)
    assert judged(loose, storageAccountId=loose.id) == [("RF-BLD-03", "fail")]
    assert judged(locked, storageAccountId=locked.id) == []
    hidden = account(immutableStorageWithVersioning={"enabled": HIDDEN})
    assert judged(hidden, storageAccountId=hidden.id) == [("RF-BLD-03", "unknown")]


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (expire(30), [("RF-BLD-02", "fail")]),
        (expire(30, "insights-logs-auditevent"), [("RF-BLD-02", "fail")]),
        (expire(30, "insights-"), [("RF-BLD-02", "fail")]),
        (expire(30, "exports/"), []),
        (expire(400), []),
        (expire(30, enabled=False), []),
        (expire(HIDDEN), [("RF-BLD-02", "unknown")]),
        (expire(30, HIDDEN), [("RF-BLD-02", "unknown")]),
    ],
)
def test_a_lifecycle_may_end_the_records(policy: Resource, expected: list[tuple[str, str]]) -> None:
    locked = account(**LOCKED)
    assert judged(locked, policy, storageAccountId=locked.id) == expected


def test_no_record_at_all_is_the_question_of_another_plane() -> None:
    workspace = law(30)
    vault = res(VAULT, "kv", properties={})
    setting = watch(vault, workspaceId=workspace.id)
    setting.body["properties"] = {"logs": [], "workspaceId": workspace.id}
    assert findings(scene([asset(vault)], setting, workspace), retention.PLANE) == []


def test_a_setting_that_may_not_be_there_keeps_nothing_and_excuses_nothing() -> None:
    vault = res(VAULT, "kv", properties={})
    short, long = law(30), res(LAW, "long", properties={"retentionInDays": 730})
    sure, maybe = watch(vault, workspaceId=short.id), watch(vault, workspaceId=long.id)
    maybe.id = maybe.key = f"{maybe.key}-2"
    maybe.presence = HIDDEN

    def rules(*others: Resource) -> list[tuple[str, str]]:
        found = findings(scene([asset(vault)], *others, short, long), retention.PLANE)
        return [(each.rule, each.outcome.value) for each in found]

    assert rules(maybe) == []
    assert rules(sure) == [("RF-BLD-02", "fail")]
    assert rules(sure, maybe) == [("RF-BLD-02", "unknown")]
