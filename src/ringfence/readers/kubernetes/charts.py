"""Charts of Helm in the tree: they are not rendered; what they would deploy is a gap.

Unless a rendering of the chart is in the tree (`helm template` names its templates in comments), a
chart may deploy anything its templates say.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any, Final

from ringfence.model.estate import Blind
from ringfence.model.facts import Source
from ringfence.model.resource import dig
from ringfence.readers.kubernetes.kinds import MAY_OPEN
from ringfence.readers.tree import Tree, Unreadable
from ringfence.syntax.yamltext import YamlError, decode

NAME: Final = "Chart.yaml"
_PATHS: Final = ("service.type", "controller.service.type", "server.service.type")


def folders(names: Iterable[str]) -> list[str]:
    """Return the folders of charts that lie in no other chart."""
    every = sorted(str(PurePosixPath(name).parent) for name in names)
    kept: list[str] = []
    for folder in every:
        if not any(folder.startswith(f"{above}/charts/") or above == "." for above in kept):
            kept.append(folder)
    return kept


def inside(name: str, charts: Iterable[str]) -> bool:
    """Tell whether a file is a part of a chart, that only Helm reads."""
    return any(
        name.startswith(f"{prefix}{part}/")
        for prefix in ("" if chart == "." else f"{chart}/" for chart in charts)
        for part in ("templates", "charts", "crds")
    )


def gap(tree: Tree, folder: str, rendered: Iterable[str]) -> Blind | None:
    """Return the gap that a chart is, None for one whose rendering is in the tree or a library."""
    file = NAME if folder == "." else f"{folder}/{NAME}"
    chart = _first(tree, file)
    name = str(chart.get("name") or PurePosixPath(folder).name)
    if chart.get("type") == "library":
        return None
    if any(source.startswith(f"{name}/") for source in rendered):
        return None
    prefix = "" if folder == "." else f"{folder}/"
    values = _first(tree, f"{prefix}values.yaml")
    stated = [dig(values, path) for path in _PATHS]
    asked = next((each for each in stated if isinstance(each, str)), "")
    more = f"; its values ask for a Service of type `{asked}`" if asked else ""
    reason = f"a chart is not rendered here: put the output of `helm template` beside it{more}"
    return Blind(f"chart `{name}`", reason, Source(file, 1), types=MAY_OPEN, conceals=True)


def _first(tree: Tree, name: str) -> dict[str, Any]:
    try:
        documents = decode(tree.read(name))
    except (Unreadable, YamlError):
        return {}
    value = documents[0].value if documents else None
    return value if isinstance(value, dict) else {}
