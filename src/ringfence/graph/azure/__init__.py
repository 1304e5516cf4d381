"""Azure: which of its resources are assets, and the planes in which they can leave."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import Final

from ringfence.graph.scene import Plane

PLANES: Final = (
    "exposure",
    "residency",
    "identity",
    "credentials",
    "egress",
    "policy",
    "logging",
    "retention",
    "encryption",
    "hosted",
)
"""The planes, in the order in which they run; each module holds one `PLANE`.

Credentials and egress ask which identities read what, so identity runs before them; what a cluster leaks is carried
over to its workloads last.
"""


def planes() -> Sequence[Plane]:
    """Return the planes of Azure."""
    return [importlib.import_module(f"{__name__}.{name}").PLANE for name in PLANES]
