"""Model deployments: their type decides where prompts are processed, not the account's region.

Global types process anywhere, data zone types anywhere in the zone, regional types in the region:
https://learn.microsoft.com/azure/ai-services/openai/how-to/deployment-types
A deployment spills over to another one: https://learn.microsoft.com/azure/ai-services/openai/how-to/spillover-traffic-management
"""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.graph.azure.placement import ANYWHERE, data_zone, every_region
from ringfence.graph.azure.replicas import DEPLOYMENT, Copy, Replicas
from ringfence.model.estate import Estate
from ringfence.model.facts import Absent, Unknown, Value
from ringfence.model.resource import Resource

ACCOUNTS = "Microsoft.CognitiveServices/accounts"
DEPLOYMENTS = f"{ACCOUNTS}/deployments"

REGIONAL = frozenset({"standard", "provisionedmanaged", "provisioned", "manual"})
GLOBAL = frozenset({"globalstandard", "globalbatch", "globalprovisionedmanaged", "developertier"})
ZONAL = frozenset({"datazonestandard", "datazonebatch", "datazoneprovisionedmanaged"})


def _copies(account: Resource, estate: Estate) -> Iterator[Copy]:
    deployments = estate.inside(account.key, DEPLOYMENTS)
    by_name = {each.key.rsplit("/", 1)[-1]: each for each in deployments}
    for deployment in deployments:
        yield from _processed(deployment, account, deployment)
        yield from _spilled(deployment, account, by_name)


def _processed(deployment: Resource, account: Resource, subject: Resource) -> Iterator[Copy]:
    """Yield where a deployment processes prompts, as far as that is not its own region."""
    pointer = "sku.name"
    type_ = deployment.look(pointer)
    if isinstance(type_, Absent) or type_ is None:
        pointer = "properties.scaleSettings.scaleType"  # the form of API versions up to 2022-12-01
        type_ = deployment.look(pointer)
    name = type_.lower() if isinstance(type_, str) else ""
    if name in REGIONAL:
        return
    doubt = subject.presence if subject.presence is not None else deployment.presence
    if name in GLOBAL or name.startswith("global"):
        because = f"deployment type `{type_}` processes prompts in any region"
        yield _copy(deployment, pointer, because, subject, doubt, (ANYWHERE, every_region()))
        return
    if name in ZONAL or name.startswith("datazone"):
        yield from _zoned(deployment, account, subject, pointer, str(type_), doubt)
        return
    why: Unknown
    if isinstance(type_, Unknown):
        why = type_
    else:
        said = f"is `{type_}`, which is not known" if name else "is not set"
        source = deployment.locate("sku")
        why = Unknown(f"the deployment type of `{deployment.address}` {said}", source)
    because = "its deployment type is not known"
    yield _copy(deployment, pointer, because, subject, why, (ANYWHERE, every_region()))


def _zoned(
    deployment: Resource,
    account: Resource,
    subject: Resource,
    pointer: str,
    type_: str,
    doubt: Unknown | None,
) -> Iterator[Copy]:
    location = account.look("location")
    zone = data_zone(location)
    if zone is None:
        why = Unknown(f"the data zone of the region of `{account.address}` is not known")
        unknown = location if isinstance(location, Unknown) else why
        because = f"deployment type `{type_}` processes prompts anywhere in a data zone"
        yield _copy(deployment, pointer, because, subject, unknown, (ANYWHERE, every_region()))
        return
    because = f"deployment type `{type_}` processes prompts anywhere in the {zone[0]} data zone"
    yield _copy(deployment, pointer, because, subject, doubt, zone)


def _copy(
    deployment: Resource,
    pointer: str,
    because: str,
    subject: Resource,
    doubt: Unknown | None,
    zone: tuple[str, frozenset[str]],
) -> Copy:
    return Copy(
        DEPLOYMENT,
        None,
        deployment,
        pointer,
        because,
        subject=subject.key,
        doubt=doubt,
        zone=zone,
    )


def _spilled(
    deployment: Resource, account: Resource, by_name: dict[str, Resource]
) -> Iterator[Copy]:
    pointer = "properties.spilloverDeploymentName"
    name: Value | Absent = deployment.look(pointer)
    if isinstance(name, Absent) or name is None or name == "":
        return
    target = by_name.get(name.lower()) if isinstance(name, str) else None
    if target is not None and target is not deployment:
        yield from _processed(target, account, deployment)
    elif target is None:
        why = Unknown(f"the deployment `{name}` is not in the code", deployment.locate(pointer))
        unknown = name if isinstance(name, Unknown) else why
        because = "requests spill over to a deployment that is not known"
        yield _copy(deployment, pointer, because, deployment, unknown, (ANYWHERE, every_region()))


REPLICAS = Replicas((ACCOUNTS,), _copies)
