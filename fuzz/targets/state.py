"""Terraform states, and what `terraform show -json` prints of one."""

from __future__ import annotations

import json
from typing import Final

from fuzz.memory import MemoryTree
from ringfence.readers.assembly import assemble
from ringfence.readers.options import Options
from ringfence.readers.terraform.state import read_state
from ringfence.readers.terraform.translate import translate

_TYPE: Final = "azurerm_storage_account"
SEEDS: Final = (
    json.dumps(
        {
            "version": 4, "terraform_version": "1.9.0", "serial": 3, "lineage": "x",
            "outputs": {"o": {"value": "a", "type": "string", "sensitive": True}},
            "resources": [
                {"module": "module.m", "mode": "managed", "type": _TYPE, "name": "a",
                 "provider": 'provider["registry.terraform.io/hashicorp/azurerm"]',
                 "instances": [{"index_key": "é", "schema_version": 4,
                                "attributes": {"id": "/subscriptions/s", "name": "st"},
                                "sensitive_attributes": [[{"type": "get_attr", "value": "x"}]]}]}],
        }
    ).encode(),
    b'{"format_version": "1.0", "terraform_version": "1.0", "values": {"root_module": {}}}',
)  # fmt: skip


def check(data: bytes) -> None:
    """Read the bytes as a state."""
    tree = MemoryTree({"terraform.tfstate": data})
    declared, harvest = read_state(tree, "terraform.tfstate", Options())
    harvest.extend(translate(declared))
    assemble([harvest])
