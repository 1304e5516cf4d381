"""Parts of data factories and Synapse: linked services, datasets, what starts a pipeline."""

from __future__ import annotations

import re
from typing import Final

from ringfence.model.facts import Value
from ringfence.readers.terraform.build import block, each, flag, items, move
from ringfence.readers.terraform.mapping import Part
from ringfence.readers.terraform.parts import Fixed, Move
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import own_name

FACTORY: Final = "Microsoft.DataFactory/factories"

_SECRET: Final = re.compile(
    r"(?:accountkey|password|pwd|sharedaccess(?:key|signature)|token|secret|accesskey|sig)$",
    re.IGNORECASE,
)


def without_secrets(value: Value) -> Value:
    """Return a connection string, or the URL of a SAS, without the parts that are secret."""
    if not isinstance(value, str):
        return value
    if value.lower().startswith("https://"):
        return value.partition("?")[0]
    kept = (part for part in value.split(";") if not _SECRET.search(part.partition("=")[0].strip()))
    return ";".join(kept)


def connection(name: str = "connection_string", to: str = "connectionString") -> Move:
    """Return a part for a connection string: what it leads to, never what opens it."""
    return move(name, to=f"properties.typeProperties.{to}", convert=without_secrets)


def in_factory(collection: str) -> Under:
    """Return the place of a child of a data factory."""
    return Under(FACTORY, collection, ("data_factory_id",))


def typed(name: str, to: str) -> Move:
    """Return a part for a property of the kind of linked service or dataset at hand."""
    return move(name, to=f"properties.typeProperties.{to}")


def linked(kind: str, *parts: Part) -> tuple[Part, ...]:
    """Return a linked service of a kind: the store that it leads to and the runtime that it uses."""
    via = "properties.connectVia"
    return (
        Fixed("properties.type", kind),
        *parts,
        move("integration_runtime_name", to=f"{via}.referenceName"),
    )


AS_APPLICATION: Final[tuple[Part, ...]] = (
    typed("service_principal_id", "servicePrincipalId"),
    typed("tenant_id", "tenant"),
)
"""The application that a linked service signs in as."""

AS_APPLICATION_OF: Final[tuple[Part, ...]] = (
    typed("service_principal_id", "servicePrincipalId"),
    typed("tenant", "tenant"),
)
"""The same, where the provider calls its tenant otherwise."""


def dataset(kind: str, *parts: Part, named: str = "linked_service_name") -> tuple[Part, ...]:
    """Return a dataset of a kind: which data behind a linked service."""
    service = "properties.linkedServiceName"
    return (
        Fixed("properties.type", kind),
        move(named, to=f"{service}.referenceName", convert=own_name),
        *parts,
    )


def located(name: str, kind: str, **properties: str) -> Part:
    """Return where a dataset lies: block `name`, whose arguments become `properties`."""
    return block(
        name,
        to="properties.typeProperties.location",
        parts=(Fixed("type", kind), *(move(each_, to=to) for each_, to in properties.items())),
    )


IN_BLOBS: Final = located(
    "azure_blob_storage_location",
    "AzureBlobStorageLocation",
    container="container",
    path="folderPath",
    filename="fileName",
)
IN_LAKE: Final = located(
    "azure_blob_fs_location",
    "AzureBlobFSLocation",
    file_system="fileSystem",
    path="folderPath",
    filename="fileName",
)
ON_THE_WEB: Final = located(
    "http_server_location",
    "HttpServerLocation",
    relative_url="relativeUrl",
    path="folderPath",
    filename="fileName",
)
ON_SFTP: Final = located(
    "sftp_server_location", "SftpLocation", path="folderPath", filename="fileName"
)


def trigger(kind: str, *parts: Part) -> tuple[Part, ...]:
    """Return what starts pipelines."""
    return (
        Fixed("properties.type", kind),
        flag("activated", to="properties.activated", default=True),
        *parts,
    )


PIPELINES: Final = each(
    "pipeline",
    to="properties.pipelines",
    parts=(
        Fixed("pipelineReference.type", "PipelineReference"),
        move("name", to="pipelineReference.referenceName"),
    ),
)

_ENDS: Final[tuple[Part, ...]] = (
    move("name", to="name"),
    block("dataset", to="dataset", parts=(move("name", to="referenceName"),)),
    block("linked_service", to="linkedService", parts=(move("name", to="referenceName"),)),
)

FLOW: Final[tuple[Part, ...]] = (
    each("source", to="properties.typeProperties.sources", parts=_ENDS),
    each("sink", to="properties.typeProperties.sinks", parts=_ENDS),
    typed("script", "script"),
    items("script_lines", to="properties.typeProperties.scriptLines", make=lambda line: line),
)
"""A flow of data from sources to sinks."""
