"""The facts of a round, and how they are found when it is opened."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from progress_xl.checks.goals import JudgedGoal
from progress_xl.errors import BadValue, HeadingsMissing, SheetTaken
from progress_xl.findings import Finding
from progress_xl.forms import Form
from progress_xl.merging.matching import tasks_of_master
from progress_xl.merging.merge import Kept
from progress_xl.messages import Words
from progress_xl.model import (
    CONFLICT_SHEET,
    FIGURES_SHEET,
    FINDINGS_SHEET,
    LEDGER_SHEET,
    OUR_SHEETS,
    Submission,
)
from progress_xl.reading import read
from progress_xl.reading.forms import load_form
from progress_xl.reading.rows import text_of
from progress_xl.reading.workbook import Workbook, open_workbook
from progress_xl.rounds.edits import edits_of, take_times
from progress_xl.rounds.figures import Figures
from progress_xl.rounds.figures_reading import missing_headings, read_figures
from progress_xl.rounds.files import expected_units
from progress_xl.rounds.master import Master
from progress_xl.rounds.previous import Previous, read_previous
from progress_xl.rounds.records import Records, digest, read_records, source_key
from progress_xl.rounds.sheets import has_kept_columns, read_ledger, remarks_in
from progress_xl.rounds.writing import earlier_kept
from progress_xl.text.periods import Period
from progress_xl.validation import day_of, period_of


@dataclass(slots=True)
class Round:
    """The facts of a round while it is rolled up; ``files`` by path, ``None`` for one that could not be read.

    ``figures`` are what is known of the figures sheet from before, ``figures_before`` those of the period before,
    ``goals`` those of this run's reports, by path.
    """

    master: Master
    records: Records
    period: Period | None
    due: dt.date | None
    as_of: dt.date | None
    expected: list[str]
    form: Form | None
    previous: Previous | None = None
    sense: bool = True
    files: dict[str, Submission | None] = field(default_factory=dict)
    findings: dict[str, list[Finding]] = field(default_factory=dict)
    figures: Figures = field(default_factory=Figures)
    figures_before: Figures = field(default_factory=Figures)
    goals: dict[str, list[JudgedGoal]] = field(default_factory=dict)

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


def open_round(
    master: "str | Path | None",
    target: Path | None,
    form: "str | Path | Form | None",
    period: "str | Period | None",
    due: "str | dt.date | None",
    as_of: "str | dt.date | None",
    expected: "str | Path | Iterable[str] | None",
    previous: "str | Path | None" = None,
    *,
    sense: bool = True,
) -> Round:
    """What the caller says of a round, and what its master says where the caller is silent."""
    given = load_form(form) if form is not None else None
    path = Path(master) if master is not None and Path(master).exists() else None
    submission = read(path, form=given) if path else None
    wanted = period_of(period) or (submission.period if submission else None)
    book = open_workbook(path) if path else None
    records = _records_in(book, path) if book and path else Records()
    figures = _own_figures(book, path) if book and path else Figures()
    earlier = read_previous(previous) if previous is not None else None
    figures_before = _figures_in(open_workbook(earlier.path)) if earlier else None
    return Round(
        master=Master(path, submission, tasks_of_master(submission) if submission else None, target),
        records=records,
        period=wanted,
        due=day_of(due) or _due_before(records, wanted),
        as_of=day_of(as_of),
        expected=_units(expected) or list(records.inputs.get("expected", ())),
        form=given or (submission.form if submission else None),
        previous=earlier,
        sense=sense,
        figures=figures,
        figures_before=figures_before or Figures(),
    )


def _due_before(records: Records, period: Period | None) -> dt.date | None:
    """The due day of the last run, if that was on the same period."""
    known = records.inputs.get("due", str(None))
    same = period is None or records.inputs.get("period") in (str(None), str(period))
    return day_of(known) if same and known != str(None) else None


def _records_in(book: Workbook, master: Path) -> Records:
    """The master's records; ``SheetTaken`` for a first run over sheets of a person that are named as ours."""
    records = read_records(book)
    taken = [name for name in book.sheet_names if name in OUR_SHEETS and name != FINDINGS_SHEET]
    if taken and not records.state:
        raise SheetTaken(path=master.name, sheet=taken[0])
    if LEDGER_SHEET in book.sheet_names:
        lines = read_ledger([[text_of(value) for value in row] for row in book.grid(LEDGER_SHEET).rows])
        records.remarks = remarks_in(lines)
        records.edits = edits_of(lines, records.inputs.get("ledger", {}))
        records.files = take_times(records.files, records.edits)
    conflicts = dict(earlier_kept(book)).get(CONFLICT_SHEET, [])
    records.shown = {(kept.master_cell, digest(kept.text)): digest(kept.against) for kept in conflicts}
    records.seen = {**records.inputs.get("seen", {}), **_deleted(book, records, conflicts)}
    return records


def _deleted(book: Workbook, records: Records, conflicts: Sequence[Kept]) -> dict[str, str]:
    """The conflicts whose lines a person has deleted; none where the whole sheet is gone, or its columns are moved."""
    if CONFLICT_SHEET not in book.sheet_names or not has_kept_columns(book.grid(CONFLICT_SHEET).rows):
        return {}
    there = set(map(source_key, conflicts))
    return {key: against for key, against in records.inputs.get("shown", {}).items() if key not in there}


def _own_figures(book: Workbook, master: Path) -> Figures:
    """The master's figures sheet; ``SheetTaken`` for a sheet of a person that is named so."""
    figures = _figures_in(book)
    if figures is None:
        raise SheetTaken(path=master.name, sheet=FIGURES_SHEET)
    return figures


def _figures_in(book: Workbook) -> Figures | None:
    """What stands on the figures sheet; ``None`` for a sheet of a person that is named as ours.

    ``HeadingsMissing`` for one of ours whose headings are not all there.
    """
    if FIGURES_SHEET not in book.sheet_names:
        return Figures(live=False)
    rows = book.grid(FIGURES_SHEET).rows
    if missing := missing_headings(rows):
        raise HeadingsMissing(path=book.path.name, sheet=FIGURES_SHEET, headings="、".join(missing))
    return read_figures(rows)


def refuse_other_kinds(target: Path | None, master: Path | None) -> None:
    """A file whose name says another format than its content is not opened by Excel."""
    if target is None or (target == master and target.exists()):
        return
    kind = master.suffix.lower() if master and master.is_file() else ".xlsx"
    if target.suffix.lower() != kind:
        wanted = Words(f"以 {kind} 结尾的文件名", f"a name that ends in {kind}")
        raise BadValue(value=target.name, name=Words("总表的文件名", "name of a master"), choices=wanted)


def _units(expected: "str | Path | Iterable[str] | None") -> list[str]:
    if expected is None:
        return []
    units = expected_units(expected) if isinstance(expected, (str, Path)) else list(dict.fromkeys(expected))
    if not units:
        name = Words("应报名单", "list of expected units")
        raise BadValue(value=expected, name=name, choices=Words("至少一个单位", "one unit or more"))
    return units
