"""What overdue and due-soon share: when an entry is due, and whether it is done."""

import datetime as dt
from collections.abc import Iterator

from progress_xl.checks.formulas import beside, is_none_of
from progress_xl.checks.placeholders import says_done_alone
from progress_xl.checks.target_met import said_to_be_met
from progress_xl.forms import StatusClass
from progress_xl.model import Entry, Submission
from progress_xl.text.deadlines import parse_deadline

FINISHED: tuple[StatusClass, ...] = ("done",)


def open_entries(submission: Submission, as_of: dt.date, days: range) -> Iterator[tuple[Entry, dt.date]]:
    """Entries that are not done and have a date for a deadline so many ``days`` after ``as_of``, with the date."""
    if "deadline" not in submission.layout.places:
        return
    on = submission.period.end if submission.period else as_of
    for entry in submission.entries:
        due = parse_deadline(entry.deadline, on=on).date if entry.deadline is not None else None
        if due is not None and (due - as_of).days in days and not _is_done(submission, entry):
            yield entry, due


def _is_done(submission: Submission, entry: Entry) -> bool:
    """By its status; where the form has no word for it, by the text's own (已完成; 已完成年度目标任务)."""
    if submission.form.words_for(*FINISHED):
        return submission.form.status_class(entry.status) in FINISHED
    return bool(entry.progress and (says_done_alone(entry.progress) or said_to_be_met(entry.progress)))


def not_done(submission: Submission) -> str:
    """The formula that is true while an entry's status is not one of the done words."""
    words = submission.form.words_for(*FINISHED)
    status = submission.layout.places.get("status")
    return is_none_of(beside(status), words) if status and words else "TRUE"
