"""Files that Bicep takes in when it makes a template: texts, JSON, YAML, listings of folders.

Source: learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions-files. Only files of
the scanned tree are read.
"""

from __future__ import annotations

import base64
import posixpath
import re
from fnmatch import fnmatchcase
from typing import Any, Final

import yaml

from ringfence.readers.arm.values import MAX_TEXT, Unsettled
from ringfence.readers.bicep.texts import plain
from ringfence.readers.bicep.units import Unit
from ringfence.readers.tree import Tree, Unreadable, decode
from ringfence.readers.yamltext import NotYaml
from ringfence.readers.yamltext import parse as parse_yaml
from ringfence.syntax.jsontext import JsonError
from ringfence.syntax.jsontext import decode as decode_json

_ENCODINGS: Final = {
    "us-ascii": "ascii", "iso-8859-1": "latin-1", "utf-8": "utf-8-sig", "utf-16": "utf-16-le",
    "utf-16be": "utf-16-be",
}  # fmt: skip
_STEP: Final = re.compile(r"\.?([A-Za-z_][\w-]*)|\[(\d+)\]|\['([^']*)'\]")


class Loader:
    """Loads files of a tree; what cannot be loaded is unknown, with the reason."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree

    def load(self, function: str, unit: Unit, arguments: list[str]) -> Any:
        """Return what a loading function makes, as a template writes it; `Unsettled` if nothing."""
        path = arguments[0]
        name = unit.local(path)
        if name is None:
            return Unsettled(f"the file `{path}` lies outside the scanned tree")
        try:
            if function == "loadDirectoryFileInfo":
                return self._listed(name, arguments[1] if len(arguments) > 1 else "*")
            data = self.tree.read(name)
            if len(data) > MAX_TEXT:
                return Unsettled(f"the file `{name}` has {len(data)} bytes, too many to be loaded")
            if function == "loadFileAsBase64":
                return base64.b64encode(data).decode()
            if function == "loadTextContent":
                return plain(_text(data, arguments[1] if len(arguments) > 1 else ""))
            made = decode_json(data).value if function == "loadJsonContent" else _yaml(data)
            return literal(_queried(made, arguments[1] if len(arguments) > 1 else ""))
        except Unreadable as error:
            return Unsettled(f"the file `{name}` {error}")
        except (JsonError, NotYaml, ValueError, LookupError, RecursionError) as error:
            return Unsettled(f"the file `{name}` cannot be loaded: {_said(error)}")

    def _listed(self, folder: str, pattern: str) -> Any:
        start = "" if folder == "." else folder + "/"
        made = []
        for name in sorted(self.tree.files):
            rest = name[len(start) :]
            if name.startswith(start) and "/" not in rest and fnmatchcase(rest, pattern):
                stem, dot, extension = rest.rpartition(".")
                made.append(
                    {
                        "relativePath": posixpath.join(folder, rest),
                        "baseName": stem or rest,
                        "extension": dot + extension if stem else "",
                    }
                )
        return made


def _said(error: Exception) -> str:
    """Return what an error says, without content of the file."""
    return str(error)[:200] if isinstance(error, JsonError | NotYaml) else type(error).__name__


def _text(data: bytes, encoding: str) -> str:
    if not encoding:
        return decode(data)
    return data.decode(_ENCODINGS[encoding.lower()])


def literal(value: Any) -> Any:
    """Return a value in which nothing is an expression, as a template writes it."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, list):
        return [literal(each) for each in value]
    if isinstance(value, dict):
        return {plain(str(key)): literal(each) for key, each in value.items()}
    return value if value is None or isinstance(value, bool | int | float) else str(value)


def _queried(value: Any, query: str) -> Any:
    """Return a part of a document: a path of names and indexes, which is a part of JSONPath."""
    at = 1 if query.startswith("$") else 0
    while at < len(query):
        match = _STEP.match(query, at)
        if match is None:
            raise ValueError(query)
        value = value[int(match[2]) if match[2] else match[1] or match[3]]
        at = match.end()
    return value


def _yaml(data: bytes) -> Any:
    """Return the one document of a YAML file. The tree is built first: it bounds what aliases make."""
    text = decode(data)
    if parse_yaml(text) is None:
        return None
    try:
        return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - a safe loader
    except yaml.YAMLError as error:
        raise ValueError(type(error).__name__) from error
