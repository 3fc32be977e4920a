"""Colours, letters and lines of cells."""

from typing import TYPE_CHECKING

from tests.engines.excel.gate import ComObject

if TYPE_CHECKING:
    from tests.engines.excel.ranges import Range

XL_NONE = -4142


class RangeInterior(ComObject):
    def __init__(self, parent: "Range") -> None:
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
