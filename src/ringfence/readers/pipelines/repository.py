"""Which repository a tree is a copy of, as its own `.git/config` says.

Read as text, never by a git command, and only where it lies inside the scanned tree. An address may
hold a token: all but host and path of it are dropped at once.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ringfence.readers.tree import Tree

MAX_BYTES: Final = 1024 * 1024
_SECTION: Final = re.compile(r'^\s*\[remote\s+"([^"]*)"\]')
_URL: Final = re.compile(r"^\s*url\s*=\s*(.*?)\s*$")
_ADDRESS: Final = re.compile(
    r"(?:[a-z+]+://)?(?:[^@/\s]*@)?(?P<host>[A-Za-z0-9.-]+)(?::\d+(?=/))?[:/]+(?P<path>[^\s?#]+)"
)


@dataclass(frozen=True, slots=True)
class Slug:
    """A repository: `path` is `org/name` (`org/project/name` in Azure DevOps), in its own case."""

    host: str
    path: str


def remote(tree: Tree, folder: str = "") -> Slug | None:
    """Return the remote `origin` (else the only one) of the working copy at a folder of the tree.

    None where the folder is no working copy, where it names no remote or where its configuration
    lies outside the tree.
    """
    text = _configuration(tree.base / folder)
    found: dict[str, str] = {}
    section = ""
    for line in text.splitlines():
        if match := _SECTION.match(line):
            section = match[1]
        elif line.lstrip().startswith("["):
            section = ""
        elif section and (match := _URL.match(line)):
            found.setdefault(section, match[1])
    if "origin" not in found and len(found) != 1:
        return None
    return slug(found.get("origin") or next(iter(found.values())))


def home(tree: Tree, folder: str) -> str:
    """Return the nearest folder above a folder of the tree that is a working copy, else ""."""
    while folder and not is_copy(tree, folder):
        folder = folder.rpartition("/")[0]
    return folder


def is_copy(tree: Tree, folder: str = "") -> bool:
    """Tell whether a folder of the tree is the root of a working copy."""
    return (tree.base / folder / ".git").exists()


def _configuration(root: Path) -> str:
    """Return the text of `.git/config`, "" where there is none to be read."""
    path = root / ".git" / "config"
    try:
        if not os.path.realpath(path).startswith(os.path.realpath(root) + os.sep):
            return ""
        if path.stat().st_size > MAX_BYTES:
            return ""
        return path.read_bytes().decode("utf-8", "replace")
    except OSError:
        return ""


def slug(address: str) -> Slug | None:
    """Return the repository that a remote address names, None for what is no such address."""
    match = _ADDRESS.fullmatch(address)
    if match is None:
        return None
    host, path = match["host"].lower(), match["path"].strip("/").removesuffix(".git")
    parts = [part for part in path.split("/") if part]
    if host in ("dev.azure.com", "ssh.dev.azure.com", "vs-ssh.visualstudio.com"):
        parts = [part for part in parts if part.lower() not in ("_git", "v3")]
    elif host.endswith(".visualstudio.com"):
        parts = [host.partition(".")[0], *parts]
        parts = [part for part in parts if part.lower() not in ("_git", "defaultcollection")]
    return Slug(host, "/".join(parts)) if len(parts) > 1 else None
