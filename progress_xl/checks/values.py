"""A cell's text by its place, for checks that go over all columns alike."""

from collections.abc import Callable, Sequence
from operator import attrgetter

from progress_xl.model import Entry, Place, Submission
from progress_xl.text.signed import split_signed

Reader = Callable[[Entry], str | None]


def reader_of(place: Place) -> Reader:
    """What gives the text in a place's column of any entry's row."""
    role = place.column.role
    if role is None:
        return reader_of_extra(place.heading)
    return (lambda entry: entry.get("units")) if role == "units" else attrgetter(role)


def reader_of_extra(heading: str) -> Reader:
    """What gives the text of an entry in a column that has no role."""
    return lambda entry: entry.extra.get(heading)


def texts_in(value: str, entry: Entry, submission: Submission) -> Sequence[str]:
    """A cell's text; in a master, where the texts of several units stand signed in one cell, each of them."""
    return split_signed(value, entry.units) if submission.is_master else (value,)
