"""Deadlines as offices write them: 2022年12月底前, 6月25日前, 上半年, 十四五末, 长期推进, each stage of several.

What the grammar does not know is ``unknown``: a wrong date is worse than none. A phrase without a year
takes the year of the report (public practice; ../labels of the project's study has the phrases).
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from progress_xl.text.limits import find_limits, has_unread, is_lasting, places_of, without
from progress_xl.text.patterns import lazy
from progress_xl.text.recurring import find_recurring, next_day
from progress_xl.text.times import Time, find_times

DeadlineKind = Literal["date", "ongoing", "unknown"]


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a task is due.

    ``date`` is set when ``kind`` is ``date``: the last day that counts. ``start`` is the first day of the span that
    the phrase itself names (上半年, 2023-2027年, 1-6月), ``None`` where it names only an end. ``ongoing`` has no end;
    a recurring one (每月25日前) has its ``next`` day on or after the report's. ``stages`` are all dates of a phrase
    with several in order of time, ``date`` being the first of them that is still open, the last if none is.
    """

    kind: DeadlineKind
    date: dt.date | None = None
    start: dt.date | None = None
    next: dt.date | None = None
    stages: tuple[dt.date, ...] = ()


ONGOING = Deadline("ongoing")
UNKNOWN = Deadline("unknown")

# Enclosed numbers ①⑴⒈㈠❶ part stages; as plain digits they would run into the date behind them.
_ENCLOSED = dict.fromkeys((*range(0x2460, 0x249C), *range(0x3220, 0x322A), *range(0x2776, 0x2794)), ";")
_SPACE = lazy(r"(?<!\d)\s+|\s+(?!\d)")
# Titles and numbers of documents hold years that are no limits. A limit without a year may still mean theirs.
_DOCUMENT = lazy(r"《[^《》]{0,60}》|[^\s,;。()]{0,8}〔\d{4}〕\d{1,4}号")
_HAS_YEAR = lazy(r"(?:19|20)\d\d")
_LONGEST = 400


def parse_deadline(phrase: object, *, on: dt.date) -> Deadline:
    """When ``phrase`` says a task is due, read in a report of the day ``on``.

    Args:
        phrase: a cell's text or date; any string is accepted. Whatever else a table holds (a missing value, a number)
            is unknown.
        on: the report's date, or a time of that day; its year stands in for one that the phrase leaves out.
    """
    if isinstance(phrase, dt.date):
        return Deadline("date", _day(phrase)) if phrase == phrase else UNKNOWN  # pandas' NaT is no day
    return _parse(phrase, _day(on)) if isinstance(phrase, str) and len(phrase) <= _LONGEST else UNKNOWN


def _day(time: dt.date) -> dt.date:
    return time.date() if isinstance(time, dt.datetime) else time


@lru_cache(maxsize=4096)
def _parse(phrase: str, on: dt.date) -> Deadline:
    plain = _SPACE.sub("", unicodedata.normalize("NFKC", phrase.translate(_ENCLOSED))).strip()
    apart = _DOCUMENT.sub("", plain)
    plain = apart if _HAS_YEAR.search(apart) else plain
    if recurring := find_recurring(plain):
        return _recurring(plain, recurring, on)
    times = find_times(plain, on)
    if limits := find_limits(plain, times):
        return _due(limits, on)
    return ONGOING if _is_ongoing(plain, times) else UNKNOWN


def _recurring(plain: str, found: Sequence[re.Match[str]], on: dt.date) -> Deadline:
    """A recurring limit; one that stands beside another limit is unclear.

    Where only the work recurs (按月推进, 每季度通报一次), a limit that belongs to one year is the task's. «月底前» may be each.
    """
    rest, following = without(plain, [match.span() for match in found]), next_day(found, on)
    times = find_times(rest, on)
    if not any(place.time.pointed and not place.is_start for place in places_of(rest, times)):
        return Deadline("ongoing", next=following)
    limits = [] if following else find_limits(rest, times)
    once = limits and all(time.dated or (time.last and (time.last.month, time.last.day) == (12, 31)) for time in limits)
    return _due(limits, on) if once else UNKNOWN


def _is_ongoing(plain: str, times: Sequence[Time]) -> bool:
    """A lasting phrase; times beside it may only say when it begins, or «the whole year»."""
    if not is_lasting(plain) or has_unread(plain, times):
        return False
    return all(place.is_start or _is_any_year(place.time) for place in places_of(plain, times))


def _is_any_year(time: Time) -> bool:
    whole = time.first and time.last and (time.first.month, time.last.month) == (1, 12)
    return bool(whole) and not time.dated and not time.pointed


def _due(limits: Sequence[Time], on: dt.date) -> Deadline:
    """The next open of all limits, or the last."""
    by_day = {limit.last: limit for limit in limits if limit.last}
    if any(limit.last is None for limit in limits):
        return UNKNOWN
    days = sorted(by_day)
    day = next((day for day in days if day >= on), days[-1])
    return Deadline("date", day, start=by_day[day].first, stages=tuple(days) if len(days) > 1 else ())
