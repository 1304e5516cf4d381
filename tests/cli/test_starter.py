"""The boundary file that `init` writes: it loads, changes no answer, and says what was seen."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.graph.azure.sightings import sightings
from ringfence.graph.sightings import Sighting, Sightings, tally
from ringfence.model.assessment import Judged, Verdict
from ringfence.model.estate import Estate
from ringfence.model.facts import Source, Unknown
from ringfence.model.symbols import context
from ringfence.readers.boundaryfile import loads
from ringfence.report.starter import MAX_ASSETS, starter
from tests.build import GROUP, res, rid
from tests.report.cases import INFERRED, accepted, account, assessment, asset, opened

TENANT = "11111111-2222-3333-4444-555555555555"
BLOB_READER = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1"
CONTRIBUTOR = "b24988ac-6180-42a0-ab88-20f7382dd24c"


def test_the_file_says_what_is_inferred_anyway_and_nothing_else() -> None:
    of = opened()
    seen = Sightings(
        regions=(Sighting("westeurope", 12), Sighting("northeurope", 2)),
        tenants=(Sighting(TENANT, 2, Source("main.tf", 3), "`properties.tenantId` of `kv`"),),
        repositories=(Sighting("acme/llm", 1, Source("ci.tf", 1), "the subject of `ci`"),),
        custodians=(Sighting("ml-team", 1, Source("iam.tf", 9), "`Reader` by `x`"),),
    )
    text = starter(of, seen)
    policy = loads(text)
    boundary = policy.boundary
    assert boundary.stated == of.boundary.stated
    assert boundary.networks == of.boundary.networks
    assert (boundary.tenants, boundary.repositories, boundary.custodians) == (frozenset(), (), ())
    assert (policy.assets, policy.accept) == ((), ())
    assert policy.threshold is of.threshold
    for line in (
        "  # Inferred from 14 locations: westeurope 12, northeurope 2",
        f"  # seen: {TENANT}: 2 times, first `properties.tenantId` of `kv` (main.tf:3)",
        f'  # tenants: ["{TENANT}"]',
        '  # repositories: ["acme/llm"]',
        '  #   - {principal: "ml-team"}',
        '#   - {match: {address: "azurerm_storage_container.dumps"}, kind: training-data}',
        "#     # high confidence: the name holds `dumps`",
    ):
        assert line in text.splitlines()


def test_what_was_seen_can_be_uncommented() -> None:
    seen = Sightings(
        tenants=(Sighting(TENANT, 1),),
        subscriptions=(Sighting(TENANT, 1),),
        repositories=(Sighting("acme/llm", 1),),
        custodians=(Sighting('a "quoted" name', 1),),
    )
    lines = starter(opened(), seen).splitlines()
    wanted = (
        *("# tenants:", "# subscriptions:", "# repositories:", "# custodians:", "# keys:"),
        *("# assets:", "#   - {princ", "#   - {match"),
    )
    freed = [
        line.replace("# ", "", 1) if line.strip().startswith(wanted) else line for line in lines
    ]
    policy = loads("\n".join(freed))
    assert policy.boundary.tenants == policy.boundary.subscriptions == {TENANT}
    assert policy.boundary.repositories == ("acme/llm",)
    assert [each.principal for each in policy.boundary.custodians] == ['a "quoted" name']
    assert policy.boundary.keys == "customer"
    assert len(policy.assets) == len(opened().assets)


def test_a_region_that_only_the_deployment_knows_is_not_written_down() -> None:
    symbol = context("location of the resource group", "main.json")
    boundary = replace(INFERRED, regions=frozenset({symbol}), stated=("<location of the group>",))
    text = starter(assessment([], boundary=boundary), Sightings(regions=(Sighting(symbol, 3),)))
    assert loads(text).boundary.regions == frozenset()
    assert "  # regions: [EU]" in text
    nothing = replace(INFERRED, regions=frozenset(), stated=())
    assert loads(starter(assessment([], boundary=nothing), Sightings())).boundary.stated == ()


@given(st.text(min_size=1, max_size=40))
def test_no_name_breaks_out_of_its_comment(name: str) -> None:
    found = Sighting(name, 1, Source(name, 1), name)
    of = accepted()
    of.assets[0].asset.resource.address = name
    of.assets[0].asset.because = name
    seen = Sightings(*([(found,)] * 6))
    policy = loads(starter(of, seen))
    assert policy.boundary.tenants == frozenset()
    assert policy.assets == ()


def test_many_assets_are_counted() -> None:
    judged = [Judged(asset(account(f"a{n}")), Verdict.SEALED, 1) for n in range(MAX_ASSETS + 5)]
    text = starter(assessment(judged), Sightings())
    assert "#   ... and 5 more" in text
    loads(text)


def test_sightings_are_counted_and_most_frequent_first() -> None:
    source = Source("a", 1)
    assert tally([("b", source, "x"), ("a", source, "y"), ("a", Source("b", 2), "z")]) == (
        Sighting("a", 2, source, "y"),
        Sighting("b", 1, source, "x"),
    )


def grant(role: str, scope: str, principal: str = TENANT) -> Any:
    return res(
        "Microsoft.Authorization/roleAssignments",
        f"g-{role[:4]}-{len(scope)}",
        properties={
            "scope": scope,
            "principalId": principal,
            "roleDefinitionId": f"/providers/Microsoft.Authorization/roleDefinitions/{role}",
        },
    )


@pytest.mark.parametrize(
    ("role", "scope", "custodian"),
    [
        (BLOB_READER, rid("Microsoft.Storage/storageAccounts", "st"), True),
        (CONTRIBUTOR, rid("Microsoft.Storage/storageAccounts", "st"), False),
        (BLOB_READER, GROUP, False),
    ],
)
def test_custodians_hold_a_data_role_on_a_resource(role: str, scope: str, custodian: bool) -> None:
    seen = sightings(Estate([grant(role, scope)]))
    assert [each.value for each in seen.custodians] == ([TENANT] if custodian else [])


def test_what_code_mentions_of_its_surroundings() -> None:
    vault = res(
        "Microsoft.KeyVault/vaults",
        "kv",
        properties={
            "tenantId": TENANT,
            "accessPolicies": [{"objectId": TENANT}, {"objectId": Unknown("hidden")}],
        },
    )
    network = res(
        "Microsoft.Network/virtualNetworks",
        "v",
        properties={"addressSpace": {"addressPrefixes": ["10.1.0.0/16", Unknown("hidden"), "x"]}},
    )
    hub, lab = (
        res(
            "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials",
            "id",
            name,
            properties={"subject": subject},
        )
        for name, subject in (
            ("hub", "repo:acme/llm-train:ref:refs/heads/main"),
            ("lab", "system:serviceaccount:a:b"),
        )
    )
    job = res("Pipelines/jobs", "ci", properties={"repository": "acme/serving"})
    seen = sightings(Estate([vault, network, hub, lab, job]))
    assert [each.value for each in seen.tenants] == [TENANT]
    assert [each.value for each in seen.networks] == ["10.1.0.0/16"]
    assert [each.value for each in seen.repositories] == ["acme/llm-train", "acme/serving"]
    assert [each.value for each in seen.custodians] == [TENANT]
    assert seen.subscriptions[0].count == 5
