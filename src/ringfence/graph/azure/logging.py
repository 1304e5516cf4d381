"""The plane of logging: a read of an asset that would leave no record.

A resource writes resource logs only where a diagnostic setting keeps them. For every top-level
resource that is or holds an asset, some setting must keep a category that records reads, and send
it somewhere. Storage accounts have one setting for each service; one on the account itself keeps
metrics only.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from ringfence.graph.azure import diagnostics
from ringfence.graph.azure.assets import services
from ringfence.graph.azure.categories import READS, STORAGE_READS, STORAGE_SERVICES, Reads
from ringfence.graph.azure.diagnostics import Setting
from ringfence.graph.scene import Scene
from ringfence.model.asset import Asset, AssetKind
from ringfence.model.claims import Evidence
from ringfence.model.facts import Absent, Unknown
from ringfence.model.resource import Resource
from ringfence.model.symbols import same

RULE: Final = "RF-BLD-01"

LIMITS: Final = (
    "virtual machines, disks, container groups, SQL, PostgreSQL and Redis write no resource log of reads: they are not judged",
    "diagnostic settings that a policy would deploy are not counted",
    "what receives the logs of others is not asked for a record of its own reads, which would be one more log",
    "a setting counts for the categories it names; what a group holds may change with the provider",
)


@dataclass(frozen=True, slots=True)
class _Answer:
    """Whether reads of one target are recorded: surely, perhaps (`doubts`), or not (`because`)."""

    recorded: bool
    because: str = ""
    blame: Setting | None = None
    doubts: tuple[Unknown, ...] = ()


@dataclass(frozen=True, slots=True)
class Logging:
    """The plane: writes one clause for each resource whose reads leave no record."""

    name: str = "logging"

    def __call__(self, scene: Scene) -> None:
        """Judge every top-level resource that is or holds assets of `scene`."""
        held: dict[str, list[Asset]] = defaultdict(list)
        for asset in scene.assets:
            top = scene.estate.top(asset.resource)
            if top is not None:
                held[top.key].append(asset)
        for key, assets in held.items():
            top = scene.estate.get(key)
            if top is None or (top.kind not in READS and top.kind != services.STORAGE):
                continue
            if only_receives(top, assets, scene):
                continue
            spoken = scene.by_key.get(key) or min(assets, key=lambda each: each.resource.address)
            with scene.guard(RULE, spoken):
                _judge(scene, top, spoken, assets)


def only_receives(top: Resource, assets: list[Asset], scene: Scene) -> bool:
    """Tell whether a resource is there for logs of others: who reads those is not asked.

    The record of such reads would be one more log, and who reads that would have to be recorded.
    """
    if top.key not in diagnostics.receivers(scene.estate):
        return False
    return top.kind == services.LOGS or all(
        asset.kind is AssetKind.INFERENCE_LOG for asset in assets
    )


def _judge(scene: Scene, top: Resource, spoken: Asset, assets: list[Asset]) -> None:
    settings = list(diagnostics.settings(scene.estate).on(top))
    missing = [
        answer
        for target, reads in targets(top, assets)
        if not (answer := _answer(top, target, reads, settings)).recorded
    ]
    sure = [answer for answer in missing if not answer.doubts]
    if missing:
        _write(scene, top, spoken, (sure or missing)[0])


def targets(top: Resource, assets: list[Asset]) -> list[tuple[str, Reads]]:
    """Return what must be watched: the resource, or each service of an account that matters."""
    if top.kind != services.STORAGE:
        return [(top.key, READS[top.kind])]
    wanted = {
        segment
        for asset in assets
        for segment in STORAGE_SERVICES
        if asset.key.startswith(f"{top.key}/{segment}/")
    }
    if not wanted:
        kind = top.look("kind")
        files = isinstance(kind, str) and kind.lower() == "filestorage"
        wanted = {"fileservices" if files else "blobservices"}
    return [(f"{top.key}/{segment}/default", STORAGE_READS) for segment in sorted(wanted)]


def _answer(top: Resource, target: str, reads: Reads, settings: list[Setting]) -> _Answer:
    what = _what(top, target)
    doubts: list[Unknown] = []
    blame: Setting | None = None
    because = f"no diagnostic setting watches {what}"
    for setting in settings:
        watched = True if setting.target == "" else same(setting.target, target)
        if watched is False:
            if setting.target == top.key and blame is None:
                because = f"`{setting.resource.address}` watches the account itself, which has metrics only"
                blame = setting
            continue
        kept, unsure = keeps(setting, reads)
        if kept and watched is None:
            name = setting.resource.address
            where = setting.resource.locate("scope")
            unsure.append(
                Unknown(f"which part of `{top.address}` `{name}` watches is not known", where)
            )
        if not kept:
            blame, because = setting, f"`{setting.resource.address}` keeps no log of reads"
        elif not unsure:
            return _Answer(True)
        doubts += unsure
    if doubts:
        return _Answer(
            False, f"whether reads of {what} are recorded is not known", blame, tuple(doubts)
        )
    wanted = " or ".join(f"`{category}`" for category in reads.categories[:2])
    return _Answer(False, f"{because} ({wanted} would record them)", blame)


def _what(top: Resource, target: str) -> str:
    tail = target[len(top.key) + 1 :].split("/", maxsplit=1)[0]
    return f"`{STORAGE_SERVICES[tail]}` of `{top.address}`" if tail else f"`{top.address}`"


def keeps(setting: Setting, reads: Reads) -> tuple[bool, list[Unknown]]:
    """Return whether a setting may keep a log of reads, and the doubts about it."""
    doubts: list[Unknown] = []
    kept = False
    for log, doubt in setting.logs():
        if isinstance(log, Unknown):
            doubts.append(log)
        elif log in reads.keeps:
            if doubt is None:
                kept, doubts = True, []
                break
            doubts.append(doubt)
    if not kept and not doubts:
        return False, []
    sent, unsure = _sent(setting)
    if not sent:
        return False, []
    doubts += unsure
    if setting.doubt is not None:
        doubts.append(setting.doubt)
    return True, doubts


def _sent(setting: Setting) -> tuple[bool, list[Unknown]]:
    """Return whether a setting has a sink, and the doubt where every sink is unknown."""
    values = [sink.value for sink in setting.sinks()]
    partner = setting.partner()
    if not isinstance(partner, Absent) and partner is not None and partner != "":
        values.append(partner)
    hidden = [value for value in values if isinstance(value, Unknown)]
    if len(hidden) < len(values):
        return True, []
    return bool(values), hidden[:1]


def _write(scene: Scene, top: Resource, spoken: Asset, answer: _Answer) -> None:
    doubts = list(answer.doubts)
    doubts += [each for each in (top.external, top.presence) if each is not None]
    blamed = answer.blame.resource if answer.blame else top
    pointer = "properties.logs" if answer.blame else ""
    value = blamed.look(pointer) if pointer else None
    unrecorded = ("unrecorded", top.key)
    scene.program.rule(
        unrecorded,
        (),
        rule="no-record",
        resource=blamed,
        says=f"reads of `{top.address}` are not recorded",
        because=answer.because,
        evidence=(Evidence(blamed, pointer, None if isinstance(value, Absent) else value),),
        doubts=tuple({id(each): each for each in doubts}.values()),
    )
    scene.program.rule(
        ("finding", "blind", "medium", "", spoken.key, top.key),
        (unrecorded,),
        rule=RULE,
        resource=spoken.resource,
        says=f"nobody would notice that `{spoken.name}` was read",
        because="the activity log keeps changes of the resource, not reads of its content",
    )


PLANE: Final = Logging()
