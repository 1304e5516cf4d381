"""Client ids among the values that code hands to pipelines. Nothing else of a value is kept."""

from __future__ import annotations

import re
from typing import Final

from ringfence.model.facts import Unknown, Value
from ringfence.model.symbols import CLOSE, OPEN
from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Named

VALUES: Final = "GitHub/values"
_GUID: Final = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_CLIENT: Final = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*client of [^{OPEN}{CLOSE}]*{CLOSE}")


def client_only(value: Value) -> Value:
    """Return the client id that a value is or holds, an `Unknown` for any other value.

    A symbol of an identity or application in it (also inside of JSON), or a GUID that is all of it.
    """
    if not isinstance(value, str):
        return value
    if found := _CLIENT.search(value):
        return found[0]
    if _GUID.fullmatch(value):
        return value
    return Unknown("what is not a client id is not read")


def hands_on(value: Value) -> bool:
    """Tell whether a value that pipelines are handed may be more than a client id.

    What it refers to is then theirs to use: the key of an account, a connection string.
    """
    if isinstance(value, Unknown):
        return bool(value.refs)
    if isinstance(value, list):
        return any(hands_on(each) for each in value)
    if isinstance(value, dict):
        return any(hands_on(each) for each in value.values())
    return isinstance(value, str) and OPEN in value and _CLIENT.fullmatch(value) is None


def handed(terraform: str, name: str, *values: str, places: tuple[str, ...]) -> Mapping:
    """Return the mapping of a type that gives a value of a name to pipelines.

    `places` are the arguments that say where it is seen, `values` those that may hold it.
    """
    said = "".join(f'  {place} = "{place[:4]}"\n' for place in places)
    return Mapping(
        terraform=terraform,
        arm=VALUES,
        place=Named(VALUES.lower(), (*places, name)),
        parts=(
            *(move(place, to=f"properties.{place}") for place in places),
            move(name, to="properties.name"),
            move(*values, to="properties.value", convert=client_only),
        ),
        name=name,
        hands=values,
        examples=(
            Example(
                f"""
resource "azurerm_user_assigned_identity" "ci" {{
  name                = "id-ci"
  resource_group_name = "rg"
  location            = "westeurope"
}}
resource "{terraform}" "id" {{
{said}  {name} = "AZURE_CLIENT_ID"
  {values[0]} = jsonencode({{ clientId = azurerm_user_assigned_identity.ci.client_id }})
}}
""",
                {
                    "properties.name": "AZURE_CLIENT_ID",
                    **{f"properties.{place}": place[:4] for place in places},
                },
            ),
        ),
    )
