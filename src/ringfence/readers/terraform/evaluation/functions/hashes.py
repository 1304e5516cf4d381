"""Hash and identifier functions. What is random or secret stays unknown."""

from __future__ import annotations

import base64
import hashlib
import uuid
from collections.abc import Callable

from ringfence.readers.terraform.evaluation.frame import Frame
from ringfence.readers.terraform.evaluation.functions.registry import Run, function, text
from ringfence.readers.terraform.evaluation.values import Datum, Problem, Withheld


def digest_of(algorithm: str, data: bytes, *, encode: bool = False) -> str:
    """Return the digest of bytes in hexadecimal, or in base64."""
    made = hashlib.new(algorithm, data, usedforsecurity=False)
    return base64.b64encode(made.digest()).decode() if encode else made.hexdigest()


def _digest(algorithm: str, *, encode: bool = False) -> Run:
    def run(args: list[Datum], _frame: Frame) -> Datum:
        return digest_of(algorithm, text(args[0]).encode(), encode=encode)

    return run


for _algorithm in ("md5", "sha1", "sha256", "sha512"):
    function(_algorithm, 1, makes_text=True)(_digest(_algorithm))
for _algorithm in ("sha256", "sha512"):
    function(f"base64{_algorithm}", 1, makes_text=True)(_digest(_algorithm, encode=True))


_NAMESPACES = {
    "dns": uuid.NAMESPACE_DNS,
    "url": uuid.NAMESPACE_URL,
    "oid": uuid.NAMESPACE_OID,
    "x500": uuid.NAMESPACE_X500,
}


@function("uuidv5", 2, makes_text=True)
def _uuidv5(args: list[Datum], _frame: Frame) -> Datum:
    named = text(args[0])
    try:
        namespace = _NAMESPACES.get(named) or uuid.UUID(named)
    except ValueError as error:
        raise Problem("the namespace is no UUID") from error
    return str(uuid.uuid5(namespace, text(args[1])))


def _withheld(reason: str) -> Callable[[list[Datum], Frame], Datum]:
    def run(_args: list[Datum], _frame: Frame) -> Datum:
        raise Withheld(reason)

    return run


function("uuid", 0)(_withheld("it differs in every run"))
function("timestamp", 0)(_withheld("it differs in every run"))
function("plantimestamp", 0)(_withheld("it differs in every run"))
function("bcrypt", 1, 2, makes_text=True)(_withheld("it differs in every run"))
function("rsadecrypt", 2)(_withheld("what is encrypted stays so"))
