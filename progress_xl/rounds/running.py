"""``px.rollup``: many submissions into one master, with a ledger of who owes what.

How a run reads: collect files, read them, sort out those that do not belong, match rows to tasks, choose versions,
check, merge, decide cell by cell, write.
"""

import datetime as dt
import gc
import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from progress_xl import __version__
from progress_xl.checks import run_checks
from progress_xl.checks.context import Context
from progress_xl.errors import BadValue, CannotWrite, FileError
from progress_xl.findings import Finding, has_errors
from progress_xl.forms import Form, Role
from progress_xl.merging.matching import TaskList, tasks_of_master, tasks_of_submissions
from progress_xl.merging.merge import Kept, reported
from progress_xl.merging.versions import Receipt, Report, choose_versions
from progress_xl.messages import Lang
from progress_xl.model import CONFLICT_SHEET, FINDINGS_SHEET, LEDGER_SHEET, OUR_SHEETS, Entry, Submission, Task
from progress_xl.reading import read
from progress_xl.reading.forms import load_form
from progress_xl.reading.rows import text_of
from progress_xl.reading.workbook import open_workbook
from progress_xl.report import FileReport
from progress_xl.rounds.earlier import Earlier, what_still_counts
from progress_xl.rounds.files import expected_units, read_receipts, receipt_of, workbooks_in
from progress_xl.rounds.ledger import LedgerRow, Rates, ledger_of, rates_of
from progress_xl.rounds.master import Master
from progress_xl.rounds.plan import make_plan
from progress_xl.rounds.records import FileRecord, Records, digest, read_records, shown_path, task_keys
from progress_xl.rounds.sheets import read_remarks
from progress_xl.rounds.writing import Outcome, earlier_kept, write_master
from progress_xl.text.periods import Period
from progress_xl.text.units import find_unit, is_collective, suggest_unit
from progress_xl.validation import day_of, finding_of, period_of

Progress = Callable[[int, int], None]


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


@dataclass(slots=True)
class _Round:
    """The facts of a round while it is rolled up; ``files`` by path, ``None`` for one that could not be read."""

    master: Master
    records: Records
    period: Period | None
    due: dt.date | None
    as_of: dt.date | None
    expected: list[str]
    form: Form | None
    files: dict[str, Submission | None] = field(default_factory=dict)
    findings: dict[str, list[Finding]] = field(default_factory=dict)

    @property
    def reckoning(self) -> dt.date | None:
        """The day that «overdue» is counted to."""
        return self.as_of or (self.period.end if self.period else None)

    @property
    def created(self) -> bool:
        """Whether the master is one of our making, whose tasks are what submissions said."""
        return self.master.path is None or bool(self.records.inputs.get("created"))

    @property
    def authoritative(self) -> bool:
        """Whether somebody said which units there are: a list, or a coordinator's master."""
        return bool(self.expected) or not self.created

    def find(self, path: str, *findings: Finding) -> None:
        self.findings.setdefault(path, []).extend(findings)


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
    progress: Progress | None = None,
) -> Rollup:
    """Roll submissions up into a master.

    Args:
        paths: workbooks, and folders of them.
        master: filled in place if it exists (only entry cells of matching tasks change), else created.
        out: where to write instead; the master is then left as it is.
        expected: the units that must report: a list, a text file, or a workbook. If left out: those of an earlier
            run, the units that lead a task of a coordinator's master, or those that reported.
        due: last day that is in time; without it nobody is late.
        as_of: the day that «overdue» is counted to; the period's last day if left out.
        executor: reads the files in parallel (a process pool, a cluster's client); in this process if left out.
        form, period: of the round; those of the master, else of most files, if left out.
        received: tab-separated file with the columns path and received (ISO time).
        progress: called with the number of files read and of all files.

    A file that cannot be used becomes a finding; running again with the same files changes nothing, byte for byte.
    Raises ``PathMissing``, ``NoWorkbooks``, ``BadForm``, ``BadValue``; a master that cannot be read or written
    raises ``FileError`` or ``CannotWrite`` and stays as it was.
    """
    sources = [paths] if isinstance(paths, (str, Path)) else list(paths)
    target = Path(out) if out is not None else Path(master) if master is not None else None
    own = [Path(path) for path in (master, out, expected) if isinstance(path, (str, Path))]
    _refuse_other_kinds(target, Path(master) if master is not None else None)
    files = workbooks_in(sources, leave_out=own)
    round_ = _open_round(master, target, form, period, due, as_of, expected)
    listed = read_receipts(received) if received is not None else {}
    read_files = _read_all(files, round_.form, executor, progress)
    submissions = _belonging(read_files, round_)
    tasks = _tasks(submissions, round_)
    reports = _reports(submissions, tasks, listed, round_)
    return _finish(round_, tasks, reports, target)


def _open_round(
    master: "str | Path | None",
    target: Path | None,
    form: "str | Path | Form | None",
    period: "str | Period | None",
    due: "str | dt.date | None",
    as_of: "str | dt.date | None",
    expected: "str | Path | Iterable[str] | None",
) -> _Round:
    given = load_form(form) if form is not None else None
    path = Path(master) if master is not None and Path(master).exists() else None
    submission = read(path, form=given) if path else None
    wanted = period_of(period) or (submission.period if submission else None)
    records = _records_in(path) if path else Records()
    return _Round(
        master=Master(path, submission, tasks_of_master(submission) if submission else None, target),
        records=records,
        period=wanted,
        due=day_of(due),
        as_of=day_of(as_of),
        expected=_units(expected) or list(records.inputs.get("expected", ())),
        form=given or (submission.form if submission else None),
    )


def _records_in(master: Path) -> Records:
    """The master's records; ``CannotWrite`` for a first run over sheets of a person that are named as ours."""
    book = open_workbook(master)
    records = read_records(book)
    taken = [name for name in book.sheet_names if name in OUR_SHEETS and name != FINDINGS_SHEET]
    if taken and not records.state:
        raise CannotWrite(path=master.name, reason=f"已有名为“{taken[0]}”的工作表，不能覆盖，请先将其改名")
    if LEDGER_SHEET in book.sheet_names:
        records.remarks = read_remarks([[text_of(value) for value in row] for row in book.grid(LEDGER_SHEET).rows])
    conflicts = dict(earlier_kept(book)).get(CONFLICT_SHEET, [])
    records.shown = {(kept.master_cell, digest(kept.text)): digest(kept.against) for kept in conflicts}
    return records


def _refuse_other_kinds(target: Path | None, master: Path | None) -> None:
    """A file whose name says another format than its content is not opened by Excel."""
    if target is None or (target == master and target.exists()):
        return
    kind = master.suffix.lower() if master and master.is_file() else ".xlsx"
    if target.suffix.lower() != kind:
        raise BadValue(value=target.name, name="总表的文件名", choices=f"以 {kind} 结尾的文件名")


def _units(expected: "str | Path | Iterable[str] | None") -> list[str]:
    if expected is None:
        return []
    units = expected_units(expected) if isinstance(expected, (str, Path)) else list(dict.fromkeys(expected))
    if not units:
        raise BadValue(value=expected, name="应报名单", choices="至少一个单位")
    return units


def _read_one(path: Path, form: Form | None) -> Submission | FileError:
    try:
        return read(path, form=form)
    except FileError as error:
        return error


def _read_all(
    files: Sequence[Path], form: Form | None, executor: Executor | None, progress: Progress | None
) -> Iterator[tuple[Path, Submission | FileError]]:
    mapping = executor.map if executor else map
    for count, (path, result) in enumerate(zip(files, mapping(_read_one, files, [form] * len(files)), strict=True), 1):
        if progress:
            progress(count, len(files))
        yield path, result


def _belonging(results: Iterable[tuple[Path, Submission | FileError]], round_: _Round) -> list[Submission]:
    """The submissions of the round's form and period; all others become findings. Masters are passed over."""
    submissions: list[Submission] = []
    for path, result in results:
        if isinstance(result, FileError):
            round_.files[str(path)] = None
            round_.find(str(path), finding_of(result, path))
        elif not result.is_master:
            round_.files[str(path)] = result
            submissions.append(result)
    form = round_.form = round_.form or _most_common_form(submissions)
    of_form = [submission for submission in submissions if _is_of_form(submission, form, round_)]
    round_.period = round_.period or _most_common_period(of_form)
    return [submission for submission in of_form if _is_of_period(submission, round_)]


def _most_common_form(submissions: Sequence[Submission]) -> Form | None:
    """The form that most files have; of equals, the first read."""
    names = Counter(submission.form.name for submission in submissions)
    common = max(names, key=lambda name: names[name], default=None)
    return next((submission.form for submission in submissions if submission.form.name == common), None)


def _most_common_period(submissions: Sequence[Submission]) -> Period | None:
    periods = Counter(submission.period for submission in submissions if submission.period)
    return max(periods, key=lambda period: periods[period], default=None)


def _is_of_form(submission: Submission, form: Form | None, round_: _Round) -> bool:
    if form is None or submission.form.name == form.name:
        return True
    wanted, found = form.title or form.name, submission.form.title or submission.form.name
    round_.find(submission.path, submission.finding("form-mismatch", wanted=wanted, found=found))
    return False


def _is_of_period(submission: Submission, round_: _Round) -> bool:
    wanted, stated = round_.period, submission.period
    if wanted is None or stated is None or wanted.agrees(stated):
        return True
    round_.find(submission.path, submission.finding("wrong-period", wanted=wanted.title, found=stated.title))
    return False


def _tasks(submissions: Sequence[Submission], round_: _Round) -> TaskList:
    """The tasks of the master; one of our making takes in the new tasks that submissions bring."""
    known = round_.master.tasks
    if known is None:
        return tasks_of_submissions(submissions)
    if not round_.created:
        return known
    brought = tasks_of_submissions(submissions).tasks
    new = [task for task in brought if known.match(Entry(0, task.number, task.text)).task is None]
    below = max((task.row for task in known.tasks), default=0)
    return TaskList([*known.tasks, *(task._replace(row=row) for row, task in enumerate(new, below + 1))])


def _reports(
    submissions: Sequence[Submission], tasks: TaskList, listed: dict[str, dt.datetime], round_: _Round
) -> list[Report]:
    known = dict.fromkeys(_known_units(tasks, round_))
    received = _received(submissions, listed, round_.records.receipts)
    return [_report(submission, receipt, tasks, known, round_) for submission, receipt in received]


def _report(
    submission: Submission, receipt: Receipt, tasks: TaskList, known: Collection[str], round_: _Round
) -> Report:
    unit = _unit_of(submission, known)
    matches = {entry.row: tasks.match(entry, unit) for entry in submission.entries}
    file = shown_path(submission.path, round_.master.target)
    return Report(submission, unit, receipt, matches, file=file)


def _received(
    submissions: Iterable[Submission], listed: Mapping[str, dt.datetime], known: Mapping[str, Receipt]
) -> Iterator[tuple[Submission, Receipt]]:
    """Each with its receipt. Copies of one file have one modified time, as the ledger will remember only one."""
    times = dict(known)
    for submission in submissions:
        receipt = receipt_of(Path(submission.path), submission.sha256, listed, times)
        if receipt.by != "receipts":
            times.setdefault(submission.sha256, receipt)
        yield submission, receipt


def _known_units(tasks: TaskList, round_: _Round) -> list[str]:
    return round_.expected or list(dict.fromkeys(unit for task in tasks.tasks for unit in task.units))


def _unit_of(submission: Submission, known: Collection[str]) -> str:
    named = submission.unit or Path(submission.path).stem
    return find_unit(named, known) or named


def _check(reports: Sequence[Report], tasks: TaskList, earlier: Earlier, round_: _Round) -> None:
    last = {report.unit: report for report in sorted(reports, key=lambda report: report.order) if report.counts}
    led = _tasks_by_lead(tasks, last)
    known = dict.fromkeys(_known_units(tasks, round_))
    for report in reports:
        if report.superseded_by is not None:
            newer = Path(report.superseded_by.submission.path).name
            round_.find(report.submission.path, report.submission.finding("superseded", newer=newer))
        if report.counts:
            owed = _owed(report, reports, led.get(report.unit, ()), earlier) if last[report.unit] is report else []
            context = Context(as_of=round_.reckoning, period=round_.period, matches=report.matches, owed=owed)
            round_.find(report.submission.path, *run_checks(report.submission, context))
            round_.find(report.submission.path, *_unit_findings(report, known, round_))


def _tasks_by_lead(tasks: TaskList, units: Collection[str]) -> dict[str, list[Task]]:
    """The tasks that each of ``units`` leads, however the task spells its name."""
    spelled = {lead: find_unit(lead, units) for lead in {task.lead for task in tasks.tasks if task.lead}}
    led: dict[str, list[Task]] = {}
    for task in tasks.tasks:
        if unit := spelled.get(task.lead or ""):
            led.setdefault(unit, []).append(task)
    return led


def _owed(report: Report, reports: Sequence[Report], led: Iterable[Task], earlier: Earlier) -> list[Task]:
    """The tasks that the unit leads, but for those that another part of its report holds, now or from before."""
    parts = [other for other in reports if other.unit == report.unit and other.counts and other is not report]
    elsewhere = {key for part in parts for key in part.entries} | earlier.standing.get(report.unit, set())
    return [task for task in led if id(task) not in elsewhere]


def _unit_findings(report: Report, known: Collection[str], round_: _Round) -> Iterator[Finding]:
    if round_.authoritative and find_unit(report.unit, known) is None:
        near = suggest_unit(report.unit, known)
        hint = f"（是否为“{near}”）" if near else ""
        yield report.submission.finding("unit-unknown", found=report.unit, suggestion=hint)


def _finish(round_: _Round, tasks: TaskList, reports: Sequence[Report], target: Path | None) -> Rollup:
    contributions = choose_versions(reports)
    keys = task_keys(tasks)
    earlier = what_still_counts(round_.records, {keys[id(task)]: task for task in tasks.tasks}, reports)
    _check(reports, tasks, earlier, round_)
    master = round_.master
    master.lay_out(tasks, round_.form or Form.builtin("monthly"), round_.period, _headings(reports))
    plan = make_plan(master, round_.records, tasks, contributions, reports, earlier)
    known = _file_records(round_, reports, earlier)
    ledger = ledger_of(_expected(tasks, known, round_), known.values(), tasks, round_.due)
    for path, finding in _late(reports, ledger, round_):
        round_.find(path, finding)
    file_reports = _file_reports(reports, round_)
    of_round = [*plan.findings, *_missing(ledger, master.shown)]
    result = Rollup(file_reports, of_round, ledger, rates_of(ledger), plan.conflicts, plan.kept, target, written=False)
    if target is None:
        return result
    now = frozenset(report.submission.sha256 for report in reports)
    found = _with_reports(result.findings, reports)
    outcome = Outcome(known, ledger, result.rates, found, now, _inputs(round_))
    return replace(result, written=write_master(master, plan, outcome, round_.records, target))


def _headings(reports: Sequence[Report]) -> dict[Role, str]:
    """The headings of the first report, with the rules written in them."""
    return {role: place.heading for role, place in reports[0].submission.layout.places.items()} if reports else {}


def _expected(tasks: TaskList, known: Mapping[str, FileRecord], round_: _Round) -> list[str]:
    """Who must report: as given, else the leads of a coordinator's master, else those that have reported."""
    if round_.expected:
        return round_.expected
    leads = [task.lead for task in tasks.tasks if task.lead and not is_collective(task.lead)]
    return list(dict.fromkeys(leads if round_.authoritative else sorted(record.unit for record in known.values())))


def _file_records(round_: _Round, reports: Sequence[Report], earlier: Earlier) -> dict[str, FileRecord]:
    """The files of earlier runs and of this one, by hash.

    A file that was marked in place since has another hash, but its name and time: it is the same file.
    """
    ranked = sorted(reports, key=lambda report: report.counts)
    now = {report.submission.sha256: _file_record(report, round_) for report in ranked}
    same = {(record.file, record.receipt.at) for record in now.values()}
    before = {
        sha256: replace(record, superseded=record.superseded or sha256 in earlier.replaced)
        for sha256, record in round_.records.files.items()
        if (record.file, record.receipt.at) not in same
    }
    return before | now


def _file_record(report: Report, round_: _Round) -> FileRecord:
    submission = report.submission
    faulty = {finding.row for finding in round_.findings.get(submission.path, ()) if finding.severity == "error"}
    return FileRecord(
        unit=report.unit,
        file=report.file,
        sha256=submission.sha256,
        receipt=report.receipt,
        rows=len(submission.entries),
        filled=sum(any(reported(entry)) for entry in submission.entries),
        with_errors=len(faulty - {None}),
        superseded=not report.counts,
    )


def _late(reports: Sequence[Report], ledger: Sequence[LedgerRow], round_: _Round) -> Iterator[tuple[str, Finding]]:
    late = {row.unit: row for row in ledger if row.status == "late"}
    newest = {report.unit: report for report in sorted(reports, key=lambda report: report.order) if report.counts}
    for unit, report in newest.items():
        if unit in late and round_.due:
            at = report.receipt.at.strftime("%Y-%m-%d %H:%M")
            late_by = report.submission.finding("late-submission", due=round_.due.isoformat(), received=at)
            yield report.submission.path, late_by


def _missing(ledger: Sequence[LedgerRow], master: str) -> Iterator[Finding]:
    for row in ledger:
        if row.status == "missing" and row.expected:
            yield Finding("missing-submission", path=master, value=row.unit, details={"unit": row.unit})


def _file_reports(reports: Sequence[Report], round_: _Round) -> list[FileReport]:
    units = {report.submission.path: report.unit for report in reports}
    return [_file_report(path, submission, units.get(path), round_) for path, submission in round_.files.items()]


def _file_report(path: str, submission: Submission | None, unit: str | None, round_: _Round) -> FileReport:
    findings = tuple(round_.findings.get(path, ()))
    if submission is None:
        return FileReport(path, findings=findings)
    return replace(FileReport.of(submission, findings), unit=unit or submission.unit)


def _with_reports(findings: Iterable[Finding], reports: Sequence[Report]) -> list[tuple[Finding, Report | None]]:
    by_path = {report.submission.path: report for report in reports}
    return [(finding, by_path.get(finding.path)) for finding in findings]


def _inputs(round_: _Round) -> dict[str, Any]:
    """What, beside the files and the master, a round depends on: by it a later run knows that nothing changed."""
    return {
        "version": __version__,
        "period": str(round_.period),
        "form": round_.form.name if round_.form else None,
        "as_of": str(round_.reckoning),
        "due": str(round_.due),
        "expected": round_.expected,
        "created": round_.created,
        "files": hashlib.sha256("\n".join(sorted(Path(path).name for path in round_.files)).encode()).hexdigest(),
    }
