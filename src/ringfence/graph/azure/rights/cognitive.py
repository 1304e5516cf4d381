"""Azure OpenAI and the other AI services: data roles, and keys unless local authentication is off."""

from __future__ import annotations

from typing import Final

from ringfence.graph.azure.rights import (
    DATA,
    KEYS,
    WRITE,
    Answer,
    Case,
    Need,
    Service,
    Way,
    opening,
    setting,
)

_ACCOUNT: Final = "Microsoft.CognitiveServices/accounts"

# Data actions that query a model or read what it was given; a role's patterns are held against
# each of them, so that one of another service (speech, vision) opens no model.
_USE: Final = (
    f"{_ACCOUNT}/OpenAI/deployments/chat/completions/action",
    f"{_ACCOUNT}/OpenAI/deployments/completions/action",
    f"{_ACCOUNT}/OpenAI/deployments/embeddings/action",
    f"{_ACCOUNT}/OpenAI/responses/read",
    f"{_ACCOUNT}/OpenAI/responses/write",
    f"{_ACCOUNT}/OpenAI/stored-completions/read",
    f"{_ACCOUNT}/OpenAI/files/read",
    f"{_ACCOUNT}/OpenAI/fine-tunes/read",
    f"{_ACCOUNT}/OpenAI/assistants/read",
    f"{_ACCOUNT}/MaaS/chat/completions/action",
    f"{_ACCOUNT}/AIServices/agents/read",
    f"{_ACCOUNT}/SpeechServices/speechrest/transcriptions/read",
    f"{_ACCOUNT}/Language/query-text/action",
    f"{_ACCOUNT}/FormRecognizer/documentmodels:analyze/action",
    f"{_ACCOUNT}/CustomVision/projects/read",
)


def _local_auth(case: Case) -> Answer:
    return setting(case.top, "properties.disableLocalAuth").unless(
        "true", wall=f"`{case.top.address}` accepts no keys"
    )


_LIST_KEYS: Final = Need(
    "keys",
    "obtain the keys of {it}",
    actions=(f"{_ACCOUNT}/listKeys/action", f"{_ACCOUNT}/regenerateKey/action"),
)

SERVICES = (
    Service(
        types=(_ACCOUNT,),
        opens=opening(_ACCOUNT),
        ways=(
            Way(
                "reads-data",
                DATA,
                (Need("data", "query {it}", data=_USE, at="asset"),),
                "queries {it} with its own role",
            ),
            Way(
                "hands-out-keys",
                KEYS,
                (_LIST_KEYS,),
                "queries {it} with a key that the control plane hands out",
                _local_auth,
            ),
            Way(
                "opens-local-auth",
                WRITE,
                (
                    Need("write", "change the settings of {it}", actions=(f"{_ACCOUNT}/write",)),
                    _LIST_KEYS,
                ),
                "lets {it} accept keys again and obtains them",
            ),
        ),
    ),
)
