"""Writes what follows from each credential: it lies there, it is accepted, and who gets through."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import Final

from ringfence.graph.azure.credentials.openings import Opening, ended, opening, reads
from ringfence.graph.azure.credentials.principals import Bearers
from ringfence.graph.azure.credentials.targets import TYPES, Opened, opened
from ringfence.graph.azure.network.reach import connect
from ringfence.graph.scene import Scene
from ringfence.model.asset import Asset
from ringfence.model.claims import Claim, Evidence
from ringfence.model.credential import Credential, Family
from ringfence.model.estate import Blind, top_key
from ringfence.model.facts import Unknown
from ringfence.model.resource import At, Resource

KEY: Final = "RF-BRR-01"
SIGNATURE: Final = "RF-BRR-02"
PRINCIPAL: Final = "RF-BRR-03"
LOOSE: Final = "RF-BRR-04"

_LOGINS: Final = (Family.SQL, Family.POSTGRESQL)


class Writer:
    """Writes the clauses about the credentials of one scene."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._estate = scene.estate
        self._network = connect(scene)
        self._assets: dict[str, list[Asset]] = defaultdict(list)
        for asset in scene.assets:
            self._assets[top_key(asset.key)].append(asset)

    def judge(self, credential: Credential) -> None:
        """Write everything about one credential."""
        over = ended(credential, self._scene.today)
        if over is True:
            self._remark(credential, f"it ended on {credential.expires:%Y-%m-%d}")
            return
        sas = credential.sas
        if sas is not None and sas.user:
            self._remark(credential, f"it works for the Entra user `{sas.user}` only")
            return
        thing = _thing(credential)
        lies = self._lies(credential, thing)
        doubts = () if over is False else (over,)
        if credential.writes_only or (sas is not None and not reads(sas)):
            self._loose(credential, thing, lies, "low", "it lets nothing be read", doubts)
            return
        if credential.family is Family.PRINCIPAL:
            self._act(credential, thing, lies)
            return
        found = opened(self._estate, credential)
        told = False
        for each in found:
            told = self._open(credential, thing, lies, each, doubts) or told
        self._rest(credential, thing, lies, found, told, doubts)

    def _rest(
        self,
        credential: Credential,
        thing: Resource,
        lies: Claim,
        found: list[Opened],
        told: bool,
        doubts: tuple[Unknown, ...],
    ) -> None:
        """Write that a credential lies there, whatever it opens: assets say more than the estate."""
        if any(each.doubt is None for each in found):
            because = (
                "what it opens is an asset"
                if told
                else "nothing that it opens is known as an asset"
            )
            self._loose(credential, thing, lies, "low", because, doubts)
        elif credential.opens and credential.family in TYPES:
            names = " or ".join(f"`{target}`" for target in credential.opens)
            self._loose(credential, thing, lies, "high", f"it opens {names}", doubts)
        else:
            severity = "medium" if found else "high"
            self._loose(credential, thing, lies, severity, "what it opens is not told", doubts)

    def _lies(self, credential: Credential, thing: Resource) -> Claim:
        claim = ("lies", thing.key)
        mark = f", fingerprint {credential.fingerprint}" if credential.fingerprint else ""
        shown = f"{credential.what}{mark}"
        where = "the history of the repository" if credential.committed else "the repository"
        self._scene.program.rule(
            claim,
            (),
            rule="credential-in-text",
            resource=thing,
            says=f"{credential.what} lies in `{credential.source}`",
            because=f"whoever can read {where} can read it",
            evidence=(Evidence(thing, "", None, shown),),
        )
        return claim

    def _open(
        self,
        credential: Credential,
        thing: Resource,
        lies: Claim,
        each: Opened,
        doubts: tuple[Unknown, ...],
    ) -> bool:
        """Write what a credential opens in one resource; tell whether that is any asset."""
        top = each.resource
        assets = self._assets.get(top_key(top.key), [])
        judged = frozenset(asset.key for asset in assets)
        parts = judged | {part.key for part in self._estate.inside(top.key)}
        told = False
        for asset in assets:
            if not _within(asset.resource, top):
                continue
            way = opening(self._estate, credential, top, asset, parts - {top.key})
            if way is None:
                continue
            told = True
            self._bearer(credential, thing, lies, each, asset, way, doubts)
        return told

    def _bearer(
        self,
        credential: Credential,
        thing: Resource,
        lies: Claim,
        each: Opened,
        asset: Asset,
        way: Opening,
        doubts: tuple[Unknown, ...],
    ) -> None:
        top = each.resource
        unsure = (*doubts, *way.doubts, *((each.doubt,) if each.doubt is not None else ()))
        accepted = ("accepted", thing.key, asset.key)
        known = f"until {credential.expires:%Y-%m-%d}" if credential.expires else "it has no end"
        gates = way.gates
        self._network.pen.conclude(
            accepted,
            (lies,),
            gates,
            rule="credential-accepted",
            resource=top,
            says=f"{credential.what} opens `{asset.resource.address}`",
            because=lambda: "; ".join(
                [known, *(gate.because for gate in gates if not gate.shut and gate.because)]
            ),
            doubts=tuple(dict.fromkeys(unsure)),
        )
        sas = credential.sas
        origin = f"address:{sas.addresses}" if sas is not None and sas.addresses else "internet"
        presence = asset.resource.presence
        severity = "high" if sas is not None or credential.family in _LOGINS else "critical"
        self._network.pen.conclude(
            _finding(severity, credential, asset.key),
            (accepted, self._network.net(origin, top)),
            (),
            rule=SIGNATURE if sas is not None else KEY,
            resource=asset.resource,
            says=f"`{asset.name}` can be read by whoever holds {credential.what}",
            because="the network lets its holder through, and nothing else is asked for",
            presence=() if presence is None else (presence,),
        )

    def _act(self, credential: Credential, thing: Resource, lies: Claim) -> None:
        """Write what the holder of a client secret reads as the principal that it belongs to."""
        told = False
        for claim in self._rights:
            answer = self._bearers.is_(claim[1], credential)
            asset = self._scene.by_key.get(claim[2])
            if answer is False or asset is None:
                continue
            told = told or answer is True
            top = self._estate.top(asset.resource) or asset.resource
            premises = [lies, claim]
            if claim[0] == "authz":
                premises.append(self._network.net("internet", top))
            presence = asset.resource.presence
            self._network.pen.conclude(
                _finding("high", credential, asset.key),
                premises,
                (),
                rule=PRINCIPAL,
                resource=asset.resource,
                says=f"`{asset.name}` can be read by whoever holds {credential.what}",
                because="it signs in as that principal, and the network lets it through",
                doubts=() if answer is True else (answer,),
                presence=() if presence is None else (presence,),
            )
        because = (
            "its principal reads an asset" if told else "what its principal may do is not told"
        )
        self._loose(credential, thing, lies, "low" if told else "high", because, ())

    @cached_property
    def _bearers(self) -> Bearers:
        return Bearers(self._scene)

    @cached_property
    def _rights(self) -> list[Claim]:
        """What the identity plane says of principals that read an asset."""
        return [each for each in self._scene.program.claims if each[0] in ("authz", "takes")]

    def _loose(
        self,
        credential: Credential,
        thing: Resource,
        lies: Claim,
        severity: str,
        because: str,
        doubts: tuple[Unknown, ...],
    ) -> None:
        self._scene.program.rule(
            _finding(severity, credential, ""),
            (lies,),
            rule=LOOSE,
            resource=thing,
            says=f"{credential.what} is known to whoever reads `{credential.place}`",
            because=because,
            doubts=doubts,
        )

    def _remark(self, credential: Credential, why: str) -> None:
        what = f"{credential.what} in `{credential.source}`"
        self._estate.blinds.append(Blind(what, why, credential.source, inert=True))


def _finding(severity: str, credential: Credential, asset: str) -> Claim:
    """Return the claim that an asset ("" for the estate) is lost to whoever reads a place."""
    return ("finding", "bearer", severity, f"holder:{credential.place}", asset, _mark(credential))


def _thing(credential: Credential) -> Resource:
    """Return the credential as something that a step can speak of."""
    mark = credential.fingerprint or str(credential.source.line)
    return Resource(
        id=f"credential/{credential.place}/{credential.kind}/{mark}/{credential.source.line}",
        type="Ringfence/credentials",
        name=credential.what,
        body={},
        address=str(credential.source),
        origin=At(credential.source),
    )


def _mark(credential: Credential) -> str:
    """Return what tells a credential from others in the same place, wherever its line moves."""
    mark = credential.fingerprint or ",".join(map(str, credential.opens))
    return f"{credential.place} {credential.kind} {mark}"


def _within(resource: Resource, top: Resource) -> bool:
    return resource.key == top.key or resource.key.startswith(f"{top.key}/") or (
        top.key.startswith(f"{resource.key}/")
    )  # fmt: skip
