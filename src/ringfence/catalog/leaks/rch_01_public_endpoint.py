"""The data endpoint answers the internet.

Why it leaks: one credential is all that protects the asset then. Account keys, tokens and stolen
sessions work from anywhere, and a leaked one is used within minutes.

What it looks like: public network access that nobody turned off (it is on when it is not written); a
firewall whose default action is Allow; address ranges that together cover everything, such as
0.0.0.0/1 and 128.0.0.0/1; a rule that admits all of Azure, and so every other customer; a search
service or database account without any rule, which means that all networks get in. A private
endpoint beside an open public side closes nothing.

What closes it: public network access off, or deny by default with addresses of the boundary only.
Trusted services of the provider that get past a firewall are no leak by themselves.

What we do not see: changes made outside this code, and who stands behind an address that the
boundary names.
"""

from ringfence.catalog.rules import Leak
from ringfence.model.assessment import Kind
from ringfence.model.boundary import Severity

LEAK = Leak(
    id="RF-RCH-01",
    kind=Kind.REACHABLE,
    severity=Severity.MEDIUM,
    title="{asset} can be reached from outside ({outsider})",
    remedy="Set `publicNetworkAccess` (azurerm `public_network_access_enabled`; Azure Monitor `publicNetworkAccessForQuery`) to Disabled and reach it through a private endpoint, or deny by default and list only addresses of the boundary.",
    change=("public-endpoint", "network-security-perimeter"),
    controls=(
        "RF-NET-01",
        "RF-NET-02",
        "RF-NET-03",
        "RF-NET-17",
        "RF-NET-18",
        "RF-NET-19",
        "RF-NET-20",
    ),
)
