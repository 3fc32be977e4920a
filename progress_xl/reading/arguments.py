"""What callers write for a period or a day."""

import datetime as dt
import re

from progress_xl.errors import BadValue
from progress_xl.messages import Words
from progress_xl.text.periods import Period

PERIOD_CHOICES = "2022-07、2022Q1、2022H1、2022"
_DAY_CHOICES = "2022-07-31、2022.7.31、2022/7/31、2022年7月31日"
_DAY = r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?"


def period_of(period: "str | Period | None") -> Period | None:
    """A period from its code; ``BadValue`` if it is none."""
    if not isinstance(period, str):
        return period
    try:
        return Period.parse(period)
    except ValueError as error:
        raise BadValue(value=period, name=Words("报送期（period）", "period"), choices=PERIOD_CHOICES) from error


def day_of(day: "str | dt.date | None") -> dt.date | None:
    """A day as `parse_day` reads it; ``BadValue`` if it is none."""
    if isinstance(day, dt.datetime):
        return day.date()
    if not isinstance(day, str):
        return day
    try:
        return parse_day(day)
    except ValueError as error:
        raise BadValue(value=day, name=Words("日期", "day"), choices=_DAY_CHOICES) from error


def parse_day(text: str) -> dt.date:
    """A day from ``2022-07-31``, ``2022.7.31``, ``2022/7/31`` or ``2022年7月31日``; ``ValueError`` if it is none."""
    if found := re.fullmatch(_DAY, text.strip()):
        year, month, day = map(int, found.groups())
        return dt.date(year, month, day)
    return dt.date.fromisoformat(text.strip())
