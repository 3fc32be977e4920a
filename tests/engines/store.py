"""What Excel's objects ask of whatever keeps the sheets: areas in, plain values out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from progress_xl.addresses import cell_name, parse_area

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column, counted from 1."""
Key = Any


@dataclass(frozen=True)
class Formula:
    """A cell's formula in English, with its ``=``."""

    text: str


@dataclass(frozen=True)
class CellError:
    """``#N/A`` and its like."""

    text: str


Value = None | bool | float | str | datetime | CellError
Color = int
"""Red in the lowest byte, as Excel counts."""


@dataclass(frozen=True)
class Look:
    """What a conditional format changes; None leaves as it is."""

    fill: Color | None = None
    color: Color | None = None
    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    border: int | None = None
    border_color: Color | None = None


@dataclass(frozen=True)
class CellLook:
    """How a cell is written; alignments and lines by Excel's numbers."""

    bold: bool = False
    italic: bool = False
    size: float = 11
    color: Color = 0
    wrap: bool = False
    horizontal: int = 1
    vertical: int = -4107
    border: int | None = None
    border_color: Color = 0


@dataclass(frozen=True)
class Rule:
    """A conditional format; ``formula`` (without ``=``) is written for the first cell of the first area."""

    areas: tuple[Area, ...]
    formula: str | None
    look: Look = Look()
    stop: bool = False


@dataclass(frozen=True)
class Table:
    name: str
    area: Area


class SheetStore(Protocol):
    """One worksheet. ``visible`` is -1, 0 hidden, 2 very hidden; ``threads`` are cells with a conversation.

    ``scroll`` is the first row and column seen, ``frozen`` how many rows and columns stand still.
    """

    name: str
    visible: int
    protected: bool
    selection: tuple[Area, ...]
    autofilter: Area | None
    scroll: tuple[int, int]
    frozen: tuple[int, int]

    @property
    def threads(self) -> set[tuple[int, int]]: ...
    def used(self) -> Area: ...
    def values(self, area: Area) -> list[list[Value]]: ...
    def formulas(self, area: Area) -> list[list[str]]: ...
    def is_formula(self, area: Area) -> list[list[bool]]: ...
    def put(self, area: Area, rows: Sequence[Sequence[Value | Formula]]) -> None: ...
    def number_formats(self, area: Area) -> list[list[str]]: ...
    def set_number_format(self, area: Area, code: str) -> None: ...
    def fill(self, area: Area) -> Color | None: ...
    def set_fill(self, area: Area, color: Color | None) -> None: ...
    def cell_look(self, row: int, column: int) -> CellLook: ...
    def change_look(self, area: Area, changes: Mapping[str, Any]) -> None: ...
    def merged(self) -> list[Area]: ...
    def merge(self, area: Area) -> None: ...
    def unmerge(self, area: Area) -> None: ...
    def rules(self) -> list[tuple[Key, Rule]]:
        """Highest priority first."""

    def add_rule(self, rule: Rule) -> Key:
        """With the lowest priority."""

    def change_rule(self, key: Key, changes: Mapping[str, Any]) -> Key:
        """Of the fields of `Rule`. Raises Excel's error 1004, as `remove_rule`, when the rule is gone."""

    def remove_rule(self, key: Key) -> None: ...
    def put_first(self, key: Key, rule: Rule) -> Key: ...
    def notes(self) -> dict[tuple[int, int], str]: ...
    def note(self, row: int, column: int) -> str | None: ...
    def set_note(self, row: int, column: int, text: str | None) -> None: ...
    def hidden(self, axis: int, first: int, last: int) -> list[bool]:
        """Of rows (axis 0) or columns (1), by the user or by a filter."""

    def set_hidden(self, axis: int, first: int, last: int, hidden: bool) -> None: ...
    def filtered(self) -> bool:
        """Whether a filter hides a row."""

    def show_all(self) -> None: ...
    def set_autofilter(self, area: Area, field: int | None, wanted: Sequence[str] | None) -> None: ...
    def size(self, axis: int, number: int) -> float:
        """Height of a row, width of a column, in points."""

    def set_size(self, axis: int, first: int, last: int, points: float) -> None: ...
    def tables(self) -> list[Table]: ...
    def add_table(self, table: Table) -> None: ...


class BookStore(Protocol):
    """An open workbook. ``fullname`` is its name alone while it was never saved; ``fixed``: no sheet comes or goes."""

    saved: bool
    fixed: bool
    active: SheetStore

    @property
    def fullname(self) -> str: ...
    @property
    def read_only(self) -> bool: ...
    def sheets(self) -> list[SheetStore]: ...
    def add_sheet(self, name: str, index: int) -> SheetStore: ...
    def remove_sheet(self, sheet: SheetStore) -> None: ...
    def move_sheet(self, sheet: SheetStore, index: int) -> None: ...
    def names(self) -> dict[str, str]: ...
    def set_name(self, name: str, refers_to: str | None) -> None: ...
    def save(self, path: str | None) -> None: ...
    def close(self) -> None: ...
    def run(self, macro: str, args: Sequence[object]) -> object: ...
    def is_same(self, other: "BookStore") -> bool: ...


class OfficeStore(Protocol):
    """A running spreadsheet application."""

    pid: int

    @property
    def faults(self) -> tuple[type[Exception], ...]:
        """What it raises when something fails that should not."""

    def books(self) -> list[BookStore]: ...
    def active(self) -> BookStore | None: ...
    def activate(self, book: BookStore) -> None: ...
    def add(self) -> BookStore: ...
    def open(self, path: str, read_only: bool) -> BookStore: ...
    def lock(self, locked: bool) -> None: ...
    def calculate(self) -> None: ...
    def quit(self) -> None: ...


def intersection(one: Area, other: Area) -> Area | None:
    top, left, bottom, right = (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )
    return (top, left, bottom, right) if top <= bottom and left <= right else None


def overlap(some: Sequence[Area], others: Sequence[Area]) -> bool:
    """Whether any two share a cell; of many areas, the rectangles around them are compared first."""
    if not intersection(union(some), union(others)):
        return False
    return any(intersection(one, other) for one in some for other in others)


def union(areas: Sequence[Area]) -> Area:
    """The rectangle around areas."""
    tops, lefts, bottoms, rights = zip(*areas, strict=True)
    return min(tops), min(lefts), max(bottoms), max(rights)


def minus(area: Area, hole: Area) -> list[Area]:
    """What is left of an area."""
    common = intersection(area, hole)
    if common is None:
        return [area]
    top, left, bottom, right = area
    rest = [
        (top, left, common[0] - 1, right),
        (common[2] + 1, left, bottom, right),
        (common[0], left, common[2], common[1] - 1),
        (common[0], common[3] + 1, common[2], right),
    ]
    return [(t, l, b, r) for t, l, b, r in rest if t <= b and l <= r]  # noqa: E741


def without(area: Area, holes: Sequence[Area]) -> list[Area]:
    rest = [area]
    for hole in holes:
        rest = [part for one in rest for part in minus(one, hole)]
    return rest


def area_name(area: Area, absolute: bool = False) -> str:
    first, last = cell_name(*area[:2]), cell_name(*area[2:])
    if absolute:
        first, last = (_absolute(*corner) for corner in (area[:2], area[2:]))
    return first if first == last else f"{first}:{last}"


def _absolute(row: int, column: int) -> str:
    letters = cell_name(row, column).rstrip("0123456789")
    return f"${letters}${row}"


def areas_of(names: str) -> tuple[Area, ...]:
    """Areas of ``B2:B9 D4`` or ``B2:B9,D4``."""
    return tuple(parse_area(name) for name in names.replace(",", " ").split())
