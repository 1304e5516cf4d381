"""A Terraform root of one file: parsed, evaluated and mapped."""

from __future__ import annotations

from typing import Final

from fuzz.memory import MemoryTree
from ringfence.readers.assembly import assemble
from ringfence.readers.options import Options
from ringfence.readers.terraform.read import read_root, roots
from ringfence.readers.terraform.translate import translate

SEEDS: Final = (
    b"""variable "n" { default = ["a", "b"] }
locals { m = { for i, v in var.n : v => upper("${v}-${i}") if v != "c" } }
resource "azurerm_storage_account" "this" {
  for_each                 = local.m
  name                     = each.value
  account_tier             = "Standard"
  account_replication_type = "GRS"
  network_rules { default_action = "Deny" }
  dynamic "blob_properties" { for_each = [1]
    content { versioning_enabled = true } }
}
""",
    b"""# ringfence:accept RF-1 reason="x" until=2030-01-01
resource "azurerm_key_vault" "k" { name = <<-EOT
  %{ if true }a%{ else }b%{ endif }
  EOT
  tenant_id = data.azurerm_client_config.c.tenant_id
}
output "o" { value = azurerm_key_vault.k[*].id }
""",
    b'module "m" { source = "./m"\n count = 2 }\nlocals { a = local.b\n b = local.a }',
)


def check(data: bytes) -> None:
    """Read the bytes as the only file of a root."""
    tree = MemoryTree({"main.tf": data})
    for folder in roots(tree):
        declared, harvest = read_root(tree, folder, Options())
        harvest.extend(translate(declared))
        assemble([harvest])
