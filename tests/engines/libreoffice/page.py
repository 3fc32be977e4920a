"""What all that concerns one sheet begins with."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tests.engines.libreoffice.uno_types import address_of
from tests.engines.store import Area

if TYPE_CHECKING:
    from tests.engines.libreoffice.office import Office


class Page:
    """A sheet of an open document."""

    def __init__(self, office: "Office", document: Any, sheet: Any) -> None:
        self.office = office
        self.document = document
        self.sheet = sheet
        self._name = ""

    def _range(self, area: Area) -> Any:
        top, left, bottom, right = area
        return self.sheet.getCellRangeByPosition(left - 1, top - 1, right - 1, bottom - 1)

    def _ranges(self, areas: Sequence[Area]) -> Any:
        ranges = self.document.createInstance("com.sun.star.sheet.SheetCellRanges")
        number = self.sheet.RangeAddress.Sheet
        ranges.addRangeAddresses(tuple(address_of(number, area) for area in areas), False)
        return ranges

    @property
    def name(self) -> str:
        """Asked once: everything else asks for it."""
        self._name = self._name or str(self.sheet.Name)
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        self.sheet.Name = self._name = value

    def _cell(self, row: int, column: int) -> Any:
        return self.sheet.getCellByPosition(column - 1, row - 1)
