"""The steps of a job, with what `env` and `inputs` hold put in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from ringfence.readers.pipelines.files import Place

MAX_SCRIPT: Final = 200_000
_NAMED: Final = re.compile(r"\$\{\{\s*(?:env|inputs)\.([\w-]+)\s*\}\}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a job; `place` is where it stands.

    `env` holds environment and inputs by lower-case name. `condition` are those of the calls that
    lead to it. `missing` tells that it calls something of the repository that is not in the tree.
    """

    value: Mapping[str, Any]
    env: Mapping[str, str]
    place: Place
    condition: tuple[Any, ...] = ()
    missing: bool = False

    def text(self, *path: str) -> str:
        """Return a text of the step with what `env` and `inputs` hold put in, "" for none."""
        found: Any = self.value
        for name in path:
            found = found.get(name) if isinstance(found, Mapping) else None
        return "" if found is None else expand(str(found)[:MAX_SCRIPT], self.env)

    @property
    def uses(self) -> str:
        """The action in lower case without its version, "" for none."""
        return self.text("uses").partition("@")[0].strip().lower()


def expand(text: str, known: Mapping[str, str]) -> str:
    """Return a text with `${{ env.X }}` and `${{ inputs.X }}` replaced by what they hold."""
    for _ in range(4):
        filled = _NAMED.sub(lambda match: known.get(match[1].lower(), match[0]), text)
        if filled == text or len(filled) > 4 * MAX_SCRIPT:
            break
        text = filled
    return text
