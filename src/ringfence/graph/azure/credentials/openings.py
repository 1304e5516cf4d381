"""What a credential lets its holder read, and what has to be switched on for that.

What a key opens is what the rights of a service say that its handed-out keys open (see `rights`).
A shared access signature opens what it names. Parameters: REST documentation of account, service
and user delegation SAS.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Final

from ringfence.graph.azure.doors import Gate
from ringfence.graph.azure.rights import Case, Way, service_of, setting
from ringfence.model.asset import Asset
from ringfence.model.credential import Credential, Family, Sas
from ringfence.model.estate import Estate
from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource
from ringfence.model.symbols import same

_STORAGE: Final = "microsoft.storage/storageaccounts"
_KINDS: Final = {
    f"{_STORAGE}/blobservices/containers": "b",
    f"{_STORAGE}/fileservices/shares": "f",
    f"{_STORAGE}/queueservices/queues": "q",
    f"{_STORAGE}/tableservices/tables": "t",
}
_SERVICE_OF: Final = {
    **dict.fromkeys(("b", "bs", "bv", "c", "d"), "b"), "f": "f", "s": "f", "q": "q", "t": "t",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Opening:
    """That a credential opens an asset, once the gates are open; `doubts` say what is not known."""

    gates: tuple[Gate, ...] = ()
    doubts: tuple[Unknown, ...] = ()


def opening(
    estate: Estate, credential: Credential, top: Resource, asset: Asset, parts: frozenset[str]
) -> Opening | None:
    """Return how a credential opens an asset of a resource, None if it does not.

    `parts` are the keys of other assets, and of what is declared inside of the resource and is
    none: a signature for one of those opens nothing else.
    """
    case = Case(estate, top, asset.resource, top)
    if credential.sas is not None and credential.family is Family.STORAGE:
        return _signed(credential, credential.sas, case, parts)
    ways = [
        way
        for way in service_of(top.type).ways
        if way.name == "hands-out-keys" and way.fits(asset.resource.kind)
    ]
    if credential.family is Family.REGISTRY:
        return _registry(credential, case, ways)
    if ways:
        return _with_key(case, ways[0])
    if credential.family in (Family.SQL, Family.POSTGRESQL):
        return _login(case)
    return Opening()


def _with_key(case: Case, way: Way) -> Opening:
    if way.when is None:
        return Opening()
    answer = way.when(case)
    gate = Gate(
        key=f"{way.name}:{case.top.key}",
        holder=case.top,
        what=answer.wall or f"`{case.top.address}` accepts no keys",
        shut=None if answer.open and answer.doubts else not answer.open,
        because=answer.because or "keys are accepted",
        evidence=answer.evidence,
        doubts=answer.doubts,
    )
    return Opening((gate,))


def _registry(credential: Credential, case: Case, ways: list[Way]) -> Opening:
    """The administrator of a registry is called like it; others sign in with a token or a role.

    A password of nobody in particular is that of the administrator where there is one.
    """
    name, user = case.top.name, credential.user
    admin = _with_key(case, ways[0]) if ways else Opening()
    if user and isinstance(name, str) and same(name, user):
        return admin
    if not user and not any(gate.shut for gate in admin.gates):
        return admin
    who = f"`{user}`" if user else "the token that it may be of"
    why = Unknown(f"what {who} may pull from `{case.top.address}` is not known", credential.source)
    return Opening((), (why,))


def _login(case: Case) -> Opening:
    pointer = (
        "properties.administrators.azureADOnlyAuthentication"
        if case.top.kind == "microsoft.sql/servers"
        else "properties.authConfig.passwordAuth"
    )
    value = case.top.look(pointer)
    if isinstance(value, Unknown):
        return Opening((), (value,))
    closed = value is True or str(value).lower() in ("true", "disabled")
    if not closed:
        return Opening()
    read = setting(case.top, pointer)
    gate = Gate(
        key=f"passwords:{case.top.key}",
        holder=case.top,
        what=f"`{case.top.address}` accepts no passwords",
        shut=True,
        because=read.because,
        evidence=read.evidence,
    )
    return Opening((gate,))


def reads(sas: Sas) -> bool:
    """Tell whether a signature lets content be read, whatever it is of."""
    if sas.policy and not sas.rights:
        return True
    if sas.sort == "account":
        taken = "p" in sas.rights and "q" in sas.services
        return ("r" in sas.rights or taken) and "o" in sas.types
    if sas.resource == "q":
        return "r" in sas.rights or "p" in sas.rights
    return "r" in sas.rights


def ended(credential: Credential, today: date) -> bool | Unknown:
    """Tell whether a credential has ended by its own word on a day."""
    ends = credential.expires
    if ends is None:
        if credential.sas is None:
            return False
        policy = credential.sas.policy
        why = f"stored access policy `{policy}`, which" if policy else "its own text, where it"
        return Unknown(f"when the signature ends is for {why} is not read", credential.source)
    if ends <= datetime.combine(today, time.min, UTC):
        return True
    if ends <= datetime.combine(today, time.max, UTC):
        return Unknown(f"it ends today, at {ends:%H:%M} UTC", credential.source)
    return False


def _signed(credential: Credential, sas: Sas, case: Case, parts: frozenset[str]) -> Opening | None:
    doubts: list[Unknown] = []
    covers = _covers(credential, sas, case, parts)
    if covers is False:
        return None
    if isinstance(covers, Unknown):
        doubts.append(covers)
    if sas.policy:
        why = f"stored access policy `{sas.policy}` decides what it gives, and is not read"
        doubts.append(Unknown(why, credential.source))
    if sas.sort == "delegation":
        return Opening((), tuple(doubts))
    ways = [way for way in service_of(case.top.type).ways if way.name == "hands-out-keys"]
    return Opening(_with_key(case, ways[0]).gates if ways else (), tuple(doubts))


def _covers(credential: Credential, sas: Sas, case: Case, parts: frozenset[str]) -> bool | Unknown:
    """Tell whether a signature is about an asset of the account, or about something in it."""
    kind = _KINDS.get(case.asset.kind, "")
    if sas.sort == "account":
        return not kind or kind in sas.services
    service = _SERVICE_OF.get(sas.resource, "")
    if sas.resource == "f" and _is_blob(credential):
        service = "b"
    if kind and service and kind != service:
        return False
    first = sas.path.partition("/")[0].lower()
    if not first:
        return Unknown(
            "which part of the account the signature is for is not said", credential.source
        )
    if kind:
        return _same_part(case.asset.key.rpartition("/")[2], first, credential)
    # The asset is the account as a whole: it is lost with any part that is not judged by itself.
    return not any(same(part.rpartition("/")[2], first) for part in parts)


def _same_part(name: str, first: str, credential: Credential) -> bool | Unknown:
    equal = same(name, first)
    if equal is None:
        why = f"whether it is for this part or another is decided by the deployment (`{first}`)"
        return Unknown(why, credential.source)
    return equal


def _is_blob(credential: Credential) -> bool:
    return any(".blob." in t.host or ".dfs." in t.host for t in credential.opens)
