"""Times that running text names: «7月份», «1-6月», «上半年», «2022年第一季度», «截至10月31日», «2021年实施的…».

Which of them a reader takes for a sign of another period is decided by `foreign_mentions`; the seeds and rule 2 of
the study's filling rules («完成情况数据填报1-6月完成数或预计数») show what reports name by right.
"""

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from typing import Literal

from progress_xl.text.numerals import chinese_number, narrow
from progress_xl.text.patterns import lazy
from progress_xl.text.periods import Period, month_end

MentionKind = Literal["years", "year", "month", "quarter", "half", "date", "as-of"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One time named in a text, at ``span`` (offsets into it).

    ``year`` is ``None`` where the text leaves it out; ``months`` are the first and the last, ``None`` for a bare year;
    ``day`` that of a date, 0 where none is named. «截至…» is ``as-of`` whatever stands behind it. ``years`` are several:
    ``since`` the first, ``year`` the last.
    """

    kind: MentionKind
    span: tuple[int, int]
    year: int | None = None
    months: tuple[int, int] | None = None
    day: int = 0
    since: int | None = None

    def quote(self, text: str) -> str:
        return text[slice(*self.span)]

    def start(self, year: int) -> dt.date:
        """The first day of its first month, in ``year`` where it names none."""
        return dt.date(self.since or self.year or year, self.months[0] if self.months else 1, 1)

    def end(self, year: int) -> dt.date | None:
        """Its last day, in ``year`` where it names none; ``None`` for a day that no calendar has."""
        whole = month_end(self.year or year, self.months[1] if self.months else 12)
        return (whole.replace(day=self.day) if self.day <= whole.day else None) if self.day else whole


_S = r"\s{0,2}"
_YEAR = r"(?:19|20)\d\d|[一二][〇零○九][〇零○一二三四五六七八九]{2}"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_PLAIN_MONTH, _PLAIN_DAY = r"(?:1[0-2]|0?[1-9])", r"(?:3[01]|[12]\d|0?[1-9])"
_FREE = r"(?<![\d一二三四五六七八九十〇零○])"
_TO = rf"{_S}[-—–~至到]{{1,2}}{_S}"
_LAST = r"[底末初]?"
_IN_YEAR = "|".join(
    (
        rf"{_FREE}(?P<of>{_MONTH}){_S}月{_S}(?P<day>3[01]|[12]\d|0?[1-9]|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]){_S}[日号]",
        rf"{_FREE}(?P<first>{_MONTH}){_S}月?份?{_TO}(?P<last>{_MONTH}){_S}月份?{_LAST}",
        rf"{_FREE}(?P<month>{_MONTH}){_S}月(?![一龄])份?(?:[上中下]旬|{_LAST})",
        rf"第?{_FREE}(?P<quarter>[1-4一二三四]){_S}季度{_LAST}",
        r"前(?P<quarters>[2-3二两三])个?季度",
        rf"前(?P<count>{_MONTH})个月",
        rf"(?P<half>[上下])半年{_LAST}",
    )
)
# What a time begins with: elsewhere none is tried.
_SIGN = r"\d一二三四五六七八九十〇零○第前上下今本当去明次来"
_TIME = lazy(
    rf"(?=[{_SIGN}截“\"‘「])(?:{_FREE}(?P<since>{_YEAR})年?{_TO}(?P<until>{_YEAR}|\d\d)年度?{_LAST}"
    r"|[“\"‘「]?十(?P<plan>[三四五六])五[”\"’」]?(?:规划)?(?:以来|(?:时?期间?)?[末底内]|时?期间?)"
    rf"|(?P<asof>截[至止](?<!报名..)(?<!申[报请]..)(?<!征集..)(?<!投标..)[到至]?{_S}(?=[{_SIGN}]))?"
    rf"(?:(?:(?:{_FREE}(?P<year>{_YEAR}|[12]\d){_S}年|(?P<near>[今本当去上前明次来])年)度?{_S})?(?:{_IN_YEAR})"
    r"|(?<!\d)(?P<y>(?:19|20)\d\d)(?:"
    rf"(?P<mark>[-/.])(?P<m>{_PLAIN_MONTH})(?P=mark)(?P<d>{_PLAIN_DAY})(?!\d)"
    rf"|[/.](?P<m1>{_PLAIN_MONTH}){_TO}(?P<m2>{_PLAIN_MONTH})月?份?(?![\d./-])"
    r"|年?[Qq](?P<q>[1-4])(?![\dA-Za-z]))"
    rf"|(?(asof)(?P<pm>{_PLAIN_MONTH})[./](?P<pd>{_PLAIN_DAY})(?![\d./%亿万元])|(?!))"
    rf"|{_FREE}(?P<bare>{_YEAR}){_S}年度?{_LAST}))"
)
# More times than this are a table, not a report.
_MOST = 500
_AWAY = {"今": 0, "本": 0, "去": -1, "上": -1, "前": -2, "明": 1, "次": 1, "来": 1}


def mentions(text: str, *, year: int | None = None) -> tuple[Mention, ...]:
    """The times that ``text`` names, in order; ``year`` is the report's, to which 去年 and 今年 are counted.

    A document number 〔2021〕, a length (3个月) and what recurs name none.
    """
    return _mentions(text, year)


@lru_cache(maxsize=4096)
def _mentions(text: str, year: int | None) -> tuple[Mention, ...]:
    found = (_mention(match, year) for match in _TIME.finditer(narrow(text)))
    return tuple(islice((mention for mention in found if mention), _MOST))


def _number(numeral: str) -> int:
    return int(numeral) if numeral.isdigit() and numeral.isascii() else chinese_number(numeral)


def _mention(found: re.Match[str], report_year: int | None) -> Mention | None:
    groups = {name: text for name, text in found.groupdict().items() if text}
    written = groups.get("year") or groups.get("bare") or groups.get("y")
    year = _number(written) if written else None
    year = year + 2000 if year and year < 100 else year
    if near := groups.get("near"):
        if near not in _AWAY or (report_year is None and _AWAY[near]):
            return None
        year = None if report_year is None else report_year + _AWAY[near]
    if (years := _years(groups)) is not None:
        first, last = years
        return Mention("years", found.span(), last, since=first) if first < last else None
    kind, months, day = _within_year(groups)
    if kind is None:
        return None
    if "asof" in groups:
        return Mention("as-of", found.span(), year, months or (12, 12), day)
    return Mention(kind, found.span(), year, months, day)


def _years(groups: dict[str, str]) -> tuple[int, int] | None:
    """The first and the last of several years: 2021-2023年, 2021-23年, “十四五”期间."""
    match groups:
        case {"since": first, "until": last}:
            since, until = _number(first), _number(last)
            return since, until if until > 100 else since // 100 * 100 + until
        case {"plan": plan}:
            last_year = 2020 + 5 * "三四五六".index(plan)
            return last_year - 4, last_year
    return None


def _within_year(groups: dict[str, str]) -> tuple[MentionKind | None, tuple[int, int] | None, int]:
    match groups:
        case {"of": month, "day": day} | {"m": month, "d": day} | {"pm": month, "pd": day}:
            return "date", (_number(month), _number(month)), _number(day)
        case {"first": first, "last": last} | {"m1": first, "m2": last}:
            return "month", (_number(first), _number(last)), 0
        case {"month": month}:
            return "month", (_number(month), _number(month)), 0
        case {"count": count}:
            return "month", (1, _number(count)), 0
        case {"quarter": quarter} | {"q": quarter}:
            return "quarter", (_number(quarter) * 3 - 2, _number(quarter) * 3), 0
        case {"quarters": quarters}:
            return "quarter", (1, _number(quarters) * 3), 0
        case {"half": half}:
            return "half", (1, 6) if half == "上" else (7, 12), 0
        case {"bare": _}:
            return "year", None, 0
    return None, None, 0


def as_of(text: str, *, year: int) -> dt.date | None:
    """The latest day that ``text`` says its figures stand at («截至6月底»); ``None`` for 截至目前 and for none."""
    days = [mention.end(year) for mention in mentions(text, year=year) if mention.kind == "as-of"]
    return max((day for day in days if day), default=None)


_CLAUSE = lazy(r"[。；;！!，,：:\n]")
_SENTENCE_BEGINS = lazy(r"(?:^|[。；;！!：:\n])\s*(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）、.是]+\s*)?$")
_COMPARED = lazy(r"(?:[比较于与和]|同比|相比)(?:上年)?$")
_COMPARING = lazy(r"[的同]?(?:同期|相比|基数|水平)")
_WHOSE = lazy(r"\s*(?:目前|现)?[,，]?\s*(?:[全我本][市县区省州盟旗]|[我本](?:局|委|办|单位))?\s*")
_AIMED = lazy(r"[将拟]|计划|力争|争取|预计|确保|目标|下一?步")
_AIMED_BEHIND = lazy(r"[^。；;！!\n]{0,12}?(?:[将拟要]|力争|争取|预计|预期|确保|计划(?!的))|(?:之|以)?前")
_TOLD_AS_DONE = lazy(r"[^。；;！!\n]{0,12}?(?:(?:完成|实现|达到?|新增|认定|入库)[^。；;！!\n]{0,12}?\d|已|累计|共)")
_BY_THEN = lazy(r"(?:之|以)?前")
_TOLD = lazy(r"[,，]|全[市县区省]|我[市县区省局委办]|累?计|共|已|新增|完成|实现|达到")
_TITLE = lazy(r"[^。；;，,]{0,12}工作(?:总结|情况|报告|汇报|要点|计划|完成情况)")
_STATISTICS = lazy(r"同比|增速|增长")
_NOWADAYS = lazy(r"今年|目前|现已|本月|本季")


@dataclass(frozen=True, slots=True)
class _Place:
    """A mention with the words around it."""

    mention: Mention
    before: str
    after: str

    @property
    def clause(self) -> str:
        return _CLAUSE.split(self.before)[-1]

    @property
    def begins_clause(self) -> bool:
        return bool(_WHOSE.fullmatch(self.clause)) or self.begins_sentence

    @property
    def begins_sentence(self) -> bool:
        return bool(_SENTENCE_BEGINS.search(self.before))

    @property
    def compared(self) -> bool:
        return bool(_COMPARED.search(self.clause) or _COMPARING.match(self.after))

    @property
    def aimed(self) -> bool:
        return bool(_AIMED.search(self.clause) or _BY_THEN.match(self.after))


_AROUND = 24
_WRITTEN_WITHIN = dt.timedelta(days=31)


class _Report:
    """A text with its mentions, read for one period; what its rules ask of the whole is worked out once."""

    def __init__(self, text: str, period: Period) -> None:
        self.period = period
        self.text = text
        self.places = [
            _Place(found, text[max(0, begin - _AROUND) : begin], text[end : end + _AROUND])
            for found in mentions(text, year=period.year)
            if found.kind != "years"  # mostly the name of a plan
            for begin, end in (found.span,)
        ]

    def includes(self, mention: Mention) -> bool:
        """Whether a mention's last month lies in the period (1-7月 in July), or the mention holds it all."""
        if mention.months is None or (mention.year or self.period.year) != self.period.year:
            return False
        (first, last), (begin, end) = mention.months, (self.period.first_month, self.period.last_month)
        return begin <= last <= end or (first <= begin and end <= last)

    def is_past(self, mention: Mention) -> bool:
        last = mention.end(self.period.year)
        return last is not None and last < self.period.start

    def is_ahead(self, mention: Mention) -> bool:
        """Whether a whole month, or more, lies behind the period; a report is written some days after its end."""
        last = mention.end(self.period.year)
        if last is None or last <= self.period.end:
            return False
        if mention.day:
            return last > self.period.end + _WRITTEN_WITHIN
        said = mention.quote(self.text)
        if said.endswith(("年", "年度")):
            return mention.year != self.period.year
        return (
            said.endswith(("底", "末")) or mention.start(self.period.year) > self.period.end or self.counts_on(mention)
        )

    def counts_on(self, mention: Mention) -> bool:
        """Whether months are counted from the year's first: 1-8月, 前8个月."""
        return mention.kind == "month" and mention.months is not None and mention.months[0] == 1

    @cached_property
    def ends_in_period(self) -> bool:
        last_months = (self.period.first_month, self.period.last_month)
        return any(
            place.mention.months is not None
            and (place.mention.year or self.period.year) == self.period.year
            and last_months[0] <= place.mention.months[1] <= last_months[1]
            for place in self.places
        )

    @cached_property
    def names_period(self) -> bool:
        return any(self.includes(place.mention) for place in self.places)

    @cached_property
    def stands_in_period(self) -> bool:
        return any(place.mention.kind == "as-of" and self.includes(place.mention) for place in self.places)

    @cached_property
    def names_year(self) -> bool:
        return any(place.mention.year == self.period.year for place in self.places)

    @cached_property
    def of_nowadays(self) -> bool:
        return bool(_NOWADAYS.search(self.text))

    @cached_property
    def years_throughout(self) -> set[int]:
        """Earlier years named three times or more, comparisons and titles apart, while the period's is never."""
        told = [place for place in self.places if not _TITLE.match(place.after) and not place.compared]
        years = Counter(year for place in told if (year := place.mention.year))
        return {
            year
            for year, count in years.items()
            if count >= 3 and year < self.period.year and not years[self.period.year]
        }


def foreign_mentions(text: str, period: Period) -> tuple[Mention, ...]:
    """The times in a report's ``text`` that show it to be written for another period than ``period``.

    What accuses, comparisons (比…, 同期) and goals (…前, 拟, 力争) apart:

    - an as-of date before the period, unless another as-of date is within it, or it is an earlier year's end;
    - a span of months, a quarter or a half-year of another year, where it opens a clause;
    - «1-5月» that ends before the period and opens a clause, while nothing in the text names the period; statistics
      (同比, 增速) may be a month behind;
    - a quarter, half-year or month before the period that opens a sentence and is the text's only time; statistics may
      be those of the last one;
    - another bare year that opens a clause and is told of («2023年，…», «2023年累计…»), while nothing names ours;
    - an as-of date, «1-8月», a month, a quarter or a half-year after the period that opens a clause and is told of as done,
      while nothing in the text ends in the period; a day within a month of its end is when the report was written;
    - any other year before ours that the text names three times or more, while ours stands at most in its title.

    What never does: single days and months as history, 〔2021〕, «2021年实施的…», plan names, goals, next steps.
    """
    report = _Report(text, period)
    return tuple(place.mention for place in report.places if any(accuses(place, report) for accuses in _RULES))


def _old_state(place: _Place, report: _Report) -> bool:
    mention = place.mention
    if mention.kind != "as-of" or place.compared or not report.is_past(mention):
        return False
    base = mention.months == (12, 12) and (mention.year or report.period.year) < report.period.year
    return not base and not report.stands_in_period


def _span_of_another_year(place: _Place, report: _Report) -> bool:
    mention = place.mention
    if mention.year in (None, report.period.year) or mention.months is None or place.compared or place.aimed:
        return False
    spans = mention.kind in ("quarter", "half") or (mention.kind == "month" and mention.months[0] < mention.months[1])
    return spans and place.begins_clause


def _earlier_months(place: _Place, report: _Report) -> bool:
    mention = place.mention
    if mention.kind not in ("month", "quarter") or not mention.months or mention.months[0] != 1 or _is_single(mention):
        return False
    if place.compared or place.aimed or not place.begins_clause or not report.is_past(mention):
        return False
    return not _is_newest_statistic(place, report) and not report.names_period


def _is_newest_statistic(place: _Place, report: _Report) -> bool:
    """Whether a figure that is published later (同比, 增速) stands at the month, quarter or half-year just past."""
    months, year = place.mention.months, place.mention.year or report.period.year
    if months is None or not _STATISTICS.search(place.after):
        return False
    newest = report.period.first_month - 1 or 12
    return months[1] == newest and year == report.period.year - (newest == 12)


def _is_single(mention: Mention) -> bool:
    """One month, quarter or half-year, not a span of them."""
    lengths = {"month": 1, "quarter": 3, "half": 6}
    return mention.months is not None and mention.months[1] - mention.months[0] + 1 == lengths.get(mention.kind)


def _only_time(place: _Place, report: _Report) -> bool:
    mention = place.mention
    if len(report.places) > 1 or not _is_single(mention) or not report.is_past(mention):
        return False
    if mention.year not in (None, report.period.year) or place.compared or place.aimed or not place.begins_sentence:
        return False
    if _is_newest_statistic(place, report):
        return False
    told = mention.kind != "month" or mention.quote(report.text).endswith("份") or place.after[:1] in (",", "，")
    return told and not report.of_nowadays


def _year_told_of(place: _Place, report: _Report) -> bool:
    mention = place.mention
    if mention.kind != "year" or mention.year == report.period.year or place.compared or place.aimed:
        return False
    told = place.begins_clause and _TOLD.match(place.after)
    return bool(told) and not report.of_nowadays and not report.names_year


def _still_ahead(place: _Place, report: _Report) -> bool:
    mention = place.mention
    if mention.kind in ("year", "date") or place.compared or place.aimed or _AIMED_BEHIND.match(place.after):
        return False
    if not place.begins_clause or not report.is_ahead(mention) or report.ends_in_period:
        return False
    return mention.kind == "as-of" or bool(_TOLD_AS_DONE.match(place.after))


def _spoken_throughout(place: _Place, report: _Report) -> bool:
    return place.mention.year in report.years_throughout


_RULES = (
    _old_state,
    _span_of_another_year,
    _earlier_months,
    _only_time,
    _year_told_of,
    _still_ahead,
    _spoken_throughout,
)
