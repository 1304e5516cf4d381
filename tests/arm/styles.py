"""Ways in which people write the same template. Each takes one and returns the files of a tree."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, Final

from tests.arm.reading import PARAMETERS

Json = dict[str, Any]
Files = dict[str, Any]

_FIXED: Final = frozenset({"type", "apiVersion", "name", "resources"})


def templates(template: Json) -> Iterator[Json]:
    """Yield a template and those nested in it."""
    nested = [r for r in template["resources"] if is_deployment(r)]
    yield template
    for each in nested:
        yield from templates(each["properties"]["template"])


def is_deployment(resource: Json) -> bool:
    """Tell whether a resource deploys another template."""
    return str(resource["type"]).lower() == "microsoft.resources/deployments"


def as_written(template: Json) -> Files:
    """Everything literal, every child a resource of its own."""
    return {"main.json": template}


def children_inside(template: Json) -> Files:
    """Children in the `resources` of their parent, under their short type and name."""
    for each in templates(template):
        by_name = {(r["type"].lower(), r["name"].lower()): r for r in each["resources"]}
        kept = []
        for resource in each["resources"]:
            above, _, kind = resource["type"].rpartition("/")
            outer, _, name = resource["name"].rpartition("/")
            parent = by_name.get((above.lower(), outer.lower()))
            if parent is None or "scope" in resource:
                kept.append(resource)
            else:
                resource |= {"type": kind, "name": name}
                parent.setdefault("resources", []).append(resource)
        each["resources"] = kept
    return {"main.json": template}


def extensions_by_type(template: Json) -> Files:
    """Extensions as `A.B/c/providers/d` instead of by `scope`."""
    for each in templates(template):
        for resource in each["resources"]:
            scope = str(resource.get("scope", ""))
            if not scope.startswith("/subscriptions/") or scope.lower().count("/providers/") != 1:
                continue
            namespace, *steps = scope.rpartition("/providers/")[2].split("/")
            own, _, kind = resource["type"].partition("/")
            head = "/".join([*steps[1::2], own])
            name = resource["name"]
            resource["type"] = "/".join([namespace, *steps[::2], "providers", kind])
            resource["name"] = (
                f"[concat('{head}/', {name[1:-1]})]" if name[:1] == "[" else f"{head}/{name}"
            )
            del resource["scope"]
    return {"main.json": template}


def subnets_inside(template: Json) -> Files:
    """Subnets and peerings as properties of their network."""
    kinds = {"subnets": "subnets", "virtualnetworkpeerings": "virtualNetworkPeerings"}
    for each in templates(template):
        networks = {
            r["name"].lower(): r
            for r in each["resources"]
            if r["type"].lower() == "microsoft.network/virtualnetworks"
        }
        kept = []
        for resource in each["resources"]:
            outer, _, name = resource["name"].rpartition("/")
            kind = kinds.get(resource["type"].lower().rpartition("/")[2])
            network = networks.get(outer.lower())
            if kind is None or network is None:
                kept.append(resource)
            else:
                body = {"name": name, "properties": resource.get("properties", {})}
                network.setdefault("properties", {}).setdefault(kind, []).append(body)
        each["resources"] = kept
    return {"main.json": template}


def _replaced(value: Any, take: Callable[[Any], str | None]) -> Any:
    """Return a value whose literals are what `take` makes of them."""
    if isinstance(value, dict):
        return {key: _replaced(each, take) for key, each in value.items()}
    if isinstance(value, list):
        return [_replaced(each, take) for each in value]
    made = take(value)
    return value if made is None else made


class _Parameters:
    """Takes literals out of a template into parameters."""

    def __init__(self) -> None:
        self.made: Json = {}

    def take(self, value: Any) -> str | None:
        kinds: dict[type, str] = {bool: "bool", int: "int", str: "string"}
        kind = kinds.get(type(value))
        if kind is None or (isinstance(value, str) and value[:1] == "["):
            return None
        name = f"p{len(self.made)}"
        self.made[name] = {"type": kind, "defaultValue": value}
        return f"[parameters('{name}')]"


def by_parameters(template: Json) -> Files:
    """Every literal a parameter with a default."""
    for each in templates(template):
        parameters = _Parameters()
        each["resources"] = [
            resource
            if is_deployment(resource)
            else {
                key: value if key in ("type", "apiVersion") else _replaced(value, parameters.take)
                for key, value in resource.items()
            }
            for resource in each["resources"]
        ]
        each["parameters"] = parameters.made
    return {"main.json": template}


def by_parameter_file(template: Json) -> Files:
    """Every literal a parameter, passed on to nested templates, with its value in a file."""
    by_parameters(template)
    for index, resource in enumerate(template["resources"]):
        if is_deployment(resource):
            inner = resource["properties"]["template"]["parameters"]
            passed = resource["properties"]["parameters"] = {}
            for name, parameter in inner.items():
                template["parameters"][f"x{index}{name}"] = dict(parameter)
                passed[name.upper()] = {"value": f"[parameters('x{index}{name}')]"}
                del parameter["defaultValue"]
    values = {
        name: {"value": parameter.pop("defaultValue")}
        for name, parameter in template["parameters"].items()
    }
    file = {"$schema": PARAMETERS, "contentVersion": "1.0.0.0", "parameters": values}
    return {"main.json": template, "main.parameters.json": file}


def by_variables(template: Json) -> Files:
    """What a resource is made of in a variable of its own."""
    for each in templates(template):
        variables = each["variables"] = {}
        for index, resource in enumerate(each["resources"]):
            if is_deployment(resource) or "reference(" in json.dumps(resource):
                continue
            taken = {key: resource[key] for key in resource if key not in ("type", "apiVersion")}
            variables[f"v{index}"] = taken
            resource |= {key: f"[variables('v{index}').{key}]" for key in taken}
    return {"main.json": template}


def by_loops(template: Json) -> Files:
    """All resources of one type and shape in one loop over an array."""
    for each in templates(template):
        shapes: dict[tuple[str, ...], list[Json]] = {}
        kept = each["parameters"] = {}
        looped: list[Json] = []
        for resource in each["resources"]:
            if is_deployment(resource) or '"[' in json.dumps(resource):
                looped.append(resource)
            else:
                shapes.setdefault((resource["type"], *resource), []).append(resource)
        for index, ((type_, *keys), alike) in enumerate(shapes.items()):
            kept[f"a{index}"] = {"type": "array", "defaultValue": alike}
            element = f"parameters('a{index}')[copyIndex()]"
            looped.append(
                {
                    **{key: f"[{element}.{key}]" for key in keys},
                    "type": type_,
                    "apiVersion": alike[0]["apiVersion"],
                    "copy": {"name": f"c{index}", "count": f"[length(parameters('a{index}'))]"},
                }
            )
        each["resources"] = looped
    return {"main.json": template}


def linked(template: Json) -> Files:
    """Nested templates in files of their own."""
    files: Files = {"main.json": template}
    for index, resource in enumerate(template["resources"]):
        if is_deployment(resource):
            name = f"nested/n{index}.json"
            files[name] = resource["properties"].pop("template")
            resource["properties"]["templateLink"] = {"relativePath": name}
    return files


def outer_scope(template: Json) -> Files:
    """Nested templates whose expressions the outer one evaluates."""
    for resource in template["resources"]:
        if is_deployment(resource):
            del resource["properties"]["expressionEvaluationOptions"]
    return {"main.json": template}


def symbolic_names(template: Json) -> Files:
    """Resources as an object, each under a name."""
    for each in list(templates(template)):
        each["languageVersion"] = "2.0"
        each["resources"] = {f"r{i}": resource for i, resource in enumerate(each["resources"])}
    return {"main.json": template}


def odd_casing(template: Json) -> Files:
    """Types and the names of members in other cases than documented."""
    for each in list(templates(template)):
        for resource in each["resources"]:
            kind = resource.pop("type")
            resource["Type"] = kind.lower() if "deployments" in kind.lower() else kind.upper()
            resource["Name"] = resource.pop("name")
    text = json.dumps(template).replace("concat(", "Concat(").replace("reference(", "REFERENCE(")
    return {"main.json": text}


def commented(template: Json) -> Files:
    """A template with comments."""
    text = json.dumps(template, indent=2).replace(
        '"resources": [', '"resources": [ // all "of" it\n'
    )
    return {"main.jsonc": f'/* a "template" */\n{text}'}


STYLES: Final[tuple[Callable[[Json], Files], ...]] = (
    as_written,
    children_inside,
    extensions_by_type,
    subnets_inside,
    by_parameters,
    by_parameter_file,
    by_variables,
    by_loops,
    linked,
    outer_scope,
    symbolic_names,
    odd_casing,
    commented,
)
