"""What a run has reached, for whoever has to say how it ended."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class State:
    """`assessed` says that an assessment was made; `code` is the exit code it earned."""

    assessed: bool = False
    code: int | None = None
