"""Releases of charts that are not in the tree: what is known of them by their name and values.

A chart that nobody can look into is a gap. Of two sorts more is known: ingress controllers, whose
charts make a Service of type LoadBalancer unless values say otherwise (the values of ingress-nginx
and Traefik are documented on their own pages), and servers of models, which are there, however
their chart wraps them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from ringfence.model.facts import ABSENT, Absent, Source, Unknown, Value
from ringfence.model.resource import dig

_HARMLESS: Final = re.compile(
    r"(?:cert-manager|external-dns|kube-prometheus-stack|prometheus(?:-.*)?|grafana-agent|loki(?:-.*)?"
    r"|promtail|fluent-bit|keda|metrics-server|external-secrets|reloader|kyverno|gatekeeper"
    r"|gpu-operator|nvidia-device-plugin|node-feature-discovery|csi-.*|secrets-store-csi-driver.*"
    r"|azure-workload-identity|workload-identity-webhook|cluster-autoscaler|karpenter|velero"
    r"|kube-state-metrics|descheduler|trust-manager|sealed-secrets|aad-pod-identity|dcgm-exporter"
    r"|istio-?base|base|istiod|cni|kserve-crd|argo-?cd|flux2?|kured)"
)
_SERVERS: Final = re.compile(
    r".*(?:vllm|text-generation|ollama|triton|llama|sglang|lmdeploy|kserve|seldon|ray-?(?:cluster|llm|serve)"
    r"|open-webui|litellm|qdrant|weaviate|milvus|chroma|localai|bentoml|mlflow|tei|inference).*"
)
_INGRESS: Final = {
    "ingress-nginx": ("registry.k8s.io/ingress-nginx/controller", "controller.service", "nginx"),
    "nginx-ingress": ("nginx/nginx-ingress", "controller.service", "nginx"),
    "traefik": ("docker.io/traefik", "service", "traefik"),
}

CONTROLLERS: Final = frozenset(_INGRESS)
"""The charts of ingress controllers whose objects are known."""


def name_of(chart: str) -> str:
    """Return the name of a chart from the reference to it (`repo/chart`, `oci://...`, a path)."""
    return chart.rstrip("/").rpartition("/")[2].lower()


def harmless(chart: str) -> bool:
    """Tell whether a chart is known to publish nothing and to hold nothing that we look for."""
    return _HARMLESS.fullmatch(name_of(chart)) is not None


def merged(layers: list[Value]) -> Value:
    """Return values as Helm puts them together: later layers win, objects are merged."""
    result: Value = {}
    for layer in layers:
        result = _over(result, layer)
    return result


def _over(below: Value, above: Value) -> Value:
    if not isinstance(below, dict) or not isinstance(above, dict):
        return above
    made = dict(below)
    for key, value in above.items():
        made[key] = _over(made[key], value) if key in made else value
    return made


def at_path(path: str, value: Value) -> Value:
    """Return the layer that `--set path=value` stands for; dots behind a backslash are no steps."""
    steps = [
        step.replace("\\.", ".") for step in re.split(r"(?<!\\)\.", path.replace("\\\\", "\\"))
    ]
    for step in reversed(steps):
        name, bracket, _ = step.partition("[")
        value = {name: [value] if bracket else value}
    return value


def objects(
    chart: str, release: Value, namespace: Value, values: Value, where: Source
) -> Iterator[tuple[dict[str, Any], Unknown | None]]:
    """Yield the manifests that a release is known to make, with a doubt where a chart decides."""
    name = name_of(chart)
    if name in _INGRESS:
        image, at, class_ = _INGRESS[name]
        named = _value(values, "controller.ingressClassResource.name", class_)
        args: Value = [f"--ingress-class={named}"] if isinstance(named, str) else [named]
        label: dict[str, Value] = {"app.kubernetes.io/name": name, "release": release}
        yield _workload(release, namespace, name, image, label, args), None
        if _value(values, f"{at}.enabled", True) is not False:
            yield from _front(release, namespace, name, label, values, at)
    elif _SERVERS.fullmatch(name):
        why = Unknown(f"what chart `{chart}` makes is not in the tree", where)
        label = {"app.kubernetes.io/name": name, "release": release}
        yield _workload(release, namespace, name, name, label, [why]), None
        for each, _ in _front(release, namespace, name, label, values, "service", why):
            yield each, why


def _value(values: Value, path: str, otherwise: Value) -> Value:
    found = dig(values, path)
    if isinstance(found, Absent) or found is None:
        return otherwise
    return found


def _metadata(release: Value, namespace: Value, chart: str) -> dict[str, Value]:
    named: Value = f"{release}-{chart}" if isinstance(release, str) else release
    return {"name": named, "namespace": namespace}


def _workload(
    release: Value,
    namespace: Value,
    chart: str,
    image: str,
    labels: dict[str, Value],
    args: Value,
) -> dict[str, Any]:
    return {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": _metadata(release, namespace, chart),
        "spec": {
            "template": {
                "metadata": {"labels": labels},
                "spec": {"containers": [{"name": chart, "image": image, "args": args}]},
            }
        },
    }


def _front(
    release: Value,
    namespace: Value,
    chart: str,
    labels: dict[str, Value],
    values: Value,
    at: str,
    default: Unknown | None = None,
) -> Iterator[tuple[dict[str, Any], None]]:
    service = dig(values, at)
    if isinstance(service, Unknown):
        service = {"type": service, "annotations": service}
    metadata = _metadata(release, namespace, chart)
    noted = dig(service, "annotations")
    if noted is not ABSENT:
        metadata = {**metadata, "annotations": None if isinstance(noted, Absent) else noted}
    stated = service if isinstance(service, dict) else {}
    usual: Value = "LoadBalancer" if default is None else default
    spec: dict[str, Value] = {"type": _value(stated, "type", usual), "selector": labels}
    for key in ("loadBalancerSourceRanges", "externalTrafficPolicy", "loadBalancerClass"):
        value = dig(service, key)
        if not isinstance(value, Absent) and value is not None:
            spec[key] = value
    if default is None:
        spec["ports"] = [{"name": "http", "port": 80}, {"name": "https", "port": 443}]
    yield {"apiVersion": "v1", "kind": "Service", "metadata": metadata, "spec": spec}, None
