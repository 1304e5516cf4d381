"""One instance of a plan: its planned values, with what is not known recovered or marked."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Literal

import msgspec

from ringfence.model.facts import ABSENT, Absent, Source, Unknown, Value
from ringfence.readers.terraform.answers import Answering, Exported, nested
from ringfence.readers.terraform.catalogue import mapping_of
from ringfence.readers.terraform.computed import may_be_computed
from ringfence.readers.terraform.evaluation.settling import settle
from ringfence.readers.terraform.evaluation.values import Datum, OpenMap
from ringfence.readers.terraform.mapping import Mapping, Provider
from ringfence.readers.terraform.places import Placed
from ringfence.readers.terraform.plan_format import StateResource
from ringfence.readers.terraform.plan_modules import farthest
from ringfence.readers.terraform.plan_targets import below, joined

if TYPE_CHECKING:
    from ringfence.readers.terraform.plan_modules import PlanModule

_DYNAMIC: Final[dict[str, Any]] = {"references": []}
"""The expression of what stands in a `dynamic` block, which plans leave out."""

_EXPRESSION: Final = frozenset({"references", "constant_value"})
_KEYS: Final = frozenset({"each.key", "count.index"})
_REFERS: Final = re.compile(r"(?:^|_)(?:ids?|scopes?|guid|members|owners)$")
_HANDED: Final = frozenset({"value", "plaintext_value", "serviceprincipalid", "issuer", "subject"})
_GIVEN: Final = re.compile(
    r"client_id|application_id|oidc_issuer_url|workload_identity_federation_(?:issuer|subject)"
)
"""What code hands to pipelines and trusts of them: a client id, the token of a connection."""

_NAMES: Final = re.compile(r"_names?$")
_ADDRESSES: Final = re.compile(r"(?:^|_)ip_address(?:es)?$")
_URIS: Final = re.compile(r"(?:^|_)ur[il]$")
_ENDPOINTS: Final = re.compile(r"(?:^|_)(?:ur[il]|endpoint)$")


class PlanInstance(Answering):
    """One planned instance, or a data source that was read before."""

    __slots__ = ("_arguments", "_expressions", "_mapping", "_unknown", "_values", "module", "state")

    def __init__(self, module: PlanModule, state: StateResource) -> None:
        super().__init__(state.address, None)
        self.module = module
        self.state = state
        self._mapping = mapping_of(state.type)
        self._values: dict[str, Value] | None = None
        self._unknown: dict[str, Any] = {}
        self._expressions: dict[str, Any] | None = None
        self._arguments: dict[str, Datum] = {}

    @property
    def type(self) -> str:
        """The Terraform type."""
        return self.state.type

    @property
    def mode(self) -> Literal["managed", "data"]:
        """Whether it is declared or looked up."""
        return "data" if self.state.mode == "data" else "managed"

    @property
    def root(self) -> str:
        """The plan."""
        return self.module.run.root

    @property
    def provider(self) -> Provider:
        """The provider configuration it uses."""
        written = self.module.config.resources.get(self.key)
        key = written.provider_config_key if written is not None else ""
        return self.module.run.provider(key or self.type.partition("_")[0])

    @property
    def mapping(self) -> Mapping | None:
        """How its type becomes the provider's shape."""
        return self._mapping

    @property
    def source(self) -> Source:
        """The plan."""
        return self.module.run.source

    @property
    def key(self) -> tuple[str, str, str]:
        """Mode, type and name: what its block is called in its module."""
        return (self.state.mode, self.state.type, self.state.name)

    def by_name(self, arm: str, name: str) -> str | None:
        """Return the id of the resource of an ARM type that is planned by this name."""
        return self.module.run.by_name(arm, name)

    def cycle(self) -> None:
        """Ignore: what an id is made of is not known then, and stands as such in it."""

    def placed(self) -> Placed:
        """Return the id that the state holds, or else the one that the arguments make."""
        if self._placed is None:
            known = self.values.get("id")
            if isinstance(known, str) and is_arm(known, self._mapping):
                self._placed = Placed(known)
        return super().placed()

    # Values

    @property
    def values(self) -> dict[str, Value]:
        """The values that are known; null is left out, and secrets that nothing reads."""
        if self._values is None:
            self._values = self._known()
            if self.state.mode != "data":
                unknown = self._not_known()
                self._unknown = {name: each for name, each in unknown.items() if each}
        return self._values

    def _not_known(self) -> dict[str, Any]:
        """Return which arguments are not known, in the shape of the values."""
        raw = self.module.run.unknowns.get(self.address)
        if raw is not None and memoryview(raw).nbytes:
            unknown = msgspec.json.decode(raw)
            return unknown if isinstance(unknown, dict) else {}
        # A plan that does not say: what is written and has no value is not known.
        values = self._values or {}
        return {
            name: True
            for name, expression in self.expressions.items()
            if name not in values and _is_expression(expression) and _named(expression)
        }

    def _known(self) -> dict[str, Value]:
        if not memoryview(self.state.values).nbytes:
            return {}
        decoded = msgspec.json.decode(self.state.values)
        if not isinstance(decoded, dict):
            return {}
        values = {name: value for name, value in decoded.items() if value is not None}
        if memoryview(self.state.sensitive_values).nbytes > 2:
            hidden = msgspec.json.decode(self.state.sensitive_values)
            kept = reads(self.type)
            for name, secret in hidden.items() if isinstance(hidden, dict) else ():
                if secret is True and name not in kept:
                    values.pop(name, None)
        return values

    @property
    def expressions(self) -> dict[str, Any]:
        """The expressions of the block, by argument."""
        if self._expressions is None:
            written = self.module.config.resources.get(self.key)
            raw = written.expressions if written is not None else msgspec.Raw()
            decoded = msgspec.json.decode(raw) if memoryview(raw).nbytes else {}
            self._expressions = decoded if isinstance(decoded, dict) else {}
        return self._expressions

    def argument(self, name: str) -> Datum:
        """Return an argument, what is not known in it filled in; ABSENT if it is not set."""
        value = self.values.get(name, ABSENT)
        if name not in self._unknown:
            return value
        if name not in self._arguments:
            # While it is resolved it may ask for itself: then it is only known by itself.
            self._arguments[name] = Unknown(f"`{self.address}.{name}` refers to itself")
            expression = self.expressions.get(name)
            filled = self._merge(value, self._unknown[name], expression, name)
            self._arguments[name] = filled
        return self._arguments[name]

    def arguments(self) -> dict[str, Value]:
        """Return all arguments."""
        if not self.values and not self._unknown:
            made: dict[str, Value] = {}
        elif self._unknown:
            made = dict(self.values)
            for name in self._unknown:
                value = self.argument(name)
                if value is ABSENT:
                    made.pop(name, None)
                else:
                    made[name] = settle(value)
        else:
            made = self.values
        provisioners = self._provisioners()
        return {**made, "provisioner": provisioners} if provisioners else made

    def given(self, name: str) -> Value | Absent:
        """Return an argument, ABSENT if it is null or not set."""
        value = self.argument(name)
        return ABSENT if value is ABSENT or value is None else settle(value)

    def _merge(self, value: Datum, unknown: Any, expression: Any, path: str) -> Datum:
        """Return a value with what is not known in it recovered, or marked as unknown."""
        if unknown is True:
            if expression is None and self._computed(path):
                return ABSENT
            return self._recover(expression, path)
        if isinstance(unknown, dict):
            made = dict(value) if isinstance(value, dict) else {}
            for name, inner in unknown.items():
                if inner:
                    written = _below(expression, name)
                    filled = self._merge(made.get(name), inner, written, f"{path}.{name}")
                    if filled is ABSENT:
                        made.pop(name, None)
                    else:
                        made[name] = filled
            return made
        if isinstance(unknown, list):
            return self._merge_list(value, unknown, expression, path)
        return value

    def _computed(self, path: str) -> bool:
        """Tell whether an argument without an expression is one that the provider computes.

        A configuration that does not even name the resource was not written by Terraform: there,
        what has no expression may be set to anything.
        """
        if path not in reads(self.type):
            return True
        name = self._mapping.name if self._mapping is not None else ""
        told = bool(self.expressions) and (name in self.expressions or not self.values.get(name))
        return told and may_be_computed(self.type, path)

    def _merge_list(self, value: Datum, unknown: list[Any], expression: Any, path: str) -> Datum:
        items = list(value) if isinstance(value, list) else []
        items += [None] * (len(unknown) - len(items))
        for at, inner in enumerate(unknown):
            if inner:
                written = expression
                if isinstance(expression, list):
                    written = expression[at] if at < len(expression) else _DYNAMIC
                elif expression is None:
                    written = _DYNAMIC
                items[at] = self._merge(items[at], inner, written, f"{path}[{at}]")
        return items

    def _recover(self, expression: Any, path: str) -> Datum:
        """Return what an argument that is not known refers to, where that can be told."""
        what = f"`{self.address}.{path}`"
        if not isinstance(expression, dict):
            return Unknown(f"{what} is not known before deployment", self.source)
        written = self.module.config.resources.get(self.key)
        frame = self.module.frame(
            self.state.index, written.for_each_expression if written is not None else None
        )
        named = farthest(expression.get("references") or [])
        things = [each for each in named if each not in _KEYS]
        if _may_be(path, things):
            value = _told(self.module.resolve(expression, what, frame), path)
            if isinstance(value, str):
                return below(self, path, value)
            if value is not None and not isinstance(value, Unknown):
                return value
        if _REFERS.search(_leaf(path)) is not None:
            parts = [self.module.resolve({"references": [each]}, what, frame) for each in named]
            whole = joined(self, path, parts)
            if whole is not None:
                return whole
        refs = tuple(self.module.prefixed(each) for each in named if each not in _KEYS)
        return Unknown(f"{what} is not known before deployment", self.source, refs=refs)

    def _provisioners(self) -> list[Value]:
        written = self.module.config.resources.get(self.key)
        if written is None or not written.provisioners or self.state.mode == "data":
            return []
        made: list[Value] = []
        for each in written.provisioners:
            body: dict[str, Value] = {"type": each.type}
            for name, expression in each.expressions.items():
                if isinstance(expression, dict) and "constant_value" in expression:
                    body[name] = expression["constant_value"]
                else:
                    body[name] = self._recover({"references": _named(expression)}, name)
            made.append(body)
        return made

    # What it answers

    def attribute(self, name: str) -> Datum:
        """Return an attribute: a value of the plan, or what the provider will compute."""
        if name == "id" and self.state.mode != "data":
            return self.computed("id")
        value = self.argument(name)
        if isinstance(value, Unknown):
            word = self.word(name)
            return value if word is None else word
        if value is ABSENT:
            return self.computed(name)
        return nested(value, self, name)

    def whole(self) -> Datum:
        """Return the values and the id; what else the provider computes is left open."""
        reason = f"`{self.address}` has attributes that only exist once it is deployed"
        made: dict[str, Datum] = {**self.arguments(), "id": self.attribute("id")}
        return OpenMap(made, None, Unknown(reason, self.source, refs=(self.address,)))


def _named(expression: Any) -> list[str]:
    found = expression.get("references") if isinstance(expression, dict) else None
    return [str(each) for each in found] if isinstance(found, list) else []


def _below(expression: Any, name: str) -> Any:
    """Return the expression of an argument in a block; one expression may make a whole object."""
    if isinstance(expression, list):
        expression = expression[0] if expression else None
    if expression is None or not isinstance(expression, dict):
        return _DYNAMIC
    return expression if _is_expression(expression) else expression.get(name)


def _is_expression(written: Any) -> bool:
    return isinstance(written, dict) and bool(written) and written.keys() <= _EXPRESSION


def _leaf(path: str) -> str:
    return re.sub(r"\[\d+\]", "", path.rpartition(".")[2])


def _may_be(path: str, references: list[str]) -> bool:
    """Tell whether an argument may be taken to be what it refers to.

    Ids and addresses are hardly ever put together from texts; names, and texts that hold an id, are.
    A secret that refers to a client id alone is that. The `source_uri` of a disk is the id of another one; the `url` of a backend begins with the
    endpoint of a service, and its host is what counts.
    """
    leaf = _leaf(path)
    if _REFERS.search(leaf):
        return True
    if len(references) != 1:
        return False
    end = re.sub(r"\[[^\]]*\]", "", references[0]).rpartition(".")[2]
    if leaf in _HANDED:
        return _GIVEN.fullmatch(end) is not None
    if _ADDRESSES.search(leaf):
        return _ADDRESSES.search(end) is not None
    if _URIS.search(leaf):
        return end == "id" or _ENDPOINTS.search(end) is not None
    return _NAMES.search(leaf) is not None and end in ("name", leaf)


def _told(value: Datum, path: str) -> Datum:
    """Return the text, or list of texts, that an argument is; None if that cannot be told.

    Of a whole instance it is the attribute that an argument of this name takes.
    """
    place = re.search(r"\[(\d+)\]$", path)
    leaf = _leaf(path)
    several = leaf.endswith("s") and not leaf.endswith("ss")
    if isinstance(value, dict) and several:
        value = list(value.values())
    if isinstance(value, list):
        told = [_attribute(each, leaf.removesuffix("s")) for each in value]
        if not all(isinstance(each, str | Unknown) for each in told):
            return None
        if place is None:
            return told if several else None
        return told[int(place[1])] if int(place[1]) < len(told) else None
    value = _attribute(value, leaf.removesuffix("s") if several else leaf)
    if not isinstance(value, str | Unknown):
        return None
    return [value] if several and place is None and isinstance(value, str) else value


def _attribute(value: Datum, leaf: str) -> Datum:
    if isinstance(value, Exported) and leaf in ("principal_id", "client_id"):
        return value.owner.attribute(leaf)
    if not isinstance(value, Answering):
        return value
    if leaf in ("principal_id", "object_id", "client_id", "tenant_id"):
        return value.attribute(leaf)
    return value.attribute("name" if _NAMES.search(leaf) else "id")


def is_arm(id_: str, mapping: Mapping | None) -> bool:
    """Tell whether an id that a state holds is the ARM id of the type.

    That of a piece (a firewall declared on its own) is the id of what it belongs to.
    """
    if mapping is None or mapping.only_piece or not mapping.arm or not id_.startswith("/"):
        return False
    tail = id_.lower().rpartition("/providers/")[2].split("/")
    return "/".join([tail[0], *tail[1::2]]) == mapping.arm.lower() or (
        mapping.arm == "Microsoft.Resources/resourceGroups" and "/providers/" not in id_.lower()
    )


@cache
def reads(type_: str) -> frozenset[str]:
    """Return the names of all arguments that the mapping of a type reads."""
    mapping = mapping_of(type_)
    if mapping is None:
        return frozenset()
    names = {name for part in mapping.parts for name in part.reads}
    names |= {name for inline in mapping.inline for name in inline.names}
    for piece in mapping.pieces:
        names.add(piece.target)
        names |= {name for part in piece.parts for name in part.reads}
    return frozenset(names | set(mapping.place.reads))
