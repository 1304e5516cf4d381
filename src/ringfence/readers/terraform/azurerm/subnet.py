"""A subnet. Its security group, route table and NAT gateway are associations of their own."""

from ringfence.readers.terraform.build import move, reference
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.network import SUBNET
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_subnet",
    arm="Microsoft.Network/virtualNetworks/subnets",
    place=Under(
        "Microsoft.Network/virtualNetworks",
        "subnets",
        names=("virtual_network_name",),
        group=True,
    ),
    parts=(
        *SUBNET,
        move("sharing_scope", to="properties.sharingScope"),
        reference("network_security_group_id_wo", to="properties.networkSecurityGroup"),
        reference("route_table_id_wo", to="properties.routeTable"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_subnet" "train" {
              name                 = "train"
              resource_group_name  = "rg"
              virtual_network_name = "vnet-llm"
              address_prefixes     = ["10.0.1.0/24"]
              service_endpoints    = ["Microsoft.Storage"]
              delegation {
                name = "aci"
                service_delegation {
                  name = "Microsoft.ContainerInstance/containerGroups"
                }
              }
            }
            """,
            {
                "properties.addressPrefixes[0]": "10.0.1.0/24",
                "properties.serviceEndpoints[0].service": "Microsoft.Storage",
                "properties.delegations[0].properties.serviceName": "Microsoft.ContainerInstance/containerGroups",
                "properties.privateEndpointNetworkPolicies": "Disabled",
                "properties.defaultOutboundAccess": True,
            },
        ),
        Example(
            """
            resource "azurerm_subnet" "train" {
              name                                           = "train"
              resource_group_name                            = "rg"
              virtual_network_name                           = "vnet-llm"
              address_prefixes                               = ["10.0.1.0/24"]
              enforce_private_link_endpoint_network_policies = false
            }
            """,
            {"properties.privateEndpointNetworkPolicies": "Enabled"},
            provider=3,
        ),
        Example(
            """
            resource "azurerm_subnet" "train" {
              name                            = "train"
              resource_group_name             = "rg"
              virtual_network_name            = "vnet-llm"
              address_prefixes                = ["10.0.1.0/24"]
              default_outbound_access_enabled = false
              service_endpoint {
                service = "Microsoft.KeyVault"
              }
            }
            """,
            {
                "properties.serviceEndpoints[0].service": "Microsoft.KeyVault",
                "properties.defaultOutboundAccess": False,
            },
            provider=5,
        ),
    ),
)
