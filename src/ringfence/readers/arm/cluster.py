"""Objects of a Kubernetes cluster that a template declares through the Kubernetes extension.

Source: learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-kubernetes-extension: the type
is `group/Kind@version` (`core` for the group without a name), the properties are the manifest
without `apiVersion` and `kind`; the configuration of the extension names the namespace.
"""

from __future__ import annotations

from typing import Any, Final

from ringfence.model.facts import Source, Unknown, Value
from ringfence.model.symbols import symbol
from ringfence.readers.arm.bodies import VERBATIM, Body
from ringfence.readers.arm.evaluating import resolve
from ringfence.readers.arm.origin import Written
from ringfence.readers.arm.planned import Planned
from ringfence.readers.arm.template import located, member, spelt
from ringfence.readers.arm.values import Failure, Lazy, Operand
from ringfence.readers.harvest import Harvest

EXTENSION: Final = "kubernetes"
PREFIX: Final = "kubernetes/"


class _Properties(Written):
    """The origin of an object whose manifest stands below `properties`."""

    __slots__ = ()

    def locate(self, pointer: str) -> Source:
        """Return file and line of a part of the manifest, or of its nearest written parent."""
        return super().locate(f"properties.{pointer}" if pointer else "")


def plan(planned: Planned, label: str, extension: Any) -> None:
    """Give an object of a cluster its type, name and id. Raises Failure if it has no type.

    `extension` is what the template declares about the extension.
    """
    group, slash, kind = str(planned.value("type")).partition("@")[0].partition("/")
    if not slash or not kind:
        raise Failure("its type is no `group/Kind@version`")
    planned.type = f"{PREFIX}{group}/{kind}"
    name = member(member(planned.value("properties"), "metadata"), "name")
    planned.name = name if isinstance(name, str) and name else label or kind
    where = f"{planned.deployment.prefix}{label or planned.name}"
    planned.id = f"/kubernetes/{symbol(where, planned.frame.root)}/{group}/{kind}"
    planned.scope = _namespace(planned, extension)


def _namespace(planned: Planned, extension: Any) -> Operand:
    """Return the namespace of objects that name none, None if the template says none."""
    stated = member(member(extension, "config"), "namespace")
    if isinstance(stated, dict):
        stated = member(stated, "defaultValue")
    if stated is None:
        return None
    made = resolve(stated, planned.deployment.frame, planned.file, planned.path)
    return made.settle() if isinstance(made, Lazy) else made


def declare(planned: Planned, harvest: Harvest) -> None:
    """Add an object to the harvest as the reader of manifests would, kinds nobody models included."""
    from ringfence.readers.kubernetes.documents import Manifest
    from ringfence.readers.kubernetes.read import Gathering

    origin = _Properties(planned.file, planned.path)
    line = located(planned.file, planned.path).line
    gathering = Gathering(planned.frame.root)
    gathering.take(Manifest(_manifest(planned), origin, planned.file.name, line), planned.presence)
    made = gathering.finish()
    for resource in made.resources:
        resource.address = planned.address
        resource.external = planned.external
    made.reports.clear()
    harvest.extend(made)


def _manifest(planned: Planned) -> dict[str, Value]:
    """Return the manifest that the properties stand for."""
    path = (planned.path, spelt(planned.raw, "properties"))
    maker = Body(planned.frame, planned.file, "", shared=True)
    properties = maker.value(member(planned.raw, "properties"), path, VERBATIM)
    group, _, kind = planned.type.removeprefix(PREFIX).partition("/")
    version = str(planned.value("type")).partition("@")[2] or planned.api_version or "v1"
    made: dict[str, Value] = {
        "apiVersion": version if group == "core" else f"{group}/{version}",
        "kind": kind,
    }
    if isinstance(properties, Unknown):
        return {**made, "metadata": {"name": properties}, "spec": properties}
    made |= properties if isinstance(properties, dict) else {}
    metadata = made.get("metadata")
    if planned.scope is not None and isinstance(metadata, dict) and "namespace" not in metadata:
        made["metadata"] = {**metadata, "namespace": planned.scope}
    return made
