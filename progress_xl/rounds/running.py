"""``px.rollup``: many submissions into one master, with a ledger of who owes what.

How a run reads: collect files, read them, sort out those that do not belong, match rows to tasks, choose versions,
check, merge, decide cell by cell, write.
"""

import datetime as dt
import gc
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from progress_xl import __version__
from progress_xl.findings import Finding, has_errors
from progress_xl.forms import Form, Role
from progress_xl.merging.matching import TaskList
from progress_xl.merging.merge import Kept, says_anything
from progress_xl.merging.versions import Contribution, Report, choose_versions
from progress_xl.messages import Lang
from progress_xl.model import Submission
from progress_xl.report import FileReport
from progress_xl.rounds.checking import check_reports, late_findings, missing_findings
from progress_xl.rounds.comparing import figures_of, remember_previous
from progress_xl.rounds.earlier import Earlier, heard_earlier, what_still_counts
from progress_xl.rounds.edits import told, with_edits
from progress_xl.rounds.files import read_receipts, workbooks_in
from progress_xl.rounds.intake import Progress, belonging, read_all, reports_of, tasks_of_round
from progress_xl.rounds.ledger import LedgerRow, Rates, ledger_of, rates_of
from progress_xl.rounds.plan import make_plan
from progress_xl.rounds.records import FileKey, FileRecord, task_keys
from progress_xl.rounds.round import Round, open_round, refuse_other_kinds
from progress_xl.rounds.writing import Outcome, write_master
from progress_xl.text.periods import Period
from progress_xl.text.units import is_collective


@dataclass(frozen=True, slots=True)
class Rollup:
    """What a roll-up gives back.

    ``files`` are the reports on the files in order; ``of_round`` are the findings on the round itself: who did not
    report, what is in conflict. ``master`` is the file written, ``None`` if none was asked for; ``written`` says
    whether it changed.
    """

    files: list[FileReport]
    of_round: list[Finding]
    ledger: list[LedgerRow]
    rates: Rates
    conflicts: list[Kept]
    kept: list[Kept]
    master: Path | None
    written: bool

    @property
    def findings(self) -> list[Finding]:
        """All findings, file by file, those on the round last."""
        return [*(finding for file in self.files for finding in file.findings), *self.of_round]

    @property
    def ok(self) -> bool:
        """Whether nothing was found that must be mended before the round can close."""
        return not has_errors(self.findings)

    def to_dict(self, lang: Lang = "zh") -> dict[str, Any]:
        """The roll-up as ``progress-xl rollup --format json`` prints it."""
        return {
            "files": [file.to_dict(lang) for file in self.files],
            "findings": [finding.to_dict(lang) for finding in self.of_round],
            "ledger": [row.to_dict() for row in self.ledger],
            "rates": {name: getattr(self.rates, name) for name in self.rates.__slots__},
            "conflicts": [kept._asdict() for kept in self.conflicts],
            "kept": [kept._asdict() for kept in self.kept],
            "master": str(self.master) if self.master else None,
        }


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Look for no cycles meanwhile: a round's many objects all live until its end."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_collector_paused()
def rollup(
    paths: "Iterable[str | Path] | str | Path",
    *,
    master: "str | Path | None" = None,
    out: "str | Path | None" = None,
    expected: "str | Path | Iterable[str] | None" = None,
    due: "str | dt.date | None" = None,
    as_of: "str | dt.date | None" = None,
    executor: Executor | None = None,
    form: "str | Path | Form | None" = None,
    period: "str | Period | None" = None,
    received: "str | Path | None" = None,
    previous: "str | Path | None" = None,
    sense: bool = True,
    progress: Progress | None = None,
) -> Rollup:
    """Roll submissions up into a master.

    Args:
        paths: workbooks, and folders of them.
        master: filled in place if it exists (only entry cells of matching tasks change), else created.
        out: where to write instead; the master is then left as it is.
        expected: the units that must report: a list, a text file, or a workbook. If left out: those of an earlier
            run, the units that lead a task of a coordinator's master, or those that reported.
        due: last day that is in time. If left out: that of an earlier run on the same period; else nobody is late.
        as_of: the day that «overdue» is counted to; the period's last day if left out.
        executor: reads the files in parallel (a process pool, a cluster's client); in this process if left out.
        form, period: of the round; those of the master, else of most files, if left out.
        received: tab-separated file with the columns path and received (ISO time).
        previous: the master of the period before, to find what was handed in again.
        sense: also read what the texts say (pace, freshness, copies) and write the figures sheet; without, an
            existing figures sheet stays as it is.
        progress: called with the number of files read and of all files.

    A file that cannot be used becomes a finding; running again with the same files changes nothing, byte for byte.
    Raises ``PathMissing``, ``NoWorkbooks``, ``BadForm``, ``BadValue``; a master that cannot be read or written
    raises ``FileError`` or ``CannotWrite`` and stays as it was.
    """
    sources = [paths] if isinstance(paths, (str, Path)) else list(paths)
    target = Path(out) if out is not None else Path(master) if master is not None else None
    own = [Path(path) for path in (master, out, expected, previous) if isinstance(path, (str, Path))]
    refuse_other_kinds(target, Path(master) if master is not None else None)
    files = workbooks_in(sources, leave_out=own)
    round_ = open_round(master, target, form, period, due, as_of, expected, previous, sense=sense)
    listed = read_receipts(received) if received is not None else {}
    read_files = read_all(files, round_.form, executor, progress)
    submissions = belonging(read_files, round_)
    if round_.previous:
        round_.previous.must_be_before(round_.period, round_.master.path)
    tasks = tasks_of_round(submissions, round_)
    reports = reports_of(submissions, tasks, listed, round_)
    remember_previous(tasks, reports, round_)
    return _finish(round_, tasks, reports, target)


def _finish(round_: Round, tasks: TaskList, reports: Sequence[Report], target: Path | None) -> Rollup:
    contributions = choose_versions(reports)
    keys = task_keys(tasks)
    by_key = {keys[id(task)]: task for task in tasks.tasks}
    earlier = what_still_counts(round_.records, by_key, reports)
    heard = heard_earlier(round_.records, by_key, earlier, round_.master.submission)
    check_reports(reports, tasks, earlier, heard, round_)
    master = round_.master
    master.lay_out(tasks, round_.form or Form.builtin("monthly"), round_.period, _headings(reports))
    plan = make_plan(master, round_.records, tasks, contributions, reports, earlier, keys)
    known = _file_records(round_, reports, contributions, earlier)
    found = ledger_of(_expected(tasks, known, round_), known.values(), tasks, round_.due)
    ledger = with_edits(found, round_.records.edits)
    for path, finding in late_findings(reports, ledger, round_):
        round_.find(path, finding)
    file_reports = _file_reports(reports, round_)
    of_round = [*plan.findings, *missing_findings(ledger, master.shown)]
    result = Rollup(file_reports, of_round, ledger, rates_of(ledger), plan.conflicts, plan.kept, target, written=False)
    if target is None:
        return result
    now = frozenset(report.submission.sha256 for report in reports)
    inputs = _inputs(round_) | {"ledger": {row.unit: told(row) for row in found}, "edits": round_.records.edits}
    findings = _with_reports(result.findings, reports)
    figures = figures_of(contributions, earlier, round_) if round_.sense else None
    outcome = Outcome(known, ledger, result.rates, findings, now, inputs, figures)
    return replace(result, written=write_master(master, plan, outcome, round_.records, target))


def _headings(reports: Sequence[Report]) -> dict[Role, str]:
    """The headings of the first report, with the rules written in them."""
    return {role: place.heading for role, place in reports[0].submission.layout.places.items()} if reports else {}


def _expected(tasks: TaskList, known: Mapping[FileKey, FileRecord], round_: Round) -> list[str]:
    """Who must report: as given, else the leads of a coordinator's master, else those that have reported."""
    if round_.expected:
        return round_.expected
    if not round_.authoritative:
        return sorted({record.unit for record in known.values()})
    leads = dict.fromkeys(task.lead for task in tasks.tasks if task.lead)
    return [lead for lead in leads if not is_collective(lead)]


def _file_records(
    round_: Round, reports: Sequence[Report], contributions: Iterable[Contribution], earlier: Earlier
) -> dict[FileKey, FileRecord]:
    """The files of earlier runs and of this one, by unit and hash.

    A file that was marked in place since has another hash, but its name and time: it is the same file. A task counts
    as filled in the file whose report on it counts.
    """
    filled = Counter(id(each.report) for each in contributions if says_anything(each.entry))
    ranked = sorted(reports, key=lambda report: report.counts)
    now = {record.key: record for record in (_file_record(report, filled[id(report)], round_) for report in ranked)}
    same = {(record.file, record.receipt.at) for record in now.values()}
    before = {
        key: replace(
            record,
            superseded=record.superseded or key in earlier.replaced,
            filled=earlier.left[key] if record.unit in earlier.reported else record.filled,
        )
        for key, record in round_.records.files.items()
        if record.sha256 not in earlier.read_again and (record.file, record.receipt.at) not in same
    }
    return before | now


def _file_record(report: Report, filled: int, round_: Round) -> FileRecord:
    submission = report.submission
    faulty = {finding.row for finding in round_.findings.get(submission.path, ()) if finding.severity == "error"}
    return FileRecord(
        unit=report.unit,
        file=report.file,
        sha256=submission.sha256,
        receipt=report.receipt,
        rows=len(submission.entries),
        filled=filled,
        with_errors=len(faulty - {None}),
        superseded=not report.counts,
        guessed=report.guessed,
    )


def _file_reports(reports: Sequence[Report], round_: Round) -> list[FileReport]:
    units = {report.submission.path: report.unit for report in reports}
    return [_file_report(path, submission, units.get(path), round_) for path, submission in round_.files.items()]


def _file_report(path: str, submission: Submission | None, unit: str | None, round_: Round) -> FileReport:
    findings = tuple(round_.findings.get(path, ()))
    if submission is None:
        return FileReport(path, findings=findings)
    return replace(FileReport.of(submission, findings), unit=unit or submission.unit)


def _with_reports(findings: Iterable[Finding], reports: Sequence[Report]) -> list[tuple[Finding, Report | None]]:
    by_path = {report.submission.path: report for report in reports}
    return [(finding, by_path.get(finding.path)) for finding in findings]


def _inputs(round_: Round) -> dict[str, Any]:
    """What, beside the files and the master, a round depends on: by it a later run knows that nothing changed."""
    return {
        "version": __version__,
        "period": str(round_.period),
        "form": round_.form.name if round_.form else None,
        "as_of": str(round_.reckoning),
        "due": str(round_.due),
        "expected": round_.expected,
        "created": round_.created,
        "sense": round_.sense,
        "previous": round_.previous.sha256 if round_.previous else None,
        "files": hashlib.sha256("\n".join(sorted(Path(path).name for path in round_.files)).encode()).hexdigest(),
    }
