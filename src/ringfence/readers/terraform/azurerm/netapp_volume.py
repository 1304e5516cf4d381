"""A NetApp volume in a subnet."""

from ringfence.model.facts import Unknown, Value
from ringfence.readers.terraform.build import block, each, flag, move, number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import COMMON


def joined_clients(value: Value) -> Value:
    """Return a list of addresses as the one text that ARM writes."""
    if isinstance(value, list):
        for each_ in value:
            if isinstance(each_, Unknown):
                return each_
        return ",".join(map(str, value))
    return value


MAPPING = Mapping(
    terraform="azurerm_netapp_volume",
    arm="Microsoft.NetApp/netAppAccounts/capacityPools/volumes",
    place=Under(
        "Microsoft.NetApp/netAppAccounts",
        "capacityPools/{pool_name}/volumes",
        names=("account_name",),
        group=True,
    ),
    parts=(
        *COMMON,
        move("subnet_id", to="properties.subnetId"),
        move("volume_path", to="properties.creationToken"),
        move("protocols", to="properties.protocolTypes"),
        move("network_features", to="properties.networkFeatures", default="Basic"),
        move("create_from_snapshot_resource_id", to="properties.snapshotId"),
        each(
            "export_policy_rule",
            to="properties.exportPolicy.rules",
            parts=(
                number("rule_index", to="ruleIndex"),
                move("allowed_clients", to="allowedClients", convert=joined_clients),
                flag("unix_read_only", to="unixReadOnly"),
                flag("unix_read_write", to="unixReadWrite"),
            ),
        ),
        block(
            "data_protection_replication",
            to="properties.dataProtection.replication",
            parts=(
                move("endpoint_type", to="endpointType", default="dst"),
                move("remote_volume_resource_id", to="remoteVolumeResourceId"),
                move("remote_volume_location", to="remoteVolumeRegion"),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_netapp_volume" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              account_name = "na"
              pool_name = "p"
              volume_path = "weights"
              service_level = "Premium"
              subnet_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/anf"
              storage_quota_in_gb = 100
              export_policy_rule {
                rule_index = 1
                allowed_clients = ["10.0.0.0/8", "192.168.0.0/16"]
              }
              data_protection_replication {
                remote_volume_location = "eastus"
                remote_volume_resource_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.NetApp/netAppAccounts/na2/capacityPools/p/volumes/v"
                replication_frequency = "10minutes"
              }
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.NetApp/netAppAccounts/na/capacityPools/p/volumes/x",
                "properties.dataProtection.replication.remoteVolumeRegion": "eastus",
                "properties.exportPolicy.rules[0].allowedClients": "10.0.0.0/8,192.168.0.0/16",
            },
        ),
    ),
)
