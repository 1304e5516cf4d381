"""`ringfence init`: writes the boundary down that a tree suggests, for people to correct."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ringfence.cli.options import SETTINGS, Request, reading
from ringfence.cli.progress import Progress
from ringfence.cli.trouble import Trouble


@click.command(context_settings=SETTINGS, short_help="Write a boundary file from what is there.")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Overwrite a boundary file that is there.")
@reading
def command(path: Path, force: bool, **given: Any) -> int:
    """Write `ringfence.yaml` into PATH, with what its code suggests and comments that say why.

    PATH may hold code, plans, states, or exports of a live estate: whatever `scan` reads.

    The file changes no answer until it is edited: what was seen but not promised (tenants,
    repositories, custodians, assets) stands in it as comments.
    """
    from ringfence.readers.boundaryfile import NAME

    target = (path if path.is_dir() else path.parent) / NAME
    if target.exists() and not force:
        raise Trouble("there is a boundary file already", str(target), "overwrite it with --force")
    text = _suggestion(Request.given((path,), given))
    try:
        target.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Trouble(f"cannot be written: {error.strerror or error}", str(target)) from error
    from ringfence.report.screen import visible

    click.echo(f"wrote {visible(str(target))}: read it, correct it, and keep it with the code")
    return 0


def _suggestion(request: Request) -> str:
    from ringfence.cli.assessing import estate, steady_collector
    from ringfence.engine.assess import Question, assess
    from ringfence.graph import providers
    from ringfence.model.boundary import Boundary, Policy
    from ringfence.report.starter import starter

    with Progress() as progress, steady_collector():
        read = estate(request, progress)
        progress.stage(f"judging {len(read)} resources")
        inferred = Policy(Boundary(inferred=True))
        answers = assess(read, Question(inferred, all_data=request.all_data))
        return starter(answers, providers.sightings(read))
