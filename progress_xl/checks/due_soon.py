"""due-soon: the deadline is near and the task is not done."""

import datetime as dt
from collections.abc import Iterator

from progress_xl.checks.context import Context
from progress_xl.checks.due_dates import not_done, open_entries
from progress_xl.findings import Finding
from progress_xl.messages import Words
from progress_xl.model import Submission

DAYS = range(31)


def check(submission: Submission, context: Context) -> Iterator[Finding]:
    if context.as_of is None:
        return
    for entry, due in open_entries(submission, context.as_of, DAYS):
        yield submission.finding(
            "due-soon",
            entry,
            "deadline",
            value=entry.deadline,
            condition=not_done(submission),
            due=due.isoformat(),
            left=_left(due, context.as_of),
        )


def _left(due: dt.date, as_of: dt.date) -> Words:
    if due == as_of:
        return Words(f"截至{as_of}已是最后一天", "this being the last day")
    days = (due - as_of).days
    return Words(f"距{as_of}还有{days}天", f"{days} days after {as_of}")
