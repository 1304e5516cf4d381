"""Service connections of Azure DevOps, and the projects that they are in."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Final

from ringfence.model.estate import Estate
from ringfence.model.resource import Resource
from ringfence.model.symbols import has_symbol

CONNECTIONS: Final = "AzureDevOps/serviceConnections"


@dataclass(frozen=True, slots=True)
class Place:
    """A service connection by its name and its project; the organisation is not in the code."""

    project: str
    name: str

    def means(self, entry: str) -> bool:
        """Tell whether an entry of `boundary.repositories` (lower case) names it.

        Entries are `org/project`, `org/project/connection`, or the subject `sc://...`.
        """
        parts = entry.removeprefix("sc:").strip("/").split("/")
        return (
            2 <= len(parts) <= 3
            and fnmatchcase(self.project.lower(), parts[1])
            and (len(parts) == 2 or fnmatchcase(self.name.lower(), parts[2]))
        )


def place_of(connection: Resource, estate: Estate) -> Place | None:
    """Return where a service connection is, None where its project is not known."""
    stated = connection.look("properties.projectId")
    if not isinstance(stated, str):
        return None
    project = estate.get(stated)
    name = stated if project is None else project.text("properties.name")
    if not name or has_symbol(name):
        return None
    return Place(name, connection.text("properties.name"))
