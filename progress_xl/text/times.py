"""Times inside a deadline: 2022年12月底, 6.30前, 二、三季度, 2022年9月至次年3月, “十四五”期间.

Each is a year (or none), what it names within the year, and whether the whole of it, its end (底, 末) or its inside
(内) is meant. A year that is left out is that of the words before, then that of the report.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from progress_xl.text.numerals import chinese_number
from progress_xl.text.patterns import lazy
from progress_xl.text.periods import month_end


@dataclass(frozen=True, slots=True)
class Time:
    """A time named at ``span`` of a phrase.

    ``first`` is the first day of a span of time, ``None`` for a day or an end; ``last`` its last day, ``None`` where
    the words name no day of the calendar. A ``pointed`` time can be followed by 前; a month or a year cannot, since
    «6月前» may be before it begins or before it ends. ``dated``: its year is written here.
    """

    span: tuple[int, int]
    last: dt.date | None
    first: dt.date | None = None
    pointed: bool = False
    dated: bool = False
    ranged: bool = False


_Days = tuple[dt.date | None, dt.date | None]
_Words = dict[str, str | None]

_Y4 = r"(?:19|20)\d\d|[一二][〇零○0九][〇零○0一二三四五六七八九]{2}"
_ALONE = r"(?<![\d一二三四五六七八九十〇零○])"
_ARABIC_MONTH, _CHINESE_MONTH = (
    r"(?:1[0-2]|0?[1-9])",
    r"(?:十[一二]?|[一二三四五六七八九]|(?<![亿万千百十美欧日港单多])元)",
)
_M = rf"(?:{_ARABIC_MONTH}|{_CHINESE_MONTH})"
_ARABIC_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_D = rf"(?:{_ARABIC_DAY}|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_Q = r"[1-4一二三四]"
_TO_WORDS = r"(?:起|开始)?[-—–~―至到]{1,2}"
_BEFORE = r"(?:之|以)?前"
_HOUR = (
    r"(?:\((?:周|星期)[一二三四五六日天]\))?(?:上午|下午|中午|下班)?\s?"
    r"(?:\d{1,2}(?::\d\d){1,2}|\d{1,2}[时点](?:整|\d\d分)?)?"
)
_MONTH = rf"(?:{_ALONE}(?P<month>{_M})|(?<!下)(?P<this>本|当|下个?))月"
_YEAR = lazy(
    rf"{_ALONE}(?P<year>{_Y4})(?:年度?|[-./ ](?={_ARABIC_MONTH}月)|(?=第|全年|[上下]半年|[Qq]\d))"
    r"|(?<![\d.])(?P<short>[2-4]\d)年(?=底|末|[01]?\d月)"
    r"|(?P<near>(?:[今本当明次来去]|(?<![大以之])后|(?<!以)上|(?:(?<!\w)|(?<=[到至于在]))下一?)年)度?"
)
_SUFFIX = lazy(r"(?P<end>[年月]?[底末终])|(?:之|以)?内")
_TO = lazy(_TO_WORDS)


@dataclass(slots=True)
class _Calendar:
    """The report's day, and the year that the words so far have set."""

    on: dt.date
    year: int
    dated: bool = False

    def read_year(self, words: _Words) -> None:
        if written := words.get("year"):
            self.year, self.dated = _number(written), True
        elif short := words.get("short"):
            self.year, self.dated = 2000 + int(short), True
        elif near := words.get("near"):
            self._read_near(near[0])
            self.dated = True

    def _read_near(self, word: str) -> None:
        """次年 and 来年 follow the year named before, 当年 is that year; the others are counted from the report's."""
        if word in "次来":
            self.year += 1
        elif word != "当":
            self.year = self.on.year + {"明": 1, "下": 1, "后": 2, "去": -1, "上": -1}.get(word, 0)

    def month(self, words: _Words) -> tuple[int, int]:
        """Year and month; 本月 and 下月 are counted from the report."""
        if this := words["this"]:
            ahead = self.on.month + this.startswith("下")
            return self.on.year + (ahead > 12), (ahead - 1) % 12 + 1
        return self.year, _number(words["month"] or "")


def _number(numeral: str) -> int:
    return int(numeral) if numeral.isdecimal() else chinese_number(numeral.replace("0", "〇").replace("元", "一"))


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _months(year: int, first: int, last: int) -> _Days:
    return dt.date(year, first, 1), month_end(year, last)


def _days(words: _Words, calendar: _Calendar) -> _Days:
    year, month = calendar.month(words)
    first, day = words.get("from"), words["day"] or ""
    return _date(year, month, _number(first)) if first else None, _date(year, month, _number(day))


def _plain_date(words: _Words, calendar: _Calendar) -> _Days:
    calendar.read_year(words)
    return None, _date(calendar.year, int(words["month"] or ""), int(words["day"] or ""))


def _plain_dates(words: _Words, calendar: _Calendar) -> _Days:
    """2022.3.1-12.31: one year for both."""
    calendar.read_year(words)
    month, day = re.split("[./]", words["from"] or "")
    return _date(calendar.year, int(month), int(day)), _plain_date(words, calendar)[1]


def _third(words: _Words, calendar: _Calendar) -> _Days:
    """上旬 ends on the 10th, 中旬 on the 20th, as the study's labels have it."""
    year, month = calendar.month(words)
    places = ["上中下".index(third) for third in words["third"] or "" if third in "上中下"]
    ends = (10, 20, month_end(year, month).day)
    return dt.date(year, month, 10 * min(places) + 1), dt.date(year, month, ends[max(places)])


def _month(words: _Words, calendar: _Calendar) -> _Days:
    year, month = calendar.month(words)
    first = words.get("from")
    return _months(year, _number(first) if first else month, month)


def _plain_month(words: _Words, calendar: _Calendar) -> _Days:
    calendar.read_year(words)
    return _months(calendar.year, int(words["month"] or ""), int(words["month"] or ""))


def _quarter(words: _Words, calendar: _Calendar) -> _Days:
    here = (calendar.on.month + 2) // 3
    if near := words.get("near_quarter"):
        last = here + (near == "下")
        return _months(calendar.on.year + (last > 4), (last - 1) % 4 * 3 + 1, (last - 1) % 4 * 3 + 3)
    last = _number(words.get("quarter") or words.get("letter") or "1")
    first = words.get("from")
    return _months(calendar.year, (_number(first) if first else last) * 3 - 2, last * 3)


def _first_quarters(words: _Words, calendar: _Calendar) -> _Days:
    return _months(calendar.year, 1, 3 * _number(words["quarter"] or ""))


def _half(words: _Words, calendar: _Calendar) -> _Days:
    return _months(calendar.year, 1, 6) if words["half"] == "上" else _months(calendar.year, 7, 12)


def _year(_words: _Words, calendar: _Calendar) -> _Days:
    return _months(calendar.year, 1, 12)


def _year_range(words: _Words, calendar: _Calendar) -> _Days:
    first, last = int(words["from"] or ""), int((words["to"] or "").rstrip("年"))
    calendar.year, calendar.dated = last if last > 100 else first // 100 * 100 + last, True
    return dt.date(first, 1, 1), dt.date(calendar.year, 12, 31)


def _five_years(words: _Words, calendar: _Calendar) -> _Days:
    last = 2020 + 5 * "三四五六".index(words["plan"] or "")
    calendar.dated = True
    return dt.date(last - 4, 1, 1), dt.date(last, 12, 31)


def _this_unit(words: _Words, calendar: _Calendar) -> _Days:
    """The report's month or quarter, the phrase's year: 月底, 季末, 年底."""
    if words["bare"] == "月":
        return _months(calendar.on.year, calendar.on.month, calendar.on.month)
    if words["bare"] in ("季", "季度"):
        return _quarter({"near_quarter": "本"}, calendar)
    return _year(words, calendar)


def _no_day(_words: _Words, _calendar: _Calendar) -> _Days:
    return None, None


_Reading = Callable[[_Words, _Calendar], _Days]
# In the order tried. Those marked as a point can be followed by 前 as they stand.
_POINT, _SPAN = True, False
_WITHIN_YEAR: tuple[tuple[re.Pattern[str], _Reading, bool], ...] = (
    (lazy(rf"{_MONTH}(?P<from>{_D})[日号]?{_TO_WORDS}(?P<day>{_D})[日号]{_HOUR}"), _days, _POINT),
    (lazy(rf"{_MONTH}(?P<day>{_D})(?:[日号]{_HOUR}|(?={_BEFORE}))"), _days, _POINT),
    (lazy(rf"(?<![\d./])(?P<month>{_ARABIC_MONTH})[./·](?P<day>{_ARABIC_DAY})(?={_BEFORE})"), _plain_date, _POINT),
    (lazy(rf"{_MONTH}份?(?P<third>[上中下](?:旬?(?:{_TO_WORDS}|[、和])?[上中下])?)旬"), _third, _POINT),
    (lazy(rf"{_MONTH}份?初"), _no_day, _POINT),
    (lazy(rf"{_ALONE}(?P<from>{_M})月?份?{_TO_WORDS}(?P<this>)(?P<month>{_M})月份?"), _month, _SPAN),
    (lazy(rf"{_MONTH}份?"), _month, _SPAN),
    (lazy(r"前(?P<quarter>[23二两三])个?季度"), _first_quarters, _SPAN),
    (lazy(rf"第?{_ALONE}(?P<from>{_Q})(?:季度?)?{_TO_WORDS}第?(?P<quarter>{_Q})季度?"), _quarter, _SPAN),
    (lazy(rf"第?{_ALONE}(?P<quarter>{_Q})季(?:度|(?=[底末]))|首季度?|[Qq](?P<letter>[1-4])(?!\d)"), _quarter, _SPAN),
    (lazy(r"(?P<half>[上下])半年度?"), _half, _SPAN),
    (lazy(r"全年"), _year, _SPAN),
)
_BY_THEMSELVES: tuple[tuple[re.Pattern[str], _Reading, bool], ...] = (
    (
        lazy(
            rf"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[./])(?P<from>{_ARABIC_MONTH}(?P=mark){_ARABIC_DAY}){_TO_WORDS}"
            rf"(?P<month>{_ARABIC_MONTH})(?P=mark)(?P<day>{_ARABIC_DAY})(?![\d./])"
        ),
        _plain_dates,
        _POINT,
    ),
    (
        lazy(
            r"[“\"'‘「]?十(?P<plan>[三四五六])五[”\"'’」]?(?:规划)?(?:期间|时期|收官之年|期(?!中)|(?!以来|[前中初后]))"
        ),
        _five_years,
        _SPAN,
    ),
    (
        lazy(
            rf"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[-./])(?P<month>{_ARABIC_MONTH})(?P=mark)(?P<day>{_ARABIC_DAY})(?!\d)[日号]?{_HOUR}"
        ),
        _plain_date,
        _POINT,
    ),
    (
        lazy(rf"(?<!\d)(?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d){_HOUR}"),
        _plain_date,
        _POINT,
    ),
    (
        lazy(
            rf"(?<!\d)(?P<from>(?:19|20)\d\d)年?{_TO_WORDS}(?P<to>(?:19|20)\d\d(?![\d./-])年?|\d\d年)度?(?!\d|[上下]半|第|[一二三四]季)"
        ),
        _year_range,
        _SPAN,
    ),
    (lazy(rf"(?<!\d)(?P<year>(?:19|20)\d\d)[-./](?P<month>{_ARABIC_MONTH})(?!\d|[./]\d|月)"), _plain_month, _SPAN),
    (lazy(r"(?<!下)(?P<near_quarter>[本下])个?季度?"), _quarter, _SPAN),
    (
        lazy(r"(?<![\d一二两三四五六七八九十几多半每数个近前隔翌跨往周满学财])(?P<bare>年度?|岁)(?=[年月]?[底末终内])"),
        _this_unit,
        _SPAN,
    ),
    # Behind other words it is that of a month or quarter which is not read: 腊月底, X月底.
    (
        lazy(r"(?:^|(?<=[;,。:、(\[【“\"争取保于在至到限间划拟是为]))(?P<bare>月|季度?)(?=月?[底末终内])"),
        _this_unit,
        _SPAN,
    ),
    (lazy(r"(?<![\d一二两三四五六七八九十几多半每数个近])(?P<bare>年度)"), _this_unit, _SPAN),
)
_LISTED = lazy(
    rf"第?{_ALONE}(?<![\d一二三四五六七八九十]、)(?:"
    rf"(?P<months>{_ARABIC_MONTH}(?:、{_ARABIC_MONTH})+|{_CHINESE_MONTH}(?:、{_CHINESE_MONTH})+)月份?"
    rf"|(?P<quarters>{_Q}(?:、第?{_Q})+)季度?)"
)
_BEGINS_A_TIME = frozenset("0123456789一二三四五六七八九十“\"'‘「本当下上今明次来后去全年月季岁元首第前Qq")


def find_times(phrase: str, on: dt.date) -> list[Time]:
    """The times that ``phrase`` names, in order, ranges joined; ``phrase`` is half-width and without white space."""
    calendar = _Calendar(on, on.year)
    found: list[Time] = []
    at = 0
    while at < len(phrase):
        read = _read_at(phrase, at, calendar) if phrase[at] in _BEGINS_A_TIME else []
        found += read
        at = read[-1].span[1] if read else at + 1
    return list(_joined(found, phrase))


def _read_at(phrase: str, at: int, calendar: _Calendar) -> list[Time]:
    calendar.dated = False
    for pattern, reading, is_point in _BY_THEMSELVES:
        if words := pattern.match(phrase, at):
            return [_ended(phrase, at, words, reading(words.groupdict(), calendar), is_point, calendar)]
    year = _YEAR.match(phrase, at)
    begins = year.end() if year else at
    if listed := _LISTED.match(phrase, begins):
        if year:
            calendar.read_year(year.groupdict())
        if times := _listed(phrase, at, listed, calendar):
            return times
    for pattern, reading, is_point in _WITHIN_YEAR:
        if words := pattern.match(phrase, begins):
            if year:
                calendar.read_year(year.groupdict())
            return [_ended(phrase, at, words, reading(words.groupdict(), calendar), is_point, calendar)]
    if year and "年" in year[0]:
        calendar.read_year(year.groupdict())
        return [_ended(phrase, at, year, _year({}, calendar), _SPAN, calendar)]
    return []


def _ended(phrase: str, at: int, words: re.Match[str], days: _Days, is_point: bool, calendar: _Calendar) -> Time:
    """The time with its suffix: 底 and 末 leave only the last day, 内 the span."""
    first, last = days
    if first and last and first > last:
        last = None
    ranged = bool(words.groupdict().get("from"))
    suffix = None if is_point else _SUFFIX.match(phrase, words.end())
    span = (at, suffix.end() if suffix else words.end())
    if suffix and suffix["end"] and not ranged:
        first = None
    return Time(span, last, first, is_point or bool(suffix), calendar.dated, ranged)


def _listed(phrase: str, at: int, words: re.Match[str], calendar: _Calendar) -> list[Time]:
    """7、8月份 is a span; 3、6、9、12月底 are four times. «1、9月底» may be a number before 9月底, and is not read.

    What cannot be told from a list otherwise (2022年9、6月底, 一、三季度末) has no day.
    """
    quarterly = bool(words["quarters"])
    places = [_number(place) for place in (words["quarters"] or words["months"]).replace("第", "").split("、")]
    suffix = _SUFFIX.match(phrase, words.end())
    time = Time((at, suffix.end() if suffix else words.end()), None, None, bool(suffix), calendar.dated)
    dated, in_order = words.start() > at, places == sorted(set(places))
    if in_order and places[-1] - places[0] < len(places) and not suffix and (quarterly or dated or places[0] > 1):
        spans = [(places[0], places[-1])]
    elif in_order and (dated or len(places) > 2 or (at == 0 and places[0] > 2 - quarterly)):
        spans = [(place, place) for place in places]
    else:
        return [time] if dated or quarterly else []
    length = 3 if quarterly else 1
    days = [_months(calendar.year, (begin - 1) * length + 1, end * length) for begin, end in spans]
    return [replace(time, last=last, first=None if suffix else first) for first, last in days]


def _joined(times: list[Time], phrase: str) -> Iterator[Time]:
    """Times with nothing but «至» between them are one; it has no last day where it would end before it begins."""
    waiting: Time | None = None
    for time in times:
        if waiting and _TO.fullmatch(phrase, waiting.span[1], time.span[0]):
            waiting = _range(waiting, time)
        else:
            if waiting:
                yield waiting
            waiting = time
    if waiting:
        yield waiting


def _range(begin: Time, end: Time) -> Time:
    first, last = begin.first or begin.last, end.last
    ordered = first is not None and last is not None and first <= last
    return replace(end, span=(begin.span[0], end.span[1]), first=first, last=last if ordered else None, ranged=True)
