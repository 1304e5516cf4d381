"""How a report is to be shown: what the caller knows about the reader and the run."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """`width` in columns; `color` allows ANSI colours; `ascii` keeps to that character set.

    `paths` are the scanned paths as typed, `options` what else was said about what to read and
    how to judge it (`--all-data`), for commands that a report suggests. `baseline` holds the ids of findings that an earlier
    assessment knew already, None if there was none.
    """

    width: int = 80
    color: bool = False
    ascii: bool = False
    paths: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    baseline: frozenset[str] | None = None

    def known(self, finding_id: str) -> bool:
        """Tell whether the baseline holds a finding."""
        return self.baseline is not None and finding_id in self.baseline
