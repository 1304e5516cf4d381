"""YAML streams as plain data, with the place of every value, found only when asked for.

`decode` gives JSON types (dict with text keys, list, str, int, float, bool, None). Only what YAML
1.2 calls a number, `true`, `false` or `null` becomes one: `on`, `yes`, `NO`, `0644`, `1_000`,
`22:22` and dates stay the text that was written (`boolean` reads the YAML 1.1 words). Tags are
ignored unless `decode` is told how to read them; `!!str` makes a text.

The events of libyaml come one at a time, so neither deep nesting nor anchors that multiply
("billion laughs") cost more than their bound. What an alias stands for is shared, not copied: treat
values as read-only. A document that is broken spoils no other document of its stream.

No positions are kept: `yamlplaces.Places` reads one document again for the few values that a report
shows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

MAX_DEPTH: Final = 200
"""How deep lists and maps may nest."""

MAX_EXPANDED: Final = 1_000_000
"""Largest number of nodes that the aliases of one document stand for, all in all."""

MAX_DUPLICATES: Final = 20

Step = str | int
Tagged = Callable[[str, Any], Any]
"""Reads what an application tag stands before: from the tag as written (`!reference`) and the value
to what shall stand in its place."""

_CORE: Final = "tag:yaml.org,2002:"
MERGE: Final = "<<"


class YamlError(ValueError):
    """Text that is not YAML, or more of it than is read. `line` is 1-based, 0 for none.

    The message is one clause that fits behind the name of the file.
    """

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a stream; one without any content has the value None.

    `line` is the 1-based line where it begins (of `---`, if that is written). `fault` says why it
    could not be read; its value is then None. `duplicates` are the keys that a map holds twice,
    with the line of the later one, which wins.
    """

    value: Any
    line: int
    text: str = field(default="", repr=False)
    duplicates: tuple[tuple[str, int], ...] = ()
    fault: YamlError | None = None


def decode(data: bytes, tagged: Tagged | None = None) -> list[Document]:
    """Return the documents of a stream, in their order; broken ones carry their fault.

    Reads UTF-8, and UTF-16 and UTF-32 with a byte order mark. Raises YamlError, with the line,
    for binary content and other encodings.
    """
    text = as_text(data)
    whole = _Builder(text, 0, tagged)
    try:
        if _ODD.search(text) is None:
            whole.run()
            return whole.documents
    except (yaml.YAMLError, YamlError):
        pass  # read again, document by document, for the sake of the good ones
    documents: list[Document] = []
    for piece, before in _pieces(text):
        documents += _piece(piece, before, tagged)
    return documents


def as_text(data: bytes) -> str:
    """Return the text of a file without byte order mark. Raises YamlError for other encodings."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise YamlError(f"is not valid {encoding[:6]}", 1) from error
    zero = data.find(b"\0")
    if zero >= 0:
        raise YamlError("is binary (a zero byte)", data.count(b"\n", 0, zero) + 1)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise YamlError(f"is not UTF-8: byte {data[error.start]:#04x}", line) from error


_MARKS: Final = (
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\xef\xbb\xbf", "utf-8"),
)

_ODD: Final = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML calls unprintable. libyaml refuses it as soon as it comes near, in whatever document."""

_TRUE: Final = frozenset({"true", "yes", "on", "y"})
_FALSE: Final = frozenset({"false", "no", "off", "n"})


def boolean(value: Any) -> bool | None:
    """Return what a value is where YAML 1.1 is read (Kubernetes, Ansible): `yes`, `On`, `NO` too.

    None for everything else.
    """
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        word = value.lower()
        return True if word in _TRUE else False if word in _FALSE else None
    return None


# Documents one by one

_START: Final = re.compile(r"^(?:%[^\n]*\n)*---(?=\s|\Z)", re.MULTILINE)
"""Where a document begins. `---` at the start of a line is nothing else in any place of YAML."""


def _pieces(text: str) -> Iterator[tuple[str, int]]:
    """Yield the text of every document with the number of lines before it."""
    cuts = [match.start() for match in _START.finditer(text)]
    if not cuts or text[: cuts[0]].strip():
        cuts.insert(0, 0)
    before = 0
    for at, start in enumerate(cuts):
        before += text.count("\n", cuts[at - 1] if at else 0, start)
        yield text[start : cuts[at + 1] if at + 1 < len(cuts) else len(text)], before


def _piece(text: str, before: int, tagged: Tagged | None) -> list[Document]:
    odd = _ODD.search(text)
    if odd is not None:
        line = before + text.count("\n", 0, odd.start()) + 1
        what = f"is not valid YAML: the control character U+{ord(odd[0]):04X}"
        return [Document(None, before + 1, fault=YamlError(what, line))]
    builder = _Builder(text, before, tagged)
    try:
        builder.run()
    except YamlError as error:
        fault = error
    except yaml.YAMLError as error:
        fault = _fault(error, text, before)
    else:
        return builder.documents
    return [*builder.documents, Document(None, before + 1, fault=fault)]


def _fault(error: yaml.YAMLError, text: str, before: int) -> YamlError:
    """Say in one clause what libyaml says in several lines. Its problems quote nothing."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    what = getattr(error, "problem", None) or "it cannot be parsed"
    line = before + (mark.line + 1 if mark is not None else 1)
    if mark is not None and text[mark.index : mark.index + 1] == "\t":
        what = "a tab stands where only spaces may indent"
    elif mark is not None and not text[mark.index :].strip():
        what += " (the file ends here)"
    return YamlError(f"is not valid YAML: {what}", line)


# Values


class _Frame:
    """An unfinished list or map: the key that waits for its value, and what is to be merged in."""

    __slots__ = ("anchor", "before", "key", "merged", "tag", "value")

    def __init__(self, value: Any, anchor: str | None, tag: str | None, before: int) -> None:
        self.value = value
        self.anchor = anchor
        self.tag = tag
        self.before = before
        self.key: str | None = None
        self.merged: list[Any] | None = None


class _Builder:
    """Builds values from the events of one stream, with a stack of its own."""

    def __init__(self, text: str, before: int, tagged: Tagged | None) -> None:
        self.documents: list[Document] = []
        self._text = text
        self._before = before
        self._tagged = tagged
        self._begin()

    def _begin(self, mark: Any = None) -> None:
        self._mark = mark
        self._root: Any = None
        self._stack: list[_Frame] = []
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._duplicates: list[tuple[str, int]] = []
        self._nodes = 0
        self._expanded = 0

    def run(self) -> None:
        """Read the whole stream. Raises yaml.YAMLError or YamlError where it is broken."""
        scalar, stack = yaml.ScalarEvent, self._stack
        for event in events(self._text):
            kind = event.__class__
            if kind is scalar:
                self._nodes += 1
                frame = stack[-1] if stack else None
                if event.anchor is None and event.tag is None and frame is not None:
                    written = event.value
                    if event.implicit[0] and (not written or written[0] in _SPECIAL):
                        self._place(_resolve(written), event)
                    elif frame.value.__class__ is list:
                        frame.value.append(written)
                    elif frame.key is None:
                        self._key(frame, written, event)
                    else:
                        self._member(frame, written)
                else:
                    self._scalar(event)
            else:
                self._other(kind, event)
                stack = self._stack

    def _scalar(self, event: Any) -> None:
        """Place a scalar with an anchor or a tag, or one that is a whole document."""
        plain = event.implicit[0] or (event.tag or "").startswith(_CORE)
        value = event.value
        if plain and event.style in (None, "") and event.tag != _CORE + "str":
            value = _resolve(value)
        value = self._read_tag(event.tag, value)
        if event.anchor is not None:
            self._anchors[event.anchor] = (value, 1)
        self._place(value, event)

    def _read_tag(self, tag: str | None, value: Any) -> Any:
        if tag is None or self._tagged is None or tag == "!" or tag.startswith(_CORE):
            return value
        return self._tagged(tag, value)

    def _other(self, kind: type, event: Any) -> None:
        if kind in (yaml.MappingStartEvent, yaml.SequenceStartEvent):
            if len(self._stack) >= MAX_DEPTH:
                what = f"is nested more than {MAX_DEPTH} levels deep"
                raise YamlError(what, self._line(event))
            value: Any = {} if kind is yaml.MappingStartEvent else []
            self._stack.append(_Frame(value, event.anchor, event.tag, self._nodes))
            self._nodes += 1
        elif kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
            self._close(event)
        elif kind is yaml.AliasEvent:
            self._alias(event)
        elif kind is yaml.DocumentStartEvent:
            self._begin(event.start_mark)
        elif kind is yaml.DocumentEndEvent:
            text = self._text[self._mark.index : event.end_mark.index]
            line = self._before + self._mark.line + 1
            found = tuple(self._duplicates[:MAX_DUPLICATES])
            self.documents.append(Document(self._root, line, text, found))

    def _close(self, event: Any) -> None:
        frame = self._stack.pop()
        for source in frame.merged or ():
            for key, value in source.items():
                frame.value.setdefault(key, value)
        value = self._read_tag(frame.tag, frame.value)
        if frame.anchor is not None:
            self._anchors[frame.anchor] = (value, self._nodes - frame.before)
        self._place(value, event)

    def _alias(self, event: Any) -> None:
        """Place what an alias stands for, and count it as if it were written there."""
        known = self._anchors.get(event.anchor)
        if known is None:
            raise YamlError("has an alias of no finished anchor before it", self._line(event))
        value, size = known
        self._nodes += size
        self._expanded += size
        if self._expanded > MAX_EXPANDED:
            what = f"its aliases stand for more than {MAX_EXPANDED} values"
            raise YamlError(what, self._line(event))
        self._place(value, event)

    def _place(self, value: Any, event: Any) -> None:
        if not self._stack:
            self._root = value
            return
        frame = self._stack[-1]
        if frame.value.__class__ is list:
            frame.value.append(value)
        elif frame.key is not None:
            self._member(frame, value)
        elif isinstance(value, dict | list):
            raise YamlError("has a list or a map as a key", self._line(event))
        else:
            self._key(frame, value if isinstance(value, str) else _as_key(value, event), event)

    def _key(self, frame: _Frame, key: str, event: Any) -> None:
        if key in frame.value and len(self._duplicates) < MAX_DUPLICATES:
            self._duplicates.append((key, self._line(event)))
        frame.key = key

    def _member(self, frame: _Frame, value: Any) -> None:
        """Give the waiting key its value; what `<<` names is merged in when the map is closed."""
        key, frame.key = frame.key, None
        if key == MERGE:
            sources = value if isinstance(value, list) else [value]
            if sources and all(isinstance(each, dict) for each in sources):
                frame.merged = [*(frame.merged or ()), *sources]
                return
        frame.value[key] = value

    def _line(self, event: Any) -> int:
        return int(self._before + event.start_mark.line + 1)


def events(text: str) -> Iterator[Any]:
    """Yield what libyaml finds in a text. Raises yaml.YAMLError where it is broken."""
    return iter(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


def _as_key(value: Any, event: Any) -> str:
    """Return the text of a key that is no text: as it was written."""
    return str(event.value) if isinstance(event, yaml.ScalarEvent) else str(value)


_WORDS: Final[dict[str, bool | None]] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
}
_SPECIAL: Final = frozenset("0123456789+-.~tTfFnN")
"""What anything but a text begins with."""

_INTEGER: Final = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,99})")
_OTHER_BASE: Final = re.compile(r"0o[0-7]{1,99}|0x[0-9a-fA-F]{1,99}")
_FLOAT: Final = re.compile(
    r"[-+]?(?:\.[0-9]{1,99}|[0-9]{1,99}\.?[0-9]{0,99})(?:[eE][-+]?[0-9]{1,2})?"
)
_PADDED: Final = re.compile(r"[-+]?0[0-9]")


def _resolve(written: str) -> Any:
    """Return what a plain scalar is in the core schema of YAML 1.2, without `.inf` and `.nan`.

    Digits behind a leading zero stay a text: 1.1 reads `0644` in base eight, 1.2 in base ten.
    """
    if written in _WORDS:
        return _WORDS[written]
    if _INTEGER.fullmatch(written):
        return int(written)
    if _OTHER_BASE.fullmatch(written):
        return int(written, 0)
    if _FLOAT.fullmatch(written) and not _PADDED.match(written):
        return float(written)
    return written
