"""Functions for cells, as xlwings' user defined functions on Windows and as plain functions everywhere.

A cell gets a text, a date or a number; a question that cannot be answered gives an empty text, so that a column of
formulas stays readable. Arguments and answers are not typed further than xlwings converts them: a cell may hold anything.
"""

import datetime as dt
from collections.abc import Mapping
from functools import cache
from typing import Any

import xlwings as xw

from progress_xl.forms import StatusClass
from progress_xl.forms.vocabulary import STATUS_VOCABULARY
from progress_xl.text.deadlines import parse_deadline
from progress_xl.text.numerals import excel_length, squeeze
from progress_xl.text.periods import Period, PeriodKind, find_periods

ONGOING = "长期"
_LIMIT = 200
_KINDS: Mapping[str, PeriodKind] = {
    **dict.fromkeys(("月", "月度", "month"), "month"),
    **dict.fromkeys(("季", "季度", "quarter"), "quarter"),
    **dict.fromkeys(("半年", "half"), "half"),
    **dict.fromkeys(("年", "年度", "year"), "year"),
}
_MONTHS: Mapping[PeriodKind, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_STATUS_NAMES: Mapping[StatusClass, str] = {
    "done": "已完成",
    "ahead": "超进度",
    "on-pace": "正常推进",
    "behind": "滞后",
    "not-begun": "未启动",
}


@xw.func(category="progress_xl")
@xw.arg("phrase", doc="完成时限，如“2022年12月底前”“上半年”“长期推进”，或日期单元格")
@xw.arg("as_of", doc="填报日期，用于补足未写的年份；留空为今天")
@xw.ret(doc="时限的最后一天；长期任务为“长期”，不能识别的为空")
def pxl_due_date(phrase: Any, as_of: Any = None) -> Any:
    """时限写法对应的日期。"""
    deadline = parse_deadline(_text_or_date(phrase), on=_day(as_of) or dt.date.today())
    return deadline.date or (ONGOING if deadline.kind == "ongoing" else "")


@xw.func(category="progress_xl")
@xw.arg("text", doc="要计字数的单元格")
@xw.arg("limit", doc="字数上限，留空为200")
@xw.ret(doc="还可填写的字数，负数为超出的字数（与 LEN 计法相同，不计首尾空格）")
def pxl_characters_left(text: Any, limit: Any = None) -> Any:
    """还可填写多少字。"""
    allowed = _LIMIT if limit in (None, "") else limit
    return int(allowed) - excel_length(_plain(text)) if isinstance(allowed, int | float) else ""


@xw.func(category="progress_xl")
@xw.arg("day", doc="日期，或写有报送期的文字，如“2022年第二季度”")
@xw.arg("kind", doc="月、季度、半年或年；留空为月")
@xw.ret(doc="报送期，如 2022-07、2022Q2、2022H1、2022；不能识别的为空")
def pxl_period(day: Any, kind: Any = None) -> Any:
    """日期所在的报送期。"""
    wanted = _KINDS.get(squeeze(str(kind)).lower() if kind else "月")
    date = _day(day)
    if date and wanted:
        return str(Period(date.year, wanted, (date.month - 1) // _MONTHS[wanted] + 1))
    found = find_periods(day) if isinstance(day, str) else []
    matching = [period for period in found if kind in (None, "") or period.kind == wanted]
    return str(matching[0]) if matching else ""


@xw.func(category="progress_xl")
@xw.arg("word", doc="完成情况的填法，如“序时推进”“基本达序时进度”“未完成”")
@xw.ret(doc="已完成、超进度、正常推进、滞后、未启动之一；不认识的为空")
def pxl_status_class(word: Any) -> Any:
    """完成情况属于哪一类。"""
    kind = _status_words().get(squeeze(_plain(word)))
    return _STATUS_NAMES[kind] if kind else ""


@cache
def _status_words() -> dict[str, StatusClass]:
    return {squeeze(word): kind for word, kind in STATUS_VOCABULARY.items()}


def _plain(value: Any) -> str:
    return "" if value is None else str(value)


def _text_or_date(value: Any) -> str | dt.date | None:
    return value if isinstance(value, str | dt.date) else _plain(value) or None


def _day(value: Any) -> dt.date | None:
    """A cell's date, or a text such as 2022-07-31."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(_plain(value).strip()[:10])
    except ValueError:
        return None
