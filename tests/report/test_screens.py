"""The expected value of the terminal report is the screen that the user sees.

`RINGFENCE_UPDATE_SCREENS=1` writes the screens anew; read the difference before you keep it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from ringfence.catalog.rules import Leak, leaks
from ringfence.model.assessment import Assessment, Judged, Kind, Verdict
from ringfence.model.boundary import Severity
from ringfence.report import explanation
from ringfence.report.causes import brief
from ringfence.report.document import document
from ringfence.report.explanation import NoSuchFinding, explain, rule_page
from ringfence.report.formats.table import render
from ringfence.report.screen import columns
from ringfence.report.view import View
from tests.report.cases import CASES, account, assessment, asset, leak, mixed

SCREENS = Path(__file__).parent / "screens"


def compare(name: str, screen: bytes) -> None:
    """Compare a screen with the one on file."""
    file = SCREENS / f"{name}.txt"
    if os.environ.get("RINGFENCE_UPDATE_SCREENS"):
        file.write_bytes(screen)
    assert screen.decode() == file.read_text(encoding="utf-8")


def view(width: int = 80, **more: object) -> View:
    return View(width=width, paths=("examples/retail",), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", CASES)
def test_screen(name: str) -> None:
    compare(name, render(CASES[name](), view()))


def test_wide_screen() -> None:
    compare("mixed-120", render(mixed(), view(120)))


def test_colored_screen() -> None:
    colored = render(mixed(), view(color=True))
    compare("mixed-color", colored)
    assert re.sub(rb"\x1b\[[0-9;]*m", b"", colored) == render(mixed(), view())


def test_screen_with_a_baseline() -> None:
    of = mixed()
    known = frozenset({of.findings[0].id, of.findings[3].id})
    compare("mixed-baseline", render(of, view(baseline=known)))


@pytest.fixture
def catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    """One rule, so that screens do not change with the pages of the real ones."""
    rule = Leak("RF-PLC-02", Kind.PLACED, Severity.HIGH, "{asset}", "replicate within the region")
    monkeypatch.setattr(explanation, "leaks", lambda: {rule.id: rule})
    monkeypatch.setattr(explanation, "page_of", lambda id_: PAGE if id_ == rule.id else "")


PAGE = """A copy lies in a paired region outside the boundary.

Geo-redundancy is asked for by many benchmarks, none of which
asks where the copy goes. It looks like this:

    account_replication_type = "GRS"

* an account with `GRS`, `RAGRS`, `GZRS` or `RAGZRS`, whose paired region
  lies outside
* a vault with geo-redundant backups"""


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("name", ["open", "unknown", "mixed", "hostile"])
def test_explanation(name: str) -> None:
    of = CASES[name]()
    compare(f"explain-{name}", explain(document(of), of.findings[-1].id, view()))


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("width", [20, 60, 80, 100, 200])
def test_no_line_is_wider_than_the_terminal(name: str, width: int) -> None:
    lines = render(CASES[name](), view(width)).decode().splitlines()
    assert all(columns(line) <= max(width, 60) for line in lines)
    assert all(line == line.rstrip() for line in lines)


def test_hostile_names_reach_no_terminal() -> None:
    screen = render(CASES["hostile"](), view()).decode()
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202e\ue000-\uf8ff]", screen)
    assert "\\x1b[2J" in screen
    assert "\\u200b" in screen


def test_ascii_terminals_get_ascii() -> None:
    screen = render(CASES["hostile"](), view(ascii=True))
    assert screen.isascii()
    assert b" -> " in screen


def one_of_each(count: int) -> Assessment:
    judged, found = [], []
    for number in range(count):
        of = asset(account(f"w{number}"))
        judged.append(Judged(of, Verdict.OPEN, 0))
        found.append(leak(of, of.resource, rule=f"RF-EXP-{number:02}"))
    return assessment(judged, found)


def test_leaks_of_another_rule_stay_on_the_screen() -> None:
    """Four alike are shown in full; a fifth makes room for what is of another sort."""
    crowded = CASES["crowded"]()
    other = leak(
        crowded.assets[0].asset, None, rule="RF-PLC-01", title="`{asset}` lies elsewhere", remedy=""
    )
    crowded.findings.append(other)
    screen = render(crowded, view()).decode()
    assert f"id   {other.id} RF-PLC-01" in screen
    assert screen.count("  id   F-") == 5
    assert render(one_of_each(12), view()).decode().count("  id   F-") == 10


def test_every_leak_is_counted_once() -> None:
    """What is shown and what is only counted add up to all leaks."""
    screen = render(CASES["crowded"](), view()).decode()
    more = re.search(r"… and (\d+) more \((\d+) exposed\)", screen)
    assert more is not None
    shown = len(set(re.findall(r"F-[0-9a-f]{10}", screen)))
    assert shown + int(more[1]) == 200
    assert more[1] == more[2]


def test_next_steps_repeat_the_options_of_the_scan() -> None:
    with_options = render(CASES["open"](), view(120, options=("--all-data",))).decode()
    assert "examples/retail --all-data # walks" in with_options
    bare = render(CASES["empty"](), view(120)).decode()
    again = render(CASES["empty"](), view(120, options=("--all-data",))).decode()
    assert "takes every data store" in bare
    assert "takes every data store" not in again


def test_a_finding_may_be_named_by_the_beginning_of_its_id() -> None:
    of = document(CASES["open"]())
    first, second = of["findings"][0]["id"], of["findings"][1]["id"]
    assert explain(of, first[:6].lower(), view()) == explain(of, first, view())
    with pytest.raises(NoSuchFinding) as several:
        explain(of, "F-", view())
    assert set(several.value.known) >= {first, second}
    with pytest.raises(NoSuchFinding) as none:
        explain(of, "F-0000", view())
    assert none.value.known == ()


@pytest.mark.usefixtures("catalogue")
def test_the_page_of_a_rule() -> None:
    page = rule_page("RF-PLC-02", view())
    assert page is not None
    assert b"benchmarks, none of which asks where" in page  # lines of a paragraph are joined
    assert b'\n      account_replication_type = "GRS"\n' in page
    assert rule_page("RF-NONE-99", view()) is None


def test_every_page_of_the_catalogue_can_be_shown() -> None:
    for rule in leaks():
        page = rule_page(rule, view())
        assert page is not None
        assert all(columns(line) <= 80 for line in page.decode().splitlines())


def test_a_reason_is_told_without_a_long_line_of_steps() -> None:
    base = "data source `data.x.y` is not read"
    assert brief(f"{base} (its `output`) (its `.v[0]`) (in `tolist` at a/b.tf:18)") == base
    assert brief(f"{base} (its `f(x)`) (in a text at a.tf:1)") == base
    assert brief(f"{base} (in a text at a.tf:1)") == f"{base} (in a text at a.tf:1)"
    assert brief("it may hold more (see above)") == "it may hold more (see above)"
