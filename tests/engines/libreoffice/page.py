"""What all that concerns one sheet begins with."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tests.engines.libreoffice.uno_types import address_of
from tests.engines.store import Area

if TYPE_CHECKING:
    from tests.engines.libreoffice.office import Office


class Page:
    """A sheet of an open document, known by its name.

    LibreOffice's own objects follow a sheet that is moved, but one in hundreds does not: objects that are released
    meanwhile drop out of the same list in another thread. So they are fetched anew when sheets come, go or move.
    """

    def __init__(self, office: "Office", document: Any, name: str) -> None:
        self.office = office
        self.document = document
        self._name = name

    @property
    def sheet(self) -> Any:
        """LibreOffice's object."""
        fetched, key = self.office.fetched, self._told
        if key not in fetched:
            fetched[key] = self.document.Sheets.getByName(self._name)
        return fetched[key]

    @property
    def _told(self) -> tuple[str, str]:
        return str(self.document.RuntimeUID), self._name

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
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        self.sheet.Name = value
        self.office.fetched.clear()
        self._name = value

    def _cell(self, row: int, column: int) -> Any:
        return self.sheet.getCellByPosition(column - 1, row - 1)
