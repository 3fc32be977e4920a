"""overdue: the deadline is before the day of reckoning and the task is not done."""

import datetime as dt
from collections.abc import Iterator

from progress_xl.checks.context import Context
from progress_xl.checks.due_dates import not_done, open_entries
from progress_xl.findings import Finding
from progress_xl.model import Submission

BEFORE = range(-dt.date.max.toordinal(), 0)


def check(submission: Submission, context: Context) -> Iterator[Finding]:
    if context.as_of is None:
        return
    for entry, due in open_entries(submission, context.as_of, BEFORE):
        yield submission.finding(
            "overdue",
            entry,
            "deadline",
            value=entry.deadline,
            condition=f"AND(TODAY()>DATE({due.year},{due.month},{due.day}),{not_done(submission)})",
            due=due.isoformat(),
            as_of=context.as_of.isoformat(),
            days=(context.as_of - due).days,
        )
