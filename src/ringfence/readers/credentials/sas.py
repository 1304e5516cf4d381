"""Shared access signatures: a query string that opens something, and says what and until when.

Parameters as the REST documentation of account, service and user delegation SAS names them. A SAS
with `ss` and `srt` is one of an account, one with `skoid` a user delegation, any other one of a
service: `sr` for blobs and files, `tn` for tables, neither for queues. Without `se` a stored access
policy (`si`) says when it ends.
"""

from __future__ import annotations

import binascii
import re
from base64 import b64decode, urlsafe_b64decode
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import unquote

from ringfence.model.credential import Sas, Target
from ringfence.readers.credentials import kinds
from ringfence.readers.credentials.finds import Find
from ringfence.readers.credentials.plausible import random

REACH: Final = 4096
"""Most characters of one URL that are looked at on either side of its signature."""

_LEFT: Final = re.compile(rb"[^\s\"'`<>\\^|{}()\[\]]{0,4096}")
_RIGHT: Final = re.compile(rb"(?:[^\s\"'`<>\\^|{}()\[\];,]|,(?=http)){0,2048}")
_URL: Final = re.compile(r"(?i)(?:.*[^a-z0-9])?(?:https?|abfss?|wasbs?|sb)://([^/?#\s]+)/?([^?#]*)")
_VERSION: Final = re.compile(r"20\d\d-\d\d-\d\d\Z")


def signed(data: bytes, at: int) -> tuple[int, int, str]:
    """Return the extent and the text of the URL or query string around a position."""
    left = _LEFT.match(data[max(0, at - REACH) : at][::-1])  # backwards: one way only
    right = _RIGHT.match(data[at : at + REACH // 2])
    assert left is not None
    assert right is not None
    start, end = at - len(left[0]), at + len(right[0])
    return start, end, data[start:end].decode("utf-8", "replace")


def read(data: bytes, at: int) -> Find | None:
    """Return the credential whose signature (`sig=`) begins at a position, None if it is none."""
    start, end, text = signed(data, at)
    if "sig%3d" in text.lower():
        text = unquote(text)
    mark = text.rfind("?", 0, text.lower().find("sig="))
    query = text[mark + 1 :]
    address = text[: max(mark, 0)]
    if mark < 0:
        address, query = _bare(text)
    params = _parameters(query)
    signature = params.get("sig", "")
    if not _is_signature(signature):
        return None
    value = signature.encode("utf-8", "replace")
    if "skn" in params or ("sr" in params and "se" in params and "sv" not in params):
        return Find(kinds.BUS_SAS, start, end, value, _bus_targets(params), None, (), "",
                    _epoch(params.get("se", "")))  # fmt: skip
    if "/triggers/" in params.get("sp", ""):
        return Find(kinds.LOGIC_URL, start, end, value, _targets(address))
    if not _VERSION.match(params.get("sv", "")):
        return None
    sas = _sas(params, address)
    if sas is None:
        return None
    return Find(kinds.SAS, start, end, value, _targets(address), sas, (), "", sas.expires)


def _bare(text: str) -> tuple[str, str]:
    """Split a text without `?`: what stands before the first parameter is no part of the SAS."""
    first = re.search(r"(?i)\b(?:sv|ss|srt|sr|sp|se|st|si|sig|spr|sip|skoid|tn)=", text)
    return "", text[first.start() :] if first else text


def _parameters(query: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in query.split("&"):
        name, mark, value = part.partition("=")
        if mark:
            found.setdefault(name.strip().lower(), unquote(value.strip()))
    return found


def _is_signature(text: str) -> bool:
    """Tell whether a text is a 32-byte HMAC in base64, that a key may have made."""
    padded = text.replace(" ", "+")
    try:
        decoded = (
            urlsafe_b64decode(padded + "=" * (-len(padded) % 4))
            if "-" in padded or "_" in padded
            else b64decode(padded + "=" * (-len(padded) % 4), validate=True)
        )
    except (ValueError, binascii.Error):
        return False
    return len(decoded) == 32 and random(padded.encode(), 3.9)


def _sas(params: dict[str, str], address: str) -> Sas | None:
    delegated = "skoid" in params
    account = "ss" in params and "srt" in params
    url = _URL.match(address)
    path = unquote(url[2]).strip("/") if url else ""
    host = url[1].lower() if url else ""
    if not ("sp" in params or "si" in params):
        return None
    resource = params.get("sr", "").lower()
    if not account and not resource:
        resource = "t" if "tn" in params else "q"
    if url and "@" in url[1]:  # abfss://<container>@<account>.dfs.core.windows.net/<path>
        container, _, _ = url[1].partition("@")
        path = f"{container}/{path}".strip("/")
    if resource == "t":
        path = params.get("tn", path)
    if ".blob." in host and resource in ("q", "t") and not account:
        return None
    return Sas(
        sort="delegation" if delegated else "account" if account else "service",
        rights=params.get("sp", "").lower(),
        services=params.get("ss", "").lower(),
        types=params.get("srt", "").lower(),
        resource=resource,
        path=path,
        starts=moment(params.get("st", "")),
        expires=_first(moment(params.get("se", "")), moment(params.get("ske", ""))),
        addresses=params.get("sip", ""),
        policy=params.get("si", ""),
        user=params.get("sduoid", ""),
    )


def _first(*moments: datetime | None) -> datetime | None:
    return min((each for each in moments if each is not None), default=None)


def moment(text: str) -> datetime | None:
    """Read a time of a SAS: an ISO 8601 date, with or without time, in UTC."""
    cleaned = text.strip().replace(" ", "+")
    for form in ("%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dT%H:%MZ", "%Y-%m-%d", "%Y-%m-%dT%H:%M:%S.%fZ"):
        try:
            return datetime.strptime(cleaned, form).replace(tzinfo=UTC)
        except ValueError:
            continue
    try:
        read = datetime.fromisoformat(cleaned.replace("0000000Z", "Z"))
    except ValueError:
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def _epoch(text: str) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(text), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _targets(address: str) -> tuple[Target, ...]:
    url = _URL.match(address)
    if url is None:
        return ()
    host = url[1].rpartition("@")[2].partition(":")[0].lower()
    return (Target(host=host),) if "." in host else ()


def _bus_targets(params: dict[str, str]) -> tuple[Target, ...]:
    host = re.sub(r"(?i)\A(?:https?|sb|amqps?)://", "", params.get("sr", ""))
    host = host.partition("/")[0].partition(":")[0].lower()
    return (Target(host=host),) if "." in host else ()


def presigned(text: str) -> datetime | None:
    """Return when a presigned S3 URL ends (its `X-Amz-Date` and `X-Amz-Expires`)."""
    made = re.search(r"X-Amz-Date=(\d{8}T\d{6})Z", text, re.IGNORECASE)
    lasts = re.search(r"X-Amz-Expires=(\d{1,9})", text, re.IGNORECASE)
    if made is None or lasts is None:
        return None
    try:
        start = datetime.strptime(made[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    return start + timedelta(seconds=int(lasts[1]))
