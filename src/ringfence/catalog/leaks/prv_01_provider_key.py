"""Only a key of the provider protects the asset, where the boundary demands one of the customer.

Why it leaks: with the provider's key the provider alone decides who may decrypt. A customer who
leaves, or who must cut off access tonight, has nothing to revoke; with a key of their own they
disable it, and every copy goes dark, backups and replicas included.

What it looks like: a storage account whose `keySource` is `Microsoft.Storage` or absent; a registry
or a workspace without an `encryption` block; a disk without an encryption set; a Cosmos account
without `keyVaultKeyUri`; a log workspace outside a dedicated cluster. Only where `boundary.keys`
is `customer`.

What closes it: a key in a vault of yours inside the boundary, named by the resource
(`keyVaultProperties`, `diskEncryptionSetId`, `keyVaultKeyUri`), or a container whose default
encryption scope has one and may not be overridden. Some services take it only when they are made.

What we do not see: whether the vault's key is backed up or rotated, keys that a client encrypts with
before it writes, and which key an index in a search service has.
"""

from ringfence.catalog.rules import Leak
from ringfence.model.assessment import Kind
from ringfence.model.boundary import Severity

LEAK = Leak(
    id="RF-PRV-01",
    kind=Kind.PROVIDER,
    severity=Severity.LOW,
    title="only the provider's key protects {asset}",
    remedy="Name a key in a vault of yours inside the boundary: `encryption.keyVaultProperties` (azurerm `customer_managed_key`, `disk_encryption_set_id`, `key_vault_key_id`).",
    change=("provider-key",),
    controls=("RF-DAT-04", "RF-DAT-06", "RF-DAT-09", "RF-DAT-10"),
)
