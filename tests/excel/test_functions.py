"""Functions for cells, called as plain functions. Expected values are counted by hand."""

import datetime as dt
import importlib
import inspect
from collections.abc import Callable
from typing import Any

import pytest
import xlwings as xw

from progress_xl.excel import functions as f

ON = dt.date(2022, 7, 25)


@pytest.mark.parametrize(
    ("phrase", "due"),
    [
        ("2022年12月底前", dt.date(2022, 12, 31)),
        ("6月25日前", dt.date(2022, 6, 25)),
        ("上半年", dt.date(2022, 6, 30)),
        ("长期推进", "长期"),
        ("尽快", ""),
        ("", ""),
        (None, ""),
        (dt.datetime(2022, 9, 30), dt.date(2022, 9, 30)),
        (3.5, ""),
    ],
)
def test_due_date_of_a_phrase(phrase: Any, due: Any) -> None:
    assert f.pxl_due_date(phrase, ON) == due


@pytest.mark.parametrize("on", [dt.datetime(2023, 3, 1), dt.date(2023, 3, 1), "2023-03-01"])
def test_year_that_the_phrase_leaves_out_is_that_of_the_report(on: Any) -> None:
    assert f.pxl_due_date("上半年", on) == dt.date(2023, 6, 30)


def test_without_a_day_the_year_is_this_one() -> None:
    assert f.pxl_due_date("12月31日前") == dt.date(dt.date.today().year, 12, 31)


@pytest.mark.parametrize(
    ("text", "limit", "left"),
    [
        ("已完成", 10, 7),
        ("已完成", None, 197),
        (None, None, 200),
        ("一二三四五六", 5, -1),
        (" 已完成 ", 5.0, 2),
        (12345.0, 10, 3),
        ("字", "很多", ""),
    ],
)
def test_characters_left(text: Any, limit: Any, left: Any) -> None:
    assert f.pxl_characters_left(text, limit) == left


@pytest.mark.parametrize(
    ("day", "kind", "period"),
    [
        (dt.datetime(2022, 7, 25), None, "2022-07"),
        (dt.date(2022, 7, 25), "季度", "2022Q3"),
        (dt.date(2022, 6, 30), "半年", "2022H1"),
        (dt.date(2022, 12, 31), "年度", "2022"),
        ("2022-07-25", "月", "2022-07"),
        ("2022年第二季度工作进展", None, "2022Q2"),
        ("2022年第二季度工作进展", "月", ""),
        (dt.date(2022, 7, 25), "旬", ""),
        ("进展情况", None, ""),
        (None, None, ""),
    ],
)
def test_period_of_a_day_or_a_text(day: Any, kind: Any, period: str) -> None:
    assert f.pxl_period(day, kind) == period


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("已完成", "已完成"),
        ("超序时进度", "超进度"),
        ("序时推进", "正常推进"),
        (" 基本达序时进度 ", "正常推进"),
        ("未完成", "滞后"),
        ("未开工", "未启动"),
        ("不知道", ""),
        (None, ""),
    ],
)
def test_class_of_a_status(word: Any, kind: str) -> None:
    assert f.pxl_status_class(word) == kind


def test_every_argument_is_explained_to_excel(monkeypatch: pytest.MonkeyPatch) -> None:
    """xlwings' decorators do something on Windows alone; here they note what they are told."""
    explained: dict[str, set[str]] = {}

    def arg(name: str, *, doc: str) -> Callable[[Any], Any]:
        def note(function: Any) -> Any:
            assert doc
            explained.setdefault(function.__name__, set()).add(name)
            return function

        return note

    monkeypatch.setattr(xw, "arg", arg)
    functions = importlib.reload(f)
    own = {name: function for name, function in vars(functions).items() if name.startswith("pxl_")}
    assert explained == {name: set(inspect.signature(function).parameters) for name, function in own.items()}
    assert len(own) == 4
