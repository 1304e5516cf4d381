"""Whether a pattern of a role covers an action.

Case does not matter; `*` stands for any run of characters, `/` included, anywhere in the text; and
`/*/` also for a bare `/`: Managed Identity Operator holds `userAssignedIdentities/*/assign/action`,
which allows `userAssignedIdentities/assign/action`. Source: Azure RBAC, role definitions page; the
last rule follows from that role and the name of the operation.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product

MOST_BRANCHES = 6
"""Patterns with more `/*/` than this are widened instead of written out; no real one has three."""


@lru_cache(maxsize=200_000)
def covers(pattern: str, action: str) -> bool:
    """Tell whether `pattern` (of a role) matches `action` (a name without wildcards)."""
    pattern, action = pattern.lower(), action.lower()
    if "*" not in pattern:
        return pattern == action
    return any(_glob(branch, action) for branch in _branches(pattern))


@lru_cache(maxsize=20_000)
def _branches(pattern: str) -> tuple[str, ...]:
    """Return the patterns that stand for one in which each `/*/` may be a bare `/`."""
    pieces, shared = _between_slashes(pattern)
    if len(pieces) == 1:
        return (pattern,)
    if len(pieces) - 1 > MOST_BRANCHES:
        return ("/*".join(pieces),)
    # In a run of `/*/*/` the second shares the slash of the first.
    joints = [("*/", "") if slash else ("/*/", "/") for slash in shared]
    return tuple(
        pieces[0] + "".join(map("".join, zip(chosen, pieces[1:], strict=True)))
        for chosen in product(*joints)
    )


def _between_slashes(pattern: str) -> tuple[list[str], list[bool]]:
    """Split at every `/*/`; also tell which of them share a slash with the one before (`/*/*/`)."""
    pieces, shared = [""], list[bool]()
    at = 0
    while at < len(pattern):
        if pattern.startswith("/*/", at):
            pieces.append("")
            shared.append(False)
            at += 3
            while pattern.startswith("*/", at):
                pieces.append("")
                shared.append(True)
                at += 2
        else:
            pieces[-1] += pattern[at]
            at += 1
    return pieces, shared


def _glob(pattern: str, text: str) -> bool:
    """Match `*` against any run of characters: greedy from the left, linear in the text."""
    first, *middle = pattern.split("*")
    if not middle:
        return pattern == text
    last = middle.pop()
    if not text.startswith(first):
        return False
    at, end = len(first), len(text) - len(last)
    if end < at or not text.endswith(last):
        return False
    for piece in middle:
        found = text.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return True
