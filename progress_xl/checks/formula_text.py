"""formula-text: a text that begins like a formula; it stays a text everywhere."""

from collections.abc import Iterator

from progress_xl.checks.context import Context
from progress_xl.checks.values import value_of
from progress_xl.findings import Finding
from progress_xl.forms.rules import is_number
from progress_xl.model import Submission

SIGNS = "=+-@"
_CONDITION = 'AND(LEN({cell})>0,ISNUMBER(FIND(LEFT(TRIM({cell}),1),"=+-@")))'


def check(submission: Submission, _context: Context) -> Iterator[Finding]:
    layout = submission.layout
    places = [*layout.places.values(), *layout.own]
    for entry in submission.entries:
        for place in places:
            value = value_of(entry, place)
            if value is not None and value[0] in SIGNS and not is_number(value):
                yield submission.finding_at(
                    "formula-text", entry, place, value=value, condition=_CONDITION, sign=value[0]
                )
        for extra in layout.extra:
            value = entry.extra.get(extra.heading)
            if value is not None and value[0] in SIGNS and not is_number(value):
                yield submission.finding_in(
                    "formula-text",
                    entry,
                    extra.position,
                    extra.heading,
                    value=value,
                    condition=_CONDITION,
                    sign=value[0],
                )
