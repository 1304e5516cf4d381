"""Parts that machines and scale sets share."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ringfence.model.facts import Unknown, Value, members
from ringfence.readers.terraform.build import (
    block,
    document,
    each,
    flag,
    ids,
    move,
    number,
    reference,
)
from ringfence.readers.terraform.handed import START
from ringfence.readers.terraform.mapping import Arguments, Part, Provider, doubted
from ringfence.readers.terraform.parts import Block, Computed, Fixed, Move
from ringfence.readers.terraform.shared import COMMON, IDENTITY, first, key_parts, otherwise

IMAGE: Final[tuple[Part, ...]] = (
    move("publisher", to="publisher"),
    move("offer", to="offer"),
    move("sku", to="sku"),
    move("version", to="version"),
)
"""A reference to an image of the marketplace."""


GUARDED: Final[tuple[Part, ...]] = (
    move("security_encryption_type", to="managedDisk.securityProfile.securityEncryptionType"),
    reference(
        "secure_vm_disk_encryption_set_id", to="managedDisk.securityProfile.diskEncryptionSet"
    ),
)
"""How the disk of a confidential machine is encrypted."""


def os_disk(to: str, *more: Part) -> Block:
    """Return the disk of the operating system, written at `to`."""
    return block(
        "os_disk",
        to=to,
        parts=(
            *more,
            number("disk_size_gb", to="diskSizeGB"),
            move("storage_account_type", to="managedDisk.storageAccountType"),
            reference("disk_encryption_set_id", to="managedDisk.diskEncryptionSet"),
        ),
    )


def trusted(to: str) -> tuple[Part, ...]:
    """Return what a machine is started with, written into its security profile at `to`.

    The provider makes a confidential machine of an encrypted guest state, a trusted launch of
    secure boot or a virtual TPM.
    """

    def kind(arguments: Arguments, provider: Provider) -> dict[str, Value]:
        del provider
        disk = first(arguments.get("os_disk"))
        encrypted = disk.get("security_encryption_type") if isinstance(disk, dict) else disk
        booted = [arguments.get(name) for name in ("secure_boot_enabled", "vtpm_enabled")]
        for value in (encrypted, *booted):
            if isinstance(value, Unknown):
                return {f"{to}.securityType": value}
        if encrypted is not None:
            return {f"{to}.securityType": "ConfidentialVM"}
        on = any(value in (True, "true") for value in booted)
        return {f"{to}.securityType": "TrustedLaunch"} if on else {}

    reads = ("os_disk", "secure_boot_enabled", "vtpm_enabled")
    return (
        Computed(reads, (f"{to}.securityType",), kind),
        flag("secure_boot_enabled", to=f"{to}.uefiSettings.secureBootEnabled"),
        flag("vtpm_enabled", to=f"{to}.uefiSettings.vTpmEnabled"),
    )


MACHINE: Final[tuple[Part, ...]] = (
    *COMMON,
    IDENTITY,
    move("size", to="properties.hardwareProfile.vmSize"),
    ids("network_interface_ids", to="properties.networkProfile.networkInterfaces"),
    os_disk("properties.storageProfile.osDisk", move("name", to="name"), *GUARDED),
    reference("os_managed_disk_id", to="properties.storageProfile.osDisk.managedDisk"),
    move("source_image_id", to="properties.storageProfile.imageReference.id"),
    block("source_image_reference", to="properties.storageProfile.imageReference", parts=IMAGE),
    flag("encryption_at_host_enabled", to="properties.securityProfile.encryptionAtHost"),
    *trusted("properties.securityProfile"),
    flag(
        "allow_extension_operations",
        to="properties.osProfile.allowExtensionOperations",
        default=True,
    ),
    move("admin_username", to="properties.osProfile.adminUsername"),
    block(
        "boot_diagnostics",
        to="properties.diagnosticsProfile.bootDiagnostics",
        parts=(move("storage_account_uri", to="storageUri"),),
    ),
    reference("virtual_machine_scale_set_id", to="properties.virtualMachineScaleSet"),
    *START,
)
"""A virtual machine."""


def _public_address() -> Block:
    return block(
        "public_ip_address",
        to="properties.publicIPAddressConfiguration",
        parts=(
            move("name", to="name"),
            move("domain_name_label", to="properties.dnsSettings.domainNameLabel"),
            reference("public_ip_prefix_id", to="properties.publicIPPrefix"),
            move("version", to="properties.publicIPAddressVersion", default="IPv4"),
        ),
    )


def _interfaces(*forwarding: str) -> Part:
    """Return the interfaces that every instance of a scale set gets."""
    return each(
        "network_interface",
        to="properties.virtualMachineProfile.networkProfile.networkInterfaceConfigurations",
        parts=(
            move("name", to="name"),
            flag("primary", to="properties.primary", default=False),
            flag(
                *forwarding,
                to="properties.enableIPForwarding",
                default=False,
            ),
            reference("network_security_group_id", to="properties.networkSecurityGroup"),
            each(
                "ip_configuration",
                to="properties.ipConfigurations",
                parts=(
                    move("name", to="name"),
                    flag("primary", to="properties.primary", default=False),
                    reference("subnet_id", to="properties.subnet"),
                    ids(
                        "application_security_group_ids",
                        to="properties.applicationSecurityGroups",
                    ),
                    ids(
                        "load_balancer_backend_address_pool_ids",
                        to="properties.loadBalancerBackendAddressPools",
                    ),
                    ids(
                        "load_balancer_inbound_nat_rules_ids",
                        to="properties.loadBalancerInboundNatPools",
                    ),
                    ids(
                        "application_gateway_backend_address_pool_ids",
                        to="properties.applicationGatewayBackendAddressPools",
                    ),
                    _public_address(),
                ),
            ),
        ),
    )


def extensions(to: str) -> Part:
    """Return the extensions that every instance of a scale set runs, written at `to`."""
    return each(
        "extension",
        to=to,
        parts=(
            move("name", to="name"),
            move("publisher", to="properties.publisher"),
            move("type", to="properties.type"),
            document("settings", to="properties.settings"),
        ),
    )


SCALE: Final[tuple[Part, ...]] = (
    *COMMON,
    IDENTITY,
    number("instances", to="sku.capacity"),
    each(
        "data_disk",
        to="properties.virtualMachineProfile.storageProfile.dataDisks",
        parts=(
            number("lun", to="lun"),
            number("disk_size_gb", to="diskSizeGB"),
            move("storage_account_type", to="managedDisk.storageAccountType"),
            reference("disk_encryption_set_id", to="managedDisk.diskEncryptionSet"),
        ),
    ),
    move("source_image_id", to="properties.virtualMachineProfile.storageProfile.imageReference.id"),
    block(
        "source_image_reference",
        to="properties.virtualMachineProfile.storageProfile.imageReference",
        parts=IMAGE,
    ),
    flag(
        "encryption_at_host_enabled",
        to="properties.virtualMachineProfile.securityProfile.encryptionAtHost",
    ),
    extensions("properties.virtualMachineProfile.extensionProfile.extensions"),
)
"""What all scale sets have in common."""

UNIFORM: Final[tuple[Part, ...]] = (
    *SCALE,
    os_disk("properties.virtualMachineProfile.storageProfile.osDisk", *GUARDED),
    *trusted("properties.virtualMachineProfile.securityProfile"),
    move("sku", to="sku.name"),
    _interfaces("ip_forwarding_enabled", "enable_ip_forwarding"),
    Fixed("properties.orchestrationMode", "Uniform"),
)
"""A scale set of equal machines."""

FLEXIBLE: Final[tuple[Part, ...]] = (
    *SCALE,
    os_disk("properties.virtualMachineProfile.storageProfile.osDisk"),
    move("sku_name", to="sku.name"),
    _interfaces("enable_ip_forwarding"),
    Fixed("properties.orchestrationMode", "Flexible"),
)
"""A scale set in flexible orchestration."""

POOL: Final[tuple[Move, ...]] = (
    move("vm_size", to="vmSize"),
    move("vnet_subnet_id", to="vnetSubnetID"),
    move("pod_subnet_id", to="podSubnetID"),
    flag("node_public_ip_enabled", "enable_node_public_ip", to="enableNodePublicIP", default=False),
    move("node_public_ip_prefix_id", to="nodePublicIPPrefixID"),
    number("node_count", to="count"),
    flag(
        "host_encryption_enabled",
        "enable_host_encryption",
        to="enableEncryptionAtHost",
        default=False,
    ),
    move("node_labels", to="nodeLabels"),
)
"""A pool of nodes of a Kubernetes cluster, relative to the pool."""

POOL_PROPERTIES: Final[tuple[Part, ...]] = tuple(
    replace(part, to=f"properties.{part.to}") for part in POOL
)
"""A pool of nodes that is a resource of its own."""


def ports(arguments: Arguments, provider: Provider) -> dict[str, Value]:
    """Return the address of a container group: which kind, and the ports that it opens.

    Without `exposed_port` blocks the ports of all containers are opened (source of 4.81.0).
    """
    del provider
    kind = otherwise(arguments.get("ip_address_type"), "Public")
    if kind == "None":
        return {}
    made: dict[str, Value] = {"properties.ipAddress.type": kind}
    listed = list(members(arguments.get("exposed_port")))
    if not listed:
        containers = members(arguments.get("container"))
        for container, doubt in containers:
            if isinstance(container, dict):
                listed += members(container.get("ports"))
            else:
                listed.append((doubt, doubt))
    made["properties.ipAddress.ports"] = [
        {"port": port.get("port"), "protocol": otherwise(port.get("protocol"), "TCP")}
        if isinstance(port, dict) and doubt is None
        else doubted(doubt, "a port is no block")
        for port, doubt in listed
    ]
    for argument_, name in (
        ("dns_name_label", "dnsNameLabel"),
        ("dns_name_label_reuse_policy", "autoGeneratedDomainNameLabelScope"),
    ):
        if arguments.get(argument_) is not None:
            made[f"properties.ipAddress.{name}"] = arguments.get(argument_)
    return made


GROUP_ADDRESS: Final = Computed(
    (
        "exposed_port",
        "container",
        "ip_address_type",
        "dns_name_label",
        "dns_name_label_reuse_policy",
    ),
    ("properties.ipAddress",),
    ports,
)
"""The address of a container group."""


def volumes(arguments: Arguments, provider: Provider) -> dict[str, Value]:
    """Return the file shares that the containers of a group mount. Keys stay out."""
    del provider
    made: list[Value] = []
    for container, unsure in members(arguments.get("container")):
        if not isinstance(container, dict):
            made.append(doubted(unsure, "a container is no block"))
            continue
        for volume, doubt in members(container.get("volume")):
            if not isinstance(volume, dict):
                made.append(doubted(doubt, "a volume is no block"))
            elif volume.get("share_name") is not None:
                file: dict[str, Value] = {
                    "shareName": volume.get("share_name"),
                    "storageAccountName": volume.get("storage_account_name"),
                }
                made.append({"name": volume.get("name"), "azureFile": file})
    return {"properties.volumes": made} if made else {}


def group_key(arguments: Arguments, provider: Provider) -> dict[str, Value]:
    """Return the customer's key of a container group."""
    del provider
    value = arguments.get("key_vault_key_id")
    if value is None:
        return {}
    found = key_parts(value)
    to = "properties.encryptionProperties"
    return {f"{to}.vaultBaseUrl": found["keyvaulturi"], f"{to}.keyName": found["keyname"]}
