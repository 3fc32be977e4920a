"""What stands in a sheet: values in one call, merged areas in as few as can be."""

from collections.abc import Iterable, Iterator
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

    Texts, floats, booleans and datetimes; ``""`` is a blank cell, or an error such as ``#N/A``: as calamine reads files.
    """
    area = sheet.range((1, 1), extent(sheet))
    rows = area.options(ndim=2, empty="").value
    return [[_plain(value) for value in row] for row in rows]


def _plain(value: Any) -> Any:
    """xlwings gives a currency as a ``Decimal``, and ``None`` for an error."""
    return "" if value is None else float(value) if isinstance(value, Decimal) else value


def merged_areas(sheet: xw.Sheet) -> list[Area]:
    """The merged areas of a sheet, from the top.

    Excel lists them nowhere, but says of any cells whether all of them are merged, some, or none: one call where there
    are none, else halves of columns, and then of a column's rows. What a column to the left has found is not looked
    for again.
    """
    rows, columns = extent(sheet)
    found: list[Area] = []
    for column in _columns_with_merges(sheet, rows, 1, columns):
        for top, bottom in _between(found, column, rows):
            found += _merged_in(sheet, column, top, bottom)
    return sorted(found)


def _columns_with_merges(sheet: xw.Sheet, rows: int, left: int, right: int) -> Iterator[int]:
    if sheet.range((1, left), (rows, right)).merge_cells is False:
        return
    if left == right:
        yield left
        return
    middle = (left + right) // 2
    yield from _columns_with_merges(sheet, rows, left, middle)
    yield from _columns_with_merges(sheet, rows, middle + 1, right)


def _between(found: Iterable[Area], column: int, rows: int) -> list[tuple[int, int]]:
    """First and last rows of a column's stretches that no known area covers."""
    taken = sorted((top, bottom) for top, left, bottom, right in found if left <= column <= right)
    starts = [1, *(bottom + 1 for _, bottom in taken)]
    ends = [*(top - 1 for top, _ in taken), rows]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if start <= end]


def _merged_in(sheet: xw.Sheet, column: int, top: int, bottom: int) -> list[Area]:
    """The merged areas of a stretch of a column; the last may reach beyond it."""
    found: list[Area] = []
    while top <= bottom:
        cells = sheet.range((top, column), (bottom, column))
        state: Any = cells.merge_cells  # None where only some are
        if state is False:
            break
        if state is True:
            area = cells[0, 0].merge_area
            height, width = area.shape
            found.append((area.row, area.column, area.row + height - 1, area.column + width - 1))
            top = area.row + height
        else:
            middle = (top + bottom) // 2
            found += _merged_in(sheet, column, top, middle)
            top = max(middle, found[-1][2] if found else 0) + 1
    return found


def is_protected(sheet: xw.Sheet) -> bool:
    """Whether Excel would refuse marks: the sheet is protected, also against programs."""
    native = sheet.api
    if for_windows(sheet.book.app):
        return bool(native.ProtectContents and not native.ProtectionMode)
    return bool(native.protect_contents.get())


def has_fixed_notes(sheet: xw.Sheet) -> bool:
    """Whether Excel would refuse notes, which count among the drawing objects that a sheet can protect alone."""
    native = sheet.api
    if for_windows(sheet.book.app):
        return bool(native.ProtectDrawingObjects and not native.ProtectionMode)
    return bool(native.protect_drawing_objects.get())


def has_fixed_sheets(book: xw.Book) -> bool:
    """Whether the book's structure is protected, so that no sheet can be added, removed or shown."""
    native = book.api
    return bool(native.ProtectStructure if for_windows(book.app) else native.protect_structure.get())
