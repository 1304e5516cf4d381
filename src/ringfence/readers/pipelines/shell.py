"""Sign-ins of shell scripts: `az login --service-principal` and the variables of Terraform."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from ringfence.model.facts import Source, Unknown
from ringfence.readers.pipelines.files import Place
from ringfence.readers.pipelines.job import Login

_GUID: Final = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_CLI: Final = re.compile(
    r"\baz\s+login\b(?P<rest>(?:[^\n;&|\\]|\\\n|\\.)*--service-principal(?:[^\n;&|\\]|\\\n|\\.)*)"
)
_USER: Final = re.compile(r"(?:-u|--username)[\s=]+[\"']?([^\s\"']+)")


def cli_logins(script: str, env: Mapping[str, str], place: Place) -> Iterator[Login]:
    """Yield the sign-ins of a script; `env` holds its variables by lower-case name."""
    for match in _CLI.finditer(script):
        user = _USER.search(match["rest"])
        secret = "--federated-token" not in match["rest"]
        written = user[1] if user is not None else ""
        name = written.strip("${}()").lower()
        yield signed_in(env.get(name, written), place, secret=secret)


_HELD: Final = re.compile(r"\$\{\{\s*((?:secrets|vars)\.\w+)\s*\}\}", re.IGNORECASE)


def signed_in(written: str, place: Place, *, secret: bool = False) -> Login:
    """Return a sign-in as a client that is written, or that `${{ secrets.X }}` names."""
    written = written.strip()
    if _GUID.fullmatch(written):
        return Login(place, written.lower(), secret=secret)
    held = _HELD.fullmatch(written)
    shown = f"`{written}`" if held else "its client id"
    why = Unknown(f"{shown} is not kept in this file", Source(place[0]))
    return Login(place, why, held[1].lower() if held else "", secret=secret)
