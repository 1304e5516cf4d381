"""Keys that code hands to compute: settings, variables and scripts that hold the key of a store.

A key in the settings of an app opens the store for the app without any role, and for everybody who
gets code onto it. Code rarely writes the key itself: it refers to an attribute of the store
(`primary_connection_string`, `listKeys(...)`), or to a secret of a vault that holds it. A key that
stands there as a literal is found as text (`bearer`), not here.

The holder of a key is no custodian, yet the code gives it the key on purpose: that is no leak in
itself. What counts is where the holder can send, and who gets onto it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ringfence.graph.azure.doubts import either
from ringfence.graph.azure.identity.principals import principal_of
from ringfence.graph.azure.rights import Answer, Case, Local, Service, Way, service_of, services
from ringfence.model.estate import Estate, top_key
from ringfence.model.facts import MAYBE, Unknown, Value
from ringfence.model.resource import Resource
from ringfence.model.symbols import OPEN, every, same

LIMITS: Final = (
    "A snapshot or an export does not tell what machines and container groups are started with: keys "
    "in there are not tied to the stores that they open.",
    "A setting that is not known (a signature that a data source computes, a variable without a "
    "value) may be the key of any store that its root declares.",
    "Who may read a secret of a vault is not taken to use the key of a store that lies in it, "
    "unless the settings of compute refer to that secret.",
)
SECRETS: Final = "Microsoft.KeyVault/vaults/secrets"
_UNTOLD: Final = Unknown("which secret of a vault a setting refers to is decided at deployment")
MOST_HIDDEN: Final = 512
_PARTS: Final = {
    "Microsoft.Web/sites": ("config",),
    "Microsoft.Web/sites/slots": ("config",),
    "Microsoft.ContainerInstance/containerGroups": (),
    "Microsoft.App/containerApps": (),
    "Microsoft.App/jobs": (),
    "Microsoft.Compute/virtualMachines": ("extensions", "runCommands"),
    "Microsoft.Compute/virtualMachineScaleSets": ("extensions",),
    "Microsoft.Logic/workflows": (),
    "Microsoft.DataFactory/factories": ("linkedservices",),
    "Microsoft.Automation/automationAccounts": ("variables",),
}
"""Compute that is given settings, with the types of its children that hold some."""
_ATTRIBUTE: Final = re.compile(
    r"(?:^|\.|_)(?:access_key|key|connection_strings?|admin_password|query_keys)(?![a-z_])", re.I
)
"""Attributes of the azurerm provider that hold keys (of the types whose control plane lists keys)."""
_LISTED: Final = re.compile(r"(list\w+) of (?=\S)", re.IGNORECASE)
_VAULT: Final = re.compile(r"@Microsoft\.KeyVault\((?P<said>.*)\)\s*", re.IGNORECASE | re.DOTALL)
_URL: Final = re.compile(r"https://([^./]+)\.vault\.[^/]+/secrets/([^/?;)]+)", re.IGNORECASE)
_SETTING: Final = re.compile(
    r"settings|connectionstrings|environmentvariables|\benv\b|secrets|(?:custom|user)data$|variables|\bscript|parameters",
    re.I,
)
"""Properties that are read at all where their value is not known."""


@dataclass(frozen=True, slots=True)
class Handed:
    """A key of `store` that `carrier` is given; it stands at `pointer` of `holder`."""

    carrier: Resource
    store: Resource
    holder: Resource
    pointer: str
    doubt: Unknown | None = None

    def local(self, estate: Estate) -> Local | None:
        """Return it as a grant that is written in a resource, None where the store takes no keys."""
        answer = _accepts(estate, self.store)
        if not answer.open and not answer.wall:
            return None
        doubts = (self.doubt, self.carrier.presence, self.holder.presence, *answer.doubts)
        return Local(
            principal=principal_of(self.carrier.key),
            resource=self.holder,
            pointer=self.pointer,
            scope=self.store.key,
            says="open {it} with a key",
            because=f"its settings hold a key of `{self.store.address}`",
            reads=lambda _: True,
            rule="holds-key",
            doubts=tuple(dict.fromkeys(each for each in doubts if each is not None)),
            wall="" if answer.open else answer.wall,
            custody=False,
        )


class HandedKeys:
    """Finds the keys of stores in what compute is given.

    `carriers` are those that are given one, by key. `loose` holds, for roots with too many settings
    that are not known, one of them.
    """

    def __init__(self, estate: Estate) -> None:
        self._estate = estate
        self._by_store: dict[str, list[Handed]] = defaultdict(list)
        self._hidden: Counter[str] = Counter()
        self.carriers: dict[str, Resource] = {}
        self.loose: dict[str, tuple[Resource, Unknown]] = {}
        found: dict[tuple[str, str], Handed] = {}
        for handed in self._find():
            key = (handed.carrier.key, handed.store.key)
            known = found.get(key)
            if known is None or (known.doubt is not None and handed.doubt is None):
                found[key] = handed
        for handed in found.values():
            self._by_store[handed.store.key].append(handed)
            self.carriers[handed.carrier.key] = handed.carrier

    def of(self, store: Resource) -> Iterator[Local]:
        """Yield the keys of a store that compute is given, as grants."""
        for handed in self._by_store.get(store.key, ()):
            local = handed.local(self._estate)
            if local is not None:
                yield local

    def _find(self) -> Iterator[Handed]:
        for type_, parts in _PARTS.items():
            for carrier in self._estate.of(type_):
                if carrier.external is not None:
                    continue
                children = [f"{type_}/{part}" for part in parts]
                below = self._estate.inside(carrier.key, *children) if children else []
                for holder in (carrier, *below):
                    for pointer, value, doubt in _leaves(holder.look("properties"), "properties"):
                        for store, unsure in self._stores(holder, pointer, value):
                            yield Handed(carrier, store, holder, pointer, either(doubt, unsure))

    def _stores(
        self, holder: Resource, pointer: str, value: str | Unknown
    ) -> Iterator[tuple[Resource, Unknown | None]]:
        if isinstance(value, Unknown):
            if _SETTING.search(pointer):
                yield from self._mentioned(holder, value)
            return
        for secret, doubt in self._referred(value):
            for store, unsure in self._kept(secret):
                yield store, either(doubt, unsure)
        yield from self._named(value)

    def _kept(self, secret: Resource) -> Iterator[tuple[Resource, Unknown | None]]:
        """Yield the stores whose keys a secret of a vault is."""
        kept = secret.look("properties.value")
        if isinstance(kept, str):
            for store, doubt in self._named(kept):
                yield store, either(doubt, secret.presence)
        elif isinstance(kept, Unknown):
            yield from self._mentioned(secret, kept)

    def _named(self, text: str) -> Iterator[tuple[Resource, Unknown | None]]:
        """Yield the stores whose keys a text holds, or may hold."""
        if OPEN not in text:
            return
        for root, name in every(text):
            listed = _LISTED.match(name)
            owner = self._listed(name[listed.end() :]) if listed else self._attribute(root, name)
            store = None if owner is None else self._estate.top(owner)
            if store is not None and _way(store) is not None:
                yield store, None
            elif listed and owner is None:
                yield from self._perhaps(name[listed.end() :].partition(" ")[0])

    def _perhaps(self, id_: str) -> Iterator[tuple[Resource, Unknown | None]]:
        """Yield the stores that an id may mean, as their names are not known."""
        lookup = self._estate.lookup(id_, *keyed_types())
        for store in lookup.perhaps:
            if _way(store) is not None:
                yield store, lookup.doubt

    def _listed(self, said: str) -> Resource | None:
        """Return the resource in `<id>`, or `<id> <part of the answer>`."""
        while said:
            found = self._estate.get(said)
            if found is not None:
                return found
            said = said.rpartition(" ")[0]
        return None

    def _attribute(self, root: str, name: str) -> Resource | None:
        """Return the resource whose key `<address>.<attribute>` is, None if it is no key."""
        found = self._owner(root, name)
        return found[0] if found is not None and _ATTRIBUTE.search(found[1]) else None

    def _owner(self, root: str, name: str) -> tuple[Resource, str] | None:
        steps = name.split(".")
        for length in range(len(steps), 0, -1):
            owner = self._addressed.get((root, ".".join(steps[:length])))
            if owner is not None:
                return owner, ".".join(steps[length:])
        return None

    def _mentioned(
        self, holder: Resource, hidden: Unknown
    ) -> Iterator[tuple[Resource, Unknown | None]]:
        """Yield the stores of which an unknown value holds, or may hold, a key.

        A plan names the attributes that a value is made of. One of which nothing is said may be
        the key of any store that is declared beside it.
        """
        owners = [self._owner(holder.root, each) for each in hidden.refs]
        for owner, attribute in (each for each in owners if each is not None):
            store = self._estate.top(owner)
            if owner.kind == SECRETS.lower():
                if owner is not holder:
                    yield from self._kept(owner)
            elif store is not None and _way(store) is not None:
                if _ATTRIBUTE.search(attribute):
                    yield store, None
                elif not attribute:
                    yield store, hidden
        if not any(owners) and holder.external is None:
            stores = self._stores_of.get(holder.root, ())
            self._hidden[holder.root] += 1
            if self._hidden[holder.root] * len(stores) > MOST_HIDDEN:
                self.loose.setdefault(holder.root, (holder, hidden))
                return
            yield from ((store, hidden) for store in stores)

    @cached_property
    def _stores_of(self) -> dict[str, list[Resource]]:
        """The declared stores that accept keys, by root."""
        found: dict[str, list[Resource]] = defaultdict(list)
        for store in self._estate:
            if store.external is None and store.key == top_key(store.key) and _way(store):
                found[store.root].append(store)
        return found

    @cached_property
    def _addressed(self) -> dict[tuple[str, str], Resource]:
        return {(resource.root, resource.address): resource for resource in self._estate}

    def _referred(self, text: str) -> Iterator[tuple[Resource, Unknown | None]]:
        """Yield the secrets of vaults that a setting refers to, or may refer to."""
        match = _VAULT.fullmatch(text)
        said: str = match["said"] if match else text
        stated = {
            part.partition("=")[0].strip().lower(): part.partition("=")[2].strip()
            for part in said.split(";")
        }
        key = stated.get("secreturi", said).strip("/").lower()
        if found := _URL.search(said):
            vault, name = found[1].lower(), found[2].lower()
        elif "vaultname" in stated and "secretname" in stated:
            vault, name = stated["vaultname"].lower(), stated["secretname"].lower()
        elif "/secrets/" in key:
            yield from self._by_id(f"/{key}")
            return
        else:
            return
        if (vault, name) in self._secrets:
            yield self._secrets[vault, name], None
            return
        listed = self._secrets if OPEN in vault + name else self._symbolic
        for (its_vault, its_name), secret in listed.items():
            answers = same(vault, its_vault), same(name, its_name)
            if False not in answers:
                yield secret, _UNTOLD if None in answers else None

    def _by_id(self, id_: str) -> Iterator[tuple[Resource, Unknown | None]]:
        for each in (id_, id_.rpartition("/")[0]):  # with and without a version
            lookup = self._estate.lookup(each, SECRETS)
            if lookup.found is not None and lookup.found.kind == SECRETS.lower():
                yield lookup.found, None
                return
            for secret in lookup.perhaps:
                yield secret, lookup.doubt

    @cached_property
    def _secrets(self) -> dict[tuple[str, str], Resource]:
        """The secrets by the names of their vaults and their own."""
        found = {}
        for secret in self._estate.of(SECRETS):
            *_, vault, _kind, name = secret.key.split("/")
            found[vault, name] = secret
        return found

    @cached_property
    def _symbolic(self) -> dict[tuple[str, str], Resource]:
        """Those of them of which a name is not known before deployment."""
        return {names: each for names, each in self._secrets.items() if OPEN in "".join(names)}


def keyed_types() -> frozenset[str]:
    """Return the types (lower case) whose control plane hands out keys."""
    found = services().items()
    return frozenset(kind for kind, service in found if _handing_out(service) is not None)


def _way(store: Resource) -> Way | None:
    """Return the way by which the control plane of a store hands out keys, None if it has none."""
    return _handing_out(service_of(store.type))


def _handing_out(service: Service) -> Way | None:
    return next((way for way in service.ways if way.name == "hands-out-keys"), None)


def _accepts(estate: Estate, store: Resource) -> Answer:
    way = _way(store)
    if way is None or way.when is None:
        return Answer(way is not None)
    return way.when(Case(estate, store, store, store))


def _leaves(
    value: Value | object, pointer: str, doubt: Unknown | None = None
) -> Iterator[tuple[str, str | Unknown, Unknown | None]]:
    """Yield every text and unknown in a value with its pointer, and why it may not be there."""
    if isinstance(value, str):
        if OPEN in value or "vault" in value.lower():
            yield pointer, value, doubt
    elif isinstance(value, Unknown):
        yield pointer, value, doubt
    elif isinstance(value, dict):
        maybe = value.get(MAYBE)
        doubt = either(doubt, maybe) if isinstance(maybe, Unknown) else doubt
        for key, inner in value.items():
            if key != MAYBE:
                yield from _leaves(inner, f"{pointer}.{key}", doubt)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _leaves(inner, f"{pointer}[{index}]", doubt)
