"""Which format goes where: `-f` and `-o` in pairs, and the writing itself."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final

import click

from ringfence.cli.trouble import Trouble

DEFAULT: Final = "table"
STDOUT: Final = "-"
ORDER: Final = "ringfence.order"


@dataclass(frozen=True, slots=True)
class Output:
    """One report: its format, and the file it goes to (None: standard output)."""

    format: str
    path: Path | None = None


class Paired(click.Command):
    """A command that remembers in which order its options were given."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse as always, after noting the order of the options."""
        _, _, order = self.make_parser(ctx).parse_args(args=list(args))
        ctx.meta[ORDER] = [param.name for param in order]
        return super().parse_args(ctx, args)


def pair(formats: Sequence[str], paths: Sequence[str], order: Sequence[str | None]) -> list[Output]:
    """Return the outputs that `-f` and `-o` ask for.

    An `-o` belongs to the `-f` before it, or to the next one if that has its own already or there
    is none; an `-o` alone gets the default format. `order` names the options as they were given
    (`formats`, `outputs`); values that came from the environment have no order and pair by number.
    Raises Trouble for an unknown format, two reports on one output, and a folder that is missing.
    """
    named = [name for name in order if name in ("formats", "outputs")]
    if named.count("formats") != len(formats) or named.count("outputs") != len(paths):
        longest = max(len(formats), len(paths))
        named = ["formats", "outputs"] * longest
    outputs = _in_order(iter_named(named, formats, paths)) or [Output(DEFAULT)]
    _check(outputs)
    return outputs


def iter_named(
    named: Sequence[str | None], formats: Sequence[str], paths: Sequence[str]
) -> list[tuple[str, str]]:
    """Return `(option, value)` in the order of `named`; names without a value left are skipped."""
    values = {"formats": list(formats), "outputs": list(paths)}
    return [(name, values[name].pop(0)) for name in named if name and values[name]]


def _in_order(given: list[tuple[str, str]]) -> list[Output]:
    outputs: list[tuple[str | None, str | None]] = []
    for name, value in given:
        last_format, last_path = outputs[-1] if outputs else ("", "")
        if name == "formats" and last_format is None:
            outputs[-1] = (value, last_path)
        elif name == "formats":
            outputs.append((value, None))
        elif last_path is None:
            outputs[-1] = (last_format, value)
        else:
            outputs.append((None, value))
    return [
        Output(format_ or DEFAULT, None if path in (None, STDOUT) else Path(path))
        for format_, path in outputs
        if path is not None or format_ is not None
    ]


def _check(outputs: Sequence[Output]) -> None:
    from ringfence.report.formats import names

    seen: set[Path | None] = set()
    for output in outputs:
        if output.format not in names():
            near = get_close_matches(output.format, names(), 1)
            known = ", ".join(f"`{name}`" for name in names())
            help_ = f"did you mean `{near[0]}`?" if near else f"formats are {known}"
            raise Trouble(f"there is no format `{output.format}`", help_=help_)
        where = output.path.resolve() if output.path else None
        if where in seen:
            what = f"`{output.path}`" if output.path else "standard output"
            raise Trouble(
                f"two reports go to {what}", help_="give each `-f` an `-o FILE` of its own"
            )
        seen.add(where)
        if output.path is not None and output.path.is_dir():
            raise Trouble("the output is a folder", str(output.path))
        if output.path is not None and not output.path.parent.is_dir():
            raise Trouble("the folder of the output does not exist", str(output.path))


def write(data: bytes, path: Path | None) -> None:
    """Write a report. Raises Trouble if the file cannot be written, BrokenPipeError as it comes."""
    if path is None:
        click.echo(data, nl=False)
        return
    try:
        path.write_bytes(data)
    except OSError as error:
        raise Trouble(f"cannot be written: {error.strerror or error}", str(path)) from error


def width() -> int:
    """Return the columns of the terminal, 80 where there is none."""
    return shutil.get_terminal_size((80, 24)).columns


def colored(no_color: bool) -> bool:
    """Tell whether standard output shows colours and the user wants them (no-color.org)."""
    if no_color or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout.isatty()


def only_ascii() -> bool:
    """Tell whether standard output cannot take the few signs beyond ASCII that screens use."""
    try:
        "→…".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return True
    return False
