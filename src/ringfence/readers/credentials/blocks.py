"""Credentials with an inside: private keys, web tokens, logins in base64, Kubernetes secrets."""

from __future__ import annotations

import binascii
import json
import re
from base64 import b64decode, urlsafe_b64decode
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

from ringfence.model.credential import Target
from ringfence.readers.credentials import kinds
from ringfence.readers.credentials.finds import Find
from ringfence.readers.credentials.plausible import password, random
from ringfence.readers.credentials.texts import Text

_PEM: Final = re.compile(rb"-----BEGIN ((?:[A-Z0-9]+ ){0,3})PRIVATE KEY( BLOCK)?-----")
_PEM_TEXT: Final = re.compile(rb"[A-Za-z0-9+/]{16,}")
_HEADER: Final = re.compile(rb"(?:Proc-Type|DEK-Info|Version|Comment)[^\n\\]{0,80}")
JWT: Final = re.compile(rb"eyJ[\w\-]{8,2000}\.eyJ[\w\-]{8,6000}\.[\w\-]{20,1400}\Z")
_SECRET: Final = re.compile(
    rb"(?m)^[\s\"'\-]*kind[\"']?\s*:\s*[\"']?Secret\b|\"kind\"\s*:\s*\"Secret\""
)
_WRAPPED: Final = re.compile(
    rb"(?m)(?<![\w.\-])([\w.\-]{1,120})[\"']?\s*:\s*[\"']?([A-Za-z0-9+/]{16,60000}={0,2})(?=[\"',\s}]|\Z)"
)
_BUNDLE: Final = re.compile(rb"client-key-data|\.dockerconfigjson|\.dockercfg")


def private_keys(text: Text) -> Iterator[Find]:
    """Yield PEM and OpenSSH private keys that have an inside."""
    for match in _PEM.finditer(text.data):
        body = text.data[match.end() : match.end() + 1200].split(b"-----")[0]
        body = _HEADER.sub(b"", body).replace(b"\\n", b"\n").replace(b"\\r", b"")
        joined = b"".join(_PEM_TEXT.findall(body))
        if len(joined) < 64 or not random(joined[:512][16:], 3.8):
            continue
        if match[2] is None and not _is_key(joined):
            continue
        yield Find(kinds.PRIVATE_KEY, match.start(), match.end(), joined[:4096])


def _is_key(joined: bytes) -> bool:
    head = _decoded(joined[:64]) or b""
    return head[:1] == b"\x30" or head.startswith(b"openssh-key-v1")


def _decoded(value: bytes) -> bytes | None:
    """Return what a text in base64 stands for, None if it is none."""
    stripped = value.rstrip(b"=")
    try:
        return b64decode(stripped + b"=" * (-len(stripped) % 4), validate=True)
    except (ValueError, binascii.Error):
        return None


def pkcs12(run: bytes) -> bool:
    """Tell whether a run is the beginning of a PKCS #12 bundle: a DER sequence, then version 3."""
    if len(run) < 400 or not run.startswith(b"MI"):
        return False
    head = _decoded(run[:16]) or b""
    return head[:2] == b"\x30\x82" and head[4:7] == b"\x02\x01\x03"


def web_token(run: bytes, start: int) -> Find | None:
    """Return the credential that a JSON web token is: of Kubernetes, or of Entra ID."""
    payload = run.split(b".")[1]
    try:
        claims: Any = json.loads(urlsafe_b64decode(payload + b"=" * (-len(payload) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        return None
    if not isinstance(claims, dict) or not random(run.split(b".")[2], 3.8):
        return None
    issuer = str(claims.get("iss", ""))
    ends = claims.get("exp")
    expires = None
    if isinstance(ends, int | float) and 0 < ends < 1e11:
        expires = datetime.fromtimestamp(ends, UTC)
    if "kubernetes" in issuer or "oic.prod-aks.azure.com" in issuer:
        kind = kinds.KUBERNETES_TOKEN
    elif "sts.windows.net" in issuer or "login.microsoftonline.com" in issuer:
        kind = kinds.ENTRA_TOKEN
    else:
        return None
    return Find(kind, start, start + len(run), run, expires=expires)


def login(value: bytes, start: int, end: int, host: str) -> Find | None:
    """Return the login (`user:password` in base64) of a registry or of Azure DevOps."""
    decoded = _decoded(value)
    if decoded is None or b":" not in decoded or not decoded.isascii():
        return None
    user, _, word = decoded.partition(b":")
    if re.fullmatch(rb"[a-z2-7]{52}|[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}", word) and random(word, 3.9):
        return Find(kinds.DEVOPS_PAT, start, end, word)
    if host and password(word):
        target = (Target(host=host),)
        return Find(kinds.REGISTRY_PASSWORD, start, end, word, target, user=user.decode())
    return None


def unwrapped(text: Text) -> Text | None:
    """Return what a Kubernetes secret or a kubeconfig keeps in base64, as a text of its own.

    Each entry becomes a line `name=value` that knows the line it was written in. None if there is
    nothing of the kind.
    """
    if b"Secret" not in text.data and b"client-key-data" not in text.data:
        return None
    if not _SECRET.search(text.data) and not _BUNDLE.search(text.data):
        return None
    lines: list[bytes] = []
    numbers: list[int] = []
    encoded: list[bytes] = []
    for match in _WRAPPED.finditer(text.data):
        decoded = _decoded(match[2])
        if decoded is None or len(decoded) < 8 or not _printable(decoded):
            continue
        number = text.line(match.start(2))
        for line in (match[1] + b"=" + decoded).split(b"\n"):
            lines.append(line)
            numbers.append(number)
            encoded.append(match[2])
    if not lines:
        return None
    return Text(b"\n".join(lines), numbers=tuple(numbers), encoded=tuple(encoded))


def _printable(data: bytes) -> bool:
    return all(32 <= byte < 127 or byte in (9, 10, 13) for byte in data)
