"""A key that opens the asset lies in the text of the repository.

Why it leaks: an account key, a search key, a registry password carries no name and does not end. It
opens everything in its service to whoever reads it, and everybody who can read the repository, its
clones and its build logs does. No role assignment shows them.

What it looks like: a connection string in an app setting or a notebook, `AZURE_OPENAI_API_KEY` in a
committed `.env`, a key as a literal in Terraform, Bicep or a Helm value, `docker login -p` in a
pipeline, a Kubernetes secret whose `data` is base64 and nothing more.

What closes it: rotate the key (deleting the text alone does not help: clones and history keep it),
switch local authentication off (`allowSharedKeyAccess` false, `disableLocalAuth` true), and let
workloads sign in with a managed identity; what still needs a key refers to a key vault.

What we do not see: whether the key was rotated already, and who can read the repository.
"""

from ringfence.catalog.rules import Leak
from ringfence.model.assessment import Kind
from ringfence.model.boundary import Severity

LEAK = Leak(
    id="RF-BRR-01",
    kind=Kind.BEARER,
    severity=Severity.CRITICAL,
    title="{what} that opens {asset} lies in {via}",
    remedy="Rotate the key, take it out of the text, and switch local authentication off (`allowSharedKeyAccess` false, `disableLocalAuth` true).",
    change=("credential-in-text",),
    controls=("RF-SEC-03", "RF-IDN-15"),
)
