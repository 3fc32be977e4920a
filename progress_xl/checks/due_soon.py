"""due-soon: the deadline is near and the task is not done."""

from collections.abc import Iterator

from progress_xl.checks.context import Context
from progress_xl.checks.due_dates import not_done, open_entries
from progress_xl.findings import Finding
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
            as_of=context.as_of.isoformat(),
            days=(due - context.as_of).days,
        )
