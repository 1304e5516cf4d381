"""Is it real: placeholders, documented examples and values that no generator would make."""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter
from itertools import pairwise
from typing import Final

_WORDS: Final = re.compile(
    rb"(?i)example|sample|placeholder|changeme|change[-_]me|redacted|dummy|your[-_ ]?|xxxx|insert"
    rb"|replace|n0treal|notreal|fakekey|foobar|secretkey|lorem|deadbeef|abcdef012345|0123456789"
    rb"|1234567890|abcdefgh|qwerty|aaaaaa|000000000|111111111"
)
_KNOWN: Final = frozenset(
    {
        "0011cc25eb4320717494d2703e8cba85743e71b500283c21c8b88147992f9059",
        "78314b11be2e581549ac1c4f616563fad3fdf0c3b71678f6e2299182080e0598",
        "aa6547439583c3a275d4542a0df6c1ad6a863971be9f2a2220f027cc02aef615",
        "eaa6a9190faf5587f487fe5170e377fa97e5efd16fd58aa80587069a2821c013",
        "ed967197261c16a9ed0205f8a5099d81ec98263c1fb47ce1d87f1b93fc199e70",
    }
)
"""SHA-256 of keys that vendors publish: emulators of Storage, Cosmos DB and Event Hubs, AWS docs."""

_WEAK: Final = re.compile(
    rb"(?i)\A(?:pass(?:word|wd)?\d*|pwd|secret|postgres|root|admin|user(?:name)?|test|guest|sa|changeit"
    rb"|p@ss(?:w0rd|word)?[\d!]*|pass@word\d?|mypass(?:word)?|my[-_]?secret.*|.*strong.*pass.*"
    rb"|foo|bar|baz|xyz|abc\d*|none|null|undefined|true|false|string|value|token|key|mongo|redis|mysql"
    rb"|pa\$\$w.*|.*pass(?:word|wd|phrase).*|[a-z_]+(?:\.[a-z_]+)+|(?:self|this|args|config|settings)\..*"
    rb"|[a-z]+(?:_[a-z]+)+|[*x.\-_#?]+|\d{1,8})\Z"
)
_REFERENCE: Final = re.compile(
    rb"[<>{}\[\]]|\A\$[A-Za-z_]|\$[({]|%[A-Za-z_]+%|%s|%\(|\A@|\A#|\A\(|\(\)|\.\.\.|\*\*\*|(?i:\Avar\.|\Alocal\.|\Adata\.|\Amodule\."
    rb"|\Akey_?vault|process\.env|os\.environ|getenv|parameters\(|variables\(|listkeys|reference\()"
)


def known(value: bytes) -> bool:
    """Tell whether a vendor publishes this very value for everybody to use."""
    return hashlib.sha256(value).hexdigest() in _KNOWN


def entropy(value: bytes) -> float:
    """Return the entropy of the characters, in bits for each."""
    size = len(value)
    return -sum(n / size * math.log2(n / size) for n in Counter(value).values())


def random(value: bytes, bits: float) -> bool:
    """Tell whether a generator may have made the value: no words, no rows, at least `bits` each."""
    if _WORDS.search(value) or known(value):
        return False
    rows = sum(1 for a, b in pairwise(value) if b - a in (0, 1))
    if rows > max(8, len(value) // 3):
        return False
    half = len(value) // 2
    if len(value) > 16 and value[:half] == value[half : 2 * half]:
        return False
    return entropy(value) >= bits


def password(value: bytes) -> bool:
    """Tell whether a value is a password that somebody set, and no reference or placeholder."""
    if not 6 <= len(value) <= 128 or _WEAK.match(value) or _REFERENCE.search(value):
        return False
    if _WORDS.search(value) or len(set(value)) < 5:
        return False
    lower = value.islower() and value.isalpha()
    return not (lower and len(value) < 12)
