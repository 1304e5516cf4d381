"""Where the values of a YAML document stand."""

from __future__ import annotations

from dataclasses import dataclass, field

import yaml

from ringfence.syntax.yamltext import MERGE, Document, Step, events


@dataclass(slots=True, eq=False)
class Spot:
    """The place of one value: its line (of its key, where it has one) and what is below it."""

    line: int
    below: dict[str, Spot] | list[Spot] | None = None
    merged: list[Spot] = field(default_factory=list)


class Places:
    """Finds where in one document a value stands, as `jsontext.Places` does for JSON."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._root: Spot | None = None

    @property
    def root(self) -> Spot:
        """The place of the whole document. Reads its text at the first call."""
        if self._root is None:
            self._root = _spots(self._document)
        return self._root

    def line(self, spot: Spot) -> int:
        """Return the 1-based line of a place in its file."""
        return spot.line

    def child(self, spot: Spot, step: Step) -> Spot | None:
        """Return the place of a member (also of one that was merged in) or an element, or None."""
        below = spot.below
        if isinstance(step, int):
            return below[step] if isinstance(below, list) and 0 <= step < len(below) else None
        waiting = [spot]
        while waiting:
            at = waiting.pop()
            if isinstance(at.below, dict) and step in at.below:
                return at.below[step]
            waiting += reversed(at.merged)
        return None

    def find(self, path: tuple[Step, ...]) -> Spot | None:
        """Return the place of the value at `path`, None if there is none."""
        at: Spot | None = self.root
        for step in path:
            if at is None:
                return None
            at = self.child(at, step)
        return at

    def nearest(self, path: tuple[Step, ...]) -> Spot:
        """Return the place of the value at `path`, or of its nearest parent that is there."""
        at = self.root
        for step in path:
            below = self.child(at, step)
            if below is None:
                break
            at = below
        return at


def _spots(document: Document) -> Spot:
    """Return the places of all values of a document that was read without a fault."""
    stack: list[_Open] = []
    anchors: dict[str, Spot] = {}
    root = Spot(document.line)
    for event in events(document.text):
        if not isinstance(event, yaml.NodeEvent | yaml.CollectionEndEvent):
            continue
        line = document.line + event.start_mark.line  # type: ignore[union-attr]  # libyaml marks all
        done = Spot(line)
        if isinstance(event, yaml.CollectionStartEvent):
            done.below = {} if isinstance(event, yaml.MappingStartEvent) else []
            stack.append(_Open(done, event.anchor))
            continue
        if isinstance(event, yaml.CollectionEndEvent):
            closed = stack.pop()
            done, anchor = closed.spot, closed.anchor
        else:
            anchor = event.anchor
            if isinstance(event, yaml.AliasEvent) and anchor is not None:
                done = Spot(line, anchors[anchor].below, anchors[anchor].merged)
                anchor = None
        if anchor is not None:
            anchors[anchor] = done
        if stack:
            stack[-1].take(done, event.value if isinstance(event, yaml.ScalarEvent) else "")
        else:
            root = done
    return root


class _Open:
    """An unfinished list or map: of a map also the key that waits for its value, and its line."""

    def __init__(self, spot: Spot, anchor: str | None) -> None:
        self.spot = spot
        self.anchor = anchor
        self._key: tuple[str, int] | None = None

    def take(self, done: Spot, written: str) -> None:
        """Put the place of a finished value where it belongs."""
        below = self.spot.below
        if isinstance(below, list):
            below.append(done)
        elif self._key is None:
            self._key = written, done.line
        elif below is not None:
            (key, line), self._key = self._key, None
            below[key] = Spot(line, done.below, done.merged)
            if key == MERGE and done.below is not None:
                self.spot.merged += done.below if isinstance(done.below, list) else [done]
