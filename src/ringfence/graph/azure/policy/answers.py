"""Three answers: yes, no, and an `Unknown` with the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from ringfence.model.facts import Unknown

Answer: TypeAlias = "bool | Unknown"


def every(answers: Iterable[Callable[[], Answer]]) -> Answer:
    """Return no if any is no, else the first unknown, else yes."""
    unknown: Unknown | None = None
    for ask in answers:
        answer = ask()
        if isinstance(answer, Unknown):
            unknown = answer if unknown is None else unknown
        elif not answer:
            return False
    return True if unknown is None else unknown


def some(answers: Iterable[Callable[[], Answer]]) -> Answer:
    """Return yes if any is yes, else the first unknown, else no."""
    unknown: Unknown | None = None
    for ask in answers:
        answer = ask()
        if isinstance(answer, Unknown):
            unknown = answer if unknown is None else unknown
        elif answer:
            return True
    return False if unknown is None else unknown


def negated(answer: Answer) -> Answer:
    """Return the opposite; unknown stays unknown."""
    return answer if isinstance(answer, Unknown) else not answer
