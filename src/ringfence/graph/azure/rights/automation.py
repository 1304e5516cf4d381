"""What runs scripts and flows under an identity: runbooks, workflows, pipelines, deployment scripts.

A deployment script runs in a container that the service makes, as any identity that its author may
attach (https://learn.microsoft.com/azure/azure-resource-manager/templates/deployment-script-template).
"""

from __future__ import annotations

from typing import Final

from ringfence.graph.azure.rights import THROUGH, Need, Service, Way

_ACCOUNT: Final = "Microsoft.Automation/automationAccounts"
_WORKFLOW: Final = "Microsoft.Logic/workflows"
_FACTORY: Final = "Microsoft.DataFactory/factories"
_SCRIPT: Final = "Microsoft.Resources/deploymentScripts"
_BATCH: Final = "Microsoft.Batch/batchAccounts"
_GATEWAY: Final = "Microsoft.ApiManagement/service"


def _service(type_: str, *needs: Need, creates: str = "") -> Service:
    return Service(
        types=(type_,),
        runs=(Way("runs-code", THROUGH, needs, "runs code in {it}", network=False),),
        creates=(creates,) if creates else (),
    )


SERVICES = (
    _service(
        _ACCOUNT,
        Need(
            "runbooks",
            "change runbooks of {it}",
            actions=(f"{_ACCOUNT}/runbooks/write", f"{_ACCOUNT}/runbooks/draft/write"),
        ),
        Need(
            "start",
            "start runbooks of {it}",
            actions=(
                f"{_ACCOUNT}/jobs/write",
                f"{_ACCOUNT}/webhooks/write",
                f"{_ACCOUNT}/jobSchedules/write",
            ),
        ),
        creates=f"{_ACCOUNT}/write",
    ),
    _service(
        _WORKFLOW,
        Need("workflow", "change the workflow {it}", actions=(f"{_WORKFLOW}/write",)),
        creates=f"{_WORKFLOW}/write",
    ),
    _service(
        _FACTORY,
        Need("pipelines", "change pipelines of {it}", actions=(f"{_FACTORY}/pipelines/write",)),
        Need(
            "start",
            "start pipelines of {it}",
            actions=(
                f"{_FACTORY}/pipelines/createRun/action",
                f"{_FACTORY}/triggers/write",
            ),
        ),
        creates=f"{_FACTORY}/write",
    ),
    _service(
        _SCRIPT,
        Need("script", "change the script {it}", actions=(f"{_SCRIPT}/write",)),
        creates=f"{_SCRIPT}/write",
    ),
    _service(
        _BATCH,
        Need("pools", "change pools of {it}", actions=(f"{_BATCH}/pools/write",)),
        creates=f"{_BATCH}/pools/write",
    ),
    _service(
        _GATEWAY,
        Need(
            "policies",
            "change policies of {it}, which may act as its identity",
            actions=(
                f"{_GATEWAY}/policies/write",
                f"{_GATEWAY}/apis/policies/write",
                f"{_GATEWAY}/apis/operations/policies/write",
                f"{_GATEWAY}/products/policies/write",
            ),
        ),
    ),
)
