"""How principals get onto compute, and into identities: `runs` and `becomes` claims.

Whoever may change a machine, a job or a flow runs code on it, and that code acts as every identity
that the resource carries, from where it stands. An identity of its own right can be attached to
other compute or be made to trust a foreign token.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ringfence.graph.azure.identity import words
from ringfence.graph.azure.identity.directory import Directory
from ringfence.graph.azure.identity.federation import Federation
from ringfence.graph.azure.identity.holdings import Asked, Grip, Held, Holdings
from ringfence.graph.azure.identity.ledger import Words
from ringfence.graph.azure.identity.limits import ROLE_WRITE
from ringfence.graph.azure.identity.pipelines import Pipelines
from ringfence.graph.azure.identity.places import Places
from ringfence.graph.azure.identity.powers import Powers
from ringfence.graph.azure.identity.principals import IDENTITIES, Principal, tokens_of
from ringfence.graph.azure.rights import Answer, Case, Need, Way, creators, service_of
from ringfence.graph.azure.rights.managed_identity import ASSIGN
from ringfence.graph.scene import Scene
from ringfence.model.claims import Claim, Evidence, Text
from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource

CREATE = Need("create-compute", "create compute", actions=creators(), at="anywhere")


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody who can act as an identity, or run code on a resource; `claim` says so.

    `runs` tells that it does so where the identity stands.
    """

    principal: Principal
    claim: Claim
    sure: bool
    runs: bool = False


class Entries:
    """Finds who enters what; every answer is worked out once."""

    def __init__(
        self,
        scene: Scene,
        directory: Directory,
        holdings: Holdings,
        places: Places,
        federation: Federation,
        pipelines: Pipelines,
        powers: Powers,
    ) -> None:
        self._scene = scene
        self._ledger = holdings.ledger
        self._directory = directory
        self._holdings = holdings
        self._places = places
        self._federation = federation
        self._pipelines = pipelines
        self._powers = powers
        self._runs: dict[str, list[Entry]] = {}
        self._by: dict[tuple[str, str], Entry | None] = {}
        self._into: dict[str, list[Entry]] = {}

    def onto(self, resource: Resource) -> list[Entry]:
        """Return who runs code on a compute resource, with claims `("runs", who, key)`."""
        found = self._runs.get(resource.key)
        if found is None:
            found = self._runs[resource.key] = list(self._run(resource))
        return found

    def into(self, principal: Principal) -> list[Entry]:
        """Return who can act as a principal, with claims `("becomes", who, principal)`."""
        found = self._into.get(principal.token)
        if found is None:
            self._into[principal.token] = []
            merged: dict[str, Entry] = {}
            for entry in self._become(principal):
                old = merged.get(entry.principal.token)
                if old is not None:
                    entry = Entry(  # noqa: PLW2901 - both say the same, together they say more
                        old.principal, old.claim, old.sure or entry.sure, old.runs or entry.runs
                    )
                merged[entry.principal.token] = entry
            found = self._into[principal.token] = list(merged.values())
        return found

    def by(self, principal: Principal, resource: Resource) -> Entry | None:
        """Return how one principal runs code on a compute resource, None if it does not."""
        key = (principal.token, resource.key)
        if key not in self._by:
            self._by[key] = self._runner(principal, resource)
        return self._by[key]

    def _run(self, resource: Resource) -> Iterator[Entry]:
        top = self._scene.estate.top(resource) or resource
        service = service_of(top.type)
        if service.doubt or not service.runs:
            return
        for token in self._holdings.on(top, service):
            entry = self.by(self._directory.named(token), resource)
            if entry is not None:
                yield entry

    def _runner(self, principal: Principal, resource: Resource) -> Entry | None:
        top = self._scene.estate.top(resource) or resource
        service = service_of(top.type)
        helds = self._holdings.on(top, service).get(principal.token, [])
        if not helds or any(c is resource for c, _ in principal.carriers):
            return None
        may = self._holdings.may(helds, service)
        lent = may | self._holdings.lent(principal, top, service)
        ways = [way for way in service.runs if way.fits(resource.kind)]
        if not ways:
            return None
        ways = [
            way
            for way in (*ways, ROLE_WRITE)
            if (lent if len(way.needs) > 1 else may).issuperset(way.needs)
        ]
        case = Case(self._scene.estate, top, resource, top)
        found = sure = False
        for way in ways:
            grips = self._grips(principal, way, top, resource, helds)
            if grips is None:
                continue
            answer = way.when(case) if way.when else Answer(True)
            if not answer.open:
                continue
            found = True
            self._says_runs(principal, way, resource, top, grips, answer)
            if all(grip.sure for grip in grips) and not answer.doubts and not way.network:
                sure = True
                break
        if not found:
            return None
        return Entry(principal, ("runs", principal.token, resource.key), sure, runs=True)

    def _grips(
        self,
        principal: Principal,
        way: Way,
        top: Resource,
        target: Resource,
        helds: Sequence[Held],
    ) -> list[Grip] | None:
        asked = [Asked(need, target if need.at == "asset" else top, helds) for need in way.needs]
        return self._holdings.together(principal, asked, top)

    def _says_runs(
        self,
        principal: Principal,
        way: Way,
        resource: Resource,
        top: Resource,
        grips: Sequence[Grip],
        answer: Answer,
    ) -> None:
        body = [grip.claim for grip in grips]
        if way.network:
            helds = self._holdings.on(top, service_of(top.type)).get(principal.token, [])
            body.append(self._places.reaches(principal, top, helds))
        says = way.says if way is not ROLE_WRITE else "grants itself a role to run code on {it}"
        self._ledger.keep(
            ("runs", principal.token, resource.key),
            body,
            Words(
                rule="runs-code",
                resource=resource,
                says=lambda: f"{words.who(principal)} {says.format(it=f'`{resource.address}`')}",
                because=answer.because or "the control plane does it for whoever has the right",
                evidence=answer.evidence,
                doubts=answer.doubts,
            ),
        )

    def _become(self, principal: Principal) -> Iterator[Entry]:
        for carrier, doubt in list(principal.carriers):
            yield from self._by_code(principal, carrier, doubt)
        resource = principal.resource
        if resource is not None and resource.kind == IDENTITIES.lower():
            yield from self._by_right(principal, resource)
        yield from self._by_name(principal)
        yield from self._by_trust(principal)
        for arrival in self._pipelines.into(principal):
            yield Entry(arrival.principal, arrival.claim, arrival.sure)
        yield from self._by_power(principal)

    def _by_code(
        self, principal: Principal, carrier: Resource, doubt: Unknown | None
    ) -> Iterator[Entry]:
        for entry in self.onto(carrier):
            if entry.principal is principal:
                continue
            says = _says(entry.principal, principal)
            for relation in ("becomes", "runs-as"):
                self._ledger.keep(
                    (relation, entry.principal.token, principal.token),
                    (entry.claim,),
                    Words(
                        rule="acts-as",
                        resource=carrier,
                        says=says,
                        because=_tokens_of(carrier),
                        evidence=(Evidence(carrier, "identity"),),
                        doubts=() if doubt is None else (doubt,),
                    ),
                )
            claim = ("becomes", entry.principal.token, principal.token)
            yield Entry(entry.principal, claim, entry.sure and doubt is None, runs=True)

    def _by_name(self, principal: Principal) -> Iterator[Entry]:
        """Yield who can act as an identity whose name is not known, and which may be this one."""
        for twin, doubt in self._directory.namesakes(principal.token):
            if twin.kind != IDENTITIES.lower():
                continue  # what it carries is among the carriers
            for entry in self.into(self._directory.named(tokens_of(twin)[0])):
                claim = ("becomes", entry.principal.token, principal.token)
                self._ledger.keep(
                    claim,
                    (entry.claim,),
                    Words(
                        rule="acts-as",
                        resource=twin,
                        says=_says(entry.principal, principal),
                        because=f"`{twin.address}` may be this identity",
                        doubts=(doubt,),
                    ),
                )
                yield Entry(entry.principal, claim, sure=False)

    def _by_right(self, principal: Principal, identity: Resource) -> Iterator[Entry]:
        """Yield who may attach the identity, or add a credential to it."""
        service = service_of(identity.type)
        ways: list[tuple[tuple[Need, ...], str]] = [
            (
                way.needs,
                "a federated credential lets it sign in as the identity with a foreign token",
            )
            for way in service.runs
        ]
        ways.append((ROLE_WRITE.needs, "it can grant itself the right to use the identity"))
        for token, helds in self._holdings.on(identity, service).items():
            holder = self._directory.named(token)
            if holder is principal:
                continue
            for needs, because in ways:
                grips = [self._holdings.can(holder, need, identity, helds) for need in needs]
                entry = self._enters(holder, principal, identity, grips, because)
                if entry is not None:
                    yield entry
                    if entry.sure:
                        break
            else:
                yield from self._by_attaching(holder, principal, identity, helds)

    def _by_attaching(
        self, holder: Principal, principal: Principal, identity: Resource, helds: Sequence[Held]
    ) -> Iterator[Entry]:
        assign = self._holdings.can(holder, ASSIGN, identity, helds)
        if assign is None:
            return
        both = self._holdings.together(
            holder,
            [Asked(ASSIGN, identity, helds), Asked(CREATE, identity, self._holdings.of(holder))],
            identity,
        )
        if both is None and holder.doubt is not None:
            both = [assign]  # somebody unknown may be anybody who may create compute
        if both is None:
            return
        because = "it can attach the identity to compute that it may create or change"
        entry = self._enters(holder, principal, identity, both, because)
        if entry is not None:
            yield entry

    def _enters(
        self,
        holder: Principal,
        principal: Principal,
        identity: Resource,
        grips: Sequence[Grip | None],
        because: str,
    ) -> Entry | None:
        held = [grip for grip in grips if grip is not None]
        if len(held) < len(grips):
            return None
        claim = ("becomes", holder.token, principal.token)
        self._ledger.keep(
            claim,
            [grip.claim for grip in held],
            Words(
                rule="acts-as",
                resource=identity,
                says=_says(holder, principal),
                because=because,
            ),
        )
        return Entry(holder, claim, all(grip.sure for grip in held))

    def _by_trust(self, principal: Principal) -> Iterator[Entry]:
        for trust in self._federation.trusts.get(principal.token, ()):
            if trust.principal is principal:
                continue
            claim = ("becomes", trust.principal.token, principal.token)
            self._ledger.keep(
                claim,
                (),
                Words(
                    rule="trusts-subject",
                    resource=trust.credential,
                    says=_says(trust.principal, principal),
                    because=trust.because,
                    evidence=(
                        *(
                            Evidence(trust.credential, pointer, trust.credential.text(pointer))
                            for pointer in ("properties.issuer", "properties.subject")
                        ),
                        *self._pipelines.admission.asking(trust),
                    ),
                    doubts=trust.doubts,
                ),
            )
            yield Entry(trust.principal, claim, not trust.doubts)

    def _by_power(self, principal: Principal) -> Iterator[Entry]:
        for power in self._powers.over(principal):
            holder = self._directory.named(power.token)
            if holder is principal:
                continue
            claim = ("becomes", holder.token, principal.token)
            self._ledger.keep(
                claim,
                (),
                Words(
                    rule="grant",
                    resource=power.resource,
                    says=_says(holder, principal),
                    because=power.because,
                    evidence=(Evidence(power.resource, power.pointer, None, words.who(holder)),),
                    doubts=power.doubts,
                ),
            )
            yield Entry(holder, claim, not power.doubts)


def _says(holder: Principal, principal: Principal) -> Text:
    return lambda: f"{words.who(holder)} can act as {words.who(principal)}"


def _tokens_of(carrier: Resource) -> Text:
    return lambda: f"code on `{carrier.address}` obtains tokens of the identity it carries"
