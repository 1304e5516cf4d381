"""How steps sign in to Azure: `azure/login`, the CLI, and the variables of Terraform.

Sources: https://github.com/Azure/login and
https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/guides/service_principal_oidc
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from ringfence.readers.pipelines.github.steps import Step
from ringfence.readers.pipelines.job import Login
from ringfence.readers.pipelines.shell import cli_logins, signed_in

_VARIABLES: Final = ("arm_client_id", "azure_client_id")


def logins(steps: Iterable[Step], env: Mapping[str, str]) -> Iterator[Login]:
    """Yield the sign-ins of a job, each client once."""
    seen: set[Any] = set()
    for step in steps:
        for login in _of(step, {**env, **step.env}):
            known = login.client if isinstance(login.client, str) else login.value
            if (known, login.secret) not in seen:
                seen.add((known, login.secret))
                yield login


def _of(step: Step, env: Mapping[str, str]) -> Iterator[Login]:
    if step.uses == "azure/login":
        if step.text("with", "auth-type").upper() == "IDENTITY":
            return  # the identity of the machine that runs the job
        credentials = step.text("with", "creds")
        written = step.text("with", "client-id") or credentials
        yield signed_in(written, step.place, secret=bool(credentials))
    script = step.text("run")
    yield from cli_logins(script, env, step.place)
    for name in _VARIABLES:
        if name in env and script:
            secret = name.replace("_id", "_secret") in env
            yield signed_in(env[name], step.place, secret=secret)
