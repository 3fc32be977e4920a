"""copied-text: the progress repeats another task's, or another unit's."""

from collections.abc import Iterator

from progress_xl.checks.context import Context
from progress_xl.checks.quotes import place_of
from progress_xl.findings import Finding
from progress_xl.model import Submission


def check(submission: Submission, context: Context) -> Iterator[Finding]:
    for entry in submission.entries:
        copy = context.copies.get(entry.row)
        if copy and copy.code == "copied-text":
            yield submission.finding("copied-text", entry, "progress", value=entry.progress, **place_of(copy.other))
