"""What a control names in azurerm is written where the same control reads it in ARM.

The list pairs no argument with a property: the part that reads the argument must write one of the
properties that the control names for that type, and the safe value of the one must become a safe
value of the other.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import copy
from pathlib import Path
from typing import Any, Final

import pytest

from ringfence.model.facts import Value
from ringfence.model.resource import Resource, dig
from ringfence.readers.terraform.catalogue import mapping_of
from ringfence.readers.terraform.inert import DEPLOYS
from ringfence.readers.terraform.mapping import Mapping, Part
from ringfence.readers.terraform.parts import Block, Each, Joined
from ringfence.readers.terraform.translate import translate
from tests.mapping.reading import example
from tests.mapping.walking import arguments

DATA: Final = Path(__file__).parents[1] / "data" / "control_paths.json"

IN_SITE: Final = "microsoft.web/sites/config"
"""ARM keeps settings of an app in children that the template of the app holds as `siteConfig`."""

SCHEDULES: Final = "the house reads an assignment through PIM as the role assignment that it makes"
SECRET: Final = "a secret: it decides the kind of credential, its value is never read"
OTHER: Final = "the control reads another property of the type, or another type"
NAME_ONLY: Final = "the resource as a whole is what the control means"

OTHERWISE: Final[dict[tuple[str, str], str]] = {
    ("azurerm_user_assigned_identity", "name"): NAME_ONLY,
    ("azurerm_pim_eligible_role_assignment", "principal_id"): SCHEDULES,
    ("azurerm_pim_active_role_assignment", "schedule"): SCHEDULES,
    ("azurerm_linux_web_app", "app_settings"): SECRET,
    ("azurerm_sentinel_log_analytics_workspace_onboarding", "workspace_id"): NAME_ONLY,
    ("azurerm_sentinel_alert_rule_scheduled", "query"): OTHER,
    ("azurerm_policy_definition", "policy_rule"): OTHER,
    ("azurerm_firewall_policy", "sku"): OTHER,
    ("azurerm_machine_learning_workspace", "container_registry_id"): OTHER,
    ("azurerm_security_center_storage_defender", "override_subscription_settings_enabled"): OTHER,
    ("azurerm_cost_anomaly_alert", "email_addresses"): OTHER,
    ("azurerm_monitor_diagnostic_setting", "target_resource_id"): OTHER,
    ("azurerm_security_center_subscription_pricing", "resource_type"): "it is the name",
}
"""Arguments of controls that are no property of the same type, and why."""

UNPAIRED: Final[dict[tuple[str, str, str], str]] = {
    ("RF-SEC-06", "azurerm_storage_account", "sas_policy"): "azurerm has no key policy",
    ("RF-IDN-02", "azurerm_lighthouse_definition", "managing_tenant_id"): "RF-GOV-13 pairs it",
}
"""The same, in one control only."""

BESIDE: Final = {
    ("azurerm_linux_virtual_machine", "secure_boot_enabled"): "a trusted launch needs it, too",
    ("azurerm_linux_virtual_machine", "vtpm_enabled"): "a trusted launch needs it, too",
    ("azurerm_container_group", "ip_address_type"): "without an address ARM has no `ipAddress`",
}
"""Arguments whose safe value is not enough, or makes the property absent."""


def controls() -> Iterator[tuple[str, dict[str, Any], list[dict[str, Any]]]]:
    for control in json.loads(DATA.read_text("utf-8"))["controls"]:
        for entry in control["azurerm"]:
            resource = entry["resource"]
            paired = (control["id"], resource, entry["argument"]) not in UNPAIRED
            if paired and not resource.endswith("*") and resource not in DEPLOYS:
                yield control["id"], entry, control["arm"]


CASES = [
    pytest.param(entry, arm, id=f"{control}-{entry['resource']}-{entry['argument']}")
    for control, entry, arm in controls()
]


def written(mapping: Mapping, name: str) -> Iterator[tuple[str, str]]:
    """Yield type and path of what an argument, at the top or in a block, is written to."""
    for part in mapping.parts:
        for path in _written(part, name, ""):
            yield mapping.arm.lower(), path
    for inline in mapping.inline:
        if name in inline.names:
            for part in inline.parts:
                yield from ((inline.arm.lower(), path) for path in part.writes)
    for piece in mapping.pieces:
        for part in piece.parts:
            for path in _written(part, name, ""):
                inner = path.removeprefix(piece.take).lstrip(".") if piece.take else path
                for type_ in piece.types:
                    yield type_.lower(), ".".join(filter(None, (piece.pointer, inner)))
        if name == piece.target:
            for type_ in piece.types:
                yield type_.lower(), piece.pointer


def _written(part: Part, name: str, prefix: str) -> Iterator[str]:
    if name in part.reads:
        yield from (".".join(filter(None, (prefix, path))) for path in part.writes)
    for kind in part.kinds if isinstance(part, Joined) else (part,):
        if isinstance(kind, Block | Each):
            inside = ".".join(filter(None, (prefix, kind.to)))
            for inner in kind.parts:
                yield from _written(inner, name, inside)


def named(mapping: Mapping, arm: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    """Return the entries of a control that an argument of a mapping is written to."""
    paths = list(written(mapping, name))
    return [each for each in arm if any(_meets(each, type_, path) for type_, path in paths)]


def _place(entry: dict[str, Any]) -> tuple[str, str]:
    kind, path = entry["type"].lower(), entry["path"].replace("[*]", "")
    if kind == IN_SITE:
        return "microsoft.web/sites", path.replace("properties.", "properties.siteConfig.")
    return kind, path


def _meets(entry: dict[str, Any], type_: str, path: str) -> bool:
    kind, wanted = _place(entry)
    path = path.replace("[]", "")
    if kind != type_:
        return False
    return path == wanted or path.startswith(wanted + ".") or wanted.startswith(path + ".")


@pytest.mark.parametrize(("entry", "arm"), CASES)
def test_an_argument_of_a_control_is_written_where_the_control_reads(
    entry: dict[str, Any], arm: list[dict[str, Any]]
) -> None:
    mapping = mapping_of(entry["resource"])
    assert mapping is not None
    key = (entry["resource"], entry["argument"])
    name = entry["argument"].rpartition(".")[2]
    if key in OTHERWISE:
        assert not named(mapping, arm, name), "no longer an exception"
        return
    assert name in {each for _, each in arguments(mapping)}
    assert named(mapping, arm, name), list(written(mapping, name))


def _with(given: dict[str, Value], blocks: tuple[str, ...], name: str, value: Value) -> Any:
    made = dict(given)
    if not blocks:
        return made | {name: value}
    held = made.get(blocks[0])
    first = held[0] if isinstance(held, list) and held and isinstance(held[0], dict) else {}
    rest = held[1:] if isinstance(held, list) else []
    return made | {blocks[0]: [_with(first, blocks[1:], name, value), *rest]}


def _made(mapping: Mapping, name: str, value: Value) -> Resource:
    """Return what the newest example becomes with one argument set."""
    blocks = next(blocks for blocks, each in arguments(mapping) if each == name)
    reading = example(max(mapping.examples, key=lambda each: each.provider))
    declared = [copy(each) for each in reading.declared]
    for each in declared:
        if each.type == mapping.terraform:
            each.arguments = _with(each.arguments, blocks, name, value)
    harvest = translate(declared)
    found = [*harvest.resources, *(each.resource for each in harvest.danglings)]
    return next(each for each in found if each.kind == mapping.arm.lower())


def valued() -> Iterator[Any]:
    """Yield arguments with one safe value that meet one property with safe values."""
    for control, entry, arm in controls():
        safe, mapping = entry.get("safe"), mapping_of(entry["resource"])
        if mapping is None or mapping.only_piece or safe is None:
            continue
        name = entry["argument"].rpartition(".")[2]
        if (mapping.terraform, name) in BESIDE:
            continue
        for each in named(mapping, arm, name):
            if "safe" in each and _place(each)[0] == mapping.arm.lower():
                yield pytest.param(
                    mapping, name, safe, each, id=f"{control}-{entry['resource']}-{name}"
                )


VALUED = list(valued())


@pytest.mark.parametrize(("mapping", "name", "safe", "entry"), VALUED)
def test_a_safe_argument_becomes_a_safe_property(
    mapping: Mapping, name: str, safe: Value, entry: dict[str, Any]
) -> None:
    _, path = _place(entry)
    wanted = entry["safe"] if isinstance(entry["safe"], list) else [entry["safe"]]
    values = safe if isinstance(safe, list) and name != "bypass" else [safe]
    for value in values:
        found = dig(_made(mapping, name, value).body, path)
        assert found in wanted, (value, found)
    if isinstance(safe, bool):
        found = dig(_made(mapping, name, not safe).body, path)
        assert found not in wanted, (not safe, found)
        if "unsafe" in entry:
            unsafe = entry["unsafe"]
            assert found in (unsafe if isinstance(unsafe, list) else [unsafe])


def test_most_controls_are_held_against_values() -> None:
    """The test above says nothing if nothing is paired."""
    assert len(CASES) > 150
    assert len(VALUED) > 50
