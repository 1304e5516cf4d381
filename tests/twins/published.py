"""Forwarders that publish what has no public side: balancers, gateways, Front Door."""

from ringfence.model.assessment import Kind
from tests.twins.pieces import (
    DENY_OUT,
    PLACE,
    PRIVATE,
    block,
    endpoint,
    group,
    interface,
    machine,
    network,
    openai,
    public_ip,
    rule,
    subnet,
)
from tests.twins.twin import Twin

VM = "azurerm_linux_virtual_machine.vllm"
GPT = "azurerm_cognitive_account.gpt"
PUBLIC = "    public_ip_address_id = azurerm_public_ip.p.id\n"
INTERNAL = "    subnet_id = azurerm_subnet.s.id\n"
MACHINE = (
    network() + subnet() + group(DENY_OUT, rule("serve", 100, "Inbound", "Allow", port="8000"))
)


def balancer(frontend: str, member: str) -> str:
    """Return a load balancer that passes its frontend on to a pool with one member."""
    body = PLACE + '  sku = "Standard"\n  frontend_ip_configuration {\n    name = "fe"\n'
    return f"""{block("lb", "lb", body + frontend + "  }" + chr(10))}
resource "azurerm_lb_backend_address_pool" "bp" {{
  name            = "bp"
  loadbalancer_id = azurerm_lb.lb.id
}}

resource "azurerm_lb_rule" "r" {{
  name                           = "r"
  loadbalancer_id                = azurerm_lb.lb.id
  protocol                       = "Tcp"
  frontend_port                  = 443
  backend_port                   = 8000
  frontend_ip_configuration_name = "fe"
  backend_address_pool_ids       = [azurerm_lb_backend_address_pool.bp.id]
  disable_outbound_snat          = true
}}
{member}"""


def by_address(address: str) -> str:
    """Return a member of the pool that is an address, not an interface."""
    return f"""
resource "azurerm_lb_backend_address_pool_address" "a" {{
  name                    = "a"
  backend_address_pool_id = azurerm_lb_backend_address_pool.bp.id
  virtual_network_id      = azurerm_virtual_network.v.id
  ip_address              = {address}
}}
"""


BY_INTERFACE = """
resource "azurerm_network_interface_backend_address_pool_association" "x" {
  network_interface_id    = azurerm_network_interface.i.id
  ip_configuration_name   = "ip"
  backend_address_pool_id = azurerm_lb_backend_address_pool.bp.id
}
"""
FIXED = MACHINE + public_ip() + interface(address="10.1.1.10") + machine()

GATEWAY_NETWORK = (
    network()
    + subnet()
    + subnet("gw", "v", "10.1.3.0/24", "")
    + public_ip()
    + openai("contoso-gpt")
    + endpoint(GPT, "account")
)


def gateway(backend: str, listener: str = "public") -> str:
    """Return an application gateway with a public and a private frontend."""
    return block(
        "application_gateway",
        "agw",
        f"""{PLACE}  sku {{
    name = "WAF_v2"
    tier = "WAF_v2"
    capacity = 1
  }}
  gateway_ip_configuration {{
    name = "gip"
    subnet_id = azurerm_subnet.gw.id
  }}
  frontend_ip_configuration {{
    name = "public"
    public_ip_address_id = azurerm_public_ip.p.id
  }}
  frontend_ip_configuration {{
    name = "private"
    subnet_id = azurerm_subnet.gw.id
    private_ip_address_allocation = "Static"
    private_ip_address = "10.1.3.10"
  }}
  frontend_port {{
    name = "https"
    port = 443
  }}
  backend_address_pool {{
    name = "bp"
    {backend}
  }}
  backend_http_settings {{
    name = "s"
    cookie_based_affinity = "Disabled"
    port = 443
    protocol = "Https"
  }}
  http_listener {{
    name = "l"
    frontend_ip_configuration_name = "{listener}"
    frontend_port_name = "https"
    protocol = "Https"
  }}
  request_routing_rule {{
    name = "r"
    rule_type = "Basic"
    http_listener_name = "l"
    backend_address_pool_name = "bp"
    backend_http_settings_name = "s"
    priority = 1
  }}
""",
    )


def front_door(*, route: bool) -> str:
    """Return a Front Door with an origin over a private link, with or without a route to it."""
    text = """
resource "azurerm_cdn_frontdoor_profile" "fd" {
  name                = "fd"
  resource_group_name = azurerm_resource_group.rg.name
  sku_name            = "Premium_AzureFrontDoor"
}

resource "azurerm_cdn_frontdoor_endpoint" "e" {
  name                     = "e"
  cdn_frontdoor_profile_id = azurerm_cdn_frontdoor_profile.fd.id
}

resource "azurerm_cdn_frontdoor_origin_group" "og" {
  name                     = "og"
  cdn_frontdoor_profile_id = azurerm_cdn_frontdoor_profile.fd.id
  load_balancing {}
}

resource "azurerm_cdn_frontdoor_origin" "o" {
  name                           = "o"
  cdn_frontdoor_origin_group_id  = azurerm_cdn_frontdoor_origin_group.og.id
  enabled                        = true
  host_name                      = "serve.example.com"
  certificate_name_check_enabled = true

  private_link {
    private_link_target_id = azurerm_private_link_service.pls.id
    location               = "westeurope"
    request_message        = "x"
  }
}
"""
    if route:
        text += """
resource "azurerm_cdn_frontdoor_route" "r" {
  name                          = "r"
  cdn_frontdoor_endpoint_id     = azurerm_cdn_frontdoor_endpoint.e.id
  cdn_frontdoor_origin_group_id = azurerm_cdn_frontdoor_origin_group.og.id
  cdn_frontdoor_origin_ids      = [azurerm_cdn_frontdoor_origin.o.id]
  supported_protocols           = ["Https"]
  patterns_to_match             = ["/*"]
}
"""
    return text


LINK_SERVICE = (
    MACHINE
    + interface()
    + machine()
    + subnet("link", "v", "10.1.4.0/24", PRIVATE)
    + balancer(INTERNAL, BY_INTERFACE)
    + block(
        "private_link_service",
        "pls",
        PLACE
        + """  load_balancer_frontend_ip_configuration_ids = [one(azurerm_lb.lb.frontend_ip_configuration).id]
  nat_ip_configuration {
    name = "n"
    primary = true
    subnet_id = azurerm_subnet.link.id
  }
""",
    )
)


def api_gateway(mode: str) -> str:
    """Return an API Management service in a network, with an API before the model endpoint."""
    service = block(
        "api_management",
        "apim",
        f"""{PLACE}  publisher_name = "x"
  publisher_email = "x@example.com"
  sku_name = "Premium_1"
  virtual_network_type = "{mode}"
  virtual_network_configuration {{
    subnet_id = azurerm_subnet.gw.id
  }}
""",
    )
    return f"""{service}
resource "azurerm_api_management_api" "chat" {{
  name                = "chat"
  resource_group_name = azurerm_resource_group.rg.name
  api_management_name = azurerm_api_management.apim.name
  revision            = "1"
  display_name        = "chat"
  path                = "chat"
  protocols           = ["https"]
}}

resource "azurerm_api_management_backend" "gpt" {{
  name                = "gpt"
  resource_group_name = azurerm_resource_group.rg.name
  api_management_name = azurerm_api_management.apim.name
  protocol            = "http"
  url                 = "${{azurerm_cognitive_account.gpt.endpoint}}openai"
}}
"""


def policy(backend: str) -> str:
    """Return a policy that chooses a backend."""
    return f"""
resource "azurerm_api_management_api_policy" "chat" {{
  api_name            = azurerm_api_management_api.chat.name
  resource_group_name = azurerm_resource_group.rg.name
  api_management_name = azurerm_api_management.apim.name
  xml_content         = "<policies><inbound><set-backend-service backend-id='{backend}' /></inbound></policies>"
}}
"""


TWINS = [
    Twin(
        "a public balancer with the machine's address in its pool, and an internal one",
        Kind.REACHABLE,
        VM,
        FIXED + balancer(PUBLIC, by_address('"10.1.1.10"')),
        FIXED + balancer(INTERNAL, by_address('"10.1.1.10"')),
    ),
    Twin(
        "a public balancer with the machine's address in its pool, and with another address",
        Kind.REACHABLE,
        VM,
        FIXED + balancer(PUBLIC, by_address('"10.1.1.10"')),
        FIXED + balancer(PUBLIC, by_address('"10.1.1.11"')),
    ),
    Twin(
        "a pool that holds the address of an interface, and of another one",
        Kind.REACHABLE,
        VM,
        MACHINE + public_ip() + interface() + machine()
        + balancer(PUBLIC, by_address("azurerm_network_interface.i.private_ip_address")),
        MACHINE + public_ip() + interface() + machine() + interface("other")
        + balancer(PUBLIC, by_address("azurerm_network_interface.other.private_ip_address")),
    ),
    Twin(
        "a gateway before the subdomain of a model endpoint, and before its name",
        Kind.REACHABLE,
        GPT,
        GATEWAY_NETWORK + gateway('fqdns = ["contoso-gpt.openai.azure.com"]'),
        GATEWAY_NETWORK + gateway('fqdns = ["oai-llm.openai.azure.com"]'),
    ),
    Twin(
        "a public and a private gateway before what a function makes of the endpoint",
        Kind.REACHABLE,
        GPT,
        GATEWAY_NETWORK
        + gateway('fqdns = [trimsuffix(trimprefix(azurerm_cognitive_account.gpt.endpoint, "https://"), "/")]'),
        GATEWAY_NETWORK
        + gateway('fqdns = [trimsuffix(trimprefix(azurerm_cognitive_account.gpt.endpoint, "https://"), "/")]', "private"),
    ),
    Twin(
        "a Front Door route to a private link service, and none",
        Kind.REACHABLE,
        VM,
        LINK_SERVICE + front_door(route=True),
        LINK_SERVICE + front_door(route=False),
    ),
    Twin(
        "a public API gateway before a model endpoint, and an internal one",
        Kind.REACHABLE,
        GPT,
        GATEWAY_NETWORK + api_gateway("External") + policy("gpt"),
        GATEWAY_NETWORK + api_gateway("Internal") + policy("gpt"),
    ),
    Twin(
        "an API whose policy chooses the model endpoint, and another backend",
        Kind.REACHABLE,
        GPT,
        GATEWAY_NETWORK + api_gateway("External") + policy("gpt"),
        GATEWAY_NETWORK + api_gateway("External") + policy("other"),
    ),
    Twin(
        "a public gateway before an internal API gateway, and one that stays inside",
        Kind.REACHABLE,
        GPT,
        GATEWAY_NETWORK + api_gateway("Internal") + policy("gpt") + gateway('fqdns = ["apim.azure-api.net"]'),
        GATEWAY_NETWORK + api_gateway("Internal") + policy("gpt") + gateway('fqdns = ["apim.azure-api.net"]', "private"),
    ),
]  # fmt: skip
