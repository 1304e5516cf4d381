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
_ID: Final = re.compile(
    rf"/(?:subscriptions|providers)/(?:{OPEN}[^{CLOSE}]*{CLOSE}|[^\s\"'?&,;])+", re.IGNORECASE
)
_SCOPE: Final = re.compile(r"/subscriptions/[^/]+(?:/resourcegroups/[^/]+)?")
_GROUP: Final = "/providers/microsoft.management/managementgroups/"
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

_TEXTS: Final = re.compile(
    r"(?:command|inline|script|content|template|body|definition|settings|data|json|policy|query)$"
)
"""Arguments that hold a program or a document, which may name things in the middle of a text."""

_WORD: Final = re.compile(r"[a-z0-9][a-z0-9_-]{2,}")

_TOOLS: Final = re.compile(
    r"\b(?:az|azcopy|azd|curl|wget|kubectl|helm|docker|skopeo|oras|crane|rclone|terraform|pwsh"
    r"|powershell|Invoke-[A-Za-z]+|(?:New|Set|Add|Remove|Update|Get|Copy)-Az[A-Za-z]+"
    r"|bash|python3?|node|ansible-playbook)\b|\.(?:sh|ps1|py|js|rb|cmd|bat)\b"
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

    def unmapped(self, instance: Declared, harvest: Harvest, because: str = "") -> None:
        """Note a thing of an unmapped type. If what it speaks of is not known, it may be all.

        `because` says why it counts although its shape is known.
        """
        mentions, doubt = self.of(instance.arguments)
        origin, root = instance.origin, instance.root
        what, where = f"`{instance.address}`", origin.locate("")
        why = because or f"the type `{instance.type}` is not modelled"
        if doubt is not None:
            why += f", and what it refers to is not known: {doubt.reason}"
            harvest.blinds.append(Blind(what, why, where, root))
        elif any(key.startswith(_GROUP) for key in mentions):
            # Which subscriptions a management group holds may be decided elsewhere.
            harvest.blinds.append(Blind(what, f"{why}, and it acts above", where, root))
        elif any(self._above(key) for key in mentions):
            why += ", and it acts on all that lies in its scope"
            harvest.blinds.append(Blind(what, why, where, root, resources=mentions))
        else:
            thing = Unmapped(instance.type, instance.address, root, origin, mentions, because)
            harvest.unmapped.append(thing)

    def _above(self, key: str) -> bool:
        """Tell whether an id is a scope that is not declared here, so that nobody looks it up."""
        return _SCOPE.fullmatch(key) is not None and key not in self._ids

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(self._by_address.values())

    def provisioners(self, instance: Declared, harvest: Harvest) -> None:
        """Note commands that run beside a resource and may change what they speak of."""
        given = instance.arguments.get("provisioner")
        leaves = [leaf for _, leaf in _leaves(given, ("provisioner",))]
        texts = [leaf if isinstance(leaf, str) else leaf.hint for leaf in leaves]
        hidden = next((leaf for leaf in leaves if isinstance(leaf, Unknown)), None)
        if hidden is None and not any(_TOOLS.search(text) for text in texts):
            return
        mentions, _ = self.of({"provisioner": given})
        if instance.id:
            mentions |= {instance.id.lower()}
        origin, address = instance.origin, instance.address
        harvest.unmapped.append(Unmapped("provisioner", address, instance.root, origin, mentions))
        if hidden is not None:
            why = f"it runs a command that is not known: {hidden.reason}"
            where = origin.locate("provisioner[0]")
            harvest.blinds.append(Blind(f"`{address}`", why, where, instance.root))

    def of(self, arguments: dict[str, Value]) -> tuple[frozenset[str], Unknown | None]:
        """Return the keys that arguments speak of, and why there may be more."""
        found: set[str] = set()
        doubt: Unknown | None = None
        for path, value in _leaves(arguments, ()):
            if path[0] in _OWN and len(path) == 1:
                continue
            points = _POINTS.search(path[-1]) is not None
            if not isinstance(value, Unknown):
                found |= self._in(value.lower(), points, _TEXTS.search(path[-1]) is not None)
                continue
            meant = {self._addressed(ref.lower()) for ref in value.refs} - {""}
            found |= meant
            if points and not meant and doubt is None:
                doubt = value
        return frozenset(found - {""}), doubt

    def _in(self, text: str, points: bool, spoken: bool) -> set[str]:
        """Return what a text speaks of: a name where one may stand, any word of a script."""
        found: set[str] = set()
        if points:
            found |= self._by_name.get(text, set())
        if spoken:
            for word in _WORD.finditer(text):
                found |= self._by_name.get(word[0], set())
        if "/" in text:
            found |= {match[0].rstrip("/") for match in _ID.finditer(text)}
        if "." in text:
            for match in _HOST.finditer(text):
                found |= self._by_name.get(match[1], set())
        for match in _SYMBOL.finditer(text):
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


def _leaves(value: Value, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str | Unknown]]:
    """Yield every text and every unknown with the names of the arguments that it stands in."""
    if isinstance(value, str | Unknown):
        if path:
            yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, (*path, key))
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner, path)
