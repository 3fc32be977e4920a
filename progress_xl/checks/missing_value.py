"""missing-value: a required cell is empty."""

from collections.abc import Iterator

from progress_xl.checks.context import Context
from progress_xl.checks.values import reader_of
from progress_xl.findings import Finding
from progress_xl.forms.headings import heading_key
from progress_xl.model import Entry, Place, Submission


def check(submission: Submission, _context: Context) -> Iterator[Finding]:
    layout = submission.layout
    required = [(p, reader_of(p)) for p in (*layout.places.values(), *layout.own) if _may_be_required(p)]
    for entry in submission.entries:
        for place, read in required:
            if read(entry) is None and _is_required(submission, entry, place):
                yield submission.finding_at("missing-value", entry, place, own_message=place.column.required_message)


def _may_be_required(place: Place) -> bool:
    return place.column.required or place.column.required_when is not None


def _is_required(submission: Submission, entry: Entry, place: Place) -> bool:
    if place.column.required_when is None:
        return True
    heading, words = place.column.required_when
    column = submission.form.by_key[heading_key(heading)]
    other = next((p for p in (*submission.layout.places.values(), *submission.layout.own) if p.column == column), None)
    return other is not None and reader_of(other)(entry) in words
