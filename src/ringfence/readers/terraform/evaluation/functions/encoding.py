"""Encoding functions."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote_plus, unquote_plus

from ringfence.model.facts import Unknown
from ringfence.model.symbols import OPEN
from ringfence.readers.terraform.evaluation.frame import Frame
from ringfence.readers.terraform.evaluation.functions import jsontext, yamltext
from ringfence.readers.terraform.evaluation.functions.registry import function, text
from ringfence.readers.terraform.evaluation.values import (
    Datum,
    Encoded,
    Lazy,
    Many,
    Problem,
    Withheld,
    deep_unknown,
)

_MARKS = re.compile("[\ue000-\ue00f]")


def _neutral(made: str) -> str:
    """Return decoded text without the characters that mark symbols: nobody may bring them in."""
    return _MARKS.sub("\ufffd", made)


@function("base64encode", 1, makes_text=True)
def _base64encode(args: list[Datum], _frame: Frame) -> Datum:
    return base64.b64encode(text(args[0]).encode()).decode()


@function("base64decode", 1)
def _base64decode(args: list[Datum], _frame: Frame) -> Datum:
    try:
        return _neutral(base64.b64decode(text(args[0]), validate=True).decode())
    except (binascii.Error, UnicodeDecodeError) as error:
        raise Problem("the text is no base64 of a text") from error


@function("base64gzip", 1, makes_text=True)
def _base64gzip(_args: list[Datum], _frame: Frame) -> Datum:
    raise Withheld("compressed bytes depend on the version of the library")


def _charset(name: str) -> str:
    if name.upper().replace("_", "-") not in ("UTF-8", "UTF-16LE", "UTF-16BE", "ISO-8859-1"):
        raise Withheld("this character encoding is not modelled")
    return name


@function("textencodebase64", 2, makes_text=True)
def _textencode(args: list[Datum], _frame: Frame) -> Datum:
    return base64.b64encode(text(args[0]).encode(_charset(text(args[1])))).decode()


@function("textdecodebase64", 2)
def _textdecode(args: list[Datum], _frame: Frame) -> Datum:
    try:
        data = base64.b64decode(text(args[0]), validate=True)
        return _neutral(data.decode(_charset(text(args[1]))))
    except (binascii.Error, UnicodeDecodeError) as error:
        raise Problem("the text is no base64 of a text") from error


@function("urlencode", 1, makes_text=True)
def _urlencode(args: list[Datum], _frame: Frame) -> Datum:
    return quote_plus(text(args[0]), safe="")


@function("urldecode", 1)
def _urldecode(args: list[Datum], _frame: Frame) -> Datum:
    return _neutral(unquote_plus(text(args[0])))


@function("csvdecode", 1)
def _csvdecode(args: list[Datum], _frame: Frame) -> Datum:
    import csv

    try:
        rows = [row for row in csv.reader(text(args[0]).splitlines(), strict=True) if row]
    except csv.Error as error:
        raise Problem("the text is no CSV") from error
    if not rows:
        raise Problem("the text has no header line")
    header, *lines = rows
    if any(len(line) != len(header) for line in lines):
        raise Problem("the lines differ in length")
    return [dict(zip(header, line, strict=True)) for line in lines]


def _encoder(write: Callable[[Any], str]) -> Callable[[list[Datum], Frame], Datum]:
    """Return a function that keeps the structure where not all of it is known."""

    def run(args: list[Datum], frame: Frame) -> Datum:
        value = _opened(args[0])
        why = deep_unknown(value)
        if why is None:
            return write(value)
        structure = None if isinstance(value, Unknown) else value
        made = frame.derived(why, "in an encoded text")
        return Encoded(made, structure) if structure is not None else made

    return run


def _opened(value: Datum) -> Datum:
    """Return a value with whole resources replaced by what is known of them."""
    if isinstance(value, Lazy):
        return value.whole()
    if isinstance(value, Many):
        return value.opened()
    if isinstance(value, list) and any(isinstance(each, Lazy | Many) for each in value):
        return [_opened(each) for each in value]
    if isinstance(value, dict) and any(isinstance(each, Lazy | Many) for each in value.values()):
        return {key: _opened(each) for key, each in value.items()}
    return value


function("jsonencode", 1, partial=True, symbolic=True)(_encoder(jsontext.encode))
function("yamlencode", 1, partial=True, symbolic=True)(_encoder(yamltext.encode))


def _decoder(read: Callable[[str], Datum]) -> Callable[[list[Datum], Frame], Datum]:
    def run(args: list[Datum], frame: Frame) -> Datum:
        value = args[0]
        if isinstance(value, Encoded):
            return value.structure
        if isinstance(value, Unknown):
            return frame.derived(value, "in a decoded text")
        if isinstance(value, Lazy):
            return value  # a text that answers by parts: the `output` of azapi 1.x
        written = text(value)
        if re.search(r"\\u[eE]00", written):
            raise Withheld("the text spells a character that has a meaning of its own here")
        if written.startswith(OPEN):
            raise Withheld("a text that is only known once its resource exists")
        return read(written)

    return run


function("jsondecode", 1, partial=True, symbolic=True)(_decoder(jsontext.decode))
function("yamldecode", 1, partial=True, symbolic=True)(_decoder(yamltext.decode))
