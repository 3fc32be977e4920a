"""How messages quote a text and name its place."""

from typing import Any

from progress_xl.model import Statement

_LONGEST = 40


def quote(text: str) -> str:
    """The beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def place_of(statement: Statement) -> dict[str, Any]:
    """The slots that name another place and quote what stands there."""
    return {
        "unit": statement.unit or "未写单位",
        "other_task": quote(statement.task),
        "file": statement.file,
        "other_sheet": statement.sheet,
        "other_cell": statement.cell,
        "quote": quote(statement.text),
    }
