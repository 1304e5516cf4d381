"""Keys that are handed on: settings of which only what they refer to is kept, never a literal."""

from __future__ import annotations

import re
from typing import Final

from ringfence.model.facts import Unknown, Value, members
from ringfence.model.symbols import CLOSE, OPEN
from ringfence.readers.terraform.build import each, move
from ringfence.readers.terraform.mapping import Arguments, Part, Provider
from ringfence.readers.terraform.parts import Computed, Each

_SYMBOL: Final = re.compile(f"{OPEN}[^{CLOSE}]*{CLOSE}")
_VAULT: Final = "@microsoft.keyvault("


def references(value: Value) -> Value:
    """Return what a setting refers to: attributes of resources, a secret of a vault. None else.

    A literal may be a secret itself, so it goes no further.
    """
    if isinstance(value, Unknown):
        return value
    if not isinstance(value, str):
        return None
    if value.lower().startswith(_VAULT):
        return value
    return " ".join(_SYMBOL.findall(value)) or None


def listed(value: Value) -> Value:
    """Return settings, a map from names to values, as a list of names with what they refer to."""
    if not isinstance(value, dict):
        return value
    made: list[Value] = []
    for name, setting in value.items():
        told = references(setting)
        if told is not None:
            made.append({"name": name, "value": told})
    return made or None


def settings(key: str = "") -> Computed:
    """Return the settings of an app; `key` is an argument with the key of a function app's store."""

    def make(arguments: Arguments, provider: Provider) -> dict[str, Value]:
        del provider
        made = listed(arguments.get("app_settings"))
        if isinstance(made, Unknown):
            return {APP_SETTINGS: made}
        found = list(made) if isinstance(made, list) else []
        told = references(arguments.get(key)) if key else None
        if told is not None:
            found.append({"name": "AzureWebJobsStorage", "value": told})
        return {APP_SETTINGS: found} if found else {}

    return Computed(("app_settings", key) if key else ("app_settings",), (APP_SETTINGS,), make)


def _connections(arguments: Arguments, provider: Provider) -> dict[str, Value]:
    del provider
    made: list[Value] = []
    for block, doubt in members(arguments.get("connection_string")):
        if not isinstance(block, dict):
            made.append(doubt or block)
            continue
        told = references(block.get("value"))
        if told is not None:
            made.append({"name": block.get("name"), "connectionString": told})
    return {CONNECTIONS: made} if made else {}


APP_SETTINGS: Final = "properties.siteConfig.appSettings"
CONNECTIONS: Final = "properties.siteConfig.connectionStrings"
CONNECTION_STRINGS: Final = Computed(("connection_string",), (CONNECTIONS,), _connections)
"""The connection strings of an app."""

SITE_SETTINGS: Final[tuple[Part, ...]] = (settings(), CONNECTION_STRINGS)
"""The settings of a web app."""

FUNCTION_SETTINGS: Final[tuple[Part, ...]] = (
    settings("storage_account_access_key"),
    CONNECTION_STRINGS,
)
"""The settings of a function app, which keeps the key of its own store among them."""

APP_SECRETS: Final[Each] = each(
    "secret",
    to="properties.configuration.secrets",
    parts=(
        move("name", to="name"),
        move("value", to="value", convert=references),
        move("key_vault_secret_id", to="keyVaultUrl"),
        move("identity", to="identity"),
    ),
)
"""The secrets of a container app or job."""

APP_VARIABLES: Final[Each] = each(
    "env",
    to="env",
    parts=(
        move("name", to="name"),
        move("secret_name", to="secretRef"),
        move("value", to="value", convert=references),
    ),
)
"""The variables of a container of an app or job."""


def _variables(arguments: Arguments, provider: Provider) -> dict[str, Value]:
    """Return the variables of a container of a group."""
    del provider
    made: list[Value] = []
    for name in ("environment_variables", "secure_environment_variables"):
        told = listed(arguments.get(name))
        if isinstance(told, Unknown):
            made.append(told)
        elif isinstance(told, list):
            made += told
    return {"properties.environmentVariables": made} if made else {}


VARIABLES: Final = Computed(
    ("environment_variables", "secure_environment_variables"),
    ("properties.environmentVariables",),
    _variables,
)
"""The variables of a container of a group."""

START: Final[tuple[Part, ...]] = (
    move("custom_data", to="properties.osProfile.customData", convert=references),
    move("user_data", to="properties.userData", convert=references),
)
"""What a machine is started with."""
