"""From declared instances to the provider's shape, by the mapping of each type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from ringfence.model.estate import Blind
from ringfence.model.facts import ABSENT, Absent, Unknown, Value, members
from ringfence.model.resource import Resource, dig
from ringfence.model.symbols import symbol
from ringfence.readers.harvest import Dangling, Harvest, Unmapped
from ringfence.readers.identity import client, principal
from ringfence.readers.terraform import azapi
from ringfence.readers.terraform.catalogue import mapping_of
from ringfence.readers.terraform.clients import hands_on
from ringfence.readers.terraform.declared import Declared
from ringfence.readers.terraform.inert import DEPLOYS, inert
from ringfence.readers.terraform.mapping import (
    Inline,
    Mapping,
    Piece,
    doubted,
    put,
)
from ringfence.readers.terraform.mentions import Mentions
from ringfence.readers.terraform.origins import Below, Traced
from ringfence.readers.terraform.parts import Move
from ringfence.readers.terraform.pieces import either, fold, into, loose, with_self, write
from ringfence.readers.terraform.shared import give_principal
from ringfence.readers.unjudged import unjudged

LIMITS = (
    "Terraform: types without a mapping are listed, and count as a gap where they name an asset",
    "Terraform: templates that a resource deploys (`azurerm_resource_group_template_deployment`,"
    " `azapi_resource` of type deployments) are not read: each is a gap over its root",
    "Terraform: scripts that provisioners run are not read; they count for what they name",
    "Terraform: passwords, keys and app settings are never read, nor what they point at",
    "Terraform: activities of pipelines, jobs of Databricks and actions of logic apps are not read;"
    " what they name is a gap",
    "Terraform: event subscriptions tell the names of objects, not their content, and are not"
    " followed",
    "Terraform: access packages, conditional access and delegated permissions of the directory are"
    " read and not judged: who may ask for membership counts as no member",
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
    work.inherit()
    work.notices()
    return work.harvest


MAX_SPREAD: Final = 1_000_000
"""Most resources that pieces without a known target are held against; beyond it they are gaps."""


@dataclass(slots=True)
class _Translation:
    """One root on its way. `pieces` wait until the resources they lead into are there."""

    mentions: Mentions
    harvest: Harvest = field(default_factory=Harvest)
    by_key: dict[str, Resource] = field(default_factory=dict)
    pieces: list[tuple[Declared, Piece]] = field(default_factory=list)
    heirs: list[tuple[Declared, Mapping, Resource]] = field(default_factory=list)
    ignored: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def take(self, instance: Declared) -> None:
        mapping = mapping_of(instance.type)
        if instance.mode == "data":
            if mapping is not None and instance.id:
                self._keep(_referred(instance, mapping))
            return
        if "provisioner" in instance.arguments:
            self.mentions.provisioners(instance, self.harvest)
        if instance.type.startswith(("kubernetes_", "kubectl_", "helm_")) and self._object(
            instance
        ):
            return
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
                self.harvest.folds += fold(instance, piece)
        if mapping.only_piece:
            return
        resource = _resource(instance, mapping)
        self._keep(resource, instance)
        why = unjudged(resource.kind)
        if why:
            self.mentions.unmapped(instance, self.harvest, f"{why}, which is not judged")
        if any(hands_on(instance.arguments.get(name)) for name in mapping.hands):
            self.mentions.unmapped(
                instance, self.harvest, "what it hands to pipelines is not judged"
            )
        if mapping.inherits:
            self.heirs.append((instance, mapping, resource))
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

    def _object(self, instance: Declared) -> bool:
        """Take an object of Kubernetes or a release of a chart; tell whether it was one."""
        from ringfence.readers.terraform import objects, releases

        if instance.type == "helm_release":
            made, gap = releases.read(instance)
            self.harvest.resources += made
        elif objects.kind_of(instance.type) is not None:
            found = objects.read(instance)
            gap = found if isinstance(found, Blind) else None
            if isinstance(found, Resource):
                self.harvest.resources.append(found)
        else:
            return False
        if gap is not None:
            self.harvest.blinds.append(gap)
        return True

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
        held_against = 0
        for instance, piece in self.pieces:
            target = instance.arguments.get(piece.target)
            if isinstance(target, Unknown):
                held_against += len(self.by_key)
                self._anywhere(instance, piece, target, full=held_against > MAX_SPREAD)
                continue
            resource = self.by_key.get(target.lower()) if isinstance(target, str) else None
            if resource is None or not into(resource, instance, piece):
                self.harvest.folds += loose(instance, piece)

    def _anywhere(self, instance: Declared, piece: Piece, doubt: Unknown, *, full: bool) -> None:
        """Write a piece, doubtfully, into every resource that it may belong to."""
        if full:
            where = instance.origin.locate(piece.target)
            blind = Blind(f"`{instance.address}`", doubt.reason, where, instance.root)
            self.harvest.blinds.append(blind)
            return
        kinds = {type_.lower() for type_ in piece.types}
        for resource in self.by_key.values():
            if resource.kind in kinds:
                into(resource, instance, piece, doubt)

    def inherit(self) -> None:
        """Write what a resource has from another one, which may not be known."""
        for instance, mapping, resource in self.heirs:
            for pointer, argument in mapping.inherits.items():
                if dig(resource.body, pointer) is not ABSENT:
                    continue
                target = instance.arguments.get(argument)
                giver = self.by_key.get(target.lower()) if isinstance(target, str) else None
                value = ABSENT if giver is None else giver.look(pointer)
                if isinstance(value, Absent):
                    why = f"`{pointer}` is that of `{argument}`, which is not declared here"
                    value = Unknown(why, instance.origin.locate(argument))
                put(resource.body, pointer, value)

    def notices(self) -> None:
        """Say which types were left aside because they bear on nothing."""
        for (root, type_, why), count in sorted(self.ignored.items()):
            what = f"`{type_}`" if count == 1 else f"{count} of `{type_}`"
            self.harvest.blinds.append(Blind(what, why, root=root, inert=True))


def _resource(instance: Declared, mapping: Mapping) -> Resource:
    body = write(mapping.parts, instance, instance.arguments)
    if mapping.names_itself:
        body = {key: with_self(value, instance.id) for key, value in body.items()}
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
            "principal": _stated(instance, "object_id", principal(instance.id)),
            "client": _stated(instance, "client_id", client(instance.id)),
        }
        for pointer, template in mapping.itself.items():
            put(body, pointer, template.format_map(words))
    for pointer, attribute in mapping.known.items():
        if dig(body, pointer) is ABSENT:
            put(body, pointer, symbol(f"{instance.address}.{attribute}", instance.root))
    give_principal(body, instance.id)


def _stated(instance: Declared, argument: str, symbol_: str) -> str:
    """Return what a data source names an object by, else the symbol for it."""
    value = instance.arguments.get(argument) if instance.mode == "data" else None
    return value if isinstance(value, str) and value else symbol_


def _unread(instance: Declared, name: str) -> Unmapped:
    """Return the gap that an argument leaves which is set and not modelled."""
    path = f"{instance.type}.{name}"
    origin = Below(instance.origin, name)
    mentions = frozenset({instance.id.lower()})
    return Unmapped(path, instance.address, instance.root, origin, mentions)


def _referred(instance: Declared, mapping: Mapping) -> Resource:
    """Return what a data source refers to: an id, and what the reference itself states."""
    stated = tuple(
        part
        for part in mapping.parts
        if isinstance(part, Move)
        and any(instance.arguments.get(name) is not None for name in part.names)
    )
    body = write(stated, instance, instance.arguments)
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
        body = write(inline.parts, instance, element)
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
        either(doubt, instance.presence),
    )
