"""Whole templates, read to the end and put together."""

from __future__ import annotations

import json
from typing import Any, Final

from fuzz.memory import MemoryTree
from ringfence.readers.arm.read import read_template, templates
from ringfence.readers.assembly import assemble
from ringfence.readers.options import Options

SCHEMA: Final = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"


def _template(**sections: Any) -> bytes:
    return json.dumps({"$schema": SCHEMA, "contentVersion": "1.0.0.0", **sections}).encode()


_STORE: Final = {
    "type": "Microsoft.Storage/storageAccounts",
    "apiVersion": "2023-05-01",
    "name": "[format('st{0}', copyIndex())]",
    "location": "[resourceGroup().location]",
    "copy": {"name": "stores", "count": 3},
    "condition": "[parameters('on')]",
    "identity": {"type": "SystemAssigned"},
    "properties": {"networkAcls": {"defaultAction": "Deny"}, "allowBlobPublicAccess": True},
    "resources": [
        {"type": "blobServices/containers", "name": "default/weights", "apiVersion": "1"}
    ],
}
_MODULE: Final = {
    "type": "Microsoft.Resources/deployments",
    "apiVersion": "2022-09-01",
    "name": "inner",
    "properties": {
        "mode": "Incremental",
        "expressionEvaluationOptions": {"scope": "inner"},
        "parameters": {"x": {"value": "[parameters('on')]"}},
        "template": {"$schema": SCHEMA, "contentVersion": "1", "resources": [], "outputs": {
            "o": {"type": "string", "value": "[parameters('x')]"}}},
    },
}  # fmt: skip
SEEDS: Final = (
    _template(parameters={"on": {"type": "bool"}}, resources=[_STORE, _MODULE]),
    _template(
        languageVersion="2.0",
        definitions={"t": {"type": "securestring"}},
        parameters={"on": {"$ref": "#/definitions/t"}},
        functions=[{"namespace": "n", "members": {"f": {"output": {"value": "[n.f()]"}}}}],
        resources={"store": {**_STORE, "existing": True}, "inner": _MODULE},
        outputs={"o": {"copy": {"count": 2, "input": "[copyIndex()]"}}},
    ),
    _template(variables={"copy": [{"name": "v", "count": "[length(variables('v'))]"}]}),
    b"// comment\n{ resources: [ }",
)


def check(data: bytes) -> None:
    """Read the bytes as the only template of a tree."""
    tree = MemoryTree({"main.json": data})
    for name in templates(tree, tree.files):
        assemble([read_template(tree, name, Options())])
