"""Records of reads that do not last: the sink forgets them early, or anybody may take them out.

Logging asks whether a read leaves a record; this plane asks, where it does, whether the record is
still there when somebody looks for it. A year is what incident investigations and the usual audit
periods need (`DAYS`). One sink that lasts is enough.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ringfence.graph.azure import diagnostics
from ringfence.graph.azure.assets import services as types
from ringfence.graph.azure.categories import READS
from ringfence.graph.azure.diagnostics import Setting, Sink
from ringfence.graph.azure.logging import keeps, only_receives, targets
from ringfence.graph.scene import Scene
from ringfence.model.asset import Asset
from ringfence.model.claims import Evidence
from ringfence.model.estate import Estate
from ringfence.model.facts import Absent, Unknown, members
from ringfence.model.resource import Resource, dig
from ringfence.model.symbols import same

SHORT: Final = "RF-BLD-02"
LOOSE: Final = "RF-BLD-03"
DAYS: Final = 365
TABLES: Final = "microsoft.operationalinsights/workspaces/tables"
POLICIES: Final = "microsoft.storage/storageaccounts/managementpolicies"
LOCKS: Final = "microsoft.storage/storageaccounts/blobservices/containers/immutabilitypolicies"
_UNKNOWN: Final = "how long it keeps them is not known"
PREFIX: Final = "insights-logs-"
"""How the containers are named into which diagnostic settings write."""

LIMITS: Final = (
    "what an event hub or a partner does with the logs it gets is not known: they count as lasting",
    "that somebody may delete a workspace, or purge records of it with the role for that, is not a finding of its own",
)


@dataclass(frozen=True, slots=True)
class Span:
    """How long a sink keeps records and whether they can be taken out, with where that is said."""

    resource: Resource
    pointer: str = ""
    short: str = ""
    loose: str = ""
    doubt: Unknown | None = None


@dataclass(frozen=True, slots=True)
class Retention:
    """The plane: one clause for each top-level resource whose records of reads do not last."""

    name: str = "retention"

    def __call__(self, scene: Scene) -> None:
        """Judge the sinks of every resource that is or holds assets of `scene`."""
        held: dict[str, list[Asset]] = defaultdict(list)
        for asset in scene.assets:
            top = scene.estate.top(asset.resource)
            if top is not None and (top.kind in READS or top.kind == types.STORAGE):
                held[top.key].append(asset)
        for key, assets in held.items():
            top = scene.estate.get(key)
            if top is None:
                continue
            settings = list(diagnostics.settings(scene.estate).on(top))
            if not settings or only_receives(top, assets, scene):
                continue
            spoken = scene.by_key.get(key) or min(assets, key=lambda each: each.resource.address)
            with scene.guard(SHORT, spoken):
                _judge(scene, top, assets, settings, spoken)


def _judge(
    scene: Scene, top: Resource, assets: list[Asset], settings: list[Setting], spoken: Asset
) -> None:
    """Write what fades of the records of one resource."""
    for target, reads in targets(top, assets):
        spans: list[Span] = []
        perhaps: list[Unknown] = []
        for setting in settings:
            watched = True if setting.target == "" else same(setting.target, target)
            kept, doubts = keeps(setting, reads)
            if watched is False or not kept:
                continue
            if watched is None:
                doubts.append(Unknown(f"what `{setting.resource.address}` watches is not known"))
            found = list(_spans(scene.estate, setting))
            if doubts:
                # Whether there is a record at all is the question of logging.
                perhaps += doubts if any(_lasts(span) for span in found) else ()
            elif any(_lasts(span) for span in found):
                return
            else:
                spans += found
        if spans:
            _write(scene, top, spoken, spans, perhaps)
            return


def _lasts(span: Span) -> bool:
    return not span.short and not span.loose


def _spans(estate: Estate, setting: Setting) -> Iterator[Span]:
    """Yield what is known of every sink of a setting."""
    partner = setting.partner()
    if not isinstance(partner, Absent) and partner is not None and partner != "":
        yield Span(setting.resource)
    for sink in setting.sinks():
        if "Microsoft.EventHub/namespaces" in sink.types:
            yield Span(setting.resource, sink.pointer)
        elif "Microsoft.Storage/storageAccounts" in sink.types:
            yield _account(estate, setting, sink)
        else:
            yield _workspace(estate, setting, sink)


def _elsewhere(estate: Estate, sink: Sink) -> tuple[Resource | None, Unknown | None]:
    """Return the sink, or why it is out of sight."""
    found = estate.lookup(sink.value, *sink.types)
    if found.found is not None and found.found.external is None:
        return found.found, found.found.presence
    if found.found is not None:
        return None, found.found.external
    unseen = Unknown("the sink of the logs is not in the code", sink.setting.locate(sink.pointer))
    return None, unseen if found.doubt is None else found.doubt


def _workspace(estate: Estate, setting: Setting, sink: Sink) -> Span:
    """https://learn.microsoft.com/azure/azure-monitor/logs/data-retention-configure"""
    workspace, doubt = _elsewhere(estate, sink)
    pointer = "properties.retentionInDays"
    if workspace is None:
        return Span(setting.resource, sink.pointer, short=_UNKNOWN, doubt=doubt)
    days = workspace.look(pointer)
    if isinstance(days, Unknown):
        return Span(workspace, pointer, short=_UNKNOWN, doubt=days)
    if isinstance(days, Absent) or days is None:
        why = "`retentionInDays` is not set: the pricing plan decides, and most keep 30 days"
        return Span(workspace, pointer, short=_UNKNOWN, doubt=Unknown(why, workspace.locate("")))
    if not isinstance(days, int | float) or days >= DAYS or days < 0:
        return Span(workspace, pointer)
    kept = _tables(estate, workspace)
    said = f"`{workspace.address}` keeps records for {days} days"
    return Span(workspace, pointer, short=said, doubt=kept if kept is not None else doubt)


def _tables(estate: Estate, workspace: Resource) -> Unknown | None:
    """Return the doubt that a table which keeps its records longer may be the one that counts."""
    for table in estate.inside(workspace.key, TABLES):
        for pointer in ("properties.totalRetentionInDays", "properties.retentionInDays"):
            days = table.look(pointer)
            if isinstance(days, Unknown):
                return days
            if isinstance(days, int | float) and (days >= DAYS or days < 0):
                why = f"`{table.address}` keeps its records longer, and may be where they go"
                return Unknown(why, table.locate(pointer))
    return None


def _account(estate: Estate, setting: Setting, sink: Sink) -> Span:
    account, doubt = _elsewhere(estate, sink)
    if account is None:
        return Span(setting.resource, sink.pointer, short=_UNKNOWN, doubt=doubt)
    for policy in estate.inside(account.key, POLICIES):
        for number, (rule, unsure) in enumerate(members(policy.look("properties.policy.rules"))):
            ends, why = _ends(rule)
            if ends or why is not None:
                said = f"`{policy.address}` deletes records after {ends or 'some'} days"
                pointer = f"properties.policy.rules[{number}]"
                return Span(policy, pointer, short=said, doubt=unsure if why is None else why)
    pointer = "properties.immutableStorageWithVersioning.enabled"
    locked = account.look(pointer)
    if locked is True or any(True for _ in estate.inside(account.key, LOCKS)):
        return Span(account, pointer)
    said = f"nothing keeps records in `{account.address}` from being deleted"
    return Span(
        account, pointer, loose=said, doubt=locked if isinstance(locked, Unknown) else doubt
    )


def _ends(rule: object) -> tuple[int, Unknown | None]:
    """Return after how many days a lifecycle rule deletes records, 0 if it does not so early."""
    if isinstance(rule, Unknown):
        return 0, rule
    if not isinstance(rule, dict) or dig(rule, "enabled") is False:
        return 0, None
    listed = list(members(dig(rule, "definition.filters.prefixMatch")))
    prefixes = [each for each, _ in listed if isinstance(each, str)]
    if listed and not any(each.startswith(PREFIX) or PREFIX.startswith(each) for each in prefixes):
        hidden = [each for each, _ in listed if isinstance(each, Unknown)]
        return 0, hidden[0] if hidden else None
    delete = dig(rule, "definition.actions.baseBlob.delete")
    if isinstance(delete, Unknown):
        return 0, delete
    for name in ("daysAfterModificationGreaterThan", "daysAfterCreationGreaterThan"):
        days = dig(delete, name)
        if isinstance(days, Unknown):
            return 0, days
        if isinstance(days, int | float) and 0 <= days < DAYS:
            return int(days), None
    return 0, None


def _write(
    scene: Scene, top: Resource, spoken: Asset, spans: list[Span], perhaps: list[Unknown]
) -> None:
    lasting = [span for span in spans if not span.short]
    chosen = lasting or spans
    doubts = {id(span.doubt): span.doubt for span in spans if span.doubt is not None}
    doubts |= {id(each): each for each in perhaps}
    span = chosen[0]
    rule = LOOSE if lasting else SHORT
    step = "loose-record" if lasting else "short-record"
    value = span.resource.look(span.pointer)
    fades = (step, top.key)
    scene.program.rule(
        fades,
        (),
        rule=step,
        resource=span.resource,
        says=f"records of reads of `{top.address}` do not last",
        because=span.loose or span.short,
        evidence=(
            Evidence(span.resource, span.pointer, None if isinstance(value, Absent) else value),
        ),
        doubts=tuple(doubts.values()),
    )
    scene.program.rule(
        ("finding", "blind", "low", "", spoken.key, span.resource.key),
        (fades,),
        rule=rule,
        resource=spoken.resource,
        says=f"who read `{spoken.name}` cannot be told a year later",
        because="no other sink keeps these records",
    )


PLANE: Final = Retention()
