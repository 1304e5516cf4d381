"""YAML as Terraform writes and reads it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any, Final

from ringfence.readers.terraform.evaluation.functions import jsontext
from ringfence.readers.terraform.evaluation.values import Datum, Problem, Withheld, exact

MAX_TEXT: Final = 1024 * 1024
MAX_NODES: Final = 100_000
MAX_DEPTH: Final = 100
_PLAIN_KEY: Final = re.compile(r"[A-Za-z_][\w./-]*")
_INTEGER: Final = re.compile(r"[-+]?(?:0x[0-9a-fA-F_]+|0b[01_]+|0o[0-7]+|0[0-7]+|\d+)")
_FLOAT: Final = re.compile(r"[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?")
_TRUE: Final = frozenset({"true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON"})
_FALSE: Final = frozenset({"false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF"})
_NULL: Final = frozenset({"", "~", "null", "Null", "NULL"})


def encode(value: Datum) -> str:
    """Return YAML text in the layout of Terraform: block style, every text in quotes."""
    out: list[str] = []
    _write(value, out, 0, inline=False)
    return "".join(out)


def _write(value: Datum, out: list[str], indent: int, *, inline: bool) -> None:
    pad = " " * indent
    if isinstance(value, dict) and value:
        for at, key in enumerate(sorted(value)):
            out.append(("" if inline and at == 0 else pad) + f"{jsontext.encode(key)}:")
            _value(value[key], out, indent)
    elif isinstance(value, list) and value:
        for at, each in enumerate(value):
            out.append(("" if inline and at == 0 else pad) + "-")
            if isinstance(each, dict | list) and each:
                out.append(" ")
                _write(each, out, indent + 2, inline=True)
            else:
                _value(each, out, indent)
    else:
        out.append(_scalar(value, indent) + "\n")


def _value(value: Datum, out: list[str], indent: int) -> None:
    if isinstance(value, dict) and value:
        out.append("\n")
        _write(value, out, indent + 2, inline=False)
    elif isinstance(value, list) and value:
        out.append("\n")
        _write(value, out, indent, inline=False)
    else:
        out.append(" " + _scalar(value, indent + 2) + "\n")


def _scalar(value: Datum, indent: int) -> str:
    if isinstance(value, str) and "\n" in value:
        pad = "\n" + " " * indent
        body = value.removesuffix("\n").replace("\n", pad)
        return ("|" if value.endswith("\n") else "|-") + pad + body
    return jsontext.encode(value)


def decode(text: str) -> Datum:
    """Return what one YAML document stands for. Raises Problem, or Withheld for oversized ones."""
    import yaml

    if len(text) > MAX_TEXT:
        raise Withheld("the text is too long to be read as YAML")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    try:
        node = loader.get_single_node()
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise Problem("the text is no YAML") from error
    finally:
        loader.dispose()
    return _Reader().read(node, 0) if node is not None else None


class _Reader:
    """Makes values from nodes; what aliases multiply is counted."""

    def __init__(self) -> None:
        self._count = 0

    def read(self, node: Any, depth: int) -> Datum:
        """Return the value of a node."""
        self._count += 1
        if self._count > MAX_NODES or depth > MAX_DEPTH:
            raise Withheld("the YAML is too large")
        if node.id == "scalar":
            return _resolve(node)
        if node.id == "sequence":
            return [self.read(each, depth + 1) for each in node.value]
        made: dict[str, Datum] = {}
        for key, value in node.value:
            if key.tag.endswith(":merge"):
                raise Withheld("YAML merge keys are not modelled")
            name = self.read(key, depth + 1)
            if isinstance(name, bool):
                name = "true" if name else "false"
            made[str(name)] = self.read(value, depth + 1)
        return made


def _resolve(node: Any) -> Datum:
    written: str = node.value
    if node.style in ("'", '"', "|", ">") or node.tag.endswith(":binary"):
        return written
    if node.tag.endswith(":timestamp"):
        return _timestamp(written)
    if written in _NULL:
        return None
    if written in _TRUE or written in _FALSE:
        return written in _TRUE
    if len(written) < 100 and _INTEGER.fullmatch(written):
        return _integer(written)
    if len(written) < 100 and _FLOAT.fullmatch(written):
        return exact(float(written))
    return written


def _integer(written: str) -> int:
    digits = written.lstrip("+-").replace("_", "")
    sign = -1 if written.startswith("-") else 1
    if digits.startswith("0o"):
        return sign * int(digits[2:], 8)
    if digits[:2] in ("0x", "0b"):
        return sign * int(digits, 0)
    return sign * int(digits)


def _timestamp(written: str) -> Datum:
    try:
        moment = datetime.fromisoformat(written.replace("Z", "+00:00"))
    except ValueError:
        return written
    if type(moment) is date or moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.isoformat().replace("+00:00", "Z")
