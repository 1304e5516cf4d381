"""Findings that a template accepts: in comments, or in `comments` or `metadata` of a resource.

`// ringfence:accept RULE-ID reason="…" until=YYYY-MM-DD` speaks of the resource that it stands in
or above; so does the same text in the resource's `comments`. `"metadata": {"ringfence": {"accept": [{"rule": …, "reason": …, "until": …}]}}` speaks of
the resource, or of everything if it is the template's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from operator import itemgetter
from typing import Any, Final

from ringfence.model.boundary import Accept
from ringfence.model.estate import Blind
from ringfence.model.facts import Source
from ringfence.readers.arm.planned import Planned
from ringfence.readers.arm.template import (
    Path,
    Remark,
    TemplateFile,
    each_member,
    located,
    member,
    steps,
)
from ringfence.readers.arm.world import World
from ringfence.readers.harvest import Harvest
from ringfence.readers.tree import Unreadable
from ringfence.syntax.jsontext import as_utf8, end_of, line_of_offset, without_comments

MARK: Final = b"ringfence:accept"
_FORM: Final = re.compile(rb'"(?:[^"\\]++|\\.)*+"|//[^\r\n]*|/\*.*?(?:\*/|\Z)', re.DOTALL)
_NOTHING: Final = re.compile(rb'[\s,\[{]*(?:"(?:[^"\\]++|\\.)*+"\s*:\s*)?', re.DOTALL)
"""What may stand between a comment and the resource below it: its symbolic name."""

_RULE: Final = re.compile(r"ringfence:accept\s+(?P<rule>[A-Za-z][\w.-]*)(?P<rest>.*)")
_REASON: Final = re.compile(r'\breason\s*=\s*(?:"([^"]*)"|“([^”]*)”)')
_UNTIL: Final = re.compile(r'\buntil\s*=\s*"?([^\s"*]+)')
_OWNER: Final = re.compile(r'\bowner\s*=\s*(?:"([^"]*)"|([^\s*]+))')


def accepts(world: World, harvest: Harvest) -> None:
    """Add what the files of a root accept."""
    for planned in world.planned:
        if member(planned.raw, "metadata") is not None:
            _metadata(planned, harvest)
        stated = member(planned.raw, "comments")
        if isinstance(stated, str) and MARK.decode() in stated:
            source = located(planned.file, (planned.path, "comments"))
            _add(harvest, stated, planned.address, source, planned.frame.root)
    for file in {d.file.name: d.file for d in world.deployments if d.file.commented}.values():
        remarks = file.remarks()
        if remarks is None:
            _comments(world, file, harvest)
        else:
            _remarked(world, file, remarks, harvest)
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


def _comments(world: World, file: TemplateFile, harvest: Harvest) -> None:
    try:
        data = as_utf8(world.tree.read(file.name))
    except Unreadable:
        return
    if MARK not in data:
        return
    spans = _spans(world, file)
    for match in _FORM.finditer(data):
        if match[0][:1] == b'"' or MARK not in match[0]:
            continue
        source = Source(file.name, line_of_offset(data, match.start()))
        owner = _owner(spans, data, match.start(), match.end())
        if not owner:
            reason = "stands in no resource, nor above one"
            harvest.blinds.append(
                Blind("`ringfence:accept`", reason, source, world.root, inert=True)
            )
            continue
        text = match[0].decode(errors="replace")
        _add(harvest, text, _pattern([planned.address for planned in owner]), source, world.root)


def _remarked(world: World, file: TemplateFile, remarks: list[Remark], harvest: Harvest) -> None:
    """Add what comments say of the resources that a file places them in."""
    by_path: dict[tuple[str | int, ...], list[Planned]] = {}
    for planned in world.planned:
        if planned.file is file:
            by_path.setdefault(steps(planned.path), []).append(planned)
    for remark in remarks:
        source = Source(file.name, remark.line)
        owner = by_path.get(steps(remark.owner), []) if remark.owner is not None else []
        if owner:
            address = _pattern([planned.address for planned in owner])
            address += ".*" if owner[0].is_deployment else ""
            _add(harvest, remark.text, address, source, world.root)
        else:
            reason = "stands in no resource, nor above one"
            harvest.blinds.append(
                Blind("`ringfence:accept`", reason, source, world.root, inert=True)
            )


def _spans(world: World, file: TemplateFile) -> list[tuple[int, int, list[Planned]]]:
    """Return where the resources of a file begin and end, in order, with their instances."""
    places = file.places()
    if places is None:
        return []
    by_path: dict[tuple[str | int, ...], list[Planned]] = {}
    for planned in world.planned:
        if planned.file is file:
            by_path.setdefault(steps(planned.path), []).append(planned)
    spans = []
    for path, listed in by_path.items():
        at = places.find(path)
        if at is not None:
            spans.append((at, end_of(places.data, at), listed))
    return sorted(spans, key=itemgetter(0))


def _owner(
    spans: list[tuple[int, int, list[Planned]]], data: bytes, start: int, end: int
) -> list[Planned]:
    """Return the instances of the resource right below a comment, or of the innermost around it."""
    index = bisect_right(spans, start, key=itemgetter(0))
    if index < len(spans):
        between = without_comments(data[end : spans[index][0]] + b" ")
        if _NOTHING.fullmatch(between) is not None:
            return spans[index][2]
    for begin, close, listed in reversed(spans[:index]):
        if begin <= start and end <= close:
            return listed
    return []


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
