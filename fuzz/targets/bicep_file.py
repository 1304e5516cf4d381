"""A Bicep root with a module and a parameter file: lowered, evaluated and put together."""

from __future__ import annotations

from typing import Final

from fuzz.memory import MemoryTree
from ringfence.readers.assembly import assemble
from ringfence.readers.bicep.params import params_of
from ringfence.readers.bicep.read import read_bicep, roots
from ringfence.readers.options import Options

MARK: Final = b"//---//"
"""What stands between the root, the module and the parameter file."""

SEEDS: Final = (
    b"""param p string = 'a'
param many array
module m 'm.bicep' = [for (x, i) in many: if (p == 'a') { name: 'm${i}', params: { q: x.?n ?? p } }]
resource st 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'st${uniqueString(p)}'
  properties: { ...m[0].outputs.o, networkAcls: { defaultAction: 'Deny' } }
  resource blob 'blobServices' = { name: 'default' }
}
resource c 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = {
  parent: st::blob
  name: 'weights'
}
output ids array = [for i in range(0, 2): st.id]
//---//
param q string
@secure()
param s string = newGuid()
func f(a string) object => { k: toLower(a) }
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' existing = { name: q, scope: resourceGroup('g') }
output o object = f(kv.properties.vaultUri)
//---//
using 'main.bicep'
param many = [for n in ['a', 'b']: { n: n }]
param p = readEnvironmentVariable('P', 'b')
""",
    b"""targetScope = 'subscription'
resource rg 'Microsoft.Resources/resourceGroups@2022-09-01' = { name: 'g', location: 'westeurope' }
module m 'm.bicep' = { scope: rg, name: 'm' }
module r 'br/public:avm/x:1' = { name: 'r' }
//---//
import { t } from 'main.bicep'
resource x 'A.B/c@1' = { name: loadTextContent('main.bicep') }
//---//
using 'm.bicep'
extends 'main.bicepparam'
""",
)


def check(data: bytes) -> None:
    """Read the three files that the bytes hold as one tree."""
    main, _, rest = data.partition(MARK)
    module, _, params = rest.partition(MARK)
    tree = MemoryTree({"main.bicep": main, "m.bicep": module, "main.bicepparam": params})
    found, _ = roots(tree, ["main.bicep", "m.bicep"])
    params_of(tree)
    for name in found:
        assemble([read_bicep(tree, name, Options())])
