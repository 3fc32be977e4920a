"""Excel in memory, for fast tests: sheets without calculation, and the list of all calls made.

``engine.application._gate.calls`` has the calls; formulas keep the value that the file or the test gave them.
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet import table as tables

from progress_xl.addresses import cell_name, column_letters
from tests.engines.entries import GENERAL
from tests.engines.store import (
    Area,
    CellError,
    CellLook,
    Color,
    Formula,
    Key,
    Look,
    Rule,
    SheetStore,
    Table,
    Value,
    area_name,
    areas_of,
    intersection,
    union,
)
from tests.engines.windows import refused

Cell = tuple[int, int]
STANDARD = (13.5, 54.0)
ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")
VISIBILITY = {"visible": -1, "hidden": 0, "veryHidden": 2}


@dataclass
class Sheet:
    """One worksheet; ``SheetStore``."""

    name: str
    visible: int = -1
    protected: bool = False
    selection: tuple[Area, ...] = ((1, 1, 1, 1),)
    autofilter: Area | None = None
    cells: dict[Cell, Value] = field(default_factory=dict)
    written: dict[Cell, str] = field(default_factory=dict)
    formats: dict[Cell, str] = field(default_factory=dict)
    fills: dict[Cell, Color] = field(default_factory=dict)
    looks: dict[Cell, CellLook] = field(default_factory=dict)
    threads: set[Cell] = field(default_factory=set)
    scroll: tuple[int, int] = (1, 1)
    frozen: tuple[int, int] = (0, 0)
    areas: list[Area] = field(default_factory=list)
    conditions: dict[int, Rule] = field(default_factory=dict)
    comments: dict[Cell, str] = field(default_factory=dict)
    gone: tuple[set[int], set[int]] = field(default_factory=lambda: (set(), set()))
    sifted: set[int] = field(default_factory=set)
    sizes: tuple[dict[int, float], dict[int, float]] = field(default_factory=lambda: ({}, {}))
    lists: list[Table] = field(default_factory=list)
    numbers: "itertools.count[int]" = field(default_factory=itertools.count)

    def used(self) -> Area:
        known = [cell * 2 for cell in (*self.cells, *self.written, *self.formats, *self.fills, *self.looks)]
        return union(known) if known else (1, 1, 1, 1)

    def values(self, area: Area) -> list[list[Value]]:
        return [[self.cells.get(cell) for cell in row] for row in _rows(area)]

    def formulas(self, area: Area) -> list[list[str]]:
        return [[self.written.get(cell, _typed(self.cells.get(cell))) for cell in row] for row in _rows(area)]

    def is_formula(self, area: Area) -> list[list[bool]]:
        return [[cell in self.written for cell in row] for row in _rows(area)]

    def put(self, area: Area, rows: Sequence[Sequence[Value | Formula]]) -> None:
        for cells, values in zip(_rows(area), rows, strict=True):
            for cell, value in zip(cells, values, strict=True):
                self.cells.pop(cell, None)
                self.written.pop(cell, None)
                if isinstance(value, Formula):
                    self.written[cell] = value.text
                    self.cells[cell] = 0.0
                elif value is not None:
                    self.cells[cell] = value

    def number_formats(self, area: Area) -> list[list[str]]:
        return [[self.formats.get(cell, GENERAL) for cell in row] for row in _rows(area)]

    def set_number_format(self, area: Area, code: str) -> None:
        for row in _rows(area):
            for cell in row:
                self.formats[cell] = code

    def fill(self, area: Area) -> Color | None:
        return self.fills.get(area[:2])

    def set_fill(self, area: Area, color: Color | None) -> None:
        for row in _rows(area):
            for cell in row:
                self.fills.pop(cell, None)
                if color is not None:
                    self.fills[cell] = color

    def cell_look(self, row: int, column: int) -> CellLook:
        return self.looks.get((row, column), CellLook())

    def change_look(self, area: Area, changes: Mapping[str, Any]) -> None:
        for row in _rows(area):
            for cell in row:
                self.looks[cell] = replace(self.cell_look(*cell), **changes)

    def merged(self) -> list[Area]:
        return list(self.areas)

    def merge(self, area: Area) -> None:
        self.unmerge(area)
        self.areas.append(area)

    def unmerge(self, area: Area) -> None:
        self.areas = [known for known in self.areas if not intersection(known, area)]

    def rules(self) -> list[tuple[Key, Rule]]:
        return list(self.conditions.items())

    def add_rule(self, rule: Rule) -> Key:
        key = next(self.numbers)
        self.conditions[key] = rule
        return key

    def change_rule(self, key: Key, changes: Mapping[str, Any]) -> Key:
        self._must_know(key)
        self.conditions[key] = replace(self.conditions[key], **changes)
        return key

    def remove_rule(self, key: Key) -> None:
        self._must_know(key)
        del self.conditions[key]

    def _must_know(self, key: Key) -> None:
        if key not in self.conditions:
            raise refused("应用程序定义或对象定义错误")

    def put_first(self, key: Key, rule: Rule) -> Key:
        self.conditions = {key: rule, **{other: known for other, known in self.conditions.items() if other != key}}
        return key

    def notes(self) -> dict[Cell, str]:
        return dict(self.comments)

    def note(self, row: int, column: int) -> str | None:
        return self.comments.get((row, column))

    def set_note(self, row: int, column: int, text: str | None) -> None:
        self.comments.pop((row, column), None)
        if text is not None:
            self.comments[row, column] = text

    def hidden(self, axis: int, first: int, last: int) -> list[bool]:
        gone = self.gone[axis] | (set() if axis else self.sifted)
        return [number in gone for number in range(first, last + 1)]

    def set_hidden(self, axis: int, first: int, last: int, hidden: bool) -> None:
        numbers = set(range(first, last + 1))
        if hidden:
            self.gone[axis].update(numbers)
        else:
            self.gone[axis].difference_update(numbers)

    def filtered(self) -> bool:
        return bool(self.sifted)

    def show_all(self) -> None:
        self.sifted.clear()

    def set_autofilter(self, area: Area, field: int | None, wanted: Sequence[str] | None) -> None:
        self.autofilter = area
        self.sifted.clear()
        if field is None or wanted is None:
            return
        for row in range(area[0] + 1, area[2] + 1):
            if _typed(self.cells.get((row, area[1] + field - 1))) not in wanted:
                self.sifted.add(row)

    def size(self, axis: int, number: int) -> float:
        return self.sizes[axis].get(number, STANDARD[axis])

    def set_size(self, axis: int, first: int, last: int, points: float) -> None:
        self.sizes[axis].update(dict.fromkeys(range(first, last + 1), points))

    def tables(self) -> list[Table]:
        return list(self.lists)

    def add_table(self, table: Table) -> None:
        self.lists.append(table)


def _rows(area: Area) -> list[list[Cell]]:
    top, left, bottom, right = area
    return [[(row, column) for column in range(left, right + 1)] for row in range(top, bottom + 1)]


def _typed(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return f"{value:.15g}"
    return value.text if isinstance(value, CellError) else str(value)


@dataclass
class Book:
    """An open workbook; ``BookStore``."""

    office: "Office"
    fullname: str
    pages: list[Sheet]
    active: SheetStore = field(init=False)
    read_only: bool = False
    saved: bool = True
    fixed: bool = False
    named: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.active = next(page for page in self.pages if page.visible == -1)

    def is_same(self, other: object) -> bool:
        return self is other

    def sheets(self) -> list[SheetStore]:
        return list(self.pages)

    def add_sheet(self, name: str, index: int) -> SheetStore:
        self.pages.insert(index, Sheet(name))
        return self.pages[index]

    def remove_sheet(self, sheet: SheetStore) -> None:
        at = next(number for number, page in enumerate(self.pages) if page is sheet)
        del self.pages[at]
        if self.active is sheet:
            self.active = self.pages[min(at, len(self.pages) - 1)]

    def move_sheet(self, sheet: SheetStore, index: int) -> None:
        page = next(page for page in self.pages if page is sheet)
        self.pages.remove(page)
        self.pages.insert(index, page)

    def names(self) -> dict[str, str]:
        return dict(self.named)

    def set_name(self, name: str, refers_to: str | None) -> None:
        self.named.pop(name, None)
        if refers_to is not None:
            self.named[name] = refers_to

    def save(self, path: str | None) -> None:
        _written(self).save(path or self.fullname)
        self.fullname = path or self.fullname
        self.saved = True

    def close(self) -> None:
        self.office.open_books.remove(self)

    def run(self, macro: str, args: Sequence[object]) -> object:
        raise refused(f"无法运行“{macro}”宏{args}。")


@dataclass
class Office:
    """``OfficeStore``."""

    pid: int = 1
    open_books: list[Book] = field(default_factory=list)
    made: int = 0
    faults: tuple[type[Exception], ...] = ()

    def books(self) -> list[Any]:
        return list(self.open_books)

    def active(self) -> Book | None:
        return self.open_books[-1] if self.open_books else None

    def activate(self, book: Any) -> None:
        self.open_books.remove(book)
        self.open_books.append(book)

    def add(self) -> Book:
        self.made += 1
        self.open_books.append(Book(self, f"工作簿{self.made}", [Sheet("Sheet1")]))
        return self.open_books[-1]

    def open(self, path: str, read_only: bool) -> Book:
        if not Path(path).is_file():
            raise refused(f"抱歉，无法找到 {path}。是否可能被移动、重命名或删除?")
        book = _read(self, path)
        book.read_only = read_only
        self.open_books.append(book)
        return book

    def lock(self, locked: bool) -> None:
        pass

    def calculate(self) -> None:
        pass

    def quit(self) -> None:
        self.open_books.clear()


def _read(office: Office, path: str) -> Book:
    written, shown = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    pages = [_read_sheet(sheet, shown[sheet.title]) for sheet in written.worksheets]
    named = {name: f"={defined.attr_text}" for name, defined in written.defined_names.items()}
    fixed = bool(written.security and written.security.lockStructure)
    book = Book(office, path, pages, named=named, fixed=fixed)
    at = written.worksheets.index(written.active) if written.active in written.worksheets else 0
    if pages[at].visible == -1:
        book.active = pages[at]
    return book


def _read_sheet(written: Any, shown: Any) -> Sheet:
    sheet = Sheet(written.title, VISIBILITY[written.sheet_state], bool(written.protection.sheet))
    for row in written.iter_rows():
        for cell in row:
            _read_cell(sheet, cell, shown.cell(cell.row, cell.column).value)
    sheet.areas = [areas_of(str(area))[0] for area in written.merged_cells.ranges]
    for rules in sorted(written.conditional_formatting, key=lambda rules: min(rule.priority for rule in rules.rules)):
        for rule in rules.rules:
            sheet.add_rule(_read_rule(str(rules.sqref), rule))
    sheet.lists = [Table(table.displayName, areas_of(table.ref)[0]) for table in written.tables.values()]
    if written.auto_filter.ref:
        sheet.autofilter = areas_of(written.auto_filter.ref)[0]
    hidden = {number for number, dimension in written.row_dimensions.items() if dimension.hidden}
    (sheet.sifted if written.auto_filter.filterColumn else sheet.gone[0]).update(hidden)
    if selection := written.sheet_view.selection:
        sheet.selection = areas_of(selection[0].sqref)
    return sheet


def _read_cell(sheet: Sheet, cell: Any, shown: Any) -> None:
    at = cell.row, cell.column
    if cell.number_format != GENERAL:
        sheet.formats[at] = cell.number_format
    if cell.fill.fill_type == "solid":
        sheet.fills[at] = _color(str(cell.fill.fgColor.rgb)) or 0
    if getattr(cell, "comment", None):
        sheet.comments[at] = cell.comment.text
    if cell.value is None:
        return
    if cell.data_type == "f":
        sheet.written[at] = str(cell.value)
    value = shown if cell.data_type == "f" else cell.value
    sheet.cells[at] = _value(value, cell.data_type)


def _value(value: Any, kind: str) -> Value:
    if isinstance(value, str) and (kind == "e" or (kind == "f" and value in ERRORS)):
        return CellError(value)
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _read_rule(sqref: str, rule: Any) -> Rule:
    formula = str(rule.formula[0]) if rule.type == "expression" else None
    dxf: Any = rule.dxf or DifferentialStyle()
    font, fill = dxf.font, dxf.fill
    look = Look(
        fill=_color(fill.bgColor.rgb) if fill else None,
        color=_color(font.color.rgb) if font and font.color else None,
        bold=font.b if font else None,
        italic=font.i if font else None,
    )
    return Rule(areas_of(sqref), formula, look, bool(rule.stopIfTrue))


def _color(rgb: Any) -> Color | None:
    if not isinstance(rgb, str):
        return None
    red, green, blue = bytes.fromhex(rgb[-6:])
    return red | green << 8 | blue << 16


def _written(book: Book) -> Any:
    made: Any = openpyxl.Workbook()
    made.remove(made.active)
    for page in book.pages:
        _write_sheet(made.create_sheet(page.name), page)
    for name, refers_to in book.named.items():
        made.defined_names[name] = DefinedName(name, attr_text=refers_to.lstrip("="))
    made.security.lockStructure = book.fixed or None
    made.active = next(number for number, page in enumerate(book.pages) if page is book.active)
    return made


def _write_sheet(sheet: Any, page: Sheet) -> None:
    sheet.sheet_state = next(state for state, number in VISIBILITY.items() if number == page.visible)
    for at in {*page.cells, *page.written, *page.formats, *page.fills, *page.looks}:
        _write_cell(sheet.cell(*at), page, at)
    for at, text in page.comments.items():
        sheet.cell(*at).comment = Comment(text, "")
    for area in page.areas:
        sheet.merge_cells(area_name(area))
    for rule in page.conditions.values():
        if rule.formula is not None:
            sheet.conditional_formatting.add(" ".join(map(area_name, rule.areas)), _write_rule(rule))
    for table in page.lists:
        sheet.add_table(tables.Table(displayName=table.name, ref=area_name(table.area)))
    for axis, dimensions in enumerate((sheet.row_dimensions, sheet.column_dimensions)):
        for number in page.gone[axis] | (set() if axis else page.sifted):
            dimensions[column_letters(number) if axis else number].hidden = True
    if page.autofilter:
        sheet.auto_filter.ref = area_name(page.autofilter)
    sheet.protection.sheet = page.protected
    if any(page.frozen):
        sheet.freeze_panes = cell_name(page.frozen[0] + 1, page.frozen[1] + 1)


def _write_cell(cell: Any, page: Sheet, at: Cell) -> None:
    value = page.cells.get(at)
    cell.value = value.text if isinstance(value, CellError) else value
    if isinstance(value, str):
        cell.data_type = "s"
    if at in page.written:
        cell.value = page.written[at]
    if isinstance(value, datetime) or at in page.formats:
        cell.number_format = page.formats.get(at, "yyyy/m/d")
    if at in page.fills:
        cell.fill = PatternFill("solid", fgColor=_hex(page.fills[at]))


def _write_rule(rule: Rule) -> Any:
    look = rule.look
    side = Side(style="thin", color=_hex(look.border_color or 0))
    make: Any = FormulaRule
    return make(
        formula=[rule.formula],
        stopIfTrue=rule.stop or None,
        font=Font(b=look.bold, i=look.italic, color=None if look.color is None else _hex(look.color)),
        fill=None if look.fill is None else PatternFill(bgColor=_hex(look.fill)),
        border=None if look.border is None else Border(left=side, right=side, top=side, bottom=side),
    )


def _hex(color: Color) -> str:
    return f"{color & 255:02X}{color >> 8 & 255:02X}{color >> 16 & 255:02X}"
