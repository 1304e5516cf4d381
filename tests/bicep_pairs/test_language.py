"""What compiled Bicep needs of the template language, beyond templates written by hand.

Expected values are those that Azure/bicep's own EvaluationTests demand of the vendor's engine,
where they name the case; the rest follows from the .NET formats and from the language's pages.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.model.facts import Unknown
from ringfence.readers.arm.evaluating import resolve
from ringfence.readers.arm.functions.texts import format_
from ringfence.readers.arm.values import Failure
from ringfence.readers.identity import ROLE_DEFINITIONS
from ringfence.reference import roles
from tests.arm.reading import deployment

VARIABLES = {
    "obj": {"a": "b", "!c": 2},
    "arr": [True, 2893, "abc"],
    "rows": [
        {"type": "a", "value": 123},
        {"type": "b", "value": 456},
        {"type": "a", "value": 789},
    ],
}


def value(expression: str) -> Any:
    """Evaluate an expression beside the variables above and a parameter without value."""
    made = deployment(variables=VARIABLES, parameters={"unknown": {"type": "string"}})
    return resolve(f"[{expression}]", made.frame, made.file, None)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (
            "format('>{0}<>{1}<>{2}<>{3}<', false(), 12948, variables('obj'), variables('arr'))",
            ">False<>12948<>{'a':'b','!c':2}<>[true,2893,'abc']<",
        ),
        ("format('{0}', createObject('q', 'it''s \"so\"'))", "{'q':'it\\'s \"so\"'}"),
        ("string(variables('obj'))", '{"a":"b","!c":2}'),
        ("format('{0:D4}|{1:000}|{2:N1}|{3:X}', 7, 7, 1234, 255)", "0007|007|1,234.0|FF"),
        ("format('{0:P0}|{1:E2}|{2:G}', 0.5, 1234, 12)", "50%|1.23E+003|12"),
        ("format('{0:0.0#}|{1:#,##0}|{2:0,000.00}', 2, 1234567, 12)", "2.0|1,234,567|0,012.00"),
        ("format('{0:yyyy}', 'a text has no format')", "a text has no format"),
        (
            "groupBy(variables('rows'), lambda('r', lambdaVariables('r').type),"
            " lambda('r', lambdaVariables('r').value))",
            {"a": [123, 789], "b": [456]},
        ),
        ("indexOf('FOOBAR', 'bar')", 3),
        ("contains('FOOBAR', 'bar')", False),
        ("indexOf(createArray('FOO', 'BAR'), 'bar')", -1),
        ("guid('asdf')", "228d27cc-6fdb-5934-b7ac-1efccebade04"),
        ("like('weights-prod', 'WEIGHTS*')", True),
        ("like('a.b', 'a?b')", False),
        ("like('weights', 'weight')", False),
        (
            "parseUri('https://a.example:8443/x/y?z=1')",
            {"scheme": "https", "host": "a.example", "port": 8443, "path": "/x/y", "query": "?z=1"},
        ),
        (
            "buildUri(createObject('scheme', 'https', 'host', 'a.example', 'port', 444, 'path', 'x'))",
            "https://a.example:444/x",
        ),
        ("buildUri(parseUri('https://a.example/x?y=1'))", "https://a.example/x?y=1"),
    ],
)
def test_what_the_vendors_engine_makes(expression: str, expected: Any) -> None:
    assert value(expression) == expected


def test_a_built_in_role_by_its_name() -> None:
    role = roles.by_name("Storage Blob Data Reader")
    assert role is not None
    assert value("roleDefinitions('storage blob data reader').id") == ROLE_DEFINITIONS + role.id
    for unknown in (
        "roleDefinitions('Weights Reader').id",
        "roleDefinitions(parameters('unknown'))",
    ):
        assert isinstance(value(unknown), Unknown)


@given(
    number=st.integers(-(10**12), 10**12)
    | st.floats(allow_nan=False, allow_infinity=False, width=32),
    form=st.text(alphabet="0#,.DNXPEFG:1 ", max_size=8),
)
def test_number_formats_never_crash(number: float, form: str) -> None:
    try:
        made = format_([f"{{0:{form}}}", number], "")
    except Failure:
        return
    assert isinstance(made, str)


SECRETS = {
    "secret": {"type": "securestring"},
    "account": {
        "type": "object",
        "properties": {"name": {"type": "string"}, "key": {"$ref": "#/definitions/secret"}},
    },
    "either": {
        "type": "object",
        "discriminator": {
            "propertyName": "kind",
            "mapping": {
                "open": {"type": "object", "properties": {"text": {"type": "string"}}},
                "closed": {"type": "object", "properties": {"text": {"type": "securestring"}}},
            },
        },
    },
    "circle": {"$ref": "#/definitions/circle"},
}


@pytest.mark.parametrize(
    ("definition", "given_", "hidden", "kept"),
    [
        ({"$ref": "#/definitions/secret"}, "hunter2", "", None),
        ({"$ref": "#/definitions/account"}, {"name": "st", "key": "hunter2"}, "key", ("name", "st")),
        (
            {"type": "array", "items": {"$ref": "#/definitions/account"}},
            [{"name": "st", "key": "hunter2"}],
            "key", ("name", "st"),
        ),
        (
            {"type": "object", "additionalProperties": {"type": "securestring"}},
            {"any": "hunter2"},
            "any", None,
        ),
        ({"$ref": "#/definitions/either"}, {"kind": "closed", "text": "hunter2"}, "text", None),
        ({"$ref": "#/definitions/circle", "type": "securestring"}, "hunter2", "", None),
    ],
)  # fmt: skip
def test_types_that_lead_to_a_secret_hide_it(
    definition: dict[str, Any], given_: Any, hidden: str, kept: tuple[str, str] | None
) -> None:
    stated = {"p": {**definition, "defaultValue": given_}}
    made = deployment(definitions=SECRETS, parameters=stated).parameter("p")
    inner = made[0] if isinstance(made, list) else made
    assert isinstance(inner[hidden] if hidden else inner, Unknown)
    assert "hunter2" not in repr(made)
    if kept is not None:
        assert inner[kept[0]] == kept[1]


def test_types_without_a_secret_hide_nothing() -> None:
    plain = {"p": {"$ref": "#/definitions/either", "defaultValue": {"kind": "open", "text": "x"}}}
    made = deployment(definitions=SECRETS, parameters=plain)
    assert made.parameter("p") == {"kind": "open", "text": "x"}


def test_a_nullable_type_of_its_own_is_null_where_nobody_gives_a_value() -> None:
    definitions = {"maybe": {"type": "string", "nullable": True}}
    made = deployment(definitions=definitions, parameters={"p": {"$ref": "#/definitions/maybe"}})
    assert made.parameter("p") is None


def test_resource_manager_is_an_extension_like_any_other() -> None:
    """`extension az` is no extension of its own kind; an unknown one may declare anything."""
    from tests.arm.reading import read, template

    account = {
        "extension": "az",
        "type": "Microsoft.Storage/storageAccounts",
        "apiVersion": "2023-05-01",
        "name": "weights",
        "properties": {},
    }
    known = {"az": {"name": "AzureResourceManager", "version": "0.2.896"}}
    harvest = read(template({"account": account}, extensions=known))
    assert [each.type for each in harvest.resources] == ["Microsoft.Storage/storageAccounts"]
    harvest = read(template({"account": account}, extensions={"az": {"name": "Contoso"}}))
    assert not harvest.resources
    assert [blind.inert for blind in harvest.blinds] == [False]
