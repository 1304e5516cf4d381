"""What compute carries: the identities that a resource states, and those of a cluster's nodes."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.graph.azure.doubts import either
from ringfence.graph.azure.identity.principals import (
    CLUSTERS,
    IDENTITIES,
    Carried,
    principal_of,
    tokens_of,
)
from ringfence.model.estate import Estate
from ringfence.model.facts import Unknown, members
from ringfence.model.resource import Resource, dig


def attached(carrier: Resource, estate: Estate) -> Iterator[Carried]:
    """Yield what the `identity` property of a resource says that it carries."""
    if carrier.kind == IDENTITIES.lower():
        return
    identity = carrier.look("identity")
    if isinstance(identity, Unknown):
        yield principal_of(carrier.key), identity
        return
    if not isinstance(identity, dict):
        return
    type_ = identity.get("type")
    stated = identity.get("principalId")
    own = stated.lower() if isinstance(stated, str) else principal_of(carrier.key)
    if isinstance(type_, Unknown):
        yield own, type_
    elif "systemassigned" in str(type_).lower():
        yield own, carrier.presence
    listed = identity.get("userAssignedIdentities")
    if isinstance(listed, dict):
        for reference in listed:
            yield _user_assigned(reference, estate), carrier.presence
    elif isinstance(listed, list):
        for element, doubt in members(listed):
            if isinstance(element, str):
                yield _user_assigned(element, estate), either(doubt, carrier.presence)


def _user_assigned(reference: str, estate: Estate) -> str:
    found = estate.get(reference)
    return tokens_of(found)[0] if found is not None else principal_of(reference)


def hidden_on(carrier: Resource) -> Unknown | None:
    """Return why the list of user-assigned identities of a resource is not known, if it is not."""
    identity = carrier.look("identity")
    if isinstance(identity, Unknown):
        return identity if carrier.external is None else None
    listed = identity.get("userAssignedIdentities") if isinstance(identity, dict) else None
    return listed if isinstance(listed, Unknown) else None


def of_nodes(carrier: Resource, estate: Estate) -> Iterator[Carried]:
    """Yield the identities of the nodes of a cluster and of its add-ons."""
    if carrier.kind != CLUSTERS.lower():
        return
    profile = carrier.look("properties.identityProfile")
    addons = carrier.look("properties.addonProfiles")
    held = list(profile.values()) if isinstance(profile, dict) else []
    if isinstance(addons, dict):
        inner = (dig(addon, "identity") for addon in addons.values())
        held += [each for each in inner if isinstance(each, dict)]
    for identity in held:
        reference, object_id = dig(identity, "resourceId"), dig(identity, "objectId")
        if isinstance(reference, str):
            yield _user_assigned(reference, estate), carrier.presence
        elif isinstance(object_id, str):
            yield object_id.lower(), carrier.presence
