"""Errors: no assessment is possible. What is wrong, where, and what to do about it, on stderr."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

import ringfence

USAGE = 2
INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Complaint:
    """One error as it is printed; `at` and `help` may be empty."""

    what: str
    at: str = ""
    help: str = ""


class Trouble(Exception):
    """Ends the program with exit code 2 after its complaints are printed."""

    def __init__(self, what: str, at: str = "", help_: str = "") -> None:
        super().__init__(what)
        self.complaints: Sequence[Complaint] = (Complaint(what, at, help_),)

    @classmethod
    def of(cls, complaints: Sequence[Complaint]) -> Trouble:
        """Return one trouble with several complaints."""
        trouble = cls("")
        trouble.complaints = tuple(complaints)
        return trouble


def complain(complaints: Sequence[Complaint]) -> None:
    """Print complaints to stderr."""
    from ringfence.report.disclosure import clean
    from ringfence.report.screen import visible

    for complaint in complaints:
        click.echo(f"error: {visible(clean(complaint.what))}", err=True)
        if complaint.at:
            click.echo(f"at: {visible(clean(complaint.at))}", err=True)
        if complaint.help:
            click.echo(f"help: {visible(clean(complaint.help))}", err=True)


def from_click(error: click.ClickException) -> Complaint:
    """Return a usage error of click in our form."""
    message = error.format_message().strip().rstrip(".")
    message = message[:1].lower() + message[1:]
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "ringfence"
    if isinstance(error, click.NoSuchOption) and error.possibilities:
        message = f"no such option: {error.option_name}"
        near = " or ".join(f"`{each}`" for each in sorted(error.possibilities))
        return Complaint(message, help=f"did you mean {near}?")
    return Complaint(" ".join(message.split()), help=f"see `{command} --help`")


def broke(error: BaseException) -> Complaint:
    """Return what to say when ringfence itself broke.

    The message of the exception is left out: it may hold a value from the scanned tree, and such
    a value may be a secret. `RINGFENCE_DEBUG=1` prints everything.
    """
    if os.environ.get("RINGFENCE_DEBUG", "") not in ("", "0"):
        traceback.print_exception(error, file=sys.stderr)
    home = Path(ringfence.__file__).parent
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(home)
    ]
    at = ""
    if frames:
        at = f"{Path(frames[-1].filename).relative_to(home.parent).as_posix()}:{frames[-1].lineno}"
    return Complaint(
        f"ringfence broke: {type(error).__name__}",
        at,
        "this is our mistake: report it with the place above and what was scanned;"
        " `RINGFENCE_DEBUG=1` prints the details, which may hold values of the scanned tree",
    )
