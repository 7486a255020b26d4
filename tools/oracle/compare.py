"""Whether two engines came to the same value, with the strictness of the DMN kit: numbers within 1e-8, all else exact.

Values arrive as JSON, in which temporal values are texts that engines write differently (PT26H and P1DT2H); such texts are compared as what they say.
"""

import re
from decimal import Decimal
from zoneinfo import ZoneInfo
from datetime import datetime

DURATION = re.compile(r"(-?)P(?=[-\dT])(?:(-?\d+)Y)?(?:(-?\d+)M)?(?:(-?\d+)D)?(?:T(?=[-\d])(?:(-?\d+)H)?(?:(-?\d+)M)?(?:(-?\d*)(?:\.(\d+))?S)?)?$")
MOMENT = re.compile(r"(-?\d{4,9}-\d\d-\d\d)?(T?)(\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?(Z|[+-]\d\d:\d\d(?::\d\d)?)?(?:[@\[]([\w/+-]+)\]?)?$")
RANGE = re.compile(r"([\[\](])\s*(.*?)\s*\.\.\s*(.*?)\s*([\[\])])$")


def of_duration(text):
    found = DURATION.match(text)
    if not found:
        return None
    sign = -1 if found[1] else 1
    years, months, days, hours, minutes = (int(found[i] or 0) for i in range(2, 7))
    whole, fraction = found[7] or "0", found[8] or ""
    seconds = Decimal((whole if whole not in ("", "-") else whole + "0") + "." + (fraction or "0"))
    in_months = sign * (years * 12 + months)
    in_seconds = sign * (((days * 24 + hours) * 60 + minutes) * 60 + seconds)
    return ("duration", in_months, in_seconds + 0)


def of_moment(text):
    found = MOMENT.match(text)
    if not found or bool(found[1]) != bool(found[2]):
        return None
    offset = found[7]
    if found[8] and offset is None:
        if not found[1] or found[1].startswith("-") or len(found[1]) > 10:
            return None
        try:
            zone = ZoneInfo(found[8])
        except (KeyError, ValueError):
            return None
        offset = zone.utcoffset(datetime.fromisoformat(found[1] + "T" + found[3] + ":" + found[4] + ":" + (found[5] or "00")))
        minutes = int(offset.total_seconds()) // 60
        offset = f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    if offset == "Z":
        offset = "+00:00"
    return ("moment", found[1], found[3], found[4], found[5] or "00", (found[6] or ".0").rstrip("0"), offset)


def of_range(text):
    found = RANGE.match(text)
    if not found:
        return None
    return ("range", "[" if found[1] == "[" else "(", found[2], found[3], "]" if found[4] == "]" else ")")


def as_said(text):
    return of_duration(text) or of_moment(text) or of_range(text) or text


def same(ours, theirs):
    if isinstance(ours, bool) or isinstance(theirs, bool) or ours is None or theirs is None:
        return ours is theirs
    if isinstance(ours, (int, Decimal)) and isinstance(theirs, (int, Decimal)):
        apart = abs(Decimal(ours) - Decimal(theirs))
        # Beyond 1e16 a fixed 1e-8 asks for more digits than a decimal128 has in both engines alike.
        return apart < Decimal("1e-8") or apart <= abs(Decimal(ours)) * Decimal("1e-14")
    if isinstance(ours, str) and isinstance(theirs, str):
        return ours == theirs or as_said(ours) == as_said(theirs)
    if isinstance(ours, list) and isinstance(theirs, list):
        return len(ours) == len(theirs) and all(map(same, ours, theirs))
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return ours.keys() == theirs.keys() and all(same(value, theirs[name]) for name, value in ours.items())
    return False
