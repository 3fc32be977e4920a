"""sheet-not-read: another visible sheet of the file looks like a form too."""

from collections.abc import Iterator

from progress_xl.checks.context import Context
from progress_xl.findings import Finding
from progress_xl.model import Submission


def check(submission: Submission, _context: Context) -> Iterator[Finding]:
    for name in submission.other_sheets:
        yield submission.finding("sheet-not-read", other=name)
