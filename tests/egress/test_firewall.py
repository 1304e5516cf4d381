"""Ways out through a firewall: rule order, kinds of rules, names, and look-alikes that are closed."""

from __future__ import annotations

from typing import Any

import pytest

from ringfence.graph.azure.egress.names import HostNames, Whose
from ringfence.graph.azure.network.firewall import covers
from ringfence.graph.azure.network.firewall_rules import Target
from ringfence.graph.azure.network.names import Names
from ringfence.graph.scene import Scene
from ringfence.model.estate import Estate
from ringfence.model.facts import MAYBE, Unknown
from ringfence.model.resource import Resource
from ringfence.model.symbols import symbol
from tests.build import res, rid
from tests.egress.estates import (
    DENY,
    GUARDED,
    HIDDEN,
    ROUTED,
    SUBNETS,
    depth,
    leaks,
    nsg,
    outcome,
    ref,
    route,
    rule,
    standing,
    subnet,
    table,
)

FIREWALLS = "Microsoft.Network/azureFirewalls"
POLICIES = "Microsoft.Network/firewallPolicies"
GROUPS = f"{POLICIES}/ruleCollectionGroups"
FRONT = "10.0.9.4"


def net(to: Any = None, *, names: Any = None, **more: Any) -> dict[str, Any]:
    written: dict[str, Any] = {
        "ruleType": "NetworkRule", "name": "n", "ipProtocols": ["TCP"],
        "sourceAddresses": ["*"], "destinationPorts": ["443"],
    }  # fmt: skip
    if to is not None:
        written["destinationAddresses"] = to
    if names is not None:
        written["destinationFqdns"] = names
    return written | more


def app(*names: Any, **more: Any) -> dict[str, Any]:
    return {
        "ruleType": "ApplicationRule", "name": "a", "sourceAddresses": ["*"],
        "protocols": [{"protocolType": "Https", "port": 443}], "targetFqdns": list(names),
    } | more  # fmt: skip


def collection(action: Any, priority: Any, *rules: Any) -> dict[str, Any]:
    return {
        "ruleCollectionType": "FirewallPolicyFilterRuleCollection", "name": f"c{priority}",
        "priority": priority, "action": {"type": action}, "rules": list(rules),
    }  # fmt: skip


def group(priority: Any, *collections: Any, of: str = "p", name: str = "g") -> Resource:
    return res(GROUPS, of, name, properties={"priority": priority, "ruleCollections": list(collections)})  # fmt: skip


def firewall(**properties: Any) -> Resource:
    config = [{"name": "c", "properties": {"subnet": ref(SUBNETS, "v", "AzureFirewallSubnet")}}]
    properties.setdefault("firewallPolicy", ref(POLICIES, "p"))
    return res(FIREWALLS, "fw", properties={"ipConfigurations": config} | properties)


def behind(
    *others: Resource, next_hop: Any = FRONT, fw: Resource | None = None, **more: Any
) -> Scene:
    return standing(
        table(route("0.0.0.0/0", "VirtualAppliance", next_hop)),
        subnet("AzureFirewallSubnet", "10.0.9.0/26"),
        fw or firewall(),
        res(POLICIES, "p", properties={}),
        *others,
        **ROUTED,
        **more,
    )


def allowed(*rules: Any) -> str:
    return outcome(behind(group(200, collection("Allow", 200, *rules))))


def test_a_firewall_without_rules_denies() -> None:
    assert outcome(behind()) == "closed"
    assert depth(behind()) == (1, ["egress-firewall"])
    assert depth(behind(nsg(DENY), **GUARDED)) == (2, ["egress-firewall", "nsg-out"])


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (net(["*"]), "open"),
        (net(["Storage.WestEurope"]), "open"),
        (net(["AzureActiveDirectory"]), "closed"),
        (net(["AzureCloud"], destinationPorts=["*"]), "open"),
        (net(["10.0.0.0/8"]), "closed"),
        (net(["20.0.0.0/8", "10.0.0.0/8"]), "open"),
        (net(["*"], sourceAddresses=["10.0.1.0/24"]), "open"),
        (net(["*"], sourceAddresses=["10.0.2.0/24"]), "closed"),
        (net(["*"], sourceAddresses=["10.0.1.0/25"]), "unknown"),
        (net(HIDDEN), "unknown"),
        (net(["10.0.0.0/8", HIDDEN]), "unknown"),
        (net(["*"], ipProtocols=HIDDEN), "unknown"),
        (net(["*"], destinationPorts=HIDDEN), "unknown"),
        (net(names=["files.example.org"]), "open"),
        (net(names=["ntp.ubuntu.com"]), "closed"),
        (app("*.blob.core.windows.net"), "open"),
        (app("*"), "open"),
        (app("login.microsoftonline.com", "mcr.microsoft.com", "*.data.mcr.microsoft.com"), "closed"),
        (app("stours.blob.core.windows.net"), "closed"),
        (app("stours.privatelink.blob.core.windows.net"), "closed"),
        (app("sttheirs.blob.core.windows.net"), "open"),
        (app(HIDDEN), "unknown"),
        (app(fqdnTags=["WindowsUpdate"]), "closed"),
        (app(fqdnTags=["AzureKubernetesService"]), "open"),
        (app(webCategories=["Business"]), "open"),
        (app(targetUrls=["pastebin.example/raw"]), "open"),
        (app("*", sourceAddresses=["10.0.2.0/24"]), "closed"),
        (app("*", sourceIpGroups=[rid("Microsoft.Network/ipGroups", "near")], sourceAddresses=[]), "open"),
        (app("*", sourceIpGroups=[rid("Microsoft.Network/ipGroups", "far")], sourceAddresses=[]), "closed"),
        (app("*", sourceIpGroups=[rid("Microsoft.Network/ipGroups", "gone")], sourceAddresses=[]), "unknown"),
        ({**app("*"), MAYBE: HIDDEN}, "unknown"),
        (HIDDEN, "unknown"),
    ],
)  # fmt: skip
def test_one_allow_rule(written: Any, expected: str) -> None:
    ours = res("Microsoft.Storage/storageAccounts", "stours", properties={})
    near = res("Microsoft.Network/ipGroups", "near", properties={"ipAddresses": ["10.0.1.0/24"]})
    far = res("Microsoft.Network/ipGroups", "far", properties={"ipAddresses": ["10.0.2.0/24"]})
    of = behind(group(200, collection("Allow", 200, written)), ours, near, far)
    assert outcome(of) == expected


def test_one_foreign_host_is_medium_a_wildcard_is_high() -> None:
    def severities(*names: str) -> list[str]:
        of = behind(group(200, collection("Allow", 200, app(*names))))
        return [finding.severity.value for finding in leaks(of)]

    assert severities("files.example.org") == ["medium"]
    assert severities("files.example.org", "mcr.microsoft.com") == ["medium"]
    assert severities("files.example.org", "*.example.org") == ["high"]
    found = leaks(behind(group(200, collection("Allow", 200, app("*.example.org")))))
    assert [(f.rule, f.address) for f in found] == [("RF-EGR-03", "ruleCollectionGroups.g")]


@pytest.mark.parametrize(
    ("to", "rule_id"),
    [("*", "RF-EGR-01"), ("0.0.0.0/0", "RF-EGR-01"), ("Storage.WestEurope", "RF-EGR-03")],
)
def test_a_rule_to_every_address_lets_out_to_the_internet(to: str, rule_id: str) -> None:
    of = behind(group(200, collection("Allow", 200, net([to]))))
    found = [(f.rule, f.outcome.value, f.address) for f in leaks(of)]
    assert found == [(rule_id, "fail", "ruleCollectionGroups.g")]
    closed = behind(group(200, collection("Allow", 200, net([to]))), nsg(DENY), **GUARDED)
    assert depth(closed) == (1, ["nsg-out"])


def test_order_of_collections_groups_and_kinds() -> None:
    deny, allow = net(["*"]), net(["Storage"])
    first = behind(group(200, collection("Deny", 100, deny), collection("Allow", 200, allow)))
    assert outcome(first) == "closed"
    after = behind(group(200, collection("Deny", 300, deny), collection("Allow", 200, allow)))
    assert outcome(after) == "open"
    hidden = behind(group(200, collection("Deny", HIDDEN, deny), collection("Allow", 200, allow)))
    assert outcome(hidden) == "unknown"
    # A group with a lower number comes first, whatever the numbers of its collections.
    groups = behind(
        group(200, collection("Allow", 100, allow), name="late"),
        group(100, collection("Deny", 900, deny), name="early"),
    )
    assert outcome(groups) == "closed"
    # Network rules come before application rules, whatever the numbers.
    kinds = behind(
        group(100, collection("Allow", 100, app("*.example.org")), name="names"),
        group(900, collection("Deny", 900, net(["*"])), name="packets"),
    )
    assert outcome(kinds) == "closed"
    other_port = behind(
        group(100, collection("Allow", 100, app("*.example.org")), name="names"),
        group(900, collection("Deny", 900, net(["*"], destinationPorts=["80"])), name="packets"),
    )
    assert outcome(other_port) == "open"


def test_denied_names_hold_back_what_they_cover() -> None:
    def ordered(denied: Any, allowed_: str) -> str:
        return outcome(
            behind(
                group(200, collection("Deny", 100, app(denied)), collection("Allow", 200, app(allowed_)))
            )
        )  # fmt: skip

    assert ordered("*", "*.example.org") == "closed"
    assert ordered("*.example.org", "files.example.org") == "closed"
    assert ordered("files.example.org", "*.example.org") == "open"
    assert ordered("*.example.com", "files.example.org") == "open"
    assert ordered(HIDDEN, "files.example.org") == "unknown"


def test_the_base_policy_comes_first() -> None:
    base = res(POLICIES, "base", properties={})
    child = res(POLICIES, "p", properties={"basePolicy": ref(POLICIES, "base")})
    deny = group(900, collection("Deny", 900, net(["*"])), of="base", name="b")
    allow = group(100, collection("Allow", 100, net(["Storage"])))
    of = standing(
        table(route("0.0.0.0/0", "VirtualAppliance", FRONT)), subnet("AzureFirewallSubnet", "10.0.9.0/26"),
        firewall(), base, child, deny, allow, **ROUTED,
    )  # fmt: skip
    assert outcome(of) == "closed"
    of = standing(
        table(route("0.0.0.0/0", "VirtualAppliance", FRONT)), subnet("AzureFirewallSubnet", "10.0.9.0/26"),
        firewall(), child, deny, **ROUTED,
    )  # fmt: skip
    assert outcome(of) == "unknown"  # the base policy is not in the tree


def test_policies_and_firewalls_that_are_not_known() -> None:
    assert outcome(behind(fw=firewall(firewallPolicy=HIDDEN))) == "unknown"
    assert outcome(behind(fw=firewall(firewallPolicy=ref(POLICIES, "gone")))) == "unknown"
    doubtful = firewall()
    doubtful.presence = HIDDEN
    wide = group(200, collection("Allow", 200, net(["*"])))
    assert outcome(behind(wide, fw=doubtful)) == "unknown"
    assert outcome(behind(wide)) == "open"
    hidden = group(200, HIDDEN)
    assert outcome(behind(hidden)) == "unknown"
    assert outcome(behind(group(200, collection(HIDDEN, 200, net(["*"]))))) == "unknown"


def test_rules_in_the_firewall_itself() -> None:
    def classic(kind: str, *rules: Any) -> str:
        body = {"priority": 200, "action": {"type": "Allow"}, "rules": list(rules)}
        listed = {kind: [{"name": "c", "properties": body}]}
        return outcome(behind(fw=firewall(firewallPolicy=None, **listed)))

    packets = {"name": "n", "protocols": ["TCP"], "sourceAddresses": ["*"],
               "destinationAddresses": ["Storage"], "destinationPorts": ["443"]}  # fmt: skip
    names = {"name": "a", "protocols": [{"protocolType": "Https", "port": 443}],
             "sourceAddresses": ["*"], "targetFqdns": ["*.example.org"]}  # fmt: skip
    assert classic("networkRuleCollections", packets) == "open"
    assert classic("networkRuleCollections", packets | {"destinationAddresses": ["10.0.0.0/8"]}) == "closed"  # fmt: skip
    assert classic("applicationRuleCollections", names) == "open"
    assert classic("applicationRuleCollections", names | {"targetFqdns": ["mcr.microsoft.com"]}) == "closed"  # fmt: skip


def test_the_next_hop_must_be_the_firewall() -> None:
    wide = group(200, collection("Allow", 200, net(["*"])))
    assert outcome(behind(wide, next_hop="10.0.5.5")) == "unknown"
    assert outcome(behind(next_hop="10.0.5.5")) == "unknown"
    assert outcome(behind(next_hop=HIDDEN)) == "unknown"
    private = symbol("azureFirewalls.fw.ip_configuration[0].private_ip_address")
    assert outcome(behind(wide, next_hop=private)) == "open"
    assert outcome(behind(next_hop=private)) == "closed"


def test_the_group_before_the_firewall_still_counts() -> None:
    wide = group(200, collection("Allow", 200, app("*.example.org")))
    assert outcome(behind(wide, nsg(DENY), **GUARDED)) == "closed"
    ssh = rule("Allow", 100, "Internet", destinationPortRange="22", protocol="Tcp")
    assert outcome(behind(wide, nsg(ssh, DENY), **GUARDED)) == "closed"
    web = rule("Allow", 100, "Internet", destinationPortRange="443", protocol="Tcp")
    assert outcome(behind(wide, nsg(web, DENY), **GUARDED)) == "open"


def test_what_one_target_covers() -> None:
    def holds(wide: str, narrow: str) -> bool:
        return covers(Target("fqdn", wide), Target("fqdn", narrow))

    assert holds("*.example.org", "a.example.org")
    assert holds("*.example.org", "*.a.example.org")
    assert not holds("*.example.org", "example.org")
    assert not holds("*.example.org", "badexample.org")
    assert not holds("a.example.org", "*.example.org")
    assert holds("*", "anything")


def test_whose_names_are() -> None:
    zone = res("Microsoft.Network/privateDnsZones", "corp.example", properties={})
    registry = res("Microsoft.ContainerRegistry/registries", "crours", properties={})
    estate = Estate([zone, registry])
    hosts = HostNames(estate, Names(estate))

    def whose(text: str, kind: str = "fqdn", doubt: Unknown | None = None) -> Whose:
        return hosts.judge(Target(kind, text, doubt)).whose

    assert whose("crours.azurecr.io") is Whose.OURS
    assert whose("crours.westeurope.data.azurecr.io") is Whose.OURS
    assert whose("crtheirs.azurecr.io") is Whose.ONE
    assert whose("*.azurecr.io") is Whose.MANY
    assert whose("git.corp.example") is Whose.OURS
    assert whose("*.corp.example") is Whose.OURS
    assert whose("corp.example.org") is Whose.ONE
    assert whose("evil.login.microsoftonline.com") is Whose.HARMLESS
    assert whose("login.microsoftonline.com.evil.org") is Whose.ONE
    assert whose("https://files.example.org/x", "url") is Whose.ONE
    assert whose("", doubt=HIDDEN) is Whose.MANY


def test_ids_tell_a_foreign_host_from_a_name_that_may_be_anything() -> None:
    of = behind(group(200, collection("Allow", 200, app("files.example.org", HIDDEN))))
    found = leaks(of)
    seen = sorted((f.rule, f.severity.value, f.outcome.value) for f in found)
    assert seen == [("RF-EGR-03", "high", "unknown"), ("RF-EGR-04", "medium", "fail")]
    assert len({f.id for f in found}) == 2
