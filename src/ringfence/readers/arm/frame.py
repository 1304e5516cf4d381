"""Where an expression is evaluated: whose parameters, which copy, which lambda."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ringfence.readers.arm.values import Failure, Operand

if TYPE_CHECKING:
    from ringfence.readers.arm.deployment import Deployment


class Frame:
    """One place of evaluation.

    `deployment` answers for parameters, variables and the current scope. `copies` maps the
    lower-case names of the loops around to their index (an int, or an unknown one); "" is the
    innermost loop over resources. `bound` holds lambda variables, `arguments` those of a user
    function (which sees no other parameters), or None outside of one. `deferred` is where an
    expression that is escaped once (`[[...]`) is evaluated: a nested template with outer scope is
    evaluated by its parent first, and then, with what was escaped, by itself.
    """

    __slots__ = ("arguments", "bound", "copies", "deferred", "deployment", "root")

    def __init__(
        self,
        deployment: Deployment,
        copies: dict[str, Operand] | None = None,
        bound: dict[str, Operand] | None = None,
        arguments: dict[str, Operand] | None = None,
        deferred: Frame | None = None,
    ) -> None:
        self.deployment = deployment
        self.root = deployment.root
        self.copies = copies or {}
        self.bound = bound or {}
        self.arguments = arguments
        self.deferred = deferred

    def copying(self, name: str, index: Operand, *, innermost: bool) -> Frame:
        """Return the frame of one pass of a copy loop."""
        copies = {**self.copies, name.lower(): index}
        if innermost:
            copies[""] = index
        later = self.deferred
        if later is not None:
            later = later.copying(name, index, innermost=innermost)
        return Frame(self.deployment, copies, self.bound, self.arguments, later)

    def deferring(self, later: Frame) -> Frame:
        """Return the frame that leaves what is escaped to another."""
        return Frame(self.deployment, self.copies, self.bound, self.arguments, later)

    def binding(self, names: list[str], values: list[Operand]) -> Frame:
        """Return the frame of one call of a lambda."""
        self.deployment.world.spend(1)
        bound = {**self.bound, **dict(zip(names, values, strict=False))}
        return Frame(self.deployment, self.copies, bound, self.arguments)

    def parameter(self, name: str) -> Operand:
        """Return a parameter: of the user function around, or of the deployment."""
        if self.arguments is None:
            return self.deployment.parameter(name)
        try:
            return self.arguments[name.lower()]
        except KeyError:
            raise Failure(f"the function has no parameter `{name}`") from None

    def variable(self, name: str) -> Operand:
        """Return a variable of the deployment."""
        return self.deployment.variable(name)
