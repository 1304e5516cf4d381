"""Rulings: whether some traffic gets past a chain of security groups, and what decides it.

Where traffic may come from any of many address ranges and owners, the groups are asked about the
whole span at once, and what passes is then compared with the ranges: that is the same answer for a
fraction of the work.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ringfence.graph.azure.network.nsg import INBOUND, Filter, NsgUse, compiled, corner
from ringfence.graph.azure.network.packets import (
    ANY_ADDRESS,
    ANY_PORT,
    ANY_REGION,
    ANY_SERVICE,
    DESTINATION,
    SOURCE,
    TCP,
    UDP,
    packets,
)
from ringfence.graph.azure.network.tags import Area, Owner, Vantage
from ringfence.graph.boxes import Box, Boxes, Interval, meet
from ringfence.model.claims import Evidence
from ringfence.model.facts import Unknown

_REST: Final[Box] = (ANY_ADDRESS, (0, 255), ANY_PORT, ANY_PORT)


@dataclass(frozen=True, slots=True)
class Traffic:
    """Traffic before a filter: its origin, who that is in a sentence, and the source addresses.

    Where `owners` are given, the owner of the source address is one of these (see
    `tags.strangers`). `every` says that the sender has one of the addresses and nobody knows
    which.
    """

    origin: str
    who: str
    source: Area
    owners: tuple[Owner, ...] = ()
    every: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """Where the traffic goes: addresses, ports, and whether the addresses are one alone."""

    addresses: Boxes
    ports: tuple[Interval, ...]
    single: bool


@dataclass(frozen=True, slots=True)
class Ruling:
    """Whether a chain stops traffic (None: not known), the rules that decide, and doubts."""

    shut: bool | None
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[Unknown, ...] = ()


class Rulings:
    """Asks security groups, each compiled once for each vantage."""

    def __init__(self) -> None:
        self._compiled: dict[tuple[str, int, int], tuple[Filter, Vantage]] = {}

    def judge(
        self, uses: Sequence[NsgUse], traffic: Traffic, target: Target, vantage: Vantage
    ) -> Ruling:
        """Tell whether any packet of the traffic passes every group of the chain."""
        filters = [self._filter(use, vantage) for use in uses]
        before = _before(traffic, target)
        sure = may = before
        for each in filters:
            exact = sure is may and each.strict is each.loose and each.use.nsg is not None
            sure = each.sure(sure)
            may = sure if exact and each.use.doubt is None else each.may(may)
        point = _first(_steady(sure, before, _hidden(traffic, target)), traffic)
        if point is not None:
            return Ruling(False, _deciding(filters, point))
        point = _first(may, traffic)
        if point is None:
            return Ruling(True, _deciding(filters, _first(before, traffic)))
        doubtful = _first(may - sure, traffic) or point
        doubts = tuple(
            dict.fromkeys(d for each in filters for d in each.doubts(corner_of(doubtful)))
        )
        return Ruling(None, _deciding(filters, point), doubts or traffic.source.doubts)

    def _filter(self, use: NsgUse, vantage: Vantage) -> Filter:
        if use.nsg is None:
            return compiled(use, INBOUND, vantage)
        key = (use.nsg.key, 0 if use.doubt is None else id(use.doubt), id(vantage))
        if key not in self._compiled:
            # The vantage is kept beside the filter so that its number is not given away anew.
            self._compiled[key] = (compiled(use, INBOUND, vantage), vantage)
        return self._compiled[key][0]


def _before(traffic: Traffic, target: Target) -> Boxes:
    """Return the packets to ask about: for traffic of many ranges, their whole span."""
    source = traffic.source.sure or traffic.source.may
    if not traffic.owners:
        return packets(source, target.addresses, (TCP, UDP), target.ports)
    span = (min(low for ((low, _),) in source), max(high for ((_, high),) in source))
    return Boxes.disjoint(
        (span, addresses, protocol, port, ANY_PORT, ANY_SERVICE, ANY_REGION)
        for (addresses,) in target.addresses
        for protocol in (TCP, UDP)
        for port in target.ports
    )


def _hidden(traffic: Traffic, target: Target) -> list[int]:
    """Return the axes on which the packets have one coordinate that nobody knows."""
    axes = [] if target.single else [DESTINATION]
    if traffic.every or not traffic.source.sure:
        axes.append(SOURCE)
    return axes


def _steady(passing: Boxes, before: Boxes, axes: list[int]) -> Boxes:
    """Return the packets that pass whatever their coordinate on `axes` turns out to be."""
    if not passing or not axes:
        return passing
    spans = [{box[axis] for box in before} for axis in axes]
    if all(len(span) == 1 for span in spans):
        whole = [next(iter(span)) for span in spans]
        full = [
            box
            for box in passing
            if all(box[axis] == span for axis, span in zip(axes, whole, strict=True))
        ]
        if len(full) == len(passing.boxes):
            return passing
    shadow = Boxes(
        tuple(ANY_ADDRESS if axis in axes else span for axis, span in enumerate(box))
        for box in before - passing
    )
    return passing - shadow


def _first(passing: Boxes, traffic: Traffic) -> Box | None:
    """Return packets among `passing` that belong to the traffic, None if there are none."""
    if not traffic.owners:
        return next(iter(passing), None)
    return next(_relevant(passing, traffic), None)


def _relevant(passing: Boxes, traffic: Traffic) -> Iterator[Box]:
    source = traffic.source.sure or traffic.source.may
    for box in passing:
        low, high = box[SOURCE]
        for ((first, last),) in source:
            if first > high or last < low:
                continue
            for owner in traffic.owners:
                shared = meet(box, ((first, last), *_REST, *owner))
                if shared is not None:
                    yield shared


def _deciding(filters: Sequence[Filter], point: Box | None) -> tuple[Evidence, ...]:
    if point is None:
        return ()
    found = (each.deciding(corner_of(point)) for each in filters)
    return tuple(evidence for evidence in found if evidence is not None)


def corner_of(box: Box) -> Box:
    """Return one packet of a box, always the same one."""
    return corner(Boxes.disjoint([box]))
