"""Everything that one root template deploys, while it is being read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from ringfence.model.estate import Blind
from ringfence.model.facts import Source
from ringfence.model.symbols import context, show, symbol
from ringfence.readers.arm.scope import Scope
from ringfence.readers.arm.template import TemplateFile, Texts
from ringfence.readers.arm.values import Failure, Operand, Unsettled
from ringfence.readers.tree import Tree

if TYPE_CHECKING:
    from ringfence.readers.arm.deployment import Deployment
    from ringfence.readers.arm.planned import Planned

MAX_STEPS: Final = 2_000_000
"""Most loop passes and calls that one root may take."""

MAX_RESOURCES: Final = 200_000
"""Most resources that one root may declare."""


class World:
    """The state of reading one root.

    `planned` are the resources in the order of declaration; `by_id` finds them by lower-case id.
    `misses` counts references that met nothing yet; `full` stops a template without measure. With `every`, conditions are not asked and
    loops are taken once: to see what is linked at all. `looking` are the parts of resources whose
    state is being looked up. `opener` opens the files that deployments are made of.
    """

    def __init__(
        self, tree: Tree, root: str, texts: Texts,
        opener: Callable[[Texts, str], TemplateFile] = TemplateFile,
    ) -> None:  # fmt: skip
        self.tree = tree
        self.root = root
        self.texts = texts
        self.deployments: list[Deployment] = []
        self.planned: list[Planned] = []
        self.by_id: dict[str, Planned] = {}
        self.addresses: dict[str, int] = {}
        self.blinds: list[Blind] = []
        self.linked: set[str] = set()
        self.misses = 0
        self.settled = False
        self.every = False
        self.full = False
        self.looking: set[tuple[int, tuple[str | int, ...]]] = set()
        self._opener = opener
        self._files: dict[str, TemplateFile] = {}
        self._groups: dict[str, Operand] = {}
        self._noted: set[tuple[str, str, str]] = set()
        self._steps = 0

    def file(self, name: str) -> TemplateFile:
        """Return a template file, decoded once. Raises Unreadable or JsonError."""
        if name not in self._files:
            self._files[name] = self._opener(self.texts, name)
        return self._files[name]

    def files(self) -> list[TemplateFile]:
        """Return the files that were opened, in that order."""
        return list(self._files.values())

    def is_full(self) -> bool:
        """Tell whether the root declares more than is read."""
        return self.full

    def enter(self, planned: Planned) -> None:
        """Enter a resource under its id: the one that is declared before one only referred to."""
        known = self.by_id.get(planned.id.lower())
        if known is None or (known.external is not None and planned.external is None):
            self.by_id[planned.id.lower()] = planned

    def spend(self, steps: int) -> None:
        """Count work; raises Failure where a template asks for too much of it."""
        self._steps += steps
        if self._steps > MAX_STEPS:
            raise Failure(f"the template takes more than {MAX_STEPS} steps")

    def note(self, blind: Blind) -> None:
        """Keep a gap or a notice, once."""
        key = (blind.what, blind.reason, blind.source.file)
        if key not in self._noted:
            self._noted.add(key)
            self.blinds.append(blind)

    def too_many(self, name: str, wanted: int, most: int, source: Source) -> None:
        """Say that a loop was cut short."""
        reason = f"asks for {wanted} copies, of which {most} are read"
        self.note(Blind(f"copy loop `{name}`", reason, source, self.root))

    def address(self, wanted: str) -> str:
        """Return an address that no other resource of this root has."""
        count = self.addresses[wanted] = self.addresses.get(wanted, 0) + 1
        return wanted if count == 1 else f"{wanted}#{count}"

    def forget(self) -> None:
        """Forget values that were computed before every resource was known."""
        self.settled = True
        if self.misses:
            self._groups.clear()
            for deployment in self.deployments:
                deployment.forget()

    def close(self) -> None:
        """Let go of what was needed to read: origins keep the files, not what they hold.

        Everything here refers to everything else, and the cyclic collector may be off.
        """
        for deployment in self.deployments:
            deployment.close()
        for file in self._files.values():
            file.body = None
        for planned in self.planned:
            planned.raw = {}
        for store in (self.deployments, self.planned, self.by_id, self._files, self._groups):
            store.clear()

    def group(self, scope: Scope) -> Operand:
        """Return what `resourceGroup()` answers for a scope."""
        if scope.id not in self._groups:
            self._groups[scope.id] = self._group(scope)
        return self._groups[scope.id]

    def _group(self, scope: Scope) -> Operand:
        own = scope.group == context("resourceGroup", self.root)
        location = "resourceGroup.location" if own else f"location of {show(scope.group)}"
        made: dict[str, Operand] = {
            "id": scope.id,
            "name": scope.group,
            "type": "Microsoft.Resources/resourceGroups",
            "location": context(location, self.root),
            "tags": Unsettled(
                "the tags of the resource group are not in the template",
                stand_in=symbol(f"tags of {show(scope.group)}", self.root),
            ),
            "properties": {"provisioningState": "Succeeded"},
        }
        declared = self.by_id.get(scope.id.lower())
        if declared is None:
            self.misses += not self.settled
            return made
        for name in ("location", "tags"):
            value = declared.value(name)
            if value is not None:
                made[name] = value
        return made

    def address_of(self, file: str) -> str:
        """Return the text that stands for the address of a template of the tree."""
        folder, _, name = file.rpartition("/")
        return f"{symbol(f'folder {folder}', self.root)}/{name}"

    def folder_of(self, text: str) -> tuple[str, str] | None:
        """Return `(folder, rest)` for a text that `address_of` made, None for others."""
        for file in {deployment.file.name for deployment in self.deployments}:
            folder = file.rpartition("/")[0]
            head = symbol(f"folder {folder}", self.root) + "/"
            if text.startswith(head):
                return folder, text[len(head) :]
        return None
