"""An origin of a Front Door, perhaps behind a private link."""

from ringfence.readers.terraform.build import block, enabled, flag, move, number, reference
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_cdn_frontdoor_origin",
    arm="Microsoft.Cdn/profiles/originGroups/origins",
    place=Under(
        "Microsoft.Cdn/profiles/originGroups", "origins", ("cdn_frontdoor_origin_group_id",)
    ),
    parts=(
        enabled("enabled", "health_probes_enabled", to="properties.enabledState", default=True),
        move("host_name", to="properties.hostName"),
        number("http_port", to="properties.httpPort", default=80),
        number("https_port", to="properties.httpsPort", default=443),
        flag("certificate_name_check_enabled", to="properties.enforceCertificateNameCheck"),
        move("origin_host_header", to="properties.originHostHeader"),
        block(
            "private_link",
            to="properties.sharedPrivateLinkResource",
            parts=(
                reference("private_link_target_id", to="privateLink"),
                move("target_type", to="groupId"),
                move("location", to="privateLinkLocation"),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_cdn_frontdoor_origin" "blob" {
              name                           = "blob"
              cdn_frontdoor_origin_group_id  = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Cdn/profiles/afd/originGroups/blob"
              host_name                      = "stweights.blob.core.windows.net"
              certificate_name_check_enabled = true
              private_link {
                target_type            = "blob"
                location               = "westeurope"
                private_link_target_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/stweights"
              }
            }
            """,
            {
                "properties.enforceCertificateNameCheck": True,
                "properties.hostName": "stweights.blob.core.windows.net",
                "properties.sharedPrivateLinkResource.privateLink.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/stweights",
                "properties.sharedPrivateLinkResource.groupId": "blob",
            },
        ),
    ),
)
