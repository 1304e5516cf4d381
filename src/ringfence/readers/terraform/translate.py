"""From declared instances to the provider's shape, by the mapping of each type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from ringfence.model.estate import Blind
from ringfence.model.facts import ABSENT, MAYBE, Unknown, Value, members
from ringfence.model.resource import Resource, dig
from ringfence.model.symbols import symbol
from ringfence.readers.harvest import Dangling, Fold, Harvest, Unmapped
from ringfence.readers.identity import client, principal
from ringfence.readers.merging import Patched
from ringfence.readers.terraform import azapi
from ringfence.readers.terraform.catalogue import mapping_of
from ringfence.readers.terraform.declared import Declared
from ringfence.readers.terraform.inert import DEPLOYS, inert
from ringfence.readers.terraform.mapping import (
    SELF,
    Arguments,
    Inline,
    Mapping,
    Part,
    Piece,
    doubted,
    put,
)
from ringfence.readers.terraform.mentions import Mentions
from ringfence.readers.terraform.origins import Below, Traced
from ringfence.readers.terraform.places import directory_object
from ringfence.readers.terraform.shared import give_principal

LIMITS = (
    "Terraform: types without a mapping are listed, and count as a gap where they name an asset",
    "Terraform: templates that a resource deploys (`azurerm_resource_group_template_deployment`,"
    " `azapi_resource` of type deployments) are not read: each is a gap over its root",
    "Terraform: scripts that provisioners run are not read; they count for what they name",
    "Terraform: passwords, keys and app settings are never read, nor what they point at",
    "Terraform: pipelines, jobs and linked services of data factories, Synapse, Databricks and"
    " logic apps are not mapped; what they name is a gap",
    "Terraform: event subscriptions tell the names of objects, not their content, and are not"
    " followed",
    "Terraform: a container app states no region of its own; that of its environment is not"
    " looked up",
    "Terraform: defaults that changed are known for azurerm 3 to 5; in other majors they are gaps",
)


def translate(declared: list[Declared]) -> Harvest:
    """Return what the instances of one root declare, in the provider's shape.

    Nothing is dropped in silence: a type without a mapping becomes an `Unmapped` with what it
    mentions, or a notice if it is known to bear on no leak.
    """
    work = _Translation(Mentions(declared))
    for instance in declared:
        work.take(instance)
    work.spread()
    work.notices()
    return work.harvest


@dataclass(slots=True)
class _Translation:
    """One root on its way. `pieces` wait until the resources they lead into are there."""

    mentions: Mentions
    harvest: Harvest = field(default_factory=Harvest)
    by_key: dict[str, Resource] = field(default_factory=dict)
    pieces: list[tuple[Declared, Piece]] = field(default_factory=list)
    ignored: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def take(self, instance: Declared) -> None:
        mapping = mapping_of(instance.type)
        if instance.mode == "data":
            if mapping is not None and instance.id:
                self._keep(_referred(instance, mapping))
            return
        if "provisioner" in instance.arguments:
            self.mentions.provisioners(instance, self.harvest)
        if mapping is None:
            self._unmapped(instance)
        elif instance.type in azapi.MAPPINGS:
            self._azapi(instance)
        else:
            self._mapped(instance, mapping)

    def _mapped(self, instance: Declared, mapping: Mapping) -> None:
        for piece in mapping.pieces:
            if "[]" in piece.pointer:
                self.pieces.append((instance, piece))
            else:
                self.harvest.folds += _fold(instance, piece)
        if mapping.only_piece:
            return
        resource = _resource(instance, mapping)
        self._keep(resource, instance)
        for name in mapping.unread:
            if instance.arguments.get(name) not in (None, []):
                self.harvest.unmapped.append(_unread(instance, name))
        for inline in mapping.inline:
            for child in _children(instance, inline):
                self._keep(child)

    def _keep(self, resource: Resource, instance: Declared | None = None) -> None:
        if instance is not None and instance.doubt is not None:
            dangling = Dangling(resource, instance.doubt_types, instance.doubt)
            self.harvest.danglings.append(dangling)
            return
        self.harvest.resources.append(resource)
        self.by_key[resource.key] = resource

    def _azapi(self, instance: Declared) -> None:
        made = azapi.read(instance)
        if made is None:
            self.mentions.unmapped(instance, self.harvest)
        elif isinstance(made, Blind):
            self.harvest.blinds.append(made)
        elif isinstance(made, Resource):
            self._keep(made, instance)
        else:
            self.harvest.folds += made

    def _unmapped(self, instance: Declared) -> None:
        why = inert(instance.type, instance.arguments)
        if why:
            self.ignored[instance.root, instance.type, why] += 1
        elif instance.type in DEPLOYS:
            what = f"`{instance.address}`"
            where = instance.origin.locate("")
            self.harvest.blinds.append(Blind(what, DEPLOYS[instance.type], where, instance.root))
        else:
            self.mentions.unmapped(instance, self.harvest)

    def spread(self) -> None:
        """Write the pieces that lead into elements of lists of resources of this root."""
        for instance, piece in self.pieces:
            target = instance.arguments.get(piece.target)
            resource = self.by_key.get(target.lower()) if isinstance(target, str) else None
            if resource is None or not _into(resource, instance, piece):
                self.harvest.folds += _loose(instance, piece)

    def notices(self) -> None:
        """Say which types were left aside because they bear on nothing."""
        for (root, type_, why), count in sorted(self.ignored.items()):
            what = f"`{type_}`" if count == 1 else f"{count} of `{type_}`"
            self.harvest.blinds.append(Blind(what, why, root=root, inert=True))


def _write(parts: tuple[Part, ...], instance: Declared, arguments: Arguments) -> dict[str, Value]:
    body: dict[str, Value] = {}
    provider = instance.provider
    for part in parts:
        part.apply(arguments, provider, body)
    return body


def _resource(instance: Declared, mapping: Mapping) -> Resource:
    body = _write(mapping.parts, instance, instance.arguments)
    if mapping.names_itself:
        body = {key: _with_self(value, instance.id) for key, value in body.items()}
    _own(body, instance, mapping)
    return Resource(
        instance.id,
        mapping.arm,
        _name(instance, mapping),
        body,
        instance.address,
        instance.root,
        Traced(instance.origin, mapping.parts, instance.arguments),
        instance.presence,
    )


def _name(instance: Declared, mapping: Mapping) -> Value:
    name = instance.arguments.get(mapping.name)
    return instance.id.rpartition("/")[2] if name is None else name


def _own(body: dict[str, Value], instance: Declared, mapping: Mapping) -> None:
    """Write what follows from the resource's own id: its principal, its object id."""
    if mapping.itself:
        words = {
            "id": instance.id,
            "name": instance.id.rpartition("/")[2],
            "principal": principal(instance.id),
            "client": client(instance.id),
        }
        for pointer, template in mapping.itself.items():
            put(body, pointer, template.format_map(words))
    for pointer, attribute in mapping.known.items():
        _know(body, pointer, symbol(f"{instance.address}.{attribute}", instance.root))
    give_principal(body, instance.id)


def _know(body: dict[str, Value], pointer: str, value: Value) -> None:
    """Write a computed property where no argument has set it; `x[0].y` needs an element."""
    listed, mark, inner = pointer.partition("[0].")
    if not mark:
        if dig(body, pointer) is ABSENT:
            put(body, pointer, value)
        return
    element = dig(body, f"{listed}[0]")
    if isinstance(element, dict) and dig(element, inner) is ABSENT:
        put(element, inner, value)


def _unread(instance: Declared, name: str) -> Unmapped:
    """Return the gap that an argument leaves which is set and not modelled."""
    path = f"{instance.type}.{name}"
    origin = Below(instance.origin, name)
    mentions = frozenset({instance.id.lower()})
    return Unmapped(path, instance.address, instance.root, origin, mentions)


def _referred(instance: Declared, mapping: Mapping) -> Resource:
    """Return what a data source refers to: an id, and nothing else that we could know."""
    body: dict[str, Value] = {}
    _own(body, instance, mapping)
    why = Unknown(f"data source `{instance.address}` is not read", instance.origin.locate(""))
    name = _name(instance, mapping)
    return Resource(
        instance.id, mapping.arm, name, body, instance.address, instance.root,
        instance.origin, instance.presence, why,
    )  # fmt: skip


def _children(instance: Declared, inline: Inline) -> Iterator[Resource]:
    """Yield the resources that blocks of an instance are; an unknown block may be any of them."""
    for name in inline.names:
        value = instance.arguments.get(name)
        if value is None:
            continue
        for index, (element, doubt) in enumerate(members(value)):
            path = f"{name}[{index}]" if isinstance(value, list) else name
            yield _child(instance, inline, path, element, doubt)


def _child(
    instance: Declared, inline: Inline, path: str, element: Value, doubt: Unknown | None
) -> Resource:
    arguments: dict[str, Value] = {}
    body: dict[str, Value] = {}
    if isinstance(element, dict):
        arguments = element
        body = _write(inline.parts, instance, element)
    else:
        doubt = doubted(doubt, f"`{path}` is no object")
        for part in inline.parts:
            for pointer in part.writes:
                put(body, pointer, doubt)
    name = inline.named or arguments.get(inline.name)
    known = isinstance(name, str) and bool(name)
    segment = name if known else symbol(f"{instance.address}.{path}", instance.root)
    return Resource(
        f"{instance.id}/{inline.middle}/{segment}",
        inline.arm,
        name if known else segment,
        body,
        instance.address,
        instance.root,
        Traced(instance.origin, inline.parts, arguments, path),
        _either(doubt, instance.presence),
    )


def _either(one: Unknown | None, other: Unknown | None) -> Unknown | None:
    return other if one is None else one


def _piece(instance: Declared, piece: Piece) -> tuple[Value, Traced] | None:
    """Return what a piece writes, and its origin; None if it writes nothing."""
    value: Value = _write(piece.parts, instance, instance.arguments)
    for step in filter(None, piece.take.split(".")):
        value = value.get(step) if isinstance(value, dict) else value
    if value is None or value == {}:
        return None
    return value, Traced(instance.origin, piece.parts, instance.arguments, taken=piece.take)


def _target(instance: Declared, piece: Piece) -> Value:
    """Return the id of the resource that a piece belongs to, or why it is not known."""
    if not piece.target:
        return instance.id.rsplit("/", 2)[0] if instance.doubt is None else instance.doubt
    target = instance.arguments.get(piece.target)
    if target is None:
        return Unknown(f"`{piece.target}` is not set", instance.origin.locate(""))
    if piece.collection and isinstance(target, str):
        return directory_object(piece.collection, target)
    return target


def _with_self(value: Value, id_: str) -> Value:
    """Fill in the id where a part could only point at it."""
    if isinstance(value, str):
        return value.replace(SELF, id_)
    if isinstance(value, list):
        return [_with_self(each, id_) for each in value]
    if isinstance(value, dict):
        return {key: _with_self(each, id_) for key, each in value.items()}
    return value


def _fold(instance: Declared, piece: Piece) -> list[Fold]:
    """Return the folds of a piece; appending a list appends its elements one by one."""
    made = _piece(instance, piece)
    if made is None:
        return []
    value, origin = made
    target = _target(instance, piece)
    if isinstance(target, str):
        value = _with_self(value, target)
    values: list[tuple[Value, Unknown | None]] = [(value, None)]
    if piece.mode == "append" and isinstance(value, list):
        values = list(members(value))
    return [
        Fold(
            target, piece.types, piece.pointer, each, piece.mode, instance.address,
            instance.root, origin, _either(doubt, instance.presence),
        )
        for each, doubt in values
    ]  # fmt: skip


def _into(resource: Resource, instance: Declared, piece: Piece) -> bool:
    """Write a piece into the elements of a list of a resource; False if none is surely meant."""
    made = _piece(instance, piece)
    if made is None:
        return True
    path, _, inner = piece.pointer.partition("[].")
    listed: Value = resource.body
    for step in path.split("."):
        listed = listed.get(step) if isinstance(listed, dict) else None
    wanted = instance.arguments.get(piece.only) if piece.only else None
    met = False
    patched = resource.origin
    if not isinstance(patched, Patched):
        patched = Patched(resource.origin)
    for index, (element, doubt) in enumerate(members(listed)):
        if not isinstance(element, dict):
            continue
        name = element.get("name")
        if piece.only and name != wanted and isinstance(name, str) and isinstance(wanted, str):
            continue
        vague = next((each for each in (doubt, name, wanted) if isinstance(each, Unknown)), None)
        met = met or vague is None
        at = _insert(element, inner, made[0], _either(instance.presence, vague))
        patched.add(f"{path}[{index}].{inner}[{at}]", made[1], "")
    resource.origin = patched
    return met


def _insert(element: dict[str, Value], pointer: str, value: Value, doubt: Unknown | None) -> int:
    """Add a value to the list at a pointer; return its place there, -1 where all is unknown."""
    *path, last = pointer.split(".")
    into = element
    for step in path:
        inner = into.setdefault(step, {})
        if not isinstance(inner, dict):
            return -1
        into = inner
    listed = into.setdefault(last, [])
    if not isinstance(listed, list):
        return -1
    if doubt is not None:
        value = {**value, MAYBE: doubt} if isinstance(value, dict) else doubt
    listed.append(value)
    return len(listed) - 1


def _loose(instance: Declared, piece: Piece) -> list[Fold]:
    """Return a fold for a piece whose element is not seen: a doubtful element that holds it."""
    made = _piece(instance, piece)
    if made is None:
        return []
    path, _, inner = piece.pointer.partition("[].")
    target = instance.arguments.get(piece.target)
    why = Unknown(
        f"`{instance.address}` adds to an element that is not declared here",
        instance.origin.locate(piece.target),
    )
    element: dict[str, Value] = {MAYBE: why}
    _insert(element, inner, made[0], None)
    if piece.only:
        element["name"] = instance.arguments.get(piece.only)
    return [
        Fold(
            why if target is None else target, piece.types, path, element, "append",
            instance.address, instance.root, made[1], instance.presence,
        )
    ]  # fmt: skip
