"""How the tree is to be read: what the user said on the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Options:
    """`variables` are values of variables or parameters by name; `env` names an environment.

    `env` is a file of values, or the name that such a file carries; None reads no environment.
    With `history`, credentials are searched in the history of the git repository as well.
    """

    variables: Mapping[str, str] = field(default_factory=dict)
    env: str | None = None
    history: bool = False
