"""Bars behind numbers and lists to choose from, as other readers understand them."""

import io
from pathlib import Path

import openpyxl
import pytest

from progress_xl.ooxml import CfRule, Choices, DataBar, Dxf, Formula, Link, NewSheet, Row, Workbook
from tests.ooxml.packages import parts
from tests.targets.books import audit_errors

RULE = CfRule("B1:B3", 'AND(B1>0,N("pxl:x")=0)', Dxf(fill="FFFF00"))
SHEET = {
    "rules": [RULE],
    "data_bars": [DataBar("A1:A3", "9DC3E6"), DataBar("B1:B3", "00B050", 10, 20)],
    "choices": [Choices("C1:C3", ("采用", "不可比，忽略"), "请从列表中选择 <或> “留空”。")],
}


def _book() -> Workbook:
    book = Workbook.blank()
    rows = [Row([0.2, 15, "采用"]), Row([0.5, 12, Link("跳", "'表'!A1")]), Row([1.2, 20, ""])]
    book.put_sheet(NewSheet("表", rows, **SHEET))  # type: ignore[arg-type]
    return book


def _xml() -> str:
    return parts(_book().content())["xl/worksheets/sheet1.xml"].decode()


def test_bars_and_lists_come_back_as_they_were_given() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(_book().content()))["表"]
    bars = {
        str(area.sqref): rule.dataBar
        for area, rules in vars(sheet.conditional_formatting)["_cf_rules"].items()
        for rule in rules
        if rule.type == "dataBar"
    }
    assert {area: [end.val for end in bar.cfvo] for area, bar in bars.items()} == {
        "A1:A3": [0, 1],
        "B1:B3": [10, 20],
    }
    assert bars["A1:A3"].color.rgb == "FF9DC3E6"
    (found,) = sheet.data_validations.dataValidation
    assert (found.type, str(found.sqref), found.formula1) == ("list", "C1:C3", '"采用,不可比，忽略"')
    assert (found.errorStyle, found.error) == ("warning", "请从列表中选择 <或> “留空”。")


def test_elements_stand_in_the_order_of_the_schema() -> None:
    names = [
        "sheetData",
        "conditionalFormatting",
        "dataValidations",
        "hyperlinks",
        "pageMargins",
        "pageSetup",
        "extLst",
    ]
    places = [_xml().rindex(f"<{name}") for name in names]
    assert places == sorted(places)


def test_each_rule_has_a_priority_of_its_own_and_each_bar_its_extension() -> None:
    xml = _xml()
    assert [xml.count(f'priority="{number}"') for number in (1, 2, 3, 4)] == [1, 1, 1, 0]
    for number in (1, 2):
        assert xml.count(f"{{70786C00-0000-4000-8000-{number:012d}}}") == 2


def test_bars_stay_where_rules_of_ours_are_cleared() -> None:
    book = Workbook.open(_book().content())
    book.clear_rules("pxl:")
    xml = parts(book.content())["xl/worksheets/sheet1.xml"].decode()
    assert "pxl:x" not in xml
    assert xml.count('type="dataBar"') == 4


def test_audit_finds_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    _book().save(path)
    assert not audit_errors(path)


@pytest.mark.parametrize("words", [("甲,乙",), ('"',), ("字" * 256,)])
def test_words_that_no_list_can_hold_are_refused(words: tuple[str, ...]) -> None:
    book = Workbook.blank()
    book.put_sheet(NewSheet("表", [], choices=[Choices("A1", words)]))
    with pytest.raises(ValueError, match="choices"):
        book.content()


def test_formula_that_cells_share_is_spelled_once_and_read_for_each() -> None:
    book = Workbook.blank()
    rows = [Row([number, Formula(f"A{number}*2", 2 * number, "B1:B3")]) for number in (1, 2, 3)]
    book.put_sheet(NewSheet("表", rows))
    content = book.content()
    assert parts(content)["xl/worksheets/sheet1.xml"].decode().count("*2") == 1
    read = openpyxl.load_workbook(io.BytesIO(content))["表"]
    assert [read.cell(row, 2).value for row in (1, 2, 3)] == ["=A1*2", "=A2*2", "=A3*2"]
    again = Workbook.open(content)
    again.set_values("表", {"B1": 7})
    changed = openpyxl.load_workbook(io.BytesIO(again.content()))["表"]
    assert [changed.cell(row, 2).value for row in (1, 2, 3)] == [7, "=A2*2", "=A3*2"]
