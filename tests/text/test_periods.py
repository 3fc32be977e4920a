"""Reporting periods: codes, titles, and what a title does not say."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress_xl.text.periods import Period, find_periods


@pytest.mark.parametrize(
    ("code", "start", "end"),
    [
        ("2022-07", "2022-07-01", "2022-07-31"),
        ("2022-7", "2022-07-01", "2022-07-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2022Q1", "2022-01-01", "2022-03-31"),
        ("2022q4", "2022-10-01", "2022-12-31"),
        ("2022H1", "2022-01-01", "2022-06-30"),
        ("2022h2", "2022-07-01", "2022-12-31"),
        ("2022", "2022-01-01", "2022-12-31"),
        ("２０２２Ｑ１", "2022-01-01", "2022-03-31"),
    ],
)
def test_code_spans_its_days(code: str, start: str, end: str) -> None:
    period = Period.parse(code)
    assert (period.start, period.end) == (dt.date.fromisoformat(start), dt.date.fromisoformat(end))


@pytest.mark.parametrize("code", ["", "2022-13", "2022-00", "2022Q5", "2022H3", "22-07", "july", "2022-07-31", "1822"])
def test_other_code_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="not a period"):
        Period.parse(code)


@pytest.mark.parametrize("code", ["2022-07", "2022-12", "2022Q3", "2022H2", "2022"])
def test_code_and_title_both_name_the_period_again(code: str) -> None:
    period = Period.parse(code)
    assert str(period) == code
    assert find_periods(f"某市{period.title}重点工作进展表")[0] == period


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2022年7月份重点工作进展", "2022-07"),
        ("2022 年 7 月", "2022-07"),
        ("二〇二二年七月", "2022-07"),
        ("２０２２年１２月", "2022-12"),
        ("2022年第1季度目标", "2022Q1"),
        ("2022年二季度", "2022Q2"),
        ("2023年上半年", "2023H1"),
        ("2023年1-6月", "2023H1"),
        ("2023年1月至6月", "2023H1"),
        ("2023年1—12月", "2023"),
        ("2022年1–7月", "2022-07"),
        ("2022年1－7月", "2022-07"),
        ("2022年5-7月", "2022-07"),
        ("2022年7—9月", "2022Q3"),
        ("2022年1-3月", "2022-03"),
        ("2022年7月至12月", "2022H2"),
        ("2022年前三季度工作总结", "2022-09"),
        ("2022年一至三季度", "2022-09"),
        ("2022年1-2季度", "2022H1"),
        ("2022年前两个季度", "2022H1"),
        ("2021-2023年行动计划2022年二季度进展", "2022Q2"),
        ("市水利局-202207", "2022-07"),
        ("市水利局2022-07", "2022-07"),
        ("市水利局2022.7", "2022-07"),
        ("报送_2022Q2_v2", "2022Q2"),
        ("2022年重点工作", "2022"),
    ],
)
def test_title_or_file_name_states_its_period(text: str, code: str) -> None:
    assert find_periods(text)[0] == Period.parse(code)


@pytest.mark.parametrize(
    "text",
    [
        "2022-2024年",
        "2022年至2024年行动",
        "2022年8月3日印发",
        "市水利局2022-08-03",
        "市水利局2022.8.3",
        "20220803",
        "七月",
        "第1季度",
        "编号202213",
        "",
    ],
)
def test_a_day_or_a_month_without_year_names_no_period(text: str) -> None:
    assert find_periods(text) == []


def test_the_more_particular_period_comes_before_the_bare_year() -> None:
    assert find_periods("2022年重点工作2022年7月进展") == [Period.parse("2022-07"), Period.parse("2022")]


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("2022Q2", "2022H1", True),
        ("2022Q2", "2022-06", True),
        ("2022-07", "2022", True),
        ("2022-07", "2022-08", False),
        ("2022Q2", "2022Q1", False),
        ("2022Q3", "2022H1", False),
        ("2022", "2023", False),
    ],
)
def test_periods_agree_when_one_holds_the_other_or_both_end_together(one: str, other: str, agree: bool) -> None:
    assert Period.parse(one).agrees(Period.parse(other)) is agree
    assert Period.parse(other).agrees(Period.parse(one)) is agree


@given(st.text())
def test_any_string_gives_an_answer(text: str) -> None:
    assert len(set(find_periods(text))) == len(find_periods(text))


@pytest.mark.parametrize("piece", ["2022年", "1-", "2022", "月", "一", "年度", "上半年2022"])
def test_text_of_a_hundred_thousand_characters_is_bounded_work(piece: str) -> None:
    assert len(find_periods(piece * (100_000 // len(piece)))) < 10


@pytest.mark.parametrize(("before", "found"), [(900, 1), (1000, 0)])
def test_what_stands_far_behind_is_no_title(before: int, found: int) -> None:
    assert len(find_periods("情" * before + "2022年7月")) == found
