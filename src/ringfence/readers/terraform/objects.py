"""Objects of Kubernetes that Terraform declares: blocks become the manifest that they stand for.

The provider writes every nested object as a block, names in snake case and lists in the singular
(https://registry.terraform.io/providers/hashicorp/kubernetes/latest/docs). Maps that are arguments
(labels, annotations, limits) keep their keys. `kubernetes_manifest` and `kubectl_manifest` hold a
manifest as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from ringfence.model.estate import Blind
from ringfence.model.facts import MAYBE, Source, Unknown, Value
from ringfence.model.resource import Origin, Resource
from ringfence.readers.kubernetes.kinds import MAY_OPEN, MODELLED, inert, name_of
from ringfence.readers.kubernetes.placeholders import present, settle
from ringfence.readers.kubernetes.shape import declare
from ringfence.readers.terraform.declared import Declared
from ringfence.syntax.yamltext import YamlError, decode

_KINDS: Final[dict[str, tuple[str, str]]] = {
    "deployment": ("apps/v1", "Deployment"),
    "stateful_set": ("apps/v1", "StatefulSet"),
    "daemonset": ("apps/v1", "DaemonSet"),
    "daemon_set": ("apps/v1", "DaemonSet"),
    "pod": ("v1", "Pod"),
    "replication_controller": ("v1", "ReplicationController"),
    "job": ("batch/v1", "Job"),
    "cron_job": ("batch/v1", "CronJob"),
    "service": ("v1", "Service"),
    "ingress": ("networking.k8s.io/v1", "Ingress"),
    "ingress_class": ("networking.k8s.io/v1", "IngressClass"),
    "network_policy": ("networking.k8s.io/v1", "NetworkPolicy"),
    "namespace": ("v1", "Namespace"),
    "service_account": ("v1", "ServiceAccount"),
    "persistent_volume": ("v1", "PersistentVolume"),
    "persistent_volume_claim": ("v1", "PersistentVolumeClaim"),
    "storage_class": ("storage.k8s.io/v1", "StorageClass"),
}
_INERT: Final = frozenset(
    [
        "config_map",
        "config_map_data",
        "secret",
        "binary_data",
        "role",
        "role_binding",
        "cluster_role",
        "cluster_role_binding",
        "horizontal_pod_autoscaler",
        "limit_range",
        "resource_quota",
        "pod_disruption_budget",
        "priority_class",
        "certificate_signing_request",
        "csi_driver",
        "default_service_account",
        "endpoints",
        "endpoint_slice",
        "env",
        "labels",
        "annotations",
        "mutating_webhook_configuration",
        "validating_webhook_configuration",
        "node_taint",
        "pod_security_policy",
        "api_service",
        "runtime_class",
        "token_request",
        "secret_data",
        "validating_admission_policy",
    ]
)
_LISTS: Final = {
    "container": "containers",
    "init_container": "initContainers",
    "volume": "volumes",
    "volume_mount": "volumeMounts",
    "port": "ports",
    "ports": "ports",
    "env": "env",
    "env_from": "envFrom",
    "toleration": "tolerations",
    "rule": "rules",
    "path": "paths",
    "match_expressions": "matchExpressions",
    "ingress": "ingress",
    "egress": "egress",
    "from": "from",
    "to": "to",
    "tls": "tls",
    "image_pull_secrets": "imagePullSecrets",
    "volume_claim_template": "volumeClaimTemplates",
    "host_aliases": "hostAliases",
}
"""Blocks that are elements of a list; every other block is an object."""

_NAMES: Final = {
    "cluster_ip": "clusterIP",
    "external_ips": "externalIPs",
    "load_balancer_ip": "loadBalancerIP",
    "host_pid": "hostPID",
    "host_ipc": "hostIPC",
    "data_disk_uri": "diskURI",
    "storage_provisioner": "provisioner",
}
_DISSOLVED: Final = "persistent_volume_source"
"""A block of the provider that Kubernetes has not: its content stands one level higher."""

_VERSIONS: Final = ("_v1", "_v2", "_v1beta1", "_v2beta2")


def kind_of(type_: str) -> str | None:
    """Return what a Terraform type is to us: a name in `_KINDS`, `manifest`, "" for nothing that
    bears on a leak, and None for what is no object of Kubernetes or not known.
    """
    if type_ in ("kubernetes_manifest", "kubectl_manifest"):
        return "manifest"
    if not type_.startswith("kubernetes_"):
        return None
    name = type_.removeprefix("kubernetes_")
    for version in _VERSIONS:
        name = name.removesuffix(version)
    if name in _INERT:
        return ""
    return name if name in _KINDS else None


def read(instance: Declared) -> Resource | Blind | None:
    """Return the object that an instance declares, or a gap; None for one that bears on nothing."""
    kind = kind_of(instance.type)
    if kind == "manifest":
        return _manifest(instance)
    if not kind:
        return None
    api_version, name = _KINDS[kind]
    body: dict[str, Value] = {"apiVersion": api_version, "kind": name}
    body |= dict(_converted(instance.arguments, ""))
    made = declare(
        body, instance.root, Blocks(instance), address=instance.address, presence=instance.presence
    )
    return made if made is not None else _gap(instance, "an object without a name is not known")


def _manifest(instance: Declared) -> Resource | Blind | None:
    body: Any = instance.arguments.get("manifest")
    origin: Origin = Manifested(instance, "manifest")
    if instance.type == "kubectl_manifest":
        body, origin = instance.arguments.get("yaml_body"), Manifested(instance, "yaml_body")
        if isinstance(body, str):
            body = _parsed(body, instance)
    if isinstance(body, Unknown):
        return _gap(instance, f"its manifest is not known: {body.reason}")
    if not isinstance(body, dict):
        return _gap(instance, "its manifest is no object")
    api_version, kind = body.get("apiVersion"), body.get("kind")
    if not isinstance(api_version, str) or not isinstance(kind, str):
        return _gap(instance, "what kind of object it is is not known")
    type_ = name_of(api_version, kind)
    if inert(type_):
        return None
    made = declare(
        body, instance.root, origin, address=instance.address, presence=instance.presence
    )
    if made is None or type_ not in MODELLED:
        return _gap(instance, f"objects of kind `{kind}` are not modelled")
    return made


def _parsed(text: str, instance: Declared) -> Any:
    try:
        documents = decode(text.encode("utf-8", "surrogatepass"))
    except YamlError as error:
        return Unknown(f"it {error}", instance.origin.locate("yaml_body"))
    if len(documents) != 1 or documents[0].fault is not None:
        why = documents[0].fault if documents else "it is empty"
        return Unknown(
            f"it {why or 'holds several documents'}", instance.origin.locate("yaml_body")
        )
    value = documents[0].value
    return settle(value, instance.origin.locate("yaml_body")) if present(text) else value


def _gap(instance: Declared, reason: str) -> Blind:
    where = instance.origin.locate("")
    return Blind(f"`{instance.address}`", reason, where, types=MAY_OPEN, conceals=True)


def _converted(block: Any, parent: str) -> Iterator[tuple[str, Value]]:
    """Yield the members of the object that a block stands for."""
    for key, value in block.items():
        if value is None or value == []:
            continue
        if key == MAYBE:
            yield key, value
        elif key == _DISSOLVED and isinstance(value, list) and isinstance(value[0], dict):
            yield from _converted(value[0], parent)
        else:
            yield _renamed(key, value, parent), _inner(key, value, parent)


def _is_list(key: str, parent: str) -> bool:
    """Tell whether a block is an element of a list: the port of a backend is not."""
    return key in _LISTS and not (key == "port" and parent == "service")


def _renamed(key: str, value: Value, parent: str) -> str:
    if _is_list(key, parent) and not isinstance(value, str | int | bool | dict):
        return _LISTS[key]
    head, *rest = key.split("_")
    return _NAMES.get(key, head + "".join(word.capitalize() for word in rest))


def _inner(key: str, value: Value, parent: str) -> Value:
    if not isinstance(value, list) or not all(isinstance(e, dict | Unknown) for e in value):
        return value
    made: list[Value] = [
        each if isinstance(each, Unknown) else dict(_converted(each, key)) for each in value
    ]
    return made if _is_list(key, parent) or len(made) != 1 else made[0]


class Blocks:
    """The origin of an object that blocks declare: leads from its properties to arguments."""

    __slots__ = ("instance",)

    def __init__(self, instance: Declared) -> None:
        self.instance = instance

    def locate(self, pointer: str) -> Source:
        """Return where the block or argument stands that a property was written from."""
        path = ""
        here: Any = self.instance.arguments
        parent = ""
        for step in pointer.replace("[", ".[").split(".") if pointer else ():
            found = _step(here, step, parent)
            if found is None:
                break
            key, here = found
            path += key if key.startswith("[") or not path else f".{key}"
            parent = key if not key.startswith("[") else parent
            if isinstance(here, list) and not _is_list(parent, "") and len(here) == 1:
                path, here = f"{path}[0]", here[0]
        return self.instance.origin.locate(path)


def _step(here: Any, step: str, parent: str) -> tuple[str, Any] | None:
    if step.startswith("["):
        index = int(step[1:-1])
        return (step, here[index]) if isinstance(here, list) and index < len(here) else None
    if not isinstance(here, dict):
        return None
    for key, value in here.items():
        if key == step or _renamed(key, value, parent) == step:
            return key, value
    return None


class Manifested:
    """The origin of an object that an argument holds whole."""

    __slots__ = ("argument", "instance")

    def __init__(self, instance: Declared, argument: str) -> None:
        self.instance = instance
        self.argument = argument

    def locate(self, pointer: str) -> Source:
        """Return where a property stands in the argument, or the block."""
        if not pointer:
            return self.instance.origin.locate("")
        return self.instance.origin.locate(f"{self.argument}.{pointer}")
