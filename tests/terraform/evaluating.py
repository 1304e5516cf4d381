"""Expressions evaluated by our own evaluator, without a configuration around them."""

from __future__ import annotations

import json
from typing import Any

from ringfence.model.facts import Unknown
from ringfence.readers.terraform.evaluation.compile import Compiler
from ringfence.readers.terraform.evaluation.frame import Frame
from ringfence.readers.terraform.evaluation.functions.jsontext import encode
from ringfence.readers.terraform.evaluation.values import Datum, Failure
from ringfence.syntax.hcl.parser import parse_expression


class Names:
    """A scope whose variables are given, and whose files are in a dict."""

    path = root_path = "."

    def __init__(self, variables: dict[str, Datum] | None = None, **files: bytes) -> None:
        self.variables = variables or {}
        self.files = files
        self.spent = 0

    def variable(self, name: str) -> Datum:
        """Return a given variable."""
        return self.variables.get(name, Failure(f"variable `{name}` is not declared"))

    local = variable

    def call(self, name: str) -> Datum:
        """Fail: there are no modules."""
        return Failure(f"module `{name}` is not declared")

    def resource(self, mode: str, type_: str, name: str) -> Datum:
        """Return a given variable named like the resource."""
        del mode
        return self.variables.get(f"{type_}.{name}", Failure(f"`{type_}.{name}` is not declared"))

    def workspace(self) -> Datum:
        """Return the default workspace."""
        return "default"

    def read_file(self, path: str) -> bytes | Unknown:
        """Return a given file."""
        found = self.files.get(path.replace(".", "_"))
        return found if found is not None else Unknown(f"`{path}` is not there")

    def list_files(self, path: str) -> list[str]:
        """Return no files."""
        del path
        return []

    def prefixed(self, address: str) -> str:
        """Return the address as it is."""
        return address

    def spend(self, work: int) -> None:
        """Count work."""
        self.spent += work


def evaluate(text: str, /, **variables: Any) -> Datum:
    """Evaluate one expression with `var.*` given."""
    return Compiler().code(parse_expression(text))(Frame(Names(variables), "main.tf", 1))


def as_json(value: Datum) -> Any:
    """Return a value as Terraform's `jsonencode` would show it."""
    return json.loads(encode(value))
