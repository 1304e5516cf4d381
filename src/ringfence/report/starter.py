"""The boundary file that `ringfence init` writes: what the tree suggests, and why.

Only what is inferred anyway stands in it as a value, so that the file changes no answer until
somebody edits it. Everything else that was seen is a comment: it was seen, not promised.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Final

from ringfence.graph.sightings import Sighting, Sightings
from ringfence.model.assessment import Assessment, Judged
from ringfence.model.boundary import Boundary
from ringfence.model.symbols import has_symbol, show
from ringfence.report.disclosure import clean
from ringfence.report.screen import visible

MAX_SEEN: Final = 12
MAX_ASSETS: Final = 60

_HEAD: Final = (
    "# What we promise: the boundary that the intellectual property must not leave.",
    "# Written by `ringfence init` from what the code shows. It changes no answer yet: correct",
    "# it, uncomment what you promise, and keep it beside the code.",
    "",
)
_TAIL: Final = (
    "",
    "# Findings that are accepted, each with a reason and a last day:",
    "# accept:",
    '#   - {rule: RF-EXP-01, address: "azurerm_storage_container.public", reason: "...",',
    '#      owner: "...", until: 2027-01-31}',
)


def starter(assessment: Assessment, seen: Sightings) -> str:
    """Return the text of a boundary file for what was assessed with an inferred boundary."""
    boundary = assessment.boundary
    lines = [
        *_HEAD,
        "boundary:",
        *_regions(boundary, seen.regions),
        *_networks(boundary, seen.networks),
        *_list(
            "tenants",
            "Tenants that are ours.",
            seen.tenants,
            '["00000000-0000-0000-0000-000000000000"]',
        ),
        *_list(
            "subscriptions",
            "Subscriptions that are ours.",
            seen.subscriptions,
            '["00000000-0000-0000-0000-000000000000"]',
        ),
        *_list(
            "repositories",
            "CI subjects that may act: repositories that federated credentials trust.",
            seen.repositories,
            "[acme/llm-train]",
        ),
        *_custodians(seen.custodians),
        "  # Demand our own keys: a store under the provider's key alone is a finding then.",
        "  # keys: customer",
        "",
        "# Findings at or above it count: low, medium, high or critical.",
        "threshold: medium",
        "",
        *_assets(assessment.assets),
        *_TAIL,
    ]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _regions(boundary: Boundary, seen: Sequence[Sighting]) -> Iterable[str]:
    yield "  # Regions of either cloud, or geographies: EU, EEA, EFTA, UK, CH, adequate, a country."
    total = sum(each.count for each in seen)
    shown = ", ".join(f"{_comment(show(each.value))} {each.count}" for each in seen[:MAX_SEEN])
    if total:
        yield f"  # Inferred from {total} locations: {shown}{', ...' * (len(seen) > MAX_SEEN)}"
    if not boundary.stated or any(has_symbol(each) for each in boundary.regions):
        where = ", ".join(_comment(each) for each in boundary.stated) or "no location that is known"
        yield f"  # It could not be written down: most lie in {where}, which only the deployment"
        yield "  # decides. Until you name regions, the boundary stays inferred."
        yield "  # regions: [EU]"
    else:
        yield f"  regions: [{', '.join(boundary.stated)}]"
    yield ""


def _networks(boundary: Boundary, seen: Sequence[Sighting]) -> Iterable[str]:
    yield "  # Addresses that count as inside; these are the private ranges. Add the public ones of"
    yield "  # your offices and gateways."
    yield from _seen(seen)
    yield f"  networks: [{', '.join(map(_quoted, map(str, boundary.networks)))}]"
    yield ""


def _list(name: str, purpose: str, seen: Sequence[Sighting], example: str) -> Iterable[str]:
    yield f"  # {purpose}"
    yield from _seen(seen)
    values = f"[{', '.join(_quoted(each.value) for each in seen[:MAX_SEEN])}]" if seen else example
    yield f"  # {name}: {values}"
    yield ""


def _custodians(seen: Sequence[Sighting]) -> Iterable[str]:
    yield "  # Who may read assets. While nobody is named, it is whoever holds a data role on the"
    yield "  # account, vault, registry or workspace itself; naming somebody ends that."
    yield from _seen(seen)
    yield "  # custodians:"
    for each in seen[:MAX_SEEN]:
        yield f"  #   - {{principal: {_quoted(each.value)}}}"
    if not seen:
        yield '  #   - {principal: "group:ml-platform", reads: [weights, training-data]}'
    yield ""


def _seen(seen: Sequence[Sighting]) -> Iterable[str]:
    for each in seen[:MAX_SEEN]:
        where = f" ({each.source})" if str(each.source) else ""
        times = f"{each.count} times, first " if each.count > 1 else ""
        yield f"  # seen: {_comment(f'{each.value}: {times}{each.note}{where}')}"
    if len(seen) > MAX_SEEN:
        yield f"  # ... and {len(seen) - MAX_SEEN} more"


def _assets(assets: Sequence[Judged]) -> Iterable[str]:
    yield f"# Assets that were found ({len(assets)}). To overrule one, name it here; `kind: none`"
    yield "# says that it is no asset."
    yield "# assets:"
    for judged in assets[:MAX_ASSETS]:
        asset = judged.asset
        match = (
            f"{{match: {{address: {_quoted(asset.resource.address)}}}, kind: {asset.kind.value}}}"
        )
        yield f"#   - {match}"
        yield f"#     # {asset.confidence.value} confidence: {_comment(asset.because)}"
    if len(assets) > MAX_ASSETS:
        yield f"#   ... and {len(assets) - MAX_ASSETS} more"
    if not assets:
        yield '#   - {match: {address: "azurerm_storage_container.dumps"}, kind: training-data}'


def _comment(text: str) -> str:
    """Return a text that stays one line of a comment, whatever stands in it."""
    return visible(clean(text))


def _quoted(text: str) -> str:
    """Return a text as a double-quoted scalar, which YAML and JSON write alike."""
    return json.dumps(visible(clean(text)), ensure_ascii=False)
