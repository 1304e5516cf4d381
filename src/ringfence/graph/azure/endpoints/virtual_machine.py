"""Virtual machines and scale sets: what their network interfaces let in."""

from ringfence.graph.azure.doors import Door, Endpoint
from ringfence.model.estate import Estate
from ringfence.model.resource import Resource


def _door(estate: Estate, machine: Resource) -> Door | None:
    del estate, machine
    return None


ENDPOINT = Endpoint(
    types=("Microsoft.Compute/virtualMachines", "Microsoft.Compute/virtualMachineScaleSets"),
    door=_door,
    machine=True,
    rule="RF-RCH-02",
    serves="the ports",
)
