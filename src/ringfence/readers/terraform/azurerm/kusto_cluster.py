"""A Data Explorer cluster."""

from ringfence.readers.terraform.build import block, enabled, flag, items, move, number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY

MAPPING = Mapping(
    terraform="azurerm_kusto_cluster",
    arm="Microsoft.Kusto/clusters",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        block("sku", to="sku", parts=(move("name", to="name"), number("capacity", to="capacity"))),
        enabled("public_network_access_enabled", to="properties.publicNetworkAccess", default=True),
        move("public_ip_type", to="properties.publicIPType", default="IPv4"),
        move("allowed_ip_ranges", to="properties.allowedIpRangeList"),
        move("allowed_fqdns", to="properties.allowedFqdnList"),
        enabled(
            "outbound_network_access_restricted",
            to="properties.restrictOutboundNetworkAccess",
            default=False,
        ),
        flag("disk_encryption_enabled", to="properties.enableDiskEncryption", default=False),
        flag("double_encryption_enabled", to="properties.enableDoubleEncryption"),
        items(
            "trusted_external_tenants",
            to="properties.trustedExternalTenants",
            make=lambda tenant: {"value": tenant},
        ),
    ),
    unread=("virtual_network_configuration",),
    computed={"uri": "https://{name}.kusto.windows.net"},
    examples=(
        Example(
            """
            resource "azurerm_kusto_cluster" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              sku {
                name     = "Standard_D13_v2"
                capacity = 2
              }
              public_network_access_enabled = false
              allowed_ip_ranges             = ["203.0.113.7"]
              trusted_external_tenants      = ["00000000-0000-0000-0000-00000000000a"]
            }
            """,
            {
                "properties.publicNetworkAccess": "Disabled",
                "properties.allowedIpRangeList": ["203.0.113.7"],
                "properties.trustedExternalTenants[0].value": "00000000-0000-0000-0000-00000000000a",
                "sku.name": "Standard_D13_v2",
                "properties.restrictOutboundNetworkAccess": "Disabled",
            },
        ),
    ),
)
