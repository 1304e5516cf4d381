"""The secret of a principal that reads the asset lies in the text of the repository.

Why it leaks: with the tenant, the client id and the secret of an application anybody signs in as it,
from anywhere, and has every right that it was given: data roles, and control of whatever hands out
keys. The log names the application, not who used it.

What it looks like: `AZURE_CLIENT_SECRET` beside `AZURE_CLIENT_ID` in a pipeline or a `.env`,
`client_secret` in a provider block, a service connection kept as JSON.

What closes it: delete the secret from the application, take it out of the text, and let pipelines sign
in by federation (workload identity) and workloads with managed identities, which have no secret.

What we do not see: conditional access, and secrets that ended or were deleted. A service principal
that grants name by object id alone may be the one: the finding is unknown until one states its
client id.
"""

from ringfence.catalog.rules import Leak
from ringfence.model.assessment import Kind
from ringfence.model.boundary import Severity

LEAK = Leak(
    id="RF-BRR-03",
    kind=Kind.BEARER,
    severity=Severity.HIGH,
    title="{what} whose principal reads {asset} lies in {via}",
    remedy="Delete the secret from the application and take it out of the text; let pipelines sign in by federation and workloads with managed identities.",
    change=("credential-in-text",),
    controls=("RF-SEC-03",),
)
