"""The checks of a round's reports, and what the ledger says of units."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from progress_xl.checks import run_checks
from progress_xl.checks.context import Context
from progress_xl.checks.copies import Heard, Source, find_copies
from progress_xl.checks.goals import judged_goals
from progress_xl.findings import Finding
from progress_xl.merging.matching import TaskList
from progress_xl.merging.versions import Report
from progress_xl.messages import Words
from progress_xl.model import Task
from progress_xl.rounds.comparing import corrections_of
from progress_xl.rounds.earlier import Earlier
from progress_xl.rounds.intake import known_units
from progress_xl.rounds.ledger import LedgerRow
from progress_xl.rounds.round import Round
from progress_xl.text.units import find_unit, suggest_units


def check_reports(
    reports: Sequence[Report], tasks: TaskList, earlier: Earlier, heard: Iterable[Heard], round_: Round
) -> None:
    """Run the checks on every report that counts; one that was superseded says so. ``heard`` is of earlier runs."""
    last = {report.unit: report for report in sorted(reports, key=lambda report: report.order) if report.counts}
    led = _tasks_by_lead(tasks, last)
    known = dict.fromkeys(known_units(tasks, round_))
    sources = [Source(each.submission, each.unit, each.matches) for each in reports if each.counts]
    copies = find_copies(sources, heard) if round_.sense else {}
    for report in reports:
        if report.superseded_by is not None:
            newer = Path(report.superseded_by.submission.path).name
            round_.find(report.submission.path, report.submission.finding("superseded", newer=newer))
        if report.counts:
            owed = _owed(report, reports, led.get(report.unit, ()), earlier) if last[report.unit] is report else []
            context = Context(
                as_of=round_.reckoning,
                period=round_.period,
                matches=report.matches,
                owed=owed,
                copies=copies.get(report.submission.path, {}),
                previous=round_.previous.said_of(report.submission, report.unit) if round_.previous else {},
                corrections=corrections_of(report.unit, round_),
                sense=round_.sense,
            )
            round_.find(report.submission.path, *run_checks(report.submission, context))
            if round_.sense:
                round_.goals[report.submission.path] = judged_goals(report.submission, context)
            round_.find(report.submission.path, *_unit_findings(report, known, round_))


def _tasks_by_lead(tasks: TaskList, units: Collection[str]) -> dict[str, list[Task]]:
    """The tasks that each of ``units`` leads, however the task spells its name."""
    by_lead: dict[str, list[Task]] = {}
    for task in tasks.tasks:
        if task.units:
            by_lead.setdefault(task.units[0], []).append(task)
    led: dict[str, list[Task]] = {}
    for lead, own in by_lead.items():
        if unit := find_unit(lead, units):
            led.setdefault(unit, []).extend(own)
    return led


def _owed(report: Report, reports: Sequence[Report], led: Iterable[Task], earlier: Earlier) -> list[Task]:
    """The tasks that the unit leads, but for those that another part of its report holds, now or from before."""
    parts = [other for other in reports if other.unit == report.unit and other.counts and other is not report]
    elsewhere = {key for part in parts for key in part.entries} | earlier.standing.get(report.unit, set())
    return [task for task in led if id(task) not in elsewhere]


def _unit_findings(report: Report, known: Collection[str], round_: Round) -> Iterator[Finding]:
    if round_.authoritative and find_unit(report.unit, known) is None:
        near = [f"“{unit}”" for unit in suggest_units(report.unit, known)]
        hint = Words(f"（是否为{'或'.join(near)}）", f" (is it {' or '.join(near)}?)") if near else ""
        yield report.submission.finding("unit-unknown", found=report.unit, suggestion=hint)


def late_findings(
    reports: Sequence[Report], ledger: Sequence[LedgerRow], round_: Round
) -> Iterator[tuple[str, Finding]]:
    """For each late unit a finding on the path of its newest report."""
    late = {row.unit: row for row in ledger if row.status == "late"}
    newest = {report.unit: report for report in sorted(reports, key=lambda report: report.order) if report.counts}
    for unit, report in newest.items():
        if unit in late and round_.due:
            at = report.receipt.at.strftime("%Y-%m-%d %H:%M")
            late_by = report.submission.finding("late-submission", due=round_.due.isoformat(), received=at)
            yield report.submission.path, late_by


def missing_findings(ledger: Sequence[LedgerRow], master: str) -> Iterator[Finding]:
    """For each expected unit without a report a finding on the master."""
    for row in ledger:
        if row.status == "missing" and row.expected:
            yield Finding("missing-submission", path=master, value=row.unit, details={"unit": row.unit})
