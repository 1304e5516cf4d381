"""Virtual machines and scale sets: the control plane runs scripts on them as root."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ringfence.graph.azure.rights import DATA, THROUGH, Need, Service, Through, Way
from ringfence.model.facts import Unknown, Value, members
from ringfence.model.resource import Resource, dig

_VM: Final = "Microsoft.Compute/virtualMachines"
_SET: Final = "Microsoft.Compute/virtualMachineScaleSets"
_ARC: Final = "Microsoft.HybridCompute/machines"


def _execute(*actions: str) -> Way:
    need = Need("execute", "run commands on {it}", actions=actions)
    return Way("runs-code", THROUGH, (need,), "runs code on {it}", network=False)


def _login(type_: str) -> Way:
    need = Need(
        "login",
        "log in to {it}",
        data=(f"{type_}/login/action", f"{type_}/loginAsAdmin/action"),
    )
    return Way("reads-data", DATA, (need,), "logs in to {it} with its own role")


_VM_RUNS: Final = _execute(
    f"{_VM}/runCommand/action",
    f"{_VM}/runCommands/write",
    f"{_VM}/extensions/write",
    f"{_VM}/write",
)
_SET_RUNS: Final = _execute(
    f"{_SET}/virtualMachines/runCommand/action",
    f"{_SET}/virtualMachines/runCommands/write",
    f"{_SET}/extensions/write",
    f"{_SET}/virtualMachines/extensions/write",
    f"{_SET}/write",
)
_ARC_RUNS: Final = _execute(f"{_ARC}/runCommands/write", f"{_ARC}/extensions/write")


def _disks(machine: Resource) -> Iterator[tuple[Value, Unknown | None]]:
    """Yield the ids of the disks that are attached to a machine."""
    profile = machine.look("properties.storageProfile")
    if isinstance(profile, Unknown):
        if machine.external is None:
            yield profile, None
        return
    for element, doubt in (
        *members(dig(profile, "osDisk")),
        *members(dig(profile, "dataDisks")),
    ):
        value = dig(element, "managedDisk.id")
        if isinstance(value, str | Unknown):
            yield value, doubt


_DISK_WAY: Final = Way(
    "runs-code",
    THROUGH,
    _VM_RUNS.needs,
    "reads {it} from the machine that it is attached to",
    network=False,
)

SERVICES = (
    Service(
        types=(_VM,),
        ways=(_login(_VM),),
        runs=(_VM_RUNS,),
        creates=(f"{_VM}/write",),
        through=(Through(_disks, {"microsoft.compute/disks": (_DISK_WAY,)}),),
    ),
    Service(
        types=(_SET,),
        ways=(_login(_VM),),
        runs=(_SET_RUNS,),
        creates=(f"{_SET}/write",),
    ),
    Service(types=(_ARC,), ways=(_login(_ARC),), runs=(_ARC_RUNS,)),
)
