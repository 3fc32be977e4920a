"""lead-unit: the first of the responsible units is not the one that leads the task in the master."""

from collections.abc import Iterator

from progress_xl.checks.context import Context
from progress_xl.findings import Finding
from progress_xl.model import Submission
from progress_xl.text.units import same_unit


def check(submission: Submission, context: Context) -> Iterator[Finding]:
    for entry in submission.entries:
        match = context.matches.get(entry.row)
        lead = match.task.lead if match and match.task else None
        if lead and entry.units and not same_unit(lead, entry.units[0]):
            yield submission.finding(
                "lead-unit", entry, "units", value="、".join(entry.units), expected=lead, found=entry.units[0]
            )
