"""Templates that were compiled of Bicep files in the same tree: the same deployment, once more."""

from __future__ import annotations

import re
from typing import Any, Final

from ringfence.model.estate import Blind
from ringfence.model.facts import Source, Unknown
from ringfence.model.resource import Resource
from ringfence.model.symbols import OPEN, has_placeholder, show
from ringfence.readers.arm.template import texts_of
from ringfence.readers.harvest import Harvest
from ringfence.readers.tree import Tree

_NAMES: Final = frozenset({"azuredeploy", "maintemplate", "template", "main", "deploy"})
"""What products are called, beside the name of their source."""

_OPENINGS: Final = "\ue000\ue005"
_SLASH: Final = "\ue004"
"""How `model.symbols` writes the beginning of a symbol, also inside another, and a slash in it."""


def without_products(
    tree: Tree, written: dict[str, Harvest], compiled: dict[str, Harvest]
) -> dict[str, Harvest]:
    """Return the templates that are no product of a Bicep file that was read, too.

    A product that says otherwise than its source is dropped, too, with a gap over the root: nobody
    knows which of the two is deployed. One that agrees with its source, and also holds the modules
    that the source takes from a registry and that are not in the tree, stands for the source, which
    is then taken out of `written`.
    """
    texts = texts_of(tree)
    kept = {}
    for name, harvest in compiled.items():
        source = _source(name, written) if texts.is_compiled(name) else None
        if source is None:
            if not texts.is_compiled(name) or not _is_copy(name, harvest, written):
                kept[name] = harvest
            continue
        own = written.get(source)
        if own is None:
            continue  # another product stands for it
        difference = _difference(source, own, name, harvest)
        if difference is not None and _completes(source, own, name, harvest):
            harvest.accepts += own.accepts
            kept[name] = harvest
            del written[source]
        elif difference is not None:
            written[source].blinds.append(
                Blind(
                    f"`{name}`",
                    f"was compiled of `{source}`, and {difference}",
                    Source(name),
                    source,
                )
            )
    return kept


def _source(name: str, written: dict[str, Harvest]) -> str | None:
    """Return the Bicep file that a template was compiled of: of its name, or the only one there."""
    folder, _, base = name.rpartition("/")
    stem = base.partition(".json")[0]
    beside = [each for each in written if each.rpartition("/")[0] == folder]
    same = [each for each in beside if each.rpartition("/")[2] == f"{stem}.bicep"]
    if same:
        return same[0]
    return beside[0] if len(beside) == 1 and stem.lower() in _NAMES else None


def _is_copy(name: str, harvest: Harvest, written: dict[str, Harvest]) -> bool:
    """Tell whether a product in another folder says just what a Bicep file of its name says."""
    wanted = name.rpartition("/")[2].partition(".json")[0] + ".bicep"
    return any(
        _difference(source, each, name, harvest) is None
        for source, each in written.items()
        if source.rpartition("/")[2] == wanted
    )


def _difference(source: str, written: Harvest, name: str, compiled: Harvest) -> str | None:
    """Return what a product says otherwise than its source, None if it may be the same."""
    ours, theirs = _by_id(written, source), _by_id(compiled, name)
    for key in [*ours, *theirs]:
        if key in ours and key in theirs:
            if _differ(_rooted(ours[key].body, source), _rooted(theirs[key].body, name)):
                return f"says otherwise of `{ours[key].address}`"
        elif not has_placeholder(key):  # what nobody knows may be written in two ways
            where = "has no" if key in ours else "also has"
            other = ours.get(key) or theirs[key]
            return f"{where} `{other.type}` named `{show(str(other.name))}`"
    if len(ours) != len(theirs):
        return f"has {len(theirs)} resources where its source has {len(ours)}"
    return None


def _completes(source: str, written: Harvest, name: str, compiled: Harvest) -> bool:
    """Tell whether a product has all that its source has, and the source could not be opened whole.

    The gaps of the source must all be deployments: modules that are not in the tree.
    """
    gaps = [each for each in written.blinds if not each.inert]
    if not gaps or not all(each.what.startswith("deployment `") for each in gaps):
        return False
    ours, theirs = _by_id(written, source), _by_id(compiled, name)
    return all(
        key in theirs and not _differ(_rooted(each.body, source), _rooted(theirs[key].body, name))
        for key, each in ours.items()
    )


def _by_id(harvest: Harvest, root: str) -> dict[str, Resource]:
    listed = [*harvest.resources, *(each.resource for each in harvest.danglings)]
    return {_rooted(each.key, root.lower()): each for each in listed if each.external is None}


def _rooted(value: Any, root: str) -> Any:
    """Return a value whose symbols do not say which file they belong to."""
    if isinstance(value, str):
        if OPEN not in value:
            return value
        return re.sub(f"([{_OPENINGS}]){re.escape(root.replace('/', _SLASH))}", r"\1", value)
    if isinstance(value, dict):
        return {_rooted(key, root): _rooted(each, root) for key, each in value.items()}
    if isinstance(value, list):
        return [_rooted(each, root) for each in value]
    return value


def _differ(left: Any, right: Any) -> bool:
    """Tell whether two values surely differ."""
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return False
    if isinstance(left, dict) and isinstance(right, dict):
        ours = {key.lower(): each for key, each in left.items() if each is not None}
        theirs = {key.lower(): each for key, each in right.items() if each is not None}
        if ours.keys() != theirs.keys():
            return not any(map(has_placeholder, ours.keys() ^ theirs.keys()))
        return any(_differ(each, theirs[key]) for key, each in ours.items())
    if isinstance(left, list) and isinstance(right, list):
        return len(left) != len(right) or any(map(_differ, left, right))
    if isinstance(left, str) and isinstance(right, str):
        # Ids are the same in any case, and the compiler writes types as their provider does. Ends of
        # lines are those of the machine that it ran on.
        if OPEN in left or OPEN in right:
            return False
        return _folded(left) != _folded(right)
    return bool(left != right)


def _folded(text: str) -> str:
    return text.lower().replace("\r\n", "\n")
