"""Blind spots: reads without a record, each with a twin that is recorded."""

from __future__ import annotations

from typing import Any

import pytest

from ringfence.graph.azure import logging
from ringfence.model.assessment import Finding
from ringfence.model.facts import MAYBE, Unknown
from ringfence.model.resource import Resource
from ringfence.model.symbols import symbol
from tests.build import asset, findings, res, scene

STORAGE = "Microsoft.Storage/storageAccounts"
CONTAINER = f"{STORAGE}/blobServices/containers"
SHARE = f"{STORAGE}/fileServices/shares"
VAULT = "Microsoft.KeyVault/vaults"
SETTING = "Microsoft.Insights/diagnosticSettings"
SINK = "/subscriptions/s/resourceGroups/g/providers/Microsoft.OperationalInsights/workspaces/l"
HIDDEN = Unknown("variable `x` has no value")
BLOBS = "/blobServices/default"


def blind(of: Resource, *others: Resource, holder: Resource | None = None) -> list[Finding]:
    return findings(scene([asset(of, holder=holder)], *others), logging.PLANE)


def outcomes(found: list[Finding]) -> list[str]:
    return [each.outcome.value for each in found]


def watch(target: Resource, suffix: str = "", *categories: Any, **properties: Any) -> Resource:
    logs = [{"category": category, "enabled": True} for category in categories]
    properties.setdefault("logs", logs)
    properties.setdefault("workspaceId", SINK)
    made = res(SETTING, "audit", scope=target.id + suffix, properties=properties)
    made.body["scope"] = target.id + suffix
    return made


def store() -> Resource:
    return res(STORAGE, "st")


@pytest.mark.parametrize(
    ("type_", "right", "wrong"),
    [
        (VAULT, "AuditEvent", "AzurePolicyEvaluationDetails"),
        (
            "Microsoft.ContainerRegistry/registries",
            "ContainerRegistryRepositoryEvents",
            "ContainerRegistryLoginEvents",
        ),
        ("Microsoft.CognitiveServices/accounts", "RequestResponse", "Trace"),
        ("Microsoft.Search/searchServices", "OperationLogs", "Other"),
        ("Microsoft.DocumentDB/databaseAccounts", "DataPlaneRequests", "ControlPlaneRequests"),
        ("Microsoft.MachineLearningServices/workspaces", "ModelsReadEvent", "AmlComputeJobEvent"),
        ("Microsoft.ContainerService/managedClusters", "kube-audit", "kube-audit-admin"),
        ("Microsoft.OperationalInsights/workspaces", "Audit", "SummaryLogs"),
    ],
)
def test_the_category_of_reads_and_its_lookalike(type_: str, right: str, wrong: str) -> None:
    watched = res(type_, "x")
    assert outcomes(blind(watched)) == ["fail"]
    assert outcomes(blind(watched, watch(watched, "", wrong))) == ["fail"]
    assert blind(watched, watch(watched, "", right)) == []
    assert blind(watched, watch(watched, "", wrong, right.upper())) == []


@pytest.mark.parametrize("group", ["audit", "allLogs"])
def test_category_groups(group: str) -> None:
    watched = res(VAULT, "kv")
    logs = [{"categoryGroup": group, "enabled": True}]
    assert blind(watched, watch(watched, logs=logs)) == []


class TestStorage:
    def test_a_setting_on_the_account_keeps_metrics_only(self) -> None:
        on_account = watch(store(), "", "StorageRead")
        found = blind(store(), on_account)
        assert outcomes(found) == ["fail"]
        assert "metrics only" in found[0].path[0].because
        assert blind(store(), watch(store(), BLOBS, "StorageRead")) == []

    def test_writes_are_no_reads(self) -> None:
        found = blind(store(), watch(store(), BLOBS, "StorageWrite"))
        assert outcomes(found) == ["fail"]
        assert found[0].address == "diagnosticSettings.audit"

    def test_each_service_that_holds_an_asset_needs_its_own(self) -> None:
        account = store()
        blob, share = res(CONTAINER, "st", "default", "c"), res(SHARE, "st", "default", "s")
        blobs = watch(account, BLOBS, "StorageRead")
        files = watch(account, "/fileServices/default", "StorageRead")
        at = [asset(account), asset(blob, holder=account), asset(share, holder=account)]
        assert outcomes(findings(scene(at, blobs), logging.PLANE)) == ["fail"]
        assert findings(scene(at, blobs, files), logging.PLANE) == []

    def test_one_finding_for_an_account_and_its_contents(self) -> None:
        account = store()
        contents = [asset(res(CONTAINER, "st", "default", n), holder=account) for n in "abc"]
        found = findings(scene([asset(account), *contents]), logging.PLANE)
        assert [each.asset.resource.address for each in found if each.asset] == [
            "storageAccounts.st"
        ]
        alone = findings(scene(contents, account), logging.PLANE)
        assert [each.asset.resource.address for each in alone if each.asset] == ["containers.a"]

    def test_case_of_the_target_does_not_matter(self) -> None:
        assert blind(store(), watch(store(), "/BLOBSERVICES/Default", "StorageRead")) == []

    def test_accounts_for_files_are_watched_at_their_files(self) -> None:
        files = res(STORAGE, "st", kind="FileStorage")
        assert blind(files, watch(files, "/fileServices/default", "StorageRead")) == []
        assert outcomes(blind(files, watch(files, BLOBS, "StorageRead"))) == ["fail"]


class TestOff:
    def test_a_log_that_is_switched_off(self) -> None:
        kept = res(VAULT, "kv")
        off = [{"category": "AuditEvent", "enabled": False}]
        assert outcomes(blind(kept, watch(kept, logs=off))) == ["fail"]

    def test_a_setting_without_a_sink(self) -> None:
        kept = res(VAULT, "kv")
        assert outcomes(blind(kept, watch(kept, "", "AuditEvent", workspaceId=None))) == ["fail"]
        to_store = watch(kept, "", "AuditEvent", workspaceId=None, storageAccountId=SINK)
        assert blind(kept, to_store) == []

    def test_a_setting_on_another_resource(self) -> None:
        other = watch(res(VAULT, "kv2"), "", "AuditEvent")
        assert outcomes(blind(res(VAULT, "kv"), other)) == ["fail"]


class TestHidden:
    @pytest.mark.parametrize(
        "properties",
        [
            {"logs": HIDDEN},
            {"logs": [HIDDEN]},
            {"logs": [{"category": HIDDEN, "enabled": True}]},
            {"logs": [{"category": "AuditEvent", "enabled": HIDDEN}]},
            {"logs": [{"category": "AuditEvent", "enabled": True, MAYBE: HIDDEN}]},
            {"logs": [{"category": "AuditEvent"}]},
            {"logs": [{"category": "AuditEvent", "enabled": True}], "workspaceId": HIDDEN},
        ],
    )
    def test_what_is_hidden_may_record_or_not(self, properties: dict[str, Any]) -> None:
        kept = res(VAULT, "kv")
        assert outcomes(blind(kept, watch(kept, **properties))) == ["unknown"]

    def test_a_hidden_target_may_be_this_one(self) -> None:
        kept = res(VAULT, "kv")
        loose = watch(kept, "", "AuditEvent")
        loose.body["scope"] = HIDDEN
        assert outcomes(blind(kept, loose)) == ["unknown"]
        wrong = watch(kept, "", "AzurePolicyEvaluationDetails")
        wrong.body["scope"] = HIDDEN
        assert outcomes(blind(kept, wrong)) == ["fail"]

    def test_a_hidden_target_lies_in_the_same_root(self) -> None:
        kept = res(VAULT, "kv")
        loose = watch(kept, "", "AuditEvent")
        loose.body["scope"], loose.root = HIDDEN, "elsewhere"
        assert outcomes(blind(kept, loose)) == ["fail"]

    def test_a_target_that_may_be_this_one(self) -> None:
        kept = res(VAULT, symbol("parameter name"))
        literal = watch(res(VAULT, "kv"), "", "AuditEvent")
        assert outcomes(blind(kept, literal)) == ["unknown"]

    def test_a_setting_that_may_not_exist(self) -> None:
        kept = res(VAULT, "kv")
        maybe = watch(kept, "", "AuditEvent")
        maybe.presence = HIDDEN
        assert outcomes(blind(kept, maybe)) == ["unknown"]

    def test_what_is_declared_elsewhere_may_be_watched_elsewhere(self) -> None:
        assert outcomes(blind(res(VAULT, "kv", external=HIDDEN))) == ["unknown"]

    def test_one_sure_setting_is_enough(self) -> None:
        kept = res(VAULT, "kv")
        sure = watch(kept, "", "AuditEvent")
        loose = watch(kept, "", "AuditEvent")
        loose.key, loose.body["scope"] = loose.key + "2", HIDDEN
        assert blind(kept, loose, sure) == []


def test_types_without_read_logs_are_not_judged() -> None:
    assert blind(res("Microsoft.Compute/disks", "d")) == []
    assert blind(res("Microsoft.Compute/virtualMachines", "v")) == []


def test_the_id_of_an_unmodelled_resource_is_none_of_these() -> None:
    kept = res(VAULT, "kv")
    other = watch(kept, "", "AuditEvent")
    other.body["scope"] = symbol("module.x.azurerm_api_management.this[0].id", "root")
    assert outcomes(blind(kept, other)) == ["fail"]
    for name in ("data.azurerm_x.this.id", "var.target.id", "azurerm_x.this.target_id"):
        other.body["scope"] = symbol(name, "root")
        assert outcomes(blind(kept, other)) == ["unknown"]
