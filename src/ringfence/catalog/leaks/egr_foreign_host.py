"""One exactly named host of a stranger is let out.

Why it leaks: whatever answers at that name can keep what it is sent. Package indexes, code
hosts and model hubs take uploads from anybody with an account, so a name that was meant for
downloads is a way out all the same. It is one name and not a whole service, which is why it counts
as medium.

What it looks like: an application or network rule of a firewall, or an outbound rule of a
machine learning workspace, that names `pypi.org`, a partner's host, or a storage account that this
estate does not declare.

What closes it: mirror what has to be fetched inside (a registry with a cache, a private feed)
and take the name out of the rule, or accept the finding with a reason and a date if the host is a
partner's.

What we do not see: whether the host takes anything, who runs it, and whether a name without a
declared resource is yours all the same: declare it, or hold its zone, and it counts as inside.
"""

from ringfence.catalog.rules import Leak
from ringfence.model.assessment import Kind
from ringfence.model.boundary import Severity

LEAK = Leak(
    id="RF-EGR-04",
    kind=Kind.EGRESS,
    severity=Severity.MEDIUM,
    title="{asset} can be sent to a foreign host: {via} names it",
    remedy=(
        "Take the foreign host out of `targetFqdns`, `destinationFqdns` or the outbound rule, and "
        "fetch what it serves from a mirror inside."
    ),
    change=("leaves",),
    controls=("RF-NET-06",),
)
