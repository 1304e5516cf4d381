"""Terraform plans as JSON."""

from __future__ import annotations

import json
from typing import Final

from fuzz.memory import MemoryTree
from ringfence.readers.assembly import assemble
from ringfence.readers.options import Options
from ringfence.readers.terraform.plan import read_plan
from ringfence.readers.terraform.translate import translate

_TYPE: Final = "azurerm_storage_account"
_VALUES: Final = {"name": "st", "account_tier": "Standard", "account_replication_type": "LRS"}
SEEDS: Final = (
    json.dumps(
        {
            "format_version": "1.2",
            "terraform_version": "1.9.0",
            "planned_values": {"root_module": {"resources": [
                {"address": f"{_TYPE}.a[0]", "mode": "managed", "type": _TYPE, "name": "a",
                 "index": 0, "provider_name": "registry.terraform.io/hashicorp/azurerm",
                 "values": _VALUES}],
                "child_modules": [{"address": "module.m", "resources": []}]}},
            "resource_changes": [
                {"address": f"{_TYPE}.a[0]", "mode": "managed", "type": _TYPE, "name": "a",
                 "index": 0, "change": {"actions": ["create"], "after": _VALUES,
                 "after_unknown": {"id": True}, "after_sensitive": {}}}],
            "configuration": {"root_module": {"resources": [
                {"address": f"{_TYPE}.a", "mode": "managed", "type": _TYPE, "name": "a",
                 "expressions": {"name": {"references": ["var.n"]}},
                 "count_expression": {"constant_value": 1}}]}},
        }
    ).encode(),
    b'{"format_version": "1.0", "terraform_version": "1.0", "planned_values": {}}',
)  # fmt: skip


def check(data: bytes) -> None:
    """Read the bytes as a plan."""
    tree = MemoryTree({"plan.json": data})
    declared, harvest = read_plan(tree, "plan.json", Options())
    harvest.extend(translate(declared))
    assemble([harvest])
