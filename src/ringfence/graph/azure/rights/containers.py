"""Container groups and container apps: the control plane changes and enters what runs in them."""

from __future__ import annotations

from typing import Final

from ringfence.graph.azure.rights import THROUGH, Need, Service, Way

_GROUP: Final = "Microsoft.ContainerInstance/containerGroups"
_APP: Final = "Microsoft.App/containerApps"
_JOB: Final = "Microsoft.App/jobs"


def _service(type_: str, *actions: str) -> Service:
    need = Need("execute", "run commands in {it}", actions=(f"{type_}/write", *actions))
    return Service(
        types=(type_,),
        runs=(Way("runs-code", THROUGH, (need,), "runs code in {it}", network=False),),
        creates=(f"{type_}/write",),
    )


SERVICES = (
    _service(
        _GROUP,
        f"{_GROUP}/containers/exec/action",
        f"{_GROUP}/containers/attach/action",
    ),
    _service(_APP, f"{_APP}/exec/action"),
    _service(_JOB),
)
