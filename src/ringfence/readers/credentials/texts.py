"""A text under search: its bytes, its lines, and what stands before a value in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
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
_LEAD: Final = 240
_NAME: Final = re.compile(rb"[a-z0-9_.\-]{1,120}")  # matched backwards
_NEUTRAL: Final = re.compile(
    rb"\A(?:value|values|default|defaults?value|str|string|text|const|let|var|bearer|basic|data"
    rb"|echo|content|literal|stringdata|optional|arg|env|export|set|secure|securestring|input|raw"
    rb"|login|plaintext|asplaintext|current|new|of|is|final|return|item|add|to|use|paste|body|param|v|f)\Z"
)


def plain(data: bytes) -> bytes:
    """Return a text with the escapes undone that JSON and XML put into URLs and keys.

    No line begins or ends elsewhere because of it.
    """
    if b"\\u00" not in data and b"\\/" not in data and b"&" not in data:
        return data
    return _ESCAPED.sub(lambda match: _ESCAPES[match[0].lower()], data)


@lru_cache(maxsize=65536)
def _neutral(name: bytes) -> bool:
    return not name or _NEUTRAL.match(name) is not None


class Words:
    """A pattern that is compiled when it is first asked for: most trees ask for few of them."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def regex(self) -> re.Pattern[bytes]:
        """The pattern, of bytes."""
        return re.compile(self._text.encode())


class Label:
    """What names a value: the word right before it, and the few lines that lead up to it.

    Both are in lower case. `lead` counts where the word says nothing by itself (`value`, `default`,
    `str`); it begins where the object begins that the value stands in.
    """

    __slots__ = ("_lead", "_lower", "_start", "name")

    def __init__(self, lower: bytes, start: int) -> None:
        self._lower = lower
        self._start = start
        self._lead: bytes | None = None
        self.name = _name(lower, start)

    @property
    def lead(self) -> bytes:
        """The text before the value: three lines of it at most."""
        if self._lead is None:
            lead = self._lower[max(0, self._start - _LEAD) : self._start]
            lead = b"\n".join(lead.split(b"\n")[-3:])
            ends = (lead.rfind(b"},"), lead.rfind(b"/>"), lead.rfind(b"; "))
            self._lead = lead[max(ends) + 1 :]
        return self._lead

    @property
    def neutral(self) -> bool:
        """Whether the word says nothing by itself."""
        return _neutral(self.name)

    def says(self, words: Words) -> bool:
        """Tell whether the name holds one of the words, or what leads up to a nameless value."""
        if words.regex.search(self.name):
            return True
        return self.neutral and words.regex.search(self.lead) is not None


def _name(lower: bytes, start: int) -> bytes:
    """Return the word before a position: on its line, or on the one above if that has none."""
    lead = lower[max(0, start - _LEAD) : start]
    above, _, line = lead.rpartition(b"\n")
    found = _NAME.match(line.rstrip(_TRIM)[::-1])
    if found is None and above and not line.strip(_TRIM + b"-|"):
        line = above.rpartition(b"\n")[2]
        found = _NAME.match(line.rstrip(_TRIM + b"-|")[::-1])
    return found[0][::-1] if found else b""


@dataclass
class Text:
    """Bytes of a text (escapes undone); `first` is the number of its first line.

    `numbers` are the lines of the file that the lines of this text were written in, where they are
    not simply the next ones, `encoded` what each line was decoded from. `memo` keeps what was read in parts of it.
    """

    data: bytes
    first: int = 1
    numbers: tuple[int, ...] = field(default=())
    encoded: tuple[bytes, ...] = field(default=(), repr=False)
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
        return Label(self.lower, start)
