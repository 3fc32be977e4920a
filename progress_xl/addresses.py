"""A1 addresses: rows and columns count from 1, as Excel shows them."""

import re
from functools import cache

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")


@cache
def column_letters(column: int) -> str:
    """Letters of a column number: 1 is ``A``, 28 is ``AB``."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Number of a column's letters: ``A`` is 1, ``AB`` is 28."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def cell_name(row: int, column: int) -> str:
    """A1 name of a cell: ``cell_name(5, 2)`` is ``B5``."""
    return f"{column_letters(column)}{row}"


def parse_cell(name: str) -> tuple[int, int]:
    """Row and column of an A1 name; ``ValueError`` if it is not one cell inside the grid."""
    found = _CELL.fullmatch(name.strip())
    if not found:
        raise ValueError(f"not a cell address: {name!r}")
    row, column = int(found[2]), column_number(found[1])
    if row > MAX_ROW or column > MAX_COLUMN:
        raise ValueError(f"outside the grid: {name!r}")
    return row, column


def parse_area(name: str) -> tuple[int, int, int, int]:
    """First row, first column, last row, last column of ``B2`` or ``B2:D9``."""
    first, _, last = name.partition(":")
    top, left = parse_cell(first)
    if not last:
        return top, left, top, left
    bottom, right = parse_cell(last)
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)


def quote_sheet(name: str) -> str:
    """A sheet's name as formulas spell it, always in quotes."""
    return "'" + name.replace("'", "''") + "'"
