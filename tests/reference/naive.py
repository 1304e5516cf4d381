"""Slow, obvious versions of the proof engine. They are right by being too simple to be wrong."""

from __future__ import annotations

from itertools import combinations

from ringfence.graph.program import Level, Program


def costs(program: Program, level: Level) -> list[int | None]:
    """Repeat "1 plus the cost of all premises" over all clauses until nothing changes."""
    best: list[int | None] = [None] * len(program.claims)
    changed = True
    while changed:
        changed = False
        for clause in program.clauses:
            if not level.admits(clause):
                continue
            paid = [best[premise] for premise in clause.body]
            if any(price is None for price in paid):
                continue
            total = 1 + sum(price for price in paid if price is not None)
            old = best[clause.head]
            if old is None or total < old:
                best[clause.head] = total
                changed = True
    return best


def depth(program: Program, claim: int, limit: int) -> int | None:
    """Let every set of up to `limit` walls fall, smallest first, and see whether the claim holds."""
    keys = sorted({c.wall.key for c in program.clauses if c.wall is not None and c.certain})
    for size in range(limit + 1):
        for fallen in combinations(keys, size):
            if _holds(program, claim, set(fallen)):
                return size
    return None


def _holds(program: Program, claim: int, fallen: set[str]) -> bool:
    true: set[int] = set()
    changed = True
    while changed:
        changed = False
        for clause in program.clauses:
            if not clause.certain or (clause.wall is not None and clause.wall.key not in fallen):
                continue
            if clause.head not in true and all(premise in true for premise in clause.body):
                true.add(clause.head)
                changed = True
    return claim in true
