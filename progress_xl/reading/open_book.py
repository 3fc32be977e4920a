"""From a book that is open in Excel to a submission: what stands on the screen, saved or not."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import xlwings as xw

from progress_xl.errors import NotAForm, TooLarge
from progress_xl.forms import Form
from progress_xl.forms.sheet import FORM_SHEET
from progress_xl.model import LEDGER_SHEET, RECORDS_SHEET, Submission
from progress_xl.openbook.quiet import is_visible
from progress_xl.openbook.sheets import Area, extent, merged_areas, path_of, values
from progress_xl.reading.grid import MAX_CELLS, Grid
from progress_xl.reading.submission import read_source
from progress_xl.text.periods import Period


@dataclass(frozen=True, slots=True)
class OpenBook:
    """The sheets of an open book as `Source`; each is read once, when asked for.

    ``sheet_names`` are the sheets to look at; ``merged`` the merged areas of those read so far.
    """

    book: xw.Book
    path: Path
    sheet_names: tuple[str, ...]
    merged: dict[str, Sequence[Area]] = field(default_factory=dict)
    sha256: str = ""
    _grids: dict[str, Grid] = field(default_factory=dict)

    def grid(self, name: str) -> Grid:
        """The values of a sheet; ``TooLarge`` if it spans more than ``MAX_CELLS``."""
        if name not in self._grids:
            self._grids[name] = self._read(self.book.sheets[name])
        return self._grids[name]

    def _read(self, sheet: xw.Sheet) -> Grid:
        rows, columns = extent(sheet)
        if rows * columns > MAX_CELLS:
            raise TooLarge(path=str(self.path), reason=f"工作表“{sheet.name}”跨{rows}行{columns}列")
        self.merged[sheet.name] = merged_areas(sheet)
        merges = [(top - 1, left - 1, bottom - 1, right - 1) for top, left, bottom, right in self.merged[sheet.name]]
        return Grid(sheet.name, _filled(values(sheet)), merges, is_visible(sheet))


def _filled(rows: list[list[Any]]) -> list[list[Any]]:
    """Without the blank rows below: Excel counts rows as used that are only formatted."""
    while rows and all(value == "" for value in rows[-1]):
        rows.pop()
    return rows


def source_of(book: xw.Book, only: str | None = None) -> OpenBook:
    """An open book to read from: all of it, or ``only`` one sheet (beside those that say how to read it)."""
    names = tuple(sheet.name for sheet in book.sheets)
    beside = (FORM_SHEET, LEDGER_SHEET, RECORDS_SHEET)
    return OpenBook(book, path_of(book), tuple(name for name in names if only in (None, name) or name in beside))


def read_sheet(
    book: xw.Book, sheet: str, *, form: Form | None = None, period: Period | None = None
) -> tuple[Submission, OpenBook]:
    """Read the sheet named, or, where that holds no form, the book's sheet that does.

    Raises as `read` does.
    """
    try:
        source = source_of(book, sheet)
        return read_source(source, form, period), source
    except NotAForm:
        source = source_of(book)
        return read_source(source, form, period), source
