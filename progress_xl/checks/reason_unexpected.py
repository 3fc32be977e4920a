"""reason-unexpected: the status says done or on pace, yet a reason for delay is given."""

from collections.abc import Iterator

from progress_xl.checks.context import Context
from progress_xl.checks.formulas import beside, is_one_of
from progress_xl.checks.reasons import NEEDS_NONE, is_no_reason
from progress_xl.findings import Finding
from progress_xl.forms.headings import heading_key
from progress_xl.model import Submission


def check(submission: Submission, _context: Context) -> Iterator[Finding]:
    places = submission.layout.places
    if "reason" not in places or "status" not in places or not _asks_for_delay(places["reason"].heading):
        return
    words = submission.form.words_for(*NEEDS_NONE)
    condition = f'AND(LEN(TRIM({{cell}}))>0,TRIM({{cell}})<>"无",{is_one_of(beside(places["status"]), words)})'
    for entry in submission.entries:
        if submission.form.status_class(entry.status) in NEEDS_NONE and not is_no_reason(entry.reason):
            yield submission.finding(
                "reason-unexpected",
                entry,
                "reason",
                value=entry.reason,
                condition=condition,
                status_column=places["status"].heading,
                status=entry.status,
            )


def _asks_for_delay(heading: str) -> bool:
    """未完成原因 does; 存在问题 may well be filled in for a task on pace."""
    key = heading_key(heading)
    return "原因" in key and "问题" not in key
