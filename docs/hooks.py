"""What the documentation generates: a page for each rule from its docstring, the index from the README."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

from ringfence.catalog.rules import Leak, leaks, page_of

BASE = Path(__file__).parent.parent
SECTION = re.compile(r"^(Why it leaks|What it looks like|What closes it|What we do not see):\s*")


def on_files(files: Files, config: Any) -> Files:
    """Add a page for each rule, and a table of them."""
    for rule in leaks().values():
        files.append(File.generated(config, f"rules/{rule.id}.md", content=page(rule)))
    files.append(File.generated(config, "rules/index.md", content=index()))
    return files


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Show the README as the first page, its links turned to where they lead from there."""
    if page.file.src_uri != "index.md":
        return markdown
    text = (BASE / "README.md").read_text(encoding="utf-8")
    text = re.sub(r"<!--.*?-->\n*", "", text, flags=re.DOTALL)
    return re.sub(r"\]\((?:docs/([^)]+)|(?!https?:)([^)#]+))\)", _link, text)


def _link(match: re.Match[str]) -> str:
    # What lies beside the documentation has no page in it.
    return f"]({match[1]})" if match[1] else "](index.md)"


def page(rule: Leak) -> str:
    """Return the page of a rule: its docstring, the parts as sections."""
    head, *parts = page_of(rule.id).split("\n\n")
    lines = [
        f"# {rule.id}: {' '.join(head.split())}",
        "",
        f"{rule.severity.value} `{rule.kind.value}`",
    ]
    for part in parts:
        match = SECTION.match(part)
        if match:
            body = part[match.end() :]
            lines += ["", f"## {match[1]}", "", body[:1].upper() + body[1:]]
        else:
            lines += ["", part]
    lines += ["", f"In one sentence: {rule.remedy}", ""]
    if rule.controls:
        lines += ["Controls that ask about the same facts: " + ", ".join(rule.controls) + ".", ""]
    return "\n".join(lines)


def index() -> str:
    """Return the table of all rules."""
    rows = [
        f"| [{rule.id}]({rule.id}.md) | `{rule.kind.value}` | {rule.severity.value} |"
        f" {' '.join(page_of(rule.id).split(chr(10) * 2)[0].split())} |"
        for rule in sorted(leaks().values(), key=lambda each: each.id)
    ]
    head = ["# Rules", "", "| Rule | Kind | Severity | What leaks |", "|---|---|---|---|"]
    return "\n".join([*head, *rows, ""])
