"""The key that encrypts the asset lies outside the boundary.

Why it leaks: who holds the key holds the content. A customer-managed key in a vault of another
region is under that region's law, and so is every copy of what it opens.

What it looks like: a storage account in `westeurope` whose `keyvaulturi` is a vault in `eastus`; a
disk encryption set, workspace or registry that names such a key.

What closes it: a key in a vault inside the boundary; the store is re-encrypted by naming it.

What we do not see: where a key was made before it was imported, and backups of keys. A key in a
vault that is not in the code leaves the question open.
"""

from ringfence.catalog.rules import Leak
from ringfence.model.assessment import Kind
from ringfence.model.boundary import Severity

LEAK = Leak(
    id="RF-PLC-06",
    kind=Kind.PLACED,
    severity=Severity.HIGH,
    title="the key of {asset} lies outside the boundary ({outsider})",
    remedy="Encrypt it with a key of a vault in a region inside the boundary.",
    change=("key-elsewhere",),
    controls=("RF-RES-03",),
)
