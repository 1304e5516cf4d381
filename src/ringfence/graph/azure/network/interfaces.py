"""Network interfaces of compute: where a machine stands in a network, and what hangs on it.

Virtual machines refer to interfaces of their own; scale sets and newer virtual machines write
them inline. Both read as a list of `IpConfig`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ringfence.graph.azure.doubts import either
from ringfence.model.estate import Estate
from ringfence.model.facts import ABSENT, Absent, Unknown, Value, members
from ringfence.model.resource import Resource

INTERFACE: Final = "Microsoft.Network/networkInterfaces"
_PROFILES: Final = {
    "microsoft.compute/virtualmachines": "properties.networkProfile",
    "microsoft.compute/virtualmachinescalesets": "properties.virtualMachineProfile.networkProfile",
}


@dataclass(frozen=True, slots=True)
class IpConfig:
    """One IP configuration of an interface.

    `holder` is the resource that writes it (the interface, or the machine that has it inline) and
    `pointer` its path there; `interface` is the path of the interface itself ("" for one of its
    own). `doubt` is set where it may not be there at all; everything in it reads as unknown where
    the interface cannot be found.
    """

    holder: Resource
    pointer: str
    interface: str
    doubt: Unknown | None = None
    lost: Unknown | None = None

    def look(self, name: str) -> Value | Absent:
        """Return the raw value of a property of the configuration (`subnet.id`)."""
        if self.lost is not None:
            return self.lost
        return self.holder.look(f"{self.pointer}.properties.{name}")

    @property
    def security_group(self) -> Value | Absent:
        """The reference to the network security group of the interface."""
        if self.lost is not None:
            return self.lost
        prefix = f"{self.interface}." if self.interface else ""
        return self.holder.look(f"{prefix}properties.networkSecurityGroup.id")

    @property
    def forwards(self) -> Value | Absent:
        """Whether the interface passes on packets that are not addressed to it."""
        if self.lost is not None:
            return self.lost
        prefix = f"{self.interface}." if self.interface else ""
        return self.holder.look(f"{prefix}properties.enableIPForwarding")


def ip_configs(estate: Estate, machine: Resource) -> Iterator[IpConfig]:
    """Yield every IP configuration of a virtual machine or scale set."""
    profile = _PROFILES.get(machine.kind)
    if profile is None:
        return
    pointer = f"{profile}.networkInterfaces"
    for index, (element, doubt) in enumerate(members(machine.look(pointer))):
        yield from _referred(estate, machine, f"{pointer}[{index}]", element, doubt)
    pointer = f"{profile}.networkInterfaceConfigurations"
    for index, (element, doubt) in enumerate(members(machine.look(pointer))):
        at = f"{pointer}[{index}]"
        if isinstance(element, Unknown):
            yield IpConfig(machine, at, at, doubt, element)
        else:
            yield from _configs(machine, f"{at}.", at, doubt)


def of_interface(interface: Resource) -> Iterator[IpConfig]:
    """Yield the IP configurations of an interface that is a resource of its own."""
    yield from _configs(interface, "", "", None)


def _referred(
    estate: Estate, machine: Resource, at: str, element: Value, doubt: Unknown | None
) -> Iterator[IpConfig]:
    reference: Value | Absent = element
    if isinstance(element, dict):
        reference = element.get("id", ABSENT)
    lookup = estate.lookup(reference, INTERFACE)
    if lookup.found is not None:
        yield from _configs(lookup.found, "", "", either(doubt, lookup.found.presence))
        return
    missing = Unknown(
        f"the network interface of `{machine.address}` is not in the tree", machine.locate(at)
    )
    lost = either(lookup.doubt, missing)
    yield IpConfig(machine, at, at, doubt, lost)


def _configs(
    holder: Resource, prefix: str, interface: str, doubt: Unknown | None
) -> Iterator[IpConfig]:
    pointer = f"{prefix}properties.ipConfigurations"
    for index, (element, own) in enumerate(members(holder.look(pointer))):
        lost = element if isinstance(element, Unknown) else None
        yield IpConfig(holder, f"{pointer}[{index}]", interface, either(doubt, own), lost)
