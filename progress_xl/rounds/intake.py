"""From the files of a round to reports: read, sort out what does not belong, match rows to tasks."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path

from progress_xl.errors import FileError
from progress_xl.forms import Form
from progress_xl.merging.matching import TaskList, tasks_of_submissions
from progress_xl.merging.versions import Receipt, Report
from progress_xl.model import Entry, Submission
from progress_xl.reading import read
from progress_xl.reading.origin import known_unit_in
from progress_xl.rounds.edits import EXPECTED
from progress_xl.rounds.files import receipt_of
from progress_xl.rounds.records import Records, shown_path
from progress_xl.rounds.round import Round
from progress_xl.text.periods import Period
from progress_xl.text.units import find_unit
from progress_xl.validation import finding_of

Progress = Callable[[int, int], None]


def _read_one(path: Path, form: Form | None) -> Submission | FileError:
    try:
        return read(path, form=form)
    except FileError as error:
        return error


def read_all(
    files: Sequence[Path], form: Form | None, executor: Executor | None, progress: Progress | None
) -> Iterator[tuple[Path, Submission | FileError]]:
    """Each file with what was read from it, or why it could not be, in order."""
    mapping = executor.map if executor else map
    for count, (path, result) in enumerate(zip(files, mapping(_read_one, files, [form] * len(files)), strict=True), 1):
        if progress:
            progress(count, len(files))
        yield path, result


def belonging(results: Iterable[tuple[Path, Submission | FileError]], round_: Round) -> list[Submission]:
    """The submissions of the round's form and period with anything in them; all others become findings.

    Masters are passed over.
    """
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
    return [each for each in of_form if _is_of_period(each, round_) and _is_filled_in(each, round_)]


def _most_common_form(submissions: Sequence[Submission]) -> Form | None:
    """The form that most files have; of equals, the first read."""
    names = Counter(submission.form.name for submission in submissions)
    common = max(names, key=lambda name: names[name], default=None)
    return next((submission.form for submission in submissions if submission.form.name == common), None)


def _most_common_period(submissions: Sequence[Submission]) -> Period | None:
    periods = Counter(submission.period for submission in submissions if submission.period)
    return max(periods, key=lambda period: periods[period], default=None)


def _is_of_form(submission: Submission, form: Form | None, round_: Round) -> bool:
    if form is None or submission.form.name == form.name:
        return True
    wanted, found = form.title or form.name, submission.form.title or submission.form.name
    round_.find(submission.path, submission.finding("form-mismatch", wanted=wanted, found=found))
    return False


def _is_of_period(submission: Submission, round_: Round) -> bool:
    wanted, stated = round_.period, submission.period
    if wanted is None or stated is None or wanted.agrees(stated):
        return True
    round_.find(submission.path, submission.finding("wrong-period", wanted=wanted.title, found=stated.title))
    return False


def _is_filled_in(submission: Submission, round_: Round) -> bool:
    """A form without any task is no report: its unit still owes one, and it takes the place of none."""
    if not submission.entries:
        round_.find(submission.path, submission.finding("empty-form"))
    return bool(submission.entries)


def tasks_of_round(submissions: Sequence[Submission], round_: Round) -> TaskList:
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


def reports_of(
    submissions: Sequence[Submission], tasks: TaskList, listed: dict[str, dt.datetime], round_: Round
) -> list[Report]:
    """The submissions with their units, times received and matching tasks."""
    known = dict.fromkeys(known_units(tasks, round_))
    units = _units_of(submissions, known, round_.records)
    received = _received(submissions, listed, round_.records.receipts)
    return [
        _report(submission, unit, guessed, receipt, tasks, round_)
        for (unit, guessed), (submission, receipt) in zip(units, received, strict=True)
    ]


def _report(
    submission: Submission, unit: str, guessed: bool, receipt: Receipt, tasks: TaskList, round_: Round
) -> Report:
    matches = {entry.row: tasks.match(entry, unit) for entry in submission.entries}
    file = shown_path(submission.path, round_.master.target)
    return Report(submission, unit, receipt, matches, file=file, guessed=guessed)


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


def known_units(tasks: TaskList, round_: Round) -> list[str]:
    """The units whose names are known: the expected ones, also by the ledger, else all that the tasks name."""
    if not round_.expected:
        return list(dict.fromkeys(unit for task in tasks.tasks for unit in task.units))
    vouched = [unit for unit, edit in round_.records.edits.items() if edit.get(EXPECTED) == "是"]
    return [*round_.expected, *vouched]


def _units_of(submissions: Sequence[Submission], known: Collection[str], records: Records) -> list[tuple[str, bool]]:
    """Whose each file is, and whether that is only guessed.

    A unit that is only guessed from the rows it leads is not taken where another file is surely that unit's: such a
    file may be a supporting unit's, goes by its own name, and never stands in place of the other; but for a copy of it.
    """
    units = [_unit_of(submission, known) for submission in submissions]
    now = {submission.sha256 for submission in submissions}
    before = {record.unit for record in records.files.values() if not record.guessed and record.sha256 not in now}
    sure = {(each.sha256, unit) for each, (unit, guessed) in zip(submissions, units, strict=True) if not guessed}
    taken = before | {unit for _sha256, unit in sure}

    def settled(submission: Submission, unit: str, guessed: bool) -> tuple[str, bool]:
        if not guessed or (submission.sha256, unit) in sure:
            return unit, False
        return (Path(submission.path).stem, False) if unit in taken else (unit, True)

    return [settled(submission, *found) for submission, found in zip(submissions, units, strict=True)]


def _unit_of(submission: Submission, known: Collection[str]) -> tuple[str, bool]:
    """The unit as the round knows it, and whether it is only guessed."""
    stem = Path(submission.path).stem
    unsaid = submission.unit is None or submission.unit_known_by != "stated"
    if unsaid and (named := known_unit_in(stem, known)):
        return named, False
    named = submission.unit or stem
    return find_unit(named, known) or named, submission.unit is not None and submission.unit_known_by == "leads"
