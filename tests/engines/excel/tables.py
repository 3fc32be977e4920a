"""Filters and tables."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tests.engines.excel.gate import Collection, ComObject
from tests.engines.store import Table
from tests.engines.windows import refused

if TYPE_CHECKING:
    from tests.engines.excel.ranges import Range as RangeObject
    from tests.engines.excel.sheets import Worksheet


class AutoFilter(ComObject):
    def __init__(self, sheet: "Worksheet") -> None:
        self._app = sheet._app
        self._sheet = sheet

    @property
    def Range(self) -> "RangeObject":
        area = self._sheet._store.autofilter
        if area is None:
            raise refused("应用程序定义或对象定义错误")
        return self._sheet._cells((area,))

    @property
    def FilterMode(self) -> bool:
        return self._sheet._store.filtered()

    def ShowAllData(self) -> None:
        self._sheet.ShowAllData()


class ListObjects(Collection):
    def __init__(self, sheet: "Worksheet") -> None:
        self._app = sheet._app
        self._sheet = sheet

    def _members(self) -> Sequence["ListObject"]:
        return [ListObject(self._sheet, table) for table in self._sheet._store.tables()]

    def Add(self, SourceType: int, Source: "RangeObject", *_rest: object, **_more: object) -> "ListObject":
        table = Table(f"表{len(self._sheet._store.tables()) + 1}", Source._first)
        self._sheet._open().add_table(table)
        return ListObject(self._sheet, table)


class ListObject(ComObject):
    """A table of the sheet; its first row is its heading."""

    def __init__(self, sheet: "Worksheet", table: Table) -> None:
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
    def Parent(self) -> "Worksheet":
        return self._sheet

    @property
    def Range(self) -> "RangeObject":
        return self._sheet._cells((self._table.area,))

    @property
    def HeaderRowRange(self) -> Any:
        top, left, _, right = self._table.area
        return self._sheet._cells(((top, left, top, right),))

    @property
    def DataBodyRange(self) -> Any:
        top, left, bottom, right = self._table.area
        return self._sheet._cells(((top + 1, left, bottom, right),)) if bottom > top else None

    @property
    def ShowTotals(self) -> bool:
        return False
