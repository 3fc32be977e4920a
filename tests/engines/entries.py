"""What Excel makes of a value put into a cell: a text is read as if a person had typed it."""

import re
from datetime import datetime

from tests.engines.store import Formula, Value
from tests.engines.windows import refused

TEXT = "@"
GENERAL = "General"
DATE = "yyyy/m/d"

_NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)?(\.\d*)?([eE][+-]?\d+)?(%?)")
_DATE = re.compile(r"(\d{4})[-/年](\d{1,2})[-/月](\d{1,2})日?")


def entered(value: object, number_format: str) -> Value | Formula:
    """The cell's content after ``Range.Value = value``.

    A text that looks like a number, a date or a formula becomes one, unless the cell's format is text or the text
    begins with an apostrophe, which is taken away.
    """
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if not isinstance(value, str):
        raise TypeError(f"Excel takes no {type(value).__name__}")
    if value.startswith("'"):
        return value[1:]
    if number_format == TEXT:
        return value or None
    return _typed(value)


def _typed(text: str) -> Value | Formula:
    if not text:
        return None
    if text.upper() in ("TRUE", "FALSE"):
        return text.upper() == "TRUE"
    bare = text.strip()
    if (number := _NUMBER.fullmatch(bare)) and any(map(str.isdigit, bare)):
        plain = float(bare.replace(",", "").rstrip("%"))
        return plain / 100 if number[5] else plain
    if date := _DATE.fullmatch(bare):
        return _date(text, *map(int, date.groups()))
    return _formula(text)


def _formula(text: str) -> Value | Formula:
    """``+`` and ``-`` before a word begin a formula too, and ``@`` a function's name, which Excel refuses."""
    if len(text) == 1 or text[0] not in "=+-@":
        return text
    if text[0] == "@":
        raise refused("此函数无效。")
    return Formula(text if text[0] == "=" else f"={text}")


def _date(text: str, year: int, month: int, day: int) -> Value:
    try:
        return datetime(year, month, day)
    except ValueError:
        return text
