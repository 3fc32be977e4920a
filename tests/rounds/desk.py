"""A coordinator's desk: a folder of what came in, drawn as tables, and the master beside it."""

import datetime as dt
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl.utils import get_column_letter
from python_calamine import load_workbook

import progress_xl as px
from progress_xl.model import RECORDS_SHEET
from progress_xl.ooxml import Workbook
from progress_xl.rounds.records import HEADINGS
from tests import sheets

Texts = dict[str, str]

DAY = "2026-07-20T09:00"


@dataclass
class Desk:
    """``home`` holds the folder 报送 and the master 总表.xlsx."""

    home: Path

    @property
    def folder(self) -> Path:
        return self.home / "报送"

    @property
    def master(self) -> Path:
        return self.home / "总表.xlsx"

    def issue(self, table: str) -> Path:
        """The coordinator's master, on its sheet 总表."""
        return sheets.workbook(self.master, {"总表": table})

    def send(self, name: str, table: str, at: str = DAY, folder: str = "报送") -> Path:
        """A unit's workbook comes in; ``at`` becomes the file's modified time."""
        path = self.home / folder / name
        path.parent.mkdir(exist_ok=True)
        return touch(sheets.workbook(path, table), at)

    def roll(self, *paths: Path, **options: Any) -> "px.Rollup":
        """Roll the folder, or ``paths``, up into the master."""
        return px.rollup(paths or [self.folder], **{"master": self.master, **options})

    def write(self, cell: str, text: str, sheet: str = "总表") -> None:
        """The coordinator types into the master."""
        book = Workbook.open(self.master)
        book.set_values(sheet, {cell: text})
        book.save(self.master)

    def texts(self, sheet: str = "总表") -> Texts:
        """What stands in a sheet of the master, by address."""
        return texts(self.master, sheet)

    def listed(self, sheet: str) -> list[dict[str, str]]:
        """The rows of one of our lists in the master, by heading."""
        return listed(self.master, sheet)

    def records(self) -> list[dict[str, str]]:
        """The texts that went into the master, as ``_progress_xl`` records them."""
        return [row for row in records(self.master) if not row["field"].startswith("(")]


def ods(path: Path, rows: Iterable[Iterable[Any]]) -> Path:
    """An OpenDocument sheet of texts."""
    book, table = OpenDocumentSpreadsheet(), Table(name="Sheet1")
    for values in rows:
        row = TableRow()
        for value in values:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text="" if value is None else str(value)))
            row.addElement(cell)
        table.addElement(row)
    book.spreadsheet.addElement(table)
    path.parent.mkdir(exist_ok=True)
    book.save(str(path))
    return path


def touch(path: Path, at: str) -> Path:
    """Give a file a modified time."""
    seconds = dt.datetime.fromisoformat(at).timestamp()
    os.utime(path, (seconds, seconds))
    return path


def sheet_names(path: Path) -> list[str]:
    return list(load_workbook(path).sheet_names)


def texts(path: Path, sheet: str | int = 0) -> Texts:
    """A sheet's values as text by address, blank cells left out."""
    book = load_workbook(path)
    found = book.get_sheet_by_name(sheet) if isinstance(sheet, str) else book.get_sheet_by_index(sheet)
    rows = found.to_python(skip_empty_area=False)
    return {
        f"{get_column_letter(column)}{row}": plain(value)
        for row, values in enumerate(rows, 1)
        for column, value in enumerate(values, 1)
        if value != ""
    }


def plain(value: Any) -> str:
    """A number without its .0, everything else as text."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def listed(path: Path, sheet: str, header: int = 2) -> list[dict[str, str]]:
    """A list's rows by heading; no rows if the workbook has no such sheet."""
    if sheet not in sheet_names(path):
        return []
    rows = load_workbook(path).get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    headings = rows[header - 1]
    return [dict(zip(headings, map(plain, row), strict=True)) for row in rows[header:]]


def ledger(path: Path) -> dict[str, dict[str, str]]:
    """The ledger's rows by unit."""
    return {row["单位"]: row for row in listed(path, "台账", header=5)}


def records(path: Path) -> Iterator[dict[str, str]]:
    rows = load_workbook(path).get_sheet_by_name(RECORDS_SHEET).to_python(skip_empty_area=False)
    assert tuple(rows[0]) == HEADINGS
    return (dict(zip(HEADINGS, map(plain, row), strict=True)) for row in rows[1:])


def codes(result: "px.Rollup") -> list[str]:
    """The codes found, in order of name."""
    return sorted(finding.code for finding in result.findings)
