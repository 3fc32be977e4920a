"""Several files of one unit: which is a newer version, which a correction, which another part.

Of two files the newer *replaces* the older if it repeats at least three quarters of the older's tasks; it *corrects* it
if it repeats nothing but tasks of the older; otherwise both are *parts*, and a task that stands in both with different
reports is a conflict for a person to decide. Of two files of one time neither is newer: they are parts, too, unless one
says all that the other does.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from progress_xl.addresses import column_letters
from progress_xl.forms import ENTRY_ROLES, Role
from progress_xl.model import Entry, Match, Submission, Task


@dataclass(frozen=True, slots=True)
class Receipt:
    """When a file came in, and how that is known: ``receipts`` (a list), ``ledger`` or ``modified``."""

    at: dt.datetime
    by: str


@dataclass(slots=True, eq=False)
class Report:
    """A submission in a round: who sent it, when it came in, which tasks its rows report on.

    ``file`` is its path as the master names it; ``guessed`` says that nothing but the rows it leads tells its unit. ``entries`` are by the task's ``id``; ``columns`` gives the letters of the columns that units fill in. A superseded
    report ``counts`` no more if it was replaced; one that was only corrected still counts for its other tasks.
    """

    submission: Submission
    unit: str
    receipt: Receipt
    matches: Mapping[int, Match]
    superseded_by: "Report | None" = None
    counts: bool = True
    entries: dict[int, Entry] = field(default_factory=dict)
    columns: dict[Role, str] = field(default_factory=dict)
    file: str = ""
    guessed: bool = False

    def __post_init__(self) -> None:
        self.file = self.file or self.submission.path
        places = self.submission.layout.places
        self.columns = {role: column_letters(places[role].position) for role in ENTRY_ROLES if role in places}
        for entry in self.submission.entries:
            task = self.matches[entry.row].task
            if task is not None:
                self.entries.setdefault(id(task), entry)

    @property
    def order(self) -> tuple[dt.datetime, str]:
        return self.receipt.at, self.submission.path

    def heading(self, role: Role) -> str:
        """What stands over a role's column in the file; the role where it has no such column."""
        place = self.submission.layout.places.get(role)
        return place.heading if place else role


class Contribution(NamedTuple):
    """What one unit reports on one task. ``other`` is a second file's report that differs: a conflict."""

    task: Task
    unit: str
    report: Report
    entry: Entry
    other: "tuple[Report, Entry] | None" = None


def choose_versions(reports: Iterable[Report]) -> list[Contribution]:
    """What counts for each unit and task; marks the reports that are superseded."""
    by_unit: dict[str, list[Report]] = {}
    for report in reports:
        by_unit.setdefault(report.unit, []).append(report)
    return [each for unit, sent in by_unit.items() for each in _of_unit(unit, sorted(sent, key=lambda r: r.order))]


def _of_unit(unit: str, reports: Sequence[Report]) -> list[Contribution]:
    chosen: dict[int, Contribution] = {}
    for report in reports:
        for older in reports:
            if older is report:
                break
            if older.counts and _repeats(report, older):
                older.superseded_by, older.counts = report, False
            elif older.superseded_by is None and _corrects(report, older):
                older.superseded_by = report
        chosen = {key: each for key, each in chosen.items() if each.report.counts}
        for key, entry in report.entries.items():
            task = report.matches[entry.row].task
            assert task is not None
            chosen[key] = Contribution(task, unit, report, entry, _rival(chosen.get(key), report, entry))
    return list(chosen.values())


def _repeats(newer: Report, older: Report) -> bool:
    """Whether ``newer`` is a whole new version of ``older``."""
    if newer.submission.sha256 == older.submission.sha256:
        return True
    if newer.receipt.at == older.receipt.at:
        return bool(older.entries) and _says_all_of(newer, older)
    return is_new_version(newer.entries.keys(), older.entries.keys())


def _says_all_of(first: Report, other: Report) -> bool:
    return other.entries.keys() <= first.entries.keys() and all(
        same_report(first.entries[key], entry) for key, entry in other.entries.items()
    )


def is_new_version(newer: Set[int], older: Set[int]) -> bool:
    """Whether a file on the tasks ``newer`` is meant to stand in place of one on the tasks ``older``."""
    shared = len(newer & older)
    return shared > 0 and 4 * shared >= 3 * len(older)


def _corrects(newer: Report, older: Report) -> bool:
    if newer.receipt.at == older.receipt.at:
        return False
    return bool(newer.entries) and newer.entries.keys() <= older.entries.keys()


def _rival(earlier: Contribution | None, report: Report, entry: Entry) -> "tuple[Report, Entry] | None":
    """The earlier report on the same task, where it says something else and was not meant to be replaced."""
    if earlier is None or _corrects(report, earlier.report) or same_report(earlier.entry, entry):
        return None
    return earlier.report, earlier.entry


def same_report(first: Entry, second: Entry) -> bool:
    """Whether two entries report the same, column by column."""
    return all(first.get(role) == second.get(role) for role in ENTRY_ROLES)
