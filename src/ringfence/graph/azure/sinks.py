"""Where logs go: the place of a sink that a property names."""

from __future__ import annotations

from ringfence.model.estate import Estate, top_key
from ringfence.model.facts import Absent, Unknown, Value
from ringfence.model.resource import Resource


def sink(
    holder: Resource, pointer: str, types: tuple[str, ...], estate: Estate
) -> tuple[Value | Absent, str] | None:
    """Return where the sink named at `pointer` of `holder` lies, and how to call it.

    None if no sink is named. A sink that is not in the code, or that may be one of several,
    lies somewhere unknown.
    """
    value = holder.look(pointer)
    if isinstance(value, Absent) or value is None or value == "":
        return None
    if isinstance(value, Unknown):
        return value, "a sink that is not known"
    key = top_key(str(value).lower())
    found = estate.get(key)
    if found is not None:
        return found.look("location"), f"`{found.address}`"
    looked = estate.lookup(key, *types)
    if looked.doubt is not None:
        return looked.doubt, "a sink that may be one of several"
    source = holder.locate(pointer)
    why = Unknown("the sink is not in the code, so its region is not known", source)
    return why, "a sink that is not in the code"
