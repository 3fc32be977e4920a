"""From the rows under a heading to entries."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Any

from progress_xl.forms import Role
from progress_xl.model import Entry, Layout
from progress_xl.reading.workbook import Grid
from progress_xl.text.numbering import split_number, task_number
from progress_xl.text.numerals import squeeze
from progress_xl.text.units import split_units

_FOOTNOTE = re.compile(r"^[(（【]?(?:注|备注|说明|填表说明|填报说明|附注?)\d?[】)）]?\s*[:：]|^[※★*]")
_SIGNATURE = re.compile(
    r"^(?:填报?人|填表人|审核人|联系人|负责人|联系电话|联系方式|填报日期|填报时间|制表人?|单位负责人|分管领导签字)"
)
_TOTAL = re.compile(r"^(?:合计|总计|小计|共计)")


def text_of(value: Any) -> str | None:
    """A cell's value as the text a person reads; ``None`` for a blank one."""
    if type(value) is str:
        return value.strip() or None
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    return None if value is None else str(value)


def entries_of(grid: Grid, layout: Layout) -> list[Entry]:
    """The entries under the heading: without blank rows, group titles, totals and footnotes."""
    rows = _with_merges(grid, layout.header_row)
    places = [(role, place.position - 1) for role, place in layout.places.items()]
    extra = [(place.heading, place.position - 1) for place in layout.own]
    extra += [(column.heading, column.position - 1) for column in layout.extra if column.heading]
    down = {role for role, place in layout.places.items() if place.column.fill_down}
    entries: list[Entry] = []
    group: str | None = None
    for number, row in _data_rows(rows, layout):
        title = _group_title(row, layout, grid, number)
        if title:
            group = title
            continue
        entry = _entry(number, row, places, extra)
        entry.group = entry.group or group
        for role in down:
            if entries and not getattr(entry, role):
                setattr(entry, role, getattr(entries[-1], role))
        entries.append(entry)
    return entries


def _with_merges(grid: Grid, header_row: int) -> list[list[Any]]:
    """The rows with the value of an area merged downwards given to each row of it."""
    rows = grid.rows
    for top, left, bottom, _right in grid.merges:
        if top < header_row or top >= len(rows) or bottom == top:
            continue
        value = rows[top][left]
        for row in rows[top + 1 : bottom + 1]:
            row[left] = value
    return rows


def _data_rows(rows: list[list[Any]], layout: Layout) -> Iterator[tuple[int, list[Any]]]:
    """Rows that hold something to report, with the number Excel shows."""
    header = rows[layout.header_row - 1] if layout.header_row else []
    for index in range(layout.header_row, len(rows)):
        row = rows[index]
        first = next((value for value in row if value != "" and not (type(value) is str and value.isspace())), None)
        if first is None or row == header:
            continue
        if type(first) is str and _is_beside_the_table(first.strip(), row):
            continue
        yield index + 1, row


def _is_beside_the_table(first: str, row: Sequence[Any]) -> bool:
    """A footnote, a line for signatures or a total."""
    if _FOOTNOTE.match(first):
        return sum(1 for value in row if value != "") <= 2
    return bool(_SIGNATURE.match(first)) or bool(_TOTAL.match(squeeze(first)))


def _group_title(row: Sequence[Any], layout: Layout, grid: Grid, number: int) -> str | None:
    """The text of a row that only names the group of the rows below it (一、科技创新)."""
    filled = [index for index, value in enumerate(row) if value != "" and text_of(value)]
    if len(filled) != 1 or type(row[filled[0]]) is not str:
        return None
    text = row[filled[0]].strip()
    task = layout.places.get("task")
    spans = any(top == number - 1 and left == filled[0] and right > left for top, left, _, right in grid.merges)
    if spans or filled[0] == 0 or re.match(r"[(（]?[一二三四五六七八九十]+[)）、.]", text):
        in_task = task is not None and task.position - 1 == filled[0] and split_number(text)[0]
        return None if in_task and not spans else text
    return None


def _entry(
    number: int, row: Sequence[Any], places: Sequence[tuple[Role, int]], extra: Sequence[tuple[str, int]]
) -> Entry:
    entry = Entry(number)
    width = len(row)
    for role, index in places:
        text = text_of(row[index]) if index < width else None
        if text is None:
            continue
        if role == "units":
            entry.units = split_units(text)
        elif role == "number":
            entry.number = task_number(text)
        else:
            setattr(entry, role, text)
    if entry.task and not entry.number:
        entry.number, entry.task = split_number(entry.task)
    if extra:
        entry.extra = {heading: text_of(row[index]) for heading, index in extra if index < width}
    return entry
