"""Manifests and clusters that twins are put together from: each function returns a piece of text."""

from __future__ import annotations

from tests.twins.pieces import PLACE, PRIVATE, block, group, network, rule, subnet
from tests.twins.twin import HEAD

VLLM = "vllm/vllm-openai:v0.6.3"


def workload(
    kind: str = "Deployment",
    name: str = "vllm",
    *,
    image: str = VLLM,
    args: str = "[--model, /models/acme]",
    namespace: str = "llm",
    spec: str = "",
    container: str = "",
    labels: str = "{app: vllm}",
) -> str:
    """Return a workload of the group `apps` with one container on port 8000."""
    return f"""---
apiVersion: apps/v1
kind: {kind}
metadata:
  name: {name}
  namespace: {namespace}
spec:
  selector:
    matchLabels: {labels}
  template:
    metadata:
      labels: {labels}
    spec:
{spec}      containers:
        - name: server
          image: {image}
          args: {args}
          ports:
            - containerPort: 8000
              name: http
{container}"""


def service(
    type_: str = "LoadBalancer",
    name: str = "vllm",
    *,
    annotations: str = "",
    namespace: str = "llm",
    spec: str = "",
    selector: str = "{app: vllm}",
    ports: str = "[{port: 80, targetPort: http}]",
) -> str:
    """Return a Service before the pods labelled `app: vllm`."""
    noted = f"  annotations:\n    {annotations}\n" if annotations else ""
    return f"""---
apiVersion: v1
kind: Service
metadata:
  name: {name}
  namespace: {namespace}
{noted}spec:
  type: {type_}
  selector: {selector}
  ports: {ports}
{spec}"""


INTERNAL = 'service.beta.kubernetes.io/azure-load-balancer-internal: "true"'


def policy(
    name: str = "guard",
    *,
    spec: str = "  policyTypes: [Ingress]\n",
    selector: str = "{}",
    namespace: str = "llm",
) -> str:
    """Return a NetworkPolicy."""
    return f"""---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {name}
  namespace: {namespace}
spec:
  podSelector: {selector}
{spec}"""


def cluster(
    *, profile: str = '    network_policy = "calico"\n', out: str = "none", more: str = ""
) -> str:
    """Return a private cluster in subnet `s` with no way out."""
    return block(
        "kubernetes_cluster",
        "aks",
        f"""{PLACE}  dns_prefix = "aks"
  private_cluster_enabled = true
  local_account_disabled = true
  oidc_issuer_enabled = true
  workload_identity_enabled = true

  identity {{
    type = "SystemAssigned"
  }}

  default_node_pool {{
    name = "system"
    vm_size = "Standard_D4s_v5"
    vnet_subnet_id = azurerm_subnet.s.id
  }}

  network_profile {{
    network_plugin = "azure"
    network_plugin_mode = "overlay"
    outbound_type = "{out}"
{profile}  }}
{more}""",
    )


WEB = rule("web", 100, "Inbound", "Allow", port="80", source="Internet")


def ground(*rules: str, of: str = "", before: str = "s", subnets: str = PRIVATE) -> str:
    """Return Terraform for a network, its group with `rules`, and a cluster in it."""
    nsg = group(*rules, before=before) if rules else ""
    return HEAD + network() + subnet(more=subnets) + nsg + (of or cluster())


def ingress(
    class_: str = "webapprouting.kubernetes.azure.com",
    *,
    annotations: str = "",
    namespace: str = "llm",
    backend: str = "vllm",
) -> str:
    """Return an Ingress that leads to a Service at port 80."""
    noted = f"  annotations:\n    {annotations}\n" if annotations else ""
    return f"""---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  namespace: {namespace}
{noted}spec:
  ingressClassName: {class_}
  rules:
    - host: llm.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: {backend}
                port:
                  number: 80
"""


def controller(annotations: str = "", *, type_: str = "LoadBalancer", flags: str = "[]") -> str:
    """Return an ingress controller of its own namespace, and the Service before it."""
    return workload(
        name="ingress-nginx-controller",
        namespace="ingress-nginx",
        image="registry.k8s.io/ingress-nginx/controller:v1.11.2",
        args=flags,
        labels="{app: ingress-nginx}",
    ) + service(
        type_,
        "ingress-nginx-controller",
        namespace="ingress-nginx",
        annotations=annotations,
        selector="{app: ingress-nginx}",
    )


def gateway(class_: str, *, annotations: str = "", route_to: str = "vllm", allow: str = "") -> str:
    """Return a Gateway with an HTTP listener, and a route from it to a Service."""
    noted = f"  infrastructure:\n    annotations:\n      {annotations}\n" if annotations else ""
    return f"""---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: edge
  namespace: edge
spec:
  gatewayClassName: {class_}
{noted}  listeners:
    - name: http
      port: 80
      protocol: HTTP
{allow}---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: llm
  namespace: llm
spec:
  parentRefs:
    - name: edge
      namespace: edge
  rules:
    - backendRefs:
        - name: {route_to}
          port: 80
"""
