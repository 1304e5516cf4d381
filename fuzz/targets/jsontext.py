"""JSON with comments and without, and the places of values in it."""

from __future__ import annotations

from typing import Any, Final

from ringfence.syntax.jsontext import JsonError, Places, decode

SEEDS: Final = (
    b'{"a": [1, 2.5e3, null, true], "b": {"c\\u00e9": "\\"//"}}',
    b'\xef\xbb\xbf/* x */ { "a": 1, // y\n "a": 2, }',
    '{"wide": "ü"}'.encode("utf-16"),
    b"[" * 300 + b"]" * 300,
    b'{"n": 123456789012345678901234567890}',
)


def check(data: bytes) -> None:
    """Decode, and find every value that was decoded."""
    try:
        decoded = decode(data)
    except JsonError:
        return
    places = Places(data, commented=decoded.commented)
    for path in _paths(decoded.value, (), 40):
        at = places.find(path)
        assert at is not None, path
        assert places.line(at) >= 1


def _paths(value: Any, path: tuple[str | int, ...], most: int) -> list[tuple[str | int, ...]]:
    found = [path]
    inside = list(value.items()) if isinstance(value, dict) else []
    inside = list(enumerate(value)) if isinstance(value, list) else inside
    for key, inner in inside:
        if len(found) >= most:
            break
        found += _paths(inner, (*path, key), most - len(found))
    return found[:most]
