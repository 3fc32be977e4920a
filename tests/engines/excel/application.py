"""Excel itself, its dialogs and its workbooks."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tests.engines.excel.formulas import Words
from tests.engines.excel.gate import Collection, ComObject, Gate, _gated
from tests.engines.excel.names import Names
from tests.engines.excel.ranges import Range
from tests.engines.excel.sheets import Chart, Charts, Sheets, Worksheet, Worksheets
from tests.engines.store import Area, BookStore, OfficeStore, SheetStore, area_name, intersection
from tests.engines.windows import refused

if TYPE_CHECKING:
    from tests.engines.excel.sheets import Charts as ChartsObject
    from tests.engines.excel.sheets import Sheets as SheetsObject

EXTENSIONS = {51: ".xlsx", 52: ".xlsm", 55: ".xlam"}


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
            "ReferenceStyle": 1,
        }
        self._formulas_of_names: dict[str, str] = {}
        self._language: Words | None = None
        self._alerts: list[tuple[str, str]] = []
        self._answers: list[int] = []
        self._chosen: list[str | bool] = []
        self._elsewhere: dict[str, str] = {}
        self._user_interface_only: set[tuple[str, str]] = set()
        self._fixed_drawings: set[tuple[str, str]] = set()
        self._charts: dict[str, list[str]] = {}
        self._charts_shown: dict[str, str] = {}
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
    def ActiveSheet(self) -> Any:
        book = self.ActiveWorkbook
        return book.ActiveSheet if book else None

    @property
    def Selection(self) -> "Range | None":
        sheet = self.ActiveSheet
        if isinstance(sheet, Chart):
            raise refused("对象不支持该属性或方法")  # what is selected in a chart has no address
        return Range(sheet, sheet._store.selection) if sheet else None

    @property
    def ActiveCell(self) -> "Range | None":
        sheet = self.ActiveSheet
        return Range(sheet, (self._active_area(sheet._book._store, sheet._store),)) if sheet else None

    @property
    def ActiveWindow(self) -> "Window | None":
        sheet = self.ActiveSheet
        return Window(sheet) if sheet else None

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
    *("CutCopyMode", "Visible", "Cursor", "ReferenceStyle"),
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


class Window(ComObject):
    """The window of the active sheet."""

    def __init__(self, sheet: Worksheet) -> None:
        self._app = sheet._app
        self._store = sheet._store
        self._split = sheet._store.frozen

    @property
    def ScrollRow(self) -> int:
        return self._store.scroll[0]

    @ScrollRow.setter
    def ScrollRow(self, row: int) -> None:
        self._store.scroll = row, self._store.scroll[1]

    @property
    def ScrollColumn(self) -> int:
        return self._store.scroll[1]

    @ScrollColumn.setter
    def ScrollColumn(self, column: int) -> None:
        self._store.scroll = self._store.scroll[0], column

    @property
    def SplitRow(self) -> int:
        return self._split[0]

    @SplitRow.setter
    def SplitRow(self, rows: int) -> None:
        self._split = rows, self._split[1]

    @property
    def SplitColumn(self) -> int:
        return self._split[1]

    @SplitColumn.setter
    def SplitColumn(self, columns: int) -> None:
        self._split = self._split[0], columns

    @property
    def FreezePanes(self) -> bool:
        return any(self._store.frozen)

    @FreezePanes.setter
    def FreezePanes(self, frozen: bool) -> None:
        self._store.frozen = self._split if frozen else (0, 0)


class Workbooks(Collection):
    _app: Application

    def __init__(self, app: Application) -> None:
        self._app = app

    def _members(self) -> Sequence["Workbook"]:
        return [self._app._book(store) for store in self._app._office.books()]

    def Add(self) -> "Workbook":
        return self._app._book(self._app._office.add())

    def Open(self, Filename: str, UpdateLinks: object = None, ReadOnly: bool | None = None, *_rest: object) -> Any:
        return self._app._book(self._app._office.open(Filename, bool(ReadOnly)))


class Workbook(ComObject):
    _app: Application

    def __init__(self, app: Application, store: BookStore) -> None:
        self._app = app
        self._store = store

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Workbook) and self._store.is_same(other._store)

    __hash__ = None  # type: ignore[assignment]

    @property
    def Name(self) -> str:
        return self._name()

    def _sheet(self, name: str) -> Worksheet:
        found = next((sheet for sheet in self._store.sheets() if sheet.name == name), None)
        if found is None:
            raise refused("下标越界。")
        return Worksheet(self, found)

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
    def Sheets(self) -> "SheetsObject":
        return Sheets(self)

    @property
    def Charts(self) -> "ChartsObject":
        return Charts(self)

    @property
    def ActiveSheet(self) -> Any:
        shown = self._app._charts_shown.get(self._store.fullname)
        return Chart(self, shown) if shown else Worksheet(self, self._store.active)

    @property
    def Names(self) -> "Names":
        return Names(self)

    @property
    def ProtectStructure(self) -> bool:
        return self._store.fixed

    def Protect(self, Password: str = "", Structure: bool = True, Windows: bool = False) -> None:
        self._store.fixed = Structure

    def Unprotect(self, Password: str = "") -> None:
        self._store.fixed = False

    def _open_structure(self) -> None:
        if self._store.fixed:
            raise refused("工作簿有保护，不能更改。")

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
