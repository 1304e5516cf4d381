"""From configuration to the JSON that `terraform show -json` prints of a plan to create it all.

Values come from the reader of configuration, with every attribute that a provider computes left
unknown, as in a real plan. What the JSON says of the configuration (references without their
expressions, no locals, no `dynamic` blocks) is written as Terraform's package jsonconfig does.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

from ringfence.model.facts import MAYBE, Unknown, Value
from ringfence.model.symbols import CLOSE, OPEN, context, symbol
from ringfence.readers.options import Options
from ringfence.readers.terraform.answers import Answering
from ringfence.readers.terraform.blocks import META, META_BLOCKS
from ringfence.readers.terraform.computed import COMPUTED
from ringfence.readers.terraform.declared import Declared
from ringfence.readers.terraform.evaluation.values import Datum
from ringfence.readers.terraform.folder import Folder, Site
from ringfence.readers.terraform.module import Module
from ringfence.readers.terraform.project import Project, dotted
from ringfence.readers.terraform.run import Run
from ringfence.readers.tree import Tree
from ringfence.syntax.hcl import tree as hcl

Json = dict[str, Any]

CONTEXT: Final = {
    "subscription": "11111111-1111-4111-8111-111111111111",
    "tenant": "22222222-2222-4222-8222-222222222222",
    "deployer": "33333333-3333-4333-8333-333333333333",
    "client id of the deployer": "44444444-4444-4444-8444-444444444444",
    "workspace": "default",
}
AS_ATTRIBUTES: Final = {
    "azurerm_network_security_group": {"security_rule"},
    "azurerm_route_table": {"route"},
    "azurerm_virtual_network": {"subnet"},
    "azurerm_key_vault": {"access_policy"},
    "azurerm_container_registry": {"network_rule_set"},
    "azurerm_eventhub_namespace": {"network_rulesets"},
}
"""Blocks that the provider declares as attributes: how they were written is in no plan."""


def plan_of(folder: Path, **variables: str) -> str:
    """Return the plan of the configuration in a folder."""
    tree = Tree.at(folder)
    run = Run(Project(tree), ".", Options(variables))
    with patch.object(Answering, "computed", _computed):
        declared = list(_instances(run.module))
        given = {
            name: {"value": _plain(run.module.variable(name))}
            for name in run.module.folder.variables
        }
    modules = _Modules()
    changes = []
    for module, block, key, instance in declared:
        if instance.mode == "data":
            modules.add(module, _state(block, key, instance, {}), prior=True)
            continue
        values, unknown = _values(instance)
        modules.add(module, _state(block, key, instance, values))
        changes.append(_change(module, block, key, instance, unknown))
    made = {
        "format_version": "1.2",
        "terraform_version": "1.11.4",
        "variables": given,
        "planned_values": {"root_module": modules.planned("")},
        "resource_changes": changes,
        "prior_state": {
            "format_version": "1.0",
            "terraform_version": "1.11.4",
            "values": {"root_module": modules.prior("")},
        },
        "configuration": _configuration(run),
        "errored": False,
    }
    return json.dumps(made)


def _computed(self: Answering, path: str) -> Datum:
    """Every attribute that the provider computes is unknown; what was looked up is known."""
    if self.mode == "data":
        return self._looked_up(path)
    return symbol(f"{self.address}.{path}", self.root)


# Values


def _instances(
    module: Module,
) -> Iterator[tuple[Module, tuple[str, str, str], int | str | None, Declared]]:
    for block in module.blocks():
        name = block.site.block.labels[1]
        for instance, declared in zip(block.instances, block.declared(), strict=True):
            key: Any = None
            for each in (instance.frame.each_key, instance.frame.count_index):
                if isinstance(each, str | int):
                    key = each
            yield module, (block.mode, block.type, name), key, declared
    for child in module.children():
        yield from _instances(child)


class _Modules:
    """The instances by the address of their module."""

    def __init__(self) -> None:
        self.known: dict[bool, dict[str, list[Json]]] = {False: {}, True: {}}
        self.parents: dict[str, str] = {}

    def add(self, module: Module, state: Json, *, prior: bool = False) -> None:
        self.known[prior].setdefault(module.address, []).append(state)
        here: Module | None = module
        while here is not None and here.parent is not None:
            self.parents[here.address] = here.parent.address
            here = here.parent

    def planned(self, address: str, *, prior: bool = False) -> Json:
        children = [
            self.planned(child, prior=prior)
            for child, parent in self.parents.items()
            if parent == address
        ]
        made: Json = {}
        if address:
            made["address"] = address
        if resources := self.known[prior].get(address):
            made["resources"] = resources
        if children := [child for child in children if len(child) > 1]:
            made["child_modules"] = children
        return made

    def prior(self, address: str) -> Json:
        return self.planned(address, prior=True)


def _state(
    block: tuple[str, str, str], key: int | str | None, instance: Declared, values: Json
) -> Json:
    mode, type_, name = block
    if mode == "data":
        values = {n: v for n, v in _values(instance)[0].items() if v is not None}
        values |= _LOOKED_UP.get(type_, {})
        if instance.id and OPEN not in instance.id:
            values["id"] = instance.id
    return {
        "address": instance.address,
        "mode": mode,
        "type": type_,
        "name": name,
        **({"index": key} if key is not None else {}),
        "provider_name": f"registry.terraform.io/hashicorp/{type_.partition('_')[0]}",
        "schema_version": 0,
        "values": values,
        "sensitive_values": {},
    }


_LOOKED_UP: Final[dict[str, Json]] = {
    "azurerm_client_config": {
        "id": "client",
        "subscription_id": CONTEXT["subscription"],
        "tenant_id": CONTEXT["tenant"],
        "object_id": CONTEXT["deployer"],
        "client_id": CONTEXT["client id of the deployer"],
    },
    "azurerm_subscription": {
        "id": f"/subscriptions/{CONTEXT['subscription']}",
        "subscription_id": CONTEXT["subscription"],
        "tenant_id": CONTEXT["tenant"],
    },
}


def _change(
    module: Module,
    block: tuple[str, str, str],
    key: int | str | None,
    instance: Declared,
    unknown: Json,
) -> Json:
    mode, type_, name = block
    return {
        "address": instance.address,
        **({"module_address": module.address} if module.address else {}),
        "mode": mode,
        "type": type_,
        "name": name,
        **({"index": key} if key is not None else {}),
        "change": {"actions": ["create"], "before": None, "after_unknown": unknown},
    }


def _values(instance: Declared) -> tuple[Json, Json]:
    """Return what is known of an instance, and which parts are not."""
    values: Json = {}
    unknown: Json = {"id": True}
    computed = COMPUTED.get(instance.type, frozenset())
    for name in computed:
        if "." not in name and instance.arguments.get(name) is None:
            unknown[name] = True
    for name, value in instance.arguments.items():
        if name == "provisioner":
            continue
        known, hidden = _split(value)
        if hidden is not True:
            values[name] = known
        if hidden:
            unknown[name] = hidden
    return values, unknown


def _split(value: Value) -> tuple[Any, Any]:
    """Return what is known of a value, and what is not: True, or the shape with True in it."""
    if isinstance(value, Unknown):
        return None, True
    if isinstance(value, str):
        plain = _plain(value)
        return (None, True) if OPEN in plain else (plain, False)
    if isinstance(value, list):
        parts = [_split(each) for each in value]
        hidden = [each for _, each in parts]
        return [each for each, _ in parts], hidden if any(hidden) else False
    if isinstance(value, dict):
        assert MAYBE not in value
        split = {name: _split(each) for name, each in value.items()}
        hidden_in = {name: each for name, (_, each) in split.items() if each}
        known = {n: each for n, (each, hidden_part) in split.items() if hidden_part is not True}
        return known, hidden_in or False
    return value, False


def _plain(value: Any) -> Any:
    """Replace what the context decides by what a plan would show."""
    if isinstance(value, str):
        for name, literal in CONTEXT.items():
            start = context(name, ".")
            value = value.replace(start, literal)
        return value
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return None if isinstance(value, Unknown) else value


# Configuration


def _configuration(run: Run) -> Json:
    providers: Json = {}
    for key, site in run.module.folder.providers.items():
        name = key.partition(".")[0]
        providers[key] = {
            "name": name,
            "full_name": f"registry.terraform.io/hashicorp/{name}",
            "expressions": _body(site.block.body, ""),
        }
        if "." in key:
            providers[key]["alias"] = key.partition(".")[2]
    for name, constraints in run.module.folder.constraints.items():
        providers.setdefault(name, {"name": name})["version_constraint"] = ", ".join(constraints)
    return {"provider_config": providers, "root_module": _module(run, run.module.folder)}


def _module(run: Run, folder: Folder) -> Json:
    made: Json = {}
    if folder.outputs:
        made["outputs"] = {
            name: {"expression": expression(site.block.body.attributes["value"].value)}
            for name, site in folder.outputs.items()
        }
    if folder.resources:
        made["resources"] = [
            _resource(mode, type_, name, site)
            for (mode, type_, name), site in folder.resources.items()
        ]
    if folder.calls:
        made["module_calls"] = {
            name: _module_call(run, folder, site) for name, site in folder.calls.items()
        }
    if folder.variables:
        made["variables"] = {
            name: {
                key: getattr(attribute.value, "value", None)
                for key, attribute in site.block.body.attributes.items()
                if key == "default" and isinstance(attribute.value, hcl.Literal)
            }
            for name, site in folder.variables.items()
        }
    return made


def _module_call(run: Run, folder: Folder, site: Site) -> Json:
    attributes = site.block.body.attributes
    source = attributes["source"].value
    assert isinstance(source, hcl.Literal)
    path = str((Path(folder.path) / str(source.value)).as_posix())
    import posixpath

    inner = run.project.folder(posixpath.normpath(path))
    return {
        "source": source.value,
        "expressions": {
            name: expression(attribute.value)
            for name, attribute in attributes.items()
            if name not in META and name not in ("source", "version")
        },
        "module": _module(run, inner),
        **_meta(attributes),
    }


def _meta(attributes: dict[str, hcl.Attribute]) -> Json:
    return {
        f"{name}_expression": expression(attributes[name].value)
        for name in ("count", "for_each")
        if name in attributes
    }


def _resource(mode: str, type_: str, name: str, site: Site) -> Json:
    body = site.block.body
    provider = type_.partition("_")[0]
    if "provider" in body.attributes:
        provider = dotted(body.attributes["provider"].value)
    return {
        "address": f"{'data.' if mode == 'data' else ''}{type_}.{name}",
        "mode": mode,
        "type": type_,
        "name": name,
        "provider_config_key": provider,
        "expressions": _body(body, type_),
        "schema_version": 0,
        **_meta(body.attributes),
    }


def _body(body: hcl.Body, type_: str) -> Json:
    """Return the expressions of a body; `dynamic` blocks are left out."""
    made: Json = {
        name: expression(attribute.value)
        for name, attribute in body.attributes.items()
        if name not in META
    }
    for block in body.blocks:
        if block.type in META_BLOCKS | {"dynamic", "provisioner"}:
            continue
        if block.type not in AS_ATTRIBUTES.get(type_, ()):
            made.setdefault(block.type, []).append(_body(block.body, ""))
    return made


def expression(node: hcl.Expression) -> Json:
    """Return what a plan says of an expression: its constant value, or what it refers to."""
    try:
        return {"constant_value": _constant(node)}
    except ValueError:
        found: dict[str, None] = {}
        for each in _references(node, frozenset()):
            found |= dict.fromkeys(each)
        return {"references": list(found)} if found else {}


def _constant(node: hcl.Expression) -> Any:
    if isinstance(node, hcl.Literal):
        return node.value
    if isinstance(node, hcl.TupleOf):
        return [_constant(each) for each in node.items]
    if isinstance(node, hcl.ObjectOf):
        return {str(_constant(key)): _constant(each) for key, each in node.items}
    if isinstance(node, hcl.Unary) and isinstance(node.of, hcl.Literal):
        return -node.of.value if node.operator == "-" else not node.of.value  # type: ignore[operator]  # a number
    raise ValueError


def _references(node: Any, bound: frozenset[str]) -> Iterator[list[str]]:
    """Yield every reference with its beginnings, from the farthest to the nearest."""
    if isinstance(node, hcl.Attr | hcl.Index | hcl.Name):
        steps = _steps(node)
        if steps is not None:
            if steps[0] not in bound and len(steps) > 1:
                yield _listed(steps)
            return
        if isinstance(node, hcl.Index):
            yield from _references(node.of, bound)
            yield from _references(node.key, bound)
        elif isinstance(node, hcl.Attr):
            yield from _references(node.of, bound)
        return
    if isinstance(node, hcl.ForTuple | hcl.ForObject | hcl.TemplateFor):
        yield from _references(node.collection, bound)
        inner = bound | {node.key, node.value}
        for part in ("result", "name", "condition", "body"):
            if getattr(node, part, None) is not None:
                yield from _references(getattr(node, part), inner)
        return
    for part in getattr(node, "__slots__", ()):
        value = getattr(node, part)
        for each in value if isinstance(value, tuple) else (value,):
            for one in each if isinstance(each, tuple) else (each,):
                if hasattr(one, "__slots__"):
                    yield from _references(one, bound)


def _steps(node: hcl.Expression) -> list[str] | None:
    """Return a traversal as `["azurerm_x", ".y", "[0]", ".id"]`, None if it is none."""
    if isinstance(node, hcl.Name):
        return [node.name]
    if isinstance(node, hcl.Attr):
        above = _steps(node.of)
        return None if above is None else [*above, f".{node.name}"]
    if isinstance(node, hcl.Index) and isinstance(node.key, hcl.Literal):
        above = _steps(node.of)
        key = node.key.value
        shown = json.dumps(key) if isinstance(key, str) else str(key)
        return None if above is None else [*above, f"[{shown}]"]
    return None


def _listed(steps: list[str]) -> list[str]:
    """Return a reference and its beginnings down to what it is about."""
    head = steps[0]
    if head in ("var", "local", "each", "count", "path", "terraform", "self"):
        subject = 1 if head == "self" else 2
        ends = range(len(steps), subject - 1, -1)
        return ["".join(steps[:end]) for end in ends]
    subject = 3 if head == "data" else 2
    keyed = len(steps) > subject and steps[subject].startswith("[")
    if head == "module":
        # module.m["k"].output is one thing; after it comes the call itself.
        output = subject + keyed
        ends_at = [*range(len(steps), output, -1)] or [len(steps)]
        named = ["".join(steps[:end]) for end in ends_at]
        call = "".join(steps[:output])
        return [*named, call] if call not in named else named
    instance = subject + keyed
    made = ["".join(steps[:end]) for end in range(len(steps), instance - 1, -1)]
    return [*made, "".join(steps[:subject])] if keyed else made


_ = CLOSE
