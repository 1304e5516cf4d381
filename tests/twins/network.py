"""What networks let in and out, in the ways in which people write them."""

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
    public_ip,
    reads,
    routes,
    rule,
    store,
    subnet,
)
from tests.twins.twin import Twin

VM = "azurerm_linux_virtual_machine.vllm"
WEIGHTS = "azurerm_storage_account.weights"
OPEN = rule("serve", 100, "Inbound", "Allow", port="443", source="Internet")
OURS = rule("serve", 100, "Inbound", "Allow", port="443", source="203.0.113.0/29")


def inline(reference: str, first: str) -> str:
    """Return a machine in a subnet that is a nested block of its network."""
    more = """  subnet {
    name                            = "a"
    address_prefixes                = ["10.1.1.0/24"]
    security_group                  = azurerm_network_security_group.n.id
    default_outbound_access_enabled = false
  }
"""
    return (
        network(more=more)
        + group(DENY_OUT, first, before="")
        + public_ip()
        + interface(subnet_id=reference, public="p")
        + machine()
    )


def peered(local: str) -> str:
    """Return a store whose network has a part of it peered with a network outside."""
    limits = f"""  peer_complete_virtual_networks_enabled = false
  local_subnet_names  = ["{local}"]
  remote_subnet_names = ["x"]
"""
    text = network() + subnet() + subnet("other", "v", "10.1.9.0/24") + store() + endpoint(WEIGHTS)
    text += network("f", "172.16.0.0/16")
    for label, here, there in (("a", "v", "f"), ("b", "f", "v")):
        body = f"""  resource_group_name = azurerm_resource_group.rg.name
  virtual_network_name = azurerm_virtual_network.{here}.name
  remote_virtual_network_id = azurerm_virtual_network.{there}.id
"""
        text += block("virtual_network_peering", label, body + (limits if label == "a" else ""))
    return text


TRAINER = (
    network()
    + subnet()
    + subnet("pe", "v", "10.1.2.0/24")
    + store()
    + endpoint(WEIGHTS, inside="pe")
    + interface()
    + machine()
    + reads(VM)
)
WIDE = TRAINER.replace(PRIVATE, "", 1)
ROUTED = """
locals {{
  routes = {{ default = {{ to = "0.0.0.0/0", hop = "None" }}, more = {more} }}
}}

resource "azurerm_route" "r" {{
  for_each            = local.routes
  name                = each.key
  resource_group_name = azurerm_resource_group.rg.name
  route_table_name    = azurerm_route_table.rt.name
  address_prefix      = each.value.to
  next_hop_type       = each.value.hop
}}
"""
MEMBER = """
resource "azurerm_network_interface_application_security_group_association" "x" {{
  network_interface_id          = azurerm_network_interface.{nic}.id
  application_security_group_id = azurerm_application_security_group.web.id
}}
"""
GROUPED = block("application_security_group", "web", PLACE) + group(
    DENY_OUT,
    rule("serve", 100, "Inbound", "Allow", port="443", source="Internet").replace(
        'destination_address_prefix = "*"',
        "destination_application_security_group_ids = [azurerm_application_security_group.web.id]",
    ),
)

TWINS = [
    Twin(
        "a subnet inside its network's block, open and for our office",
        Kind.REACHABLE,
        VM,
        inline("tolist(azurerm_virtual_network.v.subnet)[0].id", OPEN),
        inline("tolist(azurerm_virtual_network.v.subnet)[0].id", OURS),
    ),
    Twin(
        "a subnet chosen by name from its network's blocks",
        Kind.REACHABLE,
        VM,
        inline('{for s in azurerm_virtual_network.v.subnet : s.name => s.id}["a"]', OPEN),
        inline('{for s in azurerm_virtual_network.v.subnet : s.name => s.id}["a"]', OURS),
    ),
    Twin(
        "a group of interfaces that holds the machine's, and another one's",
        Kind.REACHABLE,
        VM,
        network() + subnet() + GROUPED + public_ip() + interface(public="p") + machine()
        + MEMBER.format(nic="i"),
        network() + subnet() + GROUPED + public_ip() + interface(public="p") + machine()
        + interface("j") + MEMBER.format(nic="j"),
    ),
    Twin(
        "a peering of the endpoint's subnet, and of another one",
        Kind.REACHABLE,
        WEIGHTS,
        peered("s"),
        peered("other"),
    ),
    Twin(
        "one more route out of many, to the internet and to the network",
        Kind.EGRESS,
        WEIGHTS,
        WIDE + routes() + ROUTED.format(more='{ to = "20.0.0.0/8", hop = "Internet" }'),
        WIDE + routes() + ROUTED.format(more='{ to = "10.0.0.0/8", hop = "VnetLocal" }'),
    ),
    Twin(
        "half of the internet routed away, and both halves",
        Kind.EGRESS,
        WEIGHTS,
        WIDE + routes(("0.0.0.0/1", "None", "")),
        WIDE + routes(("0.0.0.0/1", "None", ""), ("128.0.0.0/1", "None", "")),
    ),
]  # fmt: skip
