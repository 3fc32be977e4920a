"""Texts of several units in one cell, one under the other, each signed （单位） at its end."""

from collections.abc import Iterable

from progress_xl.text.numerals import half_width
from progress_xl.text.units import ends_as_unit, same_unit


def split_signed(text: str, units: Iterable[str] = ()) -> list[str]:
    """The texts without their signatures; the whole text where it does not end with one.

    A signature is a bracket at the end of a line in which only names of units stand, of ``units`` or such as end as
    units do.
    """
    known = tuple(units)
    texts: list[str] = []
    lines: list[str] = []
    for line in text.split("\n"):
        said, names = _bracket_at_the_end(line)
        signed = bool(names) and all(_is_unit(name, known) for name in names.split("、"))
        lines.append(said if signed else line)
        if signed:
            texts.append("\n".join(lines))
            lines = []
    return texts if texts and not lines else [text]


def _is_unit(name: str, known: Iterable[str]) -> bool:
    return ends_as_unit(half_width(name)) or any(same_unit(name, unit) for unit in known)


def _bracket_at_the_end(line: str) -> tuple[str, str]:
    """What stands before the line's last bracket, and in it; a unit's name may hold a bracket itself."""
    depth = 0
    for place in range(len(line) - 1, -1, -1):
        depth += {"）": 1, "（": -1}.get(line[place], 0)
        if depth == 0:
            return line[:place], line[place + 1 : -1]
    return line, ""
