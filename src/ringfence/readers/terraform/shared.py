"""Parts that several resource types share because the provider gives them the same arguments."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from ringfence.model.facts import Unknown, Value, members
from ringfence.readers.identity import ROLE_DEFINITIONS, principal
from ringfence.readers.terraform.build import block, each, items, move
from ringfence.readers.terraform.mapping import Arguments, Part, Provider, argument, doubted
from ringfence.readers.terraform.parts import Computed, Fixed, Move

LOCATION: Final = Move(("location",), "location")
TAGS: Final = Move(("tags",), "tags")
COMMON: Final = (LOCATION, TAGS)


def otherwise(value: Value, default: Value) -> Value:
    """Return the default for null; an unknown value stays unknown."""
    return default if value is None else value


def _identity(arguments: Arguments, provider: Provider) -> dict[str, Value]:
    """Return the identity; the translator adds the principal of a system-assigned one."""
    del provider
    block, _ = argument(arguments, ("identity",))
    for element, doubt in members(block):
        if doubt is not None or not isinstance(element, dict):
            return {"identity": doubted(doubt, "`identity` is not a block")}
        made: dict[str, Value] = {"identity.type": otherwise(element.get("type"), "UserAssigned")}
        carried = identities(element.get("identity_ids"))
        if isinstance(carried, Unknown) or carried:
            made["identity.userAssignedIdentities"] = carried
        return made
    return {}


def identities(listed: Value) -> dict[str, Value] | Unknown:
    """Return a list of ids of user-assigned identities as ARM writes it: `{id: {}}`.

    One unknown id makes the whole unknown: a map has no place for an unknown key.
    """
    ids: dict[str, Value] = {}
    for each_id, doubt in members(listed):
        if doubt is not None or not isinstance(each_id, str):
            return doubted(doubt, "an identity id is no text")
        ids[each_id] = {}
    return ids


IDENTITY: Final = Computed(("identity",), ("identity",), _identity)


def give_principal(body: dict[str, Value], id_: str) -> None:
    """Write the principal of a system-assigned identity, or of one that may be."""
    identity = body.get("identity")
    if isinstance(identity, dict):
        type_ = identity.get("type")
        if isinstance(type_, Unknown) or "systemassigned" in str(type_).lower():
            identity["principalId"] = principal(id_)


def built_in(role: Value) -> Value:
    """Return the id of a role definition, without its scope if it is a built-in one.

    azurerm's own id of a custom role is `<id>|<scope>`.
    """
    from ringfence.reference.roles import by_id

    if not isinstance(role, str):
        return role
    bare = role.partition("|")[0]
    guid = bare.rpartition("/")[2]
    return ROLE_DEFINITIONS + guid if by_id(guid) is not None else bare


def as_words(value: Value) -> Value:
    """Return a list of words as the one text that ARM writes: `Logging, Metrics`."""
    if isinstance(value, list):
        for word in value:
            if isinstance(word, Unknown):
                return word
        return ", ".join(str(word) for word in value) or "None"
    return value


NETWORK_RULES: Final[tuple[Part, ...]] = (
    move("default_action", to="defaultAction"),
    move("bypass", to="bypass", default="AzureServices", convert=as_words),
    items("ip_rules", to="ipRules", make=lambda item: {"value": item, "action": "Allow"}),
    items(
        "virtual_network_subnet_ids",
        to="virtualNetworkRules",
        make=lambda item: {"id": item, "action": "Allow"},
    ),
    each(
        "private_link_access",
        to="resourceAccessRules",
        parts=(
            move("endpoint_resource_id", to="resourceId"),
            move("endpoint_tenant_id", to="tenantId"),
        ),
    ),
)
"""The firewall of a storage account, relative to `properties.networkAcls`."""


def key_url(value: Value) -> Value:
    """Return the URL of a key from what Terraform calls its id.

    Our id of a declared key is its ARM id (`.../vaults/v/keys/k`); a literal is the URL already.
    """
    if not isinstance(value, str) or "/keys/" not in value or value.startswith("https:"):
        return value
    holder, _, name = value.partition("/keys/")
    return f"{vault_url(holder)}keys/{name.replace('/versions/', '/')}"


def vault_url(value: Value) -> Value:
    """Return the URL of the vault (or managed HSM) with this ARM id."""
    if not isinstance(value, str):
        return value
    name = value.rstrip("/").rpartition("/")[2]
    domain = "managedhsm" if "/managedhsms/" in value.lower() else "vault"
    return f"https://{name}.{domain}.azure.net/"


def without_query(value: Value) -> Value:
    """Return a URL without what follows `?`, which may be the token that opens it."""
    return value.partition("?")[0] if isinstance(value, str) else value


def own_name(value: Value) -> Value:
    """Return the name at the end of an id; a name as it is."""
    return value.rstrip("/").rpartition("/")[2] if isinstance(value, str) else value


def key_parts(value: Value) -> dict[str, Value]:
    """Return vault, name and version of a key (its id or URL) as ARM's stores name them."""
    url = key_url(value)
    if not isinstance(url, str) or "/keys/" not in url:
        why = url if isinstance(url, Unknown) else Unknown("the id of the key cannot be split")
        return {"keyvaulturi": why, "keyname": why, "keyversion": why}
    vault, _, rest = url.partition("keys/")
    name, _, version = rest.partition("/")
    made: dict[str, Value] = {"keyvaulturi": vault, "keyname": name}
    if version:
        made["keyversion"] = version
    return made


def messaging_key(value: Value) -> Value:
    """Return a key as the namespaces of Event Hubs and Service Bus list it."""
    found = key_parts(value)
    made: dict[str, Value] = {
        "keyVaultUri": found["keyvaulturi"],
        "keyName": found["keyname"],
    }
    if "keyversion" in found:
        made["keyVersion"] = found["keyversion"]
    return made


def first(value: Value) -> Any:
    """Return the one block of its kind as a dict, its doubt as `Unknown`, None if there is none."""
    for element, doubt in members(value):
        if doubt is not None or not isinstance(element, dict):
            return doubted(doubt, "is not a block")
        return element
    return None


def epoch(value: Value) -> Value:
    """Return an RFC 3339 time as ARM writes it for keys: seconds since 1970."""
    if isinstance(value, str):
        try:
            return int(datetime.fromisoformat(value).timestamp())
        except ValueError:
            return value
    return value


LOWER: Final = {True: "enabled", False: "disabled", "true": "enabled", "false": "disabled"}
"""How some services spell a boolean."""

ACCESS_POLICY: Final[tuple[Part, ...]] = (
    move("tenant_id", to="tenantId"),
    move("object_id", to="objectId"),
    move("application_id", to="applicationId"),
    move("key_permissions", to="permissions.keys"),
    move("secret_permissions", to="permissions.secrets"),
    move("certificate_permissions", to="permissions.certificates"),
    move("storage_permissions", to="permissions.storage"),
)
"""One access policy of a key vault."""

SAID: Final = {True: "Enabled", False: "Disabled", "true": "Enabled", "false": "Disabled"}
"""A boolean of older providers where newer ones take ARM's own word."""


def _rights(arguments: Arguments, provider: Provider) -> dict[str, Value]:
    """Return what a key of a namespace gives: any of three rights, each a switch."""
    del provider
    made: list[Value] = []
    for name, right in (("manage", "Manage"), ("listen", "Listen"), ("send", "Send")):
        value = arguments.get(name)
        if isinstance(value, Unknown):
            made.append(value)
        elif value is True or value == "true":
            made.append(right)
    return {"properties.rights": made}


RIGHTS: Final = Computed(("manage", "listen", "send"), ("properties.rights",), _rights)
"""What a key of an Event Hubs or Service Bus namespace gives."""

ADDRESSES: Final[tuple[Part, ...]] = (
    move("start_ip_address", to="properties.startIpAddress"),
    move("end_ip_address", to="properties.endIpAddress"),
)
"""A range of addresses that a database admits."""

EVENTS: Final[tuple[Part, ...]] = (
    move("included_event_types", to="properties.filter.includedEventTypes"),
    block(
        "webhook_endpoint",
        to="properties.destination",
        parts=(Fixed("endpointType", "WebHook"), move("url", to="properties.endpointUrl")),
    ),
)
"""Which events a subscription takes, and the web hook that it calls."""

PERMISSIONS: Final = ("read", "create", "list", "delete", "write")


def local_permissions(arguments: Arguments, provider: Provider) -> dict[str, Value]:
    """Return what a local user may do, as the letters that ARM joins to one text."""
    del provider
    letters = ""
    for name in PERMISSIONS:
        value = arguments.get(name)
        if isinstance(value, Unknown):
            return {"permissions": value}
        if value is True or value == "true":
            letters += name[0]
    return {"permissions": letters}


def factory_key(arguments: Arguments, provider: Provider) -> dict[str, Value]:
    """Return the customer's key of a data factory."""
    del provider
    value = arguments.get("customer_managed_key_id")
    if value is None:
        return {}
    found = key_parts(value)
    to = "properties.encryption"
    return {f"{to}.vaultBaseUrl": found["keyvaulturi"], f"{to}.keyName": found["keyname"]}


def vault_storage(arguments: Arguments, provider: Provider) -> dict[str, Value]:
    """Return where a backup vault keeps what it holds."""
    del provider
    kind, redundancy = arguments.get("datastore_type"), arguments.get("redundancy")
    return {"properties.storageSettings": [{"datastoreType": kind, "type": redundancy}]}
