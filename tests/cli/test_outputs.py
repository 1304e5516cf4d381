"""`-f` and `-o` in pairs, in the order in which they were given."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from ringfence.cli.outputs import ORDER, Output, Paired, pair
from ringfence.cli.trouble import Trouble
from ringfence.report.formats import names


def paired(words: str) -> list[Output]:
    """Return the outputs that a command line asks for."""
    seen: list[Output] = []

    @click.command(cls=Paired)
    @click.option("-f", "--format", "formats", multiple=True)
    @click.option("-o", "--output", "outputs", multiple=True)
    @click.option("--var", multiple=True)
    @click.pass_context
    def command(
        context: click.Context, /, formats: tuple[str, ...], outputs: tuple[str, ...], var: object
    ) -> None:
        seen.extend(pair(formats, outputs, context.meta[ORDER]))

    result = CliRunner().invoke(command, words.split())
    if result.exception is not None:
        raise result.exception
    return seen


@pytest.mark.parametrize(
    ("words", "outputs"),
    [
        ("", [("table", None)]),
        ("-f json", [("json", None)]),
        ("-f json -o a", [("json", "a")]),
        ("-f table -f json -o a", [("table", None), ("json", "a")]),
        ("-f json -o a -f table", [("json", "a"), ("table", None)]),
        ("-f json -o a -f sarif -o b", [("json", "a"), ("sarif", "b")]),
        ("-fjson -oa --format=sarif --output=b", [("json", "a"), ("sarif", "b")]),
        ("-o a", [("table", "a")]),
        ("-o a -f json", [("json", "a")]),
        ("-f json -o -", [("json", None)]),
        ("--var -f -f json -o a", [("json", "a")]),
        ("-f json --var -o -o a", [("json", "a")]),
    ],
)
def test_pairs(words: str, outputs: list[tuple[str, str | None]]) -> None:
    assert paired(words) == [
        Output(format_, Path(path) if path else None) for format_, path in outputs
    ]


def test_values_from_the_environment_pair_by_number() -> None:
    assert pair(("json", "sarif"), ("a", "b"), ()) == [
        Output("json", Path("a")),
        Output("sarif", Path("b")),
    ]
    assert pair(("json", "table"), ("a",), ()) == [Output("json", Path("a")), Output("table")]


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("-f jsn", "no format `jsn`"),
        ("-f word", "no format `word`"),
        ("-f json -f sarif", "two reports go to standard output"),
        ("-f json -o a -f sarif -o ./a", "two reports go to `a`"),
        ("-f json -o no/such/folder/a", "folder of the output does not exist"),
        ("-f json -o .", "the output is a folder"),
        ("-o a -o b", ""),
    ],
)
def test_what_cannot_be(words: str, what: str) -> None:
    if not what:
        assert len(paired(words)) == 2
        return
    with pytest.raises(Trouble) as trouble:
        paired(words)
    assert what in trouble.value.complaints[0].what


def test_a_typo_is_answered_with_the_nearest_format() -> None:
    with pytest.raises(Trouble) as trouble:
        paired("-f jsn")
    assert trouble.value.complaints[0].help == "did you mean `json`?"
    with pytest.raises(Trouble) as trouble:
        paired("-f powerpoint")
    assert trouble.value.complaints[0].help == "formats are " + ", ".join(
        f"`{name}`" for name in sorted(names())
    )
