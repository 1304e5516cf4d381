"""The boundary that a tree suggests: most primary locations win, unless what is hidden could."""

from __future__ import annotations

from typing import Any

from ringfence.engine.inference import settle_boundary
from ringfence.model.boundary import Boundary, Policy
from ringfence.model.estate import Estate
from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource
from ringfence.model.symbols import context
from tests.build import res

STORAGE = "Microsoft.Storage/storageAccounts"
HIDDEN = Unknown("variable `x` has no value")


def stores(*locations: Any, presence: Unknown | None = None) -> list[Resource]:
    """Return one account for each location."""
    return [
        res(STORAGE, f"st{number}{location}", location=location, presence=presence)
        for number, location in enumerate(locations)
    ]


def inferred(*resources: Resource, given: Boundary | None = None) -> Boundary:
    return settle_boundary(Estate(resources), Policy(given or Boundary())).boundary


def test_most_locations_win() -> None:
    boundary = inferred(*stores("westeurope", "North Europe", "eastus"))
    assert boundary.stated == ("EU",)
    assert boundary.inferred
    assert {"westeurope", "swedencentral"} <= boundary.regions
    assert "eastus" not in boundary.regions


def test_a_tie_does_not_depend_on_the_order() -> None:
    one, other = stores("uksouth", "westeurope")
    assert inferred(one, other).stated == inferred(other, one).stated == ("EU",)


def test_what_the_file_states_is_not_inferred() -> None:
    given = Boundary(regions=frozenset({"eastus"}), stated=("eastus",))
    assert inferred(*stores("westeurope"), given=given).regions == {"eastus"}
    assert not inferred(*stores("westeurope"), given=given).inferred


def test_without_any_location_there_are_no_regions() -> None:
    boundary = inferred(*stores("global", HIDDEN))
    assert boundary.inferred
    assert not boundary.regions


def test_hidden_locations_that_could_outvote_the_others_leave_it_open() -> None:
    few, enough = stores("westeurope", "eastus2", HIDDEN), stores("westeurope", "eu", HIDDEN)
    assert not inferred(*few).regions
    assert not inferred(*enough).regions
    many = stores("westeurope", "northeurope", "francecentral", "eastus", HIDDEN)
    assert inferred(*many).stated == ("EU",)


def test_the_reason_is_told() -> None:
    estate = Estate(stores("westeurope", HIDDEN))
    settle_boundary(estate, Policy())
    assert [(blind.what, blind.inert) for blind in estate.blinds] == [("the boundary", True)]


def test_resources_that_may_not_exist_count_against_the_winner_only() -> None:
    perhaps = stores("eastus", "eastus2", presence=HIDDEN)
    assert inferred(*perhaps).stated == ("US",)
    assert not inferred(*stores("westeurope"), *perhaps).regions
    assert inferred(*stores("westeurope", "northeurope", "italynorth"), *perhaps).stated == ("EU",)


def test_what_the_deployment_decides_is_one_party() -> None:
    here = context("resourceGroup.location", "t.json")
    boundary = inferred(*stores(here, here, "eastus"))
    assert boundary.regions == {here}
    assert inferred(*stores(here, "eastus", "westus")).stated == ("US",)
