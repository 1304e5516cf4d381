"""What is worked out once for an estate and asked for often: indexes of all sorts."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from ringfence.model.estate import Estate

T = TypeVar("T")


def per_estate(make: Callable[[Estate], T]) -> Callable[[Estate], T]:
    """Keep what `make` returns for each estate, for as long as the estate lives."""
    known: WeakKeyDictionary[Estate, T] = WeakKeyDictionary()

    @wraps(make)
    def get(estate: Estate) -> T:
        if estate not in known:
            known[estate] = make(estate)
        return known[estate]

    return get
