"""A sheet as a grid of cells, written as .xlsx, .xls or .ods; the same grid always gives the same bytes."""

import datetime as dt
import io
import math
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

import xlsxwriter
import xlwt
from odf import opendocument, style, table, text

Kind = Literal["title", "contact", "heading", "group", "body", "note"]
Decorate = Callable[[Any, Any, "Grid"], None]

WRITTEN = dt.datetime(2026, 7, 1, 9, 0)
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
UNIX = 3
OFFICE = "云澜市政府督查室"


class Merge(NamedTuple):
    """An area, all numbers from 0 and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Grid:
    """Cells by row; ``kinds`` says what each row is, ``centred`` which columns hold short words."""

    name: str
    widths: list[int]
    centred: list[bool]
    cells: list[list[str | int | None]] = field(default_factory=list)
    kinds: list[Kind] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)

    def add(self, kind: Kind, cells: list[str | int | None]) -> int:
        """Append a row and return its index."""
        self.cells.append(cells)
        self.kinds.append(kind)
        return len(self.cells) - 1

    def add_wide(self, kind: Kind, words: str) -> None:
        """Append a row of one cell merged over all columns."""
        width = len(self.widths)
        row = self.add(kind, [words, *[None] * (width - 1)])
        self.merges.append(Merge(row, 0, row, width - 1))

    def headings(self) -> range:
        """Indices of the heading rows."""
        first = self.kinds.index("heading")
        return range(first, first + self.kinds.count("heading"))


_BOX = {"border": 1, "border_color": "#7F7F7F", "text_wrap": True, "valign": "vcenter"}
_FORMATS: dict[Kind, dict[str, Any]] = {
    "title": {"font_name": "黑体", "font_size": 20, "align": "center", "valign": "vcenter"},
    "contact": {"font_name": "宋体", "font_size": 11, "valign": "vcenter"},
    "heading": {**_BOX, "font_name": "黑体", "font_size": 12, "align": "center", "bg_color": "#DDEBF7"},
    "group": {**_BOX, "font_name": "黑体", "font_size": 11, "bg_color": "#F2F2F2"},
    "body": {**_BOX, "font_name": "仿宋", "font_size": 11},
    "note": {"font_name": "宋体", "font_size": 10, "text_wrap": True, "valign": "vcenter"},
}
_HEIGHTS: dict[Kind, int] = {"title": 38, "contact": 22, "heading": 40, "group": 24, "note": 30}


def xlsx(grid: Grid, decorate: Decorate | None = None) -> bytes:
    """An Excel workbook, set up for printing on A3 landscape."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"author": OFFICE, "created": WRITTEN})
    sheet = book.add_worksheet(grid.name)
    _fill(book, sheet, grid)
    _set_up_page(sheet, grid)
    if decorate:
        decorate(book, sheet, grid)
    book.close()
    return stored(stream.getvalue(), drop=b' customHeight="1"')


def _fill(book: Any, sheet: Any, grid: Grid) -> None:
    formats = {kind: book.add_format(look) for kind, look in _FORMATS.items()}
    centred = book.add_format({**_FORMATS["body"], "align": "center"})
    starts = {(merge.top, merge.left): merge for merge in grid.merges}
    for column, width in enumerate(grid.widths):
        sheet.set_column(column, column, width)
    for row, (cells, kind) in enumerate(zip(grid.cells, grid.kinds, strict=True)):
        for column, value in enumerate(cells):
            look = centred if kind == "body" and grid.centred[column] else formats[kind]
            if (row, column) in starts:
                sheet.merge_range(*starts[row, column], "", look)
            if value is not None or not _is_merged(grid, row, column):
                _write(sheet, row, column, value, look)
        sheet.set_row(row, _height(grid, row), None, {"hidden": row in grid.hidden})


def _height(grid: Grid, row: int) -> float:
    """Points that a row needs: the given ones, or those of its longest cell."""
    kind = grid.kinds[row]
    if kind in _HEIGHTS:
        return _HEIGHTS[kind]
    cells = zip(grid.cells[row], grid.widths, strict=True)
    return 12 + 15.5 * max(2, *(_lines(str(value or ""), width) for value, width in cells))


def _lines(words: str, width: int) -> int:
    """Lines that a text takes in a column; a Chinese character is as wide as two digits and a little more."""
    widths = (sum(2.15 if letter > "\u2000" else 1.1 for letter in line) for line in words.split("\n"))
    return sum(max(1, math.ceil(wide / (width - 1))) for wide in widths)


def _is_merged(grid: Grid, row: int, column: int) -> bool:
    return any(area.top <= row <= area.bottom and area.left <= column <= area.right for area in grid.merges)


def _write(sheet: Any, row: int, column: int, value: str | int | None, look: Any) -> None:
    if isinstance(value, int):
        sheet.write_number(row, column, value, look)
    elif value:
        sheet.write_string(row, column, value, look)
    else:
        sheet.write_blank(row, column, None, look)


def _set_up_page(sheet: Any, grid: Grid) -> None:
    headings = grid.headings()
    sheet.freeze_panes(headings.stop, 2)
    sheet.repeat_rows(headings[0], headings[-1])
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C第 &P 页，共 &N 页")


def stored(package: bytes, drop: bytes = b"\0") -> bytes:
    """A zip package again, uncompressed and without times of day: no library's clock, compressor or system shows.

    ``drop`` is cut from its XML. Heights lose ``customHeight``, so that Excel goes on fitting rows to their text.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename.endswith(".xml"):
                content = content.replace(drop, b"")
            place = zipfile.ZipInfo(member.filename, ZIP_EPOCH)
            place.create_system = UNIX
            new.writestr(place, content)
    return stream.getvalue()


_XLS_LOOKS: dict[Kind, str] = {
    "title": "font: name 黑体, height 400; align: horiz center, vert center",
    "contact": "font: name 宋体, height 220; align: vert center",
    "heading": "font: name 黑体, height 240; align: horiz center, vert center, wrap on;"
    "borders: left thin, right thin, top thin, bottom thin; pattern: pattern solid, fore_colour ice_blue",
    "group": "font: name 黑体, height 220; borders: left thin, right thin, top thin, bottom thin",
    "body": "font: name 仿宋, height 220; align: vert center, wrap on;"
    "borders: left thin, right thin, top thin, bottom thin",
    "note": "font: name 宋体, height 200; align: wrap on",
}


def xls(grid: Grid) -> bytes:
    """A workbook of Excel 97."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet(grid.name)
    sheet.portrait, sheet.paper_size_code, sheet.fit_num_pages, sheet.fit_height_to_pages = False, 8, 1, 0
    sheet.header_str = b""
    looks = {kind: xlwt.easyxf(look) for kind, look in _XLS_LOOKS.items()}
    starts = {(area.top, area.left): area for area in grid.merges}
    for column, width in enumerate(grid.widths):
        sheet.col(column).width = width * 256
    for row, (cells, kind) in enumerate(zip(grid.cells, grid.kinds, strict=True)):
        sheet.row(row).height_mismatch, sheet.row(row).height = True, int(_height(grid, row) * 20)
        for column, value in enumerate(cells):
            if area := starts.get((row, column)):
                sheet.write_merge(area.top, area.bottom, area.left, area.right, value, looks[kind])
            elif not _is_merged(grid, row, column):
                sheet.write(row, column, value, looks[kind])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def ods(grid: Grid) -> bytes:
    """A workbook of LibreOffice."""
    book = opendocument.OpenDocumentSpreadsheet()
    looks = {kind: _ods_look(book, kind) for kind in _FORMATS}
    sheet = table.Table(name=grid.name, stylename=_ods_page(book))
    for column, width in enumerate(grid.widths):
        sheet.addElement(table.TableColumn(stylename=_ods_width(book, column, width)))
    starts = {(area.top, area.left): area for area in grid.merges}
    for row, (cells, kind) in enumerate(zip(grid.cells, grid.kinds, strict=True)):
        line = table.TableRow()
        for column, value in enumerate(cells):
            area = starts.get((row, column))
            covered = _is_merged(grid, row, column) and not area
            line.addElement(table.CoveredTableCell() if covered else _ods_cell(value, looks[kind], area))
        sheet.addElement(line)
    book.spreadsheet.addElement(sheet)
    stream = io.BytesIO()
    book.write(stream)
    return stored(stream.getvalue())


def _ods_look(book: Any, kind: Kind) -> Any:
    look = style.Style(name=f"pxl-{kind}", family="table-cell")
    boxed = kind in ("heading", "group", "body")
    box = {"border": "0.5pt solid #7f7f7f"} if boxed else {}
    look.addElement(style.TableCellProperties(wrapoption="wrap", verticalalign="middle", **box))
    look.addElement(style.ParagraphProperties(textalign="center" if kind in ("title", "heading") else "start"))
    size = f"{_FORMATS[kind]['font_size']}pt"
    look.addElement(
        style.TextProperties(fontsize=size, fontsizeasian=size, fontfamilyasian=_FORMATS[kind]["font_name"])
    )
    book.automaticstyles.addElement(look)
    return look


def _ods_page(book: Any) -> Any:
    """A3 landscape, on one page."""
    page = style.PageLayout(name="pxl-page")
    landscape = {"pagewidth": "42cm", "pageheight": "29.7cm", "printorientation": "landscape"}
    page.addElement(style.PageLayoutProperties(**landscape, scaletopages="1"))
    book.automaticstyles.addElement(page)
    book.masterstyles.addElement(style.MasterPage(name="Default", pagelayoutname=page))
    look = style.Style(name="pxl-table", family="table", masterpagename="Default")
    look.addElement(style.TableProperties(display="true"))
    book.automaticstyles.addElement(look)
    return look


def _ods_width(book: Any, column: int, width: int) -> Any:
    look = style.Style(name=f"pxl-column-{column}", family="table-column")
    look.addElement(style.TableColumnProperties(columnwidth=f"{width * 0.2:.1f}cm"))
    book.automaticstyles.addElement(look)
    return look


def _ods_cell(value: str | int | None, look: Any, area: Merge | None) -> Any:
    span = (
        {"numberrowsspanned": area.bottom - area.top + 1, "numbercolumnsspanned": area.right - area.left + 1}
        if area
        else {}
    )
    if value is None or value == "":
        return table.TableCell(stylename=look, **span)
    kind = {"valuetype": "float", "value": value} if isinstance(value, int) else {"valuetype": "string"}
    cell = table.TableCell(stylename=look, **kind, **span)
    for line in str(value).split("\n"):
        cell.addElement(text.P(text=line))
    return cell
