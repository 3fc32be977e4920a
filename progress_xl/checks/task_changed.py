"""task-changed: the number is right and the task's text is close to the master's, but altered."""

from collections.abc import Iterator

from progress_xl.checks.context import Context
from progress_xl.findings import Finding
from progress_xl.model import Submission


def check(submission: Submission, context: Context) -> Iterator[Finding]:
    for entry in submission.entries:
        match = context.matches.get(entry.row)
        if match and match.task and match.task_changed:
            yield submission.finding("task-changed", entry, "task", value=entry.task, expected=match.task.text)
