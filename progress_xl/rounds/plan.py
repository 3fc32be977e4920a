"""Cell by cell, what becomes of the master: what is written, what a person keeps, what is in conflict."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from progress_xl.findings import Finding
from progress_xl.forms import Role
from progress_xl.merging.matching import TaskList
from progress_xl.merging.merge import (
    Decision,
    Kept,
    Merged,
    MergedCell,
    decide,
    merge,
    rival_texts,
    superseded_texts,
    unplaced,
)
from progress_xl.merging.parts import Part
from progress_xl.merging.versions import Contribution, Report
from progress_xl.model import Task
from progress_xl.rounds.master import Master
from progress_xl.rounds.records import CellKey, Records, digest, task_keys

_EDITED = "总表中该单元格已有人工填写的内容，与新的报送不同"


@dataclass(slots=True)
class Plan:
    """What a roll-up does to the master.

    ``texts`` are all entry cells with a text from submissions, by the task's ``id`` and role; ``writes`` those that
    change, by address, ``None`` to empty one. ``unreported`` are the tasks without any text.
    """

    texts: dict[tuple[int, Role], str] = field(default_factory=dict)
    writes: dict[str, str | None] = field(default_factory=dict)
    records: Records = field(default_factory=Records)
    conflicts: list[Kept] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    history: list[Kept] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unreported: list[Task] = field(default_factory=list)


class _Planner:
    def __init__(self, master: Master, records: Records, tasks: TaskList, reports: Sequence[Report]) -> None:
        self.master, self.records = master, records
        self.tasks = {id(task): task for task in tasks.tasks}
        self.keys = task_keys(tasks)
        self.by_key = {key: self.tasks[task] for task, key in self.keys.items()}
        self.reporting = {report.unit for report in reports}
        self.files_now = {report.submission.sha256 for report in reports}
        self.plan = Plan()

    def earlier_parts(self) -> Iterator[tuple[Task, Part]]:
        """Parts of earlier runs from units that did not report again: they still count."""
        for (key, role), parts in self.records.parts.items():
            task = self.by_key.get(key)
            if task is None:
                continue
            for part in parts:
                if part.unit not in self.reporting:
                    yield task, part._replace(text=part.text or self._sole_text(task, role, key) or "")

    def _sole_text(self, task: Task, role: Role, key: str) -> str | None:
        """The text of a cell's only part: the cell itself, if nobody has edited it."""
        current = self.master.text(task, role)
        return current if current and digest(current) == self.records.written[key, role] else None

    def settle(self, merged: Merged) -> None:
        """Decide on every cell that has parts now, or had some of a unit that now says nothing."""
        for cell in merged.cells.values():
            self._settle(cell)
        for (key, role), parts in self.records.parts.items():
            task = self.by_key.get(key)
            if task is None or (id(task), role) in merged.cells:
                continue
            if any(part.unit in self.reporting for part in parts):
                self._settle(MergedCell(task, role, []))

    def _settle(self, cell: MergedCell) -> None:
        key: CellKey = (self.keys[id(cell.task)], cell.role)
        current, written = self.master.text(cell.task, cell.role), self.records.written.get(key)
        only_earlier = bool(cell.parts) and all(part.unit not in self.reporting for part in cell.parts)
        decision = Decision(current, write=False) if only_earlier else decide(current, written, cell.text, digest)
        address = self.master.address(cell.task, cell.role)
        if decision.conflict and cell.parts:
            self._conflict(cell, current or "", address)
        elif cell.parts and not only_earlier:
            self._record(key, cell, address)
        if decision.conflict or only_earlier:
            self._carry(key, address)
        if decision.text:
            self.plan.texts[id(cell.task), cell.role] = decision.text
        if decision.write and (decision.text or current):
            self.plan.writes[address] = decision.text or None
            self._replaced(key, cell, current)

    def _record(self, key: CellKey, cell: MergedCell, address: str) -> None:
        records = self.plan.records
        records.parts[key], records.written[key], records.cells[key] = cell.parts, digest(cell.text), address

    def _carry(self, key: CellKey, address: str) -> None:
        if key in self.records.parts:
            records = self.plan.records
            records.parts[key], records.written[key] = self.records.parts[key], self.records.written[key]
            records.cells[key] = address

    def _replaced(self, key: CellKey, cell: MergedCell, current: str | None) -> None:
        """Keep our own earlier text whose file is not among those of this run."""
        parts = self.records.parts.get(key, [])
        still = {(part.unit, part.sha256) for part in cell.parts}
        for part in parts:
            if part.sha256 not in self.files_now and (part.unit, part.sha256) not in still:
                text = part.text or (current if len(parts) == 1 else "") or ""
                self.plan.history.append(self._kept("replaced", cell, part, text, ""))

    def _conflict(self, cell: MergedCell, current: str, address: str) -> None:
        for part in cell.parts:
            self.plan.conflicts.append(self._kept("conflict", cell, part, part.text, current))
        self._find(cell.task, cell.role, address, current, _EDITED)

    def _kept(self, why: str, cell: MergedCell, part: Part, text: str, against: str) -> Kept:
        task, address = cell.task, self.master.address(cell.task, cell.role)
        heading = self.master.heading(cell.role)
        source = (part.file, part.sheet, part.cell, part.sha256)
        return Kept(why, task.number, task.text, part.unit, heading, text, *source, against, address)  # type: ignore[arg-type]

    def rivals(self, contributions: Iterable[Contribution]) -> None:
        """Two files of one unit that differ on a task: both are shown, the newer stands in the master."""
        for contribution in contributions:
            for role, kept in rival_texts(contribution):
                address = self.master.address(contribution.task, role)
                self.plan.conflicts.append(kept._replace(master_cell=address))
                reason = f"“{contribution.unit}”的两个文件对同一任务填报不同"
                self._find(contribution.task, role, address, contribution.entry.get(role), reason)

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


def make_plan(
    master: Master, records: Records, tasks: TaskList, contributions: Sequence[Contribution], reports: Sequence[Report]
) -> Plan:
    """Merge what was reported and decide on every cell; whatever has no place is kept."""
    planner = _Planner(master, records, tasks, reports)
    merged = merge(contributions, planner.earlier_parts(), master.entry_roles)
    planner.settle(merged)
    planner.rivals(contributions)
    plan = planner.plan
    plan.kept = [*merged.kept, *(kept for report in reports if report.counts for kept in unplaced(report))]
    chosen = {(each.unit, id(each.task)): each for each in contributions}
    older = (report for report in reports if report.superseded_by is not None)
    plan.history += [kept for report in older for kept in superseded_texts(report, chosen)]
    reported = {task for task, _role in plan.texts}
    plan.unreported = [task for task in tasks.tasks if id(task) not in reported]
    return plan
