"""Workloads of Kubernetes: no role in Azure speaks of them; those on their cluster do.

Who holds a cluster holds what runs there: `hosted` carries what leaks from the cluster over to its
workloads.
"""

from __future__ import annotations

from ringfence.graph.azure.kubernetes.ways_in import TYPES
from ringfence.graph.azure.rights import Service

SERVICES = (Service(types=TYPES, grantable=False),)
