"""What expressions are compiled to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from ringfence.readers.terraform.evaluation.frame import Frame
from ringfence.readers.terraform.evaluation.values import Datum
from ringfence.syntax.hcl import tree as hcl

Code: TypeAlias = Callable[[Frame], Datum]
Compile: TypeAlias = Callable[[hcl.Expression], Code]


class Constant:
    """Code that gives the same value everywhere."""

    __slots__ = ("value",)

    def __init__(self, value: Datum) -> None:
        self.value = value

    def __call__(self, frame: Frame) -> Datum:
        """Return the value."""
        del frame
        return self.value
