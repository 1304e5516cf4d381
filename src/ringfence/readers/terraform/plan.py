"""Plans: what `terraform show -json` says will be there, as declared instances."""

from __future__ import annotations

import gc
import re
from dataclasses import dataclass, field
from typing import Final

import msgspec

from ringfence.model.estate import Blind, ReadReport
from ringfence.model.facts import Source
from ringfence.readers.harvest import Harvest
from ringfence.readers.options import Options
from ringfence.readers.terraform.declared import Declared
from ringfence.readers.terraform.plan_format import Plan
from ringfence.readers.terraform.plan_instances import PlanInstance
from ringfence.readers.terraform.plan_run import PlanRun
from ringfence.readers.tree import Tree, Unreadable, decode, must_be_text

LIMITS: Final = (
    "Terraform plan: an id that refers to one attribute only is taken to be that attribute, one that"
    " refers to an id and a name to be the planned resource of that name below it",
    "Terraform plan: a block that the provider also computes and that the configuration does not "
    "spell out is read as not set; a plan does not tell it from a `dynamic` block without known "
    "elements",
    "Terraform plan: locals are not in a plan; what refers to them alone is not known",
)

_ADDRESS: Final = re.compile(rb'"address":\s*"((?:[^"\\]|\\.)*)"')


@dataclass(slots=True)
class PlanText:
    """The text of a plan, looked into only when a report asks where something stands."""

    tree: Tree
    name: str
    _lines: dict[bytes, int] | None = field(default=None)

    def line(self, address: str) -> int:
        """Return the line of the planned resource with this address, 0 if it is not found."""
        if self._lines is None:
            self._lines = self._index()
        written = msgspec.json.encode(address)[1:-1]
        return self._lines.get(written, 0)

    def _index(self) -> dict[bytes, int]:
        try:
            data = _bytes(self.tree, self.name)
        except Unreadable:
            return {}
        found: dict[bytes, int] = {}
        line, at = 1, 0
        for match in _ADDRESS.finditer(data):
            line += data.count(b"\n", at, match.start())
            at = match.start()
            found.setdefault(match[1], line)
        return found


@dataclass(frozen=True, slots=True)
class PlanOrigin:
    """Locates a resource in a plan; its arguments stand nowhere else."""

    text: PlanText
    address: str

    def locate(self, pointer: str) -> Source:
        """Return the line of the resource, whatever the pointer."""
        del pointer
        return Source(self.text.name, self.text.line(self.address))


def read_plan(tree: Tree, name: str, options: Options) -> tuple[list[Declared], Harvest]:
    """Return what a plan declares, and what could not be read of it.

    The options have no bearing: the plan's variables have their values.
    """
    del options
    harvest = Harvest()
    collecting = gc.isenabled()
    gc.disable()
    try:
        declared = _read(tree, name, harvest)
    finally:
        if collecting:
            gc.enable()
    count = sum(instance.mode == "managed" for instance in declared)
    harvest.reports.append(ReadReport("terraform plan", name, count, len(harvest.blinds)))
    return declared, harvest


def _read(tree: Tree, name: str, harvest: Harvest) -> list[Declared]:
    def problem(reason: str, line: int = 0, root: str = "*") -> None:
        harvest.blinds.append(Blind(f"`{name}`", reason, Source(name, line), root))

    try:
        data = _bytes(tree, name)
        plan = msgspec.json.decode(data, type=Plan)
        if plan.format_version.partition(".")[0] != "1":
            problem(f"plans of format version {plan.format_version[:20]!r} are not known")
        if plan.errored:
            problem("the plan was made with errors: it is not complete", root=name)
        run = PlanRun(name, plan)
    except Unreadable as error:
        problem(str(error), error.line)
        return []
    except msgspec.ValidationError as error:
        problem(f"is no plan as `terraform show -json` writes it: {error}")
        return []
    except msgspec.DecodeError as error:
        problem(f"is not valid JSON: {error}", _line(data, str(error)))
        return []
    except RecursionError:
        problem("is nested too deeply")
        return []
    text = PlanText(tree, name)
    return [_declared(instance, text) for instance in run.planned()]


def _declared(instance: PlanInstance, text: PlanText) -> Declared:
    placed = instance.placed()
    return Declared(
        instance.type,
        instance.mode,
        instance.address,
        instance.root,
        instance.arguments(),
        instance.provider,
        PlanOrigin(text, instance.address),
        placed.id,
        placed.doubt,
        placed.types,
        None,
        Source(text.name),
    )


def _bytes(tree: Tree, name: str) -> bytes:
    """Return a plan as UTF-8. Windows PowerShell writes what it redirects as UTF-16."""
    data = tree.read(name)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return decode(data).encode()
    must_be_text(data)
    return data.removeprefix(b"\xef\xbb\xbf")


def _line(data: bytes, message: str) -> int:
    """Return the line of the byte that a message of the decoder names, the last one without it."""
    found = re.search(r"byte (\d+)", message)
    return data.count(b"\n", 0, int(found[1]) if found else len(data)) + 1
