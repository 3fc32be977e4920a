"""Finding the heading of a table, matching it to a form, and inferring a form from it."""

import pytest

from progress_xl.forms import BUILTIN, Column, Form
from progress_xl.reading.header import choose_form, find_header, fits, lay_out
from tests.tables import grid, submission

MONTHLY = "| 单位 | 工作任务 | 时限要求 | 进展情况 | 下个月工作计划 | 是否达到序时进度 | 备注 |"
TARGET = "| 序号 | 年度目标 | 第1季度目标 | 是否完成 | 具体工作进展 | 未完成原因 | 下步工作打算 | 市政府分管领导 | 责任单位 |"
STATUS = "| 序号 | 重点工作目标任务 | 牵头负责领导 | 责任单位 | 进展情况（每项控制在200字以内） | 完成状态 |"


def _form_of(table: str) -> str:
    header = find_header(grid(table))
    return choose_form(header).name if header else "none"


@pytest.mark.parametrize(
    ("table", "name"), [(MONTHLY, "monthly"), (TARGET, "quarterly-target"), (STATUS, "quarterly-status")]
)
def test_heading_of_a_builtin_form_is_known(table: str, name: str) -> None:
    assert _form_of(table) == name


@pytest.mark.parametrize(
    "table",
    [
        "| 备注 | 工作任务 | 单位 | 进展情况 | 是否达到序时进度 | 时限要求 | 下个月工作计划 |",
        r"| 单 位 | 工作\n任务 | 时限要求（截止） | 进展情况 | 下个月工作计划 | 是否达到序时进度 |",
        "| 责任单位 | 重点工作任务 | 完成时限 | 本月进展情况 | 下月计划 | 是否达序时进度 | 备注 | 电话 |",
    ],
)
def test_monthly_heading_with_columns_moved_renamed_dropped_or_added_is_still_monthly(table: str) -> None:
    assert _form_of(table) == "monthly"


def test_heading_is_found_below_titles_and_beside_a_blank_column() -> None:
    table = """
        |      | 云河市2022年7月重点工作进展 | <  | <  | <  |
        ||
        |      | 填报单位：市水利局 |    | 联系人：张三 |    |
        |      | 序号 | 重点工作任务 | 进展情况 | 完成状态 |
        |      | 1    | 修好三座水库 | 已开工   | 序时推进 |
    """
    header = find_header(grid(table))
    assert header
    assert (header.first_row, header.last_row) == (4, 4)
    assert [heading.index for heading in header.headings] == [2, 3, 4, 5]


@pytest.mark.parametrize("above", [0, 5, 30])
def test_heading_in_row_one_or_far_below_is_found(above: int) -> None:
    table = "| 某市 |\n" * above + MONTHLY
    header = find_header(grid(table))
    assert header
    assert header.last_row == above + 1


MERGED_HEADING = """
    | 序号 | 工作任务 | 完成情况 | <        | 备注 |
    | ^    | ^        | 进展情况 | 是否完成 | ^    |
    | 1    | 修水库   | 已开工   | 完成     | 无   |
"""


@pytest.mark.parametrize("table", [MERGED_HEADING, MERGED_HEADING.replace("<", " ").replace("^", " ")])
def test_heading_of_two_rows_is_one_heading_merged_or_not(table: str) -> None:
    read = submission(table)
    assert (read.layout.first_header_row, read.layout.header_row) == (1, 2)
    assert {role: place.position for role, place in read.layout.places.items()} == {
        "number": 1,
        "task": 2,
        "progress": 3,
        "status": 4,
        "remark": 5,
    }
    assert [(entry.number, entry.task, entry.progress, entry.status) for entry in read.entries] == [
        ("1", "修水库", "已开工", "完成")
    ]


def test_lower_heading_that_says_little_is_read_with_the_upper_one() -> None:
    read = submission("""
        | 序号 | 工作任务 | 进展  | <    | 未完成 | <    |
        |      |          | 情况  | 状态 | 原因   | 措施 |
        | 1    | 修水库   | 甲    | 乙   | 丙     | 丁   |
    """)
    places = {role: place.position for role, place in read.layout.places.items()}
    assert (places["progress"], places["status"], places["reason"]) == (3, 4, 5)


def test_first_row_of_values_is_not_taken_for_a_heading() -> None:
    read = submission("""
        | 序号 | 工作任务 | 进展情况 | 备注 | <  |
        | 1    | 建设项目原因分析 | 存在问题较多 | 甲 | 乙 |
        | 2    | 修水库 | 已开工 |  |  |
    """)
    assert [entry.number for entry in read.entries] == ["1", "2"]


@pytest.mark.parametrize(
    "table",
    [
        "| 姓名 | 电话 | 地址 |\n| 张三 | 1 | 某地 |",
        "| 进展情况 | 备注 |",
        "| 序号 | 工作任务 | 备注 |",
        "| 请报送本单位重点工作任务进展情况 |",
        "| |",
    ],
)
def test_sheet_without_task_and_report_has_no_heading(table: str) -> None:
    assert find_header(grid(table)) is None


def test_headings_only_the_callers_form_knows_make_a_heading() -> None:
    form = Form("own", (Column("干什么", "task"), Column("干得怎样", "progress"), Column("谁来干", "units")))
    table = "| 干什么 | 干得怎样 | 谁来干 |\n| 修水库 | 已开工 | 市水利局 |"
    assert find_header(grid(table)) is None
    read = submission(table, form)
    assert [(entry.task, entry.progress, entry.units) for entry in read.entries] == [
        ("修水库", "已开工", ("市水利局",))
    ]


@pytest.mark.parametrize("table", [MONTHLY, TARGET, STATUS])
def test_a_builtin_forms_heading_fits_that_form_alone(table: str) -> None:
    header = find_header(grid(table))
    assert header
    assert [name for name in BUILTIN if fits(Form.builtin(name), header)] == [_form_of(table)]


def test_column_that_the_form_lacks_is_extra_and_one_that_the_sheet_lacks_is_missing() -> None:
    layout = submission(MONTHLY.replace("备注", "电话").replace("| 时限要求 ", "") + "\n| 甲局 | 修水库 |").layout
    assert [(extra.position, extra.heading, extra.twin) for extra in layout.extra] == [(6, "电话", None)]
    assert [column.heading for column in layout.missing] == ["时限要求", "备注"]


def test_second_column_with_a_known_heading_is_the_twin_of_the_first() -> None:
    layout = submission(MONTHLY + "进展情况 |\n| 甲局 | 修水库 |").layout
    assert layout.places["progress"].position == 4
    assert [(extra.position, extra.twin) for extra in layout.extra] == [(8, "进展情况")]


def test_own_spelling_of_the_form_goes_before_a_guess() -> None:
    layout = submission(MONTHLY.replace("| 备注", "| 工作完成情况 | 备注").replace("| 时限要求 ", "")).layout
    assert layout.places["progress"].heading == "进展情况"
    assert [extra.heading for extra in layout.extra] == ["工作完成情况"]


def test_rules_written_in_headings_become_rules_of_the_columns() -> None:
    header = find_header(
        grid(MONTHLY.replace("进展情况", "进展情况（150字以内，不要改变前面序号）").replace("备注", "备注（必填）"))
    )
    assert header
    form, layout = lay_out(grid(MONTHLY), header, Form.builtin("monthly"))
    assert form.by_role["progress"].max_length == 150
    assert form.by_role["remark"].required
    assert layout.places["progress"].column.max_length == 150
    assert Form.builtin("monthly").by_role["progress"].max_length is None


def test_limit_in_the_heading_goes_before_the_forms_own() -> None:
    layout = submission(STATUS.replace("200", "300") + "\n| 1 | 修水库 |").layout
    assert layout.places["progress"].column.max_length == 300
