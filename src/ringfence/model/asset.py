"""Assets: information whose loss is a leak."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource


class AssetKind(StrEnum):
    """What is lost when the asset leaves."""

    WEIGHTS = "weights"
    TRAINING_DATA = "training-data"
    PROMPT_DATA = "prompt-data"
    INFERENCE_LOG = "inference-log"
    EMBEDDING_INDEX = "embedding-index"
    MODEL_IMAGE = "model-image"
    KEY = "key"
    ENDPOINT = "endpoint"
    UNCLASSIFIED = "unclassified"


class Confidence(StrEnum):
    """How sure a judgement is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def rank(self) -> int:
        """0 for low up to 2 for high."""
        return ("low", "medium", "high").index(self.value)


@dataclass(slots=True, eq=False)
class Asset:
    """A resource that holds, serves or protects intellectual property.

    `because` is one clause. `doubt` is set where it is not known whether the resource is an asset
    at all (its name and tags could not be resolved). `holder` is the key of the asset that
    contains this one (the account of a container), "" for an asset that stands alone.
    """

    resource: Resource
    kind: AssetKind
    name: str
    confidence: Confidence
    because: str
    doubt: Unknown | None = None
    holder: str = ""

    @property
    def key(self) -> str:
        """The key of its resource."""
        return self.resource.key
