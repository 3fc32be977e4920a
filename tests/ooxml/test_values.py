"""`Workbook.set_values`: a value is set, and nothing around it is torn."""

import datetime as dt

import pytest

from progress_xl.errors import ArrayCell
from progress_xl.ooxml import Workbook
from progress_xl.ooxml.values import Value
from tests.ooxml.packages import CONTENT_TYPES, PARTS, package, parts, relationships, sheet

SHEET = "xl/worksheets/sheet1.xml"


def after(inner: str, values: dict[str, Value]) -> str:
    """Content of the worksheet after values were set in it."""
    book = Workbook.open(package({SHEET: sheet(inner)}))
    book.set_values("填报", values)
    content = book.content()
    again = Workbook.open(content)
    again.set_values("填报", values)
    assert again.content() == content
    written = parts(content)[SHEET].decode()
    return written.removeprefix(sheet("#").split("#")[0]).removesuffix("</worksheet>")


def test_the_style_of_a_cell_stays_and_text_is_text() -> None:
    before = '<sheetData><row r="5"><c r="E5" s="7" t="s"><v>3</v></c><c r="F5"><v>1</v></c></row></sheetData>'
    assert after(before, {"E5": "=1+1"}) == before.replace(
        '<c r="E5" s="7" t="s"><v>3</v></c>', '<c r="E5" s="7" t="inlineStr"><is><t>=1+1</t></is></c>'
    )


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (3.5, '<c r="A1" s="2"><v>3.5</v></c>'),
        (True, '<c r="A1" s="2" t="b"><v>1</v></c>'),
        (None, '<c r="A1" s="2"/>'),
        ("a\nb", '<c r="A1" s="2" t="inlineStr"><is><t xml:space="preserve">a\nb</t></is></c>'),
        (" a", '<c r="A1" s="2" t="inlineStr"><is><t xml:space="preserve"> a</t></is></c>'),
    ],
)
def test_each_kind_of_value(value: Value, cell: str) -> None:
    before = '<sheetData><row r="1" ht="30" customHeight="1"><c r="A1" s="2" t="s"><v>0</v></c></row></sheetData>'
    assert cell in after(before, {"A1": value})


def test_cells_and_rows_that_do_not_exist_are_put_in_their_place() -> None:
    before = '<sheetData><row r="2" spans="2:2"><c r="B2"><v>1</v></c></row><row r="9"/></sheetData>'
    cells = after(before, {"A2": 5, "C2": 6, "B1": 7, "A4": 8, "D9": 9, "A12": 10, "A20": None})
    assert cells == (
        '<sheetData><row r="1"><c r="B1"><v>7</v></c></row>'
        '<row r="2"><c r="A2"><v>5</v></c><c r="B2"><v>1</v></c><c r="C2"><v>6</v></c></row>'
        '<row r="4"><c r="A4"><v>8</v></c></row><row r="9" ><c r="D9"><v>9</v></c></row>'
        '<row r="12"><c r="A12"><v>10</v></c></row></sheetData>'
    )


def test_rows_and_cells_without_references_count_on() -> None:
    before = "<sheetData><row><c><v>1</v></c></row><row><c><v>2</v></c><c><v>3</v></c></row></sheetData>"
    assert after(before, {"B2": 9}) == before.replace("<c><v>3</v></c>", '<c r="B2"><v>9</v></c>')


def test_a_sheet_without_cells_gets_them_and_the_dimension_grows() -> None:
    assert after('<dimension ref="A1"/><sheetData/>', {"C3": 1}) == (
        '<dimension ref="A1:C3"/><sheetData><row r="3"><c r="C3"><v>1</v></c></row></sheetData>'
    )


def test_a_new_cell_takes_the_style_of_its_row_or_column() -> None:
    before = '<cols><col min="2" max="3" style="4"/></cols><sheetData><row r="1" s="5" customFormat="1"/></sheetData>'
    cells = after(before, {"B1": 1, "C2": 2, "D2": 3})
    for cell in ('<c r="B1" s="5">', '<c r="C2" s="4">', '<c r="D2">'):
        assert cell in cells


def test_a_shared_formula_whose_first_cell_is_set_is_given_to_the_others() -> None:
    before = (
        '<sheetData><row r="1"><c r="B1"><f t="shared" ref="B1:B3" si="0">A1*$C$1</f><v>0</v></c></row>'
        '<row r="2"><c r="B2"><f t="shared" si="0"/><v>0</v></c></row>'
        '<row r="3"><c r="B3"><f t="shared" si="0"/><v>0</v></c></row></sheetData>'
    )
    cells = after(before, {"B1": 1})
    assert '<c r="B2"><f>A2*$C$1</f><v>0</v></c>' in cells
    assert '<c r="B3"><f>A3*$C$1</f><v>0</v></c>' in cells
    kept = after(before, {"B2": 1})
    assert 'ref="B1:B3" si="0">A1*$C$1</f>' in kept
    assert '<c r="B3"><f t="shared" si="0"/>' in kept


ARRAY = (
    '<sheetData><row r="1"><c r="A1"><f t="array" ref="A1:A2">B1:B2</f><v>0</v></c></row>'
    '<row r="2"><c r="A2"><v>0</v></c></row></sheetData>'
)


@pytest.mark.parametrize("cell", ["A1", "A2"])
def test_an_array_formula_is_not_torn(cell: str) -> None:
    with pytest.raises(ArrayCell, match="A1:A2"):
        after(ARRAY, {cell: 1})


def test_an_array_formula_is_replaced_as_a_whole() -> None:
    assert "array" not in after(ARRAY, {"A1": 1, "A2": 2})


CHAIN = (
    '<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<c r="A1" i="1"/><c r="A2"/><c r="A3"/></calcChain>'
)


def chained(cells: dict[str, Value]) -> dict[str, bytes]:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><f>1</f><v>1</v></c></row>' for n in (1, 2, 3))
    chain_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    override = f'<Override PartName="/xl/calcChain.xml" ContentType="{chain_type}"/></Types>'
    book = Workbook.open(
        package(
            {
                SHEET: sheet(f"<sheetData>{rows}</sheetData>"),
                "xl/calcChain.xml": CHAIN,
                "xl/_rels/workbook.xml.rels": relationships(
                    worksheet="worksheets/sheet1.xml", styles="styles.xml", calcChain="calcChain.xml"
                ),
                "[Content_Types].xml": CONTENT_TYPES.replace("</Types>", override),
            }
        )
    )
    book.set_values("填报", cells)
    return parts(book.content())


def test_cells_that_lose_their_formula_leave_the_calculation_chain() -> None:
    # an entry without i is on the sheet of the entry before it (18.6.1)
    assert b'<c r="A2" i="1"/><c r="A3"/></calcChain>' in chained({"A1": 1})["xl/calcChain.xml"]


def test_an_empty_calculation_chain_goes_with_its_relationship_and_content_type() -> None:
    left = chained({"A1": 1, "A2": 2, "A3": 3})
    assert "xl/calcChain.xml" not in left
    assert b"calcChain" not in left["[Content_Types].xml"] + left["xl/_rels/workbook.xml.rels"]


def test_prefixed_and_strict_sheets_are_written_in_their_own_way() -> None:
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    prefixed = f'<x:worksheet xmlns:x="{strict}"><x:sheetData><x:row r="1"/></x:sheetData></x:worksheet>'
    book = Workbook.open(package({SHEET: prefixed}))
    book.set_values("填报", {"A1": "甲"})
    assert '<x:c r="A1" t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c></x:row>' in parts(book.content())[SHEET].decode()


@pytest.mark.parametrize(("properties", "days"), [("", 44743), ('<workbookPr date1904="1"/>', 43281)])
def test_dates_count_as_the_workbook_counts_them(properties: str, days: int) -> None:
    workbook = PARTS["xl/workbook.xml"].replace("<sheets>", f"{properties}<sheets>")
    book = Workbook.open(package({"xl/workbook.xml": workbook}))
    book.set_values("填报", {"A1": dt.date(2022, 7, 1)})
    assert f'<c r="A1"><v>{days}</v></c>' in parts(book.content())[SHEET].decode()


def test_other_sheets_and_parts_keep_their_bytes() -> None:
    book = Workbook.open(package())
    book.set_values("填报", {"A1": "甲"})
    written = parts(book.content())
    assert {name for name in written if written[name] != PARTS[name].encode()} == {SHEET}


def test_formulas_are_told_by_cell_shared_ones_as_they_count_there() -> None:
    inner = (
        '<sheetData><row r="1"><c r="A1" t="str"><f>IF(B1&gt;0,"大","")</f><v></v></c><c r="B1"><v>1</v></c>'
        '<c r="C1"><f t="shared" ref="C1:C2" si="0">B1*2</f></c><c r="D1" t="inlineStr"><is><t>=x</t></is></c></row>'
        '<row r="2"><c r="C2"><f t="shared" si="0"/></c></row></sheetData>'
    )
    book = Workbook.open(package({SHEET: sheet(inner)}))
    assert book.formulas("填报") == {"A1": 'IF(B1>0,"大","")', "C1": "B1*2", "C2": "B2*2"}


def test_sheet_without_formulas_has_none() -> None:
    inner = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
    assert Workbook.open(package({SHEET: sheet(inner)})).formulas("填报") == {}
