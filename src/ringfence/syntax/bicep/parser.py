"""Bicep text to a `File`.

The grammar was written after the language's own parser (Azure/bicep, `BaseParser.cs`, `Parser.cs`,
`ParamsParser.cs`: order of operators, where lines may end). An error spoils the declaration that it
is in: what follows is read again from the next line that begins a declaration.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from operator import itemgetter
from typing import Final

from ringfence.syntax.bicep.cursor import BicepError
from ringfence.syntax.bicep.lexer import END, LINE, NAME, TEXT
from ringfence.syntax.bicep.tree import (
    Declaration,
    Expression,
    Extends,
    Extension,
    Fault,
    File,
    Function,
    Import,
    Literal,
    Metadata,
    Module,
    Output,
    Param,
    TargetScope,
    TypeDeclaration,
    Unused,
    Using,
    Variable,
)
from ringfence.syntax.bicep.types import Types

MAX_FAULTS: Final = 20
KEYWORDS: Final = frozenset(
    {
        "metadata", "targetScope", "param", "var", "type", "func", "resource", "module", "output",
        "import", "provider", "extension", "assert", "test", "using", "extends", "extensionConfig",
    }
)  # fmt: skip
_START: Final = re.compile(
    r"^(?:@|targetScope\b|(?:" + "|".join(sorted(KEYWORDS)) + r")[ \t]+['\w{*])",
    re.MULTILINE | re.ASCII,
)


def parse(name: str, text: str) -> File:
    """Return the tree of a `.bicep` or `.bicepparam` file.

    Never raises for content: what is not valid is a `Fault`, and its declaration is lost.
    """
    file = File(name, text)
    _Parser(file).run()
    return file


class _Parser(Types):
    """Reads the declarations of one file."""

    def __init__(self, file: File) -> None:
        super().__init__(file.text)
        self.file = file

    def run(self) -> None:
        file = self.file
        while True:
            self.lines()
            if self.kind == END:
                return
            self.forget()
            start = self.at
            try:
                made = self.declaration()
                if self.kind not in (LINE, END):
                    raise self.expected("the end of the line")
                file.declarations.append(made)
            except BicepError as error:
                self._recover(start, Fault(error.what, error.at))
            except RecursionError:
                self._recover(start, Fault("is nested too deep", self.at))
            if len(file.faults) >= MAX_FAULTS:
                what = f"has more than {MAX_FAULTS} errors; the rest is not read"
                file.faults.append(Fault(what, self.at))
                return

    def _recover(self, start: int, fault: Fault) -> None:
        """Report a place in the declaration at `start`; go on at the next that begins a line."""
        self.file.faults.append(fault)
        self.depth = 0
        match = _START.search(self.file.text, start + 1)
        goal = match.start() if match is not None else len(self.file.text)
        while self.token(len(self.listed) - 1)[2] < goal and self.lexer.more():
            pass
        self.go(bisect_left(self.listed, goal, key=itemgetter(2)))

    def declaration(self) -> Declaration:
        decorators = self.decorators()
        start, word = self.at, self.value if self.kind == NAME else ""
        make = self._makers().get(word)
        if make is None:
            raise self.expected("a declaration")
        self.next()
        made = make()
        made.decorators, made.at, made.end = decorators, start, self.end_of_last()
        return made

    def _makers(self) -> dict[str, Callable[[], Declaration]]:
        return {
            "metadata": self._metadata, "targetScope": self._scope, "param": self._param,
            "var": self._variable, "type": self._type, "func": self._function,
            "resource": self.resource, "module": self._module, "output": self._output,
            "import": self._import, "provider": self._extension, "extension": self._extension,
            "assert": self._assert, "test": self._test, "using": self._using,
            "extends": self._extends, "extensionConfig": self._config,
        }  # fmt: skip

    def _metadata(self) -> Declaration:
        name = self.name()
        return Metadata(name, self._assigned())

    def _scope(self) -> Declaration:
        return TargetScope(self._assigned())

    def _assigned(self) -> Expression:
        self.expect("=")
        return self.expression()

    def _param(self) -> Declaration:
        name = self.name()
        type_ = None if self.is_mark("=") or self.kind in (LINE, END) else self.type()
        if self.is_mark("{"):  # the form of Bicep 0.3, with modifiers in braces
            raise self.expected("`=` or the end of the line")
        return Param(name, type_, self._assigned() if self.is_mark("=") else None)

    def _variable(self) -> Declaration:
        name = self.name()
        if not self.is_mark("="):
            self.type()
        return Variable(name, self._assigned())

    def _type(self) -> Declaration:
        name = self.name()
        self.expect("=")
        return TypeDeclaration(name, self.type())

    def _function(self) -> Declaration:
        name = self.name()
        parameters = []
        self.expect("(")
        self.lines()
        while not self.is_mark(")"):
            parameters.append(self.name())
            self.type()
            self.lines()
            if not self.takes(","):
                break
            self.lines()
        self.expect(")")
        self.type()
        self.expect("=>")
        self.lines()
        return Function(name, tuple(parameters), self.expression())

    def _module(self) -> Declaration:
        name = self.name()
        path = self.text()
        return Module(name, path, self.body(resources=False))

    def _output(self) -> Declaration:
        name = self.name()
        type_ = self.type()
        return Output(name, type_, self._assigned())

    def _import(self) -> Declaration:
        if self.kind == NAME or self.is_mark("{") or self.is_mark("*"):
            return self._import_from()
        return self._extension()

    def _import_from(self) -> Declaration:
        names: list[tuple[str, str]] = []
        everything = ""
        if self.takes("*"):
            self.word("as")
            everything = self.name()
        else:
            names = self.between("{", "}", self._imported)
        self.word("from")
        return Import(tuple(names), everything, self.text())

    def _imported(self) -> tuple[str, str]:
        if self.kind == TEXT:
            name = self.value
            self.next()
        else:
            name = self.name()
        return name, self.name() if self.takes_word("as") else name

    def _extension(self) -> Declaration:
        spec = Literal(self.name(), self.at) if self.kind == NAME else self.text()
        config = self.object(resources=False) if self.takes_word("with") else None
        return Extension(spec, config, self.name() if self.takes_word("as") else "")

    def _assert(self) -> Declaration:
        name = self.name()
        self._assigned()
        return Unused("assert", name)

    def _test(self) -> Declaration:
        name = self.name()
        self.text()
        self.expect("=")
        self.object(resources=False)
        return Unused("test", name)

    def _config(self) -> Declaration:
        name = self.name()
        if self.takes_word("with"):
            self.object(resources=False)
        return Unused("extensionConfig", name)

    def _using(self) -> Declaration:
        path = None if self.takes_word("none") else self.text()
        if self.takes_word("with"):
            self.object(resources=False)
        return Using(path)

    def _extends(self) -> Declaration:
        return Extends(self.text())
