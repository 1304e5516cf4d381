"""What functions demand of their arguments; a wrong one is a Failure, as in the vendor's engine."""

from __future__ import annotations

from ringfence.readers.arm.values import MAX_ITEMS, MAX_TEXT, Failure, Lazy, Operand, kind_of


def text(value: Operand, what: str) -> str:
    """Return a text."""
    if isinstance(value, str):
        return value
    raise Failure(f"`{what}` needs a text, not {kind_of(value)}")


def whole(value: Operand, what: str) -> int:
    """Return a whole number; a text of digits and a float without fraction are taken as one."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and len(value) < 40 and value.strip().lstrip("+-").isdecimal():
        return int(value)
    raise Failure(f"`{what}` needs a whole number, not {kind_of(value)}")


def array(value: Operand, what: str) -> list[Operand]:
    """Return an array."""
    if isinstance(value, list):
        return value
    raise Failure(f"`{what}` needs an array, not {kind_of(value)}")


def object_(value: Operand, what: str) -> dict[str, Operand]:
    """Return an object."""
    if isinstance(value, dict):
        return value
    raise Failure(f"`{what}` needs an object, not {kind_of(value)}")


def bounded(made: str) -> str:
    """Return a text that was made, if it is not too long."""
    if len(made) > MAX_TEXT:
        raise Failure(f"the text grows past {MAX_TEXT} characters")
    return made


def bounded_array(made: list[Operand]) -> list[Operand]:
    """Return an array that was made, if it is not too long."""
    if len(made) > MAX_ITEMS:
        raise Failure(f"the array grows past {MAX_ITEMS} elements")
    return made


def settled(arguments: list[Operand]) -> list[Operand]:
    """Return the arguments with lazy ones as plain values."""
    return [each.settle() if isinstance(each, Lazy) else each for each in arguments]
