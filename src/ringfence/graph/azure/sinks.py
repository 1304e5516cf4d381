"""Where logs go: the place of a sink that a property names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ringfence.model.estate import Estate, top_key
from ringfence.model.facts import Absent, Unknown, Value
from ringfence.model.resource import Resource
from ringfence.model.symbols import show

_LOGS: Final = "microsoft.operationalinsights/workspaces"
_INSIGHTS: Final = "microsoft.insights/components"
OWN: Final[dict[str, tuple[str, str]]] = {
    "microsoft.machinelearningservices/workspaces": ("properties.applicationInsights", _INSIGHTS),
    _INSIGHTS: ("properties.WorkspaceResourceId", _LOGS),
    "microsoft.containerservice/managedclusters": (
        "properties.addonProfiles.omsagent.config.logAnalyticsWorkspaceResourceID",
        _LOGS,
    ),
    "microsoft.containerinstance/containergroups": (
        "properties.diagnostics.logAnalytics.workspaceResourceId",
        _LOGS,
    ),
}
"""Where a resource itself names what it logs to, without a diagnostic setting, and its type."""


@dataclass(frozen=True, slots=True)
class Sink:
    """A place that receives content: where it lies, how to call it, the resource if it is ours."""

    where: Value | Absent
    called: str
    resource: Resource | None = None


def sink(holder: Resource, pointer: str, types: tuple[str, ...], estate: Estate) -> Sink | None:
    """Return the sink that is named at `pointer` of `holder`.

    None if no sink is named. A sink that is not in the code, or that may be one of several,
    lies somewhere unknown.
    """
    value = holder.look(pointer)
    if isinstance(value, Absent) or value is None or value == "":
        return None
    if isinstance(value, Unknown):
        return Sink(value, "a sink that is not known")
    key = top_key(str(value).lower())
    found = estate.get(key)
    if found is not None:
        return Sink(found.look("location"), f"`{found.address}`", found)
    looked = estate.lookup(key, *types)
    if looked.doubt is not None:
        return Sink(looked.doubt, "a sink that may be one of several")
    source = holder.locate(pointer)
    why = Unknown("the sink is not in the code, so its region is not known", source)
    return Sink(why, f"`{show(key.rpartition('/')[2])}` (not in the code)")
