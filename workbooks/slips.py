"""The slips of a round. A slip spoils a paper and records the code that a check must find.

The record is thus made by the hand that made the fault, not by the tool that is to find it.
"""

from collections.abc import Callable

from papers import Column, Paper, Row, Wrong

Slip = Callable[[Paper], None]


def number_changed(task: str, to: str) -> Slip:
    """Somebody renumbered a row."""

    def spoil(paper: Paper) -> None:
        row = paper.row(task)
        row.cells["序号"] = to
        if paper.form.number_in_text:
            row.cells["任务"] = row.cells["任务"].replace(task, to, 1)
        paper.wrongs.append(Wrong("number-changed", task, row, paper.number_key()))

    return spoil


def task_changed(task: str, old: str, new: str) -> Slip:
    """Somebody altered what the task asks for."""

    def spoil(paper: Paper) -> None:
        _replace(paper.row(task), "任务", old, new)
        paper.wrong("task-changed", paper.row(task), "任务")

    return spoil


def task_missing(task: str) -> Slip:
    """A row was deleted."""

    def spoil(paper: Paper) -> None:
        paper.rows.remove(paper.row(task))
        paper.wrongs.append(Wrong("task-missing", task))

    return spoil


def task_unknown(number: str, **cells: str) -> Slip:
    """A row of the unit's own at the end of its block."""

    def spoil(paper: Paper) -> None:
        unit = paper.rows[-1].cells["单位"]
        row = Row(number, {"序号": number, "单位": unit, **cells, "任务": f"{number}.{cells['任务']}"})
        paper.rows.append(row)
        paper.wrong("task-unknown", row, paper.number_key())

    return spoil


def duplicate_task(task: str) -> Slip:
    """A row was pasted twice."""

    def spoil(paper: Paper) -> None:
        first = paper.row(task)
        again = Row(task, dict(first.cells))
        paper.rows.insert(paper.rows.index(first) + 1, again)
        paper.wrong("duplicate-task", again, paper.number_key())

    return spoil


def lead_unit(task: str, units: str) -> Slip:
    """The order of the units was changed, and with it the lead."""
    return _spoilt("lead-unit", task, "单位", units)


def missing_value(task: str, key: str) -> Slip:
    """A cell that must be filled in was left empty."""
    return _spoilt("missing-value", task, key, "")


def not_in_list(task: str, key: str, word: str) -> Slip:
    """A status word of somebody's own."""
    return _spoilt("not-in-list", task, key, word)


def too_long(task: str, more: str) -> Slip:
    """The progress text goes on beyond the 200 characters of its heading."""

    def spoil(paper: Paper) -> None:
        row = paper.row(task)
        row.cells["进展"] += more
        assert len(row.cells["进展"]) > 200, "not too long"
        paper.wrong("too-long", row, "进展")

    return spoil


def formula_text(task: str, key: str, start: str) -> Slip:
    """A text begins with a sign that Excel would take for a formula."""

    def spoil(paper: Paper) -> None:
        row = paper.row(task)
        row.cells[key] = start + row.cells[key]
        paper.wrong("formula-text", row, key)

    return spoil


def reason_missing(task: str) -> Slip:
    """Not done, and no word why."""
    return _spoilt("reason-missing", task, "原因", "")


def reason_unexpected(task: str, words: str) -> Slip:
    """Done, and yet something stands in the reason's cell."""
    return _spoilt("reason-unexpected", task, "原因", words)


def overdue(task: str) -> Slip:
    """Nobody's slip: the day has passed and the task is not done."""
    return lambda paper: paper.wrong("overdue", paper.row(task), "时限")


def due_soon(task: str) -> Slip:
    """Nobody's slip: the day comes within a month."""
    return lambda paper: paper.wrong("due-soon", paper.row(task), "时限")


def copied_text(task: str, words: str | None = None) -> Slip:
    """What another unit says stands here; without ``words`` it is this row that was copied."""
    if words is not None:
        return _spoilt("copied-text", task, "进展", words)
    return lambda paper: paper.wrong("copied-text", paper.row(task), "进展")


def stale_text(task: str, words: str) -> Slip:
    """The last period's progress was handed in again."""
    return _spoilt("stale-text", task, "进展", words)


def behind_pace(task: str) -> Slip:
    """Nobody's slip but the status: the row's own figures lag behind the year's goal, and it says 是."""
    return lambda paper: paper.wrong("behind-pace", paper.row(task), "进展")


def target_met(task: str, word: str) -> Slip:
    """The text says that the year's goal is met, the status still says that the task goes on."""
    return _spoilt("target-met", task, "状态", word)


def status_disagrees(task: str, words: str) -> Slip:
    """The text ends with words that the status denies."""

    def spoil(paper: Paper) -> None:
        row = paper.row(task)
        row.cells["进展"] += words
        paper.wrong("status-disagrees", row, "状态")

    return spoil


def missing_column(key: str) -> Slip:
    """A column was deleted."""

    def spoil(paper: Paper) -> None:
        del paper.columns[paper.column_index(key)]
        paper.wrongs.append(Wrong("missing-column"))

    return spoil


def unknown_column(heading: str, after: str, **cells: str) -> Slip:
    """A column of the unit's own; ``cells`` by task, as t51=«…»."""
    return _added_column("unknown-column", heading, after, cells)


def duplicate_column(key: str, **cells: str) -> Slip:
    """A column stands there twice."""

    def spoil(paper: Paper) -> None:
        heading = paper.columns[paper.column_index(key)].heading
        _added_column("duplicate-column", heading, key, cells)(paper)

    return spoil


def whole_file(code: str) -> Slip:
    """A fault of the file as a whole."""
    return lambda paper: paper.wrongs.append(Wrong(code))


# What follows is unusual and right: nothing must be found.


def columns_moved(*keys: str) -> Slip:
    """Columns in an order of the unit's own."""

    def change(paper: Paper) -> None:
        paper.columns.sort(key=lambda column: keys.index(column.key))

    return change


def renamed(key: str, heading: str) -> Slip:
    """Another heading for the same thing."""

    def change(paper: Paper) -> None:
        index = paper.column_index(key)
        paper.columns[index] = paper.columns[index]._replace(heading=heading)

    return change


def replaced(task: str, key: str, old: str, new: str) -> Slip:
    """Another wording in one cell."""
    return lambda paper: _replace(paper.row(task), key, old, new)


def unit_written(old: str, new: str) -> Slip:
    """Another spelling of the unit in all its rows."""

    def change(paper: Paper) -> None:
        for row in paper.rows:
            row.cells["单位"] = row.cells["单位"].replace(old, new)

    return change


def hidden_row(task: str) -> Slip:
    """A row was hidden, and is a report all the same."""
    return lambda paper: paper.hidden.add(task)


def numbers_full_width(paper: Paper) -> None:
    """Numbers typed with a Chinese input method: １２．"""
    for row in paper.rows:
        wide = row.task.translate({ord("0") + digit: ord("０") + digit for digit in range(10)})
        row.cells["任务"] = row.cells["任务"].replace(f"{row.task}.", f"{wide}．", 1)


def numbers_with_comma(paper: Paper) -> None:
    """Numbers as in an outline: 12、"""
    for row in paper.rows:
        row.cells["任务"] = row.cells["任务"].replace(f"{row.task}.", f"{row.task}、", 1)


def two_row_heading(**over: str) -> Slip:
    """A heading of two rows: ``over`` gives the upper word by field."""
    return lambda paper: paper.over.update(over)


def _spoilt(code: str, task: str, key: str, value: str) -> Slip:
    def spoil(paper: Paper) -> None:
        row = paper.row(task)
        row.cells[key] = value
        paper.wrong(code, row, key)

    return spoil


def _replace(row: Row, key: str, old: str, new: str) -> None:
    assert old in row.cells[key], f"{old} is not in {row.cells[key]}"
    row.cells[key] = row.cells[key].replace(old, new, 1)


def _added_column(code: str, heading: str, after: str, cells: dict[str, str]) -> Slip:
    key = f"{heading}（加）"

    def spoil(paper: Paper) -> None:
        paper.columns.insert(paper.column_index(after) + 1, Column(key, heading, 16))
        for row in paper.rows:
            row.cells[key] = cells.get(f"t{row.task}", "")
        paper.wrongs.append(Wrong(code, key=key))

    return spoil
