"""Deadlines as offices write them: 2022年12月底前, 6月25日前, 上半年, 十四五末, 长期推进.

What the grammar does not know is ``unknown``: a wrong date is worse than none. A phrase without a year
takes the year of the report (public practice; ../labels of the project's study has the phrases).
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from progress_xl.text.numerals import arabic_dates, squeeze
from progress_xl.text.periods import month_end

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

_Reading = Callable[[dt.date, re.Match[str]], dt.date | None]


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _year(on: dt.date, found: re.Match[str]) -> int:
    written = found["year"]
    if not written:
        return on.year
    return on.year + 1 if written in ("明年", "次年") else int(written[:4]) if written[0].isdigit() else on.year


def _full_date(on: dt.date, found: re.Match[str]) -> dt.date | None:
    return _day(_year(on, found), int(found["month"]), int(found["day"]))


def _part_of_month(on: dt.date, found: re.Match[str]) -> dt.date | None:
    ends = {"上": 10, "中": 20}
    if found["third"] in ends:
        return _day(_year(on, found), int(found["month"]), ends[found["third"]])
    return _month(on, found)


def _month(on: dt.date, found: re.Match[str]) -> dt.date:
    return month_end(_year(on, found), int(found["month"]))


def _quarter(on: dt.date, found: re.Match[str]) -> dt.date:
    quarter = 1 if found["quarter"] == "首" else int(found["quarter"])
    return month_end(_year(on, found), 3 * quarter)


def _half(on: dt.date, found: re.Match[str]) -> dt.date:
    return month_end(_year(on, found), 6 if found["half"] == "上" else 12)


def _year_end(on: dt.date, found: re.Match[str]) -> dt.date:
    return dt.date(_year(on, found), 12, 31)


def _last_year(_on: dt.date, found: re.Match[str]) -> dt.date:
    return dt.date(int(found["last"]), 12, 31)


def _this_month(on: dt.date, _found: re.Match[str]) -> dt.date:
    return month_end(on.year, on.month)


def _this_quarter(on: dt.date, _found: re.Match[str]) -> dt.date:
    return month_end(on.year, (on.month + 2) // 3 * 3)


def _five_year_plan(_on: dt.date, found: re.Match[str]) -> dt.date:
    return dt.date(2020 + 5 * "三四五六".index(found["plan"]), 12, 31)


_Y = r"(?P<year>(?:19|20)\d\d年?|[今本当明次]年)?"
_YEAR_OR_NONE = r"(?:(?P<year>(?:19|20)\d\d年?|[今本当明次]年)|年)"
_FULL_YEAR = r"(?P<year>(?:19|20)\d\d)"
_M = r"(?P<month>1[0-2]|0?[1-9])"
_D = r"(?P<day>3[01]|[12]\d|0?[1-9])"
_LEAD = r"(?:力争|争取|确保|计划|预计|决战|决胜|要求|原则上|务必|须|应|于|在|至|到){0,3}"
_BEFORE = r"(?:之前|以前|前)?"
_DONE = r"(?:全面|基本|全部|如期)?(?:完成|建成|完工|竣工|投用|见效|到位|办结|达标|落实)?"

# A day or the end of a span; «前» may follow.
_POINTS: tuple[tuple[str, _Reading], ...] = (
    (_Y + _M + r"月" + _D + r"[日号]", _full_date),
    (_FULL_YEAR + r"(?P<mark>[-/.])" + _M + r"(?P=mark)" + _D, _full_date),
    (_Y + _M + r"月份?(?P<third>[上中下])旬", _part_of_month),
    (_Y + _M + r"月份?(?:月?[底末]|内)", _month),
    (_Y + r"第?(?P<quarter>[1-4首])季度?[底末内]", _quarter),
    (_Y + r"(?P<half>[上下])半年[底末内]", _half),
    (_YEAR_OR_NONE + r"度?年?[底末内终]", _year_end),
    (r"本?月[底末内]", _this_month),
    (r"本?季度?[底末内]", _this_quarter),
    (r"[“\"'「]?十(?P<plan>[三四五六])五[”\"'」]?(?:规划)?(?:期?末|期?间|时期|期内|收官)", _five_year_plan),
)
# A whole span: due when it ends. «前» after it would mean before it begins, so it is not accepted.
_SPANS: tuple[tuple[str, _Reading], ...] = (
    (_Y + r"(?:1[0-2]|0?[1-9])月?[-至到—~]+" + _M + r"月份?", _month),
    (_Y + _M + r"月份?", _month),
    (_Y + r"第?(?P<quarter>[1-4首])季度?", _quarter),
    (_Y + r"(?P<half>[上下])半年", _half),
    (r"(?:19|20)\d\d年?[-至到—~]+(?P<last>(?:19|20)\d\d)年度?", _last_year),
    (_FULL_YEAR + r"年度?", _year_end),
    (_Y + r"全年", _year_end),
    (r"(?P<year>[今本当]年|年(?=度))度?", _year_end),
)
_GRAMMAR = [(re.compile(_LEAD + pattern + _BEFORE + _DONE), reading) for pattern, reading in _POINTS] + [
    (re.compile(_LEAD + r"(?:" + pattern + r")" + _DONE), reading) for pattern, reading in _SPANS
]
_ONGOING = re.compile(r"长期|持续|常态|每(?:年|半年|季度?|月|周|日|天|旬)|按(?:年|季度?|月|周)|经常性|贯穿")
_DATED = re.compile(r"\d+[年月日号]|季度|半年|年[底末内]|十[三四五六]五")
_LONGEST = 60


def parse_deadline(phrase: "str | dt.date | None", *, on: dt.date) -> Deadline:
    """When ``phrase`` says a task is due, read in a report of the day ``on``.

    Args:
        phrase: a cell's text or date; any string is accepted.
        on: the report's date; its year stands in for one that the phrase leaves out.
    """
    if isinstance(phrase, dt.datetime):
        return Deadline("date", phrase.date())
    if isinstance(phrase, dt.date):
        return Deadline("date", phrase)
    return _parse(phrase, on) if phrase and len(phrase) <= _LONGEST else UNKNOWN


@lru_cache(maxsize=4096)
def _parse(phrase: str, on: dt.date) -> Deadline:
    plain = arabic_dates(squeeze(phrase)).rstrip("。.;,")
    for pattern, reading in _GRAMMAR:
        found = pattern.fullmatch(plain)
        if found:
            due = reading(on, found)
            return Deadline("date", due) if due else UNKNOWN
    return ONGOING if _is_ongoing(plain) else UNKNOWN


def _is_ongoing(plain: str) -> bool:
    """A lasting or recurring phrase; one that also names a date («持续推进，12月底前…») is neither."""
    recurring = plain.startswith("每") or not _DATED.search(plain)
    return bool(_ONGOING.search(plain)) and recurring
