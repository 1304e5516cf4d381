"""Searches the history of a repository: every file that any commit held, each content once.

Nothing of the repository is run: no hooks, no filters, no external diff, no signature check; what a
partial clone lacks is not fetched. The list of contents and the contents come from child processes
of `git`, which read their input from a file, so that neither waits for the other.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from io import RawIOBase
from pathlib import Path, PurePosixPath
from typing import IO, Final, cast

from ringfence.model.estate import Blind
from ringfence.model.facts import Source
from ringfence.readers.credentials import files
from ringfence.readers.credentials.read import BINARY, add, finds
from ringfence.readers.harvest import Harvest

LIMITS: tuple[str, ...] = (
    "history is what the references of a repository lead to: commits that nothing leads to any more,"
    " and the history of submodules, are not searched",
)
LARGEST: Final = 256 << 20

_SETTINGS: Final = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.pager=cat",
    "core.attributesFile=/dev/null",
    "log.showSignature=false",
    "diff.external=",
    "protocol.allow=never",
    "color.ui=false",
)


class NoHistory(Exception):
    """There is no history to search; the message is one clause that says why."""


def read_history(folder: Path, harvest: Harvest) -> Harvest:
    """Return the credentials in the history of the repository around `folder`, below it.

    What `harvest` holds already (the files as they are now) is left out. Raises NoHistory if there
    is no git, or no repository.
    """
    git = _Git(folder)
    shallow = git.text("rev-parse", "--is-shallow-repository").strip() == "true"
    found = Harvest()
    known = set(harvest.concealed)
    hits: dict[str, list[tuple[str, Harvest]]] = {}
    for blob, name, stream in git.blobs():
        piece = Harvest()
        for part, whole, find in finds(files.texts(stream)):
            if find.value.decode("utf-8", "replace") not in known:
                add(piece, part, whole, find, name)
        if piece.credentials:
            known |= piece.concealed
            hits.setdefault(blob, []).append((name, piece))
    commits = git.commits(set(hits)) if hits else {}
    for blob, pieces in hits.items():
        for name, piece in pieces:
            found.extend(_placed(piece, f"{commits.get(blob, blob)[:12]}:{name}"))
    what = "the history of the repository"
    if shallow:
        why = "the clone is shallow, so its older history was not searched for credentials"
        found.blinds.append(Blind(what, why, Source(".git")))
    if git.missing:
        why = f"{git.missing} of its contents are not in this partial clone and were not searched"
        found.blinds.append(Blind(what, why, Source(".git")))
    return found


def _placed(piece: Harvest, place: str) -> Harvest:
    from dataclasses import replace

    piece.credentials = [
        replace(each, source=Source(place, each.source.line), committed=True)
        for each in piece.credentials
    ]
    return piece


class _Git:
    """The repository around a folder, read through child processes.

    `missing` counts the contents that it does not hold (a partial clone).
    """

    def __init__(self, folder: Path) -> None:
        program = shutil.which("git")
        if program is None:
            raise NoHistory("`--history` needs git, which is not installed")
        settings = [word for setting in _SETTINGS for word in ("-c", setting)]
        self._start = [program, "--no-optional-locks", "--no-replace-objects", *settings]
        self._start += ["-C", str(folder)]
        self.missing = 0
        self._environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith("GIT_")},
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_NO_LAZY_FETCH": "1",
            "GIT_ALLOW_PROTOCOL": "none",
            "GIT_TERMINAL_PROMPT": "0",
            "LC_ALL": "C",
        }
        try:
            self.text("rev-parse", "--git-dir")
        except NoHistory as error:
            why = f"`{folder}` is in no git repository that can be read: {error}"
            raise NoHistory(why) from error

    def text(self, *words: str) -> str:
        """Return what a command prints. Raises NoHistory with git's own words if it fails."""
        done = subprocess.run(  # noqa: S603 - git with fixed words
            [*self._start, *words], capture_output=True, env=self._environment, check=False
        )
        if done.returncode != 0:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise NoHistory(said[0].removeprefix("fatal: ") if said else "git failed")
        return done.stdout.decode("utf-8", "surrogateescape")

    def blobs(self) -> Iterator[tuple[str, str, IO[bytes]]]:
        """Yield `(object, path, stream)` for every content that any commit held below the folder."""
        names: dict[str, str] = {}
        words = ("rev-list", "--objects", "--all", "--full-history", "--missing=print")
        for line in self.text(*words, "--", ".").splitlines():
            if line.startswith("?"):
                self.missing += 1
                continue
            blob, mark, name = line.partition(" ")
            if mark and name and PurePosixPath(name).suffix.lower() not in BINARY:
                names[blob] = name
        if not names:
            return
        with tempfile.TemporaryFile() as wanted:
            wanted.write("\n".join(names).encode() + b"\n")
            wanted.seek(0)
            child = subprocess.Popen(  # noqa: S603 - git with fixed words
                [*self._start, "cat-file", "--batch"],
                stdin=wanted,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=self._environment,
            )
            assert child.stdout is not None
            with child, child.stdout as pipe:
                yield from _contents(pipe, names)

    def commits(self, blobs: set[str]) -> dict[str, str]:
        """Return the oldest commit that brought each of the objects."""
        found: dict[str, str] = {}
        command = ("log", "--all", "--full-history", "-m", "--root", "--raw", "--no-abbrev")
        child = subprocess.Popen(  # noqa: S603 - git with fixed words
            [*self._start, *command, "--no-renames", "--no-ext-diff", "--no-textconv",
             "--format=commit %H", "--", "."],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=self._environment,
        )  # fmt: skip
        assert child.stdout is not None
        commit = ""
        with child, child.stdout as pipe:
            for line in pipe:
                if line.startswith(b"commit "):
                    commit = line[7:].strip().decode()
                elif line.startswith(b":"):
                    new = line.split(b" ", 4)[3].decode()
                    if new in blobs:
                        found[new] = commit
        return found


def _contents(pipe: IO[bytes], names: dict[str, str]) -> Iterator[tuple[str, str, IO[bytes]]]:
    while header := pipe.readline():
        blob, kind, *size = header.split()
        if not size:
            continue  # missing: a partial clone lacks it
        stream = _Part(pipe, int(size[0]))
        if kind == b"blob" and int(size[0]) <= LARGEST:
            name = blob.decode()
            yield name, names.get(name, name), cast("IO[bytes]", stream)
        stream.drain()
        pipe.read(1)


class _Part(RawIOBase):
    """The next so many bytes of a stream."""

    def __init__(self, pipe: IO[bytes], size: int) -> None:
        super().__init__()
        self._pipe = pipe
        self._left = size

    def read(self, size: int = -1, /) -> bytes:
        """Return up to `size` bytes, all that is left without a size."""
        size = self._left if size < 0 else min(size, self._left)
        data = self._pipe.read(size)
        self._left = self._left - len(data) if data else 0
        return data

    def drain(self) -> None:
        """Skip what nobody read."""
        while self._left and self.read(1 << 20):
            pass
