"""The control plane hands out a key that opens the asset.

Why it leaks: `listKeys` and its kin return keys that open everything in a store, carry no name and
do not expire. A Contributor has no data role and needs none. Reports of data roles show nothing.

What it looks like: Contributor, or a role with a `listKeys` action, on a storage account that accepts
shared keys, a Cosmos account, a search or AI service with local authentication; Reader on a Cosmos
account, whose read-only keys come out of a GET; Virtual Machine Contributor, which may list storage
keys; an export of a disk by `beginGetAccess`; a workspace that keeps the keys of its store.

What closes it: switch local authentication off (`allowSharedKeyAccess`, `disableLocalAuth`,
`adminUserEnabled`) and take the role away: whoever may write the resource switches it on again.

What we do not see: keys that were taken earlier, and those that lie in other places.
"""

from ringfence.catalog.rules import Leak
from ringfence.model.assessment import Kind
from ringfence.model.boundary import Severity

LEAK = Leak(
    id="RF-CHN-02",
    kind=Kind.CHAINED,
    severity=Severity.HIGH,
    title="{outsider} obtains a key to {asset} from the control plane",
    remedy="Take the role away or narrow it to actions without `listKeys`, and switch local authentication off (`allowSharedKeyAccess` false, `disableLocalAuth` true).",
    change=("grant",),
    controls=("RF-IDN-01", "RF-IDN-07", "RF-IDN-15"),
)
