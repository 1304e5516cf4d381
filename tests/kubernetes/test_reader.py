"""Manifests as they come: encodings, lists, placeholders, broken ones, many, and hostile ones."""

from __future__ import annotations

import json
from pathlib import Path
from time import process_time
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ringfence.model.estate import Estate
from ringfence.model.facts import Unknown
from ringfence.readers.harvest import Harvest
from ringfence.readers.kubernetes.read import Deployments
from ringfence.readers.options import Options
from ringfence.readers.read import read_paths
from ringfence.readers.recognition import recognise
from ringfence.readers.tree import Tree
from tests.kubernetes.pieces import service, workload

SERVICE = service().removeprefix("---\n")


def read(folder: Path, name: str, content: str | bytes) -> Harvest:
    """Read one file as the reader of manifests does."""
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    found = Deployments(Tree.at(folder), [name], [], [])
    harvest = Harvest()
    for root in found.roots:
        harvest.extend(found.read(root))
    return harvest


def estate_of(folder: Path, **files: str) -> Estate:
    for name, content in files.items():
        (folder / f"{name}.yaml").write_text(content)
    return read_paths([folder], Options())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_encodings_with_a_mark_are_read(tmp_path: Path, encoding: str) -> None:
    (resource,) = read(tmp_path, "svc.yaml", SERVICE.encode(encoding)).resources
    assert resource.address == "service/llm/vllm"
    assert resource.type == "kubernetes/core/Service"
    assert resource.locate("spec.type").line == 7


def test_latin_1_is_an_error_with_its_line_and_other_files_stand(tmp_path: Path) -> None:
    spoilt = SERVICE.replace("name: vllm", "name: vllm # gr\xf6\xdfe", 1).encode("latin-1")
    (tmp_path / "bad.yaml").write_bytes(spoilt)
    estate = estate_of(tmp_path, good=workload())
    assert [each.address for each in estate] == ["deployment/llm/vllm"]
    (gap,) = [blind for blind in estate.blinds if not blind.inert]
    assert (gap.source.file, gap.source.line) == ("bad.yaml", 4)
    assert not gap.types, "a document that cannot be read may declare anything"


def test_a_broken_document_spoils_no_other(tmp_path: Path) -> None:
    broken = "---\napiVersion: v1\nkind: Service\nmetadata:\n\tname: x\n"
    harvest = read(tmp_path, "all.yaml", workload() + broken + service())
    assert [each.address for each in harvest.resources] == [
        "deployment/llm/vllm",
        "service/llm/vllm",
    ]
    (gap,) = harvest.blinds
    assert gap.source.line == workload().count("\n") + 5
    assert "tab" in gap.reason


def test_lists_and_json_are_objects_with_lines(tmp_path: Path) -> None:
    first = yaml.safe_load(SERVICE)
    items = [first, {**first, "metadata": {"name": "other"}}]
    listed = {"apiVersion": "v1", "kind": "List", "items": items}
    for name, text in (
        ("l.yaml", yaml.safe_dump(listed)),
        ("l.json", json.dumps(listed, indent="\t")),
        ("m.json", json.dumps(listed)),
    ):
        found = read(tmp_path, name, text).resources
        assert [each.address for each in found] == ["service/llm/vllm", "service/default/other"]
        line = found[1].locate("spec.type").line
        assert (
            '"LoadBalancer"' in text.split("\n")[line - 1] or "type:" in text.split("\n")[line - 1]
        )


def test_annotations_with_dots_are_located(tmp_path: Path) -> None:
    text = service(annotations='a.example.com/b: "x"\n    a.example.com/b.c: "y"')
    (resource,) = read(tmp_path, "svc.yaml", text).resources
    assert text.split("\n")[
        resource.locate("metadata.annotations.a.example.com/b.c").line - 1
    ].endswith('b.c: "y"')


@pytest.mark.parametrize(
    "written", ["${TYPE}", "{{ type }}", "#{type}#", "$(Type)", "$TYPE", "__TYPE__"]
)
def test_placeholders_are_not_known(tmp_path: Path, written: str) -> None:
    (resource,) = read(tmp_path, "s.yaml", service(f'"{written}"')).resources
    assert isinstance(resource.look("spec.type"), Unknown)
    (server,) = read(tmp_path, "w.yaml", workload(args=f'["--model", "{written}"]')).resources
    assert server.look("spec.template.spec.containers[0].args[1]") == written


def test_a_secret_gives_its_keys_and_nothing_else(tmp_path: Path) -> None:
    text = (
        "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {token: abc-very-secret}\n"
    )
    harvest = read(tmp_path, "s.yaml", text)
    assert "abc-very-secret" not in repr([each.body for each in harvest.resources])


@pytest.mark.parametrize(
    "text",
    [
        "services:\n  web:\n    image: vllm/vllm-openai\n",
        "kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\n",
        "apiVersion: v1\nkind: Config\nclusters: []\n",
        "apiVersion: skaffold/v4beta6\nkind: Config\nmetadata: {name: x}\n",
    ],
)
def test_files_that_are_no_objects_are_left_alone(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.yaml").write_text(text)
    tree = Tree.at(tmp_path)
    found = Deployments(tree, recognise(tree).manifests, [], [])
    harvests = [found.read(root) for root in found.roots]
    assert not any(each.resources or each.blinds for each in harvests)


def test_kinds_that_nobody_models_are_one_gap_and_inert_ones_none(tmp_path: Path) -> None:
    strange = "---\napiVersion: acme.io/v1\nkind: Tunnel\nmetadata: {name: t%d}\n"
    role = "---\napiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: r}\n"
    harvest = read(tmp_path, "x.yaml", strange % 1 + strange % 2 + role)
    (gap,) = harvest.blinds
    assert "2 of `acme.io/Tunnel`" in gap.what
    assert gap.conceals
    assert "kubernetes/apps/deployment" in gap.types


def test_duplicate_keys_are_told(tmp_path: Path) -> None:
    text = SERVICE.replace("  type: LoadBalancer\n", "  type: ClusterIP\n  type: LoadBalancer\n")
    harvest = read(tmp_path, "s.yaml", text)
    assert harvest.resources[0].look("spec.type") == "LoadBalancer"
    assert [(blind.source.line, blind.inert) for blind in harvest.blinds] == [(8, True)]


def test_anchors_that_multiply_are_bounded(tmp_path: Path) -> None:
    lines = ["a: &a0 [x,x,x,x,x,x,x,x,x]"]
    lines += [f"b{n}: &a{n + 1} [{','.join([f'*a{n}'] * 9)}]" for n in range(9)]
    bomb = "apiVersion: v1\nkind: Service\nmetadata: {name: b}\n" + "\n".join(lines)
    started = process_time()
    harvest = read(tmp_path, "b.yaml", bomb + "\n" + service())
    assert process_time() - started < 5
    assert [each.address for each in harvest.resources] == ["service/llm/vllm"]
    assert len(harvest.blinds) == 1


def test_deep_nesting_is_bounded(tmp_path: Path) -> None:
    text = "apiVersion: v1\nkind: Service\nspec: " + "[" * 5000 + "]" * 5000
    (gap,) = read(tmp_path, "d.yaml", text).blinds
    assert "nested" in gap.reason


@pytest.mark.timeout(120)
def test_ten_thousand_documents_are_read_in_linear_time(tmp_path: Path) -> None:
    def seconds(count: int) -> float:
        text = "".join(service(name=f"s{n}", selector=f"{{app: a{n}}}") for n in range(count))
        started = process_time()
        found = read(tmp_path, f"{count}.yaml", text).resources
        found[-1].locate("spec.type")
        assert len(found) == count
        return process_time() - started

    small, large = seconds(1_000), seconds(10_000)
    assert large < 30 * max(small, 0.05)


SCALARS = st.one_of(st.none(), st.booleans(), st.integers(-9, 99999), st.text(max_size=12))
KEYS = st.sampled_from(
    [
        "spec", "template", "metadata", "containers", "image", "name", "namespace", "labels",
        "selector", "ports", "port", "type", "rules", "annotations", "volumes", "items", "kind",
        "matchLabels", "ingress", "egress", "from", "podSelector", "args", "env", "resources",
    ]
)  # fmt: skip
TREES: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=5)),
    max_leaves=25,
)
KINDS = st.sampled_from(
    [
        ("v1", "Service"), ("apps/v1", "Deployment"), ("networking.k8s.io/v1", "NetworkPolicy"),
        ("networking.k8s.io/v1", "Ingress"), ("v1", "Pod"), ("batch/v1", "CronJob"),
        ("gateway.networking.k8s.io/v1", "HTTPRoute"), ("gateway.networking.k8s.io/v1", "Gateway"),
        ("serving.kserve.io/v1beta1", "InferenceService"), ("v1", "PersistentVolume"),
        ("ray.io/v1", "RayService"), ("kubeflow.org/v1", "PyTorchJob"), ("v1", "List"),
    ]
)  # fmt: skip


@st.composite
def objects(draw: st.DrawFn) -> dict[str, Any]:
    """Return an object of a known kind whose content is anything."""
    version, kind = draw(KINDS)
    body: dict[str, Any] = draw(st.dictionaries(KEYS, TREES, max_size=5))
    named = {"name": draw(st.sampled_from(["a", "b"])), "labels": draw(TREES)}
    return {**body, "apiVersion": version, "kind": kind, "metadata": named, "spec": draw(TREES)}


@settings(max_examples=120, deadline=None)
@given(st.lists(objects(), min_size=1, max_size=4))
def test_objects_of_any_content_break_nothing(listed: list[dict[str, Any]]) -> None:
    from tests.twins.twin import scan_text

    text = "".join(f"---\n{json.dumps(each)}\n" for each in [*listed, yaml.safe_load(SERVICE)])
    assessment = scan_text({"app.yaml": text + workload()}, all_data=True)
    assert not assessment.faults, assessment.faults
    assert not [gap for gap in assessment.gaps if "broke" in gap.reason]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.booleans())
def test_bytes_of_any_sort_break_nothing(noise: bytes, at_end: bool) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        data = SERVICE.encode() + noise if at_end else noise + SERVICE.encode()
        harvest = read(Path(name), "x.yaml", data)
    assert harvest.resources or harvest.blinds or not at_end
