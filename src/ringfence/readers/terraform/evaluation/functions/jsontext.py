"""JSON as Terraform writes and reads it."""

from __future__ import annotations

from typing import Final

import msgspec

from ringfence.model.facts import Unknown
from ringfence.readers.terraform.evaluation.values import (
    Datum,
    Lazy,
    Many,
    OpenMap,
    Problem,
    Withheld,
    exact,
    show_number,
)

_ESCAPED: Final = str.maketrans(
    {
        "<": "\\u003c",
        ">": "\\u003e",
        "&": "\\u0026",
        "\u2028": "\\u2028",
        "\u2029": "\\u2029",
    }
)


def encode(value: Datum) -> str:
    """Return JSON text: keys sorted, no spaces, `<>&` escaped. The value is known in full."""
    out: list[str] = []
    _write(value, out)
    return "".join(out)


def _write(value: Datum, out: list[str]) -> None:
    if isinstance(value, str):
        out.append(_text(value))
    elif value is None:
        out.append("null")
    elif isinstance(value, bool):
        out.append("true" if value else "false")
    elif isinstance(value, int | float):
        out.append(show_number(value))
    elif isinstance(value, dict):
        _write_map(value, out)
    elif isinstance(value, list):
        out.append("[")
        for at, each in enumerate(value):
            if at:
                out.append(",")
            _write(each, out)
        out.append("]")
    else:
        assert isinstance(value, Unknown | Lazy | Many)
        raise Withheld("a whole resource is written")


def _write_map(value: dict[str, Datum], out: list[str]) -> None:
    assert not isinstance(value, OpenMap)
    out.append("{")
    for at, key in enumerate(sorted(value)):
        if at:
            out.append(",")
        out.append(_text(key))
        out.append(":")
        _write(value[key], out)
    out.append("}")


def _text(value: str) -> str:
    return msgspec.json.encode(value).decode().translate(_ESCAPED)


def decode(text: str) -> Datum:
    """Return what JSON text stands for. Raises Problem."""
    try:
        return _settled(msgspec.json.decode(text))
    except (msgspec.DecodeError, RecursionError) as error:
        raise Problem("the text is no JSON") from error


def _settled(value: Datum) -> Datum:
    if isinstance(value, float):
        return exact(value)
    if isinstance(value, list):
        return [_settled(each) for each in value]
    if isinstance(value, dict):
        return {key: _settled(each) for key, each in value.items()}
    return value
