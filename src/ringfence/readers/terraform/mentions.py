"""What a declared thing that is not modelled speaks of: the resources that it may bear on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import Final

from ringfence.model.estate import Blind
from ringfence.model.facts import Unknown, Value
from ringfence.model.symbols import CLOSE, OPEN, unshielded
from ringfence.readers.harvest import Harvest, Unmapped
from ringfence.readers.identity import carrier
from ringfence.readers.terraform.declared import Declared

_SYMBOL: Final = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")
_ID: Final = re.compile(r"/(?:subscriptions|providers)/[^\s\"'?&,;]+", re.IGNORECASE)
_HOST: Final = re.compile(
    rf"([a-z0-9{OPEN}][^\s/.:\"'@]*)\.(?:[a-z0-9-]+\.)*"
    r"(?:windows\.net|azure\.(?:com|net|us|cn)|azurecr\.io|azureml\.ms)\b",
    re.IGNORECASE,
)
_POINTS: Final = re.compile(
    r"(?:^|_)(?:ids?|scopes?|names?|uris?|urls?|endpoints?|connection_string|targets?|sources?"
    r"|destinations?|content|body|template|definition|script|settings|parameters(?:_json)?)$"
)
"""Arguments that may name another resource. An unknown one may name anything."""

_OWN: Final = frozenset(
    {"name", "display_name", "resource_group_name", "tenant_id", "subscription_id", "location"}
)
"""Arguments that say what the thing itself is called and where it lies."""

_TOOLS: Final = re.compile(
    r"\b(?:az|azcopy|azd|curl|wget|kubectl|helm|docker|skopeo|oras|crane|rclone|terraform|pwsh"
    r"|powershell|Invoke-[A-Za-z]+|(?:New|Set|Add|Remove|Update|Get|Copy)-Az[A-Za-z]+)\b"
)
"""Programs in a provisioner's command that can change or copy what lies in the cloud."""


class Mentions:
    """Finds which resources of one root are spoken of, by id, symbol, name or host name."""

    def __init__(self, declared: list[Declared]) -> None:
        self._declared = declared

    @cached_property
    def _by_name(self) -> dict[str, set[str]]:
        names: dict[str, set[str]] = defaultdict(set)
        for instance in self._declared:
            name = instance.arguments.get("name")
            if instance.id and isinstance(name, str) and len(name) > 2:
                names[name.lower()].add(instance.id.lower())
        return names

    @cached_property
    def _by_address(self) -> dict[str, str]:
        return {each.address.lower(): each.id.lower() for each in self._declared if each.id}

    def unmapped(self, instance: Declared, harvest: Harvest) -> None:
        """Note a thing of an unmapped type. If what it speaks of is not known, it may be all."""
        mentions, doubt = self.of(instance.arguments)
        harvest.unmapped.append(
            Unmapped(instance.type, instance.address, instance.root, instance.origin, mentions)
        )
        if doubt is not None:
            harvest.blinds.append(
                Blind(
                    f"`{instance.address}`",
                    f"the type `{instance.type}` is not modelled, and what it refers to is not"
                    f" known: {doubt.reason}",
                    instance.origin.locate(""),
                    instance.root,
                )
            )

    def provisioners(self, instance: Declared, harvest: Harvest) -> None:
        """Note commands that run beside a resource and may change what they speak of."""
        for text in _texts(instance.arguments.get("provisioner")):
            if _TOOLS.search(text) is None:
                continue
            mentions, _ = self.of({"script": instance.arguments.get("provisioner")})
            if instance.id:
                mentions |= {instance.id.lower()}
            origin, address = instance.origin, instance.address
            harvest.unmapped.append(
                Unmapped("provisioner", address, instance.root, origin, mentions)
            )
            return

    def of(self, arguments: dict[str, Value]) -> tuple[frozenset[str], Unknown | None]:
        """Return the keys that arguments speak of, and why there may be more."""
        found: set[str] = set()
        doubt: Unknown | None = None
        for name, value in _leaves(arguments, ""):
            if isinstance(value, Unknown):
                meant = {self._addressed(ref.lower()) for ref in value.refs} - {""}
                found |= meant
                if not meant and name not in _OWN and _POINTS.search(name):
                    doubt = value if doubt is None else doubt
            elif name not in _OWN:
                found |= self._in(value)
        return frozenset(found - {""}), doubt

    def _in(self, text: str) -> set[str]:
        lower = text.lower()
        found = set(self._by_name.get(lower, ()))
        if "/" in lower:
            found |= {match[0].rstrip("/") for match in _ID.finditer(lower)}
        if "." in lower:
            for match in _HOST.finditer(lower):
                found |= self._by_name.get(match[1], set())
        for match in _SYMBOL.finditer(lower):
            found |= self._named_by(match)
        return found

    def _named_by(self, match: re.Match[str]) -> set[str]:
        """Return the resource that a symbol belongs to: a principal's carrier, an attribute's."""
        carried = carrier(match[0])
        if carried is not None:
            return {carried}
        return {self._addressed(unshielded(match[1]).partition("#")[2])} - {""}

    def _addressed(self, reference: str) -> str:
        """Return the key of the resource that `address.attribute...` starts with, "" if none."""
        while reference:
            if reference in self._by_address:
                return self._by_address[reference]
            reference = reference.rpartition(".")[0]
        return ""


def _leaves(value: Value, name: str) -> Iterator[tuple[str, str | Unknown]]:
    """Yield every text and every unknown with the name of the argument that it stands in."""
    if isinstance(value, str | Unknown):
        yield name, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner, name)


def _texts(value: Value) -> Iterator[str]:
    for _, leaf in _leaves(value, ""):
        yield leaf if isinstance(leaf, str) else leaf.hint
