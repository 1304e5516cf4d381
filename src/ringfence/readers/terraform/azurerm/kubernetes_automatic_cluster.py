"""A Kubernetes cluster that the service runs by itself (AKS Automatic)."""

from ringfence.readers.terraform.build import block, flag, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY

MAPPING = Mapping(
    terraform="azurerm_kubernetes_automatic_cluster",
    arm="Microsoft.ContainerService/managedClusters",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        Fixed("sku.name", "Automatic"),
        block(
            "api_server_access",
            to="properties.apiServerAccessProfile",
            parts=(
                move("authorized_ip_ranges", to="authorizedIPRanges"),
                move("subnet_id", to="subnetId"),
            ),
        ),
        block(
            "private_cluster",
            to="",
            parts=(
                Fixed("properties.apiServerAccessProfile.enablePrivateCluster", True),
                move(
                    "private_dns_zone_id",
                    to="properties.apiServerAccessProfile.privateDNSZone",
                    default="System",
                ),
                flag(
                    "public_fully_qualified_domain_name_enabled",
                    to="properties.apiServerAccessProfile.enablePrivateClusterPublicFQDN",
                    default=False,
                ),
            ),
        ),
        block(
            "hosted_system",
            to="properties.hostedSystemProfile",
            parts=(
                Fixed("enabled", True),
                move("node_subnet_id", to="nodeSubnetID"),
                move("system_node_subnet_id", to="systemNodeSubnetID"),
            ),
        ),
        block(
            "web_app_routing_ingress",
            to="properties.ingressProfile.webAppRouting",
            parts=(
                Fixed("enabled", True),
                move("dns_zone_ids", to="dnsZoneResourceIds"),
                move("default_nginx_controller", to="nginx.defaultIngressControllerType"),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_kubernetes_automatic_cluster" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              identity {
                type = "SystemAssigned"
              }
              api_server_access {
                authorized_ip_ranges = ["203.0.113.0/24"]
              }
              private_cluster {
              }
              web_app_routing_ingress {
                default_nginx_controller = "Internal"
              }
            }
            """,
            {
                "sku.name": "Automatic",
                "properties.apiServerAccessProfile.enablePrivateCluster": True,
                "properties.apiServerAccessProfile.authorizedIPRanges": ["203.0.113.0/24"],
                "properties.ingressProfile.webAppRouting.nginx.defaultIngressControllerType": "Internal",
            },
        ),
    ),
)
