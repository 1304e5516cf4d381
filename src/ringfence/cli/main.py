"""The entry: finds the command, runs it, and turns every way to fail into words and a code."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any, Final

import click

from ringfence.cli.state import State
from ringfence.cli.trouble import INTERRUPTED, USAGE, Trouble, broke, complain, from_click
from ringfence.version import __version__

COMMANDS: Final = ("init", "scan", "explain")
UNFINISHED: Final = 3


class Ringfence(click.Group):
    """The group of all commands; each is imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which they are used."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, None if there is none of this name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"ringfence.cli.commands.{cmd_name}")
        command: click.Command = module.command
        return command

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run the program; it always ends by SystemExit with one of the documented codes."""
        name = prog_name or "ringfence"
        if complete_var or os.environ.get("_RINGFENCE_COMPLETE"):
            return super().main(args, name, complete_var, standalone_mode, **extra)
        arguments = list(sys.argv[1:] if args is None else args)
        sys.exit(self._guarded(arguments, name, extra))

    def _guarded(self, arguments: list[str], name: str, extra: dict[str, Any]) -> int:
        state = State()
        if not arguments:
            context = click.Context(self, info_name=name, **self.context_settings)
            click.echo(self.get_help(context), err=True)
            return USAGE
        try:
            with self.make_context(name, arguments, obj=state, **extra) as context:
                return int(self.invoke(context) or 0)
        except click.exceptions.Exit as end:
            return end.exit_code
        except click.ClickException as error:
            complain([from_click(error)])
            return USAGE
        except Trouble as trouble:
            complain(trouble.complaints)
            return USAGE
        except (KeyboardInterrupt, click.Abort):
            click.echo("interrupted", err=True)
            return INTERRUPTED
        except BrokenPipeError:
            _close_stdout()
            return state.code if state.code is not None else USAGE
        except Exception as error:  # noqa: BLE001 - whatever broke, the user gets no traceback
            complain([broke(error)])
            return UNFINISHED if state.assessed else USAGE


def _close_stdout() -> None:
    """Whoever read our output went away; keep the interpreter from writing to them at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


@click.group("ringfence", cls=Ringfence, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="ringfence %(version)s")
def cli() -> None:
    """Can the intellectual property of an LLM deployment leave the promised boundary?

    Reads infrastructure code (Terraform, Terraform plans, ARM templates) without credentials,
    and answers for every asset in it: open, sealed or unknown, with the proof.
    """


def run() -> None:
    """Run the program with the arguments of the process, and end the process.

    The process ends without taking the estate apart object by object: for a large one that
    costs seconds and gives nothing, since everything was written and closed before.
    """
    code = UNFINISHED
    try:
        cli()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        _close_stdout()
    os._exit(code)
