"""Sets of packets, and what ordered rules let through.

A packet is a point on seven axes: source address, destination address, protocol number,
destination port, source port, and the *service* and *region* whose published ranges hold its
public end. The last two stand for service tags: nobody publishes a table of addresses that would
still hold tomorrow, so `Storage.WestEurope` is the slice "service Storage, region West Europe" of
all public addresses. Literal ranges, `Internet` and every tag can then be ordered, cut and joined
exactly: `0.0.0.0/1` and `128.0.0.0/1` together cover `Storage`, one of them alone does not.
Private addresses, and public ones that no Azure service owns, are service 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeAlias

from ringfence.graph.addresses import PRIVATE, V6_MAX
from ringfence.graph.boxes import EMPTY, Box, Boxes, Interval, cut, meet

SOURCE: Final = 0
DESTINATION: Final = 1
PROTOCOL: Final = 2
PORT: Final = 3
SOURCE_PORT: Final = 4
SERVICE: Final = 5
REGION: Final = 6

TCP: Final[Interval] = (6, 6)
UDP: Final[Interval] = (17, 17)
ANY_ADDRESS: Final[Interval] = (0, V6_MAX)
ANY_PROTOCOL: Final[Interval] = (0, 255)
ANY_PORT: Final[Interval] = (0, 65535)
NO_SERVICE: Final[Interval] = (0, 0)
SOME_SERVICE: Final[Interval] = (1, 1 << 33)
ANY_SERVICE: Final[Interval] = (0, 1 << 33)
ANY_REGION: Final[Interval] = (0, 1 << 33)

ALL: Final = Boxes(
    [(ANY_ADDRESS, ANY_ADDRESS, ANY_PROTOCOL, ANY_PORT, ANY_PORT, ANY_SERVICE, ANY_REGION)]
)

OrderedRule: TypeAlias = tuple[bool, Boxes]
"""Whether a rule lets through, and the packets that it matches."""

Entry: TypeAlias = tuple[bool, Box]
"""Whether a rule lets through, and one box of what it matches."""

_FEW: Final = 6
"""Up to so many boxes it is cheaper to cut one by one than to slice."""


def packets(
    source: Boxes,
    destination: Boxes,
    protocols: Iterable[Interval] = (ANY_PROTOCOL,),
    ports: Iterable[Interval] = (ANY_PORT,),
    owners: Iterable[tuple[Interval, Interval]] = ((ANY_SERVICE, ANY_REGION),),
) -> Boxes:
    """Return the packets between two sets of addresses (one axis each), source ports free.

    `protocols` and `ports` are disjoint intervals. `owners` are disjoint pairs of service and
    region: who may own the public end (`tags.strangers()`, `tags.mailboxes()`). Between private
    addresses there is no service.
    """
    protocols, ports, owners = tuple(protocols), tuple(ports), tuple(owners)
    nobody = ((NO_SERVICE, ANY_REGION),) if any(service[0] == 0 for service, _ in owners) else ()
    private = (source & PRIVATE, destination & PRIVATE)
    public = (source - PRIVATE, destination - PRIVATE)
    blocks = [
        (private[0], private[1], nobody),
        (private[0], public[1], owners),
        (public[0], private[1], owners),
        (public[0], public[1], owners),
    ]
    return Boxes.disjoint(
        (start, end, protocol, port, ANY_PORT, service, region)
        for starts, ends, owned in blocks
        for (start,) in starts
        for (end,) in ends
        for protocol in protocols
        for port in ports
        for service, region in owned
    )


def first_match(rules: Sequence[OrderedRule], traffic: Boxes) -> Boxes:
    """Return the packets of `traffic` whose first matching rule lets them through.

    `rules` are in the order in which they are tried; what no rule matches is refused. The work is
    sliced along the axis that the rules divide most, so that a thousand narrow rules cost about a
    thousand times one rule. `tests/reference/nsg_naive.py` tries packet by packet.
    """
    entries = flat(rules)
    return Boxes.disjoint(piece for box in traffic for piece in passing(entries, box))


def flat(rules: Sequence[OrderedRule]) -> list[Entry]:
    """Return the boxes of the rules one by one, in the order of the rules."""
    return [(allow, box) for allow, boxes in rules for box in boxes]


def without(left: Boxes, right: Boxes) -> Boxes:
    """Return the packets of `left` that are not in `right`; fast where both are many boxes."""
    return EMPTY if left is right else first_match(((False, right), (True, ALL)), left)


def passing(entries: Sequence[Entry], box: Box) -> Iterator[Box]:
    """Yield the part of `box` whose first match lets it through, as disjoint boxes.

    Lazily: who only asks whether anything passes stops at the first.
    """
    live: list[Entry] = []
    for allow, rule in entries:
        shared = meet(box, rule)
        if shared is None:
            continue
        live.append((allow, shared))
        if shared == box:
            break  # nothing gets past a rule that matches all that is left
    while live and not live[-1][0]:
        live.pop()  # refused by a rule or by none: no difference
    if not live:
        return
    if live[0][0] and live[0][1] == box:
        yield box
    elif len(live) <= _FEW:
        yield from _one_by_one(box, live)
    else:
        yield from _sliced(box, live)


def _one_by_one(box: Box, live: Sequence[Entry]) -> list[Box]:
    left = [box]
    through: list[Box] = []
    for allow, rule in live:
        rest: list[Box] = []
        for piece in left:
            shared = meet(piece, rule)
            if shared is None:
                rest.append(piece)
                continue
            if allow:
                through.append(shared)
            rest.extend(cut(piece, rule))
        left = rest
        if not left:
            break
    return through


def _sliced(box: Box, live: Sequence[Entry]) -> Iterator[Box]:
    axis, starts = _busiest(box, live)
    if len(starts) == 1:
        yield from _one_by_one(box, live)
        return
    opens: dict[int, list[int]] = {}
    for number, (_, rule) in enumerate(live):
        opens.setdefault(rule[axis][0], []).append(number)
    active: list[int] = []
    known: dict[tuple[int, ...], list[Box]] = {}
    for low, following in zip(starts, [*starts[1:], box[axis][1] + 1], strict=True):
        active = [number for number in active if live[number][1][axis][1] >= low]
        active = sorted([*active, *opens.get(low, ())])
        slice_ = (low, following - 1)
        pattern = tuple(active)
        pieces = known.get(pattern)
        if pieces is None:
            part = (*box[:axis], slice_, *box[axis + 1 :])
            pieces = known[pattern] = list(passing([live[number] for number in active], part))
        for piece in pieces:
            yield (*piece[:axis], slice_, *piece[axis + 1 :])


def _busiest(box: Box, live: Sequence[Entry]) -> tuple[int, list[int]]:
    """Return the axis that the rules divide most, and where its slices begin."""
    best: tuple[int, list[int]] = (0, [])
    for axis, (low, high) in enumerate(box):
        starts = {low}
        for _, rule in live:
            starts.add(rule[axis][0])
            if rule[axis][1] < high:
                starts.add(rule[axis][1] + 1)
        if len(starts) > len(best[1]):
            best = (axis, sorted(starts))
    return best


def through(stages: Sequence[Sequence[Entry]], box: Box) -> Iterator[Box]:
    """Yield the packets of `box` that every stage lets through, as disjoint boxes, lazily."""
    if not stages:
        yield box
        return
    for piece in passing(stages[0], box):
        yield from through(stages[1:], piece)
