"""Backup vaults: a geo-redundant vault keeps recovery points in the paired region.

Recovery Services vaults are geo-redundant unless told otherwise:
https://learn.microsoft.com/azure/backup/backup-create-recovery-services-vault
"""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.graph.azure.replicas import Copy, Replicas, geo_redundant
from ringfence.model.estate import Estate
from ringfence.model.facts import Unknown, members
from ringfence.model.resource import Resource, dig

RECOVERY = "Microsoft.RecoveryServices/vaults"
BACKUP = "Microsoft.DataProtection/backupVaults"


def _copies(vault: Resource, estate: Estate) -> Iterator[Copy]:
    del estate
    if vault.kind == RECOVERY.lower():
        pointer = "properties.redundancySettings.standardTierStorageRedundancy"
        value = vault.look(pointer)
        on = not isinstance(value, str) or value.lower() == "georedundant"
        doubt = value if isinstance(value, Unknown) else None
        what = "the vault is geo-redundant unless told otherwise"
        yield from geo_redundant(vault, vault, pointer, on=on, doubt=doubt, what=what)
        return
    for number, (setting, unsure) in enumerate(members(vault.look("properties.storageSettings"))):
        kind = setting if isinstance(setting, Unknown) else dig(setting, "type")
        geo = isinstance(kind, str) and kind.lower() == "georedundant"
        hidden = kind if isinstance(kind, Unknown) else unsure
        pointer = f"properties.storageSettings[{number}].type"
        what = "the vault is geo-redundant"
        if geo or isinstance(kind, Unknown):
            yield from geo_redundant(vault, vault, pointer, on=geo, doubt=hidden, what=what)


REPLICAS = Replicas((RECOVERY, BACKUP), _copies)
