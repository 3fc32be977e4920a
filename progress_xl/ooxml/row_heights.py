"""How high a row must be for its wrapped texts to be seen.

A row's ``ht`` without ``customHeight`` is where the row starts: an application fits it anew when the row is edited
(18.3.1.73). Excel fits rows without ``ht`` when it opens a file; LibreOffice does so only for some writers' files, so
that rows are better given one.
"""

import math
from collections.abc import Iterable

LINE = 15.0
MOST = 409.5
DEFAULT_WIDTH = 8.43


def fitted_height(texts: Iterable[tuple[str, float]]) -> float:
    """Points for a row of texts at 11 points, each with its column's width in characters."""
    lines = 1
    for text, width in texts:
        if (len(text) if text.isascii() else 2 * len(text)) > width - 1.5 or "\n" in text:
            lines = max(lines, _lines(text, width))
    return min(lines * LINE + (3 if lines > 1 else 0), MOST)


def _lines(text: str, width: float) -> int:
    """Lines that a text takes; each character of one that is not plain ASCII counts as wide as a Chinese one."""
    room = max(width - 1.5, 1) / (1 if text.isascii() else 2)
    if "\n" not in text:
        return math.ceil(len(text) / room) or 1
    return sum(math.ceil(len(line) / room) or 1 for line in text.split("\n"))
