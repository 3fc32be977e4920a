"""wrong-period: title, sheet or file name state another period than the round's."""

from collections.abc import Iterator

from progress_xl.checks.context import Context
from progress_xl.findings import Finding
from progress_xl.model import Submission


def check(submission: Submission, context: Context) -> Iterator[Finding]:
    wanted, stated = context.period, submission.period
    if wanted and stated and not wanted.agrees(stated):
        yield submission.finding("wrong-period", wanted=wanted.title, found=stated.title)
