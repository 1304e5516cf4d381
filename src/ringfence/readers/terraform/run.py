"""One root configuration being read: what all its modules share, and the bounds of the work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ringfence.model.estate import Blind
from ringfence.model.facts import Source, Unknown
from ringfence.readers.options import Options
from ringfence.readers.terraform import inputs
from ringfence.readers.terraform.evaluation.frame import Exhausted, Frame
from ringfence.readers.terraform.evaluation.values import Datum
from ringfence.readers.terraform.expansion import TooMany
from ringfence.readers.terraform.mapping import Provider
from ringfence.readers.terraform.module import Module
from ringfence.readers.terraform.project import Project, inside
from ringfence.readers.terraform.providers import unstated
from ringfence.readers.terraform.resources import ResourceBlock
from ringfence.readers.terraform.versions import majors_of
from ringfence.readers.tree import Unreadable

MAX_INSTANCES: Final = 500_000
"""Most instances of one root that are read."""
MAX_WORK: Final = 2_000_000
"""Most rounds of `for` and `dynamic` of one root."""
MAX_FILE: Final = 1024 * 1024
"""Largest file that `file` and its kin read."""


class Run:
    """The reading of one root."""

    def __init__(self, project: Project, root: str, options: Options) -> None:
        self.project = project
        self.root = root
        self.inputs = inputs.collect(project, root, options)
        self.problems: dict[tuple[str, str, Source], Blind] = {}
        self.instances = 0
        self.late_blocks: list[ResourceBlock] = []
        self.late_modules: list[Module] = []
        self.work = 0
        self._versions: dict[str, tuple[frozenset[int], str]] = {}
        self._names: dict[str, dict[str, str]] = {}
        self._naming: set[str] = set()
        self._files: dict[str, bytes | Unknown] = {}
        self.module = Module(self, project.folder(root))

    # Problems and bounds

    def problem(self, what: str, reason: str, source: Source, *, inert: bool = False) -> None:
        """Note what keeps the root from being read in full; unless inert it may hide anything."""
        blind = Blind(what, reason, source, self.root, inert=inert)
        self.problems.setdefault((what, reason, source), blind)

    def cycle(self, what: str, source: Source) -> Unknown:
        """Note a value that is made from itself, and return it."""
        self.problem(f"`{what}`", "refers to itself", source)
        return Unknown(f"`{what}` refers to itself", source)

    def spend(self, work: int) -> None:
        """Count work; raises Exhausted when there was too much of it."""
        self.work += work
        if self.work > MAX_WORK:
            raise Exhausted

    def admit(self, count: int) -> None:
        """Count instances; raises TooMany when there are too many."""
        if self.instances + count > MAX_INSTANCES:
            raise TooMany(f"the root has more than {MAX_INSTANCES} instances")
        self.instances += count

    def evaluate(self, code: Callable[[Frame], Datum], frame: Frame) -> Datum:
        """Run code; what asks for too much is not known, and a problem of the root."""
        names, element = frame.names, frame.element
        try:
            return code(frame)
        except Exhausted:
            reason = f"needs more than {MAX_WORK} rounds of `for`"
        except TooMany as many:
            reason = str(many)
        except RecursionError:
            reason = "is nested too deeply"
        frame.names, frame.element = names, element
        self.problem(f"`{frame.file}`", reason, frame.source())
        return frame.unknown(reason)

    # Files

    def read_file(self, path: str) -> bytes | Unknown:
        """Return the content of a file, named relative to the root folder."""
        known = self._files.get(path)
        if known is None:
            known = self._files[path] = self._read(path)
        return known

    def _read(self, path: str) -> bytes | Unknown:
        name = inside(self.root, path) if not path.startswith("~") else None
        if name is None:
            return Unknown(f"`{path}` lies outside of the scanned tree")
        try:
            data = self.project.tree.read(name)
        except Unreadable as error:
            return Unknown(f"`{name}` {error}")
        if len(data) > MAX_FILE:
            return Unknown(f"`{name}` has {len(data)} bytes; at most {MAX_FILE} are read")
        return data

    def list_files(self, path: str) -> list[str]:
        """Return the files below a folder (relative to the root folder), relative to it."""
        folder = inside(self.root, path)
        return self.project.files_below(folder) if folder is not None else []

    # Providers

    def versions(self, name: str) -> tuple[frozenset[int], str]:
        """Return the major versions of a provider that may be in use, and its constraints."""
        known = self._versions.get(name)
        if known is None:
            locked = self.project.locked(self.root).get(name)
            stated = [locked] if locked is not None else self._constraints(name)
            known = self._versions[name] = (majors_of(stated), ", ".join(dict.fromkeys(stated)))
        return known

    def _constraints(self, name: str) -> list[str]:
        """Return the constraints of the root and of all modules in its tree of local calls."""
        found: list[str] = []
        seen: set[str] = set()
        folders = [self.root]
        while folders:
            path = folders.pop()
            if path in seen or not self.project.holds(path):
                continue
            seen.add(path)
            found += self.project.folder(path).constraints.get(name, [])
            folders += self.project.called(path)
        return found

    def unstated(self, name: str, alias: str) -> Provider:
        """Return the provider of resources without a configuration."""
        return unstated(name, self.root, *self.versions(name), alias)

    # Names

    def by_name(self, arm: str, name: str) -> str | None:
        """Return the id of the declared resource of an ARM type with this name, if there is one.

        For types whose names are unique in the world (`storage_account_name`).
        """
        kind = arm.lower()
        if kind in self._naming:
            return None
        known = self._names.get(kind)
        if known is None:
            self._naming.add(kind)
            known, settled = self._index(kind)
            self._naming.discard(kind)
            if settled:
                self._names[kind] = known
        return known.get(name.lower())

    def _index(self, kind: str) -> tuple[dict[str, str], bool]:
        """Return the ids of one ARM type by name; False while a module is just being expanded."""
        found: dict[str, str] = {}
        settled = True
        stack = [self.module]
        while stack:
            module = stack.pop()
            if module.busy():
                settled = False
                continue
            for block in module.blocks():
                if block.mapping is None or block.mapping.arm.lower() != kind:
                    continue
                for instance in block.instances:
                    id_ = instance.placed().id
                    if id_:
                        found.setdefault(id_.rpartition("/")[2].lower(), id_)
            stack.extend(module.children())
        return found, settled
