"""States: what Terraform knows to be there, as declared instances."""

from __future__ import annotations

import gc
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec
from msgspec import Raw

from ringfence.model.estate import Blind, ReadReport
from ringfence.model.facts import Source, Value
from ringfence.model.symbols import context
from ringfence.readers.harvest import Harvest
from ringfence.readers.options import Options
from ringfence.readers.terraform.declared import Declared
from ringfence.readers.terraform.mapping import Provider
from ringfence.readers.terraform.plan_format import StateModule, StateResource, decode
from ringfence.readers.terraform.plan_instances import is_arm
from ringfence.readers.terraform.state_format import StateBlock, StateFile, StateInstanceText
from ringfence.readers.terraform.state_instances import StateInstance, Stored, World
from ringfence.readers.terraform.state_versions import versions_beside
from ringfence.readers.tree import Tree, Unreadable, must_be_text
from ringfence.readers.tree import decode as text_of

READER: Final = "terraform state"

LIMITS: Final = (
    "Terraform state: what is not under Terraform's control does not exist in it; a snapshot of the"
    " subscription shows that",
    "Terraform state: states of version 3 and older, encrypted ones and those in a remote backend"
    " are not read",
    "Terraform state: which provider version wrote it stands in the lock file beside it only; where"
    " a missing attribute means something else from version to version it is not known",
)

_BLOCK: Final = re.compile(
    rb'(?:"module":\s*"((?:[^"\\]|\\.)*)",\s*)?"mode":\s*"(managed|data)",\s*'
    rb'"type":\s*"([^"\\]*)",\s*"name":\s*"([^"\\]*)"'
)
_ADDRESS: Final = re.compile(rb'"address":\s*"((?:[^"\\]|\\.)*)"')
_PROVIDER: Final = re.compile(r'provider\["(?:[^"]*/)?([\w-]+)"\]|provider\.([\w-]+)')
_SUBSCRIPTION: Final = re.compile(r"/subscriptions/([0-9a-fA-F-]{36})(?:/|$)")
_URL: Final = re.compile(r"https?://[^/\s\"'<>]+")
_ACCOUNT_KEY: Final = re.compile(r"(?<=AccountKey=)[^;\s\"']{9,}", re.IGNORECASE)
_INSTANCE: Final = re.compile(r'\[(?:\d+|"(?:[^"\\]|\\.)*")\]$')


def read_state(tree: Tree, name: str, options: Options) -> tuple[list[Declared], Harvest]:
    """Return what a state holds, and what could not be read of it. The options have no bearing."""
    del options
    harvest = Harvest()
    collecting = gc.isenabled()
    gc.disable()
    try:
        declared = _read(tree, name, harvest)
    finally:
        if collecting:
            gc.enable()
    count = sum(instance.mode == "managed" for instance in declared)
    harvest.reports.append(ReadReport(READER, name, count, len(harvest.blinds)))
    return declared, harvest


def _read(tree: Tree, name: str, harvest: Harvest) -> list[Declared]:
    def problem(reason: str, line: int = 0) -> list[Declared]:
        harvest.blinds.append(Blind(f"`{name}`", reason, Source(name, line)))
        return []

    data = b""
    try:
        data = _bytes(tree, name)
        file = msgspec.json.decode(data, type=StateFile)
        if (why := _unreadable(file)) is not None:
            return problem(why)
        if any(each.attributes_flat for block in file.resources for each in block.instances):
            problem("holds instances in the form of Terraform 0.11, which are not read")
        return _instances(tree, name, _stored(file))
    except Unreadable as error:
        return problem(str(error), error.line)
    except msgspec.ValidationError as error:
        return problem(f"is no state as Terraform writes it: {error}")
    except UnicodeDecodeError:
        return problem("is not UTF-8")
    except msgspec.DecodeError as error:
        return problem(f"is not valid JSON: {error}", _line(data, str(error)))
    except RecursionError:
        return problem("is nested too deeply")


def _unreadable(file: StateFile) -> str | None:
    """Return why a state is not read, None if it is."""
    if memoryview(file.encrypted_data).nbytes:
        return "is an encrypted state: what it holds is not known"
    if file.values is None and file.version != 4:
        return (
            f"states of version {file.version} are not read; Terraform 0.12 and later write"
            " version 4"
        )
    major = file.format_version.partition(".")[0]
    if file.values is not None and major not in ("", "0", "1"):
        return f"states of format version {file.format_version[:20]!r} are not known"
    return None


def _instances(tree: Tree, name: str, stored: list[Stored]) -> list[Declared]:
    world = World(name, *versions_beside(tree, name))
    instances = [StateInstance(world, each) for each in stored]
    world.providers = _providers(instances)
    for instance in instances:
        mapping, known = instance.mapping, instance.values.get("id")
        if mapping is None or instance.mode == "data" or not is_arm(str(known), mapping):
            continue
        own = instance.values.get(mapping.name)
        if isinstance(own, str):
            world.named.setdefault(mapping.arm.lower(), {}).setdefault(own.lower(), str(known))
    words = {literal.lower(): means for each in instances for literal, means in each.words()}
    text = StateText(tree, name)
    return [_declared(instance, words, text) for instance in instances]


def _declared(instance: StateInstance, words: dict[str, str], text: StateText) -> Declared:
    placed = instance.placed()
    return Declared(
        instance.type,
        instance.mode,
        instance.address,
        instance.root,
        {name: _worded(value, words) for name, value in instance.arguments().items()},
        instance.provider,
        StateOrigin(text, instance.address),
        placed.id,
        placed.doubt,
        placed.types,
        None,
        Source(text.name),
    )


def _worded(value: Value, words: dict[str, str]) -> Value:
    """Replace what others are called by with what stands for it in an estate."""
    if isinstance(value, str):
        known = words.get(value.lower().rstrip("/"))
        if known is not None:
            return known
        value = _ACCOUNT_KEY.sub(lambda match: words.get(match[0].lower(), match[0]), value)
        return _URL.sub(lambda match: words.get(match[0].lower(), match[0]), value)
    if isinstance(value, list):
        return [_worded(each, words) for each in value]
    if isinstance(value, dict):
        return {name: _worded(each, words) for name, each in value.items()}
    return value


def _providers(instances: list[StateInstance]) -> dict[str, Provider]:
    """Return the provider of each configuration key that instances carry."""
    seen: dict[str, set[str]] = defaultdict(set)
    anywhere: set[str] = set()
    tenants: set[str] = set()
    for instance in instances:
        values = instance.values
        found = _SUBSCRIPTION.match(str(values.get("id", "")))
        if found is not None and instance.mode == "managed":
            seen[instance.stored.provider].add(found[1].lower())
        if instance.type.endswith("_client_config"):
            seen[instance.stored.provider].add(str(values.get("subscription_id", "")))
            tenants.add(str(values.get("tenant_id", "")))
    seen = {key: found - {""} for key, found in seen.items()}
    anywhere = set().union(*seen.values()) if seen else set()
    tenants.discard("")
    made: dict[str, Provider] = {}
    for instance in instances:
        key, world = instance.stored.provider, instance.world
        if key in made:
            continue
        match = _PROVIDER.search(key)
        name = (match[1] or match[2]) if match is not None else instance.type.partition("_")[0]
        own = seen.get(key) or anywhere
        made[key] = Provider(
            name,
            next(iter(own)) if len(own) == 1 else context("subscription", world.root),
            next(iter(tenants)) if len(tenants) == 1 else context("tenant", world.root),
            world.majors.get(name, frozenset()),
            world.versions.get(name, ""),
        )
    return made


# Both forms of the file


def _stored(file: StateFile) -> list[Stored]:
    if file.values is not None:
        return list(_shown(file.values.root_module))
    return [
        _stored_instance(block, instance)
        for block in file.resources
        for instance in block.instances
        if instance.attributes_flat is None
    ]


def _stored_instance(block: StateBlock, instance: StateInstanceText) -> Stored:
    data = "data." if block.mode == "data" else ""
    address = f"{block.module}." if block.module else ""
    address += f"{data}{block.type}.{block.name}"
    if instance.index_key is not None:
        address += f"[{msgspec.json.encode(instance.index_key).decode()}]"
    if instance.deposed:
        address += f" (deposed {instance.deposed})"
    return Stored(
        address, block.mode, block.type, block.provider, instance.attributes,
        frozenset(_hidden(instance.sensitive_attributes)),
    )  # fmt: skip


def _hidden(paths: list[Any]) -> Iterator[str]:
    """Yield the names of the attributes that are sensitive as a whole."""
    for path in paths:
        step = path[0] if isinstance(path, list) and len(path) == 1 else None
        if isinstance(step, dict) and isinstance(step.get("value"), str):
            yield step["value"]


def _shown(root: Raw) -> Iterator[Stored]:
    """Yield the instances of the form that `terraform show -json` prints."""
    stack = [root]
    while stack:
        module = decode(stack.pop(), StateModule)
        for each in module.resources:
            yield _shown_instance(each)
        stack.extend(reversed(module.child_modules))


def _shown_instance(resource: StateResource) -> Stored:
    hidden: Any = {}
    if memoryview(resource.sensitive_values).nbytes > 2:
        hidden = msgspec.json.decode(resource.sensitive_values)
    names = [name for name, secret in hidden.items() if secret is True] if hidden else []
    return Stored(
        resource.address, resource.mode, resource.type, resource.provider_name, resource.values,
        frozenset(names),
    )  # fmt: skip


# Places


@dataclass(slots=True)
class StateText:
    """The text of a state, looked into only when a report asks where something stands."""

    tree: Tree
    name: str
    _lines: dict[str, int] | None = field(default=None)

    def line(self, address: str) -> int:
        """Return the line of the block of the instance with this address, 0 if it is not found."""
        if self._lines is None:
            self._lines = self._index()
        address = address.partition(" (deposed ")[0]
        found = self._lines.get(address)
        return found or self._lines.get(_INSTANCE.sub("", address), 0)

    def _index(self) -> dict[str, int]:
        try:
            data = _bytes(self.tree, self.name)
        except Unreadable:
            return {}
        found: dict[str, int] = {}
        line, at = 1, 0
        marks = [*_BLOCK.finditer(data), *_ADDRESS.finditer(data)]
        for match in sorted(marks, key=lambda match: match.start()):
            line += data.count(b"\n", at, match.start())
            at = match.start()
            found.setdefault(_name(match), line)
        return found


def _name(match: re.Match[bytes]) -> str:
    """Return the address that a place in the file is about."""
    groups = [_unquoted(each) for each in match.groups()]
    if len(groups) == 1:
        return groups[0]
    module, mode, type_, name = groups
    return (
        (f"{module}." if module else "") + ("data." if mode == "data" else "") + f"{type_}.{name}"
    )


def _unquoted(text: bytes | None) -> str:
    if text is None:
        return ""
    try:
        return str(msgspec.json.decode(b'"' + text + b'"'))
    except msgspec.DecodeError:
        return text.decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class StateOrigin:
    """Locates an instance in a state; its attributes stand nowhere else."""

    text: StateText
    address: str

    def locate(self, pointer: str) -> Source:
        """Return the line of the instance, whatever the pointer."""
        del pointer
        return Source(self.text.name, self.text.line(self.address))


def _bytes(tree: Tree, name: str) -> bytes:
    data = tree.read(name)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return text_of(data).encode()
    must_be_text(data)
    return data.removeprefix(b"\xef\xbb\xbf")


def _line(data: bytes, message: str) -> int:
    found = re.search(r"byte (\d+)", message)
    return data.count(b"\n", 0, int(found[1]) if found else len(data)) + 1
