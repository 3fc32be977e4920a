"""Worksheets."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from progress_xl.addresses import MAX_COLUMN, MAX_ROW, column_number, parse_area
from tests.engines.excel.gate import Collection, ComObject
from tests.engines.excel.names import Names
from tests.engines.excel.notes import Comments, CommentsThreaded
from tests.engines.excel.ranges import Range
from tests.engines.excel.tables import AutoFilter, ListObjects
from tests.engines.store import Area, SheetStore, areas_of, union
from tests.engines.windows import refused

if TYPE_CHECKING:
    from tests.engines.excel.application import Workbook
    from tests.engines.excel.notes import CommentsThreaded as ThreadsObject
    from tests.engines.excel.ranges import Range as RangeObject

WHOLE_SHEET: Area = (1, 1, MAX_ROW, MAX_COLUMN)
MAX_SOURCE = 255


class Worksheets(Collection):
    def __init__(self, book: "Workbook") -> None:
        self._app = book._app
        self._book = book

    def _members(self) -> Sequence["Worksheet"]:
        return [Worksheet(self._book, store) for store in self._book._store.sheets()]

    @property
    def Parent(self) -> "Workbook":
        return self._book

    def Add(self, Before: "Worksheet | None" = None, After: "Worksheet | None" = None) -> "Worksheet":
        """Before the active sheet, when neither is said; the new sheet becomes active."""
        anchor = Before or After or self._book.ActiveSheet
        at = anchor.Index - (0 if After and not Before else 1)
        taken = {sheet.name.casefold() for sheet in self._book._store.sheets()}
        name = next(name for name in (f"Sheet{n}" for n in range(1, 999)) if name.casefold() not in taken)
        self._book._open_structure()
        added = Worksheet(self._book, self._book._store.add_sheet(name, at))
        added.Activate()
        return added


class Worksheet(ComObject):
    def __init__(self, book: "Workbook", store: SheetStore) -> None:
        self._app = book._app
        self._book = book
        self._store = store

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Worksheet) and self._book == other._book and self._store.name == other._store.name

    __hash__ = None  # type: ignore[assignment]

    def _place(self) -> tuple[str, str]:
        return self._store.name, ""

    def _cells(self, areas: tuple[Area, ...]) -> "RangeObject":
        return Range(self, areas)

    def _key(self) -> tuple[str, str]:
        return self._book._store.fullname, self._store.name

    def _locked(self) -> bool:
        """Whether the program may not change it."""
        return self._store.protected and self._key() not in self._app._user_interface_only

    def _open(self) -> SheetStore:
        if self._locked():
            raise refused("您试图更改的单元格或图表位于受保护的工作表中。")
        return self._store

    def _open_drawings(self) -> SheetStore:
        if self._key() in self._app._fixed_drawings - self._app._user_interface_only:
            raise refused("您试图更改的单元格或图表位于受保护的工作表中。")
        return self._open()

    @property
    def Name(self) -> str:
        return self._store.name

    @Name.setter
    def Name(self, value: str) -> None:
        self._book._open_structure()
        if any(sheet.name.casefold() == value.casefold() for sheet in self._book._store.sheets()):
            raise refused("该名称已被使用。请尝试其他名称。")
        self._store.name = value

    @property
    def Parent(self) -> "Workbook":
        return self._book

    @property
    def Index(self) -> int:
        return [sheet.name for sheet in self._book._store.sheets()].index(self._store.name) + 1

    @property
    def Visible(self) -> int:
        return self._store.visible

    @Visible.setter
    def Visible(self, value: int | bool) -> None:
        self._book._open_structure()
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
        self._app._charts_shown.pop(self._book._store.fullname, None)

    def Select(self) -> None:
        self.Activate()

    def Delete(self) -> None:
        """Without asking, as with ``DisplayAlerts`` off."""
        self._book._open_structure()
        if [sheet.name for sheet in self._book._store.sheets() if sheet.visible == -1] == [self._store.name]:
            raise refused("工作簿内至少含有一张可视工作表。")
        self._book._store.remove_sheet(self._store)

    def Move(self, Before: "Worksheet | None" = None, After: "Worksheet | None" = None) -> None:
        self._book._open_structure()
        if self._store.visible != -1:
            raise refused("类 Worksheet 的 Move 方法无效")
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
    def CommentsThreaded(self) -> "ThreadsObject":
        return CommentsThreaded(self)

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
    def ProtectDrawingObjects(self) -> bool:
        return self._key() in self._app._fixed_drawings

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
        self._store.protected = Contents
        if DrawingObjects:
            self._app._fixed_drawings.add(self._key())
        if UserInterfaceOnly:
            self._app._user_interface_only.add(self._key())

    def Unprotect(self, Password: str = "") -> None:
        self._store.protected = False
        self._app._fixed_drawings.discard(self._key())
        self._app._user_interface_only.discard(self._key())


class Chart(ComObject):
    """A sheet that is a chart: no cells, and not among the worksheets."""

    def __init__(self, book: "Workbook", name: str) -> None:
        self._app = book._app
        self._book = book
        self._title = name

    @property
    def Name(self) -> str:
        return self._title

    def Activate(self) -> None:
        self._app._office.activate(self._book._store)
        self._app._charts_shown[self._book._store.fullname] = self._title


class Charts(Collection):
    def __init__(self, book: "Workbook") -> None:
        self._app = book._app
        self._book = book

    def _members(self) -> Sequence[Chart]:
        return [Chart(self._book, name) for name in self._app._charts.get(self._book._store.fullname, ())]

    def Add(self) -> Chart:
        names = self._app._charts.setdefault(self._book._store.fullname, [])
        names.append(f"图表{len(names) + 1}")
        added = self._members()[-1]
        added.Activate()
        return added


class Sheets(Worksheets):
    """Worksheets and charts."""

    def _members(self) -> Sequence[Any]:
        return [*super()._members(), *Charts(self._book)._members()]


def _area(name: str) -> Area:
    """Also of whole rows and columns; ``ValueError`` if it is none."""
    first, colon, last = name.partition(":")
    if colon and first.isdigit() and last.isdigit():
        return int(first), 1, int(last), MAX_COLUMN
    if colon and first.isalpha() and last.isalpha():
        return 1, column_number(first), MAX_ROW, column_number(last)
    return parse_area(name)
