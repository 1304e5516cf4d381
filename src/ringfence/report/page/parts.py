"""The parts of the page around the findings: head, counts, filter, assets, gaps, rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final
from xml.etree.ElementTree import Element

from ringfence.catalog.rules import leaks, page_of
from ringfence.model.assessment import Assessment, Judged, Kind, Verdict
from ringfence.model.boundary import Severity
from ringfence.report.document import utc, wall_of
from ringfence.report.headline import headline
from ringfence.report.page.elements import Child, element, name, place, plain, prose
from ringfence.report.view import View

GAPS: Final = 200
ASSETS: Final = 2_000
_SAYS: Final = {
    Verdict.OPEN: "can leave the boundary",
    Verdict.UNKNOWN: "cannot be judged yet",
    Verdict.SEALED: "cannot leave, whatever is unknown",
}


def head(assessment: Assessment, view: View) -> Element:
    """Return what was scanned, against which boundary, and what came out."""
    boundary = assessment.boundary
    regions = ", ".join(boundary.stated or sorted(boundary.regions)) or "no region is known"
    origin = "inferred: nobody wrote it down" if boundary.inferred else str(boundary.source.file)
    sources = Counter[str]()
    for report in assessment.reports:
        sources[report.reader] += report.resources
    read = ", ".join(f"{reader} {count}" for reader, count in sorted(sources.items()))
    rows: list[tuple[str, Sequence[Child]]] = [
        ("scanned", [name(", ".join(view.paths))]),
        ("boundary", [plain(regions), " ", element("span", f"({plain(origin)})", class_="soft")]),
        ("read", [f"{assessment.resources} resources ({read})"]),
        ("threshold", [assessment.threshold.value]),
        ("time", [element("time", utc(assessment.finished), datetime=utc(assessment.finished))]),
    ]
    listed = element(
        "dl",
        (
            element(tag, text)
            for label, text in rows
            for tag, text in (("dt", [label]), ("dd", text))
        ),
        class_="about",
    )
    return element("header", element("h1", plain(headline(assessment))), listed, _tiles(assessment))


def _tiles(assessment: Assessment) -> Element:
    tiles = []
    for verdict, says in _SAYS.items():
        held = [each for each in assessment.assets if each.verdict is verdict]
        kinds = Counter(each.asset.kind.value for each in held).most_common(4)
        of = ", ".join(f"{count} {kind}" for kind, count in kinds)
        tiles.append(
            element(
                "li",
                element("b", str(len(held))),
                element("span", element("strong", verdict.value), f" {says}"),
                element("small", of) if of else None,
                class_=verdict.value,
            )
        )
    return element("ul", tiles, class_="tiles", aria_label="assets by verdict")


def filter_form() -> Element:
    """Return the filter, which the script shows: without a script everything is visible."""
    form = element(
        "form",
        element("label", "Words", element("input", type="search", name="words")),
        _select("Severity", "severity", [each.value for each in reversed(Severity)]),
        _select("Kind", "kind", [each.value for each in Kind]),
        _select("Outcome", "outcome", ["fail", "unknown"]),
        element("button", "Clear", type="reset"),
        element("output", aria_live="polite"),
        class_="filter",
        hidden="hidden",
        role="search",
    )
    form.set("aria-label", "filter the findings")
    return form


def _select(label: str, field: str, values: Iterable[str]) -> Element:
    options = [element("option", "all", value="")]
    options += [element("option", value, value=value) for value in values]
    return element("label", label, element("select", options, name=field))


def assets(judged: Sequence[Judged]) -> Element:
    """Return the table of assets, open ones first, with depth and wall."""
    order = [Verdict.OPEN, Verdict.UNKNOWN, Verdict.SEALED]
    rows = sorted(judged, key=lambda each: (order.index(each.verdict), each.asset.resource.address))
    columns = ("Verdict", "Asset", "Kind", "Depth", "Known by", "Hangs on")
    table = element(
        "table",
        element("thead", element("tr", (element("th", each, scope="col") for each in columns))),
        element("tbody", (_asset(each) for each in rows[:ASSETS])),
    )
    scroll = element("div", table, class_="scroll", tabindex="0", role="group")
    scroll.set("aria-label", "table of assets, scrolls sideways")
    left = len(rows) - ASSETS
    more = element("p", f"… and {left} more: -f json lists them all") if left > 0 else None
    return element("section", element("h2", "Assets", id="assets"), _depths(), scroll, more)


def _depths() -> Element:
    return element(
        "p",
        "Depth is the number of distinct walls between an asset and the outside: 0 is open, 3 means"
        " three or more, “none” that nothing leads out however many fall.",
        class_="soft",
    )


def _asset(judged: Judged) -> Element:
    asset = judged.asset
    depth = "none" if judged.depth is None else str(judged.depth)
    return element(
        "tr",
        element("td", element("span", judged.verdict.value, class_=f"tag {judged.verdict.value}")),
        element("td", name(asset.resource.address), " ", place(asset.resource.locate())),
        element("td", asset.kind.value),
        element("td", depth, class_="number"),
        element("td", prose(asset.because)),
        element("td", prose(wall_of(judged) or "")),
    )


def gaps(assessment: Assessment) -> Element | None:
    """Return what could not be seen and which rules broke, None where nothing was missed."""
    counted: Counter[tuple[str, str, str]] = Counter()
    for gap in sorted(assessment.gaps, key=lambda each: not (each.blocks or each.hides)):
        counted[gap.what, gap.reason, str(gap.source)] += len(gap.blocks)
    rows = [
        element(
            "tr",
            element("td", prose(what)),
            element("td", prose(because), " ", element("span", plain(where), class_="place")),
            element("td", str(held) if held else "", class_="number"),
        )
        for (what, because, where), held in list(counted.items())[:GAPS]
    ]
    broken = [
        element("p", f"Rule {plain(fault.rule)} broke: ", prose(fault.error), class_="open")
        for fault in assessment.faults
    ]
    if not rows and not broken:
        return None
    columns = ("What", "Why", "Assets that wait for it")
    table = element(
        "table",
        element("thead", element("tr", (element("th", each, scope="col") for each in columns))),
        element("tbody", rows),
    )
    left = len(counted) - GAPS
    more = element("p", f"… and {left} more: -f json lists them all") if left > 0 else None
    title = element("h2", "Not seen", id="not-seen")
    return element("section", title, broken, table if rows else None, more)


def rules(used: Iterable[str]) -> Element | None:
    """Return the pages of the rules that found something."""
    pages = [(rule, page_of(rule)) for rule in sorted(set(used)) if rule in leaks()]
    if not pages:
        return None
    told = [
        element(
            "article",
            element("h3", f"{rule}: {page.split(chr(10), 1)[0]}"),
            (element("p", prose(" ".join(part.split()))) for part in page.split("\n\n")[1:]),
            id=rule,
        )
        for rule, page in pages
    ]
    return element("section", element("h2", "The rules", id="rules"), told)
