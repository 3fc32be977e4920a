"""A new sheet in an open book: values and formats area by area."""

from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

import xlwings as xw

from progress_xl.addresses import parse_cell
from progress_xl.ooxml.values import CellFormat, Link, NewSheet, Row
from progress_xl.openbook.quiet import is_visible, on_screen
from progress_xl.openbook.rules import add_rules
from progress_xl.openbook.windows import for_windows

_TEXT = "@"
_GENERAL = "General"
_BORDER = "BFBFBF"
_XL_CONTINUOUS = 1


def put_sheet(book: xw.Book, new: NewSheet) -> xw.Sheet:
    """Append a sheet of texts and links, formatted; what concerns printing stays as Excel has it.

    Cells are text before they get their texts, since Excel reads what it is given as if typed: ``=1+1`` would be a
    formula and ``2-1`` a date.
    """
    rows = list(new.rows)
    sheet = book.sheets.add(new.name, **_behind_all_shown(book))
    width = max(len(row.values) for row in rows)
    area = sheet.range((1, 1), (len(rows), width))
    area.number_format = _TEXT
    area.value = [_texts(row, width) for row in rows]
    for first, last, column in _links(rows, width):
        _put_links(sheet, rows, first, last, column)
    for number, column_width in enumerate((column.width for column in new.columns), 1):
        if column_width is not None:
            sheet.range((1, number)).column_width = column_width
    for cells, look in _looks(sheet, rows):
        _dress(cells, look)
    if new.freeze:
        with on_screen(sheet):
            _freeze(book.app, *parse_cell(new.freeze))
    if new.autofilter and for_windows(book.app):
        sheet.range(new.autofilter).api.AutoFilter(1)
    add_rules(sheet, new.rules)
    return sheet


def _behind_all_shown(book: xw.Book) -> dict[str, xw.Sheet]:
    """Where `Sheets.add` puts a sheet; to add behind the last one xlwings moves that, and Excel moves no hidden sheet."""
    sheets = list(book.sheets)
    hidden = list(takewhile(lambda sheet: not is_visible(sheet), reversed(sheets)))
    return {"before": hidden[-1]} if hidden else {"after": sheets[-1]}


def _texts(row: Row, width: int) -> list[str | None]:
    texts = [None if value is None or isinstance(value, Link) else str(value) for value in row.values]
    return texts + [None] * (width - len(texts))


def _links(rows: Sequence[Row], width: int) -> Iterator[tuple[int, int, int]]:
    """Runs of links in a column: first and last row, column."""
    for column in range(width):
        numbers = [n for n, row in enumerate(rows, 1) if column < len(row.values) and _is_link(row, column)]
        if numbers:
            yield numbers[0], numbers[-1], column + 1


def _is_link(row: Row, column: int) -> bool:
    return isinstance(row.values[column], Link)


def _put_links(sheet: xw.Sheet, rows: Sequence[Row], first: int, last: int, column: int) -> None:
    """As formulas, all in one call; a hyperlink object would be one call each."""
    cells = sheet.range((first, column), (last, column))
    cells.number_format = _GENERAL
    cells.formula = [[_link(row.values[column - 1])] for row in rows[first - 1 : last]]


def _link(value: object) -> str:
    if not isinstance(value, Link):
        return ""
    return f"=HYPERLINK({_quoted('#' + value.location)},{_quoted(value.text)})"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _looks(sheet: xw.Sheet, rows: Sequence[Row]) -> Iterator[tuple[xw.Range, CellFormat]]:
    """Areas that look alike: rows that follow each other with the same formats, in these the same columns."""
    numbered = enumerate(rows, 1)
    for formats, run in groupby(numbered, key=lambda item: tuple(item[1].formats or ())):
        numbers = [number for number, _ in run]
        column = 1
        for look, same in groupby(formats):
            count = len(list(same))
            if look:
                yield sheet.range((numbers[0], column), (numbers[-1], column + count - 1)), look
            column += count


def _dress(cells: xw.Range, look: CellFormat) -> None:
    font = cells.font
    if look.bold:
        font.bold = True
    if look.italic:
        font.italic = True
    if look.size:
        font.size = look.size
    if look.color:
        font.color = f"#{look.color}"
    if look.fill:
        cells.color = f"#{look.fill}"
    if look.wrap:
        cells.wrap_text = True
    if look.horizontal:
        cells.horizontal_alignment = look.horizontal
    if look.vertical:
        cells.vertical_alignment = look.vertical
    if look.border:
        _draw_grid(cells)


def _draw_grid(cells: xw.Range) -> None:
    """Thin lines around all cells; xlwings makes three calls for each of six sides, which Excel takes in one go."""
    if for_windows(cells.sheet.book.app):
        borders = cells.api.Borders
        borders.LineStyle, borders.Color = _XL_CONTINUOUS, int(_BORDER, 16)
    else:
        cells.borders.set("all", line_style="continuous", weight="thin", color=f"#{_BORDER}")


def _freeze(app: xw.App, row: int, column: int) -> None:
    """Freeze what is above and left of a cell; xlwings freezes only where it has no Excel."""
    if native := for_windows(app):
        window = native.ActiveWindow
        window.SplitColumn, window.SplitRow = column - 1, row - 1
        window.FreezePanes = True
    else:
        window = app.api.active_window
        window.split_column.set(column - 1)
        window.split_row.set(row - 1)
        window.freeze_panes.set(True)
