"""Progress on a terminal, for work that takes longer than a second."""

from __future__ import annotations

import sys
import threading
import time
from types import TracebackType
from typing import Final, Self

PATIENCE: Final = 1.0
"""Seconds of silence before the first word."""

PACE: Final = 0.25


class Progress:
    """A line on stderr that says what is being done and for how long; gone when it is over."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._wanted = not quiet and sys.stderr.isatty()
        self._stage = ""
        self._over = threading.Event()
        self._thread: threading.Thread | None = None

    def stage(self, text: str) -> None:
        """Say what is being done now."""
        if self._wanted:
            from ringfence.report.screen import visible

            self._stage = visible(text)

    def __enter__(self) -> Self:
        if self._wanted:
            self._thread = threading.Thread(target=self._tell, daemon=True)
            self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        if self._thread is not None:
            self._thread.join()

    def _tell(self) -> None:
        started = time.monotonic()
        told = False
        wait = PATIENCE
        while not self._over.wait(wait):
            seconds = int(time.monotonic() - started)
            sys.stderr.write(f"\r\x1b[K{self._stage} … {seconds} s")
            sys.stderr.flush()
            told, wait = True, PACE
        if told:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
