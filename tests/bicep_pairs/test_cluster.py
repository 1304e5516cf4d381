"""Objects of a cluster in a template read as they would from a manifest."""

from __future__ import annotations

from typing import Any

from ringfence.model.facts import Unknown
from ringfence.readers.kubernetes.read import Deployments
from tests.arm.reading import read, template, tree_of

MANIFEST = """apiVersion: v1
kind: Service
metadata: {name: llm, namespace: models}
spec: {type: LoadBalancer, ports: [{port: 80}]}
"""
SERVICE = {
    "import": "k8s",
    "type": "core/Service@v1",
    "properties": {
        "metadata": {"name": "[concat('l', 'lm')]"},
        "spec": {"type": "[variables('kind')]", "ports": [{"port": 80}]},
    },
}


def objects(resources: dict[str, Any], **sections: Any) -> Any:
    kubernetes = {"provider": "Kubernetes", "config": {"namespace": "models"}}
    body = template(resources, imports={"k8s": kubernetes}, **sections)
    return read(body, None)


def test_a_template_says_what_a_manifest_says() -> None:
    harvest = objects({"svc": SERVICE}, variables={"kind": "LoadBalancer"})
    written = Deployments(tree_of({"svc.yaml": MANIFEST}), ["svc.yaml"], [], []).read(".")
    (mine,), (theirs,) = harvest.resources, written.resources
    assert (mine.type, mine.name, mine.body) == (theirs.type, theirs.name, theirs.body)
    assert mine.id.removeprefix("/kubernetes/main.json") == theirs.id.removeprefix("/kubernetes/.")
    assert mine.address == "svc"
    assert harvest.blinds == written.blinds == []
    assert mine.origin.locate("spec.ports").line > mine.origin.locate("").line > 1


def test_what_is_not_known_of_it_stays_unknown() -> None:
    unknown = {**SERVICE, "properties": "[parameters('all')]", "condition": "[parameters('on')]"}
    harvest = objects(
        {"svc": unknown}, parameters={"all": {"type": "object"}, "on": {"type": "bool"}}
    )
    (found,) = harvest.resources
    assert isinstance(found.body["spec"], Unknown)
    assert isinstance(found.presence, Unknown)


def test_a_kind_that_nobody_models_is_a_gap() -> None:
    strange = {**SERVICE, "type": "acme.example/Tunnel@v1"}
    harvest = objects({"svc": strange}, variables={"kind": "x"})
    assert [blind.inert for blind in harvest.blinds] == [False]


def test_an_extension_that_nobody_declares_is_a_gap() -> None:
    harvest = read(template({"svc": SERVICE}, variables={"kind": "x"}))
    assert not harvest.resources
    assert [blind.inert for blind in harvest.blinds] == [False]
