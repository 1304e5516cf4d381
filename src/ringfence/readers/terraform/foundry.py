"""Parts that AI services, search and machine learning share."""

from __future__ import annotations

from typing import Final

from ringfence.model.facts import Absent, Value
from ringfence.readers.terraform.build import block, each, flag, items, move, reference
from ringfence.readers.terraform.mapping import Arguments, Part, Provider, argument
from ringfence.readers.terraform.parts import Block, Computed, Fixed
from ringfence.readers.terraform.shared import COMMON, IDENTITY, key_parts, key_url


def ip_value(address: Value) -> Value:
    """Return an address as ARM's firewalls write it."""
    return {"value": address}


HSM: Final = ("key_vault_key_id", "managed_hsm_key_id")
"""The two arguments for a key that `azurerm_ai_services` has."""


def _key(arguments: Arguments, provider: Provider) -> dict[str, Value]:
    del provider
    value, _ = argument(arguments, HSM)
    if isinstance(value, Absent):
        return {}
    found = key_parts(value)
    made = {
        "keyVaultProperties.keyVaultUri": found["keyvaulturi"],
        "keyVaultProperties.keyName": found["keyname"],
    }
    if "keyversion" in found:
        made["keyVaultProperties.keyVersion"] = found["keyversion"]
    return made


def cognitive_key(*names: str) -> tuple[Part, ...]:
    """Return the customer's key of a cognitive account, relative to `properties.encryption`."""
    return (
        Fixed("keySource", "Microsoft.KeyVault"),
        Computed(names, ("keyVaultProperties",), _key),
        move("identity_client_id", to="keyVaultProperties.identityClientId"),
    )


COGNITIVE_KEY: Final = cognitive_key("key_vault_key_id")

COGNITIVE: Final[tuple[Part, ...]] = (
    *COMMON,
    IDENTITY,
    move("sku_name", to="sku.name"),
    move("custom_subdomain_name", to="properties.customSubDomainName"),
    move("fqdns", to="properties.allowedFqdnList"),
    flag(
        "outbound_network_access_restricted",
        to="properties.restrictOutboundNetworkAccess",
        default=False,
    ),
    block(
        "network_acls",
        to="properties.networkAcls",
        parts=(
            move("default_action", to="defaultAction"),
            move("bypass", to="bypass"),
            items("ip_rules", to="ipRules", make=ip_value),
            each(
                "virtual_network_rules",
                to="virtualNetworkRules",
                parts=(move("subnet_id", to="id"),),
            ),
        ),
    ),
    each(
        "storage",
        to="properties.userOwnedStorage",
        parts=(
            move("storage_account_id", to="resourceId"),
            move("identity_client_id", to="identityClientId"),
        ),
    ),
)
"""A cognitive account, whatever Terraform calls it."""


def workspace_key() -> Block:
    """Return the customer's key of a workspace."""
    return block(
        "encryption",
        to="properties.encryption",
        parts=(
            Fixed("status", "Enabled"),
            move("key_vault_id", to="keyVaultProperties.keyVaultArmId"),
            move("key_id", to="keyVaultProperties.keyIdentifier", convert=key_url),
            move("user_assigned_identity_id", to="identity.userAssignedIdentity"),
        ),
    )


WORKSPACE: Final[tuple[Part, ...]] = (
    *COMMON,
    IDENTITY,
    move("friendly_name", to="properties.friendlyName"),
    move("description", to="properties.description"),
    move("application_insights_id", to="properties.applicationInsights"),
    move("key_vault_id", to="properties.keyVault"),
    move("storage_account_id", to="properties.storageAccount"),
    move("container_registry_id", to="properties.containerRegistry"),
    move("primary_user_assigned_identity", to="properties.primaryUserAssignedIdentity"),
    block(
        "managed_network",
        to="properties.managedNetwork",
        parts=(move("isolation_mode", to="isolationMode"),),
    ),
    workspace_key(),
)
"""A machine learning workspace, a hub or a project."""

COMPUTE: Final[tuple[Part, ...]] = (
    IDENTITY,
    move("tags", to="tags"),
    move("location", to="location"),
    move("location", to="properties.computeLocation"),
    move("description", to="properties.description"),
    reference("subnet_resource_id", to="properties.properties.subnet"),
    flag("node_public_ip_enabled", to="properties.properties.enableNodePublicIp", default=True),
)
"""A compute target in a virtual network of a workspace."""


def stored_in(account: str, inner: str, argument_: str) -> Computed:
    """Return a part that names the store behind a datastore, from the id in `argument_`.

    `account` and `inner` are the properties that hold the names of account and container.
    """

    def make(arguments: Arguments, provider: Provider) -> dict[str, Value]:
        del provider
        value = arguments.get(argument_)
        if not isinstance(value, str):
            return {} if value is None else {account: value, inner: value}
        head, _, tail = value.rpartition("/")
        holder = head.partition("/storageAccounts/")[2].partition("/")[0]
        if not holder and value.startswith("https://"):
            holder = value.removeprefix("https://").partition(".")[0]
        return {account: holder or None, inner: tail}

    return Computed((argument_,), (account, inner), make)


def credentials(arguments: Arguments, provider: Provider) -> dict[str, Value]:
    """Return the kind of credential that a datastore keeps, never the credential."""
    del provider
    kinds = {
        "account_key": "AccountKey",
        "shared_access_signature": "Sas",
        "client_secret": "ServicePrincipal",
    }
    for name, kind in kinds.items():
        if arguments.get(name) is not None:
            return {"properties.credentials.credentialsType": kind}
    return {"properties.credentials.credentialsType": "None"}


CONNECTION: Final[tuple[Part, ...]] = (
    move("category", to="properties.category"),
    move("target", to="properties.target"),
    move("metadata", to="properties.metadata"),
)
"""A connection of an AI account to another service. Its credential stays out."""
