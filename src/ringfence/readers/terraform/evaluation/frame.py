"""Where an expression is evaluated: what its names mean there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Protocol

from ringfence.model.facts import NOWHERE, Source, Unknown
from ringfence.readers.terraform.evaluation.values import Datum, Failure

_NO_NAMES: Final[Mapping[str, Datum]] = {}


class Missing:
    """The type of `NOT_HERE`."""

    __slots__ = ()


NOT_HERE: Final = Missing()
"""What `each`, `count` and `self` are outside of the blocks that have them."""


class Derived(Unknown):
    """What was made of something that is not known; `base` is the reason of that."""

    __slots__ = ("base",)

    def __init__(
        self, base: str, what: str, source: Source, hint: str, refs: tuple[str, ...]
    ) -> None:
        super().__init__(f"{base} ({what})", source, hint, refs)
        self.base = base


class Choice(Derived):
    """One of several values; which one is decided by something that is not known."""

    __slots__ = ("arms",)
    arms: tuple[Datum, ...]


class Exhausted(Exception):
    """The root asks for more work than any real configuration does."""


class Scope(Protocol):
    """What a module offers to the expressions in it."""

    @property
    def path(self) -> str:
        """The folder of the module within the tree."""
        ...

    @property
    def root_path(self) -> str:
        """The folder of the root configuration within the tree."""
        ...

    def variable(self, name: str) -> Datum:
        """Return `var.<name>`."""
        ...

    def local(self, name: str) -> Datum:
        """Return `local.<name>`."""
        ...

    def call(self, name: str) -> Datum:
        """Return `module.<name>`."""
        ...

    def resource(self, mode: str, type_: str, name: str) -> Datum:
        """Return `<type>.<name>` or `data.<type>.<name>`."""
        ...

    def workspace(self) -> Datum:
        """Return `terraform.workspace`."""
        ...

    def read_file(self, path: str) -> bytes | Unknown:
        """Return the content of a file, named relative to the root folder."""
        ...

    def list_files(self, path: str) -> list[str]:
        """Return the files below a folder (relative to the root folder), relative to it."""
        ...

    def prefixed(self, address: str) -> str:
        """Return an address of this module as the user knows it (`module.x.` before it)."""
        ...

    def spend(self, work: int) -> None:
        """Count work; raises Exhausted when there was too much of it."""
        ...


class Frame:
    """The names that are in scope, and the place in the files that is being evaluated.

    `names` are the variables of `for` expressions and `dynamic` blocks. `doubt` is set when
    something is read that may not exist: `try` asks for it.
    """

    __slots__ = (
        "count_index",
        "doubt",
        "each_key",
        "each_value",
        "element",
        "file",
        "line",
        "names",
        "owner",
        "scope",
    )

    def __init__(self, scope: Scope, file: str = "", line: int = 0) -> None:
        self.scope = scope
        self.file = file
        self.line = line
        self.names: Mapping[str, Datum] = _NO_NAMES
        self.each_key: Datum = NOT_HERE
        self.each_value: Datum = NOT_HERE
        self.count_index: Datum = NOT_HERE
        self.element: Datum = None
        self.owner: Any = NOT_HERE
        self.doubt: Unknown | None = None

    def doubted(self, before: Unknown | None) -> Unknown | None:
        """Return the doubt that was met since it was cleared, and set it back."""
        met, self.doubt = self.doubt, before
        return met

    def source(self) -> Source:
        """Return the place that is being evaluated."""
        return Source(self.file, self.line)

    def fail(self, reason: str) -> Failure:
        """Return the failure of what is being evaluated."""
        return Failure(reason, Source(self.file, self.line))

    def unknown(self, reason: str) -> Unknown:
        """Return an unknown that arises in what is being evaluated."""
        return Unknown(reason, Source(self.file, self.line))

    def derived(
        self, why: Unknown, what: str, hint: str = "", refs: tuple[str, ...] = ()
    ) -> Unknown:
        """Return what is made of an unknown (`what` says how); a failure stays one.

        The reason names the place, so that nobody takes it for the same value as what it is made
        of: two mentions of one unknown have the same reason and source.
        """
        if isinstance(why, Failure):
            return why
        base = why.base if isinstance(why, Derived) else why.reason
        every = tuple(dict.fromkeys((*why.refs, *refs)))
        where = why.source if why.source != NOWHERE else self.source()
        return Derived(base, f"{what} at {self.file}:{self.line}", where, hint, every)
