"""Whose report it is, and for which period."""

import pytest

from progress_xl.model import Entry
from progress_xl.reading.origin import known_unit_in, reporting_unit, stated_period, unit_and_source
from progress_xl.text.periods import Period

ROWS = [
    Entry(2, units=("市水利局", "市财政局")),
    Entry(3, units=("市水利局",)),
    Entry(4, units=("市教育局", "市水利局")),
]


@pytest.mark.parametrize(
    "title",
    [
        "填报单位：市教育局",
        "填报单位（盖章）：市教育局",
        "报送单位: 市教育局（公章） 填报日期：2022年8月1日",
        "单位名称：市教育局  联系人：张三",
    ],
)
def test_title_that_names_the_unit_comes_first(title: str) -> None:
    assert reporting_unit([title], ["市财政局2022年7月"], ROWS) == "市教育局"


@pytest.mark.parametrize(
    "title", ["填报单位：", "填报单位：______", "填报单位：  填报人：张三", "填报单位：填报人：张三", "责任单位分工表"]
)
def test_label_left_blank_names_nobody(title: str) -> None:
    assert reporting_unit([title], [], ROWS) == "市水利局"


def test_file_name_comes_before_the_rows() -> None:
    assert reporting_unit([], ["2022年7月报送-市财政局"], ROWS) == "市财政局"


def test_short_name_in_the_file_name_is_the_unit_of_the_rows() -> None:
    assert reporting_unit([], ["水利局7月"], ROWS) == "市水利局"


def test_unit_named_in_every_row_reports_even_where_it_assists() -> None:
    assert (
        reporting_unit([], [], [Entry(2, units=("市财政局", "市教育局")), Entry(3, units=("市水利局", "市教育局"))])
        == "市教育局"
    )


def test_rows_addressed_to_everybody_do_not_count() -> None:
    assert reporting_unit([], ["Sheet1"], [Entry(2, units=("市直各单位",)), *ROWS]) == "市水利局"


def test_unit_that_leads_most_rows_reports_where_none_is_in_all() -> None:
    rows = [Entry(2, units=("甲局", "乙局")), Entry(3, units=("甲局",)), Entry(4, units=("乙局",))]
    assert reporting_unit([], [], rows) == "甲局"


def test_rows_without_units_name_nobody() -> None:
    assert reporting_unit([], [], [Entry(2, task="修水库")]) is None


@pytest.mark.parametrize(
    ("texts", "kind", "code"),
    [
        (["2022年重点工作进展（2022年7月）"], "month", "2022-07"),
        (["2022年重点工作", "第一季度", "报送2022Q1"], "quarter", "2022Q1"),
        (["2023年1-6月进展"], "quarter", "2023H1"),
        (["2022年重点工作"], "month", "2022"),
        (["2022年7月进展 填报日期：2022年8月"], "month", "2022-07"),
        (["重点工作 填报时间：2022年8月"], "month", None),
        ([], "month", None),
    ],
)
def test_period_is_the_one_of_the_forms_kind_or_the_most_particular(
    texts: list[str], kind: str, code: str | None
) -> None:
    assert stated_period(texts, kind) == (Period.parse(code) if code else None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "name",
    ["市财政局二", "市财政局b", "财政局A表", "附件2-市财政局补", "请看市财政局三", "市水利局牵头任务-市财政局补"],
)
def test_name_of_a_unit_of_the_rows_before_other_words_is_stated(name: str) -> None:
    assert unit_and_source([], [name], ROWS) == ("市财政局", "stated")


@pytest.mark.parametrize(
    "name",
    ["市财政局幼儿园二", "淄川区财政局二", "市财政局转市教育局二", "云河市重点项目二", "报送二", "", "局x" * 300],
)
def test_name_that_is_not_surely_a_units_leaves_it_to_the_rows(name: str) -> None:
    assert unit_and_source([], [name], ROWS) == ("市水利局", "rows")


@pytest.mark.parametrize(("name", "unit"), [("淄川区补", "淄川区"), ("云河市重点项目二", None), ("各县区二", None)])
def test_place_counts_where_a_unit_is_called_just_so(name: str, unit: str | None) -> None:
    assert known_unit_in(name, ["淄川区", "云河市人民政府", "市林业局"]) == unit


def test_unit_that_only_leads_most_rows_is_a_guess() -> None:
    rows = [Entry(2, units=("市林业局", "市财政局"))]
    assert unit_and_source([], ["报送二"], rows) == ("市林业局", "leads")
