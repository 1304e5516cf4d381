"""`python -m bench.pairs`: how many public pairs read alike, of RINGFENCE_CORPUS or a folder given.

A pair is a folder with `main.bicep` and what Microsoft's compiler made of it: `main.json` (the
samples of the Bicep repository) or `azuredeploy.json` (the quickstart templates). Each side is
read alone, without the other. The two score lines count pairs without any difference.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.pairs.compare import Miss, Reading, compare
from bench.pairs.sides import Side, restored, split, stale, values
from ringfence.model.facts import Unknown, Value
from ringfence.readers.arm.read import read_template
from ringfence.readers.bicep import params, registry, units
from ringfence.readers.bicep.read import read_bicep
from ringfence.readers.harvest import Harvest
from ringfence.readers.options import Options
from ringfence.readers.tree import Tree

TWINS = {"main.json": ("golden pairs", 98.0), "azuredeploy.json": ("quickstarts", 99.0)}
SOURCE = "main.bicep"
_GENERATED = re.compile(rb'"_generator"\s*:\s*\{\s*"name"\s*:\s*"bicep"')


@dataclass(slots=True)
class Score:
    """What came of one kind of pair."""

    pairs: int = 0
    equal: int = 0
    windows: int = 0
    restored: int = 0
    stale: dict[str, str] = field(default_factory=dict)
    gaps: int = 0
    leaves: int = 0
    unknown: int = 0
    misses: dict[str, list[Miss]] = field(default_factory=dict)


def pairs(tree: Tree, twin: str) -> Iterator[tuple[str, str]]:
    """Yield the names of both sides of every pair of a tree.

    A JSON file that does not name Bicep as its maker is no product of the file beside it.
    """
    for name in sorted(tree.files):
        folder, _, base = name.rpartition("/")
        compiled = f"{folder}/{twin}" if folder else twin
        if base != SOURCE or compiled not in tree.files:
            continue
        if _GENERATED.search(tree.read(compiled)[:4000]):
            yield name, compiled


def score(folder: Path, twin: str, only: str = "", *, valued: bool = False) -> Score:
    """Compare all pairs of a folder; with `valued` under the values of their parameter files."""
    whole = Tree.at(folder)
    found = [pair for pair in pairs(whole, twin) if only in pair[0]]
    sources, products = split(whole, {compiled for _, compiled in found})
    made = Score(pairs=len(found))
    for source, compiled in found:
        if why := stale(sources, source, products.read(compiled)):
            made.stale[compiled] = why
            made.pairs -= 1
            continue
        options = Options(variables=values(whole, compiled) if valued else {})
        _weigh(made, read_template(products, compiled, options))
        sources.add(restored(sources, source, products.read(compiled)))
        made.restored += bool(sources.own)
        misses = _compared(sources, products, (source, compiled), options)
        if misses:
            sources.windows = True
            again = _compared(sources, products, (source, compiled), options)
            sources.windows = False
            made.windows += not again
            misses = again and misses
        if misses:
            made.misses[source] = misses
        else:
            made.equal += 1
    return made


def _compared(sources: Side, products: Side, pair: tuple[str, str], options: Options) -> list[Miss]:
    """Return the differences of one pair; a reader that breaks is one, told with the others."""
    source, compiled = pair
    _forget()
    try:
        ours = read_bicep(sources, source, options)
        theirs = read_template(products, compiled, options)
        return compare(Reading(source, ours), Reading(compiled, theirs))
    except Exception as error:  # noqa: BLE001 - whatever broke is the difference
        return [Miss("broke", f"{type(error).__name__}: {error}")]


def _forget() -> None:
    """Forget what readers remember of a tree: this one changes from pair to pair."""
    for memory in (registry._LATEST, units._LATEST, params._LATEST):  # noqa: SLF001
        memory.clear()


def _weigh(made: Score, harvest: Harvest) -> None:
    """Count what the compiled side leaves unknown: equality of two blind readings is worth little."""
    made.gaps += any(not blind.inert for blind in harvest.blinds)
    for resource in harvest.resources:
        for leaf in _leaves(resource.body):
            made.leaves += 1
            made.unknown += isinstance(leaf, Unknown)


def _leaves(value: Value) -> Iterator[Value]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner)
    else:
        yield value


def _print(label: str, target: float, made: Score, shown: int) -> bool:
    share = 100.0 * made.equal / made.pairs
    print(
        f"{label}: {made.equal} of {made.pairs} read alike, {share:.1f} % (target {target:.0f} %)"
    )
    print(
        f"  {made.windows} of them with the line ends of a Windows checkout;"
        f" {made.restored} with registry modules, restored from the compiled side"
    )
    print(f"  compiled side: {made.gaps} with gaps, {made.unknown} of {made.leaves} values unknown")
    for compiled, why in made.stale.items():
        print(f"  not counted: {compiled} was made of another source: it {why}")
    classes = Counter(misses[0].reason for misses in made.misses.values())
    for reason, count in classes.most_common():
        print(f"  {count:4} first differ by: {reason}")
    for source, misses in made.misses.items():
        print(f"  {source}: {len(misses)} differences")
        for miss in misses[:shown]:
            print(f"    {miss}")
    return share >= target


def main(arguments: list[str] | None = None) -> int:
    """Print the score of each kind of pair; 1 if one is below its target."""
    parser = argparse.ArgumentParser(prog="python -m bench.pairs", description=__doc__)
    parser.add_argument("folder", nargs="?", default=os.environ.get("RINGFENCE_CORPUS"))
    parser.add_argument("--only", default="", help="pairs whose path holds this text")
    parser.add_argument("--values", action="store_true", help="under their parameter files")
    parser.add_argument("--shown", type=int, default=2, help="differences printed for each pair")
    given = parser.parse_args(arguments)
    if not given.folder:
        print("DID NOT RUN: no pair was compared; name a folder of public code by RINGFENCE_CORPUS")
        return 0
    good, compared = True, 0
    for twin, (label, target) in TWINS.items():
        started = time.monotonic()
        made = score(Path(given.folder), twin, given.only, valued=given.values)
        compared += made.pairs
        if made.pairs:
            good = _print(label, target, made, given.shown) and good
            print(f"  {time.monotonic() - started:.1f} s")
        else:
            print(f"DID NOT RUN: {label}: no folder with {SOURCE} and {twin} in {given.folder}")
    return 0 if good and compared else 1


if __name__ == "__main__":
    sys.exit(main())
