"""All Terraform files of a tree, parsed once, and the folders they make up."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from ringfence.model.estate import Blind
from ringfence.model.facts import Source
from ringfence.readers.terraform.evaluation.compile import Compiler
from ringfence.readers.terraform.folder import Folder
from ringfence.readers.tree import Tree, Unreadable, decode
from ringfence.syntax.hcl.jsonform import parse_json, parse_json_values
from ringfence.syntax.hcl.parser import Interned, parse
from ringfence.syntax.hcl.tree import Attr, File, Literal, Name

MAX_BYTES: Final = 128 * 1024 * 1024
"""Largest file of configuration that is parsed. 10,000 resources take about 5 MB."""

CONFIGURATION: Final = (".tf", ".tf.json", ".tofu", ".tofu.json")
"""How configuration is called; OpenTofu reads all of these, Terraform the first two."""

_TOFU: Final = {".tofu": ".tf", ".tofu.json": ".tf.json"}
VALUES: Final = (".tfvars", ".tfvars.json")


def is_configuration(name: str) -> bool:
    """Tell whether Terraform reads a file as configuration (editors' leftovers are not)."""
    base = posixpath.basename(name)
    return (
        base.endswith(CONFIGURATION) and not base.startswith((".", "#")) and not base.endswith("~")
    )


def folder_of(name: str) -> str:
    """Return the folder of a file; "." is the base of the tree."""
    return posixpath.dirname(name) or "."


def inside(folder: str, path: str) -> str | None:
    """Return `path` as seen from `folder`, None if it leads out of the tree."""
    found = posixpath.normpath(posixpath.join(folder, path))
    return None if found == ".." or found.startswith(("../", "/")) else found


@dataclass(slots=True)
class Project:
    """The Terraform files of one tree. Folders and files are read on first use and kept."""

    tree: Tree
    compiler: Compiler = field(default_factory=Compiler)
    interned: Interned = field(default_factory=Interned)
    _names: dict[str, list[str]] = field(default_factory=dict)
    _folders: dict[str, Folder] = field(default_factory=dict)
    _installed: dict[str, dict[str, str]] = field(default_factory=dict)
    _below: dict[str, list[str]] = field(default_factory=dict)

    variable_files: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        for name in (*self.tree.files, *self.tree.refused):
            if is_configuration(name):
                self._names.setdefault(folder_of(name), []).append(name)
            elif name.endswith(VALUES):
                self.variable_files.append(name)

    @property
    def folders(self) -> list[str]:
        """The folders that hold configuration."""
        return sorted(self._names)

    def behind(self, folder: str) -> str:
        """Return the folder that a link within the tree leads to, any other folder as it is."""
        if folder in self._names:
            return folder
        try:
            real = (self.tree.base / folder).resolve().relative_to(self.tree.base.resolve())
        except (OSError, ValueError, RuntimeError):
            return folder  # it leads out of the tree, or nowhere: nothing of it is read
        return real.as_posix()

    def holds(self, folder: str) -> bool:
        """Tell whether a folder holds configuration."""
        return folder in self._names

    def folder(self, path: str) -> Folder:
        """Return a folder's configuration, read and merged."""
        known = self._folders.get(path)
        if known is None:
            known = self._folders[path] = Folder(path, self.compiler)
            names = self._names.get(path, ())
            replaced = _replaced(names)
            known.problems += [replaced[name] for name in sorted(replaced)]
            for name in sorted(set(names) - replaced.keys(), key=_overrides_last):
                file = self.parse(name, known.problems)
                if file is not None:
                    known.add(file, override=_is_override(name))
        return known

    def parse(self, name: str, problems: list[Blind], *, values: bool = False) -> File | None:
        """Return the tree of a file; what is wrong with it goes to `problems`."""
        try:
            data = self.tree.read(name)
            if len(data) > MAX_BYTES:
                raise Unreadable(f"has {len(data)} bytes; at most {MAX_BYTES} are parsed")
            text = decode(data)
        except Unreadable as error:
            problems.append(Blind(f"`{name}`", str(error), Source(name, error.line)))
            return None
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            data = text.encode()
        if name.endswith(".json"):
            file = (parse_json_values if values else parse_json)(name, data)
        else:
            file = parse(name, data, self.interned)
        for fault in file.faults:
            where = f"{fault.what} (line {fault.line}, column {fault.column})"
            problems.append(Blind(f"`{name}`", where, Source(name, fault.line)))
        return file

    def called(self, folder: str) -> set[str]:
        """Return the folders that the local modules of a folder lie in."""
        found = set()
        for site in self.folder(folder).calls.values():
            source = constant(site.block.body.attributes.get("source"))
            if isinstance(source, str) and source.startswith(("./", "../")):
                target = inside(folder, source)
                if target is not None:
                    found.add(self.behind(target))
        return found

    def installed(self, root: str) -> dict[str, str]:
        """Return the folders of the modules that `terraform init` has installed for a root.

        Keys are the dotted names of calls (`network.subnets`), as in `modules.json`.
        """
        known = self._installed.get(root)
        if known is None:
            known = self._installed[root] = self._manifest(root)
        return known

    def _manifest(self, root: str) -> dict[str, str]:
        name = inside(root, ".terraform/modules/modules.json")
        if name is None or name not in self.tree.files:
            return {}
        try:
            entries = json.loads(self.tree.read(name))["Modules"]
            return {
                str(entry["Key"]): folder
                for entry in entries
                if (folder := inside(root, str(entry["Dir"]))) is not None
            }
        except (Unreadable, ValueError, TypeError, KeyError, RecursionError):
            # Without a readable manifest the modules are simply not there, which is reported.
            return {}

    def locked(self, root: str) -> dict[str, str]:
        """Return the exact versions of providers that the root's lock file holds, by name."""
        name = inside(root, ".terraform.lock.hcl")
        if name is None or name not in self.tree.files:
            return {}
        file = self.parse(name, [])
        versions: dict[str, str] = {}
        for block in file.body.blocks if file is not None else ():
            version = constant(block.body.attributes.get("version"))
            if block.type == "provider" and block.labels and isinstance(version, str):
                versions[block.labels[0].rpartition("/")[2]] = version
        return versions

    def files_below(self, folder: str) -> list[str]:
        """Return the files in a folder and below it, relative to it."""
        known = self._below.get(folder)
        if known is None:
            prefix = "" if folder == "." else f"{folder}/"
            known = [name[len(prefix) :] for name in self.tree.files if name.startswith(prefix)]
            self._below[folder] = known
        return known


def constant(attribute: object) -> object:
    """Return the constant value of an attribute; None if it has none or is missing."""
    value = getattr(attribute, "value", None)
    return value.value if isinstance(value, Literal) else None


def dotted(value: object) -> str:
    """Return `azurerm.prod` from the reference (or, in JSON, the text) that names a provider."""
    if isinstance(value, Attr) and isinstance(value.of, Name):
        return f"{value.of.name}.{value.name}"
    if isinstance(value, Name):
        return value.name
    if isinstance(value, Literal) and isinstance(value.value, str):
        return value.value
    return ""


def _is_override(name: str) -> bool:
    base = posixpath.basename(name).removesuffix(".json").removesuffix(".tf").removesuffix(".tofu")
    return base == "override" or base.endswith("_override")


def _overrides_last(name: str) -> tuple[bool, str]:
    return _is_override(name), name


def _replaced(names: Iterable[str]) -> dict[str, Blind]:
    """Return the files that others stand for where OpenTofu runs, each with the gap that it leaves.

    OpenTofu reads `x.tofu` and leaves `x.tf` out (https://opentofu.org/docs/language/files), and
    Terraform does not read `x.tofu`. Which of the two runs here no file says.
    """
    there = set(names)
    found: dict[str, Blind] = {}
    for name in there:
        for end, other in _TOFU.items():
            twin = name.removesuffix(end) + other
            if name.endswith(end) and twin in there:
                base = posixpath.basename(name)
                why = f"OpenTofu reads `{base}` instead; what Terraform would make is not known"
                found[twin] = Blind(f"`{twin}`", why, Source(twin))
    return found
