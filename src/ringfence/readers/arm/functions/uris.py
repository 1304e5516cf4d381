"""Functions that take an address apart and put one together.

Names and members as Bicep declares them (Azure/bicep, SystemNamespaceType): scheme, host, port,
path, query.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from ringfence.model.facts import Unknown
from ringfence.readers.arm.functions.texts import join_words
from ringfence.readers.arm.guards import object_, settled, text
from ringfence.readers.arm.registry import Style, function
from ringfence.readers.arm.template import member
from ringfence.readers.arm.values import Failure, Operand, blurred

_SCHEME: Final = re.compile(r"[a-zA-Z][\w+.-]*://")


@function("parseUri")
def parse_uri(value: Operand) -> dict[str, Operand]:
    """Return the parts of an address. Those that it does not have are left out."""
    whole = text(value, "parseUri")
    if _SCHEME.match(whole) is None:
        raise Failure("`parseUri` is given no absolute address")
    try:
        parts = urlsplit(whole)
        port = parts.port
    except ValueError as error:
        raise Failure("`parseUri` is given no absolute address") from error
    made: dict[str, Operand] = {"scheme": parts.scheme, "host": parts.hostname or ""}
    if port is not None:
        made["port"] = port
    made["path"] = parts.path or "/"
    if parts.query:
        made["query"] = f"?{parts.query}"
    return made


@function("buildUri", style=Style.OPEN)
def build_uri(arguments: list[Operand], root: str) -> Operand:
    """Return the address that the parts make; parts that are not known stand as symbols."""
    (value,) = settled(arguments)
    if isinstance(value, Unknown):
        return blurred(value, "buildUri", [value], root)
    parts = object_(value, "buildUri")
    scheme, host, port, path, query = settled(
        [member(parts, name) for name in ("scheme", "host", "port", "path", "query")]
    )
    if host is None:
        raise Failure("`buildUri` is given no host")
    made: list[Operand] = ["https" if scheme is None else scheme, "://", host]
    if port is not None:
        made += [":", port]
    made += _led(path, "/") + _led(query, "?")
    return join_words(made)


def _led(part: Operand, mark: str) -> list[Operand]:
    """Return a part with the mark that it must begin with."""
    if part is None or part == "":
        return []
    return [part] if isinstance(part, str) and part.startswith(mark) else [mark, part]
