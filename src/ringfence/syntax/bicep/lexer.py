"""Bicep text to tokens.

Source: learn.microsoft.com/azure/azure-resource-manager/bicep/file and the pages on data types and
operators beside it; the rules on strings were checked against the lexer of Azure/bicep.
"""

from __future__ import annotations

import re
from typing import Final

NAME: Final = "name"
NUMBER: Final = "number"
TEXT: Final = "text"
"""A whole string; its value is the text that it stands for."""
LEFT: Final = "left"
MIDDLE: Final = "middle"
RIGHT: Final = "right"
"""Pieces of a string around `${}`."""
LINE: Final = "line"
"""One or more ends of lines."""
MARK: Final = "mark"
BAD: Final = "bad"
"""What is no token; the value says why."""
END: Final = "end"

Token = tuple[str, str, int, int]
"""Kind, value, offset of the first character, offset after the last one."""

BATCH: Final = 1000
"""Tokens that are cut at a time."""

_SKIP: Final = r"(?:[ \t\f\v\xa0]++|//[^\r\n]*+|/\*(?:[^*]++|\*(?!/))*+\*/)*+"
_TOKEN: Final = re.compile(
    _SKIP + r"(?:(?P<name>[A-Za-z_][A-Za-z0-9_]*+)"
    r"|(?P<line>[\r\n](?:[\r\n]++|[ \t]++(?=[\r\n]))*+)"
    r"|(?P<multi>(?P<dollars>\$*+)''')"
    r"|'(?P<text>[^'\\$\r\n]*+)'"
    r"|(?P<quote>')"
    r"|(?P<number>[0-9]++)"
    r"|(?P<mark>\.\.\.|=>|==|=~|=|!=|!~|!|<=|>=|&&|\|\||\?\?|::|[-+*/%<>?:.,()\[\]{}@|^])"
    r"|(?P<end>\Z)"
    r"|(?P<pragma>\#[^\r\n]*+)"
    r"|(?P<bad>.))",
    re.DOTALL,
)
_PIECE: Final = re.compile(r"[^'\\$\r\n]++|\\(?:u\{[0-9A-Fa-f]{1,8}\}|\$\{?|[nrt'\\])|\$(?!\{)")
_ESCAPES: Final = {"n": "\n", "r": "\r", "t": "\t", "'": "'", "\\": "\\"}
_RESERVED: Final = re.compile("[\ue000-\uf8ff]")
REPLACEMENT: Final = "\ufffd"
"""Stands for characters that our symbols are made of (`model.symbols`)."""


def tokens(text: str) -> list[Token]:
    """Return the tokens of a text, `LINE` for ends of lines, `END` last. Never raises."""
    lexer = Lexer(text)
    while lexer.more():
        pass
    return lexer.made


class Lexer:
    """Cuts one text, some tokens at a time: of a large file never all are held at once.

    `made` are the tokens so far; who reads them may drop them. `stack` holds, for each `${` around,
    the braces open in it and its string.
    """

    __slots__ = ("at", "made", "stack", "text")

    def __init__(self, text: str) -> None:
        self.text = _RESERVED.sub(REPLACEMENT, text)
        self.at = 0
        self.made: list[Token] = []
        self.stack: list[list[int]] = []

    def more(self) -> bool:
        """Add about a thousand tokens to those made; False if there are no more."""
        match_at, made, text = _TOKEN.match, self.made, self.text
        goal = len(made) + BATCH
        while len(made) < goal:
            if made and made[-1][0] == END:
                return False
            match = match_at(text, self.at)
            if match is None:  # cannot be: the last alternative takes any character
                raise AssertionError(text[self.at : self.at + 40])
            kind = match.lastgroup
            end = self.at = match.end()
            if kind in ("name", "number"):
                made.append((kind, match[kind], match.start(kind), end))
            elif kind == "mark":
                self._mark(match["mark"], match.start("mark"), end)
            elif kind == "text":
                made.append((TEXT, match["text"], match.start("text") - 1, end))
            else:
                self._other(kind, match)
        return True

    def _other(self, kind: str | None, match: re.Match[str]) -> None:
        """Take what is less frequent than names and marks."""
        made, end = self.made, match.end()
        if kind == "line":
            start = match.start("line")
            if self.stack and self.stack[-1][1] < 0:
                self.stack.clear()
                made.append((BAD, "a text has no end in its line", start, start))
            if made and made[-1][0] != LINE:
                made.append((LINE, "", start, end))
        elif kind == "quote":
            self._piece(match.start("quote"), end, first=True)
        elif kind == "multi":
            self._multi(match.start("multi"), end, len(match["dollars"]), first=True)
        elif kind == "end":
            made.append((END, "", end, end))
        elif kind == "bad":
            made.append((BAD, f"`{match['bad']}` means nothing here", match.start("bad"), end))
        elif made and made[-1][0] != LINE:  # a pragma stands in a line of its own
            made.append((BAD, "`#` means nothing here", match.start("pragma"), end))

    def _mark(self, mark: str, start: int, end: int) -> None:
        if mark == "/" and self.text.startswith("*", end):
            self.at = len(self.text)  # all that follows is lost
            self.made.append((BAD, "a comment has no end", start, self.at))
            return
        if self.stack:
            top = self.stack[-1]
            if mark == "{":
                top[0] += 1
            elif mark == "}":
                if top[0] == 0:
                    self.stack.pop()
                    if top[1] < 0:
                        self._piece(start, end, first=False)
                    else:
                        self._multi(start, end, top[1], first=False)
                    return
                top[0] -= 1
        self.made.append((MARK, mark, start, end))

    def _piece(self, start: int, at: int, *, first: bool) -> None:
        """Read a string of one line up to its end or to the next `${`."""
        text, parts = self.text, []
        while (match := _PIECE.match(text, at)) is not None:
            parts.append(_unescaped(match[0]))
            at = match.end()
        value = "".join(parts)
        if text.startswith("${", at):
            self.stack.append([0, -1])
            self.made.append((LEFT if first else MIDDLE, value, start, at + 2))
            self.at = at + 2
        elif text.startswith("'", at):
            self.made.append((TEXT if first else RIGHT, value, start, at + 1))
            self.at = at + 1
        else:
            bad = text.startswith("\\", at)
            what = "a text has an unknown escape" if bad else "a text has no end in its line"
            self._lost(what, start, at)

    def _lost(self, what: str, start: int, at: int) -> None:
        """Go on in the next line."""
        end = self.text.find("\n", at)
        self.at = len(self.text) if end < 0 else end
        self.stack.clear()
        self.made.append((BAD, what, start, self.at))

    def _multi(self, start: int, at: int, dollars: int, *, first: bool) -> None:
        """Read a string of several lines up to its end or to the next hole."""
        text = self.text
        begin = at
        if first:
            begin += text.startswith("\r", begin)
            begin += text.startswith("\n", begin)
        close = text.find("'''", begin)
        if close < 0:
            self.at = len(text)
            self.stack.clear()
            self.made.append((BAD, "a text of several lines has no end", start, len(text)))
            return
        hole = text.find("$" * dollars + "{", begin, close) if dollars else -1
        if hole >= 0:
            self.stack.append([0, dollars])
            self.at = hole + dollars + 1
            self.made.append((LEFT if first else MIDDLE, text[begin:hole], start, self.at))
            return
        while text.startswith("'", close + 3):
            close += 1
        self.at = close + 3
        self.made.append((TEXT if first else RIGHT, text[begin:close], start, self.at))


def _unescaped(piece: str) -> str:
    if piece[0] != "\\":
        return piece
    if piece[1] == "u":
        code = int(piece[3:-1], 16)
        shown = chr(code) if code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else REPLACEMENT
        return _RESERVED.sub(REPLACEMENT, shown)
    if piece[1] == "$":
        return piece[1:]
    return _ESCAPES[piece[1]]
