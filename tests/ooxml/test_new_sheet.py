import datetime as dt
import io

import openpyxl
import pytest

from progress_xl.errors import TextTooLong
from progress_xl.ooxml import (
    CellFormat,
    CfRule,
    Column,
    Dxf,
    Formula,
    Link,
    NewSheet,
    PageSetup,
    Row,
    Workbook,
    quote_sheet,
)
from tests.ooxml.packages import PARTS, package, parts

HEAD = CellFormat(bold=True, fill="DDEBF7", border=True, wrap=True, horizontal="center")


def book_of(*sheets: NewSheet) -> openpyxl.Workbook:
    book = Workbook.blank()
    for sheet in sheets:
        book.put_sheet(sheet)
    return openpyxl.load_workbook(io.BytesIO(book.content()))


def test_values_come_back_as_they_were_given() -> None:
    values = ["文字", " 两边有空格 ", "两\n行", "=1+1", "a<b>&c", "]]>", 7, -0.5, 1e21, True, dt.date(2022, 7, 1), None]
    read = book_of(NewSheet("表", [Row(values)]))["表"]
    assert [cell.value for cell in read[1]][:10] == values[:10]
    assert read["K1"].value == dt.datetime(2022, 7, 1)
    assert read["L1"].value is None
    assert read["D1"].data_type != "f"


def test_characters_that_xml_cannot_hold_are_escaped_as_the_standard_says() -> None:
    # 22.9.2.19: _xHHHH_ stands for a character, and a text that looks like it has its own _ escaped
    book = Workbook.blank()
    book.put_sheet(NewSheet("表", [Row(["a\x01b", "_x0041_", "a\r\nb", "\ud800"])]))
    written = parts(book.content())["xl/worksheets/sheet1.xml"].decode()
    for expected in ("a_x0001_b", "_x005F_x0041_", "a_x000D_\nb", "_xD800_"):
        assert expected in written


def test_a_text_longer_than_a_cell_holds_is_named_with_its_cell() -> None:
    book = Workbook.blank()
    book.put_sheet(NewSheet("表", [Row(["", "字" * 32_767]), Row(["字" * 32_768])]))
    with pytest.raises(TextTooLong, match="A2"):
        book.content()


def test_layout_and_names_belong_to_their_sheet() -> None:
    sheet = NewSheet(
        "o'总表",
        [Row(["a"] * 3, [HEAD] * 3)] * 9,
        columns=[Column(6), Column(), Column(30, hidden=True)],
        freeze="B2",
        autofilter="A1:C9",
        merges=["A8:B9"],
        print_title_rows=(1, 1),
        print_title_columns=(1, 2),
        page=PageSetup(paper=8, landscape=True, fit_to_width=True, footer="第 &P 页"),
        tab_color="C00000",
        zoom=85,
        show_gridlines=False,
    )
    book = book_of(NewSheet("前", [], state="veryHidden"), sheet)
    assert [(read.title, read.sheet_state) for read in book] == [("前", "veryHidden"), ("o'总表", "visible")]
    read = book["o'总表"]
    assert book.active is read
    assert (read.freeze_panes, read.auto_filter.ref) == ("B2", "A1:C9")
    assert (read.print_title_rows, read.print_title_cols) == ("$1:$1", "$A:$B")
    assert (read.page_setup.paperSize, read.page_setup.orientation, read.page_setup.fitToHeight) == (8, "landscape", 0)
    assert read.column_dimensions["C"].hidden
    assert [str(area) for area in read.merged_cells.ranges] == ["A8:B9"]
    assert (read["A1"].font.b, read["A1"].fill.fgColor.rgb, read["A1"].alignment.wrap_text) == (True, "FFDDEBF7", True)


def test_links_and_formulas() -> None:
    book = book_of(
        NewSheet("表", [Row([Link("跳", f"{quote_sheet('a b')}!C5", "去改"), Formula("=SUM(B1:B2)", 3)])]),
        NewSheet("a b", []),
    )
    cell = book["表"]["A1"]
    assert (cell.value, cell.hyperlink.location, cell.hyperlink.tooltip) == ("跳", "'a b'!C5", "去改")
    assert book["表"]["B1"].value == "=SUM(B1:B2)"
    assert book.calculation.fullCalcOnLoad


def round_of_sheets(book: Workbook, formats: tuple[CellFormat, ...] = (HEAD, HEAD)) -> bytes:
    rule = CfRule("A1:A9", 'AND(A1="",N("pxl:x")=0)', Dxf(fill="FFFF00"))
    book.put_sheet(NewSheet("甲", [Row(["1", "2"], formats)], autofilter="A1:B9", rules=[rule]))
    book.put_sheet(NewSheet("乙", [Row(["1"])], print_title_rows=(1, 1)))
    book.set_values("乙", {"B3": "改"})
    book.clear_rules("pxl:")
    book.add_rules("乙", [rule])
    return book.content()


def test_the_same_again_over_our_own_output_changes_no_byte() -> None:
    once = round_of_sheets(Workbook.blank())
    assert once == round_of_sheets(Workbook.blank())
    assert once == round_of_sheets(Workbook.open(once))


def test_replacing_keeps_place_and_part_and_drops_names_no_longer_wanted() -> None:
    book = Workbook.open(round_of_sheets(Workbook.blank()))
    book.put_sheet(NewSheet("甲", [Row(["新"])]))
    read = openpyxl.load_workbook(io.BytesIO(book.content()))
    assert read.sheetnames == ["甲", "乙"]
    assert (read["甲"]["A1"].value, read["甲"].auto_filter.ref) == ("新", None)
    assert read["乙"].print_title_rows == "$1:$1"


def test_removing_a_sheet_moves_the_names_of_later_ones() -> None:
    book = Workbook.open(round_of_sheets(Workbook.blank()))
    book.remove_sheet("甲")
    read = openpyxl.load_workbook(io.BytesIO(book.content()))
    assert read.sheetnames == ["乙"]
    assert read["乙"].print_title_rows == "$1:$1"
    assert b"FilterDatabase" not in parts(book.content())["xl/workbook.xml"]


def test_a_sheet_added_to_a_foreign_workbook_and_removed_leaves_all_parts_as_they_were() -> None:
    app = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        '<HeadingPairs><vt:vector size="2" baseType="variant"><vt:variant><vt:lpstr>工作表</vt:lpstr></vt:variant>'
        "<vt:variant><vt:i4>1</vt:i4></vt:variant></vt:vector></HeadingPairs>"
        '<TitlesOfParts><vt:vector size="1" baseType="lpstr"><vt:lpstr>填报</vt:lpstr></vt:vector></TitlesOfParts>'
        "</Properties>"
    )
    root = PARTS["_rels/.rels"].replace(
        "</Relationships>",
        '<Relationship Id="a" Target="docProps/app.xml" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/extended-properties"/></Relationships>',
    )
    source = package({"_rels/.rels": root, "docProps/app.xml": app})
    book = Workbook.open(source)
    book.put_sheet(NewSheet("核验", [Row(["a"])], autofilter="A1:A2"))
    added = book.content()
    assert "<vt:lpstr>填报</vt:lpstr><vt:lpstr>核验</vt:lpstr>" in parts(added)["docProps/app.xml"].decode()
    assert b"<vt:i4>2</vt:i4>" in parts(added)["docProps/app.xml"]
    again = Workbook.open(added)
    again.remove_sheet("核验")
    assert parts(again.content()) == parts(source)


@pytest.mark.parametrize("name", ["", "a" * 32, "a/b", "a:b", "[a]", "'a"])
def test_names_that_excel_does_not_allow_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="sheet name"):
        Workbook.blank().put_sheet(NewSheet(name, []))
