"""Manifests of Kubernetes, and kustomizations over them: the first byte says which."""

from __future__ import annotations

from typing import Final

from fuzz.memory import MemoryTree
from ringfence.graph.azure.kubernetes.ways_in import fronts
from ringfence.graph.kubernetes.objects import WORKLOADS
from ringfence.model.estate import Estate
from ringfence.readers.kubernetes.read import Deployments

APP: Final = b"""apiVersion: apps/v1
kind: Deployment
metadata: {name: vllm, namespace: llm}
spec:
  template:
    metadata: {labels: {app: vllm}}
    spec:
      containers: [{name: s, image: 'vllm/vllm-openai:v1', ports: [{name: http, containerPort: 8000}]}]
---
apiVersion: v1
kind: Service
metadata: {name: vllm, namespace: llm}
spec: {type: LoadBalancer, selector: {app: vllm}, ports: [{port: 80, targetPort: http}]}
"""
SEEDS: Final = (
    b"0" + APP,
    b"""0apiVersion: v1
kind: List
items:
- {apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: i}, spec: {rules: [{http: {
   paths: [{backend: {service: {name: '${NAME}', port: {number: 80}}}}]}}]}}
- {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: p}, spec: {podSelector: {},
   ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}], ports: [{port: 1, endPort: 9}]}]}}
""",
    b"""1resources: [app.yaml]
namePrefix: a-
commonLabels: {b: c}
images: [{name: vllm/vllm-openai, newTag: v2}]
patches:
- {target: {kind: Service, name: v.*}, patch: '[{op: replace, path: /spec/type, value: ClusterIP}]'}
- patch: |-
    {apiVersion: v1, kind: Service, metadata: {name: vllm, namespace: llm}, spec: {ports: [{port: 9}]}}
""",
)


def check(data: bytes) -> None:
    """Read the bytes as what a folder deploys, and ask what leads to every workload."""
    files = {"app.yaml": data[1:], "kustomization.yaml": b""}
    kustomized = data[:1] == b"1"
    if kustomized:
        files = {"app.yaml": APP, "kustomization.yaml": data[1:]}
    names = ["kustomization.yaml"] if kustomized else []
    found = Deployments(MemoryTree(files), ["app.yaml"], names, [])
    for root in found.roots:
        resources = {each.key: each for each in found.read(root).resources}
        estate = Estate(resources.values())
        for workload in estate.of(*WORKLOADS):
            for front in fronts(estate, workload):
                assert front.holder.locate(front.pointer).file
