"""What a workflow calls from the same repository: reusable workflows and composite actions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from ringfence.readers.pipelines.files import Broken, PipelineFile, load
from ringfence.readers.pipelines.github.steps import Step, expand
from ringfence.readers.tree import Tree

MAX_DEPTH: Final = 10
"""How deep composite actions may call each other (GitHub's own limit)."""

MAX_STEPS: Final = 5_000


class Library:
    """The files of one repository that workflows call. `files` are all that were read.

    `broken` are those that could not be, with the reason and the line.
    """

    def __init__(self, tree: Tree, files: dict[str, PipelineFile]) -> None:
        self._tree = tree
        self.files = files
        self.broken: dict[str, Broken] = {}

    def workflow(self, caller: PipelineFile, uses: str) -> PipelineFile | None:
        """Return the workflow of the same repository that a job calls, None for any other."""
        if not uses.startswith("./"):
            own = caller.slug
            where, _, _ = uses.partition("@")
            prefix = "" if own is None else own.path.lower() + "/"
            if not prefix or not where.lower().startswith(prefix):
                return None
            uses = "./" + where[len(prefix) :]
        return self._file(caller, uses[2:])

    def _file(self, caller: PipelineFile, path: str) -> PipelineFile | None:
        name = f"{caller.folder}/{path}" if caller.folder else path
        if name in self.files:
            return self.files[name]
        if name not in self._tree.files:
            return None
        file = PipelineFile(name, caller.folder, caller.slug)
        self.files[name] = file
        try:
            load(self._tree, file)
        except Broken as error:
            self.broken[name] = error
        return file

    def steps(
        self,
        file: PipelineFile,
        written: Any,
        env: Mapping[str, str],
        path: tuple[str | int, ...],
        conditions: tuple[Any, ...] = (),
        depth: int = 0,
    ) -> Iterator[Step]:
        """Yield steps in their order, those of composite actions in place of their call."""
        if not isinstance(written, list):
            return
        for index, value in enumerate(written[:MAX_STEPS]):
            if not isinstance(value, dict):
                continue
            own = value.get("env")
            known = dict(env)
            for key, each in own.items() if isinstance(own, dict) else ():
                known[key.lower()] = expand(str(each), env)
            place = (file.name, (*path, index))
            uses = str(value.get("uses", ""))
            action = self._action(file, uses) if uses.startswith("./") else None
            yield Step(
                value, known, place, conditions, missing=uses.startswith("./") and action is None
            )
            if action is not None and depth < MAX_DEPTH:
                step = Step(value, known, place, conditions)
                yield from self._composite(action, step, depth)

    def _action(self, file: PipelineFile, uses: str) -> PipelineFile | None:
        """Return the file of an action of the same repository, None if it is not in the tree."""
        folder = uses[2:].strip("/")
        for end in ("action.yml", "action.yaml"):
            found = self._file(file, f"{folder}/{end}" if folder else end)
            if found is not None:
                return found
        return None

    def _composite(self, action: PipelineFile, step: Step, depth: int) -> Iterator[Step]:
        runs = action.value.get("runs") if isinstance(action.value, dict) else None
        if not isinstance(runs, dict):
            return
        env = {**step.env, **_inputs(action.value, step)}
        conditions = (*step.condition, step.value.get("if"))
        yield from self.steps(
            action, runs.get("steps"), env, ("runs", "steps"), conditions, depth + 1
        )


def _inputs(action: Mapping[str, Any], step: Step) -> dict[str, str]:
    """Return what the inputs of an action hold: what is given, else their default."""
    found: dict[str, str] = {}
    declared = action.get("inputs")
    for name, spec in declared.items() if isinstance(declared, dict) else ():
        if isinstance(spec, dict) and spec.get("default") is not None:
            found[name.lower()] = str(spec["default"])
    given = step.value.get("with")
    for name, value in given.items() if isinstance(given, dict) else ():
        found[name.lower()] = expand(str(value), step.env)
    return found
