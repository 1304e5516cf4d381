"""Regions of both clouds: where they lie, what pairs with what, and which law they are under.

Sources: the Azure locations API and botocore's partitions as of 2026-11-20 (see `_meta` of the
tables). A region's prefix says nothing: eu-west-2 is London, eu-central-2 is Zurich.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from ringfence.reference.tables import table

GEOGRAPHIES: Final = ("EU", "EEA", "EFTA", "UK", "CH", "adequate")


@dataclass(frozen=True, slots=True)
class Region:
    """One region. `country` is ISO 3166 alpha-2; `pair` is the paired region's name or ""."""

    name: str
    cloud: str
    title: str
    country: str
    eu: bool
    eea: bool
    efta: bool
    adequate: bool
    pair: str = ""


def normal(location: str) -> str:
    """Return a location as tables spell it: "West Europe" and "westeurope" are the same."""
    return location.lower().replace(" ", "")


@cache
def regions() -> dict[str, Region]:
    """Return all regions of both clouds by normalised name."""
    found: dict[str, Region] = {}
    for cloud, name in (("azure", "azure_regions"), ("aws", "aws_regions")):
        for region, row in table(name)["regions"].items():
            found[region] = Region(
                name=region,
                cloud=cloud,
                title=row["display_name"],
                country=row["country"] or "",
                eu=bool(row["eu"]),
                eea=bool(row["eea"]),
                efta=bool(row["efta"]),
                # "partial" adequacy covers some recipients only: not adequate unless shown.
                adequate=bool(row["eea"]) or row["gdpr_adequacy"] == "full",
                pair=normal(row.get("paired_region") or ""),
            )
    return found


def region(location: str) -> Region | None:
    """Return the region that `location` names, None for a geography, `global` or a typo."""
    return regions().get(normal(location))


def geography(location: str) -> str:
    """Return the geography of a region as a boundary file writes it, "" for no region.

    EU members answer `EU`: it is one legal space. Elsewhere it is the country.
    """
    found = region(location)
    if found is None:
        return ""
    if found.eu:
        return "EU"
    return {"GB": "UK"}.get(found.country, found.country)


def expand(entry: str) -> frozenset[str] | None:
    """Return the regions that an entry of `boundary.regions` admits, None if it means nothing.

    An entry is a region name of either cloud, EU, EEA, EFTA, UK, CH, `adequate` (countries with
    a full adequacy decision, and the EEA), or a country by code or English name. `EFTA` alone
    holds its four members, not the EEA.
    """
    name = normal(entry)
    known = regions()
    if name in known:
        return frozenset({name})
    tests = {
        "eu": lambda r: r.eu,
        "eea": lambda r: r.eea,
        "efta": lambda r: r.efta,
        "adequate": lambda r: r.adequate,
    }
    if name in tests:
        return frozenset(r.name for r in known.values() if tests[name](r))
    country = _country(name)
    if country is None:
        return None
    return frozenset(r.name for r in known.values() if r.country == country)


def _country(name: str) -> str | None:
    countries = table("countries")["countries"]
    codes = {code.lower(): code for code in countries} | {
        normal(row["name"]): code for code, row in countries.items()
    }
    codes |= {r.country.lower(): r.country for r in regions().values() if r.country}
    codes |= {"uk": "GB", "greatbritain": "GB", "usa": "US", "czechia": "CZ"}
    return codes.get(name)
