"""A token of somebody else's pipeline acts as an identity that gets at the asset.

Why it leaks: a federated credential needs no secret. Whoever controls the repository or the issuer
that it names signs in as the identity, from anywhere, and nobody here sees the pipeline.

What it looks like: `subject = "repo:other-org/tool:ref:refs/heads/main"`; a subject of ours from an
issuer that anybody can run; a flexible credential whose pattern also matches repositories of others
(`repo:acme*`); the tenant of a supplier as issuer.

What closes it: remove the credential, or name the repository under `boundary.repositories` if it is
yours. Name branch or environment in the subject.

What we do not see: who may push to a repository that the boundary names.
"""

from ringfence.catalog.rules import Leak
from ringfence.model.assessment import Kind
from ringfence.model.boundary import Severity

LEAK = Leak(
    id="RF-CHN-05",
    kind=Kind.CHAINED,
    severity=Severity.HIGH,
    title="{outsider} acts as an identity that gets at {asset}",
    remedy="Remove the federated credential, or restrict its issuer and subject to a repository that `boundary.repositories` names.",
    change=("trusts-subject", "grant"),
    controls=("RF-IDN-13",),
)
