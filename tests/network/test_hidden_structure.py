"""What hides where a part of a path belongs: it never seals, and accuses nobody."""

from __future__ import annotations

import pytest

from ringfence.model.assessment import Verdict
from tests.twins import egress, network, published
from tests.twins.twin import HEAD, Twin, asset_of, leaks_of, scan_text

BY_NAME = {
    twin.name: twin for twin in (*network.TWINS, *published.TWINS, *egress.TWINS)
}  # fmt: skip
FRONT = "a Front Door route to a private link service, and none"
POOL = "a public balancer with the machine's address in its pool, and an internal one"
MEMBERS = "a group of interfaces that holds the machine's, and another one's"
PEERING = "a peering of the endpoint's subnet, and of another one"
APIS = "a public API gateway before a model endpoint, and an internal one"
ROUTES = "one more route out of many, to the internet and to the network"
GATEWAY = "a gateway before the subdomain of a model endpoint, and before its name"

CASES = [
    (FRONT, "azurerm_cdn_frontdoor_origin_group.og.id\n  enabled"),
    (FRONT, "azurerm_network_interface.i.id\n  ip_configuration_name"),
    (FRONT, '"fe"\n    subnet_id'),
    (POOL, "azurerm_lb_backend_address_pool.bp.id\n  virtual_network_id"),
    (POOL, '"10.1.1.10"\n}'),
    (MEMBERS, "azurerm_application_security_group.web.id\n}"),
    (MEMBERS, "azurerm_network_interface.i.id\n  application"),
    (PEERING, '"s"\n  resource_group_name'),
    (PEERING, 'azurerm_resource_group.rg.name\n  location            = azurerm_resource_group.rg.location\n  address_space = ["172'),
    (PEERING, '["s"]\n  remote_subnet_names'),
    (APIS, "azurerm_api_management.apim.name\n  revision"),
    (APIS, "azurerm_api_management.apim.name\n  protocol"),
    (APIS, '"gpt"\n  resource_group_name = azurerm_resource_group.rg.name\n  api_management_name = azurerm_api_management.apim.name\n  protocol'),
    (ROUTES, "azurerm_route_table.rt.name"),
    (GATEWAY, '"contoso-gpt"'),
    (GATEWAY, '"https"\n    port'),
]  # fmt: skip


def hidden(text: str, part: str) -> str:
    """Return the text with the value at the start of `part`, which occurs once, hidden."""
    assert text.count(part) == 1, (text.count(part), part)
    value = part.partition("\n")[0]
    return text.replace(part, "var.hidden" + part[len(value) :]) + '\nvariable "hidden" {}\n'


@pytest.mark.parametrize(("name", "part"), CASES)
def test_hiding_where_a_part_belongs_never_seals(name: str, part: str) -> None:
    twin = BY_NAME[name]
    assessment = scan_text({"main.tf": hidden(HEAD + twin.same + twin.leaky, part)}, twin.boundary)
    assert asset_of(assessment, twin.asset).verdict is not Verdict.SEALED


SAFE = [
    (PEERING, '["other"]\n  remote_subnet_names'),
    (ROUTES, 'azurerm_resource_group.rg.name\n  location            = azurerm_resource_group.rg.location\n}\n\nresource "azurerm_subnet_route_table_association"'),
    (MEMBERS, "azurerm_network_interface.j.id\n  application"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "part"), SAFE)
def test_hiding_where_a_part_belongs_accuses_nobody(name: str, part: str) -> None:
    twin: Twin = BY_NAME[name]
    assessment = scan_text({"main.tf": hidden(HEAD + twin.same + twin.safe, part)}, twin.boundary)
    assert not leaks_of(assessment, twin.asset)
    assert asset_of(assessment, twin.asset).verdict is Verdict.UNKNOWN
