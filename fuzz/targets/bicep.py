"""Bicep text as a tree, for `.bicep` and `.bicepparam` alike."""

from __future__ import annotations

from typing import Final

from ringfence.syntax.bicep.parser import parse

SEEDS: Final = (
    b"""targetScope = 'resourceGroup'
@description('x')
@allowed(['a', 'b'])
param p string = 'a${1 + 2}-${q.?r[?0]!}'
@secure()
param s object?
var v = [for (x, i) in range(0, 3): { ...y, k: x > 1 ? 'a' : null ?? '''multi
line''' }]
type t = { *: string, a: 'b' | 'c' }[]
func f(a string) bool => contains(a, 'x') || !startsWith(a, 'y')
resource st 'Microsoft.Storage/storageAccounts@2023-05-01' = if (p == 'a') {
  name: 'st${uniqueString(resourceGroup().id)}'
  resource blob 'blobServices' existing = { name: 'default' }
}
resource many 'A.B/c@1' = [for n in v: if (n.k != '') { parent: st::blob, name: n.k }]
module m 'br/public:avm/x:1' = { scope: resourceGroup('g'), params: { a: map(v, e => e.k) } }
output o array = [for i in range(0, 2): many[i].id]
""",
    b"""using 'main.bicep' // comment
extends 'base.bicepparam'
import * as c from './c.bicep'
param a = readEnvironmentVariable('X', 'y')
param b = az.getSecret('s', 'g', 'v', 'n')
/* block */ var d = $'''${a}'''
""",
    b"resource x 'a' = {\n  a: [\n    'b' 'c'\n  ]\n",
    b"@sys.secure(\nparam\n",
)


def check(data: bytes) -> None:
    """Parse; every declaration and fault lies in the file."""
    text = data.decode("utf-8", "replace")
    file = parse("main.bicep", text)
    lines = text.count("\n") + 1
    for fault in file.faults:
        assert 0 <= file.line(fault.at) <= lines
