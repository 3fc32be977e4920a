"""target-met: the goal is met by the text's own words or figures, while the status still says on pace or behind."""

import datetime as dt
from typing import Any

import pytest

from progress_xl.checks.target_met import said_to_be_met
from progress_xl.findings import Finding
from progress_xl.text.periods import Period
from tests.checks.figures import known
from tests.tables import findings, submission

STATUS = "| 序号 | 重点工作目标任务 | 牵头负责领导 | 责任单位 | 进展情况 | 完成状态 |"
MONTHLY = "| 单位 | 工作任务 | 时限要求 | 进展情况 | 下个月工作计划 | 是否达到序时进度 | 备注 |"


def _found(progress: str, status: str = "序时推进", task: str = "备案企业超250家。") -> list[Finding]:
    table = f"{STATUS}\n| 156 | {task} | 甲 | 市水利局 | {progress} | {status} |"
    given = {"as_of": dt.date(2023, 6, 30), "period": Period.parse("2023Q2")}
    return findings(submission(table, period="2023Q2"), "target-met", **given)


@pytest.fixture(autouse=True)
def _firms(monkeypatch: pytest.MonkeyPatch) -> None:
    known(monkeypatch, ("45家", None), ("250家", "327家"))


@pytest.mark.parametrize("status", ["序时推进", "滞后", "未达预期", "未启动"])
def test_goal_met_under_a_lesser_status_is_a_notice_on_the_status(status: str) -> None:
    (found,) = _found("备案327家。", status)
    assert (found.severity, found.cell, found.value) == ("notice", "F2", status)
    for part in ("备案企业超250家", "（B2）", "备案327家", "（E2）", f"“{status}”"):
        assert part in found.message


@pytest.mark.parametrize("status", ["已完成", "达预期", ""])
def test_status_that_says_so_is_in_order(status: str) -> None:
    assert _found("备案327家。", status) == []


def test_goal_not_met_is_none() -> None:
    assert _found("备案249家。") == []


def test_one_of_two_goals_does_not_make_the_task_met() -> None:
    assert _found("申报102家，备案327家。", task="认定45家、备案250家。") == []


def test_text_that_calls_its_goal_met_is_quoted_with_the_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    known(monkeypatch, ("45家", None), ("250家", "327家", {"reached": True}))
    (found,) = _found("申报102家，备案327家，已完成年度目标任务。", task="认定45家、备案250家。")
    assert found.details["actual"] == "备案327家，已完成年度目标任务"


@pytest.mark.parametrize(
    "words",
    [
        "已完成年度目标任务",
        "已提前完成全年任务",
        "均达到全年目标",
        "全年目标已完成",
        "提前完成2023年度目标",
        "已超额完成全年目标任务",
        "提前半年完成全年目标任务",
        "提前3个月完成全年目标任务",
        "已于5月底提前完成全年任务",
        "12项指标均已完成年度目标任务",
        "全市8个县（市、区）已全部完成全年目标任务",
        "已完成全年目标任务（50家）",
    ],
)
def test_words_alone_are_enough(words: str) -> None:
    (found,) = _found(f"推进顺利，{words}。", task="推进改革。")
    assert found.details["actual"] == words


@pytest.mark.parametrize(
    "words",
    [
        "预计提前完成全年任务",
        "确保完成年度目标任务",
        "完成全年任务的63.7%",
        "已完成年度目标的八成",
        "尚未完成年度目标任务",
        "已完成7家企业“清零”的年度任务",
        "力争三季度末完成全年目标的七成",
        "已完成上年目标任务",
        "已完成年度目标任务61.7%",
        "其中3个县已完成全年目标任务",
        "12项指标中8项已完成年度目标任务",
        "12项指标中，8项已完成年度目标任务",
        "部分县区已完成年度目标任务",
        "已完成全年目标任务过半",
        "全年目标任务已完成过半",
        "全年任务已完成60%",
        "已完成全年目标任务（60%）",
        "已完成年度目标任务分解",
        "已完成2023年度目标任务考核",
        "已完成年度工作计划编制",
        "已完成年度工作计划",
        "已完成年度工作总结",
        "去年已完成全年目标任务",
        "督促各县提前完成全年目标任务",
        "没有全部完成全年目标任务",
    ],
)
def test_hopes_parts_and_other_years_are_not(words: str) -> None:
    assert said_to_be_met(f"推进顺利，{words}。") is None


@pytest.mark.parametrize(("year", "count"), [(2022, 0), (2023, 1)])
def test_goal_of_another_year_is_not_this_ones(year: int, count: int) -> None:
    assert len(_found(f"已完成{year}年度目标任务。", task="推进改革。")) == count


@pytest.mark.parametrize(
    ("task", "goal", "actual", "given"),
    [
        ("投资增长9%。", "9%", "9.4%", {"kind": "growth"}),
        ("优良天数比例达到84%。", "84%", "85.4%", {}),
        ("浓度不高于35微克。", "35微克", "33微克", {"bound": "max"}),
    ],
)
def test_rate_that_may_fall_again_is_not_met_before_its_time(
    monkeypatch: pytest.MonkeyPatch, task: str, goal: str, actual: str, given: dict[str, Any]
) -> None:
    known(monkeypatch, (goal, actual, given))
    assert _found(f"现为{actual}。", task=task) == []


@pytest.mark.parametrize(("status", "count"), [("是", 0), ("否", 1)])
def test_form_without_a_better_word_is_told_only_of_a_no(
    monkeypatch: pytest.MonkeyPatch, status: str, count: int
) -> None:
    known(monkeypatch, ("40亿元", "41亿元"))
    table = f"{MONTHLY}\n| 市水利局 | 7.交易额40亿元。 | 年底前 | 成交41亿元。 | 继续 | {status} | |"
    given = {"as_of": dt.date(2022, 7, 31), "period": Period.parse("2022-07")}
    assert len(findings(submission(table, period="2022-07"), "target-met", **given)) == count


def test_status_about_the_quarter_is_held_against_the_quarters_target(monkeypatch: pytest.MonkeyPatch) -> None:
    known(monkeypatch, ("100亿元", "31亿元"), ("30亿元", "31亿元"))
    heading = (
        "| 序号 | 年度目标 | 第2季度目标 | 是否完成 | 具体工作进展 | 未完成原因 | 下步工作打算 | 分管领导 | 责任单位 |"
    )
    table = (
        f"{heading}\n| 7 | 交易额100亿元。 | 交易额30亿元。 | 未完成 | 成交31亿元。 | 用地慢 | 继续 | 甲 | 市水利局 |"
    )
    given = {"as_of": dt.date(2022, 6, 30), "period": Period.parse("2022Q2")}
    (found,) = findings(submission(table, period="2022Q2"), "target-met", **given)
    assert (found.cell, found.details["goal_cell"]) == ("D2", "C2")


def test_bare_figure_of_the_quarter_is_met_in_the_measure_of_the_year(monkeypatch: pytest.MonkeyPatch) -> None:
    known(monkeypatch, ("100亿元", "31亿元"), ("30亿元", None))
    heading = (
        "| 序号 | 年度目标 | 第2季度目标 | 是否完成 | 具体工作进展 | 未完成原因 | 下步工作打算 | 分管领导 | 责任单位 |"
    )
    table = f"{heading}\n| 7 | 交易额100亿元。 | 30亿元 | 未完成 | 成交31亿元。 | 用地慢 | 继续 | 甲 | 市水利局 |"
    given = {"as_of": dt.date(2022, 6, 30), "period": Period.parse("2022Q2")}
    (found,) = findings(submission(table, period="2022Q2"), "target-met", **given)
    assert (found.details["goal"], found.details["goal_cell"]) == ("30亿元", "C2")
