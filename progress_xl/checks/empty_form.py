"""empty-form: under the heading stands no task at all."""

from collections.abc import Iterator

from progress_xl.checks.context import Context
from progress_xl.findings import Finding
from progress_xl.model import Submission


def check(submission: Submission, _context: Context) -> Iterator[Finding]:
    if not submission.entries:
        yield submission.finding("empty-form")
