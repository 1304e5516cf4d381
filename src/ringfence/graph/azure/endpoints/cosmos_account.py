"""Cosmos DB accounts: chat history, agent threads, vector stores.

Sources: Cosmos DB pages on the address firewall and on virtual network access (as commonly
documented; no page was read): without address rules and without the network filter all networks get
in; the rule `0.0.0.0` admits every Azure data-centre address, whoever the customer is;
`ipRangeFilter` is the older form, a comma-separated text.
"""

from ringfence.graph.azure.door_reading import (
    admitted,
    public_access,
    reading,
    secured_by_perimeter,
    source,
    sources,
    unless_listed,
)
from ringfence.graph.azure.doors import AZURE, Door, Endpoint, Firewall, Instance, Source
from ringfence.model.estate import Estate
from ringfence.model.facts import ABSENT, Unknown, members
from ringfence.model.resource import Resource

_RULES = "properties.ipRules"
_OLD = "properties.ipRangeFilter"
_BYPASS = "properties.networkAclBypassResourceIds"


def _sources(account: Resource) -> tuple[Source, ...]:
    listed = list(sources(account, _RULES, "ipAddressOrRange"))
    old = account.look(_OLD)
    if isinstance(old, Unknown) and account.external is None:
        listed.append(Source(None, "", _OLD, old))
    elif isinstance(old, str):
        listed.extend(source(part.strip(), _OLD) for part in old.split(",") if part.strip())
    return tuple(_whole_azure(each) for each in listed)


def _whole_azure(rule: Source) -> Source:
    if rule.text.strip() == "0.0.0.0":  # noqa: S104 - here it stands for all of Azure
        return Source(None, AZURE, rule.pointer, rule.doubt)
    return rule


def _door(estate: Estate, account: Resource) -> Door:
    del estate
    listed = _sources(account)
    filtered = reading(account, "properties.isVirtualNetworkFilterEnabled", "true", "false")
    everyone, open_to_all = unless_listed(account, _RULES, listed, filtered)
    firewall = Firewall(
        holder=account,
        everyone=everyone,
        open_to_all=open_to_all,
        sources=listed,
        subnets=admitted(account, "properties.virtualNetworkRules"),
        instances=tuple(
            Instance(ABSENT, element, f"{_BYPASS}[{index}]", doubt)
            for index, (element, doubt) in enumerate(members(account.look(_BYPASS)))
        ),
        trusted=reading(account, "properties.networkAclBypass"),
    )
    return Door((public_access(account),), firewall, secured_by_perimeter(account))


ENDPOINT = Endpoint(
    types=("Microsoft.DocumentDB/databaseAccounts",),
    door=_door,
    groups=frozenset({"sql", "mongodb", "cassandra", "gremlin", "table", "analytical"}),
    hosts=(".documents.azure.com", ".mongo.cosmos.azure.com", ".cassandra.cosmos.azure.com"),
)
