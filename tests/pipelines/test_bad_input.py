"""Pipelines that are hostile, huge or broken: bounded, told with file and line, nothing lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pipelines.reading import harvest

NAMES = (".github/workflows/ci.yml", ".gitlab-ci.yml", "azure-pipelines.yml")
BOMB = "a0: &a0 [x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 15)
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("text", "says", "line"),
    [
        (b"jobs: [\n", "is not valid YAML", 2),
        (b"jobs:\n\tbuild: {}\n", "a tab stands where only spaces may indent", 2),
        ("on: push\nname: Zürich\n".encode("latin-1"), "is not UTF-8: byte 0xfc", 2),
        (b"on: push\njobs: \0", "a zero byte", 2),
        (BOMB.encode(), "its aliases stand for more than", 7),
        (b"on: " + b"[" * 5000, "is nested more than", 1),
    ],
)
def test_a_broken_file_is_told_with_its_line(name: str, text: bytes, says: str, line: int) -> None:
    found = harvest(
        {name: text, ".github/workflows/good.yml": "on: push\njobs: {a: {steps: []}}\n"}
    )
    (blind,) = found.blinds
    assert says in blind.reason
    assert (blind.source.file, blind.source.line) == (name, line)
    assert any(each.address == ".github/workflows/good.yml/a" for each in found.resources)
    assert any(each.address == name for each in found.resources)


def test_ten_thousand_jobs_take_linear_time() -> None:
    job = (
        "  j{0}:\n    runs-on: x\n    environment: e{0}\n    needs: [j{1}]\n    permissions: "
        "{{id-token: write}}\n    steps:\n      - uses: actions/checkout@v4\n"
        "        with: {{ref: '${{{{ github.head_ref }}}}'}}\n      - run: make\n"
    )
    text = "on: pull_request_target\njobs:\n"
    text += "".join(job.format(n, max(n - 1, 0)) for n in range(1500))
    started = time.process_time()
    assert len(harvest({NAMES[0]: text}).resources) == 1500
    assert time.process_time() - started < 15
    plain = "on: push\njobs:\n" + "".join(
        f"  j{n}:\n    runs-on: x\n    steps: [{{run: make}}]\n" for n in range(10_000)
    )
    assert len(harvest({NAMES[0]: plain}).resources) == 10_000
    steps = "jobs:\n" + "".join(f"- job: j{n}\n  steps:\n  - script: x\n" for n in range(10_000))
    assert len(harvest({NAMES[2]: steps}).resources) == 10_000
    assert time.process_time() - started < 40


def test_a_workflow_of_comments_only_does_nothing() -> None:
    found = harvest({NAMES[0]: "# on: push\n"})
    assert (found.resources, found.blinds) == ([], [])


def test_a_key_that_stands_twice_breaks_what_the_service_refuses() -> None:
    text = "on: push\njobs:\n  a: {script: x}\n  a: {script: y}\n"
    for name in (NAMES[0], NAMES[2]):
        (blind,) = harvest({name: text}).blinds
        assert blind.reason == "holds the key `a` twice"
        assert blind.source.line == 4
    assert not harvest({NAMES[1]: text}).blinds


@pytest.mark.parametrize("name", NAMES)
def test_odd_shapes_are_no_crash(name: str) -> None:
    for text in (
        "",
        "on:\njobs:\n",
        "on: 3\njobs: 4\n",
        "on: {pull_request_target: [x], push: 3}\njobs: {a: 3, b: {steps: 4}, c: {steps: [5, {}]}}\n",
        "on: [push, {a: b}]\njobs: {a: {uses: ./../../x}, b: {needs: [c, {}], if: [1]}, c: {needs: b}}\n",
        "on: push\npermissions: 3\njobs: {a: {permissions: [x], environment: [y], strategy: {matrix: 3}}}\n",
        "on: push\njobs: {a: {strategy: {matrix: {x: [{y: z}], include: [3]}}, environment: '${{ matrix.x.y }}'}}\n",
        "stages: [3, {stage: {a: b}, jobs: [{job: [x], steps: [{task: 1, inputs: [2]}]}]}]\n",
        "variables: [{name: x}, 3]\nsteps: [{template: 7}, {template: [1]}, {task: a, inputs: {azureSubscription: 3}}]\n",
        "include: [3, {local: 4}, {local: /../x.yml}]\nextends: a\na: {extends: [b, 3], script: {x: y}}\nb: {extends: a}\n",
        "default: 3\nvariables: 4\nx: {script: [[a, [b]], !reference [x, script], !reference [{a: b}, [c]]], id_tokens: 3, environment: {}}\n",
    ):
        harvest({name: text})


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(NAMES),
    st.recursive(
        st.sampled_from(
            ["push", "x", "./a", "${{ matrix.x }}", "pull_request_target", 3, None, True]
        ),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "on",
                        "jobs",
                        "steps",
                        "stages",
                        "job",
                        "template",
                        "uses",
                        "with",
                        "env",
                        "if",
                        "needs",
                        "strategy",
                        "matrix",
                        "include",
                        "environment",
                        "permissions",
                        "extends",
                        "script",
                        "variables",
                        "parameters",
                        "task",
                        "inputs",
                        "run",
                        "ref",
                        "azureSubscription",
                        "deployment",
                        "deploy",
                        "runOnce",
                        "pull_request_target",
                        "workflow_call",
                        "local",
                        "id_tokens",
                        "default",
                        "types",
                        "name",
                        "pool",
                    ]
                ),
                inner,
                max_size=5,
            )
        ),
        max_leaves=25,
    ),
)
def test_every_tree_is_read(name: str, value: object) -> None:
    import json

    found = harvest({name: json.dumps(value)})
    for resource in found.resources:
        assert resource.look("properties.file")
