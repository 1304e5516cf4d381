"""Findings that are accepted in the code: `ringfence:accept RULE-ID reason="…" until=YYYY-MM-DD`.

A comment speaks of the block that it stands in, or that begins below it with nothing but other
comments in between. In the JSON syntax it is the `"//"` of a block.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from ringfence.model.boundary import Accept
from ringfence.model.estate import Blind
from ringfence.model.facts import Source
from ringfence.readers.harvest import Harvest
from ringfence.readers.terraform.module import Module
from ringfence.syntax.hcl.tree import Block, File, Remark

_FORM: Final = re.compile(r"ringfence:accept\s+(?P<rule>[A-Za-z][\w.-]*)(?P<rest>.*)")
_REASON: Final = re.compile(r"\breason\s*=\s*(?:\"([^\"]*)\"|“([^”]*)”)")
_UNTIL: Final = re.compile(r"\buntil\s*=\s*\"?([^\s\"]+)")
_OWNER: Final = re.compile(r"\bowner\s*=\s*(?:\"([^\"]*)\"|(\S+))")


def accepts(modules: Iterable[Module], harvest: Harvest) -> None:
    """Add what the comments of these modules accept; a comment that is not complete is reported."""
    told: set[tuple[str, int]] = set()
    for module in modules:
        for file in module.folder.files:
            for remark in file.remarks:
                entry = _entry(module, file, remark)
                if isinstance(entry, Accept):
                    harvest.accepts.append(entry)
                elif (file.name, remark.line) not in told:
                    told.add((file.name, remark.line))
                    where = Source(file.name, remark.line)
                    what = "`ringfence:accept`"
                    harvest.blinds.append(
                        Blind(what, entry, where, root=module.run.root, inert=True)
                    )


def _entry(module: Module, file: File, remark: Remark) -> Accept | str:
    """Return the entry of a remark, or what is missing."""
    match = _FORM.match(remark.text)
    if match is None:
        return "names no rule"
    reason, until = _REASON.search(match["rest"]), _UNTIL.search(match["rest"])
    stated = (reason[1] or reason[2] or "").strip() if reason is not None else ""
    if not stated:
        return 'gives no reason (`reason="…"`)'
    if until is None:
        return "gives no end (`until=YYYY-MM-DD`)"
    try:
        end = date.fromisoformat(until[1])
    except ValueError:
        return f"`until={until[1][:20]}` is no date (`until=YYYY-MM-DD`)"
    block = _block(file, remark)
    if block is None:
        return "stands in no resource or module, nor above one"
    owner = _OWNER.search(match["rest"])
    who = (owner[1] or owner[2] or "") if owner is not None else ""
    where = Source(file.name, remark.line)
    return Accept(match["rule"], module.prefixed(_address(block)), stated, end, who, where)


def _block(file: File, remark: Remark) -> Block | None:
    """Return the top-level block that a comment stands in, or directly above."""
    if remark.at >= 0:
        return next((b for b in file.body.blocks if b.start <= remark.at <= b.end), None)
    rows = file.data.split(b"\n")
    below = line = remark.line
    while below < len(rows) and rows[below].lstrip().startswith((b"#", b"//")):
        below += 1
    for block in file.body.blocks:
        if block.type in ("resource", "data", "module") and (
            block.line <= line <= block.last or block.line == below + 1
        ):
            return block
    return None


def _address(block: Block) -> str:
    """Return the address of a block, as a pattern where it stands for several resources."""
    several = bool({"count", "for_each"} & block.body.attributes.keys())
    if block.type == "module":
        return f"module.{block.labels[0]}{'[*]' if several else ''}.*"
    name = ".".join(block.labels)
    data = "data." if block.type == "data" else ""
    return f"{data}{name}{'[*]' if several else ''}"
