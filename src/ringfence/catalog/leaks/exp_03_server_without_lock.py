"""A model server or an index answers anyone who reaches it.

Why it leaks: most servers of models ask for no credential unless they are told to. Whoever reaches
one has its answers, can distil the model from them, and reads what other callers asked where the
server shows it.

What it looks like: vLLM, Text Generation Inference, Ollama, Triton, llama.cpp, Qdrant or Chroma behind
a public load balancer, started without `--api-key` and without the variable that stands for it. With
a key, the same Service is `reachable` only.

What closes it: the network first (an internal load balancer), and a key or a gateway that asks for a
login before the server.

What we do not see: proxies inside the pod that ask for a login, and servers that are not known by
image or command.
"""

from ringfence.catalog.rules import Leak
from ringfence.model.assessment import Kind
from ringfence.model.boundary import Severity

LEAK = Leak(
    id="RF-EXP-03",
    kind=Kind.EXPOSED,
    severity=Severity.CRITICAL,
    title="{asset} answers anyone without a credential ({outsider})",
    remedy="Give the Service an internal load balancer or type ClusterIP, and start the server with a key (vLLM: `--api-key`) or put a gateway that asks for a login before it.",
    change=("cluster-front", "anonymous-read"),
    controls=("RF-NET-09",),
)
