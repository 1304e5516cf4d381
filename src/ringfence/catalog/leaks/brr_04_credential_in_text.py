"""A credential lies in the text of the repository.

Why it leaks: whoever can read the repository, a clone of it or its build logs holds it. What it opens
is not an asset that is declared here: another subscription, a model provider, a package registry, a
cluster. From there the way to weights and data may be short: a Hugging Face token reads private
models, a pipeline token runs code as the pipeline.

What it looks like: a token with its prefix (`hf_`, `sk-ant-`, `AKIA`), a private key, a connection
string of an account that no file declares, a client secret.

What closes it: revoke or rotate it where it was issued, and take it out of the text; deleting the text
alone does not help, because clones and history keep it.

What we do not see: whether it still works. With severity low it opens something of this estate that
holds no known asset, or that nobody outside reaches.
"""

from ringfence.catalog.rules import Leak
from ringfence.model.assessment import Kind
from ringfence.model.boundary import Severity

LEAK = Leak(
    id="RF-BRR-04",
    kind=Kind.BEARER,
    severity=Severity.HIGH,
    title="{what} lies in {via}",
    remedy="Revoke or rotate the credential where it was issued, and take it out of the text and the history.",
    change=("credential-in-text",),
    controls=("RF-SEC-03",),
)
