"""``Range``: areas of a sheet."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from progress_xl.addresses import MAX_COLUMN, MAX_ROW, column_letters, column_number
from tests.engines.entries import DATE, GENERAL, entered
from tests.engines.excel.formulas import moved
from tests.engines.excel.gate import Collection, ComObject
from tests.engines.excel.looks import RangeBorders, RangeFont, RangeInterior
from tests.engines.excel.names import Name, quoted
from tests.engines.excel.notes import Comment, cut
from tests.engines.excel.rules import FormatConditions
from tests.engines.excel.tables import ListObject
from tests.engines.store import Area, CellError, CellLook, SheetStore, area_name, intersection, union, without
from tests.engines.store import Value as CellValue
from tests.engines.windows import refused

if TYPE_CHECKING:
    from tests.engines.excel.notes import Comment as CommentObject
    from tests.engines.excel.sheets import Worksheet
    from tests.engines.excel.sheets import Worksheet as WorksheetObject

ERRORS = {
    "#DIV/0!": -2146826281,
    "#N/A": -2146826246,
    "#NAME?": -2146826259,
    "#NULL!": -2146826288,
    "#NUM!": -2146826252,
    "#REF!": -2146826265,
    "#VALUE!": -2146826273,
}
EPOCH = datetime(1899, 12, 30)
XL_VISIBLE_CELLS = 12


class Range(ComObject):
    """Areas of a sheet. ``by`` is what calling it counts: cells, rows or columns."""

    def __init__(self, sheet: "Worksheet", areas: tuple[Area, ...], by: str = "cell") -> None:
        self._app = sheet._app
        self._sheet = sheet
        self._areas = areas
        self._by = by

    def _place(self) -> tuple[str, str]:
        return self._sheet._store.name, self._address(absolute=False)

    def _address(self, absolute: bool) -> str:
        return ",".join(area_name(area, absolute) for area in self._areas)

    @property
    def _first(self) -> Area:
        return self._areas[0]

    @property
    def Worksheet(self) -> "WorksheetObject":
        return self._sheet

    @property
    def Parent(self) -> "WorksheetObject":
        return self._sheet

    @property
    def Row(self) -> int:
        return self._first[0]

    @property
    def Column(self) -> int:
        return self._first[1]

    @property
    def Areas(self) -> "Areas":
        return Areas(self)

    @property
    def Cells(self) -> "Range":
        return Range(self._sheet, self._areas)

    @property
    def Rows(self) -> "Range":
        return Range(self._sheet, self._areas, by="row")

    @property
    def Columns(self) -> "Range":
        return Range(self._sheet, self._areas, by="column")

    @property
    def EntireRow(self) -> "Range":
        return Range(self._sheet, tuple((top, 1, bottom, MAX_COLUMN) for top, _, bottom, _ in self._areas), by="row")

    @property
    def EntireColumn(self) -> "Range":
        return Range(self._sheet, tuple((1, left, MAX_ROW, right) for _, left, _, right in self._areas), by="column")

    @property
    def Count(self) -> int:
        count = self._counted()
        if count > 2**31 - 1:
            raise refused("溢出")
        return count

    @property
    def CountLarge(self) -> int:
        return self._counted()

    def _counted(self) -> int:
        if self._by == "cell":
            return sum((bottom - top + 1) * (right - left + 1) for top, left, bottom, right in self._areas)
        return self._shape()[0 if self._by == "row" else 1]

    def _shape(self) -> tuple[int, int]:
        top, left, bottom, right = self._first
        return bottom - top + 1, right - left + 1

    def __call__(self, row: int, column: "int | str | None" = None) -> "Range":
        return self._item(row, column)

    def Item(self, row: int, column: "int | str | None" = None) -> "Range":
        return self._item(row, column)

    def _item(self, row: int, column: "int | str | None") -> "Range":
        top, left, bottom, right = self._first
        if self._by == "row":
            return Range(self._sheet, ((top + row - 1, left, top + row - 1, right),))
        if self._by == "column":
            return Range(self._sheet, ((top, left + row - 1, bottom, left + row - 1),))
        if column is None:
            down, across = divmod(row - 1, right - left + 1)
            row, column = down + 1, across + 1
        across = column_number(column) if isinstance(column, str) else column
        return Range(self._sheet, ((top + row - 1, left + across - 1) * 2,))

    def __iter__(self) -> Iterator["Range"]:
        return (self._item(number, None) for number in range(1, self._counted() + 1))

    def GetAddress(
        self, RowAbsolute: bool = True, ColumnAbsolute: bool = True, ReferenceStyle: int = 1, External: bool = False
    ) -> str:
        address = self._address(absolute=True)
        if not ColumnAbsolute:
            address = ",".join(part.replace("$", "", 1) for part in address.split(","))
        if not RowAbsolute or not ColumnAbsolute:
            address = ",".join(_address(area, RowAbsolute, ColumnAbsolute) for area in self._areas)
        return f"'[{self._sheet._book._name()}]{self._sheet._store.name}'!{address}" if External else address

    @property
    def Address(self) -> str:
        return self._address(absolute=True)

    @property
    def Value(self) -> Any:
        """A scalar of one cell, else rows of the first area; dates have pywin32's zone."""
        return _shaped([[_to_com(value) for value in row] for row in self._values()])

    @Value.setter
    def Value(self, data: Any) -> None:
        store = self._sheet._open()
        for area in self._areas:
            self._enter(store, area, _spread(data, area))

    @property
    def Value2(self) -> Any:
        return _shaped([[_to_number(value) for value in row] for row in self._values()])

    @Value2.setter
    def Value2(self, data: Any) -> None:
        self.Value = data

    def _values(self) -> list[list[CellValue]]:
        return self._sheet._store.values(self._clipped())

    def _clipped(self) -> Area:
        """Whole columns are read as far as the sheet is used, which tests the same thing."""
        top, left, bottom, right = self._first
        used = self._sheet._store.used()
        return (
            top,
            left,
            min(bottom, max(used[2], top)) if bottom == MAX_ROW else bottom,
            min(right, max(used[3], left)) if right == MAX_COLUMN else right,
        )

    def _enter(self, store: SheetStore, area: Area, rows: Sequence[Sequence[Any]]) -> None:
        formats = store.number_formats(area)
        contents = [
            [entered(value, code) for value, code in zip(row, codes, strict=True)]
            for row, codes in zip(rows, formats, strict=True)
        ]
        store.put(area, contents)
        for row, (values, codes) in enumerate(zip(contents, formats, strict=True), area[0]):
            for column, (value, code) in enumerate(zip(values, codes, strict=True), area[1]):
                if isinstance(value, datetime) and code == GENERAL:
                    store.set_number_format((row, column) * 2, DATE)

    @property
    def Formula(self) -> Any:
        return _shaped(self._sheet._store.formulas(self._clipped()))

    @Formula.setter
    def Formula(self, data: Any) -> None:
        """One formula given to many cells is written for the first of them."""
        store = self._sheet._open()
        for area in self._areas:
            rows = _spread(data, area)
            if isinstance(data, str) and data.startswith("="):
                rows = [
                    [moved(data, area[:2], (row, column)) for column in range(area[1], area[3] + 1)]
                    for row in range(area[0], area[2] + 1)
                ]
            self._enter(store, area, rows)

    @property
    def Formula2(self) -> Any:
        return self.Formula

    @Formula2.setter
    def Formula2(self, data: Any) -> None:
        self.Formula = data

    @property
    def HasFormula(self) -> bool | None:
        found = {formula for row in self._sheet._store.is_formula(self._clipped()) for formula in row}
        return found.pop() if len(found) == 1 else None

    @property
    def HasArray(self) -> bool:
        return False

    @property
    def NumberFormat(self) -> str | None:
        found = {code for row in self._sheet._store.number_formats(self._clipped()) for code in row}
        return found.pop() if len(found) == 1 else None

    @NumberFormat.setter
    def NumberFormat(self, code: str) -> None:
        for area in self._areas:
            self._sheet._open().set_number_format(area, code)

    @property
    def Interior(self) -> "RangeInterior":
        return RangeInterior(self)

    @property
    def Font(self) -> "RangeFont":
        return RangeFont(self)

    @property
    def Borders(self) -> "RangeBorders":
        return RangeBorders(self)

    def _look(self) -> CellLook:
        return self._sheet._store.cell_look(*self._first[:2])

    def _relook(self, **changes: Any) -> None:
        store = self._sheet._open()
        for area in self._areas:
            store.change_look(area, changes)

    @property
    def WrapText(self) -> bool:
        return self._look().wrap

    @WrapText.setter
    def WrapText(self, value: bool) -> None:
        self._relook(wrap=bool(value))

    @property
    def HorizontalAlignment(self) -> int:
        return self._look().horizontal

    @HorizontalAlignment.setter
    def HorizontalAlignment(self, value: int) -> None:
        self._relook(horizontal=value)

    @property
    def VerticalAlignment(self) -> int:
        return self._look().vertical

    @VerticalAlignment.setter
    def VerticalAlignment(self, value: int) -> None:
        self._relook(vertical=value)

    def ClearContents(self) -> None:
        for area in self._areas:
            self._clear(area)

    def Clear(self) -> None:
        for area in self._areas:
            self._clear(area)
            self._sheet._store.set_number_format(area, GENERAL)

    def _clear(self, area: Area) -> None:
        used = intersection(area, self._sheet._store.used())
        if used:
            width = used[3] - used[1] + 1
            self._sheet._open().put(used, [[None] * width for _ in range(used[0], used[2] + 1)])

    def Select(self) -> None:
        """Only on the sheet that is active in the book that is active."""
        active = self._app.ActiveSheet
        if active != self._sheet:
            raise refused("类 Range 的 Select 方法无效")
        self._sheet._store.selection = self._areas
        self._app._active_in.pop(self._sheet._key(), None)

    def Activate(self) -> None:
        """A cell inside the selection only becomes active; another is selected."""
        cell = (*self._first[:2], *self._first[:2])
        if self._app.ActiveSheet != self._sheet:
            raise refused("类 Range 的 Activate 方法无效")
        if any(intersection(cell, area) for area in self._sheet._store.selection):
            self._app._active_in[self._sheet._key()] = self._first[:2]
        else:
            self.Select()

    @property
    def MergeArea(self) -> "Range":
        top, left, _, _ = self._first
        merged = self._sheet._store.merged()
        found = next((area for area in merged if intersection((top, left, top, left), area)), self._first)
        return Range(self._sheet, (found,))

    @property
    def MergeCells(self) -> bool | None:
        """None when only some of the cells are merged."""
        merged = [area for area in self._sheet._store.merged() if intersection(area, self._first)]
        if merged and not without(self._first, merged):
            return True
        return None if merged else False

    def Merge(self, Across: bool = False) -> None:
        self._sheet._open().merge(self._first)

    def UnMerge(self) -> None:
        self._sheet._open().unmerge(self._first)

    @property
    def Hidden(self) -> bool | None:
        axis = 0 if self._by == "row" else 1
        found = set(self._sheet._store.hidden(axis, self._first[axis], self._first[axis + 2]))
        return found.pop() if len(found) == 1 else None

    @Hidden.setter
    def Hidden(self, value: bool) -> None:
        axis = 0 if self._by == "row" else 1
        self._sheet._open().set_hidden(axis, self._first[axis], self._first[axis + 2], value)

    @property
    def RowHeight(self) -> float:
        return self._sheet._store.size(0, self._first[0])

    @RowHeight.setter
    def RowHeight(self, points: float) -> None:
        self._sheet._open().set_size(0, self._first[0], self._first[2], points)

    @property
    def ColumnWidth(self) -> float:
        """In characters, of about 5.25 points each and as much around them."""
        return round((self._sheet._store.size(1, self._first[1]) - 3.75) / 5.25, 2)

    @ColumnWidth.setter
    def ColumnWidth(self, characters: float) -> None:
        self._sheet._open().set_size(1, self._first[1], self._first[3], characters * 5.25 + 3.75)

    @property
    def Top(self) -> float:
        return self._extent(0, 1, self._first[0])

    @property
    def Left(self) -> float:
        return self._extent(1, 1, self._first[1])

    @property
    def Height(self) -> float:
        return self._extent(0, self._first[0], self._first[2] + 1)

    @property
    def Width(self) -> float:
        return self._extent(1, self._first[1], self._first[3] + 1)

    def _extent(self, axis: int, start: int, stop: int) -> float:
        return sum(self._sheet._store.size(axis, number) for number in range(start, stop))

    @property
    def CurrentRegion(self) -> "Range":
        """The rectangle around the cell that empty rows and columns bound."""
        used = self._sheet._store.used()
        filled = {
            (row, column)
            for row, values in enumerate(self._sheet._store.values(used), used[0])
            for column, value in enumerate(values, used[1])
            if value is not None
        }
        region = self._first
        while True:
            top, left, bottom, right = region
            near = [cell for cell in filled if top - 1 <= cell[0] <= bottom + 1 and left - 1 <= cell[1] <= right + 1]
            grown = union([region, *(cell * 2 for cell in near)])
            if grown == region:
                return Range(self._sheet, (region,))
            region = grown

    def End(self, Direction: int) -> "Range":
        """The edge of filled cells, as Ctrl with an arrow goes to it."""
        step = {-4121: (1, 0), -4162: (-1, 0), -4161: (0, 1), -4159: (0, -1)}[Direction]
        row, column = self._first[:2]
        filled = self._is_filled(row, column) and self._is_filled(row + step[0], column + step[1])
        while 1 <= row + step[0] <= MAX_ROW and 1 <= column + step[1] <= MAX_COLUMN:
            if filled and not self._is_filled(row + step[0], column + step[1]):
                break
            row, column = row + step[0], column + step[1]
            if not filled and self._is_filled(row, column):
                break
            if not filled and not self._is_inside(row, column):
                row, column = self._far(row, column, step)
        return Range(self._sheet, ((row, column) * 2,))

    def _is_inside(self, row: int, column: int) -> bool:
        used = self._sheet._store.used()
        return row <= used[2] + 1 and column <= used[3] + 1

    def _far(self, row: int, column: int, step: tuple[int, int]) -> tuple[int, int]:
        """Beyond the used cells: the sheet's edge, or back at the last used row or column."""
        used = self._sheet._store.used()
        if step[0] > 0 or step[1] > 0:
            return (MAX_ROW, column) if step[0] else (row, MAX_COLUMN)
        return (min(row, used[2] + 1), column) if step[0] else (row, min(column, used[3] + 1))

    def _is_filled(self, row: int, column: int) -> bool:
        if not (1 <= row <= MAX_ROW and 1 <= column <= MAX_COLUMN):
            return False
        return self._sheet._store.values((row, column) * 2)[0][0] is not None

    @property
    def Comment(self) -> "Comment | None":
        cell = self._first[:2]
        return Comment(self._sheet, cell) if self._sheet._store.note(*cell) is not None else None

    @property
    def CommentThreaded(self) -> None:
        return None

    def AddComment(self, Text: str = "") -> "CommentObject":
        if (
            self._first[:2] in self._sheet._store.threads
            or self._counted() != 1
            or self._sheet._store.note(*self._first[:2]) is not None
        ):
            raise refused("应用程序定义或对象定义错误")
        self._sheet._open_drawings().set_note(*self._first[:2], cut(Text))
        return Comment(self._sheet, self._first[:2])

    def ClearComments(self) -> None:
        for cell in [cell for cell in self._sheet._store.notes() if self._covers(cell)]:
            self._sheet._open_drawings().set_note(*cell, None)

    def _covers(self, cell: tuple[int, int]) -> bool:
        return any(intersection(cell * 2, area) for area in self._areas)

    @property
    def FormatConditions(self) -> "FormatConditions":
        return FormatConditions(self)

    @property
    def ListObject(self) -> "ListObject | None":
        tables = [table for table in self._sheet._store.tables() if intersection(table.area, self._first)]
        return ListObject(self._sheet, tables[0]) if tables else None

    @property
    def Name(self) -> "Name":
        refers_to = f"={quoted(self._sheet._store.name)}!{self._address(absolute=True)}"
        for name, known in self._sheet._book._store.names().items():
            if known == refers_to:
                return Name(self._sheet._book, name)
        raise refused("应用程序定义或对象定义错误")

    @Name.setter
    def Name(self, value: str) -> None:
        refers_to = f"={quoted(self._sheet._store.name)}!{self._address(absolute=True)}"
        self._sheet._book._store.set_name(value, refers_to)

    def AutoFilter(self, Field: int | None = None, Criteria1: Any = None, *_rest: object, **_more: object) -> None:
        """Shows rows whose text is one of ``Criteria1``; without arguments, turns the arrows off or on."""
        store = self._sheet._open()
        if Field is None and store.autofilter:
            store.autofilter = None
            return
        wanted = [Criteria1] if isinstance(Criteria1, str) else Criteria1
        cleaned = [text.removeprefix("=") for text in wanted] if wanted else None
        store.set_autofilter(store.autofilter or self._first, Field, cleaned)

    def SpecialCells(self, Type: int, Value: object = None) -> "Range":
        if Type != XL_VISIBLE_CELLS:
            raise NotImplementedError
        top, left, bottom, right = self._clipped()
        shown = [number for number, gone in enumerate(self._sheet._store.hidden(0, top, bottom), top) if not gone]
        if not shown:
            raise refused("未找到单元格。")
        return Range(self._sheet, tuple((first, left, last, right) for first, last in _runs(shown)))


def _address(area: Area, row_absolute: bool, column_absolute: bool) -> str:
    corners = [
        f"{'$' * column_absolute}{column_letters(column)}{'$' * row_absolute}{row}"
        for row, column in (area[:2], area[2:])
    ]
    return corners[0] if corners[0] == corners[1] else ":".join(corners)


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    first = last = numbers[0]
    for number in numbers[1:]:
        if number != last + 1:
            yield first, last
            first = number
        last = number
    yield first, last


def _spread(data: Any, area: Area) -> list[list[Any]]:
    """Rows that fill the area: a scalar fills it, what is missing becomes #N/A as in Excel."""
    height, width = area[2] - area[0] + 1, area[3] - area[1] + 1
    if not isinstance(data, list | tuple):
        return [[data] * width for _ in range(height)]
    rows = [list(row) for row in data] if isinstance(data[0], list | tuple) else [list(data)] * height
    if len(rows) < height or any(len(row) < width for row in rows):
        raise AssertionError(f"{len(rows)} rows of {len(rows[0])} for {area_name(area)}: Excel would write #N/A")
    return [row[:width] for row in rows[:height]]


def _shaped(rows: Sequence[Sequence[Any]]) -> Any:
    if len(rows) == 1 and len(rows[0]) == 1:
        return rows[0][0]
    return tuple(map(tuple, rows))


def _to_com(value: CellValue) -> Any:
    if isinstance(value, CellError):
        return ERRORS.get(value.text, ERRORS["#VALUE!"])
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) else value


def _to_number(value: CellValue) -> Any:
    return (value - EPOCH) / timedelta(days=1) if isinstance(value, datetime) else _to_com(value)


class Areas(Collection):
    def __init__(self, parent: Range) -> None:
        self._app = parent._app
        self._parent = parent

    def _members(self) -> Sequence[Range]:
        return [Range(self._parent._sheet, (area,)) for area in self._parent._areas]
