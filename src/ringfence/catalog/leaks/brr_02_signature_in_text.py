"""A shared access signature that reads the asset lies in the text of the repository.

Why it leaks: a SAS is a right in a URL. Whoever has the URL reads what it names until it ends; no
sign-in, no name in the log but the signature's hash. One signed with an account key can only be
revoked by rotating that key.

What it looks like: a download link of a checkpoint in a README, `SharedAccessSignature=` in a
connection string, a container URL with `sp=rl` and `se` years away in a pipeline.

What closes it: revoke it (rotate the key that signed it, or the delegation key), take it out of the
text, and hand out user delegation SAS of hours, bound to addresses (`sip`), or identities instead.
`allowSharedKeyAccess` false ends all that an account key signed.

What we do not see: revocation, and stored access policies (`si`): where one decides, the finding is
unknown.
"""

from ringfence.catalog.rules import Leak
from ringfence.model.assessment import Kind
from ringfence.model.boundary import Severity

LEAK = Leak(
    id="RF-BRR-02",
    kind=Kind.BEARER,
    severity=Severity.HIGH,
    title="{what} that reads {asset} lies in {via}",
    remedy="Revoke the signature (rotate the key that signed it) and take it out of the text; use a managed identity, or a short user delegation SAS bound to addresses.",
    change=("credential-in-text",),
    controls=("RF-SEC-01", "RF-SEC-02"),
)
