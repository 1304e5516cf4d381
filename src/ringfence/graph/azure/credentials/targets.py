"""Which resource of the estate a credential opens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ringfence.graph.azure.endpoints import endpoint_of
from ringfence.model.credential import Credential, Family, Target
from ringfence.model.estate import Estate
from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource
from ringfence.model.symbols import same, show

TYPES: Final = {
    Family.STORAGE: ("Microsoft.Storage/storageAccounts",),
    Family.COSMOS: ("Microsoft.DocumentDB/databaseAccounts",),
    Family.SEARCH: ("Microsoft.Search/searchServices",),
    Family.AI: ("Microsoft.CognitiveServices/accounts",),
    Family.REGISTRY: ("Microsoft.ContainerRegistry/registries",),
    Family.BUS: ("Microsoft.ServiceBus/namespaces", "Microsoft.EventHub/namespaces"),
    Family.REDIS: ("Microsoft.Cache/redis", "Microsoft.Cache/redisEnterprise"),
    Family.SQL: ("Microsoft.Sql/servers",),
    Family.POSTGRESQL: ("Microsoft.DBforPostgreSQL/flexibleServers",),
    Family.ML: (
        "Microsoft.MachineLearningServices/workspaces",
        "Microsoft.MachineLearningServices/workspaces/onlineEndpoints",
    ),
    Family.KUBERNETES: ("Microsoft.ContainerService/managedClusters",),
}
"""The types that credentials of a family open."""

SUFFIXES: Final = {
    Family.REDIS: (".redis.cache.windows.net", ".redis.azure.net", ".redisenterprise.cache.azure.net"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Opened:
    """A resource that a credential opens; with a `doubt`, that it may open."""

    resource: Resource
    doubt: Unknown | None = None


def opened(estate: Estate, credential: Credential) -> list[Opened]:
    """Return what a credential opens in the estate.

    Nothing if it surely opens something else; everything of its family, in doubt, if nobody
    knows what it opens.
    """
    pool = [resource for type_ in TYPES.get(credential.family, ()) for resource in estate.of(type_)]
    if not pool:
        return []
    if not credential.opens:
        why = Unknown(f"which resource {credential.what} opens is not said", credential.source)
        return [Opened(resource, why) for resource in pool]
    found: dict[str, Opened] = {}
    for target in credential.opens:
        for each in _named(pool, target, credential):
            known = found.get(each.resource.key)
            if known is None or each.doubt is None:
                found[each.resource.key] = each
    if len(credential.opens) > 1:
        why = Unknown(
            f"it stands next to several names: {', '.join(f'`{t}`' for t in credential.opens)}",
            credential.source,
        )
        return [Opened(each.resource, each.doubt or why) for each in found.values()]
    return list(found.values())


def _named(pool: list[Resource], target: Target, credential: Credential) -> Iterator[Opened]:
    sure: list[Resource] = []
    unsure: list[Opened] = []
    for resource in pool:
        answer = _is(resource, target)
        if answer is True:
            sure.append(resource)
        elif answer is not False:
            unsure.append(Opened(resource, answer))
    if target.address and len(sure) > 1:
        sure = _of_root(sure, credential) or sure
    if not sure:
        yield from unsure
    elif len(sure) == 1:
        yield Opened(sure[0])
    else:
        why = Unknown(f"several resources are called `{target}`", credential.source)
        yield from (Opened(resource, why) for resource in sure)


def _of_root(resources: list[Resource], credential: Credential) -> list[Resource]:
    """Return those whose root is the folder that the credential lies in, or one above it."""
    place = credential.source.file
    inside = [r for r in resources if r.root in ("", ".") or place.startswith(f"{r.root}/")]
    deepest = max((len(r.root) for r in inside), default=0)
    return [r for r in inside if len(r.root) == deepest]


def _is(resource: Resource, target: Target) -> bool | Unknown:
    """Tell whether a resource is the target; an `Unknown` says why that is not known."""
    if target.address:
        address = (
            resource.address.partition("[")[0] if "[" not in target.address else resource.address
        )
        return address == target.address or address.endswith(f".{target.address}")
    label = target.host.partition(".")[0] if target.host else target.name
    if target.host and not _answers(resource, target.host):
        return False
    doubt: Unknown | None = None
    for value in _labels(resource):
        if isinstance(value, Unknown):
            doubt = value
            continue
        equal = same(value, label)
        if equal:
            return True
        if equal is None:
            where = resource.locate()
            doubt = Unknown(
                f"whether `{show(value)}` is `{label}` is decided by the deployment", where
            )
    return False if doubt is None else doubt


def _labels(resource: Resource) -> Iterator[str | Unknown]:
    """Yield what the public names of a resource may begin with."""
    values = [resource.name]
    endpoint = endpoint_of(resource.kind)
    if endpoint is not None and endpoint.label:
        stated = resource.look(endpoint.label)
        if isinstance(stated, str | Unknown) and resource.external is None:
            values.append(stated)
    for value in values:
        if isinstance(value, str | Unknown):
            yield value


def _answers(resource: Resource, host: str) -> bool:
    """Tell whether a resource of this type has a public name with such an ending."""
    if resource.kind.startswith("microsoft.cache/"):
        return True
    endpoint = endpoint_of(resource.kind)
    if endpoint is None or not endpoint.hosts:
        return True
    public = [suffix.replace("core.windows.net", "") for suffix in endpoint.hosts]
    return any(host.endswith(s) for s in endpoint.hosts) or any(s in host for s in public)
