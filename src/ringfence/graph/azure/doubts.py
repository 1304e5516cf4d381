"""Doubts, one or none: an `Unknown` has no truth value, so `or` cannot choose between two."""

from __future__ import annotations

from typing import overload

from ringfence.model.facts import Unknown


@overload
def either(first: Unknown | None, second: Unknown) -> Unknown: ...
@overload
def either(first: Unknown | None, second: Unknown | None) -> Unknown | None: ...
def either(first: Unknown | None, second: Unknown | None) -> Unknown | None:
    """Return the first doubt, or else the second."""
    return first if first is not None else second
