"""Cell by cell, what becomes of the master: what is written, what a person keeps, what is in conflict."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from progress_xl.findings import Finding
from progress_xl.forms import Role
from progress_xl.merging.matching import TaskList
from progress_xl.merging.merge import (
    Kept,
    Merged,
    Why,
    beside,
    decide,
    left_out,
    rival_texts,
    says_anything,
    superseded_texts,
    unplaced,
)
from progress_xl.merging.parts import Part
from progress_xl.merging.versions import Contribution, Report
from progress_xl.model import Entry, Task
from progress_xl.ooxml import Row
from progress_xl.rounds.earlier import Earlier
from progress_xl.rounds.master import Master
from progress_xl.rounds.records import (
    CellKey,
    CellRecord,
    ColumnRecord,
    Records,
    cell_rows,
    column_records,
    digest,
    entry_rows,
    source_key,
)
from progress_xl.rounds.sheets import cut

_EDITED = "总表中该单元格已有人工填写的内容，与新的报送不同"


@dataclass(slots=True)
class Plan:
    """What a roll-up does to the master.

    ``rows`` hold the texts that stand in the entry cells from now on, by the task's ``id``; ``writes`` those that
    change in an existing master, by address, ``None`` to empty one. ``unreported`` are the tasks without any text;
    ``records`` are rows that say where each cell came from, and can be gone through once; ``moved`` says whether cells stand
    elsewhere than an earlier run remembers.
    """

    rows: dict[int, Entry] = field(default_factory=dict)
    writes: dict[str, str | int | None] = field(default_factory=dict)
    records: Iterable[Row] = ()
    conflicts: list[Kept] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    history: list[Kept] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unreported: list[Task] = field(default_factory=list)
    moved: bool = False


class _Planner:
    def __init__(
        self,
        master: Master,
        records: Records,
        tasks: TaskList,
        contributions: Sequence[Contribution],
        reports: Sequence[Report],
        earlier: Earlier,
        keys: Mapping[int, str],
    ) -> None:
        self.earlier = earlier
        self.master, self.records, self.tasks = master, records, tasks.tasks
        self.keys = keys
        self.files_now = {report.submission.sha256 for report in reports}
        self.by_key = {self.keys[id(task)]: task for task in self.tasks}
        self.merged = Merged(contributions, self._earlier_parts())
        self.standing: dict[CellKey, CellRecord | None] = {}
        self.taken: dict[int, Contribution] = {}
        self.plan = Plan(records=self._record_rows(), moved=self._moved())

    def _moved(self) -> bool:
        for (key, role), record in self.records.cells.items():
            task = self.by_key.get(key)
            if task is None or self.master.address(task, role) != record.address:
                return True
        return False

    def _earlier_parts(self) -> Iterator[tuple[Task, Part]]:
        """Parts of earlier runs that still count."""
        for (key, role), record in self.records.cells.items():
            task = self.by_key.get(key)
            for part in record.parts if task else ():
                if task and self.earlier.counts(part, task):
                    yield task, part._replace(text=part.text or self._sole_text(task, role, record) or "")

    def _sole_text(self, task: Task, role: Role, record: CellRecord) -> str | None:
        """The text of a cell's only part: the cell itself, if nobody has edited it."""
        current = self.master.text(task, role)
        return current if current and digest(current) == record.written else None

    def settle(self) -> None:
        """Decide on every cell that has parts now, or had some of a unit that now says nothing."""
        self.plan.writes.update(self.master.given_cells(self.tasks))
        for task in self.tasks:
            row = self._row(task)
            if says_anything(row):
                self.plan.rows[id(task)] = row
            else:
                self.plan.unreported.append(task)

    def _row(self, task: Task) -> Entry:
        """What stands in a task's entry cells: mostly what the only unit that reports on it has written."""
        if sole := self.merged.sole(task) if self.master.path is None else None:
            self.taken[id(task)] = sole
            return sole.entry
        row = Entry(task.row)
        for role in self.master.entry_roles:
            setattr(row, role, self._settle(task, role))
        return row

    def _settle(self, task: Task, role: Role) -> str | None:
        key: CellKey = (self.keys[id(task)], role)
        cell, before = self.merged.cell(task, role), self.records.cells.get(key)
        if not cell and before is None:
            return None
        address = self.master.address(task, role)
        current = self.master.text(task, role) or self.master.formula(address)
        parts = cell.parts if cell else []
        if (
            before
            and cell
            and all(part.sha256 not in self.files_now for part in parts)
            and len(parts) == len(before.parts)
        ):
            self.standing[key] = before._replace(address=address)
            return current
        decision = decide(current, before and before.written, cell.text if cell else "", digest)
        if cell:
            self.plan.kept += left_out(cell, task)
        news = _news(parts, before) if decision.conflict else []
        if news and not self._answered(address, news, current or ""):
            self.standing[key] = before and before._replace(address=address)
            self._conflict(task, role, news, current or "", address)
        if decision.write and (decision.text or current):
            self.plan.writes[address] = decision.text or None
            self._replaced(task, parts, before, current, address)
        return decision.text

    def _record_rows(self) -> Iterator[Row]:
        """What went into each cell; where a person's text stays, what went in before it."""
        letters = self.master.entry_letters
        columns: dict[int, list[ColumnRecord]] = {}
        for task in self.tasks:
            key, sole = self.keys[id(task)], self.taken.get(id(task))
            if sole:
                report = sole.report
                if id(report) not in columns:
                    columns[id(report)] = column_records(report, letters)
                yield from entry_rows(key, self.master.row(task), sole.entry, columns[id(report)])
            else:
                for role in letters:
                    if record := self._record(key, task, role):
                        yield from cell_rows(key, record)

    def _record(self, key: str, task: Task, role: Role) -> CellRecord | None:
        if (key, role) in self.standing:
            return self.standing[key, role]
        cell = self.merged.cell(task, role)
        return CellRecord(self.master.address(task, role), cell.parts, digest(cell.text)) if cell else None

    def _replaced(
        self, task: Task, parts: list[Part], before: CellRecord | None, current: str | None, address: str
    ) -> None:
        """Keep our own earlier text whose file is not among those of this run."""
        still = {(part.unit, part.sha256) for part in parts}
        for part in before.parts if before else ():
            if part.sha256 not in self.files_now and (part.unit, part.sha256) not in still:
                text = part.text or (current if before and len(before.parts) == 1 else "") or ""
                self.plan.history.append(self._kept("replaced", task, part, text, "", address))

    def _answered(self, address: str, parts: list[Part], current: str) -> bool:
        """Whether a person has decided on these very texts: deleted their lines, or changed the cell since it was shown."""
        if all(source_key(part) in self.records.seen for part in parts):
            return True
        before = [self.records.shown.get((address, digest(cut(part.text)))) for part in parts]
        return all(stood not in (None, digest(cut(current))) for stood in before)

    def _conflict(self, task: Task, role: Role, parts: list[Part], current: str, address: str) -> None:
        for part in parts:
            self.plan.conflicts.append(self._kept("conflict", task, part, part.text, current, address))
        self._find(task, role, address, current, _EDITED)

    def _kept(self, why: Why, task: Task, part: Part, text: str, against: str, address: str) -> Kept:
        heading = self.master.heading(part.role)
        source = (part.file, part.sheet, part.cell, part.sha256)
        return Kept(why, task.number, task.text, part.unit, heading, text, *source, against, address)

    def rivals(self, contributions: Iterable[Contribution]) -> None:
        """Two files of one unit that differ on a task: both are shown, the newer stands in the master."""
        for contribution in contributions:
            for role, kept in rival_texts(contribution):
                seen = self.records.seen.get(source_key(kept)) == digest(cut(kept.against))
                if seen or self._decided(contribution.task, role):
                    continue
                address = self.master.address(contribution.task, role)
                self.plan.conflicts.append(kept._replace(master_cell=address))
                reason = f"“{contribution.unit}”的两个文件对同一任务填报不同"
                self._find(contribution.task, role, address, contribution.entry.get(role), reason)

    def _decided(self, task: Task, role: Role) -> bool:
        """Whether a person has written a text of their own since we put both before them."""
        before = self.records.cells.get((self.keys[id(task)], role))
        current = self.master.text(task, role) or self.master.formula(self.master.address(task, role))
        return bool(before and current) and digest(current or "") != before.written  # type: ignore[union-attr]

    def _find(self, task: Task, role: Role, address: str, value: str | None, reason: str) -> None:
        self.plan.findings.append(
            Finding(
                "conflict",
                path=self.master.shown,
                sheet=self.master.sheet,
                cell=address or None,
                row=self.master.row(task),
                column=self.master.heading(role),
                task=task.number,
                value=value,
                details={"reason": reason},
            )
        )


def _news(parts: Iterable[Part], before: CellRecord | None) -> list[Part]:
    """The parts that say something else than when we last wrote their cell: a person edited it knowing the others.

    A part without a text was its cell's only one, and the person's text stands in its place.
    """
    stood = {(part.unit, digest(part.text) if part.text else before.written) for part in before.parts} if before else ()
    return [part for part in parts if part.text and (part.unit, digest(part.text)) not in stood]


def make_plan(
    master: Master,
    records: Records,
    tasks: TaskList,
    contributions: Sequence[Contribution],
    reports: Sequence[Report],
    earlier: Earlier,
    keys: Mapping[int, str],
) -> Plan:
    """Merge what was reported and decide on every cell; whatever has no place is kept.

    ``keys`` are the tasks' keys by ``id``.
    """
    planner = _Planner(master, records, tasks, contributions, reports, earlier, keys)
    planner.settle()
    planner.rivals(contributions)
    plan = planner.plan
    roles = master.entry_roles
    plan.kept += [kept for contribution in contributions for kept in beside(contribution, roles)]
    plan.kept += [kept for report in reports if report.counts for kept in unplaced(report)]
    chosen = {(each.unit, id(each.task)): each for each in contributions}
    older = (report for report in reports if report.superseded_by is not None)
    plan.history += [kept for report in older for kept in superseded_texts(report, chosen)]
    return plan
