"""Sheets kept by a running LibreOffice, spoken to over UNO from this process.

``import uno`` replaces ``builtins.__import__``; here the module is loaded once and the builtin put back, so UNO's
types are asked for by name.
"""

import builtins
import contextlib
import functools
import importlib
import os
import re
import shutil
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple
from datetime import datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest import mock

from tests.engines.entries import GENERAL
from tests.engines.store import (
    Area,
    BookStore,
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
    intersection,
)
from tests.engines.windows import refused

ATTEMPTS = 600
PIPE = "PROGRESS_XL_TEST_PIPE"
FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".xlsm": "Calc MS Excel 2007 VBA XML", ".ods": "calc8"}
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
# com.sun.star.sheet.CellFlags
FORMULA_CELLS, NOTE = 16, 8
# com.sun.star.sheet.ConditionFormatOperator.EXPRESSION, AddressConvention.XL_OOX
EXPRESSION, XL_OOX = 24, 3
NO_COLOR = -1
NEVER_RUN_MACROS, RUN_MACROS = 0, 4
POINT = 2540 / 72
BORDERS = ("LeftBorder", "RightBorder", "TopBorder", "BottomBorder")
# com.sun.star.awt.FontWeight
NORMAL_WEIGHT, BOLD_WEIGHT = 100.0, 150.0
HORIZONTAL = {1: "STANDARD", -4131: "LEFT", -4108: "CENTER", -4152: "RIGHT", -4130: "BLOCK"}
VERTICAL = {-4107: 3, -4108: 2, -4160: 1}
LOOKS = ("CellBackColor", "CharColor", "CharWeight", "CharPosture", "CharUnderline", "LeftBorder")
LOOK_STYLE = "progress_xl "


class NoLibreOffice(Exception):
    """LibreOffice or its Python bindings are not installed."""


@functools.cache
def load_uno() -> ModuleType:
    """The module ``uno`` of a Python of the same version. Raises `NoLibreOffice`."""
    if not shutil.which("soffice"):
        raise NoLibreOffice("LibreOffice (soffice) is not installed")
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    ask = "import uno; print(uno.__file__)"
    for python in (sys.executable, f"/usr/bin/{version}", shutil.which(version)):
        done = python and subprocess.run([python, "-c", ask], capture_output=True, text=True)
        if done and not done.returncode:
            return _import_uno(str(Path(done.stdout.strip()).parent))
    raise NoLibreOffice(f"no {version} has LibreOffice's module uno (Debian: python3-uno)")


def _import_uno(folder: str) -> ModuleType:
    with (
        mock.patch.object(sys, "path", [*sys.path, folder]),
        mock.patch.object(builtins, "__import__", builtins.__import__),
    ):
        return importlib.import_module("uno")


def _struct(name: str, **fields: object) -> Any:
    made = load_uno().createUnoStruct(f"com.sun.star.{name}")
    for field, value in fields.items():
        setattr(made, field, value)
    return made


def _properties(**values: object) -> tuple[Any, ...]:
    return tuple(_struct("beans.PropertyValue", Name=name, Value=value) for name, value in values.items())


@contextlib.contextmanager
def started(folder: Path, environment: Mapping[str, str] | None = None) -> Iterator["Office"]:
    """A LibreOffice without windows, with its own profile in ``folder``; ended with all that it started.

    Programs that its macros start find it by the environment's ``PIPE``.
    """
    uno = load_uno()
    pipe = f"progress-xl-{uuid.uuid4().hex}"
    options = ["--headless", "--norestore", "--nologo", "--nodefault", f"--accept=pipe,name={pipe};urp;"]
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", *options]
    with (folder / "said.txt").open("wb") as said:
        process = subprocess.Popen(
            command,
            env={**os.environ, **(environment or {}), PIPE: pipe},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
    try:
        office = Office(_connected(uno, pipe, process), process.pid)
        yield office
        if office.is_alive():
            office.end()
            process.wait(60)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def calling() -> "Office":
    """The LibreOffice whose macro started this process."""
    return Office(_context(load_uno(), os.environ[PIPE]), os.getppid())


def _connected(uno: ModuleType, pipe: str, process: "subprocess.Popen[bytes]") -> Any:
    for _ in range(ATTEMPTS):
        try:
            return _context(uno, pipe)
        except uno.getClass("com.sun.star.connection.NoConnectException"):
            with contextlib.suppress(subprocess.TimeoutExpired):
                raise RuntimeError(f"LibreOffice ended with {process.wait(0.1)}") from None
    raise RuntimeError("LibreOffice did not answer")


def _context(uno: ModuleType, pipe: str) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")


class Office:
    """``OfficeStore``."""

    def __init__(self, context: Any, pid: int) -> None:
        self.pid = pid
        self._desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        self._current: Any = None
        self.macros = NEVER_RUN_MACROS
        self.put_first: dict[tuple[str, str], list[int]] = {}
        self.looks: dict[tuple[str, str], Look] = {}

    @property
    def faults(self) -> tuple[type[Exception], ...]:
        return (load_uno().getClass("com.sun.star.uno.Exception"),)

    def is_alive(self) -> bool:
        try:
            self._documents()
        except self.faults:
            return False
        return True

    def _documents(self) -> list[Any]:
        found = self._desktop.Components.createEnumeration()
        documents = []
        while found.hasMoreElements():
            document = found.nextElement()
            if document.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
                documents.append(document)
        return documents

    def books(self) -> list[Any]:
        return [Book(self, document) for document in self._documents()]

    def active(self) -> "Book | None":
        documents = self._documents()
        if self._current not in documents:
            shown = self._desktop.getCurrentComponent()
            self._current = shown if shown in documents else documents[-1] if documents else None
        return Book(self, self._current) if self._current else None

    def activate(self, book: Any) -> None:
        self._current = book.document
        book.document.CurrentController.Frame.activate()

    def add(self) -> "Book":
        return self._load("private:factory/scalc")

    def open(self, path: str, read_only: bool) -> "Book":
        if not Path(path).is_file():
            raise refused(f"抱歉，无法找到 {path}。是否可能被移动、重命名或删除?")
        return self._load(Path(path).absolute().as_uri(), ReadOnly=read_only)

    def _load(self, url: str, **options: object) -> "Book":
        described = _properties(MacroExecutionMode=self.macros, **options)
        self._current = self._desktop.loadComponentFromURL(url, "_blank", 0, described)
        return Book(self, self._current)

    def lock(self, locked: bool) -> None:
        for document in self._documents():
            if locked:
                document.lockControllers()
            else:
                document.unlockControllers()

    def calculate(self) -> None:
        for document in self._documents():
            document.calculateAll()

    def quit(self) -> None:
        """Closes all books; the process is ended by who started it."""
        for document in self._documents():
            document.close(True)

    def end(self) -> None:
        """Ends the process; the answer may be lost with it."""
        self.quit()
        with contextlib.suppress(*self.faults):
            self._desktop.terminate()


class Book:
    """``BookStore``."""

    def __init__(self, office: Office, document: Any) -> None:
        self.office = office
        self.document = document

    def is_same(self, other: BookStore) -> bool:
        return isinstance(other, Book) and bool(self.document == other.document)

    @property
    def fullname(self) -> str:
        url = self.document.URL
        return str(load_uno().fileUrlToSystemPath(url)) if url else str(self.document.Title)

    @property
    def read_only(self) -> bool:
        return bool(self.document.isReadonly())

    @property
    def saved(self) -> bool:
        return not self.document.isModified()

    @saved.setter
    def saved(self, value: bool) -> None:
        self.document.setModified(not value)

    @property
    def fixed(self) -> bool:
        return bool(self.document.isProtected())

    @fixed.setter
    def fixed(self, value: bool) -> None:
        if value:
            self.document.protect("")
        else:
            self.document.unprotect("")

    @property
    def active(self) -> SheetStore:
        return Sheet(self.office, self.document, self.document.CurrentController.ActiveSheet)

    @active.setter
    def active(self, sheet: Any) -> None:
        self.document.CurrentController.setActiveSheet(sheet.sheet)

    def sheets(self) -> list[SheetStore]:
        return [Sheet(self.office, self.document, sheet) for sheet in self.document.Sheets]

    def add_sheet(self, name: str, index: int) -> SheetStore:
        self.document.Sheets.insertNewByName(name, index)
        return Sheet(self.office, self.document, self.document.Sheets.getByName(name))

    def remove_sheet(self, sheet: SheetStore) -> None:
        self.document.Sheets.removeByName(sheet.name)

    def move_sheet(self, sheet: SheetStore, index: int) -> None:
        """LibreOffice counts the place before the sheet is taken out."""
        names = self.document.Sheets.getElementNames()
        self.document.Sheets.moveByName(sheet.name, index + (index > names.index(sheet.name)))

    def names(self) -> dict[str, str]:
        scopes = [("", self.document.NamedRanges)]
        scopes += [(f"{_quoted(sheet.Name)}!", sheet.NamedRanges) for sheet in self.document.Sheets]
        return {
            prefix + name: _refers_to(ranges.getByName(name))
            for prefix, ranges in scopes
            for name in ranges.ElementNames
        }

    def set_name(self, name: str, refers_to: str | None) -> None:
        scope, _, bare = name.rpartition("!")
        sheets = self.document.Sheets
        ranges = sheets.getByName(scope.strip("'")).NamedRanges if scope else self.document.NamedRanges
        if bare in ranges.ElementNames:
            ranges.removeByName(bare)
        if refers_to is not None:
            content = re.sub(r"('[^']+'|[^'!=,(]+)!", r"$\1.", refers_to.removeprefix("="))
            ranges.addNewByName(bare, content, sheets.getByIndex(0).getCellByPosition(0, 0).CellAddress, 0)

    def save(self, path: str | None) -> None:
        if path is None and self.document.URL:
            self.document.store()
            return
        target = Path(path or self.fullname).absolute()
        described = _properties(FilterName=FILTERS[target.suffix.lower()], Overwrite=True)
        self.document.storeAsURL(target.as_uri(), described)

    def close(self) -> None:
        self.document.close(True)

    def run(self, macro: str, args: Sequence[object]) -> object:
        url = f"vnd.sun.star.script:{macro}?language=Basic&location=document"
        return self.document.getScriptProvider().getScript(url).invoke(tuple(args), (), ())[0]


def _quoted(sheet: str) -> str:
    return sheet if sheet.isalnum() else "'" + sheet.replace("'", "''") + "'"


def _refers_to(named: Any) -> str:
    cells = named.getReferredCells()
    if cells is None:
        return f"={named.Content}"
    return f"={_quoted(cells.Spreadsheet.Name)}!{area_name(_area(cells.RangeAddress), absolute=True)}"


def _area(address: Any) -> Area:
    return address.StartRow + 1, address.StartColumn + 1, address.EndRow + 1, address.EndColumn + 1


class Sheet:
    """``SheetStore``."""

    def __init__(self, office: Office, document: Any, sheet: Any) -> None:
        self.office = office
        self.document = document
        self.sheet = sheet
        self._name = ""

    def _range(self, area: Area) -> Any:
        top, left, bottom, right = area
        return self.sheet.getCellRangeByPosition(left - 1, top - 1, right - 1, bottom - 1)

    def _ranges(self, areas: Sequence[Area]) -> Any:
        ranges = self.document.createInstance("com.sun.star.sheet.SheetCellRanges")
        for area in areas:
            ranges.addRangeAddress(self._range(area).RangeAddress, False)
        return ranges

    @property
    def name(self) -> str:
        """Asked once: everything else asks for it."""
        self._name = self._name or str(self.sheet.Name)
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        self.sheet.Name = self._name = value

    @property
    def visible(self) -> int:
        return -1 if self.sheet.IsVisible else 0

    @visible.setter
    def visible(self, value: int) -> None:
        self.sheet.IsVisible = value == -1

    @property
    def protected(self) -> bool:
        return bool(self.sheet.isProtected())

    @protected.setter
    def protected(self, value: bool) -> None:
        if value:
            self.sheet.protect("")
        else:
            self.sheet.unprotect("")

    @property
    def _is_active(self) -> bool:
        return bool(self.document.CurrentController.ActiveSheet.Name == self.name)

    @property
    def selection(self) -> tuple[Area, ...]:
        """That of the active sheet; LibreOffice tells no other's."""
        if not self._is_active:
            return ((1, 1, 1, 1),)
        selected = self.document.CurrentController.getSelection()
        addresses = selected.RangeAddresses if hasattr(selected, "RangeAddresses") else [selected.RangeAddress]
        return tuple(map(_area, addresses))

    @selection.setter
    def selection(self, areas: tuple[Area, ...]) -> None:
        chosen = self._range(areas[0]) if len(areas) == 1 else self._ranges(areas)
        self.document.CurrentController.select(chosen)

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
            for row, column in _offsets(block, area):
                rows[row][column] = self._read(rows[row][column], kind)
        for block in _addresses(cells.queryFormulaCells(4)):
            for row, column in _offsets(block, area):
                rows[row][column] = CellError(ERRORS.get(cells.getCellByPosition(column, row).getError(), "#VALUE!"))
        return rows

    def _kinds(self, cells: Any) -> Iterator[tuple[Area, int]]:
        """Areas whose numbers stand for dates or booleans."""
        for block in cells.getUniqueCellFormatRanges():
            kind = self.document.NumberFormats.getByKey(block.NumberFormat).Type & (DATE | LOGICAL)
            for address in block.RangeAddresses if kind else ():
                yield _area(address), kind

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
        for block in _addresses(cells.queryContentCells(FORMULA_CELLS)):
            for row, column in _offsets(block, area):
                rows[row][column] = self._printed(cells.getCellByPosition(column, row))
        return rows

    def is_formula(self, area: Area) -> list[list[bool]]:
        height, width = area[2] - area[0] + 1, area[3] - area[1] + 1
        found = [[False] * width for _ in range(height)]
        for block in _addresses(self._range(area).queryContentCells(FORMULA_CELLS)):
            for row, column in _offsets(block, area):
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
                for row, column in _offsets(_area(address), area):
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
        formats, english = self.document.NumberFormats, _struct("lang.Locale", Language="en", Country="US")
        key = formats.queryKey(code, english, False)
        return int(key if key != -1 else formats.addNew(code, english))

    def fill(self, area: Area) -> Color | None:
        return _color(self._range((*area[:2], *area[:2])).CellBackColor)

    def set_fill(self, area: Area, color: Color | None) -> None:
        self._range(area).CellBackColor = _rgb(color)

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
            color=_color(color) or 0,
            wrap=wrap,
            horizontal=_named(HORIZONTAL, horizontal.value),
            vertical=_named(VERTICAL, vertical),
            border=1 if line.OuterLineWidth else None,
            border_color=_color(line.Color) or 0,
        )

    def change_look(self, area: Area, changes: Mapping[str, Any]) -> None:
        _dress(self._range(area), changes)

    @property
    def threads(self) -> set[tuple[int, int]]:
        """LibreOffice has none."""
        return set()

    @property
    def scroll(self) -> tuple[int, int]:
        view = self.document.CurrentController
        return view.getFirstVisibleRow() + 1, view.getFirstVisibleColumn() + 1

    @scroll.setter
    def scroll(self, to: tuple[int, int]) -> None:
        self.document.CurrentController.setFirstVisibleRow(to[0] - 1)
        self.document.CurrentController.setFirstVisibleColumn(to[1] - 1)

    @property
    def frozen(self) -> tuple[int, int]:
        view = self.document.CurrentController
        return (view.SplitRow, view.SplitColumn) if view.hasFrozenPanes() else (0, 0)

    @frozen.setter
    def frozen(self, lines: tuple[int, int]) -> None:
        self.document.CurrentController.freezeAtPosition(lines[1], lines[0])

    def merged(self) -> list[Area]:
        found = []
        for block in self.sheet.getCellFormatRanges():
            if block.getIsMerged():
                cursor = self.sheet.createCursorByRange(block)
                cursor.collapseToMergedArea()
                found.append(_area(cursor.RangeAddress))
        return found

    def merge(self, area: Area) -> None:
        self._range(area).merge(True)

    def unmerge(self, area: Area) -> None:
        self._range(area).merge(False)

    def rules(self) -> list[tuple[Key, Rule]]:
        """Those put first, then by their numbers."""
        self._take_apart()
        ranks = {number: rank for rank, number in enumerate(self._first)}
        known = self.sheet.ConditionalFormats.getConditionalFormats()
        forms = sorted(known, key=lambda form: (ranks.get(form.ID, len(ranks)), form.ID))
        return [
            self._known(form.ID, self._areas(form), form.getByIndex(number))
            for form in forms
            for number in range(form.getCount())
        ]

    def _known(self, number: int, areas: tuple[Area, ...], entry: Any) -> tuple[Key, Rule]:
        key = self._key(number, entry)
        if not key[2]:
            return key, Rule(areas, None)
        return key, Rule(areas, str(key[1]), self._look(key[2]))

    def _key(self, number: int, entry: Any) -> tuple[int, object, str]:
        """Number of the format, formula and style; of what is no formula, its type and no style."""
        if entry.getType() != 0 or entry.Operator != EXPRESSION:
            return number, entry.getType(), ""
        return number, entry.Formula1, str(entry.StyleName)

    def _find(self, key: Key) -> Any:
        forms = self.sheet.ConditionalFormats.getConditionalFormats()
        number = _number(key)
        return next(
            (form for form in forms if number == form.ID and self._key(number, form.getByIndex(0)) == key), None
        )

    def rule(self, key: Key) -> Rule | None:
        form = self._find(key)
        return None if form is None else self._known(form.ID, self._areas(form), form.getByIndex(0))[1]

    def add_rule(self, rule: Rule) -> Key:
        return self._add(rule.areas, rule.formula, self._style(rule.look))

    def _add(self, areas: Sequence[Area], formula: object, style: str) -> Key:
        number = self.sheet.ConditionalFormats.createByRange(self._ranges(areas))
        form = next(form for form in self.sheet.ConditionalFormats.getConditionalFormats() if number == form.ID)
        form.createEntry(0, 0)
        return self._fill_entry(form, formula, style)

    def _fill_entry(self, form: Any, formula: object, style: str) -> Key:
        entry = form.getByIndex(0)
        entry.Operator = EXPRESSION
        entry.Formula1 = formula
        entry.StyleName = style
        return self._key(form.ID, entry)

    def change_rule(self, key: Key, rule: Rule) -> Key:
        form = self._must_find(key)
        if rule.areas != self._areas(form):
            form.Range = self._ranges(rule.areas)
        return key if rule.formula is None else self._fill_entry(form, rule.formula, self._style(rule.look))

    def _areas(self, form: Any) -> tuple[Area, ...]:
        return tuple(map(_area, form.Range.RangeAddresses))

    def _must_find(self, key: Key) -> Any:
        form = self._find(key)
        if form is None:
            raise refused("应用程序定义或对象定义错误")
        return form

    def remove_rule(self, key: Key) -> None:
        self.sheet.ConditionalFormats.removeByID(self._must_find(key).ID)

    def _take_apart(self) -> None:
        """Give each rule a format of its own.

        LibreOffice makes one format of the rules that a file has for the same areas, and its ``removeByIndex`` (7.4)
        refuses every number.
        """
        forms = sorted(self.sheet.ConditionalFormats.getConditionalFormats(), key=lambda form: form.ID)
        if all(form.getCount() == 1 for form in forms):
            return
        modified, copies = self.document.isModified(), []
        for form in forms:
            keys = [self._key(form.ID, form.getByIndex(number)) for number in range(form.getCount())]
            if all(style for _, _, style in keys):
                copies += [(self._areas(form), formula, style) for _, formula, style in keys]
                self.sheet.ConditionalFormats.removeByID(form.ID)
        for copy in copies:
            self._add(*copy)
        self.document.setModified(modified)

    def put_first(self, key: Key) -> Key:
        """LibreOffice has no priorities: of rules that overlap, the one made first counts; so the others are remade."""
        rule = self.rule(key)
        assert rule is not None
        others = [
            (other, known)
            for other, known in self.rules()
            if other != key and known.formula is not None and _overlap(known, rule)
        ]
        for old in (key, *(other for other, _ in others)):
            self.remove_rule(old)
        first = self.add_rule(rule)
        remade = {
            _number(other): _number(self._add(known.areas, known.formula, str(other[2]))) for other, known in others
        }
        kept = [remade.get(number, number) for number in self._first if number != _number(key)]
        self._first[:] = [_number(first), *kept]
        return first

    @property
    def _first(self) -> list[int]:
        """Numbers of the rules that were put first, the last one first."""
        return self.office.put_first.setdefault((str(self.document.RuntimeUID), self.name), [])

    def _style(self, look: Look) -> str:
        """The cell style that shows a look, made when it is new."""
        name = LOOK_STYLE + " ".join(map(str, astuple(look)))
        styles = self.document.StyleFamilies.getByName("CellStyles")
        if not styles.hasByName(name):
            styles.insertByName(name, self.document.createInstance("com.sun.star.style.CellStyle"))
            _dress(styles.getByName(name), {key: value for key, value in vars(look).items() if value is not None})
        return name

    def _look(self, style: str) -> Look:
        known, key = self.office.looks, (str(self.document.RuntimeUID), style)
        if key not in known:
            known[key] = self._read_look(style)
        return known[key]

    def _read_look(self, style: str) -> Look:
        made = self.document.StyleFamilies.getByName("CellStyles").getByName(style)
        states = made.getPropertyStates(LOOKS)
        own = {
            name: getattr(made, name)
            for name, state in zip(LOOKS, states, strict=True)
            if state.value == "DIRECT_VALUE"
        }
        line = own.get("LeftBorder")
        bordered = line is not None and line.OuterLineWidth > 0
        return Look(
            fill=_color(own.get("CellBackColor", NO_COLOR)),
            color=_color(own.get("CharColor", NO_COLOR)),
            bold=own["CharWeight"] > NORMAL_WEIGHT if "CharWeight" in own else None,
            italic=own["CharPosture"].value == "ITALIC" if "CharPosture" in own else None,
            underline=own["CharUnderline"] > 0 if "CharUnderline" in own else None,
            border=1 if bordered else None,
            border_color=None if line is None or not bordered else _color(line.Color),
        )

    def notes(self) -> dict[tuple[int, int], str]:
        found = {}
        for note in self.sheet.Annotations:
            place = note.Position
            found[place.Row + 1, place.Column + 1] = str(note.String)
        return found

    def note(self, row: int, column: int) -> str | None:
        return str(self._cell(row, column).getAnnotation().String) or None

    def _cell(self, row: int, column: int) -> Any:
        return self.sheet.getCellByPosition(column - 1, row - 1)

    def set_note(self, row: int, column: int, text: str | None) -> None:
        cell = self._cell(row, column)
        if text is None:
            cell.clearContents(NOTE)
        elif cell.getAnnotation().String:
            cell.getAnnotation().setString(text)
        else:
            self.sheet.Annotations.insertNew(cell.CellAddress, text)

    def hidden(self, axis: int, first: int, last: int) -> list[bool]:
        strip: Area = (1, first, 1, last) if axis else (first, 1, last, 1)
        if not axis:
            shown = self._range(strip).queryVisibleCells().RangeAddresses
            visible = {row for address in shown for row in range(address.StartRow + 1, address.EndRow + 2)}
            return [number not in visible for number in range(first, last + 1)]
        return [not self.sheet.Columns.getByIndex(number - 1).IsVisible for number in range(first, last + 1)]

    def set_hidden(self, axis: int, first: int, last: int, hidden: bool) -> None:
        self._lines(axis, first, last).IsVisible = not hidden

    def _lines(self, axis: int, first: int, last: int) -> Any:
        strip: Area = (1, first, 1, last) if axis else (first, 1, last, 1)
        return self._range(strip).Columns if axis else self._range(strip).Rows

    @property
    def _filters(self) -> Any:
        return self.document.getPropertyValue("UnnamedDatabaseRanges")

    @property
    def _number(self) -> int:
        return int(self.sheet.RangeAddress.Sheet)

    @property
    def autofilter(self) -> Area | None:
        if not self._filters.hasByTable(self._number):
            return None
        known = self._filters.getByTable(self._number)
        return _area(known.DataArea) if known.AutoFilter else None

    @autofilter.setter
    def autofilter(self, area: Area | None) -> None:
        if area is None:
            self.show_all()
            self._filters.getByTable(self._number).AutoFilter = False
        else:
            self._filters.setByTable(self._range(area).RangeAddress)
            self._filters.getByTable(self._number).AutoFilter = True

    def filtered(self) -> bool:
        area = self.autofilter
        return area is not None and any(
            self.sheet.Rows.getByIndex(row).IsFiltered for row in range(area[0] - 1, area[2])
        )

    def show_all(self) -> None:
        if area := self.autofilter:
            cells = self._range(area)
            cells.filter(cells.createFilterDescriptor(True))

    def set_autofilter(self, area: Area, field: int | None, wanted: Sequence[str] | None) -> None:
        if self.autofilter != area:
            self.autofilter = area
        if field is None or wanted is None:
            self.show_all()
            return
        cells = self._range(area)
        descriptor = cells.createFilterDescriptor(True)
        descriptor.ContainsHeader = True
        either = _enum("sheet.FilterConnection", "OR")
        equal = _enum("sheet.FilterOperator", "EQUAL")
        fields = [
            _struct("sheet.TableFilterField", Connection=either, Field=field - 1, Operator=equal, StringValue=text)
            for text in wanted
        ]
        descriptor.setFilterFields(tuple(fields))
        cells.filter(descriptor)

    def size(self, axis: int, number: int) -> float:
        line = self._lines(axis, number, number).getByIndex(0)
        return round((line.Width if axis else line.Height) / POINT, 2) if line.IsVisible else 0.0

    def set_size(self, axis: int, first: int, last: int, points: float) -> None:
        setattr(self._lines(axis, first, last), "Width" if axis else "Height", round(points * POINT))

    def tables(self) -> list[Table]:
        ranges = self.document.DatabaseRanges
        known = [(name, ranges.getByName(name).DataArea) for name in ranges.ElementNames]
        return [Table(name, _area(address)) for name, address in known if address.Sheet == self._number]

    def add_table(self, table: Table) -> None:
        self.document.DatabaseRanges.addNewByName(table.name, self._range(table.area).RangeAddress)


def _addresses(found: Any) -> list[Area]:
    return [_area(address) for address in found.RangeAddresses]


def _offsets(block: Area, area: Area) -> Iterator[tuple[int, int]]:
    """Places of a block's cells inside an area, counted from 0."""
    common = intersection(block, area)
    if common:
        for row in range(common[0], common[2] + 1):
            for column in range(common[1], common[3] + 1):
                yield row - area[0], column - area[1]


def _number(key: Key) -> int:
    assert isinstance(key, tuple)
    return int(key[0])


def _overlap(one: Rule, other: Rule) -> bool:
    return any(intersection(first, second) for first in one.areas for second in other.areas)


def _dress(subject: Any, changes: Mapping[str, Any]) -> None:
    """Change cells, or a style, by the fields of `Look` and `CellLook`."""
    for field, value in changes.items():
        for name, wanted in _wanted(field, value, changes):
            setattr(subject, name, wanted)


def _wanted(field: str, value: Any, changes: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    """LibreOffice's properties; letters have theirs twice, for Western and for Asian scripts."""
    match field:
        case "bold":
            yield from _letters("CharWeight", BOLD_WEIGHT if value else NORMAL_WEIGHT)
        case "italic":
            yield from _letters("CharPosture", _enum("awt.FontSlant", "ITALIC" if value else "NONE"))
        case "size":
            yield from _letters("CharHeight", float(value))
        case "underline":
            yield "CharUnderline", int(value)
        case "color":
            yield "CharColor", _rgb(value)
        case "fill":
            yield "CellBackColor", _rgb(value)
        case "wrap":
            yield "IsTextWrapped", value
        case "horizontal":
            yield "HoriJustify", _enum("table.CellHoriJustify", HORIZONTAL[value])
        case "vertical":
            yield "VertJustify", VERTICAL[value]
        case "border":
            yield from ((side, _line(value, changes.get("border_color"))) for side in BORDERS)


def _letters(name: str, value: object) -> Iterator[tuple[str, object]]:
    return ((f"{name}{script}", value) for script in ("", "Asian"))


def _line(border: int | None, color: Color | None) -> Any:
    width = 0 if border is None else 18
    return _struct("table.BorderLine2", Color=_rgb(color or 0), OuterLineWidth=width, LineWidth=width)


def _enum(kind: str, name: str) -> Any:
    return load_uno().Enum(f"com.sun.star.{kind}", name)


def _named(known: Mapping[int, object], found: object) -> int:
    return next(number for number, name in known.items() if name == found)


def _color(rgb: int) -> Color | None:
    """LibreOffice has red in the highest byte."""
    return None if rgb == NO_COLOR else rgb >> 16 & 255 | rgb & 0xFF00 | (rgb & 255) << 16


def _rgb(color: Color | None) -> int:
    return NO_COLOR if color is None else color >> 16 & 255 | color & 0xFF00 | (color & 255) << 16
