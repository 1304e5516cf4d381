"""Which diagnostic categories record that the content of a resource was read.

Names of categories: https://learn.microsoft.com/azure/azure-monitor/reference/logs-index. Category
groups: https://learn.microsoft.com/azure/azure-monitor/platform/diagnostic-settings. A type that is
not listed keeps no record of reads, or keeps it by other means, and is not judged.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ringfence.graph.azure.assets import services

GROUPS: Final = frozenset({"group:audit", "group:alllogs"})
"""Category groups that hold the categories below for every type listed here."""


@dataclass(frozen=True, slots=True)
class Reads:
    """The categories that record reads of a type; any of them is enough."""

    categories: tuple[str, ...]

    @property
    def keeps(self) -> frozenset[str]:
        """The names under which a setting may keep them, lower case."""
        return GROUPS | {category.lower() for category in self.categories}


STORAGE_READS: Final = Reads(("StorageRead",))

STORAGE_SERVICES: Final = {
    "blobservices": "blobServices",
    "fileservices": "fileServices",
    "queueservices": "queueServices",
    "tableservices": "tableServices",
}
"""The services of a storage account, each of which has diagnostic settings of its own."""

READS: Final[dict[str, Reads]] = {
    services.VAULT: Reads(("AuditEvent",)),
    services.HSM: Reads(("AuditEvent",)),
    services.REGISTRY: Reads(("ContainerRegistryRepositoryEvents",)),
    services.COGNITIVE: Reads(("RequestResponse", "AzureOpenAIRequestUsage", "Audit")),
    services.SEARCH: Reads(("OperationLogs",)),
    services.COSMOS: Reads(
        (
            "DataPlaneRequests",
            "MongoRequests",
            "CassandraRequests",
            "GremlinRequests",
            "TableApiRequests",
        )
    ),
    # The first three are the categories, the others the tables that they fill.
    services.WORKSPACE: Reads(
        (
            "ModelsReadEvent",
            "DataStoreReadEvent",
            "DataSetReadEvent",
            "AmlModelsEvent",
            "AmlDataStoreEvent",
            "AmlDataSetEvent",
        )
    ),
    "microsoft.machinelearningservices/registries": Reads(
        ("RegistryAssetReadEvent", "AmlRegistryReadEventsLog")
    ),
    # `kube-audit-admin` leaves out get and list, which is how secrets and volumes are read.
    services.CLUSTER: Reads(("kube-audit",)),
    services.LOGS: Reads(("Audit",)),
    services.EVENT_HUBS: Reads(("RuntimeAuditLogs",)),
}
