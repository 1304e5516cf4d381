"""The documentation is built from the catalogue: no rule without a page."""

from __future__ import annotations

from pathlib import Path

from docs import hooks

from ringfence.catalog.rules import leaks


def test_every_rule_has_a_page_and_a_row() -> None:
    index = hooks.index()
    for rule in leaks().values():
        page = hooks.page(rule)
        assert page.count("\n## ") == 4
        assert page.startswith(f"# {rule.id}: ")
        assert f"[{rule.id}]({rule.id}.md)" in index


def test_the_first_page_is_the_readme_with_links_that_lead_on() -> None:
    class Shown:
        class file:  # noqa: N801  # the attribute that the page has
            src_uri = "index.md"

    text = hooks.on_page_markdown("", page=Shown)
    assert "make demo" in text
    assert "](docs/" not in text
    assert (Path(hooks.BASE) / "docs" / "cli.md").is_file()
