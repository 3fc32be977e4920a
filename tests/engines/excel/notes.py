"""Cell notes, which Excel's objects call comments."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from progress_xl.addresses import cell_name
from tests.engines.excel.gate import Collection, ComObject

if TYPE_CHECKING:
    from tests.engines.excel.ranges import Range
    from tests.engines.excel.sheets import Worksheet


class Comments(Collection):
    def __init__(self, sheet: "Worksheet") -> None:
        self._app = sheet._app
        self._sheet = sheet

    def _place(self) -> tuple[str, str]:
        return self._sheet._place()

    def _members(self) -> Sequence["Comment"]:
        return [Comment(self._sheet, cell) for cell in sorted(self._sheet._store.notes())]


class Comment(ComObject):
    """A cell's note."""

    def __init__(self, sheet: "Worksheet", cell: tuple[int, int]) -> None:
        self._app = sheet._app
        self._sheet = sheet
        self._cell = cell

    def _place(self) -> tuple[str, str]:
        return self._sheet._store.name, cell_name(*self._cell)

    @property
    def Parent(self) -> "Range":
        return self._sheet._cells((self._cell * 2,))

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


class NoThreads(Collection):
    """Threaded comments: none."""

    def __init__(self, app: Any) -> None:
        self._app = app

    def _members(self) -> Sequence[Any]:
        return []
