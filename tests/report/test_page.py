"""The page: valid, closed to the network, usable without a mouse, and the same in a browser."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.model.assessment import Assessment
from ringfence.report.formats.html import render
from ringfence.report.page.layout import HEIGHT, WIDTH, arrange
from ringfence.report.view import View
from tests.report.cases import CASES, mixed
from tests.report.test_formats import awkward

VOID = {"meta", "input", "wbr", "br", "link", "img"}
VIEW = View(paths=("examples/retail",))


class Page(HTMLParser):
    """What the tests ask of a page."""

    def __init__(self, of: Assessment) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.headings: list[int] = []
        self.words: list[str] = []
        self.feed(render(of, VIEW).decode())
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.mark.parametrize("case", [*CASES, "awkward"])
def test_every_page_is_whole_and_closed(case: str) -> None:
    page = Page(awkward() if case == "awkward" else CASES[case]())
    ids = Counter(of["id"] for _, of in page.tags if "id" in of)
    assert not [name for name, count in ids.items() if count > 1]
    for tag, of in page.tags:
        assert not any(name.startswith("on") for name in of), (tag, of)
        assert "src" not in of
        assert "style" not in of
        if "href" in of:
            assert (of["href"] or "").removeprefix("#") in ids
    allowed = {"script": 1, "style": 1, "title": 1}
    counted = Counter(tag for tag, of in page.tags if tag in ("script", "style"))
    assert counted == {"script": 1, "style": 1}
    assert allowed["title"] == 1


@pytest.mark.parametrize("case", CASES)
def test_every_page_can_be_read_aloud_and_by_keyboard(case: str) -> None:
    page = Page(CASES[case]())
    assert page.headings[0] == 1
    assert page.headings.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(page.headings))
    tags = {tag for tag, _ in page.tags}
    assert {"header", "main", "footer"} <= tags
    assert dict(page.tags[0][1])["lang"] == "en"
    for tag, of in page.tags:
        if tag == "svg":
            assert of["role"] == "img"
            assert of["aria-labelledby"]
        if of.get("class") == "scroll":
            assert of["tabindex"] == "0"
            assert of["aria-label"]


def test_names_show_as_they_are() -> None:
    words = "".join(Page(awkward()).words)
    assert "<img src=x onerror=alert(1)>" in words


def luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_colours_have_the_contrast_that_wcag_asks_for() -> None:
    style = re.search(rb"<style>(.*?)</style>", render(mixed(), VIEW), re.DOTALL)
    assert style is not None
    palettes = re.findall(r":root\{(.*?)\}", style[1].decode(), re.DOTALL)
    assert len(palettes) == 3  # light, dark, paper
    for palette in palettes:
        colors = dict(re.findall(r"--([a-z]+):(#[0-9a-f]+)", palette))
        colors = {
            n: c if len(c) == 7 else "#" + "".join(d * 2 for d in c[1:]) for n, c in colors.items()
        }
        for name in set(colors) - {"paper", "tint", "line"}:
            assert contrast(colors[name], colors["paper"]) >= 4.5, (name, palette)
            assert contrast(colors[name], colors["tint"]) >= 4.5, (name, palette)


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.mark.skipif(CHROMIUM is None, reason="DID NOT RUN: chromium is not on this machine")
def test_the_script_runs_in_a_browser_under_the_policy(tmp_path: Path) -> None:
    assert CHROMIUM is not None
    file = tmp_path / "report.html"
    page = render(mixed(), VIEW).replace(
        b"</body>", b"<script>document.title='broken'</script></body>"
    )
    file.write_bytes(page)
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
    flags += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    done = subprocess.run(
        [CHROMIUM, *flags, f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", file.as_uri()],
        capture_output=True,
        check=False,
        timeout=120,
        env={**os.environ, "HOME": str(tmp_path)},
    )
    shown = done.stdout.decode()
    assert re.search(r">(\d+) of \1 shown</output>", shown), done.stderr.decode()[-2000:]
    assert "<title>broken</title>" not in shown  # a script that is not ours does not run


# The layout


CHAINS = st.lists(
    st.lists(st.sampled_from("abcdefghij"), min_size=1, max_size=5), min_size=1, max_size=12
)


@given(CHAINS)
def test_nodes_never_overlap_and_every_edge_is_drawn(chains: list[list[str]]) -> None:
    layout = arrange(chains)
    wanted = {(a, b) for chain in chains for a, b in pairwise(chain) if a != b}
    assert set(layout.edges) == wanted
    assert set(layout.nodes) == {node for edge in wanted for node in edge}
    placed = list(layout.nodes.values())
    for number, (x, y) in enumerate(placed):
        assert 0 <= x <= layout.width - WIDTH
        assert -0.01 <= y <= layout.height - HEIGHT + 0.01
        for left, top in placed[:number]:
            assert abs(left - x) >= WIDTH or abs(top - y) >= HEIGHT
    for (start, end), points in layout.edges.items():
        x, y = layout.nodes[start]
        assert points[0] in ((x + WIDTH, y + HEIGHT / 2), (x, y + HEIGHT / 2))
        x, y = layout.nodes[end]
        assert points[-1] in ((x + WIDTH, y + HEIGHT / 2), (x, y + HEIGHT / 2))
    assert arrange(chains) == layout


def test_a_graph_without_cycles_runs_from_left_to_right() -> None:
    layout = arrange([["a", "b", "d"], ["a", "c"], ["c", "d"], ["a", "d"]])
    for (start, end), _ in layout.edges.items():
        assert layout.nodes[start][0] < layout.nodes[end][0]
    assert len(layout.edges["a", "d"]) == 4  # it bends in the layer that it crosses


def test_a_large_graph_is_laid_out_in_no_time() -> None:
    chains = [[f"o{i % 7}", f"g{i % 31}", f"m{i % 53}", f"a{i}"] for i in range(400)]
    started = time.process_time()
    layout = arrange(chains)
    assert len(layout.nodes) == 7 + 31 + 53 + 400
    assert time.process_time() - started < 5
