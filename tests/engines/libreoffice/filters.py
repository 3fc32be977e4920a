"""Filters and tables."""

from collections.abc import Sequence
from typing import Any

from tests.engines.libreoffice.page import Page
from tests.engines.libreoffice.uno_types import area_of, enum, struct
from tests.engines.store import Area, Table


class Filters(Page):
    """The sheet's own filter, and ranges that are tables."""

    @property
    def _filters(self) -> Any:
        return self.document.getPropertyValue("UnnamedDatabaseRanges")

    @property
    def _number(self) -> int:
        return int(self.sheet.RangeAddress.Sheet)

    @property
    def autofilter(self) -> Area | None:
        if not self._filters.hasByTable(self._number):
            return None
        known = self._filters.getByTable(self._number)
        return area_of(known.DataArea) if known.AutoFilter else None

    @autofilter.setter
    def autofilter(self, area: Area | None) -> None:
        if area is None:
            self.show_all()
            self._filters.getByTable(self._number).AutoFilter = False
        else:
            self._filters.setByTable(self._range(area).RangeAddress)
            self._filters.getByTable(self._number).AutoFilter = True

    def filtered(self) -> bool:
        area = self.autofilter
        return area is not None and any(
            self.sheet.Rows.getByIndex(row).IsFiltered for row in range(area[0] - 1, area[2])
        )

    def show_all(self) -> None:
        if area := self.autofilter:
            cells = self._range(area)
            cells.filter(cells.createFilterDescriptor(True))

    def set_autofilter(self, area: Area, field: int | None, wanted: Sequence[str] | None) -> None:
        if self.autofilter != area:
            self.autofilter = area
        if field is None or wanted is None:
            self.show_all()
            return
        cells = self._range(area)
        descriptor = cells.createFilterDescriptor(True)
        descriptor.ContainsHeader = True
        either = enum("sheet.FilterConnection", "OR")
        equal = enum("sheet.FilterOperator", "EQUAL")
        fields = [
            struct("sheet.TableFilterField", Connection=either, Field=field - 1, Operator=equal, StringValue=text)
            for text in wanted
        ]
        descriptor.setFilterFields(tuple(fields))
        cells.filter(descriptor)

    def tables(self) -> list[Table]:
        ranges = self.document.DatabaseRanges
        known = [(name, ranges.getByName(name).DataArea) for name in ranges.ElementNames]
        return [Table(name, area_of(address)) for name, address in known if address.Sheet == self._number]

    def add_table(self, table: Table) -> None:
        self.document.DatabaseRanges.addNewByName(table.name, self._range(table.area).RangeAddress)
