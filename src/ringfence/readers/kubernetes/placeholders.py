"""Values that a tool fills in before a manifest is applied: they exist, and nobody knows them here."""

from __future__ import annotations

import re
from typing import Any, Final

from ringfence.model.facts import Source, Unknown, Value

_MARK: Final = re.compile(
    r"\$\{[^{}\n]{1,200}\}"  # envsubst, azd, Flux
    r"|\{\{[^{}\n]{1,400}\}\}"  # Helm, Jinja, Go templates
    r"|#\{[^{}\n]{1,200}\}#?"  # Azure DevOps, Octopus
    r"|__[A-Z][A-Z0-9_]{1,60}__"
    r"|<%[^\n]{1,200}?%>"
)
_WHOLE: Final = re.compile(r"\$[A-Z][A-Z0-9_]{1,60}|\$\([A-Za-z_.-]{1,60}\)|@@\w{1,60}@@")
_OWN: Final = frozenset({"command", "args", "data", "stringData", "binaryData"})
"""Below these keys such texts are the shell's, the container's or the application's own."""


def present(text: str) -> bool:
    """Tell cheaply whether a text holds anything that a tool would fill in."""
    return _MARK.search(text) is not None or "$" in text or "@@" in text


def is_placeholder(text: str) -> bool:
    """Tell whether a scalar holds a placeholder."""
    return _MARK.search(text) is not None or _WHOLE.fullmatch(text) is not None


def settle(value: Any, source: Source) -> Value:
    """Return a manifest with every placeholder as an `Unknown`; nothing is changed in place.

    Lists and maps that hold none are returned as they are, so that shared parts stay shared.
    """
    if isinstance(value, str):
        if not is_placeholder(value):
            return value
        hint = _MARK.sub("", value)
        return Unknown("the value is a placeholder that a tool fills in", source, hint)
    if isinstance(value, list):
        made = [settle(each, source) for each in value]
        same = all(new is old for new, old in zip(made, value, strict=True))
        return value if same else made
    if isinstance(value, dict):
        return _settled(value, source)
    kept: Value = value
    return kept


def _settled(value: dict[str, Any], source: Source) -> Value:
    if any(is_placeholder(key) for key in value):
        return Unknown("a placeholder stands for its keys", source)
    changed: dict[str, Value] = {}
    for key, inner in value.items():
        if key not in _OWN and (new := settle(inner, source)) is not inner:
            changed[key] = new
    return {**value, **changed} if changed else value
