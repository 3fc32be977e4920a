"""shared-text: units that share a task report on it in the same words."""

from collections.abc import Iterator

from progress_xl.checks.context import Context
from progress_xl.checks.quotes import place_of
from progress_xl.findings import Finding
from progress_xl.model import Submission


def check(submission: Submission, context: Context) -> Iterator[Finding]:
    for entry in submission.entries:
        copy = context.copies.get(entry.row)
        if copy and copy.code == "shared-text":
            yield submission.finding("shared-text", entry, "progress", value=entry.progress, **place_of(copy.other))
