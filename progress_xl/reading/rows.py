"""From the rows under a heading to entries."""

import datetime as dt
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from progress_xl.addresses import column_letters
from progress_xl.forms import Role
from progress_xl.forms.headings import heading_key
from progress_xl.model import Entry, ExtraColumn, Layout
from progress_xl.reading.grid import Grid
from progress_xl.text.numbering import split_number, task_number
from progress_xl.text.patterns import lazy
from progress_xl.text.units import ends_as_unit, split_units

_FOOTNOTE = lazy(r"[(（【]?(?:注|备注|说明|填表说明|填报说明|附注?)\d?[】)）]?\s*[:：]")
_STARRED = lazy(r"[※★*]")
_SIGNATURE = (
    r"(?:填报?人|填表人|审核人|审批人|签发人|联系人|负责人|经办人|制表人?|联系电话|联系方式|(?:填报|填表|报送|制表)(?:日期|时间)"
    r"|单位负责人|(?:分管|主管|主要)领导(?:签字|签名)?|(?:填报|报送|填表)单位)(?:[(（][^()（）]*[)）])?\s*(?:[:：]|$)"
)
_TOTAL = r"[合总小共]\s*计\s*(?:[:：(（\d]|$)"
_BESIDE = lazy(f"{_SIGNATURE}|{_TOTAL}")
_NUMERAL = lazy(r"[(（]?[一二三四五六七八九十]+[)）、.．]?")
_OUTLINE = lazy(r"[(（]?[一二三四五六七八九十]+[)）、.．]")
_LONGEST_WORD = 20


def text_of(value: Any) -> str | None:
    """A cell's value as the text a person reads; ``None`` for a blank one."""
    if type(value) is str:
        return value.strip() or None
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else format(value, ".15g")
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    return None if value is None else str(value)


def entries_of(grid: Grid, layout: Layout) -> list[Entry]:
    """The entries under the heading: without blank rows, headings, group titles, totals, signatures and footnotes."""
    places = [(role, place.position - 1) for role, place in layout.places.items()]
    extra = [(place.heading, place.position - 1) for place in layout.own]
    extra += [(column.heading, column.position - 1) for column in layout.extra]
    down = [role for role, place in layout.places.items() if place.column.fill_down]
    entries: list[Entry] = []
    group: str | None = None
    for number, row, title in _data_rows(grid, layout):
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


def with_unheaded_columns(grid: Grid, layout: Layout) -> Layout:
    """The layout with the columns that have no heading and yet hold something in the entries' rows."""
    headed = {place.position for place in (*layout.places.values(), *layout.own)} | {e.position for e in layout.extra}
    unheaded = [index for index in range(max(map(len, grid.rows))) if index + 1 not in headed]
    if not unheaded:
        return layout
    rows = [row for _number, row, title in _data_rows(grid, layout) if not title]
    used = [index for index in unheaded if any(index < len(row) and _is_filled(row[index]) for row in rows)]
    found = tuple(ExtraColumn(index + 1, f"（{column_letters(index + 1)}列）") for index in used)
    return replace(layout, extra=layout.extra + found)


def _is_filled(value: Any) -> bool:
    return value != "" and not (type(value) is str and value.isspace())


def _with_merges(grid: Grid, header_row: int) -> list[list[Any]]:
    """The rows with the value of an area merged downwards given to each row of it that holds something."""
    rows = grid.rows
    for top, left, bottom, _right in grid.merges:
        if bottom == top or top < header_row or top >= len(rows) or left >= len(rows[top]):
            continue
        value = rows[top][left]
        for row in rows[top + 1 : bottom + 1]:
            if any(map(_is_filled, row)):
                row[left] = value
    return rows


def _data_rows(grid: Grid, layout: Layout) -> Iterator[tuple[int, list[Any], str | None]]:
    """Rows that hold an entry or a group's title: the number Excel shows, the values, the title if it is one."""
    rows = _with_merges(grid, layout.header_row)
    headings = rows[max(layout.first_header_row - 1, 0) : layout.header_row]
    spans = _spans(grid)
    note: list[int] = []
    for index in range(layout.header_row, len(rows)):
        row = rows[index]
        filled = [i for i, value in enumerate(row) if value != "" and (type(value) is not str or not value.isspace())]
        if not filled or filled == note:
            continue
        if _is_footnote(row, filled, layout):
            note = filled
        elif not (
            _is_beside_the_table(row[filled[0]])
            or _is_heading_again(row, filled, headings)
            or (index == layout.header_row and _counts_columns(row, filled))
        ):
            yield index + 1, row, _group_title(row, filled, layout, spans.get(index, ()))


def _is_footnote(row: Sequence[Any], filled: Sequence[int], layout: Layout) -> bool:
    """«注：…», or a starred line that is not a starred task."""
    first = row[filled[0]]
    if type(first) is not str or len(filled) > 2:
        return False
    task = layout.places.get("task")
    starred = len(filled) == 1 and not (task and task.position - 1 == filled[0]) and _STARRED.match(first.strip())
    return bool(starred or _FOOTNOTE.match(first.strip()))


@lru_cache(maxsize=1024)
def _is_beside_the_table(first: Any) -> bool:
    """A total, or a line for signatures."""
    return type(first) is str and bool(_BESIDE.match(first.strip()))


def _is_heading_again(row: Sequence[Any], filled: Sequence[int], headings: Sequence[Sequence[Any]]) -> bool:
    """The heading printed once more, as on every page."""
    if len(filled) < 2:
        return False
    first = filled[0]
    alike = [heading for heading in headings if _same_heading(row[first], heading[first])]
    return any(all(_same_heading(row[i], heading[i]) for i in filled) for heading in alike)


def _same_heading(value: Any, heading: Any) -> bool:
    if type(value) is not str or type(heading) is not str or value.lstrip()[:1] != heading.lstrip()[:1]:
        return False
    return heading_key(value) == heading_key(heading)


def _counts_columns(row: Sequence[Any], filled: Sequence[int]) -> bool:
    """A line under the heading that numbers the columns: 1 2 3 4."""
    counted = [text_of(row[i]) for i in filled]
    return len(filled) > 2 and counted == [str(i) for i in range(1, len(filled) + 1)]


def _group_title(
    row: Sequence[Any], filled: Sequence[int], layout: Layout, spans: Iterable[tuple[int, int]]
) -> str | None:
    """The text of a row that only names the group of the rows below it (一、科技创新)."""
    if len(filled) == 2:
        return _numbered_title(row, filled, layout)
    if len(filled) != 1 or type(row[filled[0]]) is not str:
        return None
    first = filled[0]
    text: str = row[first].strip()
    roles = {place.position - 1: role for role, place in layout.places.items()}
    if _OUTLINE.match(text) or any(_spans_columns(first, span, roles) for span in spans):
        return text
    belongs = {"number": task_number(text)[:1].isdigit(), "units": ends_as_unit(text)}
    role = roles.get(first)
    return text if first == 0 and role != "task" and not belongs.get(role or "", False) else None


def _numbered_title(row: Sequence[Any], filled: Sequence[int], layout: Layout) -> str | None:
    """A title whose outline number stands in the number column: 一 | 科技创新."""
    number, text = row[filled[0]], row[filled[1]]
    columns = [layout.places[role].position - 1 for role in ("number", "task") if role in layout.places]
    if list(filled) != columns or type(number) is not str or not _NUMERAL.fullmatch(number.strip()):
        return None
    return f"{number.strip()} {text_of(text)}"


def _spans_columns(first: int, span: tuple[int, int], columns: Iterable[int]) -> bool:
    """Whether a cell is merged over several columns of the form; a task's cell may be two columns wide itself."""
    left, right = span
    return left == first and sum(left <= column <= right for column in columns) > 1


def _spans(grid: Grid) -> dict[int, list[tuple[int, int]]]:
    """Areas merged across, by row: first and last column."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for top, left, _bottom, right in grid.merges:
        if right > left:
            spans.setdefault(top, []).append((left, right))
    return spans


def _entry(
    number: int, row: Sequence[Any], places: Sequence[tuple[Role, int]], extra: Sequence[tuple[str, int]]
) -> Entry:
    entry = Entry(number)
    width = len(row)
    for role, index in places:
        value = row[index] if index < width else None
        text = value.strip() if type(value) is str else text_of(value)
        if not text:
            continue
        if role == "units":
            entry.units = split_units(text)
        elif role == "number":
            entry.number = task_number(text)
        else:
            # Deadlines and status words repeat: one object each serves a round of thousands of files.
            setattr(entry, role, text if len(text) > _LONGEST_WORD else sys.intern(text))
    if entry.task:
        _part_number(entry, entry.task)
    if extra:
        entry.extra = {heading: text_of(row[index]) for heading, index in extra if index < width}
    return entry


def _part_number(entry: Entry, task: str) -> None:
    """Take the number in front of the task's text off it, unless the number's own column says another."""
    number, text = split_number(task)
    if number and entry.number in (None, number):
        entry.number, entry.task = number, text
