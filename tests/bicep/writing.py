"""From a template to Bicep that deploys the same, in the ways in which people write it."""

from __future__ import annotations

import re
from typing import Any, Final

from ringfence.syntax.arm import Access, Call, Expression, Literal, is_expression, parse, unescaped

Json = dict[str, Any]
Files = dict[str, str]

_LEVELS: Final = {
    "subscriptionDeploymentTemplate": "subscription",
    "managementGroupDeploymentTemplate": "managementGroup",
    "tenantDeploymentTemplate": "tenant",
}
_PLAIN: Final = re.compile(r"[A-Za-z_]\w*")
_HEAD: Final = ("type", "apiVersion", "name", "scope", "resources", "dependsOn")


class Writer:
    """Writes one template. `nested` says how children are written: inside their parents, with
    `parent`, or with their whole names."""

    def __init__(self, template: Json, children: str, folder: str = "") -> None:
        self.template = template
        self.children = children
        self.folder = folder
        self.lines: list[str] = []
        self.files: Files = {}
        self.symbols: dict[tuple[str, str], str] = {}

    def files_of(self, name: str) -> Files:
        """Return the file and those of its modules."""
        level = next((v for k, v in _LEVELS.items() if k in self.template["$schema"]), "")
        if level:
            self.lines.append(f"targetScope = '{level}'")
        listed = self.template["resources"]
        for number, each in enumerate(listed):
            self.symbols[each["type"].lower(), str(each["name"]).lower()] = f"r{number}"
        for number, each in enumerate(listed):
            if each["type"].lower() == "microsoft.resources/deployments":
                self.module(each, number)
            elif self.children != "nested" or self.parent(each) is None:
                self.resource(each, "")
        self.files[self.folder + name] = "\n".join(self.lines) + "\n"
        return self.files

    def parent(self, resource: Json) -> Json | None:
        """Return the resource of the same file that one is a child of."""
        if "scope" in resource or self.children == "flat":
            return None
        kind = resource["type"].rpartition("/")[0]
        name = str(resource["name"]).rpartition("/")[0]
        return next(
            (
                each
                for each in self.template["resources"]
                if (each["type"].lower(), str(each["name"]).lower()) == (kind.lower(), name.lower())
                and "scope" not in each
            ),
            None,
        )

    def symbol(self, resource: Json) -> str:
        return self.symbols[resource["type"].lower(), str(resource["name"]).lower()]

    def resource(self, resource: Json, indent: str) -> None:
        """Write a resource, and what is nested in it."""
        parent = self.parent(resource)
        type_, name = resource["type"], resource["name"]
        if indent:
            type_ = type_.rpartition("/")[2]
        self.lines.append(
            f"{indent}resource {self.symbol(resource)} '{type_}@{resource['apiVersion']}' = {{"
        )
        inner = indent + "  "
        if parent is not None:
            name = name.rpartition("/")[2]
            if self.children == "parent":
                self.lines.append(f"{inner}parent: {self.symbol(parent)}")
        self.lines.append(f"{inner}name: {written(name)}")
        if "scope" in resource:
            self.lines.append(f"{inner}scope: {self.scope(resource['scope'])}")
        for key, value in resource.items():
            if key not in _HEAD:
                self.lines.append(f"{inner}{key_of(key)}: {written(value, inner)}")
        if self.children == "nested":
            for each in self.template["resources"]:
                if self.parent(each) is resource:
                    self.resource(each, inner)
        self.lines.append(f"{indent}}}")

    def scope(self, scope: str) -> str:
        """Return a scope: the resource of this file, an existing one, or the id."""
        tail = scope.rpartition("/providers/")[2]
        namespace, *steps = tail.split("/")
        key = ("/".join([namespace, *steps[::2]]).lower(), "/".join(steps[1::2]).lower())
        if self.children == "flat":
            return self.symbols.get(key) or written(scope)
        return written(scope)

    def module(self, deployment: Json, number: int) -> None:
        """Write a module and its file."""
        inner = Writer(deployment["properties"]["template"], self.children, "modules/")
        name = f"m{number}.bicep"
        self.files |= inner.files_of(name)
        subscription, group = deployment.get("subscriptionId"), deployment.get("resourceGroup")
        if group is not None:
            scope = f"resourceGroup({written(subscription)}, {written(group)})"
        else:
            scope = f"subscription({written(subscription)})"
        self.lines += [
            f"module r{number} 'modules/{name}' = {{",
            f"  name: {written(deployment['name'])}",
            f"  scope: {scope}",
            "}",
        ]


def written(value: Any, indent: str = "") -> str:
    """Return a value of a template as Bicep."""
    if isinstance(value, str):
        return expression(parse(value)) if is_expression(value) else quoted(unescaped(value))
    if isinstance(value, dict):
        inner = indent + "  "
        lines = [f"{inner}{key_of(key)}: {written(each, inner)}" for key, each in value.items()]
        return "\n".join(["{", *lines, indent + "}"])
    if isinstance(value, list):
        inner = indent + "  "
        lines = [f"{inner}{written(each, inner)}" for each in value]
        return "\n".join(["[", *lines, indent + "]"])
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else str(value)


def key_of(key: str) -> str:
    if is_expression(key):
        return f"'${{{expression(parse(key))}}}'"
    return key if _PLAIN.fullmatch(key) else quoted(key)


def quoted(text: str) -> str:
    for plain, escaped in (("\\", "\\\\"), ("'", "\\'"), ("${", "\\${"), ("\n", "\\n"),
                           ("\r", "\\r"), ("\t", "\\t")):  # fmt: skip
        text = text.replace(plain, escaped)
    return f"'{text}'"


def expression(tree: Expression) -> str:
    """Return an expression of templates as one of Bicep: texts are joined by interpolation."""
    if isinstance(tree, Literal):
        return quoted(tree.value) if isinstance(tree.value, str) else str(tree.value)
    if isinstance(tree, Access):
        if isinstance(tree.key, Literal) and isinstance(tree.key.value, str):
            return f"{expression(tree.base)}.{tree.key.value}"
        return f"{expression(tree.base)}[{expression(tree.key)}]"
    assert isinstance(tree, Call)
    if tree.name == "concat":
        parts = [
            quoted(str(each.value))[1:-1]
            if isinstance(each, Literal)
            else f"${{{expression(each)}}}"
            for each in tree.arguments
        ]
        return f"'{''.join(parts)}'"
    return f"{tree.name}({', '.join(map(expression, tree.arguments))})"


def bicep_of(template: Json, children: str) -> Files:
    """Return the files of a template as Bicep; `children` is `flat`, `parent` or `nested`."""
    return Writer(template, children).files_of("main.bicep")
