"""What is to be shown in a sheet: marks, and the few conditional formats that show them. Plain values.

How they are written is a target's business.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from progress_xl.addresses import MAX_COLUMN, MAX_ROW, cell_name, column_letters, column_number, parse_area
from progress_xl.errors import BadCell
from progress_xl.messages import CATALOGUE, SEVERITIES, Severity

MARKER_PREFIX = "pxl:"
AREAS_PER_RULE = 500

# TRIM leaves the full-width and the no-break space alone; CLEAN takes the line breaks. An error such as #N/A is no text.
BLANK = 'IFERROR(LEN(TRIM(SUBSTITUTE(SUBSTITUTE(CLEAN({cell}),"\u3000",""),"\u00a0",""))),0)=0'
CONDITIONS: dict[str, str] = {"missing-value": BLANK}

_SLOT = re.compile(r"\{(cell|[A-Z]{1,3})\}")
_WHOLE_ROWS = re.compile(r"\$?(\d+):\$?(\d+)")
_WHOLE_COLUMNS = re.compile(r"\$?([A-Za-z]{1,3}):\$?([A-Za-z]{1,3})")

Area = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding shown in a sheet.

    ``cell`` is an A1 address, or an area (``B2:D2``, ``5:5``), or empty for what the findings sheet is only to
    list; ``sheet`` a sheet's name, ``None`` for the first
    worksheet. ``condition`` is an Excel formula, true as long as the fault is there, in which ``{cell}`` stands
    for the marked cell and ``{X}`` (column letters) for the cell of column X in the same row; ``None`` lights
    the mark until it is cleared, unless its code has a condition of its own (``missing-value``).
    The other fields are for people: note and findings sheet show them.
    """

    cell: str
    sheet: str | None = None
    code: str = "missing-value"
    message: str = ""
    condition: str | None = None
    remedy: str = ""
    severity: Severity | None = None
    task: str = ""
    column: str = ""

    @property
    def weight(self) -> Severity:
        """Its severity: stated, or that of its code; ``warning`` for a code that the catalogue lacks."""
        known = CATALOGUE.get(self.code)
        return self.severity or (known.severity if known else "warning")

    @property
    def area(self) -> Area:
        """First row, first column, last row, last column. Raises `BadCell`."""
        try:
            return _parse(self.cell)
        except ValueError as error:
            raise BadCell(cell=self.cell) from error


@dataclass(frozen=True, slots=True)
class Look:
    """How marked cells look. Colours are ``RRGGBB``."""

    fill: str
    border: Literal["thin", "dashed", "dotted", "hair"] | None = None
    border_color: str | None = None
    color: str | None = None
    bold: bool = False
    italic: bool = False
    underline: bool = False


Palette = Mapping[str, Look]
"""Looks by code or severity; a code's own look comes before that of its severity."""

_TO_FILL_IN = Look(fill="FFE27A", border="thin", border_color="7F6000")

PALETTE: Palette = {
    "missing-value": _TO_FILL_IN,
    "reason-missing": _TO_FILL_IN,
    "missing-submission": _TO_FILL_IN,
    "error": Look(fill="F08A78", border="thin", border_color="9C0006", bold=True),
    "warning": Look(fill="A6C8EC", border="dashed", border_color="1F4E79"),
    "notice": Look(fill="EFEFEF", border="dotted", border_color="595959", italic=True),
}
"""Vermilion, amber, blue and grey stay apart under every common colour blindness, and grow lighter by steps of
about a tenth when printed in grey; the borders' lines differ as well."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One conditional format: ``formula``, written for the top left cell of the areas, and how it looks."""

    code: str
    sqref: str
    formula: str
    look: Look


def plan(marks: Iterable[Mark], palette: Palette = PALETTE, longest: int | None = None) -> dict[str | None, list[Rule]]:
    """The conditional formats of each sheet, the gravest first.

    Marks of one code and condition become one rule for each column, since relative references count from the
    top left corner of all areas; marks without a condition need no reference, and one rule for all of them.
    ``longest`` is how many characters the areas of a rule may take. Raises `BadCell`.
    """
    groups: dict[tuple[str | None, str, Severity, str], list[Area]] = defaultdict(list)
    for mark in marks:
        condition = mark.condition or CONDITIONS.get(mark.code, "")
        groups[mark.sheet, mark.code, mark.weight, condition].append(mark.area)
    rules: dict[str | None, list[Rule]] = {}
    for (sheet, code, severity, condition), areas in sorted(groups.items(), key=_gravest_first):
        look = palette.get(code, palette[severity])
        rules.setdefault(sheet, []).extend(_rules(code, look, condition, areas, longest))
    return rules


def marker(code: str) -> str:
    """The part of a formula, always true, by which a rule of ours is known."""
    return f'N("{MARKER_PREFIX}{code}")=0'


def _gravest_first(group: tuple[tuple[str | None, str, Severity, str], object]) -> tuple[str, int, str, str]:
    sheet, code, severity, condition = group[0]
    return sheet or "", SEVERITIES.index(severity), code, condition


def _rules(code: str, look: Look, condition: str, areas: list[Area], longest: int | None) -> Iterator[Rule]:
    strips = _strips(areas)
    if not condition:
        joined = _join_columns(strips)
        for chunk in _chunks(joined, longest):
            yield Rule(code, _sqref(chunk), marker(code), look)
        return
    for (left, right), spans in strips.items():
        for chunk in _chunks([(top, left, bottom, right) for top, bottom in spans], longest):
            formula = f"AND({_for_corner(condition, chunk[0])},{marker(code)})"
            yield Rule(code, _sqref(chunk), formula, look)


def _for_corner(condition: str, corner: Area) -> str:
    row, column = corner[:2]

    def reference(slot: re.Match[str]) -> str:
        return cell_name(row, column) if slot[1] == "cell" else f"${slot[1]}{row}"

    return _SLOT.sub(reference, condition)


def _strips(areas: list[Area]) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """Joined spans of rows for each pair of first and last column."""
    spans: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for top, left, bottom, right in sorted(areas, key=lambda area: (area[1], area[3], area[0])):
        known = spans[left, right]
        if known and top <= known[-1][1] + 1:
            known[-1] = known[-1][0], max(known[-1][1], bottom)
        else:
            known.append((top, bottom))
    return spans


def _join_columns(strips: Mapping[tuple[int, int], list[tuple[int, int]]]) -> list[Area]:
    """Areas, with neighbours of the same rows made one."""
    open_areas: dict[tuple[int, int], Area] = {}
    joined: list[Area] = []
    for (left, right), spans in strips.items():
        for top, bottom in spans:
            before = open_areas.get((top, bottom))
            if before and before[3] == left - 1:
                open_areas[top, bottom] = (top, before[1], bottom, right)
            else:
                if before:
                    joined.append(before)
                open_areas[top, bottom] = (top, left, bottom, right)
    return sorted([*joined, *open_areas.values()])


def _chunks(areas: list[Area], longest: int | None) -> Iterator[list[Area]]:
    for start in range(0, len(areas), AREAS_PER_RULE):
        chunk = areas[start : start + AREAS_PER_RULE]
        yield from [chunk] if longest is None else _short_chunks(chunk, longest)


def _short_chunks(areas: list[Area], longest: int) -> Iterator[list[Area]]:
    chunk: list[Area] = []
    room = longest
    for area in areas:
        length = len(_area_name(area)) + 1
        if chunk and length > room:
            yield chunk
            chunk, room = [], longest
        chunk.append(area)
        room -= length
    yield chunk


def _sqref(areas: list[Area]) -> str:
    return " ".join(map(_area_name, areas))


def _area_name(area: Area) -> str:
    top, left, bottom, right = area
    first = f"{column_letters(left)}{top}"
    return first if (top, left) == (bottom, right) else f"{first}:{column_letters(right)}{bottom}"


def _parse(name: str) -> Area:
    if rows := _WHOLE_ROWS.fullmatch(name):
        return parse_area(f"A{rows[1]}:{column_letters(MAX_COLUMN)}{rows[2]}")
    if columns := _WHOLE_COLUMNS.fullmatch(name):
        first, last = sorted((column_number(columns[1]), column_number(columns[2])))
        return parse_area(f"{column_letters(first)}1:{column_letters(last)}{MAX_ROW}")
    return parse_area(name)
