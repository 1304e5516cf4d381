"""The egress plane: whether a workload that holds or reads an asset can send it out.

Three questions are asked apart: what a workload holds (`holdings`), where it stands
(`workloads`), and what gets out of there (`subnets` for networks of ours, `managed` for those
that the provider runs). Only workloads that hold something are followed outwards, and places that
are alike are judged once.
"""

from __future__ import annotations

from typing import Final

from ringfence.graph.azure.egress.writing import Egress

LIMITS: Final = (
    "resolving names through the platform's own resolver always works and can carry data out "
    "slowly: it counts as no way out",
)

PLANE: Final = Egress()
