"""Walks the parts of a mapping: which arguments it reads, which properties it writes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ringfence.model.facts import Unknown
from ringfence.readers.terraform.mapping import Mapping, Part
from ringfence.readers.terraform.parts import Block, Each, Fixed, Items, Joined


def arguments(mapping: Mapping) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every argument that a mapping reads, with the blocks that it stands in."""
    for part in mapping.parts:
        yield from _read(part, ())
    for inline in mapping.inline:
        for block in inline.names:
            yield (), block
            for part in inline.parts:
                yield from _read(part, (block,))
            if inline.name:
                yield (block,), inline.name
    for piece in mapping.pieces:
        for part in piece.parts:
            yield from _read(part, ())
        for name in (piece.target, piece.only):
            if name:
                yield (), name
    for name in (*mapping.place.reads, *mapping.unread, *mapping.inherits.values()):
        # Only data sources name objects of the directory by id; some types have no name at all.
        if name and name not in ("name", "object_id"):
            yield (), name


def _read(part: Part, blocks: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    for name in part.reads:
        yield blocks, name
    kinds = part.kinds if isinstance(part, Joined) else (part,)
    for kind in kinds:
        if isinstance(kind, Block | Each):
            for name in kind.names:
                for inner in kind.parts:
                    yield from _read(inner, (*blocks, name))


def properties(mapping: Mapping) -> Iterator[tuple[str, str]]:
    """Yield every property path that a mapping writes, with the type that it writes it into."""
    for path in _written(mapping.parts, ""):
        yield mapping.arm, path
    for path in (*mapping.itself, *mapping.known):
        yield mapping.arm, path
    for inline in mapping.inline:
        for path in _written(inline.parts, ""):
            yield inline.arm, path
    for piece in mapping.pieces:
        for path in _written(piece.parts, ""):
            inner = path
            if piece.take:
                if not path.startswith(piece.take):
                    continue
                inner = path.removeprefix(piece.take).lstrip(".")
            for type_ in piece.types:
                yield type_, _join(piece.pointer, inner)


def _written(parts: Sequence[Part], prefix: str) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Joined):
            for kind in part.kinds:
                yield from _written([kind], prefix)
        elif isinstance(part, Block | Each):
            yield from _written(part.parts, _join(prefix, part.to))
        elif isinstance(part, Items):
            made = part.make("x")
            inner = list(_leaves(made, "")) or [""]
            for path in inner:
                yield _join(_join(prefix, part.to), path)
        elif isinstance(part, Fixed):
            yield _join(prefix, part.to)
        else:
            for path in part.writes:
                yield _join(prefix, path)


def _leaves(value: object, prefix: str) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, _join(prefix, key))
    elif prefix and not isinstance(value, Unknown):
        yield prefix


def _join(prefix: str, path: str) -> str:
    return ".".join(filter(None, (prefix, path)))
