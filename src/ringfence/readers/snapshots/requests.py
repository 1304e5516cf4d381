"""What a request asked for: which things its answer lists, told by its address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Final
from urllib.parse import unquote, urlsplit

_METHOD: Final = re.compile(r"(GET|POST|PUT|PATCH|HEAD|DELETE)\s+(\S.*)", re.DOTALL)
_FILTERS: Final = re.compile(
    r"\|\s*where\s+type\s*(?:==|=~|in~?)\s*(\(?(?:\s*['\"][\w./-]+['\"]\s*,?)+\)?)\s*(?=\||$)",
    re.IGNORECASE,
)
_QUOTED: Final = re.compile(r"['\"]([\w./-]+)['\"]")
_NARROWS: Final = re.compile(
    r"\|\s*(?:where|take|limit|top|sample|summarize|distinct|count|join|union|mv-expand)\b",
    re.IGNORECASE,
)
RESOURCE_GRAPH: Final = "/providers/microsoft.resourcegraph/resources"
GROUPS: Final = "microsoft.resources/resourcegroups"


class Asked(Enum):
    """What kind of answer a request gets.

    LIST: all things of one type in a scope. INVENTORY: all top-level resources in a scope. ONE:
    a single thing. TABLE: rows of Resource Graph. DIRECTORY: objects of Microsoft Graph. OTHER:
    nothing that an estate is made of (actions, keys, metrics).
    """

    LIST = auto()
    INVENTORY = auto()
    ONE = auto()
    TABLE = auto()
    DIRECTORY = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Request:
    """One request of a snapshot. `scope` and `kind` are lower case; `url` is as it was sent.

    For TABLE, `kinds` are the types that the query asks for, none if it asks for all; `whole` says
    that it asks for everything of them, `kind` is the table, `within` are the scopes that it asks
    about ("" is all), and `token` is that of the page before. For DIRECTORY, `scope` is the path
    below the version.
    """

    asked: Asked
    url: str = ""
    scope: str = ""
    kind: str = ""
    kinds: tuple[str, ...] = ()
    whole: bool = True
    within: tuple[str, ...] = ("",)
    token: str = ""

    @property
    def shown(self) -> str:
        """The address without its query, which may hold secrets."""
        return self.url.partition("?")[0]


def parse(request: Any) -> Request:
    """Return what a request asks for.

    It is given as `"GET https://…"`, as the address alone, or as `{method, url, body}`.
    """
    method, url, body = "GET", "", None
    if isinstance(request, str):
        match = _METHOD.match(request)
        method, url = (match[1], match[2]) if match is not None else ("GET", request)
    elif isinstance(request, dict):
        method = str(request.get("method") or "GET").upper()
        url = str(request.get("url") or request.get("path") or "")
        body = request.get("body") or request.get("content")
    url = url.strip()
    try:
        parts = urlsplit(url)
    except ValueError:
        return Request(Asked.OTHER, url)
    path = unquote(parts.path).rstrip("/").lower()
    if "graph.microsoft." in parts.netloc.lower():
        return Request(Asked.DIRECTORY, url, re.sub(r"^/(?:v1\.0|beta)", "", path))
    if path == RESOURCE_GRAPH:
        return _table(url, body)
    if method != "GET":
        return Request(Asked.OTHER, url)
    return _listing(url, path, parts.query)


def _listing(url: str, path: str, query: str) -> Request:
    narrowed = "$filter=" in unquote(query).lower() or "$top=" in unquote(query).lower()
    if narrowed and "atscope()" in query.lower():
        # At the scope and above: for role assignments those below are left out.
        narrowed = "/policy" not in path
    head, mark, tail = path.rpartition("/providers/")
    if mark:
        segments = tail.split("/")
        kind = "/".join([segments[0], *segments[1::2]])
        if len(segments) % 2:  # namespace, type and name in turn: a name is at the end
            return Request(Asked.ONE, url, path, kind)
        scope = head if len(segments) == 2 else path.rpartition("/")[0]
        return Request(Asked.LIST, url, scope, kind, whole=not narrowed)
    parts = path.strip("/").split("/")
    if parts[0] != "subscriptions":
        return Request(Asked.OTHER, url)
    if parts[-1] == "resources" and len(parts) in (3, 5):
        scope = path.rpartition("/")[0]
        return Request(Asked.INVENTORY, url, scope, whole=not narrowed)
    if len(parts) == 3 and parts[2] == "resourcegroups":
        return Request(Asked.LIST, url, path.rpartition("/")[0], GROUPS, whole=not narrowed)
    if len(parts) == 4 and parts[2] == "resourcegroups":
        return Request(Asked.ONE, url, path, GROUPS)
    if len(parts) <= 2:
        kind = "microsoft.resources/subscriptions"
        return Request(Asked.ONE if len(parts) == 2 else Asked.LIST, url, path, kind)
    return Request(Asked.OTHER, url)


def _table(url: str, body: Any) -> Request:
    """Return what a query of Resource Graph asks for, as far as it can be told from its text."""
    query = body.get("query") if isinstance(body, dict) else None
    if not isinstance(query, str):
        return Request(Asked.TABLE, url, kind="resources", whole=False)
    text = re.sub(r"//[^\n]*", "", query).strip()
    table = re.match(r"\w+", text)
    kinds: list[str] = []
    filters = list(_FILTERS.finditer(text))
    for match in filters:
        kinds += [each.lower() for each in _QUOTED.findall(match[1])]
    rest = _FILTERS.sub("", text)
    whole = _NARROWS.search(rest) is None and len(filters) <= 1
    name = table[0].lower() if table is not None else "resources"
    options = body.get("options") if isinstance(body, dict) else None
    token = options.get("$skipToken") if isinstance(options, dict) else None
    return Request(
        Asked.TABLE, url, "", name, tuple(kinds), whole, _within(body),
        token if isinstance(token, str) else "",
    )  # fmt: skip


def _within(body: Any) -> tuple[str, ...]:
    """Return the scopes that a query is about."""
    listed = body.get("subscriptions") if isinstance(body, dict) else None
    if isinstance(body, dict) and body.get("managementGroups"):
        return ()  # which subscriptions lie in them is not told
    if not isinstance(listed, list) or not listed:
        return ("",)
    return tuple(f"/subscriptions/{each}".lower() for each in listed)
