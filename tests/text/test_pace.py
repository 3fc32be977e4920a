"""Pace: time gone, what lies on a line, and the verdict; expected values counted by hand on a calendar."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress_xl.text.pace import (
    VERDICTS,
    Line,
    Span,
    accumulates,
    bound_of,
    quote,
    span_of,
    stands_on,
    verdict,
    year_of,
)
from tests.checks.figures import comparison

YEAR = 2022


@pytest.mark.parametrize(
    ("on", "percent"),
    [
        ("2021-12-31", "0.0"),
        ("2022-01-01", "0.3"),
        ("2022-03-31", "24.7"),
        ("2022-06-30", "49.6"),
        ("2022-07-31", "58.1"),
        ("2022-12-30", "99.7"),
        ("2022-12-31", "100.0"),
        ("2023-06-30", "100.0"),
    ],
)
def test_time_gone_counts_the_day_itself(on: str, percent: str) -> None:
    assert f"{100 * year_of(2022).elapsed(dt.date.fromisoformat(on)):.1f}" == percent


def test_time_gone_of_a_leap_year_and_of_a_single_day() -> None:
    assert year_of(2024).elapsed(dt.date(2024, 2, 29)) == 60 / 366
    day = dt.date(2022, 5, 1)
    assert Span(day, day).elapsed(day) == 1
    assert Span(day, dt.date(2022, 4, 1)).elapsed(dt.date(2022, 4, 15)) == 0


def _verdict(actual: float | None, elapsed: float, goal: float = 100, **more: Any) -> str:
    return verdict(goal, actual, more.get("bound"), more.get("line", "by-time"), elapsed, more.get("tolerance", 0.1))


@pytest.mark.parametrize(
    ("actual", "elapsed", "expected"),
    [
        (43.475, 0.5808, "behind"),  # 14.6 points below the line
        (48.08, 0.5808, "behind"),  # ten points below it: Yinchuan's rule has them included
        (48.09, 0.5808, "on-pace"),
        (58.08, 0.5808, "on-pace"),
        (100, 0.5808, "met"),
        (130, 0.1, "met"),
        (99.9, 1.0, "missed"),  # when the time is up there is no tolerance
        (100, 1.0, "met"),
        (0, 0.05, "on-pace"),
        (0, 0.5, "behind"),
        (None, 0.5, "not-comparable"),
    ],
)
def test_straight_line(actual: float | None, elapsed: float, expected: str) -> None:
    assert _verdict(actual, elapsed) == expected


@pytest.mark.parametrize(
    ("actual", "elapsed", "expected"), [(50, 0.5, "on-pace"), (49, 0.5, "behind"), (50.1, 0.5, "on-pace")]
)
def test_without_tolerance_the_line_itself_is_on_pace(actual: float, elapsed: float, expected: str) -> None:
    assert _verdict(actual, elapsed, tolerance=0) == expected


@pytest.mark.parametrize(
    ("actual", "goal", "elapsed", "expected"),
    [
        (1, 3, 0.496, "on-pace"),  # the second of three is not due yet
        (0, 1, 0.99, "on-pace"),
        (1, 3, 2 / 3, "behind"),
        (0, 3, 0.496, "behind"),
        (4, 10, 0.5, "behind"),
        (5, 10, 0.59, "on-pace"),
        (1, 3.5, 0.496, "behind"),
        (2, 3, 1.0, "missed"),
    ],
)
def test_whole_numbers_are_behind_by_whole_pieces(actual: float, goal: float, elapsed: float, expected: str) -> None:
    assert _verdict(actual, elapsed, goal) == expected


@pytest.mark.parametrize(
    ("actual", "elapsed", "expected"), [(40, 0.9, "open"), (100, 0.2, "met"), (40, 1.0, "missed"), (99, 1.0, "missed")]
)
def test_what_is_no_line_waits_for_its_end(actual: float, elapsed: float, expected: str) -> None:
    assert _verdict(actual, elapsed, line="at-end") == expected


@pytest.mark.parametrize(("actual", "expected"), [(34.9, "within"), (35, "within"), (35.1, "over")])
@pytest.mark.parametrize("elapsed", [0.0, 0.58, 1.0])
def test_upper_bound_is_kept_or_broken_and_never_behind(actual: float, expected: str, elapsed: float) -> None:
    assert _verdict(actual, elapsed, goal=35, bound="max") == expected


def test_goal_of_zero_is_an_upper_bound() -> None:
    assert (_verdict(0, 0.5, goal=0), _verdict(1, 0.5, goal=0)) == ("within", "over")


@pytest.mark.parametrize(("actual", "expected"), [(91, "on-pace"), (90, "missed"), (100, "met")])
def test_about_keeps_its_tolerance_at_the_end(actual: float, expected: str) -> None:
    assert _verdict(actual, 1.0, bound="about") == expected


def test_what_is_only_listed_is_not_judged() -> None:
    assert _verdict(1, 1.0, line="listed") == "listed"


FINITE = st.floats(0, 1e12, allow_subnormal=False)


@given(FINITE, st.none() | FINITE, st.sampled_from([None, "min", "max", "about"]), st.floats(0, 1), st.floats(0, 0.99))
def test_there_is_always_a_verdict_and_more_is_never_worse(
    goal: float, actual: float | None, bound: Any, elapsed: float, tolerance: float
) -> None:
    lines: tuple[Line, ...] = ("by-time", "at-end", "listed")
    for line in lines:
        found = verdict(goal, actual, bound, line, elapsed, tolerance)
        assert found in VERDICTS
        if bound != "max" and goal and actual is not None and found in ("on-pace", "met"):
            assert verdict(goal, actual * 2, bound, line, elapsed, tolerance) in ("on-pace", "met")


@pytest.mark.parametrize(
    ("task", "goal", "kind"),
    [
        ("技术合同年交易额超过40亿元。", "40亿元", None),
        ("力争全年新增20家、总数达到220家。", "20家", "new"),
        ("全年新认定高新技术企业超45家。", "45家", None),
        ("新认定高新技术企业达到50家。", "50家", None),
        ("全年接待游客1800万人次。", "1800万人次", None),
        ("农产品加工产值达到300亿元。", "300亿元", None),
        ("改造老旧小区86个。", "86个", None),
    ],
)
def test_counted_anew_from_zero_lies_on_a_line(task: str, goal: str, kind: Any) -> None:
    assert accumulates(comparison(task, goal, kind=kind), task)


@pytest.mark.parametrize(
    ("task", "goal", "kind"),
    [
        ("力争全年新增20家、总数达到220家。", "220家", "total"),
        ("科技型中小企业、高新技术企业分别达到1700家、1200家。", "1700家", None),
        ("科技型中小企业、高新技术企业分别达到1700家、1200家。", "1200家", None),
        ("集团化办学覆盖率达到80%。", "80%", None),
        ("研发经费投入强度达到1.41%。", "1.41%", None),
        ("产业投资增长9%以上。", "9%", "growth"),
        ("单位能耗下降3.5个百分点。", "3.5个百分点", None),
        ("贷款余额达到300亿元。", "300亿元", None),
        ("粮食播种面积稳定在218万亩。", "218万亩", None),
        ("细颗粒物平均浓度不高于35微克/立方米。", "35微克/立方米", "max"),
        ("累计建成5G基站3000个。", "3000个", "cumulative"),
        ("PM2.5降至35微克/立方米。", "35微克/立方米", "max"),
        ("开办企业的环节压缩到2个。", "2个", "max"),
        ("亩均产出达到20万元/亩。", "20万元/亩", None),
    ],
)
def test_total_level_rate_and_growth_do_not(task: str, goal: str, kind: Any) -> None:
    given = {"bound": "max"} if kind == "max" else {"kind": kind}
    assert not accumulates(comparison(task, goal, **given), task)


@pytest.mark.parametrize(
    ("task", "goal", "expected"),
    [
        ("一般登记时间压缩到2个工作日。", "2个", "max"),
        ("细颗粒物浓度降至35微克/立方米。", "35微克/立方米", "max"),
        ("技术合同交易额达到40亿元。", "40亿元", None),
        ("淘汰燃煤锅炉40台，能耗下降3%。", "40台", None),
    ],
)
def test_what_is_to_fall_to_a_figure_has_it_as_upper_bound(task: str, goal: str, expected: str | None) -> None:
    assert bound_of(comparison(task, goal), task) == expected


DAY = dt.date


@pytest.mark.parametrize(
    ("task", "goal", "due", "expected"),
    [
        ("新增20家。", "20家", None, (DAY(2022, 1, 1), DAY(2022, 12, 31))),
        ("新增20家。", "20家", DAY(2022, 9, 30), (DAY(2022, 1, 1), DAY(2022, 9, 30))),
        ("新增20家。", "20家", DAY(2024, 12, 31), (DAY(2022, 1, 1), DAY(2024, 12, 31))),
        ("上半年新增20家，全年新增50家。", "20家", DAY(2022, 12, 31), (DAY(2022, 1, 1), DAY(2022, 6, 30))),
        ("上半年新增20家，全年新增50家。", "50家", None, (DAY(2022, 1, 1), DAY(2022, 12, 31))),
        ("到2025年建成园区10个。", "10个", None, (DAY(2022, 1, 1), DAY(2025, 12, 31))),
        ("比2021年新增20家。", "20家", None, (DAY(2022, 1, 1), DAY(2022, 12, 31))),
        ("建成2021年结转项目20个。", "20个", None, None),
    ],
)
def test_span_is_the_goals_own_the_deadlines_or_the_year(
    task: str, goal: str, due: dt.date | None, expected: tuple[dt.date, dt.date] | None
) -> None:
    assert span_of(comparison(task, goal), task, due, None, YEAR) == expected


@pytest.mark.parametrize(
    ("task", "expected"),
    [
        ("2022—2024年新增20家。", ("2022-01-01", "2024-12-31")),
        ("2021年至2023年新增20家。", ("2021-01-01", "2023-12-31")),
        ("“十四五”期间新增20家。", ("2021-01-01", "2025-12-31")),
        ("到“十四五”末新增20家。", ("2022-01-01", "2025-12-31")),
        ("在2025年底前新增20家。", ("2022-01-01", "2025-12-31")),
        ("下半年新增20家。", ("2022-07-01", "2022-12-31")),
        ("四季度新增20家。", ("2022-10-01", "2022-12-31")),
        ("四季度末新增20家。", ("2022-01-01", "2022-12-31")),
        ("8月至12月新增20家。", ("2022-08-01", "2022-12-31")),
        ("9月15日至12月10日新增20家。", ("2022-09-15", "2022-12-10")),
        ("2022年9月至2023年3月新增20家。", ("2022-09-01", "2023-03-31")),
        ("10月新增20家。", ("2022-10-01", "2022-10-31")),
        ("力争9月底前，新增20家。", ("2022-01-01", "2022-09-30")),
        ("下半年开展攻坚，新增20家。", ("2022-07-01", "2022-12-31")),
        ("10月前新增20家。", ("2022-01-01", "2022-10-31")),
        ("2023年新增20家。", ("2023-01-01", "2023-12-31")),
        ("新增20家（2025年底前）。", ("2022-01-01", "2025-12-31")),
        ("新增20家（四季度）。", ("2022-10-01", "2022-12-31")),
        ("新增20家，9月底前完成。", ("2022-01-01", "2022-09-30")),
        ("新增20家；2025年底前完成。", ("2022-01-01", "2025-12-31")),
        ("9月起新增20家。", ("2022-09-01", "2022-12-31")),
        ("2023年起新增20家。", ("2023-01-01", "2023-12-31")),
        ("新增20家，力争2025年全部建成投用。", ("2025-01-01", "2025-12-31")),
    ],
)
def test_time_in_the_goals_sentence_is_its_span_from_its_own_beginning(task: str, expected: tuple[str, str]) -> None:
    start, end = map(DAY.fromisoformat, expected)
    assert span_of(comparison(task, "20家"), task, DAY(2022, 12, 31), None, YEAR) == (start, end)


@pytest.mark.parametrize(
    "task",
    [
        "落实《产业2021-2023年规划》，新增20家。",
        "实施三年行动计划（2021-2023年），新增20家。",
        "落实2021-2023年行动计划，新增20家。",
        "落实“十四五”规划，新增20家。",
        "新增20家，6月底前新增10家。",
        "新增20家，2025年底前建成园区3个。",
        "新增20家，6月启动二期。",
        "3月召开动员会，新增20家。",
        "8月底前出台办法，新增20家。",
        "新增20家。2025年底前建成园区。",
        "实施三年行动计划，新增20家。",
        "二〇二二年新增20家。",
        "近三年平均25家，新增20家。",
        "全年新增20家，2025年底前全部投用。",
        "新增20家，比2021年多。",
        "新增20家，在2021年基础上翻番。",
    ],
)
def test_time_of_something_else_is_not_the_goals(task: str) -> None:
    assert span_of(comparison(task, "20家"), task, None, None, YEAR) == year_of(YEAR)


@pytest.mark.parametrize(
    "task",
    [
        "两年建成20家。",
        "2022、2023两年建成20家。",
        "2022年起三年建成20家。",
        "“十四五”建成20家。",
        "秋季建成20家。",
        "三年内建成20家。",
        "用三年左右时间建成20家。",
        "建成20家，力争5年内完成。",
        "明年底前建成20家。",
    ],
)
def test_of_a_length_without_days_only_a_later_deadline_tells_the_end(task: str) -> None:
    goal = comparison(task, "20家")
    assert span_of(goal, task, None, None, YEAR) is None
    assert span_of(goal, task, DAY(2022, 12, 31), None, YEAR) is None
    assert span_of(goal, task, DAY(2024, 12, 31), None, YEAR) == (DAY(2022, 1, 1), DAY(2024, 12, 31))


TIMES = st.sampled_from(
    [
        "2021",
        "-",
        "2025年",
        "至",
        "9月",
        "2月30日",
        "底",
        "前",
        "起",
        "三年",
        "十四五",
        "期间",
        "（",
        "，",
        "明年",
        "季度",
        "第",
        "二",
    ]
)


@given(st.lists(TIMES | st.text(max_size=3), max_size=12).map("".join), st.lists(TIMES, max_size=8).map("".join))
def test_any_text_around_a_goal_gives_a_span_in_order_or_none(before: str, behind: str) -> None:
    text = f"{before}20家{behind}"
    goal = replace(comparison("20家", "20家"), goal_span=(len(before), len(before) + 3))
    found = span_of(goal, text, None, None, YEAR)
    assert found is None or (found.start <= found.end and found.end.year >= YEAR)


def test_very_long_sentence_is_searched_in_one_go() -> None:
    for piece in ("2021-2023年", "《", "三年", "十四五期间", "2025年底前（"):
        text = piece * (100_000 // len(piece))
        for task in (f"20家{text}", f"{text}20家"):
            span_of(comparison(task, "20家"), task, None, None, YEAR)


def test_span_that_a_deadline_names_whole_is_taken_whole() -> None:
    due, start = DAY(2025, 12, 31), DAY(2021, 1, 1)
    assert span_of(comparison("建成20个。", "20个"), "建成20个。", due, start, YEAR) == (start, due)


@pytest.mark.parametrize(
    ("progress", "actual", "expected"),
    [
        ("截至目前，合同金额17.39亿元。", "17.39亿元", DAY(2022, 7, 31)),
        ("截至6月底，合同金额17.39亿元。", "17.39亿元", DAY(2022, 6, 30)),
        ("截至8月底，合同金额17.39亿元。", "17.39亿元", DAY(2022, 7, 31)),
        ("1-6月合同金额17.39亿元。", "17.39亿元", DAY(2022, 6, 30)),
        ("上半年，合同金额17.39亿元。", "17.39亿元", DAY(2022, 6, 30)),
        ("7月合同金额17.39亿元。", "17.39亿元", None),
        ("7月举办活动，今年合同金额17.39亿元。", "17.39亿元", DAY(2022, 7, 31)),
        ("7月累计合同金额17.39亿元。", "17.39亿元", DAY(2022, 7, 31)),
        ("二季度合同金额17.39亿元。", "17.39亿元", None),
        ("2021年签订的合同金额17.39亿元。", "17.39亿元", None),
        ("暑期以来签约50家，合同金额17.39亿元。", "17.39亿元", None),
        ("春节期间合同金额17.39亿元。", "17.39亿元", None),
        ("春季启动，1-6月合同金额17.39亿元。", "17.39亿元", DAY(2022, 6, 30)),
        ("春季启动，今年累计合同金额17.39亿元。", "17.39亿元", DAY(2022, 7, 31)),
        ("2022年合同金额17.39亿元。", "17.39亿元", DAY(2022, 7, 31)),
        ("比2021年多，合同金额比2021年增加17.39亿元。", "17.39亿元", DAY(2022, 7, 31)),
        ("截至2021年底10份。合同金额17.39亿元。", "17.39亿元", DAY(2022, 7, 31)),
    ],
)
def test_day_of_a_figure_is_what_its_text_says(progress: str, actual: str, expected: dt.date | None) -> None:
    goal = comparison("交易额40亿元。", "40亿元", progress, actual)
    assert stands_on(goal, progress, DAY(2022, 7, 31)) == expected


@pytest.mark.parametrize(
    ("progress", "expected"),
    [
        ("累计新增20家。", DAY(2022, 7, 31)),
        ("2021年以来新增20家。", DAY(2022, 7, 31)),
        ("“十四五”以来，累计新增20家。", DAY(2022, 7, 31)),
        ("新增20家。", None),
        ("今年累计新增20家。", None),
        ("1-6月累计新增20家。", None),
        ("2020年以来新增20家。", None),
    ],
)
def test_figure_of_a_goal_begun_in_an_earlier_year_must_be_counted_from_then(
    progress: str, expected: dt.date | None
) -> None:
    goal = comparison("新增60家。", "60家", progress, "20家")
    assert stands_on(goal, progress, DAY(2022, 7, 31), DAY(2021, 1, 1)) == expected
    assert stands_on(goal, "新增20家。", DAY(2022, 7, 31), DAY(2022, 1, 1)) == DAY(2022, 7, 31)


@pytest.mark.parametrize(("progress", "expected"), [("三季度新增5家。", DAY(2022, 7, 31)), ("6月新增5家。", None)])
def test_figure_of_the_goals_own_quarter_is_one_of_the_goal(progress: str, expected: dt.date | None) -> None:
    goal = comparison("三季度新增20家。", "20家", progress, "5家")
    assert stands_on(goal, progress, DAY(2022, 7, 31), DAY(2022, 7, 1)) == expected


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        ("一是开会；二是新增20家，总数\n220家。", "220家", "220家"),
        ("发挥作用，技术合同年交易额超过40亿元。", "40亿元", "技术合同年交易额超过40亿元"),
        ("建成12 345个点位。", "12 345个", "建成12 345个点位"),
    ],
)
def test_quote_is_the_clause(text: str, part: str, expected: str) -> None:
    start = text.index(part)
    assert quote(text, (start, start + len(part))) == expected


def test_long_clause_is_cut_on_both_sides_of_the_figure() -> None:
    text = "甲" * 100 + "20家" + "乙" * 100
    cut = quote(text, (100, 103))
    assert cut.startswith("…甲")
    assert cut.endswith("乙…")
    assert "20家" in cut
    assert len(cut) <= 50


@given(st.text(), st.data())
def test_quote_of_any_text_holds_what_it_quotes(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert "".join(text[start:end].split()) in "".join(quote(text, (start, end)).split())
