"""`ringfence scan`: every asset, its verdict, and the proof."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ringfence.cli.exitcode import Criterion, exit_code
from ringfence.cli.options import SETTINGS, Request, boundary_option, criteria, reading
from ringfence.cli.outputs import ORDER, Output, Paired, colored, only_ascii, pair, width, write
from ringfence.cli.progress import Progress
from ringfence.cli.state import State
from ringfence.cli.trouble import Trouble

if TYPE_CHECKING:
    from ringfence.model.assessment import Assessment


@click.command(cls=Paired, context_settings=SETTINGS, short_help="Judge every asset of a tree.")
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH..."
)
@boundary_option
@reading
@click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    metavar="FORMAT",
    envvar="RINGFENCE_FORMAT",
    help="Format of a report: table (the default), json, sarif, html, markdown, csv, junit, ocsf or pdf."
    " Repeatable.",
)
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="FILE",
    envvar="RINGFENCE_OUTPUT",
    help="File for the report of the -f before it, instead of standard output. Repeatable.",
)
@click.option(
    "--fail-on",
    multiple=True,
    callback=criteria,
    metavar="KIND|SEVERITY",
    help="What counts for exit code 1, instead of the threshold of the boundary file: findings at"
    " or above a severity, findings of a kind. Repeatable; one that is met is enough.",
)
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="An earlier JSON report: what it found already does not count for the exit code.",
)
@click.option("--quiet", is_flag=True, help="Print no table and no progress, only errors.")
@click.option("--no-color", is_flag=True, help="Print without colours.")
@click.pass_context
def command(
    context: click.Context,
    /,
    paths: tuple[Path, ...],
    fail_on: tuple[Criterion, ...],
    quiet: bool,
    **given: Any,
) -> int:
    """Read infrastructure code and judge every asset in it.

    PATH is a folder or a file: Terraform, plans and states, Bicep, ARM templates, Kubernetes
    manifests, exports and snapshots of a live estate, pipelines, text. What a file is, is
    recognised by its content; several paths are one estate.

    \b
    Exit codes:
      0  nothing at or above the threshold, and every asset was judged
      1  findings at or above the threshold
      2  usage or input error, no assessment was made
      3  nothing at or above the threshold, but some assets could not be judged
    """
    request = Request.given(paths, given)
    formats, outputs = given["formats"], given["outputs"]
    wanted = pair(formats, outputs, context.meta.get(ORDER, ()))
    known = _baseline(given["baseline"])
    state = context.find_object(State) or State()
    with Progress(quiet=quiet) as progress:
        from ringfence.cli.assessing import assessment

        answers = assessment(request, progress)
        state.assessed = True
        state.code = exit_code(answers, fail_on, known or ())
        progress.stage("writing reports")
        reports = _reports(answers, request, wanted, known, given["no_color"])
    silent = quiet and not formats and not outputs
    for output, data in zip(wanted, reports, strict=True):
        if not silent:
            write(data, output.path)
    if not quiet and all(output.path for output in wanted):
        _say(answers, wanted)
    return state.code


def _reports(
    answers: Assessment,
    request: Request,
    wanted: list[Output],
    known: frozenset[str] | None,
    no_color: bool,
) -> list[bytes]:
    """Render every report before any is written, so that a crash leaves no half of them."""
    from ringfence.report.formats import renderer
    from ringfence.report.view import View

    rendered = []
    for output in wanted:
        to_screen = output.path is None
        view = View(
            width=width() if to_screen else 100,
            color=to_screen and colored(no_color),
            ascii=to_screen and only_ascii(),
            paths=tuple(map(str, request.paths)),
            options=request.words(),
            baseline=known,
        )
        try:
            rendered.append(renderer(output.format)(answers, view))
        except ImportError as error:
            raise Trouble(
                f"the format `{output.format}` is not installed", help_=str(error)
            ) from error
    return rendered


def _baseline(path: Path | None) -> frozenset[str] | None:
    if path is None:
        return None
    from ringfence.cli.saved import load, proven

    return proven(load(path))


def _say(answers: Assessment, wanted: list[Output]) -> None:
    """Say the verdict on stderr where all reports went to files."""
    from ringfence.report.headline import headline
    from ringfence.report.screen import visible

    click.echo(headline(answers), err=True)
    for output in wanted:
        click.echo(f"wrote {visible(str(output.path))} ({output.format})", err=True)
