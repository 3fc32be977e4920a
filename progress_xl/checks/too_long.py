"""too-long: more characters than the form or its heading allows, counted as Excel's LEN does; in a master, of each unit's text."""

from collections.abc import Iterator

from progress_xl.checks.context import Context
from progress_xl.checks.values import reader_of, texts_in
from progress_xl.findings import Finding
from progress_xl.model import Submission
from progress_xl.text.numerals import excel_length


def check(submission: Submission, _context: Context) -> Iterator[Finding]:
    layout = submission.layout
    limited = [place for place in (*layout.places.values(), *layout.own) if place.column.max_length]
    for place in limited:
        limit, read = place.column.max_length or 0, reader_of(place)
        for entry in submission.entries:
            value = read(entry)
            if value is None or 2 * len(value) <= limit:
                continue
            length = max(map(excel_length, texts_in(value, entry, submission)))
            if length > limit:
                yield submission.finding_at(
                    "too-long",
                    entry,
                    place,
                    value=value,
                    condition=f"LEN({{cell}})>{limit}",
                    limit=limit,
                    length=length,
                    over=length - limit,
                )
