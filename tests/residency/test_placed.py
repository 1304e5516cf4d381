"""Residency: every way content is placed outside, each with a twin that stays inside."""

from __future__ import annotations

from typing import Any

import pytest

from ringfence.graph.azure import residency
from ringfence.graph.azure.primary import primary_locations
from ringfence.model.assessment import Finding, Outcome
from ringfence.model.asset import AssetKind
from ringfence.model.boundary import Boundary, Policy
from ringfence.model.estate import Estate
from ringfence.model.facts import MAYBE, Unknown
from ringfence.model.resource import Resource
from ringfence.model.symbols import context, symbol
from tests.build import asset, findings, policy, res, scene

STORAGE = "Microsoft.Storage/storageAccounts"
CONTAINER = f"{STORAGE}/blobServices/containers"
REPLICATION = f"{STORAGE}/objectReplicationPolicies"
LOGS = "Microsoft.OperationalInsights/workspaces"
SETTING = "Microsoft.Insights/diagnosticSettings"
COGNITIVE = "Microsoft.CognitiveServices/accounts"
DEPLOYMENT = f"{COGNITIVE}/deployments"
REGISTRY = "Microsoft.ContainerRegistry/registries"
COSMOS = "Microsoft.DocumentDB/databaseAccounts"
VAULT = "Microsoft.KeyVault/vaults"
WORKSPACE = "Microsoft.MachineLearningServices/workspaces"
HIDDEN = Unknown("variable `x` has no value")

LRS = {"name": "Standard_LRS"}


def placed(
    of: Resource,
    *others: Resource,
    regions: tuple[str, ...] = ("EU",),
    holder: Resource | None = None,
) -> list[Finding]:
    """Return what the plane finds about one asset."""
    at = scene([asset(of, holder=holder)], *others, of=policy(*regions))
    return findings(at, residency.PLANE)


def told(found: list[Finding]) -> list[tuple[str, str, str]]:
    """Return rule, outsider and outcome of each finding."""
    return [(each.rule, each.outsider, each.outcome.value) for each in found]


def store(name: str = "st", location: Any = "westeurope", sku: Any = LRS, **body: Any) -> Resource:
    return res(STORAGE, name, location=location, sku=sku, **body)


def watch(target: Resource, suffix: str = "", **properties: Any) -> Resource:
    properties.setdefault("logs", [{"category": "StorageRead", "enabled": True}])
    made = res(SETTING, "audit", scope=target.id + suffix, properties=properties)
    made.body["scope"] = target.id + suffix
    return made


class TestOwnLocation:
    def test_outside_and_inside(self) -> None:
        leaky = placed(store(location="East US"))
        assert told(leaky) == [("RF-PLC-01", "region:eastus", "fail")]
        assert leaky[0].address == "storageAccounts.st"
        assert leaky[0].path[0].evidence[0].value == "East US"
        assert placed(store(location="West Europe")) == []

    def test_the_prefix_of_a_name_says_nothing(self) -> None:
        assert told(placed(store(location="switzerlandnorth"))) == [
            ("RF-PLC-01", "region:switzerlandnorth", "fail")
        ]
        assert placed(store(location="switzerlandnorth"), regions=("EU", "CH")) == []
        assert placed(store(location="ukwest"), regions=("EU",)) != []

    def test_a_container_lies_where_its_account_lies(self) -> None:
        child = res(CONTAINER, "st", "default", "c")
        for location, count in (("eastus", 1), ("westeurope", 0)):
            assert len(placed(child, store(location=location))) == count
        found = placed(child, store(location="eastus"))
        assert found[0].address == "storageAccounts.st"
        assert found[0].path[-1].address == "containers.c"

    def test_a_container_whose_account_is_not_there_is_unknown(self) -> None:
        assert told(placed(res(CONTAINER, "st", "default", "c"))) == [
            ("RF-PLC-01", "region:unknown", "unknown")
        ]

    @pytest.mark.parametrize(
        "location", [HIDDEN, None, "global", "westeurope7", symbol("x.location")]
    )
    def test_what_is_not_known_is_never_inside(self, location: Any) -> None:
        found = placed(store(location=location))
        assert [each.outcome for each in found][:1] == [Outcome.UNKNOWN]
        assert all(each.outcome is Outcome.UNKNOWN for each in found)

    def test_the_location_of_the_group_is_inside_a_boundary_inferred_from_it(self) -> None:
        here, there = context("resourceGroup.location", "a"), context("resourceGroup.location", "b")
        settled = Policy(Boundary(regions=frozenset({here}), stated=("<rg>",), inferred=True))
        for location, outcomes in ((here, []), (there, ["unknown"]), ("eastus", ["unknown"])):
            at = scene([asset(store(location=location))], of=settled)
            assert [each.outcome.value for each in findings(at, residency.PLANE)] == outcomes

    def test_without_regions_nothing_is_inside(self) -> None:
        at = scene([asset(store())], of=Policy(Boundary()))
        assert told(findings(at, residency.PLANE)) == [
            ("RF-PLC-01", "region:westeurope", "unknown")
        ]

    def test_what_may_not_exist_may_not_leak(self) -> None:
        maybe = res(STORAGE, "st", location="eastus", sku=LRS, presence=HIDDEN)
        assert told(placed(maybe)) == [("RF-PLC-01", "region:eastus", "unknown")]


class TestPairedRegion:
    @pytest.mark.parametrize(
        "sku", ["Standard_GRS", "Standard_RAGRS", "Standard_GZRS", "StandardV2_GRS"]
    )
    def test_a_pair_outside(self, sku: str) -> None:
        found = placed(store(location="brazilsouth", sku={"name": sku}), regions=("brazilsouth",))
        assert told(found) == [("RF-PLC-02", "region:southcentralus", "fail")]
        local = store(location="brazilsouth", sku={"name": "Standard_ZRS"})
        assert placed(local, regions=("brazilsouth",)) == []

    def test_a_pair_inside_is_no_leak(self) -> None:
        geo = store(sku={"name": "Standard_GRS"})
        assert placed(geo) == []
        assert told(placed(geo, regions=("westeurope",))) == [
            ("RF-PLC-02", "region:northeurope", "fail")
        ]

    def test_a_region_without_a_pair_has_no_copy(self) -> None:
        geo = store(location="italynorth", sku={"name": "Standard_GRS"})
        assert placed(geo, regions=("italynorth",)) == []

    @pytest.mark.parametrize("sku", [HIDDEN, {"name": HIDDEN}, {}])
    def test_a_hidden_redundancy_may_be_geo(self, sku: Any) -> None:
        hidden = store(location="brazilsouth", sku=sku)
        assert told(placed(hidden, regions=("brazilsouth",))) == [
            ("RF-PLC-02", "region:southcentralus", "unknown")
        ]
        assert placed(store(sku=sku)) == []  # both ends of the pair are inside the EU

    def test_backups_of_cosmos_are_geo_unless_told_otherwise(self) -> None:
        def account(**policy_: Any) -> Resource:
            properties = {"backupPolicy": policy_} if policy_ else {}
            return res(COSMOS, "c", location="westeurope", properties=properties)

        leak = [("RF-PLC-02", "region:northeurope", "fail")]
        narrow = ("westeurope",)
        assert told(placed(account(), regions=narrow)) == leak
        local = {"backupStorageRedundancy": "Local"}
        assert placed(account(type="Periodic", periodicModeProperties=local), regions=narrow) == []
        assert placed(account(type="Continuous"), regions=narrow) == []
        assert placed(account()) == []

    def test_backups_of_sql_databases(self) -> None:
        server = res("Microsoft.Sql/servers", "s", location="westeurope")
        for redundancy, count in ((None, 1), ("Geo", 1), ("GeoZone", 1), ("Zone", 0)):
            database = res(
                "Microsoft.Sql/servers/databases",
                "s",
                "d",
                location="westeurope",
                properties={"requestedBackupStorageRedundancy": redundancy},
            )
            assert len(placed(server, database, regions=("westeurope",))) == count
            assert len(placed(database, server, regions=("westeurope",), holder=server)) == count

    def test_key_vault_replication_is_a_note(self) -> None:
        vault = res(VAULT, "kv", location="westeurope")
        german = res(VAULT, "kv", location="germanywestcentral")
        at = scene([asset(german, AssetKind.KEY)], of=policy("germanywestcentral"))
        assert findings(at, residency.PLANE) == []
        assert "germanynorth" in at.notes[0]
        wide = scene([asset(vault, AssetKind.KEY)])
        assert findings(wide, residency.PLANE) == []
        assert wide.notes == []


class TestReplicas:
    def test_registry_replications(self) -> None:
        registry = res(REGISTRY, "cr", location="westeurope")
        for location, count in (("eastus2", 1), ("northeurope", 0)):
            copy = res(f"{REGISTRY}/replications", "cr", location, location=location)
            found = placed(registry, copy)
            assert len(found) == count
            assert all(each.address == "replications.eastus2" for each in found)
        maybe = res(f"{REGISTRY}/replications", "cr", "x", location="eastus2", presence=HIDDEN)
        assert told(placed(registry, maybe)) == [("RF-PLC-03", "region:eastus2", "unknown")]

    def test_cosmos_locations(self) -> None:
        def account(*names: Any) -> Resource:
            places = [{"locationName": name, "failoverPriority": n} for n, name in enumerate(names)]
            backup = {"type": "Continuous"}
            return res(
                COSMOS,
                "c",
                location="westeurope",
                properties={"locations": places, "backupPolicy": backup},
            )

        assert told(placed(account("West Europe", "East US"))) == [
            ("RF-PLC-03", "region:eastus", "fail")
        ]
        assert placed(account("West Europe", "North Europe")) == []
        assert told(placed(account("West Europe", HIDDEN))) == [
            ("RF-PLC-03", "region:unknown", "unknown")
        ]

    def test_object_replication(self) -> None:
        source = store("src")
        for location, count in (("eastus", 1), ("northeurope", 0)):
            target = store("dst", location)
            rule = {"sourceAccount": source.id, "destinationAccount": target.id}
            for owner in ("src", "dst"):
                copy = res(REPLICATION, owner, "p", properties=rule)
                assert len(placed(source, target, copy)) == count
                assert len(placed(target, source, copy)) == count  # its own place, not the copy

    def test_object_replication_concerns_the_containers_it_names(self) -> None:
        source, target = store("src"), store("dst", "eastus")
        rule = {
            "sourceAccount": "src",
            "destinationAccount": "dst",
            "rules": [{"sourceContainer": "a", "destinationContainer": "a"}],
        }
        copy = res(REPLICATION, "dst", "p", properties=rule)
        one, other = (res(CONTAINER, "src", "default", name) for name in "ab")
        assert told(placed(one, source, target, copy)) == [("RF-PLC-03", "region:eastus", "fail")]
        assert placed(other, source, target, copy) == []

    def test_object_replication_to_an_account_that_is_not_there(self) -> None:
        source = store("src")
        copy = res(
            REPLICATION,
            "src",
            "p",
            properties={"sourceAccount": "src", "destinationAccount": HIDDEN},
        )
        assert told(placed(source, copy)) == [("RF-PLC-03", "region:unknown", "unknown")]

    def test_regions_of_a_model_registry(self) -> None:
        def registry(*names: Any) -> Resource:
            return res(
                "Microsoft.MachineLearningServices/registries",
                "r",
                location="westeurope",
                properties={"regionDetails": [{"location": name} for name in names]},
            )

        assert told(placed(registry("westeurope", "eastus"))) == [
            ("RF-PLC-03", "region:eastus", "fail")
        ]
        assert placed(registry("westeurope", "swedencentral")) == []

    def test_snapshots_and_image_versions(self) -> None:
        disk = res("Microsoft.Compute/disks", "d", location="westeurope")
        for location, count in (("eastus", 1), ("westeurope", 0)):
            copy = res(
                "Microsoft.Compute/snapshots",
                "s",
                location=location,
                properties={"creationData": {"sourceResourceId": disk.id}},
            )
            assert len(placed(disk, copy)) == count
            version = res(
                "Microsoft.Compute/galleries/images/versions",
                "g",
                "i",
                "1",
                location="westeurope",
                properties={
                    "storageProfile": {"source": {"id": disk.id}},
                    "publishingProfile": {"targetRegions": [{"name": location}]},
                },
            )
            assert len(placed(disk, version)) == count

    def test_workspace_replication(self) -> None:
        def logs(**replication: Any) -> Resource:
            return res(LOGS, "l", location="westeurope", properties={"replication": replication})

        assert told(placed(logs(enabled=True, location="eastus"))) == [
            ("RF-PLC-03", "region:eastus", "fail")
        ]
        assert placed(logs(enabled=False, location="eastus")) == []
        assert placed(logs(enabled=True, location="northeurope")) == []
        assert told(placed(logs(enabled=HIDDEN, location="eastus"))) == [
            ("RF-PLC-03", "region:eastus", "unknown")
        ]

    def test_failover_partner_of_a_database_server(self) -> None:
        server = res("Microsoft.Sql/servers", "s", location="westeurope")
        for location, count in (("eastus", 1), ("northeurope", 0)):
            partner = res("Microsoft.Sql/servers", "p", location=location)
            group = res(
                "Microsoft.Sql/servers/failoverGroups",
                "s",
                "f",
                properties={"partnerServers": [{"id": partner.id}]},
            )
            assert len(placed(server, partner, group)) == count

    def test_a_replica_that_may_be_there(self) -> None:
        places = [{"locationName": "East US", MAYBE: HIDDEN}]
        backup = {"type": "Continuous"}
        account = res(
            COSMOS,
            "c",
            location="westeurope",
            properties={"locations": places, "backupPolicy": backup},
        )
        assert told(placed(account)) == [("RF-PLC-03", "region:eastus", "unknown")]


class TestSinks:
    def test_a_workspace_outside(self) -> None:
        watched = store()
        for location, count in (("eastus", 1), ("westeurope", 0)):
            sink = res(LOGS, "l", location=location)
            found = placed(
                watched, sink, watch(watched, "/blobServices/default", workspaceId=sink.id)
            )
            assert len(found) == count
            assert all(each.rule == "RF-PLC-04" for each in found)
            assert all(each.address == "diagnosticSettings.audit" for each in found)

    def test_settings_that_keep_no_logs_send_none(self) -> None:
        watched, sink = store(), res(LOGS, "l", location="eastus")
        off = [{"category": "StorageRead", "enabled": False}]
        assert placed(watched, sink, watch(watched, workspaceId=sink.id, logs=[])) == []
        assert placed(watched, sink, watch(watched, workspaceId=sink.id, logs=off)) == []
        hidden = watch(watched, workspaceId=sink.id, logs=HIDDEN)
        assert told(placed(watched, sink, hidden)) == [("RF-PLC-04", "region:eastus", "unknown")]

    def test_a_setting_of_another_service_concerns_no_container(self) -> None:
        account, sink = store(), res(LOGS, "l", location="eastus")
        child = res(CONTAINER, "st", "default", "c")
        files = watch(account, "/fileServices/default", workspaceId=sink.id)
        blobs = watch(account, "/blobServices/default", workspaceId=sink.id)
        assert placed(child, account, sink, files) == []
        assert len(placed(child, account, sink, blobs)) == 1

    def test_a_partner_is_outside_by_definition(self) -> None:
        watched = store()
        partner = watch(watched, marketplacePartnerId="/subscriptions/x/partner")
        assert told(placed(watched, partner)) == [("RF-PLC-04", "tenant:partner", "fail")]
        assert placed(watched, watch(watched, marketplacePartnerId=None)) == []

    def test_a_sink_that_is_not_in_the_code_is_unknown(self) -> None:
        watched = store()
        for sink in (HIDDEN, "/subscriptions/s/resourceGroups/g/providers/" + LOGS + "/central"):
            assert told(placed(watched, watch(watched, workspaceId=sink))) == [
                ("RF-PLC-04", "region:unknown", "unknown")
            ]

    def test_an_event_hub_is_found_through_its_rule(self) -> None:
        watched, hubs = store(), res("Microsoft.EventHub/namespaces", "n", location="eastus")
        rule = hubs.id + "/authorizationRules/send"
        assert told(placed(watched, hubs, watch(watched, eventHubAuthorizationRuleId=rule))) == [
            ("RF-PLC-04", "region:eastus", "fail")
        ]

    def test_a_setting_whose_target_is_hidden_may_watch_it(self) -> None:
        watched, sink = store(), res(LOGS, "l", location="eastus")
        loose = watch(watched, workspaceId=sink.id)
        loose.body["scope"] = HIDDEN
        assert told(placed(watched, sink, loose)) == [("RF-PLC-04", "region:eastus", "unknown")]

    def test_the_workspace_of_application_insights_and_exports_of_logs(self) -> None:
        for location, count in (("eastus", 1), ("westeurope", 0)):
            sink = res(LOGS, "l", location=location)
            insights = res(
                "Microsoft.Insights/components",
                "i",
                location="westeurope",
                properties={"WorkspaceResourceId": sink.id},
            )
            assert len(placed(insights, sink)) == count
            logs, target = res(LOGS, "l2", location="westeurope"), store("dst", location)
            export = res(
                f"{LOGS}/dataExports",
                "l2",
                "e",
                properties={"destination": {"resourceId": target.id}, "enable": True},
            )
            assert len(placed(logs, target, export)) == count


class TestDeployments:
    @pytest.mark.parametrize(
        ("sku", "regions", "outsider"),
        [
            ("GlobalStandard", ("EU",), "region:global"),
            ("GlobalBatch", ("EU", "US"), "region:global"),
            ("DeveloperTier", ("EU",), "region:global"),
            ("DataZoneStandard", ("westeurope",), "region:EU"),
            ("DataZoneStandard", ("EU",), ""),
            ("Standard", ("westeurope",), ""),
            ("ProvisionedManaged", ("westeurope",), ""),
        ],
    )
    def test_types(self, sku: str, regions: tuple[str, ...], outsider: str) -> None:
        account = res(COGNITIVE, "oai", location="westeurope", kind="OpenAI")
        deployment = res(DEPLOYMENT, "oai", "gpt", sku={"name": sku})
        found = placed(deployment, account, regions=regions, holder=account)
        assert told(found) == ([("RF-PLC-05", outsider, "fail")] if outsider else [])
        assert told(placed(account, deployment, regions=regions)) == told(found)
        assert all(each.address == "deployments.gpt" for each in found)

    def test_a_data_zone_follows_the_account(self) -> None:
        deployment = res(DEPLOYMENT, "oai", "gpt", sku={"name": "DataZoneStandard"})
        account = res(COGNITIVE, "oai", location="eastus", kind="OpenAI")
        found = placed(deployment, account, regions=("EU", "eastus"))
        assert told(found) == [("RF-PLC-05", "region:US", "fail")]
        hidden = res(COGNITIVE, "oai", location=HIDDEN, kind="OpenAI")
        assert ("RF-PLC-05", "region:global", "unknown") in told(placed(deployment, hidden))

    @pytest.mark.parametrize("sku", [HIDDEN, {"name": HIDDEN}, {"name": "Futuristic"}, None])
    def test_a_type_that_is_not_known(self, sku: Any) -> None:
        account = res(COGNITIVE, "oai", location="westeurope", kind="OpenAI")
        deployment = res(DEPLOYMENT, "oai", "gpt", sku=sku)
        assert told(placed(deployment, account)) == [("RF-PLC-05", "region:global", "unknown")]

    def test_spilling_over(self) -> None:
        account = res(COGNITIVE, "oai", location="westeurope", kind="OpenAI")
        for sku, count in (("GlobalStandard", 1), ("Standard", 0)):
            spill = {"spilloverDeploymentName": "over"}
            one = res(
                DEPLOYMENT, "oai", "gpt", sku={"name": "ProvisionedManaged"}, properties=spill
            )
            other = res(DEPLOYMENT, "oai", "over", sku={"name": sku})
            found = placed(one, account, other)
            assert len(found) == count
            assert all(each.address == "deployments.over" for each in found)
        lost = res(
            DEPLOYMENT,
            "oai",
            "gpt",
            sku={"name": "Standard"},
            properties={"spilloverDeploymentName": HIDDEN},
        )
        assert told(placed(lost, account)) == [("RF-PLC-05", "region:global", "unknown")]


class TestKeysAndCompute:
    def test_the_vault_of_a_key(self) -> None:
        def locked(uri: Any) -> Resource:
            named = {"keyvaultproperties": {"keyvaulturi": uri, "keyname": "k"}}
            return store(properties={"encryption": {"keySource": "Microsoft.Keyvault", **named}})

        ours = "https://kv.vault.azure.net/"
        for location, count in (("eastus", 1), ("westeurope", 0)):
            vault = res(VAULT, "kv", location=location)
            found = placed(locked(ours), vault)
            assert len(found) == count
            assert all(each.rule == "RF-PLC-06" for each in found)
        assert told(placed(locked(HIDDEN))) == [("RF-PLC-06", "region:unknown", "unknown")]
        assert told(placed(locked("https://other.vault.azure.net/"))) == [
            ("RF-PLC-06", "region:unknown", "unknown")
        ]

    def test_a_disk_encryption_set(self) -> None:
        vault = res(VAULT, "kv", location="eastus")
        named = {"keyUrl": "https://kv.vault.azure.net/keys/k/1"}
        locker = res("Microsoft.Compute/diskEncryptionSets", "des", properties={"activeKey": named})
        disk = res(
            "Microsoft.Compute/disks",
            "d",
            location="westeurope",
            properties={"encryption": {"diskEncryptionSetId": locker.id}},
        )
        assert told(placed(disk, vault, locker)) == [("RF-PLC-06", "region:eastus", "fail")]

    def test_compute_of_a_workspace(self) -> None:
        workspace = res(WORKSPACE, "mlw", location="westeurope")
        for body, count in (
            ({"location": "eastus"}, 1),
            ({"properties": {"computeLocation": "eastus"}}, 1),
            ({"location": "westeurope", "properties": {"computeLocation": "westeurope"}}, 0),
            ({}, 0),
        ):
            compute = res(f"{WORKSPACE}/computes", "mlw", "gpu", **body)
            assert len(placed(workspace, compute)) == count


class TestCollection:
    RULES = "Microsoft.Insights/dataCollectionRules"
    ASSOCIATIONS = "Microsoft.Insights/dataCollectionRuleAssociations"
    MACHINE = "Microsoft.Compute/virtualMachines"

    def rule(self, workspace: Resource, name: str = "dcr") -> Resource:
        destinations = {"logAnalytics": [{"workspaceResourceId": workspace.id}]}
        return res(self.RULES, name, properties={"destinations": destinations})

    def put(self, scope: Any, rule: Any, **more: Any) -> Resource:
        made = res(self.ASSOCIATIONS, "a", properties={"dataCollectionRuleId": rule, **more})
        made.body["scope"] = scope
        return made

    def test_what_agents_send_abroad_and_home(self) -> None:
        machine = res(self.MACHINE, "trainer", location="westeurope")
        for place, expected in (
            ("eastus", [("RF-PLC-04", "region:eastus", "fail")]),
            ("northeurope", []),
        ):
            logs = res(LOGS, "l", location=place)
            rule = self.rule(logs)
            put = self.put(machine.id, rule.id)
            assert told(placed(machine, logs, rule, put)) == expected

    def test_a_rule_on_another_machine_and_one_without_an_association(self) -> None:
        machine, other = (res(self.MACHINE, n, location="westeurope") for n in ("one", "two"))
        logs = res(LOGS, "l", location="eastus")
        rule = self.rule(logs)
        assert placed(machine, other, logs, rule, self.put(other.id, rule.id)) == []
        assert placed(machine, logs, rule) == []

    def test_an_endpoint_alone_sends_nothing(self) -> None:
        machine = res(self.MACHINE, "one", location="westeurope")
        put = self.put(machine.id, None, dataCollectionEndpointId="/x")
        assert placed(machine, put) == []

    @pytest.mark.parametrize("scope", ["machine", HIDDEN])
    def test_what_is_hidden_may_send_abroad(self, scope: Any) -> None:
        machine = res(self.MACHINE, "one", location="westeurope")
        logs = res(LOGS, "l", location="eastus")
        rule = self.rule(logs)
        put = self.put(machine.id if scope == "machine" else scope, HIDDEN)
        assert [outcome for *_, outcome in told(placed(machine, logs, rule, put))] == ["unknown"]
        known = self.put(HIDDEN, rule.id)
        found = told(placed(machine, logs, rule, known))
        assert found == [("RF-PLC-04", "region:eastus", "unknown")]


class TestPrimaryLocations:
    def locations(self, *resources: Resource) -> list[str]:
        return sorted(place for place, _ in primary_locations(Estate(resources)) if place)

    def test_sinks_and_replicas_do_not_count(self) -> None:
        main, target = store("st1", "West Europe"), store("dst", "eastus")
        archive = store("arc", "eastus2")
        logs = res(LOGS, "l", location="eastus")
        group = res("Microsoft.Resources/resourceGroups", "rg2", location="westus")
        copy = res(
            REPLICATION,
            "dst",
            "p",
            properties={"sourceAccount": main.id, "destinationAccount": target.id},
        )
        replica = res(f"{REGISTRY}/replications", "cr", "x", location="eastus")
        setting = watch(main, storageAccountId=archive.id)
        found = self.locations(main, target, archive, logs, group, copy, replica, setting)
        assert found == ["westeurope"]

    def test_symbols_of_the_context_count_and_gaps_do_not(self) -> None:
        here = context("resourceGroup.location")
        found = self.locations(
            store("a", here), store("b", HIDDEN), store("c", symbol("x")), store("d", "global")
        )
        assert found == [here]

    def test_groups_count_where_nothing_else_does(self) -> None:
        group = res("Microsoft.Resources/resourceGroups", "rg2", location="Sweden Central")
        assert self.locations(group) == ["swedencentral"]
