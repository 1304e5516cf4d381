"""The azurerm resource types, one module each; the module is named after the type.

To add a type: `python -m ringfence.readers.terraform.scaffold azurerm_x > azurerm/x.py`, then
correct it. `arm` is the ARM type, `place` makes its id, `parts` (see `build`) say which argument
becomes which property, with the default that the provider sends in the versions in use (`Since`
where majors differ). A block that is a resource of its own in ARM is `inline`; a type that ARM
does not have (an association) writes `pieces` into another resource. An argument that may open
something and is not modelled is named in `unread`. Old argument names follow the new one. Secrets
are never mapped. Every example runs as a test; names are checked against `tests/data/`, exceptions
to which stand in `tests/mapping/old_names.py` and `unlisted.py` with their reason.
"""
