"""Marks on protected sheets: allowed, and said."""

from pathlib import Path

import openpyxl

import progress_xl as px


def book(path: Path, *, protected: bool) -> Path:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "填报表"
    sheet.append(["序号", "进展情况"])
    sheet.append([1, None])
    sheet.protection.sheet = protected
    workbook.save(path)
    return path


def codes(path: Path) -> list[str | None]:
    return [row[1].value for row in openpyxl.load_workbook(path)["核验问题"].iter_rows(min_row=4)]


def test_protected_sheet_is_marked_and_the_findings_sheet_says_so(tmp_path: Path) -> None:
    path = px.highlight(book(tmp_path / "a.xlsx", protected=True), [px.Mark("B2", message="必填。")])
    sheet = openpyxl.load_workbook(path)["填报表"]
    assert sheet.protection.sheet
    assert [str(area.sqref) for area in sheet.conditional_formatting] == ["B2"]
    assert codes(path) == ["missing-value", "sheet-protected"]


def test_open_sheet_has_no_such_line(tmp_path: Path) -> None:
    path = px.highlight(book(tmp_path / "a.xlsx", protected=False), [px.Mark("B2", message="必填。")])
    assert codes(path) == ["missing-value"]
