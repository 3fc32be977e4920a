"""formula-text: a text that begins like a formula; it stays a text everywhere."""

from collections.abc import Iterator

from progress_xl.checks.context import Context
from progress_xl.checks.values import Reader, reader_of, reader_of_extra
from progress_xl.findings import Finding
from progress_xl.forms.rules import is_number
from progress_xl.model import Submission

SIGNS = "=+-@"
_CONDITION = 'AND(LEN({cell})>0,ISNUMBER(FIND(LEFT(TRIM({cell}),1),"=+-@")))'


def check(submission: Submission, _context: Context) -> Iterator[Finding]:
    columns = list(_columns(submission))
    for entry in submission.entries:
        for position, heading, read in columns:
            value = read(entry)
            if value is not None and value[0] in SIGNS and not is_number(value):
                yield submission.finding_in(
                    "formula-text", entry, position, heading, value=value, condition=_CONDITION, sign=value[0]
                )


def _columns(submission: Submission) -> Iterator[tuple[int, str, Reader]]:
    """All columns, also those that the form does not know: position, heading, and how to read an entry's text."""
    layout = submission.layout
    for place in (*layout.places.values(), *layout.own):
        yield place.position, place.heading, reader_of(place)
    for extra in layout.extra:
        yield extra.position, extra.heading, reader_of_extra(extra.heading)
