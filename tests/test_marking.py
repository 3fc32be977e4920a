"""``px.highlight`` and ``px.clear`` as a Python user calls them."""

import os
import zipfile
from pathlib import Path

import openpyxl
import pytest

import progress_xl as px


@pytest.fixture
def path(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["序号", "工作任务", "责任单位", "进展情况", "完成状态"])
    sheet.append([1, "建成三座水库", "市水利局", None, "序时推进"])
    book.save(tmp_path / "市水利局.xlsx")
    return tmp_path / "市水利局.xlsx"


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_marks_without_words_change_the_sheet_and_the_styles_only(path: Path, tmp_path: Path) -> None:
    marked = parts(px.highlight(path, [px.Mark("D2")], out=tmp_path / "marked.xlsx"))
    before = parts(path)
    assert marked.keys() == before.keys()
    assert {name for name in before if before[name] != marked[name]} == {"xl/worksheets/sheet1.xml", "xl/styles.xml"}


def test_report_is_shown_with_notes_and_findings_sheet_and_taken_off(path: Path) -> None:
    before = parts(path)
    px.highlight(path, px.validate(path))
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Sheet", "核验问题"]
    assert "必填" in book["Sheet"]["D2"].comment.text
    px.clear(path)
    assert parts(path) == before


def test_report_born_from_a_frame_marks_the_cells_of_its_file(path: Path) -> None:
    report = px.validate(px.read(path).to_frame())
    sheet = openpyxl.load_workbook(px.highlight(path, report))["Sheet"]
    assert [str(area.sqref) for area in sheet.conditional_formatting] == ["D2"]


def test_file_marked_in_place_keeps_the_time_by_which_it_was_received(path: Path) -> None:
    os.utime(path, (1_700_000_000, 1_700_000_000))
    px.highlight(path, [px.Mark("D2", message="必填。")])
    assert path.stat().st_mtime == 1_700_000_000


def test_file_that_cannot_be_read_is_named_and_said_to_be_damaged(tmp_path: Path) -> None:
    broken = tmp_path / "市水利局.xlsx"
    broken.write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(px.errors.UnreadableFile, match=r"市水利局\.xlsx.*已损坏"):
        px.clear(broken)
    assert broken.read_bytes() == b"PK\x03\x04 and no more"


def test_signed_workbook_is_changed_only_when_told_to(path: Path) -> None:
    book = parts(path)
    relation = b'<Relationship Id="s" Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin" Target="_xmlsignatures/origin.sigs"/></Relationships>'
    book["_rels/.rels"] = book["_rels/.rels"].replace(b"</Relationships>", relation)
    with zipfile.ZipFile(path, "w") as package:
        for name, content in (book | {"_xmlsignatures/origin.sigs": b""}).items():
            package.writestr(name, content)
    signed = path.read_bytes()
    with pytest.raises(px.errors.SignedWorkbook):
        px.highlight(path, [px.Mark("D2")])
    assert path.read_bytes() == signed
    px.highlight(path, [px.Mark("D2")], break_signature=True)
    assert b"pxl:missing-value" in parts(path)["xl/worksheets/sheet1.xml"]
