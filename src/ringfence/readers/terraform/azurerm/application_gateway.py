"""An application gateway: publishes what stands behind it."""

from ringfence.model.facts import Value, members
from ringfence.readers.terraform.build import block, each, flag, move, number, own, owned, reference
from ringfence.readers.terraform.mapping import Arguments, Example, Mapping, Provider
from ringfence.readers.terraform.parts import Computed
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY


def _addresses(arguments: Arguments, provider: Provider) -> dict[str, Value]:
    """Return the backend addresses, which ARM keeps in one list."""
    del provider
    made: list[Value] = [
        {"fqdn": name} if doubt is None else doubt
        for name, doubt in members(arguments.get("fqdns"))
    ]
    made += [
        {"ipAddress": address} if doubt is None else doubt
        for address, doubt in members(arguments.get("ip_addresses"))
    ]
    return {"properties.backendAddresses": made} if made else {}


MAPPING = Mapping(
    terraform="azurerm_application_gateway",
    arm="Microsoft.Network/applicationGateways",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        block(
            "sku",
            to="properties.sku",
            parts=(move("name", to="name"), move("tier", to="tier")),
        ),
        each(
            "gateway_ip_configuration",
            to="properties.gatewayIPConfigurations",
            parts=(move("name", to="name"), reference("subnet_id", to="properties.subnet")),
        ),
        each(
            "frontend_ip_configuration",
            to="properties.frontendIPConfigurations",
            parts=(
                move("name", to="name"),
                reference("subnet_id", to="properties.subnet"),
                reference("public_ip_address_id", to="properties.publicIPAddress"),
                move("private_ip_address", to="properties.privateIPAddress"),
                own(
                    "private_link_configuration_name",
                    to="properties.privateLinkConfiguration",
                    kind="privateLinkConfigurations",
                ),
            ),
        ),
        each(
            "frontend_port",
            to="properties.frontendPorts",
            parts=(move("name", to="name"), number("port", to="properties.port")),
        ),
        each(
            "backend_address_pool",
            to="properties.backendAddressPools",
            parts=(
                move("name", to="name"),
                Computed(("fqdns", "ip_addresses"), ("properties.backendAddresses",), _addresses),
            ),
        ),
        each(
            "backend_http_settings",
            to="properties.backendHttpSettingsCollection",
            parts=(
                move("name", to="name"),
                number("port", to="properties.port"),
                move("protocol", to="properties.protocol"),
                move("host_name", to="properties.hostName"),
                flag(
                    "pick_host_name_from_backend_address",
                    to="properties.pickHostNameFromBackendAddress",
                    default=False,
                ),
            ),
        ),
        each(
            "http_listener",
            to="properties.httpListeners",
            parts=(
                move("name", to="name"),
                own(
                    "frontend_ip_configuration_name",
                    to="properties.frontendIPConfiguration",
                    kind="frontendIPConfigurations",
                ),
                own("frontend_port_name", to="properties.frontendPort", kind="frontendPorts"),
                move("protocol", to="properties.protocol"),
                move("host_name", to="properties.hostName"),
                move("host_names", to="properties.hostNames"),
                reference("firewall_policy_id", to="properties.firewallPolicy"),
                own("ssl_profile_name", to="properties.sslProfile", kind="sslProfiles"),
            ),
        ),
        each(
            "request_routing_rule",
            to="properties.requestRoutingRules",
            parts=(
                move("name", to="name"),
                move("rule_type", to="properties.ruleType"),
                number("priority", to="properties.priority"),
                own("http_listener_name", to="properties.httpListener", kind="httpListeners"),
                own(
                    "backend_address_pool_name",
                    to="properties.backendAddressPool",
                    kind="backendAddressPools",
                ),
                own(
                    "backend_http_settings_name",
                    to="properties.backendHttpSettings",
                    kind="backendHttpSettingsCollection",
                ),
                own("url_path_map_name", to="properties.urlPathMap", kind="urlPathMaps"),
                own(
                    "redirect_configuration_name",
                    to="properties.redirectConfiguration",
                    kind="redirectConfigurations",
                ),
            ),
        ),
        each(
            "url_path_map",
            to="properties.urlPathMaps",
            parts=(
                move("name", to="name"),
                own(
                    "default_backend_address_pool_name",
                    to="properties.defaultBackendAddressPool",
                    kind="backendAddressPools",
                ),
                each(
                    "path_rule",
                    to="properties.pathRules",
                    parts=(
                        move("name", to="name"),
                        move("paths", to="properties.paths"),
                        own(
                            "backend_address_pool_name",
                            to="properties.backendAddressPool",
                            kind="backendAddressPools",
                        ),
                    ),
                ),
            ),
        ),
        each(
            "listener",
            to="properties.listeners",
            parts=(
                move("name", to="name"),
                own(
                    "frontend_ip_configuration_name",
                    to="properties.frontendIPConfiguration",
                    kind="frontendIPConfigurations",
                ),
                own("frontend_port_name", to="properties.frontendPort", kind="frontendPorts"),
                move("protocol", to="properties.protocol"),
            ),
        ),
        each(
            "routing_rule",
            to="properties.routingRules",
            parts=(
                move("name", to="name"),
                number("priority", to="properties.priority"),
                own("listener_name", to="properties.listener", kind="listeners"),
                own(
                    "backend_address_pool_name",
                    to="properties.backendAddressPool",
                    kind="backendAddressPools",
                ),
            ),
        ),
        each(
            "private_link_configuration",
            to="properties.privateLinkConfigurations",
            parts=(
                move("name", to="name"),
                each(
                    "ip_configuration",
                    to="properties.ipConfigurations",
                    parts=(
                        move("name", to="name"),
                        reference("subnet_id", to="properties.subnet"),
                    ),
                ),
            ),
        ),
        each(
            "ssl_profile",
            to="properties.sslProfiles",
            parts=(
                move("name", to="name"),
                owned(
                    "trusted_client_certificate_names",
                    to="properties.trustedClientCertificates",
                    kind="trustedClientCertificates",
                ),
            ),
        ),
        reference("firewall_policy_id", to="properties.firewallPolicy"),
        block(
            "ssl_policy",
            to="properties.sslPolicy",
            parts=(
                move("policy_type", to="policyType"),
                move("policy_name", to="policyName"),
                move("min_protocol_version", to="minProtocolVersion"),
                move("disabled_protocols", to="disabledSslProtocols"),
            ),
        ),
        block(
            "waf_configuration",
            to="properties.webApplicationFirewallConfiguration",
            parts=(flag("enabled", to="enabled"), move("firewall_mode", to="firewallMode")),
        ),
    ),
    names_itself=True,
    elements={
        "backend_address_pool": "backendAddressPools",
        "frontend_ip_configuration": "frontendIPConfigurations",
    },
    examples=(
        Example(
            """
            resource "azurerm_application_gateway" "publish" {
              name                = "agw"
              resource_group_name = "rg"
              location            = "westeurope"
              sku {
                name     = "WAF_v2"
                tier     = "WAF_v2"
                capacity = 1
              }
              ssl_policy {
                policy_type          = "CustomV2"
                min_protocol_version = "TLSv1_2"
              }
              gateway_ip_configuration {
                name      = "gw"
                subnet_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/n"
              }
              frontend_ip_configuration {
                name                 = "public"
                public_ip_address_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/publicIPAddresses/p"
              }
              frontend_port {
                name = "https"
                port = 443
              }
              backend_address_pool {
                name         = "blob"
                fqdns        = ["stweights.blob.core.windows.net"]
                ip_addresses = ["10.0.1.4"]
              }
              backend_http_settings {
                name                  = "https"
                port                  = 443
                protocol              = "Https"
                cookie_based_affinity = "Disabled"
              }
              http_listener {
                name                           = "public"
                frontend_ip_configuration_name = "public"
                frontend_port_name             = "https"
                protocol                       = "Https"
              }
              request_routing_rule {
                name                       = "blob"
                rule_type                  = "Basic"
                http_listener_name         = "public"
                backend_address_pool_name  = "blob"
                backend_http_settings_name = "https"
                priority                   = 10
              }
            }
            """,
            {
                "properties.backendAddressPools[0].properties.backendAddresses": [
                    {"fqdn": "stweights.blob.core.windows.net"},
                    {"ipAddress": "10.0.1.4"},
                ],
                "properties.sslPolicy.minProtocolVersion": "TLSv1_2",
                "properties.frontendIPConfigurations[0].properties.publicIPAddress.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/publicIPAddresses/p",
                "properties.requestRoutingRules[0].properties.backendAddressPool.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/applicationGateways/agw/backendAddressPools/blob",
                "properties.httpListeners[0].properties.frontendPort.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/applicationGateways/agw/frontendPorts/https",
            },
        ),
    ),
)
