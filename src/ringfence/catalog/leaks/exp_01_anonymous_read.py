"""Anyone can read the asset without a credential.

Why it leaks: whoever finds the address has the content. No account is needed, no key has to be
stolen, and the reader leaves at best a network address in a log. Crawlers enumerate account and
container names all day.

What it looks like: a container with the level `blob` or `container` in an account that allows
anonymous access, while the firewall lets outsiders in; a static website over a container that
holds more than pages; a registry with anonymous pull. A firewall that admits only addresses of the
boundary keeps it at one mistake's distance: that is no finding, and the depth says 1.

What closes it: either switch (the account's forbids what containers allow), or the network. Close
both: they fall separately.

What we do not see: tokens in links that were handed out, content that was copied while it was
open, and containers that are made outside this code.
"""

from ringfence.catalog.rules import Leak
from ringfence.model.assessment import Kind
from ringfence.model.boundary import Severity

LEAK = Leak(
    id="RF-EXP-01",
    kind=Kind.EXPOSED,
    severity=Severity.CRITICAL,
    title="{asset} can be read by anyone ({outsider})",
    remedy="Turn anonymous access off: `allowBlobPublicAccess` (azurerm `allow_nested_items_to_be_public`) false on the account, `publicAccess` None on the container, `anonymousPullEnabled` false on the registry.",
    change=("anonymous-read",),
    controls=("RF-DAT-01", "RF-DAT-02"),
)
