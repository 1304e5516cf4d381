"""Parts that web apps, function apps and their slots share."""

from __future__ import annotations

from typing import Final

from ringfence.readers.terraform.build import block, each, enabled, flag, move, number
from ringfence.readers.terraform.mapping import Part
from ringfence.readers.terraform.parts import Each
from ringfence.readers.terraform.shared import IDENTITY


def restrictions(name: str, to: str) -> Each:
    """Return the addresses that an app admits, written at `to`."""
    return each(
        name,
        to=to,
        parts=(
            move("name", to="name"),
            move("action", to="action", default="Allow"),
            number("priority", to="priority", default=65000),
            move("ip_address", to="ipAddress"),
            move("service_tag", to="ipAddress"),
            move("service_tag", to="tag", convert=lambda _: "ServiceTag"),
            move("virtual_network_subnet_id", to="vnetSubnetResourceId"),
            block(
                "headers",
                to="headers",
                parts=(
                    move("x_azure_fdid", to="x-azure-fdid"),
                    move("x_forwarded_host", to="x-forwarded-host"),
                ),
            ),
        ),
    )


SITE: Final[tuple[Part, ...]] = (
    IDENTITY,
    enabled("public_network_access_enabled", to="properties.publicNetworkAccess", default=True),
    flag("enabled", to="properties.enabled", default=True),
    flag("https_only", to="properties.httpsOnly", default=False),
    move("virtual_network_subnet_id", to="properties.virtualNetworkSubnetId"),
    move("key_vault_reference_identity_id", to="properties.keyVaultReferenceIdentity"),
    block(
        "site_config",
        to="properties.siteConfig",
        parts=(
            flag("vnet_route_all_enabled", to="vnetRouteAllEnabled", default=False),
            flag("remote_debugging_enabled", to="remoteDebuggingEnabled", default=False),
            move("minimum_tls_version", to="minTlsVersion", default="1.2"),
            move(
                "ip_restriction_default_action",
                to="ipSecurityRestrictionsDefaultAction",
                default="Allow",
            ),
            move(
                "scm_ip_restriction_default_action",
                to="scmIpSecurityRestrictionsDefaultAction",
                default="Allow",
            ),
            flag("scm_use_main_ip_restriction", to="scmIpSecurityRestrictionsUseMain"),
            restrictions("ip_restriction", "ipSecurityRestrictions"),
            restrictions("scm_ip_restriction", "scmIpSecurityRestrictions"),
        ),
    ),
)
"""A web app, function app or slot, without its settings (see `handed`)."""
