"""Roles: what a role definition allows, as the estate or the provider's own list states it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from ringfence.graph.azure.doubts import either
from ringfence.graph.azure.identity.patterns import covers
from ringfence.graph.azure.rights import Need, Service
from ringfence.model.estate import Estate
from ringfence.model.facts import Absent, Unknown, Value, members
from ringfence.model.resource import Resource, dig
from ringfence.model.symbols import same, show
from ringfence.reference import roles as built_in

DEFINITIONS: Final = "Microsoft.Authorization/roleDefinitions"


@dataclass(frozen=True, slots=True)
class Listed:
    """The patterns of one list of a role, and why there may be more of them."""

    patterns: tuple[str, ...] = ()
    more: Unknown | None = None

    def covers(self, action: str) -> bool | Unknown:
        """Tell whether a pattern covers the action, or an unknown one may."""
        if any(covers(pattern, action) for pattern in self.patterns):
            return True
        return self.more if self.more is not None else False


@dataclass(frozen=True, slots=True)
class Rights:
    """One permission object: each list minus its counterpart, control and data plane apart."""

    actions: Listed
    not_actions: Listed
    data: Listed
    not_data: Listed
    condition: str = ""

    def allows(self, action: str, data: bool) -> bool | Unknown:
        """Tell whether it allows an action."""
        allowed = (self.data if data else self.actions).covers(action)
        if allowed is False:
            return False
        refused = (self.not_data if data else self.not_actions).covers(action)
        if refused is True:
            return False
        return allowed if isinstance(allowed, Unknown) else (True if refused is False else refused)


@dataclass(frozen=True, slots=True)
class Allowed:
    """An action that a role allows, perhaps in doubt, perhaps under a condition of the role."""

    action: str
    data: bool
    doubt: Unknown | None = None
    condition: str = ""


@dataclass(slots=True, eq=False)
class Role:
    """A role as somebody holds it.

    `doubt` is set where the role is not known: it may allow anything. `definition` is the custom
    role in the estate.
    """

    label: str
    rights: tuple[Rights, ...] = ()
    doubt: Unknown | None = None
    definition: Resource | None = None
    guid: str = ""
    matters: dict[str, frozenset[Need]] = field(default_factory=dict, repr=False)
    _allowed: dict[Need, tuple[Allowed, ...]] = field(default_factory=dict, repr=False)
    _custody: dict[str, bool | Unknown] = field(default_factory=dict, repr=False)

    def allowed(self, need: Need) -> tuple[Allowed, ...]:
        """Return what the role allows of a need, what is sure and unconditional first."""
        found = self._allowed.get(need)
        if found is None:
            found = self._allowed[need] = tuple(sorted(self._of(need), key=_rank))
        return found

    def gives(self, action: str, data: bool) -> list[Allowed]:
        """Return how the role allows one action, [] if it does not."""
        if self.doubt is not None:
            return [Allowed(action, data, self.doubt)]
        found: list[Allowed] = []
        for rights in self.rights:
            answer = rights.allows(action, data)
            if isinstance(answer, Unknown):
                found.append(Allowed(action, data, answer, rights.condition))
            elif answer:
                found.append(Allowed(action, data, None, rights.condition))
        return found

    def _of(self, need: Need) -> list[Allowed]:
        asked = [(action, False) for action in need.actions]
        asked += [(action, True) for action in need.data]
        if self.doubt is not None:
            asked = asked[:1]
        return [each for action, data in asked for each in self.gives(action, data)]

    def keeps(self, service: Service) -> bool | Unknown:
        """Tell whether it is a data-plane role of the service, whose holders are custodians.

        That is one with data actions of the service, or one whose only actions read or write
        content. Reader, Contributor and Owner are none, whatever they lead to.
        """
        name = service.types[0]
        answer = self._custody.get(name)
        if answer is None:
            answer = self._custody[name] = self._keeps(service)
        return answer

    def _keeps(self, service: Service) -> bool | Unknown:
        if self.doubt is not None:
            return self.doubt
        namespace = service.types[0].lower().partition("/")[0] + "/"
        unsure: Unknown | None = None
        for rights in self.rights:
            for pattern in rights.data.patterns:
                if _touches(pattern, namespace) and not _refused(pattern, rights.not_data):
                    return True
            unsure = either(rights.data.more, unsure)
        if _only_content(self.rights, service):
            return True
        return unsure if unsure is not None else False


def _rank(allowed: Allowed) -> tuple[bool, bool]:
    return (allowed.doubt is not None, bool(allowed.condition))


def _touches(pattern: str, namespace: str) -> bool:
    """Tell whether a pattern may cover an action of a provider's namespace."""
    lowered = pattern.lower()
    head, star, _ = lowered.partition("*")
    if not star:
        return lowered.startswith(namespace)
    return head.startswith(namespace) or namespace.startswith(head)


def _refused(pattern: str, refused: Listed) -> bool:
    return any(covers(each, pattern) for each in refused.patterns)


def _only_content(rights: tuple[Rights, ...], service: Service) -> bool:
    """Tell whether all actions read or write content of the service (or its metadata), and some do."""
    patterns = [pattern for each in rights for pattern in each.actions.patterns]
    if any(each.actions.more is not None for each in rights):
        return False
    if any(
        each.allows(action, False) is not False for each in rights for action in service.manages
    ):
        return False
    content = [p for p in patterns if any(covers(each, p) for each in service.content)]
    metadata = tuple(f"{type_}{tail}" for type_ in service.types for tail in ("/read", "/*/read"))
    rest = [p for p in patterns if p not in content]
    return bool(content) and all(any(covers(each, p) for each in metadata) for p in rest)


class Roles:
    """The roles of an estate: those it declares, and the provider's own."""

    def __init__(self, estate: Estate) -> None:
        self._estate = estate
        self._custom = list(estate.of(DEFINITIONS))
        self._by_guid = {
            definition.key.rpartition("/")[2]: definition for definition in self._custom
        }
        self._known: dict[str, Role] = {}

    def named(self, reference: Value | Absent, name: Value | Absent, holder: Resource) -> Role:
        """Return the role that an assignment grants, by id or by display name."""
        for value in (reference, name):
            if isinstance(value, Unknown):
                return Role("a role that is not known", doubt=value)
        if isinstance(reference, str):
            return self._cached(f"id {reference.lower()}", reference, holder, self._by_id)
        if isinstance(name, str):
            return self._cached(f"name {name.lower()}", name, holder, self._by_name)
        why = Unknown(f"`{holder.address}` names no role", holder.locate())
        return Role("a role that is not known", doubt=why)

    def by_guid(self, guid: str) -> Role | None:
        """Return the role with a GUID, None where it is neither built in nor declared."""
        bare = guid.replace("-", "").lower()
        if len(bare) == 32 and "-" not in guid:  # written without dashes, which ARM accepts
            guid = "-".join((bare[:8], bare[8:12], bare[12:16], bare[16:20], bare[20:]))
        definition = self._by_guid.get(guid.lower())
        if definition is not None:
            return self._custom_role(definition)
        return built_in_role(guid)

    def _cached(self, key: str, text: str, holder: Resource, find: object) -> Role:
        role = self._known.get(key)
        if role is None:
            assert callable(find)
            role = self._known[key] = find(text, holder)
        return role

    def _by_id(self, reference: str, holder: Resource) -> Role:
        # Terraform writes the id of a custom role as `<id>|<scope>`.
        reference = reference.partition("|")[0].rstrip("/")
        found = self.by_guid(reference.rpartition("/")[2])
        if found is not None:
            return found
        declared = self._estate.get(reference) or self._mentioned(reference)
        if declared is not None and declared.kind == DEFINITIONS.lower():
            return self._custom_role(declared)
        label = f"`{show(reference.rpartition('/')[2])}`"
        why = f"the role {label} of `{holder.address}` is neither built in nor declared here"
        return Role(label, doubt=Unknown(why, holder.locate("properties.roleDefinitionId")))

    def _mentioned(self, reference: str) -> Resource | None:
        """Return the declared role whose attribute a symbol stands for (`<address>.some_id`)."""
        shown = show(reference)
        for definition in self._custom:
            if f"<{definition.address}." in shown:
                return definition
        return None

    def _by_name(self, name: str, holder: Resource) -> Role:
        for definition in self._custom:
            stated = definition.look("properties.roleName")
            if isinstance(stated, str) and same(stated, name) is True:
                return self._custom_role(definition)
        found = built_in.by_name(name)
        if found is not None:
            return _built_in(found)
        why = f"the role `{show(name)}` of `{holder.address}` is neither built in nor declared here"
        return Role(f"`{show(name)}`", doubt=Unknown(why, holder.locate()))

    def _custom_role(self, definition: Resource) -> Role:
        key = f"custom {definition.key}"
        role = self._known.get(key)
        if role is None:
            name = definition.text("properties.roleName") or definition.address
            role = Role(f"`{show(name)}`", _read(definition), definition=definition)
            if definition.presence is not None:
                role.doubt = definition.presence
            self._known[key] = role
        return role


def built_in_role(guid: str) -> Role | None:
    """Return the provider's own role with a GUID, None if there is none."""
    found = built_in.by_id(guid)
    return None if found is None else _built_in(found)


_BUILT: dict[str, Role] = {}


def _built_in(found: built_in.Role) -> Role:
    role = _BUILT.get(found.id)
    if role is None:
        rights = tuple(
            Rights(
                Listed(each.actions),
                Listed(each.not_actions),
                Listed(each.data_actions),
                Listed(each.not_data_actions),
                each.condition,
            )
            for each in found.permissions
        )
        role = _BUILT[found.id] = Role(f"`{found.name}`", rights, guid=found.id.lower())
    return role


def _read(definition: Resource) -> tuple[Rights, ...]:
    """Return the permission objects of a custom role; an unknown one may allow anything."""
    found: list[Rights] = []
    permissions = definition.look("properties.permissions")
    for element, doubt in members(permissions):
        if isinstance(element, Unknown):
            hidden = Listed((), element)
            found.append(Rights(hidden, Listed(), hidden, Listed()))
            continue
        found.append(
            Rights(
                _listed(element, "actions", doubt),
                _listed(element, "notActions", doubt),
                _listed(element, "dataActions", doubt),
                _listed(element, "notDataActions", doubt),
            )
        )
    return tuple(found)


def _listed(element: Value, name: str, doubt: Unknown | None) -> Listed:
    """Return one list; of an element that may not be there nothing is sure but what it refuses."""
    patterns: list[str] = []
    more = doubt
    for value, hidden in members(dig(element, name)):
        if hidden is not None:
            more = hidden
        elif isinstance(value, str):
            patterns.append(value)
    if doubt is not None and not name.startswith("not"):
        return Listed((), doubt if patterns else more)
    return Listed(tuple(patterns), more if not name.startswith("not") or doubt is None else doubt)
