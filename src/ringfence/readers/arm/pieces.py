"""Texts that hold symbols, cut into what is literal and what is not."""

from __future__ import annotations

import re
from typing import Final

from ringfence.model.symbols import CLOSE, OPEN, is_context, show, symbol

_SYMBOL: Final = re.compile(f"({OPEN}[^{CLOSE}]*{CLOSE})")

_ODD: Final = re.compile(r"[^\w .,:;@/()+-]")

# Lengths that the vendor fixes: uniqueString is 13 characters of [a-z0-9], identifiers are GUIDs.
_UNIQUE: Final = 13
_GUID: Final = 36


def pieces(text: str) -> list[str]:
    """Return literal parts and whole symbols in turn; no part is empty."""
    return [piece for piece in _SYMBOL.split(text) if piece]


def literal_head(text: str) -> str:
    """Return the literal part before the first symbol."""
    return text.partition(OPEN)[0]


def literal_tail(text: str) -> str:
    """Return the literal part after the last symbol."""
    return text.rpartition(CLOSE)[2]


def is_symbol(piece: str) -> bool:
    """Tell whether a piece is a symbol."""
    return piece[:1] == OPEN


def name_of(piece: str) -> str:
    """Return the name of a symbol piece as shown, without the brackets."""
    return show(piece)[1:-1]


def length_of(piece: str) -> int | None:
    """Return the number of characters that a piece stands for, None if that is not known."""
    if not is_symbol(piece):
        return len(piece)
    name = name_of(piece)
    if name.startswith("uniqueString("):
        return _UNIQUE
    if name.startswith(("guid(", "newGuid")) or name in ("subscription", "tenant"):
        return _GUID
    return None


def never_empty(text: str) -> bool:
    """Tell whether a text with symbols surely stands for at least one character."""
    return any(
        not is_symbol(piece)
        or length_of(piece) is not None
        or is_context(piece)
        or name_of(piece).startswith(("principal of ", "client of ", "utcNow("))
        for piece in pieces(text)
    )


def never_holds(piece: str, characters: str) -> bool:
    """Tell whether a symbol surely holds none of `characters`."""
    name = name_of(piece)
    if characters == "/" and "/" not in name:
        return True  # it stands for a segment of an id, not for one that was looked up
    if name.startswith("uniqueString("):
        return not any(each.isalnum() for each in characters)
    if name.startswith("guid(") or name in ("subscription", "tenant"):
        return not any(each in "0123456789abcdefABCDEF-" for each in characters)
    return False


def take(text: str, count: int, root: str) -> str:
    """Return the first `count` characters; a symbol that is cut becomes a derived one."""
    made = ""
    listed = pieces(text)
    for index, piece in enumerate(listed):
        size = length_of(piece)
        if size is not None and size <= count:
            made += piece
            count -= size
        elif not is_symbol(piece):
            return made + piece[:count]
        elif count <= 0:
            return made
        else:
            rest = piece if size is not None else "".join(listed[index:])
            return made + symbol(f"take({show(rest)}, {count})", root)
    return made


def skip(text: str, count: int, root: str) -> str:
    """Return the text without its first `count` characters."""
    listed = pieces(text)
    for index, piece in enumerate(listed):
        size = length_of(piece)
        if count <= 0:
            return "".join(listed[index:])
        if size is not None and size <= count:
            count -= size
        elif not is_symbol(piece):
            return piece[count:] + "".join(listed[index + 1 :])
        else:
            rest = piece if size is not None else "".join(listed[index:])
            after = "".join(listed[index + 1 :]) if size is not None else ""
            return symbol(f"skip({show(rest)}, {count})", root) + after
    return ""


def replace(text: str, old: str, new: str, root: str) -> str:
    """Return the text with `old` replaced; a symbol that may hold it becomes a derived one."""
    if _ODD.search(old) is not None:
        # No name, id or place that a symbol stands for holds such a character.
        return "".join(p if is_symbol(p) else p.replace(old, new) for p in pieces(text))
    if len(old) > 1:
        return symbol(f"replace({show(text)}, '{old}', '{new}')", root)
    made = ""
    for piece in pieces(text):
        if not is_symbol(piece):
            made += piece.replace(old, new)
        elif never_holds(piece, old):
            made += piece
        else:
            made += symbol(f"replace({show(piece)}, '{old}', '{new}')", root)
    return made
