"""Bicep files with a module and a shared file, lowered, evaluated and put together."""

from __future__ import annotations

from typing import Final

from fuzz.memory import MemoryTree
from ringfence.readers.assembly import assemble
from ringfence.readers.bicep.read import read_bicep, roots
from ringfence.readers.options import Options

MODULE: Final = b"""param name string
param of object = {}
resource store 'Microsoft.Storage/storageAccounts@2023-01-01' = { name: name, tags: of }
output id string = store.id
"""
SHARED: Final = (
    b"@export()\nfunc named(x string) string => '${x}llm'\n@export()\nvar base = { a: 'b' }\n"
)
SEEDS: Final = (
    b"""import {named} from 's.bicep'
import * as s from 's.bicep'
param names array = ['a', 'b']
resource store 'Microsoft.Storage/storageAccounts@2023-01-01' = [for (n, i) in names: if (i > 0) {
  name: named('st${n}')
  ...s.base
  properties: { networkAcls: { ipRules: [for r in names: { value: r }] } }
  resource blob 'blobServices' = { name: 'default' }
}]
module m 'm.bicep' = [for n in names: { name: n, params: { name: n, of: store[1].?tags } }]
output o array = map(m, x => x.outputs.id)
""",
    b"""targetScope = 'subscription'
resource g 'Microsoft.Resources/resourceGroups@2021-04-01' existing = { name: 'g' }
module m 'm.bicep' = if (loadJsonContent('main.bicep').a == 1) {
  name: 'm'
  scope: g
  params: { name: uniqueString(g.id), of: { k: m2!.outputs.id[^1] } }
}
module m2 'm.bicep' = { name: 'm2', scope: resourceGroup('x'), params: { name: 'y' } }
""",
    b"resource a 'A.B/c@1' = { parent: a\n name: a.name, scope: a }\nvar b = [for x in b: x]\n",
)


def check(data: bytes) -> None:
    """Read the bytes as a file beside a module and a shared file."""
    tree = MemoryTree({"main.bicep": data, "m.bicep": MODULE, "s.bicep": SHARED})
    for name in roots(tree, tree.files)[0]:
        assemble([read_bicep(tree, name, Options())])
