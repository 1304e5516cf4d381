"""The generated estate as `.tf` files and as the JSON of a plan."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.estate import CELL, MODULE_SHARE, SUBSCRIPTION, TENANT, Json, cell

HEAD = f"""terraform {{
  required_providers {{
    azurerm = {{ source = "hashicorp/azurerm", version = "~> 4.20" }}
  }}
}}

provider "azurerm" {{
  subscription_id = "{SUBSCRIPTION}"
  tenant_id       = "{TENANT}"
  features {{}}
}}
"""
MAPS = frozenset({"tags"})
_ONLY_REFERENCE = re.compile(r"\$\{([^{}]*)\}")


def tags(count: int) -> Iterator[tuple[str, bool, bool]]:
    """Yield (tag, leaky, whether it is a module call) for as many cells as make `count`."""
    cells = max(1, round(count / CELL))
    for number in range(cells):
        yield f"c{number:05d}", number % 10 == 9, number < cells * MODULE_SHARE


def write_tf(folder: Path, count: int) -> None:
    """Write an estate of about `count` resources as Terraform configuration."""
    modules = {True: folder / "modules" / "leaky", False: folder / "modules" / "sealed"}
    for leaky, path in modules.items():
        path.mkdir(parents=True)
        body = _blocks(cell("${var.tag}", leaky), "")
        (path / "main.tf").write_text('variable "tag" {\n  type = string\n}\n\n' + body)
    calls: list[str] = []
    for tag, leaky, called in tags(count):
        if called:
            source = f"./modules/{'leaky' if leaky else 'sealed'}"
            calls.append(f'module "{tag}" {{\n  source = "{source}"\n  tag    = "{tag}"\n}}\n')
        else:
            (folder / f"{tag}.tf").write_text(_blocks(cell(tag, leaky), f"_{tag}"))
    (folder / "main.tf").write_text(HEAD + "\n" + "\n".join(calls))
    (folder / "ringfence.yaml").write_text(
        "boundary:\n  regions: [EU]\n  networks: [10.0.0.0/8, 203.0.113.0/29]\n"
    )


def _blocks(resources: list[tuple[str, str, Json]], suffix: str) -> str:
    made = []
    for type_, label, arguments in resources:
        lines = [f'resource "{type_}" "{label}{suffix}" {{', *_body(arguments, "  ", suffix), "}"]
        made.append("\n".join(lines) + "\n")
    return "\n".join(made)


def _body(arguments: Json, indent: str, suffix: str) -> Iterator[str]:
    for name, value in arguments.items():
        blocks = value if isinstance(value, list) else [value]
        if name not in MAPS and all(isinstance(each, dict) for each in blocks):
            for each in blocks:
                yield f"{indent}{name} {{"
                yield from _body(each, indent + "  ", suffix)
                yield f"{indent}}}"
        else:
            yield f"{indent}{name} = {_expression(value, suffix)}"


def _expression(value: Any, suffix: str) -> str:
    if isinstance(value, dict):
        inner = ", ".join(f"{key} = {_expression(each, suffix)}" for key, each in value.items())
        return f"{{ {inner} }}"
    if isinstance(value, list):
        return "[" + ", ".join(_expression(each, suffix) for each in value) + "]"
    if isinstance(value, str):
        return _text(value, suffix)
    return json.dumps(value)


def _text(value: str, suffix: str) -> str:
    def renamed(match: re.Match[str]) -> str:
        type_, dot, rest = match[1].partition(".")
        if type_ == "var" or not suffix:
            return match[0]
        label, _, attribute = rest.partition(".")
        return "${" + f"{type_}{dot}{label}{suffix}.{attribute}" + "}"

    value = _ONLY_REFERENCE.sub(renamed, value)
    whole = _ONLY_REFERENCE.fullmatch(value)
    return whole[1] if whole else f'"{value}"'


def write_plan(file: Path, count: int) -> None:
    """Write the same estate as `terraform show -json` would print its plan."""
    root: list[Json] = []
    children: list[Json] = []
    changes: list[Json] = []
    configured: list[Json] = []
    calls: Json = {}
    for tag, leaky, called in tags(count):
        module = f"module.{tag}" if called else ""
        suffix = "" if called else f"_{tag}"
        planned, changed, config = _planned(cell(tag, leaky), module, suffix)
        changes += changed
        if called:
            children.append({"address": module, "resources": planned})
            calls[tag] = {
                "source": f"./modules/{'leaky' if leaky else 'sealed'}",
                "expressions": {"tag": {"constant_value": tag}},
                "module": {"resources": config, "variables": {"tag": {}}},
            }
        else:
            root += planned
            configured += config
    provider = {
        "name": "azurerm", "full_name": "registry.terraform.io/hashicorp/azurerm",
        "version_constraint": "~> 4.20",
        "expressions": {
            "subscription_id": {"constant_value": SUBSCRIPTION},
            "tenant_id": {"constant_value": TENANT},
        },
    }  # fmt: skip
    plan = {
        "format_version": "1.2",
        "terraform_version": "1.11.4",
        "planned_values": {"root_module": {"resources": root, "child_modules": children}},
        "resource_changes": changes,
        "configuration": {
            "provider_config": {"azurerm": provider},
            "root_module": {"resources": configured, "module_calls": calls},
        },
    }
    file.write_text(json.dumps(plan))


def _planned(
    resources: list[tuple[str, str, Json]], module: str, suffix: str
) -> tuple[list[Json], list[Json], list[Json]]:
    names = {f"{type_}.{label}": arguments.get("name", "") for type_, label, arguments in resources}
    planned: list[Json] = []
    changes: list[Json] = []
    config: list[Json] = []
    for type_, label, arguments in resources:
        known, unknown = _known(arguments, names)
        base = {
            "address": f"{module}.{type_}.{label}{suffix}".lstrip("."), "mode": "managed",
            "type": type_, "name": label + suffix,
            "provider_name": "registry.terraform.io/hashicorp/azurerm",
        }  # fmt: skip
        planned.append({**base, "schema_version": 0, "values": known, "sensitive_values": {}})
        change = {"actions": ["create"], "before": None, "after": known,
                  "after_unknown": {"id": True, **unknown}}  # fmt: skip
        changes.append({**base, "change": change})
        config.append({
            "address": f"{type_}.{label}{suffix}", "mode": "managed", "type": type_,
            "name": label + suffix, "provider_config_key": "azurerm",
            "expressions": _expressions(arguments, suffix), "schema_version": 0,
        })  # fmt: skip
    return planned, changes, config


def _known(arguments: Json, names: dict[str, Any]) -> tuple[Json, Json]:
    known: Json = {}
    unknown: Json = {}
    for name, value in arguments.items():
        blocks = value if isinstance(value, list) else [value]
        if name not in MAPS and blocks and all(isinstance(each, dict) for each in blocks):
            pairs = [_known(each, names) for each in blocks]
            known[name] = [pair[0] for pair in pairs]
            unknown[name] = [pair[1] for pair in pairs]
            continue
        resolved = _resolve(value, names)
        if resolved is None:
            unknown[name] = True
        else:
            known[name] = resolved
    return known, unknown


def _resolve(value: Any, names: dict[str, Any]) -> Any:
    """Return a value as a plan knows it before apply: names are known, ids are not."""
    if isinstance(value, list):
        made = [_resolve(each, names) for each in value]
        return None if None in made else made
    if not isinstance(value, str) or "${" not in value:
        return value
    match = _ONLY_REFERENCE.fullmatch(value)
    if match and match[1].endswith(".name"):
        return names[match[1].removesuffix(".name")]
    return None


def _expressions(arguments: Json, suffix: str) -> Json:
    made: Json = {}
    for name, value in arguments.items():
        blocks = value if isinstance(value, list) else [value]
        if name not in MAPS and blocks and all(isinstance(each, dict) for each in blocks):
            made[name] = [_expressions(each, suffix) for each in blocks]
            continue
        found = [
            reference
            for text in (value if isinstance(value, list) else [value])
            if isinstance(text, str)
            for reference in _ONLY_REFERENCE.findall(_suffixed(text, suffix))
        ]
        if found:
            both = [each for one in found for each in (one, one.rpartition(".")[0])]
            made[name] = {"references": both}
        else:
            made[name] = {"constant_value": value}
    return made


def _suffixed(text: str, suffix: str) -> str:
    shown = _text(text, suffix)
    return shown if "${" in shown else "${" + shown + "}" if text.startswith("${") else text
