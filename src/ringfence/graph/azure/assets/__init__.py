"""Which resources of an Azure estate are assets: by type, link, tag and name."""

from __future__ import annotations

from typing import Final

from ringfence.graph.azure.assets import kubernetes, names
from ringfence.graph.azure.assets.containment import contain
from ringfence.graph.azure.assets.evidence import Evidence, Ledger
from ringfence.graph.azure.assets.links import Linker
from ringfence.graph.azure.assets.owner import hear
from ringfence.graph.azure.assets.recognition import recognise
from ringfence.model.asset import Asset
from ringfence.model.boundary import Policy
from ringfence.model.estate import Estate, top_key

LIMITS: Final = (
    "assets are recognised by type, link, tag and name; what a store really holds is not read",
    "Terraform state holds secrets, but is no asset by its name: declare it in the boundary file",
    "resources that code only mentions by a literal id are no assets of the scan",
    "Functions, web apps and data factories are no assets, whatever their names",
)


def find(estate: Estate, policy: Policy, *, all_data: bool) -> list[Asset]:
    """Return the assets of an estate, sorted by root and address.

    With `all_data` every data store, vault, registry, workload, endpoint and log sink is one.
    """
    ledger = Ledger()
    hear(estate, policy, ledger)
    recognise(estate, ledger, all_data=all_data)
    kubernetes.recognise(estate, ledger, all_data=all_data)
    Linker(estate, ledger).run()
    contain(estate, ledger)
    found = [_asset(evidence, ledger) for evidence in ledger]
    return sorted(found, key=lambda asset: (asset.resource.root, asset.resource.address))


def _asset(evidence: Evidence, ledger: Ledger) -> Asset:
    resource = evidence.resource
    top = top_key(resource.key)
    return Asset(
        resource=resource,
        kind=evidence.kind,
        name=evidence.name or names.label(resource),
        confidence=evidence.confidence,
        because=evidence.because,
        doubt=evidence.doubt,
        holder=top if top != resource.key and top in ledger.best else "",
    )
