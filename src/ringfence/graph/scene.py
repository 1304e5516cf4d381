"""The scene: what every plane is given, and where it puts what it finds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from ringfence.graph.program import Program
from ringfence.model.assessment import Fault
from ringfence.model.asset import Asset
from ringfence.model.boundary import Boundary, Policy
from ringfence.model.estate import Estate


@dataclass(slots=True)
class Scene:
    """One estate under judgement.

    `faults` collects rules of ours that broke, `broken` the keys of assets they leave unanswered
    ("*" for all). `notes` are remarks for the reader that change no answer. `memo` keeps what
    a plane offers to others (its network, its directory), by name, for as long as the scene lives.
    """

    estate: Estate
    policy: Policy
    assets: Sequence[Asset]
    today: date
    program: Program = field(default_factory=Program)
    faults: list[Fault] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    memo: dict[str, object] = field(default_factory=dict, repr=False)
    by_key: dict[str, Asset] = field(init=False)

    def __post_init__(self) -> None:
        self.by_key = {asset.key: asset for asset in self.assets}

    @property
    def boundary(self) -> Boundary:
        """The boundary, for short."""
        return self.policy.boundary

    @contextmanager
    def guard(self, rule: str, asset: Asset | None = None) -> Iterator[None]:
        """Keep a crash in one rule about one asset from taking the other answers with it.

        The crash becomes a fault, and the asset (or, without one, every asset) cannot be sealed.
        """
        try:
            yield
        except Exception as error:  # noqa: BLE001 - whatever broke, it is reported as a fault
            address = asset.resource.address if asset else ""
            self.faults.append(Fault(rule, address, f"{type(error).__name__}: {error}"))
            self.broken.add(asset.key if asset else "*")


class Plane(Protocol):
    """One way in which content or access moves, or stays unseen: writes clauses to the scene."""

    @property
    def name(self) -> str:
        """What the plane is called in reports of faults."""
        ...

    def __call__(self, scene: Scene) -> None:
        """Write every clause about the assets of `scene` to its program."""
        ...
