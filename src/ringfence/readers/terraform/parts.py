"""Parts that several resource types share because the provider gives them the same arguments."""

from __future__ import annotations

from typing import Final

from ringfence.model.facts import Unknown, Value, members
from ringfence.readers.terraform.mapping import (
    Arguments,
    Computed,
    Each,
    Items,
    Move,
    Part,
    Provider,
    argument,
)


def _identity(arguments: Arguments, provider: Provider) -> dict[str, Value]:
    """Return the identity; the translator adds the principal of a system-assigned one."""
    del provider
    block, _ = argument(arguments, ("identity",))
    for element, doubt in members(block):
        if doubt is not None or not isinstance(element, dict):
            return {"identity": doubt or Unknown("`identity` is not a block")}
        ids: dict[str, Value] = {}
        listed = element.get("identity_ids")
        for each, unsure in members(listed):
            if unsure is not None or not isinstance(each, str):
                why = unsure or Unknown("an identity id is no text")
                return {
                    "identity.type": element.get("type"),
                    "identity.userAssignedIdentities": why,
                }
            ids[each] = {}
        made: dict[str, Value] = {"identity.type": element.get("type")}
        if ids:
            made["identity.userAssignedIdentities"] = ids
        return made
    return {}


IDENTITY: Final = Computed(("identity",), ("identity",), _identity)


def _bypass(value: Value) -> Value:
    """ARM writes the set of bypasses as one text: `Logging, Metrics`."""
    if isinstance(value, list):
        for each in value:
            if isinstance(each, Unknown):
                return each
        return ", ".join(str(each) for each in value) or "None"
    return value


NETWORK_RULES: Final[tuple[Part, ...]] = (
    Move(("default_action",), "defaultAction"),
    Move(("bypass",), "bypass", default="AzureServices", convert=_bypass),
    Items(("ip_rules",), "ipRules", lambda item: {"value": item, "action": "Allow"}),
    Items(
        ("virtual_network_subnet_ids",),
        "virtualNetworkRules",
        lambda item: {"id": item, "action": "Allow"},
    ),
    Each(
        ("private_link_access",),
        "resourceAccessRules",
        (
            Move(("endpoint_resource_id",), "resourceId"),
            Move(("endpoint_tenant_id",), "tenantId"),
        ),
    ),
)
"""The firewall of a storage account, relative to `properties.networkAcls`."""
