"""What callers hand to this package: cells, formats, rules, sheets. Plain values, no XML."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

State = Literal["visible", "hidden", "veryHidden"]
Horizontal = Literal["left", "center", "right", "justify", "distributed"]
Vertical = Literal["top", "center", "bottom"]
Line = Literal["thin", "dashed", "dotted", "hair"]


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as Excel spells it in files (English names, comma between arguments) and its cached value.

    Cells of one ``area`` share their formula (18.3.1.40): it is spelled out once, as its first cell has it.
    """

    text: str
    value: "str | int | float | bool | None" = None
    area: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A text that jumps to ``location``, such as ``'总表'!E5``, in the same workbook."""

    text: str
    location: str
    tooltip: str = ""


Value = str | int | float | bool | dt.date | dt.datetime | Formula | Link | None


@dataclass(frozen=True, slots=True)
class CellFormat:
    """Look of a cell. Colours are ``RRGGBB``; ``border`` is a thin grey line on all sides; ``None`` is the default."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    size: float | None = None
    color: str | None = None
    font: str | None = None
    fill: str | None = None
    border: bool = False
    wrap: bool = False
    horizontal: Horizontal | None = None
    vertical: Vertical | None = None
    indent: int = 0
    number_format: str | None = None


@dataclass(frozen=True, slots=True)
class Dxf:
    """What a conditional format changes (18.8.14). Colours are ``RRGGBB``."""

    fill: str | None = None
    color: str | None = None
    bold: bool = False
    italic: bool = False
    underline: bool = False
    border: Line | None = None
    border_color: str | None = None


@dataclass(frozen=True, slots=True)
class CfRule:
    """A conditional format: ``dxf`` on the cells of ``sqref`` while ``formula`` is true.

    Relative references in the formula count from the top left corner of the whole ``sqref`` (18.3.1.10).
    """

    sqref: str
    formula: str
    dxf: Dxf


@dataclass(frozen=True, slots=True)
class DataBar:
    """Bars behind the numbers of ``sqref``: none at ``low``, the whole cell at ``high``. The colour is ``RRGGBB``."""

    sqref: str
    color: str
    low: float = 0
    high: float = 1


@dataclass(frozen=True, slots=True)
class Choices:
    """A list to choose from in the cells of ``sqref``; another word is asked about with ``advice``, and may stay."""

    sqref: str
    words: tuple[str, ...]
    advice: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """Texts that many rows share, ``None`` where each row has its own; spelled only once."""

    texts: Sequence[str | None]

    def filled(self, own: Sequence[str]) -> list[str]:
        """All texts of a row whose own ones are given."""
        rest = iter(own)
        return [next(rest) if text is None else text for text in self.texts]


class Row(NamedTuple):
    """One row; ``formats``, if given, is as long as ``values``. Rows that share the tuple are written fastest.

    ``height`` (points) is where the row starts; an application fits the row anew when its text is edited. Excel fits
    rows without one when it opens the file, LibreOffice does not. The ``values`` of a row with a ``pattern`` are
    the texts of its own, a tuple.
    """

    values: Sequence[Value]
    formats: Sequence[CellFormat | None] | None = None
    height: float | None = None
    pattern: Pattern | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """Width in characters of the default font, ``None`` for the application's own."""

    width: float | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class PageSetup:
    """How a sheet is printed. ``paper`` 8 is A3, 9 is A4; margins in inches: left, right, top, bottom."""

    paper: int = 9
    landscape: bool = False
    fit_to_width: bool = False
    margins: tuple[float, float, float, float] = (0.5, 0.5, 0.6, 0.6)
    header: str = ""
    footer: str = ""
    center_horizontally: bool = False


@dataclass(frozen=True, slots=True)
class NewSheet:
    """A worksheet to be written. ``rows`` is consumed once, when the workbook is saved."""

    name: str
    rows: Iterable[Row]
    columns: Sequence[Column] = ()
    freeze: str | None = None
    autofilter: str | None = None
    merges: Sequence[str] = ()
    print_title_rows: tuple[int, int] | None = None
    print_title_columns: tuple[int, int] | None = None
    page: PageSetup = field(default_factory=PageSetup)
    state: State = "visible"
    tab_color: str | None = None
    rules: Sequence[CfRule] = ()
    data_bars: Sequence[DataBar] = ()
    choices: Sequence[Choices] = ()
    zoom: int | None = None
    show_gridlines: bool = True
