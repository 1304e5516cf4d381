"""Roles that other configurations assign at scopes which may be ours: few are asked, many are one gap."""

from __future__ import annotations

from ringfence.model.symbols import context
from tests.build import res, scene
from tests.identity.directory import STORAGE, assignment, judge, weights


def group(root: str) -> str:
    return f"/subscriptions/{context('subscription', root)}/resourceGroups/{context('group', root)}"


def estate(others: int, role: str) -> tuple[set[str], list[str]]:
    """Return the outcomes of findings and what is not seen, with roles in so many other roots."""
    st = res(
        STORAGE, "st", scope=group("app"), root="app",
        properties={"allowSharedKeyAccess": False},
    )  # fmt: skip
    grants = [
        assignment(group(f"r{n}"), role, f"{n:08d}-0000-4000-8000-000000000000", f"a{n}")
        for n in range(others)
    ]
    here = scene(weights(st), *grants)
    outcomes = {finding.outcome.value for finding in judge(here)}
    return outcomes, [blind.what for blind in here.estate.blinds]


def test_few_are_asked_one_by_one() -> None:
    assert estate(0, "Storage Blob Data Reader") == (set(), [])
    assert estate(3, "Storage Blob Data Reader") == ({"unknown"}, [])


def test_many_are_one_gap() -> None:
    assert estate(200, "Storage Blob Data Reader") == (
        set(),
        ["who holds roles on `storageAccounts.st`"],
    )


def test_roles_that_open_nothing_are_not_counted() -> None:
    assert estate(40, "AcrPull") == (set(), [])
