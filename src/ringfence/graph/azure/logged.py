"""Where the logs of a resource go: a log of an asset is the asset."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ringfence.graph.azure import diagnostics, sinks
from ringfence.graph.azure.collection import outlets
from ringfence.graph.azure.doubts import either
from ringfence.graph.azure.replicas import SINK, Copy
from ringfence.model.estate import Estate
from ringfence.model.facts import Absent, Unknown
from ringfence.model.resource import Resource
from ringfence.model.symbols import has_symbol

PARTNER: Final = "tenant:partner"
"""The outsider of logs that a partner's service receives."""


def logged(top: Resource, estate: Estate) -> Iterator[Copy]:
    """Yield where the logs of a resource go: by diagnostic settings, or by its own properties."""
    for setting in diagnostics.settings(estate).on(top):
        keeps, unsure = setting.keeps_logs()
        if keeps:
            yield from _sent(setting, top, either(setting.doubt, unsure), estate)
    for outlet in outlets(top, estate):
        kept = sinks.sink(outlet.holder, outlet.pointer, (outlet.type,), estate)
        if kept is not None:
            because = f"what its agents collect goes to {kept.called}"
            yield Copy(
                SINK,
                kept.where,
                outlet.holder,
                outlet.pointer,
                because,
                doubt=outlet.doubt,
                target=kept.resource,
            )
    yield from _by_itself(top, estate)


def _by_itself(top: Resource, estate: Estate) -> Iterator[Copy]:
    """Yield where a resource logs to by its own properties, and where that keeps it in turn."""
    holder: Resource | None = top
    while holder is not None and holder.kind in sinks.OWN:
        pointer, type_ = sinks.OWN[holder.kind]
        kept = sinks.sink(holder, pointer, (type_,), estate)
        if kept is None or kept.resource is holder:
            return
        what = "its logs go" if holder is top else f"its logs go through `{holder.address}`"
        yield Copy(
            SINK, kept.where, holder, pointer, f"{what} to {kept.called}", target=kept.resource
        )
        holder = kept.resource


def _sent(
    setting: diagnostics.Setting, top: Resource, doubt: Unknown | None, estate: Estate
) -> Iterator[Copy]:
    """Yield where one diagnostic setting sends logs."""
    below = setting.target.removeprefix(top.key)
    # Where it is not known which part a setting watches, it may be any.
    subject = "" if not below or has_symbol(below) else setting.target
    for out in setting.sinks():
        kept = sinks.sink(setting.resource, out.pointer, out.types, estate)
        if kept is None or kept.resource is top:
            continue  # a workspace that logs to itself lies where it lies
        yield Copy(
            SINK,
            kept.where,
            setting.resource,
            out.pointer,
            f"its logs go to {kept.called}",
            subject=subject,
            doubt=doubt,
            target=kept.resource,
        )
    partner = setting.partner()
    if not isinstance(partner, Absent) and partner is not None and partner != "":
        yield Copy(
            SINK,
            None,
            setting.resource,
            diagnostics.PARTNER,
            "its logs go to a partner's service",
            subject=subject,
            doubt=partner if isinstance(partner, Unknown) else doubt,
            outsider=PARTNER,
        )
