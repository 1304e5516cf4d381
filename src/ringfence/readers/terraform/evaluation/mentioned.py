"""Which resources, modules, variables and locals an expression mentions, without evaluating it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from ringfence.syntax.hcl import tree as hcl

_OWN = frozenset({"var", "local", "module", "data", "each", "count", "self", "path", "terraform"})


def paths(expression: hcl.Expression) -> Iterator[tuple[str, ...]]:
    """Yield every traversal as the names it begins with (`("local", "a")`, `("each", "key")`)."""
    stack: list[object] = [expression]
    while stack:
        node = stack.pop()
        if isinstance(node, hcl.Attr):
            path: list[str] = []
            of: hcl.Expression = node
            while isinstance(of, hcl.Attr):
                path.append(of.name)
                of = of.of
            if isinstance(of, hcl.Name):
                yield (of.name, *reversed(path))
            else:
                stack.append(of)
        elif isinstance(node, tuple | list):
            stack.extend(node)
        elif is_dataclass(node) and not isinstance(node, type):
            stack.extend(getattr(node, field.name) for field in fields(node))


def references(expression: hcl.Expression) -> tuple[str, ...]:
    """Return the addresses of the resources and modules that an expression mentions."""
    found: list[str] = []
    for path in paths(expression):
        if path[0] == "module":
            found.append(".".join(path[:2]))
        elif path[0] == "data" and len(path) > 2:
            found.append(".".join(path[:3]))
        elif path[0] == "resource" and len(path) > 2:
            found.append(".".join(path[1:3]))
        elif path[0] not in _OWN and len(path) > 2 and "_" in path[0]:
            found.append(".".join(path[:2]))
    return tuple(dict.fromkeys(found))
