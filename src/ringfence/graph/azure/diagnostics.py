"""Diagnostic settings: what they watch, which logs they keep, and where they send them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from ringfence.graph.azure.collection import RULES, of_rule
from ringfence.graph.azure.per_estate import per_estate
from ringfence.model.estate import Estate, parent_key, top_key
from ringfence.model.facts import Absent, Unknown, Value, members
from ringfence.model.resource import Resource, dig
from ringfence.model.symbols import CLOSE, OPEN, has_symbol, same

TYPE: Final = "Microsoft.Insights/diagnosticSettings"
INSIGHTS: Final = "Microsoft.Insights/components"

SINKS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("properties.workspaceId", ("Microsoft.OperationalInsights/workspaces",)),
    ("properties.storageAccountId", ("Microsoft.Storage/storageAccounts",)),
    ("properties.eventHubAuthorizationRuleId", ("Microsoft.EventHub/namespaces",)),
)
"""Where a setting names a sink of ours, and the types it may be."""

_MANAGED: Final = re.compile(
    rf"{OPEN}[^#{CLOSE}]*#(?!data\.)(?:[^{CLOSE}]*\.(?<!\.data\.))?(?:azurerm|azapi)_[a-z0-9_]+\."
    rf"[^.\[{CLOSE}]+(?:\[[^\]{CLOSE}]*\])?\.id{CLOSE}.*",
    re.DOTALL,
)
"""The id of a declared resource of a type that is not modelled: none of those that are."""

PARTNER: Final = "properties.marketplacePartnerId"


@dataclass(frozen=True, slots=True)
class Sink:
    """One place that a setting sends logs to: a reference as written, and what it may be."""

    setting: Resource
    pointer: str
    value: Value
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """A diagnostic setting with the key of what it watches, "" where that is not known."""

    resource: Resource
    target: str
    doubt: Unknown | None = None

    def sinks(self) -> Iterator[Sink]:
        """Yield the sinks of ours that are set, perhaps to something unknown."""
        for pointer, types in SINKS:
            value = self.resource.look(pointer)
            if not isinstance(value, Absent) and value is not None and value != "":
                yield Sink(self.resource, pointer, value, types)

    def partner(self) -> Value | Absent:
        """Return the partner solution that gets the logs, ABSENT or null for none."""
        return self.resource.look(PARTNER)

    def logs(self) -> Iterator[tuple[str | Unknown, Unknown | None]]:
        """Yield `category` or `group:name` of every log that is kept, with the doubt about it.

        A log with `enabled: false` is not kept. `enabled` is required, so where it is missing
        the log may or may not be kept.
        """
        for log, doubt in members(self.resource.look("properties.logs")):
            if isinstance(log, Unknown):
                yield log, log
                continue
            on = dig(log, "enabled")
            if on is False or (isinstance(on, str) and on.lower() == "false"):
                continue
            unsure = doubt
            if doubt is None and isinstance(on, Unknown):
                unsure = on
            elif doubt is None and (isinstance(on, Absent) or on is None):
                unsure = Unknown("`enabled` is not set", self.resource.locate())
            for field_, mark in (("category", ""), ("categoryGroup", "group:")):
                name = dig(log, field_)
                if isinstance(name, Unknown):
                    yield name, name
                elif isinstance(name, str) and name:
                    yield mark + name.lower(), unsure

    def keeps_logs(self) -> tuple[bool, Unknown | None]:
        """Return whether any log is kept, and the doubt if that is not sure."""
        unsure: Unknown | None = None
        for _, doubt in self.logs():
            if doubt is None:
                return True, None
            unsure = doubt if unsure is None else unsure
        return unsure is not None, unsure


@dataclass(slots=True)
class Settings:
    """All diagnostic settings, by what they watch.

    `by_top` holds those whose target lies on a resource of the estate, by its top-level key;
    `loose` those whose target is not known, by root; `stray`, by type, those whose target matches no
    resource literally.
    """

    by_top: dict[str, list[Setting]] = field(default_factory=lambda: defaultdict(list))
    stray: dict[str, list[Setting]] = field(default_factory=lambda: defaultdict(list))
    loose: dict[str, list[Setting]] = field(default_factory=lambda: defaultdict(list))

    def on(self, top: Resource) -> Iterator[Setting]:
        """Yield the settings that watch `top` or something in it, or may do so."""
        yield from self.watching(top)
        yield from self.loose.get(top.root, ())

    def watching(self, top: Resource) -> Iterator[Setting]:
        """Yield the settings whose target lies in `top`, doubtful ones with a doubt.

        The `target` of a doubtful one ends as it was written. Those without any known target
        (`loose`) are left out.
        """
        yield from self.by_top.get(top.key, ())
        for setting in self.stray.get(top.kind, ()):
            key = top_key(setting.target)
            if (has_symbol(key) or has_symbol(top.key)) and same(key, top.key) is None:
                why = Unknown(
                    f"`{setting.resource.address}` may or may not watch `{top.address}`",
                    setting.resource.locate("scope"),
                )
                yield Setting(setting.resource, top.key + setting.target[len(key) :], why)


@per_estate
def settings(estate: Estate) -> Settings:
    """Return the diagnostic settings of an estate, sorted once."""
    found = Settings()
    for resource in estate.of(TYPE):
        scope = resource.body.get("scope")
        if isinstance(scope, Unknown):
            found.loose[resource.root].append(Setting(resource, "", scope))
            continue
        target = scope.lower().rstrip("/") if isinstance(scope, str) else parent_key(resource.key)
        top = top_key(target)
        if estate.get(top) is not None:
            found.by_top[top].append(Setting(resource, target, resource.presence))
        elif target.startswith(("/subscriptions/", "/providers/")):
            found.stray[_type_of(top)].append(Setting(resource, target, resource.presence))
        elif not _MANAGED.fullmatch(target):
            why = Unknown(
                f"what `{resource.address}` watches is known at deployment only",
                resource.locate("scope"),
            )
            found.loose[resource.root].append(Setting(resource, "", why))
    return found


@per_estate
def receivers(estate: Estate) -> frozenset[str]:
    """Return the keys of the top-level resources that surely receive logs of others."""
    found: set[str] = set()
    for setting in estate.of(TYPE):
        for pointer, _ in SINKS:
            if isinstance(reference := setting.look(pointer), str):
                found.add(top_key(reference.lower()))
    for component in estate.of(INSIGHTS):
        if isinstance(reference := component.look("properties.WorkspaceResourceId"), str):
            found.add(reference.lower())
    for rule in estate.of(RULES):
        found |= {
            top_key(outlet.value.lower())
            for outlet in of_rule(rule, None)
            if isinstance(outlet.value, str)
        }
    return frozenset(found)


def _type_of(top: str) -> str:
    """Return the type in a top-level resource key: `.../providers/n/t/name` gives `n/t`."""
    _, _, tail = top.rpartition("/providers/")
    return "/".join(tail.split("/")[:2])
