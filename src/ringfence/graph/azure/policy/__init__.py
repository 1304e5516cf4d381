"""Residency policies: what keeps tomorrow's resources inside the boundary."""

from __future__ import annotations

from typing import Final

from ringfence.graph.azure.policy.plane import Policies

LIMITS: Final = (
    "policies are evaluated for the types and settings of the assets that exist, put into other regions",
    "aliases are read as property paths; where an alias means another path, the rule may be judged wrongly",
    "policies that change (modify, append) or deploy resources guard nothing",
    "built-in definitions other than those that decide by location are not evaluated",
    "custom policies that are assigned outside the code are not seen",
)

PLANE: Final = Policies()
