"""The master: an existing workbook that is filled in place, or a new one."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from progress_xl.addresses import cell_name, column_letters, parse_cell
from progress_xl.findings import Finding
from progress_xl.forms import ENTRY_ROLES, Form, Role
from progress_xl.marks import MARKER_PREFIX, Mark
from progress_xl.merging.matching import TaskList
from progress_xl.merging.merge import Kept
from progress_xl.merging.versions import Report
from progress_xl.model import (
    CONFLICT_SHEET,
    HISTORY_SHEET,
    MASTER_SHEET,
    UNPLACED_SHEET,
    Entry,
    Submission,
    Task,
)
from progress_xl.ooxml import Workbook, write_atomically
from progress_xl.reading.rows import text_of
from progress_xl.reading.workbook import open_workbook
from progress_xl.rounds import sheets
from progress_xl.rounds.ledger import LedgerRow, Rates
from progress_xl.rounds.records import FileRecord, Records, digest, records_sheet, shown_path
from progress_xl.targets.closed import rules_of
from progress_xl.text.periods import Period

if TYPE_CHECKING:
    from progress_xl.rounds.plan import Plan

_FIRST_ROW = 3
_OF_ROUND = ("missing-submission", "conflict")
_COLUMN_SLOT = re.compile(r"\{([A-Z]{1,3})\}")


@dataclass(slots=True)
class Master:
    """Where each task's cells stand. ``path`` and ``submission`` are of an existing master, ``None`` for a new one."""

    path: Path | None
    submission: Submission | None
    tasks: TaskList | None
    sheet: str = MASTER_SHEET
    title: str = ""
    columns: list[tuple[Role, str]] = field(default_factory=list)
    tasks_laid_out: list[Task] = field(default_factory=list)
    _rows: dict[int, int] = field(default_factory=dict)
    _positions: dict[Role, int] = field(default_factory=dict)
    _headings: dict[Role, str] = field(default_factory=dict)
    _entries: dict[int, Entry] = field(default_factory=dict)

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
    def shown(self) -> str:
        return str(self.path or "")

    def text(self, task: Task, role: Role) -> str | None:
        """What stands in a task's cell now."""
        entry = self._entries.get(id(task))
        return entry.get(role) if entry else None

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


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that goes into the written master beside the texts of the plan."""

    files: dict[str, FileRecord]
    ledger: Sequence[LedgerRow]
    rates: Rates
    findings: Sequence[tuple[Finding, Report | None]]
    now: frozenset[str]
    inputs: dict[str, Any]


def write_master(master: Master, plan: "Plan", outcome: Outcome, before: Records, target: Path) -> bool:
    """Write the master if anything changed; say whether it did.

    An existing master is patched: only the cells that change, our own sheets and our own marks. Raises what
    ``Workbook.save`` raises; the file is then as it was.
    """
    lists = _lists(master, plan, outcome.now)
    records = Records(files=outcome.files, inputs=outcome.inputs, state=_state(outcome, lists[CONFLICT_SHEET]))
    unchanged = not plan.writes and not plan.moved and before.state == records.state
    if unchanged and master.path is not None:
        return _copy(master.path, target)
    marks = list(_marks(master, plan, outcome.findings))
    book = _filled(master, plan, marks)
    book.put_sheet(sheets.ledger_sheet(outcome.ledger, outcome.rates, f"报送台账（{master.title}）"))
    book.put_sheet(sheets.findings_sheet(_shown(master, outcome.findings, target), master.sheet))
    for name, kept in lists.items():
        if kept:
            book.put_sheet(sheets.kept_sheet(name, kept, master.sheet))
        elif name in (sheet.name for sheet in book.sheets):
            book.remove_sheet(name)
    book.put_sheet(records_sheet(records, plan.records))
    book.save(target)
    return True


def _copy(path: Path, target: Path) -> bool:
    """The master as it is, in the place asked for."""
    if path.resolve() == target.resolve():
        return False
    content = path.read_bytes()

    def fill(stream: IO[bytes]) -> None:
        stream.write(content)

    write_atomically(target, fill)
    return True


def _filled(master: Master, plan: "Plan", marks: Sequence[Mark]) -> Workbook:
    if master.path is None:
        book = Workbook.blank()
        tasks = sorted(master.tasks_laid_out, key=master.row)
        book.put_sheet(sheets.master_sheet(master.sheet, master.title, master.columns, tasks, plan.rows, marks))
        return book
    book = Workbook.open(master.path)
    book.clear_rules(MARKER_PREFIX)
    book.set_values(master.sheet, plan.writes)
    book.add_rules(master.sheet, rules_of(marks))
    return book


def _lists(master: Master, plan: "Plan", now: frozenset[str]) -> dict[str, list[Kept]]:
    """What was kept, by sheet, with that of earlier runs: history for good, the rest until its file is read again."""
    lists = {CONFLICT_SHEET: plan.conflicts, UNPLACED_SHEET: plan.kept, HISTORY_SHEET: plan.history}
    earlier = dict(_earlier_kept(master.path)) if master.path else {}
    return {
        name: _once(
            (kept for kept in earlier.get(name, ()) if name == HISTORY_SHEET or kept.sha256 not in now), kept_now
        )
        for name, kept_now in lists.items()
    }


def _earlier_kept(path: Path) -> Iterator[tuple[str, list[Kept]]]:
    book = open_workbook(path)
    for name in (CONFLICT_SHEET, UNPLACED_SHEET, HISTORY_SHEET):
        if name in book.sheet_names:
            rows = [[text_of(value) for value in row] for row in book.grid(name).rows]
            yield name, list(sheets.read_kept(rows))


def _once(earlier: Iterable[Kept], now: Iterable[Kept]) -> list[Kept]:
    """Both, each text from one cell of one file only once."""
    return list(
        {
            (kept.sha256, kept.sheet, kept.cell, kept.why, digest(sheets.cut(kept.text))): kept
            for kept in (*earlier, *now)
        }.values()
    )


def _marks(master: Master, plan: "Plan", findings: Iterable[tuple[Finding, Report | None]]) -> Iterator[Mark]:
    """The findings on cells that went into the master, conflicts, and the tasks that nobody reported on."""
    for finding, report in findings:
        cell = _master_cell(master, finding, report)
        if cell and (report is None or _went_in(finding, report)):
            message, remedy = finding.text()
            condition = _moved(master, finding.condition, report)
            yield Mark(cell, master.sheet, finding.code, message, condition, remedy)
    for task in plan.unreported:
        if cell := master.address(task, "progress"):
            yield Mark(cell, master.sheet, "missing-value", "尚未报送。", remedy="请催报。")


def _went_in(finding: Finding, report: Report) -> bool:
    """Whether the finding is on the row that stands in the master for its task, not on a second one."""
    match = report.matches.get(finding.row or 0)
    entry = report.entries.get(id(match.task)) if match and match.task else None
    return report.counts and entry is not None and entry.row == finding.row


def _master_cell(master: Master, finding: Finding, report: Report | None) -> str:
    """The master's cell that a finding speaks of, or an empty text."""
    if report is None:
        return finding.cell or "" if finding.code == "conflict" else ""
    match = report.matches.get(finding.row or 0)
    role = _role_at(report.submission, finding.cell)
    return master.address(match.task, role) if match and match.task and role else ""


def _role_at(submission: Submission, cell: str | None) -> Role | None:
    if cell is None:
        return None
    column = parse_cell(cell)[1]
    return next((role for role, place in submission.layout.places.items() if place.position == column), None)


def _moved(master: Master, condition: str | None, report: Report | None) -> str | None:
    """A condition with its other columns as they stand in the master; ``None`` if the master lacks one."""
    if condition is None or report is None:
        return condition
    roles = {column_letters(place.position): role for role, place in report.submission.layout.places.items()}
    needed = {
        letters: master.position(roles[letters]) for letters in _COLUMN_SLOT.findall(condition) if letters in roles
    }
    if not all(needed.values()):
        return None
    return _COLUMN_SLOT.sub(lambda slot: "{" + column_letters(needed[slot[1]] or 0) + "}", condition)


def _shown(
    master: Master, findings: Iterable[tuple[Finding, Report | None]], target: Path
) -> list[tuple[Finding, str, str, str]]:
    """Findings with unit, source and master cell, as the findings sheet lists them."""
    return [
        (
            finding,
            report.unit if report else str(finding.details.get("unit", "")),
            shown_path(finding.path, target) if report or finding.code not in _OF_ROUND else "",
            _master_cell(master, finding, report),
        )
        for finding, report in findings
    ]


def _state(outcome: Outcome, conflicts: Sequence[Kept]) -> str:
    """A digest of all that the written sheets depend on beside the cells of the master itself."""
    facts = [outcome.inputs, sorted(map(repr, outcome.files.values())), conflicts]
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False, default=str).encode()).hexdigest()
