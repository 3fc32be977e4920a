"""The master: an existing workbook that is filled in place, or a new one."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from progress_xl.addresses import cell_name, column_letters
from progress_xl.forms import ENTRY_ROLES, TASK_ROLES, Form, Role
from progress_xl.merging.matching import TaskList
from progress_xl.model import (
    MASTER_SHEET,
    Entry,
    Submission,
    Task,
)
from progress_xl.ooxml import Workbook
from progress_xl.rounds import sheets
from progress_xl.text.periods import Period

_FIRST_ROW = 3


@dataclass(slots=True)
class Master:
    """Where each task's cells stand.

    ``path`` and ``submission`` are of an existing master, ``None`` for a new one; ``target`` is where it is written.
    """

    path: Path | None
    submission: Submission | None
    tasks: TaskList | None
    target: Path | None
    sheet: str = MASTER_SHEET
    title: str = ""
    columns: list[tuple[Role, str]] = field(default_factory=list)
    tasks_laid_out: list[Task] = field(default_factory=list)
    _rows: dict[int, int] = field(default_factory=dict)
    _positions: dict[Role, int] = field(default_factory=dict)
    _headings: dict[Role, str] = field(default_factory=dict)
    _entries: dict[int, Entry] = field(default_factory=dict)
    _formulas: dict[str, str] | None = None

    def lay_out(self, tasks: TaskList, form: Form, period: Period | None, headings: dict[Role, str]) -> None:
        """Take the places from the existing sheet, or give a new one its columns and rows.

        ``headings`` are those of a submission, with the rules written in them; they stand in place of the form's.
        """
        self.tasks_laid_out = tasks.tasks
        if self.submission is not None:
            self._lay_out_existing(self.submission, tasks)
            return
        self.title = f"{period.title if period else ''}{form.title or '重点工作任务进展'}汇总表"
        columns = sheets.master_columns(form, grouped=any(task.group for task in tasks.tasks))
        self.columns = [(role, headings.get(role, heading)) for role, heading in columns]
        self._positions = {role: position for position, (role, _) in enumerate(self.columns, 1)}
        self._headings = dict(self.columns)
        self._rows = {id(task): row for row, task in enumerate(tasks.tasks, _FIRST_ROW)}

    def _lay_out_existing(self, submission: Submission, tasks: TaskList) -> None:
        layout = submission.layout
        self.sheet = layout.sheet
        self.title = layout.sheet
        self._positions = {role: place.position for role, place in layout.places.items()}
        self._headings = {role: place.heading for role, place in layout.places.items()}
        self._rows = {id(task): task.row for task in tasks.tasks}
        by_row = {task.row: task for task in tasks.tasks}
        self._entries = {id(by_row[entry.row]): entry for entry in submission.entries if entry.row in by_row}

    @property
    def entry_roles(self) -> tuple[Role, ...]:
        """The columns that units fill in and that the master has."""
        return tuple(role for role in ENTRY_ROLES if role in self._positions)

    @property
    def entry_letters(self) -> dict[Role, str]:
        """The letters of those columns."""
        return {role: column_letters(self._positions[role]) for role in self.entry_roles}

    @property
    def shown(self) -> str:
        """The file that findings on the round are about."""
        return str(self.target or self.path or "")

    def text(self, task: Task, role: Role) -> str | None:
        """What stands in a task's cell now."""
        entry = self._entries.get(id(task))
        return entry.get(role) if entry else None

    def formula(self, address: str) -> str | None:
        """The formula in a cell of an existing master: one that shows nothing is a person's all the same."""
        if self.path is None:
            return None
        if self._formulas is None:
            self._formulas = Workbook.open(self.path).formulas(self.sheet)
        text = self._formulas.get(address)
        return f"={text}" if text else None

    def given_cells(self, tasks: Iterable[Task]) -> dict[str, str | int | None]:
        """What is given of the tasks that an existing master does not have yet, by address."""
        if self.path is None:
            return {}
        roles = [role for role in TASK_ROLES if role in self._positions]
        readers = [(role, sheets.reader(role, "number" not in roles)) for role in roles]
        new = [task for task in tasks if id(task) not in self._entries]
        return {self.address(task, role): read(task) for task in new for role, read in readers}

    def row(self, task: Task) -> int:
        return self._rows[id(task)]

    def heading(self, role: Role) -> str:
        return self._headings.get(role, role)

    def address(self, task: Task, role: Role) -> str:
        """A1 address of a task's cell, empty where the master has no such column."""
        position = self._positions.get(role)
        return cell_name(self._rows[id(task)], position) if position else ""

    def position(self, role: Role) -> int | None:
        return self._positions.get(role)
