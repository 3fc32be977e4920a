"""plan-as-progress: what was planned the last time is handed in as this period's progress."""

from collections.abc import Iterator

from progress_xl.checks.context import Context
from progress_xl.checks.repeats import repeats
from progress_xl.findings import Finding
from progress_xl.model import Submission


def check(submission: Submission, context: Context) -> Iterator[Finding]:
    return repeats(submission, context, "plan-as-progress")
