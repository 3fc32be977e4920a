"""behind-pace: a unit's own figures against its goal and the time gone; only where both can be quoted."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from progress_xl.checks.corrections import Corrected, Correction, Corrections, GoalKey
from progress_xl.findings import Finding
from progress_xl.forms import Form
from progress_xl.forms.pace import Pace
from progress_xl.text.periods import Period
from tests.checks.figures import known
from tests.tables import cells, findings, submission

JULY = dt.date(2022, 7, 31)
MONTHLY = "| 单位 | 工作任务 | 时限要求 | 进展情况 | 下个月工作计划 | 是否达到序时进度 | 备注 |"
TARGET = "| 序号 | 年度目标 | 第2季度目标 | 是否完成 | 具体工作进展 | 未完成原因 | 下步工作打算 | 分管领导 | 责任单位 |"
KEY = GoalKey("7", "task", "", "亿元")


def _monthly(
    task: str = "交易额超40亿元。",
    progress: str = "成交17.39亿元。",
    status: str = "是",
    due: str = "2022年12月底前",
    unit: str = "市水利局",
) -> str:
    return f"{MONTHLY}\n| {unit} | 7.{task} | {due} | {progress} | 继续 | {status} | |"


def _found(table: str, form: Form | None = None, period: str = "2022-07", **context: object) -> list[Finding]:
    given = {"as_of": JULY, "period": Period.parse(period), **context}
    return findings(submission(table, form, period), "behind-pace", **given)


@pytest.fixture(autouse=True)
def _money(monkeypatch: pytest.MonkeyPatch) -> None:
    known(monkeypatch, ("40亿元", "17.39亿元"))


def test_figures_below_the_line_are_a_warning_with_both_quotations_cells_and_the_arithmetic() -> None:
    (found,) = _found(_monthly())
    assert (found.severity, found.cell, found.task, found.value) == ("warning", "D2", "7", "成交17.39亿元")
    for part in (
        "交易额超40亿元",
        "（B2）",
        "成交17.39亿元",
        "（D2）",
        "17.39 ÷ 40 = 43.5 %",
        "时间已过 58.1 %",
        "“是”",
    ):
        assert part in found.message
    english = found.text("en")[0]
    assert "17.39 ÷ 40 = 43.5 %; 58.1 % of the time has gone" in english


@pytest.mark.parametrize("status", ["否", "待定"])
def test_unit_that_owns_to_it_is_left_alone_and_an_unknown_word_is_not(status: str) -> None:
    assert len(_found(_monthly(status=status))) == (status == "待定")


def test_empty_status_claims_nothing() -> None:
    assert _found(_monthly(status="")) == []


@pytest.mark.parametrize("due", ["", "长期推进", "尽快", "2022年12月底前"])
def test_year_is_the_span_unless_the_deadline_has_another(due: str) -> None:
    assert [f.details["elapsed"] for f in _found(_monthly(due=due))] == ["58.1 %"]


def test_deadline_nearer_than_the_years_end_is_the_end_of_the_span() -> None:
    (found,) = _found(_monthly(due="2022年9月底前"))
    assert found.details["elapsed"] == "77.7 %"  # 212 of 273 days


@pytest.mark.parametrize("due", ["", "长期"])
@pytest.mark.parametrize(
    "task",
    [
        "2022—2025年交易额超40亿元。",
        "交易额超40亿元（2024年底前）。",
        "三年内交易额超40亿元。",
        "“十四五”期间交易额超40亿元。",  # the report tells of the year, not of all years since 2021
        "下半年交易额超40亿元。",
        "8月至12月交易额超40亿元。",
    ],
)
def test_goal_of_several_years_or_of_what_is_to_come_is_not_judged_by_the_year(task: str, due: str) -> None:
    assert _found(_monthly(task, due=due)) == []


def test_goal_of_the_second_half_is_judged_from_its_own_beginning() -> None:
    given = {"period": "2022-10", "as_of": dt.date(2022, 10, 31)}
    (found,) = _found(_monthly("下半年交易额超40亿元。"), **given)  # type: ignore[arg-type]
    assert found.details["elapsed"] == "66.8 %"  # 123 of 184 days


def test_goal_of_a_staged_deadline_is_due_with_its_last_stage() -> None:
    (found,) = _found(_monthly(due="①8月底前完成招标；②12月底前完成建设"))
    assert found.details["elapsed"] == "58.1 %"


def test_deadline_of_a_later_year_leaves_time() -> None:
    assert _found(_monthly(due="2024年12月底前")) == []


def test_report_is_judged_at_its_periods_end_even_if_reckoned_later() -> None:
    (found,) = _found(_monthly(), as_of=dt.date(2023, 1, 5))
    assert found.details["elapsed"] == "58.1 %"


def test_without_any_day_nothing_is_judged() -> None:
    read = submission(_monthly())
    assert findings(read, "behind-pace") == []


def test_figure_of_the_half_year_is_judged_at_its_end() -> None:
    assert _found(_monthly(progress="上半年成交17.39亿元。")) == []  # 43.5 % of 49.6 %
    assert _found(_monthly(progress="截至3月底成交17.39亿元。"), _form(tolerance=0.0)) == []  # of 24.7 %


def test_figure_of_one_month_is_no_figure_of_the_year() -> None:
    assert _found(_monthly(progress="7月成交17.39亿元。")) == []


def _form(curve: str = "straight", tolerance: float = 0.1, name: str = "monthly") -> Form:
    return replace(Form.builtin(name), pace=Pace(curve, tolerance))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("form", "count"),
    [
        (_form(tolerance=0.14), 1),
        (_form(tolerance=0.15), 0),  # 58.1 - 43.5 = 14.6 points
        (_form(curve="at-end"), 0),
        (_form(curve="steps"), 1),  # no target of the period: the straight line
    ],
)
def test_curve_and_tolerance_are_the_forms(form: Form, count: int) -> None:
    assert len(_found(_monthly(), form)) == count


def test_when_the_time_is_up_there_is_no_tolerance(monkeypatch: pytest.MonkeyPatch) -> None:
    known(monkeypatch, ("40亿元", "39.9亿元"))
    table = _monthly(progress="成交39.9亿元。")
    assert _found(table, period="2022-11", as_of=dt.date(2022, 11, 30)) == []
    (found,) = _found(table, period="2022-12", as_of=dt.date(2022, 12, 31))
    assert "39.9 ÷ 40 = 99.8 %；时间已过 100.0 %" in found.message


@pytest.mark.parametrize("unit", ["市直各单位", "市财政局、市水利局"])
def test_unit_that_is_one_of_many_or_only_supports_is_not_judged(unit: str) -> None:
    assert _found(_monthly(unit=unit)) == []


@pytest.mark.parametrize(
    ("task", "goal", "actual", "given"),
    [
        ("总数达到220家。", "220家", "62家", {"kind": "total"}),
        ("投资增长20%。", "20%", "5%", {"kind": "growth"}),
        ("覆盖率达到80%。", "80%", "30%", {}),
        ("浓度不高于35微克。", "35微克", "12微克", {"bound": "max"}),
        ("用时压缩到10天。", "10天", "2天", {}),
        ("完成2021年结转项目40个。", "40个", "2个", {}),
    ],
)
def test_what_lies_on_no_line_is_never_behind_before_its_end(
    monkeypatch: pytest.MonkeyPatch, task: str, goal: str, actual: str, given: dict[str, object]
) -> None:
    known(monkeypatch, (goal, actual, given))
    assert _found(_monthly(task, f"现为{actual}。")) == []


def test_goal_without_a_figure_to_compare_is_neither_passed_nor_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    known(monkeypatch, ("9家", None))
    read = submission(_monthly("新建9家平台。", "推荐11家。"), period="2022-07")
    given = {"as_of": JULY, "period": Period.parse("2022-07")}
    for code in ("behind-pace", "target-met", "status-disagrees"):
        assert findings(read, code, **given) == []


def test_each_lagging_goal_is_quoted(monkeypatch: pytest.MonkeyPatch) -> None:
    known(monkeypatch, ("40亿元", "17.39亿元", {"measure": "交易额"}), ("50项", "10项", {"measure": "合作项目"}))
    found = _found(_monthly("交易额40亿元，合作项目50项。", "成交17.39亿元，合作10项。"))
    assert [finding.details["arithmetic"] for finding in found] == ["17.39 ÷ 40 = 43.5 %", "10 ÷ 50 = 20.0 %"]


def test_mark_goes_out_when_the_status_owns_to_it_or_the_figure_is_mended() -> None:
    assert _found(_monthly())[0].condition == 'AND(AND(TRIM({F})<>"否"),ISNUMBER(FIND("17.39亿元",{cell})))'


class TestCorrections:
    def _found(self, key: GoalKey = KEY, **given: Any) -> list[Finding]:
        return _found(_monthly(), corrections=Corrections({key: Correction(**given)}))

    def test_ignored_goal_is_not_judged(self) -> None:
        assert self._found(ignored=True) == []

    def test_corrected_figure_is_judged_instead(self) -> None:
        assert self._found(actual=Corrected(17.39, 26.0)) == []
        (found,) = self._found(actual=Corrected(17.39, 12.0))
        assert "“成交17.39亿元〔指标核对：12亿元〕”（D2），12 ÷ 40 = 30.0 %" in found.message

    def test_figure_of_a_later_report_is_not_corrected(self) -> None:
        (found,) = self._found(actual=Corrected(16.5, 26.0))
        assert found.details["arithmetic"] == "17.39 ÷ 40 = 43.5 %"

    def test_corrected_goal_is_judged_instead(self) -> None:
        assert self._found(goal=Corrected(40.0, 30.0)) == []

    @pytest.mark.parametrize("given", [{"actual": Corrected(17.39, None)}, {"goal": Corrected(40.0, None)}])
    def test_figure_that_was_struck_out_is_not_compared(self, given: dict[str, Any]) -> None:
        assert self._found(**given) == []

    def test_figure_for_a_goal_that_had_none_is_judged(self, monkeypatch: pytest.MonkeyPatch) -> None:
        known(monkeypatch, ("40亿元", None))
        assert len(self._found(actual=Corrected(None, 1.0))) == 1

    def test_of_another_goal_has_no_effect(self) -> None:
        assert len(self._found(KEY._replace(task="8"), ignored=True)) == 1

    def test_way_of_judging_can_be_set(self) -> None:
        assert self._found(line="at-end") == []
        assert self._found(bound="max") == []
        assert self._found(end=dt.date(2023, 12, 31)) == []
        assert self._found(on=dt.date(2022, 6, 30)) == []

    def test_tolerance_and_day_of_the_whole_sheet_count_for_all(self) -> None:
        assert _found(_monthly(), corrections=Corrections(tolerance=0.2)) == []
        assert _found(_monthly(), corrections=Corrections(on=dt.date(2022, 6, 30))) == []


class TestPeriodTarget:
    """The quarter's own target beside the year's goal."""

    def _table(self, target: str, progress: str, status: str = "完成") -> str:
        return f"{TARGET}\n| 7 | 交易额100亿元。 | {target} | {status} | {progress} | 无 | 继续 | 甲 | 市水利局 |"

    def _found(self, table: str, form: Form | None = None) -> list[Finding]:
        return _found(table, form, "2022Q2", as_of=dt.date(2022, 6, 30))

    @pytest.fixture(autouse=True)
    def _figures(self, monkeypatch: pytest.MonkeyPatch) -> None:
        same = {"measure": "交易额"}
        known(monkeypatch, ("100亿元", "28亿元", same), ("30亿元", "28亿元", same), ("20亿元", "28亿元", same))

    def test_is_judged_in_full_at_the_periods_end(self) -> None:
        (found,) = self._found(self._table("交易额30亿元。", "成交28亿元。"))
        assert "“交易额30亿元”（C2）" in found.message
        assert "28 ÷ 30 = 93.3 %；时间已过 100.0 %" in found.message

    def test_that_is_met_speaks_for_the_year(self) -> None:
        table = self._table("交易额20亿元。", "成交28亿元。")
        assert self._found(table) == []  # 28 % of the year's goal at 49.6 %: planned so
        (found,) = self._found(table, _form(name="quarterly-target"))
        assert "28 ÷ 100 = 28.0 %；时间已过 49.6 %" in found.message

    def test_that_is_empty_leaves_the_straight_line(self) -> None:
        assert [f.details["arithmetic"] for f in self._found(self._table("", "成交28亿元。"))] == ["28 ÷ 100 = 28.0 %"]

    def test_of_the_same_measure_is_one_fault_with_the_year(self) -> None:
        found = self._found(self._table("交易额30亿元。", "成交28亿元。"), _form(name="quarterly-target"))
        assert [f.details["arithmetic"] for f in found] == ["28 ÷ 30 = 93.3 %"]

    @pytest.mark.parametrize(
        ("target", "figure", "arithmetic"),
        [
            ("30亿元", "30亿元", "28 ÷ 30 = 93.3 %"),
            ("不低于30亿元。", "30亿元", "28 ÷ 30 = 93.3 %"),
            ("完成40%", "40%", "28 ÷ 40 = 70.0 %"),
            ("全年目标的40%。", "40%", "28 ÷ 40 = 70.0 %"),
            ("20亿元", "20亿元", None),
            ("完成25%", "25%", None),
            ("完成招标30亿元", "30亿元", None),  # says of its own what is counted
            ("30家", "30家", None),
        ],
    )
    def test_that_is_a_bare_figure_has_the_measure_of_the_year(
        self, monkeypatch: pytest.MonkeyPatch, target: str, figure: str, arithmetic: str | None
    ) -> None:
        known(monkeypatch, ("100亿元", "28亿元", {"measure": "交易额"}), (figure, None))
        found = self._found(self._table(target, "成交28亿元。"))
        assert [f.details["arithmetic"] for f in found] == ([arithmetic] if arithmetic else [])
        assert all(f.details["goal_cell"] == "C2" for f in found)

    def test_that_is_a_share_of_a_total_is_not_compared(self, monkeypatch: pytest.MonkeyPatch) -> None:
        known(monkeypatch, ("100亿元", "28亿元", {"kind": "total"}), ("40%", None))
        assert self._found(self._table("完成40%", "成交28亿元。")) == []

    def test_that_is_a_share_may_be_one_of_works_where_the_report_tells_of_shares(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        known(monkeypatch, ("100亿元", "28亿元", {"measure": "交易额"}), ("40%", None))
        assert self._found(self._table("完成40%", "成交28亿元，工程完成40%。")) == []

    def test_unfinished_as_the_unit_says_is_no_finding(self) -> None:
        assert self._found(self._table("交易额30亿元。", "成交28亿元。", "未完成")) == []


def test_findings_are_in_the_order_of_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    known(monkeypatch, ("40亿元", "17.39亿元"), ("50项", "10项"))
    table = _monthly() + "\n| 市水利局 | 8.合作50项。 | 年底前 | 合作10项。 | 继续 | 是 | |"
    assert cells(_found(table)) == ["D2", "D3"]


def test_task_with_a_long_list_of_figures_is_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    known(monkeypatch, ("40亿元", "17.39亿元"))
    works = "".join(f"，建站{number}座" for number in range(10, 18))
    assert _found(_monthly(f"交易额40亿元{works[:-6]}。")) != []
    assert _found(_monthly(f"交易额40亿元{works}。")) == []
