"""How steps sign in to Azure: `azure/login`, the CLI, and the variables of Terraform.

Sources: https://github.com/Azure/login and
https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/guides/service_principal_oidc
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from ringfence.model.facts import Source, Unknown
from ringfence.readers.pipelines.github.running import Step
from ringfence.readers.pipelines.job import Login

_GUID: Final = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_HELD: Final = re.compile(r"\$\{\{\s*((?:secrets|vars)\.\w+)\s*\}\}", re.IGNORECASE)
_CLI: Final = re.compile(
    r"\baz\s+login\b(?P<rest>(?:[^\n;&|]|\\\n)*--service-principal(?:[^\n;&|]|\\\n)*)"
)
_USER: Final = re.compile(r"(?:-u|--username)[\s=]+[\"']?([^\s\"']+)")
_VARIABLES: Final = ("arm_client_id", "azure_client_id")


def logins(steps: Iterable[Step], env: Mapping[str, str], file: str) -> Iterator[Login]:
    """Yield the sign-ins of a job, each client once."""
    seen: set[Any] = set()
    for step in steps:
        for login in _of(step, {**env, **step.env}, file):
            known = login.client if isinstance(login.client, str) else login.value
            if (known, login.secret) not in seen:
                seen.add((known, login.secret))
                yield login


def _of(step: Step, env: Mapping[str, str], file: str) -> Iterator[Login]:
    if step.uses == "azure/login":
        if step.text("with", "auth-type").upper() == "IDENTITY":
            return  # the identity of the machine that runs the job
        credentials = step.text("with", "creds")
        written = step.text("with", "client-id") or credentials
        yield _login(written, step, file, secret=bool(credentials))
    for match in _CLI.finditer(step.text("run")):
        user = _USER.search(match["rest"])
        secret = "--federated-token" not in match["rest"]
        written = user[1] if user is not None else ""
        if (name := written.strip("${}").lower()) in env:
            written = env[name]
        yield _login(written, step, file, secret=secret)
    for name in _VARIABLES:
        if name in env and step.text("run"):
            yield _login(env[name], step, file)


def _login(written: str, step: Step, file: str, *, secret: bool = False) -> Login:
    """Return a sign-in as a client that is written, or that a secret or a variable holds."""
    written = written.strip()
    if _GUID.fullmatch(written):
        return Login(step.place, written.lower(), secret=secret)
    held = _HELD.fullmatch(written)
    shown = written if held else "its client id"
    why = Unknown(f"`{shown}` is not kept in this file", Source(file))
    return Login(step.place, why, held[1].lower() if held else "", secret=secret)
