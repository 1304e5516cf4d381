"""The JSON of a state: the file itself (version 4), and what `terraform show -json` makes of it.

The attributes of an instance stay undecoded (`Raw`, a view into the file) until they are asked
for. See https://developer.hashicorp.com/terraform/internals/json-format for the second form; the
first is what Terraform's package `statefile` writes as its version 4.
"""

from __future__ import annotations

from typing import Any

from msgspec import Raw, Struct

from ringfence.readers.terraform.plan_format import StateValues


class StateInstanceText(Struct):
    """One instance of a resource. A deposed one is still there, waiting to be destroyed."""

    index_key: int | str | None = None
    deposed: str = ""
    attributes: Raw = Raw()
    attributes_flat: dict[str, Any] | None = None
    sensitive_attributes: list[Any] = []


class StateBlock(Struct):
    """All instances of one resource block."""

    mode: str
    type: str
    name: str
    module: str = ""
    provider: str = ""
    instances: list[StateInstanceText] = []


class StateFile(Struct):
    """The whole file, in either form."""

    version: int = 0
    format_version: str = ""
    terraform_version: str = ""
    resources: list[StateBlock] = []
    values: StateValues | None = None
    encrypted_data: Raw = Raw()
