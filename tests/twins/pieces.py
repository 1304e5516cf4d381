"""Pieces of Terraform that network twins are put together from: each returns a block as text.

Every name is the block's label. `subnet()` is private unless told otherwise, and `DENY_OUT` closes
a security group outwards, so that a twin is about one way only.
"""

from __future__ import annotations

PLACE = """  resource_group_name = azurerm_resource_group.rg.name
  location            = azurerm_resource_group.rg.location
"""
PRIVATE = "  default_outbound_access_enabled = false\n"


def block(type_: str, label: str, body: str, *, name: str = "") -> str:
    """Return one resource block, named like its label."""
    return f'resource "azurerm_{type_}" "{label}" {{\n  name = "{name or label}"\n{body}}}\n'


def network(label: str = "v", space: str = "10.1.0.0/16", more: str = "") -> str:
    """Return a virtual network."""
    return block("virtual_network", label, f'{PLACE}  address_space = ["{space}"]\n{more}')


def subnet(
    label: str = "s", inside: str = "v", prefix: str = "10.1.1.0/24", more: str = PRIVATE
) -> str:
    """Return a subnet of a network."""
    body = "  resource_group_name = azurerm_resource_group.rg.name\n"
    body += f"  virtual_network_name = azurerm_virtual_network.{inside}.name\n"
    return block("subnet", label, f'{body}  address_prefixes = ["{prefix}"]\n{more}')


def rule(name: str, priority: int, direction: str, access: str, **fields: str) -> str:
    """Return a security rule as a nested block; `fields` are `port`, `source`, `target`."""
    return f"""  security_rule {{
    name                       = "{name}"
    priority                   = {priority}
    direction                  = "{direction}"
    access                     = "{access}"
    protocol                   = "*"
    source_port_range          = "*"
    destination_port_range     = "{fields.get("port", "*")}"
    source_address_prefix      = "{fields.get("source", "*")}"
    destination_address_prefix = "{fields.get("target", "*")}"
  }}
"""


DENY_OUT = rule("deny-out", 4096, "Outbound", "Deny")


def group(*rules: str, label: str = "n", before: str = "s") -> str:
    """Return a security group and its association with a subnet, if one is named."""
    text = block("network_security_group", label, PLACE + "".join(rules))
    if not before:
        return text
    return f"""{text}
resource "azurerm_subnet_network_security_group_association" "{before}" {{
  subnet_id                 = azurerm_subnet.{before}.id
  network_security_group_id = azurerm_network_security_group.{label}.id
}}
"""


def public_ip(label: str = "p") -> str:
    """Return a public address of the Standard SKU."""
    return block("public_ip", label, f'{PLACE}  allocation_method = "Static"\n  sku = "Standard"\n')


def interface(
    label: str = "i", subnet_id: str = "azurerm_subnet.s.id", address: str = "", public: str = ""
) -> str:
    """Return a network interface, perhaps with a private address of its own or a public one."""
    how = f'"Static"\n    private_ip_address = "{address}"' if address else '"Dynamic"'
    more = f"    public_ip_address_id = azurerm_public_ip.{public}.id\n" if public else ""
    return block(
        "network_interface",
        label,
        f"""{PLACE}  ip_configuration {{
    name = "ip"
    subnet_id = {subnet_id}
    private_ip_address_allocation = {how}
{more}  }}
""",
    )


def machine(label: str = "vllm", attached: str = "i") -> str:
    """Return a virtual machine with an identity."""
    return block(
        "linux_virtual_machine",
        label,
        f"""{PLACE}  size = "Standard_NC24ads_A100_v4"
  admin_username = "ops"
  network_interface_ids = [azurerm_network_interface.{attached}.id]

  identity {{
    type = "SystemAssigned"
  }}

  os_disk {{
    caching = "ReadWrite"
    storage_account_type = "Premium_LRS"
  }}
""",
        name=f"vm-{label}",
    )


def store(label: str = "weights") -> str:
    """Return a storage account that only its private endpoints reach."""
    return block(
        "storage_account",
        label,
        f"""{PLACE}  account_tier = "Standard"
  account_replication_type = "ZRS"
  allow_nested_items_to_be_public = false
  shared_access_key_enabled = false
  public_network_access_enabled = false
""",
        name=f"st{label}",
    )


def endpoint(target: str, part: str = "blob", label: str = "pe", inside: str = "s") -> str:
    """Return a private endpoint to a resource (an address)."""
    return block(
        "private_endpoint",
        label,
        f"""{PLACE}  subnet_id = azurerm_subnet.{inside}.id
  private_service_connection {{
    name = "c"
    private_connection_resource_id = {target}.id
    subresource_names = ["{part}"]
    is_manual_connection = false
  }}
""",
    )


def openai(subdomain: str = "oai-llm") -> str:
    """Return a model endpoint that only its private endpoints reach."""
    return block(
        "cognitive_account",
        "gpt",
        f"""{PLACE}  kind = "OpenAI"
  sku_name = "S0"
  custom_subdomain_name = "{subdomain}"
  public_network_access_enabled = false
""",
        name="oai-llm",
    )


def reads(who: str, what: str = "azurerm_storage_account.weights") -> str:
    """Return the grant by which the identity of a resource (an address) reads a store."""
    return f"""resource "azurerm_role_assignment" "reads" {{
  scope                = {what}.id
  role_definition_name = "Storage Blob Data Reader"
  principal_id         = {who}.identity[0].principal_id
}}
"""


def routes(*listed: tuple[str, str, str], before: str = "s") -> str:
    """Return a route table (prefix, kind of hop, address) and its association with a subnet."""
    body = PLACE
    for number, (prefix, hop, address) in enumerate(listed):
        at = f"    next_hop_in_ip_address = {address}\n" if address else ""
        body += f"""  route {{
    name = "r{number}"
    address_prefix = "{prefix}"
    next_hop_type = "{hop}"
{at}  }}
"""
    return f"""{block("route_table", "rt", body)}
resource "azurerm_subnet_route_table_association" "{before}" {{
  subnet_id      = azurerm_subnet.{before}.id
  route_table_id = azurerm_route_table.rt.id
}}
"""
