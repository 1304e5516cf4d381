"""One cloud object in its provider's own shape, and where each of its values was written."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from ringfence.model.facts import ABSENT, NOWHERE, Absent, Fact, Gap, Source, Unknown, Value


class Origin(Protocol):
    """Finds the place of a property when a report needs it; nothing is located in advance."""

    def locate(self, pointer: str) -> Source:
        """Return where `pointer` (a property path; "" is the resource) was written.

        A property that is not written itself is located at its nearest written parent.
        """
        ...


@dataclass(frozen=True, slots=True)
class At:
    """An origin that knows one place for everything."""

    source: Source = NOWHERE

    def locate(self, pointer: str) -> Source:
        """Return the one place, whatever the pointer."""
        del pointer
        return self.source


@dataclass(frozen=True, slots=True)
class Default:
    """What an absent property means, and the vendor's page that says so."""

    value: Value
    page: str


@lru_cache(maxsize=4096)
def _steps(pointer: str) -> tuple[str | int, ...]:
    steps: list[str | int] = []
    for part in pointer.split("."):
        name, *indexes = part.split("[")
        if name:
            steps.append(name)
        steps.extend(int(index.rstrip("]")) for index in indexes)
    return tuple(steps)


def dig(body: Value | Absent, pointer: str) -> Value | Absent:
    """Follow `pointer` (`properties.networkAcls.ipRules[0].value`) into a value.

    Returns ABSENT where a key or an element is missing, and the `Unknown` on the way where one
    hides the rest. Null has no properties: below it everything is absent.
    """
    for step in _steps(pointer):
        if isinstance(body, Unknown):
            return body
        if isinstance(step, str):
            if not isinstance(body, dict) or step not in body:
                return ABSENT
            body = body[step]
        else:
            if not isinstance(body, list) or step >= len(body):
                return ABSENT
            body = body[step]
    return body


@dataclass(slots=True, eq=False)
class Resource:
    """One cloud object.

    `id` is the provider's id (ARM id, ARN); parts that are not known yet are symbols. `type` is
    the provider's type as documented (`Microsoft.Storage/storageAccounts`). `body` is the
    provider's shape without id, name and type: `location`, `tags`, `sku`, `identity`,
    `properties` ... `address` is the name under which the user knows it, unique within `root`.
    `presence` is None for a resource that surely exists, else why it may not. `external` marks a
    thing that is referred to (a data source, an `existing` resource) but not declared: its body
    holds only what the reference itself states, and everything else about it is a gap.
    `elements` are the pointers of what is declared on its own (a rule, an access policy, a
    firewall), each with the address of its declaration.
    """

    id: str
    type: str
    name: Value
    body: dict[str, Value]
    address: str
    root: str = ""
    origin: Origin = field(default_factory=At)
    presence: Unknown | None = None
    external: Unknown | None = None
    api_version: str = ""
    elements: tuple[tuple[str, str], ...] = ()
    key: str = field(init=False)
    kind: str = field(init=False)

    def __post_init__(self) -> None:
        self.key = self.id.lower()
        self.kind = self.type.lower()

    def __repr__(self) -> str:
        return f"<{self.type} {self.address}>"

    def look(self, pointer: str) -> Value | Absent:
        """Return the raw value at `pointer`: perhaps `Unknown`, perhaps ABSENT.

        What is absent on an external resource is `Unknown`: nobody said that it is not set.
        """
        value = dig(self.body, pointer)
        if self.external is not None and value is ABSENT:
            return self.external
        return value

    def read(self, pointer: str, default: Default | None = None) -> Fact | Gap:
        """Return what is known at `pointer`; absence means what `default` documents.

        Without a documented default, absence is a gap. Null is treated as absence, as both ARM
        and Terraform do.
        """
        value = self.look(pointer)
        if isinstance(value, Unknown):
            return Gap(value.reason, pointer, value.source)
        if value is ABSENT or value is None:
            if default is None:
                where = self.origin.locate(pointer)
                return Gap(f"`{pointer}` is not set and no default is documented", pointer, where)
            where = self.origin.locate(pointer)
            note = f"not set; documented default at {default.page}"
            return Fact(
                default.value, pointer, Source(where.file, where.line, where.request, note=note)
            )
        assert not isinstance(value, Absent)
        return Fact(value, pointer, self.locate(pointer))

    def text(self, pointer: str, default: str = "") -> str:
        """Return the string at `pointer`, or `default` where there is none or it is unknown.

        For labels and hints only: use `read` or `look` to decide anything.
        """
        value = self.look(pointer)
        return value if isinstance(value, str) else default

    def declarer(self, pointer: str) -> str:
        """Return the address under which `pointer` is declared: an element's own, or that of this."""
        for prefix, address in self.elements:
            if pointer == prefix or pointer.startswith(prefix + "."):
                return address
        return self.address

    def locate(self, pointer: str = "") -> Source:
        """Return where `pointer` was written, or where the resource begins."""
        return self.origin.locate(pointer)
