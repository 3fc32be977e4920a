"""Conditions of living highlights: Excel formulas in the notation of ``Mark.condition``."""

from collections.abc import Iterable, Sequence

from progress_xl.addresses import column_letters
from progress_xl.model import Place

# Excel's longest text inside a formula.
_LONGEST_TEXT = 255
_FEW = 6


def quoted(text: str) -> str:
    """``text`` as a string inside a formula."""
    return '"' + text.replace('"', '""') + '"'


def fits_in_formula(texts: Iterable[str]) -> bool:
    """Whether all texts may stand in a formula (and hold no braces, which the notation uses)."""
    return all(len(text) <= _LONGEST_TEXT and "{" not in text and "}" not in text for text in texts)


def beside(place: Place) -> str:
    """The cell of another column in the same row."""
    return "{" + column_letters(place.position) + "}"


def is_one_of(cell: str, words: Iterable[str]) -> str:
    """True where ``cell`` holds one of ``words``."""
    words = tuple(words)
    return _in_list("ISNUMBER", cell, words) or "OR(" + ",".join(f"TRIM({cell})={quoted(word)}" for word in words) + ")"


def is_none_of(cell: str, words: Iterable[str]) -> str:
    """True where ``cell`` holds none of ``words``."""
    words = tuple(words)
    return _in_list("ISERROR", cell, words) or (
        "AND(" + ",".join(f"TRIM({cell})<>{quoted(word)}" for word in words) + ")"
    )


def _in_list(test: str, cell: str, words: Sequence[str]) -> str | None:
    """Many words are looked for in one text: in an open book, Excel takes 255 characters of a formula and no more."""
    listed = f"|{'|'.join(words)}|"
    if len(words) <= _FEW or len(listed) > _LONGEST_TEXT or listed.count("|") > len(words) + 1:
        return None
    return f'{test}(FIND("|"&TRIM({cell})&"|",{quoted(listed)}))'


def holds(cell: str, text: str) -> str:
    """True while ``cell`` holds ``text`` somewhere."""
    return f"ISNUMBER(FIND({quoted(text)},{cell}))"
