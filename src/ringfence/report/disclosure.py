"""What a report may show: no secrets, no symbols, nothing endless.

A report is mailed, attached and archived, so a value that opens something never gets into one,
whether its name says so (`adminPassword`) or its shape does (a SAS, a storage key, a private key).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final

from ringfence.model.claims import Evidence
from ringfence.model.facts import MAYBE, Absent, Unknown, Value
from ringfence.model.resource import Resource
from ringfence.model.symbols import show

REDACTED: Final = "<redacted>"
MAX_TEXT: Final = 240
MAX_ITEMS: Final = 20
MAX_DEPTH: Final = 5

_WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_SECRET_WORDS: Final = frozenset(
    {"password", "passwd", "pwd", "passphrase", "secret", "secrets", "token", "tokens", "sas"}
    | {"credential", "credentials", "key", "keys", "signature"}
)
_SECRET_PAIRS: Final = frozenset(
    {("connection", "string"), ("connection", "strings"), ("sas", "url"), ("sas", "uri")}
    | {("custom", "data"), ("user", "data"), ("key", "value"), ("secret", "value")}
)
_NO_SECRET_PAIRS: Final = frozenset({("public", "key"), ("public", "keys"), ("partition", "key")})

_ASSIGNED: Final = re.compile(
    r"""(?ix)
    ( (?: (?: account | shared | access | api | private | storage | primary | secondary )
          [ _-]? (?: access [ _-]? )? key
        | sig | signature | password | passwd | pwd | secret | token )
      (?: ["']? \s* = \s* ["']? | ["'] \s* : \s* ["'] ) )
    (?! <redacted> | true\b | false\b | null\b ) [^\s;&"'`,]{4,}"""
)
_SHAPES: Final = re.compile(
    r"""(?x) -----BEGIN[ ][A-Z ]*PRIVATE[ ]KEY-----.* (?:-----END[ ][A-Z ]*-----)?
      | \beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*
      | \b(?:gh[pousr]_|github_pat_|glpat-|xox[abprs]-|hf_|sk-)[A-Za-z0-9_-]{16,}
      | \b(?:AKIA|ASIA)[A-Z0-9]{16}\b
      | (?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{86}==(?![A-Za-z0-9+/=])""",
    re.DOTALL,
)
_PRIVATE: Final = re.compile("[\ue000-\uf8ff]")


_STEM: Final = 6
_concealed: dict[str, tuple[str, ...]] = {}


def conceal(secrets: Iterable[str]) -> None:
    """Have `clean` blot out these texts from now on, wherever they stand.

    They are the secrets that were found in the tree that is reported on, and no others. Case
    does not matter: ids are shown in lower case.
    """
    stems: dict[str, list[str]] = {}
    for secret in secrets:
        lowered = secret.lower()
        if len(lowered) >= _STEM:
            stems.setdefault(lowered[:_STEM], []).append(lowered)
    _concealed.clear()
    _concealed.update(
        (stem, tuple(sorted(several, key=len, reverse=True))) for stem, several in stems.items()
    )
    clean.cache_clear()


def _without_secrets(text: str) -> str:
    """Return a text without any of the concealed ones; most texts hold not even a stem of one."""
    at = 0
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(each.lower() if len(each.lower()) == 1 else each for each in text)
    while at <= len(text) - _STEM:
        for secret in _concealed.get(lowered[at : at + _STEM], ()):
            if lowered.startswith(secret, at):
                text = text[:at] + REDACTED + text[at + len(secret) :]
                lowered = lowered[:at] + REDACTED + lowered[at + len(secret) :]
                at += len(REDACTED) - 1
                break
        at += 1
    return text


@lru_cache(maxsize=65536)
def clean(text: str) -> str:
    """Return a text as a report may show it.

    Symbols become `<name>`, secrets that stand in it are blotted out, and what no encoder takes
    (lone surrogates of undecodable file names) is replaced.
    """
    if not text.isascii():
        text = show(text)
        text = _PRIVATE.sub("\ufffd", text).encode("utf-8", "replace").decode("utf-8")
    if _concealed:
        text = _without_secrets(text)
    if "=" in text or ":" in text:
        text = _ASSIGNED.sub(lambda match: match[1] + REDACTED, text)
    return _SHAPES.sub(REDACTED, text)


@lru_cache(maxsize=4096)
def names_secret(name: str) -> bool:
    """Tell whether a property of this name holds a secret, not just something about one.

    `adminPassword`, `primaryKey` and `sas_token` do; `keyUri`, `secretName`, `allowSharedKeyAccess`
    and `publicKey` do not: it is the last word that says what a thing is.
    """
    words = [word.lower() for word in _WORD.findall(name)]
    while words and words[-1].isdigit():
        words.pop()
    if not words:
        return False
    last = (words[-2] if len(words) > 1 else "", words[-1])
    return last in _SECRET_PAIRS or (words[-1] in _SECRET_WORDS and last not in _NO_SECRET_PAIRS)


def evidence_value(evidence: Evidence) -> Any:
    """Return the value of a piece of evidence as plain JSON, redacted and cut to size."""
    if evidence.shown:
        return clean(evidence.shown)
    secret = _points_at_secret(evidence.resource, evidence.pointer)
    return presentable(evidence.value, secret=secret)


def presentable(value: Value | Absent, *, secret: bool = False, depth: int = 0) -> Any:
    """Return a configuration value as plain JSON.

    What is unknown becomes `{"unknown": reason}`, an absent value null. Texts below a name that
    holds a secret become `<redacted>`; switches and numbers stay, for they open nothing.
    """
    if isinstance(value, Unknown):
        return {"unknown": clean(value.reason)}
    if isinstance(value, str):
        return REDACTED if secret and value else cut(clean(value))
    if isinstance(value, list):
        return _list(value, secret, depth)
    if isinstance(value, dict):
        return _dict(value, secret, depth)
    if isinstance(value, Absent):
        return None
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        return str(value)
    return value


def cut(text: str, limit: int = MAX_TEXT) -> str:
    """Return a text of at most `limit` characters, with a mark where it was cut."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _list(value: list[Value], secret: bool, depth: int) -> Any:
    if depth >= MAX_DEPTH:
        return "…"
    shown = [presentable(item, secret=secret, depth=depth + 1) for item in value[:MAX_ITEMS]]
    if len(value) > MAX_ITEMS:
        shown.append(f"… and {len(value) - MAX_ITEMS} more")
    return shown


def _dict(value: dict[str, Value], secret: bool, depth: int) -> Any:
    if depth >= MAX_DEPTH:
        return "…"
    label = value.get("name", value.get("key"))
    labelled = isinstance(label, str) and names_secret(label)
    shown: dict[str, Any] = {}
    for name, item in list(value.items())[:MAX_ITEMS]:
        if name == MAYBE:
            shown["maybe"] = presentable(item)["unknown"] if isinstance(item, Unknown) else None
            continue
        hides = secret or (labelled and name == "value") or (names_secret(name) and name != "key")
        shown[clean(name)] = presentable(item, secret=hides, depth=depth + 1)
    if len(value) > MAX_ITEMS:
        shown["…"] = f"and {len(value) - MAX_ITEMS} more"
    return shown


@lru_cache(maxsize=4096)
def _passes_secret(pointer: str) -> bool:
    return any(names_secret(part) for part in re.split(r"[.\[\]]+", pointer) if part)


def _points_at_secret(resource: Resource, pointer: str) -> bool:
    """Tell whether any name on the way holds a secret, or the label beside a `value` says so."""
    if _passes_secret(pointer):
        return True
    parent, _, last = pointer.rpartition(".")
    if last != "value" or not parent:
        return False
    labels = (resource.look(f"{parent}.name"), resource.look(f"{parent}.key"))
    return any(isinstance(label, str) and names_secret(label) for label in labels)
