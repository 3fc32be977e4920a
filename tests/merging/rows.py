"""Tasks and reports from drawn tables, for the tests of merging."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from progress_xl.merging.matching import TaskList
from progress_xl.merging.parts import Part
from progress_xl.merging.versions import Receipt, Report
from progress_xl.model import Entry, Submission, Task
from progress_xl.text.units import split_units
from tests import sheets, tables


def tasks(table: str) -> TaskList:
    """A table of number, text and units."""
    return TaskList(Task(_text(number), _text(text), split_units(units or "")) for number, text, units in _rows(table))


def entries(table: str) -> list[Entry]:
    """A table of number and text."""
    return [
        Entry(row=row, number=_text(number), task=_text(text)) for row, (number, text) in enumerate(_rows(table), 2)
    ]


def _rows(table: str) -> Iterable[list[Any]]:
    return sheets.rows(table)[1:]


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def submission(table: str, path: str = "a.xlsx", unit: str = "市水利局") -> Submission:
    """A drawn form; its hash goes by its table, so that equal tables are copies of one file."""
    return replace(tables.submission(table), path=path, unit=unit, sha256=f"{hash(table):x}")


def report(of: TaskList, table: str, day: int = 1, path: str | None = None, unit: str = "市水利局") -> Report:
    """A unit's report, received on a day of July 2026."""
    sent = submission(table, path or f"{unit}{day}.xlsx", unit)
    receipt = Receipt(dt.datetime(2026, 7, day, 9), "modified")
    return Report(sent, unit, receipt, {entry.row: of.match(entry) for entry in sent.entries})


def part(unit: str, text: str) -> Part:
    return Part(unit, "progress", text, f"{unit}.xlsx", "Sheet1", "E2", "0" * 64, dt.datetime(2026, 7, 1, 9))
