"""Defined names."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tests.engines.excel.formulas import to_local
from tests.engines.excel.gate import Collection, ComObject
from tests.engines.store import areas_of
from tests.engines.windows import refused

if TYPE_CHECKING:
    from tests.engines.excel.application import Workbook
    from tests.engines.excel.ranges import Range


class Names(Collection):
    """Of a book, or those of one sheet (``Sheet1!name``)."""

    def __init__(self, book: "Workbook", sheet: str | None = None) -> None:
        self._app = book._app
        self._book = book
        self._sheet = sheet

    def _members(self) -> Sequence["Name"]:
        prefix = "" if self._sheet is None else f"{quoted(self._sheet)}!"
        return [Name(self._book, name) for name in self._book._store.names() if name.startswith(prefix)]

    def Add(self, Name: str, RefersTo: str, Visible: bool = True) -> Any:
        text = RefersTo if RefersTo.startswith("=") else f"={RefersTo}"
        self._book._store.set_name(Name, text)
        self._app._formulas_of_names[Name] = text
        return self._member(Name)


class Name(ComObject):
    def __init__(self, book: "Workbook", name: str) -> None:
        self._app = book._app
        self._book = book
        self._called = name

    @property
    def Name(self) -> str:
        return self._called

    @property
    def RefersTo(self) -> str:
        return self._refers_to()

    @RefersTo.setter
    def RefersTo(self, value: str) -> None:
        self._book._store.set_name(self._called, value)

    def _refers_to(self) -> str:
        """A formula as it was given: LibreOffice writes it its own way."""
        kept = self._book._store.names()[self._called]
        return str(self._app._formulas_of_names.get(self._called, kept)) if "(" in kept else kept

    @property
    def RefersToLocal(self) -> str:
        """In the language of this Excel."""
        return to_local(self._refers_to(), self._app._language)

    @property
    def RefersToRange(self) -> "Range":
        sheet, _, address = self.RefersTo.lstrip("=").rpartition("!")
        if not sheet:
            raise refused("应用程序定义或对象定义错误")
        page = self._book._sheet(sheet.strip("'").replace("''", "'"))
        return page._cells(areas_of(address.replace("$", "")))

    def Delete(self) -> None:
        self._book._store.set_name(self._called, None)


def quoted(sheet: str) -> str:
    return sheet if sheet.isalnum() else "'" + sheet.replace("'", "''") + "'"
