"""What a Bicep file declares, form by form."""

from __future__ import annotations

from ringfence.model.facts import Unknown
from ringfence.model.resource import dig
from ringfence.model.symbols import show
from tests.bicep.reading import resources

STORE = "Microsoft.Storage/storageAccounts@2023-01-01"
HERE = "/subscriptions/<subscription>/resourceGroups/<resourceGroup>"


def test_children_by_nesting_and_by_parent_are_the_same() -> None:
    nested = f"""
resource store '{STORE}' = {{
  name: 'st'
  resource blob 'blobServices' = {{
    name: 'default'
    resource box 'containers' = {{ name: 'weights' }}
  }}
}}
"""
    apart = f"""
resource box 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-01-01' = {{
  parent: blob
  name: 'weights'
}}
resource blob 'Microsoft.Storage/storageAccounts/blobServices@2023-01-01' = {{
  parent: store
  name: 'default'
}}
resource store '{STORE}' = {{ name: 'st' }}
"""
    inside, beside = resources(nested), resources(apart)
    assert {show(each.id) for each in inside.values()} == {show(e.id) for e in beside.values()}
    assert set(inside) == {"store", "store::blob", "store::blob::box"}
    assert show(inside["store::blob::box"].id) == (
        f"{HERE}/providers/Microsoft.Storage/storageAccounts/st/blobServices/default"
        "/containers/weights"
    )


def test_loops_conditions_and_addresses() -> None:
    made = resources(
        f"""
param names array = ['a', 'b', 'c']
resource store '{STORE}' = [for (n, i) in names: if (n != 'b') {{
  name: 'st${{n}}'
  tags: {{ number: i }}
  properties: {{
    networkAcls: {{ ipRules: [for j in range(0, i): {{ value: '10.0.0.${{j}}' }}] }}
  }}
}}]
output last string = store[2].id
"""
    )
    assert set(made) == {"store[0]", "store[2]"}
    assert made["store[2]"].name == "stc"
    assert dig(made["store[2]"].body, "tags.number") == 2
    assert made["store[2]"].body["properties"] == {
        "networkAcls": {"ipRules": [{"value": "10.0.0.0"}, {"value": "10.0.0.1"}]}
    }


def test_modules_give_and_take_values() -> None:
    made = resources(
        """
module boxes 'modules/box.bicep' = [for name in ['a', 'b']: {
  name: 'm-${name}'
  params: { account: name }
}]
module last 'modules/box.bicep' = {
  params: { account: 'c', of: boxes[1].outputs.id }
}
""",
        modules__box=f"""
param account string
param of string = 'none'
resource store '{STORE}' = {{ name: account, tags: {{ of: of }} }}
output id string = store.properties.primaryEndpoints.blob
""",
    )
    assert set(made) == {"boxes[0].store", "boxes[1].store", "last.store"}
    assert dig(made["last.store"].body, "tags.of") == "https://b.blob.core.windows.net/"


def test_imports_functions_and_variables_of_another_file() -> None:
    made = resources(
        f"""
import {{named, base as common}} from 'lib/shared.bicep'
import * as shared from 'lib/shared.bicep'
func twice(x string) string => named(named(x))
resource store '{STORE}' = {{
  name: twice('st')
  sku: {{ name: common.sku }}
  tags: shared.tagged('t')
}}
""",
        lib__shared="""
var ending = 'llm'
@export()
func named(x string) string => '${x}${ending}'
@export()
func tagged(x string) object => { model: named(x) }
@export()
var base = { sku: 'Standard_LRS' }
""",
    )
    assert made["store"].name == "stllmllm"
    assert made["store"].body == {"sku": {"name": "Standard_LRS"}, "tags": {"model": "tllm"}}


def test_spread_safe_access_and_defaults() -> None:
    made = resources(
        f"""
param given object = {{ a: {{ b: 'x' }} }}
var base = {{ kind: 'StorageV2', tags: {{ one: '1', two: '2' }} }}
resource store '{STORE}' = {{
  name: 'st'
  ...base
  tags: {{
    ...base.tags
    two: given.?a.b ?? 'none'
    three: given.?no.such.thing ?? 'none'
    four: [...split('a,b', ','), 'c'][^1]
    five: [1][?7] ?? 'none'
  }}
}}
"""
    )
    assert made["store"].body["kind"] == "StorageV2"
    assert made["store"].body["tags"] == {
        "one": "1", "two": "x", "three": "none", "four": "c", "five": "none"
    }  # fmt: skip


def test_an_existing_resource_is_one_with_the_declared_one_and_unknown_otherwise() -> None:
    made = resources(
        f"""
resource far '{STORE}' existing = {{
  name: 'far'
  scope: resourceGroup('other')
}}
resource box 'Microsoft.Storage/storageAccounts/blobServices@2023-01-01' existing = {{
  parent: far
  name: 'default'
}}
output x string = box.id
"""
    )
    assert show(made["box"].id) == (
        "/subscriptions/<subscription>/resourceGroups/other/providers/Microsoft.Storage"
        "/storageAccounts/far/blobServices/default"
    )
    assert isinstance(made["far"].external, Unknown)


def test_parts_of_a_network_have_ids() -> None:
    made = resources(
        """
resource net 'Microsoft.Network/virtualNetworks@2023-01-01' = {
  name: 'net'
  properties: {
    subnets: [
      { name: 'a', properties: { addressPrefix: '10.0.0.0/24' } }
      { name: 'b', properties: { addressPrefix: '10.0.1.0/24' } }
    ]
  }
}
resource card 'Microsoft.Network/networkInterfaces@2023-01-01' = {
  name: 'card'
  tags: {
    second: net.properties.subnets[1].id
    named: first(filter(net.properties.subnets, s => s.name == 'a'))!.id
  }
}
"""
    )
    net = made["net"].id
    assert made["card"].body["tags"] == {
        "second": f"{net}/subnets/b",
        "named": f"{net}/subnets/a",
    }


def test_safe_access_to_what_may_not_be_deployed() -> None:
    made = resources(
        f"""
module there 'm.bicep' = if (true) {{ name: 'there' }}
module gone 'm.bicep' = if (false) {{ name: 'gone' }}
resource off '{STORE}' = if (false) {{ name: 'off', kind: 'StorageV2' }}
resource store '{STORE}' = {{
  name: 'st'
  tags: {{
    a: there.?outputs.x ?? 'none'
    b: gone.?outputs.x ?? 'none'
    c: there!.outputs.x
    d: off.?kind ?? 'none'
    e: off.?properties.accessTier ?? 'none'
    f: off.id == resourceId('Microsoft.Storage/storageAccounts', 'off') ? 'same' : 'other'
  }}
}}
""",
        m="output x string = 'X'\n",
    )
    assert made["store"].body["tags"] == {
        "a": "X", "b": "none", "c": "X", "d": "none", "e": "none", "f": "same"
    }  # fmt: skip


def test_loops_over_loops_of_resources() -> None:
    made = resources(
        f"""
param names array = ['a', 'b']
resource store '{STORE}' = [for n in names: {{ name: 'st${{n}}' }}]
resource blob 'Microsoft.Storage/storageAccounts/blobServices@2023-01-01' = [for (n, i) in names: {{
  parent: store[i]
  name: 'default'
}}]
resource box 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-01-01' = [for (n, i) in names: {{
  parent: blob[i]
  name: n
  properties: {{ metadata: {{ of: store[1 - i].properties.primaryEndpoints.blob }} }}
}}]
resource all '{STORE}' = {{
  name: 'all'
  tags: {{ names: join(map(store, s => s.name), ','), last: box[1].id }}
}}
"""
    )
    assert show(made["box[1]"].id).endswith(
        "/storageAccounts/stb/blobServices/default/containers/b"
    )
    assert (
        dig(made["box[1]"].body, "properties.metadata.of") == "https://sta.blob.core.windows.net/"
    )
    assert made["all"].body["tags"] == {"names": "sta,stb", "last": made["box[1]"].id}


def test_what_nobody_knows_of_a_loop_is_doubted() -> None:
    made = resources(
        f"""
param sets array
resource store '{STORE}' = [for x in sets: if (x.on) {{
  name: 'st${{x.name}}'
  properties: {{ allowBlobPublicAccess: x.open }}
}}]
"""
    )
    (store,) = made.values()
    assert isinstance(store.presence, Unknown)
    assert isinstance(dig(store.body, "properties.allowBlobPublicAccess"), Unknown)


def test_scopes_from_the_tenant_down() -> None:
    made = resources(
        """
targetScope = 'managementGroup'
module sub 'sub.bicep' = { name: 'm', scope: subscription('s1') }
module top 'top.bicep' = { name: 't', scope: tenant() }
module other 'policy.bicep' = { name: 'mg', scope: managementGroup('other') }
""",
        sub="""
targetScope = 'subscription'
resource group 'Microsoft.Resources/resourceGroups@2021-04-01' = { name: 'g', location: 'x' }
module inner 'inner.bicep' = { name: 'i', scope: group }
""",
        inner=f"resource s '{STORE}' = {{ name: 's', location: resourceGroup().location }}\n",
        top="targetScope = 'tenant'\n"
        "resource mg 'Microsoft.Management/managementGroups@2021-04-01' = { name: 'mm' }\n",
        policy="targetScope = 'managementGroup'\n"
        "resource p 'Microsoft.Authorization/policyAssignments@2022-06-01' = { name: 'p' }\n",
    )
    assert {address: each.id for address, each in made.items()} == {
        "sub.group": "/subscriptions/s1/resourceGroups/g",
        "sub.inner.s": "/subscriptions/s1/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/s",
        "top.mg": "/providers/Microsoft.Management/managementGroups/mm",
        "other.p": "/providers/Microsoft.Management/managementGroups/other"
        "/providers/Microsoft.Authorization/policyAssignments/p",
    }
    assert made["sub.inner.s"].body["location"] == "x"
