"""The template functions: on literals, on symbols, on what is not known.

Expected values are those of the vendor's pages of examples (template-functions-*), or follow from
the rule that an answer which does not depend on the unknown is given.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.model.facts import MAYBE, Unknown
from ringfence.model.symbols import show
from ringfence.readers.arm.bodies import Body
from ringfence.readers.arm.evaluating import resolve
from ringfence.readers.arm.registry import names
from ringfence.readers.arm.values import Lazy, More, Unsettled
from tests.arm.reading import deployment

VARIABLES = {
    "list": ["one", "two", "three"],
    "numbers": [3, 1, 2],
    "object": {"one": "a", "Two": "b"},
    "dogs": [{"name": "Evie", "age": 5}, {"name": "Casper", "age": 3}, {"name": "Lola", "age": 3}],
    "text": "One Two Three",
}
PARAMETERS = {"unknown": {"type": "string"}, "items": {"type": "array"}, "flag": {"type": "bool"}}


def value(expression: str) -> Any:
    """Evaluate an expression beside the variables and unknown parameters above."""
    made = deployment(variables=VARIABLES, parameters=PARAMETERS)
    result = resolve(f"[{expression}]", made.frame, made.file, None)
    return result.settle() if isinstance(result, Lazy) else result


LITERAL: list[tuple[str, Any]] = [
    # arrays
    ("array(1)", [1]),
    ("array(createArray(1))", [1]),
    ("concat(createArray(1, 2), createArray(3))", [1, 2, 3]),
    ("concat('a', 1, true(), '-', null())", "a1True-"),
    ("contains(variables('list'), 'two')", True),
    ("contains(variables('list'), 'Two')", False),
    ("contains(variables('object'), 'TWO')", True),
    ("contains(variables('text'), 'two')", False),
    ("contains(variables('text'), 'Two')", True),
    ("empty(createArray())", True),
    ("empty('')", True),
    ("empty(null())", True),
    ("empty(createObject('a', 1))", False),
    ("first(variables('list'))", "one"),
    ("first('One')", "O"),
    ("first(createArray())", None),
    ("last(variables('list'))", "three"),
    ("last('')", ""),
    ("flatten(createArray(createArray(1, 2), createArray(3)))", [1, 2, 3]),
    ("indexOf(variables('list'), 'two')", 1),
    ("lastIndexOf(createArray('a', 'b', 'a'), 'a')", 2),
    ("indexOf('test', 't')", 0),
    ("lastIndexOf('test', 't')", 3),
    ("indexOf('abcdef', 'CD')", 2),
    ("indexOf('abcdef', 'z')", -1),
    ("intersection(createArray('one', 'two', 'three'), createArray('two', 'three'))",
     ["two", "three"]),
    ("intersection(createObject('a', 1, 'b', 2), createObject('a', 1, 'b', 3))", {"a": 1}),
    ("join(variables('list'), ',')", "one,two,three"),
    ("length(variables('list'))", 3),
    ("length('One Two Three')", 13),
    ("length(variables('object'))", 2),
    ("max(variables('numbers'))", 3),
    ("min(0, 3, 2)", 0),
    ("range(5, 3)", [5, 6, 7]),
    ("skip(variables('list'), 2)", ["three"]),
    ("skip(variables('text'), 4)", "Two Three"),
    ("take(variables('list'), 9)", ["one", "two", "three"]),
    ("take(variables('text'), 2)", "On"),
    ("take('abc', -1)", ""),
    ("union(createArray('a', 'b'), createArray('b', 'c'))", ["a", "b", "c"]),
    ("union(createObject('a', createObject('x', 1), 'l', createArray(1)), "
     "createObject('A', createObject('y', 2), 'l', createArray(2)))",
     {"a": {"x": 1, "y": 2}, "l": [2]}),
    ("distinct(createArray('a', 'b', 'a'))", ["a", "b"]),
    ("indexFromEnd(variables('list'), 1)", "three"),
    ("tryIndexFromEnd(variables('list'), 4)", None),
    # objects
    ("items(variables('object'))", [{"key": "one", "value": "a"}, {"key": "Two", "value": "b"}]),
    ("objectKeys(variables('object'))", ["one", "Two"]),
    ("shallowMerge(createArray(createObject('a', 1), createObject('a', 2)))", {"a": 2}),
    ("tryGet(variables('object'), 'three')", None),
    ("tryGet(variables('dogs'), 0, 'name')", "Evie"),
    ("tryGet(null(), 'a')", None),
    ("variables('object').TWO", "b"),
    ("variables('dogs')[1]['name']", "Casper"),
    ("json('{\"a\": [1]}').a[0]", 1),
    ("json('null')", None),
    ("json('{''a'': 1}').a", 1),
    ("json('.25')", 0.25),
    # lambdas
    ("filter(variables('dogs'), lambda('d', greaterOrEquals(lambdaVariables('d').age, 5)))",
     [{"name": "Evie", "age": 5}]),
    ("map(variables('dogs'), lambda('d', 'i', format('{0}{1}', lambdaVariables('i'), "
     "lambdaVariables('d').name)))", ["0Evie", "1Casper", "2Lola"]),
    ("mapValues(createObject('a', 'x'), lambda('v', toUpper(lambdaVariables('v'))))", {"a": "X"}),
    ("reduce(variables('numbers'), 0, lambda('a', 'b', add(lambdaVariables('a'), "
     "lambdaVariables('b'))))", 6),
    ("sort(variables('numbers'), lambda('a', 'b', less(lambdaVariables('a'), "
     "lambdaVariables('b'))))", [1, 2, 3]),
    ("toObject(variables('dogs'), lambda('d', lambdaVariables('d').name), lambda('d', "
     "lambdaVariables('d').age))", {"Evie": 5, "Casper": 3, "Lola": 3}),
    ("groupBy(variables('list'), lambda('t', take(lambdaVariables('t'), 1)))",
     {"o": ["one"], "t": ["two", "three"]}),
    ("map(createArray(1), lambda('a', map(createArray(2), lambda('b', add(lambdaVariables('a'), "
     "lambdaVariables('b'))))))", [[3]]),
    # comparison and logic
    ("coalesce(null(), '', 'x')", ""),
    ("equals('a', 'A')", False),
    ("equals(createArray(1, 'a'), createArray(1, 'a'))", True),
    ("equals(createObject('a', 1), createObject('A', 1))", True),
    ("equals(1, true())", False),
    ("equals(null(), '')", False),
    ("less(1, 2)", True),
    ("less('A', 'a')", False),
    ("greaterOrEquals('b', 'A')", True),
    ("and(true(), not(false()), bool('true'), bool(1))", True),
    ("or(false(), equals(1, 1))", True),
    ("if(true(), 'yes', variables('missing'))", "yes"),
    ("try(variables('missing'), 'b')", "b"),
    # numbers
    ("add(5, 3)", 8),
    ("sub(7, 3)", 4),
    ("mul(5, 3)", 15),
    ("div(-8, 3)", -2),
    ("mod(-7, 3)", -1),
    ("int('4')", 4),
    ("float('1.5')", 1.5),
    # texts
    ("base64('one, two, three')", "b25lLCB0d28sIHRocmVl"),
    ("base64ToString('b25l')", "one"),
    ("base64ToJson(base64('{\"one\": 1}')).one", 1),
    ("dataUri('Hello')", "data:text/plain;charset=utf8;base64,SGVsbG8="),
    ("dataUriToString('data:;base64,SGVsbG8sIFdvcmxkIQ==')", "Hello, World!"),
    ("endsWith('abcdef', 'EF')", True),
    ("startsWith('abcdef', 'b')", False),
    ("format('{0}, {1}. {2:N0}', 'Hello', 'User', 8175133)", "Hello, User. 8,175,133"),
    ("format('{0:D3}|{1,4}|{1,-4}|{{}}', 7, 'x')", "007|   x|x   |{}"),
    ("format('{0}', createArray(1, 'a'))", "[1,'a']"),
    ("padLeft('123', 5, '0')", "00123"),
    ("padLeft(7, 3)", "  7"),
    ("replace('123-123', '123', 'x')", "x-x"),
    ("split('one;two,three', createArray(';', ','))", ["one", "two", "three"]),
    ("string(createObject('a', createArray(1, true())))", '{"a":[1,true]}'),
    ("string(true())", "True"),
    ("substring('one two three', 4, 3)", "two"),
    ("substring('one', 1)", "ne"),
    ("toLower('One')", "one"),
    ("toUpper('One')", "ONE"),
    ("trim('  a ')", "a"),
    ("uri('http://contoso.org/firstpath', 'myscript.sh')", "http://contoso.org/myscript.sh"),
    ("uri('http://contoso.org/a/', 'b/c.sh')", "http://contoso.org/a/b/c.sh"),
    ("uriComponent('http://a b')", "http%3A%2F%2Fa%20b"),
    ("uriComponentToString('a%20b')", "a b"),
    # addresses and dates
    ("parseCidr('10.144.0.0/20').lastUsable", "10.144.15.254"),
    ("parseCidr('10.144.0.0/20').cidr", 20),
    ("cidrSubnet('10.144.0.0/20', 24, 2)", "10.144.2.0/24"),
    ("cidrHost('10.144.3.0/24', 0)", "10.144.3.1"),
    ("dateTimeAdd('2020-04-07 14:53:14Z', 'P3Y')", "2023-04-07T14:53:14Z"),
    ("dateTimeAdd('2020-04-07 14:53:14Z', '-P9D', 'yyyy-MM-dd')", "2020-03-29"),
    ("dateTimeAdd('2020-04-07 14:53:14Z', 'PT1H30M')", "2020-04-07T16:23:14Z"),
    ("dateTimeToEpoch('1970-01-01T00:01:00Z')", 60),
    ("dateTimeFromEpoch(60)", "1970-01-01T00:01:00Z"),
    # ids and places
    ("environment().suffixes.storage", "core.windows.net"),
    ("resourceId('11111111-1111-1111-1111-111111111111', 'rg', 'A.B/c', 'x')",
     "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/A.B/c/x"),
    ("tenantResourceId('A.B/c/d', 'x', 'y')", "/providers/A.B/c/x/d/y"),
    ("extensionResourceId('/s', 'A.B/c', 'x')", "/s/providers/A.B/c/x"),
    ("managementGroupResourceId('mg', 'A.B/c', 'x')",
     "/providers/Microsoft.Management/managementGroups/mg/providers/A.B/c/x"),
]  # fmt: skip


@pytest.mark.parametrize(("expression", "expected"), LITERAL)
def test_literals(expression: str, expected: Any) -> None:
    result = value(expression)
    assert result == expected
    assert type(result) is type(expected)


SYMBOLIC: list[tuple[str, str]] = [
    ("subscription().subscriptionId", "<subscription>"),
    ("resourceGroup().id", "/subscriptions/<subscription>/resourceGroups/<resourceGroup>"),
    ("resourceId('A.B/c', 'x')",
     "/subscriptions/<subscription>/resourceGroups/<resourceGroup>/providers/A.B/c/x"),
    ("resourceId('rg', 'A.B/c/d', 'x', 'y')",
     "/subscriptions/<subscription>/resourceGroups/rg/providers/A.B/c/x/d/y"),
    ("subscriptionResourceId('A.B/c', 'x')", "/subscriptions/<subscription>/providers/A.B/c/x"),
    ("resourceId('A.B/c', parameters('unknown'))",
     "/subscriptions/<subscription>/resourceGroups/<resourceGroup>/providers/A.B/c/<parameter unknown>"),
    ("concat('st', uniqueString(resourceGroup().id))", "st<uniqueString(resourceGroup().id)>"),
    ("toLower(concat('ST', uniqueString('A')))", "st<uniqueString('A')>"),
    ("take(concat('st', uniqueString('a')), 24)", "st<uniqueString('a')>"),
    ("take(concat('st', uniqueString('a')), 1)", "s"),
    ("substring(uniqueString('a'), 0, 5)", "<take(<uniqueString('a')>, 5)>"),
    ("take(uniqueString('a'), 5)", "<take(<uniqueString('a')>, 5)>"),
    ("replace(concat('a-', uniqueString('a')), '-', '')", "a<uniqueString('a')>"),
    ("replace(concat('a-', resourceGroup().name), '-', '')",
     "a<replace(<resourceGroup>, '-', '')>"),
    ("last(split(resourceGroup().id, '/'))", "<resourceGroup>"),
    ("format('{0}/{1}', deployment().name, 'x')", "<deployment>/x"),
    ("guid(resourceGroup().id, 'a')", "<guid(resourceGroup().id, 'a')>"),
    ("string(createArray(resourceGroup().name))", '["<resourceGroup>"]'),
    ("json(concat('{\"a\": \"', resourceGroup().name, '\"}')).a", "<resourceGroup>"),
    ("listKeys(resourceId('A.B/c', 'x'), '1').keys[0].value",
     "<listKeys of /subscriptions/<subscription>/resourceGroups/<resourceGroup>/providers/A.B/c/x keys[0].value>"),
    ("tenant().tenantId", "<tenant>"),
    ("deployer().objectId", "<deployer>"),
]  # fmt: skip


@pytest.mark.parametrize(("expression", "expected"), SYMBOLIC)
def test_symbols(expression: str, expected: str) -> None:
    result = value(expression)
    assert isinstance(result, str)
    assert show(result) == expected


def test_equal_computations_are_one_symbol_and_others_are_not() -> None:
    assert value("uniqueString('a', 'b')") == value("uniqueString('a', 'b')")
    assert value("uniqueString('a', 'b')") != value("uniqueString('b', 'a')")
    assert value("uniqueString('a')") != value("guid('a')")


UNKNOWN = [
    "parameters('unknown')",
    "toLower(parameters('unknown'))",
    "concat('a', parameters('unknown'))",
    "equals(parameters('unknown'), 'a')",
    "equals(resourceGroup().location, 'westeurope')",
    "contains(parameters('items'), 'a')",
    "contains(createArray('b', parameters('unknown')), 'a')",
    "empty(parameters('items'))",
    "length(parameters('items'))",
    "length(concat(createArray(1), parameters('items')))",
    "length(resourceGroup().name)",
    "startsWith(resourceGroup().name, 'rg')",
    "if(parameters('flag'), 'a', 'b')",
    "and(true(), parameters('flag'))",
    "or(false(), parameters('flag'))",
    "not(parameters('flag'))",
    "coalesce(parameters('unknown'), 'b')",
    "union(createObject('a', 1), parameters('unknown'))",
    "intersection(createArray('a'), parameters('items'))",
    "first(parameters('items'))",
    "parameters('items')[0]",
    "createArray('a', 'b')[int(parameters('unknown'))]",
    "split(resourceGroup().name, '-')",
    "resourceGroup().tags",
    "resourceGroup().tags.team",
    "providers('A.B', 'c').locations",
    "pickZones('A.B', 'c', 'westeurope')",
    "reference('/subscriptions/s/resourceGroups/g/providers/A.B/c/x', '1').mode",
    "string(createArray(parameters('unknown')))",
    "reduce(parameters('items'), 0, lambda('a', 'b', 1))",
    "cidrSubnet(parameters('unknown'), 24, 0)",
    # what cannot be evaluated at all
    "nosuch('a')",
    "concat()",
    "variables('missing')",
    "parameters('missing')",
    "fail('no')",
    "variables('object').three",
    "createArray(1)[3]",
    "createArray(1)[-1]",
    "null().a",
    "add('x', 1)",
    "div(1, 0)",
    "mul(9000000000000000000, 9)",
    "json('{')",
    "base64ToString('%%%')",
    "range(0, 1000000000)",
    "padLeft('a', 1000000000)",
    "copyIndex()",
    "lambdaVariables('x')",
    "createObject('a')",
    "resourceId('A.B/c/d', 'x')",
    "cidrHost('10.0.0.0/33', 1)",
    "dateTimeAdd('never', 'P1D')",
    "dateTimeAdd('2020-01-01', 'P9999999999D')",
    "contoso.missing('a')",
    "concat('a'",
    "intersection(createArray(1), 5)",
]


@pytest.mark.parametrize("expression", UNKNOWN)
def test_what_hangs_on_the_unknown_is_unknown(expression: str) -> None:
    result = value(expression)
    assert isinstance(result, Unknown)
    assert result.reason


KNOWN_ANYWAY: list[tuple[str, Any]] = [
    ("and(false(), parameters('flag'))", False),
    ("and(parameters('flag'), false())", False),
    ("or(parameters('flag'), true())", True),
    ("if(parameters('flag'), 'a', 'a')", "a"),
    ("if(false(), parameters('unknown'), 'b')", "b"),
    ("equals(parameters('unknown'), parameters('unknown'))", True),
    ("equals(concat('a', uniqueString('x')), concat('a', uniqueString('x')))", True),
    ("equals(concat('a', uniqueString('x')), 'b')", False),
    ("contains(createArray('a', parameters('unknown')), 'a')", True),
    ("length(createArray(parameters('unknown'), 1))", 2),
    ("empty(concat(createArray(1), parameters('items')))", False),
    ("empty(concat('a', uniqueString('x')))", False),
    ("first(concat(createArray(1), parameters('items')))", 1),
    ("startsWith(concat('abc', uniqueString('x')), 'AB')", True),
    ("startsWith(concat('abc', uniqueString('x')), 'b')", False),
    ("length(uniqueString('x'))", 13),
    ("createArray('a', 'a')[int(parameters('unknown'))]", "a"),
    ("coalesce('a', parameters('unknown'))", "a"),
    ("tryGet(createObject('a', 1), 'a')", 1),
]


@pytest.mark.parametrize(("expression", "expected"), KNOWN_ANYWAY)
def test_what_does_not_hang_on_the_unknown_is_known(expression: str, expected: Any) -> None:
    assert value(expression) == expected


def test_an_unknown_condition_leaves_what_both_sides_share() -> None:
    result = value(
        "if(parameters('flag'), createObject('a', 1, 'b', 2), createObject('a', 1, 'b', 3, 'c', 4))"
    )
    assert result["a"] == 1
    assert isinstance(result["b"], Unknown)
    assert isinstance(result["c"], Unknown)
    listed = value("if(parameters('flag'), createArray(createObject('a', 1)), createArray())")
    assert listed[0]["a"] == 1
    assert isinstance(listed[0][MAYBE], Unknown)
    longer = value("if(parameters('flag'), createArray('x', 'y'), createArray('x'))")
    assert longer[0] == "x"
    assert isinstance(longer[1], More)


def test_an_unknown_array_adds_any_number_of_elements() -> None:
    result = value("concat(createArray(1), parameters('items'))")
    assert result[0] == 1
    assert isinstance(result[1], More)
    united = value("union(parameters('items'), createArray('a'))")
    assert isinstance(united[0], More)
    assert united[1] == "a"


def test_a_lambda_over_an_unknown_array_shows_what_its_elements_look_like() -> None:
    (element,) = value(
        "map(parameters('items'), lambda('x', createObject('access', 'Deny', 'from', "
        "lambdaVariables('x').prefix)))"
    )
    assert element["access"] == "Deny"
    assert isinstance(element["from"], Unknown)
    assert isinstance(element[MAYBE], Unknown)


def test_an_unknown_filter_makes_elements_doubtful() -> None:
    result = value(
        "filter(variables('dogs'), lambda('d', equals(lambdaVariables('d').name, parameters('unknown'))))"
    )
    assert [element["name"] for element in result] == ["Evie", "Casper", "Lola"]
    assert all(isinstance(element[MAYBE], Unknown) for element in result)


def test_json_with_unknown_parts_keeps_its_shape() -> None:
    result = value("json(concat('{\"a\": \"', parameters('unknown'), '\", \"b\": [1]}'))")
    assert isinstance(result["a"], Unknown)
    assert result["b"] == [1]


def test_the_hint_of_an_unknown_text_is_its_known_part() -> None:
    result = value("concat('weights-', parameters('unknown'))")
    assert isinstance(result, Unsettled)
    assert result.hint == "weights-"
    assert show(result.stand_in) == "weights-<parameter unknown>"


def test_every_function_of_the_language_is_there() -> None:
    documented = """
        array concat contains createArray createObject empty first flatten indexFromEnd indexOf
        intersection items join last lastIndexOf length max min objectKeys range shallowMerge skip
        take tryGet tryIndexFromEnd union filter groupBy lambda lambdaVariables map mapValues reduce
        sort toObject coalesce equals greater greaterOrEquals less lessOrEquals and bool false if
        not or true add copyIndex div float int mod mul sub base64 base64ToJson base64ToString
        dataUri dataUriToString endsWith format guid json newGuid padLeft replace split startsWith
        string substring toLower toUpper trim uniqueString uri uriComponent uriComponentToString
        cidrHost cidrSubnet parseCidr dateTimeAdd dateTimeFromEpoch dateTimeToEpoch utcNow
        deployment environment parameters variables deployer extensionResourceId managementGroup
        managementGroupResourceId pickZones providers reference references resourceGroup resourceId
        subscription subscriptionResourceId tenant tenantResourceId fail try null distinct
        externalInput resourceInfo toLogicalZone toLogicalZones toPhysicalZone toPhysicalZones
    """
    known = {name.lower() for name in names()}
    assert {name.lower() for name in documented.split()} <= known


def test_texts_that_double_for_ever_are_bounded() -> None:
    variables = {"v0": "x" * 1000}
    for step in range(60):
        variables[f"v{step + 1}"] = f"[concat(variables('v{step}'), variables('v{step}'))]"
    made = deployment(variables=variables)
    assert isinstance(made.variable("v60"), Unknown)
    assert isinstance(made.variable("v3"), str)


def test_arrays_that_double_for_ever_are_bounded() -> None:
    variables: dict[str, Any] = {"v0": ["x"]}
    for step in range(60):
        variables[f"v{step + 1}"] = f"[createArray(variables('v{step}'), variables('v{step}'))]"
    made = deployment(variables=variables)
    body = Body(made.frame, made.file, "", shared=False)
    assert isinstance(body.value("[variables('v60')]", None), Unknown)
    assert body.value("[variables('v2')]", None) == [[["x"], ["x"]], [["x"], ["x"]]]


CALLS = st.sampled_from([name for name in names() if "*" not in name])
LEAVES = st.sampled_from(
    ["'a'", "''", "0", "1", "-3", "1.5", "null()", "true()", "variables('list')", "variables('object')",
     "variables('dogs')", "parameters('unknown')", "parameters('items')", "parameters('flag')",
     "resourceGroup()", "resourceGroup().id", "uniqueString('x')", "createArray()", "'A.B/c'",
     "lambda('x', lambdaVariables('x'))", "lambda('x', true())"]
)  # fmt: skip
EXPRESSIONS = st.recursive(
    LEAVES,
    lambda inner: st.builds(
        lambda name, arguments, key: f"{name}({', '.join(arguments)}){key}",
        CALLS,
        st.lists(inner, max_size=3),
        st.sampled_from(["", "", ".a", "[0]"]),
    ),
    max_leaves=10,
)


@given(EXPRESSIONS)
def test_no_expression_crashes(expression: str) -> None:
    made = deployment(variables=VARIABLES, parameters=PARAMETERS)
    body = Body(made.frame, made.file, "", shared=False)
    result = body.value(f"[{expression}]", None)
    assert result is None or isinstance(result, bool | int | float | str | list | dict | Unknown)


@given(EXPRESSIONS)
def test_what_is_said_without_a_fact_stays_true_with_it(expression: str) -> None:
    """An answer that was given while a parameter was unknown holds whatever its value is."""
    blind = deployment(variables=VARIABLES, parameters=PARAMETERS)
    before = Body(blind.frame, blind.file, "", shared=False).value(f"[{expression}]", None)
    for unknown, items, flag in (("a", ["a"], True), ("zz", [], False)):
        seen = deployment(
            variables=VARIABLES,
            parameters={
                "unknown": {"type": "string", "defaultValue": unknown},
                "items": {"type": "array", "defaultValue": items},
                "flag": {"type": "bool", "defaultValue": flag},
            },
        )
        after = Body(seen.frame, seen.file, "", shared=False).value(f"[{expression}]", None)
        if isinstance(before, bool | int | float) and not isinstance(after, Unknown):
            assert before == after
