"""Where things stand: origins through loops and nesting, accepted findings, bad input."""

from __future__ import annotations

import json
import time
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.model.facts import Unknown
from ringfence.readers.arm.read import read_template
from ringfence.readers.options import Options
from tests.arm.reading import (
    MAIN,
    SCHEMA,
    STORAGE,
    by_address,
    nested,
    only,
    problems,
    read,
    roots,
    storage,
    template,
    thing,
    tree_of,
)


def line_of(text: str, part: str) -> int:
    """Return the line of the only occurrence of a part of a text."""
    assert text.count(part) == 1
    return text[: text.index(part)].count("\n") + 1


def test_properties_are_located_where_they_are_written() -> None:
    body = template(
        storage(
            "st",
            identity={"type": "SystemAssigned"},
            properties={
                "publicNetworkAccess": "[parameters('x')]",
                "networkAcls": {
                    "defaultAction": "Deny",
                    "copy": [{"name": "ipRules", "count": 2, "input": {"value": "9.9.9.9"}}],
                },
            },
        ),
        nested(
            "d",
            template(thing("A.B/c", "x", properties={"deep": {"er": 1}})),
            evaluated="inner",
        ),
        parameters={"x": {"type": "string"}},
    )
    text = json.dumps(body, indent=1)
    harvest = read(text)
    account = only(harvest)
    for pointer, part in [
        ("", '"type": "Microsoft.Storage'),
        ("properties.publicNetworkAccess", '"publicNetworkAccess"'),
        ("properties.publicnetworkaccess", '"publicNetworkAccess"'),
        ("properties.networkAcls.defaultAction", '"defaultAction"'),
        ("properties.networkAcls.ipRules[1].value", '"9.9.9.9"'),
        ("properties.networkAcls.bypass", '"networkAcls"'),
        ("identity.principalId", '"identity"'),
    ]:
        where = account.locate(pointer)
        assert where.file == MAIN
        assert where.line == line_of(text, part) - (0 if pointer else 1)
    deep = only(harvest, "A.B/c").locate("properties.deep.er")
    assert deep.line == line_of(text, '"er"')
    unknown = account.look("properties.publicNetworkAccess")
    assert isinstance(unknown, Unknown)
    assert unknown.source.line == line_of(text, '"x": {')


def test_an_expression_that_fails_is_located() -> None:
    text = json.dumps(template(storage("st", properties={"a": {"bad": "[nosuch('x')]"}})), indent=1)
    unknown = only(read(text)).look("properties.a.bad")
    assert isinstance(unknown, Unknown)
    assert "`nosuch` is no template function" in unknown.reason
    assert unknown.source.line == line_of(text, '"bad"')


def test_a_role_assignment_is_located_at_its_scope() -> None:
    grant = thing(
        "Microsoft.Authorization/roleAssignments", "r", scope=f"{STORAGE}/st", properties={}
    )
    text = json.dumps(template(grant), indent=1)
    (made,) = read(text).resources
    assert made.locate("properties.scope").line == line_of(text, '"scope"')


# Accepted findings

UNTIL = "2027-01-31"


def test_comments_accept_for_the_resource_they_stand_in_or_above() -> None:
    harvest = read(
        f"""{{ "$schema": "{SCHEMA}", "contentVersion": "1.0.0.0", "resources": [
        // ringfence:accept RF-A-01 reason="above" until={UNTIL} owner=me
        {{ "type": "A.B/c", "apiVersion": "1", "name": "one",
           "properties": {{ }} }},
        {{ "type": "A.B/c", "apiVersion": "1", "name": "two",
           /* ringfence:accept RF-A-02 reason="in side" until={UNTIL} */
           "properties": {{ "url": "// ringfence:accept RF-A-03 reason='no' until=x" }} }},
        {{ "type": "A.B/c", "apiVersion": "1", "name": "[concat('n', copyIndex())]",
           "copy": {{ "name": "n", "count": 3 }}, // ringfence:accept RF-A-04 reason="all" until={UNTIL}
           "properties": {{}} }}
        ] }}"""
    )
    made = [(a.rule, a.address, a.reason, a.until, a.owner, a.source.line) for a in harvest.accepts]
    end = date.fromisoformat(UNTIL)
    assert made == [
        ("RF-A-01", "A.B/c/one", "above", end, "me", 2),
        ("RF-A-02", "A.B/c/two", "in side", end, "", 6),
        ("RF-A-04", "A.B/c/n*", "all", end, "", 9),
    ]
    assert [b for b in harvest.blinds if "accept" in b.what] == []


def test_comments_above_a_symbolic_name() -> None:
    harvest = read(
        f"""{{ "$schema": "{SCHEMA}", "languageVersion": "2.0", "contentVersion": "1.0.0.0", "resources": {{
        // ringfence:accept RF-A-01 reason="one" until={UNTIL}
        // ringfence:accept RF-A-02 reason="two" until={UNTIL}
        "store": {{ "type": "A.B/c", "apiVersion": "1", "name": "one" }},
        "other": {{ "type": "A.B/c", "apiVersion": "1", "name": "two" }}
        }} }}"""
    )
    assert [(a.rule, a.address) for a in harvest.accepts] == [
        ("RF-A-01", "store"), ("RF-A-02", "store"),
    ]  # fmt: skip


def test_the_comments_of_a_resource_accept() -> None:
    stated = f'ringfence:accept RF-A-01 reason="so" until={UNTIL}'
    one = thing("A.B/c", "one", comments=f"See the wiki. {stated}")
    harvest = read(template(one, thing("A.B/c", "two", comments="nothing to accept")))
    assert [(a.rule, a.address) for a in harvest.accepts] == [("RF-A-01", "A.B/c/one")]


def test_metadata_accepts() -> None:
    entry = {"rule": "RF-A-01", "reason": "because", "until": UNTIL}
    text = f'RF-A-02 reason="so" until={UNTIL}'
    harvest = read(
        template(
            thing("A.B/c", "one", metadata={"ringfence": {"accept": [entry, text]}}),
            metadata={"ringfence": {"accept": {**entry, "rule": "RF-A-03"}}},
        )
    )
    assert [(a.rule, a.address) for a in harvest.accepts] == [
        ("RF-A-01", "A.B/c/one"), ("RF-A-02", "A.B/c/one"), ("RF-A-03", "*"),
    ]  # fmt: skip
    assert "metadata" not in only(harvest, "A.B/c").body


@pytest.mark.parametrize(
    ("comment", "says"),
    [
        ("ringfence:accept", "names no rule"),
        (f"ringfence:accept RF-A-01 until={UNTIL}", "gives no reason"),
        ('ringfence:accept RF-A-01 reason="x"', "gives no end"),
        ('ringfence:accept RF-A-01 reason="x" until=soon', "is no date"),
    ],
)
def test_incomplete_acceptances_are_said(comment: str, says: str) -> None:
    text = json.dumps(template(storage("st")), indent=1).replace('"type"', f'// {comment}\n"type"')
    harvest = read(text)
    assert harvest.accepts == []
    (blind,) = harvest.blinds
    assert says in blind.reason
    assert blind.inert
    assert blind.source.line > 1


# Bad input


@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        (b'{"$schema": "' + SCHEMA.encode() + b'",\n"resources": [\n{"type"', 3, "not valid JSON"),
        (b'{"resources": [\n"caf\xe9"]}', 2, "utf-8"),
        (b"\x00\x01\x02", 1, "binary"),
        (b"[" * 100_000, 1, "levels deep"),
        (b"", 1, "not valid JSON"),
        (b"[1, 2]", 1, "no template"),
    ],
)
def test_what_cannot_be_read_may_hold_anything_for_everybody(
    content: bytes, line: int, says: str
) -> None:
    harvest = read(content)
    (blind,) = harvest.blinds
    assert (blind.what, blind.root, blind.types) == (f"`{MAIN}`", "*", frozenset())
    assert says in blind.reason
    assert blind.source.line == line
    assert harvest.resources == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_marks(encoding: str) -> None:
    text = json.dumps(template(storage("stü", tags={"a": "ö"})), indent=1, ensure_ascii=False)
    account = only(read(text.encode(encoding)))
    assert account.body["tags"] == {"a": "ö"}
    assert account.locate("tags").line == line_of(text, '"tags"')


def test_comments_and_texts_over_lines_keep_lines_right() -> None:
    text = f"""// head
    {{ "$schema": "{SCHEMA}", "contentVersion": "1.0.0.0", /* a
    b */ "resources": [ {{ "type": "A.B/c", "apiVersion": "1",
      "name": "[concat('a',
         'b')]",
      "properties": {{ "x": 1, }} }} ], }}"""
    made = only(read(text), "A.B/c")
    assert made.name == "ab"
    assert made.locate("properties.x").line == 6


def test_duplicate_keys_are_noted() -> None:
    text = json.dumps(template(storage("st")), indent=1).replace(
        '"name": "st"', '"name": "first",\n"name": "st"'
    )
    harvest = read(text)
    assert only(harvest).name == "st"
    (blind,) = harvest.blinds
    assert blind.inert
    assert "`name` stands twice" in blind.reason
    assert blind.source.line == line_of(text, '"name": "st"')


@pytest.mark.parametrize(
    ("resource", "says"),
    [
        ("text", "is no object"),
        ({"name": "x"}, "type"),
        ({"type": "A.B/c"}, "no name"),
        ({"type": "[variables('t')]", "name": "x"}, "type"),
        ({"type": "A.B/c", "name": ""}, "name"),
        ({"type": "A.B/c/d", "name": "x"}, "1 segments where its type has 2"),
        ({"type": "A.B/c", "name": "x", "copy": {"name": "l", "count": "many"}}, "copy loop `l`"),
        ({"type": "A.B/c", "name": "x", "condition": "[createObject()]"}, "no truth value"),
        ({"type": "Microsoft.Resources/deployments", "name": "d"}, "no template"),
        ({"type": "Microsoft.Resources/deployments", "name": "d", "properties": {"template": []}}, "no object"),
    ],
)  # fmt: skip
def test_a_broken_resource_is_a_gap_beside_the_others(resource: Any, says: str) -> None:
    body = {**template(), "resources": [resource, storage("st")]}
    harvest = read(body)
    assert only(harvest).name == "st"
    ((_, reason),) = problems(harvest)
    assert says in reason


def test_a_large_template_is_read_in_bounded_time() -> None:
    body = template(
        *(
            storage(
                f"[concat('st', '{number}')]", properties={"networkAcls": {"defaultAction": "Deny"}}
            )
            for number in range(4_000)
        )
    )
    tree = tree_of({MAIN: body})
    start = time.process_time()
    harvest = read_template(tree, MAIN, Options())
    assert len(harvest.resources) == 4_000
    assert time.process_time() - start < 4


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 5)
    | st.sampled_from(
        ["", "x", "A.B/c", "A.B/c/d", "[copyIndex()]", "[parameters('p')]", "[variables('v')]",
         "[resourceGroup().id]", "[reference('x').y]", "[concat(", "Microsoft.Resources/deployments",
         "/", "inner", "nested.json", "[[x]", "st/default"]
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["type", "name", "apiVersion", "properties", "resources", "copy", "count", "input",
                 "condition", "scope", "parameters", "variables", "template", "templateLink",
                 "relativePath", "value", "outputs", "existing", "identity", "import", "p", "v",
                 "defaultValue", "resourceGroup", "metadata", "ringfence", "accept", "functions"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)  # fmt: skip
SECTIONS = st.dictionaries(
    st.sampled_from(
        ["parameters", "variables", "outputs", "functions", "languageVersion", "metadata"]
    ),
    JSON,
    max_size=3,
)


@given(st.lists(JSON, max_size=3) | JSON, SECTIONS)
def test_no_template_crashes(resources: Any, sections: dict[str, Any]) -> None:
    body = {"$schema": SCHEMA, "contentVersion": "1.0.0.0", **sections, "resources": resources}
    harvest = read(body, {"nested.json": body})
    for resource in harvest.resources:
        assert resource.id
        assert resource.locate("properties.x").file in (MAIN, "nested.json")
    roots({MAIN: body})


@given(st.binary(max_size=60), st.integers(0, 400), st.integers(0, 40))
def test_no_damage_crashes(noise: bytes, at: int, cut: int) -> None:
    text = json.dumps(
        template(storage("[concat('a', 'b')]", copy={"name": "c", "count": 2}))
    ).encode()
    harvest = read(text[:at] + noise + text[at + cut :])
    assert harvest.reports


def test_the_order_of_resources_changes_nothing_but_their_order() -> None:
    resources = [
        storage("st", properties={"x": "[reference('k').v]"}),
        thing("A.B/k", "k", properties={"v": 1}),
        thing("A.B/l", "l"),
    ]
    forward = by_address(read(template(*resources)))
    backward = by_address(read(template(*reversed(resources))))
    assert {a: (r.id, r.body) for a, r in forward.items()} == {
        a: (r.id, r.body) for a, r in backward.items()
    }
