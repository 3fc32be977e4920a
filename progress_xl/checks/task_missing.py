"""task-missing: a task that the unit leads has no row in its report."""

from collections.abc import Iterator
from dataclasses import replace

from progress_xl.checks.context import Context
from progress_xl.findings import Finding
from progress_xl.model import Submission


def check(submission: Submission, context: Context) -> Iterator[Finding]:
    reported = {id(match.task) for match in context.matches.values()}
    for task in context.owed:
        if id(task) not in reported:
            finding = submission.finding("task-missing", task=task.number or "—", expected=task.text)
            yield replace(finding, task=task.number)
