"""Hand-made assessments, one for each state that a report must render well."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from ipaddress import ip_network
from typing import Any

from ringfence.engine.findings import identity
from ringfence.model.assessment import (
    Acceptance,
    Assessment,
    Fault,
    Finding,
    Judged,
    Kind,
    Outcome,
    Seen,
    Step,
    Verdict,
)
from ringfence.model.asset import Asset, AssetKind, Confidence
from ringfence.model.boundary import Boundary, Severity
from ringfence.model.claims import Evidence, Wall
from ringfence.model.estate import ReadReport
from ringfence.model.facts import Source, Unknown
from ringfence.model.resource import At, Resource
from ringfence.model.symbols import symbol

GROUP = "/subscriptions/00000000-0000-0000-0000-00000000000a/resourceGroups/rg"
INFERRED = Boundary(
    regions=frozenset({"westeurope", "northeurope"}),
    stated=("EU",),
    networks=(ip_network("10.0.0.0/8"),),
    inferred=True,
)
STATED = replace(
    INFERRED, stated=("EU", "switzerlandnorth"), inferred=False, source=Source("ringfence.yaml", 1)
)


def account(name: str, line: int = 12, **properties: Any) -> Resource:
    """Return a storage account declared at `main.tf`, its id holding a symbol."""
    return Resource(
        f"{GROUP}/providers/Microsoft.Storage/storageAccounts/{symbol(name)}",
        "Microsoft.Storage/storageAccounts",
        name,
        {"properties": properties},
        f"azurerm_storage_account.{name}",
        origin=At(Source("main.tf", line)),
    )


def container(name: str, of: Resource, line: int = 40) -> Resource:
    """Return a container of an account."""
    return Resource(
        f"{of.id}/blobServices/default/containers/{name}",
        "Microsoft.Storage/storageAccounts/blobServices/containers",
        name,
        {"properties": {"publicAccess": "Blob"}},
        f"azurerm_storage_container.{name}",
        origin=At(Source("main.tf", line)),
    )


def asset(resource: Resource, kind: AssetKind = AssetKind.TRAINING_DATA) -> Asset:
    """Return an asset called like its resource."""
    because = f"the name holds `{resource.name}`"
    return Asset(resource, kind, str(resource.name), Confidence.HIGH, because)


def leak(
    of: Asset | None,
    via: Resource | None,
    *,
    rule: str = "RF-EXP-01",
    kind: Kind = Kind.EXPOSED,
    severity: Severity = Severity.CRITICAL,
    outcome: Outcome = Outcome.FAIL,
    outsider: str = "internet",
    title: str = "anyone on the internet can read `{asset}`",
    remedy: str = "close the firewall of the account, or take the public access from the container",
    doubts: tuple[str, ...] = (),
) -> Finding:
    """Return a finding with a path of two steps, or of one where there is no asset."""
    steps = []
    if via is not None:
        evidence = (Evidence(via, "properties.networkAcls.defaultAction", "Allow"),)
        steps.append(
            Step(
                via.address,
                f"{outsider} reaches `{via.name}`",
                "`properties.networkAcls.defaultAction` is `Allow`",
                "net-storage",
                evidence,
                doubts,
            )
        )
    if of is not None:
        evidence = (Evidence(of.resource, "properties.publicAccess", "Blob"),)
        steps.append(
            Step(
                of.resource.address,
                f"{outsider} obtains `{of.name}`",
                "nobody has to sign in",
                rule,
                evidence,
            )
        )
    address = via.address if via else ""
    return Finding(
        id=identity(rule, of, address, "", outsider),
        rule=rule,
        kind=kind,
        severity=severity,
        confidence=Confidence.HIGH,
        outcome=outcome,
        asset=of,
        address=address,
        root="",
        title=title.format(asset=of.name if of else "the estate"),
        outsider=outsider,
        path=tuple(steps),
        resource=via,
        remedy=remedy,
    )


def assessment(
    judged: list[Judged], findings: list[Finding] | None = None, **more: Any
) -> Assessment:
    """Return an assessment of 143 resources."""
    more.setdefault("boundary", INFERRED)
    return Assessment(
        started=datetime(2026, 11, 20, 9, 0, 0, tzinfo=UTC),
        finished=datetime(2026, 11, 20, 9, 0, 1, 250000, tzinfo=UTC),
        resources=more.pop("resources", 143),
        reports=more.pop("reports", [ReadReport("terraform", ".", 143, 0)]),
        assets=judged,
        findings=findings or [],
        **more,
    )


def opened() -> Assessment:
    """One cause that opens three assets, and a leak by place; everything else is sealed."""
    data = account("data")
    crm, labels, dumps = (
        asset(container(name, data, line))
        for name, line in (("dumps", 40), ("labels", 44), ("crm", 48))
    )
    weights = asset(account("weights", 60), AssetKind.WEIGHTS)
    paired = leak(
        weights,
        weights.resource,
        rule="RF-PLC-02",
        kind=Kind.PLACED,
        severity=Severity.HIGH,
        outsider="region:eastus",
        title="`{asset}` is copied to the paired region `eastus`",
        remedy="replicate within the region: `LRS` or `ZRS`",
    )
    found = [leak(each, data) for each in (crm, labels, dumps)]
    return assessment(
        [*(Judged(each, Verdict.OPEN, 0) for each in (crm, labels, dumps, weights)), *walls()],
        [*found, paired],
    )


def walls() -> list[Judged]:
    """Return sealed assets of every depth."""
    one, two, three, none = (asset(account(name, 80)) for name in ("one", "two", "three", "none"))
    firewall = Wall(
        "fw", "azurerm_storage_account.one", "the firewall of `one` denies the internet"
    )
    grant = Wall("rbac", "azurerm_storage_account.two", "nobody outside holds a role on `two`")
    return [
        Judged(one, Verdict.SEALED, 1, (firewall,)),
        Judged(two, Verdict.SEALED, 2, (firewall, grant)),
        Judged(three, Verdict.SEALED, 3),
        Judged(none, Verdict.SEALED, None),
    ]


def sealed() -> Assessment:
    """Nothing leaks, and the boundary is written down."""
    return assessment(walls(), boundary=STATED)


def unknown(name: str = "dumps") -> Assessment:
    """A firewall whose ranges come from a variable without a value."""
    reason = "variable `ranges` has no value"
    source = Source("variables.tf", 3)
    data = account("data", networkAcls={"ipRules": Unknown(reason, source)})
    dumps = asset(container(name, data))
    found = leak(dumps, data, outcome=Outcome.UNKNOWN, doubts=(reason,))
    gap = Seen("a value that a leak hangs on", reason, source, (dumps,))
    unread = Seen("acceptance of RF-EXP-01", "matches no finding", Source("ringfence.yaml", 9))
    return assessment(
        [Judged(dumps, Verdict.UNKNOWN, 1), *walls()], [found], gaps=[gap, unread], boundary=STATED
    )


def mixed() -> Assessment:
    """Open, unknown and sealed assets, findings beside the verdicts and below the threshold."""
    left, right = opened(), unknown("scans")
    weights = left.assets[3].asset
    blind = leak(
        weights,
        weights.resource,
        rule="RF-BLD-01",
        kind=Kind.BLIND,
        severity=Severity.MEDIUM,
        outsider="",
        title="a read of `{asset}` would leave no record",
        remedy="send the category `StorageRead` to a workspace",
    )
    policy = leak(
        None,
        None,
        rule="RF-UNG-04",
        kind=Kind.UNGUARDED,
        severity=Severity.MEDIUM,
        outcome=Outcome.UNKNOWN,
        outsider="",
        title="no policy assignment is part of what was scanned",
    )
    low = leak(
        weights,
        weights.resource,
        rule="RF-RCH-01",
        kind=Kind.REACHABLE,
        severity=Severity.LOW,
        title="`{asset}` answers on the internet",
    )
    return assessment(
        [*left.assets, right.assets[0]],
        [*left.findings, blind, low, *right.findings, policy],
        gaps=right.gaps,
        notes=["an enforced policy guards no resource groups"],
    )


def empty() -> Assessment:
    """A tree without any asset."""
    return assessment([], resources=3, reports=[ReadReport("arm", "main.json", 3, 0)])


def crowded() -> Assessment:
    """Two hundred leaks, every one with a cause of its own."""
    judged, found = [], []
    for number in range(200):
        of = asset(account(f"weights{number:03}", number + 1), AssetKind.WEIGHTS)
        judged.append(Judged(of, Verdict.OPEN, 0))
        found.append(leak(of, of.resource))
    return assessment(judged, found)


def accepted() -> Assessment:
    """The only leak is accepted."""
    data = account("data")
    dumps = asset(container("dumps", data))
    found = leak(dumps, data)
    found.accepted = Acceptance("public by decision of the board", date(2027, 1, 31), "ciso@acme")
    return assessment([Judged(dumps, Verdict.SEALED, None)], [found], boundary=STATED)


def faulty() -> Assessment:
    """A rule of ours broke."""
    return assessment(
        [Judged(asset(account("weights")), Verdict.UNKNOWN, None)],
        faults=[Fault("identity", "azurerm_storage_account.weights", "KeyError: 'scope'")],
        boundary=STATED,
    )


def hostile() -> Assessment:
    """Names that would move the cursor, turn the text around or hide, and very long ones."""
    data = account("data")
    data.address = 'module.platform["eu"].module.storage["westeurope-production"].azurerm_storage_account.this[0]'
    tricky = container("dumps", data)
    tricky.name = "a\x1b[2Jb\u202ec\n" + "x" * 90
    tricky.address = "azurerm_storage_container.\u200bspaß\u4e2d\u6587"
    of = asset(tricky)
    return assessment([Judged(of, Verdict.OPEN, 0)], [leak(of, data)])


CASES: dict[str, Callable[[], Assessment]] = {
    "open": opened,
    "sealed": sealed,
    "unknown": unknown,
    "mixed": mixed,
    "empty": empty,
    "crowded": crowded,
    "accepted": accepted,
    "faulty": faulty,
    "hostile": hostile,
}
