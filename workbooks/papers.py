"""What a unit sends: the rows of a form, how they lie in a sheet, and what is wrong with them."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import NamedTuple

from sheets import Grid, Merge


class Column(NamedTuple):
    """A column: its field in the data, its heading, its width in characters; ``centred`` for short words."""

    key: str
    heading: str
    width: int
    centred: bool = False


@dataclass(frozen=True)
class Form:
    """The columns of a round's table. ``number_in_text``: the number stands in front of the task, not in a column."""

    columns: tuple[Column, ...]
    entry: tuple[str, ...]
    number_in_text: bool = False
    note: str = ""


@dataclass(eq=False)
class Row:
    """A row of a paper: the task's number in the master and its cells by field."""

    task: str
    cells: dict[str, str]


class Wrong(NamedTuple):
    """A fault: the task's number (the master's, where the row was renumbered), and its cell or, for a whole column, its heading."""

    code: str
    task: str | None = None
    row: Row | None = None
    key: str | None = None


@dataclass
class Paper:
    """A form as somebody filled it in."""

    form: Form
    rows: list[Row]
    title: str = ""
    contact: str = ""
    sheet: str = "Sheet1"
    columns: list[Column] = field(default_factory=list)
    over: dict[str, str] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    wrongs: list[Wrong] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.columns = list(self.form.columns)

    def row(self, task: str) -> Row:
        return next(row for row in self.rows if row.task == task)

    def column_index(self, key: str) -> int:
        return next(index for index, column in enumerate(self.columns) if column.key == key)

    def number_key(self) -> str:
        """The field whose cell holds the task's number."""
        return "任务" if self.form.number_in_text else "序号"

    def wrong(self, code: str, row: Row, key: str) -> None:
        self.wrongs.append(Wrong(code, row.cells["序号"], row, key))


def fill_in(form: Form, records: list[dict[str, str]]) -> list[Row]:
    """Rows of a form from records of the city's data."""
    rows = [Row(record["序号"], dict(record)) for record in records]
    if form.number_in_text:
        for row in rows:
            row.cells["任务"] = f"{row.task}.{row.cells['任务']}"
    return rows


def blank(paper: Paper) -> Paper:
    """The same form with the entry cells empty: the master as it goes out."""
    rows = [
        Row(row.task, {key: cell for key, cell in row.cells.items() if key not in paper.form.entry})
        for row in paper.rows
    ]
    return replace(paper, rows=rows)


def lay_out(paper: Paper) -> tuple[Grid, dict[int, int]]:
    """The grid of a paper, and the index of each row in it by ``id``."""
    grid = Grid(paper.sheet, [column.width for column in paper.columns], [column.centred for column in paper.columns])
    if paper.title:
        grid.add_wide("title", paper.title)
    if paper.contact:
        grid.add_wide("contact", paper.contact)
    _lay_headings(grid, paper)
    places = dict(_lay_rows(grid, paper))
    if paper.form.number_in_text:
        grid.merges += _unit_blocks(paper, places)
    if paper.form.note:
        grid.add_wide("note", paper.form.note)
    return grid, places


def _lay_headings(grid: Grid, paper: Paper) -> None:
    headings: list[str | int | None] = [column.heading for column in paper.columns]
    if not paper.over:
        grid.add("heading", headings)
        return
    upper = [paper.over.get(column.key) for column in paper.columns]
    firsts = [index == 0 or over != upper[index - 1] for index, over in enumerate(upper)]
    names: list[str | int | None] = [
        (over if first else None) if over else heading
        for over, first, heading in zip(upper, firsts, headings, strict=True)
    ]
    top = grid.add("heading", names)
    grid.add("heading", [heading if over else None for over, heading in zip(upper, headings, strict=True)])
    for over, group in groupby(range(len(upper)), key=lambda index: upper[index]):
        indices = list(group)
        if over:
            grid.merges.append(Merge(top, indices[0], top, indices[-1]))
        else:
            grid.merges += [Merge(top, index, top + 1, index) for index in indices]


def _lay_rows(grid: Grid, paper: Paper) -> Iterator[tuple[int, int]]:
    group = None
    for row in paper.rows:
        if row.cells.get("组") != group:
            group = row.cells["组"]
            grid.add_wide("group", group)
        index = grid.add("body", [_value(row, column.key) for column in paper.columns])
        if row.task in paper.hidden:
            grid.hidden.add(index)
        yield id(row), index


def _value(row: Row, key: str) -> str | int | None:
    value = row.cells.get(key) or None
    return int(value) if key == "序号" and value and value.isascii() and value.isdigit() else value


def _unit_blocks(paper: Paper, places: dict[int, int]) -> Iterator[Merge]:
    column = paper.column_index("单位")
    for _, block in groupby(paper.rows, key=lambda row: row.cells["单位"]):
        rows = [places[id(row)] for row in block]
        if len(rows) > 1:
            yield Merge(rows[0], column, rows[-1], column)


def cell_of(paper: Paper, wrong: Wrong, places: dict[int, int], heading: int) -> str | None:
    """The address Excel shows for a fault: its cell, its column's heading, or ``None`` for the file as a whole."""
    if wrong.key is None:
        return None
    row = places[id(wrong.row)] if wrong.row else heading
    return f"{'ABCDEFGHIJKLMN'[paper.column_index(wrong.key)]}{row + 1}"
