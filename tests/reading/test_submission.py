"""From a file to a submission: which sheet, which form, which period."""

from pathlib import Path

import openpyxl
import pytest

import progress_xl as px
from progress_xl.errors import BadForm, BadValue, FormMismatch
from progress_xl.forms import Form
from tests import sheets

MONTHLY = """
    | 单位     | 工作任务     | 时限要求 | 进展情况 | 下个月工作计划 | 是否达到序时进度 | 备注 |
    | 市水利局 | 7.修好水库。 | 长期推进 | 已开工   | 浇筑           | 是               |      |
"""
STATUS = """
    | 序号 | 重点工作目标任务 | 牵头负责领导 | 责任单位 | 进展情况 | 完成状态 |
    | 1    | 修好水库         | 张三         | 市水利局 | 已开工   | 序时推进 |
"""
OWN_FORM = """
    | 表样名称 | 本市周报 |      |      |
    | 角色     | 标题     | 必填 | 选项 |
    | 任务     | 干什么   | 是   |      |
    | 进展     | 干得怎样 | 是   |      |
    | 完成状态 | 行不行   | 是   | 行：正常；不行：滞后 |
"""
OWN_TABLE = "| 干什么 | 干得怎样 | 行不行 |\n| 修水库 |  | 也许 |"


def _hide(path: Path, *names: str, state: str = "hidden") -> Path:
    book = openpyxl.load_workbook(path)
    for name in names:
        book[name].sheet_state = state
    book.save(path)
    return path


def test_sheet_with_the_form_is_read_whatever_stands_before_it(tmp_path: Path) -> None:
    path = sheets.workbook(tmp_path / "a.xlsx", {"说明": "| 请如实填写 |", "填报": MONTHLY, "字典": "| 是 |\n| 否 |"})
    read = px.read(path)
    assert (read.sheet, len(read.entries), read.other_sheets) == ("填报", 1, ())


def test_visible_sheet_is_read_rather_than_a_hidden_one_and_hidden_ones_are_not_complained_of(tmp_path: Path) -> None:
    longer = MONTHLY + "| 市水利局 | 8.修渠 | 长期 | 甲 | 乙 | 是 | |"
    path = _hide(sheets.workbook(tmp_path / "a.xlsx", {"旧": longer, "新": MONTHLY}), "旧")
    read = px.read(path)
    assert (read.sheet, read.other_sheets) == ("新", ())


def test_only_form_is_read_though_its_sheet_is_hidden(tmp_path: Path) -> None:
    path = _hide(sheets.workbook(tmp_path / "a.xlsx", {"封面": "| 封面 |", "表": MONTHLY}), "表", state="veryHidden")
    assert len(px.read(path).entries) == 1


def test_hidden_rows_are_read(tmp_path: Path) -> None:
    path = sheets.workbook(tmp_path / "a.xlsx", MONTHLY + "| 市水利局 | 8.修渠 | 长期 | 甲 | 乙 | 是 | |")
    book = openpyxl.load_workbook(path)
    book.worksheets[0].row_dimensions[2].hidden = True
    book.save(path)
    assert [entry.row for entry in px.read(path).entries] == [2, 3]


def test_of_several_months_the_wanted_one_is_read_and_the_others_are_told(tmp_path: Path) -> None:
    months = dict.fromkeys(("2022年6月", "2022年7月", "2022年8月"), MONTHLY)
    path = sheets.workbook(tmp_path / "a.xlsx", months)
    read = px.read(path, period="2022-07")
    assert (read.sheet, str(read.period)) == ("2022年7月", "2022-07")
    assert read.other_sheets == ("2022年6月", "2022年8月")
    other = [finding for finding in px.validate(path, period="2022-07").findings if finding.code == "sheet-not-read"]
    assert len(other) == 2


def test_sheet_with_most_rows_is_read_where_nothing_else_decides(tmp_path: Path) -> None:
    longer = MONTHLY + "| 市水利局 | 8.修渠 | 长期 | 甲 | 乙 | 是 | |"
    assert px.read(sheets.workbook(tmp_path / "a.xlsx", {"甲": MONTHLY, "乙": longer})).sheet == "乙"


def test_form_with_one_column_named_as_the_figures_sheet_names_it_is_read(tmp_path: Path) -> None:
    table = "| 任务 | 目标原文 | 进展情况 | 完成状态 |\n| 修水库 | 修三座 | 修了一座 | 正常 |"
    assert len(px.read(sheets.workbook(tmp_path / "a.xlsx", table)).entries) == 1


def test_figures_sheet_is_not_read_under_another_name(tmp_path: Path) -> None:
    figures = (
        "| 序号 | 单位 | 指标 | 目标值 | 完成值 | 完成比例 | 单位填报 | 目标原文 | 进展原文 |\n"
        + "| 1 | 甲 | 乙 | 4 | 3 | 75 | 是 | 丙 | 丁 |\n" * 9
    )
    read = px.read(sheets.workbook(tmp_path / "a.xlsx", {"核对留底": figures, "填报": MONTHLY}))
    assert (read.sheet, read.other_sheets) == ("填报", ())


def test_form_named_by_the_caller_chooses_the_sheet(tmp_path: Path) -> None:
    path = sheets.workbook(tmp_path / "a.xlsx", {"月报": MONTHLY, "季报": STATUS})
    assert px.read(path, form="quarterly-status").sheet == "季报"
    assert px.read(path, form="monthly").sheet == "月报"


def test_other_form_than_the_one_named_is_a_mismatch(tmp_path: Path) -> None:
    path = sheets.workbook(tmp_path / "a.xlsx", MONTHLY)
    with pytest.raises(FormMismatch) as caught:
        px.read(path, form="quarterly-status")
    assert Form.builtin("quarterly-status").title in str(caught.value)
    assert Form.builtin("monthly").title in str(caught.value)
    findings = px.validate(path, form="quarterly-status").findings
    assert [(finding.code, finding.severity) for finding in findings] == [("form-mismatch", "error")]


def test_form_on_the_workbooks_own_sheet_rules_it(tmp_path: Path) -> None:
    path = sheets.workbook(tmp_path / "a.xlsx", {"表样": OWN_FORM, "填报": OWN_TABLE})
    found = [(finding.code, finding.cell) for finding in px.validate(path).findings]
    assert found == [("missing-value", "B2"), ("not-in-list", "C2")]
    assert px.read(path).form.title == "本市周报"


@pytest.mark.parametrize("name", ["form.xlsx", "表样"])
def test_form_in_a_file_rules_other_files(tmp_path: Path, name: str) -> None:
    form = sheets.workbook(tmp_path / "form.xlsx", {name.removesuffix(".xlsx"): OWN_FORM})
    path = sheets.workbook(tmp_path / "a.xlsx", OWN_TABLE)
    assert [finding.cell for finding in px.validate(path, form=form).findings] == ["B2", "C2"]


def test_form_in_a_toml_file_rules_other_files(tmp_path: Path) -> None:
    form = tmp_path / "form.toml"
    form.write_text(
        "[[columns]]\nheading = '干什么'\nrole = 'task'\n[[columns]]\nheading = '干得怎样'\nrole = 'progress'\nrequired = true\n",
        encoding="utf-8-sig",
    )
    path = sheets.workbook(tmp_path / "a.xlsx", OWN_TABLE)
    assert ("missing-value", "B2") in [
        (finding.code, finding.cell) for finding in px.validate(path, form=form).findings
    ]


def test_own_form_that_contradicts_itself_is_a_finding_on_the_file(tmp_path: Path) -> None:
    path = sheets.workbook(tmp_path / "a.xlsx", {"表样": OWN_FORM.replace("干得怎样", "干什么"), "填报": MONTHLY})
    assert [finding.code for finding in px.validate(path).findings] == ["bad-form"]


@pytest.mark.parametrize(
    ("write", "error"),
    [
        (lambda _folder: "weekly", BadValue),
        (lambda folder: folder / "none.xlsx", BadValue),
        (lambda folder: sheets.workbook(folder / "form.xlsx", MONTHLY), BadForm),
    ],
)
def test_form_that_cannot_be_found_is_refused_with_the_choices(
    tmp_path: Path, write: object, error: type[Exception]
) -> None:
    path = sheets.workbook(tmp_path / "a.xlsx", MONTHLY)
    with pytest.raises(error) as caught:
        px.validate(path, form=write(tmp_path))  # type: ignore[operator]
    assert "表样" in str(caught.value)


def test_toml_in_another_encoding_is_refused(tmp_path: Path) -> None:
    form = tmp_path / "form.toml"
    form.write_bytes("title = '月报'".encode("gbk"))
    with pytest.raises(BadForm, match="UTF-8"):
        px.read(sheets.workbook(tmp_path / "a.xlsx", MONTHLY), form=form)


@pytest.mark.parametrize("period", ["2022-13", "七月", "2022Q9"])
def test_period_that_cannot_be_is_refused_with_the_choices(tmp_path: Path, period: str) -> None:
    path = sheets.workbook(tmp_path / "a.xlsx", MONTHLY)
    for call in (px.read, px.validate):
        with pytest.raises(BadValue, match="2022Q1"):
            call(path, period=period)


@pytest.mark.parametrize("day", ["31.7.2022", "2022.7", "2022.2.30", "2022年7月", "七月", "2022-07-31 前"])
def test_day_that_cannot_be_is_refused(tmp_path: Path, day: str) -> None:
    with pytest.raises(BadValue, match="2022-07-31"):
        px.validate(sheets.workbook(tmp_path / "a.xlsx", MONTHLY), as_of=day)


@pytest.mark.parametrize(
    ("title", "name", "given", "period"),
    [
        ("2022年7月重点工作", "a", None, "2022-07"),
        ("重点工作", "市水利局2022年7月", None, "2022-07"),
        ("重点工作", "a", "2022-07", "2022-07"),
        ("2022年重点工作", "a", "2022-07", "2022-07"),
        ("2022年6月重点工作", "a", "2022-07", "2022-06"),
        ("2022年重点工作", "a", None, "2022"),
        ("重点工作 填报日期：2022年8月", "a", None, None),
        ("重点工作", "a", None, None),
    ],
)
def test_period_is_the_files_own_or_else_the_callers(
    tmp_path: Path, title: str, name: str, given: str | None, period: str | None
) -> None:
    read = px.read(sheets.workbook(tmp_path / f"{name}.xlsx", f"| {title} |\n{MONTHLY.strip()}"), period=given)
    assert str(read.period) == str(period)


def test_unit_comes_from_a_label_and_the_cell_beside_it(tmp_path: Path) -> None:
    table = f"| 填报单位： | 市农业局 |  | 联系人：张三 |\n{MONTHLY.strip()}"
    assert px.read(sheets.workbook(tmp_path / "a.xlsx", table)).unit == "市农业局"


def test_two_readings_of_one_file_are_alike(tmp_path: Path) -> None:
    path = sheets.workbook(tmp_path / "a.xlsx", MONTHLY)
    assert px.read(path).entries == px.read(path).entries
    assert px.validate(path).to_dict() == px.validate(path).to_dict()
