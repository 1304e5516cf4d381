"""Templates written by hand, read in memory."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ringfence.model.resource import Resource
from ringfence.readers.arm.deployment import Deployment
from ringfence.readers.arm.read import read_template, templates
from ringfence.readers.arm.scope import Level, context_scope
from ringfence.readers.arm.template import TemplateFile, Texts
from ringfence.readers.arm.world import World
from ringfence.readers.harvest import Harvest
from ringfence.readers.options import Options
from ringfence.readers.tree import Tree

SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"
SCHEMAS = {
    "group": SCHEMA,
    "subscription": SCHEMA.replace("2019-04-01/deployment", "2018-05-01/subscriptionDeployment"),
    "management": SCHEMA.replace("deployment", "managementGroupDeployment"),
    "tenant": SCHEMA.replace("deployment", "tenantDeployment"),
}
PARAMETERS = SCHEMA.replace("deploymentTemplate", "deploymentParameters")
STORAGE = "Microsoft.Storage/storageAccounts"
DEPLOYMENTS = "Microsoft.Resources/deployments"
MAIN = "main.json"


class MemoryTree(Tree):
    """A tree whose files are texts."""

    __slots__ = ("contents",)

    def __init__(self, contents: dict[str, bytes]) -> None:
        super().__init__(Path("."), {name: Path(name) for name in contents})
        self.contents = contents

    def read(self, name: str) -> bytes:
        """Return the text of a file."""
        if name not in self.contents:
            return super().read(name)
        return self.contents[name]


def template(*resources: Any, level: str = "group", **sections: Any) -> dict[str, Any]:
    """Return a template with these resources (a single dict of them has symbolic names)."""
    listed: Any = list(resources)
    if len(resources) == 1 and "type" not in resources[0]:
        listed = resources[0]
        sections.setdefault("languageVersion", "2.0")
    return {
        "$schema": SCHEMAS[level],
        "contentVersion": "1.0.0.0",
        **sections,
        "resources": listed,
    }


def thing(type_: str, name: Any, **more: Any) -> dict[str, Any]:
    """Return a resource of a template."""
    return {"type": type_, "apiVersion": "2024-01-01", "name": name, **more}


def storage(name: Any = "st", **more: Any) -> dict[str, Any]:
    """Return a storage account of a template."""
    return thing(STORAGE, name, **{"location": "westeurope", **more})


def nested(
    name: str, inner: dict[str, Any], *, evaluated: str = "", parameters: Any = None, **more: Any
) -> dict[str, Any]:
    """Return a deployment of a template; `evaluated` is `inner` or `outer`."""
    properties: dict[str, Any] = {"mode": "Incremental", "template": inner}
    if evaluated:
        properties["expressionEvaluationOptions"] = {"scope": evaluated}
    if parameters is not None:
        properties["parameters"] = parameters
    return thing(DEPLOYMENTS, name, properties=properties, **more)


def values(**parameters: Any) -> dict[str, Any]:
    """Return the content of a parameter file."""
    return {
        "$schema": PARAMETERS,
        "contentVersion": "1.0.0.0",
        "parameters": {name: {"value": value} for name, value in parameters.items()},
    }


def tree_of(files: dict[str, Any]) -> MemoryTree:
    """Return a tree; objects are written as JSON."""
    return MemoryTree(
        {
            name: content
            if isinstance(content, bytes)
            else content.encode()
            if isinstance(content, str)
            else json.dumps(content, indent=1).encode()
            for name, content in files.items()
        }
    )


def read(body: Any, files: dict[str, Any] | None = None, options: Options | None = None) -> Harvest:
    """Return what the template `main.json` declares."""
    return read_template(tree_of({MAIN: body, **(files or {})}), MAIN, options or Options())


def roots(files: dict[str, Any]) -> list[str]:
    """Return which of the files are root templates."""
    tree = tree_of(files)
    return templates(tree, [name for name in files if "param" not in name])


def only(harvest: Harvest, type_: str = STORAGE) -> Resource:
    """Return the only resource of a type."""
    (found,) = (each for each in harvest.resources if each.kind == type_.lower())
    return found


def by_address(harvest: Harvest) -> dict[str, Resource]:
    """Return the resources by address."""
    return {each.address: each for each in harvest.resources}


def problems(harvest: Harvest) -> list[tuple[str, str]]:
    """Return what could not be read: (what, reason)."""
    return [(blind.what, blind.reason) for blind in harvest.blinds if not blind.inert]


def deployment(**sections: Any) -> Deployment:
    """Return a deployment to a resource group, to evaluate expressions in."""
    tree = tree_of({MAIN: template(**sections)})
    world = World(tree, MAIN, Texts(tree))
    file = TemplateFile(world.texts, MAIN)
    return Deployment(world, file.body, (file, None), context_scope(Level.GROUP, MAIN))
