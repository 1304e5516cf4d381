"""Pieces of template expressions as text."""

from __future__ import annotations

import re
from typing import Final

_PLAIN: Final = re.compile(r"[A-Za-z_]\w*", re.ASCII)


def quoted(text: str) -> str:
    """Return a text as a literal."""
    return "'" + text.replace("'", "''") + "'"


def call(name: str, *arguments: str) -> str:
    """Return the call of a function."""
    return f"{name}({', '.join(arguments)})"


def access(of: str, name: str) -> str:
    """Return the access to a property."""
    return f"{of}.{name}" if _PLAIN.fullmatch(name) else f"{of}[{quoted(name)}]"


def formula(text: str) -> str:
    """Return an expression as the string of a template."""
    return f"[{text}]"


def plain(text: str) -> str:
    """Return a literal string as a template writes it, where it might be taken for an expression."""
    return f"[{text}" if text[:1] == "[" and text[-1:] == "]" else text


def unquoted(text: str) -> str:
    """Return an expression as the string of a template; a literal as the text that it is."""
    inner = text[1:-1]
    if text[:1] == "'" and text[-1:] == "'" and "'" not in inner.replace("''", ""):
        return plain(inner.replace("''", "'"))
    return formula(text)
