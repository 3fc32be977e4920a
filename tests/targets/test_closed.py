import io
import re
from pathlib import Path

import openpyxl
import pytest

from progress_xl.errors import BadCell, SheetMissing, UnreadableFile
from progress_xl.marks import Mark
from progress_xl.targets import closed
from tests.ooxml.packages import (
    CONTENT_TYPES,
    PARTS,
    STRICT,
    TRANSITIONAL,
    package,
    parts,
    relationships,
    sheet,
    styles,
)
from tests.targets.books import MARKS, new_audit_errors

SHEET, STYLES = "xl/worksheets/sheet1.xml", "xl/styles.xml"
MARKER = re.compile(r'N\("pxl:([a-z-]+)')


@pytest.fixture
def made(tmp_path: Path):  # type: ignore[no-untyped-def]
    def make(changed: dict[str, str | None] | None = None) -> Path:
        path = tmp_path / "表.xlsx"
        path.write_bytes(package(changed))
        return path

    return make


def marked_and_cleared(path: Path, *marks: Mark, notes: bool = False, findings: bool = False) -> dict[str, bytes]:
    """Parts of the marked file, once it is shown that marking again and clearing hold their promises."""
    out = closed.highlight(path, marks, out=path.with_name("m.xlsx"), notes=notes, findings=findings)
    once = out.read_bytes()
    assert closed.highlight(out, marks, notes=notes, findings=findings).read_bytes() == once
    cleared = closed.clear(out, out=path.with_name("c.xlsx"))
    assert parts(cleared) == parts(path)
    return parts(out)


@pytest.mark.parametrize(
    "inner",
    [
        "",
        "<dxfs/>",
        '<dxfs count="0"/>',
        '<dxfs count="0" />',
        '<dxfs count="0"></dxfs>',
        '<dxfs count="1"><dxf><font><b/></font></dxf></dxfs><tableStyles count="0"/>',
        "<fonts><font/></fonts>\n <fills/>\n<cellXfs count='1'><xf/></cellXfs><extLst><ext uri='x'/></extLst>",
    ],
)
@pytest.mark.parametrize("findings", [False, True])
def test_styles_come_back_however_they_were_spelled(made, inner: str, findings: bool) -> None:  # type: ignore[no-untyped-def]
    marked_and_cleared(made({STYLES: styles(inner)}), *MARKS, findings=findings)


def test_a_workbook_without_styles_gets_them_and_loses_them_again(made) -> None:  # type: ignore[no-untyped-def]
    path = made({STYLES: None, "xl/_rels/workbook.xml.rels": relationships(worksheet="worksheets/sheet1.xml")})
    assert "xl/pxlStyles.xml" in marked_and_cleared(path, *MARKS, notes=True, findings=True)


@pytest.mark.parametrize(
    "document",
    [
        sheet("<sheetData/>"),
        sheet("<sheetData></sheetData>\n<pageMargins/>"),
        sheet('<sheetData><row r="1"/></sheetData><mergeCells><mergeCell ref="B2:C3"/></mergeCells><phoneticPr/>'),
        sheet("<sheetData/><dataValidations/><legacyDrawing/>").replace("<legacyDrawing/>", ""),
        sheet("<sheetData/>", STRICT),
        f'<x:worksheet xmlns:x="{TRANSITIONAL}"><x:sheetData /><x:pageMargins /></x:worksheet>',
        sheet(
            '<sheetData/><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            '<mc:Choice Requires="x14"><controls/></mc:Choice></mc:AlternateContent><extLst/>'
        ),
        f"\n<!-- <sheetData> -->{sheet()}",
    ],
)
def test_sheets_come_back_however_they_were_spelled(made, document: str) -> None:  # type: ignore[no-untyped-def]
    marked = marked_and_cleared(made({SHEET: document}), *MARKS, notes=True, findings=True)
    assert len(MARKER.findall(marked[SHEET].decode())) == 4


def test_the_formats_stand_where_the_schema_wants_them(made) -> None:  # type: ignore[no-untyped-def]
    before = "<sheetData/><sheetProtection/><autoFilter ref='A1:B2'/><mergeCells/><phoneticPr/>"
    after = "<dataValidations/><hyperlinks/><pageMargins/><tableParts/><extLst/>"
    marked = marked_and_cleared(made({SHEET: sheet(before + after)}), Mark("A1"))[SHEET].decode()
    assert re.search(r"<phoneticPr/><conditionalFormatting .*</conditionalFormatting><dataValidations/>", marked)


RULES = (
    '<sheetData/><conditionalFormatting sqref="A1:A9"><cfRule type="cellIs" dxfId="0" priority="2" operator="lessThan">'
    '<formula>0</formula></cfRule><cfRule type="colorScale" priority="1"/></conditionalFormatting>'
    '<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}" '
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    '<x14:conditionalFormattings><x14:conditionalFormatting><x14:cfRule type="iconSet" priority="3"/>'
    "</x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>"
)


def test_our_rules_are_shown_above_others_whose_order_stays(made) -> None:  # type: ignore[no-untyped-def]
    path = made({SHEET: sheet(RULES), STYLES: styles('<dxfs count="1"><dxf/></dxfs>')})
    marked = marked_and_cleared(path, Mark("A1"), Mark("A2", code="overdue"))[SHEET].decode()
    priorities = [int(n) for n in re.findall(r'priority="(\d+)"', marked)]
    assert priorities == [4, 3, 1, 2, 5]  # theirs were 2, 1 and 3; ours are the two in between


def test_rules_of_others_that_came_after_ours_keep_their_dxf(made) -> None:  # type: ignore[no-untyped-def]
    path = made({STYLES: styles('<dxfs count="0"/>')})
    marked = parts(closed.highlight(path, [Mark("A1")]))
    theirs = b'<conditionalFormatting sqref="Z1"><cfRule type="x" dxfId="1" priority="9"/></conditionalFormatting>'
    marked[SHEET] = marked[SHEET].replace(b"</worksheet>", theirs + b"</worksheet>")
    marked[STYLES] = marked[STYLES].replace(b"</dxfs>", b"<dxf><font><i/></font></dxf></dxfs>")
    path.write_bytes(package(marked))
    left = parts(closed.clear(path))
    assert b'dxfId="1"' in left[SHEET]
    assert left[STYLES].count(b"<dxf>") == 2
    assert b"pxl:" not in left[SHEET]


def test_a_mark_in_a_merged_area_is_put_on_the_cell_that_is_seen(made) -> None:  # type: ignore[no-untyped-def]
    path = made({SHEET: sheet('<sheetData/><mergeCells count="1"><mergeCell ref="C5:D7"/></mergeCells>')})
    marked = marked_and_cleared(path, Mark("D6"), Mark("C8"))[SHEET].decode()
    assert 'sqref="C5 C8"' in marked


def test_no_sheet_named_means_the_first_worksheet(made) -> None:  # type: ignore[no-untyped-def]
    charted = PARTS["xl/workbook.xml"].replace("<sheets>", '<sheets><sheet name="图" sheetId="9" r:id="chartsheet"/>')
    path = made(
        {
            "xl/workbook.xml": charted,
            "xl/_rels/workbook.xml.rels": relationships(
                worksheet="worksheets/sheet1.xml", styles="styles.xml", chartsheet="chartsheets/sheet1.xml"
            ),
            "xl/chartsheets/sheet1.xml": f'<chartsheet xmlns="{TRANSITIONAL}"/>',
        }
    )
    marked = marked_and_cleared(path, Mark("A1"), Mark("A2", sheet="填报"), findings=True)
    assert b'sqref="A1:A2"' in marked[SHEET]


@pytest.mark.parametrize(
    ("mark", "error"), [(Mark("A1", sheet="没有"), SheetMissing), (Mark("1A"), BadCell), (Mark("XFE1"), BadCell)]
)
def test_a_mark_that_has_no_place_stops_before_anything_is_written(  # type: ignore[no-untyped-def]
    made, mark: Mark, error: type[Exception]
) -> None:
    path = made()
    before = path.read_bytes()
    with pytest.raises(error):
        closed.highlight(path, [Mark("A1"), mark], notes=True, findings=True)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "inner",
    [
        '<cols><col min="x" max="2" width="9"/></cols><sheetData/>',
        "<sheetData/><mergeCells><mergeCell ref='?'/></mergeCells>",
        '<sheetData/><conditionalFormatting><cfRule priority="a"/></conditionalFormatting>',
        "<sheetData>",
        "<other/>",
    ],
)
def test_a_sheet_that_breaks_the_schema_is_said_to_be_unreadable(made, inner: str) -> None:  # type: ignore[no-untyped-def]
    path = made({SHEET: sheet(inner)})
    before = path.read_bytes()
    with pytest.raises(UnreadableFile):
        closed.highlight(path, MARKS, notes=True)
    assert path.read_bytes() == before


def test_the_findings_sheet_lists_every_mark_with_a_link(tmp_path: Path) -> None:
    path = tmp_path / "o.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "o'表"
    book.save(path)
    closed.highlight(path, MARKS, findings=True)
    read = openpyxl.load_workbook(path)["核验问题"]
    rows = list(read.iter_rows(min_row=4))
    assert [row[0].value for row in rows] == ["错误", "错误", "错误", "提醒", "提醒"]
    by_cell = {row[2].hyperlink.location: [cell.value for cell in row] for row in rows}
    assert by_cell["'o''表'!B2"][1:] == ["missing-value", "o'表!B2", "12", "进展情况", "必填，现为空。", "请填写。"]
    assert read.auto_filter.ref == "A3:G8"
    assert (read.print_title_rows, read.freeze_panes) == ("$3:$3", "A4")
    assert [cell.value for cell in read[2]][:5] == ["图例", "应填未填", "错误", "提醒", "提示"]


def test_a_persons_sheet_of_the_same_name_is_kept(made) -> None:  # type: ignore[no-untyped-def]
    workbook = PARTS["xl/workbook.xml"].replace("填报", "核验问题")
    marked = marked_and_cleared(made({"xl/workbook.xml": workbook}), *MARKS, findings=True)
    assert 'name="核验问题2"' in marked["xl/workbook.xml"].decode()


def test_english_findings(made) -> None:  # type: ignore[no-untyped-def]
    marked = parts(closed.highlight(made(), MARKS, findings=True, lang="en"))
    assert 'name="Findings"' in marked["xl/workbook.xml"].decode()


def test_ten_thousand_marks_are_a_handful_of_elements(made) -> None:  # type: ignore[no-untyped-def]
    marks = [Mark(f"C{n}") for n in range(2, 10_002)]
    assert marked_and_cleared(made(), *marks)[SHEET].count(b"<cfRule") == 1


@pytest.mark.parametrize("kind", ["sheet.macroEnabled", "template.macroEnabled", "addin.macroEnabled"])
def test_macro_workbooks_templates_and_add_ins_are_marked(made, kind: str) -> None:  # type: ignore[no-untyped-def]
    macro = f"application/vnd.ms-excel.{kind}.main+xml"
    plain = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    path = made({"[Content_Types].xml": CONTENT_TYPES.replace(plain, macro), "xl/vbaProject.bin": "\0\1\2"})
    assert marked_and_cleared(path, *MARKS, notes=True)["xl/vbaProject.bin"] == b"\0\1\2"


def test_a_folder_as_target_takes_the_files_name(made, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path / "退回"
    folder.mkdir()
    assert closed.highlight(made(), MARKS, out=folder) == folder / "表.xlsx"


def test_marking_adds_no_error_that_the_validator_knows(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    path.write_bytes(stream.getvalue())
    out = closed.highlight(path, MARKS, out=tmp_path / "b.xlsx", notes=True, findings=True)
    assert new_audit_errors(path, out) == []
