"""Which file of the tree a template link means."""

from __future__ import annotations

import posixpath
import re
from typing import Final

from ringfence.model.symbols import OPEN
from ringfence.readers.arm.pieces import is_symbol, pieces
from ringfence.readers.arm.world import World

_URL: Final = re.compile(r"[a-zA-Z][\w+.-]*://[^/]*")
_FILE: Final = re.compile(r"\.jsonc?", re.IGNORECASE)
_GENERIC: Final = frozenset(
    {"azuredeploy.json", "maintemplate.json", "main.json", "template.json", "deploy.json"}
)


class Tail:
    """What is known of the path of a linked file.

    `exact` is its name in the tree, where a relative link says so. Otherwise `path` is how its
    address ends, and `literal` tells whether the address begins with a host of its own.
    """

    __slots__ = ("exact", "literal", "path")

    def __init__(self, path: str, *, exact: str | None = None, literal: bool = False) -> None:
        self.path = path
        self.exact = exact
        self.literal = literal


def tail(world: World, text: str, folder: str, *, relative: bool) -> Tail:
    """Return what an address of a template says about its place in the tree."""
    if relative:
        joined = posixpath.normpath(posixpath.join(folder, text.partition("?")[0]))
        return Tail(text, exact=joined)
    known = world.folder_of(text)
    if known is not None:
        base, rest = known
        rest = rest.partition(OPEN)[0].partition("?")[0]
        return Tail(rest, exact=posixpath.normpath(posixpath.join(base, rest)))
    path = ""
    for piece in pieces(text):
        match = None if is_symbol(piece) else _FILE.search(piece)
        if match is not None:
            path = piece[: match.end()]
    literal = _URL.match(path) is not None
    if not path:  # the name of the file itself is not known
        return Tail("")
    return Tail(_URL.sub("", path).lstrip("/"), literal=literal)


def find(world: World, wanted: Tail, linking: str) -> str | None:
    """Return the name of the file in the tree, None if none or several may be meant."""
    files = world.tree.files
    if wanted.exact is not None:
        if wanted.exact in files:
            return wanted.exact
        if wanted.exact.startswith("../"):
            return None
    parts = [part for part in wanted.path.lower().split("/") if part not in ("", ".", "..")]
    if not parts:
        return None
    folder = linking.rpartition("/")[0]
    scored = []
    for name in world.texts.named(parts[-1]):
        if name == linking:
            continue
        own = name.lower().split("/")
        shared = _shared_tail(parts, own)
        if shared and _plausible(shared, parts, name, folder, literal=wanted.literal):
            near = len(posixpath.commonpath([folder, name])) if folder else 0
            scored.append((shared, near, name))
    scored.sort(reverse=True)
    if len(scored) > 1 and scored[0][:2] == scored[1][:2]:
        return None
    return scored[0][2] if scored else None


def _shared_tail(left: list[str], right: list[str]) -> int:
    count = 0
    while count < min(len(left), len(right)) and left[-1 - count] == right[-1 - count]:
        count += 1
    return count


def _plausible(shared: int, parts: list[str], name: str, folder: str, *, literal: bool) -> bool:
    """Tell whether sharing the last segments is enough to take a file for the linked one.

    Two segments are. One is, if it is all that the link says, or if the file lies beside the
    linking template; names that every project uses prove nothing about a foreign host.
    """
    if shared >= 2:
        return True
    if literal:
        return name.rpartition("/")[0] == folder and parts[-1] not in _GENERIC
    return len(parts) == 1
