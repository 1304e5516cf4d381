"""The functions of Terraform, and how a call of one is compiled.

The families register themselves when they are imported; `call` finds them by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from ringfence.model.facts import Unknown
from ringfence.readers.terraform.evaluation.frame import Frame
from ringfence.readers.terraform.evaluation.functions import (
    collections,
    conversion,
    dates,
    encoding,
    files,
    formatting,
    hashes,
    maps,
    networks,
    numbers,
    providers,
    sets,
    strings,
)
from ringfence.readers.terraform.evaluation.functions.registry import (
    FUNCTIONS,
    Function,
    Hidden,
    derived_symbol,
)
from ringfence.readers.terraform.evaluation.values import (
    MAX_TEXT,
    Datum,
    Failure,
    Lazy,
    Many,
    OpenList,
    Problem,
    Withheld,
    deep_unknown,
    either,
    first_unknown,
    has_symbols,
)
from ringfence.syntax.hcl import tree as hcl

FAMILIES: Final = (
    collections,
    conversion,
    dates,
    encoding,
    files,
    formatting,
    hashes,
    maps,
    networks,
    numbers,
    providers,
    sets,
    strings,
)

Code: TypeAlias = Callable[[Frame], Datum]


def call(node: hcl.Call, codes: Sequence[Code]) -> Code:
    """Return the code of a function call whose arguments have these codes."""
    name = node.name.removeprefix("core::")
    if name == "try":
        return lambda frame: _try(codes, frame)
    if name == "can":
        return lambda frame: _can(codes, frame)
    spec = FUNCTIONS.get(name)
    if spec is None:
        what = "is a function of a provider" if "::" in name else "is no function known here"
        return lambda frame: frame.unknown(f"`{name}` {what}")
    if node.expand:
        return lambda frame: _expanded(spec, codes, frame)
    return lambda frame: apply(spec, [code(frame) for code in codes], frame)


def _expanded(spec: Function, codes: Sequence[Code], frame: Frame) -> Datum:
    *arguments, last = [code(frame) for code in codes]
    if isinstance(last, Many):
        last = last.opened()
    if isinstance(last, Unknown):
        if spec.partial:
            # As far as a partial function is concerned: one more argument that may be anything.
            return apply(spec, [*arguments, last], frame)
        return frame.derived(last, f"in `{spec.name}`")
    if isinstance(last, OpenList):
        return frame.derived(last.why, f"in `{spec.name}`")
    if not isinstance(last, list):
        return frame.fail(f"`{spec.name}` expands what is no list")
    return apply(spec, [*arguments, *last], frame)


def apply(spec: Function, arguments: list[Datum], frame: Frame) -> Datum:
    """Run a function on evaluated arguments."""
    count = len(arguments)
    if count < spec.least or (spec.most is not None and count > spec.most):
        return frame.fail(f"`{spec.name}` is called with {count} arguments")
    failed = first_unknown(arguments)
    if isinstance(failed, Failure):
        return failed
    if not spec.partial:
        why = either(failed, *map(_deep, arguments))
        if why is not None:
            return frame.derived(why, f"in `{spec.name}`")
    if not spec.symbolic and any(has_symbols(each) for each in arguments):
        if spec.makes_text and not any(isinstance(each, Lazy | Many) for each in arguments):
            return derived_symbol(spec.name, arguments, frame)
        return frame.unknown(f"`{spec.name}` is asked of what is only known once it exists")
    return _run(spec, arguments, frame)


def _deep(value: Datum) -> Unknown | None:
    return deep_unknown(value) if isinstance(value, list | dict | Many) else None


def _run(spec: Function, arguments: list[Datum], frame: Frame) -> Datum:
    try:
        made = spec.run(arguments, frame)
    except Hidden as hidden:
        return frame.derived(hidden.why, f"in `{spec.name}`")
    except Problem as problem:
        return frame.fail(f"`{spec.name}`: {problem}")
    except Withheld as withheld:
        return frame.unknown(f"`{spec.name}`: {withheld}")
    except (ArithmeticError, LookupError, TypeError, ValueError, re.error) as error:
        # A case that is not modelled: no failure, since `try` would then take its other branch.
        return frame.unknown(f"`{spec.name}` is not evaluated here ({type(error).__name__})")
    if isinstance(made, str) and len(made) > MAX_TEXT:
        return frame.unknown(f"a text of more than {MAX_TEXT} characters")
    return made


def _try(codes: Sequence[Code], frame: Frame) -> Datum:
    """Return the first argument that is no failure.

    One that is read from what may not exist is only known if all that could follow agrees.
    """
    failed: Datum = frame.fail("`try` is called without arguments")
    before = frame.doubt
    for code in codes:
        frame.doubt = None
        value = code(frame)
        doubt = frame.doubted(before)
        if isinstance(value, Failure):
            failed = value
            continue
        if doubt is not None and code is not codes[-1]:
            hint = value if isinstance(value, str) else ""
            return frame.derived(doubt, "in `try`", hint)
        return value
    return failed


def _can(codes: Sequence[Code], frame: Frame) -> Datum:
    if len(codes) != 1:
        return frame.fail("`can` takes one argument")
    before, frame.doubt = frame.doubt, None
    value = codes[0](frame)
    doubt = frame.doubted(before)
    if isinstance(value, Failure):
        return False
    if isinstance(value, Unknown):
        return frame.derived(value, "in `can`")
    return frame.derived(doubt, "in `can`") if doubt is not None else True
