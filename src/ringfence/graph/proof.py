"""The cheapest proof of every claim: Knuth's generalisation of Dijkstra over the AND/OR graph.

A clause costs 1 plus the cost of each of its premises (tree cost: a premise used twice is paid
twice), so costs grow along every proof, a claim is settled the first time it leaves the heap, and
claims that hold only through each other never do. Linear in the size of the clauses but for the
heap. `tests/reference` holds the naive fixpoint that this is compared with.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from heapq import heappop, heappush

from ringfence.graph.program import Level, Program
from ringfence.model.claims import Clause


@dataclass(slots=True)
class Derivation:
    """What follows from a program at one level. `cost[claim]` is None for what does not."""

    program: Program
    level: Level
    cost: list[int | None]

    def holds(self, claim: int) -> bool:
        """Tell whether the claim is derived."""
        return self.cost[claim] is not None

    def best(self, claim: int) -> Clause:
        """Return the last clause of the cheapest proof; among equals the one that sorts first.

        The choice depends on rules and addresses only, so that the order in which resources were
        read changes nothing.
        """
        program, cost = self.program, self.cost
        goal = cost[claim]
        candidates: list[Clause] = []
        for number in program.by_head[claim]:
            clause = program.clauses[number]
            if self.level.admits(clause) and goal == clause_cost(clause, cost):
                candidates.append(clause)
        if not candidates:
            raise ValueError(f"not derived: {program.claims[claim]}")
        if len(candidates) == 1:
            return candidates[0]
        return min(candidates, key=self._order)

    def _order(self, clause: Clause) -> tuple[bool, str, str, list[tuple[str, ...]]]:
        address = clause.resource.address if clause.resource else ""
        body = [self.program.claims[premise] for premise in clause.body]
        return (not clause.certain, clause.rule, address, body)

    def proof(self, claim: int) -> list[Clause]:
        """Return the clauses of the cheapest proof, premises first, each once, the goal last."""
        steps: list[Clause] = []
        settled: set[int] = set()
        stack: list[tuple[int, Clause | None]] = [(claim, None)]
        while stack:
            number, ready = stack.pop()
            if ready is not None:
                steps.append(ready)
                continue
            if number in settled:
                continue
            settled.add(number)
            clause = self.best(number)
            stack.append((number, clause))
            stack.extend((premise, None) for premise in reversed(clause.body))
        return steps


def clause_cost(clause: Clause, cost: list[int | None]) -> int | None:
    """Return 1 plus the cost of all premises, None if one is not derived."""
    total = 1
    for premise in clause.body:
        paid = cost[premise]
        if paid is None:
            return None
        total += paid
    return total


def derive(program: Program, level: Level) -> Derivation:
    """Derive every claim that follows at `level`, with the cost of its cheapest proof."""
    cost: list[int | None] = [None] * len(program.claims)
    waiting: list[list[int]] = [[] for _ in program.claims]
    clauses = program.clauses
    missing = [0] * len(clauses)
    paid = [1] * len(clauses)
    heap: list[tuple[int, int]] = []
    for number, clause in enumerate(clauses):
        if not level.admits(clause):
            continue
        missing[number] = len(clause.body)
        if not clause.body:
            heappush(heap, (1, clause.head))
        for premise in clause.body:
            waiting[premise].append(number)
    _settle(heap, cost, waiting, missing, paid, lambda number: clauses[number].head)
    return Derivation(program, level, cost)


def _settle(
    heap: list[tuple[int, int]],
    cost: list[int | None],
    waiting: list[list[int]],
    missing: list[int],
    paid: list[int],
    head_of: Callable[[int], int],
) -> None:
    while heap:
        price, claim = heappop(heap)
        if cost[claim] is not None:
            continue
        cost[claim] = price
        for number in waiting[claim]:
            paid[number] += price
            missing[number] -= 1
            if not missing[number]:
                head = head_of(number)
                if cost[head] is None:
                    heappush(heap, (paid[number], head))
