"""Names and the paths behind them: `var.x`, `each.key`, `azurerm_subnet.s`, `path.module`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ringfence.readers.terraform.evaluation.code import Code
from ringfence.readers.terraform.evaluation.frame import NOT_HERE, Frame
from ringfence.readers.terraform.evaluation.functions.files import working_folder
from ringfence.readers.terraform.evaluation.operators import attribute
from ringfence.readers.terraform.evaluation.values import Datum


def traversal(root: str, path: list[str]) -> Code:
    """Return the code of `root.a.b.c`, where the root may be a name of the frame."""
    start, taken = _start(root, path)
    rest = tuple(path[taken:])

    def run(frame: Frame) -> Datum:
        if frame.names and root in frame.names:
            value = frame.names[root]
            steps: tuple[str, ...] | list[str] = path
        else:
            value = start(frame)
            steps = rest
        for step in steps:
            value = attribute(value, step, frame)
        return value

    return run


def _start(root: str, path: list[str]) -> tuple[Code, int]:
    """Return the code of the beginning of a traversal, and how many steps it takes."""
    first = path[0]
    simple = _SCOPES.get(root)
    if simple is not None:
        return simple(first), 1
    if root == "self":
        return (lambda frame: _here(frame.owner, "self", frame)), 0
    if root == "data" and len(path) > 1:
        second = path[1]
        return lambda frame: frame.scope.resource("data", first, second), 2
    if root == "resource" and len(path) > 1:
        # An alias of the usual form, for types that are named like a keyword.
        second = path[1]
        return lambda frame: frame.scope.resource("managed", first, second), 2
    if root == "ephemeral":
        return lambda frame: frame.unknown("ephemeral values are not kept"), len(path)
    return lambda frame: frame.scope.resource("managed", root, first), 1


def _terraform(name: str) -> Code:
    if name == "workspace":
        return lambda frame: frame.scope.workspace()
    return lambda frame: frame.unknown(f"`terraform.{name}` depends on who runs Terraform")


def _here(value: Datum, name: str, frame: Frame) -> Datum:
    if value is NOT_HERE:
        return frame.fail(f"`{name}` is not available here")
    return value


def _each_key(frame: Frame) -> Datum:
    return _here(frame.each_key, "each", frame)


def _each_value(frame: Frame) -> Datum:
    return _here(frame.each_value, "each", frame)


def _relative(folder: str, root: str) -> str:
    """Return the path of a folder relative to the root folder, as Terraform shows it."""
    here = [part for part in folder.split("/") if part not in ("", ".")]
    there = [part for part in root.split("/") if part not in ("", ".")]
    shared = 0
    while shared < min(len(here), len(there)) and here[shared] == there[shared]:
        shared += 1
    steps = [".."] * (len(there) - shared) + here[shared:]
    return "/".join(steps) or "."


def _no_path(frame: Frame) -> Datum:
    return frame.fail("`path` has `module`, `root` and `cwd`")


_PATHS: Final[dict[str, Code]] = {
    "module": lambda frame: _relative(frame.scope.path, frame.scope.root_path),
    "root": lambda _frame: ".",
    "cwd": working_folder,
}


_SCOPES: Final[dict[str, Callable[[str], Code]]] = {
    "var": lambda name: lambda frame: frame.scope.variable(name),
    "local": lambda name: lambda frame: frame.scope.local(name),
    "module": lambda name: lambda frame: frame.scope.call(name),
    "each": lambda name: _each_key if name == "key" else _each_value,
    "count": lambda _: lambda frame: _here(frame.count_index, "count", frame),
    "path": lambda name: _PATHS.get(name, _no_path),
    "terraform": _terraform,
}
