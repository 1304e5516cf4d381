"""Where each type says that a key of the customer encrypts it.

`pointer` names the key; `switch` says, where it is set, whose key it is, `customer` lists its
values (lower case) that mean the customer's, and `alone` that such a value is enough. `hidden`
is why the control plane cannot tell, where it does not even with everything known. Paths are those
of the resource types in the ARM reference (`reference/data`, `arm_properties`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ringfence.graph.azure.assets import services as types


@dataclass(frozen=True, slots=True)
class Cipher:
    """One type; see the module."""

    pointer: str
    switch: str = ""
    customer: frozenset[str] = frozenset()
    alone: bool = False
    hidden: str = ""
    sets: tuple[str, ...] = ()
    """Further pointers that name a key or an encryption set."""


_VAULT: Final = frozenset({"microsoft.keyvault"})
_ON: Final = frozenset({"enabled"})
_DISKS: Final = frozenset(
    {
        "encryptionatrestwithcustomerkey",
        "encryptionatrestwithplatformandcustomerkeys",
        "confidentialvmencryptedwithcustomerkey",
    }
)
_DISK: Final = Cipher(
    "properties.encryption.diskEncryptionSetId", "properties.encryption.type", _DISKS
)
_SERVER: Final = Cipher(
    "properties.dataEncryption.primaryKeyURI",
    "properties.dataEncryption.type",
    frozenset({"azurekeyvault"}),
)
_BUS: Final = Cipher(
    "properties.encryption.keyVaultProperties", "properties.encryption.keySource", _VAULT
)

CIPHERS: Final[dict[str, Cipher]] = {
    types.STORAGE: Cipher(
        "properties.encryption.keyvaultproperties",
        "properties.encryption.keySource",
        _VAULT,
        alone=True,
    ),
    types.REGISTRY: Cipher(
        "properties.encryption.keyVaultProperties", "properties.encryption.status", _ON
    ),
    types.WORKSPACE: Cipher(
        "properties.encryption.keyVaultProperties", "properties.encryption.status", _ON
    ),
    types.COGNITIVE: Cipher(
        "properties.encryption.keyVaultProperties",
        "properties.encryption.keySource",
        _VAULT,
        alone=True,
    ),
    types.SEARCH: Cipher(
        "properties.encryptionWithCmk",
        "properties.encryptionWithCmk.enforcement",
        _ON | {"unspecified"},
        hidden="which key each index is encrypted with is said in the index, not in the code",
    ),
    types.COSMOS: Cipher("properties.keyVaultKeyUri"),
    types.EVENT_HUBS: _BUS,
    "microsoft.servicebus/namespaces": _BUS,
    types.LOGS: Cipher("properties.features.clusterResourceId"),
    types.DISK: _DISK,
    types.SNAPSHOT: _DISK,
    types.MACHINE: Cipher(
        "properties.storageProfile.osDisk.managedDisk.diskEncryptionSet.id",
        sets=("properties.storageProfile.osDisk.managedDisk.securityProfile.diskEncryptionSet.id",),
    ),
    types.CLUSTER: Cipher("properties.diskEncryptionSetID"),
    types.CONTAINER_GROUP: Cipher("properties.encryptionProperties"),
    types.RECOVERY: Cipher("properties.encryption.keyVaultProperties"),
    "microsoft.sql/servers": Cipher("properties.keyId"),
    "microsoft.dbforpostgresql/flexibleservers": _SERVER,
    "microsoft.dbformysql/flexibleservers": _SERVER,
    "microsoft.databricks/workspaces": Cipher("properties.encryption.entities.managedServices"),
    "microsoft.synapse/workspaces": Cipher("properties.encryption.cmk"),
    "microsoft.kusto/clusters": Cipher("properties.keyVaultProperties"),
}
