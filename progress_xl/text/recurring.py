"""What recurs, and when next: 每月25日前, 每周四下班前, 每季度首月10日前, 每年6月底、12月底前, 按季调度."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator

from progress_xl.text.numerals import chinese_number
from progress_xl.text.patterns import lazy
from progress_xl.text.periods import month_end

_M = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_D = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_NUMERALS = "\\d一二三四五六七八九十〇零○"
_LAST_DAY = r"(?:月?[底末]|最后(?:一|1)[天日])"
_DAY = rf"(?:{_D}[日号]?(?:[、,和及]{_D}[日号]?)*(?<=[日号])|[上中下]旬|{_LAST_DAY})"
_DATE = rf"{_M}月份?(?:{_D}[日号]|[上中下]旬|{_LAST_DAY})?"
_RECURRING = lazy(
    r"每个?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天1-7])?"
    rf"|每个?月份?的?(?P<monthly>{_DAY})?"
    rf"|每个?季(?:度的?)?(?:第?(?P<month>首|末|一|二|三|最后一)个?月份?的?)?(?P<quarterly>{_DAY})?"
    rf"|每个?半年(?P<half>{_LAST_DAY})?"
    rf"|每年的?(?:度)?(?:(?P<yearly>(?:{_M}、)*{_DATE}(?:前?[、,和及](?:{_M}、)*{_DATE})*)|(?P<year_end>年?(?:[底末终])))?"
    r"|每(?:[两二三四五六七八九十]|\d{1,2})?个?(?:工作日|年|季度|月|周|星期|天|日|旬)"
    rf"|按(?:年(?!度)|季度?|月|周|旬|日)|逐[年季月周日]|(?<![{_NUMERALS}年])一[年季月周日]一(?![{_NUMERALS}月日号旬季])"
)
_THE_END = lazy(_LAST_DAY)
_NUMERAL = lazy(rf"{_D}(?=[日号、,和及])")
_WEEKDAYS = "一二三四五六日1234567"
# Behind a day it makes it the first of a span, or another day: 每月1日至5日, 每季末25日.
_GOES_ON = lazy(r"[-—–~至到]|\d{1,2}[日号]")
_ENDS_OF_THIRDS = {"上": 10, "中": 20, "下": 31}


def find_recurring(phrase: str) -> list[re.Match[str]]:
    """The places of ``phrase`` that say what recurs; ``phrase`` is half-width and without white space."""
    return list(_RECURRING.finditer(phrase))


def next_day(found: Iterable[re.Match[str]], on: dt.date) -> dt.date | None:
    """The first day on or after ``on`` that the words name.

    ``None`` where they name none (每月), a span (每月1日至5日), or a day without its month (每季度5日前).
    """
    single = (match for match in found if not _GOES_ON.match(match.string, match.end()))
    days = [day for match in single for day in _days(match, on) if day >= on]
    return min(days, default=None)


def _days(match: re.Match[str], on: dt.date) -> Iterator[dt.date]:
    """Days of the year to come that the words name, and some before."""
    words = match.groupdict()
    if weekday := words["weekday"]:
        ahead = _WEEKDAYS.index(weekday.replace("天", "日")) - on.weekday()
        yield on + dt.timedelta(days=ahead % 7)
    elif monthly := words["monthly"]:
        yield from _of_months(on, _day_numbers(monthly), lambda _month: True)
    elif words["month"] or _THE_END.fullmatch(words["quarterly"] or ""):
        place = {"首": 1, "一": 1, "二": 2}.get(words["month"] or "", 0)
        yield from _of_months(on, _day_numbers(words["quarterly"] or "底"), lambda month: month % 3 == place)
    elif words["half"]:
        yield from _of_months(on, [31], lambda month: month % 6 == 0)
    elif words["year_end"]:
        yield from _of_months(on, [31], lambda month: month == 12)
    elif yearly := words["yearly"]:
        day = ""
        for date in reversed(re.split("前?[、,和及]", yearly)):
            number, month, own = date.partition("月")
            day = own if month else day
            wanted = _value(number)
            yield from _of_months(on, _day_numbers(day.lstrip("份") or "底"), wanted.__eq__)


def _of_months(on: dt.date, days: list[int], wanted: Callable[[int], bool]) -> Iterator[dt.date]:
    """``days`` of the wanted months from the month of ``on``; a day beyond the month's end is its last."""
    for ahead in range(13):
        year, month = on.year + (on.month + ahead - 1) // 12, (on.month + ahead - 1) % 12 + 1
        if wanted(month):
            last = month_end(year, month)
            yield from (last.replace(day=min(day, last.day)) for day in days)


def _day_numbers(words: str) -> list[int]:
    if words[0] in _ENDS_OF_THIRDS:
        return [_ENDS_OF_THIRDS[words[0]]]
    return [_value(numeral) for numeral in _NUMERAL.findall(words)] or [31]


def _value(numeral: str) -> int:
    return int(numeral) if numeral.isdecimal() else chinese_number(numeral)
