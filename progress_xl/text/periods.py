"""Reporting periods: a month, a quarter, a half-year or a year."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from progress_xl.text.numerals import arabic_dates, chinese_number, squeeze
from progress_xl.text.patterns import lazy

PeriodKind = Literal["month", "quarter", "half", "year"]

# What is longer is no title; what stands behind names no period.
_LONGEST = 1000
_MONTHS: dict[str, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_CODE = lazy(r"(?P<year>(?:19|20)\d\d)(?:-(?P<month>0?[1-9]|1[0-2])|[Qq](?P<quarter>[1-4])|[Hh](?P<half>[12]))?")
_YEAR = r"(?P<year>(?:19|20)\d\d)年?度?"
_IN_TEXT: tuple[re.Pattern[str], ...] = (
    lazy(_YEAR + r"(?:前|[1一][-至到—–~、]+第?)(?P<quarters>[234二三两四])个?季度"),
    lazy(_YEAR + r"第?(?P<quarter>[1-4])季度?(?:末|底)?"),
    lazy(_YEAR + r"(?P<half>[上下])半年"),
    lazy(_YEAR + r"(?P<first>1[0-2]|0?[1-9])(?:月份?)?[-至到—–~]+(?P<last>1[0-2]|0?[1-9])月"),
    lazy(_YEAR + r"(?<=年)(?P<month>1[0-2]|0?[1-9])月(?!\d)"),
    lazy(r"(?<!\d)(?P<year>(?:19|20)\d\d)[Qq](?P<quarter>[1-4])(?!\d)"),
    lazy(r"(?<!\d)(?P<year>(?:19|20)\d\d)[Hh](?P<half>[12])(?!\d)"),
    lazy(r"(?<!\d)(?P<year>(?:19|20)\d\d)[-._](?P<month>1[0-2]|0?[1-9])(?![\d月-]|[._]\d)"),
    lazy(r"(?<!\d)(?P<year>20\d\d)(?P<month>1[0-2]|0[1-9])(?!\d)"),
    lazy(r"(?<![\d年至到—–~-])(?P<year>(?:19|20)\d\d)年(?!1?\d月|[-至到—–~](?:19|20)?\d\d年)"),
)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A reporting period. ``index`` counts from 1 inside the year (month 7, quarter 2, half 1; year: 1)."""

    year: int
    kind: PeriodKind
    index: int = 1

    @classmethod
    def parse(cls, code: str) -> "Period":
        """The period that ``2022-07``, ``2022Q1``, ``2022H1`` or ``2022`` names; ``ValueError`` otherwise."""
        found = _CODE.fullmatch(squeeze(code))
        if not found:
            raise ValueError(f"not a period: {code!r}")
        return _from_groups(found)

    @property
    def first_month(self) -> int:
        return (self.index - 1) * _MONTHS[self.kind] + 1

    @property
    def last_month(self) -> int:
        return self.index * _MONTHS[self.kind]

    @property
    def start(self) -> date:
        return date(self.year, self.first_month, 1)

    @property
    def end(self) -> date:
        return month_end(self.year, self.last_month)

    def agrees(self, other: "Period") -> bool:
        """Whether a text may name ``other`` for this period: one holds the other, or both end on one day (1-6月 for Q2)."""
        inside = self.start <= other.start and other.end <= self.end
        around = other.start <= self.start and self.end <= other.end
        return inside or around or self.end == other.end

    def __str__(self) -> str:
        match self.kind:
            case "month":
                return f"{self.year}-{self.index:02d}"
            case "quarter":
                return f"{self.year}Q{self.index}"
            case "half":
                return f"{self.year}H{self.index}"
            case _:
                return str(self.year)

    @property
    def title(self) -> str:
        """The period as an office writes it: 2022年7月, 2022年第一季度, 2022年上半年, 2022年."""
        match self.kind:
            case "month":
                return f"{self.year}年{self.index}月"
            case "quarter":
                return f"{self.year}年第{'一二三四'[self.index - 1]}季度"
            case "half":
                return f"{self.year}年{'上下'[self.index - 1]}半年"
            case _:
                return f"{self.year}年"


def month_end(year: int, month: int) -> date:
    """Last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def find_periods(text: str) -> list[Period]:
    """Periods with a year that a title or file name names; a year that stands alone comes last.

    «2022年1-7月» is the month it ends with, «2023年1-6月» the half-year. A day (2022年8月3日) and a span of years name none.
    """
    plain = arabic_dates(squeeze(text[:_LONGEST]))
    found = [_from_groups(match) for pattern in _IN_TEXT for match in pattern.finditer(plain)]
    return list(dict.fromkeys(found))


def _from_groups(found: re.Match[str]) -> Period:
    groups = found.groupdict()
    year = int(groups["year"])
    if groups.get("month"):
        return Period(year, "month", int(groups["month"]))
    if groups.get("quarter"):
        return Period(year, "quarter", int(groups["quarter"]))
    if groups.get("half"):
        return Period(year, "half", 2 if groups["half"] in "2下" else 1)
    if quarters := groups.get("quarters"):
        return _of_months(year, 1, 3 * (int(quarters) if quarters.isdecimal() else chinese_number(quarters)))
    if groups.get("last"):
        return _of_months(year, int(groups["first"]), int(groups["last"]))
    return Period(year, "year")


def _of_months(year: int, first: int, last: int) -> Period:
    """The quarter or half-year that the months are; else the month up to which they count: 1-3月 is told in March."""
    if (first, last) == (1, 12):
        return Period(year, "year")
    if last - first == 5 and last % 6 == 0:
        return Period(year, "half", last // 6)
    if last - first == 2 and last % 3 == 0 and first > 1:
        return Period(year, "quarter", last // 3)
    return Period(year, "month", last)
