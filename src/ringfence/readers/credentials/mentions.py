"""What the text around a credential names as the thing that it opens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from ringfence.model.credential import Family, Target
from ringfence.readers.credentials.finds import Find
from ringfence.readers.credentials.strings import said
from ringfence.readers.credentials.texts import Text

_SUFFIXES: Final = {
    Family.STORAGE: r"(?:blob|file|queue|table|dfs|web)\.core\.(?:windows\.net|usgovcloudapi\.net|chinacloudapi\.cn)",
    Family.COSMOS: r"(?:documents\.azure\.com|(?:mongo|table|gremlin|cassandra)\.cosmos\.azure\.com)",
    Family.SEARCH: r"search\.windows\.net",
    Family.AI: r"(?:openai\.azure|cognitiveservices\.azure|services\.ai\.azure)\.(?:com|us|cn)",
    Family.REGISTRY: r"azurecr\.(?:io|us|cn)",
    Family.BUS: r"servicebus\.(?:windows\.net|usgovcloudapi\.net|chinacloudapi\.cn)",
    Family.REDIS: r"(?:redis\.cache\.windows\.net|redisenterprise\.cache\.azure\.net|redis\.azure\.net)",
    Family.SQL: r"database\.windows\.net",
    Family.POSTGRESQL: r"postgres\.database\.azure\.com",
    Family.FUNCTIONS: r"azurewebsites\.net",
    Family.ML: r"inference\.ml\.azure\.com",
    Family.KUBERNETES: r"azmk8s\.io",
}
_NAMES: Final = {
    Family.STORAGE: r"storage_?-?account(?:_?-?name)?|account_?-?name|azure_storage_name",
    Family.COSMOS: r"cosmos(?:_?-?db)?_?-?account(?:_?-?name)?",
    Family.SEARCH: r"search_?-?service(?:_?-?name)?|azure_search_name",
    Family.AI: r"(?:open_?ai|aoai|cognitive|ai)_?-?(?:resource|account|service)s?(?:_?-?name)?|custom_?sub_?domain(?:_?name)?|azure_openai_resource",
    Family.REGISTRY: r"(?:container_?-?)?registry(?:_?-?(?:name|server|username))?|acr(?:_?-?name)?",
    Family.BUS: r"(?:service_?bus|event_?hubs?)_?-?(?:namespace|name)",
    Family.REDIS: r"redis_?-?(?:host|name|cache)",
    Family.SQL: r"sql_?-?server(?:_?-?name)?",
}
_TYPES: Final = {
    Family.STORAGE: "azurerm_storage_account",
    Family.COSMOS: "azurerm_cosmosdb_account",
    Family.SEARCH: "azurerm_search_service",
    Family.AI: "azurerm_cognitive_account|azurerm_ai_services|azurerm_ai_foundry",
    Family.REGISTRY: "azurerm_container_registry",
    Family.BUS: "azurerm_servicebus_namespace|azurerm_eventhub_namespace",
    Family.REDIS: "azurerm_redis_cache|azurerm_managed_redis",
    Family.SQL: "azurerm_mssql_server",
    Family.POSTGRESQL: "azurerm_postgresql_flexible_server",
}
_GUID: Final = rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_CLIENT: Final = re.compile(
    rb"(?i)(?:client_?-?id|app(?:lication)?_?-?id|arm_client_id|service_?principal_?-?id|--username|-u|sp_?id)"
    rb"[\"'\\\]]{0,4}\s{0,9}[:=,\s]\s{0,9}[\[\"'\\]*("
    + _GUID
    + rb"|(?<![a-z_.])azuread_application(?:_registration)?\.[a-z_][\w\-]*)"
)
_USER: Final = re.compile(
    rb"(?i)(?:--username|-u|(?<![a-z])(?:acr_?|registry_?|docker_?)?user_?(?:name)?)[\"'\\\]]{0,4}\s{0,9}[:=,\s]\s{0,9}"
    rb"[\"'\\]{0,4}([a-z0-9][a-z0-9_\-]{1,63})(?![\w.(])"
)
_BLOCK: Final = 4_096
_LONGEST: Final = 400
REACH: Final = 6_000
"""Characters on either side of a credential in which something may name what it opens."""


@dataclass(frozen=True, slots=True)
class _Mention:
    target: Target
    start: int
    end: int


@cache
def _pattern(family: Family) -> re.Pattern[bytes] | None:
    parts: list[str] = []
    if family in _SUFFIXES:
        parts.append(
            rf"(?P<host>(?:(?<![a-z0-9\-.])|(?<=account\.key\.))[a-z0-9][a-z0-9\-]{{0,62}}(?:\.[a-z0-9\-]{{1,40}}){{0,2}}\.{_SUFFIXES[family]})"
        )
    if family in _TYPES:
        parts.append(rf"(?P<address>(?<![a-z0-9_])(?:{_TYPES[family]})\.[a-z_][\w\-]*)")
    if family in _NAMES:
        parts.append(
            rf"(?<![a-z])(?:{_NAMES[family]})[\"'\\\]]{{0,4}}\s{{0,9}}(?:[:=,]|\s)\s{{0,9}}[\"'\\]{{0,4}}(?P<name>[a-z0-9][a-z0-9\-]{{1,62}})(?![\w.\-(/])"
        )
    return re.compile("|".join(parts).encode(), re.IGNORECASE) if parts else None


_NO_NAME: Final = re.compile(
    r"(?i)(?:name|value|string|null|none|true|false|var|variable|default|account|storage|type|required|the|is"
    r"|description|param|resource|registry|username|password|login|server|key|data|azurerm.*|local|module)\Z"
)


def opens(text: Text, find: Find) -> tuple[Target, ...]:
    """Return what a credential opens: what it states itself, or what the text nearby names."""
    if find.opens:
        return find.opens
    family = find.kind.family
    stated = said(text.data, find.start, find.end, family)
    if stated:
        return stated
    pattern = _pattern(family)
    if pattern is None:
        return ()
    mentions = list(_mentions(text, find, pattern))
    return _nearest(text, find, mentions)


def client(text: Text, find: Find) -> tuple[str, ...]:
    """Return the client ids that a client secret may belong to, by what stands nearby."""
    if find.client:
        return find.client
    low, high = max(0, find.start - REACH), min(len(text.data), find.end + REACH)
    mentions = [
        _Mention(Target(name=_client(match[1])), *match.span())
        for match in _CLIENT.finditer(text.data, low, high)
    ]
    return tuple(target.name for target in _nearest(text, find, mentions))


def user(text: Text, find: Find) -> str:
    """Return the account that a registry password is used with, "" if it is not plain."""
    if find.user:
        return find.user
    low, high = max(0, find.start - 600), min(len(text.data), find.end + 600)
    mentions = [
        _Mention(Target(name=match[1].decode().lower()), *match.span())
        for match in _USER.finditer(text.data, low, high)
    ]
    found = _nearest(text, find, mentions)
    return found[0].name if len(found) == 1 else ""


def _client(name: bytes) -> str:
    """Return a client id in lower case, the address of an application as it is written."""
    text = name.decode("utf-8", "replace")
    return text if text.startswith("azuread") else text.lower()


def _mentions(text: Text, find: Find, pattern: re.Pattern[bytes]) -> Iterator[_Mention]:
    low, high = max(0, find.start - REACH), min(len(text.data), find.end + REACH)
    for number in range(low // _BLOCK, high // _BLOCK + 1):
        for mention in _block(text, pattern, number):
            apart = mention.start >= find.end or find.start >= mention.end
            if apart and low <= mention.start <= high:
                yield mention


def _block(text: Text, pattern: re.Pattern[bytes], number: int) -> list[_Mention]:
    """Return the mentions that begin in one block of a text; each block is read once."""
    key = (pattern, number)
    known = text.memo.get(key)
    if isinstance(known, list):
        return known
    low = number * _BLOCK
    found = [
        _Mention(target, *match.span())
        for match in pattern.finditer(text.data, low, low + _BLOCK + _LONGEST)
        if match.start() < low + _BLOCK and (target := _target(match)) is not None
    ]
    text.memo[key] = found
    return found


def _target(match: re.Match[bytes]) -> Target | None:
    groups = match.groupdict()
    if groups.get("host"):
        return Target(host=groups["host"].decode().lower())
    if groups.get("address"):
        return Target(address=groups["address"].decode("utf-8", "replace"))
    name = groups["name"].decode().lower()
    return None if _NO_NAME.match(name) else Target(name=name)


def _nearest(text: Text, find: Find, mentions: list[_Mention]) -> tuple[Target, ...]:
    """Return the targets among which the right one is: one if the layout tells which.

    Those in the same object or block count before those on other lines; of several, the ones on
    the nearest line do.
    """
    for pool in (
        mentions if _alike(mentions) else [],
        [each for each in mentions if _same_object(text, find, each)],
        [each for each in mentions if _same_block(text, find, each)],
        mentions,
    ):
        if not pool:
            continue
        if _alike(pool):
            return (pool[0].target,)
        here = text.row(find.start)
        least = min(abs(text.row(each.start) - here) for each in pool)
        close = [each for each in pool if abs(text.row(each.start) - here) == least]
        return tuple(dict.fromkeys(each.target for each in close))
    return ()


def _alike(mentions: list[_Mention]) -> bool:
    """Tell whether all mentions may speak of one thing: a name, and hosts that begin with it."""
    stems = {(each.target.host.partition(".")[0] or str(each.target)) for each in mentions}
    return len(stems) == 1


def _same_object(text: Text, find: Find, other: _Mention) -> bool:
    """Tell whether no brace opens or closes between two places, or only inside of the way."""
    low, high = sorted((find.start, other.start))
    between = text.data[low:high]
    return b"}" not in between and b"{" not in between and b"\n\n" not in between and (
        b"\n" not in between or between.count(b"\n") <= 12
    )  # fmt: skip


def _same_block(text: Text, find: Find, other: _Mention) -> bool:
    low, high = sorted((find.start, other.start))
    between = text.data[low:high]
    return b"\n\n" not in between and b"\n\r\n" not in between
