"""The owner's word: `assets` of the boundary file. It overrides everything else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ringfence.graph.azure.assets.evidence import Evidence, Ledger, Voice
from ringfence.graph.azure.assets.services import COMPUTES, CONTENTS, SERVICES
from ringfence.graph.kubernetes.objects import WORKLOADS
from ringfence.model.asset import Confidence
from ringfence.model.boundary import AssetRule, Match, Policy
from ringfence.model.estate import Blind, Estate
from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource
from ringfence.model.symbols import show


@dataclass(frozen=True, slots=True)
class _Answer:
    """Whether a criterion holds: yes, no, or not known (and why)."""

    holds: bool
    doubt: Unknown | None = None


_YES = _Answer(True)
_NO = _Answer(False)


def hear(estate: Estate, policy: Policy, ledger: Ledger) -> None:
    """Note what the owner says; the first rule that matches a resource decides about it."""
    if not policy.assets:
        return
    decided: set[str] = set()
    for rule in policy.assets:
        heard = False
        for resource in _candidates(estate, rule.match):
            answer = _matches(rule.match, resource)
            heard = heard or answer is not _NO
            if answer is not _NO and resource.key not in decided:
                _apply(rule, answer, resource, ledger, decided)
        if not heard:
            what, why = f"the asset rule for {_spoken(rule.match)}", "matches no resource"
            estate.blinds.append(Blind(what, why, rule.source, inert=True))


def _spoken(match: Match) -> str:
    """Return a match as its author wrote it."""
    stated = {"address": match.address, "name": match.name, "type": match.type, "id": match.id}
    told = [f"{key} `{value}`" for key, value in stated.items() if value]
    return ", ".join([*told, *(f"tag `{key}: {value}`" for key, value in match.tags)])


def _apply(
    rule: AssetRule, answer: _Answer, resource: Resource, ledger: Ledger, decided: set[str]
) -> None:
    because = "the boundary file says so"
    if rule.kind is None:
        if answer.doubt is None:  # a rule that may not apply removes nothing
            decided.add(resource.key)
            ledger.refused.add(resource.key)
            ledger.best.pop(resource.key, None)
        return
    if answer.doubt is None:
        decided.add(resource.key)
        ledger.add(
            Evidence(resource, rule.kind, Confidence.HIGH, because, Voice.OWNER, name=rule.name)
        )
    else:
        maybe = "a rule of the boundary file may mean it"
        ledger.add(
            Evidence(
                resource,
                rule.kind,
                Confidence.LOW,
                maybe,
                Voice.HIDDEN,
                answer.doubt,
                spreads=False,
            )
        )


def _candidates(estate: Estate, match: Match) -> Iterable[Resource]:
    """Return the resources that a rule may speak of.

    A rule by glob, name or tag means things that can be assets, not the rules and endpoints
    around them; one that names a type, an id or an exact address means what it names.
    """
    if match.id and "*" not in match.id:
        found = estate.get(match.id)
        return (found,) if found else ()
    if match.type and "/" in match.type:
        return estate.of(match.type)
    if match.type:
        return iter(estate)
    if match.address and "*" not in match.address:
        return (each for each in estate if each.address == match.address)
    return estate.of(*SERVICES, *CONTENTS, COMPUTES, *WORKLOADS)


@lru_cache(maxsize=1024)
def _glob(pattern: str) -> re.Pattern[str]:
    """Compile a pattern in which only `*` is special: addresses hold brackets."""
    pieces = (re.escape(piece) for piece in pattern.lower().split("*"))
    return re.compile(".*".join(pieces), re.DOTALL)


def _matches(match: Match, resource: Resource) -> _Answer:
    if match.address and not _glob(match.address).fullmatch(resource.address.lower()):
        return _NO
    if match.type and not _is_type(match.type.lower(), resource):
        return _NO
    if match.id and not _glob(match.id).fullmatch(resource.key):
        return _NO
    doubt: Unknown | None = None
    for answer in (_name(match, resource), *_tags(match, resource)):
        if not answer.holds and answer.doubt is None:
            return _NO
        doubt = answer.doubt if doubt is None else doubt
    return _YES if doubt is None else _Answer(True, doubt)


def _is_type(wanted: str, resource: Resource) -> bool:
    """Tell whether a resource has a type: the provider's, or the one that its address names."""
    return resource.kind == wanted or f".{wanted}." in f".{resource.address.lower()}"


def _name(match: Match, resource: Resource) -> _Answer:
    if not match.name:
        return _YES
    if isinstance(resource.name, Unknown):
        return _Answer(False, resource.name)
    name = show(str(resource.name or ""))
    return _YES if _glob(match.name).fullmatch(name.lower()) else _NO


def _tags(match: Match, resource: Resource) -> list[_Answer]:
    if not match.tags:
        return []
    tags = resource.look("tags")
    if isinstance(tags, Unknown):
        return [_Answer(False, tags)]
    if not isinstance(tags, dict):
        return [_NO]
    lower = {key.lower(): value for key, value in tags.items()}
    answers: list[_Answer] = []
    for key, wanted in match.tags:
        value = lower.get(key.lower())
        if isinstance(value, Unknown):
            answers.append(_YES if wanted == "*" else _Answer(False, value))
        elif value is None:
            answers.append(_NO)
        else:
            answers.append(_YES if _glob(wanted).fullmatch(str(value).lower()) else _NO)
    return answers
