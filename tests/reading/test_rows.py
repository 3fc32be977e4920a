"""From rows to entries, with everything that staff put between, beside and below them."""

import datetime as dt
from typing import Any

import pytest

from progress_xl.reading.rows import text_of
from tests.tables import submission

HEADING = "| 序号 | 重点工作任务 | 责任单位 | 时限 | 进展情况 | 完成状态 | 完成率 |"
MONTHLY = "| 单位 | 工作任务 | 时限要求 | 进展情况 | 下个月工作计划 | 是否达到序时进度 | 备注 |"


def _numbers(table: str) -> list[tuple[int, str | None]]:
    return [(entry.row, entry.number) for entry in submission(table).entries]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        *[
            ("进展", "进展"),
            (" 进展\n", "进展"),
            ("", None),
            (" \u3000", None),
            (None, None),
            (1.0, "1"),
            (141.0, "141"),
        ],
        *[(0.85, "0.85"), (0.1 + 0.2, "0.3"), (-3.0, "-3"), (True, "是"), (False, "否"), (7, "7")],
        *[(dt.date(2022, 12, 31), "2022-12-31"), (dt.datetime(2022, 12, 31), "2022-12-31")],
        *[(dt.datetime(2022, 12, 31, 9, 30), "2022-12-31 09:30:00"), ("=1+1", "=1+1"), ("007", "007")],
    ],
)
def test_cell_value_becomes_the_text_a_person_reads(value: Any, text: str | None) -> None:
    assert text_of(value) == text


def test_row_of_values_becomes_an_entry_with_the_number_excel_shows() -> None:
    read = submission(f"""
        | 云河市重点工作 |
        {HEADING}
        | 1 | 修好三座水库 | 市水利局、市财政局 | 2022-12-31 | 已开工 | 序时推进 | 0.85 |
    """)
    entry = read.entries[0]
    assert (entry.row, entry.number, entry.task) == (3, "1", "修好三座水库")
    assert (entry.units, entry.deadline) == (("市水利局", "市财政局"), "2022-12-31")
    assert (entry.progress, entry.status, entry.rate) == ("已开工", "序时推进", "0.85")
    assert (entry.reason, entry.group) == (None, None)


@pytest.mark.parametrize("number", ["1", '"1"', "1.0", '"１"', '"1、"', '"1."', '"（1）"', '"001"', '" 1 "'])
def test_number_in_any_spelling_is_one_number(number: str) -> None:
    assert _numbers(f"{HEADING}\n| {number} | 修水库 | 甲局 |") == [(2, "1")]


def test_number_in_front_of_the_text_is_the_number() -> None:
    read = submission(f"{MONTHLY}\n| 甲局 | 141.发挥园区作用 |")
    assert (read.entries[0].number, read.entries[0].task) == ("141", "发挥园区作用")


def test_number_in_both_places_is_taken_off_the_text() -> None:
    read = submission(f"{HEADING}\n| 7 | 7.修水库 | 甲局 |\n| 8 | 9.清河道 | 甲局 |")
    assert [(entry.number, entry.task) for entry in read.entries] == [("7", "修水库"), ("8", "9.清河道")]


def test_blank_rows_between_are_passed_over_and_rows_keep_their_numbers() -> None:
    assert _numbers(f'{HEADING}\n||\n| 1 | 修水库 | 甲局 |\n| " " |\n| 2 | 清河道 | 甲局 |\n||') == [(3, "1"), (5, "2")]


@pytest.mark.parametrize(
    "title",
    [
        "| 一、科技创新 | < | < | < | < | < | < |",
        "| 科技创新 | < | < | < | < | < | < |",
        "| 一、科技创新 |",
        "| 科技创新 |",
        "|  | （一）科技创新 |",
        "|  |  | 二、科技创新 |",
    ],
)
def test_group_title_is_kept_on_the_rows_below_and_is_no_entry(title: str) -> None:
    read = submission(f"{HEADING}\n| 1 | 修水库 | 甲局 |\n{title}\n| 2 | 清河道 | 甲局 |\n| 3 | 建公园 | 甲局 |")
    name = title.replace("<", "").replace("|", "").strip()
    assert [(entry.row, entry.group) for entry in read.entries] == [(2, None), (4, name), (5, name)]


@pytest.mark.parametrize("number", ["一", "（二）", "三、"])
def test_group_title_numbered_in_the_number_column_is_no_entry(number: str) -> None:
    read = submission(f"{HEADING}\n| {number} | 科技创新 |\n| 1 | 修水库 | 甲局 |\n| 二 | 修路 | 乙局 |")
    assert [(entry.row, entry.group) for entry in read.entries] == [
        (3, f"{number} 科技创新"),
        (4, f"{number} 科技创新"),
    ]


def test_group_column_goes_before_a_group_title() -> None:
    read = submission(
        "| 任务类别 | 工作任务 | 进展情况 | 状态 |\n| 一、水利 |\n| 交通 | 修路 | 甲 | 乙 |\n|  | 架桥 | 甲 | 乙 |"
    )
    assert [entry.group for entry in read.entries] == ["交通", "一、水利"]


@pytest.mark.parametrize("heading", ["| 工作任务 | 进展情况 | 完成状态 |", "| 序号 | 工作任务 | 进展情况 | 完成状态 |"])
@pytest.mark.parametrize(
    "task",
    ["修好三座水库", "3.修好三座水库", "负责人制度改革", "联系人大代表", "填报人口数据", "合计划生育", "★修水库"],
)
def test_row_where_only_the_task_is_filled_is_an_entry(heading: str, task: str) -> None:
    blank = "|" if heading.startswith("| 工作") else "|  |"
    read = submission(f"{heading}\n{blank} {task} |\n{blank} 清河道 |")
    assert [entry.row for entry in read.entries] == [2, 3]
    assert task.endswith(read.entries[0].task or "?")


def test_task_over_two_merged_columns_with_nothing_else_is_an_entry() -> None:
    read = submission("| 序号 | 工作任务 | < | 进展情况 | 完成状态 |\n|  | 修水库 | < |  |  |\n|  | 清河道 | < |  |  |")
    assert [entry.task for entry in read.entries] == ["修水库", "清河道"]


@pytest.mark.parametrize("cell", ['"43"', "43", '"43、"'])
def test_row_where_only_the_number_is_filled_is_an_entry(cell: str) -> None:
    assert _numbers(f"{HEADING}\n| {cell} |\n| 44 | 清河道 |") == [(2, "43"), (3, "44")]


def test_row_where_only_the_unit_is_filled_is_an_entry() -> None:
    read = submission(f"{MONTHLY}\n| 市水利局 |\n| 市农业局 | 1.修渠 |")
    assert [entry.units for entry in read.entries] == [("市水利局",), ("市农业局",)]


@pytest.mark.parametrize(
    "row",
    [
        "| 注：排在第一位的为牵头单位。 | < | < | < | < | < | < |",
        "| 备注：每项控制在200字以内 |",
        "|  | （注）：无 |",
        "| 填表说明：如实填写 |",
        "| ※ 表示省定任务 |",
        "| 填表人：张三 |  | 审核人：李四 |  | 联系电话：123 |",
        "| 填报人（签字）： |  |  | 负责人： |",
        "| 填报单位（盖章）：市水利局 |  |  | 填报日期：2022年8月1日 |",
        "| 联系人 | 张三 |",
        "| 合计 | 3项 |  |  | 已完成1项 |",
        '| "合  计" |  | 3 |',
        "| 小计：3项 | | 1 |",
        "| " + HEADING.strip("| ") + " |",
        "|" + HEADING.strip("|").replace("进展情况", r"进展\n情况（200字以内）") + "|",
        "||",
    ],
)
def test_line_beside_the_table_is_no_entry(row: str) -> None:
    assert _numbers(f"{HEADING}\n| 1 | 修水库 | 甲局 |\n{row}\n| 2 | 清河道 | 甲局 |") == [(2, "1"), (4, "2")]


def test_footnote_of_several_lines_gives_no_entries() -> None:
    table = f"{MONTHLY}\n| 甲局 | 1.修水库 |\n| 注：1.请勿改动序号。 |\n| 2.排在第一位的为牵头单位。 |\n| 3.每月25日前报送。 |"
    assert _numbers(table) == [(2, "1")]


def test_line_that_numbers_the_columns_is_no_entry() -> None:
    table = f"{HEADING}\n| 1 | 2 | 3 | 4 | 5 | 6 | 7 |\n| 1 | 修水库 | 甲局 |"
    assert _numbers(table) == [(3, "1")]


def test_task_that_speaks_of_a_note_is_an_entry() -> None:
    table = f"{HEADING}\n| 1 | 注：册制改革 | 甲局 |\n| 2 | 合计 | 甲局 |"
    assert _numbers(table) == [(2, "1"), (3, "2")]


def test_unit_merged_downwards_is_given_to_every_row_of_it() -> None:
    read = submission(f"""
        {MONTHLY}
        | 市科技局 | 1.建园区 | 长期 | 甲 | 乙 | 是 |  |
        | ^        | 2.办展会 | 长期 | 甲 | 乙 | 是 |  |
        | 市水利局 | 3.修水库 | 长期 | 甲 | 乙 | 是 |  |
    """)
    assert [entry.units for entry in read.entries] == [("市科技局",), ("市科技局",), ("市水利局",)]


def test_rows_that_hold_nothing_but_a_merged_cell_are_blank() -> None:
    read = submission(f"{MONTHLY}\n| 市科技局 | 1.建园区 |\n| ^ | 2.办展会 |\n| ^ | |\n| ^ | |")
    assert [(entry.row, entry.group) for entry in read.entries] == [(2, None), (3, None)]


def test_outline_number_of_a_task_under_a_merged_unit_is_no_group_title() -> None:
    read = submission(f"{MONTHLY}\n| 市科技局 | 一、建园区 | 长期 |\n| ^ | 二、办展会 | |")
    assert [entry.task for entry in read.entries] == ["一、建园区", "二、办展会"]


def test_progress_merged_over_two_tasks_is_the_progress_of_both() -> None:
    read = submission(f"{MONTHLY}\n| 甲局 | 1.建园区 | 长期 | 合并推进 |\n| 甲局 | 2.办展会 | 长期 | ^ |")
    assert [entry.progress for entry in read.entries] == ["合并推进", "合并推进"]


def test_blank_unit_below_a_unit_is_the_same_unit_where_the_form_says_so() -> None:
    read = submission(f"{MONTHLY}\n| 甲局 | 1.建园区 |\n| | 2.办展会 |")
    assert read.entries[1].units == ("甲局",)
    heading = "| 序号 | 重点工作目标任务 | 牵头负责领导 | 责任单位 | 进展情况 | 完成状态 |"
    other = submission(f"{heading}\n| 1 | 建园区 | 张三 | 甲局 |\n| 2 | 办展会 | 张三 | |")
    assert other.entries[1].units == ()


def test_blank_columns_on_the_left_do_not_matter() -> None:
    read = submission("|  |  | 序号 | 工作任务 | 进展情况 | 状态 |\n|  |  | 1 | 修水库 | 已开工 | 完成 |")
    assert [(entry.number, entry.task) for entry in read.entries] == [("1", "修水库")]
    assert read.cell(read.entries[0], "progress") == "E2"


@pytest.mark.parametrize("heading", [HEADING, MONTHLY])
def test_content_of_columns_without_a_role_is_kept_by_heading(heading: str) -> None:
    read = submission(f"{heading} 电话 | 单价 | 单价 |\n| 1 | 修水库 | 甲局 | 长期 | 甲 | 乙 | 丙 | 123 | 丁 | 戊 |")
    assert read.entries[0].extra == {"电话": "123", "单价": "丁", "单价（J列）": "戊"}


def test_content_beside_the_table_without_any_heading_is_kept_and_told() -> None:
    read = submission(f"{HEADING} | |\n| 1 | 修水库 | 甲局 | 长期 | 甲 | 乙 | 丙 | | 补充 |\n| 注：说明 |")
    assert read.entries[0].extra == {"（I列）": "补充"}
    assert [extra.heading for extra in read.layout.extra] == ["（I列）"]


def test_note_in_a_column_without_heading_is_not_a_column() -> None:
    read = submission("|  | 序号 | 工作任务 | 进展情况 | 状态 |\n|  | 1 | 修水库 | 甲 | 乙 |\n| 注：说明 |")
    assert read.layout.extra == ()


@pytest.mark.parametrize("row", ["| 1 | 修水库 | 甲局 | 长期 | ="])
def test_text_that_looks_like_a_formula_stays_text(row: str) -> None:
    read = submission(f"{HEADING}\n{row}1+1 |")
    assert read.entries[0].progress == "=1+1"
