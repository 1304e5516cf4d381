"""The scanned tree: which files there are, and how they may be read.

Nothing outside the tree is read (links that lead out are refused), sizes are bounded, and a file
that cannot be read is a gap about that file.
"""

from __future__ import annotations

import os
from codecs import getincrementaldecoder
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

MAX_BYTES: Final = 2 * 1024**3
"""Largest file that is read at all. Plans of large estates reach some hundred megabytes."""

_CHUNK: Final = 1 << 20

MAX_FILES: Final = 400_000
SKIPPED: Final = frozenset({".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv", ".tox"})


class Unreadable(Exception):
    """A file of the tree that cannot be read; the message is one clause that says why.

    `line` is the line that spoils it, 0 if none does.
    """

    def __init__(self, what: str, line: int = 0) -> None:
        super().__init__(f"{what} in line {line}" if line else what)
        self.line = line


@dataclass(slots=True)
class Tree:
    """All files below the paths that were given on the command line.

    `base` is the folder (or the folder of the single file, or the one that several paths share);
    names are relative to it, with `/` separators. `refused` are files that were not taken in, with
    the reason, `closed` folders.
    """

    base: Path
    files: dict[str, Path] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    closed: dict[str, str] = field(default_factory=dict)

    @classmethod
    def at(cls, *paths: Path) -> Tree:
        """List the tree at one path, or at several together.

        Raises FileNotFoundError if there is nothing at one of them.
        """
        for path in paths:
            if not path.exists():
                raise FileNotFoundError(path)
        tree = cls(_shared(paths))
        inside = tuple(os.path.realpath(path) for path in paths)
        for path in paths:
            for name, entry in sorted(tree._listed(path, inside)):
                if len(tree.files) >= MAX_FILES:
                    tree.closed[name] = f"more than {MAX_FILES} files: the rest was not read"
                    break
                tree._take(name, entry, inside)
        return tree

    def _listed(self, path: Path, inside: tuple[str, ...]) -> Iterator[tuple[str, Path]]:
        """Yield all files of one path; note folders that cannot be listed and links to folders."""
        if not path.is_dir():
            yield self._name(path), path
            return

        def note(error: OSError) -> None:
            reason = f"cannot be listed: {error.strerror or error}"
            self.closed[self._name(Path(error.filename))] = reason

        for folder, names, files in os.walk(path, followlinks=False, onerror=note):
            here = Path(folder)
            prefix = "" if here == self.base else f"{self._name(here)}/"
            kept = []
            for name in sorted(names):
                entry = here / name
                where = prefix + name
                if name in SKIPPED or where.endswith(".terraform/providers"):
                    continue
                if not entry.is_symlink():
                    kept.append(name)
                elif not _within(entry, inside):
                    self.closed[where] = "is a link that leads out of the tree"
                # A link inside the tree: its target is read where it stands.
            names[:] = kept
            for file in files:
                yield prefix + file, here / file

    def _name(self, entry: Path) -> str:
        return PurePosixPath(os.path.relpath(entry, self.base)).as_posix()

    def _take(self, name: str, entry: Path, inside: tuple[str, ...]) -> None:
        if entry.is_symlink() and not _within(entry, inside):
            self.refused[name] = "is a link that leads out of the tree"
        elif entry.is_file():
            self.files[name] = entry
        elif entry.is_symlink():
            self.refused[name] = "is a link that leads nowhere"
        else:
            self.refused[name] = "is no file but a device, a pipe or a socket"

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


def _shared(paths: tuple[Path, ...]) -> Path:
    """Return the folder that all names are relative to."""
    folders = [path if path.is_dir() else path.parent for path in paths]
    if len(folders) == 1:
        return folders[0]
    return Path(os.path.commonpath([os.path.abspath(folder) for folder in folders]))


def _within(entry: Path, inside: tuple[str, ...]) -> bool:
    """Tell whether what a link leads to lies in the tree; a circle of links lies where it stands."""
    real = os.path.realpath(entry)
    return any(real == each or real.startswith(each.rstrip(os.sep) + os.sep) for each in inside)


def must_be_text(data: bytes) -> None:
    """Make sure that bytes are UTF-8, without holding them as text. Raises Unreadable with line.

    For decoders that look at a part of a file only when it is asked for, and then break there.
    """
    if data.isascii():
        return
    decoder = getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(data), _CHUNK):
            decoder.decode(data[start : start + _CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        decode(data)  # says where


def decode(data: bytes) -> str:
    """Return bytes as text: UTF-8 (with or without byte order mark) or UTF-16 with one.

    Raises Unreadable for binary content and other encodings.
    """
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        decoded = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-16":
            raise Unreadable("is not valid UTF-16") from error
        line = data[: error.start].count(b"\n") + 1
        raise Unreadable(f"is not UTF-8: byte {data[error.start]:#04x}", line) from error
    if "\0" in decoded:
        line = decoded[: decoded.index("\0")].count("\n") + 1
        raise Unreadable("is binary: a zero byte", line)
    return decoded
