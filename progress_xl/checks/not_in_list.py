"""not-in-list: a word that is not among the column's choices."""

from collections.abc import Iterator

from progress_xl.checks.context import Context
from progress_xl.checks.formulas import fits_in_formula, is_none_of
from progress_xl.checks.values import reader_of, texts_in
from progress_xl.findings import Finding
from progress_xl.model import Submission
from progress_xl.text.numerals import squeeze


def check(submission: Submission, _context: Context) -> Iterator[Finding]:
    layout = submission.layout
    for place in (*layout.places.values(), *layout.own):
        choices = place.column.choices
        if not choices:
            continue
        allowed = {squeeze(choice) for choice in choices}
        filled_and_other = f"AND(LEN({{cell}})>0,{is_none_of('{cell}', choices)})"
        condition = filled_and_other if fits_in_formula(choices) else None
        read = reader_of(place)
        for entry in submission.entries:
            value = read(entry)
            if value is None or allowed.issuperset(map(squeeze, texts_in(value, entry, submission))):
                continue
            yield submission.finding_at(
                "not-in-list", entry, place, value=value, condition=condition, choices="、".join(choices)
            )
