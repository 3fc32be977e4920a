"""What is read and rolled up, as plain values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from progress_xl.addresses import cell_name
from progress_xl.findings import Finding
from progress_xl.forms import ROLES, Column, Form, Role
from progress_xl.text.periods import Period

if TYPE_CHECKING:
    import pandas as pd


@dataclass(slots=True)
class Entry:
    """One row of a form: a task and a unit's report on it. Empty cells are ``None``.

    ``row`` is the number Excel shows. ``units`` names the lead first. ``number`` is in its plain form
    (``141``) and ``task`` without it. ``extra`` holds the columns that the form does not know, by heading.
    """

    row: int
    number: str | None = None
    task: str | None = None
    units: tuple[str, ...] = ()
    leader: str | None = None
    deadline: str | None = None
    target: str | None = None
    progress: str | None = None
    status: str | None = None
    reason: str | None = None
    next_step: str | None = None
    remark: str | None = None
    rate: str | None = None
    group: str | None = None
    extra: Mapping[str, str | None] = field(default_factory=dict)

    def get(self, role: Role) -> str | None:
        """The text of a role; units as one text."""
        if role == "units":
            return "、".join(self.units) or None
        value: str | None = getattr(self, role)
        return value


# Sheets that we put into workbooks. They are never read as forms.
UnitKnownBy = Literal["stated", "rows", "leads"]

MASTER_SHEET = "总表"
LEDGER_SHEET = "台账"
FINDINGS_SHEET = "核验问题"
FIGURES_SHEET = "指标核对"
CONFLICT_SHEET = "冲突"
UNPLACED_SHEET = "未入总表"
HISTORY_SHEET = "历史版本"
RECORDS_SHEET = "_progress_xl"
# Headings by several of which the figures sheet is known, whatever it is called.
FIGURES_SIGNS = frozenset(
    ("目标原文", "进展原文", "来源单元格", "判断方式", "读取目标", "读取完成", "核对键", "读取记录")
)
OUR_SHEETS = frozenset(
    (LEDGER_SHEET, FINDINGS_SHEET, FIGURES_SHEET, CONFLICT_SHEET, UNPLACED_SHEET, HISTORY_SHEET, RECORDS_SHEET)
)

_FINDING_FIELDS = ("cell", "column", "value", "own_message", "condition")


class Place(NamedTuple):
    """Where a column of the form stands in a sheet: column number from 1, the heading found, the form's column."""

    position: int
    heading: str
    column: Column


class ExtraColumn(NamedTuple):
    """A heading that the form does not place. ``twin`` is the heading of the same column read before it, if any."""

    position: int
    heading: str
    twin: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """How a form lies in a sheet. ``header_row`` is the last row of the heading, as Excel counts."""

    sheet: str
    header_row: int
    places: dict[Role, Place]
    own: tuple[Place, ...] = ()
    extra: tuple[ExtraColumn, ...] = ()
    missing: tuple[Column, ...] = ()
    first_header_row: int = 0


class Task(NamedTuple):
    """A task of the master: what the coordinator gives. ``row`` is its row in the master, 0 if there is none yet."""

    number: str | None
    text: str | None
    units: tuple[str, ...] = ()
    leader: str | None = None
    deadline: str | None = None
    target: str | None = None
    group: str | None = None
    row: int = 0

    @property
    def lead(self) -> str | None:
        return self.units[0] if self.units else None


class Match(NamedTuple):
    """Which task an entry reports on, and whether its number or its text was altered."""

    task: Task | None
    number_changed: bool = False
    task_changed: bool = False


class Statement(NamedTuple):
    """What a unit wrote of a task in one cell, and where; ``unit`` is ``None`` where nobody says whose it is.

    ``task`` is the task's number, or its text where it has none; ``file`` a name without folders.
    """

    role: Role
    text: str
    unit: str | None
    task: str
    file: str
    sheet: str
    cell: str


@dataclass(slots=True)
class Submission:
    """The entries of one unit for one period, from one file; ``is_master`` says that a roll-up has written the file.

    ``unit_known_by`` says how its unit is known: ``stated`` in a title or name, by the ``rows`` that all name it, or
    guessed from the rows that it ``leads``.
    """

    path: str
    sha256: str
    form: Form
    layout: Layout
    unit: str | None = None
    period: Period | None = None
    entries: list[Entry] = field(default_factory=list)
    other_sheets: tuple[str, ...] = ()
    is_master: bool = False
    unit_known_by: UnitKnownBy = "stated"

    @property
    def sheet(self) -> str:
        return self.layout.sheet

    def cell(self, entry: Entry, role: Role) -> str | None:
        """A1 address of a role's cell in an entry's row; ``None`` where the sheet has no such column."""
        place = self.layout.places.get(role)
        return cell_name(entry.row, place.position) if place else None

    def statement(self, entry: Entry, role: Role, unit: str | None) -> Statement:
        """What an entry says in one role's cell, as another file's finding quotes it."""
        task = entry.number or entry.task or ""
        file = PurePath(self.path).name
        return Statement(role, entry.get(role) or "", unit, task, file, self.sheet, self.cell(entry, role) or "")

    def number_role(self) -> Role:
        """The role whose cell holds the task's number: its own column, or the task's text."""
        return "number" if "number" in self.layout.places else "task"

    def finding(self, code: str, entry: Entry | None = None, role: Role | None = None, **given: Any) -> Finding:
        """A finding on this file, on a row of it, or on one role's cell of a row.

        Keywords that are fields of ``Finding`` fill those; all others fill the message's slots.
        """
        place = self.layout.places.get(role) if role else None
        if entry and place:
            return self.finding_at(code, entry, place, **given)
        return self._finding(code, entry, given)

    def finding_at(self, code: str, entry: Entry, place: Place, **given: Any) -> Finding:
        """A finding on a row's cell in one column of the form."""
        return self.finding_in(code, entry, place.position, place.heading, **given)

    def finding_in(self, code: str, entry: Entry, index: int, heading: str, **given: Any) -> Finding:
        """A finding on a row's cell in any column, numbered from 1."""
        return self._finding(code, entry, given | {"cell": cell_name(entry.row, index), "column": heading})

    def _finding(self, code: str, entry: Entry | None, given: dict[str, Any]) -> Finding:
        fields = {name: given[name] for name in _FINDING_FIELDS if name in given}
        return Finding(
            code,
            path=self.path,
            sheet=self.sheet,
            row=entry.row if entry else None,
            task=entry.number if entry else None,
            details=given,
            **fields,
        )

    def to_frame(self) -> "pd.DataFrame":
        """One row an entry: the form's roles in the contract's order, its unknown columns, then sheet and row.

        ``units`` is a list, lead first; a missing value is ``None``.
        """
        import pandas as pd

        columns = [*self._frame_roles(), *self._extra_headings(), "sheet", "row"]
        frame = pd.DataFrame(list(self._frame_rows()), columns=columns, dtype=object)
        frame.attrs["progress_xl"] = self._origin()
        return frame

    def _origin(self) -> dict[str, Any]:
        """Where the rows came from, in plain values, so that a report on the frame can name their cells."""
        return {
            "path": self.path,
            "sha256": self.sha256,
            "sheet": self.sheet,
            "unit": self.unit,
            "period": str(self.period) if self.period else None,
            "form": [self.form.name, self.form.to_rows()],
            "header_row": self.layout.header_row,
            "places": {role: [place.position, place.heading] for role, place in self.layout.places.items()},
        }

    def _frame_roles(self) -> list[Role]:
        roles = set(self.form.by_role)
        if any(entry.number for entry in self.entries):
            roles.add("number")
        if any(entry.group for entry in self.entries):
            roles.add("group")
        return [role for role in ROLES if role in roles]

    def _extra_headings(self) -> list[str]:
        return list(dict.fromkeys(heading for entry in self.entries for heading in entry.extra))

    def _frame_rows(self) -> Iterator[list[Any]]:
        roles, extra = self._frame_roles(), self._extra_headings()
        for entry in self.entries:
            values = [list(entry.units) if role == "units" else getattr(entry, role) for role in roles]
            yield [*values, *(entry.extra.get(heading) for heading in extra), self.sheet, entry.row]
