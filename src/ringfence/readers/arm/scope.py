"""Where a deployment puts its resources: tenant, management group, subscription, resource group."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from ringfence.model.symbols import OPEN, context, show, symbol
from ringfence.readers.arm.values import Failure
from ringfence.readers.identity import group_id, resource_id, subscription_id

MANAGEMENT_GROUPS = "/providers/Microsoft.Management/managementGroups/"


class Level(Enum):
    """The kinds of scope, from the top down."""

    TENANT = "tenant"
    MANAGEMENT_GROUP = "management group"
    SUBSCRIPTION = "subscription"
    GROUP = "resource group"


@dataclass(frozen=True, slots=True)
class Scope:
    """One scope. Parts that are not literal are symbols; parts below the level are those of the
    context, so that a template can still name them."""

    level: Level
    tenant: str
    management_group: str
    subscription: str
    group: str

    @property
    def id(self) -> str:
        """The id of the scope; "" is the tenant."""
        if self.level is Level.GROUP:
            return group_id(self.subscription, self.group)
        if self.level is Level.SUBSCRIPTION:
            return subscription_id(self.subscription)
        if self.level is Level.MANAGEMENT_GROUP:
            return MANAGEMENT_GROUPS + self.management_group
        return ""

    def at(
        self,
        level: Level,
        *,
        subscription: str = "",
        group: str = "",
        management_group: str = "",
    ) -> Scope:
        """Return another scope, with the same parts where none are given."""
        return Scope(
            level,
            self.tenant,
            management_group or self.management_group,
            subscription or self.subscription,
            group or self.group,
        )


def context_scope(level: Level, root: str) -> Scope:
    """Return the scope that the deployment of `root` is sent to."""
    return Scope(
        level,
        context("tenant", root),
        context("managementGroup", root),
        context("subscription", root),
        context("resourceGroup", root),
    )


def level_of(schema: str) -> Level:
    """Return the scope that a template is for, by its `$schema`."""
    schema = schema.lower()
    if "tenantdeploymenttemplate" in schema:
        return Level.TENANT
    if "managementgroupdeploymenttemplate" in schema:
        return Level.MANAGEMENT_GROUP
    if "subscriptiondeploymenttemplate" in schema:
        return Level.SUBSCRIPTION
    return Level.GROUP


def full_id(parent: str, type_: str, names: str) -> str:
    """Return the id of a resource below the scope `parent`; resource groups have an id of their own.

    `names` holds one name for each type segment, joined by `/`.
    """
    kind = type_.lower()
    if kind == "microsoft.resources/resourcegroups":
        return f"{parent}/resourceGroups/{names}"
    if kind == "microsoft.management/managementgroups":
        return MANAGEMENT_GROUPS + names
    if kind == "microsoft.resources/subscriptions":
        return subscription_id(names)
    return resource_id(parent, type_, names)


def fitted(type_: str, name: str, root: str) -> str:
    """Return a name with as many segments as its type has; a symbol may stand for several.

    Raises Failure where a literal name does not fit.
    """
    wanted, parts = type_.count("/"), name.strip("/").split("/")
    if len(parts) == wanted:
        return "/".join(parts)
    if len(parts) > wanted or OPEN not in name:
        raise Failure(f"its name has {len(parts)} segments where its type has {wanted}")
    at = next(index for index, part in enumerate(parts) if OPEN in part)
    missing = wanted - len(parts) + 1
    spread = [symbol(f"{show(parts[at])}[{index}]", root) for index in range(missing)]
    return "/".join([*parts[:at], *spread, *parts[at + 1 :]])
