"""The boundary file, `ringfence.yaml`: what was promised, and how to treat the answers.

Every mistake in it is an error with its line, all of them together: a key that nobody knows would
otherwise be a promise that nobody checks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Final, TypeVar

from ringfence.model.asset import AssetKind
from ringfence.model.boundary import (
    Accept,
    AssetRule,
    Boundary,
    Custodian,
    Keep,
    Match,
    Network,
    Policy,
    Severity,
)
from ringfence.model.facts import Source
from ringfence.readers.tree import Unreadable, decode
from ringfence.readers.yamltext import Node, NotYaml, parse
from ringfence.reference.regions import GEOGRAPHIES, expand, regions
from ringfence.reference.tables import table

NAME: Final = "ringfence.yaml"
MAX_BYTES: Final = 1024 * 1024

TOP: Final = (
    *("boundary", "threshold", "assets", "accept", "keep", "owners", "flows"),
    *("costs", "review", "attest", "detect"),
)
BOUNDARY: Final = (
    *("regions", "tenants", "accounts", "organizations", "subscriptions", "networks"),
    *("repositories", "custodians", "keys"),
)
MATCH: Final = ("address", "name", "type", "id", "tag")
_KINDS: Final = (*(kind.value for kind in AssetKind), "none")
_SEVERITIES: Final = tuple(severity.value for severity in Severity)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: what, where, and what to do about it ("" if that is plain)."""

    what: str
    where: Source
    help: str = ""


class BoundaryError(Exception):
    """A boundary file that cannot be used; `problems` holds everything that is wrong with it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(f"{each.what} ({each.where})" for each in problems))
        self.problems = tuple(sorted(problems, key=lambda each: each.where.line))


def find(paths: Iterable[Path]) -> Path | None:
    """Return the boundary file that lies in the scanned paths, None if there is none.

    Looked at are the path itself, or the folder of a path that is a file; never their parents,
    so that an answer does not depend on where a tree happens to lie. Raises BoundaryError if
    there are several, or one under a name that only looks right.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        folder = path if path.is_dir() else path.parent
        if (file := folder / NAME).is_file():
            found.setdefault(file.resolve(), file)
        elif (other := folder / "ringfence.yml").is_file():
            help_ = f"rename it, or say `--boundary {other}`"
            raise BoundaryError(
                [Problem(f"the boundary file is called `{NAME}`", Source(str(other)), help_)]
            )
    if len(found) > 1:
        help_ = "say which one counts with `--boundary FILE`"
        raise BoundaryError(
            [
                Problem("the scanned paths hold several boundary files", Source(str(file)), help_)
                for file in found.values()
            ]
        )
    return next(iter(found.values()), None)


def load(path: Path, name: str | None = None) -> Policy:
    """Return what the boundary file at `path` says.

    `name` is how sources call the file (by default its name alone). Raises BoundaryError with
    all that is wrong, placed at `path` as given.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise BoundaryError([Problem(f"is larger than {MAX_BYTES} bytes", Source(str(path)))])
        text = decode(path.read_bytes())
    except OSError as error:
        what = f"cannot be read: {error.strerror or error}"
        raise BoundaryError([Problem(what, Source(str(path)))]) from error
    except Unreadable as error:
        raise BoundaryError([Problem(str(error), Source(str(path)))]) from error
    return loads(text, str(path), path.name if name is None else name)


def loads(text: str, path: str = NAME, name: str = NAME) -> Policy:
    """Return what the text of a boundary file says; see `load`."""
    try:
        root = parse(text)
    except NotYaml as error:
        raise BoundaryError([Problem(error.what, Source(path, error.line))]) from error
    form = _Form(path, name)
    policy = _policy(form, root or Node("map", 1))
    if form.problems:
        raise BoundaryError(form.problems)
    return policy


class _Form:
    """Reads nodes as what they should be, and collects what they are not."""

    def __init__(self, path: str, name: str) -> None:
        self.problems: list[Problem] = []
        self._path = path
        self._name = name

    def source(self, node: Node) -> Source:
        return Source(self._name, node.line)

    def wrong(self, node: Node, what: str, help_: str = "") -> None:
        self.problems.append(Problem(what, Source(self._path, node.line), help_))

    def fields(
        self, node: Node, name: str, known: Sequence[str], needed: Sequence[str] = ()
    ) -> dict[str, Node]:
        """Return the values of a map by key; null values count as not written."""
        if node.kind == "null":
            return {}
        if node.kind != "map":
            self.wrong(node, f"`{name}` should be a map, not {node.shown}", _one_of(known))
            return {}
        found: dict[str, Node] = {}
        for key, value in node.pairs():
            if key.text not in known:
                self._unknown(key, name, known)
            elif key.text in found:
                self.wrong(key, f"`{key.text}` is written twice in `{name}`")
            elif value.kind != "null":
                found[key.text] = value
        for key_ in needed:
            if key_ not in found:
                self.wrong(node, f"`{name}` needs `{key_}`")
        return found

    def _unknown(self, key: Node, name: str, known: Sequence[str]) -> None:
        what = f"unknown key {key.shown} in `{name}`"
        near = get_close_matches(key.text, known, 1)
        if near:
            self.wrong(key, what, f"did you mean `{near[0]}`?")
        elif known is TOP and key.text in BOUNDARY:
            self.wrong(key, what, f"`{key.text}` belongs under `boundary:`")
        elif known is BOUNDARY and key.text in TOP:
            self.wrong(key, what, f"`{key.text}` belongs at the top level")
        else:
            self.wrong(key, what, _one_of(known))

    def items(self, node: Node | None, name: str) -> list[Node]:
        if node is None:
            return []
        if node.kind != "list":
            example = f"write `{name}: [{node.text}]`" if node.kind == "text" else ""
            self.wrong(node, f"`{name}` should be a list, not {node.shown}", example)
            return []
        return node.items

    def text(self, node: Node | None, name: str) -> str:
        if node is None:
            return ""
        if node.kind != "text" or not node.text.strip():
            shown = "empty" if node.kind == "text" else node.shown
            self.wrong(node, f"`{name}` should be a text, not {shown}")
            return ""
        return node.text.strip()

    def choice(self, node: Node | None, name: str, options: Sequence[str]) -> str | None:
        """Return one of `options`, None where nothing or something else is written."""
        text = self.text(node, name)
        if node is None or not text:
            return None
        if text.lower() in options:
            return text.lower()
        near = get_close_matches(text.lower(), options, 1)
        help_ = f"did you mean `{near[0]}`?" if near else _one_of(options)
        self.wrong(node, f"`{text}` is no value of `{name}`", help_)
        return None

    def each(self, node: Node | None, name: str, read: Callable[[Node], T | None]) -> list[T]:
        """Return what `read` makes of every element of a list, without those it refuses."""
        made = [read(item) for item in self.items(node, name)]
        return [one for one in made if one is not None]

    def texts(self, node: Node | None, name: str) -> list[str]:
        return [text for item in self.items(node, name) if (text := self.text(item, name))]


def _one_of(known: Sequence[str]) -> str:
    return "known are " + ", ".join(f"`{each}`" for each in known)


def _policy(form: _Form, root: Node) -> Policy:
    top = form.fields(root, "the boundary file", TOP)
    for name, kind in (("costs", "map"), ("review", "map"), ("attest", "list"), ("detect", "map")):
        if (node := top.get(name)) is not None and node.kind != kind:
            form.wrong(node, f"`{name}` should be a {kind}, not {node.shown}")
    threshold = form.choice(top.get("threshold"), "threshold", _SEVERITIES)
    return Policy(
        boundary=_boundary(form, top.get("boundary") or Node("map", 1), form.source(root)),
        threshold=Severity(threshold) if threshold else Severity.MEDIUM,
        assets=tuple(form.each(top.get("assets"), "assets", lambda node: _asset(form, node))),
        accept=tuple(form.each(top.get("accept"), "accept", lambda node: _accept(form, node))),
        keep=tuple(form.each(top.get("keep"), "keep", lambda node: _keep(form, node))),
        owners={
            key: form.text(value, f"owners.{key}")
            for key, value in _named(form, top.get("owners"), "owners")
        },
        flows={
            key: tuple(form.texts(value, f"flows.{key}"))
            for key, value in _named(form, top.get("flows"), "flows")
        },
        source=form.source(root),
    )


def _named(form: _Form, node: Node | None, name: str) -> list[tuple[str, Node]]:
    """Return the pairs of a map whose keys the user chooses."""
    if node is None:
        return []
    if node.kind != "map":
        form.wrong(node, f"`{name}` should be a map, not {node.shown}")
        return []
    seen: dict[str, Node] = {}
    for key, value in node.pairs():
        if key.kind != "text" or not key.text:
            form.wrong(key, f"a key of `{name}` should be a text, not {key.shown}")
        elif key.text in seen:
            form.wrong(key, f"`{key.text}` is written twice in `{name}`")
        else:
            seen[key.text] = value
    return list(seen.items())


def _boundary(form: _Form, node: Node, source: Source) -> Boundary:
    fields = form.fields(node, "boundary", BOUNDARY)
    allowed: set[str] = set()
    stated: list[str] = []
    for item in form.items(fields.get("regions"), "regions"):
        if entry := form.text(item, "regions"):
            stated.append(entry)
            allowed |= _regions(form, item, entry)
    keys = form.choice(fields.get("keys"), "keys", ("customer", "provider"))
    return Boundary(
        regions=frozenset(allowed),
        stated=tuple(stated),
        tenants=_ids(form, fields, "tenants"),
        accounts=_ids(form, fields, "accounts"),
        organizations=_ids(form, fields, "organizations"),
        subscriptions=_ids(form, fields, "subscriptions"),
        networks=tuple(
            form.each(fields.get("networks"), "networks", lambda item: _network(form, item))
        ),
        repositories=tuple(form.texts(fields.get("repositories"), "repositories")),
        custodians=tuple(
            form.each(fields.get("custodians"), "custodians", lambda item: _custodian(form, item))
        ),
        keys=keys or "provider",
        source=source,
    )


def _ids(form: _Form, fields: dict[str, Node], name: str) -> frozenset[str]:
    """Return ids in lower case, as ids of tenants and subscriptions are compared."""
    return frozenset(text.lower() for text in form.texts(fields.get(name), name))


def _regions(form: _Form, node: Node, entry: str) -> frozenset[str]:
    found = expand(entry)
    if found:
        return found
    if found is not None:
        form.wrong(node, f"`{entry}` holds no region of Azure or AWS")
        return frozenset()
    countries = [row["name"].lower() for row in table("countries")["countries"].values()]
    known = [*regions(), *map(str.lower, GEOGRAPHIES), *countries]
    near = get_close_matches(entry.lower(), known, 2)
    help_ = (
        "did you mean " + " or ".join(f"`{each}`" for each in near) + "?"
        if near
        else "an entry is a region of either cloud, a country, or one of "
        + ", ".join(f"`{each}`" for each in GEOGRAPHIES)
    )
    form.wrong(node, f"`{entry}` is no region, geography or country", help_)
    return frozenset()


def _network(form: _Form, node: Node) -> IPv4Network | IPv6Network | None:
    text = form.text(node, "networks")
    if not text:
        return None
    try:
        network: Network = ip_network(text, strict=False)
    except ValueError:
        form.wrong(node, f"`{text}` is no address range", "write it as `203.0.113.0/29`")
        return None
    address = text.split("/")[0]
    if str(network.network_address) != address and ip_network(address) != network:
        form.wrong(node, f"`{text}` has bits set behind its prefix", f"did you mean `{network}`?")
        return None
    return network


def _custodian(form: _Form, node: Node) -> Custodian | None:
    fields = form.fields(node, "custodians", ("principal", "reads"), needed=("principal",))
    principal = form.text(fields.get("principal"), "principal")
    kinds = form.each(
        fields.get("reads"), "reads", lambda item: form.choice(item, "reads", _KINDS[:-1])
    )
    if not principal:
        return None
    return Custodian(principal, frozenset(map(AssetKind, kinds)), form.source(node))


def _asset(form: _Form, node: Node) -> AssetRule | None:
    fields = form.fields(node, "assets", ("match", "kind", "name"), needed=("match", "kind"))
    name = form.text(fields.get("name"), "name")
    kind = form.choice(fields.get("kind"), "kind", _KINDS)
    if "match" not in fields:
        return None
    match = form.fields(fields["match"], "match", MATCH)
    tags = tuple(
        (key, form.text(value, f"tag.{key}"))
        for key, value in _named(form, match.pop("tag", None), "tag")
    )
    texts = {key: form.text(value, key) for key, value in match.items()}
    if not tags and not any(texts.values()):
        form.wrong(fields["match"], "`match` states no criterion", _one_of(MATCH))
    if kind is None:
        return None
    found = Match(**texts, tags=tags)
    return AssetRule(found, None if kind == "none" else AssetKind(kind), name, form.source(node))


def _accept(form: _Form, node: Node) -> Accept | None:
    needed = ("rule", "address", "reason", "until")
    fields = form.fields(node, "accept", (*needed, "owner"), needed=needed)
    texts = {key: form.text(value, key) for key, value in fields.items()}
    try:
        until = datetime.strptime(texts["until"], "%Y-%m-%d").date() if texts.get("until") else None
    except ValueError:
        form.wrong(fields["until"], f"`{texts['until']}` is no date", "write it as `2027-01-31`")
        until = None
    if until is None or any(not texts.get(key) for key in needed):
        return None
    return Accept(
        texts["rule"],
        texts["address"],
        texts["reason"],
        until,
        texts.get("owner", ""),
        form.source(node),
    )


def _keep(form: _Form, node: Node) -> Keep | None:
    fields = form.fields(node, "keep", ("from", "to", "why"), needed=("from", "to"))
    texts = {key: form.text(value, key) for key, value in fields.items()}
    if not texts.get("from") or not texts.get("to"):
        return None
    return Keep(texts["from"], texts["to"], texts.get("why", ""), form.source(node))
