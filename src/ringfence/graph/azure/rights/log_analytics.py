"""Log sinks: querying is a control-plane action that ends in `/read`, so Reader reads the logs.

`workspaces/query/read` (and `query/<table>/read`) is matched by `*/read`
(https://learn.microsoft.com/azure/azure-monitor/logs/manage-access).
"""

from __future__ import annotations

from typing import Final

from ringfence.graph.azure.rights import DATA, Need, Service, Way, opening

_WORKSPACE: Final = "Microsoft.OperationalInsights/workspaces"
_COMPONENT: Final = "Microsoft.Insights/components"

SERVICES = (
    Service(
        types=(_WORKSPACE,),
        opens=opening(_WORKSPACE),
        content=(
            f"{_WORKSPACE}/query/*",
            f"{_WORKSPACE}/search/*",
            f"{_WORKSPACE}/analytics/query/*",
            f"{_WORKSPACE}/tables/query/*",
        ),
        ways=(
            Way(
                "reads-data",
                DATA,
                (
                    Need(
                        "query",
                        "query the logs in {it}",
                        actions=(
                            f"{_WORKSPACE}/query/read",
                            f"{_WORKSPACE}/analytics/query/action",
                            f"{_WORKSPACE}/search/action",
                        ),
                        data=(
                            f"{_WORKSPACE}/tables/data/read",
                            f"{_WORKSPACE}/jobs/export/action",
                        ),
                    ),
                ),
                "queries the logs in {it}",
            ),
        ),
    ),
    Service(
        types=(_COMPONENT,),
        opens=opening(_COMPONENT),
        content=(f"{_COMPONENT}/query/*",),
        ways=(
            Way(
                "reads-data",
                DATA,
                (
                    Need(
                        "query",
                        "query the telemetry in {it}",
                        actions=(f"{_COMPONENT}/query/read", f"{_COMPONENT}/api/read"),
                    ),
                ),
                "queries the telemetry in {it}",
            ),
        ),
    ),
)
