"""Assets by themselves: what type, tags and names say of each resource."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ringfence.graph.azure.assets import names, services, tags, words, workloads
from ringfence.graph.azure.assets.evidence import Evidence, Ledger, Voice
from ringfence.graph.azure.assets.services import CONTENTS, OWN_KIND, SERVICES, Service
from ringfence.model.asset import AssetKind, Confidence
from ringfence.model.estate import Estate
from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource, dig

_BY_STRENGTH: Final = {
    words.STRONG: Confidence.HIGH,
    words.MEDIUM: Confidence.MEDIUM,
    words.WEAK: Confidence.LOW,
}
_FILES: Final = (
    "microsoft.storage/",
    "microsoft.compute/",
    "microsoft.netapp/",
    "microsoft.storagecache/",
)
_MODEL_SERVICES: Final = frozenset({"openai", "aiservices"})


def recognise(estate: Estate, ledger: Ledger, *, all_data: bool) -> None:
    """Note every resource that its type, tags or name make an asset."""
    for type_, service in SERVICES.items():
        for resource in estate.of(type_):
            _top(resource, service, estate, ledger, all_data)
    for type_ in CONTENTS:
        for resource in estate.of(type_):
            _content(resource, ledger)
    if all_data:
        for resource in estate.of(services.COMPUTES):
            ledger.add(_any(resource))


def _top(
    resource: Resource, service: Service, estate: Estate, ledger: Ledger, all_data: bool
) -> None:
    if service.role == "workload":
        evidence = list(workloads.recognise(resource, estate))
    else:
        evidence = [*_by_type(resource, service), *_by_words(resource, service)]
    for each in evidence:
        ledger.add(each)
    if not evidence and (doubt := _hidden(resource, service)) is not None:
        ledger.add(unclear(resource, doubt))
    if all_data:
        ledger.add(_any(resource))


def _content(resource: Resource, ledger: Ledger) -> None:
    own = OWN_KIND.get(resource.kind)
    if own is not None:
        ledger.add(
            Evidence(resource, own, Confidence.HIGH, "it answers prompts with a model", Voice.TYPE)
        )
        return
    service = CONTENTS[resource.kind]
    # A key stays a key, whatever it is named after.
    evidence = list(_by_words(resource, service if service.kind is AssetKind.KEY else None))
    for each in evidence:
        ledger.add(each)
    if not evidence and resource.external is None and names.hidden(resource.name):
        ledger.add(unclear(resource, _why(resource)))


def _by_type(resource: Resource, service: Service) -> Iterator[Evidence]:
    if service.kind is not None:
        yield Evidence(resource, service.kind, service.confidence, service.because, Voice.TYPE)
    elif service.type == services.COGNITIVE:
        yield from _model_service(resource)


def _model_service(resource: Resource) -> Iterator[Evidence]:
    """A Cognitive Services account of a kind that serves language models is an endpoint.

    Kinds: https://learn.microsoft.com/azure/ai-services/multi-service-resource
    """
    kind = resource.look("kind")
    if isinstance(kind, Unknown):
        yield unclear(resource, kind, AssetKind.ENDPOINT)
    elif isinstance(kind, str) and kind.lower() in _MODEL_SERVICES:
        because = f"an account of kind `{kind}` serves models"
        yield Evidence(resource, AssetKind.ENDPOINT, Confidence.HIGH, because, Voice.TYPE)


def _by_words(resource: Resource, service: Service | None) -> Iterator[Evidence]:
    fixed = service.kind if service else None
    role = service.role if service else "store"
    if role == "service" and fixed is None:
        fixed = AssetKind.ENDPOINT
    if role == "sink":
        fixed = AssetKind.INFERENCE_LOG
    for tagged in tags.read(resource, data=role == "store"):
        yield Evidence(resource, tagged.kind, tagged.confidence, tagged.because, Voice.TAG)
    if (named := _named(resource)) is not None:
        hit, because = named
        kind = fixed or _kind(resource, hit)
        yield Evidence(resource, kind, _BY_STRENGTH[hit.strength], because, Voice.NAME)


def _kind(resource: Resource, hit: words.Hit) -> AssetKind:
    """Weights are kept as files; what a database keeps for a model are prompts."""
    if hit.word in words.GENERIC and not resource.kind.startswith(_FILES):
        return AssetKind.PROMPT_DATA
    return hit.kind


def _named(resource: Resource) -> tuple[words.Hit, str] | None:
    """Return the most telling word of the resource's name, of its label in code, or around it."""
    text = names.words_of(resource.name)
    hit = words.read(text) if text else None
    if hit is not None and hit.strength == words.STRONG:
        return hit, f"its name holds `{hit.word}`"
    own, around = names.labels(resource.address)
    against = words.speaks_against(text) or words.speaks_against(own)
    labelled = words.read(own) if own else None
    if labelled is not None and against and labelled.strength < words.STRONG:
        labelled = None
    if labelled is not None and (hit is None or labelled.strength > hit.strength):
        capped = words.Hit(labelled.kind, labelled.word, min(labelled.strength, words.MEDIUM))
        return capped, f"the code calls it `{labelled.word}`"
    if hit is not None:
        return hit, f"its name holds `{hit.word}`"
    if against:
        return None
    for module in reversed(around):
        outer = words.read(module)
        if outer is not None and outer.strength == words.STRONG:
            return (
                words.Hit(outer.kind, outer.word, words.WEAK),
                f"it belongs to `{module.strip()}`",
            )
    return None


def _hidden(resource: Resource, service: Service) -> Unknown | None:
    """Return why it cannot be told whether what keeps data is an asset, None where it can.

    An external resource states nothing of itself: only what is known of it counts.
    """
    if service.role not in ("store", "sink") or resource.external is not None:
        return None
    if names.hidden(resource.name):
        return _why(resource)
    return tags.hidden(dig(resource.body, "tags"))


def _why(resource: Resource) -> Unknown:
    if isinstance(resource.name, Unknown):
        return resource.name
    return Unknown(
        f"the name of `{resource.address}` is known at deployment only", resource.locate("name")
    )


def unclear(
    resource: Resource, doubt: Unknown, kind: AssetKind = AssetKind.UNCLASSIFIED
) -> Evidence:
    """Return evidence that a resource may be an asset: what would tell is not known."""
    because = "what would tell whether it is an asset is not known"
    return Evidence(resource, kind, Confidence.LOW, because, Voice.HIDDEN, doubt, spreads=False)


def _any(resource: Resource) -> Evidence:
    because = "every data store, workload, endpoint and log sink counts"
    return Evidence(resource, AssetKind.UNCLASSIFIED, Confidence.LOW, because, Voice.ALL_DATA)
