"""Expressions of the template language: parsed, and evaluated in a small template."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Final

from fuzz.memory import MemoryTree
from ringfence.readers.arm.deployment import Deployment
from ringfence.readers.arm.evaluating import resolve
from ringfence.readers.arm.scope import Level, context_scope
from ringfence.readers.arm.template import TemplateFile, Texts
from ringfence.readers.arm.world import World
from ringfence.syntax.arm import ExpressionError, parse

SEEDS: Final = (
    b"[concat('st', parameters('p'), variables('v').a[0])]",
    b"[map(range(0, 3), lambda('i', format('{0:D3}-{1}', lambdaVariables('i'), guid('x'))))]",
    b"[resourceId('s', 'g', 'Microsoft.Storage/storageAccounts/blobServices', 'a', 'default')]",
    b"[reference(resourceId('A.B/c', 'd'), '2020-01-01', 'Full').properties.e['f'][tryGet(null(), 1)]]",
    b"[if(equals(toLower(parameters('p')), 'x'), json('{\"a\":[1,2.5]}'), union(variables('v'), createObject('k', null())))]",
    b"[dateTimeAdd('2024-01-01T00:00:00Z', 'P1M', 'yyyy-MM-dd')]",
    b"[cidrSubnet(parseCidr('10.0.0.0/8').cidr, 24, 3)]",
    b"[[escaped]",
)
TEMPLATE: Final = json.dumps(
    {
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        "contentVersion": "1.0.0.0",
        "parameters": {"p": {"type": "string"}},
        "variables": {"v": {"a": [1, "two", {"three": 3}]}},
        "resources": [],
    }
).encode()


def check(data: bytes) -> None:
    """Parse and evaluate; whatever is wrong becomes an unknown value."""
    text = data.decode("utf-8", "replace")
    with suppress(ExpressionError):
        parse(text)
    tree = MemoryTree({"main.json": TEMPLATE})
    world = World(tree, "main.json", Texts(tree))
    file = TemplateFile(world.texts, "main.json")
    first = Deployment(world, file.body, (file, None), context_scope(Level.GROUP, "main.json"))
    resolve(text, first.frame, file, None)
