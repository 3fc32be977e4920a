"""Sheets drawn as text tables, turned into rows or a workbook.

A table has one row a line, its cells between pipes::

    | 单位     | 工作任务         | 时限要求   | 进展情况 | <        |
    | 市水利局 | 7.修好三座水库。 | 2022-12-31 | 已开工   | "141"    |
    | ^        | 8.清好两条河道。 | 长期推进   |          | 第一\\n第二 |

- nothing between the pipes is an empty cell, and a line ``||`` an empty row;
- ``^`` belongs to the cell above and ``<`` to the cell on the left: they are merged;
- ``12``, ``-0.5`` are numbers and ``2022-12-31`` is a date;
- everything else is text, also ``=1+1``; ``\\n`` is a line break, ``\\|`` a pipe;
- what stands in double quotes is text as it is, with its spaces: ``"141"``, ``"是 "``.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

Value = str | int | float | date | None
Area = tuple[int, int, int, int]

_PIPE = re.compile(r"(?<!\\)\|")
_INTEGER = re.compile(r"[+-]?\d+")
_DECIMAL = re.compile(r"[+-]?\d+\.\d+")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_ABOVE, _LEFT = "^", "<"


def rows(table: str) -> list[list[Value]]:
    """Rows of a drawn table, all of one width; of merged cells the first has the value, as in a file."""
    return [[_value(cell) for cell in row] for row in _grid(table)]


def merges(table: str) -> list[Area]:
    """Merged areas of a drawn table: first row, first column, last row, last column, counted from 1."""
    return [(top + 1, left + 1, bottom + 1, right + 1) for top, left, bottom, right in _areas(_grid(table))]


def workbook(path: Path, sheets: str | Mapping[str, str]) -> Path:
    """Writes a workbook of one drawn table, or of several by sheet name."""
    tables = {"Sheet1": sheets} if isinstance(sheets, str) else sheets
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, table in tables.items():
            _fill(book.add_worksheet(name), table, day)
    return path


def _fill(sheet: Worksheet, table: str, day: object) -> None:
    for area in _areas(_grid(table)):
        sheet.merge_range(*area, "")
    for row, values in enumerate(rows(table)):
        for column, value in enumerate(values):
            _write(sheet, row, column, value, day)


def _write(sheet: Worksheet, row: int, column: int, value: Value, day: object) -> None:
    if isinstance(value, str):
        sheet.write_string(row, column, value)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), day)
    elif value is not None:
        sheet.write_number(row, column, value)


def _grid(table: str) -> list[list[str]]:
    lines = (line.strip().removeprefix("|").removesuffix("|") for line in table.strip().splitlines())
    cells = [[cell.strip() for cell in _PIPE.split(line)] for line in lines]
    width = max(map(len, cells))
    return [row + [""] * (width - len(row)) for row in cells]


def _areas(grid: list[list[str]]) -> Iterator[Area]:
    for top, row in enumerate(grid):
        for left, cell in enumerate(row):
            if cell not in (_ABOVE, _LEFT):
                right = left + _run(row[left + 1 :], _LEFT)
                bottom = top + _run([below[left] for below in grid[top + 1 :]], _ABOVE)
                if (top, left) != (bottom, right):
                    yield top, left, bottom, right


def _run(cells: list[str], sign: str) -> int:
    return next((count for count, cell in enumerate(cells) if cell != sign), len(cells))


def _value(cell: str) -> Value:
    if cell in ("", _ABOVE, _LEFT):
        return None
    if len(cell) > 1 and cell.startswith('"') and cell.endswith('"'):
        return _plain(cell[1:-1])
    if _INTEGER.fullmatch(cell):
        return int(cell)
    if _DECIMAL.fullmatch(cell):
        return float(cell)
    return date.fromisoformat(cell) if _DATE.fullmatch(cell) else _plain(cell)


def _plain(cell: str) -> str:
    return cell.replace(r"\n", "\n").replace(r"\|", "|")
