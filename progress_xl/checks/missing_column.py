"""missing-column: a required column of the form has no heading in the sheet."""

from collections.abc import Iterator

from progress_xl.checks.context import Context
from progress_xl.findings import Finding
from progress_xl.model import Submission


def check(submission: Submission, _context: Context) -> Iterator[Finding]:
    for column in submission.layout.missing:
        if column.required or column.required_when:
            yield submission.finding("missing-column", heading=column.heading, column=column.heading)
