"""HCL and its JSON form as trees."""

from __future__ import annotations

from typing import Final

from ringfence.syntax.hcl.jsonform import parse_json, parse_json_values
from ringfence.syntax.hcl.parser import parse, parse_expression, parse_template

SEEDS: Final = (
    b'a = b.c[0].d["e"] ? { f = 1, (g) : 2 } : [for k, v in h : k... => v if i]\n',
    b'x "y" z {\n  s = "${a}-%{ for b in c }${~ b ~}%{ endfor }"\n  t = <<E\nE\n}\n',
    b'{"resource": {"a": {"b": {"count": "${length(var.x)}", "//": "c"}}}}',
    b"a = <<-EOT\n  \\u00e9 $${b} \xc3\xa9\n  EOT\n/* c */ d = -1.5e3 # e\n",
)


def check(data: bytes) -> None:
    """Parse the bytes in every way that they may be meant."""
    parse_json("main.tf.json", data)
    parse_json_values("a.tfvars.json", data)
    text = data.decode("utf-8", "replace")
    parse("main.tf", text.encode())
    parse_expression(text)
    parse_template(text)
