"""A cell's text by its place, for checks that go over all columns alike."""

from progress_xl.model import Entry, Place


def value_of(entry: Entry, place: Place) -> str | None:
    """The text in a place's column of an entry's row."""
    role = place.column.role
    return entry.get(role) if role else entry.extra.get(place.heading)
