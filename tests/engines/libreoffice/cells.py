"""What stands in cells and how it is written."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from tests.engines.entries import GENERAL
from tests.engines.libreoffice.looks import BOTTOM, HORIZONTAL, NORMAL_WEIGHT, VERTICAL, color_of, dress, named, rgb_of
from tests.engines.libreoffice.page import Page
from tests.engines.libreoffice.uno_types import area_of, areas_in, offsets, struct
from tests.engines.store import Area, CellError, CellLook, Color, Formula, Value

ERRORS = {
    532: "#DIV/0!",
    32767: "#N/A",
    525: "#NAME?",
    521: "#NULL!",
    502: "#NUM!",
    503: "#NUM!",
    524: "#REF!",
    519: "#VALUE!",
}
# com.sun.star.util.NumberFormat
DATE, LOGICAL = 2, 1024
# com.sun.star.sheet: CellFlags.FORMULA, FormulaResult.ERROR, AddressConvention.XL_OOX
FORMULA_CELLS, FAILED, XL_OOX = 16, 4, 3


class Cells(Page):
    """Values, formulas, formats of numbers, looks."""

    def used(self) -> Area:
        cursor = self.sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        last = cursor.RangeAddress
        cursor.gotoStartOfUsedArea(False)
        return (
            cursor.RangeAddress.StartRow + 1,
            cursor.RangeAddress.StartColumn + 1,
            last.EndRow + 1,
            last.EndColumn + 1,
        )

    def values(self, area: Area) -> list[list[Value]]:
        cells = self._range(area)
        rows = [[value if value != "" else None for value in row] for row in cells.getDataArray()]
        for block, kind in self._kinds(cells):
            for row, column in offsets(block, area):
                rows[row][column] = self._read(rows[row][column], kind)
        for block in areas_in(cells.queryFormulaCells(FAILED)):
            for row, column in offsets(block, area):
                rows[row][column] = CellError(ERRORS.get(cells.getCellByPosition(column, row).getError(), "#VALUE!"))
        return rows

    def _kinds(self, cells: Any) -> Iterator[tuple[Area, int]]:
        """Areas whose numbers stand for dates or booleans."""
        for block in cells.getUniqueCellFormatRanges():
            kind = self.document.NumberFormats.getByKey(block.NumberFormat).Type & (DATE | LOGICAL)
            for address in block.RangeAddresses if kind else ():
                yield area_of(address), kind

    def _read(self, value: Value, kind: int) -> Value:
        if not isinstance(value, float):
            return value
        return bool(value) if kind & LOGICAL else self._epoch + timedelta(days=value)

    @property
    def _epoch(self) -> datetime:
        first = self.document.NullDate
        return datetime(first.Year, first.Month, first.Day)

    def formulas(self, area: Area) -> list[list[str]]:
        """Numbers with a point and texts as they are."""
        cells = self._range(area)
        rows = [[text.removeprefix("'") for text in row] for row in cells.getFormulaArray()]
        for block in areas_in(cells.queryContentCells(FORMULA_CELLS)):
            for row, column in offsets(block, area):
                rows[row][column] = self._printed(cells.getCellByPosition(column, row))
        return rows

    def is_formula(self, area: Area) -> list[list[bool]]:
        height, width = area[2] - area[0] + 1, area[3] - area[1] + 1
        found = [[False] * width for _ in range(height)]
        for block in areas_in(self._range(area).queryContentCells(FORMULA_CELLS)):
            for row, column in offsets(block, area):
                found[row][column] = True
        return found

    @property
    def _parser(self) -> Any:
        """For formulas as Excel writes them into files."""
        parser = self.document.createInstance("com.sun.star.sheet.FormulaParser")
        parser.CompileEnglish, parser.FormulaConvention = True, XL_OOX
        return parser

    def _printed(self, cell: Any) -> str:
        return f"={self._parser.printFormula(cell.getTokens(), cell.CellAddress)}"

    def put(self, area: Area, rows: Sequence[Sequence[Value | Formula]]) -> None:
        cells = self._range(area)
        cells.setDataArray(tuple(tuple(map(self._stored, row)) for row in rows))
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                if isinstance(value, Formula):
                    self._set_formula(cells.getCellByPosition(column, row), value.text)
                elif isinstance(value, bool):
                    cells.getCellByPosition(column, row).NumberFormat = self._format("BOOLEAN")

    def _stored(self, value: Value | Formula) -> str | float:
        if isinstance(value, datetime):
            return (value - self._epoch) / timedelta(days=1)
        if value is None or isinstance(value, Formula | CellError):
            return ""
        return value if isinstance(value, str) else float(value)

    def _set_formula(self, cell: Any, text: str) -> None:
        cell.setTokens(self._parser.parseFormula(text.removeprefix("="), cell.CellAddress))

    def number_formats(self, area: Area) -> list[list[str]]:
        height, width = area[2] - area[0] + 1, area[3] - area[1] + 1
        codes = [[GENERAL] * width for _ in range(height)]
        for block in self._range(area).getUniqueCellFormatRanges():
            code = self._code(block.NumberFormat)
            for address in block.RangeAddresses if code != GENERAL else ():
                for row, column in offsets(area_of(address), area):
                    codes[row][column] = code
        return codes

    def _code(self, key: int) -> str:
        """In Excel's spelling; a boolean needs no format there."""
        known = self.document.NumberFormats.getByKey(key)
        if known.Type & LOGICAL:
            return GENERAL
        return str(known.FormatString.lower() if known.Type & DATE else known.FormatString)

    def set_number_format(self, area: Area, code: str) -> None:
        self._range(area).NumberFormat = self._format(code)

    def _format(self, code: str) -> int:
        if code == GENERAL:
            return 0
        formats, english = self.document.NumberFormats, struct("lang.Locale", Language="en", Country="US")
        key = formats.queryKey(code, english, False)
        return int(key if key != -1 else formats.addNew(code, english))

    def fill(self, area: Area) -> Color | None:
        return color_of(self._range((*area[:2], *area[:2])).CellBackColor)

    def set_fill(self, area: Area, color: Color | None) -> None:
        self._range(area).CellBackColor = rgb_of(color)

    def cell_look(self, row: int, column: int) -> CellLook:
        color, size, posture, weight, horizontal, wrap, line, vertical = self._cell(row, column).getPropertyValues(
            (
                "CharColor",
                "CharHeight",
                "CharPosture",
                "CharWeight",
                "HoriJustify",
                "IsTextWrapped",
                "LeftBorder",
                "VertJustify",
            )
        )
        return CellLook(
            bold=weight > NORMAL_WEIGHT,
            italic=posture.value == "ITALIC",
            size=size,
            color=color_of(color) or 0,
            wrap=wrap,
            horizontal=named(HORIZONTAL, horizontal.value),
            vertical=named(VERTICAL, vertical or BOTTOM),
            border=1 if line.OuterLineWidth else None,
            border_color=color_of(line.Color) or 0,
        )

    def change_look(self, area: Area, changes: Mapping[str, Any]) -> None:
        dress(self._range(area), changes)

    def merged(self) -> list[Area]:
        found = []
        for block in self.sheet.getCellFormatRanges():
            if block.getIsMerged():
                cursor = self.sheet.createCursorByRange(block)
                cursor.collapseToMergedArea()
                found.append(area_of(cursor.RangeAddress))
        return found

    def merge(self, area: Area) -> None:
        self._range(area).merge(True)

    def unmerge(self, area: Area) -> None:
        self._range(area).merge(False)
