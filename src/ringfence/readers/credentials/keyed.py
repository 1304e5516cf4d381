"""Values that are a credential only by what names them: 32 hex digits, 88 characters of base64.

Their shape alone is that of a checksum, so the word right before the value has to say that it is
a key, and that word or the text around it whose key it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ringfence.readers.credentials import kinds
from ringfence.readers.credentials.finds import Kind
from ringfence.readers.credentials.plausible import random
from ringfence.readers.credentials.texts import Label, Text, Words


def _words(text: str) -> Words:
    return Words(text)  # names and leads are in lower case


_NEVER: Final = _words(
    r"md5|sha\d*(?![a-z])|hash(?!i)|digest|check_?sum|etag|integrity|commit_?(?:sha|id)?\Z|revision|thumb_?print"
    r"|finger_?print|guid|uuid|trace_?(?:id|parent)|span_?id|nonce|cursor|object_?id|image_?id"
    r"|build_?(?:id|number)?\Z|version|public|primary_?key_?id|key_?id\b|keyid|key_?(?:name|ref)|instrumentation"
    r"|tenant|subscription_?id|client_?id|correlation|_id\Z|(?<![a-z])id\Z|ids\Z|\.(?:js|css|png|map|json|zip)"
    r"|(?:idempotency|dedup(?:lication)?|session|conversation|message|thread|request|response|row|foreign|cache"
    r"|sort|group|shard|bucket|object|lookup|index|lock|routing|partition|item|document|doc|chunk|entity|record"
    r"|event|product|order|image|video|template|translation|metric|feature)s?[-_.]?keys?\Z"
    r"|(?:page|next|continuation|skip|csrf|xsrf|sync|delta|cancellation)[-_.]?tokens?\Z"
)
_KEY: Final = _words(
    r"key|secret|token|credential|pass(?:word|wd|phrase)?\b|password|pwd|\bpat\b|_pat|pat_|\Ap\Z"
    r"|\A-[pu]\Z|\.(?:documents|openai|cognitiveservices)\.azure\.com|\.(?:core|search)\.windows\.net|wandb|auth|bearer|code\b|subscription\Z|\A(?:akia|asia)[a-z2-7]{16}\Z"
)
_GENERIC: Final = _words(
    r"\A[\w.]*(?<![a-z])(?:api|access|account|admin|query|subscription|primary|secondary|shared|auth)?"
    r"[-_]?(?:key|secret|token|password)\d?\Z"
)
_AI: Final = _words(
    r"ocp-?apim|open_?ai|aoai|cognitive|cog_?(?:svc|service)|speech|translator|translate|computer_?vision"
    r"|vision|form_?recogni|document_?intelligence|text_?analytics|language|content_?safety"
    r"|ai_?-?services?|azure_?-?ai|foundry|luis|face_|azure_?gpt|gpt_?4|llm|(?<![a-z])oai(?![a-z])"
)
_AI_HOST: Final = _words(
    r"\.openai\.azure\.(?:com|us|cn)|\.cognitiveservices\.azure\.|\.services\.ai\.azure\."
    r"|api\.cognitive\.micro|azureopenai|azure_openai|ocp-apim-subscription-key"
    r"|api_type.{1,8}azure|azurerm_cognitive"
)
_STORAGE: Final = _words(
    r"storage|account_?-?key|access_?-?key|shared_?-?key|blob|azure_?web_?jobs|primary|secondary|\bkey[12]\b"
)
_STORAGE_HOST: Final = _words(
    r"\.(?:blob|file|queue|table|dfs)\.core\.|accountname|account_name|account-name"
    r"|storage_?account|defaultendpointsprotocol"
)
_PROVIDER: Final = _words(
    r"fireworks|voyage|jina|stability|eleven_?labs|ai21|(?<![a-z])ngc|nvidia|cerebras|samba_?nova|perplexity"
    r"|(?<![a-z])xai|(?<![a-z])grok|together|deepseek|zhipu|moonshot|dashscope|qwen|minimax|baseten|run_?pod"
    r"|lepton|novita|clarifai|aleph_?alpha|nomic|unstructured|llama_?cloud|portkey|braintrust|arize"
    r"|comet_?api|neptune_?api|clear_?ml|openrouter|anyscale|deepinfra|replicate|tavily|cohere|mistral"
)
_COSMOS: Final = _words(r"cosmos|document_?db|\.documents\.azure\.")
_SEARCH: Final = _words(r"search")
_BUS: Final = _words(r"shared_?access_?key|service_?bus|event_?hub|\.servicebus\.windows|relay")


@dataclass(frozen=True, slots=True)
class Keyed:
    """One kind that needs naming.

    `shape` is that of the whole value with its padding. `whose` has to be in the name, or `around`
    in the text within `radius` characters.
    """

    kind: Kind
    shape: Words
    whose: Words
    around: Words | None = None
    radius: int = 600
    bits: float = 3.0
    key: Words = _KEY


def _shape(text: str) -> Words:
    return Words(text)


_HEX32: Final = _shape(r"[0-9a-f]{32}|[0-9A-F]{32}")
_HEX40: Final = _shape(r"[0-9a-f]{40}")
_KEY64: Final = _shape(r"[A-Za-z0-9+/]{86}==")
_KEY32: Final = _shape(r"[A-Za-z0-9+/]{43}=")
_ALNUM32: Final = _shape(r"[A-Za-z0-9]{32}")
_UUID: Final = _shape(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_DENSE: Final = _shape(r"[A-Za-z0-9+/_~.\-]{20,100}={0,2}")

KEYED: Final = (
    Keyed(kinds.WORKSPACE_KEY, _KEY64, _words(r"workspace|log_?analytics|oms_"),
          _words(r"\.opinsights\.azure"), 300, 4.6),
    Keyed(kinds.COSMOS_KEY, _KEY64, _COSMOS, _COSMOS, 400, 4.6),
    Keyed(kinds.BATCH_KEY, _KEY64, _words("batch"), _words(r"\.batch\.azure\.com"), 400, 4.6),
    Keyed(kinds.STORAGE_KEY, _KEY64, _STORAGE, _STORAGE_HOST, 600, 4.6),
    Keyed(kinds.IOT_KEY, _KEY32, _words("iot|device"), _words(r"azure-devices\.net"), 300, 4.2),
    Keyed(kinds.SIGNALR_KEY, _KEY32, _words("signalr|web_?pubsub"),
          _words(r"\.service\.signalr\.net|\.webpubsub\.azure"), 300, 4.2),
    Keyed(kinds.APP_CONFIGURATION_KEY, _KEY32, _words("app_?config"), _words(r"\.azconfig\.io"), 300, 4.2),
    Keyed(kinds.REDIS_KEY, _KEY32, _words("redis|cache"), _words(r"\.redis\.cache\.windows|redis"), 400, 4.2),
    Keyed(kinds.EVENT_GRID_KEY, _KEY32, _words("event_?grid|aeg-sas"), _words(r"\.eventgrid\.azure"), 300, 4.2),
    Keyed(kinds.BUS_KEY, _KEY32, _BUS, _words(r"\.servicebus\.windows\.net"), 400, 4.2),
    Keyed(kinds.SEARCH_KEY, _HEX32, _SEARCH, _words(r"\.search\.windows\.net"), 400, 2.8),
    Keyed(kinds.SEARCH_KEY, _shape("[A-Za-z0-9]{52}"), _SEARCH, _words(r"\.search\.windows\.net"), 400, 4.2),
    Keyed(kinds.WANDB, _HEX40, _words("wandb"), None, bits=2.9),
    Keyed(kinds.AI_KEY, _HEX32, _AI, _AI_HOST, 600, 2.8),
    Keyed(kinds.DATABRICKS, _HEX32, _words("databricks"), None, bits=2.8),
    Keyed(kinds.AWS_SECRET, _shape("[A-Za-z0-9+/]{40}"),
          _words(r"aws.{0,12}secret|secret.?access.?key|aws.?secret|(?<![a-z])aws_?key"),
          _words(r"(?<![a-z0-9])(?:akia|asia|abia)[a-z2-7]{16}(?![a-z0-9])"), 300, 4.0),
    Keyed(kinds.AWS_SESSION, _shape(r"[A-Za-z0-9+/]{150,3000}={0,2}"), _words("session_?token|security_?token"),
          None, bits=4.8),
    Keyed(kinds.DEVOPS_PAT, _shape("[a-z2-7]{52}"),
          _words(r"pat\b|_pat|pat_|dev_?ops|azdo|(?<![a-z])ado|vsts|vss|personal.?access|system_?access|nuget|azure_artifacts|feed"),
          _words(r"dev\.azure\.com|\.visualstudio\.com|azure-devops|vsss?ps"), 500, 3.9),
    Keyed(kinds.REGISTRY_PASSWORD, _shape(r"[A-Za-z0-9+/=]{32,52}"), _words(r"(?<![a-z])acr(?![a-z])|azurecr|registry|docker"),
          _words(r"\.azurecr\.(?:io|us|cn)"), 300, 4.0,
          _words(r"pass|pwd|\A-?p\Z|secret|token")),
    Keyed(kinds.FUNCTION_KEY, _shape(r"[A-Za-z0-9_\-+/]{38,60}={0,2}"), _words(r"x-functions-key|function.{0,8}key|(?:host|master)_?key"),
          _words(r"azurewebsites\.net/[^\s]{0,200}[?&]code=\s"), 300, 4.2,
          _words(r"key|code")),
    Keyed(kinds.ML_KEY, _shape(r"[A-Za-z0-9]{32,64}"), _words(r"(?<![a-z])aml|scoring|azureml|(?<![a-z])ml_?endpoint|online_?endpoint"),
          _words(r"\.inference\.ml\.azure|azureml\.net/score|\.models\.ai\.azure"), 500, 4.0),
    Keyed(kinds.CLIENT_SECRET, _shape(r"[A-Za-z0-9_~.\-]{32,44}"),
          _words(r"client_?-?secret|arm_client_secret|app(?:lication)?_?secret|sp_?(?:secret|password)|service_?principal_?(?:secret|key|password)"),
          None, bits=4.0),
    Keyed(kinds.MODEL_API, _shape("[A-Za-z0-9]{40}"), _words(r"cohere|(?<![a-z])co_api_key"), None, bits=4.2),
    Keyed(kinds.MODEL_API, _ALNUM32, _words("mistral|deepinfra|anyscale"), None, bits=4.0),
    Keyed(kinds.MODEL_API, _shape("[0-9a-f]{64}"), _words("together|openrouter"), None, bits=3.4),
    Keyed(kinds.MODEL_API, _shape("sk-[0-9a-f]{32}"), _words("deepseek|dashscope|moonshot|openai|llm|api_?key"), None, bits=3.0),
    Keyed(kinds.OPENAI, _shape("sk-[A-Za-z0-9]{48}"), _words("openai|gpt|api_?key|bearer|token|sk"), _words("openai"), bits=4.4),
    Keyed(kinds.VECTOR_STORE, _UUID, _words("pinecone"), None, bits=2.8),
    Keyed(kinds.VECTOR_STORE, _DENSE, _words("qdrant|weaviate|milvus|zilliz"), None, bits=3.8),
    Keyed(kinds.TRACING, _shape(r"[A-Za-z0-9\-]{32,50}"), _words("langfuse_secret|langsmith|langchain_api|helicone"), None, bits=3.6),
    Keyed(kinds.MODEL_API, _shape(r"[A-Za-z0-9_\-]{24,100}"), _PROVIDER, None, bits=3.6,
          key=_words(r"(?:key|token|secret)\Z")),
    Keyed(kinds.HUGGING_FACE, _shape("[A-Za-z0-9]{37,64}"), _words("hugging_?face|hf_token"), None, bits=4.2),
)  # fmt: skip

CANDIDATE: Final = re.compile(
    rb"(?:sk-[0-9A-Za-z]{32,48}|(?=(?:[^0-9]*[0-9]){2})(?:[A-Za-z0-9+/]{32,3000}|[A-Za-z0-9_~.\-]{24,100}))={0,2}\Z"
)
"""What the shapes above have in common: most runs of a text are none, and are told so at once."""


def keyed(text: Text, start: int, end: int, value: bytes) -> Kind | None:
    """Return the kind of credential that a value is for what names it, None if it is none."""
    label = text.label(start)
    if not _may_be_key(label):
        return None
    for each in KEYED:
        if not each.shape.regex.fullmatch(value):
            continue
        if not label.says(each.key) and not _assigned(label, each):
            continue
        whose = label.says(each.whose) or _led(label, each) or _around(text, start, end, each)
        if whose and random(value, each.bits):
            return each.kind
    return None


def _may_be_key(label: Label) -> bool:
    """Tell whether a label says that its value is a key, and not that it is something else."""
    if not label.neutral:
        return _names_key(label.name)
    line = label.lead.rpartition(b"\n")[2]
    if _NEVER.regex.search(line) and not _KEY.regex.search(line):
        return False
    return any(words.regex.search(label.lead) for words in (_KEY, _AI, _SEARCH, _BUS))


@lru_cache(maxsize=65536)
def _names_key(name: bytes) -> bool:
    if _NEVER.regex.search(name):
        return False
    return any(words.regex.search(name) for words in (_KEY, _AI, _SEARCH, _BUS))


def _assigned(label: Label, each: Keyed) -> bool:
    """Tell whether the name is that of the owner alone (`ACR: ...`, `wandb login ...`)."""
    return each.kind is kinds.WANDB and label.says(each.whose)


def _led(label: Label, each: Keyed) -> bool:
    """Tell whether a name that fits any key (`ApiKey`) stands below one that tells whose it is."""
    return (
        _GENERIC.regex.match(label.name) is not None
        and each.whose.regex.search(label.lead) is not None
    )


def _around(text: Text, start: int, end: int, each: Keyed) -> bool:
    return each.around is not None and (
        each.around.regex.search(text.near(start, end, each.radius)) is not None
    )
