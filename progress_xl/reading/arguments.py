"""What callers write for a period or a day."""

import datetime as dt

from progress_xl.errors import BadValue
from progress_xl.text.periods import Period

PERIOD_CHOICES = "2022-07、2022Q1、2022H1、2022"


def period_of(period: "str | Period | None") -> Period | None:
    """A period from its code; ``BadValue`` if it is none."""
    if not isinstance(period, str):
        return period
    try:
        return Period.parse(period)
    except ValueError as error:
        raise BadValue(value=period, name="报送期（period）", choices=PERIOD_CHOICES) from error


def day_of(day: "str | dt.date | None") -> dt.date | None:
    """A day from ``2022-07-31``; ``BadValue`` if it is none."""
    if isinstance(day, dt.datetime):
        return day.date()
    if not isinstance(day, str):
        return day
    try:
        return dt.date.fromisoformat(day.strip())
    except ValueError as error:
        raise BadValue(value=day, name="日期", choices="2022-07-31") from error
