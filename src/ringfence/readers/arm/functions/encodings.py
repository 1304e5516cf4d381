"""Functions that write a text in another alphabet, and digests."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Final
from urllib.parse import quote as percent
from urllib.parse import unquote
from uuid import UUID, uuid5

from ringfence.model.facts import Unknown
from ringfence.model.symbols import OPEN
from ringfence.readers.arm.guards import bounded, settled, text
from ringfence.readers.arm.pieces import is_symbol, pieces
from ringfence.readers.arm.registry import MANY, Style, function
from ringfence.readers.arm.values import (
    Failure,
    Operand,
    Unsettled,
    blurred,
    derived,
    stand_in,
    unknown_in,
)
from ringfence.syntax.jsontext import JsonError, decode


@function("json", style=Style.OPEN)
def json(arguments: list[Operand], root: str) -> Operand:
    """Parse JSON. Symbols inside its texts stay what they are."""
    (value,) = settled(arguments)
    if isinstance(value, Unknown):
        return _partly_known(value, root)
    if value is None:
        return None
    value = text(value, "json")
    try:
        return _parsed(value)
    except JsonError as error:
        if OPEN in value:
            return Unsettled(
                "the JSON text depends on what is not known",
                stand_in=derived("json", [value], root),
            )
        raise Failure(f"`json` is given a text that {error}") from error


def _parsed(value: str) -> Operand:
    """Parse JSON as the vendor's engine does: single quotes and bare names are taken as well."""
    try:
        return decode(value.encode(errors="replace")).value
    except JsonError:
        if _FRACTION.fullmatch(value.strip()) is not None:
            return float(value)
        relaxed = _RELAXED.sub(_quoted, value)
        if relaxed == value:
            raise
        return decode(relaxed.encode(errors="replace")).value


_FRACTION: Final = re.compile(r"[-+]?\d{0,300}\.\d{1,300}")
_RELAXED: Final = re.compile(
    r'"(?:[^"\\]++|\\.)*+"|\'((?:[^\'\\]++|\\.)*+)\'|([A-Za-z_$][\w$]*+)(?=\s*:)', re.DOTALL
)


def _quoted(match: re.Match[str]) -> str:
    if match[1] is not None:
        inside = match[1].replace("\\'", "'").replace('"', '\\"')
        return f'"{inside}"'
    return match[0] if match[2] is None else f'"{match[2]}"'


def _partly_known(value: Unknown, root: str) -> Operand:
    """Parse a text some of whose parts are unknown: so are the values that they stand in."""
    try:
        made = _parsed(stand_in(value))
    except JsonError:
        return blurred(value, "json", [value], root)
    return _blurred_texts(made, value) if isinstance(made, dict | list) else value


def _blurred_texts(made: Operand, why: Unknown) -> Operand:
    if isinstance(made, dict):
        return {key: _blurred_texts(inner, why) for key, inner in made.items()}
    if isinstance(made, list):
        return [_blurred_texts(inner, why) for inner in made]
    if isinstance(made, str) and OPEN in made:
        return Unsettled(why.reason, why.source, stand_in=made)
    return made


@function("base64", textual=True)
def to_base64(value: Operand) -> str:
    """Encode as base64."""
    return base64.b64encode(text(value, "base64").encode(errors="replace")).decode()


def _from_base64(value: Operand, name: str) -> str:
    try:
        return base64.b64decode(text(value, name), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError) as error:
        raise Failure(f"`{name}` is given no base64 of a text") from error


@function("base64ToString", textual=True)
def base64_to_string(value: Operand) -> str:
    """Decode base64."""
    return _from_base64(value, "base64ToString")


@function("base64ToJson")
def base64_to_json(value: Operand) -> Operand:
    """Decode base64 of JSON."""
    return json([_from_base64(value, "base64ToJson")], "")


@function("dataUri", textual=True)
def data_uri(value: Operand) -> str:
    """Return a data URI."""
    return "data:text/plain;charset=utf8;base64," + to_base64(value)


@function("dataUriToString", textual=True)
def data_uri_to_string(value: Operand) -> str:
    """Decode a data URI."""
    head, mark, body = text(value, "dataUriToString").partition(",")
    if not mark or not head.startswith("data:"):
        raise Failure("`dataUriToString` is given no data URI")
    return _from_base64(body, "dataUriToString") if head.endswith(";base64") else unquote(body)


@function("uriComponent", style=Style.OPEN)
def uri_component(arguments: list[Operand], root: str) -> Operand:
    """Encode as part of a URI."""
    (value,) = settled(arguments)
    if isinstance(value, Unknown):
        return blurred(value, "uriComponent", [value], root)
    return bounded(
        "".join(
            each if is_symbol(each) else percent(each, safe="-_.~")
            for each in pieces(text(value, "uriComponent"))
        )
    )


@function("uriComponentToString", style=Style.OPEN)
def uri_component_to_string(arguments: list[Operand], root: str) -> Operand:
    """Decode a part of a URI."""
    (value,) = settled(arguments)
    if isinstance(value, Unknown):
        return blurred(value, "uriComponentToString", [value], root)
    return "".join(
        each if is_symbol(each) else unquote(each)
        for each in pieces(text(value, "uriComponentToString"))
    )


@function("uri", 2, style=Style.OPEN)
def uri(arguments: list[Operand], root: str) -> Operand:
    """Resolve a relative reference against a URI: the last segment of the base is dropped."""
    base, relative = settled(arguments)
    for each in (base, relative):
        if isinstance(each, Unknown):
            joined = (each.hint or "") if each is relative else ""
            made = blurred(each, "uri", [base, relative], root)
            made.hint = joined
            if isinstance(relative, str):
                made.stand_in = f"{derived('uri', [base], root)}/{relative.lstrip('/')}"
            return made
    base, relative = text(base, "uri"), text(relative, "uri")
    if "://" in relative:
        return relative
    head, _, _ = base.partition("://")[2].rpartition("/") if "://" in base else ("", "", "")
    if "://" not in base:
        head, mark, _ = base.rpartition("/")
        return f"{head}{mark}{relative.lstrip('/')}" if mark else f"{base}/{relative.lstrip('/')}"
    scheme, _, rest = base.partition("://")
    host = rest.partition("/")[0]
    if relative.startswith("/") or not head:
        return f"{scheme}://{host}/{relative.lstrip('/')}"
    return f"{scheme}://{head}/{relative}"


@function("uniqueString", 1, MANY, style=Style.OPEN)
def unique_string(arguments: list[Operand], root: str) -> Operand:
    """A digest of 13 characters, as a symbol: equal arguments give the equal text."""
    return _digest("uniqueString", settled(arguments), root)


@function("guid", 1, MANY, style=Style.OPEN)
def guid(arguments: list[Operand], root: str) -> Operand:
    """A digest in the form of a GUID: of one literal text it is known, else it is a symbol.

    Azure/bicep's compiled parameter files show what it is of one text (a UUID of version 5 in the
    service's own namespace); of several none shows it.
    """
    values = settled(arguments)
    if len(values) == 1 and isinstance(values[0], str) and OPEN not in values[0]:
        return str(uuid5(_NAMESPACE, values[0]))
    return _digest("guid", values, root)


_NAMESPACE: Final = UUID("11fb06fb-712d-4ddd-98c7-e71bbd588830")


def _digest(name: str, arguments: list[Operand], root: str) -> Operand:
    if (why := unknown_in(arguments)) is not None:
        return blurred(why, name, arguments, root)
    return derived(name, arguments, root)
