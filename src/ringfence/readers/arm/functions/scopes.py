"""Functions that answer for the place of the deployment, and that make ids."""

from __future__ import annotations

import re
from typing import Final

from ringfence.model.facts import Unknown
from ringfence.model.symbols import OPEN, context, placeholder, show, symbol
from ringfence.readers.arm.frame import Frame
from ringfence.readers.arm.guards import settled, text, whole
from ringfence.readers.arm.registry import MANY, Style, function
from ringfence.readers.arm.scope import MANAGEMENT_GROUPS, Level, Scope, fitted, full_id
from ringfence.readers.arm.values import (
    Failure,
    Operand,
    Unsettled,
    blurred,
    quote,
    word,
)
from ringfence.readers.identity import ROLE_DEFINITIONS, group_id, subscription_id
from ringfence.reference import roles

_GUID: Final = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
_TYPE: Final = re.compile(r"[A-Za-z][\w-]*(?:\.[\w-]+)+(?:/[\w.$-]+)+/?")


@function("parameters", style=Style.FRAME)
def parameters(frame: Frame, arguments: list[Operand]) -> Operand:
    """A parameter by a computed name."""
    name = arguments[0]
    if isinstance(name, Unknown):
        return blurred(name, "parameters", arguments, frame.root)
    return frame.parameter(text(name, "parameters"))


@function("variables", style=Style.FRAME)
def variables(frame: Frame, arguments: list[Operand]) -> Operand:
    """A variable by a computed name."""
    name = arguments[0]
    if isinstance(name, Unknown):
        return blurred(name, "variables", arguments, frame.root)
    return frame.variable(text(name, "variables"))


@function("copyIndex", 0, 2, style=Style.FRAME)
def copy_index(frame: Frame, arguments: list[Operand]) -> Operand:
    """The number of the pass of the named loop, or of the innermost loop over resources."""
    name, offset = "", 0
    for argument in arguments:
        if isinstance(argument, Unknown):
            return blurred(argument, "copyIndex", arguments, frame.root)
        if isinstance(argument, str):
            name = argument
        else:
            offset = whole(argument, "copyIndex")
    try:
        index = frame.copies[name.lower()]
    except KeyError:
        raise Failure(f"there is no copy loop `{name}` around `copyIndex`") from None
    if isinstance(index, Unknown):
        return blurred(index, "copyIndex", arguments, frame.root) if offset else index
    return whole(index, "copyIndex") + offset


@function("resourceGroup", 0, style=Style.FRAME)
def resource_group(frame: Frame, arguments: list[Operand]) -> Operand:
    """The resource group that is deployed to."""
    del arguments
    deployment = frame.deployment
    scope = deployment.scope
    if scope.level is not Level.GROUP:
        raise Failure(f"there is no resource group in a deployment to a {scope.level.value}")
    return deployment.world.group(scope)


@function("subscription", 0, style=Style.FRAME)
def subscription(frame: Frame, arguments: list[Operand]) -> Operand:
    """The subscription that is deployed to."""
    del arguments
    scope = frame.deployment.scope
    return {
        "id": subscription_id(scope.subscription),
        "subscriptionId": scope.subscription,
        "tenantId": scope.tenant,
        "displayName": context("subscription.displayName", frame.root),
    }


@function("tenant", 0, style=Style.FRAME)
def tenant(frame: Frame, arguments: list[Operand]) -> Operand:
    """The tenant that is deployed to."""
    del arguments
    scope = frame.deployment.scope
    return {
        "id": "/",
        "tenantId": scope.tenant,
        "displayName": context("tenant.displayName", frame.root),
        "countryCode": context("tenant.countryCode", frame.root),
    }


@function("managementGroup", 0, style=Style.FRAME)
def management_group(frame: Frame, arguments: list[Operand]) -> Operand:
    """The management group that is deployed to."""
    del arguments
    name = frame.deployment.scope.management_group
    return {
        "id": MANAGEMENT_GROUPS + name,
        "name": name,
        "type": "Microsoft.Management/managementGroups",
        "properties": Unsettled(
            "the properties of the management group are not in the template",
            stand_in=symbol("managementGroup().properties", frame.root),
        ),
    }


@function("deployment", 0, style=Style.FRAME)
def deployment_(frame: Frame, arguments: list[Operand]) -> Operand:
    """The deployment itself."""
    del arguments
    return frame.deployment.description()


@function("deployer", 0, style=Style.FRAME)
def deployer(frame: Frame, arguments: list[Operand]) -> Operand:
    """Whoever deploys."""
    del arguments
    root = frame.root
    return {
        "objectId": context("deployer", root),
        "tenantId": frame.deployment.scope.tenant,
        "userPrincipalName": context("deployer.userPrincipalName", root),
    }


_CLOUD: Final[dict[str, Operand]] = {
    "name": "AzureCloud",
    "gallery": "https://gallery.azure.com/",
    "graph": "https://graph.windows.net/",
    "portal": "https://portal.azure.com",
    "graphAudience": "https://graph.windows.net/",
    "activeDirectoryDataLake": "https://datalake.azure.net/",
    "batch": "https://batch.core.windows.net/",
    "media": "https://rest.media.azure.net",
    "sqlManagement": "https://management.core.windows.net:8443/",
    "vmImageAliasDoc": "https://raw.githubusercontent.com/Azure/azure-rest-api-specs/master/arm-compute/quickstart-templates/aliases.json",
    "resourceManager": "https://management.azure.com/",
    "authentication": {
        "loginEndpoint": "https://login.microsoftonline.com/",
        "audiences": ["https://management.core.windows.net/", "https://management.azure.com/"],
        "tenant": "common",
        "identityProvider": "AAD",
    },
    "suffixes": {
        "acrLoginServer": ".azurecr.io",
        "azureDatalakeAnalyticsCatalogAndJob": "azuredatalakeanalytics.net",
        "azureDatalakeStoreFileSystem": "azuredatalakestore.net",
        "azureFrontDoorEndpointSuffix": "azurefd.net",
        "keyvaultDns": ".vault.azure.net",
        "sqlServerHostname": ".database.windows.net",
        "storage": "core.windows.net",
    },
}


@function("environment", 0)
def environment() -> Operand:
    """The cloud: the public one, as nothing in a template says otherwise."""
    return _CLOUD


@function("roleDefinitions", style=Style.FRAME)
def role_definitions(frame: Frame, arguments: list[Operand]) -> Operand:
    """The built-in role of a display name: `id` and `roleDefinitionId`.

    Source: Azure/bicep, AzNamespaceType. The service looks the name up when it deploys; here
    the list of built-in roles answers, and a name that is not in it is unknown.
    """
    (name,) = settled(arguments)
    if isinstance(name, Unknown):
        return blurred(name, "roleDefinitions", [name], frame.root)
    role = None if OPEN in text(name, "roleDefinitions") else roles.by_name(name)
    if role is None:
        why = Unknown(f"`roleDefinitions` does not know the role `{show(name)[:80]}`")
        return blurred(why, "roleDefinitions", [name], frame.root)
    return {"id": f"{ROLE_DEFINITIONS}{role.id}", "roleDefinitionId": role.id}


# Ids


@function("resourceId", 2, MANY, style=Style.FRAME)
def resource_id(frame: Frame, arguments: list[Operand]) -> Operand:
    """The id of a resource: [subscription], [resource group], type, one name for each segment."""
    arguments = settled(arguments)
    scope = frame.deployment.scope
    at = _type_at(arguments)
    if at is None:
        return _unmade(frame, "resourceId", arguments)
    above, type_, names = arguments[:at], arguments[at], arguments[at + 1 :]
    return _joined(_place(scope, above), type_, names, "resourceId", frame)


def _place(scope: Scope, above: list[Operand]) -> str:
    """Return the id of the scope that leading arguments of `resourceId` name."""
    words = [word(each) for each in above]
    if len(words) >= 2:
        return group_id(words[-2], words[-1])
    if not words:
        return scope.id
    (only,) = words
    if _GUID.fullmatch(only) or (only == scope.subscription and only != scope.group):
        deeper = scope.level is Level.GROUP
        return group_id(only, scope.group) if deeper else subscription_id(only)
    return group_id(scope.subscription, only)


def _type_at(arguments: list[Operand]) -> int | None:
    """Return the place of the resource type: the first argument that reads like one."""
    for index, argument in enumerate(arguments):
        if isinstance(argument, str) and _TYPE.fullmatch(argument):
            arguments[index] = argument.rstrip("/")
            return index
    return None


def _unmade(frame: Frame, name: str, arguments: list[Operand]) -> Operand:
    for argument in arguments:
        if isinstance(argument, Unknown):
            return blurred(argument, name, arguments, frame.root)
    raise Failure(f"`{name}` is given no resource type")


def _joined(parent: str, type_: str, names: list[Operand], name: str, frame: Frame) -> Operand:
    """Return an id. Names that are not known stand as symbols: the id still meets its resource."""
    segments = "/".join(word(each).strip("/") for each in names)
    try:
        return full_id(parent, type_, fitted(type_, segments, frame.root))
    except Failure as error:
        raise Failure(f"`{name}` cannot name a `{type_}`: {error}") from None


@function("subscriptionResourceId", 2, MANY, style=Style.FRAME)
def subscription_resource_id(frame: Frame, arguments: list[Operand]) -> Operand:
    """The id of a resource of a subscription: [subscription], type, names."""
    arguments = settled(arguments)
    at = _type_at(arguments)
    if at is None:
        return _unmade(frame, "subscriptionResourceId", arguments)
    above = word(arguments[0]) if at else frame.deployment.scope.subscription
    parent = subscription_id(above)
    return _joined(parent, arguments[at], arguments[at + 1 :], "subscriptionResourceId", frame)


@function("tenantResourceId", 2, MANY, style=Style.FRAME)
def tenant_resource_id(frame: Frame, arguments: list[Operand]) -> Operand:
    """The id of a resource of the tenant: type, names."""
    arguments = settled(arguments)
    if _type_at(arguments) != 0:
        return _unmade(frame, "tenantResourceId", arguments)
    return _joined("", arguments[0], arguments[1:], "tenantResourceId", frame)


@function("managementGroupResourceId", 2, MANY, style=Style.FRAME)
def management_group_resource_id(frame: Frame, arguments: list[Operand]) -> Operand:
    """The id of a resource of a management group: [management group], type, names."""
    arguments = settled(arguments)
    at = _type_at(arguments)
    if at is None:
        return _unmade(frame, "managementGroupResourceId", arguments)
    above = word(arguments[0]) if at else frame.deployment.scope.management_group
    names = arguments[at + 1 :]
    return _joined(
        MANAGEMENT_GROUPS + above, arguments[at], names, "managementGroupResourceId", frame
    )


@function("extensionResourceId", 3, MANY, style=Style.FRAME)
def extension_resource_id(frame: Frame, arguments: list[Operand]) -> Operand:
    """The id of an extension resource: id of the extended one, type, names."""
    arguments = settled(arguments)
    parent, type_ = arguments[:2]
    if not isinstance(type_, str) or OPEN in type_:
        return _unmade(frame, "extensionResourceId", arguments)
    above = word(parent).rstrip("/")
    return _joined(above, type_, arguments[2:], "extensionResourceId", frame)


@function("providers", 1, 2, style=Style.OPEN)
def providers(arguments: list[Operand], root: str) -> Operand:
    """What a resource provider supports: not in the template."""
    return _runtime("providers", arguments, root)


@function("pickZones", 3, 5, style=Style.OPEN)
def pick_zones(arguments: list[Operand], root: str) -> Operand:
    """Zones of a region that support a type: not in the template."""
    return _runtime("pickZones", arguments, root)


@function("toLogicalZone", 3, style=Style.OPEN)
def to_logical_zone(arguments: list[Operand], root: str) -> Operand:
    """A zone as this subscription numbers it: not in the template."""
    return _runtime("toLogicalZone", arguments, root)


@function("toLogicalZones", 3, style=Style.OPEN)
def to_logical_zones(arguments: list[Operand], root: str) -> Operand:
    """Zones as this subscription numbers them: not in the template."""
    return _runtime("toLogicalZones", arguments, root)


@function("toPhysicalZone", 3, style=Style.OPEN)
def to_physical_zone(arguments: list[Operand], root: str) -> Operand:
    """A zone as the region numbers it: not in the template."""
    return _runtime("toPhysicalZone", arguments, root)


@function("toPhysicalZones", 3, style=Style.OPEN)
def to_physical_zones(arguments: list[Operand], root: str) -> Operand:
    """Zones as the region numbers them: not in the template."""
    return _runtime("toPhysicalZones", arguments, root)


@function("readEnvironmentVariable", 1, 2, style=Style.OPEN)
def read_environment_variable(arguments: list[Operand], root: str) -> Operand:
    """A variable of the environment that is deployed from: never read, nor is its default shown."""
    return _runtime("readEnvironmentVariable", arguments[:1], root)


@function("readEnvVar", 1, 2, style=Style.OPEN)
def read_env_var(arguments: list[Operand], root: str) -> Operand:
    """The same by its newer name."""
    return _runtime("readEnvVar", arguments[:1], root)


@function("readCliArg", 1, 2, style=Style.OPEN)
def read_cli_arg(arguments: list[Operand], root: str) -> Operand:
    """An argument of the command that deploys."""
    return _runtime("readCliArg", arguments[:1], root)


@function("externalInput", 1, 2, style=Style.OPEN)
def external_input(arguments: list[Operand], root: str) -> Operand:
    """A value that the deploying tool puts in: not in the template."""
    return _runtime("externalInput", arguments, root)


def _runtime(name: str, arguments: list[Operand], root: str) -> Operand:
    inside = ", ".join(map(quote, settled(arguments)))
    return Unsettled(
        f"`{name}` is answered at deployment", stand_in=placeholder(f"{name}({inside})", root)
    )
