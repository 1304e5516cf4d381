"""Asset discovery: every way to become an asset, with a look-alike that stays none."""

from __future__ import annotations

from typing import Any

import pytest

from ringfence.graph.azure import assets
from ringfence.model.asset import Asset, AssetKind, Confidence
from ringfence.model.boundary import AssetRule, Match, Policy
from ringfence.model.estate import Estate
from ringfence.model.facts import MAYBE, Unknown
from ringfence.model.resource import Resource
from ringfence.model.symbols import symbol
from tests.build import policy, res

STORAGE = "Microsoft.Storage/storageAccounts"
CONTAINER = f"{STORAGE}/blobServices/containers"
WORKSPACE = "Microsoft.MachineLearningServices/workspaces"
VAULT = "Microsoft.KeyVault/vaults"
KEY = f"{VAULT}/keys"
REGISTRY = "Microsoft.ContainerRegistry/registries"
LOGS = "Microsoft.OperationalInsights/workspaces"
INSIGHTS = "Microsoft.Insights/components"
COGNITIVE = "Microsoft.CognitiveServices/accounts"
VM = "Microsoft.Compute/virtualMachines"
DISK = "Microsoft.Compute/disks"
SNAPSHOT = "Microsoft.Compute/snapshots"
AKS = "Microsoft.ContainerService/managedClusters"
ACI = "Microsoft.ContainerInstance/containerGroups"
SETTING = "Microsoft.Insights/diagnosticSettings"


def found(
    *resources: Resource, all_data: bool = False, of: Policy | None = None
) -> dict[str, Asset]:
    """Return the assets by the last segment of their ids."""
    listed = assets.find(Estate(resources), of or policy(), all_data=all_data)
    order = [(asset.resource.root, asset.resource.address) for asset in listed]
    assert order == sorted(order)
    return {asset.key.rsplit("/", 1)[-1]: asset for asset in listed}


def container(account: str, name: str, **body: Any) -> Resource:
    return res(CONTAINER, account, "default", name, **body)


def at(resource: Resource, address: str) -> Resource:
    resource.address = address
    return resource


def watch(target: Resource, suffix: str = "", **properties: Any) -> Resource:
    """Return a diagnostic setting on `target` that keeps everything."""
    properties.setdefault("logs", [{"categoryGroup": "allLogs", "enabled": True}])
    made = res(SETTING, "audit", scope=target.id + suffix, properties=properties)
    made.body["scope"] = target.id + suffix
    return made


class TestType:
    @pytest.mark.parametrize(
        ("type_", "body", "kind", "confidence"),
        [
            (WORKSPACE, {}, AssetKind.WEIGHTS, Confidence.HIGH),
            (
                "Microsoft.MachineLearningServices/registries",
                {},
                AssetKind.WEIGHTS,
                Confidence.HIGH,
            ),
            (COGNITIVE, {"kind": "OpenAI"}, AssetKind.ENDPOINT, Confidence.HIGH),
            (COGNITIVE, {"kind": "AIServices"}, AssetKind.ENDPOINT, Confidence.HIGH),
            (
                "Microsoft.Search/searchServices",
                {},
                AssetKind.EMBEDDING_INDEX,
                Confidence.MEDIUM,
            ),
            (REGISTRY, {}, AssetKind.MODEL_IMAGE, Confidence.MEDIUM),
            (VAULT, {}, AssetKind.KEY, Confidence.LOW),
        ],
    )
    def test_some_types_are_assets_whatever_their_name(
        self, type_: str, body: dict[str, Any], kind: AssetKind, confidence: Confidence
    ) -> None:
        asset = found(res(type_, "x1", **body))["x1"]
        assert (asset.kind, asset.confidence, asset.doubt) == (kind, confidence, None)

    def test_other_cognitive_kinds_need_a_name(self) -> None:
        assert found(res(COGNITIVE, "x1", kind="TextAnalytics")) == {}
        named = found(res(COGNITIVE, "cog-llm", kind="TextAnalytics"))
        assert named["cog-llm"].kind is AssetKind.ENDPOINT

    def test_a_hidden_kind_may_be_a_model_service(self) -> None:
        asset = found(res(COGNITIVE, "x1", kind=Unknown("no value")))["x1"]
        assert asset.doubt is not None

    def test_deployments_lie_in_their_account(self) -> None:
        account = res(COGNITIVE, "oai", kind="OpenAI")
        listed = found(account, res(f"{COGNITIVE}/deployments", "oai", "chat"))
        assert listed["chat"].kind is AssetKind.ENDPOINT
        assert listed["chat"].holder == account.key

    def test_networks_and_identities_are_none_however_they_are_called(self) -> None:
        assert (
            found(
                res("Microsoft.Network/virtualNetworks", "weights"),
                res("Microsoft.Network/privateEndpoints", "pe-weights"),
                res("Microsoft.ManagedIdentity/userAssignedIdentities", "llm-training"),
            )
            == {}
        )


class TestNames:
    def test_a_store_is_told_by_its_name(self) -> None:
        listed = found(res(STORAGE, "stweightsprod"), res(STORAGE, "stapplogs"))
        assert set(listed) == {"stweightsprod"}
        assert listed["stweightsprod"].because == "its name holds `weights`"

    def test_the_label_in_the_code_counts_where_the_name_says_nothing(self) -> None:
        label = at(res(STORAGE, "st001"), "azurerm_storage_account.training_data")
        other = at(res(STORAGE, "st002"), "azurerm_storage_account.boot")
        key = at(res(STORAGE, "st003"), 'azurerm_storage_account.this["embeddings"]')
        module = at(res(STORAGE, "st004"), "module.model_weights.azurerm_storage_account.this[0]")
        listed = found(label, other, key, module)
        assert {name: asset.kind for name, asset in listed.items()} == {
            "st001": AssetKind.TRAINING_DATA,
            "st003": AssetKind.EMBEDDING_INDEX,
            "st004": AssetKind.WEIGHTS,
        }
        assert listed["st004"].confidence is Confidence.LOW

    def test_the_type_in_an_arm_address_is_no_label(self) -> None:
        plain = at(res(STORAGE, "st001"), "Microsoft.MachineLearningServices/models/st001")
        assert found(plain) == {}

    def test_the_state_of_terraform_is_none(self) -> None:
        state = at(res(STORAGE, "sttfstatellm"), "azurerm_storage_account.tfstate")
        assert found(state, container("sttfstatellm", "tfstate")) == {}

    def test_a_log_workspace_needs_a_reason(self) -> None:
        listed = found(res(LOGS, "law-llm"), res(LOGS, "law-platform"))
        assert set(listed) == {"law-llm"}
        assert listed["law-llm"].kind is AssetKind.INFERENCE_LOG

    def test_a_disk_is_told_by_its_name(self) -> None:
        assert set(found(res(DISK, "disk-checkpoints"), res(DISK, "disk-os"))) == {
            "disk-checkpoints"
        }


class TestHidden:
    def test_a_hidden_name_leaves_a_doubtful_asset(self) -> None:
        hidden = res(STORAGE, "st")
        hidden.name = Unknown("variable `name` has no value")
        asset = found(hidden)["st"]
        assert asset.kind is AssetKind.UNCLASSIFIED
        assert asset.doubt is hidden.name
        assert asset.confidence is Confidence.LOW

    def test_the_known_part_of_a_name_is_enough(self) -> None:
        hidden = res(STORAGE, "st")
        hidden.name = Unknown("variable `env` has no value", hint="stweights")
        asset = found(hidden)["st"]
        assert (asset.kind, asset.doubt) == (AssetKind.WEIGHTS, None)

    def test_hidden_tags_leave_a_doubt_and_absent_ones_none(self) -> None:
        assert found(res(STORAGE, "st1", tags=Unknown("no value")))["st1"].doubt is not None
        hidden = {"data": Unknown("no value")}
        assert found(res(STORAGE, "st1", tags=hidden))["st1"].doubt is not None
        assert found(res(STORAGE, "st1", tags={"owner": Unknown("no value")})) == {}
        assert found(res(STORAGE, "st1")) == {}

    def test_a_parameter_in_a_name_hides_it_but_a_hash_does_not(self) -> None:
        parameter = res(STORAGE, symbol("parameter name"))
        assert next(iter(found(parameter).values())).doubt is not None
        for made in ("uniqueString(resourceGroup().id)", "random_string.x.result", "copyIndex()"):
            store = at(res(STORAGE, "st" + symbol(made)), "azurerm_storage_account.this")
            assert found(store) == {}
        assert found(res(STORAGE, "st" + symbol("take(parameter name, 3)"))) != {}

    def test_what_is_only_referred_to_is_an_asset_if_something_tells(self) -> None:
        external = Unknown("a data source")
        listed = found(
            res(STORAGE, "stweights", external=external), res(STORAGE, "st1", external=external)
        )
        assert set(listed) == {"stweights"}

    def test_a_hidden_container_in_a_plain_account_is_doubtful_and_lists_its_account(self) -> None:
        child = container("st1", "c")
        child.name = Unknown("variable `name` has no value")
        listed = found(res(STORAGE, "st1"), child)
        assert listed["c"].doubt is not None
        assert listed["st1"].doubt is not None

    def test_a_machine_whose_size_is_hidden_may_have_gpus(self) -> None:
        sized = {"hardwareProfile": {"vmSize": Unknown("no value")}}
        assert found(res(VM, "vm1", properties=sized))["vm1"].doubt is not None


class TestTags:
    def test_a_tag_names_the_kind(self) -> None:
        listed = found(
            res(STORAGE, "st1", tags={"data": "weights"}),
            res(STORAGE, "st2", tags={"Data-Classification": "training-data"}),
            res(STORAGE, "st3", tags={"environment": "training"}),
            res(STORAGE, "st4", tags={"data": "invoices"}),
        )
        assert {name: asset.kind for name, asset in listed.items()} == {
            "st1": AssetKind.WEIGHTS,
            "st2": AssetKind.TRAINING_DATA,
        }
        assert listed["st1"].confidence is Confidence.HIGH

    def test_a_workload_tag_only_hints(self) -> None:
        listed = found(res(STORAGE, "st1", tags={"workload": "llm"}))
        assert listed["st1"].confidence is Confidence.LOW

    def test_sensitive_data_is_an_asset_of_no_kind(self) -> None:
        listed = found(
            res(STORAGE, "st1", tags={"classification": "Confidential"}),
            res(STORAGE, "st2", tags={"classification": "Public"}),
        )
        assert {name: asset.kind for name, asset in listed.items()} == {
            "st1": AssetKind.UNCLASSIFIED
        }

    def test_a_tag_beats_a_name(self) -> None:
        listed = found(res(STORAGE, "stweights", tags={"data": "embedding-index"}))
        assert listed["stweights"].kind is AssetKind.EMBEDDING_INDEX


class TestLinks:
    def test_a_workspace_makes_its_stores_assets(self) -> None:
        store, vault = res(STORAGE, "st1"), res(VAULT, "kv1")
        registry, insights, logs = res(REGISTRY, "cr1"), res(INSIGHTS, "ai1"), res(LOGS, "law1")
        insights.body["properties"] = {"WorkspaceResourceId": logs.id}
        links = {
            "storageAccount": store.id,
            "keyVault": vault.id,
            "containerRegistry": registry.id,
            "applicationInsights": insights.id,
        }
        workspace = res(WORKSPACE, "mlw", properties=links)
        others = (res(STORAGE, "st2"), res(LOGS, "law2"), container("st1", "anything"))
        listed = found(workspace, store, vault, registry, insights, logs, *others)
        assert {name: asset.kind for name, asset in listed.items()} == {
            "mlw": AssetKind.WEIGHTS,
            "st1": AssetKind.WEIGHTS,
            "anything": AssetKind.WEIGHTS,
            "kv1": AssetKind.KEY,
            "cr1": AssetKind.MODEL_IMAGE,
            "ai1": AssetKind.INFERENCE_LOG,
            "law1": AssetKind.INFERENCE_LOG,
        }
        assert listed["kv1"].confidence is Confidence.HIGH

    def test_a_hidden_link_may_mean_any_store(self) -> None:
        workspace = res(WORKSPACE, "mlw", properties={"storageAccount": Unknown("no value")})
        listed = found(workspace, res(STORAGE, "st1"), res(STORAGE, "stweights"))
        assert listed["st1"].doubt is not None
        assert listed["stweights"].doubt is None

    def test_a_hidden_link_built_from_one_store_means_that_one(self) -> None:
        hidden = Unknown("no value", refs=("storageAccounts.st1",))
        workspace = res(WORKSPACE, "mlw", properties={"storageAccount": hidden})
        listed = found(workspace, res(STORAGE, "st1"), res(STORAGE, "st2"))
        assert set(listed) == {"mlw", "st1"}

    def test_logs_of_an_asset_are_an_asset_and_logs_of_others_are_not(self) -> None:
        asset, other = res(STORAGE, "stweights"), res(STORAGE, "stother")
        one, two = res(LOGS, "law1"), res(LOGS, "law2")
        listed = found(
            asset,
            other,
            one,
            two,
            watch(asset, "/blobServices/default", workspaceId=one.id),
            watch(other, "/blobServices/default", workspaceId=two.id),
        )
        assert set(listed) == {"stweights", "law1"}
        assert listed["law1"].kind is AssetKind.INFERENCE_LOG

    def test_a_setting_without_logs_makes_no_sink(self) -> None:
        asset, sink = res(STORAGE, "stweights"), res(LOGS, "law1")
        only_metrics = watch(asset, workspaceId=sink.id, logs=[])
        off = watch(asset, workspaceId=sink.id, logs=[{"category": "x", "enabled": False}])
        off.key = off.key + "2"
        assert set(found(asset, sink, only_metrics)) == {"stweights"}
        assert set(found(asset, sink, off)) == {"stweights"}

    def test_an_event_hub_sink_is_found_through_its_rule(self) -> None:
        asset, hubs = res(STORAGE, "stweights"), res("Microsoft.EventHub/namespaces", "ns1")
        rule = hubs.id + "/authorizationRules/send"
        assert set(found(asset, hubs, watch(asset, eventHubAuthorizationRuleId=rule))) == {
            "stweights",
            "ns1",
        }

    def test_the_key_of_a_store_and_its_vault(self) -> None:
        vault, key, other = res(VAULT, "kv1"), res(KEY, "kv1", "cmk"), res(KEY, "kv1", "other")
        for named in (
            {
                "keyvaultproperties": {
                    "keyvaulturi": "https://kv1.vault.azure.net/",
                    "keyname": "cmk",
                }
            },
            {"keyvaultproperties": {"keyUri": "https://kv1.vault.azure.net/keys/cmk/0123"}},
            {"keyvaultproperties": {"keyUri": key.id}},
            {"keyvaultproperties": {"keyUri": symbol(f"{key.address}.versionless_id")}},
        ):
            store = res(STORAGE, "stweights", properties={"encryption": named})
            listed = found(store, vault, key, other)
            assert listed["cmk"].because == "it encrypts `storageAccounts.stweights`"
            assert listed["cmk"].confidence is Confidence.HIGH
            assert listed["kv1"].confidence is Confidence.HIGH

    def test_a_snapshot_its_disk_and_the_disks_of_a_machine(self) -> None:
        data, plain = res(DISK, "d1"), res(DISK, "d2")
        machine = res(
            VM,
            "vm1",
            properties={
                "hardwareProfile": {"vmSize": "Standard_NC24ads_A100_v4"},
                "storageProfile": {"dataDisks": [{"lun": 0, "managedDisk": {"id": data.id}}]},
            },
        )
        copy = res(SNAPSHOT, "s1", properties={"creationData": {"sourceResourceId": data.id}})
        other = res(SNAPSHOT, "s2", properties={"creationData": {"sourceResourceId": plain.id}})
        listed = found(machine, data, plain, copy, other)
        assert set(listed) == {"vm1", "d1", "s1"}
        assert listed["s1"].kind is AssetKind.WEIGHTS

    def test_a_replica_of_an_asset_store(self) -> None:
        source, target, other = res(STORAGE, "stweights"), res(STORAGE, "st2"), res(STORAGE, "st3")
        rule = f"{STORAGE}/objectReplicationPolicies"
        replicate = res(
            rule,
            "st2",
            "p",
            properties={"sourceAccount": source.id, "destinationAccount": target.id},
        )
        assert set(found(source, target, other, replicate)) == {"stweights", "st2"}

    def test_a_connection_of_a_project(self) -> None:
        workspace, cosmos = (
            res(WORKSPACE, "hub"),
            res("Microsoft.DocumentDB/databaseAccounts", "cosmos1"),
        )
        connection = res(
            f"{WORKSPACE}/connections",
            "hub",
            "c",
            properties={"category": "CosmosDB", "metadata": {"ResourceId": cosmos.id}},
        )
        assert found(workspace, cosmos, connection)["cosmos1"].kind is AssetKind.PROMPT_DATA
        assert "cosmos1" not in found(workspace, cosmos)


class TestWorkloads:
    @pytest.mark.parametrize(
        ("size", "is_one"),
        [
            ("Standard_NC24ads_A100_v4", True),
            ("Standard_ND96isr_H100_v5", True),
            ("Standard_D4s_v5", False),
        ],
    )
    def test_a_machine_with_gpus(self, size: str, is_one: bool) -> None:
        listed = found(res(VM, "vm1", properties={"hardwareProfile": {"vmSize": size}}))
        assert ("vm1" in listed) is is_one
        assert all(asset.kind is AssetKind.WEIGHTS for asset in listed.values())

    def test_a_cluster_is_told_by_its_pools(self) -> None:
        pool = {"name": "gpu", "vmSize": "Standard_NC24ads_A100_v4"}
        plain = {"name": "sys", "vmSize": "Standard_D4s_v5"}
        listed = found(
            res(AKS, "a1", properties={"agentPoolProfiles": [plain, pool]}),
            res(AKS, "a2", properties={"agentPoolProfiles": [plain]}),
            res(AKS, "a3", properties={}),
            res(f"{AKS}/agentPools", "a3", "gpu", properties=pool),
        )
        assert set(listed) == {"a1", "a3"}
        assert listed["a1"].kind is AssetKind.ENDPOINT

    def test_a_pool_that_may_be_there_makes_a_doubtful_asset(self) -> None:
        doubt = Unknown("`for_each` is not known")
        pool = {"vmSize": "Standard_NC24ads_A100_v4", MAYBE: doubt}
        listed = found(res(AKS, "a1", properties={"agentPoolProfiles": [pool]}))
        assert listed["a1"].doubt is doubt

    def test_a_container_is_told_by_its_image(self) -> None:
        def group(name: str, image: str) -> Resource:
            containers = [{"name": "c", "properties": {"image": image}}]
            return res(ACI, name, properties={"containers": containers})

        listed = found(group("g1", "vllm/vllm-openai:latest"), group("g2", "nginx:1"))
        assert set(listed) == {"g1"}
        assert listed["g1"].kind is AssetKind.ENDPOINT


class TestContainment:
    def test_an_asset_account_makes_its_contents_assets(self) -> None:
        account = res(STORAGE, "stllmprod")
        listed = found(account, container("stllmprod", "c1"), container("stllmprod", "embeddings"))
        assert listed["c1"].kind is AssetKind.WEIGHTS
        assert listed["c1"].holder == account.key
        assert listed["embeddings"].kind is AssetKind.EMBEDDING_INDEX

    def test_an_account_that_holds_an_asset_is_listed_but_its_other_contents_are_not(self) -> None:
        account = res(STORAGE, "st1")
        listed = found(account, container("st1", "training-data"), container("st1", "invoices"))
        assert set(listed) == {"st1", "training-data"}
        assert listed["st1"].because == "holds `containers.training-data`"
        assert listed["st1"].kind is AssetKind.TRAINING_DATA
        assert listed["training-data"].holder == account.key

    def test_the_order_of_contents_does_not_matter(self) -> None:
        one, two = container("st1", "weights"), container("st1", "labels")
        first = found(res(STORAGE, "st1"), one, two)
        second = found(two, one, res(STORAGE, "st1"))
        assert first["st1"].because == second["st1"].because == "holds `containers.weights`"

    def test_keys_lie_in_their_vault(self) -> None:
        listed = found(res(VAULT, "kv1"), res(KEY, "kv1", "k1"))
        assert listed["k1"].holder == listed["kv1"].key


def rules(*made: AssetRule) -> Policy:
    settled = policy()
    return Policy(settled.boundary, assets=made)


class TestOwner:
    def test_the_owner_names_an_asset_by_address_with_brackets(self) -> None:
        one = at(res(STORAGE, "st1"), 'module.x["a"].azurerm_storage_account.this[0]')
        two = at(res(STORAGE, "st2"), 'module.x["b"].azurerm_storage_account.this[0]')
        exact = rules(
            AssetRule(
                Match(address='module.x["a"].azurerm_storage_account.this[0]'),
                AssetKind.TRAINING_DATA,
                "CRM 2026",
            )
        )
        listed = found(one, two, of=exact)
        assert {name: asset.name for name, asset in listed.items()} == {"st1": "CRM 2026"}
        glob = rules(AssetRule(Match(address="module.x[*].azurerm*"), AssetKind.WEIGHTS))
        assert set(found(one, two, of=glob)) == {"st1", "st2"}

    def test_the_owner_says_that_something_is_none(self) -> None:
        public = res(STORAGE, "stmodels", tags={"data": "public"})
        other = res(STORAGE, "stmodels2", tags={"data": "secret"})
        none = rules(AssetRule(Match(tags=(("data", "public"),)), None))
        listed = found(public, other, container("stmodels", "weights"), of=none)
        assert set(listed) == {"stmodels2"}

    def test_a_none_that_may_not_apply_removes_nothing(self) -> None:
        hidden = res(STORAGE, "stmodels", tags={"data": Unknown("no value")})
        none = rules(AssetRule(Match(tags=(("data", "public"),)), None))
        assert set(found(hidden, of=none)) == {"stmodels"}

    def test_a_kind_that_may_apply_is_a_doubtful_asset(self) -> None:
        hidden = res(STORAGE, "st1", tags={"team": Unknown("no value")})
        mine = rules(AssetRule(Match(tags=(("team", "ml"),)), AssetKind.WEIGHTS))
        assert found(hidden, of=mine)["st1"].doubt is not None
        assert found(res(STORAGE, "st1", tags={"team": "web"}), of=mine) == {}

    def test_the_first_rule_that_matches_decides(self) -> None:
        order = rules(
            AssetRule(Match(name="st1*"), None), AssetRule(Match(name="st*"), AssetKind.WEIGHTS)
        )
        assert set(found(res(STORAGE, "st1x"), res(STORAGE, "st2x"), of=order)) == {"st2x"}

    def test_a_glob_means_no_endpoints_around_the_store(self) -> None:
        mine = rules(AssetRule(Match(name="*crm*"), AssetKind.TRAINING_DATA))
        endpoint = res("Microsoft.Network/privateEndpoints", "pe-crm")
        assert set(found(res(STORAGE, "stcrm"), endpoint, of=mine)) == {"stcrm"}

    def test_the_owner_beats_a_link(self) -> None:
        store = res(STORAGE, "st1")
        workspace = res(WORKSPACE, "mlw", properties={"storageAccount": store.id})
        none = rules(AssetRule(Match(type=STORAGE), None))
        assert set(found(workspace, store, of=none)) == {"mlw"}


class TestAllData:
    def test_every_store_workload_and_sink_counts(self) -> None:
        estate = (
            res(STORAGE, "st1"),
            container("st1", "c1"),
            res(VM, "vm1"),
            res(LOGS, "law1"),
            res("Microsoft.Sql/servers", "sql1"),
            res(COGNITIVE, "cog1", kind="TextAnalytics"),
            res("Microsoft.Network/virtualNetworks", "v"),
        )
        assert found(*estate) == {}
        listed = found(*estate, all_data=True)
        assert set(listed) == {"st1", "c1", "vm1", "law1", "sql1", "cog1"}
        assert all(asset.kind is AssetKind.UNCLASSIFIED for asset in listed.values())

    def test_evidence_still_gives_the_kind(self) -> None:
        listed = found(res(STORAGE, "stweights"), all_data=True)
        assert listed["stweights"].kind is AssetKind.WEIGHTS


def test_words_for_models_mean_prompts_in_a_database() -> None:
    cosmos = res("Microsoft.DocumentDB/databaseAccounts", "cosmos-llm")
    listed = found(cosmos, res(STORAGE, "stllm"))
    assert listed["cosmos-llm"].kind is AssetKind.PROMPT_DATA
    assert listed["stllm"].kind is AssetKind.WEIGHTS


def test_the_name_of_an_asset_is_readable() -> None:
    hidden = res(STORAGE, symbol("x" * 80))
    hidden.name = Unknown("no value")
    hidden.address = "azurerm_storage_account.weights"
    assert [each.name for each in found(hidden).values()] == ["azurerm_storage_account.weights"]


class TestRules:
    def test_a_type_may_be_the_one_that_the_code_names(self) -> None:
        one = at(res(STORAGE, "stone"), 'module.m["x"].azurerm_storage_account.this')
        other = at(res(STORAGE, "stother"), "azapi_resource.azurerm_storage_account")
        rule = AssetRule(Match(type="azurerm_storage_account"), AssetKind.WEIGHTS)
        assert found(one, other, of=Policy(assets=(rule,))).keys() == {"stone"}

    def test_a_rule_that_matches_nothing_is_told(self) -> None:
        rules = (
            AssetRule(Match(address="storageAccounts.st1"), None),
            AssetRule(Match(address="storageAccounts.st2"), AssetKind.WEIGHTS),
            AssetRule(Match(tags=(("data", "x"),)), None),
        )
        estate = Estate([res(STORAGE, "st1")])
        assets.find(estate, Policy(assets=rules), all_data=False)
        assert [blind.what for blind in estate.blinds] == [
            "the asset rule for address `storageAccounts.st2`",
            "the asset rule for tag `data: x`",
        ]
        assert all(blind.inert for blind in estate.blinds)


def test_a_key_stays_a_key_whatever_it_is_named_after() -> None:
    vault = res(VAULT, "kv")
    key = res(KEY, "kv", "cmk-model-weights")
    assert found(vault, key)["cmk-model-weights"].kind is AssetKind.KEY


def test_a_workspace_that_logs_to_itself_is_no_asset_for_that() -> None:
    logs = res(LOGS, "central")
    itself = watch(logs, workspaceId=logs.id)
    assert not found(logs, itself)
    named = res(LOGS, "llm-central")
    because = found(named, watch(named, workspaceId=named.id))["llm-central"].because
    assert because == "its name holds `llm`"


def test_what_the_agents_of_an_asset_send_to_holds_its_logs() -> None:
    machine = res(VM, "llm", properties={"hardwareProfile": {"vmSize": "Standard_D4s_v5"}})
    logs, other = res(LOGS, "central"), res(LOGS, "other")
    destinations = {"logAnalytics": [{"workspaceResourceId": logs.id}]}
    rule = res(
        "Microsoft.Insights/dataCollectionRules", "r", properties={"destinations": destinations}
    )
    put = res(
        "Microsoft.Insights/dataCollectionRuleAssociations",
        "a",
        properties={"dataCollectionRuleId": rule.id},
    )
    put.body["scope"] = machine.id
    listed = found(machine, logs, other, rule, put)
    assert listed["central"].kind is AssetKind.INFERENCE_LOG
    assert "other" not in listed
