"""Functions that read files: only those inside of the scanned tree."""

from __future__ import annotations

import base64
import posixpath
import re
from typing import Final

from ringfence.model.facts import Unknown
from ringfence.model.symbols import CLOSE, OPEN, context
from ringfence.readers.terraform.evaluation.frame import Frame
from ringfence.readers.terraform.evaluation.functions.hashes import digest_of
from ringfence.readers.terraform.evaluation.functions.registry import (
    Hidden,
    Run,
    function,
    mapping,
    set_of,
    text,
)
from ringfence.readers.terraform.evaluation.values import Datum, Problem, Withheld
from ringfence.syntax.hcl import tree as hcl

MAX_FILES: Final = 10_000


def _read(path: str, frame: Frame) -> bytes:
    found = frame.scope.read_file(_relative(path, frame))
    if isinstance(found, Unknown):
        raise Hidden(found)
    return found


def _decoded(path: str, frame: Frame) -> str:
    try:
        return _neutral(_read(path, frame).decode())
    except UnicodeDecodeError as error:
        raise Problem("the file is no UTF-8 text") from error


def _neutral(made: str) -> str:
    return re.sub("[\ue000-\ue00f]", "\ufffd", made)


@function("file", 1, symbolic=True)
def _file(args: list[Datum], frame: Frame) -> Datum:
    return _decoded(text(args[0]), frame)


@function("filebase64", 1, symbolic=True)
def _filebase64(args: list[Datum], frame: Frame) -> Datum:
    return base64.b64encode(_read(text(args[0]), frame)).decode()


@function("fileexists", 1, symbolic=True)
def _fileexists(args: list[Datum], frame: Frame) -> Datum:
    path = text(args[0])
    # What is not in the tree may be made before Terraform runs.
    _read(path, frame)
    return True


def _hashed(algorithm: str, *, encode: bool = False) -> Run:
    def run(args: list[Datum], frame: Frame) -> Datum:
        return digest_of(algorithm, _read(text(args[0]), frame), encode=encode)

    return run


for _algorithm in ("md5", "sha1", "sha256", "sha512"):
    function(f"file{_algorithm}", 1, symbolic=True)(_hashed(_algorithm))
for _algorithm in ("sha256", "sha512"):
    function(f"filebase64{_algorithm}", 1, symbolic=True)(_hashed(_algorithm, encode=True))


@function("fileset", 2, symbolic=True)
def _fileset(args: list[Datum], frame: Frame) -> Datum:
    folder, pattern = text(args[0]), text(args[1])
    found = _glob(pattern)
    names = frame.scope.list_files(_relative(folder, frame))
    if len(names) > MAX_FILES:
        raise Withheld(f"the folder holds more than {MAX_FILES} files")
    return set_of([name for name in names if found.fullmatch(name)])


def _glob(pattern: str) -> re.Pattern[str]:
    """Return a file pattern (`*`, `**`, `?`, `[a-z]`, `{a,b}`) as a regular expression."""
    if len(pattern) > 200 or pattern.count("*") > 8:
        raise Withheld("the pattern is too long")
    out: list[str] = []
    depth = 0
    for piece in re.findall(r"\*\*/|\*\*|\*|\?|\[[^\]]+\]|\\.|.", pattern, re.DOTALL):
        if piece == "**/":
            out.append("(?:[^/]+/)*")
        elif piece in ("**", "*"):
            out.append("[^/]*" if piece == "*" else ".*")
        elif piece == "?":
            out.append("[^/]")
        elif piece.startswith("[") and len(piece) > 1:
            out.append(piece.replace("[!", "[^"))
        elif piece in "{}" or (piece == "," and depth):
            depth += {"{": 1, "}": -1, ",": 0}[piece]
            out.append({"{": "(?:", "}": ")", ",": "|"}[piece])
        else:
            out.append(re.escape(piece[-1]))
    return re.compile("".join(out))


def working_folder(frame: Frame) -> str:
    """Return the symbol of the folder that Terraform runs in: the root's, wherever that lies."""
    return context("working folder", frame.scope.root_path)


def _relative(path: str, frame: Frame) -> str:
    """Return a path relative to the root folder."""
    here = working_folder(frame)
    return posixpath.normpath("." + path.removeprefix(here)) if path.startswith(here) else path


@function("abspath", 1, symbolic=True)
def _abspath(args: list[Datum], frame: Frame) -> Datum:
    path = text(args[0])
    if path.startswith(("/", OPEN)):
        return path
    path = posixpath.normpath(path)
    return working_folder(frame) if path == "." else f"{working_folder(frame)}/{path}"


@function("pathexpand", 1)
def _pathexpand(args: list[Datum], _frame: Frame) -> Datum:
    path = text(args[0])
    if path.startswith("~"):
        raise Withheld("whose home it is is not known")
    return path


@function("basename", 1, symbolic=True)
def _basename(args: list[Datum], _frame: Frame) -> Datum:
    path = text(args[0])
    if path.startswith(OPEN) and CLOSE + "/" not in path:
        raise Withheld("the text is not known in full")
    return posixpath.basename(path.rstrip("/")) or ("/" if path.startswith("/") else ".")


@function("dirname", 1, symbolic=True)
def _dirname(args: list[Datum], _frame: Frame) -> Datum:
    path = text(args[0])
    if path.startswith(OPEN) and CLOSE + "/" not in path:
        raise Withheld("the text is not known in full")
    return posixpath.normpath(posixpath.dirname(path) or ".")


@function("templatefile", 2, partial=True, symbolic=True)
def _templatefile(args: list[Datum], frame: Frame) -> Datum:
    if isinstance(args[0], Unknown):
        raise Hidden(args[0])
    return _filled(_decoded(text(args[0]), frame), args[1], frame)


@function("templatestring", 2, partial=True, symbolic=True)
def _templatestring(args: list[Datum], frame: Frame) -> Datum:
    if isinstance(args[0], Unknown):
        raise Hidden(args[0])
    template = text(args[0])
    if OPEN in template:
        raise Withheld("the template is not known in full")
    return _filled(template, args[1], frame)


def _filled(template: str, values: Datum, frame: Frame) -> Datum:
    """Return a template filled with values, which are all that it can name."""
    from ringfence.readers.terraform.evaluation.compile import Compiler
    from ringfence.readers.terraform.evaluation.texts import text_from
    from ringfence.syntax.hcl.parser import parse_template

    if isinstance(values, Unknown):
        raise Hidden(values)
    if isinstance(frame.scope, _NoScope):
        raise Problem("a template cannot fill another one")
    expression = parse_template(template)
    if isinstance(expression, hcl.Broken):
        raise Problem(f"the template {expression.what}")
    inner = Frame(_NoScope(frame), frame.file, frame.line)
    inner.names = mapping(values)
    return text_from(Compiler().code(expression)(inner), inner)


class _NoScope:
    """The scope of a template: files and functions, but no names of a module."""

    def __init__(self, frame: Frame) -> None:
        self._outer = frame.scope
        self._frame = frame
        self.path = frame.scope.path
        self.root_path = frame.scope.root_path

    def _none(self, name: str) -> Datum:
        return self._frame.fail(f"the template names `{name}`, which it is not given")

    def variable(self, name: str) -> Datum:
        """Fail: a template has no variables of a module."""
        return self._none(f"var.{name}")

    def local(self, name: str) -> Datum:
        """Fail: a template has no locals."""
        return self._none(f"local.{name}")

    def call(self, name: str) -> Datum:
        """Fail: a template has no modules."""
        return self._none(f"module.{name}")

    def resource(self, mode: str, type_: str, name: str) -> Datum:
        """Fail: a template has no resources."""
        del mode
        return self._none(f"{type_}.{name}")

    def workspace(self) -> Datum:
        """Fail: a template has no workspace."""
        return self._none("terraform.workspace")

    def read_file(self, path: str) -> bytes | Unknown:
        """Return a file, as the module does."""
        return self._outer.read_file(path)

    def list_files(self, path: str) -> list[str]:
        """Return files, as the module does."""
        return self._outer.list_files(path)

    def prefixed(self, address: str) -> str:
        """Return the address as it is."""
        return address

    def spend(self, work: int) -> None:
        """Count work for the module. A template that calls itself ends here, too."""
        self._outer.spend(work)
