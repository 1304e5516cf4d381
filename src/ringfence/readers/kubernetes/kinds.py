"""Which kinds of objects are modelled, which bear on no leak, and which may bear on one.

Groups are API groups without a version (`apps`, `core` for the group that has no name): what an
object is does not depend on the version that wrote it.
"""

from __future__ import annotations

from typing import Final

WORKLOADS: Final = (
    "core/Pod",
    "core/ReplicationController",
    "apps/Deployment",
    "apps/StatefulSet",
    "apps/DaemonSet",
    "apps/ReplicaSet",
    "batch/Job",
    "batch/CronJob",
    "argoproj.io/Rollout",
    "serving.kserve.io/InferenceService",
    "serving.kserve.io/LLMInferenceService",
    "serving.knative.dev/Service",
    "machinelearning.seldon.io/SeldonDeployment",
    "ray.io/RayService",
    "ray.io/RayCluster",
    "ray.io/RayJob",
    "leaderworkerset.x-k8s.io/LeaderWorkerSet",
    "kaito.sh/Workspace",
    "kubeflow.org/PyTorchJob",
    "kubeflow.org/TFJob",
    "kubeflow.org/MPIJob",
)
"""What runs pods; every one can be an asset."""

MODELLED: Final = frozenset(
    {
        *WORKLOADS,
        "core/Service",
        "core/Namespace",
        "core/ServiceAccount",
        "core/PersistentVolume",
        "core/PersistentVolumeClaim",
        "storage.k8s.io/StorageClass",
        "networking.k8s.io/Ingress",
        "networking.k8s.io/IngressClass",
        "networking.k8s.io/NetworkPolicy",
        "gateway.networking.k8s.io/Gateway",
        "gateway.networking.k8s.io/GatewayClass",
        "gateway.networking.k8s.io/HTTPRoute",
        "gateway.networking.k8s.io/GRPCRoute",
        "gateway.networking.k8s.io/TCPRoute",
        "gateway.networking.k8s.io/TLSRoute",
        "gateway.networking.k8s.io/UDPRoute",
        "approuting.kubernetes.azure.com/NginxIngressController",
        # What these refuse is not evaluated: they count as a filter that nobody has read.
        "cilium.io/CiliumNetworkPolicy",
        "cilium.io/CiliumClusterwideNetworkPolicy",
        "crd.projectcalico.org/NetworkPolicy",
        "crd.projectcalico.org/GlobalNetworkPolicy",
        "projectcalico.org/NetworkPolicy",
        "projectcalico.org/GlobalNetworkPolicy",
        "policy.networking.k8s.io/AdminNetworkPolicy",
        "policy.networking.k8s.io/BaselineAdminNetworkPolicy",
        "security.istio.io/AuthorizationPolicy",
    }
)

MOVED: Final = {
    "extensions/Ingress": "networking.k8s.io/Ingress",
    "extensions/NetworkPolicy": "networking.k8s.io/NetworkPolicy",
    "extensions/Deployment": "apps/Deployment",
    "extensions/DaemonSet": "apps/DaemonSet",
    "extensions/ReplicaSet": "apps/ReplicaSet",
}
"""Kinds that stood in another group once (https://kubernetes.io/docs/reference/using-api/deprecation-guide/)."""

_INERT_KINDS: Final = frozenset(
    [
        "core/ConfigMap",
        "core/Secret",
        "core/ServiceAccountToken",
        "core/ResourceQuota",
        "core/LimitRange",
        "core/Event",
        "core/PodTemplate",
        "core/Node",
        "core/ComponentStatus",
        "core/Binding",
        "apps/ControllerRevision",
        "autoscaling/HorizontalPodAutoscaler",
        "policy/PodDisruptionBudget",
        "policy/PodSecurityPolicy",
        "scheduling.k8s.io/PriorityClass",
        "node.k8s.io/RuntimeClass",
        "autoscaling.k8s.io/VerticalPodAutoscaler",
        "storage.k8s.io/CSIDriver",
        "storage.k8s.io/CSINode",
        "storage.k8s.io/VolumeAttachment",
        "storage.k8s.io/CSIStorageCapacity",
        "snapshot.storage.k8s.io/VolumeSnapshotClass",
        "apiextensions.k8s.io/CustomResourceDefinition",
        "gateway.networking.k8s.io/ReferenceGrant",
        "gateway.networking.k8s.io/BackendTLSPolicy",
        "apiregistration.k8s.io/APIService",
        "coordination.k8s.io/Lease",
    ]
)
_INERT_GROUPS: Final = frozenset(
    [
        "rbac.authorization.k8s.io",
        "admissionregistration.k8s.io",
        "certificates.k8s.io",
        "authentication.k8s.io",
        "authorization.k8s.io",
        "cert-manager.io",
        "acme.cert-manager.io",
        "monitoring.coreos.com",
        "external-secrets.io",
        "secrets-store.csi.x-k8s.io",
        "bitnami.com",
        "keda.sh",
        "karpenter.sh",
        "karpenter.azure.com",
        "templates.gatekeeper.sh",
        "constraints.gatekeeper.sh",
        "config.gatekeeper.sh",
        "kyverno.io",
        "wgpolicyk8s.io",
        "scheduling.x-k8s.io",
        "kueue.x-k8s.io",
        "nvidia.com",
        "aadpodidentity.k8s.io",
        "metrics.k8s.io",
        "flowcontrol.apiserver.k8s.io",
        "resource.k8s.io",
        "nfd.k8s-sigs.io",
        "opentelemetry.io",
    ]
)
"""Groups of rights, certificates, metrics, admission and scheduling: none of them opens a way."""

_TOOLS: Final = frozenset(
    [
        "kustomize.config.k8s.io",
        "skaffold",
        "kind.x-k8s.io",
        "kubeadm.k8s.io",
        "kubelet.config.k8s.io",
        "client.authentication.k8s.io",
        "audit.k8s.io",
        "apiserver.config.k8s.io",
        "backstage.io",
        "devspace.sh",
        "tilt.dev",
        "helm.toolkit",
        "core.oam.dev",
        "jobset.tools",
        "dapr.tools",
        "radapp.tools",
        "garden.io",
        "ctlptl.dev",
        "eksctl.io",
        "config.openshift.tools",
        "k0sctl.k0sproject.io",
        "k3d.io",
        "chart-testing.tools",
    ]
)
"""Groups of files for tools that only look like objects of a cluster."""


def group_of(api_version: str) -> str:
    """Return the API group of an `apiVersion` (`apps/v1` gives `apps`, `v1` gives `core`)."""
    group, slash, _ = api_version.rpartition("/")
    return group if slash else "core"


def name_of(api_version: str, kind: str) -> str:
    """Return `group/Kind` of an object, in the group where it stands today."""
    name = f"{group_of(api_version)}/{kind}"
    return MOVED.get(name, name)


def inert(name: str) -> bool:
    """Tell whether objects of `group/Kind` open no way and hold nothing that we look for."""
    return name in _INERT_KINDS or name.partition("/")[0] in _INERT_GROUPS


def of_tools(name: str) -> bool:
    """Tell whether `group/Kind` is a file for a tool, no object of a cluster."""
    return name == "core/Config" or name.partition("/")[0] in _TOOLS


TYPE_PREFIX: Final = "kubernetes/"

MAY_OPEN: Final = frozenset(
    {
        "microsoft.containerservice/managedclusters",
        *(f"{TYPE_PREFIX}{name}".lower() for name in WORKLOADS),
    }
)
"""The types of assets that an object which was not read may open, lower case."""
