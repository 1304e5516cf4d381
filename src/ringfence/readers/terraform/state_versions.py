"""Which provider versions wrote a state, as the lock file beside it says."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final

from ringfence.readers.terraform.versions import majors_of
from ringfence.readers.tree import Tree, Unreadable

LOCK: Final = ".terraform.lock.hcl"
_LOCKED: Final = re.compile(
    rb'provider\s+"(?:[^"]*/)?([\w-]+)"\s*\{[^}]*?\bversion\s*=\s*"([^"]+)"', re.DOTALL
)


def versions_beside(tree: Tree, name: str) -> tuple[dict[str, frozenset[int]], dict[str, str]]:
    """Return the major version of each provider by name, and its whole version.

    Looked for in the folder of the state and, for a state of a workspace, in that above
    `terraform.tfstate.d`. https://developer.hashicorp.com/terraform/language/files/dependency-lock
    """
    folder = PurePosixPath(name).parent
    if folder.parent.name == "terraform.tfstate.d":
        folder = folder.parent.parent
    try:
        data = tree.read(str(folder / LOCK))
    except Unreadable:
        return {}, {}
    versions = {
        found[1].decode(): found[2].decode("utf-8", "replace") for found in _LOCKED.finditer(data)
    }
    return {each: majors_of([version]) for each, version in versions.items()}, versions
