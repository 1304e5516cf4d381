"""The leak graph: who gets at which asset over what, drawn as SVG."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Final
from xml.etree.ElementTree import Element

from ringfence.model.assessment import Finding, Outcome
from ringfence.report.causes import Cause, chain
from ringfence.report.page.elements import element, plain
from ringfence.report.page.layout import HEIGHT, WIDTH, Layout, arrange
from ringfence.report.screen import shorten

SHOWN: Final = 30
"""Causes that are drawn; more make a picture that nobody reads."""

LETTERS: Final = 30
_MARGIN: Final = 12.0
_GOES_THERE: Final = "\x1d"


def leak_graph(causes: Sequence[Cause]) -> Element | None:
    """Return the figure of the worst causes, None where nothing leaks.

    Every chain is also told in words below, so the picture is one image to a screen reader.
    """
    drawn = [cause for cause in causes if cause.first.kind.is_leak][:SHOWN]
    chains = [_names(cause.first) for cause in drawn]
    layout = arrange(chains)
    if not layout.nodes:
        return None
    ends = {cause.first.asset.resource.address for cause in drawn if cause.first.asset}
    outsiders = {cause.first.outsider for cause in drawn}
    severities = _severities(drawn, chains)
    width, height = layout.width + 2 * _MARGIN, layout.height + 2 * _MARGIN
    picture = element(
        "svg",
        element("title", f"{len(drawn)} leak paths between outsiders and assets", id="graph-title"),
        _arrowhead(),
        (_edge(layout, edge, severities[edge]) for edge in layout.edges),
        (_node(layout, node, ends, outsiders) for node in layout.nodes),
        of={"viewBox": f"{-_MARGIN} {-_MARGIN} {width:.0f} {height:.0f}"},
        width=f"{width:.0f}",
        height=f"{height:.0f}",
        role="img",
        aria_labelledby="graph-title",
    )
    caption = "Every path is told step by step below."
    if len(causes) > len(drawn):
        caption = f"The worst {len(drawn)} of {len(causes)} causes. {caption}"
    scroll = element("div", picture, class_="scroll", tabindex="0", role="group")
    scroll.set("aria-label", "leak graph, scrolls sideways")
    return element("figure", scroll, element("figcaption", caption))


def _names(finding: Finding) -> list[str]:
    """Return the chain; an outsider that content goes to is another node than who comes for it."""
    names = [link.name for link in chain(finding)]
    leaves = names and finding.outsider and names[-1] == finding.outsider
    return [*names[:-1], names[-1] + _GOES_THERE] if leaves else names


def _severities(
    causes: Sequence[Cause], chains: Sequence[Sequence[str]]
) -> dict[tuple[str, str], tuple[str, bool]]:
    """Return how bad each edge is, and whether it is proven; the worst cause decides."""
    made: dict[tuple[str, str], tuple[str, bool]] = {}
    for cause, names in zip(causes, chains, strict=True):
        proven = cause.first.outcome is Outcome.FAIL
        for edge in itertools.pairwise(names):
            known = made.get(edge)
            if known is None or (proven and not known[1]):
                made[edge] = (cause.first.severity.value, proven)
    return made


def _arrowhead() -> Element:
    marker = element("marker", element("path", d="M0 0L8 4L0 8z", class_="head"), id="arrow")
    for key, value in {
        "viewBox": "0 0 8 8",
        "refX": "8",
        "refY": "4",
        "markerWidth": "8",
        "markerHeight": "8",
        "orient": "auto-start-reverse",
    }.items():
        marker.set(key, value)
    return element("defs", marker)


def _edge(layout: Layout, edge: tuple[str, str], worst: tuple[str, bool]) -> Element:
    points = layout.edges[edge]
    start = points[0]
    parts = [f"M{start[0]:.1f} {start[1]:.1f}"]
    for (x1, y1), (x2, y2) in itertools.pairwise(points):
        half = (x1 + x2) / 2
        parts.append(f"C{half:.1f} {y1:.1f} {half:.1f} {y2:.1f} {x2:.1f} {y2:.1f}")
    severity, proven = worst
    kind = f"edge {severity}" + ("" if proven else " may")
    return element("path", d="".join(parts), class_=kind, of={"marker-end": "url(#arrow)"})


def _node(layout: Layout, node: str, ends: set[str], outsiders: set[str]) -> Element:
    x, y = layout.nodes[node]
    node = node.removesuffix(_GOES_THERE)
    kind = "asset" if node in ends else "outsider" if node in outsiders else "between"
    shown = plain(node)
    first, second = _lines(shown)
    box = {"x": f"{x:.1f}", "y": f"{y:.1f}", "width": f"{WIDTH:.0f}", "height": f"{HEIGHT:.0f}"}
    middle = y + HEIGHT / 2
    lines = [(first, middle - 4), (second, middle + 12)] if second else [(first, middle + 4)]
    texts = [
        element("text", line, x=f"{x + WIDTH / 2:.1f}", y=f"{at:.1f}", of={"text-anchor": "middle"})
        for line, at in lines
    ]
    rest = {"rx": "6", **box}
    return element("g", element("title", shown), element("rect", of=rest), texts, class_=kind)


def _lines(text: str) -> tuple[str, str]:
    """Return a name in one or two lines: what it is, and which."""
    if len(text) <= LETTERS:
        return text, ""
    cut = text.rfind(".", 0, LETTERS + 1)
    if cut <= 0:
        cut = max(text.rfind(sign, 0, LETTERS) for sign in ":/-_")
    if cut <= 0:
        return shorten(text, LETTERS), ""
    return text[: cut + 1], shorten(text[cut + 1 :], LETTERS)
