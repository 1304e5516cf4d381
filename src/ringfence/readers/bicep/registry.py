"""Modules of registries and template specs, as `bicep restore` keeps them.

A reference is looked up in restore caches: folders of the tree that are laid out like one, and the
folder that `RINGFENCE_BICEP_CACHE` names. Nothing is downloaded.

Layout and encoding: Azure/bicep, BicepRegistryArtifact.cs, TemplateSpecModuleArtifact.cs and
TagEncoder.cs. Aliases: `moduleAliases` of the nearest `bicepconfig.json`, and `public`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ringfence.readers.arm.template import member
from ringfence.readers.tree import Tree, Unreadable
from ringfence.syntax.jsontext import JsonError, decode

CACHE: Final = "RINGFENCE_BICEP_CACHE"
"""The environment variable that names a restore cache outside the tree (`~/.bicep`)."""

SHOWN: Final = "<bicep cache>"
"""What stands for the folder of the cache in the names of its files."""

_PUBLIC: Final = {"registry": "mcr.microsoft.com", "modulePath": "bicep"}
_CACHED: Final = re.compile(
    r"(?:^|/)(?P<key>br/[^/]+/[^/]+/[^/]+[$#][^/]*|ts/[0-9a-f-]{36}/[^/]+/[^/]+/[^/]+)/main\.json$"
)
_REFERENCE: Final = re.compile(r"(?P<scheme>br|ts)(?:/(?P<alias>[\w-]+))?:(?P<rest>.+)", re.DOTALL)
_OCI: Final = re.compile(r"(?P<path>.+?)(?:@(?P<digest>sha256:[0-9a-f]+)|:(?P<tag>[\w.-]{1,128}))")
_SPEC: Final = re.compile(r"(?P<path>.+?):(?P<version>[\w.()-]+)")


def is_cached(name: str) -> bool:
    """Tell whether a file of the tree is a module in a restore cache: no deployment of its own."""
    return name.endswith("/main.json") and _CACHED.search(name) is not None


def tag_folder(tag: str) -> str:
    """Return the folder of a tag: the tag, `$` and which of its letters are capitals, in hex."""
    capitals = sum(1 << at for at, letter in enumerate(tag) if letter.isupper())
    return f"{tag}${capitals:x}" if capitals else f"{tag}$"


@dataclass(slots=True)
class NotRestored(Exception):
    """A module that is not there; `reason` is one clause that names the reference."""

    reason: str

    def __str__(self) -> str:
        return self.reason


class Registry:
    """The restored modules that one tree can reach."""

    def __init__(self, tree: Tree, outside: str | None = None) -> None:
        self.tree = tree
        self._outside = os.environ.get(CACHE) if outside is None else outside
        self._inside: dict[str, str] | None = None
        self._configs: dict[str, Any] = {}

    def find(self, reference: str, linking: str) -> str:
        """Return the name of the compiled template of a module that the file `linking` calls.

        Raises NotRestored with the reason.
        """
        key = self._key(reference, linking)
        if self._inside is None:
            self._inside = dict(_cached(self.tree))
        found = self._inside.get(key.lower())
        if found is None:
            found = self._from_outside(key)
        if found is None:
            where = f" or in the folder that {CACHE} names" if self._outside else ""
            raise NotRestored(
                f"its module `{reference}` is not in a restore cache of the tree{where}"
            )
        return found

    def _from_outside(self, key: str) -> str | None:
        """Take a module of the cache outside into the tree, where nothing leads out of the cache."""
        if not self._outside:
            return None
        base = os.path.realpath(self._outside)
        path = os.path.realpath(os.path.join(base, *key.split("/"), "main.json"))
        if not path.startswith(base.rstrip(os.sep) + os.sep) or not os.path.isfile(path):
            return None
        name = f"{SHOWN}/{key}/main.json"
        self.tree.files.setdefault(name, Path(path))
        return name

    # References

    def _key(self, reference: str, linking: str) -> str:
        """Return the path of a module below a cache."""
        match = _REFERENCE.fullmatch(reference)
        if match is None:
            raise NotRestored(f"its module `{reference[:200]}` is no path and no reference")
        alias, rest = match["alias"], match["rest"]
        if match["scheme"] == "br":
            return self._oci(reference, alias, rest, linking)
        return self._spec(reference, alias, rest, linking)

    def _oci(self, reference: str, alias: str | None, rest: str, linking: str) -> str:
        parts = _OCI.fullmatch(rest)
        if parts is None:
            raise NotRestored(f"its module `{reference[:200]}` has no tag")
        path = parts["path"]
        if alias is None:
            registry, _, path = path.partition("/")
        else:
            stated = self._alias("br", alias, reference, linking)
            registry = str(member(stated, "registry"))
            above = member(stated, "modulePath")
            path = f"{above}/{path}" if isinstance(above, str) and above else path
        folder = tag_folder(parts["tag"]) if parts["tag"] else parts["digest"].replace(":", "#")
        registry = registry.replace(":", "$").lower()
        return _plain(f"br/{registry}/{path.replace('/', '$')}/{folder}", reference)

    def _spec(self, reference: str, alias: str | None, rest: str, linking: str) -> str:
        parts = _SPEC.fullmatch(rest)
        if parts is None:
            raise NotRestored(f"its module `{reference[:200]}` has no version")
        path = parts["path"]
        if alias is not None:
            stated = self._alias("ts", alias, reference, linking)
            path = f"{member(stated, 'subscription')}/{member(stated, 'resourceGroup')}/{path}"
        return _plain(f"ts/{path}/{parts['version']}".lower(), reference)

    def _alias(self, scheme: str, alias: str, reference: str, linking: str) -> Any:
        """Return what an alias stands for: in the nearest configuration above the linking file."""
        aliases = member(member(self._config(linking.rpartition("/")[0]), "moduleAliases"), scheme)
        stated = member(aliases, alias)
        if stated is None and (scheme, alias) == ("br", "public"):
            return _PUBLIC
        if not isinstance(stated, dict):
            reason = (
                f"its module `{reference[:200]}` goes by an alias that no `bicepconfig.json` has"
            )
            raise NotRestored(reason)
        return stated

    def _config(self, folder: str) -> Any:
        """Return the nearest `bicepconfig.json` at or above a folder, None if there is none."""
        if folder in self._configs:
            return self._configs[folder]
        name = f"{folder}/bicepconfig.json".lstrip("/")
        found = None
        if name in self.tree.files:
            try:
                found = decode(self.tree.read(name)).value
            except (JsonError, Unreadable):
                found = {}  # it counts, whatever it says: no other one further up does
        elif folder:
            found = self._config(folder.rpartition("/")[0])
        self._configs[folder] = found
        return found


def _plain(key: str, reference: str) -> str:
    """Return a key that leads nowhere but down. Raises NotRestored for any other."""
    if any(part in ("", ".", "..") for part in key.split("/")) or "\\" in key or "\0" in key:
        raise NotRestored(f"its module `{reference[:200]}` is no valid reference")
    return key


def _cached(tree: Tree) -> Iterator[tuple[str, str]]:
    """Yield `(path below the cache, name)` of all cached modules of a tree."""
    for name in tree.files:
        if name.endswith("/main.json") and (match := _CACHED.search(name)) is not None:
            yield match["key"].lower(), name


_LATEST: list[Registry] = []


def registry_of(tree: Tree) -> Registry:
    """Return the restored modules of a tree, the same for every root that is read from it."""
    if not _LATEST or _LATEST[0].tree is not tree:
        _LATEST[:] = [Registry(tree)]
    return _LATEST[0]
