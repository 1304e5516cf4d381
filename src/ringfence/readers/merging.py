"""One resource that is described twice, and where each of its properties was written."""

from __future__ import annotations

from dataclasses import dataclass, field

from ringfence.model.facts import Source, Unknown, Value
from ringfence.model.resource import Origin, Resource


@dataclass(slots=True)
class Under:
    """The origin of something that is written inside something else, at `prefix`."""

    outer: Origin
    prefix: str

    def locate(self, pointer: str) -> Source:
        """Locate below the prefix."""
        return self.outer.locate(f"{self.prefix}.{pointer}" if pointer else self.prefix)


@dataclass(slots=True)
class Patched:
    """An origin some of whose properties were written elsewhere."""

    base: Origin
    pieces: list[tuple[str, Origin, str]] = field(default_factory=list)

    def add(self, prefix: str, origin: Origin, inner: str) -> None:
        """Say that `prefix` and all below it was written at `origin`, below `inner` there."""
        self.pieces.append((prefix, origin, inner))

    def locate(self, pointer: str) -> Source:
        """Locate in the latest piece that covers the pointer, else in the base."""
        for prefix, origin, inner in reversed(self.pieces):
            if pointer == prefix:
                return origin.locate(inner)
            if pointer.startswith((prefix + ".", prefix + "[")):
                rest = pointer[len(prefix) :].lstrip(".")
                return origin.locate(f"{inner}.{rest}" if inner else rest)
        return self.base.locate(pointer)


def merge(group: list[Resource]) -> Resource:
    """Return one resource for several with the same id.

    What one states and another leaves open counts; what they state differently is unknown. A
    declaration outweighs a mere reference. The address is that of the declaration that sorts
    first, so that the order of reading changes nothing.
    """
    group = sorted(group, key=lambda r: (r.external is not None, r.root, r.address))
    first = group[0]
    if first.external is None:
        group = [r for r in group if r.external is None]
    patched = Patched(first.origin)
    body = first.body
    for other in group[1:]:
        body = _join(body, other.body, "", other, first, patched)
    presence = None if any(r.presence is None for r in group) else first.presence
    return Resource(
        first.id, first.type, first.name, body, first.address, first.root, patched,
        presence, first.external, max(r.api_version for r in group),
    )  # fmt: skip


def _join(
    left: dict[str, Value],
    right: dict[str, Value],
    path: str,
    other: Resource,
    first: Resource,
    patched: Patched,
) -> dict[str, Value]:
    joined = dict(left)
    for key, value in right.items():
        pointer = f"{path}.{key}" if path else key
        mine = joined.get(key)
        if mine is None or (isinstance(mine, Unknown) and not isinstance(value, Unknown)):
            joined[key] = value
            patched.add(pointer, other.origin, pointer)
        elif isinstance(mine, dict) and isinstance(value, dict):
            joined[key] = _join(mine, value, pointer, other, first, patched)
        elif value is not None and not isinstance(value, Unknown) and not _equal(mine, value):
            here, there = first.locate(pointer), other.locate(pointer)
            joined[key] = Unknown(f"`{pointer}` is stated differently at {here} and {there}", there)
    return joined


def _equal(left: Value, right: Value) -> bool:
    if isinstance(left, str) and isinstance(right, str):
        return left.lower() == right.lower()
    return left == right
