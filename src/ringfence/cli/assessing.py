"""From a request to an assessment: the one place where boundary, readers and engine meet."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ringfence.cli.options import Request
from ringfence.cli.progress import Progress
from ringfence.cli.trouble import Complaint, Trouble

if TYPE_CHECKING:
    from ringfence.model.assessment import Assessment
    from ringfence.model.boundary import Policy
    from ringfence.model.estate import Estate
    from ringfence.readers.boundaryfile import Problem


def policy(request: Request) -> Policy:
    """Return what the boundary file says, or an inferred boundary where there is none.

    Raises Trouble with everything that is wrong with the file.
    """
    from ringfence.model.boundary import Boundary, Policy
    from ringfence.readers.boundaryfile import BoundaryError, find, load

    try:
        if request.boundary is not None:
            return load(request.boundary, str(request.boundary))
        found = find(request.paths)
        return Policy(Boundary(inferred=True)) if found is None else load(found)
    except BoundaryError as error:
        raise Trouble.of(_complaints(error.problems)) from error


def _complaints(problems: Sequence[Problem]) -> list[Complaint]:
    return [Complaint(each.what, str(each.where), each.help) for each in problems]


def estate(request: Request, progress: Progress) -> Estate:
    """Return the estate that the paths describe. Raises Trouble where they describe none."""
    from ringfence.readers.read import NothingToRead, ReadOptions, read_paths

    progress.stage("reading " + ", ".join(map(str, request.paths)))
    options = ReadOptions(dict(request.variables), request.env, request.history)
    try:
        read = read_paths(list(request.paths), options)
    except NothingToRead as error:
        raise Trouble(str(error), help_=error.help) from error
    if read.concealed:
        from ringfence.report.disclosure import conceal

        conceal(read.concealed)
    return read


def assessment(request: Request, progress: Progress) -> Assessment:
    """Return every answer about what the paths describe. Raises Trouble as the parts do."""
    from ringfence.engine.assess import Question, assess

    with steady_collector():
        rules = policy(request)
        read = estate(request, progress)
        progress.stage(f"judging {len(read)} resources")
        return assess(read, Question(rules, all_data=request.all_data))


@contextmanager
def steady_collector() -> Iterator[None]:
    """Keep the cyclic collector off while an estate is loaded and judged.

    Almost nothing of it dies before the end, and walking the growing heap again and again costs
    several times the work itself. What was made stays out of its sight afterwards, too.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.freeze()
            gc.enable()
