"""HTML: the report as one file, with no network, on a screen, on paper or read aloud."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from typing import Final

from ringfence.model.assessment import Assessment
from ringfence.report.causes import Cause, groups, sort
from ringfence.report.headline import headline
from ringfence.report.page import parts
from ringfence.report.page.elements import Child, element, plain
from ringfence.report.page.elements import render as rendered
from ringfence.report.page.findings import FULL, article
from ringfence.report.page.graph import leak_graph
from ringfence.report.view import View
from ringfence.version import __version__

_PACKAGE: Final = "ringfence.report.page"


def render(assessment: Assessment, view: View) -> bytes:
    """Return the page. Its policy forbids every request and every script but its own."""
    style = files(_PACKAGE).joinpath("style.css").read_text(encoding="utf-8")
    script = files(_PACKAGE).joinpath("script.js").read_text(encoding="utf-8")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}';"
        " base-uri 'none'; form-action 'none'"
    )
    page = element(
        "html",
        element(
            "head",
            element("meta", charset="utf-8"),
            element("meta", of={"http-equiv": "Content-Security-Policy"}, content=policy),
            element("meta", name="viewport", content="width=device-width, initial-scale=1"),
            element("meta", name="generator", content=f"ringfence {__version__}"),
            element("title", f"ringfence: {plain(headline(assessment))}"),
            element("style", style),
        ),
        element(
            "body",
            element("a", "Skip to the findings", href="#findings", class_="skip"),
            parts.head(assessment, view),
            _main(assessment, view),
            _foot(view),
            element("script", script),
        ),
        lang="en",
    )
    return rendered(page)


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _main(assessment: Assessment, view: View) -> Child:
    sorted_ = sort(assessment.findings, assessment.threshold)
    drawn = leak_graph([*sorted_.leaks, *sorted_.unknown])
    figure = element("h2", "How it gets out", id="graph") if drawn is not None else None
    found = [*(each for title, causes in groups(sorted_) for each in _group(title, causes, view))]
    if not found:
        found = [element("p", "No finding.")]
    used = (finding.rule for finding in assessment.findings)
    return element(
        "main",
        figure,
        drawn,
        element("h2", "Findings", id="findings", tabindex="-1"),
        parts.filter_form() if assessment.findings else None,
        found,
        parts.assets(assessment.assets) if assessment.assets else None,
        parts.gaps(assessment),
        parts.rules(used),
    )


def _group(title: str, causes: list[Cause], view: View) -> list[Child]:
    made: list[Child] = [element("h3", title)] if title and causes else []
    return made + [article(each, view, full=at < FULL) for at, each in enumerate(causes)]


def _foot(view: View) -> Child:
    command = " ".join(("ringfence scan", *view.paths, *view.options))
    return element(
        "footer",
        element("p", f"ringfence {__version__}. Made by ", element("code", plain(command)), "."),
        element(
            "p",
            "The world of code is closed: what no file declares does not exist here. What is not"
            " modelled is listed by ",
            element("code", "ringfence explain --limits"),
            ".",
        ),
    )
