"""Makes credentials of the right structure at run time; none of them opens anything."""

from __future__ import annotations

import base64
import json
import random
import string
import zlib
from datetime import date
from urllib.parse import quote

ALNUM = string.ascii_letters + string.digits
B64 = ALNUM + "+/"
URL64 = ALNUM + "-_"
HEX = "0123456789abcdef"
BASE32 = string.ascii_lowercase + "234567"
BASE62 = string.digits + string.ascii_uppercase + string.ascii_lowercase


class Maker:
    """A seeded source of credentials."""

    def __init__(self, seed: int = 7) -> None:
        self.random = random.Random(seed)

    def of(self, alphabet: str, size: int) -> str:
        return "".join(self.random.choice(alphabet) for _ in range(size))

    def bytes(self, size: int) -> bytes:
        return self.random.randbytes(size)

    def key64(self, mark: str = "") -> str:
        """88 characters of base64, with a marker at its place if one is given."""
        whole = base64.b64encode(self.bytes(64)).decode()
        return whole[:76] + mark + whole[76 + len(mark) :] if mark else whole

    def key32(self, mark: str = "") -> str:
        whole = base64.b64encode(self.bytes(32)).decode()
        return whole[:33] + mark + whole[33 + len(mark) :] if mark else whole

    def storage_key(self) -> str:
        return self.key64("+ASt")

    def hex32(self) -> str:
        return self.of(HEX, 32)

    def cask(self, signature: str) -> str:
        body = self.of(ALNUM, 52) + "JQQJ99" + self.of("ABC", 1) + self.of("ABCDEFGHIJKL", 1)
        return body + self.of(ALNUM, 12) + signature + self.of(ALNUM, 4)

    def ai_key(self) -> str:
        return self.cask("AAABACOG")

    def client_secret(self) -> str:
        return self.of(ALNUM, 3) + "8Q~" + self.of(ALNUM + "._-~", 33) + self.of(ALNUM, 1)

    def search_key(self) -> str:
        return self.of(ALNUM, 42) + "AzSe" + "A" + self.of(ALNUM, 5)

    def registry_password(self) -> str:
        return self.of(B64, 42) + "+ACR" + "A" + self.of(B64, 5)

    def function_key(self) -> str:
        return self.of(URL64, 44) + "AzFu" + self.of(URL64, 5) + "Q=="

    def pat(self) -> str:
        return self.of(BASE32, 52)

    def aws_id(self) -> str:
        return "AKIA" + self.of(string.ascii_uppercase + "234567", 16)

    def aws_secret(self) -> str:
        return self.of(B64, 40)

    def hugging_face(self) -> str:
        return "hf_" + self.of(string.ascii_letters, 34)

    def openai(self) -> str:
        return "sk-proj-" + self.of(URL64, 74) + "T3BlbkFJ" + self.of(URL64, 73) + "A"

    def anthropic(self) -> str:
        return "sk-ant-api03-" + self.of(URL64, 93) + "AA"

    def github(self) -> str:
        body = self.of(ALNUM, 30)
        number = zlib.crc32(body.encode())
        digits = ""
        for _ in range(6):
            number, rest = divmod(number, 62)
            digits = BASE62[rest] + digits
        return "ghp_" + body + digits

    def guid(self) -> str:
        return "-".join(self.of(HEX, size) for size in (8, 4, 4, 4, 12))

    def password(self) -> str:
        return self.of(ALNUM, 9) + "!" + self.of(ALNUM, 4) + "7"

    def signature(self) -> str:
        return quote(base64.b64encode(self.bytes(32)).decode(), safe="")

    def sas(self, *, rights: str = "rl", ends: str = "2035-01-01T00:00:00Z", more: str = "") -> str:
        """A service SAS of a container."""
        head = f"sv=2023-11-03&sr=c&sp={rights}&se={quote(ends, safe='')}{more}"
        return f"{head}&sig={self.signature()}"

    def account_sas(self, *, services: str = "b", types: str = "sco", rights: str = "rl") -> str:
        head = f"sv=2022-11-02&ss={services}&srt={types}&sp={rights}&se=2035-01-01T00:00:00Z"
        return f"{head}&spr=https&sig={self.signature()}"

    def delegation_sas(self, *, ends: str = "2035-01-01T00:00:00Z") -> str:
        delegated = f"&skoid={self.guid()}&sktid={self.guid()}&skt=2030-01-01T00:00:00Z&ske={ends}"
        return self.sas(ends=ends, more=f"{delegated}&sks=b&skv=2023-11-03")

    def web_token(self, issuer: str, **claims: object) -> str:
        parts = ({"alg": "RS256", "kid": self.of(ALNUM, 20)}, {"iss": issuer, **claims})
        head = ".".join(
            base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")
            for part in parts
        )
        return f"{head}.{base64.urlsafe_b64encode(self.bytes(256)).decode().rstrip('=')}"

    def private_key(self, label: str = "RSA ") -> str:
        body = base64.b64encode(b"\x30\x82\x04\xa3\x02\x01\x00" + self.bytes(900)).decode()
        lines = "\n".join(body[at : at + 64] for at in range(0, len(body), 64))
        return f"-----BEGIN {label}PRIVATE KEY-----\n{lines}\n-----END {label}PRIVATE KEY-----"


def day(year: int) -> date:
    return date(year, 6, 1)
