"""Prints the skeleton of a new mapping: `python -m ringfence.readers.terraform.scaffold TYPE`.

The list of arguments is the file that tests check mappings against; it is read from
`tests/data/` of a checkout, or from the path given as second word.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

ARGUMENTS: Final = Path(__file__).parents[4] / "tests" / "data"

_HEAD: Final = '''"""What it is, in one sentence. What azurerm does that ARM does not."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="{type}",
    arm="Microsoft.?/?",
    place=InGroup(),
    parts=(
        *COMMON,
'''
_TAIL: Final = '''    ),
    examples=(
        Example(
            """
            resource "{type}" "x" {{
{required}
            }}
            """,
            {{"properties.?": None}},
        ),
    ),
)
'''
_COMMON: Final = frozenset({"name", "resource_group_name", "location", "tags", "timeouts"})


def skeleton(terraform_type: str, arguments: dict[str, Any], older: Iterable[str] = ()) -> str:
    """Return a module that maps every argument to a property of the same name, to be corrected.

    `older` are arguments that former versions of the provider have, as `block.name` or `name`.
    """
    lines = [_HEAD.format(type=terraform_type)]
    for name, facts in arguments["arguments"].items():
        if name in _COMMON:
            continue
        words = name.split("_")
        to = words[0] + "".join(word.title() for word in words[1:])
        default = f", default={facts['default']!r}" if "default" in facts else ""
        note = f"  # one of {', '.join(facts['values'])}" if "values" in facts else ""
        note = "  # a block: use block() or each()" if facts.get("block") else note
        lines.append(f'        move("{name}", to="properties.{to}"{default}),{note}\n')
    lines += [f"        # older versions: {name}\n" for name in sorted(older)]
    required = [
        f'              {name} = "?"'
        for name, facts in arguments["arguments"].items()
        if facts.get("req")
    ]
    lines.append(_TAIL.format(type=terraform_type, required="\n".join(required)))
    return "".join(lines)


def main(words: list[str]) -> int:
    """Print the skeleton for the type that `words` name; 2 for a type that is not listed."""
    if not words:
        sys.stderr.write("error: no type\nhelp: name one, such as azurerm_storage_account\n")
        return 2
    terraform_type = words[0]
    provider = terraform_type.partition("_")[0]
    path = Path(words[1]) if len(words) > 1 else ARGUMENTS / f"{provider}_arguments.json"
    try:
        listed = json.loads(path.read_text("utf-8"))
    except OSError as error:
        sys.stderr.write(f"error: the list of arguments cannot be read\nat: {error.filename}\n")
        return 2
    if terraform_type not in listed:
        sys.stderr.write(f"error: `{terraform_type}` is not listed\nat: {path}\n")
        return 2
    sys.stdout.write(skeleton(terraform_type, listed[terraform_type], _older(path, terraform_type)))
    return 0


def _older(listed: Path, terraform_type: str) -> list[str]:
    """Return the arguments of older versions, from the list that lies beside the newest one."""
    path = listed.with_name("azurerm_older.json")
    known = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return [
        name if block == "arguments" else f"{block}.{name}"
        for block, names in known.get(terraform_type, {}).items()
        if block != "_gone"
        for name, facts in names.items()
        if "in" in facts
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
