"""Where the nodes of a leak graph stand: layers from left to right, few crossings, no overlaps.

The usual four steps (Sugiyama): break cycles, put every node one layer after its farthest
predecessor, give long edges a waypoint in every layer they cross, and order each layer by the mean place
of its neighbours. Units are those of the drawing (pixels at 100 %).
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

SWEEPS: Final = 6
WIDTH: Final = 230.0
HEIGHT: Final = 44.0
GAP_X: Final = 70.0
GAP_Y: Final = 14.0
BEND: Final = 10.0
"""Height of a waypoint."""

Node = Hashable
Edge = tuple[str, str]


@dataclass(slots=True)
class Layout:
    """The upper left corner of every node, the points of every edge, and the size of it all."""

    nodes: dict[str, tuple[float, float]] = field(default_factory=dict)
    edges: dict[Edge, list[tuple[float, float]]] = field(default_factory=dict)
    width: float = 0.0
    height: float = 0.0


def arrange(chains: Iterable[Sequence[str]]) -> Layout:
    """Return the layout of the graph whose paths are `chains`; equal names are one node."""
    edges = _edges(chains)
    nodes = list(dict.fromkeys(node for chain in edges for node in chain))
    if not nodes:
        return Layout()
    forward = _acyclic(nodes, edges)
    rank = _ranks(nodes, forward)
    layers, routes = _layers(nodes, forward, rank)
    _order(layers, routes)
    return _place(layers, routes, set(edges))


def _edges(chains: Iterable[Sequence[str]]) -> list[Edge]:
    found: dict[Edge, None] = {}
    for chain in chains:
        for left, right in itertools.pairwise(chain):
            if left != right:
                found[left, right] = None
    return list(found)


def _acyclic(nodes: list[str], edges: list[Edge]) -> list[Edge]:
    """Return the edges with those that close a cycle turned round (depth first, no recursion)."""
    after: dict[str, list[str]] = defaultdict(list)
    for left, right in edges:
        after[left].append(right)
    state: dict[str, int] = {}
    made: dict[Edge, None] = {}
    for start in nodes:
        if start in state:
            continue
        state[start] = 1
        stack = [(start, iter(after[start]))]
        while stack:
            node, rest = stack[-1]
            following = next(rest, None)
            if following is None:
                state[node] = 2
                stack.pop()
            elif state.get(following) == 1:
                made[following, node] = None
            else:
                made[node, following] = None
                if following not in state:
                    state[following] = 1
                    stack.append((following, iter(after[following])))
    return list(made)


def _ranks(nodes: list[str], edges: list[Edge]) -> dict[str, int]:
    """Return the layer of every node: 0, or one after the last of its predecessors."""
    waiting: dict[str, int] = dict.fromkeys(nodes, 0)
    after: dict[str, list[str]] = defaultdict(list)
    for left, right in edges:
        waiting[right] += 1
        after[left].append(right)
    rank = dict.fromkeys(nodes, 0)
    ready = [node for node in nodes if not waiting[node]]
    for node in ready:
        for following in after[node]:
            rank[following] = max(rank[following], rank[node] + 1)
            waiting[following] -= 1
            if not waiting[following]:
                ready.append(following)
    return rank


Point = tuple[str, str, int] | str
"""A node, or the waypoint of an edge `(left, right, layer)`."""


def _layers(
    nodes: list[str], edges: list[Edge], rank: dict[str, int]
) -> tuple[list[list[Point]], dict[Edge, list[Point]]]:
    layers: list[list[Point]] = [[] for _ in range(max(rank.values()) + 1)]
    for node in nodes:
        layers[rank[node]].append(node)
    routes: dict[Edge, list[Point]] = {}
    for left, right in edges:
        bends: list[Point] = [(left, right, at) for at in range(rank[left] + 1, rank[right])]
        for at, bend in enumerate(bends, rank[left] + 1):
            layers[at].append(bend)
        routes[left, right] = [left, *bends, right]
    return layers, routes


def _order(layers: list[list[Point]], routes: dict[Edge, list[Point]]) -> None:
    before: dict[Point, list[Point]] = defaultdict(list)
    after: dict[Point, list[Point]] = defaultdict(list)
    for route in routes.values():
        for left, right in itertools.pairwise(route):
            before[right].append(left)
            after[left].append(right)
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        neighbours = before if down else after
        for layer in layers if down else reversed(layers):
            places = {point: at for each in layers for at, point in enumerate(each)}
            means = {
                point: sum(places[other] for other in neighbours[point]) / len(neighbours[point])
                if neighbours[point]
                else float(places[point])
                for point in layer
            }
            layer.sort(key=means.__getitem__)


def _place(layers: list[list[Point]], routes: dict[Edge, list[Point]], drawn: set[Edge]) -> Layout:
    heights = [
        sum(HEIGHT if isinstance(point, str) else BEND for point in layer)
        + GAP_Y * (len(layer) - 1)
        for layer in layers
    ]
    made = Layout(
        width=len(layers) * (WIDTH + GAP_X) - GAP_X,
        height=max(heights),
    )
    middle: dict[Point, tuple[float, float]] = {}
    for column, layer in enumerate(layers):
        x = column * (WIDTH + GAP_X)
        y = (made.height - heights[column]) / 2
        for point in layer:
            tall = HEIGHT if isinstance(point, str) else BEND
            middle[point] = (x, y + tall / 2)
            if isinstance(point, str):
                made.nodes[point] = (x, y)
            y += tall + GAP_Y
    for (left, right), route in routes.items():
        points: list[tuple[float, float]] = [(middle[left][0] + WIDTH, middle[left][1])]
        for bend in route[1:-1]:
            points += [middle[bend], (middle[bend][0] + WIDTH, middle[bend][1])]
        points.append(middle[right])
        if (left, right) in drawn:
            made.edges[left, right] = points
        if (right, left) in drawn:
            made.edges[right, left] = points[::-1]
    return made
