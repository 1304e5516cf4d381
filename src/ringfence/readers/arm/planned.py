"""A resource that a template declares, before its body is evaluated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ringfence.model.facts import Unknown
from ringfence.readers.arm.evaluating import resolve
from ringfence.readers.arm.frame import Frame
from ringfence.readers.arm.template import Path, TemplateFile, member, spelt
from ringfence.readers.arm.values import Operand

if TYPE_CHECKING:
    from ringfence.readers.arm.deployment import Deployment


class Planned:
    """One instance of a resource of a template.

    `deployment` is what declares it, `frame` where its expressions are evaluated (for a nested
    template with outer scope that is the parent's). `raw` lies at `path` of `file`. `id` and
    `name` hold symbols where they are not literal; `loose` then says why. `scope` is the value of
    the scope that an extension resource lies on, None for other resources. `child` is the
    deployment that a resource of that type makes; `closed` says why there is none. `symbolic` is
    its symbolic name, "" if it has none.
    """

    __slots__ = (
        "address", "api_version", "child", "closed", "deployment", "external", "file", "frame",
        "id", "loose", "name", "path", "presence", "raw", "scope", "shared", "symbolic", "type",
    )  # fmt: skip

    def __init__(
        self, deployment: Deployment, frame: Frame, raw: dict[str, Any],
        place: tuple[TemplateFile, Path],
    ) -> None:  # fmt: skip
        self.deployment = deployment
        self.frame = frame
        self.raw = raw
        self.file, self.path = place
        self.type = ""
        self.name = ""
        self.id = ""
        self.address = ""
        self.api_version = ""
        self.presence: Unknown | None = None
        self.external: Unknown | None = None
        self.loose: Unknown | None = None
        self.scope: Operand = None
        self.child: Deployment | None = None
        self.closed: Unknown | None = None
        self.shared = False
        self.symbolic = ""

    @property
    def is_deployment(self) -> bool:
        """Whether it is a deployment of another template."""
        return self.type.lower() == "microsoft.resources/deployments"

    def value_raw(self, name: str) -> Any:
        """Return a top-level member as written, or evaluated if it is an expression."""
        raw = member(self.raw, name)
        return self.value(name) if isinstance(raw, str) else raw

    def value(self, name: str) -> Operand:
        """Return a top-level member (`location`), evaluated; None if it is not there."""
        raw = member(self.raw, name)
        if raw is None:
            return None
        return resolve(raw, self.frame, self.file, (self.path, spelt(self.raw, name)))
