"""Servers of models and indexes: told by their image, and whether they ask for a credential.

What a server asks for by default is what its own documentation says; a name that is not in the
table is not known, and then nothing is said of credentials. Images are matched by the parts of
their path, so that a mirror in a private registry is known as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ringfence.graph.kubernetes.objects import Pods
from ringfence.model.claims import Evidence
from ringfence.model.facts import ABSENT, Absent, Unknown, Value, members
from ringfence.model.resource import dig

LIMITS: Final = (
    "Kubernetes: a server that is told to ask for a key counts as asking for it at every path;"
    " vLLM, for one, asks only below `/v1`",
    "Kubernetes: a proxy beside a server may ask for a login: where one is known by its image, nobody"
    " knows; others are not seen",
)


@dataclass(frozen=True, slots=True)
class Server:
    """A kind of server. `serves` is `endpoint`, `index` or `training`.

    `asks` tells whether it asks for a credential by default, None where its documentation does
    not settle that. `flags` and `variables` are what makes it ask; `unless` are variables that make
    it stop, with the values that do.
    """

    name: str
    images: tuple[str, ...]
    serves: str = "endpoint"
    asks: bool | None = False
    flags: tuple[str, ...] = ()
    variables: tuple[str, ...] = ()
    unless: tuple[tuple[str, tuple[str, ...]], ...] = ()
    commands: tuple[str, ...] = ()


_KEY: Final = ("--api-key",)

SERVERS: Final = (
    Server(
        "vLLM",
        ("vllm", "vllm-openai"),
        flags=_KEY,
        variables=("VLLM_API_KEY",),
        commands=("vllm.entrypoints", "vllm serve"),
    ),
    Server(
        "Text Generation Inference",
        ("text-generation-inference", "tgi", "huggingface-text-generation-inference"),
        flags=_KEY,
        variables=("API_KEY",),
        commands=("text-generation-launcher",),
    ),
    Server(
        "Text Embeddings Inference",
        ("text-embeddings-inference", "tei"),
        flags=_KEY,
        variables=("API_KEY",),
        commands=("text-embeddings-router",),
    ),
    Server("Ollama", ("ollama",), commands=("ollama serve",)),
    Server(
        "Triton", ("tritonserver", "triton-inference-server", "triton"), commands=("tritonserver",)
    ),
    Server(
        "llama.cpp",
        ("llama.cpp", "llama-cpp-python", "llama-server", "llama-cpp"),
        flags=("--api-key", "--api-key-file"),
        variables=("LLAMA_API_KEY",),
        commands=("llama-server", "llama_cpp.server"),
    ),
    Server("SGLang", ("sglang",), flags=_KEY, commands=("sglang.launch_server",)),
    Server("LMDeploy", ("lmdeploy",), flags=("--api-keys",), commands=("lmdeploy serve",)),
    Server("LocalAI", ("localai", "local-ai"), variables=("LOCALAI_API_KEY", "API_KEY")),
    Server("BentoML", ("bentoml", "openllm"), commands=("openllm start", "bentoml serve")),
    Server("KServe", ("kserve", "huggingfaceserver", "sklearnserver", "pytorchserver")),
    Server("Seldon", ("seldon-core", "mlserver", "seldonio")),
    Server("Ray Serve", ("ray-llm", "rayproject", "ray-ml"), commands=("serve run",)),
    Server("TensorFlow Serving", ("tensorflow-serving", "tensorflow/serving")),
    Server("TorchServe", ("torchserve", "pytorch/torchserve"), asks=None),
    Server("NIM", ("nim", "nvcr.io/nim")),
    Server("DeepSpeed-MII", ("deepspeed-mii", "mii")),
    Server("Aphrodite", ("aphrodite-engine", "aphrodite"), flags=("--api-keys",)),
    Server("TabbyML", ("tabbyml", "tabby"), asks=None),
    Server("Xinference", ("xinference", "xorbits")),
    Server("LiteLLM", ("litellm",), variables=("LITELLM_MASTER_KEY",)),
    Server(
        "Open WebUI",
        ("open-webui",),
        asks=True,
        unless=(("WEBUI_AUTH", ("false", "0")),),
    ),
    Server("AnythingLLM", ("anythingllm", "anything-llm"), variables=("AUTH_TOKEN",)),
    Server("Qdrant", ("qdrant",), "index", variables=("QDRANT__SERVICE__API_KEY",)),
    Server(
        "Weaviate",
        ("weaviate",),
        "index",
        asks=None,
        variables=("AUTHENTICATION_APIKEY_ENABLED", "AUTHENTICATION_OIDC_ENABLED"),
        unless=(("AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED", ("true", "1")),),
    ),
    Server("Milvus", ("milvus", "milvusdb"), "index", asks=None),
    Server(
        "Chroma",
        ("chroma", "chromadb", "chroma-core"),
        "index",
        variables=("CHROMA_SERVER_AUTHN_CREDENTIALS", "CHROMA_SERVER_AUTHN_CREDENTIALS_FILE"),
    ),
    Server("pgvector", ("pgvector",), "index", asks=True),
    Server("Vespa", ("vespa", "vespaengine"), "index"),
    Server("MLflow", ("mlflow",), asks=None, flags=("--app-name",), commands=("mlflow server",)),
    Server("Axolotl", ("axolotl",), "training", asks=None),
    Server("LLaMA-Factory", ("llamafactory", "llama-factory"), "training", asks=None),
)

_WORDS: Final = {image: server for server in SERVERS for image in server.images}
_SHELL: Final = re.compile(r"\$\{?[A-Za-z_]|\{\{")
"""What a shell or a tool puts in place of this may be anything, a flag too."""


@dataclass(frozen=True, slots=True)
class Found:
    """A server in a container: which, at which pointer, and what tells."""

    server: Server
    pointer: str
    because: str
    container: Value


def server_of(image: str) -> Server | None:
    """Return the server that an image holds, None for one that is not known.

    `registry.example/mirror/vllm/vllm-openai:v0.6` and `vllm-openai@sha256:...` are both vLLM.
    """
    path = image.lower().partition("@")[0]
    head, slash, last = path.rpartition("/")
    path = f"{head}{slash}{last.partition(':')[0]}"
    parts = path.split("/")
    for known in (*reversed(parts), path):
        if known in _WORDS:
            return _WORDS[known]
    for part in reversed(parts):
        words = re.split(r"[-_.]", part)
        for word, server in _WORDS.items():
            wanted = re.split(r"[-_.]", word)
            width = len(wanted)
            if len(word) > 3 and any(
                words[at : at + width] == wanted for at in range(len(words) - width + 1)
            ):
                return server
    return None


_PROXIES: Final = re.compile(
    r"oauth2-proxy|kube-rbac-proxy|pomerium|vouch-proxy|authelia|forward-auth|gatekeeper|louketo"
    r"|keycloak-proxy|auth-proxy"
)


def proxy_in(pods: Pods) -> Unknown | None:
    """Return why callers may be asked for a login: a proxy beside the server, None without one."""
    for container, _, _ in pods.containers():
        image = dig(container, "image")
        if isinstance(image, str) and _PROXIES.search(image.lower()):
            return Unknown(f"whether `{image}` stands before the server is not known")
    return None


def servers_in(pods: Pods) -> Iterator[Found]:
    """Yield the servers that containers of pods run, by image or by command."""
    for container, pointer, _ in pods.containers():
        image = dig(container, "image")
        known = server_of(image) if isinstance(image, str) else None
        if known is not None:
            yield Found(known, f"{pointer}.image", f"it runs the image `{image}`", container)
            continue
        said = spoken(container)
        for server in SERVERS:
            command = next((each for each in server.commands if each in said), "")
            if command:
                yield Found(server, f"{pointer}.args", f"it starts `{command}`", container)
                break


def spoken(container: Value) -> str:
    """Return the command line of a container, what is not known left out."""
    words = [
        each
        for name in ("command", "args")
        for each, _ in members(dig(container, name))
        if isinstance(each, str)
    ]
    return " ".join(words)


@dataclass(frozen=True, slots=True)
class Credential:
    """Whether a server asks for a credential: yes, no, or not known; with one clause why."""

    asks: bool | None
    because: str
    evidence_at: str
    doubt: Unknown | None = None


def credential(found: Found) -> Credential:
    """Return whether a server asks its callers for a credential. No value of one is ever read."""
    server, at = found.server, found.pointer.rpartition(".")[0]
    flag = _flagged(found.container, server.flags)
    if flag:
        return Credential(True, f"`{flag}` makes {server.name} ask for a key", f"{at}.args")
    variables = dict(_variables(found.container))
    for name in server.variables:
        if name in variables and variables[name] not in ("", "false"):
            return Credential(True, f"`{name}` makes {server.name} ask for a key", f"{at}.env")
    for name, values in server.unless:
        value = variables.get(name, ABSENT)
        if isinstance(value, Unknown):
            return Credential(None, f"`{name}` is not known", f"{at}.env", value)
        if str(value).lower() in values:
            return Credential(False, f"`{name}` is `{value}`", f"{at}.env")
    hidden = _hidden(found.container)
    if server.asks:
        return Credential(True, f"{server.name} asks for a login by default", at)
    if hidden is not None and (server.flags or server.variables):
        return Credential(None, f"whether {server.name} asks for a key is not known", at, hidden)
    if server.asks is None:
        why = Unknown(f"whether {server.name} asks for a credential is decided elsewhere")
        return Credential(None, why.reason, at, why)
    because = f"{server.name} asks for no credential unless it is told to"
    if not (server.flags or server.variables):
        because = f"{server.name} asks for no credential"
    return Credential(False, because, f"{at}.args")


def _flagged(container: Value, flags: tuple[str, ...]) -> str:
    for word in spoken(container).replace("=", " ").split():
        if word in flags:
            return word
    return ""


def _variables(container: Value) -> Iterator[tuple[str, Value]]:
    """Yield the variables of a container; one that comes from elsewhere has an unread value."""
    for each, _ in members(dig(container, "env")):
        name, value = dig(each, "name"), dig(each, "value")
        if isinstance(name, str):
            source = dig(each, "valueFrom")
            if isinstance(value, Absent) or value is None:
                yield name, "(elsewhere)" if not isinstance(source, Absent) else ""
            else:
                yield name, value


def _hidden(container: Value) -> Unknown | None:
    """Return why flags or variables of a container are not all known, None if they are."""
    for name in ("command", "args", "env", "envFrom"):
        listed = dig(container, name)
        if isinstance(listed, Unknown):
            return listed
        for each, _ in members(listed):
            if isinstance(each, Unknown):
                return each
            if name == "envFrom":
                return Unknown("it takes variables from a map or secret that is not read")
            if isinstance(each, str) and _SHELL.search(each) and "$(" not in each:
                return Unknown("its command line is completed when it is started")
            if isinstance(dig(each, "name"), Unknown):
                return Unknown("the name of a variable is not known")
    return None


def gpus(pods: Pods) -> Iterator[tuple[str, str]]:
    """Yield the names of accelerators that containers ask for, with the pointer."""
    for container, pointer, _ in pods.containers():
        for kind in ("limits", "requests"):
            asked = dig(container, f"resources.{kind}")
            for name, amount in asked.items() if isinstance(asked, dict) else ():
                if _ACCELERATOR.fullmatch(name) and str(amount) not in ("0", ""):
                    yield name, f"{pointer}.resources.{kind}"


_ACCELERATOR: Final = re.compile(
    r"nvidia\.com/(?:gpu|mig-.*|vgpu)(?:\.shared)?|amd\.com/gpu|gpu\.intel\.com/.*|habana\.ai/gaudi"
)


def images(pods: Pods) -> Iterator[tuple[Value | Absent, str]]:
    """Yield the images of containers and their pointers."""
    for container, pointer, _ in pods.containers():
        yield dig(container, "image"), f"{pointer}.image"


def evidence(pods: Pods, pointer: str, shown: str) -> Evidence:
    """Return what tells as evidence; the words of a command line are not repeated."""
    return Evidence(pods.workload, pointer, None, shown)
