"""A text under search: its bytes, its lines, and what stands before a value in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

_ESCAPES: Final = {
    b"\\u0026": b"&",
    b"\\u002b": b"+",
    b"\\u002f": b"/",
    b"\\u003d": b"=",
    b"\\u003c": b"<",
    b"\\u003e": b">",
    b"\\u0027": b"'",
    b"\\/": b"/",
    b"&amp;": b"&",
    b"&quot;": b'"',
}
_ESCAPED: Final = re.compile(rb"\\u00(?:2[67bBfF]|3[cCdDeE])|\\/|&amp;|&quot;")
_TRIM: Final = b" \t\r\n\"'`\\=:([{<>]),|$@!?&;#*%}"
_NAME: Final = re.compile(rb"[a-z0-9_.\-]{1,120}")  # matched backwards
_NEUTRAL: Final = re.compile(
    rb"\A(?:value|values|default|defaults?value|str|string|text|const|let|var|bearer|basic|data"
    rb"|echo|content|literal|stringdata|optional|arg|env|export|set|secure|securestring|input|raw"
    rb"|plaintext|asplaintext|current|new|of|is|final|return|item|add|to|use|paste|body|param|v|f)\Z"
)


def plain(data: bytes) -> bytes:
    """Return a text with the escapes undone that JSON and XML put into URLs and keys.

    No line begins or ends elsewhere because of it.
    """
    if b"\\u00" not in data and b"\\/" not in data and b"&" not in data:
        return data
    return _ESCAPED.sub(lambda match: _ESCAPES[match[0].lower()], data)


@dataclass(slots=True, frozen=True)
class Label:
    """What names a value: the word right before it, and the few lines that lead up to it.

    Both are in lower case. `lead` counts where the word says nothing by itself (`value`, `default`,
    `str`); it begins where the object begins that the value stands in.
    """

    name: bytes
    lead: bytes

    @property
    def neutral(self) -> bool:
        """Whether the word says nothing by itself."""
        return not self.name or _NEUTRAL.match(self.name) is not None

    def says(self, words: re.Pattern[bytes]) -> bool:
        """Tell whether the name holds one of the words, or what leads up to a nameless value."""
        if words.search(self.name):
            return True
        return self.neutral and words.search(self.lead) is not None


@dataclass
class Text:
    """Bytes of a text (escapes undone); `first` is the number of its first line.

    `numbers` are the lines of the file that the lines of this text were written in, where they are
    not simply the next ones. `memo` keeps what was read in parts of it.
    """

    data: bytes
    first: int = 1
    numbers: tuple[int, ...] = field(default=())
    memo: dict[object, object] = field(default_factory=dict, repr=False)

    @cached_property
    def lower(self) -> bytes:
        """The text in lower case."""
        return self.data.lower()

    @cached_property
    def _ends(self) -> list[int]:
        return [match.start() for match in re.finditer(b"\n", self.data)]

    def row(self, at: int) -> int:
        """Return the number of the line in this text that a position lies in, from 0."""
        return bisect_right(self._ends, at - 1) if at else 0

    def line(self, at: int) -> int:
        """Return the line that a position lies in, as an editor counts it in the file."""
        row = self.row(at)
        return self.numbers[row] if self.numbers else self.first + row

    def near(self, start: int, end: int, radius: int) -> bytes:
        """Return what stands around a value, in lower case, without the value."""
        before = self.data[max(0, start - radius) : start]
        return (before + b" " + self.data[end : end + radius]).lower()

    def label(self, start: int) -> Label:
        """Return what names the value that begins at a position."""
        lead = self.lower[max(0, start - 240) : start]
        lines = lead.split(b"\n")
        lead = b"\n".join(lines[-3:])
        lead = lead[max(lead.rfind(b"},"), lead.rfind(b"/>"), lead.rfind(b"; ")) + 1 :]
        found = _NAME.match(lines[-1].rstrip(_TRIM)[::-1])
        if found is None and len(lines) > 1 and not lines[-1].strip(_TRIM + b"-|"):
            found = _NAME.match(lines[-2].rstrip(_TRIM + b"-|")[::-1])
        return Label(found[0][::-1] if found else b"", lead)
