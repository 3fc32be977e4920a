"""period-unknown: figures that could be held against time, were it known which."""

import datetime as dt
from typing import Any

import pytest

from progress_xl.findings import Finding
from progress_xl.text.periods import Period
from tests.checks.figures import known
from tests.tables import findings, submission

HEADING = "| 单位 | 工作任务 | 时限要求 | 进展情况 | 下个月工作计划 | 是否达到序时进度 | 备注 |"
TARGET = "| 序号 | 年度目标 | 第2季度目标 | 是否完成 | 具体工作进展 | 未完成原因 | 下步工作打算 | 分管领导 | 责任单位 |"


def _found(progress: str = "成交17.39亿元。", **given: Any) -> list[Finding]:
    table = f"{HEADING}\n| 市水利局 | 1.成交额达到40亿元。 | 2026年12月底前 | {progress} | 继续 | 是 | |"
    return findings(submission(table), "period-unknown", **given)


@pytest.fixture(autouse=True)
def _turnover(monkeypatch: pytest.MonkeyPatch) -> None:
    known(monkeypatch, ("40亿元", "17.39亿元"))


def test_figure_beside_a_goal_without_a_day_is_one_notice_on_the_file() -> None:
    (found,) = _found()
    assert (found.severity, found.cell, found.row) == ("notice", None, None)
    assert "周期" in found.message


@pytest.mark.parametrize("given", [{"as_of": dt.date(2026, 7, 31)}, {"period": Period.parse("2026-07")}])
def test_a_day_or_a_period_is_enough(given: dict[str, Any]) -> None:
    assert _found(**given) == []


def test_goal_of_which_nothing_is_told_asks_for_no_day() -> None:
    assert _found("正在登记合同。") == []


def test_goal_that_is_not_judged_by_time_asks_for_no_day(monkeypatch: pytest.MonkeyPatch) -> None:
    known(monkeypatch, ("40亿元", "17.39亿元", {"bound": "max"}))
    assert _found() == []


def test_part_of_a_supporting_unit_is_judged_on_no_day() -> None:
    table = f"{HEADING}\n| 市科技局、市水利局 | 1.成交额达到40亿元。 | 长期 | 成交17.39亿元。 | 继续 | 是 | |"
    assert findings(submission(table), "period-unknown") == []


def test_target_of_a_period_that_nobody_names_is_not_judged_on_a_day_alone() -> None:
    table = f"{TARGET}\n| 7 | 招商。 | 成交额达到40亿元。 | 完成 | 成交17.39亿元。 | 无 | 继续 | 甲 | 市水利局 |"
    assert len(findings(submission(table), "period-unknown", as_of=dt.date(2026, 6, 30))) == 1
