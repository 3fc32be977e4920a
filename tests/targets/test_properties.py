"""Whatever stands in a sheet and whatever is marked: marking twice is marking once, and clearing undoes it."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from progress_xl.marks import Mark
from progress_xl.messages import CATALOGUE, SEVERITIES
from progress_xl.ooxml import Workbook
from progress_xl.targets import closed
from tests.ooxml.packages import package, parts, sheet, styles

PREFIXES = st.sampled_from(["", "x:"])
BLANKS = st.sampled_from(["", " ", "\n  ", "<!-- 注 -->"])
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
CELLS = st.builds(
    "{}{}".format, st.sampled_from(["A", "B", "C", "Z", "AA", "XFD"]), st.integers(1, 30) | st.just(1048576)
)
CONDITIONS = st.sampled_from([None, "LEN({cell})>200", '{C}<>"完成"'])

MARKS = st.lists(
    st.builds(
        Mark,
        cell=CELLS,
        code=st.sampled_from(sorted(CATALOGUE)),
        message=TEXTS,
        remedy=TEXTS,
        condition=CONDITIONS,
        severity=st.sampled_from([None, *SEVERITIES]),
        task=TEXTS,
        column=TEXTS,
    ),
    max_size=12,
)
SWITCHES = st.fixed_dictionaries({"notes": st.booleans(), "findings": st.booleans()})


@st.composite
def sheets(draw: st.DrawFn) -> str:
    """A worksheet with some of the elements that stand before and after the cells, and its own rules."""
    rows = draw(st.lists(st.integers(1, 30), unique=True).map(sorted))
    cells = "".join(f'<row r="{n}" ht="{n}"><c r="B{n}"><v>{n}</v></c></row>' for n in rows)
    rules = "".join(
        f'<conditionalFormatting sqref="A{n}"><cfRule type="expression" dxfId="0" priority="{n}">'
        f"<formula>A{n}=1</formula></cfRule></conditionalFormatting>"
        for n in draw(st.lists(st.integers(1, 9), max_size=3))
    )
    inner = [
        draw(st.sampled_from(["", '<dimension ref="A1"/>'])),
        draw(st.sampled_from(["", '<cols><col min="1" max="2" width="9.5"/></cols>'])),
        f"<sheetData>{cells}</sheetData>"
        if rows
        else draw(st.sampled_from(["<sheetData/>", "<sheetData ></sheetData>"])),
        draw(st.sampled_from(["", '<mergeCells><mergeCell ref="A2:B4"/></mergeCells>'])),
        rules,
        draw(st.sampled_from(["", "<pageMargins/>"])),
        draw(st.sampled_from(["", '<extLst><ext uri="{1}"/></extLst>'])),
    ]
    return sheet(draw(BLANKS).join(inner))


@st.composite
def books(draw: st.DrawFn) -> bytes:
    dxfs = draw(st.sampled_from(["", "<dxfs/>", '<dxfs count="0"/>', '<dxfs count="1"><dxf/></dxfs>']))
    xfs = draw(st.sampled_from(["", '<cellXfs count="1"><xf fontId="0"/></cellXfs>']))
    worksheet = draw(sheets())
    if "<dxf/>" not in dxfs:
        worksheet = worksheet.replace(' dxfId="0"', "")
    return package({"xl/worksheets/sheet1.xml": worksheet, "xl/styles.xml": styles(xfs + dxfs)})


slow = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@slow
@given(book=books(), marks=MARKS, first=MARKS, switches=SWITCHES, other=SWITCHES)
def test_marking_again_is_marking_once_and_clearing_undoes_it(  # type: ignore[no-untyped-def]
    tmp_path: Path, book: bytes, marks: list[Mark], first: list[Mark], switches, other
) -> None:
    path, again = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    path.write_bytes(book)
    again.write_bytes(book)
    closed.highlight(path, marks, **switches)
    closed.highlight(again, first, **other)
    closed.highlight(again, marks, **switches)
    assert parts(again) == parts(path)
    closed.clear(path)
    assert parts(path) == parts(book)


@slow
@given(book=books(), values=st.dictionaries(CELLS, TEXTS | st.none() | st.integers() | st.booleans(), max_size=8))
def test_values_set_twice_are_set_once(book: bytes, values: dict[str, str | int | None]) -> None:
    def set_in(source: bytes) -> bytes:
        opened = Workbook.open(source)
        opened.set_values("填报", values)
        return opened.content()

    once = set_in(book)
    assert set_in(once) == once


@pytest.mark.parametrize("text", ["\x00", "\ud800", "_x0000_", "]]>", "\u2028", "=1", "\r"])
def test_no_text_makes_a_file_unreadable(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(package())
    closed.highlight(path, [Mark("A1", message=text, column=text)], notes=True, findings=True)
    closed.clear(path)
    assert parts(path) == parts(package())
