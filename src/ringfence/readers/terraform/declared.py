"""One declared instance: what configuration and plans both come down to before mapping."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ringfence.model.facts import NOWHERE, Source, Unknown, Value
from ringfence.model.resource import Origin
from ringfence.readers.terraform.mapping import Provider


@dataclass(slots=True, eq=False)
class Declared:
    """One instance of a `resource` or `data` block, with its arguments evaluated.

    `address` is Terraform's (`module.llm["eu"].azurerm_storage_account.this[0]`). `arguments` hold
    attributes as values and nested blocks as lists of objects; `dynamic` blocks are expanded; an
    argument that is not set is missing or null. `id` is the provider id its mapping made (see
    `places`), "" for types that are not mapped. `origin` locates argument paths
    (`network_rules[0].default_action`), "" being the block itself; the translator turns property
    paths into argument paths. `presence` is set where `count` or `for_each` could not be resolved.
    """

    type: str
    mode: Literal["managed", "data"]
    address: str
    root: str
    arguments: dict[str, Value]
    provider: Provider
    origin: Origin
    id: str = ""
    doubt: Unknown | None = None
    doubt_types: tuple[str, ...] = ()
    presence: Unknown | None = None
    source: Source = NOWHERE
