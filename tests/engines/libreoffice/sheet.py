"""One sheet, all told."""

from typing import Any

from tests.engines.libreoffice.cells import Cells
from tests.engines.libreoffice.filters import Filters
from tests.engines.libreoffice.rules import Rules
from tests.engines.libreoffice.uno_types import area_of
from tests.engines.store import Area

# com.sun.star.sheet.CellFlags.ANNOTATION
NOTE = 8
POINT = 2540 / 72


class Sheet(Cells, Rules, Filters):
    """``SheetStore``."""

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
        """That of the active sheet; LibreOffice tells no other's, and nothing of a hidden cell that is selected."""
        if not self._is_active:
            return ((1, 1, 1, 1),)
        selected = self.document.CurrentController.getSelection()
        addresses = selected.RangeAddresses if hasattr(selected, "RangeAddresses") else [selected.RangeAddress]
        return tuple(map(area_of, addresses)) or self.office.chosen[self._told]

    @selection.setter
    def selection(self, areas: tuple[Area, ...]) -> None:
        chosen = self._range(areas[0]) if len(areas) == 1 else self._ranges(areas)
        self.document.CurrentController.select(chosen)
        self.office.chosen[self._told] = areas

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

    def notes(self) -> dict[tuple[int, int], str]:
        found = {}
        for note in self.sheet.Annotations:
            place = note.Position
            found[place.Row + 1, place.Column + 1] = str(note.String)
        return found

    def note(self, row: int, column: int) -> str | None:
        return str(self._cell(row, column).getAnnotation().String) or None

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

    def size(self, axis: int, number: int) -> float:
        line = self._lines(axis, number, number).getByIndex(0)
        return round((line.Width if axis else line.Height) / POINT, 2) if line.IsVisible else 0.0

    def set_size(self, axis: int, first: int, last: int, points: float) -> None:
        setattr(self._lines(axis, first, last), "Width" if axis else "Height", round(points * POINT))
