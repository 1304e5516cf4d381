"""AI Search: data roles where they are switched on, and keys unless local authentication is off.

Without `authOptions.aadOrApiKey`, and while keys are not switched off, a service accepts keys only:
data roles open nothing (https://learn.microsoft.com/azure/search/search-security-enable-roles).
"""

from __future__ import annotations

from typing import Final

from ringfence.graph.azure.rights import (
    DATA,
    KEYS,
    WRITE,
    Answer,
    Case,
    Need,
    Service,
    Way,
    opening,
    setting,
)
from ringfence.model.facts import Absent, Unknown

_SERVICE: Final = "Microsoft.Search/searchServices"


def _local_auth(case: Case) -> Answer:
    return setting(case.top, "properties.disableLocalAuth").unless(
        "true", wall=f"`{case.top.address}` accepts no keys"
    )


def _roles(case: Case) -> Answer:
    keys_off = setting(case.top, "properties.disableLocalAuth")
    both = case.top.look("properties.authOptions.aadOrApiKey")
    if isinstance(both, Unknown):
        return Answer(True, "whether it accepts roles is not known", keys_off.evidence, (both,))
    if not isinstance(both, Absent) and both is not None:
        return Answer(True, "`authOptions` admits roles", keys_off.evidence)
    return keys_off.when("true", wall=f"`{case.top.address}` accepts keys only, no roles")


_LIST_KEYS: Final = Need(
    "keys",
    "obtain the keys of {it}",
    actions=(
        f"{_SERVICE}/listAdminKeys/action",
        f"{_SERVICE}/regenerateAdminKey/action",
        f"{_SERVICE}/listQueryKeys/action",
        f"{_SERVICE}/createQueryKey/action",
    ),
)

SERVICES = (
    Service(
        types=(_SERVICE,),
        opens=opening(_SERVICE),
        ways=(
            Way(
                "reads-data",
                DATA,
                (
                    Need(
                        "data",
                        "query the indexes of {it}",
                        data=(f"{_SERVICE}/indexes/documents/read",),
                        at="asset",
                    ),
                ),
                "queries the indexes of {it} with its own role",
                _roles,
            ),
            Way(
                "hands-out-keys",
                KEYS,
                (_LIST_KEYS,),
                "queries the indexes of {it} with a key that the control plane hands out",
                _local_auth,
            ),
            Way(
                "opens-local-auth",
                WRITE,
                (
                    Need("write", "change the settings of {it}", actions=(f"{_SERVICE}/write",)),
                    _LIST_KEYS,
                ),
                "lets {it} accept keys again and obtains them",
            ),
        ),
    ),
)
