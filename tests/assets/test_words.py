"""Words that tell what a name holds, and their look-alikes."""

from __future__ import annotations

import pytest

from ringfence.graph.azure.assets import words
from ringfence.model.asset import AssetKind


@pytest.mark.parametrize(
    ("name", "kind", "lookalike"),
    [
        ("weights", AssetKind.WEIGHTS, "weighing"),
        ("stweightsprod", AssetKind.WEIGHTS, "stlightsprod"),
        ("ckpt-2026", AssetKind.WEIGHTS, "check-2026"),
        ("Llama-LoRA-Adapters", AssetKind.WEIGHTS, "network-adapters"),
        ("model", AssetKind.WEIGHTS, "data-model"),
        ("ProductModels", AssetKind.WEIGHTS, "DomainModels"),
        ("stllmprod", AssetKind.WEIGHTS, "fulfillment"),
        ("sallm01", AssetKind.WEIGHTS, "enrollments"),
        ("checkpoint", AssetKind.WEIGHTS, "checkpoint-fw"),
        ("training-data", AssetKind.TRAINING_DATA, "restraints"),
        ("sttrainingset", AssetKind.TRAINING_DATA, "stconstraints"),
        ("train", AssetKind.TRAINING_DATA, "train-timetables"),
        ("features", AssetKind.TRAINING_DATA, "feature-flags"),
        ("labels", AssetKind.TRAINING_DATA, "shipping-labels"),
        ("fine-tuning", AssetKind.TRAINING_DATA, "fine-arts"),
        ("sft", AssetKind.TRAINING_DATA, "soft"),
        ("embeddings", AssetKind.EMBEDDING_INDEX, "embedded-devices"),
        ("vectors", AssetKind.EMBEDDING_INDEX, "vector-graphics"),
        ("rag-documents", AssetKind.EMBEDDING_INDEX, "storage-documents"),
        ("strag", AssetKind.EMBEDDING_INDEX, "fragments"),
        ("prompts", AssetKind.PROMPT_DATA, "promotions"),
        ("stchatprod", AssetKind.PROMPT_DATA, "purchases"),
        ("conversations", AssetKind.PROMPT_DATA, "conversions"),
        ("inference-logs", AssetKind.INFERENCE_LOG, "application-logs"),
        ("stpromptlogs", AssetKind.INFERENCE_LOG, "stapplogs"),
        ("completions", AssetKind.INFERENCE_LOG, "competitions"),
    ],
)
def test_a_word_tells_and_its_lookalike_does_not(
    name: str, kind: AssetKind, lookalike: str
) -> None:
    hit = words.read(name)
    assert hit is not None
    assert hit.kind is kind
    assert words.read(lookalike) is None


@pytest.mark.parametrize(
    "name", ["$web", "models-website", "static-models", "sttfstatellm", "llm-tf-state", "cdn-chat"]
)
def test_words_that_speak_against_leave_no_ordinary_word_standing(name: str) -> None:
    assert words.speaks_against(name)
    assert words.read(name) is None


def test_the_strongest_words_stand_against_everything() -> None:
    hit = words.read("weights-website")
    assert hit is not None
    assert hit.strength == words.STRONG


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("vllm/vllm-openai:v0.6", AssetKind.ENDPOINT),
        ("ghcr.io/huggingface/text-generation-inference:2", AssetKind.ENDPOINT),
        ("cr.azurecr.io/axolotl:main", AssetKind.WEIGHTS),
        ("vm-trainer-01", AssetKind.WEIGHTS),
        ("nginx:1.27", None),
        ("vm-web-01", None),
    ],
)
def test_workloads_are_told_by_image_and_name(text: str, kind: AssetKind | None) -> None:
    hit = words.workload(text)
    assert (hit.kind if hit else None) is kind
