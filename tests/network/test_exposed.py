"""Exposure: what is read without a credential, and what only would be."""

from __future__ import annotations

from typing import Any

import pytest

from ringfence.graph.azure.exposure import PLANE
from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource
from tests.build import asset, findings, res, rid, scene
from tests.network.estate import endpoint, subnet, vnet
from tests.network.judging import Answer, ask

HIDDEN = Unknown("it is hidden")
STORAGE = "Microsoft.Storage/storageAccounts"
CONTAINER = f"{STORAGE}/blobServices/containers"
OPEN = {"allowBlobPublicAccess": True}
DENY = {"networkAcls": {"defaultAction": "Deny"}}


def container(level: Any = "Blob", name: str = "dumps", **more: Any) -> Resource:
    properties = {} if level is None else {"publicAccess": level}
    return res(CONTAINER, "st", "default", name, properties=properties, **more)


def account(**properties: Any) -> Resource:
    return res(STORAGE, "st", location="westeurope", properties=properties)


def read(holds: Resource, of: Resource, *others: Resource) -> Answer:
    return ask(asset(holds, holder=of), of, *others)


@pytest.mark.parametrize("level", ["Blob", "blob", "Container"])
def test_an_anonymous_container(level: str) -> None:
    leaky = read(container(level), account(**OPEN))
    assert leaky.sure == [("RF-EXP-01", "internet", "containers.dumps")]
    assert leaky.depth == 0


@pytest.mark.parametrize(
    ("level", "properties", "walls"),
    [
        ("None", OPEN, []),
        (None, OPEN, []),
        ("Blob", {"allowBlobPublicAccess": False}, []),
        ("Blob", {}, []),
    ],
)
def test_one_switch_off_is_reachable_but_not_exposed(
    level: Any, properties: dict[str, Any], walls: list[str]
) -> None:
    answer = read(container(level), account(**properties))
    assert answer.rules == {"RF-RCH-01"}
    assert answer.walls == walls


def test_a_firewall_before_an_anonymous_container_is_one_wall() -> None:
    answer = read(container(), account(**OPEN, **DENY))
    assert answer.findings == []
    assert (answer.verdict, answer.depth, answer.walls) == ("sealed", 1, ["firewall"])


@pytest.mark.parametrize(
    ("level", "properties"),
    [
        (HIDDEN, OPEN),
        ("Blob", {"allowBlobPublicAccess": HIDDEN}),
        ("Blob", {**OPEN, "networkAcls": {"defaultAction": HIDDEN}}),
        ("Blob", {**OPEN, "networkAcls": HIDDEN}),
        ("Blob", {**OPEN, "publicNetworkAccess": HIDDEN}),
        ("Blob", {**OPEN, "networkAcls": {"defaultAction": "Deny", "ipRules": HIDDEN}}),
    ],
)
def test_what_is_hidden_may_be_open(level: Any, properties: dict[str, Any]) -> None:
    answer = read(container(level), account(**properties))
    assert "RF-EXP-01" in answer.unsure
    assert "RF-EXP-01" not in answer.rules
    assert answer.verdict != "sealed"


def test_a_container_that_may_not_be_there() -> None:
    answer = read(container(presence=Unknown("count is not known")), account(**OPEN))
    assert (answer.sure, answer.verdict) == ([], "unknown")


def test_a_static_website_needs_no_switch() -> None:
    assert read(container(None, "$web"), account()).rules == {"RF-EXP-01"}
    assert read(container(None, "web"), account()).rules == {"RF-RCH-01"}
    assert read(container(None, "$web"), account(**DENY)).verdict == "sealed"


def test_shares_are_never_anonymous() -> None:
    share = res(f"{STORAGE}/fileServices/shares", "st", "default", "s", properties={})
    assert read(share, account(**OPEN)).rules == {"RF-RCH-01"}


def both(of: Resource, *holds: Resource) -> dict[str, str]:
    """Return the strongest sure kind of finding for each asset, the account among them."""
    assets = [asset(of), *(asset(each, holder=of) for each in holds)]
    kinds: dict[str, str] = {}
    for finding in findings(scene(assets, of, *holds), PLANE):
        assert finding.asset is not None
        if finding.outcome.value == "fail":
            kinds.setdefault(finding.asset.name, finding.kind.value)
    return kinds


def test_an_account_leaks_through_what_it_holds() -> None:
    assert both(account(**OPEN), container(), container("None", "shut")) == {
        "st": "exposed",
        "dumps": "exposed",
        "shut": "reachable",
    }
    assert both(account(**OPEN), container("None")) == {"st": "reachable", "dumps": "reachable"}
    found = findings(scene([asset(account(**OPEN)), asset(container(), holder=account())]), PLANE)
    path = next(f for f in found if f.asset and f.asset.name == "st").path
    assert [step.address for step in path][-2:] == ["containers.dumps", "storageAccounts.st"]


def registry(**properties: Any) -> Resource:
    return res(
        "Microsoft.ContainerRegistry/registries",
        "cr",
        sku={"name": "Premium"},
        properties=properties,
    )


def test_anonymous_pull() -> None:
    assert ask(registry(anonymousPullEnabled=True)).sure == [
        ("RF-EXP-01", "internet", "registries.cr")
    ]
    assert ask(registry(adminUserEnabled=True)).rules == {"RF-RCH-01"}
    closed = ask(registry(anonymousPullEnabled=True, publicNetworkAccess="Disabled"))
    assert (closed.verdict, closed.walls) == ("sealed", ["public-access"])
    assert "RF-EXP-01" in ask(registry(anonymousPullEnabled=HIDDEN)).unsure


def test_anonymous_to_a_network_abroad() -> None:
    there, inner = vnet("us", "10.7.0.0/16", "eastus"), subnet("us", "s", "10.7.1.0/24")
    closed = account(**OPEN, publicNetworkAccess="Disabled")
    link = endpoint("pe", inner, closed)
    assert read(container(), closed, there, inner, link).rules == {"RF-EXP-01"}
    assert read(container("None"), closed, there, inner, link).rules == {"RF-RCH-03"}


def test_a_disabled_key_stops_every_read() -> None:
    vault = res("Microsoft.KeyVault/vaults", "kv", properties={})

    def with_key(enabled: Any) -> Answer:
        key = res("Microsoft.KeyVault/vaults/keys", "kv", "cmk",
                  properties={} if enabled is None else {"attributes": {"enabled": enabled}})  # fmt: skip
        encryption = {
            "keySource": "Microsoft.Keyvault",
            "keyvaultproperties": {"keyvaulturi": "https://kv.vault.azure.net", "keyname": "cmk"},
        }
        return read(container(), account(**OPEN, encryption=encryption), vault, key)

    assert "RF-EXP-01" in with_key(True).rules
    assert "RF-EXP-01" in with_key(None).rules
    assert with_key(False).rules == {"RF-RCH-01"}
    assert "RF-EXP-01" in with_key(HIDDEN).unsure


def test_the_path_tells_why() -> None:
    finding = read(container(), account(**OPEN)).findings[0]
    assert [step.claim for step in finding.path] == [
        "the internet reaches the public endpoint of `storageAccounts.st`",
        "`dumps` is read without any credential",
        "`dumps` can be read by anyone from there",
    ]
    assert (
        finding.path[1].because == "`allowBlobPublicAccess` is `true` and `publicAccess` is `Blob`"
    )
    assert finding.title == "dumps can be read by anyone (internet)"
    assert rid(STORAGE, "st") == finding.path[0].evidence[0].resource.id
