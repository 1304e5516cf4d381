"""Small Bicep files and the templates that the compiler makes of them: both read alike.

The templates were written by hand after the forms of the compiler's own output.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import pytest
from bench.pairs.compare import Reading, compare

from ringfence.readers.arm.read import read_template
from ringfence.readers.bicep.read import read_bicep
from ringfence.readers.options import Options
from tests.arm.reading import SCHEMA, SCHEMAS
from tests.bicep.reading import of

Json = dict[str, Any]
STORAGE = "Microsoft.Storage/storageAccounts"
API = "2023-01-01"


@dataclass(frozen=True)
class Pair:
    """A Bicep file, the modules beside it, and the sections of its template."""

    name: str
    bicep: str
    template: Json
    files: dict[str, str] = field(default_factory=dict)
    schema: str = SCHEMA

    def __str__(self) -> str:
        return self.name


def account(name: str, **more: Any) -> Json:
    """Return a storage account of a template."""
    return {"type": STORAGE, "apiVersion": API, "name": name, **more}


def module(name: str, template: Json, **more: Any) -> Json:
    """Return the deployment that a module becomes."""
    parameters = more.pop("parameters", {})
    return {
        "type": "Microsoft.Resources/deployments",
        "apiVersion": "2022-09-01",
        "name": name,
        **more,
        "properties": {
            "expressionEvaluationOptions": {"scope": "inner"},
            "mode": "Incremental",
            "parameters": parameters,
            "template": {"$schema": SCHEMA, "languageVersion": "2.0", **template},
        },
    }


PAIRS = [
    Pair(
        "texts, operators and null",
        f"""
param a string = 'it''s'
param n int = 3
var on = n > 2 && !(n == 4 || n >= 10)
resource s '{STORAGE}@{API}' = {{
  name: 'st${{n}}'
  tags: {{
    one: '${{a}}-${{n}}-{{x}}'
    two: '''
line ${{no}}'''
    three: on ? 'yes' : null
    four: string(n * 2 + 1 - 7 % 4 / 2)
    five: a =~ 'ITS' ? '1' : '2'
    six: null ?? 'x'
    'se-ven': '[not an expression]'
    '${{a}}8': 'x'
  }}
}}
""".replace("it''s", "its"),
        {
            "parameters": {"a": {"type": "string", "defaultValue": "its"},
                           "n": {"type": "int", "defaultValue": 3}},
            "variables": {"on": "[and(greater(parameters('n'), 2), not(or(equals(parameters('n'), 4),"
                                " greaterOrEquals(parameters('n'), 10))))]"},
            "resources": {"s": account("[format('st{0}', parameters('n'))]", tags={
                "one": "[format('{0}-{1}-{{x}}', parameters('a'), parameters('n'))]",
                "two": "line ${no}",
                "three": "[if(variables('on'), 'yes', null())]",
                "four": "[string(sub(add(mul(parameters('n'), 2), 1), div(mod(7, 4), 2)))]",
                "five": "[if(equals(toLower(parameters('a')), toLower('ITS')), '1', '2')]",
                "six": "[coalesce(null(), 'x')]",
                "se-ven": "[[not an expression]",
                "[format('{0}8', parameters('a'))]": "x",
            })},
        },
    ),
    Pair(
        "loops over resources, variables, properties and outputs",
        f"""
param names array = ['x', 'y']
var doubled = [for (n, i) in names: '${{n}}${{n}}${{i}}']
resource s '{STORAGE}@{API}' = [for (n, i) in names: {{
  name: 'st${{n}}'
  tags: {{ number: i, all: join(doubled, ',') }}
  properties: {{
    networkAcls: {{
      defaultAction: 'Deny'
      ipRules: [for j in range(1, 2): {{ value: '10.0.${{i}}.${{j}}' }}]
    }}
  }}
}}]
resource after '{STORAGE}@{API}' = {{
  name: 'last'
  tags: {{ first: s[0].id, second: s[1].properties.networkAcls.defaultAction }}
}}
""",
        {
            "parameters": {"names": {"type": "array", "defaultValue": ["x", "y"]}},
            "variables": {"copy": [{"name": "doubled", "count": "[length(parameters('names'))]",
                "input": "[format('{0}{1}{2}', parameters('names')[copyIndex('doubled')],"
                         " parameters('names')[copyIndex('doubled')], copyIndex('doubled'))]"}]},
            "resources": {
                "s": account("[format('st{0}', parameters('names')[copyIndex()])]",
                    copy={"name": "s", "count": "[length(parameters('names'))]"},
                    tags={"number": "[copyIndex()]", "all": "[join(variables('doubled'), ',')]"},
                    properties={"networkAcls": {"defaultAction": "Deny", "copy": [{
                        "name": "ipRules", "count": "[length(range(1, 2))]", "input": {
                            "value": "[format('10.0.{0}.{1}', copyIndex(),"
                                     " range(1, 2)[copyIndex('ipRules')])]"}}]}}),
                "after": account("last", tags={
                    "first": f"[resourceId('{STORAGE}', format('st{{0}}', parameters('names')[0]))]",
                    "second": "[reference(format('s[{0}]', 1)).networkAcls.defaultAction]"}),
            },
        },
    ),
    Pair(
        "children and extensions",
        f"""
resource s '{STORAGE}@{API}' = {{
  name: 'st'
  resource blob 'blobServices' = {{
    name: 'default'
    resource box 'containers' = {{ name: 'weights', properties: {{ publicAccess: 'None' }} }}
  }}
}}
resource share '{STORAGE}/fileServices/shares@{API}' = {{
  parent: files
  name: 'share'
}}
resource files '{STORAGE}/fileServices@{API}' = {{ parent: s, name: 'default' }}
resource lock 'Microsoft.Authorization/locks@2020-05-01' = {{
  name: 'lock'
  scope: s::blob::box
  properties: {{ level: 'CanNotDelete' }}
}}
""",
        {
            "resources": {
                "s::blob::box": {"type": f"{STORAGE}/blobServices/containers", "apiVersion": API,
                    "name": "[format('{0}/{1}/{2}', 'st', 'default', 'weights')]",
                    "properties": {"publicAccess": "None"}},
                "s::blob": {"type": f"{STORAGE}/blobServices", "apiVersion": API,
                    "name": "[format('{0}/{1}', 'st', 'default')]"},
                "s": account("st"),
                "share": {"type": f"{STORAGE}/fileServices/shares", "apiVersion": API,
                    "name": "[format('{0}/{1}/{2}', 'st', 'default', 'share')]"},
                "files": {"type": f"{STORAGE}/fileServices", "apiVersion": API,
                    "name": "[format('{0}/{1}', 'st', 'default')]"},
                "lock": {"type": "Microsoft.Authorization/locks", "apiVersion": "2020-05-01",
                    "name": "lock", "properties": {"level": "CanNotDelete"},
                    "scope": f"[resourceId('{STORAGE}/blobServices/containers', 'st', 'default',"
                             " 'weights')]"},
            },
        },
    ),
    Pair(
        "modules, outputs and scopes of a subscription",
        """
targetScope = 'subscription'
resource group 'Microsoft.Resources/resourceGroups@2021-04-01' = {
  name: 'rg-llm'
  location: 'westeurope'
}
module a 'modules/a.bicep' = {
  scope: group
  name: 'a'
  params: { name: 'st1' }
}
module b 'modules/a.bicep' = {
  scope: resourceGroup('rg-other')
  name: 'b'
  params: { name: 'st2', of: a.outputs.id }
}
""",
        {
            "resources": {
                "group": {"type": "Microsoft.Resources/resourceGroups", "apiVersion": "2021-04-01",
                          "name": "rg-llm", "location": "westeurope"},
                "a": module("a", {"parameters": {"name": {"type": "string"},
                        "of": {"type": "string", "defaultValue": "none"}},
                        "resources": {"s": account("[parameters('name')]",
                                                   tags={"of": "[parameters('of')]"})},
                        "outputs": {"id": {"type": "string",
                            "value": f"[resourceId('{STORAGE}', parameters('name'))]"}}},
                    resourceGroup="rg-llm", parameters={"name": {"value": "st1"}}),
                "b": module("b", {"parameters": {"name": {"type": "string"},
                        "of": {"type": "string", "defaultValue": "none"}},
                        "resources": {"s": account("[parameters('name')]",
                                                   tags={"of": "[parameters('of')]"})},
                        "outputs": {"id": {"type": "string",
                            "value": f"[resourceId('{STORAGE}', parameters('name'))]"}}},
                    resourceGroup="rg-other", parameters={"name": {"value": "st2"},
                        "of": {"value": "[reference('a').outputs.id.value]"}}),
            },
        },
        {"modules/a.bicep": f"""
param name string
param of string = 'none'
resource s '{STORAGE}@{API}' = {{ name: name, tags: {{ of: of }} }}
output id string = s.id
"""},
        SCHEMAS["subscription"],
    ),
    Pair(
        "functions, lambdas and imports",
        f"""
import {{suffix, named}} from 'shared.bicep'
func twice(x string) string => '${{x}}${{x}}'
var kept = filter(['a', 'bb', 'c'], x => length(x) < 2)
resource s '{STORAGE}@{API}' = {{
  name: named(twice('st'))
  tags: {{
    kept: join(map(kept, (x, i) => '${{i}}${{x}}'), '')
    sum: string(reduce([1, 2, 3], 0, (x, y) => x + y))
    sorted: join(sort(['b', 'a'], (x, y) => x < y), '')
    object: string(toObject(kept, x => x, x => '${{x}}!'))
    end: suffix
  }}
}}
""",
        {
            "functions": [{"namespace": "__bicep", "members": {
                "twice": {"parameters": [{"name": "x", "type": "string"}],
                    "output": {"type": "string",
                               "value": "[format('{0}{1}', parameters('x'), parameters('x'))]"}},
                "named": {"parameters": [{"name": "x", "type": "string"}],
                    "output": {"type": "string", "value": "[format('{0}{1}', parameters('x'), 'llm')]"}},
            }}],
            "variables": {
                "kept": "[filter(createArray('a', 'bb', 'c'), lambda('x', less(length(lambdaVariables('x'"
                        ")), 2)))]",
                "_1.suffix": "llm"},
            "resources": {"s": account("[__bicep.named(__bicep.twice('st'))]", tags={
                "kept": "[join(map(variables('kept'), lambda('x', 'i', format('{0}{1}',"
                        " lambdaVariables('i'), lambdaVariables('x')))), '')]",
                "sum": "[string(reduce(createArray(1, 2, 3), 0, lambda('x', 'y',"
                       " add(lambdaVariables('x'), lambdaVariables('y')))))]",
                "sorted": "[join(sort(createArray('b', 'a'), lambda('x', 'y',"
                          " less(lambdaVariables('x'), lambdaVariables('y')))), '')]",
                "object": "[string(toObject(variables('kept'), lambda('x', lambdaVariables('x')),"
                          " lambda('x', format('{0}!', lambdaVariables('x')))))]",
                "end": "[variables('_1.suffix')]"})},
        },
        {"shared.bicep": """
@export()
var suffix = 'llm'
@export()
func named(x string) string => '${x}${suffix}'
"""},
    ),
    Pair(
        "spread and safe access",
        f"""
param given object = {{ a: {{ b: 'x' }} }}
param maybe object?
var base = {{ one: '1', two: '2' }}
resource s '{STORAGE}@{API}' = {{
  name: 'st'
  tags: {{ ...base, two: given.?a.b ?? 'none', three: maybe.?x.y ?? 'none' }}
  properties: {{ allowed: [...['a'], 'b', ...split('c,d', ',')], last: ['p', 'q'][^1] }}
}}
""",
        {
            "parameters": {"given": {"type": "object", "defaultValue": {"a": {"b": "x"}}},
                           "maybe": {"type": "object", "nullable": True}},
            "variables": {"base": {"one": "1", "two": "2"}},
            "resources": {"s": account("st",
                tags="[shallowMerge(createArray(variables('base'), createObject('two',"
                     " coalesce(tryGet(parameters('given'), 'a', 'b'), 'none'), 'three',"
                     " coalesce(tryGet(parameters('maybe'), 'x', 'y'), 'none'))))]",
                properties={"allowed": "[flatten(createArray(createArray('a'), createArray('b'),"
                                       " split('c,d', ',')))]",
                            "last": "[indexFromEnd(createArray('p', 'q'), 1)]"})},
        },
    ),
    Pair(
        "conditions and existing resources",
        f"""
param on bool = false
resource far '{STORAGE}@{API}' existing = {{
  name: 'far'
  scope: resourceGroup('other')
}}
resource a '{STORAGE}@{API}' = if (on) {{ name: 'a' }}
resource b '{STORAGE}@{API}' = if (!on) {{
  name: 'b'
  tags: {{ far: far.id, kind: on ? a.properties.accessTier : 'none' }}
}}
resource rights 'Microsoft.Authorization/roleAssignments@2022-04-01' = {{
  name: guid(b.id)
  scope: b
  properties: {{
    principalId: '11111111-1111-1111-1111-111111111111'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1')
  }}
}}
""",
        {
            "parameters": {"on": {"type": "bool", "defaultValue": False}},
            "resources": {
                "far": {**account("far"), "existing": True, "resourceGroup": "other"},
                "a": account("a", condition="[parameters('on')]"),
                "b": account("b", condition="[not(parameters('on'))]", tags={
                    "far": "[extensionResourceId(format('/subscriptions/{0}/resourceGroups/{1}',"
                           f" subscription().subscriptionId, 'other'), '{STORAGE}', 'far')]",
                    "kind": "[if(parameters('on'), reference('a').accessTier, 'none')]"}),
                "rights": {"type": "Microsoft.Authorization/roleAssignments",
                    "apiVersion": "2022-04-01",
                    "name": f"[guid(resourceId('{STORAGE}', 'b'))]",
                    "scope": f"[resourceId('{STORAGE}', 'b')]",
                    "properties": {"principalId": "11111111-1111-1111-1111-111111111111",
                        "roleDefinitionId": "[subscriptionResourceId('Microsoft.Authorization/"
                            "roleDefinitions', '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1')]"}},
            },
        },
    ),
    Pair(
        "modules in loops and what they give out",
        """
param names array = ['p', 'q']
module m 'm.bicep' = [for (n, i) in names: {
  name: 'm-${n}'
  params: { name: '${n}${i}' }
}]
module all 'm.bicep' = {
  name: 'all'
  params: { name: join(map(m, x => x.outputs.made), '') }
}
""",
        {
            "parameters": {"names": {"type": "array", "defaultValue": ["p", "q"]}},
            "resources": {
                "m": module("[format('m-{0}', parameters('names')[copyIndex()])]",
                    {"parameters": {"name": {"type": "string"}},
                     "resources": {"s": account("[format('st{0}', parameters('name'))]")},
                     "outputs": {"made": {"type": "string",
                                          "value": "[toUpper(parameters('name'))]"}}},
                    copy={"name": "m", "count": "[length(parameters('names'))]"},
                    parameters={"name": {"value":
                        "[format('{0}{1}', parameters('names')[copyIndex()], copyIndex())]"}}),
                "all": module("all",
                    {"parameters": {"name": {"type": "string"}},
                     "resources": {"s": account("[format('st{0}', parameters('name'))]")}},
                    parameters={"name": {"value": "[join(map(references('m'), lambda('x',"
                        " lambdaVariables('x').outputs.made.value)), '')]"}}),
            },
        },
        {"m.bicep": f"""
param name string
resource s '{STORAGE}@{API}' = {{ name: 'st${{name}}' }}
output made string = toUpper(name)
"""},
    ),
    Pair(
        "secrets, keys and identities",
        f"""
@secure()
param key string
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' existing = {{ name: 'kv' }}
resource s '{STORAGE}@{API}' = {{
  name: 'st'
  identity: {{ type: 'SystemAssigned' }}
  tags: {{ key: key, own: s2.listKeys().keys[0].value, who: s2.identity.principalId }}
}}
resource s2 '{STORAGE}@{API}' = {{ name: 'st2', identity: {{ type: 'SystemAssigned' }} }}
module m 'm.bicep' = {{
  name: 'm'
  params: {{ key: kv.getSecret('word') }}
}}
""",
        {
            "parameters": {"key": {"type": "securestring"}},
            "resources": {
                "kv": {"existing": True, "type": "Microsoft.KeyVault/vaults",
                       "apiVersion": "2023-07-01", "name": "kv"},
                "s": account("st", identity={"type": "SystemAssigned"}, tags={
                    "key": "[parameters('key')]",
                    "own": f"[listKeys(resourceId('{STORAGE}', 'st2'), '{API}').keys[0].value]",
                    "who": f"[reference('s2', '{API}', 'full').identity.principalId]"}),
                "s2": account("st2", identity={"type": "SystemAssigned"}),
                "m": module("m", {"parameters": {"key": {"type": "securestring"}},
                    "resources": {"s": account("st3", tags={"key": "[parameters('key')]"})}},
                    parameters={"key": {"reference": {"keyVault": {
                        "id": "[resourceId('Microsoft.KeyVault/vaults', 'kv')]"},
                        "secretName": "word"}}}),
            },
        },
        {"m.bicep": f"""
@secure()
param key string
resource s '{STORAGE}@{API}' = {{ name: 'st3', tags: {{ key: key }} }}
"""},
    ),
    Pair(
        "objects of the directory",
        """
extension microsoftGraphV1
resource app 'Microsoft.Graph/applications@v1.0' = {
  uniqueName: 'train'
  displayName: 'Train'
}
resource sp 'Microsoft.Graph/servicePrincipals@v1.0' = { appId: app.appId }
resource team 'Microsoft.Graph/groups@v1.0' = {
  uniqueName: 'team'
  displayName: 'Team'
  mailEnabled: false
  mailNickname: 'team'
  securityEnabled: true
  members: { relationships: [sp.id] }
}
""",
        {
            "imports": {"microsoftGraphV1": {"provider": "MicrosoftGraph", "version": "1.0.0"}},
            "resources": {
                "app": {"import": "microsoftGraphV1", "type": "Microsoft.Graph/applications@v1.0",
                        "properties": {"uniqueName": "train", "displayName": "Train"}},
                "sp": {"import": "microsoftGraphV1",
                       "type": "Microsoft.Graph/servicePrincipals@v1.0",
                       "properties": {"appId": "[reference('app').appId]"}},
                "team": {"import": "microsoftGraphV1", "type": "Microsoft.Graph/groups@v1.0",
                    "properties": {"uniqueName": "team", "displayName": "Team",
                        "mailEnabled": False, "mailNickname": "team", "securityEnabled": True,
                        "members": {"relationships": ["[reference('sp').id]"]}}},
            },
        },
    ),
    Pair(
        "values nobody gives",
        f"""
param names array
param one string
param two 'only'
param tier string?
resource s '{STORAGE}@{API}' = [for n in names: {{
  name: 'st${{n.name}}'
  tags: {{ one: one, two: two, tier: tier ?? 'Hot' }}
}}]
""",
        {
            "parameters": {"names": {"type": "array"}, "one": {"type": "string"},
                           "two": {"type": "string", "allowedValues": ["only"]},
                           "tier": {"type": "string", "nullable": True}},
            "resources": {"s": account("[format('st{0}', parameters('names')[copyIndex()].name)]",
                copy={"name": "s", "count": "[length(parameters('names'))]"},
                tags={"one": "[parameters('one')]", "two": "[parameters('two')]",
                      "tier": "[coalesce(parameters('tier'), 'Hot')]"})},
        },
    ),
    Pair(
        "files that are loaded",
        f"""
var settings = loadJsonContent('settings.json')
resource s '{STORAGE}@{API}' = {{
  name: settings.name
  tags: {{ text: loadTextContent('note.txt'), size: string(settings.sizes[1]) }}
}}
""",
        {
            "variables": {"$fxv#0": {"name": "st", "sizes": [1, 2]}, "settings": "[variables('$fxv#0')]",
                          "$fxv#1": "hello [world]"},
            "resources": {"s": account("[variables('settings').name]", tags={
                "text": "[variables('$fxv#1')]",
                "size": "[string(variables('settings').sizes[1])]"})},
        },
        {"settings.json": '{"name": "st", "sizes": [1, 2]}', "note.txt": "hello [world]"},
    ),
]  # fmt: skip


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_both_read_alike(pair: Pair) -> None:
    template = {"$schema": pair.schema, "languageVersion": "2.0", **pair.template}
    tree = of({"main.bicep": pair.bicep, **pair.files})
    source = Reading("main.bicep", read_bicep(tree, "main.bicep", Options()))
    product = Reading(
        "main.json",
        read_template(of({"main.json": json.dumps(template)}), "main.json", Options()),
    )
    assert source.harvest.resources
    assert [str(each) for each in compare(source, product)] == []


def test_a_pair_that_differs_is_told() -> None:
    pair = PAIRS[0]
    tree = of({"main.bicep": pair.bicep.replace("'yes'", "'no'")})
    template = {"$schema": pair.schema, "languageVersion": "2.0", **pair.template}
    source = Reading("main.bicep", read_bicep(tree, "main.bicep", Options()))
    product = Reading(
        "main.json",
        read_template(of({"main.json": json.dumps(template)}), "main.json", Options()),
    )
    assert len(compare(source, product)) == 1
