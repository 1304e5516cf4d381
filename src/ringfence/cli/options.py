"""Options that several commands share, and what their values mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from ringfence.cli.exitcode import Criterion
from ringfence.model.assessment import Kind
from ringfence.model.boundary import Severity

SETTINGS: Final[dict[str, Any]] = {
    "auto_envvar_prefix": "RINGFENCE",
    "help_option_names": ["-h", "--help"],
    "max_content_width": 100,
}

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Request:
    """What to read, and how to judge it."""

    paths: tuple[Path, ...]
    boundary: Path | None = None
    all_data: bool = False
    env: str | None = None
    variables: tuple[tuple[str, str], ...] = ()
    history: bool = False

    def words(self) -> tuple[str, ...]:
        """Return the options as words of a command; values of variables are left out.

        A value that was typed once may be a secret, and what is printed ends up in logs.
        """
        import shlex

        words: list[str] = []
        if self.boundary is not None:
            words += ["--boundary", shlex.quote(str(self.boundary))]
        if self.all_data:
            words.append("--all-data")
        if self.env is not None:
            words += ["--env", shlex.quote(self.env)]
        if self.history:
            words.append("--history")
        for name, _ in self.variables:
            words += ["--var", f"{shlex.quote(name)}=…"]
        return tuple(words)

    @classmethod
    def given(cls, paths: tuple[Path, ...], options: Mapping[str, Any]) -> Request:
        """Return the request that the options of `reading` make."""
        return cls(
            paths,
            options.get("boundary"),
            options["all_data"],
            options["env"],
            options["variables"],
            options["history"],
        )


def _assignments(
    context: click.Context, param: click.Parameter, values: Sequence[str]
) -> tuple[tuple[str, str], ...]:
    """Read NAME=VALUE, each. Fails where there is no `=` or no name."""
    found = []
    for value in values:
        name, mark, text = value.partition("=")
        if not mark or not name.strip():
            # The value is not repeated: it may be a secret whose name was forgotten.
            raise click.BadParameter("a variable is given as NAME=VALUE", context, param)
        found.append((name.strip(), text))
    return tuple(found)


def criteria(
    context: click.Context, param: click.Parameter, values: Sequence[str]
) -> tuple[Criterion, ...]:
    """Read kinds of finding and severities. Fails for anything else."""
    known: dict[str, Criterion] = {each.value: each for each in (*Severity, *Kind)}
    for value in values:
        if value.lower() not in known:
            kinds = ", ".join(kind.value for kind in Kind)
            levels = ", ".join(reversed([severity.value for severity in Severity]))
            raise click.BadParameter(
                f"`{value}` is neither a kind ({kinds}) nor a severity ({levels})", context, param
            )
    return tuple(known[value.lower()] for value in values)


boundary_option = click.option(
    "--boundary",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Boundary file; by default `ringfence.yaml` in the scanned path.",
)


def reading(function: F) -> F:
    """Add the options that say what to read and how to judge it."""
    for option in reversed(
        (
            click.option(
                "--all-data",
                is_flag=True,
                help="Take every data store, vault, registry, model workload, endpoint and log"
                " sink as an asset, whatever its name.",
            ),
            click.option(
                "--env",
                metavar="NAME|FILE",
                help="Variable or parameter files of one environment.",
            ),
            click.option(
                "--var",
                "variables",
                multiple=True,
                callback=_assignments,
                metavar="NAME=VALUE",
                envvar="RINGFENCE_VAR",
                help="Value of a variable or parameter. Repeatable.",
            ),
            click.option(
                "--history",
                is_flag=True,
                help="Search the history of the git repository for credentials, too.",
            ),
        )
    ):
        function = option(function)
    return function
