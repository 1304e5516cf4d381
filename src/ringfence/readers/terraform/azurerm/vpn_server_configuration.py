"""How people who dial in to a virtual hub prove who they are."""

from ringfence.readers.terraform.build import block, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_vpn_server_configuration",
    arm="Microsoft.Network/vpnServerConfigurations",
    place=InGroup(),
    parts=(
        *COMMON,
        move("vpn_authentication_types", to="properties.vpnAuthenticationTypes"),
        move("vpn_protocols", to="properties.vpnProtocols"),
        block(
            "azure_active_directory_authentication",
            to="properties.aadAuthenticationParameters",
            parts=(
                move("audience", to="aadAudience"),
                move("issuer", to="aadIssuer"),
                move("tenant", to="aadTenant"),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_vpn_server_configuration" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              vpn_authentication_types = ["AAD"]
              azure_active_directory_authentication {
                audience = "a"
                issuer = "i"
                tenant = "https://login.microsoftonline.com/t"
              }
            }
            """,
            {
                "properties.vpnAuthenticationTypes": ["AAD"],
                "properties.aadAuthenticationParameters.aadTenant": "https://login.microsoftonline.com/t",
            },
        ),
    ),
)
