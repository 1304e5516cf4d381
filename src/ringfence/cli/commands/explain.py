"""`ringfence explain`: one finding in words, or what is not modelled."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ringfence.cli.options import SETTINGS, Request, boundary_option, reading
from ringfence.cli.outputs import colored, only_ascii, width, write
from ringfence.cli.progress import Progress
from ringfence.cli.trouble import Trouble

if TYPE_CHECKING:
    from ringfence.report.document import Document
    from ringfence.report.view import View


@click.command(context_settings=SETTINGS, short_help="Walk through one finding, step by step.")
@click.argument("finding", required=False, metavar="[FINDING]")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option(
    "--from",
    "saved",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Explain from an earlier JSON report instead of reading PATH again.",
)
@click.option("--limits", is_flag=True, help="List what is not modelled, and end.")
@boundary_option
@reading
@click.option("--no-color", is_flag=True, help="Print without colours.")
def command(
    finding: str | None,
    paths: tuple[Path, ...],
    saved: Path | None,
    limits: bool,
    no_color: bool,
    **given: Any,
) -> int:
    """Walk through one finding in words: each step, why it holds, and where that is written.

    FINDING is an id as `ringfence scan` prints it (`F-0123abcdef`, or its beginning), or the id
    of a rule, whose page is then printed. PATH is what was scanned, by default the current folder.
    """
    from ringfence.report.view import View

    view = View(width(), colored(no_color), only_ascii())
    if limits:
        write(_limits(view), None)
        return 0
    if finding is None:
        raise click.UsageError("name a finding, as `ringfence scan` prints it, or say --limits")
    from ringfence.report.explanation import NoSuchFinding, explain, rule_page

    if (page := rule_page(finding, view)) is not None:
        write(page, None)
        return 0
    if saved is not None and paths:
        raise click.UsageError("say either PATH or --from, not both")
    document = _document(saved, Request.given(paths or (Path(),), given))
    try:
        write(explain(document, finding, view), None)
    except NoSuchFinding as error:
        raise Trouble(*_advice(error, document)) from error
    return 0


def _document(saved: Path | None, request: Request) -> Document:
    if saved is not None:
        from ringfence.cli.saved import load

        return load(saved)
    from ringfence.cli.assessing import assessment
    from ringfence.report.document import document

    with Progress() as progress:
        return document(assessment(request, progress))


def _advice(error: Any, document: Document) -> tuple[str, str, str]:
    if error.known:
        several = ", ".join(f"`{each}`" for each in error.known[:6])
        return f"several findings begin with `{error.wanted}`", "", f"it may be {several}"
    count = len(document["findings"])
    if not count:
        return f"there is no finding `{error.wanted}`", "", "there are no findings at all"
    worst = document["findings"][0]["id"]
    help_ = f"there are {count}, the worst is `{worst}`; say the same options as for the scan"
    return f"there is no finding `{error.wanted}`", "", help_


def _limits(view: View) -> bytes:
    from ringfence.cli.limits import limits
    from ringfence.report.screen import Screen

    screen = Screen(view)
    screen.flow([("What is not modelled, and what ringfence therefore cannot tell:", "bold")])
    for title, sentences in limits():
        screen.heading(title)
        for sentence in sentences:
            screen.flow([(f"- {sentence}", "")], first=2, rest=4)
    return screen.render()
