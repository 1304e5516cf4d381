"""Named parts of a resource that refer to each other: frontends, listeners, rules, pools."""

from __future__ import annotations

from dataclasses import dataclass, field

from ringfence.graph.azure.doubts import either
from ringfence.model.facts import Absent, Unknown, Value
from ringfence.model.symbols import OPEN, same, show


@dataclass(slots=True)
class Choice:
    """Named parts that matter, each with a doubt or None.

    `others` is set where parts whose names are not known may matter too.
    """

    named: dict[str, Unknown | None] = field(default_factory=dict)
    others: Unknown | None = None

    def add(self, name: str | Unknown, doubt: Unknown | None) -> None:
        """Take a part in; a certain mention outweighs a doubtful one."""
        if isinstance(name, Unknown):
            self.others = either(self.others, name)
        elif name and (name not in self.named or doubt is None):
            self.named[name] = doubt

    def find(self, name: str | Unknown) -> tuple[bool, Unknown | None]:
        """Tell whether a part matters or may matter, and why that is not sure."""
        if isinstance(name, Unknown):
            return bool(self.named) or self.others is not None, name
        if name in self.named:
            return True, self.named[name]
        if (perhaps := next((key for key in self.named if may_be(key, name)), None)) is not None:
            return True, Unknown(f"whether `{show(name)}` is `{show(perhaps)}` is not known")
        return self.others is not None, self.others


def may_be(left: str, right: str) -> bool:
    """Tell whether two names that are written differently may be one."""
    return (OPEN in left or OPEN in right) and same(left, right) is None


def name_of(element: Value | Absent) -> str | Unknown:
    """Return the name of a part in lower case, "" for one without."""
    if isinstance(element, Unknown):
        return element
    name = element.get("name") if isinstance(element, dict) else None
    if isinstance(name, Unknown):
        return name
    return name.lower() if isinstance(name, str) else ""


def ref_of(value: Value | Absent) -> str | Unknown:
    """Return the id (lower case) in a reference, "" for none."""
    reference = value.get("id") if isinstance(value, dict) else value
    if isinstance(reference, Unknown):
        return reference
    return reference.lower() if isinstance(reference, str) else ""


def last_of(value: Value | Absent) -> str | Unknown:
    """Return the last name in a reference, "" for none."""
    reference = ref_of(value)
    return reference if isinstance(reference, Unknown) else reference.rpartition("/")[2]
