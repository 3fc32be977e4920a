"""What stands in a sheet: values in one call, merged areas in as few as can be."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlwings as xw

from progress_xl.openbook.windows import for_windows

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 1, both included."""


def path_of(book: xw.Book) -> Path:
    """Where a book is saved; its name alone if it never was, or is in a cloud that no folder here mirrors."""
    try:
        return Path(book.fullname)
    except xw.XlwingsError:
        return Path(book.name)


def address_of(book: xw.Book) -> str | None:
    """As Excel itself says where a book is, a path or an https address; ``None`` for one that was never saved."""
    native = book.api
    said = str(native.FullName if for_windows(book.app) else native.full_name.get())
    return said if said != book.name else None


def extent(sheet: xw.Sheet) -> tuple[int, int]:
    """Last row and last column that are used. Formats count as use."""
    last = sheet.used_range.last_cell
    return last.row, last.column


def values(sheet: xw.Sheet) -> list[list[Any]]:
    """All values from A1 to the last used cell, in one call, as they stand on the screen or behind a filter.

    Texts, floats, booleans and datetimes; ``""`` is a blank cell; an error is its text, such as ``#N/A``.
    """
    area = sheet.range((1, 1), extent(sheet))
    rows = area.options(ndim=2, empty="", err_to_str=True).value
    return [[float(value) if isinstance(value, Decimal) else value for value in row] for row in rows]


def merged_areas(sheet: xw.Sheet) -> list[Area]:
    """The merged areas of a sheet, from the top.

    Excel lists them nowhere, but says of any area whether all of it is merged, a part, or nothing: halving the area
    finds n of them in about n log(cells) calls, and says in one call that there are none.
    """
    rows, columns = extent(sheet)
    return sorted(set(_merged_in(sheet, (1, 1, rows, columns))))


def _merged_in(sheet: xw.Sheet, area: Area) -> Iterator[Area]:
    top, left, bottom, right = area
    cells = sheet.range((top, left), (bottom, right))
    state = cells.merge_cells
    if state is False:
        return
    if state is True:
        found = _area(cells[0, 0].merge_area)
        yield found
        if found[2] >= bottom and found[3] >= right:
            return
    if (top, left) != (bottom, right):
        for half in _halves(area):
            yield from _merged_in(sheet, half)


def _area(cells: xw.Range) -> Area:
    last = cells.last_cell
    return cells.row, cells.column, last.row, last.column


def _halves(area: Area) -> tuple[Area, Area]:
    top, left, bottom, right = area
    if bottom > top:
        middle = (top + bottom) // 2
        return (top, left, middle, right), (middle + 1, left, bottom, right)
    middle = (left + right) // 2
    return (top, left, bottom, middle), (top, middle + 1, bottom, right)


def is_protected(sheet: xw.Sheet) -> bool:
    """Whether Excel would refuse marks: the sheet is protected, also against programs."""
    native = sheet.api
    if for_windows(sheet.book.app):
        return bool(native.ProtectContents and not native.ProtectionMode)
    return bool(native.protect_contents.get())


def has_fixed_sheets(book: xw.Book) -> bool:
    """Whether the book's structure is protected, so that no sheet can be added, removed or shown."""
    native = book.api
    return bool(native.ProtectStructure if for_windows(book.app) else native.protect_structure.get())
