"""Excel's objects, as far as a ribbon needs them, over a store; they answer as Excel for Windows does.

Each call goes through a `Gate`, which writes it down, and raises what Excel raises while it is busy. What is not here
is answered as Excel answers an unknown name.
"""

# ruff: noqa: N802, N803, ARG002 - names and arguments are Excel's

import functools
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from openpyxl.formula.translate import Translator

from progress_xl.addresses import MAX_COLUMN, MAX_ROW, cell_name, column_letters, column_number, parse_area, parse_cell
from tests.engines.entries import DATE, GENERAL, entered
from tests.engines.store import (
    Area,
    BookStore,
    CellError,
    Key,
    Look,
    OfficeStore,
    Rule,
    SheetStore,
    Table,
    area_name,
    areas_of,
    intersection,
    minus,
    union,
)
from tests.engines.store import Value as CellValue
from tests.engines.windows import CDispatch, busy, refused, unknown

if TYPE_CHECKING:  # in classes that have a member of the same name
    from tests.engines.excel import Comment as CommentObject
    from tests.engines.excel import Range as RangeObject
    from tests.engines.excel import Worksheet as WorksheetObject
    from tests.engines.excel import Worksheets as WorksheetsObject

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
WHOLE_SHEET: Area = (1, 1, MAX_ROW, MAX_COLUMN)
XL_NONE = -4142
XL_EXPRESSION = 2
XL_VISIBLE_CELLS = 12
MAX_FORMULA = 8192
MAX_SOURCE = 255
COUNTED_FROM_ACTIVE_CELL = ("FormatConditions.Add", "FormatCondition.Modify")
EXTENSIONS = {51: ".xlsx", 52: ".xlsm", 55: ".xlam"}


class Call(NamedTuple):
    """A call that crosses to Excel: ``Range.Value=`` or ``FormatConditions.Add``, on which sheet and areas.

    ``active_cell`` is told of calls that hand over a formula, whose references count from it.
    """

    what: str
    sheet: str
    areas: str
    args: tuple[object, ...]
    active_cell: str


@dataclass
class Gate:
    """What passes between Python and Excel. While ``inside``, Excel's objects talk among themselves."""

    calls: list[Call] = field(default_factory=list)
    inside: bool = False
    busy_calls: int = 0
    busy_with: int = 0

    def busy(self, hresult: int, calls: int = -1) -> None:
        """Refuse the next ``calls`` calls; -1: all from now on."""
        self.busy_with, self.busy_calls = hresult, calls

    def named(self, what: str) -> list[Call]:
        return [call for call in self.calls if call.what == what]

    @contextmanager
    def passing(self, subject: "ComObject", what: str, args: tuple[object, ...]) -> Iterator[None]:
        if self.inside:
            yield
            return
        self.inside = True
        try:
            if self.busy_calls:
                self.busy_calls -= 1
                raise busy(self.busy_with)
            active_cell = subject._app._active_cell() if what in COUNTED_FROM_ACTIVE_CELL else ""
            self.calls.append(Call(what, *subject._place(), args, active_cell))
            yield
        except AttributeError as error:
            raise RuntimeError(f"{what}: {error}") from error  # which xlwings would repeat for ever
        finally:
            self.inside = False


def _gated(name: str, method: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(method)
    def passed(self: "ComObject", *args: Any, **kwargs: Any) -> Any:
        args = tuple(map(_bare, args))
        kwargs = {key: _bare(value) for key, value in kwargs.items()}
        with self._app._gate.passing(self, f"{type(self).__name__}.{name}", (*args, *kwargs.values())):
            return method(self, *args, **kwargs)

    return passed


def _bare(value: Any) -> Any:
    """Without the wrapper in which xlwings repeats calls."""
    return vars(value)["_inner"] if type(value).__name__ == "COMRetryObjectWrapper" else value


class _OleObject:
    """What xlwings asks whether a name is known."""

    def __init__(self, owner: object) -> None:
        self._owner = owner

    def GetIDsOfNames(self, _locale: int, name: str) -> int:
        if not hasattr(type(self._owner), name):
            raise unknown(name)
        return 1


class ComObject(CDispatch):
    """Public names are Excel's; each use of one passes the gate."""

    _app: "Application"

    def __init_subclass__(cls) -> None:
        for name, member in list(vars(cls).items()):
            if name.startswith("_") and name not in ("__call__",):
                continue
            if isinstance(member, property):
                setter = member.fset and _gated(f"{name}=", member.fset)
                setattr(cls, name, property(_gated(name, member.fget or (lambda _: None)), setter))
            elif callable(member):
                setattr(cls, name, _gated(name, member))

    @property
    def _oleobj_(self) -> _OleObject:
        return _OleObject(self)

    def _place(self) -> tuple[str, str]:
        """Sheet and areas that a call is about."""
        return "", ""

    def __setattr__(self, name: str, value: object) -> None:
        if not name.startswith("_") and not hasattr(type(self), name):
            raise unknown(name)
        super().__setattr__(name, value)

    @property
    def Application(self) -> "Application":
        return self._app


class Collection(ComObject):
    """Excel's collections count from 1 and are called to give a member."""

    def _members(self) -> Sequence[Any]:
        raise NotImplementedError

    def _named(self, member: Any) -> str:
        return str(member.Name)

    def __call__(self, key: int | str) -> Any:
        return self._member(key)

    def Item(self, key: int | str) -> Any:
        return self._member(key)

    def _member(self, key: int | str) -> Any:
        members = self._members()
        if isinstance(key, str):
            members, key = [member for member in members if self._named(member).casefold() == key.casefold()], 1
        if not 1 <= key <= len(members):
            raise refused("下标越界。")
        return members[key - 1]

    @property
    def Count(self) -> int:
        return len(self._members())

    def __iter__(self) -> Iterator[Any]:
        return iter(self._members())


class Application(ComObject):
    """A running Excel."""

    def __init__(self, office: OfficeStore) -> None:
        self._app = self
        self._office = office
        self._gate = Gate()
        self._pid = self._hwnd = office.pid
        self._settings: dict[str, Any] = {
            "ScreenUpdating": True,
            "DisplayAlerts": True,
            "EnableEvents": True,
            "Interactive": True,
            "StatusBar": False,
            "Calculation": -4105,
            "CutCopyMode": 0,
            "Visible": True,
            "Cursor": -4143,
        }
        self._alerts: list[tuple[str, str]] = []
        self._answers: list[int] = []
        self._chosen: list[str | bool] = []
        self._elsewhere: dict[str, str] = {}
        self._user_interface_only: set[tuple[str, str]] = set()
        self._active_in: dict[tuple[str, str], tuple[int, int]] = {}

    def _active_cell(self) -> str:
        active = self._office.active()
        return area_name(self._active_area(active, active.active)) if active else ""

    def _active_area(self, book: BookStore, sheet: SheetStore) -> Area:
        """The active cell: the one activated inside the selection, or the selection's corner."""
        row, column = self._active_in.get((book.fullname, sheet.name), (0, 0))
        if not any(intersection((row, column, row, column), area) for area in sheet.selection):
            row, column = sheet.selection[0][:2]
        return row, column, row, column

    def _message_box(self, prompt: str, title: str, _style: int) -> int:
        """Note what is said; press what the test chose, or OK."""
        self._alerts.append((title, prompt))
        return self._answers.pop(0) if self._answers else 1

    def _book(self, store: BookStore) -> "Workbook":
        return Workbook(self, store)

    @property
    def Name(self) -> str:
        return "Microsoft Excel"

    @property
    def Version(self) -> str:
        return "16.0"

    @property
    def Path(self) -> str:
        return "C:\\Program Files\\Microsoft Office\\root\\Office16"

    @property
    def StartupPath(self) -> str:
        return "C:\\Users\\user\\AppData\\Roaming\\Microsoft\\Excel\\XLSTART"

    @property
    def Hwnd(self) -> int:
        return self._hwnd

    @property
    def Ready(self) -> bool:
        return True

    @property
    def Workbooks(self) -> "Workbooks":
        return Workbooks(self)

    @property
    def ActiveWorkbook(self) -> "Workbook | None":
        book = self._office.active()
        return self._book(book) if book else None

    @property
    def ActiveSheet(self) -> "Worksheet | None":
        book = self.ActiveWorkbook
        return book.ActiveSheet if book else None

    @property
    def Selection(self) -> "Range | None":
        sheet = self.ActiveSheet
        return Range(sheet, sheet._store.selection) if sheet else None

    @property
    def ActiveCell(self) -> "Range | None":
        sheet = self.ActiveSheet
        return Range(sheet, (self._active_area(sheet._book._store, sheet._store),)) if sheet else None

    def Calculate(self) -> None:
        self._office.calculate()

    def Quit(self) -> None:
        self._office.quit()

    def Run(self, macro: str, *args: object) -> object:
        name, separator, rest = macro.rpartition("!")
        book: Any = self.Workbooks(name.strip("'")) if separator else self.ActiveWorkbook
        return book._store.run(rest, args)

    def Intersect(self, *ranges: "Range") -> "Range | None":
        areas = list(ranges[0]._areas)
        for other in ranges[1:]:
            areas = [part for one in areas for two in other._areas if (part := intersection(one, two))]
        return Range(ranges[0]._sheet, tuple(areas)) if areas else None

    def Union(self, *ranges: "Range") -> "Range":
        return Range(ranges[0]._sheet, tuple(area for one in ranges for area in one._areas))

    def Goto(self, Reference: "Range", Scroll: bool = False) -> None:
        Reference._sheet.Activate()
        Reference.Select()

    def InputBox(self, Prompt: str, Title: str = "", *_rest: object) -> str | bool:
        self._alerts.append((Title, Prompt))
        return self._chosen.pop(0) if self._chosen else False

    def FileDialog(self, _kind: int) -> "FileDialog":
        return FileDialog(self)


def _setting(name: str) -> property:
    def get(self: Application) -> Any:
        return self._settings[name]

    def put(self: Application, value: Any) -> None:
        if name == "ScreenUpdating" and bool(value) != self._settings[name]:
            self._office.lock(not value)
        self._settings[name] = value

    return property(_gated(name, get), _gated(f"{name}=", put))


for _name in (
    *("ScreenUpdating", "DisplayAlerts", "EnableEvents", "Interactive", "StatusBar", "Calculation"),
    *("CutCopyMode", "Visible", "Cursor"),
):
    setattr(Application, _name, _setting(_name))


class FileDialog(ComObject):
    """A dialog in which the test chose beforehand; nothing chosen is Cancel."""

    def __init__(self, app: Application) -> None:
        self._app = app
        self._items: list[str] = []

    Title = InitialFileName = ButtonName = ""
    AllowMultiSelect = False

    def Show(self) -> int:
        chosen = self._app._chosen.pop(0) if self._app._chosen else False
        self._items = [chosen] if isinstance(chosen, str) else []
        return -1 if self._items else 0

    def SelectedItems(self, number: int) -> str:
        return self._items[number - 1]


class Workbooks(Collection):
    def __init__(self, app: Application) -> None:
        self._app = app

    def _members(self) -> Sequence["Workbook"]:
        return [self._app._book(store) for store in self._app._office.books()]

    def Add(self) -> "Workbook":
        return self._app._book(self._app._office.add())

    def Open(self, Filename: str, UpdateLinks: object = None, ReadOnly: bool | None = None, *_rest: object) -> Any:
        return self._app._book(self._app._office.open(Filename, bool(ReadOnly)))


class Workbook(ComObject):
    def __init__(self, app: Application, store: BookStore) -> None:
        self._app = app
        self._store = store

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Workbook) and self._store.is_same(other._store)

    __hash__ = None  # type: ignore[assignment]

    @property
    def Name(self) -> str:
        return self._name()

    def _name(self) -> str:
        return self._full_name().replace("\\", "/").rpartition("/")[2]

    def _full_name(self) -> str:
        return self._app._elsewhere.get(self._store.fullname, self._store.fullname)

    @property
    def FullName(self) -> str:
        return self._full_name()

    @property
    def Path(self) -> str:
        """Empty as long as the book was never saved."""
        return self._full_name().rpartition("/")[0]

    @property
    def Parent(self) -> Application:
        return self._app

    @property
    def ReadOnly(self) -> bool:
        return self._store.read_only

    @property
    def Saved(self) -> bool:
        return self._store.saved

    @Saved.setter
    def Saved(self, value: bool) -> None:
        self._store.saved = value

    @property
    def AutoSaveOn(self) -> bool:
        return "://" in self._full_name()

    @property
    def FileFormat(self) -> int:
        extension = "." + self._name().rpartition(".")[2].lower()
        return next((number for number, known in EXTENSIONS.items() if known == extension), 51)

    @property
    def Worksheets(self) -> "Worksheets":
        return Worksheets(self)

    @property
    def Sheets(self) -> "WorksheetsObject":
        return Worksheets(self)

    @property
    def ActiveSheet(self) -> "Worksheet":
        return Worksheet(self, self._store.active)

    @property
    def Names(self) -> "Names":
        return Names(self)

    @property
    def ProtectStructure(self) -> bool:
        return False

    def Activate(self) -> None:
        self._app._office.activate(self._store)

    def Save(self) -> None:
        if self._store.read_only:
            raise refused(f"“{self._name()}”为只读。")
        self._store.save(None)

    def SaveAs(self, Filename: str, FileFormat: int = 51, Password: str | None = None) -> None:
        if not Filename.lower().endswith(EXTENSIONS.get(FileFormat, ".xlsx")):
            raise refused("此扩展名不能用于所选的文件类型。")
        self._store.save(Filename)

    def Close(self, SaveChanges: bool = False, *_rest: object) -> None:
        if SaveChanges:
            self.Save()
        self._store.close()


class Worksheets(Collection):
    def __init__(self, book: Workbook) -> None:
        self._app = book._app
        self._book = book

    def _members(self) -> Sequence["Worksheet"]:
        return [Worksheet(self._book, store) for store in self._book._store.sheets()]

    @property
    def Parent(self) -> Workbook:
        return self._book

    def Add(self, Before: "Worksheet | None" = None, After: "Worksheet | None" = None) -> "Worksheet":
        """Before the active sheet, when neither is said; the new sheet becomes active."""
        anchor = Before or After or self._book.ActiveSheet
        at = anchor.Index - (0 if After and not Before else 1)
        taken = {sheet.name.casefold() for sheet in self._book._store.sheets()}
        name = next(name for name in (f"Sheet{n}" for n in range(1, 999)) if name.casefold() not in taken)
        added = Worksheet(self._book, self._book._store.add_sheet(name, at))
        added.Activate()
        return added


class Worksheet(ComObject):
    def __init__(self, book: Workbook, store: SheetStore) -> None:
        self._app = book._app
        self._book = book
        self._store = store

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Worksheet) and self._book == other._book and self._store.name == other._store.name

    __hash__ = None  # type: ignore[assignment]

    def _place(self) -> tuple[str, str]:
        return self._store.name, ""

    def _key(self) -> tuple[str, str]:
        return self._book._store.fullname, self._store.name

    def _locked(self) -> bool:
        """Whether the program may not change it."""
        return self._store.protected and self._key() not in self._app._user_interface_only

    def _open(self) -> SheetStore:
        if self._locked():
            raise refused("您试图更改的单元格或图表位于受保护的工作表中。")
        return self._store

    @property
    def Name(self) -> str:
        return self._store.name

    @Name.setter
    def Name(self, value: str) -> None:
        if any(sheet.name.casefold() == value.casefold() for sheet in self._book._store.sheets()):
            raise refused("该名称已被使用。请尝试其他名称。")
        self._store.name = value

    @property
    def Parent(self) -> Workbook:
        return self._book

    @property
    def Index(self) -> int:
        return [sheet.name for sheet in self._book._store.sheets()].index(self._store.name) + 1

    @property
    def Visible(self) -> int:
        return self._store.visible

    @Visible.setter
    def Visible(self, value: int | bool) -> None:
        shown = [sheet for sheet in self._book._store.sheets() if sheet.visible == -1]
        if not value and [sheet.name for sheet in shown] == [self._store.name]:
            raise refused("工作簿内至少含有一张可视工作表。")
        self._store.visible = -1 if value is True else int(value)
        if not value and self._book._store.active.name == self._store.name:
            self._book._store.active = next(sheet for sheet in shown if sheet.name != self._store.name)

    def Activate(self) -> None:
        if self._store.visible != -1:
            raise refused("类 Worksheet 的 Activate 方法无效")
        self._app._office.activate(self._book._store)
        self._book._store.active = self._store

    def Select(self) -> None:
        self.Activate()

    def Delete(self) -> None:
        """Without asking, as with ``DisplayAlerts`` off."""
        if len(self._book._store.sheets()) == 1:
            raise refused("工作簿内至少含有一张可视工作表。")
        self._book._store.remove_sheet(self._store)

    def Move(self, Before: "Worksheet | None" = None, After: "Worksheet | None" = None) -> None:
        others = [sheet.name for sheet in self._book._store.sheets() if sheet.name != self._store.name]
        anchor = Before or After
        if anchor is None:
            raise refused("未提供位置。")
        self._book._store.move_sheet(self._store, others.index(anchor._store.name) + (After is not None))

    def Range(self, Cell1: "str | RangeObject", Cell2: "str | RangeObject | None" = None) -> "RangeObject":
        first = self._areas(Cell1)
        return Range(self, first if Cell2 is None else (union([*first, *self._areas(Cell2)]),))

    def _areas(self, reference: "str | RangeObject") -> tuple[Area, ...]:
        if isinstance(reference, Range):
            return reference._areas
        if len(reference) > MAX_SOURCE:
            raise refused("方法 'Range' 作用于对象 '_Worksheet' 时失败")
        try:
            return tuple(_area(part) for part in reference.replace("$", "").split(","))
        except ValueError:
            return self._named_areas(reference)

    def _named_areas(self, name: str) -> tuple[Area, ...]:
        for known, refers_to in self._book._store.names().items():
            if known.casefold() == name.casefold():
                return areas_of(refers_to.lstrip("=").rpartition("!")[2].replace("$", ""))
        raise refused("方法 'Range' 作用于对象 '_Worksheet' 时失败")

    @property
    def Cells(self) -> "RangeObject":
        return Range(self, (WHOLE_SHEET,))

    @property
    def Rows(self) -> "RangeObject":
        return Range(self, (WHOLE_SHEET,), by="row")

    @property
    def Columns(self) -> "RangeObject":
        return Range(self, (WHOLE_SHEET,), by="column")

    @property
    def UsedRange(self) -> "RangeObject":
        return Range(self, (self._store.used(),))

    @property
    def Names(self) -> "Names":
        return Names(self._book, self._store.name)

    @property
    def Comments(self) -> "Comments":
        return Comments(self)

    @property
    def CommentsThreaded(self) -> "Collection":
        return NoThreads(self._app)

    @property
    def ListObjects(self) -> "ListObjects":
        return ListObjects(self)

    @property
    def AutoFilterMode(self) -> bool:
        return self._store.autofilter is not None

    @AutoFilterMode.setter
    def AutoFilterMode(self, value: bool) -> None:
        if value:
            raise refused("不能设置类 Worksheet 的 AutoFilterMode 属性")
        self._open().autofilter = None

    @property
    def AutoFilter(self) -> "AutoFilter | None":
        return AutoFilter(self) if self._store.autofilter else None

    @property
    def FilterMode(self) -> bool:
        return self._store.filtered()

    def ShowAllData(self) -> None:
        if not self._store.filtered():
            raise refused("类 Worksheet 的 ShowAllData 方法无效")
        self._open().show_all()

    @property
    def ProtectContents(self) -> bool:
        return self._store.protected

    @property
    def ProtectionMode(self) -> bool:
        return self._key() in self._app._user_interface_only

    def Protect(
        self,
        Password: str = "",
        DrawingObjects: bool = True,
        Contents: bool = True,
        Scenarios: bool = True,
        UserInterfaceOnly: bool = False,
        **_allowed: bool,
    ) -> None:
        self._store.protected = True
        if UserInterfaceOnly:
            self._app._user_interface_only.add(self._key())

    def Unprotect(self, Password: str = "") -> None:
        self._store.protected = False
        self._app._user_interface_only.discard(self._key())


class NoThreads(Collection):
    """Threaded comments: none."""

    def __init__(self, app: Application) -> None:
        self._app = app

    def _members(self) -> Sequence[Any]:
        return []


def _area(name: str) -> Area:
    """Also of whole rows and columns; ``ValueError`` if it is none."""
    first, colon, last = name.partition(":")
    if colon and first.isdigit() and last.isdigit():
        return int(first), 1, int(last), MAX_COLUMN
    if colon and first.isalpha() and last.isalpha():
        return 1, column_number(first), MAX_ROW, column_number(last)
    return parse_area(name)


class Range(ComObject):
    """Areas of a sheet. ``by`` is what calling it counts: cells, rows or columns."""

    def __init__(self, sheet: Worksheet, areas: tuple[Area, ...], by: str = "cell") -> None:
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
    def Worksheet(self) -> Worksheet:
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
                    [_moved(data, area[:2], (row, column)) for column in range(area[1], area[3] + 1)]
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
        if any(not minus(self._first, area) for area in merged):
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
        if self._counted() != 1 or self._sheet._store.note(*self._first[:2]) is not None:
            raise refused("应用程序定义或对象定义错误")
        self._sheet._open().set_note(*self._first[:2], Text)
        return Comment(self._sheet, self._first[:2])

    def ClearComments(self) -> None:
        for cell in [cell for cell in self._sheet._store.notes() if self._covers(cell)]:
            self._sheet._open().set_note(*cell, None)

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
        refers_to = f"={_quoted(self._sheet._store.name)}!{self._address(absolute=True)}"
        for name, known in self._sheet._book._store.names().items():
            if known == refers_to:
                return Name(self._sheet._book, name)
        raise refused("应用程序定义或对象定义错误")

    @Name.setter
    def Name(self, value: str) -> None:
        refers_to = f"={_quoted(self._sheet._store.name)}!{self._address(absolute=True)}"
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


def _quoted(sheet: str) -> str:
    return sheet if sheet.isalnum() else "'" + sheet.replace("'", "''") + "'"


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


def _moved(formula: str, origin: tuple[int, int], to: tuple[int, int]) -> str:
    """A formula (with ``=``) that is written for ``origin``, written for ``to``."""
    return str(Translator(formula, cell_name(*origin)).translate_formula(cell_name(*to)))


class Areas(Collection):
    def __init__(self, parent: Range) -> None:
        self._app = parent._app
        self._parent = parent

    def _members(self) -> Sequence[Range]:
        return [Range(self._parent._sheet, (area,)) for area in self._parent._areas]


class RangeInterior(ComObject):
    def __init__(self, parent: Range) -> None:
        self._app = parent._app
        self._range = parent

    def _place(self) -> tuple[str, str]:
        return self._range._place()

    @property
    def Color(self) -> int:
        found = self._range._sheet._store.fill(self._range._first)
        return 0xFFFFFF if found is None else found

    @Color.setter
    def Color(self, value: int) -> None:
        self._range._sheet._open().set_fill(self._range._first, int(value))

    @property
    def ColorIndex(self) -> int:
        return XL_NONE if self._range._sheet._store.fill(self._range._first) is None else 1

    @ColorIndex.setter
    def ColorIndex(self, value: int) -> None:
        if value == XL_NONE:
            self._range._sheet._open().set_fill(self._range._first, None)


class FormatConditions(Collection):
    """Of all rules of the sheet, those on a range. A formula's relative references count from the active cell."""

    def __init__(self, parent: Range) -> None:
        self._app = parent._app
        self._range = parent
        self._store = parent._sheet._store

    def _place(self) -> tuple[str, str]:
        return self._range._place()

    def __iter__(self) -> Iterator["FormatCondition"]:
        """By number, as Excel goes: deleting on the way passes over the next one."""
        number = 0
        while number < len(members := self._members()):
            yield members[number]
            number += 1

    def _members(self) -> Sequence["FormatCondition"]:
        return [FormatCondition(self._range, key) for key, rule in self._store.rules() if self._touches(rule)]

    def _touches(self, rule: Rule) -> bool:
        return any(intersection(one, other) for one in rule.areas for other in self._range._areas)

    def Add(self, Type: int, Operator: object = None, Formula1: str = "", Formula2: object = None) -> "FormatCondition":
        if Type != XL_EXPRESSION:
            raise NotImplementedError
        if len(Formula1) > MAX_FORMULA:
            raise refused("公式太长。")
        self._range._sheet._open()
        rule = Rule(self._range._areas, _to_corner(self._app, Formula1, self._range._areas))
        return FormatCondition(self._range, self._store.add_rule(rule))

    def Delete(self) -> None:
        """Rules that reach beyond the range stay there."""
        self._range._sheet._open()
        for key, rule in self._store.rules():
            left = [rest for area in rule.areas for rest in _without(area, self._range._areas)]
            if not left:
                self._store.remove_rule(key)
            elif tuple(left) != rule.areas:
                self._store.change_rule(key, replace(rule, areas=tuple(left), formula=_recut(rule, left[0])))


def _without(area: Area, holes: Sequence[Area]) -> list[Area]:
    rest = [area]
    for hole in holes:
        rest = [part for one in rest for part in minus(one, hole)]
    return rest


def _recut(rule: Rule, corner: Area) -> str | None:
    if rule.formula is None:
        return None
    return _moved(f"={rule.formula}", rule.areas[0][:2], corner[:2]).removeprefix("=")


def _to_corner(app: Application, formula: str, areas: Sequence[Area]) -> str:
    """The formula as Excel understands it, counted from the active cell, for the first cell of the areas."""
    return _moved(formula, parse_cell(app._active_cell()), areas[0][:2]).removeprefix("=")


class FormatCondition(ComObject):
    def __init__(self, parent: Range, key: Key) -> None:
        self._app = parent._app
        self._range = parent
        self._key = key

    def _place(self) -> tuple[str, str]:
        return self._range._sheet._store.name, " ".join(map(area_name, self._rule().areas))

    def _rule(self) -> Rule:
        rule = self._range._sheet._store.rule(self._key)
        if rule is None:
            raise refused("应用程序定义或对象定义错误")
        return rule

    def _change(self, **changes: Any) -> None:
        rule = replace(self._rule(), **changes)
        self._key = self._range._sheet._open().change_rule(self._key, rule)

    def _relook(self, **changes: Any) -> None:
        self._change(look=replace(self._rule().look, **changes))

    @property
    def Type(self) -> int:
        """2 a formula, 3 anything else (Excel tells colour scales from data bars)."""
        return XL_EXPRESSION if self._rule().formula is not None else 3

    @property
    def Formula1(self) -> str:
        """As seen from the active cell, which is how Excel gives it."""
        rule = self._rule()
        if rule.formula is None:
            raise refused("应用程序定义或对象定义错误")
        return _moved(f"={rule.formula}", rule.areas[0][:2], parse_cell(self._app._active_cell()))

    @property
    def AppliesTo(self) -> Range:
        return Range(self._range._sheet, self._rule().areas)

    def ModifyAppliesToRange(self, Range: Range) -> None:
        self._change(areas=Range._areas)

    def Modify(self, Type: int, Operator: object = None, Formula1: str = "", Formula2: object = None) -> None:
        self._change(formula=_to_corner(self._app, Formula1, self._rule().areas))

    @property
    def StopIfTrue(self) -> bool:
        return self._rule().stop

    @StopIfTrue.setter
    def StopIfTrue(self, value: bool) -> None:
        self._change(stop=bool(value))

    @property
    def Priority(self) -> int:
        keys = [key for key, _ in self._range._sheet._store.rules()]
        return keys.index(self._key) + 1

    def SetFirstPriority(self) -> None:
        self._key = self._range._sheet._open().put_first(self._key)

    def Delete(self) -> None:
        self._rule()
        self._range._sheet._open().remove_rule(self._key)

    @property
    def Interior(self) -> "RuleInterior":
        return RuleInterior(self)

    @property
    def Font(self) -> "RuleFont":
        return RuleFont(self)

    @property
    def Borders(self) -> "RuleBorders":
        return RuleBorders(self)


class RulePart(ComObject):
    def __init__(self, rule: FormatCondition) -> None:
        self._app = rule._app
        self._condition = rule

    def _place(self) -> tuple[str, str]:
        return self._condition._place()

    @property
    def _look(self) -> Look:
        return self._condition._rule().look


class RuleInterior(RulePart):
    @property
    def Color(self) -> int | None:
        return self._look.fill

    @Color.setter
    def Color(self, value: int) -> None:
        self._condition._relook(fill=int(value))

    @property
    def ColorIndex(self) -> int:
        return XL_NONE if self._look.fill is None else 1


class RuleFont(RulePart):
    @property
    def Color(self) -> int | None:
        return self._look.color

    @Color.setter
    def Color(self, value: int) -> None:
        self._condition._relook(color=int(value))

    @property
    def ColorIndex(self) -> int:
        return XL_NONE if self._look.color is None else 1

    @property
    def Bold(self) -> bool | None:
        return self._look.bold

    @Bold.setter
    def Bold(self, value: bool) -> None:
        self._condition._relook(bold=bool(value))

    @property
    def Italic(self) -> bool | None:
        return self._look.italic

    @Italic.setter
    def Italic(self, value: bool) -> None:
        self._condition._relook(italic=bool(value))

    @property
    def Underline(self) -> int:
        return 2 if self._look.underline else XL_NONE

    @Underline.setter
    def Underline(self, value: int) -> None:
        self._condition._relook(underline=value != XL_NONE)


class RuleBorders(RulePart):
    """All four sides alike."""

    def __call__(self, _side: int) -> "RuleBorders":
        return self

    @property
    def LineStyle(self) -> int:
        return XL_NONE if self._look.border is None else self._look.border

    @LineStyle.setter
    def LineStyle(self, value: int) -> None:
        self._condition._relook(border=None if value == XL_NONE else value)

    @property
    def Color(self) -> int | None:
        return self._look.border_color

    @Color.setter
    def Color(self, value: int) -> None:
        self._condition._relook(border_color=int(value))

    @property
    def Weight(self) -> int:
        return 2

    @Weight.setter
    def Weight(self, value: int) -> None:
        if value != 2:
            raise refused("不能设置类 Border 的 Weight 属性")


class Comments(Collection):
    def __init__(self, sheet: Worksheet) -> None:
        self._app = sheet._app
        self._sheet = sheet

    def _place(self) -> tuple[str, str]:
        return self._sheet._place()

    def _members(self) -> Sequence["Comment"]:
        return [Comment(self._sheet, cell) for cell in sorted(self._sheet._store.notes())]


class Comment(ComObject):
    """A cell's note."""

    def __init__(self, sheet: Worksheet, cell: tuple[int, int]) -> None:
        self._app = sheet._app
        self._sheet = sheet
        self._cell = cell

    def _place(self) -> tuple[str, str]:
        return self._sheet._store.name, cell_name(*self._cell)

    @property
    def Parent(self) -> Range:
        return Range(self._sheet, (self._cell * 2,))

    @property
    def Author(self) -> str:
        return ""

    @property
    def Visible(self) -> bool:
        return False

    @Visible.setter
    def Visible(self, value: bool) -> None:
        if value:
            raise NotImplementedError

    def Text(self, Text: str | None = None, Start: int | None = None, Overwrite: bool = True) -> str:
        if Text is not None:
            self._sheet._open().set_note(*self._cell, Text)
        return self._sheet._store.note(*self._cell) or ""

    def Delete(self) -> None:
        self._sheet._open().set_note(*self._cell, None)


class Names(Collection):
    """Of a book, or those of one sheet (``Sheet1!name``)."""

    def __init__(self, book: Workbook, sheet: str | None = None) -> None:
        self._app = book._app
        self._book = book
        self._sheet = sheet

    def _members(self) -> Sequence["Name"]:
        prefix = "" if self._sheet is None else f"{_quoted(self._sheet)}!"
        return [Name(self._book, name) for name in self._book._store.names() if name.startswith(prefix)]

    def Add(self, Name: str, RefersTo: str, Visible: bool = True) -> Any:
        self._book._store.set_name(Name, RefersTo if RefersTo.startswith("=") else f"={RefersTo}")
        return self._member(Name)


class Name(ComObject):
    def __init__(self, book: Workbook, name: str) -> None:
        self._app = book._app
        self._book = book
        self._called = name

    @property
    def Name(self) -> str:
        return self._called

    @property
    def RefersTo(self) -> str:
        return self._book._store.names()[self._called]

    @RefersTo.setter
    def RefersTo(self, value: str) -> None:
        self._book._store.set_name(self._called, value)

    @property
    def RefersToRange(self) -> Range:
        sheet, _, address = self.RefersTo.lstrip("=").rpartition("!")
        if not sheet:
            raise refused("应用程序定义或对象定义错误")
        return Range(self._book.Worksheets(sheet.strip("'").replace("''", "'")), areas_of(address.replace("$", "")))

    def Delete(self) -> None:
        self._book._store.set_name(self._called, None)


class AutoFilter(ComObject):
    def __init__(self, sheet: Worksheet) -> None:
        self._app = sheet._app
        self._sheet = sheet

    @property
    def Range(self) -> Range:
        area = self._sheet._store.autofilter
        if area is None:
            raise refused("应用程序定义或对象定义错误")
        return Range(self._sheet, (area,))

    @property
    def FilterMode(self) -> bool:
        return self._sheet._store.filtered()

    def ShowAllData(self) -> None:
        self._sheet.ShowAllData()


class ListObjects(Collection):
    def __init__(self, sheet: Worksheet) -> None:
        self._app = sheet._app
        self._sheet = sheet

    def _members(self) -> Sequence["ListObject"]:
        return [ListObject(self._sheet, table) for table in self._sheet._store.tables()]

    def Add(self, SourceType: int, Source: Range, *_rest: object, **_more: object) -> "ListObject":
        table = Table(f"表{len(self._sheet._store.tables()) + 1}", Source._first)
        self._sheet._open().add_table(table)
        return ListObject(self._sheet, table)


class ListObject(ComObject):
    """A table of the sheet; its first row is its heading."""

    def __init__(self, sheet: Worksheet, table: Table) -> None:
        self._app = sheet._app
        self._sheet = sheet
        self._table = table

    @property
    def Name(self) -> str:
        return self._table.name

    @property
    def DisplayName(self) -> str:
        return self._table.name

    @property
    def Parent(self) -> Worksheet:
        return self._sheet

    @property
    def Range(self) -> Range:
        return Range(self._sheet, (self._table.area,))

    @property
    def HeaderRowRange(self) -> Any:
        top, left, _, right = self._table.area
        return Range(self._sheet, ((top, left, top, right),))

    @property
    def DataBodyRange(self) -> Any:
        top, left, bottom, right = self._table.area
        return Range(self._sheet, ((top + 1, left, bottom, right),)) if bottom > top else None

    @property
    def ShowTotals(self) -> bool:
        return False
