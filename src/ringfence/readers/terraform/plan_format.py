"""The JSON of a plan, as `terraform show -json` writes it (format version 1.x).

What is large stays undecoded (`Raw`, a view into the file) until its resource or module is read.
See https://developer.hashicorp.com/terraform/internals/json-format.
"""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Raw, Struct


class GivenVariable(Struct):
    """The value of a root variable."""

    value: Any = None


class Plan(Struct):
    """The whole file."""

    format_version: str = ""
    terraform_version: str = ""
    variables: dict[str, GivenVariable] = {}
    planned_values: Raw = Raw()
    resource_changes: Raw = Raw()
    configuration: Raw = Raw()
    prior_state: Raw = Raw()
    errored: bool = False


class StateResource(Struct):
    """One instance with its values."""

    address: str
    mode: str
    type: str
    name: str
    index: int | str | None = None
    provider_name: str = ""
    values: Raw = Raw()
    sensitive_values: Raw = Raw()


class StateModule(Struct):
    """One instance of a module."""

    address: str = ""
    resources: list[StateResource] = []
    child_modules: list[Raw] = []


class StateValues(Struct):
    """Planned values, or those of a state."""

    root_module: Raw = Raw()


class PriorState(Struct):
    """What was there before."""

    values: Raw = Raw()


class ChangeBody(Struct):
    """What a change does, and which of its results are not known."""

    actions: list[str] = []
    after_unknown: Raw = Raw()


class Change(Struct):
    """The change of one instance."""

    address: str
    change: ChangeBody
    deposed: str = ""


class ProviderConfig(Struct):
    """A provider configuration. Keys of nested modules are `module.x:azurerm`."""

    name: str = ""
    alias: str = ""
    version_constraint: str = ""
    expressions: dict[str, Any] = {}


class Provisioner(Struct):
    """A provisioner of a resource."""

    type: str = ""
    expressions: dict[str, Any] = {}


class ConfigResource(Struct):
    """A resource block as it was written."""

    mode: str
    type: str
    name: str
    provider_config_key: str = ""
    expressions: Raw = Raw()
    provisioners: list[Provisioner] = []
    count_expression: dict[str, Any] | None = None
    for_each_expression: dict[str, Any] | None = None


class ConfigOutput(Struct):
    """An output as it was written."""

    expression: dict[str, Any] = {}


class ConfigCall(Struct):
    """A call of a module as it was written."""

    expressions: dict[str, Any] = {}
    module: Raw = Raw()
    count_expression: dict[str, Any] | None = None
    for_each_expression: dict[str, Any] | None = None


class ConfigModule(Struct):
    """The configuration of a module."""

    resources: list[ConfigResource] = []
    module_calls: dict[str, ConfigCall] = {}
    outputs: dict[str, ConfigOutput] = {}


class Configuration(Struct):
    """All configuration that the plan was made from."""

    provider_config: dict[str, ProviderConfig] = {}
    root_module: Raw = Raw()


def decode(raw: Raw, type_: type[Any]) -> Any:
    """Return a part of the file as a structure; an empty one where the part is missing or null.

    Raises msgspec.DecodeError or RecursionError for what is no plan.
    """
    if memoryview(raw).nbytes == 0 or bytes(memoryview(raw)[:4]) == b"null":
        return type_()
    return msgspec.json.decode(raw, type=type_)
