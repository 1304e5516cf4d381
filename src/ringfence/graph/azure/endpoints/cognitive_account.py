"""Cognitive Services accounts: Azure OpenAI, AI Services (Foundry) and their kin.

Source: AI services virtual network page (as commonly documented; no page was read): without
`networkAcls` all networks get in; rules count only while public network access is on.
"""

from dataclasses import replace

from ringfence.graph.azure.door_reading import (
    public_access,
    reading,
    rules_at,
    secured_by_perimeter,
)
from ringfence.graph.azure.doors import Door, Endpoint
from ringfence.model.estate import Estate
from ringfence.model.resource import Resource

_RULES = "properties.networkAcls"


def _door(estate: Estate, account: Resource) -> Door:
    del estate
    firewall = replace(
        rules_at(account, _RULES, default_action="defaultAction"),
        trusted=reading(account, f"{_RULES}.bypass"),
    )
    return Door((public_access(account),), firewall, secured_by_perimeter(account))


ENDPOINT = Endpoint(
    types=("Microsoft.CognitiveServices/accounts",),
    door=_door,
    groups=frozenset({"account"}),
    hosts=(
        ".openai.azure.com",
        ".cognitiveservices.azure.com",
        ".services.ai.azure.com",
    ),
    label="properties.customSubDomainName",
)
