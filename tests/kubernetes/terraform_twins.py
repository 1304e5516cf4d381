"""Twins of clusters whose objects Terraform declares."""

from __future__ import annotations

from ringfence.model.assessment import Kind
from tests.kubernetes.pieces import WEB, cluster
from tests.twins.pieces import group, network, subnet
from tests.twins.twin import Twin

LAND = network() + subnet() + group(WEB) + cluster()
ASSET = "kubernetes_deployment_v1.vllm"

SERVER = """
resource "kubernetes_namespace_v1" "llm" {
  metadata {
    name = "llm"
  }
}

resource "kubernetes_deployment_v1" "vllm" {
  metadata {
    name      = "vllm"
    namespace = kubernetes_namespace_v1.llm.metadata[0].name
  }

  spec {
    selector {
      match_labels = { app = "vllm" }
    }

    template {
      metadata {
        labels = { app = "vllm" }
      }

      spec {
        container {
          name  = "server"
          image = "vllm/vllm-openai:v0.6.3"
          args  = ["--model", "/models/acme"]

          port {
            name           = "http"
            container_port = 8000
          }
        }
      }
    }
  }
}
"""

SERVICE = """
resource "kubernetes_service_v1" "vllm" {{
  metadata {{
    name        = "vllm"
    namespace   = kubernetes_namespace_v1.llm.metadata[0].name
    annotations = {annotations}
  }}

  spec {{
    type     = "{type}"
    selector = kubernetes_deployment_v1.vllm.spec[0].template[0].metadata[0].labels
    load_balancer_source_ranges = {ranges}

    port {{
      port        = 80
      target_port = "http"
    }}
  }}
}}
"""
INTERNAL = '{ "service.beta.kubernetes.io/azure-load-balancer-internal" = "true" }'

POLICY = """
resource "kubernetes_network_policy_v1" "guard" {{
  metadata {{
    name      = "guard"
    namespace = "llm"
  }}

  spec {{
    pod_selector {{}}
    policy_types = ["Ingress"]

    ingress {{
      ports {{
        port = "{port}"
      }}
    }}
  }}
}}
"""

MANIFEST = """
resource "kubernetes_manifest" "front" {{
  manifest = {{
    apiVersion = "v1"
    kind       = "Service"
    metadata   = {{ name = "front", namespace = "llm" }}
    spec = {{
      type     = "{type}"
      selector = {{ app = "vllm" }}
      ports    = [{{ port = 80, targetPort = 8000 }}]
    }}
  }}
}}
"""
BODY = """
resource "kubectl_manifest" "front" {{
  yaml_body = <<-YAML
    apiVersion: v1
    kind: Service
    metadata: {{name: front, namespace: llm}}
    spec:
      type: {type}
      selector: {{app: vllm}}
      ports: [{{port: 80, targetPort: 8000}}]
  YAML
}}
"""
INGRESS = """
resource "kubernetes_ingress_v1" "web" {{
  metadata {{
    name      = "web"
    namespace = "llm"
  }}

  spec {{
    ingress_class_name = "nginx"

    rule {{
      http {{
        path {{
          path      = "/"
          path_type = "Prefix"

          backend {{
            service {{
              name = "{backend}"

              port {{
                number = 80
              }}
            }}
          }}
        }}
      }}
    }}
  }}
}}
"""
RELEASE = """
resource "helm_release" "nginx" {{
  name       = "ingress"
  namespace  = "ingress-nginx"
  repository = "https://kubernetes.github.io/ingress-nginx"
  chart      = "ingress-nginx"

  values = [yamlencode({{
    controller = {{ service = {{ annotations = {annotations} }} }}
  }})]
}}
"""


def front(type_: str = "LoadBalancer", annotations: str = "{}", ranges: str = "null") -> str:
    """Return the Service of the server."""
    return SERVICE.format(type=type_, annotations=annotations, ranges=ranges)


TWINS = [
    Twin(
        name="a Service in Terraform with a public or an internal load balancer",
        kind=Kind.EXPOSED,
        asset=ASSET,
        same=LAND + SERVER,
        leaky=front(),
        safe=front(annotations=INTERNAL),
    ),
    Twin(
        name="source ranges of everybody, or of the boundary",
        kind=Kind.EXPOSED,
        asset=ASSET,
        same=LAND + SERVER,
        leaky=front(ranges='["0.0.0.0/0"]'),
        safe=front(ranges='["203.0.113.0/29"]'),
    ),
    Twin(
        name="a policy in Terraform that admits the port, or another",
        kind=Kind.EXPOSED,
        asset=ASSET,
        same=LAND + SERVER + front(),
        leaky=POLICY.format(port="http"),
        safe=POLICY.format(port="9090"),
    ),
    Twin(
        name="a manifest in Terraform of type LoadBalancer, or ClusterIP",
        kind=Kind.EXPOSED,
        asset=ASSET,
        same=LAND + SERVER,
        leaky=MANIFEST.format(type="LoadBalancer"),
        safe=MANIFEST.format(type="ClusterIP"),
    ),
    Twin(
        name="the YAML of a manifest of type LoadBalancer, or ClusterIP",
        kind=Kind.EXPOSED,
        asset=ASSET,
        same=LAND + SERVER,
        leaky=BODY.format(type="LoadBalancer"),
        safe=BODY.format(type="ClusterIP"),
    ),
    Twin(
        name="a released controller that is public, or internal",
        kind=Kind.EXPOSED,
        asset=ASSET,
        same=LAND + SERVER + front("ClusterIP") + INGRESS.format(backend="vllm"),
        leaky=RELEASE.format(annotations="{}"),
        safe=RELEASE.format(annotations=INTERNAL),
    ),
    Twin(
        name="an Ingress to the server, or to another Service",
        kind=Kind.EXPOSED,
        asset=ASSET,
        same=LAND + SERVER + front("ClusterIP") + RELEASE.format(annotations="{}"),
        leaky=INGRESS.format(backend="vllm"),
        safe=INGRESS.format(backend="docs"),
    ),
]
