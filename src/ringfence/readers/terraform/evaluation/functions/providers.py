"""Functions of the azurerm and azapi providers that make or take apart resource ids.

Sources: `website/docs/functions` of azurerm 5.2.0; the functions of azapi as its reference pages
name them. Ids are compared without case, so that normalising one leaves it as it is.
"""

from __future__ import annotations

import re
from typing import Final

from ringfence.model.symbols import CLOSE, OPEN
from ringfence.readers.terraform.evaluation.frame import Frame
from ringfence.readers.terraform.evaluation.functions.registry import function, listing, text
from ringfence.readers.terraform.evaluation.values import Datum, Problem

_PART: Final = re.compile(rf"(?:{OPEN}[^{CLOSE}]*{CLOSE}|[^/{OPEN}])+")


def _steps(id_: str) -> list[str]:
    """Return the segments of an id; a symbol is never cut."""
    return _PART.findall(id_)


@function("provider::azurerm::normalise_resource_id", 1, symbolic=True)
def _normalise(args: list[Datum], _frame: Frame) -> Datum:
    return text(args[0])


@function("provider::azurerm::parse_resource_id", 1, symbolic=True)
def _parse(args: list[Datum], _frame: Frame) -> Datum:
    steps = _steps(text(args[0]))
    lower = [step.lower() for step in steps]
    if not steps or len(steps) % 2 or lower[0] not in ("subscriptions", "providers"):
        raise Problem("a resource id is needed here")
    at = len(lower) - 1 - lower[::-1].index("providers") if "providers" in lower else -1
    head = dict(zip(lower[: at if at >= 0 else None : 2], steps[1::2], strict=False))
    tail = steps[at + 1 :] if at >= 0 else []
    types, names = tail[1::2], tail[2::2]
    scope = "/" + "/".join(steps[:at]) if at >= 0 and "providers" in lower[:at] else None
    made: dict[str, Datum] = {
        "subscription_id": head.get("subscriptions"),
        "resource_group_name": head.get("resourcegroups"),
        "resource_provider": tail[0] if tail else None,
        "resource_type": types[-1] if types else None,
        "resource_name": names[-1] if names else steps[-1],
        "full_resource_type": "/".join((tail[0], *types)) if tail else None,
        "parent_resources": dict(zip(types[:-1], names[:-1], strict=False)),
        "resource_scope": scope,
    }
    return made


def _below(scope: str, type_: str, names: list[str]) -> str:
    """Return the id of a resource of `type_` with these names below a scope."""
    namespace, *kinds = type_.partition("@")[0].split("/")
    if len(kinds) != len(names):
        raise Problem(f"`{type_}` needs {len(kinds)} names, not {len(names)}")
    pairs = "/".join(f"{kind}/{name}" for kind, name in zip(kinds, names, strict=True))
    return f"{scope}/providers/{namespace}/{pairs}"


def _names(value: Datum) -> list[str]:
    return [text(each) for each in listing(value)]


@function("provider::azapi::build_resource_id", 3, symbolic=True)
def _build(args: list[Datum], _frame: Frame) -> Datum:
    parent, type_, name = (text(each) for each in args)
    bare = type_.partition("@")[0]
    parent = parent.rstrip("/")
    if bare.lower() == "microsoft.resources/resourcegroups":
        return f"{parent}/resourceGroups/{name}"
    if bare.count("/") > 1:
        return f"{parent}/{bare.rpartition('/')[2]}/{name}"
    return f"{parent}/providers/{bare}/{name}"


@function("provider::azapi::resource_group_resource_id", 4, symbolic=True)
def _in_group(args: list[Datum], _frame: Frame) -> Datum:
    scope = f"/subscriptions/{text(args[0])}/resourceGroups/{text(args[1])}"
    return _below(scope, text(args[2]), _names(args[3]))


@function("provider::azapi::subscription_resource_id", 3, symbolic=True)
def _in_subscription(args: list[Datum], _frame: Frame) -> Datum:
    return _below(f"/subscriptions/{text(args[0])}", text(args[1]), _names(args[2]))


@function("provider::azapi::management_group_resource_id", 3, symbolic=True)
def _in_management_group(args: list[Datum], _frame: Frame) -> Datum:
    scope = f"/providers/Microsoft.Management/managementGroups/{text(args[0])}"
    return _below(scope, text(args[1]), _names(args[2]))


@function("provider::azapi::tenant_resource_id", 2, symbolic=True)
def _in_tenant(args: list[Datum], _frame: Frame) -> Datum:
    return _below("", text(args[0]), _names(args[1]))


@function("provider::azapi::extension_resource_id", 3, symbolic=True)
def _extension(args: list[Datum], _frame: Frame) -> Datum:
    return _below(text(args[0]).rstrip("/"), text(args[1]), _names(args[2]))
