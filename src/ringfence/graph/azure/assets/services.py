"""The resource types that can be assets, and what their type alone says.

`kind` is what a resource of the type is, whatever its name ("" types need a name, a tag or a
link). `contents` are the types below it that hold the content. `store` marks what keeps data: with
`all_data` it is always an asset, and a name that cannot be resolved makes it one with a doubt, as
it does a `sink`, which receives logs. `workload` runs code, `service` answers requests: `all_data`
counts them too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ringfence.model.asset import AssetKind, Confidence

STORAGE: Final = "microsoft.storage/storageaccounts"
VAULT: Final = "microsoft.keyvault/vaults"
HSM: Final = "microsoft.keyvault/managedhsms"
REGISTRY: Final = "microsoft.containerregistry/registries"
WORKSPACE: Final = "microsoft.machinelearningservices/workspaces"
COGNITIVE: Final = "microsoft.cognitiveservices/accounts"
SEARCH: Final = "microsoft.search/searchservices"
COSMOS: Final = "microsoft.documentdb/databaseaccounts"
EVENT_HUBS: Final = "microsoft.eventhub/namespaces"
LOGS: Final = "microsoft.operationalinsights/workspaces"
INSIGHTS: Final = "microsoft.insights/components"
MACHINE: Final = "microsoft.compute/virtualmachines"
SCALE_SET: Final = "microsoft.compute/virtualmachinescalesets"
DISK: Final = "microsoft.compute/disks"
SNAPSHOT: Final = "microsoft.compute/snapshots"
IMAGE: Final = "microsoft.compute/images"
CLUSTER: Final = "microsoft.containerservice/managedclusters"
CONTAINER_GROUP: Final = "microsoft.containerinstance/containergroups"
CONTAINER_APP: Final = "microsoft.app/containerapps"
RECOVERY: Final = "microsoft.recoveryservices/vaults"


@dataclass(frozen=True, slots=True)
class Service:
    """One type of top-level resource; see the module."""

    type: str
    role: str
    kind: AssetKind | None = None
    confidence: Confidence = Confidence.HIGH
    because: str = ""
    contents: tuple[str, ...] = ()

    @property
    def store(self) -> bool:
        """Whether it keeps data."""
        return self.role == "store"


def _service(type_: str, role: str, *contents: str) -> Service:
    return Service(type_, role, contents=tuple(f"{type_}/{each}" for each in contents))


_TABLE: Final = (
    _service(
        STORAGE,
        "store",
        "blobservices/containers",
        "fileservices/shares",
        "queueservices/queues",
        "tableservices/tables",
    ),
    _service(
        COSMOS,
        "store",
        "sqldatabases",
        "sqldatabases/containers",
        "mongodbdatabases",
        "mongodbdatabases/collections",
        "cassandrakeyspaces",
        "gremlindatabases",
        "gremlindatabases/graphs",
        "tables",
    ),
    _service("microsoft.sql/servers", "store", "databases"),
    _service("microsoft.sql/managedinstances", "store", "databases"),
    _service("microsoft.dbforpostgresql/flexibleservers", "store", "databases"),
    _service("microsoft.dbforpostgresql/servers", "store", "databases"),
    _service("microsoft.dbforpostgresql/servergroupsv2", "store"),
    _service("microsoft.documentdb/mongoclusters", "store"),
    _service("microsoft.dbformysql/flexibleservers", "store", "databases"),
    _service("microsoft.dbformariadb/servers", "store", "databases"),
    _service("microsoft.cache/redis", "store"),
    _service("microsoft.cache/redisenterprise", "store", "databases"),
    _service(EVENT_HUBS, "store", "eventhubs"),
    _service("microsoft.servicebus/namespaces", "store", "queues", "topics"),
    _service("microsoft.kusto/clusters", "store", "databases"),
    _service("microsoft.databricks/workspaces", "store"),
    _service("microsoft.synapse/workspaces", "store", "sqlpools"),
    _service("microsoft.netapp/netappaccounts", "store", "capacitypools/volumes"),
    _service("microsoft.storagecache/amlfilesystems", "store"),
    _service("microsoft.elasticsan/elasticsans", "store"),
    _service(DISK, "store"),
    _service(SNAPSHOT, "store"),
    _service(IMAGE, "store"),
    _service("microsoft.compute/galleries", "store", "images", "images/versions"),
    _service(RECOVERY, "store"),
    _service("microsoft.dataprotection/backupvaults", "store"),
    Service(
        WORKSPACE,
        "service",
        AssetKind.WEIGHTS,
        Confidence.HIGH,
        "an Azure Machine Learning workspace keeps models",
        (
            f"{WORKSPACE}/onlineendpoints",
            f"{WORKSPACE}/batchendpoints",
            f"{WORKSPACE}/serverlessendpoints",
        ),
    ),
    Service(
        "microsoft.machinelearningservices/registries",
        "service",
        AssetKind.WEIGHTS,
        Confidence.HIGH,
        "a machine learning registry keeps models",
    ),
    Service(
        COGNITIVE,
        "service",
        contents=(f"{COGNITIVE}/deployments", f"{COGNITIVE}/projects"),
    ),
    Service(
        SEARCH,
        "service",
        AssetKind.EMBEDDING_INDEX,
        Confidence.MEDIUM,
        "a search service keeps indexes",
    ),
    Service(
        REGISTRY,
        "service",
        AssetKind.MODEL_IMAGE,
        Confidence.MEDIUM,
        "a container registry keeps images",
    ),
    Service(
        VAULT,
        "service",
        AssetKind.KEY,
        Confidence.LOW,
        "a key vault keeps keys",
        (f"{VAULT}/keys",),
    ),
    Service(
        HSM, "service", AssetKind.KEY, Confidence.LOW, "a managed HSM keeps keys", (f"{HSM}/keys",)
    ),
    _service(LOGS, "sink"),
    _service(INSIGHTS, "sink"),
    _service(MACHINE, "workload"),
    _service(SCALE_SET, "workload"),
    _service(CLUSTER, "workload"),
    _service(CONTAINER_GROUP, "workload"),
    _service(CONTAINER_APP, "workload"),
)

SERVICES: Final[dict[str, Service]] = {service.type: service for service in _TABLE}
"""Every type of top-level resource that can be an asset, by its lower-case name."""

CONTENTS: Final[dict[str, Service]] = {
    content: service for service in _TABLE for content in service.contents
}
"""Every type of child that can be an asset, with the service it lies in."""

OWN_KIND: Final[dict[str, AssetKind]] = {
    f"{COGNITIVE}/deployments": AssetKind.ENDPOINT,
    f"{WORKSPACE}/onlineendpoints": AssetKind.ENDPOINT,
    f"{WORKSPACE}/batchendpoints": AssetKind.ENDPOINT,
    f"{WORKSPACE}/serverlessendpoints": AssetKind.ENDPOINT,
}
"""Children whose kind does not depend on what they lie in."""

COMPUTES: Final = f"{WORKSPACE}/computes"
"""Compute of a workspace: an asset only where every workload counts."""
