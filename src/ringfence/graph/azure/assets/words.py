"""Words in names that tell what a thing holds, and words that speak against it.

Names are cut at separators, at changes of case and at digits. What is left (a storage account's
name has no separators) is also searched for long words inside, and taken apart where everything
around a short word is a usual part of a name (`st` + `llm` + `prod`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from ringfence.model.asset import AssetKind

WEIGHTS: Final = AssetKind.WEIGHTS
TRAINING: Final = AssetKind.TRAINING_DATA
PROMPTS: Final = AssetKind.PROMPT_DATA
LOG: Final = AssetKind.INFERENCE_LOG
INDEX: Final = AssetKind.EMBEDDING_INDEX

STRONG: Final = 3
MEDIUM: Final = 2
WEAK: Final = 1


@dataclass(frozen=True, slots=True)
class Hit:
    """A word that tells a kind, with its strength (1 to 3)."""

    kind: AssetKind
    word: str
    strength: int


def vocabulary(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


def _words(kind: AssetKind, strength: int, text: str) -> dict[str, Hit]:
    return {word: Hit(kind, word, strength) for word in text.split()}


_WORDS: Final[dict[str, Hit]] = {
    **_words(
        WEIGHTS,
        STRONG,
        "weights checkpoint checkpoints ckpt ckpts safetensors gguf ggml lora qlora pretrained",
    ),
    **_words(
        WEIGHTS,
        MEDIUM,
        "weight models adapter adapters llm llms mlflow onnx llama mistral mixtral genai",
    ),
    **_words(WEIGHTS, WEAK, "model ml mlops gpt openai"),
    **_words(
        TRAINING,
        STRONG,
        "trainingdata traindata trainset corpus corpora rlhf sft finetune finetuning finetuned "
        "pretraining groundtruth",
    ),
    **_words(TRAINING, MEDIUM, "training dataset datasets annotations featurestore"),
    **_words(TRAINING, WEAK, "train label labels feature features labelling labeling"),
    **_words(
        PROMPTS,
        STRONG,
        "prompt prompts conversation conversations chathistory",
    ),
    **_words(PROMPTS, MEDIUM, "chat chats chatbot transcript transcripts"),
    **_words(LOG, MEDIUM, "inference completion completions"),
    **_words(
        INDEX,
        STRONG,
        "embedding embeddings vectorstore vectordb vectorindex faiss qdrant milvus weaviate "
        "pgvector chromadb",
    ),
    **_words(INDEX, MEDIUM, "vector vectors rag embed knowledgebase"),
    **_words(INDEX, WEAK, "index indexes indices"),
}

GENERIC: Final = frozenset({"llm", "llms", "genai", "ml", "mlops", "gpt", "openai"})
"""Words that say what a thing is for, not what it holds: a database holds no weights."""

_PAIRS: Final[dict[tuple[str, str], Hit]] = {
    ("fine", "tune"): Hit(TRAINING, "fine-tune", STRONG),
    ("fine", "tuning"): Hit(TRAINING, "fine-tuning", STRONG),
    ("fine", "tuned"): Hit(WEIGHTS, "fine-tuned", STRONG),
    ("training", "data"): Hit(TRAINING, "training-data", STRONG),
    ("train", "data"): Hit(TRAINING, "train-data", STRONG),
    ("training", "set"): Hit(TRAINING, "training-set", STRONG),
    ("data", "set"): Hit(TRAINING, "data-set", STRONG),
    ("data", "sets"): Hit(TRAINING, "data-sets", STRONG),
    ("model", "weights"): Hit(WEIGHTS, "model-weights", STRONG),
    ("model", "artifacts"): Hit(WEIGHTS, "model-artifacts", STRONG),
    ("model", "store"): Hit(WEIGHTS, "model-store", MEDIUM),
    ("base", "model"): Hit(WEIGHTS, "base-model", MEDIUM),
    ("vector", "store"): Hit(INDEX, "vector-store", STRONG),
    ("knowledge", "base"): Hit(INDEX, "knowledge-base", MEDIUM),
    ("ground", "truth"): Hit(TRAINING, "ground-truth", STRONG),
    ("chat", "history"): Hit(PROMPTS, "chat-history", STRONG),
}

_OTHER_MEANING: Final = vocabulary(
    """
    data:model data:models domain:model domain:models object:model object:models threat:model
    threat:models operating:model semantic:model entity:model view:model view:models
    feature:flag feature:flags feature:toggle feature:toggles feature:gate feature:gates
    features:flags shipping:label shipping:labels address:label address:labels parcel:labels
    train:ticket train:tickets train:timetable train:timetables train:schedule train:schedules
    train:station train:stations vector:graphics vector:icons index:html network:adapter
    network:adapters checkpoint:fw checkpoint:firewall checkpoint:nva checkpoint:gateway
    release:train hub:model pricing:model billing:model price:index
    """
)
"""Two words in a row that mean something else than the first or second does alone."""

_AGAINST: Final = vocabulary(
    """
    website websites www cdn static public tfstate tfstates tfbackend frontend spa bootdiag
    bootdiags bootdiagnostics flowlog flowlogs
    """
)
_AGAINST_PAIRS: Final = vocabulary(
    "tf:state terraform:state terraform:backend boot:diagnostics boot:diag flow:logs flow:log"
)

_LOGS: Final = re.compile(
    r"(?:inference|inferencing|prompt|completion|chat|llm|openai|gpt|model|conversation)s?[^a-z0-9]*"
    r"(?:request|response|audit|access|usage|trace)?[^a-z0-9]*(?:logs?|logging|telemetry|traces?)(?![a-z])"
)
_LONG: Final[tuple[tuple[str, Hit], ...]] = tuple(
    (word, hit)
    for word, hit in sorted(_WORDS.items(), key=lambda item: (-item[1].strength, -len(item[0])))
    if len(word) >= 7 or word in {"prompt", "prompts", "ckpts", "models", "corpus", "corpora"}
    if word not in {"feature", "features", "adapter", "adapters", "indexes", "indices", "mistral"}
)
_AFFIX: Final = (
    r"(?:storage|stor|store|sto|stg|sta|str|sa|st|account|acct|blob|adls|adl|dls|dl|lake|data|"
    r"container|files?|docs|raw|logs?|history|backup|bkp|bak|archive|primary|secondary|main|"
    r"shared|core|hub|spoke|corp|team|app|api|svc|azure|az|my|dev|tst|test|int|staging|stage|"
    r"uat|qa|pre|production|prod|prd|sbx|poc|lab|demo|weu|neu|gwc|frc|swe|sdc|ukso|uks|eus|wus|"
    r"eu|us|uk|we|ne|de|fr|ch|disk|vm|aks|acr|kv|cr|oai|cog|cosmos|sql|law|[0-9]+)"
)
_SHORT: Final = re.compile(
    rf"{_AFFIX}*(llms?|rag|chats?|lora|sft|train|model|index|vectors?|ckpt|gguf|rlhf|genai|mlops|ml|gpt)"
    rf"{_AFFIX}*"
)
_CUT: Final = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[0-9]+")
_MAYBE: Final = re.compile(
    "|".join(
        sorted(
            {word[:4] for word in _WORDS}
            | {"fine", "ground", "knowledge", "log", "telemetry", "trace", "base"}
            | set(_AGAINST)
        )
    )
)


def tokens(name: str) -> tuple[str, ...]:
    """Return the words of a name, lower case: `Chat-Logs01` gives `chat`, `logs`, `01`."""
    return tuple(part.lower() for part in _CUT.findall(name))


@lru_cache(maxsize=65536)
def read(name: str) -> Hit | None:
    """Return the most telling word of a name, or None.

    Words that speak against an asset (`website`, `tfstate`) leave only the strongest standing.
    """
    lower = name.lower()
    if not _MAYBE.search(lower):
        return None
    parts = tokens(name)
    hits = _hits(lower, parts)
    if speaks_against(name):
        hits = [hit for hit in hits if hit.strength == STRONG]
    return max(hits, key=_telling, default=None)


def _telling(hit: Hit) -> tuple[int, bool, int, str]:
    return hit.strength, hit.kind is LOG, len(hit.word), hit.word


def _hits(lower: str, parts: tuple[str, ...]) -> list[Hit]:
    hits: list[Hit] = []
    skip: set[int] = set()
    for number, pair in enumerate(pairwise(parts)):
        if f"{pair[0]}:{pair[1]}" in _OTHER_MEANING:
            skip |= {number, number + 1}
        elif pair in _PAIRS:
            hits.append(_PAIRS[pair])
    for number, part in enumerate(parts):
        if number in skip:
            continue
        hit = _WORDS.get(part) or (_inside(part) if len(part) >= 4 else None)
        if hit is not None:
            hits.append(hit)
    if found := _LOGS.search(lower):
        hits.append(Hit(LOG, found[0], STRONG))
    return hits


def _inside(part: str) -> Hit | None:
    """Return what is found inside one run of letters; never more than medium."""
    for word, hit in _LONG:
        if word in part:
            return Hit(hit.kind, word, min(hit.strength, MEDIUM))
    short = _SHORT.fullmatch(part)
    return _WORDS[short[1]] if short else None


@lru_cache(maxsize=65536)
def speaks_against(name: str) -> bool:
    """Tell whether a name says that its content is public, or state of a tool, and no asset."""
    lower = name.lower()
    if lower == "$web":
        return True
    parts = tokens(name)
    if any(part in _AGAINST for part in parts):
        return True
    if any(f"{a}:{b}" in _AGAINST_PAIRS for a, b in pairwise(parts)):
        return True
    return any(word in lower for word in ("tfstate", "bootdiag", "website", "flowlog"))


SERVING: Final = vocabulary(
    """
    vllm tgi triton tritonserver ollama sglang lmdeploy kserve torchserve serving inference
    inferencing llm llms llama mistral gpt genai nim localai completions chat
    """
)
TRAINS: Final = vocabulary(
    """
    train training trainer finetune finetuning deepspeed axolotl unsloth trl sft rlhf pretraining
    lora qlora
    """
)


@lru_cache(maxsize=65536)
def workload(text: str) -> Hit | None:
    """Return what a name, tag or container image says of a workload: it trains, or it serves."""
    parts = tokens(text)
    if any(f"{a}:{b}" in _OTHER_MEANING for a, b in pairwise(parts)):
        return None
    for words, kind in ((TRAINS, WEIGHTS), (SERVING, AssetKind.ENDPOINT)):
        for part in parts:
            if part in words:
                return Hit(kind, part, MEDIUM)
    lower = text.lower()
    for word, kind in (
        ("text-generation", AssetKind.ENDPOINT),
        ("text-embeddings", AssetKind.ENDPOINT),
        ("fine-tun", WEIGHTS),
        ("vllm", AssetKind.ENDPOINT),
        ("finetun", WEIGHTS),
        ("ollama", AssetKind.ENDPOINT),
        ("llama", AssetKind.ENDPOINT),
        ("inference", AssetKind.ENDPOINT),
    ):
        if word in lower:
            return Hit(kind, word, MEDIUM)
    return None
