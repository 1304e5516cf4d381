"""Date functions, on RFC 3339 texts."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from ringfence.readers.terraform.evaluation.frame import Frame
from ringfence.readers.terraform.evaluation.functions.registry import function, text
from ringfence.readers.terraform.evaluation.values import Datum, Problem

_STAMP: Final = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[Zz]|([+-])(\d\d):(\d\d))"
)
_DURATION: Final = re.compile(r"(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)")
_SECONDS: Final = {
    "ns": 1e-9,
    "us": 1e-6,
    "µs": 1e-6,
    "ms": 1e-3,
    "s": 1.0,
    "m": 60.0,
    "h": 3600.0,
}
_MONTHS: Final = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS: Final = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_VERBS: Final = re.compile(r"'(?:[^']|'')*'|[a-zA-Z](?:(?<=(.))\1)*|[^a-zA-Z']+")


def _moment(stamp: str) -> datetime:
    match = _STAMP.fullmatch(stamp)
    if match is None:
        raise Problem("the text is no RFC 3339 time")
    sign, hours, minutes = match[7], match[8], match[9]
    zone = UTC
    if sign:
        offset = timedelta(hours=int(hours), minutes=int(minutes))
        zone = timezone(offset if sign == "+" else -offset)
    try:
        year, month, day, hour, minute, second = (int(match[at]) for at in range(1, 7))
        return datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except ValueError as error:
        raise Problem("the text is no RFC 3339 time") from error


def _stamp(moment: datetime) -> str:
    made = moment.strftime("%Y-%m-%dT%H:%M:%S")
    offset = moment.strftime("%z")
    return made + ("Z" if offset in ("", "+0000") else f"{offset[:3]}:{offset[3:]}")


@function("timeadd", 2)
def _timeadd(args: list[Datum], _frame: Frame) -> Datum:
    moment, duration = _moment(text(args[0])), text(args[1])
    sign = -1 if duration.startswith("-") else 1
    rest = duration.lstrip("+-")
    if rest == "0":
        return _stamp(moment)
    if not rest or _DURATION.sub("", rest):
        raise Problem("the text is no duration")
    seconds = sum(float(n) * _SECONDS[unit] for n, unit in _DURATION.findall(rest))
    return _stamp(moment + timedelta(seconds=sign * seconds))


@function("timecmp", 2)
def _timecmp(args: list[Datum], _frame: Frame) -> Datum:
    left, right = _moment(text(args[0])), _moment(text(args[1]))
    return (left > right) - (left < right)


@function("formatdate", 2)
def _formatdate(args: list[Datum], _frame: Frame) -> Datum:
    spec, moment = text(args[0]), _moment(text(args[1]))
    pieces = []
    for match in _VERBS.finditer(spec):
        piece = match[0]
        if piece.startswith("'"):
            pieces.append(piece[1:-1].replace("''", "'"))
        elif piece[0].isalpha():
            pieces.append(_verb(piece, moment))
        else:
            pieces.append(piece)
    if sum(len(match[0]) for match in _VERBS.finditer(spec)) != len(spec):
        raise Problem("the format has a quote that is not closed")
    return "".join(pieces)


def _verb(verb: str, moment: datetime) -> str:
    hour = moment.hour % 12 or 12
    offset = moment.strftime("%z")
    zulu = offset == "+0000"
    known = {
        "YYYY": f"{moment.year:04}",
        "YY": f"{moment.year % 100:02}",
        "MMMM": _MONTHS[moment.month - 1],
        "MMM": _MONTHS[moment.month - 1][:3],
        "MM": f"{moment.month:02}",
        "M": str(moment.month),
        "DD": f"{moment.day:02}",
        "D": str(moment.day),
        "EEEE": _DAYS[moment.weekday()],
        "EEE": _DAYS[moment.weekday()][:3],
        "hh": f"{moment.hour:02}",
        "h": str(moment.hour),
        "HH": f"{hour:02}",
        "H": str(hour),
        "AA": "AM" if moment.hour < 12 else "PM",
        "aa": "am" if moment.hour < 12 else "pm",
        "mm": f"{moment.minute:02}",
        "m": str(moment.minute),
        "ss": f"{moment.second:02}",
        "s": str(moment.second),
        "ZZZZZ": f"{offset[:3]}:{offset[3:]}",
        "ZZZZ": offset,
        "ZZZ": "UTC" if zulu else offset,
        "Z": "Z" if zulu else f"{offset[:3]}:{offset[3:]}",
    }
    if verb not in known:
        raise Problem(f"`{verb}` is no verb of a date format")
    return known[verb]
