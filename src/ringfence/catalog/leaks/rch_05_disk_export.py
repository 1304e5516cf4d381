"""A disk or snapshot can be exported from anywhere.

Why it leaks: an export hands out a link under which the whole disk is downloaded over the internet,
with the weights that are on it. Whoever may ask for the link needs no network of ours.

What it looks like: a disk or snapshot with `networkAccessPolicy` AllowAll and `publicNetworkAccess`
Enabled, which is what both mean when nobody writes them.

What closes it: DenyAll, or AllowPrivate together with a disk access resource and its private
endpoint. Turning public access off closes the public side too: two barriers, one is enough.

What we do not see: links that were handed out already.
"""

from ringfence.catalog.rules import Leak
from ringfence.model.assessment import Kind
from ringfence.model.boundary import Severity

LEAK = Leak(
    id="RF-RCH-05",
    kind=Kind.REACHABLE,
    severity=Severity.MEDIUM,
    title="{asset} can be exported over the internet",
    remedy="Set `networkAccessPolicy` to DenyAll (or AllowPrivate with a disk access resource) and `publicNetworkAccess` to Disabled.",
    controls=("RF-DAT-15",),
)
