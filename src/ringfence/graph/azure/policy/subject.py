"""The resource that a policy is asked about: one like ours, in a region of our choice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ringfence.model.facts import ABSENT, Absent, Unknown, Value, members
from ringfence.model.resource import Resource
from ringfence.model.symbols import has_symbol
from ringfence.reference.regions import normal

_TAG: Final = re.compile(r"tags(?:\.(?P<dot>.+)|\[['\"]?(?P<index>[^'\"\]]+)['\"]?\])", re.I)


@dataclass(frozen=True, slots=True)
class Subject:
    """A resource as a policy sees it at creation.

    It has everything of `resource` but the location, which is `location` (a normalised region
    name). `group_location` is where its resource group lies. `inside` are the regions of the
    boundary, symbols included: the chosen location surely is none of them.
    """

    resource: Resource
    location: str
    group_location: Value | Absent
    inside: frozenset[str]

    def field(self, name: str) -> Value | Absent:
        """Return the value of a policy field; an alias with `[*]` gives a list.

        A field that is an alias of another type is absent, as it is for the policy engine.
        """
        lower = name.lower()
        if lower == "location":
            return self.location
        if lower == "type":
            return self.resource.type
        if lower == "id":
            return self.resource.id
        if lower in ("name", "fullname"):
            return self._name(full=lower == "fullname")
        if lower == "tags":
            return self.resource.look("tags")
        if found := _TAG.fullmatch(name):
            return _one(self.resource.look("tags"), found["dot"] or found["index"])
        if lower in ("kind", "identity.type", "identity.userassignedidentities"):
            return next(_walk(self.resource.look(""), lower.split(".")), ABSENT)
        return self._alias(name)

    def _name(self, *, full: bool) -> Value | Absent:
        if full:
            return "/".join(self.resource.id.rsplit("/providers/", 1)[-1].split("/")[2::2])
        return self.resource.name

    def _alias(self, name: str) -> Value | Absent:
        type_ = self.resource.kind
        if not name.lower().startswith(type_ + "/"):
            return ABSENT
        steps = _steps(name[len(type_) + 1 :])
        body: Value = dict(self.resource.body)
        for path in (["properties", *steps], steps):
            found = list(_walk(body, path))
            present = [value for value in found if not isinstance(value, Absent)]
            if present:
                return present if "*" in steps else present[0]
        if self.resource.external is not None:
            return self.resource.external
        return [] if "*" in steps else ABSENT


def _steps(path: str) -> list[str]:
    return [step for step in re.split(r"[./]", path.replace("[*]", ".*")) if step]


def _one(value: Value | Absent, key: str) -> Value | Absent:
    """Return the member of an object whose name is `key` in any case."""
    if isinstance(value, Unknown):
        return value
    if not isinstance(value, dict):
        return ABSENT
    return next((inner for name, inner in value.items() if name.lower() == key.lower()), ABSENT)


def _walk(value: Value | Absent, path: list[str]) -> Iterator[Value | Absent]:
    """Follow a path through objects; `*` stands for every element of a list."""
    if not path or isinstance(value, Unknown | Absent):
        yield value
        return
    if path[0] != "*":
        yield from _walk(_one(value, path[0]), path[1:])
        return
    for element, doubt in members(value):
        yield from _walk(element if doubt is None else doubt, path[1:])


def below(element: Value, path: str) -> Value | Absent:
    """Return what lies at `path` of an element of a list; aliases leave `properties` out."""
    steps = _steps(path)
    for each in (steps, ["properties", *steps]):
        found = next(_walk(element, each), ABSENT)
        if not isinstance(found, Absent):
            return found
    return ABSENT


def region_of(value: Value | Absent) -> Value | Absent:
    """Return a location as the policy engine compares it: without case and spaces."""
    return normal(value) if isinstance(value, str) and not has_symbol(value) else value
