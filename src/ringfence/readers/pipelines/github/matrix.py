"""The environments of a job: written, or one for each value of a matrix or an input."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import product
from typing import Any, Final

from ringfence.readers.pipelines.expressions import UNSURE, Chance, Lookup, fill

MAX_COMBINATIONS: Final = 512


def environments(
    job: Mapping[str, Any],
    inputs: Mapping[str, str],
    triggers: Mapping[str, Any],
    seen: Lookup = lambda _path: UNSURE,
) -> list[str]:
    """Return the names of the environments that a job may run in; none for a job without one.

    A name that is not known is `*`; "" stands for runs of the job outside of any environment.
    `seen` answers what a run knows beside its matrix and its inputs.
    """
    written = job.get("environment")
    if isinstance(written, dict):
        written = written.get("name")
    if written is None:
        return []
    found: dict[str, None] = {}
    for combination in _combinations(job):
        for more in _offered(inputs, triggers):
            known = {**combination, **more}
            value = fill(str(written), partial(_look, known, seen))
            name = "*" if isinstance(value, Chance) else str(value or "")
            found[name] = None
    return [] if list(found) == [""] else list(found)


def _look(known: Mapping[str, Any], seen: Lookup, path: str) -> Any:
    return known[path] if path in known else seen(path)


def _offered(inputs: Mapping[str, str], triggers: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield what the inputs may hold: what a caller gives, else what a person may choose."""
    known: dict[str, Any] = {f"inputs.{name}": value for name, value in inputs.items()}
    dispatched = triggers.get("workflow_dispatch")
    asked = dispatched.get("inputs") if isinstance(dispatched, dict) else None
    choices: list[tuple[str, list[Any]]] = []
    for name, spec in asked.items() if isinstance(asked, dict) else ():
        options = spec.get("options") if isinstance(spec, dict) else None
        if isinstance(options, list) and options and f"inputs.{name.lower()}" not in known:
            choices.append((f"inputs.{name.lower()}", options[:MAX_COMBINATIONS]))
    names = [name for name, _ in choices]
    for count, values in enumerate(product(*(options for _, options in choices))):
        if count >= MAX_COMBINATIONS:
            return
        yield {**known, **dict(zip(names, values, strict=True))}


def _combinations(job: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the values of the matrix, one by one; one combination without any for no matrix."""
    strategy = job.get("strategy")
    matrix = strategy.get("matrix") if isinstance(strategy, dict) else None
    if not isinstance(matrix, dict):
        yield {}
        return
    axes = {
        name.lower(): values
        for name, values in matrix.items()
        if name not in ("include", "exclude") and isinstance(values, list)
    }
    count = 0
    if axes:
        for values in product(*axes.values()):
            count += 1
            if count > MAX_COMBINATIONS:
                return
            yield dict(_flat(dict(zip(axes, values, strict=True))))
    include = matrix.get("include")
    for extra in include[:MAX_COMBINATIONS] if isinstance(include, list) else ():
        if isinstance(extra, dict):
            yield dict(_flat(extra))
    if not axes and not isinstance(include, list):
        yield {}


def _flat(values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in values.items():
        yield f"matrix.{name.lower()}", value
        if isinstance(value, dict):
            for inner, each in value.items():
                yield f"matrix.{name.lower()}.{inner.lower()}", each
