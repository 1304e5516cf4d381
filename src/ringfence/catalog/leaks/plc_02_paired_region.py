"""Geo-redundancy keeps a copy in a paired region that lies outside the boundary.

Why it leaks: GRS, RA-GRS, GZRS and RA-GZRS accounts, geo-redundant backups of databases and of
backup vaults copy everything to the region that the provider pairs with the chosen one. Benchmarks
ask for geo-redundancy; they do not ask where the pair is.

What it looks like: `account_replication_type = "GRS"` in `brazilsouth` (pair: `southcentralus`), or
in `westeurope` when the boundary is the Netherlands only (pair: `northeurope`). Azure SQL and Cosmos
DB (periodic mode) keep geo-redundant backups unless told otherwise.

What closes it: zone redundancy (`ZRS`) or local redundancy (`LRS`), backup redundancy `Zone` or
`Local`, or a region whose pair lies inside the boundary.

What we do not see: a later failover or a change of pairs by the provider. Key Vault replicates to
its pair on its own; that cannot be switched off and is printed as a note.
"""

from ringfence.catalog.rules import Leak
from ringfence.model.assessment import Kind
from ringfence.model.boundary import Severity

LEAK = Leak(
    id="RF-PLC-02",
    kind=Kind.PLACED,
    severity=Severity.HIGH,
    title="{asset} is copied to a paired region outside the boundary ({outsider})",
    remedy="Choose zone or local redundancy (`sku.name` ending in `_ZRS` or `_LRS`, backups `Zone` or `Local`), or a region whose pair is inside.",
    change=("paired-region",),
    controls=("RF-RES-01", "RF-RES-09"),
)
