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
    Why,
    decide,
    joined,
    merge,
    rival_texts,
    superseded_texts,
    unplaced,
)
from progress_xl.merging.parts import Part
from progress_xl.merging.versions import Contribution, Report
from progress_xl.model import Task
from progress_xl.rounds.master import Master
from progress_xl.rounds.records import CellKey, CellRecord, Records, digest, task_keys

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
        for (key, role), record in self.records.cells.items():
            task = self.by_key.get(key)
            if task is None:
                continue
            for part in record.parts:
                if part.unit not in self.reporting:
                    yield task, part._replace(text=part.text or self._sole_text(task, role, record) or "")

    def _sole_text(self, task: Task, role: Role, record: CellRecord) -> str | None:
        """The text of a cell's only part: the cell itself, if nobody has edited it."""
        current = self.master.text(task, role)
        return current if current and digest(current) == record.written else None

    def settle(self, merged: Merged) -> None:
        """Decide on every cell that has parts now, or had some of a unit that now says nothing."""
        for (task_id, role), parts in merged.parts.items():
            self._settle(self.tasks[task_id], role, parts)
        for (key, role), record in self.records.cells.items():
            task = self.by_key.get(key)
            silent = task is not None and (id(task), role) not in merged.parts
            if task is not None and silent and any(part.unit in self.reporting for part in record.parts):
                self._settle(task, role, [])

    def _settle(self, task: Task, role: Role, parts: list[Part]) -> None:
        key: CellKey = (self.keys[id(task)], role)
        text = joined(parts, task, self.plan.kept) if parts else ""
        current, before = self.master.text(task, role), self.records.cells.get(key)
        address = self.master.address(task, role)
        if before and parts and all(part.unit not in self.reporting for part in parts):
            decision = Decision(current, write=False)
            self.plan.records.cells[key] = before._replace(address=address)
        else:
            decision = decide(current, before and before.written, text, digest)
            self._note(decision, key, address, parts, text, before)
        if decision.conflict and parts:
            self._conflict(task, role, parts, current or "", address)
        if decision.text:
            self.plan.texts[id(task), role] = decision.text
        if decision.write and (decision.text or current):
            self.plan.writes[address] = decision.text or None
            self._replaced(task, parts, before, current, address)

    def _note(
        self,
        decision: Decision,
        key: CellKey,
        address: str,
        parts: list[Part],
        text: str,
        before: CellRecord | None,
    ) -> None:
        """Remember what went into the cell; where a person's text stays, what went in before it."""
        if not decision.conflict and parts:
            self.plan.records.cells[key] = CellRecord(address, parts, digest(text))
        elif decision.conflict and before:
            self.plan.records.cells[key] = before._replace(address=address)

    def _replaced(
        self, task: Task, parts: list[Part], before: CellRecord | None, current: str | None, address: str
    ) -> None:
        """Keep our own earlier text whose file is not among those of this run."""
        still = {(part.unit, part.sha256) for part in parts}
        for part in before.parts if before else ():
            if part.sha256 not in self.files_now and (part.unit, part.sha256) not in still:
                text = part.text or (current if before and len(before.parts) == 1 else "") or ""
                self.plan.history.append(self._kept("replaced", task, part, text, "", address))

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
    plan.kept += [*merged.kept, *(kept for report in reports if report.counts for kept in unplaced(report))]
    chosen = {(each.unit, id(each.task)): each for each in contributions}
    older = (report for report in reports if report.superseded_by is not None)
    plan.history += [kept for report in older for kept in superseded_texts(report, chosen)]
    reported = {task for task, _role in plan.texts}
    plan.unreported = [task for task in tasks.tasks if id(task) not in reported]
    return plan
