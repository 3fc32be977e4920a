"""How high a row must be for its wrapped texts to be seen.

A row's ``ht`` without ``customHeight`` is where the row starts: an application fits it anew when the row is edited
(18.3.1.73). Excel fits rows without ``ht`` when it opens a file; LibreOffice does so only for some writers' files, so
that rows are better given one.
"""

from collections.abc import Iterable

LINE = 15.0
MOST = 409.5
DEFAULT_WIDTH = 8.43


def fitted_height(values: Iterable[tuple[object, float]]) -> float:
    """Points for a row of values at 11 points, each with its column's width in characters; only texts are wrapped.

    Each character of a text that is not plain ASCII counts as wide as a Chinese one.
    """
    most = 1.0
    for text, width in values:
        if type(text) is str:
            room = width - 1.5 if width > 2.5 else 1.0
            if not text.isascii():
                room /= 2
            if "\n" in text:
                most = max(most, _lines(text, room))
            elif len(text) > most * room:
                most = -(-len(text) // room)
    return min(most * LINE + (3 if most > 1 else 0), MOST)


def _lines(text: str, room: float) -> float:
    return sum(max(-(-len(line) // room), 1) for line in text.split("\n"))
