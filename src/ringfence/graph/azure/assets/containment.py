"""Accounts and what lies in them: an account passes its kind down, a find passes it up."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Final

from ringfence.graph.azure.assets.evidence import KINDS, Evidence, Ledger, Voice
from ringfence.graph.azure.assets.services import CONTENTS
from ringfence.model.estate import Estate, top_key
from ringfence.model.resource import Resource

_HOLDS: Final = "holds `{0}`"


def contain(estate: Estate, ledger: Ledger) -> None:
    """Make the contents of assets assets, and list the accounts of those found on their own.

    An account that is an asset by itself makes everything in it an asset; one that only holds
    an asset is listed because of it, and passes nothing on to its other contents. What the owner
    calls no asset takes its contents with it, unless the owner says otherwise of one of them.
    """
    found: dict[str, list[Evidence]] = defaultdict(list)
    for type_ in CONTENTS:
        for child in estate.of(type_):
            top = top_key(child.key)
            if top in ledger.refused and not _owned(ledger, child):
                ledger.refused.add(child.key)
                ledger.best.pop(child.key, None)
                continue
            _down(child, ledger.get(top), ledger)
            held = ledger.get(child.key)
            if held is not None:
                found[top].append(held)
    for top, children in found.items():
        account = estate.get(top)
        if account is not None and top not in ledger.refused:
            _up(account, children, ledger)


def _owned(ledger: Ledger, child: Resource) -> bool:
    held = ledger.get(child.key)
    return held is not None and held.voice is Voice.OWNER


def _down(child: Resource, above: Evidence | None, ledger: Ledger) -> None:
    if above is None or not above.spreads or child.key in ledger.refused:
        return
    held = ledger.get(child.key)
    if held is not None and held.doubt is None:
        if held.confidence.rank < above.confidence.rank and above.doubt is None:
            ledger.best[child.key] = replace(held, confidence=above.confidence)
        return  # it keeps a kind of its own
    because = f"it lies in `{above.resource.address}`"
    ledger.best[child.key] = Evidence(
        child, above.kind, above.confidence, because, above.voice, above.doubt
    )


def _up(account: Resource, children: list[Evidence], ledger: Ledger) -> None:
    held = ledger.get(account.key)
    if held is not None and held.doubt is None:
        return
    sure = [child for child in children if child.doubt is None]
    if not sure:
        if held is None:
            _hold(account, min(children, key=_order), ledger)
        return
    _hold(account, min(sure, key=_order), ledger)


def _order(child: Evidence) -> tuple[int, int, str]:
    return -child.confidence.rank, KINDS.index(child.kind), child.resource.address


def _hold(account: Resource, child: Evidence, ledger: Ledger) -> None:
    ledger.best[account.key] = Evidence(
        account,
        child.kind,
        child.confidence,
        _HOLDS.format(child.resource.address),
        Voice.LINK,
        child.doubt,
        spreads=False,
    )
