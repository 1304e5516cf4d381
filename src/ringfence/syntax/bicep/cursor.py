"""A place in a list of tokens, and what is expected there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from ringfence.syntax.bicep.lexer import (
    BAD,
    BATCH,
    END,
    LEFT,
    LINE,
    MARK,
    MIDDLE,
    NAME,
    RIGHT,
    TEXT,
    Lexer,
    Token,
)

MAX_NESTING: Final = 100
"""How deep expressions and types may nest."""

_Made = TypeVar("_Made")


class BicepError(ValueError):
    """Text that is not valid; `what` is one clause, `at` the offset."""

    def __init__(self, what: str, at: int) -> None:
        super().__init__(what)
        self.what = what
        self.at = at


class Cursor:
    """A place in a list of tokens; `kind`, `value` and `at` are those of the current one."""

    def __init__(self, text: str) -> None:
        self.lexer = Lexer(text)
        self.listed = self.lexer.made
        self.place = 0
        self.depth = 0
        self.kind, self.value, self.at, self.end = self.token(0)

    # Tokens

    def next(self) -> None:
        """Go to the next token."""
        self.go(self.place + 1)

    def go(self, place: int) -> None:
        """Go to the token of this number, to the last one past the end."""
        if place >= len(self.listed):
            self.token(place)
            place = min(place, len(self.listed) - 1)
        self.place = place
        self.kind, self.value, self.at, self.end = self.listed[place]

    def token(self, place: int) -> Token:
        """Return the token of this number, the last one past the end."""
        while place >= len(self.listed) and self.lexer.more():
            pass
        return self.listed[min(place, len(self.listed) - 1)]

    def forget(self) -> None:
        """Let go of the tokens before this one, once they are many. Their numbers change."""
        if self.place > BATCH:
            del self.listed[: self.place]
            self.place = 0

    def end_of_last(self) -> int:
        """Return the offset after the token before this one."""
        return self.listed[self.place - 1][3] if self.place else 0

    def lines(self) -> None:
        """Pass over ends of lines."""
        while self.kind == LINE:
            self.next()

    def beyond_lines(self) -> Token:
        """Return the first token from here that is no end of a line."""
        place = self.place
        while self.token(place)[0] == LINE:
            place += 1
        return self.token(place)

    def is_mark(self, mark: str) -> bool:
        """Tell whether the current token is this mark."""
        return self.value == mark and self.kind == MARK

    def takes(self, mark: str) -> bool:
        """Pass over a mark, if it is here."""
        if self.value == mark and self.kind == MARK:
            self.next()
            return True
        return False

    def expect(self, mark: str) -> None:
        """Pass over a mark. Raises BicepError if it is not here."""
        if not self.takes(mark):
            raise self.expected(f"`{mark}`")

    def takes_word(self, word: str) -> bool:
        """Pass over a word, if it is here."""
        if self.kind == NAME and self.value == word:
            self.next()
            return True
        return False

    def word(self, word: str) -> None:
        """Pass over a word. Raises BicepError if it is not here."""
        if not self.takes_word(word):
            raise self.expected(f"`{word}`")

    def name(self) -> str:
        """Return the name that is here."""
        if self.kind != NAME:
            raise self.expected("a name")
        name = self.value
        self.next()
        return name

    def expected(self, what: str) -> BicepError:
        """Return the error that something else is here."""
        if self.kind == BAD:
            return BicepError(self.value, self.at)
        if self.kind == END:
            return BicepError(f"the file ends where {what} is expected", self.at)
        if self.kind == LINE:
            return BicepError(f"the line ends where {what} is expected", self.at)
        found = "a text" if self.kind in (TEXT, LEFT, MIDDLE, RIGHT) else f"`{self.value[:40]}`"
        return BicepError(f"{found} stands where {what} is expected", self.at)

    def listed_until(self, close: str, element: Callable[[], _Made]) -> list[_Made]:
        """Return elements up to a closing mark, parted by commas or ends of lines."""
        made: list[_Made] = []
        self.lines()
        while not self.takes(close):
            made.append(element())
            if self.takes(",") or self.kind == LINE:
                self.lines()
            elif not self.is_mark(close):
                raise self.expected(f"`{close}`, a comma or the end of the line")
        return made

    def between(self, open_: str, close: str, element: Callable[[], _Made]) -> list[_Made]:
        """Return the elements between two marks."""
        self.expect(open_)
        return self.listed_until(close, element)

    def deeper(self, at: int) -> None:
        """Count a level of nesting. Raises BicepError where it is one too many."""
        self.depth += 1
        if self.depth > MAX_NESTING:
            raise BicepError(f"is nested more than {MAX_NESTING} levels deep", at)
