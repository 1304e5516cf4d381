"""Dates. The present is not known when code is read: it is a symbol."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Final

from ringfence.model.symbols import symbol
from ringfence.readers.arm.frame import Frame
from ringfence.readers.arm.guards import text, whole
from ringfence.readers.arm.registry import Style, function
from ringfence.readers.arm.values import Failure, Operand, quote

_DURATION: Final = re.compile(
    r"(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?"
    r"(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?",
    re.ASCII,
)
_PLACES: Final = {
    "yyyy": "%Y", "yy": "%y", "MMMM": "%B", "MMM": "%b", "MM": "%m", "dddd": "%A", "ddd": "%a",
    "dd": "%d", "HH": "%H", "hh": "%I", "mm": "%M", "ss": "%S", "tt": "%p",
}  # fmt: skip
_STANDARD: Final = {
    "d": "MM/dd/yyyy", "u": "yyyy-MM-dd HH:mm:ssZ", "s": "yyyy-MM-ddTHH:mm:ss",
    "R": "ddd, dd MMM yyyy HH:mm:ss GMT", "r": "ddd, dd MMM yyyy HH:mm:ss GMT",
    "o": "yyyy-MM-ddTHH:mm:ss.fffffffZ",
}  # fmt: skip
_TOKEN: Final = re.compile(r"y+|M+|d+|H+|h+|m+|s+|f+|t+|'[^']*'|.", re.DOTALL)


@function("utcNow", 0, 1, style=Style.FRAME)
def utc_now(frame: Frame, arguments: list[Operand]) -> Operand:
    """The time of the deployment."""
    return symbol(f"utcNow({', '.join(map(quote, arguments))})", frame.root)


@function("newGuid", 0, style=Style.FRAME)
def new_guid(frame: Frame, arguments: list[Operand]) -> Operand:
    """A fresh GUID: allowed in a parameter's default only, and one for each parameter."""
    del arguments
    return symbol(f"newGuid() of {frame.deployment.in_progress()}", frame.root)


@function("dateTimeAdd", 2, 3, textual=True)
def date_time_add(base: Operand, duration: Operand, form: Operand = "") -> str:
    """Add an ISO 8601 duration to a time."""
    moment = _moment(text(base, "dateTimeAdd"))
    match = _DURATION.fullmatch(text(duration, "dateTimeAdd")[:100])
    if match is None or match[0] in ("P", "-P"):
        raise Failure("`dateTimeAdd` is given no ISO 8601 duration")
    sign = -1 if match[1] else 1
    years, months, weeks, days, hours, minutes = (int(each or 0) for each in match.groups()[1:7])
    seconds = float(match[8] or 0)
    try:
        # The vendor counts a year as 365 and a month as 30 days.
        moment += sign * timedelta(
            days=365 * years + 30 * months + 7 * weeks + days,
            hours=hours, minutes=minutes, seconds=seconds,
        )  # fmt: skip
    except OverflowError as error:
        raise Failure("`dateTimeAdd` leaves the calendar") from error
    return _written(moment, text(form, "dateTimeAdd"))


@function("dateTimeFromEpoch")
def date_time_from_epoch(value: Operand) -> str:
    """Return the time of an epoch in seconds."""
    try:
        return _written(datetime.fromtimestamp(whole(value, "dateTimeFromEpoch"), UTC), "")
    except (OverflowError, ValueError, OSError) as error:
        raise Failure("`dateTimeFromEpoch` leaves the calendar") from error


@function("dateTimeToEpoch")
def date_time_to_epoch(value: Operand) -> int:
    """Return a time in seconds of the epoch."""
    return int(_moment(text(value, "dateTimeToEpoch")).timestamp())


def _moment(value: str) -> datetime:
    try:
        moment = datetime.fromisoformat(value.strip())
    except ValueError as error:
        raise Failure("the text is no ISO 8601 time") from error
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _written(moment: datetime, form: str) -> str:
    form = _STANDARD.get(form, form) if form else "yyyy-MM-ddTHH:mm:ssZ"
    made = ""
    for token in _TOKEN.findall(form):
        if token in _PLACES:
            made += moment.strftime(_PLACES[token])
        elif token[0] == "'":
            made += token.strip("'")
        elif token[0] == "f" and len(token) <= 7:
            made += f"{moment.microsecond:06d}0"[: len(token)]
        elif token in ("M", "d", "H", "h", "m", "s"):
            made += moment.strftime(_PLACES[token * 2]).lstrip("0") or "0"
        else:
            made += token
    return made
