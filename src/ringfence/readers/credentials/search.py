"""Finds the credentials in one text.

Almost every credential is a long run of token characters, and most text holds few such runs. So
the text is mapped to two letters (part of a token, or not), runs are found in that, and only they
are looked at: some hundred megabytes a second, with nothing but the standard library.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import Final

from ringfence.readers.credentials import blocks, kinds, sas
from ringfence.readers.credentials.finds import Find
from ringfence.readers.credentials.keyed import CANDIDATE, keyed
from ringfence.readers.credentials.strings import strings
from ringfence.readers.credentials.texts import Text
from ringfence.readers.credentials.tokens import TOKENS, tokens

_TOKEN: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_~.%-"
_MASK: Final = bytes(116 if byte in _TOKEN else 32 for byte in range(256))
_RUN: Final = re.compile(b"t" * 20 + b"t*")
_DIGIT: Final = re.compile(rb"[0-9]").search
_ESCAPE: Final = b"nrtbf"
_BACKSLASH: Final = 0x5C
LONGEST: Final = 12_000
"""Longest run that is looked into: what is longer is data, not a token."""

_BREAK: Final = 3
_LINE: Final = 56
_MARKED: Final = 4_200
_DOCKER: Final = re.compile(rb"\"auth\"\s*:\s*\"?\Z")
_BASIC: Final = re.compile(rb"(?i)\bbasic\s+\Z")
_REGISTRY: Final = re.compile(rb"([a-z0-9\-]{1,63}\.azurecr\.(?:io|us|cn))")


def search(text: Text) -> list[Find]:
    """Return all credentials of a text in the order of their places, each place once."""
    found = list(_runs(text))
    found += strings(text)
    if b"PRIVATE KEY" in text.data:
        found += blocks.private_keys(text)
    return _distinct(found)


def inside(text: Text) -> tuple[Text, list[Find]] | None:
    """Return what a text keeps in base64 as a text of its own, with the credentials in it."""
    unwrapped = blocks.unwrapped(text)
    return None if unwrapped is None else (unwrapped, search(unwrapped))


def _distinct(found: list[Find]) -> list[Find]:
    """Drop a find that overlaps one which says more: with a target, of a kind of its own."""
    starts: list[int] = []
    kept: list[Find] = []
    for find in sorted(found, key=lambda find: (not find.opens, find.sas is None, find.start)):
        at = bisect_right(starts, find.start)
        if at and kept[at - 1].end > find.start:
            continue
        if at < len(kept) and kept[at].start < find.end:
            continue
        starts.insert(at, find.start)
        kept.insert(at, find)
    return kept


def _runs(text: Text) -> Iterator[Find]:
    data = text.data
    starts: list[int] = []
    runs: list[bytes] = []
    for match in _RUN.finditer(data.translate(_MASK)):
        start, end = match.span()
        if end - start > LONGEST:
            if blocks.pkcs12(data[start : start + 1000]):
                yield Find(kinds.PRIVATE_KEY, start, start + 64, data[start : start + 4096])
            continue
        run = data[start:end]
        if run.islower() and not _DIGIT(run):
            continue
        if start and data[start - 1] == _BACKSLASH and run[0] in _ESCAPE:
            start += 1  # the `n` of an escaped line end
            run = run[1:]
        starts.append(start)
        runs.append(run)
    taken: set[int] = set()
    for number, find in (*_signatures(text, starts, runs), *_tokens(text, starts, runs)):
        taken.add(number)
        yield find
    yield from _values(text, starts, runs, taken)


def _values(text: Text, starts: list[int], runs: list[bytes], taken: set[int]) -> Iterator[Find]:
    """Yield what whole runs are for their inside or their name, but for those that are taken."""
    logins = b"basic " in text.lower or b'"auth"' in text.lower
    candidate = CANDIDATE.match
    last, size = -_BREAK - 1, 0
    for number, (start, run) in enumerate(zip(starts, runs, strict=True)):
        gap, before = start - last, size
        size = len(run)
        last = start + size
        if size > _LINE and before > _LINE and gap <= _BREAK:
            continue  # a line of something that goes on: no name stands before it
        if run.islower() and (b"_" in run or b"." in run):
            continue  # names in code; no generator makes them
        if number in taken:
            continue
        if logins or candidate(run) or run.startswith((b"eyJ", b"MI")) or b"%" in run:
            yield from _shaped(text, start, run, logins)


def _tokens(text: Text, starts: list[int], runs: list[bytes]) -> Iterator[tuple[int, Find]]:
    """Yield the tokens that say what they are, each with the number of its run.

    All runs are searched for the marks together: most texts hold none of them.
    """
    joined = b"\n".join(runs)
    ends: list[int] = []
    for token in TOKENS:
        at = joined.find(token.mark)
        while at >= 0:
            if not ends:
                ends = list(accumulate(len(run) + 1 for run in runs))
            number = bisect_right(ends, at)
            start, run = starts[number], runs[number]
            padding = _padding(text.data, start + len(run))
            if len(run) <= _MARKED:
                for kind, offset, value in tokens(run, padding, (token,)):
                    first = start + offset
                    yield number, Find(kind, first, first + len(value), value)
            at = joined.find(token.mark, ends[number])


def _signatures(text: Text, starts: list[int], runs: list[bytes]) -> Iterator[tuple[int, Find]]:
    """Yield the shared access signatures, each with the number of the run of its `sig`."""
    for mark in (b"sig=", b"sig%3d"):
        at = text.lower.find(mark)
        while at >= 0:
            first = at + (4 if mark == b"sig=" else 0)
            number = bisect_right(starts, first) - 1
            if number >= 0 and first < starts[number] + len(runs[number]):
                found = sas.read(text.data, first)
                if found is not None:
                    yield number, found
            at = text.lower.find(mark, at + 4)


def _padding(data: bytes, end: int) -> int:
    """Return how many `=` stand at a position, at most three."""
    padding = 0
    while padding < 3 and data[end + padding : end + padding + 1] == b"=":
        padding += 1
    return padding


def _shaped(text: Text, start: int, run: bytes, logins: bool) -> Iterator[Find]:
    """Yield what a whole run is for its inside or its name."""
    data, end = text.data, start + len(run)
    if logins and (made := _login(text, start, end, run)) is not None:
        yield made
        return
    if run.startswith(b"eyJ"):
        if blocks.JWT.match(run) and (token := blocks.web_token(run, start)):
            yield token
        return
    if run.startswith(b"MI") and blocks.pkcs12(run):
        yield Find(kinds.PRIVATE_KEY, start, start + 64, run[:4096])
        return
    if b"%" in run:
        run = re.sub(rb"%(2[bBfF]|3[dD])", lambda m: bytes([int(m[1], 16)]), run)
    if not CANDIDATE.match(run):
        return
    padding = _padding(data, end)
    if padding > 2:
        return
    value = run.rstrip(b".,;-") if not padding else run + b"=" * padding
    kind = keyed(text, start, end, value)
    if kind is not None:
        yield Find(kind, start, start + len(value), value)
    elif len(run) == 64 and before_signature(data, start):
        ends = sas.presigned(sas.signed(data, start)[2])
        if ends is not None:
            yield Find(kinds.AWS_URL, start, end, run, expires=ends)


def before_signature(data: bytes, start: int) -> bool:
    """Tell whether a value is the signature of a presigned S3 URL."""
    return data[max(0, start - 16) : start].lower() == b"x-amz-signature="


def _login(text: Text, start: int, end: int, run: bytes) -> Find | None:
    lead = text.data[max(0, start - 60) : start]
    if len(run) > 2000:
        return None
    value = run + text.data[end : end + _padding(text.data, end)]
    if _BASIC.search(lead):
        return blocks.login(value, start, end, "")
    if _DOCKER.search(lead):
        hosts = _REGISTRY.findall(text.data[max(0, start - 400) : start].lower())
        return blocks.login(value, start, end, hosts[-1].decode() if hosts else "")
    return None
