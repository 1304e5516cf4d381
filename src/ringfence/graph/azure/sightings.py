"""What Azure code mentions of its surroundings: tenants, subscriptions, networks, CI, custodians."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import ip_network
from typing import Final

from ringfence.graph.azure.identity.directory import Directory
from ringfence.graph.azure.identity.signing import JOBS
from ringfence.graph.azure.identity.subjects import parse
from ringfence.graph.sightings import Sightings, tally
from ringfence.model.estate import Estate
from ringfence.model.facts import Source, members
from ringfence.model.resource import Resource
from ringfence.model.symbols import has_symbol, show
from ringfence.reference import roles

Seen = Iterator[tuple[str, Source, str]]

FEDERATED: Final = (
    "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials",
    "Microsoft.Graph/applications/federatedIdentityCredentials",
)
_GUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SUBSCRIPTION: Final = re.compile(rf"/subscriptions/({_GUID.pattern})(?:/|$)")


def sightings(estate: Estate) -> Sightings:
    """Return what the resources of an estate mention; primary locations are not among it."""
    return Sightings(
        tenants=tally(_tenants(estate)),
        subscriptions=tally(_subscriptions(estate)),
        networks=tally(_networks(estate)),
        repositories=tally(_repositories(estate)),
        custodians=tally(_custodians(estate)),
    )


def _tenants(estate: Estate) -> Seen:
    for resource in estate:
        for pointer in ("properties.tenantId", "identity.tenantId"):
            value = resource.text(pointer).lower()
            if _GUID.fullmatch(value):
                yield value, resource.locate(pointer), f"`{pointer}` of `{resource.address}`"


def _subscriptions(estate: Estate) -> Seen:
    for resource in estate:
        if match := _SUBSCRIPTION.match(resource.key):
            yield match[1], resource.locate(), f"the id of `{resource.address}`"


def _networks(estate: Estate) -> Seen:
    for network in estate.of("Microsoft.Network/virtualNetworks"):
        pointer = "properties.addressSpace.addressPrefixes"
        for prefix, _ in members(network.look(pointer)):
            if isinstance(prefix, str) and _is_network(prefix):
                yield prefix, network.locate(pointer), f"of `{network.address}`"


def _is_network(text: str) -> bool:
    try:
        ip_network(text)
    except ValueError:
        return False
    return True


def _repositories(estate: Estate) -> Seen:
    for credential in estate.of(*FEDERATED):
        place = parse(credential.text("properties.subject")).place
        if place and "*" not in place and not has_symbol(place):
            where = credential.locate("properties.subject")
            yield place, where, f"the subject of `{credential.address}`"
    for job in estate.of(JOBS):
        place = job.text("properties.repository")
        if place:
            yield place, job.locate(), f"the repository of `{job.address}`"


def _custodians(estate: Estate) -> Seen:
    """Yield who holds a data role or an access policy on a single resource."""
    directory = Directory(estate)
    for assignment in estate.of("Microsoft.Authorization/roleAssignments"):
        role = _role(assignment)
        principal = assignment.look("properties.principalId")
        if role is None or not isinstance(principal, str) or not _on_resource(assignment):
            continue
        if any(permission.data_actions for permission in role.permissions):
            label = show(directory.named(principal.lower()).label)
            yield label, assignment.locate(), f"`{role.name}` by `{assignment.address}`"
    for vault in estate.of("Microsoft.KeyVault/vaults"):
        pointer = "properties.accessPolicies"
        for policy, _ in members(vault.look(pointer)):
            holder = policy.get("objectId") if isinstance(policy, dict) else None
            if isinstance(holder, str):
                label = show(directory.named(holder.lower()).label)
                yield label, vault.locate(pointer), f"an access policy of `{vault.address}`"


def _role(assignment: Resource) -> roles.Role | None:
    definition = assignment.text("properties.roleDefinitionId").rpartition("/")[2]
    name = assignment.text("properties.roleDefinitionName")
    return roles.by_id(definition) or (roles.by_name(name) if name else None)


def _on_resource(assignment: Resource) -> bool:
    scope = assignment.text("properties.scope").lower()
    return "/providers/" in scope and "/resourcegroups/" in scope
