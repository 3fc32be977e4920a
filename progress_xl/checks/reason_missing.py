"""reason-missing: the status says behind or not begun, and the reason is empty or 无."""

from collections.abc import Iterator

from progress_xl.checks.context import Context
from progress_xl.checks.formulas import beside, is_one_of
from progress_xl.checks.reasons import NEEDS_REASON, is_no_reason
from progress_xl.findings import Finding
from progress_xl.forms import Column
from progress_xl.model import Submission


def check(submission: Submission, _context: Context) -> Iterator[Finding]:
    places = submission.layout.places
    if "reason" not in places or "status" not in places:
        return
    words = submission.form.words_for(*NEEDS_REASON)
    behind = is_one_of(beside(places["status"]), words)
    condition = f'AND(OR(LEN(TRIM({{cell}}))=0,TRIM({{cell}})="无"),{behind})'
    for entry in submission.entries:
        if entry.reason is None and _reported_as_missing(places["reason"].column):
            continue
        if submission.form.status_class(entry.status) in NEEDS_REASON and is_no_reason(entry.reason):
            yield submission.finding(
                "reason-missing",
                entry,
                "reason",
                value=entry.reason,
                condition=condition if entry.reason in (None, "无") else None,
                own_message=places["reason"].column.required_message,
                status_column=places["status"].heading,
                status=entry.status,
            )


def _reported_as_missing(reason: Column) -> bool:
    """An empty cell that the form itself requires is missing-value's."""
    return reason.required or reason.required_when is not None
