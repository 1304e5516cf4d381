"""Public endpoints: leaky twins, safe twins, hidden twins."""

from __future__ import annotations

from ipaddress import ip_network
from typing import Any

import pytest

from ringfence.model.boundary import Policy
from ringfence.model.facts import MAYBE, Unknown
from ringfence.model.resource import Resource
from tests.build import policy, res
from tests.network.estate import endpoint, subnet, vnet
from tests.network.judging import ask

STORAGE = "Microsoft.Storage/storageAccounts"
VAULT = "Microsoft.KeyVault/vaults"
REGISTRY = "Microsoft.ContainerRegistry/registries"
COGNITIVE = "Microsoft.CognitiveServices/accounts"
SEARCH = "Microsoft.Search/searchServices"
COSMOS = "Microsoft.DocumentDB/databaseAccounts"
WORKSPACE = "Microsoft.MachineLearningServices/workspaces"


def office() -> Policy:
    return policy(networks=(ip_network("10.0.0.0/8"), ip_network("203.0.113.0/24")))


def deny(*ips: Any, **more: Any) -> dict[str, Any]:
    return {
        "networkAcls": {"defaultAction": "Deny", "ipRules": [{"value": ip} for ip in ips], **more}
    }


def search(*ips: Any) -> dict[str, Any]:
    return {"networkRuleSet": {"ipRules": [{"value": ip} for ip in ips]}}


def cosmos(*ips: Any, **more: Any) -> dict[str, Any]:
    return {"ipRules": [{"ipAddressOrRange": ip} for ip in ips], **more}


def make(type_: str, properties: Any) -> Resource:
    return res(type_, "it", location="westeurope", properties=properties)


HIDDEN = Unknown("it is hidden")

TWINS: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = [
    ("storage default", STORAGE, {}, {"publicNetworkAccess": "Disabled"}),
    ("storage case", STORAGE, {"publicNetworkAccess": "ENABLED"}, {"publicNetworkAccess": "disabled"}),
    ("storage action", STORAGE, {"networkAcls": {"defaultAction": "Allow"}}, deny()),
    ("storage outside range", STORAGE, deny("198.51.100.0/24"), deny("203.0.113.0/24")),
    ("storage one address", STORAGE, deny("198.51.100.7"), deny("203.0.113.7")),
    ("storage halves", STORAGE, deny("0.0.0.0/1", "128.0.0.0/1"), deny("203.0.113.0/25", "203.0.113.128/25")),
    ("storage rules beside allow", STORAGE, {"networkAcls": {"defaultAction": "Allow", "ipRules": []}}, deny()),
    ("storage ipv6", STORAGE, deny(ipv6Rules=[{"value": "2001:db9::/32"}]), deny(ipv6Rules=[])),
    ("storage rules while off", STORAGE, deny("198.51.100.7"), {**deny("198.51.100.7"), "publicNetworkAccess": "Disabled"}),
    ("storage secured by perimeter", STORAGE, {"publicNetworkAccess": "Enabled"}, {"publicNetworkAccess": "SecuredByPerimeter"}),
    ("vault", VAULT, {}, {"publicNetworkAccess": "Disabled"}),
    ("vault rules", VAULT, deny("198.51.100.7/32"), deny("203.0.113.0/29", bypass="AzureServices")),
    ("registry", REGISTRY, {"adminUserEnabled": False}, {"publicNetworkAccess": "Disabled", "adminUserEnabled": True}),
    ("registry rules", REGISTRY, {"networkRuleSet": {"defaultAction": "Allow", "ipRules": []}}, {"networkRuleSet": {"defaultAction": "Deny", "ipRules": []}}),
    ("openai without rules", COGNITIVE, {}, deny()),
    ("openai rules while off", COGNITIVE, deny("198.51.100.7"), {**deny("198.51.100.7"), "publicNetworkAccess": "Disabled"}),
    ("search no rules is open", SEARCH, {"publicNetworkAccess": "enabled", **search()}, {"publicNetworkAccess": "enabled", **search("203.0.113.9")}),
    ("search lower case", SEARCH, {}, {"publicNetworkAccess": "disabled"}),
    ("search outside rule", SEARCH, search("198.51.100.9"), search("203.0.113.9")),
    ("cosmos no rules", COSMOS, {}, cosmos("203.0.113.9")),
    ("cosmos all of azure", COSMOS, cosmos("0.0.0.0"), cosmos("203.0.113.9")),
    ("cosmos network filter", COSMOS, {"isVirtualNetworkFilterEnabled": False}, {"isVirtualNetworkFilterEnabled": True}),
    ("cosmos old form", COSMOS, {"ipRangeFilter": "203.0.113.9,198.51.100.9"}, {"ipRangeFilter": "203.0.113.9,203.0.113.10"}),
    ("workspace", WORKSPACE, {"publicNetworkAccess": "Enabled"}, {"publicNetworkAccess": "Disabled"}),
    ("workspace allow list", WORKSPACE, {"ipAllowlist": ["198.51.100.0/24"]}, {"ipAllowlist": ["203.0.113.0/28"]}),
    ("ml registry", "Microsoft.MachineLearningServices/registries", {}, {"publicNetworkAccess": "Disabled"}),
    ("online endpoint", f"{WORKSPACE}/onlineEndpoints", {}, {"publicNetworkAccess": "Disabled"}),
    ("log analytics", "Microsoft.OperationalInsights/workspaces", {}, {"publicNetworkAccessForQuery": "Disabled"}),
    ("log ingestion is another door", "Microsoft.OperationalInsights/workspaces", {"publicNetworkAccessForIngestion": "Disabled"}, {"publicNetworkAccessForQuery": "Disabled"}),
    ("insights", "Microsoft.Insights/components", {}, {"publicNetworkAccessForQuery": "Disabled"}),
    ("event hub", "Microsoft.EventHub/namespaces", {}, {"publicNetworkAccess": "Disabled"}),
    ("hsm", "Microsoft.KeyVault/managedHSMs", {}, deny()),
    ("disk", "Microsoft.Compute/disks", {}, {"networkAccessPolicy": "DenyAll"}),
    ("disk public side", "Microsoft.Compute/disks", {"networkAccessPolicy": "AllowAll"}, {"publicNetworkAccess": "Disabled"}),
    ("snapshot", "Microsoft.Compute/snapshots", {}, {"networkAccessPolicy": "AllowPrivate"}),
    ("cluster", "Microsoft.ContainerService/managedClusters", {}, {"apiServerAccessProfile": {"enablePrivateCluster": True}}),
    ("cluster ranges", "Microsoft.ContainerService/managedClusters", {"apiServerAccessProfile": {"authorizedIPRanges": ["198.51.100.0/24"]}}, {"apiServerAccessProfile": {"authorizedIPRanges": ["203.0.113.0/28"]}}),
    ("cluster placeholder", "Microsoft.ContainerService/managedClusters", {"apiServerAccessProfile": {"authorizedIPRanges": []}}, {"apiServerAccessProfile": {"authorizedIPRanges": ["0.0.0.0/32"]}}),
    ("container group", "Microsoft.ContainerInstance/containerGroups", {"ipAddress": {"type": "Public", "ports": [{"port": 80}]}}, {"ipAddress": {"type": "Private", "ports": [{"port": 80}]}}),
    ("container group silent", "Microsoft.ContainerInstance/containerGroups", {"ipAddress": {"type": "public"}}, {}),
    ("redis", "Microsoft.Cache/redis", {}, {"publicNetworkAccess": "Disabled"}),
]  # fmt: skip


def leaf(type_: str, properties: dict[str, Any]) -> Resource:
    names = ["it"] * (type_.count("/"))
    return res(type_, *names, location="westeurope", properties=properties)


@pytest.mark.parametrize(("name", "type_", "leaky", "safe"), TWINS, ids=[t[0] for t in TWINS])
def test_public_twins(name: str, type_: str, leaky: dict[str, Any], safe: dict[str, Any]) -> None:
    opened, closed = ask(leaf(type_, leaky), of=office()), ask(leaf(type_, safe), of=office())
    assert [outsider for _, outsider, _ in opened.sure] == ["internet"]
    assert opened.rules <= {"RF-RCH-01", "RF-RCH-02", "RF-RCH-05"}
    assert opened.depth == 0
    assert closed.findings == []
    assert closed.verdict == "sealed"
    assert closed.depth in (1, 2)


def _hide(value: Any) -> list[Any]:
    """Return every version of a tree with one node replaced by an unknown."""
    versions: list[Any] = [HIDDEN]
    if isinstance(value, dict):
        for key, inner in value.items():
            versions += [{**value, key: hidden} for hidden in _hide(inner)]
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            versions += [[*value[:index], hidden, *value[index + 1 :]] for hidden in _hide(inner)]
    return versions


@pytest.mark.parametrize(("name", "type_", "leaky", "safe"), TWINS, ids=[t[0] for t in TWINS])
def test_hiding_a_fact_of_a_leaky_twin_never_seals(
    name: str, type_: str, leaky: dict[str, Any], safe: dict[str, Any]
) -> None:
    for hidden in _hide(leaky):
        assert ask(leaf(type_, hidden), of=office()).verdict != "sealed", hidden
    resource = leaf(type_, leaky)
    vague = res(
        type_,
        *["it"] * type_.count("/"),
        location="westeurope",
        properties=leaky,
        presence=Unknown("it may not be there"),
    )
    assert ask(vague, of=office()).verdict == "unknown"
    referred = res(
        type_, *["it"] * type_.count("/"), external=Unknown("a data source"), location="westeurope"
    )
    assert ask(referred, of=office()).verdict == "unknown", resource


def test_hiding_the_property_that_closes_never_seals() -> None:
    for _, type_, _, safe in TWINS:
        for key in safe:
            hidden = {**safe, key: HIDDEN}
            answer = ask(leaf(type_, hidden), of=office())
            assert answer.verdict in ("unknown", "open") or answer.depth != 0, (type_, key)
        if len(safe) == 1:
            assert ask(leaf(type_, {next(iter(safe)): HIDDEN}), of=office()).verdict != "sealed"


def test_a_rule_that_may_not_be_there_makes_the_answer_unknown() -> None:
    rule = {"value": "198.51.100.7", MAYBE: Unknown("count is not known")}
    answer = ask(make(STORAGE, {"networkAcls": {"defaultAction": "Deny", "ipRules": [rule]}}))
    assert answer.sure == []
    assert answer.verdict == "unknown"
    assert answer.depth == 1


def test_two_closed_barriers_are_two_walls() -> None:
    closed = ask(make(STORAGE, {"publicNetworkAccess": "Disabled", **deny()}))
    assert closed.depth == 2
    assert closed.walls == ["firewall", "public-access"]
    assert ask(make(STORAGE, deny())).walls == ["firewall"]


def test_trusted_services_alone_are_no_leak() -> None:
    assert ask(make(STORAGE, deny(bypass="AzureServices, Logging"))).findings == []


def test_everything_that_is_inside_closes_nothing_to_the_inside() -> None:
    everywhere = policy(networks=(ip_network("0.0.0.0/0"), ip_network("::/0")))
    assert ask(make(STORAGE, {}), of=everywhere).findings == []


def rule_set(*ips: str, action: str = "Deny") -> Resource:
    return res(
        "Microsoft.EventHub/namespaces/networkRuleSets",
        "it",
        "default",
        properties={"defaultAction": action, "ipRules": [{"ipMask": ip} for ip in ips]},
    )


def test_a_rule_set_without_rules_closes_nothing() -> None:
    hub = make("Microsoft.EventHub/namespaces", {})
    assert ask(hub, rule_set(), of=office()).rules == {"RF-RCH-01"}
    assert ask(hub, rule_set("203.0.113.9"), of=office()).verdict == "sealed"
    assert ask(hub, rule_set("203.0.113.9", action="Allow"), of=office()).rules == {"RF-RCH-01"}


def test_sql_needs_a_rule_and_the_zero_rule_is_all_of_azure() -> None:
    server = make("Microsoft.Sql/servers", {})

    def rule(first: Any, last: Any) -> Resource:
        spans = {"startIpAddress": first, "endIpAddress": last}
        return res("Microsoft.Sql/servers/firewallRules", "it", "r", properties=spans)

    assert ask(server).verdict == "sealed"
    leaky = ask(server, rule("0.0.0.0", "0.0.0.0"))
    assert leaky.sure == [("RF-RCH-01", "internet", "firewallRules.r")]
    assert "`firewallRules.r` admits all of Azure" in leaky.findings[0].path[0].because
    assert ask(server, rule("10.0.0.1", "10.0.0.9")).verdict == "sealed"
    assert ask(server, rule(HIDDEN, "10.0.0.9")).verdict == "unknown"


def test_postgres_in_a_subnet_of_its_own_has_no_public_side() -> None:
    type_ = "Microsoft.DBforPostgreSQL/flexibleServers"
    rule = res(
        f"{type_}/firewallRules", "it", "r",
        properties={"startIpAddress": "0.0.0.0", "endIpAddress": "255.255.255.255"},
    )  # fmt: skip
    vnet = res("Microsoft.Network/virtualNetworks", "v", location="westeurope",
               properties={"addressSpace": {"addressPrefixes": ["10.0.0.0/16"]}})  # fmt: skip
    subnet = res("Microsoft.Network/virtualNetworks/subnets", "v", "s",
                 properties={"addressPrefixes": ["10.0.1.0/24"]})  # fmt: skip
    inside = {"network": {"delegatedSubnetResourceId": subnet.id}}
    assert ask(make(type_, {}), rule).rules == {"RF-RCH-01"}
    assert ask(make(type_, inside), rule, vnet, subnet).verdict == "sealed"


def test_the_older_flag_of_a_workspace_leaves_a_doubt() -> None:
    behind = make(WORKSPACE, {"allowPublicAccessWhenBehindVnet": False})
    around = [vnet("v"), subnet("v", "s")]
    link = endpoint("pe", around[1], behind, "amlworkspace")
    assert ask(behind, *around).rules == {"RF-RCH-01"}
    assert ask(behind, *around, link).verdict == "unknown"
    assert ask(behind, *around, endpoint("pe", around[1], HIDDEN)).verdict == "unknown"
    told = make(WORKSPACE, {"allowPublicAccessWhenBehindVnet": True})
    assert ask(told, *around, link).verdict == "open"
    closed = {"allowPublicAccessWhenBehindVnet": False, "publicNetworkAccess": "Disabled"}
    assert ask(make(WORKSPACE, closed)).verdict == "sealed"


def test_a_type_whose_network_nobody_modelled_is_never_sealed() -> None:
    answer = ask(make("Microsoft.NetApp/netAppAccounts", {}))
    assert answer.verdict == "unknown"


def app(internal: Any, ingress: Any) -> list[Resource]:
    environment = res(
        "Microsoft.App/managedEnvironments", "env",
        properties={} if internal is None else {"vnetConfiguration": {"internal": internal}},
    )  # fmt: skip
    properties = {"managedEnvironmentId": environment.id, "configuration": {"ingress": ingress}}
    return [res("Microsoft.App/containerApps", "app", properties=properties), environment]


def test_container_apps() -> None:
    rules = [{"action": "Allow", "ipAddressRange": "203.0.113.0/28"}]
    refusals = [{"action": "Deny", "ipAddressRange": "198.51.100.0/24"}]
    assert ask(*app(None, {"external": True}), of=office()).rules == {"RF-RCH-02"}
    assert ask(*app(True, {"external": True}), of=office()).verdict == "sealed"
    assert ask(*app(None, {"external": False}), of=office()).verdict == "sealed"
    assert ask(*app(None, None), of=office()).verdict == "sealed"
    admitted = {"external": True, "ipSecurityRestrictions": rules}
    assert ask(*app(None, admitted), of=office()).verdict == "sealed"
    refused = {"external": True, "ipSecurityRestrictions": refusals}
    assert ask(*app(None, refused), of=office()).rules == {"RF-RCH-02"}
    assert ask(*app(HIDDEN, {"external": True}), of=office()).verdict == "unknown"
    assert ask(*app(None, {"external": HIDDEN}), of=office()).verdict == "unknown"
    assert ask(app(None, {"external": True})[0], of=office()).verdict == "unknown"


def test_a_gallery_of_the_community_is_open_to_all() -> None:
    def gallery(permissions: Any) -> Resource:
        shared = {"sharingProfile": {"permissions": permissions}}
        return make("Microsoft.Compute/galleries", shared)

    assert ask(gallery("Community")).rules == {"RF-EXP-01"}
    assert ask(gallery("Groups")).verdict == "sealed"
    assert ask(make("Microsoft.Compute/galleries", {})).verdict == "sealed"
    assert ask(gallery(HIDDEN)).verdict == "unknown"


def test_what_only_the_management_plane_reads_has_no_way_in() -> None:
    answer = ask(make("Microsoft.Compute/images", {}))
    assert (answer.verdict, answer.depth) == ("sealed", None)


def test_a_project_stands_behind_the_door_of_its_hub() -> None:
    def project(hub: Resource | Any) -> Resource:
        reference = hub.id if isinstance(hub, Resource) else hub
        return res(WORKSPACE, "proj", kind="Project", properties={"hubResourceId": reference})

    def hub(**properties: Any) -> Resource:
        return res(WORKSPACE, "hub", kind="Hub", properties=properties)

    opened, closed = hub(), hub(publicNetworkAccess="Disabled")
    assert ask(project(opened), opened).rules == {"RF-RCH-01"}
    assert ask(project(closed), closed).verdict == "sealed"
    assert ask(project(HIDDEN), closed).verdict == "unknown"
    assert ask(project("/subscriptions/s/elsewhere")).verdict == "unknown"


def test_logins_to_machine_learning_compute() -> None:
    def compute(kind: str, **inner: Any) -> Resource:
        properties = {"computeType": kind, "properties": inner}
        return leaf(f"{WORKSPACE}/computes", properties)

    account = {"adminUserName": "op"}
    opened = {"sshSettings": {"sshPublicAccess": "Enabled"}}
    assert ask(compute("ComputeInstance", **opened)).rules == {"RF-RCH-02"}
    assert ask(compute("ComputeInstance")).verdict == "sealed"
    assert ask(compute("ComputeInstance", enableNodePublicIp=False, **opened)).verdict == "sealed"
    assert ask(compute("AmlCompute", userAccountCredentials=account)).rules == {"RF-RCH-02"}
    assert ask(compute("AmlCompute")).verdict == "sealed"
    off = {"userAccountCredentials": account, "remoteLoginPortPublicAccess": "Disabled"}
    assert ask(compute("AmlCompute", **off)).verdict == "sealed"
    on = {"remoteLoginPortPublicAccess": "Enabled"}
    assert ask(compute("AmlCompute", **on)).rules == {"RF-RCH-02"}
    assert ask(compute("AmlCompute", enableNodePublicIp=False, **on)).verdict == "sealed"
    hidden = {"userAccountCredentials": account, "remoteLoginPortPublicAccess": HIDDEN}
    assert ask(compute("AmlCompute", **hidden)).verdict == "unknown"
    assert ask(compute("Kubernetes")).verdict == "sealed"
