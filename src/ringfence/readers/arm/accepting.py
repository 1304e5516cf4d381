"""Findings that a template accepts: in comments, or in the `metadata` of a resource.

`// ringfence:accept RULE-ID reason="…" until=YYYY-MM-DD` speaks of the resource that it stands in
or above. `"metadata": {"ringfence": {"accept": [{"rule": …, "reason": …, "until": …}]}}` speaks of
the resource, or of everything if it is the template's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from ringfence.model.boundary import Accept
from ringfence.model.estate import Blind
from ringfence.model.facts import Source
from ringfence.readers.arm.planned import Planned
from ringfence.readers.arm.template import Path, TemplateFile, each_member, located, member, steps
from ringfence.readers.arm.world import World
from ringfence.readers.harvest import Harvest
from ringfence.readers.tree import Unreadable
from ringfence.syntax.jsontext import as_utf8, end_of, line_of_offset

MARK: Final = b"ringfence:accept"
_FORM: Final = re.compile(rb'"(?:[^"\\]++|\\.)*+"|//[^\r\n]*|/\*.*?(?:\*/|\Z)', re.DOTALL)
_RULE: Final = re.compile(r"ringfence:accept\s+(?P<rule>[A-Za-z][\w.-]*)(?P<rest>.*)")
_REASON: Final = re.compile(r'\breason\s*=\s*(?:"([^"]*)"|“([^”]*)”)')
_UNTIL: Final = re.compile(r'\buntil\s*=\s*"?([^\s"*]+)')
_OWNER: Final = re.compile(r'\bowner\s*=\s*(?:"([^"]*)"|([^\s*]+))')


def accepts(world: World, harvest: Harvest) -> None:
    """Add what the files of a root accept."""
    by_place: dict[tuple[str, tuple[str | int, ...]], list[Planned]] = {}
    for planned in world.planned:
        if member(planned.raw, "metadata") is not None:
            _metadata(planned, harvest)
    commented = {d.file.name: d.file for d in world.deployments if d.file.commented}
    for file in commented.values():
        if not by_place:
            for planned in world.planned:
                by_place.setdefault((planned.file.name, steps(planned.path)), []).append(planned)
        _comments(world, file, by_place, harvest)
    for deployment in world.deployments[:1]:
        stated = member(member(deployment.template, "metadata"), "ringfence")
        place: Path = ((deployment.path, "metadata"), "ringfence")
        for entry in _entries(stated):
            _add(harvest, entry, "*", located(deployment.file, place), world.root)


def _metadata(planned: Planned, harvest: Harvest) -> None:
    stated = member(member(planned.raw, "metadata"), "ringfence")
    place: Path = ((planned.path, "metadata"), "ringfence")
    for entry in _entries(stated):
        _add(harvest, entry, planned.address, located(planned.file, place), planned.frame.root)


def _entries(stated: Any) -> Iterator[Any]:
    listed = member(stated, "accept")
    if isinstance(listed, list):
        yield from listed
    elif listed is not None:
        yield listed


def _add(harvest: Harvest, entry: Any, address: str, source: Source, root: str) -> None:
    """Add one entry, or say what is missing in it."""
    made = _read(entry, address, source)
    if isinstance(made, Accept):
        harvest.accepts.append(made)
    else:
        harvest.blinds.append(Blind("`ringfence:accept`", made, source, root, inert=True))


def _read(entry: Any, address: str, source: Source) -> Accept | str:
    if isinstance(entry, str):
        text = entry if "ringfence:accept" in entry else f"ringfence:accept {entry}"
        return _parsed(text, address, source)
    fields = {key.lower(): str(value) for key, value in each_member(entry)}
    return _complete(
        fields.get("rule", ""), fields.get("reason", ""), fields.get("until", ""),
        fields.get("owner", ""), address, source,
    )  # fmt: skip


def _parsed(text: str, address: str, source: Source) -> Accept | str:
    match = _RULE.search(text)
    if match is None:
        return "names no rule"
    reason, until, owner = (form.search(match["rest"]) for form in (_REASON, _UNTIL, _OWNER))
    stated = (reason[1] or reason[2] or "") if reason is not None else ""
    who = (owner[1] or owner[2] or "") if owner is not None else ""
    return _complete(match["rule"], stated, until[1] if until else "", who, address, source)


def _complete(
    rule: str, reason: str, until: str, owner: str, address: str, source: Source
) -> Accept | str:
    if not rule:
        return "names no rule"
    if not reason.strip():
        return 'gives no reason (`reason="…"`)'
    if not until:
        return "gives no end (`until=YYYY-MM-DD`)"
    try:
        end = date.fromisoformat(until)
    except ValueError:
        return f"`until={until[:20]}` is no date (`until=YYYY-MM-DD`)"
    return Accept(rule, address, reason.strip(), end, owner, source)


def _comments(
    world: World,
    file: TemplateFile,
    by_place: dict[tuple[str, tuple[str | int, ...]], list[Planned]],
    harvest: Harvest,
) -> None:
    try:
        data = as_utf8(world.tree.read(file.name))
    except Unreadable:
        return
    if MARK not in data:
        return
    for match in _FORM.finditer(data):
        if match[0][:1] == b'"' or MARK not in match[0]:
            continue
        source = Source(file.name, line_of_offset(data, match.start()))
        owner = _owner(file, match.start(), match.end(), by_place)
        text = match[0].decode(errors="replace")
        if not owner:
            reason = "stands in no resource, nor above one"
            harvest.blinds.append(
                Blind("`ringfence:accept`", reason, source, world.root, inert=True)
            )
            continue
        _add(harvest, text, _pattern([planned.address for planned in owner]), source, world.root)


def _owner(
    file: TemplateFile, start: int, end: int,
    by_place: dict[tuple[str, tuple[str | int, ...]], list[Planned]],
) -> list[Planned]:  # fmt: skip
    """Return the instances of the innermost resource around a comment, or of the one below it."""
    places = file.places()
    if places is None:
        return []
    best: tuple[int, list[Planned]] = (-1, [])
    below: tuple[int, list[Planned]] = (len(places.data), [])
    for (name, path), listed in by_place.items():
        at = places.find(path) if name == file.name else None
        if at is None:
            continue
        if at <= start and at > best[0] and end_of(places.data, at) >= end:
            best = (at, listed)
        if end <= at < below[0]:
            below = (at, listed)
    between = places.data[end : below[0]]
    if below[1] and between.strip(b" \t\r\n,[") == b"":
        return below[1]
    return best[1]


def _pattern(addresses: Iterable[str]) -> str:
    """Return one address for all: what they share, with `*` for the rest."""
    listed = list(addresses)
    first, last = min(listed), max(listed)
    if first == last:
        return first
    head = 0
    while head < min(map(len, listed)) and len({address[head] for address in listed}) == 1:
        head += 1
    return first[:head] + "*"
