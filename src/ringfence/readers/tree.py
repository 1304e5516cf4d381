"""The scanned tree: which files there are, and how they may be read.

Nothing outside the tree is read (links that lead out are refused), sizes are bounded, and a file
that cannot be read is a gap about that file.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

MAX_BYTES: Final = 2 * 1024**3
"""Largest file that is read at all. Plans of large estates reach some hundred megabytes."""

MAX_FILES: Final = 400_000
SKIPPED: Final = frozenset({".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv", ".tox"})


class Unreadable(Exception):
    """A file of the tree that cannot be read; the message is one clause that says why."""


@dataclass(slots=True)
class Tree:
    """All files below one path that was given on the command line.

    `base` is the folder (or the folder of the single file); names are relative to it, with `/`
    separators. `label` is what the user typed. `refused` lists names that were not taken in, with
    the reason.
    """

    base: Path
    label: str
    files: dict[str, Path] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)

    @classmethod
    def at(cls, path: Path) -> Tree:
        """List the tree at `path`. Raises FileNotFoundError if there is nothing."""
        if not path.exists():
            raise FileNotFoundError(path)
        if path.is_file():
            return cls(path.parent, str(path), {path.name: path})
        tree = cls(path, str(path))
        real = path.resolve()
        for name, entry in sorted(_walk(path, tree.refused)):
            if len(tree.files) >= MAX_FILES:
                tree.refused[name] = f"more than {MAX_FILES} files: the rest was not read"
                break
            if entry.is_symlink() and not entry.resolve().is_relative_to(real):
                tree.refused[name] = "is a link that leads out of the tree"
            elif entry.is_file():
                tree.files[name] = entry
        return tree

    def under(self, folder: str) -> Iterator[str]:
        """Yield the names of the files directly in `folder` ("." is the base)."""
        for name in self.files:
            parent = str(PurePosixPath(name).parent)
            if parent == folder:
                yield name

    def read(self, name: str) -> bytes:
        """Return the bytes of a file. Raises Unreadable with the reason."""
        path = self.files.get(name)
        if path is None:
            raise Unreadable(self.refused.get(name, "is not in the scanned tree"))
        try:
            size = path.stat().st_size
            if size > MAX_BYTES:
                raise Unreadable(f"has {size} bytes; at most {MAX_BYTES} are read")
            return path.read_bytes()
        except OSError as error:
            raise Unreadable(f"cannot be opened: {error.strerror or error}") from error

    def text(self, name: str) -> str:
        """Return a file as text: UTF-8 (with or without byte order mark) or UTF-16 with one.

        Raises Unreadable for binary content and other encodings; Latin-1 is named as such.
        """
        return decode(self.read(name))


def decode(data: bytes) -> str:
    """Return bytes as text, or raise Unreadable; see `Tree.text`."""
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        decoded = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Unreadable(f"is not valid {encoding.removesuffix('-sig')} (line {line})") from error
    if "\0" in decoded:
        line = decoded[: decoded.index("\0")].count("\n") + 1
        raise Unreadable(f"is binary (a zero byte in line {line})")
    return decoded


def _walk(base: Path, refused: dict[str, str]) -> Iterator[tuple[str, Path]]:
    """Yield every file; note folders that cannot be listed and links to folders."""

    def note(error: OSError) -> None:
        refused[Path(error.filename).relative_to(base).as_posix()] = (
            f"cannot be listed: {error.strerror or error}"
        )

    real = base.resolve()
    for folder, names, files in os.walk(base, followlinks=False, onerror=note):
        here = Path(folder)
        kept = []
        for name in sorted(names):
            entry = here / name
            where = entry.relative_to(base).as_posix()
            if name in SKIPPED or where.endswith(".terraform/providers"):
                continue
            if entry.is_symlink():
                if not entry.resolve().is_relative_to(real):
                    refused[where] = "is a link that leads out of the tree"
                continue  # a link inside the tree: its target is read where it stands
            kept.append(name)
        names[:] = kept
        for file in files:
            entry = here / file
            yield entry.relative_to(base).as_posix(), entry
