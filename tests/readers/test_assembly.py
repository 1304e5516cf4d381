"""Putting harvests together: one form, equal ids once, loose pieces doubtful."""

from __future__ import annotations

from dataclasses import replace

from ringfence.model.facts import MAYBE, Source, Unknown, members
from ringfence.model.resource import At, Resource
from ringfence.model.symbols import context
from ringfence.readers.assembly import assemble
from ringfence.readers.harvest import Dangling, Fold, Harvest, Unmapped
from tests.build import res, rid

NSG = "Microsoft.Network/networkSecurityGroups"
RULE = f"{NSG}/securityRules"
VNET = "Microsoft.Network/virtualNetworks"
ACCOUNT = "Microsoft.Storage/storageAccounts"


def fold(target: object, pointer: str, value: object, mode: str = "set", line: int = 9) -> Fold:
    return Fold(
        target, (ACCOUNT, NSG), pointer, value, mode,  # type: ignore[arg-type]
        "piece", "", At(Source("pieces.tf", line)),
    )  # fmt: skip


def test_inline_subnets_become_resources_and_keep_their_place() -> None:
    vnet = res(
        VNET,
        "v",
        properties={"subnets": [{"name": "s", "properties": {"addressPrefix": "10.0.0.0/24"}}]},
    )
    estate = assemble([Harvest([vnet])])
    subnet = estate.get(rid(f"{VNET}/subnets", "v", "s"))
    assert subnet is not None
    assert subnet.look("properties.addressPrefixes") == ["10.0.0.0/24"]
    assert str(subnet.locate("properties.addressPrefix")) == "main.tf:1"


def test_an_inline_and_a_standalone_subnet_are_one() -> None:
    vnet = res(VNET, "v", properties={"subnets": [{"name": "s", "properties": {}}]})
    alone = res(f"{VNET}/subnets", "v", "s", properties={"addressPrefixes": ["10.0.0.0/24"]})
    estate = assemble([Harvest([vnet, alone])])
    assert len(list(estate.of(f"{VNET}/subnets"))) == 1
    assert estate.get(alone.id) is not None


def test_a_rule_resource_becomes_an_element_with_its_own_place() -> None:
    group = res(NSG, "n", properties={"securityRules": [{"name": "a"}]})
    rule = res(RULE, "n", "b", properties={"access": "Deny"})
    rule.origin = At(Source("rules.tf", 7))
    estate = assemble([Harvest([group, rule])])
    merged = estate.get(group.id)
    assert merged is not None
    assert merged.look("properties.securityRules[1].properties.access") == "Deny"
    assert str(merged.locate("properties.securityRules[1].properties.access")) == "rules.tf:7"
    assert str(merged.locate("properties.securityRules[0].name")) == "main.tf:1"


def test_a_doubtful_rule_keeps_its_doubt() -> None:
    why = Unknown("count is not known")
    rule = res(RULE, "n", "b", presence=why, properties={})
    estate = assemble([Harvest([res(NSG, "n", properties={}), rule])])
    merged = estate.get(rid(NSG, "n"))
    assert merged is not None
    assert [doubt for _, doubt in members(merged.look("properties.securityRules"))] == [why]


def test_a_rule_of_an_unknown_group_may_be_in_every_group() -> None:
    rule = res(RULE, "?", "b", properties={"access": "Deny"})
    loose = Dangling(rule, (NSG,), Unknown("variable `g` has no value"))
    estate = assemble(
        [Harvest([res(NSG, "n", properties={}), res(NSG, "m", properties={})], danglings=[loose])]
    )
    for name in ("n", "m"):
        group = estate.get(rid(NSG, name))
        assert group is not None
        rules = group.look("properties.securityRules")
        assert isinstance(rules, list)
        assert isinstance(rules[0], dict)
        assert isinstance(rules[0][MAYBE], Unknown)


def test_a_piece_is_folded_in_with_its_place() -> None:
    account = res(ACCOUNT, "st", properties={"publicNetworkAccess": "Enabled"})
    rules = fold(account.id.upper(), "properties.networkAcls", {"defaultAction": "Deny"})
    estate = assemble([Harvest([account], folds=[rules])])
    merged = estate.get(account.id)
    assert merged is not None
    assert merged.look("properties.networkAcls.defaultAction") == "Deny"
    assert str(merged.locate("properties.networkAcls.defaultAction")) == "pieces.tf:9"


def test_a_piece_with_an_unknown_target_makes_every_candidate_unknown() -> None:
    first = res(ACCOUNT, "a", properties={})
    second = res(ACCOUNT, "b", properties={"networkAcls": {"defaultAction": "Allow"}})
    loose = fold(Unknown("hidden"), "properties.networkAcls", {"defaultAction": "Deny"})
    estate = assemble([Harvest([first, second], folds=[loose])])
    for name in ("a", "b"):
        account = estate.get(rid(ACCOUNT, name))
        assert account is not None
        assert isinstance(account.look("properties.networkAcls.defaultAction"), Unknown)


def test_two_pieces_that_disagree_are_unknown() -> None:
    account = res(ACCOUNT, "a", properties={})
    pieces = [
        fold(account.id, "properties.networkAcls", {"defaultAction": action}, line=line)
        for line, action in ((1, "Deny"), (2, "Allow"))
    ]
    merged = assemble([Harvest([account], folds=pieces)]).get(account.id)
    assert merged is not None
    assert isinstance(merged.look("properties.networkAcls"), Unknown)


def test_a_piece_for_something_undeclared_makes_it_known_as_external() -> None:
    rules = fold(rid(ACCOUNT, "elsewhere"), "properties.networkAcls", {"defaultAction": "Deny"})
    account = assemble([Harvest(folds=[rules])]).get(rid(ACCOUNT, "elsewhere"))
    assert account is not None
    assert account.look("properties.networkAcls.defaultAction") == "Deny"
    assert isinstance(account.look("properties.publicNetworkAccess"), Unknown)


def described(name: str, **properties: object) -> Resource:
    made = res(ACCOUNT, "st", properties=properties)
    made.origin = At(Source(name, 1))
    made.root = name
    return made


def test_the_same_resource_described_twice_is_one_and_conflicts_are_unknown() -> None:
    one = described("a.tf", publicNetworkAccess="Disabled", allowBlobPublicAccess=Unknown("?"))
    two = described("b.json", publicNetworkAccess="Enabled", allowBlobPublicAccess=False)
    for order in ([one, two], [two, one]):
        copies = [described(r.root, **r.body["properties"]) for r in order]  # type: ignore[arg-type]
        estate = assemble([Harvest(copies)])
        assert len(estate) == 1
        merged = estate.get(one.id)
        assert merged is not None
        assert isinstance(merged.look("properties.publicNetworkAccess"), Unknown)
        assert merged.look("properties.allowBlobPublicAccess") is False
        assert merged.root == "a.tf"


def test_a_declaration_outweighs_a_reference() -> None:
    declared = res(ACCOUNT, "st", properties={})
    referred = res(ACCOUNT, "st", external=Unknown("data source"))
    merged = assemble([Harvest([referred, declared])]).get(declared.id)
    assert merged is not None
    assert merged.external is None


def test_a_child_without_a_known_parent_bears_on_all_such_parents() -> None:
    container = res(f"{ACCOUNT}/blobServices/containers", "?", "default", "c")
    estate = assemble([Harvest(danglings=[Dangling(container, (ACCOUNT,), Unknown("hidden"))])])
    assert estate.blinds[0].types == {ACCOUNT.lower(), f"{ACCOUNT}/blobServices/containers".lower()}


def test_an_unmodelled_type_bears_on_what_it_mentions() -> None:
    account = res(ACCOUNT, "st")
    things = [
        Unmapped("azurerm_x", "azurerm_x.a", "", At(), frozenset({account.key})),
        Unmapped("azurerm_x", "azurerm_x.b", "", At(), frozenset({"/elsewhere"})),
    ]
    estate = assemble([Harvest([account], unmapped=things)])
    assert [blind.inert for blind in estate.blinds] == [False, True]
    assert estate.blinds[0].resources == {account.key}


def test_what_only_a_doubtful_declaration_states_is_doubtful() -> None:
    sure = described("a.tf", publicNetworkAccess="Enabled", minimumTlsVersion=Unknown("?"))
    maybe = described("b.tf", networkAcls={"defaultAction": "Deny"}, minimumTlsVersion="TLS1_2")
    maybe.presence = Unknown("its condition is not known")
    for order in ([sure, maybe], [maybe, sure]):
        merged = assemble([Harvest([replace(r, body=dict(r.body)) for r in order])]).get(sure.id)
        assert merged is not None
        assert merged.presence is None
        assert merged.look("properties.publicNetworkAccess") == "Enabled"
        assert isinstance(merged.look("properties.networkAcls.defaultAction"), Unknown)
        assert isinstance(merged.look("properties.minimumTlsVersion"), Unknown)


def placed(root: str, subscription: str, name: str = "st") -> Resource:
    """Return an account of a root in a subscription that is a text or a context symbol."""
    scope = f"/subscriptions/{subscription}/resourceGroups/rg"
    return res(ACCOUNT, name, scope=scope, root=root)


def test_a_scope_that_is_left_open_may_be_the_one_that_another_root_states() -> None:
    here, there = placed("a", context("subscription", "a")), placed("b", "s1")
    estate = assemble([Harvest([here]), Harvest([there])])
    assert len(estate) == 2
    assert [blind.resources for blind in estate.blinds] == [frozenset({here.key, there.key})]


def test_other_names_two_open_scopes_and_one_root_are_no_doubles() -> None:
    mine, open_too = context("subscription", "a"), context("subscription", "b")
    for one, other in (
        (placed("a", mine), placed("b", "s1", "other")),
        (placed("a", mine), placed("b", open_too)),
        (placed("a", mine), placed("a", "s1")),
        (placed("a", "s2"), placed("b", "s1")),
    ):
        assert not assemble([Harvest([one]), Harvest([other])]).blinds


def test_the_same_literal_id_in_two_roots_is_one_resource() -> None:
    estate = assemble([Harvest([placed("a", "s1")]), Harvest([placed("b", "S1")])])
    assert len(estate) == 1
    assert not estate.blinds
