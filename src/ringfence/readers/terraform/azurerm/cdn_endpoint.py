"""An endpoint of a classic CDN: publishes what its origins answer."""

from ringfence.readers.terraform.build import each, flag, move, number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_cdn_endpoint",
    arm="Microsoft.Cdn/profiles/endpoints",
    place=Under("Microsoft.Cdn/profiles", "endpoints", names=("profile_name",), group=True),
    parts=(
        *COMMON,
        move("origin_host_header", to="properties.originHostHeader"),
        move("origin_path", to="properties.originPath"),
        flag("is_http_allowed", to="properties.isHttpAllowed", default=True),
        flag("is_https_allowed", to="properties.isHttpsAllowed", default=True),
        each(
            "origin",
            to="properties.origins",
            parts=(
                move("name", to="name"),
                move("host_name", to="properties.hostName"),
                number("http_port", to="properties.httpPort", default=80),
                number("https_port", to="properties.httpsPort", default=443),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_cdn_endpoint" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              profile_name = "cdn"
              origin {
                name = "blob"
                host_name = "stweights.blob.core.windows.net"
              }
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Cdn/profiles/cdn/endpoints/x",
                "properties.origins[0].properties.hostName": "stweights.blob.core.windows.net",
                "properties.isHttpAllowed": True,
            },
        ),
    ),
)
