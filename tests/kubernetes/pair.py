"""The noun of a pair: two trees that differ in one fact, one leaking and one not."""

from __future__ import annotations

from dataclasses import dataclass

from ringfence.model.assessment import Assessment, Kind
from tests.kubernetes.pieces import WEB, ground
from tests.twins.twin import BOUNDARY, scan_text

ASSET = "deployment/llm/vllm"


@dataclass(frozen=True, slots=True)
class Pair:
    """One pair. `same` stands in the manifests of both, `land` in the Terraform of both.

    `leaky` and `safe` are manifests, `leaky_land` and `safe_land` Terraform that only one has.
    """

    name: str
    kind: Kind
    leaky: str = ""
    safe: str = ""
    same: str = ""
    land: str = ground(WEB)
    leaky_land: str = ""
    safe_land: str = ""
    asset: str = ASSET
    boundary: str = BOUNDARY
    outsider: str = ""

    def __str__(self) -> str:
        return self.name

    def files(self, *, leaky: bool) -> dict[str, str]:
        """Return the tree of one side."""
        manifests = self.same + (self.leaky if leaky else self.safe)
        land = self.land + (self.leaky_land if leaky else self.safe_land)
        return {"deploy/app.yaml": manifests, "main.tf": land}


def scan(pair: Pair, *, leaky: bool) -> Assessment:
    """Scan one side of a pair."""
    return scan_text(pair.files(leaky=leaky), pair.boundary)
