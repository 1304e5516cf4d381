"""Which major versions of a provider the version constraints of a root admit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

Version = tuple[int, int, int]

MAJORS: Final = range(6)
_PART: Final = re.compile(
    r"\s*(~>|>=|<=|!=|=|>|<)?\s*v?(\d+)(?:\.(\d+))?(?:\.(\d+))?([-+][\w.+-]*)?\s*"
)
_FAR: Final = 9999


def majors_of(constraints: Iterable[str]) -> frozenset[int]:
    """Return the major versions that all constraints admit, none where nothing is said.

    A constraint that cannot be read admits everything. `~> 3` and `~> 3.1` stay below 4.0,
    `~> 3.1.2` below 3.2 (https://developer.hashicorp.com/terraform/language/expressions/version-constraints).
    """
    tests: list[tuple[str, Version, int]] = []
    for constraint in constraints:
        for part in constraint.split(","):
            match = _PART.fullmatch(part)
            if match is not None:
                digits = [int(found) for found in match.group(2, 3, 4) if found is not None]
                major, minor, patch, *_ = (*digits, 0, 0)
                tests.append((match[1] or "=", (major, minor, patch), len(digits)))
    if not tests:
        return frozenset()
    return frozenset(version[0] for version in _candidates(tests) if _all(version, tests))


def _candidates(tests: list[tuple[str, Version, int]]) -> set[Version]:
    """Return versions of which one is admitted if any of its major is: all edges and the ends."""
    found = {(major, minor, 0) for major in MAJORS for minor in (0, _FAR)}
    for _, (major, minor, patch), _ in tests:
        found |= {
            (major, minor, patch),
            (major, minor, patch + 1),
            (major, minor + 1, 0),
            (major, minor, max(0, patch - 1)),
            (major, max(0, minor - 1), _FAR),
        }
    return found


def _all(version: Version, tests: list[tuple[str, Version, int]]) -> bool:
    return all(_admits(version, *test) for test in tests)


def _admits(version: Version, operator: str, bound: Version, parts: int) -> bool:
    if operator == "~>":
        ceiling = (bound[0], bound[1] + 1, 0) if parts == 3 else (bound[0] + 1, 0, 0)
        return bound <= version < ceiling
    return {
        "=": version == bound,
        "!=": version != bound,
        ">": version > bound,
        ">=": version >= bound,
        "<": version < bound,
        "<=": version <= bound,
    }[operator]
