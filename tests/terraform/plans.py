"""Plans in the form of `terraform show -json`, put together by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ringfence.model.symbols import show
from ringfence.readers.harvest import Harvest
from ringfence.readers.options import Options
from ringfence.readers.terraform.declared import Declared
from ringfence.readers.terraform.plan import read_plan
from ringfence.readers.tree import Tree
from tests.terraform.estates import shown

Json = dict[str, Any]


def ref(*names: str) -> Json:
    """Return an expression that refers to things, each with its beginnings, as plans list them."""
    listed: list[str] = []
    for name in names:
        listed.append(name)
        parts = name.split(".")
        keep = 3 if parts[0] == "data" else 2
        listed += [".".join(parts[:end]) for end in range(len(parts) - 1, keep - 1, -1)]
    return {"references": listed}


def const(value: Any) -> Json:
    """Return a constant expression."""
    return {"constant_value": value}


class Plan:
    """A plan under construction."""

    def __init__(self) -> None:
        self.modules: dict[str, list[Json]] = {"": []}
        self.changes: list[Json] = []
        self.config: Json = {"resources": [], "module_calls": {}, "outputs": {}}
        self.providers: dict[str, Json] = {
            "azurerm": {
                "name": "azurerm",
                "version_constraint": "~> 4.0",
                "expressions": {"subscription_id": const("11111111-1111-1111-1111-111111111111")},
            }
        }
        self.prior: list[Json] = []
        self.variables: dict[str, Any] = {}

    def call(self, name: str, expressions: Json | None = None, **more: Any) -> Json:
        """Add a module call at the root and return the module's configuration."""
        module: Json = {"resources": [], "module_calls": {}, "outputs": {}}
        self.config["module_calls"][name] = {
            "source": f"./{name}",
            "expressions": expressions or {},
            "module": module,
            **more,
        }
        return module

    def written(
        self, type_: str, label: str, config: Json | None = None, /, **expressions: Any
    ) -> Json:
        """Add a resource block to a module's configuration (the root's by default)."""
        block: Json = {
            "mode": "managed",
            "type": type_,
            "name": label,
            "provider_config_key": "azurerm",
            "expressions": expressions,
        }
        (config if config is not None else self.config)["resources"].append(block)
        return block

    def planned(
        self,
        address: str,
        values: Json,
        unknown: Json | None = None,
        *,
        index: int | str | None = None,
        module: str = "",
        sensitive: Json | None = None,
        actions: tuple[str, ...] = ("create",),
    ) -> None:
        """Add a planned instance."""
        whole = f"{module}.{address}" if module else address
        type_, name = address.split(".")[:2]
        self.modules.setdefault(module, []).append(
            {
                "address": whole,
                "mode": "managed",
                "type": type_,
                "name": name.partition("[")[0],
                **({"index": index} if index is not None else {}),
                "values": values,
                "sensitive_values": sensitive or {},
            }
        )
        self.changes.append(
            {
                "address": whole,
                "change": {"actions": list(actions), "after_unknown": unknown or {}},
            }
        )

    def text(self, **more: Any) -> str:
        """Return the plan as JSON."""
        children = [
            {"address": address, "resources": resources}
            for address, resources in self.modules.items()
            if address
        ]
        root = {"resources": self.modules[""], "child_modules": children}
        return json.dumps(
            {
                "format_version": "1.2",
                "terraform_version": "1.11.4",
                "variables": {name: {"value": value} for name, value in self.variables.items()},
                "planned_values": {"root_module": root},
                "resource_changes": self.changes,
                "prior_state": {"values": {"root_module": {"resources": self.prior}}},
                "configuration": {"provider_config": self.providers, "root_module": self.config},
                **more,
            },
            indent=1,
        )

    def read(self, folder: Path) -> Read:
        """Write and read the plan."""
        return read_text(folder, self.text())


class Read:
    """What a plan declares, by address."""

    def __init__(self, declared: list[Declared], harvest: Harvest) -> None:
        self.declared = {each.address: each for each in declared}
        assert len(self.declared) == len(declared)
        self.harvest = harvest

    def __getitem__(self, address: str) -> Declared:
        return self.declared[address]

    def value(self, address: str, argument: str) -> Any:
        """Return an argument, symbols as people see them."""
        return shown(self.declared[address].arguments[argument])

    def id(self, address: str) -> str:
        """Return the id, symbols as people see them."""
        return show(self.declared[address].id)


def read_text(folder: Path, text: str | bytes, name: str = "plan.json") -> Read:
    """Write a file and read it as a plan."""
    (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return Read(*read_plan(Tree.at(folder), name, Options()))
