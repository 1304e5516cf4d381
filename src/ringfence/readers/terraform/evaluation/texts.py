"""Texts that are put together from parts."""

from __future__ import annotations

from ringfence.model.facts import Unknown
from ringfence.readers.terraform.evaluation.frame import Frame
from ringfence.readers.terraform.evaluation.values import (
    MAX_TEXT,
    Datum,
    Failure,
    Problem,
    text_of,
)


def join(values: list[Datum], frame: Frame) -> Datum:
    """Return the parts of a template as one text."""
    texts: list[str] = []
    doubt: Unknown | None = None
    refs: tuple[str, ...] = ()
    for value in values:
        if isinstance(value, str):
            texts.append(value)
        elif isinstance(value, Unknown):
            if doubt is None or isinstance(value, Failure):
                doubt = value
            refs += value.refs
            texts.append(value.hint)
        else:
            try:
                texts.append(text_of(value))
            except Problem as problem:
                return frame.fail(str(problem))
    if sum(map(len, texts)) > MAX_TEXT:
        return frame.unknown(f"a text of more than {MAX_TEXT} characters")
    joined = "".join(texts)
    return joined if doubt is None else frame.derived(doubt, "in a text", joined, refs)


def text_from(value: Datum, frame: Frame) -> Datum:
    """Return what a template file makes: always a text."""
    return join([value], frame)
