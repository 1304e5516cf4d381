"""The plane as the engine runs it: with the real network, its texts, and what others ask of it."""

from __future__ import annotations

import importlib

from ringfence.catalog.rules import leaks as catalogue
from ringfence.graph import azure
from ringfence.graph.azure.identity import LIMITS, identities_on
from ringfence.graph.azure.identity.principals import client_of, principal_of
from ringfence.graph.azure.rights import DATA, KEYS, OUTSIDE, THROUGH, WRITE, services
from ringfence.model.assessment import Kind
from ringfence.model.facts import Unknown
from ringfence.readers.identity import client, principal
from tests.build import GROUP, asset, findings, res, scene
from tests.identity.directory import (
    SOMEBODY,
    assignment,
    container,
    federated,
    group,
    identity,
    judge,
    machine,
    storage,
    token,
    weights,
)

PLANE = importlib.import_module("ringfence.graph.azure.identity").PLANE


def test_the_plane_is_found_and_named() -> None:
    assert PLANE in azure.planes()
    assert PLANE.name == "identity"
    assert all(limit.endswith(".") for limit in LIMITS)


def test_symbols_are_written_as_readers_write_them() -> None:
    key = "/subscriptions/s/resourceGroups/g/providers/M/t/N"
    assert principal_of(key) == principal(key).lower()
    assert client_of(key) == client(key).lower()


def test_every_way_leads_to_a_rule_of_the_catalogue() -> None:
    rules = {way.rule for service in services().values() for way in service.all_ways}
    assert rules <= {DATA, KEYS, WRITE, THROUGH}
    for rule in (DATA, KEYS, WRITE, THROUGH, OUTSIDE):
        assert catalogue()[rule].kind is Kind.CHAINED


def test_with_the_real_network() -> None:
    role = assignment(GROUP, "Storage Blob Data Reader", SOMEBODY)
    open_ = storage(publicNetworkAccess="Enabled")
    found = findings(scene(weights(open_), role), PLANE)
    assert [(f.rule, f.outcome.value) for f in found] == [("RF-CHN-01", "fail")]
    shut = storage(publicNetworkAccess="Disabled")
    assert findings(scene(weights(shut), role), PLANE) == []
    contributor = assignment(GROUP, "Contributor", SOMEBODY)
    found = findings(scene(weights(shut), contributor), PLANE)
    assert [(f.rule, f.outcome.value) for f in found] == [("RF-CHN-03", "fail")]


def test_the_resource_to_change_and_the_words_of_a_path() -> None:
    st, train = storage(), identity("train")
    reads = assignment(st, "Storage Blob Data Reader", train, name="reads")
    ops = group("ops")
    vm = machine("vm", train)
    runs = assignment(vm, "Virtual Machine Contributor", ops, name="runs")
    (found,) = judge(scene(weights(st), train, reads, ops, vm, runs))
    assert found.address == runs.address
    assert found.title == "principal:ops gets at st through an identity or compute that may read it"
    assert [(step.address, step.claim) for step in found.path[:4]] == [
        (runs.address, "`ops` may run commands on `virtualMachines.vm`"),
        (vm.address, "`ops` runs code on `virtualMachines.vm`"),
        (vm.address, "`ops` can act as `userAssignedIdentities.train`"),
        (
            reads.address,
            "`userAssignedIdentities.train` may read the data of `storageAccounts.st`",
        ),
    ]
    assert found.path[0].because == (
        "`Virtual Machine Contributor` at `virtualMachines.vm` with the action "
        "`Microsoft.Compute/virtualMachines/runCommand/action`"
    )
    assert found.path[-1].address == st.address


def test_a_federated_leak_names_the_credential() -> None:
    st, train = storage(), identity("train")
    reads = assignment(st, "Storage Blob Data Reader", train)
    credential = federated(train, "repo:evil/x:y")
    (found,) = judge(scene(weights(st), train, reads, credential))
    assert found.address == credential.address


def test_one_finding_for_each_asset_and_principal() -> None:
    """A standing role and a machine lead to the same store: the cheapest path is told."""
    st, ops = storage(), group("ops")
    reader = assignment(GROUP, "Storage Blob Data Reader", ops)
    vm = machine("vm")
    runs = assignment(GROUP, "Virtual Machine Contributor", ops)
    (found,) = judge(scene(weights(st), ops, reader, vm, runs))
    assert (found.rule, found.severity.value) == ("RF-CHN-01", "medium")
    (found,) = judge(scene(weights(st), ops, reader, vm, runs), "subnet")
    assert (found.rule, found.severity.value) == ("RF-CHN-04", "high")


def test_identities_on_compute() -> None:
    train = identity("train")
    both = machine("vm", train, system=True)
    of = scene([], both, train)
    assert identities_on(of, both) == [(principal_of(both.key), None), (token(train), None)]
    hidden = res("Microsoft.Compute/virtualMachines", "h", identity=Unknown("?"), properties={})
    of = scene([], hidden, train)
    found = identities_on(of, hidden)
    assert {each for each, _ in found} == {principal_of(hidden.key), token(train)}
    assert all(doubt is not None for _, doubt in found)
    plain = res("Microsoft.Compute/virtualMachines", "p", properties={})
    assert identities_on(scene([], plain), plain) == []


def test_a_child_whose_container_is_not_declared() -> None:
    dumps = container(storage(), "dumps")
    found = judge(scene([asset(dumps)], assignment(GROUP, "Contributor", SOMEBODY)))
    assert [(f.rule, f.outcome.value) for f in found] == [("RF-CHN-03", "fail")]
    operator = assignment(GROUP, "Storage Account Key Operator Service Role", SOMEBODY)
    found = judge(scene([asset(dumps)], operator))
    assert [(f.rule, f.outcome.value) for f in found] == [("RF-CHN-02", "unknown")]


def test_order_of_resources_changes_nothing() -> None:
    st, train, ops = storage(), identity("train"), group("ops")
    others = [
        train,
        ops,
        assignment(st, "Storage Blob Data Reader", train, name="a"),
        assignment(GROUP, "Virtual Machine Contributor", ops, name="b"),
        assignment(GROUP, "Storage Blob Data Reader", SOMEBODY, name="c"),
        machine("vm", train),
        federated(train, "repo:evil/x:y"),
    ]
    said = [
        [(f.id, f.rule, [s.claim for s in f.path]) for f in judge(scene(weights(st), *each))]
        for each in (others, others[::-1])
    ]
    assert said[0] == said[1]
