"""task-unknown: neither number nor text is one of the master's."""

from collections.abc import Iterator

from progress_xl.checks.context import Context
from progress_xl.findings import Finding
from progress_xl.forms import Role
from progress_xl.model import Submission


def check(submission: Submission, context: Context) -> Iterator[Finding]:
    role: Role = "task" if "task" in submission.layout.places else "number"
    for entry in submission.entries:
        match = context.matches.get(entry.row)
        if match and match.task is None:
            yield submission.finding("task-unknown", entry, role, value=entry.get(role))
