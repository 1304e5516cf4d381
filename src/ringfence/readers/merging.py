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

    What one states and another leaves open counts; what they state differently is unknown. What
    only a doubtful declaration states is as doubtful as it. A declaration outweighs a mere
    reference. The address is that of the declaration that sorts first, so that the order of
    reading changes nothing.
    """
    group = sorted(
        group, key=lambda r: (r.external is not None, r.presence is not None, r.root, r.address)
    )
    first = group[0]
    if first.external is None:
        group = [r for r in group if r.external is None]
    joining = _Joining(first, Patched(first.origin))
    body = first.body
    for other in group[1:]:
        body = joining.join(body, other.body, "", other)
    return Resource(
        first.id, first.type, first.name, body, first.address, first.root, joining.patched,
        first.presence, first.external, max(r.api_version for r in group),
    )  # fmt: skip


@dataclass(slots=True)
class _Joining:
    """One merge: the declaration that all others are joined to, and where pieces came from."""

    first: Resource
    patched: Patched

    def join(
        self, left: dict[str, Value], right: dict[str, Value], path: str, other: Resource
    ) -> dict[str, Value]:
        """Return `left` with what `other` states below `path` in `right`."""
        joined = dict(left)
        for key, value in right.items():
            pointer = f"{path}.{key}" if path else key
            mine = joined.get(key)
            if isinstance(mine, dict) and isinstance(value, dict):
                joined[key] = self.join(mine, value, pointer, other)
            elif value is None or (isinstance(mine, Unknown) and isinstance(value, Unknown)):
                continue
            elif mine is None or isinstance(mine, Unknown):
                joined[key] = self._taken(mine, value, other)
                self.patched.add(pointer, other.origin, pointer)
            elif isinstance(value, Unknown):
                if other.presence is None:
                    continue  # the same thing, stated here and hidden there
                joined[key] = value
            elif not _equal(mine, value):
                here, there = self.first.locate(pointer), other.locate(pointer)
                why = f"`{pointer}` is stated differently at {here} and {there}"
                joined[key] = Unknown(why, there)
        return joined

    def _taken(self, mine: Value, value: Value, other: Resource) -> Value:
        """Return what counts where only `other` states something."""
        if other.presence is None:
            return value
        if mine is None:
            reason = f"it is stated by `{other.address}` only, which may not exist"
            return Unknown(f"{reason}: {other.presence.reason}", other.presence.source)
        return mine


def _equal(left: Value, right: Value) -> bool:
    if isinstance(left, str) and isinstance(right, str):
        return left.lower() == right.lower()
    return left == right
