"""The generated estate as one Bicep file: what `bench.arm` writes, in Bicep."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from bench.arm import write_arm
from bench.estate import Json
from ringfence.syntax.arm import Access, Call, Expression, Literal, is_expression, parse

_PLAIN = re.compile(r"[A-Za-z_]\w*")


def write_bicep(file: Path, count: int) -> None:
    """Write an estate of about `count` resources as one Bicep file."""
    product = file.with_suffix(".json")
    write_arm(product, count)
    template = json.loads(product.read_text())
    product.unlink()
    lines = ["param location string = 'westeurope'", "var prefix = 'llm'"]
    symbols = {
        (each["type"], each["name"]): f"r{number}"
        for number, each in enumerate(template["resources"])
    }
    for number, resource in enumerate(template["resources"]):
        lines += _resource(resource, f"r{number}", symbols)
    file.write_text("\n".join(lines) + "\n")


def _resource(resource: Json, symbol: str, symbols: dict[tuple[str, str], str]) -> list[str]:
    type_, name = resource["type"], resource["name"]
    lines = [f"resource {symbol} '{type_}@{resource['apiVersion']}' = {{"]
    above, _, own = name.rpartition("/")
    parent = symbols.get((type_.rpartition("/")[0], above)) if name[:1] != "[" else None
    if parent is not None:
        lines.append(f"  parent: {parent}")
    lines.append(f"  name: {_value(own if parent is not None else name, '', symbols)}")
    if "scope" in resource:
        named = parse(resource["scope"])
        above = _named(named, symbols)
        if above is None:  # a part of another resource that no file declares
            above = f"{symbol}above"
            assert isinstance(named, Call)
            type_, *names = (
                str(each.value) for each in named.arguments if isinstance(each, Literal)
            )
            there = [
                f"resource {above} '{type_}@2023-01-01' existing = {{",
                f"  name: '{'/'.join(names)}'",
                "}",
            ]
            lines = [*there, *lines]
        lines.append(f"  scope: {above}")
    for key, value in resource.items():
        if key not in ("type", "apiVersion", "name", "scope", "dependsOn"):
            lines.append(f"  {_key(key, symbols)}: {_value(value, '  ', symbols)}")
    return [*lines, "}"]


def _key(key: str, symbols: dict[tuple[str, str], str]) -> str:
    if is_expression(key):
        return f"'${{{_expression(parse(key), symbols)}}}'"
    return key if _PLAIN.fullmatch(key) else f"'{key}'"


def _value(value: Any, indent: str, symbols: dict[tuple[str, str], str]) -> str:
    inner = indent + "  "
    if isinstance(value, str):
        return _expression(parse(value), symbols) if is_expression(value) else f"'{value}'"
    if isinstance(value, dict):
        held = [
            f"{inner}{_key(k, symbols)}: {_value(each, inner, symbols)}"
            for k, each in value.items()
        ]
        return "\n".join(["{", *held, indent + "}"])
    if isinstance(value, list):
        return "\n".join(["[", *(inner + _value(e, inner, symbols) for e in value), indent + "]"])
    return str(value).lower() if isinstance(value, bool) else str(value)


def _named(tree: Expression | None, symbols: dict[tuple[str, str], str]) -> str | None:
    """Return the symbolic name of the resource whose id an expression makes."""
    if not isinstance(tree, Call) or tree.name != "resourceId":
        return None
    words = [str(each.value) for each in tree.arguments if isinstance(each, Literal)]
    return symbols.get((words[0], "/".join(words[1:])))


def _expression(tree: Expression, symbols: dict[tuple[str, str], str]) -> str:
    if isinstance(tree, Literal):
        return f"'{tree.value}'" if isinstance(tree.value, str) else str(tree.value)
    if isinstance(tree, Access):
        if isinstance(tree.base, Call) and tree.base.name == "reference":
            symbol = _named(tree.base.arguments[0], symbols)
            if symbol is not None and isinstance(tree.key, Literal):
                return f"{symbol}.properties.{tree.key.value}"
        key = tree.key
        if isinstance(key, Literal) and isinstance(key.value, str):
            return f"{_expression(tree.base, symbols)}.{key.value}"
        return f"{_expression(tree.base, symbols)}[{_expression(key, symbols)}]"
    symbol = _named(tree, symbols)
    if symbol is not None:
        return f"{symbol}.id"
    if tree.name in ("parameters", "variables"):
        return _expression(tree.arguments[0], symbols).strip("'")
    return f"{tree.name}({', '.join(_expression(each, symbols) for each in tree.arguments)})"
