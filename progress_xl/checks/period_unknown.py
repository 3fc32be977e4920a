"""period-unknown: figures stand beside a goal, and nobody says to which day time is counted."""

from collections.abc import Iterator

from progress_xl.checks.context import Context
from progress_xl.checks.goals import judged_goals
from progress_xl.findings import Finding
from progress_xl.model import Submission


def check(submission: Submission, context: Context) -> Iterator[Finding]:
    if any(goal.leads and goal.on is None and goal.verdict == "listed" for goal in judged_goals(submission, context)):
        yield submission.finding("period-unknown")
