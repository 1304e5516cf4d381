"""Elements of a page as a tree, so that no text of an estate can become markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from xml.etree.ElementTree import Element, tostring

from ringfence.model.facts import Source
from ringfence.report.disclosure import clean
from ringfence.report.screen import visible

Child = Element | str | None
_CODE: Final = re.compile(r"`([^`\n]+)`")
_BREAKS: Final = re.compile(r"(?<=[./_\-:\[\]])")


def element(
    tag: str, *children: Child | Iterable[Child], of: dict[str, str] | None = None, **names: str
) -> Element:
    """Return an element; None children are left out, `class_` and `for_` name those attributes.

    `of` holds attributes whose names are no Python names.
    """
    attributes = {name.rstrip("_").replace("_", "-"): value for name, value in names.items()}
    made = Element(tag, {**attributes, **(of or {})})
    for child in children:
        if child is None or isinstance(child, str | Element):
            add(made, child)
        else:
            for each in child:
                add(made, each)
    return made


def add(parent: Element, child: Child) -> None:
    """Append an element, or a text after what is there."""
    if child is None:
        return
    if isinstance(child, Element):
        parent.append(child)
    elif len(parent):
        parent[-1].tail = (parent[-1].tail or "") + child
    else:
        parent.text = (parent.text or "") + child


def plain(text: str) -> str:
    """Return a text as the page shows it: no secrets, nothing hidden in it."""
    return visible(clean(text))


def name(text: str) -> Element:
    """Return a name of the estate, kept apart from the direction of the text around it.

    Long names may break after their separators.
    """
    made = element("bdi", class_="name")
    for number, part in enumerate(_BREAKS.split(plain(text))):
        if number:
            made.append(Element("wbr"))
        add(made, part)
    return made


def prose(text: str) -> list[Child]:
    """Return one of our sentences, names in backticks as code."""
    text = plain(text)
    made: list[Child] = []
    at = 0
    for match in _CODE.finditer(text):
        made += [text[at : match.start()], element("code", element("bdi", match[1]))]
        at = match.end()
    return [*made, text[at:]]


def place(source: Source) -> Element | None:
    """Return where something was read, None where that is not known."""
    shown = plain(str(source))
    return element("span", f"({shown})", class_="place") if shown else None


def render(root: Element) -> bytes:
    """Return the document as HTML5 in UTF-8."""
    text: str = tostring(root, encoding="unicode", method="html")
    return b"<!DOCTYPE html>\n" + text.encode("utf-8") + b"\n"
