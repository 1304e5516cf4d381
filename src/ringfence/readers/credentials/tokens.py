"""Tokens that say by themselves what they are: a prefix, a marker at its place, a checksum.

Shapes of Azure keys: markers and offsets as in microsoft/security-utilities (structure read
2026-11-20); the others as public scanners describe them. A marker in the wrong place is none.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from ringfence.readers.credentials import kinds
from ringfence.readers.credentials.finds import Kind
from ringfence.readers.credentials.plausible import random


def _always(value: bytes) -> bool:
    del value
    return True


_BASE62: Final = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def github_checksum(value: bytes) -> bool:
    """Tell whether the last six characters are the CRC-32 of the token, in base 62.

    GitHub's engineering blog on token formats (2021): the checksum is the last six digits of all
    tokens with a two-letter prefix.
    """
    body = value[4:-6]
    number = 0
    for character in value[-6:]:
        at = _BASE62.find(character)
        if at < 0:
            return False
        number = number * 62 + at
    return number == zlib.crc32(body)


@dataclass(frozen=True, slots=True)
class Token:
    """One shape: every token of it holds the literal `mark`.

    `bits` is the least entropy of a character; `padding` the number of `=` that must follow;
    `wide` are further characters that may stand neither before nor after it.
    """

    kind: Kind
    mark: bytes
    pattern: str
    bits: float = 3.5
    padding: int = 0
    wide: str = ""
    check: Callable[[bytes], bool] = _always

    @property
    def regex(self) -> re.Pattern[bytes]:
        """The shape with its edges, compiled when its mark is first met: most texts hold none."""
        return _compiled(self.pattern, self.wide)


@cache
def _compiled(pattern: str, wide: str) -> re.Pattern[bytes]:
    edge = f"[A-Za-z0-9{wide}]"
    return re.compile(f"(?<!{edge})(?:{pattern})(?!{edge})".encode())


_B64: Final = "[A-Za-z0-9+/]"
_CASK: Final = "[A-Za-z0-9]{52}JQQJ9[9DH][A-Za-z0-9][A-L][A-Za-z0-9]{24}"


def _padded(kind: Kind, mark: str, before: int, padding: int) -> Token:
    """Return the shape of a base64 key with a marker after `before` characters, and six more."""
    pattern = f"{_B64}{{{before}}}{re.escape(mark)}{_B64}{{6}}"
    return Token(kind, mark.encode(), pattern, 4.0, padding, "+/")


def _prefixed(kind: Kind, mark: str, rest: str, bits: float = 4.0, wide: str = "") -> Token:
    return Token(kind, mark.encode(), re.escape(mark) + rest, bits, 0, wide)


TOKENS: Final = (
    _padded(kinds.STORAGE_KEY, "+ASt", 76, 2),
    _padded(kinds.COSMOS_KEY, "ACDb", 76, 2),
    _padded(kinds.BATCH_KEY, "+ABa", 76, 2),
    _padded(kinds.ML_CLASSIC_KEY, "+AMC", 76, 2),
    _padded(kinds.APIM_KEY, "APIM", 76, 2),
    _padded(kinds.BUS_KEY, "+AEh", 33, 1),
    _padded(kinds.BUS_KEY, "+ASb", 33, 1),
    _padded(kinds.BUS_KEY, "+ARm", 33, 1),
    _padded(kinds.IOT_KEY, "AIoT", 33, 1),
    _padded(kinds.REDIS_KEY, "AzCa", 33, 1),
    _padded(kinds.EVENT_GRID_KEY, "AZEG", 33, 1),
    _padded(kinds.REGISTRY_PASSWORD, "+ACR", 42, 0),
    Token(kinds.SEARCH_KEY, b"AzSe", "[A-Za-z0-9]{42}AzSe[A-Za-z0-9]{6}", 4.0),
    Token(kinds.FUNCTION_KEY, b"AzFu", r"[\w\-]{44}AzFu[\w\-]{6}", 4.0, 2, r"_\-"),
    Token(kinds.AZURE_KEY, b"JQQJ9", _CASK, 4.0),
    Token(kinds.CLIENT_SECRET, b"Q~", r"[\w~.\-]{3}[0-9]Q~[\w~.\-]{31,34}", 3.8, 0, r"_~\-"),
    _prefixed(kinds.AWS_KEY, "AKIA", "[A-Z2-7]{16}", 3.0),
    _prefixed(kinds.AWS_KEY, "ASIA", "[A-Z2-7]{16}", 3.0),
    _prefixed(kinds.AWS_KEY, "ABIA", "[A-Z2-7]{16}", 3.0),
    _prefixed(kinds.AWS_KEY, "ACCA", "[A-Z2-7]{16}", 3.0),
    _prefixed(kinds.BEDROCK_KEY, "ABSK", "[A-Za-z0-9+/]{109,269}", wide="+/"),
    _prefixed(kinds.BEDROCK_KEY, "bedrock-api-key-", "[A-Za-z0-9+/]{60,4000}", wide="+/"),
    _prefixed(kinds.HUGGING_FACE, "hf_", "[A-Za-z0-9]{34,40}"),
    _prefixed(kinds.HUGGING_FACE, "api_org_", "[A-Za-z0-9]{34}"),
    Token(
        kinds.OPENAI,
        b"T3BlbkFJ",
        r"sk-(?:(?:proj|svcacct|admin|None)-)?[\w\-]{20,80}T3BlbkFJ[\w\-]{20,80}",
        3.8,
        0,
        r"_\-",
    ),
    _prefixed(kinds.ANTHROPIC, "sk-ant-", r"[a-z]{2,8}\d{2}-[\w\-]{80,110}", 4.3, r"_\-"),
    _prefixed(kinds.MODEL_API, "sk-or-v1-", "[0-9a-f]{64}", 3.4),
    _prefixed(kinds.MODEL_API, "gsk_", "[A-Za-z0-9]{52}"),
    _prefixed(kinds.MODEL_API, "r8_", "[A-Za-z0-9]{37}"),
    _prefixed(kinds.MODEL_API, "nvapi-", r"[\w\-]{60,80}", wide=r"_\-"),
    _prefixed(kinds.MODEL_API, "pplx-", "[A-Za-z0-9]{48}"),
    _prefixed(kinds.MODEL_API, "xai-", "[A-Za-z0-9]{70,90}"),
    _prefixed(kinds.VECTOR_STORE, "pcsk_", "[A-Za-z0-9]{4,8}_[A-Za-z0-9]{50,70}"),
    _prefixed(kinds.TRACING, "lsv2_", "(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}", 3.4),
    _prefixed(kinds.WANDB, "wandb_v1_", r"\w{40,100}"),
    _prefixed(kinds.DATABRICKS, "dapi", r"[0-9a-f]{32}(?:-\d)?", 3.2),
    *(
        Token(kinds.GITHUB, mark, mark.decode() + "[A-Za-z0-9]{36}", 3.5, check=github_checksum)
        for mark in (b"ghp_", b"gho_", b"ghu_", b"ghs_", b"ghr_")
    ),
    _prefixed(kinds.GITHUB, "github_pat_", "[A-Za-z0-9]{22}_[A-Za-z0-9]{59}"),
    _prefixed(kinds.GITLAB, "glpat-", r"[\w\-]{20,50}", 3.5, r"_\-"),
    _prefixed(kinds.GITLAB, "gldt-", r"[\w\-]{20,50}", 3.5, r"_\-"),
    _prefixed(kinds.GITLAB, "glrt-", r"[\w\-]{20,50}", 3.5, r"_\-"),
    Token(kinds.SLACK, b"xox", r"xox[abeprs]-[0-9]{10,13}-[A-Za-z0-9\-]{20,200}", 3.3, 0, r"\-"),
    _prefixed(kinds.PACKAGE_TOKEN, "npm_", "[A-Za-z0-9]{36}"),
    _prefixed(kinds.PACKAGE_TOKEN, "pypi-AgEI", r"[\w\-]{50,250}", wide=r"_\-"),
    _prefixed(kinds.GOOGLE, "AIza", r"[\w\-]{35}", wide=r"_\-"),
)

_SIGNATURES: Final = {
    b"AAAAAZDO": kinds.DEVOPS_PAT,
    b"AAAAAZAC": kinds.APP_CONFIGURATION_KEY,
    b"AAAAAZEG": kinds.EVENT_GRID_KEY,
}


def tokens(run: bytes, padding: int, among: Iterable[Token]) -> Iterator[tuple[Kind, int, bytes]]:
    """Yield `(kind, position, value)` for every token of some shapes in a run of characters.

    `padding` is the number of `=` that follow the run; they belong to a value at its end.
    """
    for token in among:
        for match in token.regex.finditer(run):
            value = match[0]
            if token.padding:
                if match.end() != len(run) or padding != token.padding:
                    continue
                value += b"=" * padding
            if token.check(value) and random(value, token.bits):
                kind = _cask(value) if token.kind is kinds.AZURE_KEY else token.kind
                yield kind, match.start(), value


def _cask(value: bytes) -> Kind:
    """Return the kind of an 84-character key by the signature of the service that made it."""
    signature = value[72:80]
    if signature.endswith(b"ACOG"):
        return kinds.AI_KEY
    if b"ML" in signature:
        return kinds.ML_KEY
    return _SIGNATURES.get(signature, kinds.AZURE_KEY)
