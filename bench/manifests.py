"""The generated estate of a cluster: workloads, Services, policies and accounts, as one stream."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

SPACES = 50
OBJECT = """---
apiVersion: apps/v1
kind: Deployment
metadata: {{name: w{n}, namespace: ns{s}}}
spec:
  selector:
    matchLabels: {{app: w{n}}}
  template:
    metadata:
      labels: {{app: w{n}}}
    spec:
      containers:
        - name: server
          image: {image}
          ports:
            - {{name: http, containerPort: 8000}}
---
apiVersion: v1
kind: Service
metadata: {{name: w{n}, namespace: ns{s}}}
spec:
  type: {type}
  selector: {{app: w{n}}}
  ports:
    - {{port: 80, targetPort: http}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {{name: w{n}, namespace: ns{s}}}
spec:
  podSelector:
    matchLabels: {{app: w{n}}}
  ingress:
    - ports: [{{port: http}}]
---
apiVersion: v1
kind: ServiceAccount
metadata: {{name: w{n}, namespace: ns{s}}}
"""


def write_manifests(folder: Path, count: int) -> None:
    """Write about `count` objects; every tenth workload serves a model, every twentieth in public."""
    (folder / "app.yaml").write_text("".join(_objects(max(1, count // 4))))


def _objects(cells: int) -> Iterator[str]:
    for number in range(cells):
        yield OBJECT.format(
            n=number,
            s=number % SPACES,
            image="vllm/vllm-openai:v1" if number % 10 == 0 else "nginx:1.27",
            type="LoadBalancer" if number % 20 == 0 else "ClusterIP",
        )
