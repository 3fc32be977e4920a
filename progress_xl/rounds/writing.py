"""Writing the master: only the cells that change, our own sheets and our own marks."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from progress_xl.addresses import column_letters, parse_cell
from progress_xl.findings import Finding
from progress_xl.forms import Role
from progress_xl.marks import MARKER_PREFIX, Mark
from progress_xl.merging.merge import Kept
from progress_xl.merging.versions import Report
from progress_xl.model import CONFLICT_SHEET, FIGURES_SHEET, HISTORY_SHEET, UNPLACED_SHEET, Submission
from progress_xl.ooxml import Workbook, write_atomically
from progress_xl.reading.rows import text_of
from progress_xl.reading.workbook import Workbook as BookToRead
from progress_xl.reading.workbook import open_workbook
from progress_xl.rounds import sheets
from progress_xl.rounds.figures import Figures
from progress_xl.rounds.figures_sheet import figures_sheet
from progress_xl.rounds.ledger import LedgerRow, Rates
from progress_xl.rounds.master import Master
from progress_xl.rounds.plan import Plan
from progress_xl.rounds.records import FileKey, FileRecord, Records, digest, records_sheet, shown_path, source_key
from progress_xl.targets.closed import rules_of

_COLUMN_SLOT = re.compile(r"\{([A-Z]{1,3})\}")


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that goes into the written master beside the texts of the plan.

    ``now`` are the hashes of this run's files; without ``figures`` the figures sheet is left as it is.
    """

    files: dict[FileKey, FileRecord]
    ledger: Sequence[LedgerRow]
    rates: Rates
    findings: Sequence[tuple[Finding, Report | None]]
    now: frozenset[str]
    inputs: dict[str, Any]
    figures: Figures | None


def write_master(master: Master, plan: Plan, outcome: Outcome, before: Records, target: Path) -> bool:
    """Write the master if anything changed; say whether it did.

    An existing master is patched: only the cells that change, our own sheets and our own marks. Raises what
    ``Workbook.save`` raises; the file is then as it was.
    """
    lists = _lists(master, plan, outcome.now)
    shown = {source_key(kept): digest(sheets.cut(kept.against)) for kept in lists[CONFLICT_SHEET]}
    inputs = outcome.inputs | {"shown": shown, "seen": before.seen}
    records = Records(files=outcome.files, inputs=inputs, state=_state(outcome, lists[CONFLICT_SHEET]))
    unchanged = not plan.writes and not plan.moved and before.state == records.state
    if unchanged and master.path is not None:
        return _copy(master.path, target)
    marks = list(_marks(master, plan, outcome.findings))
    book = _filled(master, plan, marks)
    typed = {
        unit: before.remarks.get(unit, {}) | before.edits.get(unit, {}) for unit in (*before.remarks, *before.edits)
    }
    book.put_sheet(sheets.ledger_sheet(outcome.ledger, outcome.rates, f"报送台账（{master.title}）", typed))
    book.put_sheet(sheets.findings_sheet(_shown(master, outcome.findings, target), master.sheet))
    if outcome.figures is not None:
        _put_figures(book, outcome.figures, master)
        records.state = _state(outcome, lists[CONFLICT_SHEET])
    for name, kept in lists.items():
        if kept:
            book.put_sheet(sheets.kept_sheet(name, kept, master.sheet))
        elif name in (sheet.name for sheet in book.sheets):
            book.remove_sheet(name)
    book.put_sheet(records_sheet(records, plan.records))
    book.save(target)
    return True


def _put_figures(book: Workbook, figures: Figures, master: Master) -> None:
    """Write the figures sheet anew, with a person's notes on the old one."""
    stands = FIGURES_SHEET in (sheet.name for sheet in book.sheets)
    if stands:
        figures.take_notes(book.notes(FIGURES_SHEET))
    if figures.rows:
        book.put_sheet(figures_sheet(figures, master.sheet, f"指标核对（{master.title}）"))
        figures.live = True
    elif stands:
        book.remove_sheet(FIGURES_SHEET)


def _copy(path: Path, target: Path) -> bool:
    """The master as it is, in the place asked for."""
    if path.resolve() == target.resolve():
        return False
    content = path.read_bytes()

    def fill(stream: IO[bytes]) -> None:
        stream.write(content)

    write_atomically(target, fill)
    return True


def _filled(master: Master, plan: Plan, marks: Sequence[Mark]) -> Workbook:
    if master.path is None:
        book = Workbook.blank()
        tasks = sorted(master.tasks_laid_out, key=master.row)
        book.put_sheet(sheets.master_sheet(master.sheet, master.title, master.columns, tasks, plan.rows, marks))
        return book
    book = Workbook.open(master.path)
    book.clear_rules(MARKER_PREFIX)
    book.set_values(master.sheet, plan.writes, continued=True)
    book.add_rules(master.sheet, rules_of(marks))
    return book


def _lists(master: Master, plan: Plan, now: frozenset[str]) -> dict[str, list[Kept]]:
    """What was kept, by sheet, with that of earlier runs: history for good, the rest until its file is read again."""
    lists = {CONFLICT_SHEET: plan.conflicts, UNPLACED_SHEET: plan.kept, HISTORY_SHEET: plan.history}
    earlier = dict(earlier_kept(open_workbook(master.path))) if master.path else {}
    return {
        name: _once(
            (kept for kept in earlier.get(name, ()) if name == HISTORY_SHEET or kept.sha256 not in now), kept_now
        )
        for name, kept_now in lists.items()
    }


def earlier_kept(book: BookToRead) -> Iterator[tuple[str, list[Kept]]]:
    """The texts on a master's sheets 冲突, 未入总表 and 历史版本, as earlier runs left them."""
    for name in (CONFLICT_SHEET, UNPLACED_SHEET, HISTORY_SHEET):
        if name in book.sheet_names:
            rows = [[text_of(value) for value in row] for row in book.grid(name).rows]
            yield name, list(sheets.read_kept(rows))


def _once(earlier: Iterable[Kept], now: Iterable[Kept]) -> list[Kept]:
    """Both, each text from one cell of one file only once."""
    return list(
        {
            (kept.file, kept.sheet, kept.cell, kept.why, digest(sheets.cut(kept.text))): kept
            for kept in (*earlier, *now)
        }.values()
    )


def _marks(master: Master, plan: Plan, findings: Iterable[tuple[Finding, Report | None]]) -> Iterator[Mark]:
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
            "" if finding.path == master.shown else shown_path(finding.path, target),
            _master_cell(master, finding, report),
        )
        for finding, report in findings
    ]


def _state(outcome: Outcome, conflicts: Sequence[Kept]) -> str:
    """A digest of all that the written sheets depend on beside the cells of the master itself."""
    facts = [outcome.inputs, sorted(map(repr, outcome.files.values())), conflicts]
    if outcome.figures is not None:
        facts.append(outcome.figures.state())
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False, default=str).encode()).hexdigest()
