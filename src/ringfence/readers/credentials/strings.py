"""Connection strings and URLs with a login in them: passwords that their surroundings give away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote_to_bytes

from ringfence.model.credential import Family, Target
from ringfence.readers.credentials import kinds
from ringfence.readers.credentials.finds import Find, Kind
from ringfence.readers.credentials.plausible import password, random
from ringfence.readers.credentials.texts import Text

_WORDS: Final = (re.compile(rb"password\s*=\s*"), re.compile(rb"pwd\s*=\s*"))
_PASSWORD: Final = re.compile(rb"(?:\"{2}|\\\"|'{2})?([^;\"'\s\\<>&,]{4,128})")
_PART: Final = re.compile(
    rb"(?i)(?<![a-z])(account_?name|account_?endpoint|blob_?endpoint|queue_?endpoint|table_?endpoint|file_?endpoint"
    rb"|endpoint|host_?name|server|data source|addr|address|network address|host|fully_?qualified_?namespace)"
    rb"\s*=\s*([^;\"'\s<>]{1,300})"
)
_USER: Final = re.compile(
    rb"(?i)(?<![a-z])(?:user id|uid|user_?name|user)\s*=\s*([^;\"'<>]{1,100})"
)
_LOGIN: Final = re.compile(
    rb"://([^\s/\"'`<>@:,]{0,80}):([^\s/\"'`<>@]{3,200})@([A-Za-z0-9.\-_]{1,253})"
)
_BARE: Final = re.compile(
    rb"://([A-Za-z0-9_\-]{20,100})@((?:[a-z0-9\-]+\.)*(?:dev\.azure\.com|visualstudio\.com|github\.com|huggingface\.co))"
)
_HOST: Final = re.compile(
    rb"(?<![A-Za-z0-9.\-])[A-Za-z0-9.\-]{1,200}\.(?:redis[a-z]*\.(?:cache\.)?(?:windows|azure)\.net"
    rb"|database\.windows\.net|(?:postgres|mysql)\.database\.azure\.com)"
)
_MONGO: Final = re.compile(
    rb"mongodb(?:\+srv)?://([^\s:@/]{1,80}):([A-Za-z0-9+/%]{40,120}={0,2})@([A-Za-z0-9.\-]{4,253})"
)
_SCHEME: Final = re.compile(rb"[A-Za-z][A-Za-z0-9+.\-]{1,20}\Z")
_INSIGHTS: Final = re.compile(
    rb"(?i)instrumentation_?key=([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12});ingestionendpoint="
)
_SCHEMES: Final = {
    b"postgres": kinds.POSTGRESQL_PASSWORD,
    b"postgresql": kinds.POSTGRESQL_PASSWORD,
    b"mssql": kinds.SQL_PASSWORD,
    b"sqlserver": kinds.SQL_PASSWORD,
    b"redis": kinds.REDIS_KEY,
    b"rediss": kinds.REDIS_KEY,
    b"mysql": kinds.DATABASE_PASSWORD,
    b"mariadb": kinds.DATABASE_PASSWORD,
    b"mongodb": kinds.COSMOS_KEY,
    b"amqp": kinds.DATABASE_PASSWORD,
    b"amqps": kinds.DATABASE_PASSWORD,
}
_LOCAL: Final = re.compile(
    rb"(?i)\A(?:localhost|127\.|0\.0\.0\.0|\[?::1|host\.docker\.internal|\(local|\.\Z|example\.)|example\.(?:com|org|net)\Z|\.local\Z"
)
WINDOW: Final = 600

_BY_SUFFIX: Final = (
    (b".database.windows.net", kinds.SQL_PASSWORD),
    (b".postgres.database.azure.com", kinds.POSTGRESQL_PASSWORD),
    (b".redis.cache.windows.net", kinds.REDIS_KEY),
    (b".redisenterprise.cache.azure.net", kinds.REDIS_KEY),
    (b".redis.azure.net", kinds.REDIS_KEY),
)


def strings(text: Text) -> Iterator[Find]:
    """Yield the credentials that connection strings and URLs hold."""
    lower = text.lower
    if b"password" in lower or b"pwd" in lower:
        yield from _passwords(text)
    if b"://" in lower:
        yield from _logins(text)
        yield from _bare(text)
    if b"instrumentationkey=" in lower:
        for match in _INSIGHTS.finditer(text.data):
            if random(match[1], 2.5):
                yield Find(kinds.INSIGHTS, match.start(1), match.end(1), match[1])


def _passwords(text: Text) -> Iterator[Find]:
    leads = [lead.end() for word in _WORDS for lead in word.finditer(text.lower)]
    for match in filter(None, (_PASSWORD.match(text.data, lead) for lead in sorted(leads))):
        value = match[1]
        if not password(value):
            continue
        string = _around(text.data, match.start(), match.end())
        if b";" not in string and b"," not in string:
            continue
        hosts = [part[2] for part in _PART.finditer(string)]
        hosts += _HOST.findall(string)
        host = next((_host(each) for each in hosts if b"." in _host(each)), b"")
        if not host or _LOCAL.search(host):
            continue
        user = _USER.search(string)
        who = user[1].decode("utf-8", "replace").strip() if user else ""
        kind = _kind(host, kinds.DATABASE_PASSWORD)
        target = (Target(host=host.decode("ascii", "replace").lower()),)
        yield Find(kind, match.start(1), match.end(1), value, target, user=who)


def _logins(text: Text) -> Iterator[Find]:
    for match in _MONGO.finditer(text.data):
        if b"cosmos" in match[3] or b".documents." in match[3]:
            target = (Target(host=match[3].decode().lower()),)
            yield Find(kinds.COSMOS_KEY, match.start(2), match.end(2), match[2], target)
    for match in _LOGIN.finditer(text.data):
        lead = _SCHEME.search(text.data[max(0, match.start() - 24) : match.start()])
        scheme = lead[0].lower().partition(b"+")[0] if lead else b""
        value, host = unquote_to_bytes(match[2]), match[3].lower().rstrip(b".")
        if _LOCAL.search(host) or b"." not in host or not password(value):
            continue
        kind = _kind(host, _SCHEMES.get(scheme, kinds.BASIC_LOGIN))
        if kind is kinds.COSMOS_KEY and b"cosmos" not in host and b".documents." not in host:
            kind = kinds.DATABASE_PASSWORD
        if kind is kinds.BASIC_LOGIN and (b"," in value or not random(value, 3.0)):
            continue
        target = (Target(host=host.decode("ascii", "replace")),)
        who = match[1].decode("utf-8", "replace")
        yield Find(kind, match.start(2), match.end(2), value, target, user=who)


def _bare(text: Text) -> Iterator[Find]:
    """Yield the tokens that stand alone before the host of a repository."""
    for match in _BARE.finditer(text.data):
        if random(match[1], 3.6):
            azure = b"azure" in match[2] or b"visualstudio" in match[2]
            kind = kinds.DEVOPS_PAT if azure else kinds.BASIC_LOGIN
            yield Find(kind, match.start(1), match.end(1), match[1])


def _kind(host: bytes, otherwise: Kind) -> Kind:
    lowered = host.lower()
    return next((kind for suffix, kind in _BY_SUFFIX if lowered.endswith(suffix)), otherwise)


def _around(data: bytes, start: int, end: int) -> bytes:
    """Return the string that a position lies in, up to its quotes or the ends of its line."""
    before = data[max(0, start - WINDOW) : start]
    after = data[end : end + WINDOW]
    left = max(before.rfind(mark) for mark in (b'"', b"'", b"`", b"\n\n", b">")) + 1
    right = min((at for mark in (b'"', b"'", b"`", b"\n\n", b"<") if (at := after.find(mark)) >= 0),
                default=len(after))  # fmt: skip
    return before[left:] + data[start:end] + after[:right]


def _host(value: bytes) -> bytes:
    """Return the host in `tcp:name,1433`, `https://name:443/` or `name`."""
    value = re.sub(rb"(?i)\A(?:tcp:|[a-z]+://)", b"", value.strip())
    return re.split(rb"[,:/\\]", value)[0]


def said(data: bytes, start: int, end: int, family: Family) -> tuple[Target, ...]:
    """Return what a connection string around a key names as its target."""
    string = _around(data, start, end)
    found: dict[Target, None] = {}
    for part in _PART.finditer(string):
        name = part[1].lower().replace(b"_", b"")
        value = part[2].decode("ascii", "replace").lower()
        if name == b"accountname" and family is Family.STORAGE:
            found[Target(name=value)] = None
        elif name != b"accountname":
            host = _host(part[2]).decode("ascii", "replace").lower()
            if "." in host:
                found[Target(host=host)] = None
    return tuple(found)[:1]
