"""AKS: cluster credentials, commands through the control plane, Kubernetes roles held in Azure.

`runcommand` runs kubectl as cluster admin through the control plane, private cluster or not, unless
`disableRunCommand` is set. Admin credentials are handed out unless local accounts are off, and so
are admin rights with user credentials where the cluster asks no directory
(https://learn.microsoft.com/azure/aks/manage-local-accounts-managed-azure-ad). Write may undo both.
"""

from __future__ import annotations

from typing import Final

from ringfence.graph.azure.rights import (
    DATA,
    KEYS,
    THROUGH,
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

_CLUSTER: Final = "Microsoft.ContainerService/managedClusters"
_COMMANDS_OFF: Final = "properties.apiServerAccessProfile.disableRunCommand"
_LOCAL_OFF: Final = "properties.disableLocalAccounts"


def _commands(case: Case) -> Answer:
    return setting(case.top, _COMMANDS_OFF).unless(
        "true", wall=f"`{case.top.address}` runs no commands from the control plane"
    )


def _local_accounts(case: Case) -> Answer:
    return setting(case.top, _LOCAL_OFF).unless(
        "true", wall=f"`{case.top.address}` has no local accounts"
    )


def _no_directory(case: Case) -> Answer:
    """Without Entra integration the user's kubeconfig is that of a cluster admin."""
    profile = case.top.look("properties.aadProfile")
    local = _local_accounts(case)
    if isinstance(profile, Unknown):
        return Answer(True, "how users sign in is not known", local.evidence, (profile,))
    if isinstance(profile, Absent) or profile is None:
        return local
    return Answer(False, wall=f"`{case.top.address}` asks the directory who its users are")


def _azure_roles(case: Case) -> Answer:
    return setting(case.top, "properties.aadProfile.enableAzureRBAC").when(
        "true", wall=f"`{case.top.address}` keeps its roles inside Kubernetes"
    )


_ADMIN: Final = Need(
    "admin",
    "obtain the admin credentials of {it}",
    actions=(
        f"{_CLUSTER}/listClusterAdminCredential/action",
        f"{_CLUSTER}/accessProfiles/listCredential/action",
    ),
)
_USER: Final = Need(
    "user",
    "obtain the user credentials of {it}",
    actions=(f"{_CLUSTER}/listClusterUserCredential/action",),
)
_COMMAND: Final = Need(
    "command", "run commands in {it}", actions=(f"{_CLUSTER}/runcommand/action",)
)
_CHANGE: Final = Need("write", "change the settings of {it}", actions=(f"{_CLUSTER}/write",))
_WORKLOADS: Final = Need(
    "workloads",
    "change what runs in {it}",
    data=(
        f"{_CLUSTER}/pods/exec/action",
        f"{_CLUSTER}/pods/write",
        f"{_CLUSTER}/apps/deployments/write",
        f"{_CLUSTER}/batch/jobs/write",
        f"{_CLUSTER}/secrets/read",
    ),
)

SERVICES = (
    Service(
        types=(_CLUSTER,),
        opens=opening(_CLUSTER),
        runs=(
            Way("reads-data", DATA, (_WORKLOADS,), "changes what runs in {it}", _azure_roles),
            Way(
                "runs-code",
                THROUGH,
                (_COMMAND,),
                "runs commands in {it} as cluster admin",
                _commands,
                network=False,
            ),
            Way("hands-out-keys", KEYS, (_ADMIN,), "enters {it} as cluster admin", _local_accounts),
            Way("hands-out-keys", KEYS, (_USER,), "enters {it} as cluster admin", _no_directory),
            Way(
                "opens-local-auth",
                WRITE,
                (_CHANGE, _COMMAND),
                "lets {it} run commands from the control plane again",
                network=False,
            ),
            Way(
                "opens-local-auth",
                WRITE,
                (_CHANGE, _ADMIN),
                "switches on the local accounts of {it} and enters as cluster admin",
            ),
        ),
    ),
)
