"""A new worksheet as a stream of XML: rows are formatted one by one and never held."""

import datetime as dt
import math
import numbers
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from progress_xl.addresses import cell_name, column_letters, parse_cell
from progress_xl.errors import TextTooLong
from progress_xl.ooxml.cell_aids import choices_xml, data_bars_xml, extensions_xml
from progress_xl.ooxml.splice import encode_attribute
from progress_xl.ooxml.styles import Styles, with_prefix
from progress_xl.ooxml.values import CellFormat, CfRule, Column, Formula, Link, NewSheet, PageSetup, Pattern, Row, Value
from progress_xl.ooxml.vocabulary import Conformance

TEXT_LIMIT = 32_767
LINK_LIMIT = 65_530
_CHUNK_ROWS = 256
_DATE_FORMAT = "yyyy-mm-dd"
_TIME_FORMAT = "yyyy-mm-dd hh:mm"
DAYS_TO_1904 = 1462
_DAY_ZERO = dt.datetime(1899, 12, 30)

# Beyond ]]>, & and <: what XML 1.0 cannot hold, carriage returns (parsers drop them), and texts that already
# look like the escape of ST_Xstring (22.9.2.19).
_UNSAFE = re.compile("[&<>\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def escape_text(text: str) -> str:
    """Any text as the content of ``<t>``: entities, and ``_xHHHH_`` for what XML cannot hold."""
    return _UNSAFE.sub(lambda found: _ENTITIES.get(found[0]) or f"_x{ord(found[0]):04X}_", text)


def text_element(text: str) -> str:
    """``<t>`` with a text whose blanks and line breaks survive."""
    space = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    return f"<t{space}>{escape_text(text)}</t>"


def serial(date: dt.date) -> float | int:
    """A date as Excel counts it in the 1900 system; whole days as ``int``."""
    if not isinstance(date, dt.datetime):
        return (date - _DAY_ZERO.date()).days
    return (date.replace(tzinfo=None) - _DAY_ZERO) / dt.timedelta(days=1)


class SheetWriter:
    """Writes one `NewSheet`. ``chunks`` may be consumed once; `has_formulas` is known afterwards."""

    def __init__(self, sheet: NewSheet, styles: Styles, conformance: Conformance) -> None:
        self._sheet, self._styles, self._conformance = sheet, styles, conformance
        self._links: list[str] = []
        self._looks: dict[int, _Look] = {}
        self._templates: dict[Pattern, bytes] = {}
        self._areas: dict[str, int] = {}
        self.has_formulas = False

    def chunks(self) -> Iterator[bytes]:
        """The part, piece by piece. Raises `TextTooLong` for a text that no cell can hold."""
        yield self._head().encode()
        buffer: list[bytes] = []
        for xml in self._rows():
            buffer.append(xml)
            if len(buffer) == _CHUNK_ROWS:
                yield b"".join(buffer)
                buffer.clear()
        yield b"".join(buffer)
        yield self._tail().encode()

    def _head(self) -> str:
        sheet = self._sheet
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<worksheet xmlns="{self._conformance.main}">'
            + _properties_xml(sheet)
            + _view_xml(sheet)
            + '<sheetFormatPr defaultRowHeight="15"/>'
            + _columns_xml(sheet.columns)
            + "<sheetData>"
        )

    def _tail(self) -> str:
        sheet = self._sheet
        return (
            "</sheetData>"
            + (f'<autoFilter ref="{sheet.autofilter}"/>' if sheet.autofilter else "")
            + _list_xml("mergeCells", [f'<mergeCell ref="{area}"/>' for area in sheet.merges])
            + self._rules_xml(sheet.rules)
            + data_bars_xml(sheet.data_bars, len(sheet.rules) + 1)
            + choices_xml(sheet.choices)
            + (f"<hyperlinks>{''.join(self._links)}</hyperlinks>" if self._links else "")
            + _page_xml(sheet.page)
            + extensions_xml(sheet.data_bars)
            + "</worksheet>"
        )

    def _rules_xml(self, rules: Iterable[CfRule]) -> str:
        numbered = enumerate(rules, 1)
        return "".join(rule_xml(rule, self._styles.find_or_add_dxf(rule.dxf), priority) for priority, rule in numbered)

    def _rows(self) -> Iterator[bytes]:
        for number, row in enumerate(self._sheet.rows, 1):
            yield self._patterned_row(number, row, row.pattern) if row.pattern else self._free_row(number, row)

    def _free_row(self, number: int, row: Row) -> bytes:
        look = self._look(row.formats, len(row.values))
        return (look.plain_row(number, row) or self._row(number, row, look.places)).encode()

    def _patterned_row(self, number: int, row: Row, pattern: Pattern) -> bytes:
        template = self._templates.get(pattern)
        if template is None:
            template = self._templates[pattern] = _template(pattern.texts)
        own: tuple[str, ...] = row.values  # type: ignore[assignment]
        text = "".join(own)
        if not is_plain(text) or len(text) > TEXT_LIMIT or not all(own):
            return self._free_row(number, Row(pattern.filled(own)))
        return template % tuple(map(str.encode, own))

    def _look(self, formats: Sequence[CellFormat | None] | None, width: int) -> "_Look":
        known = self._looks.get(id(formats))
        if known is None or len(known.places) < width:
            looks = [None] * width if formats is None else formats
            places = [_Place(column_letters(n), look, self._styles.xf(look)) for n, look in enumerate(looks, 1)]
            known = self._looks[id(formats)] = _Look(formats, places)
        return known

    def _row(self, number: int, row: Row, places: "Sequence[_Place]") -> str:
        cells = [self._cell(number, place, value) for value, place in zip(row.values, places, strict=False)]
        xml = f'<row r="{number}"{_height(row.height)}>{"".join(cells)}</row>'
        if len(xml) > TEXT_LIMIT:
            _check_texts(number, row)
        return xml

    def _cell(self, number: int, place: "_Place", value: Value) -> str:
        start = f"{place.start}{number}"
        if value is None or value == "":
            return f"{start}{place.style}/>"
        if type(value) is str:
            return text_cell(start + place.style, value)
        return self._other_cell(number, place, value)

    def _other_cell(self, number: int, place: "_Place", value: Value) -> str:
        start = f"{place.start}{number}"
        if isinstance(value, Formula):
            self.has_formulas = True
            return formula_cell(start + place.style, value, self._shared(value.area) if value.area else "")
        if isinstance(value, Link):
            self._link(f"{place.letters}{number}", value)
            return text_cell(start + place.style, value.text)
        if isinstance(value, dt.date):
            return f'{start}" s="{self._date_xf(place.look, value)}"><v>{serial(value)}</v></c>'
        return plain_cell(start + place.style, value)

    def _shared(self, area: str) -> str:
        """Attributes of a formula that cells share; with its area where it comes first."""
        first = area not in self._areas
        index = self._areas.setdefault(area, len(self._areas))
        reference = f' ref="{area}"' if first else ""
        return f' t="shared"{reference} si="{index}"'

    def _date_xf(self, look: CellFormat | None, value: dt.date) -> int:
        look = look or CellFormat()
        default = _TIME_FORMAT if isinstance(value, dt.datetime) else _DATE_FORMAT
        return self._styles.xf(replace(look, number_format=look.number_format or default))

    def _link(self, cell: str, link: Link) -> None:
        if len(self._links) < LINK_LIMIT:
            tooltip = f' tooltip="{_attribute(link.tooltip)}"' if link.tooltip else ""
            self._links.append(f'<hyperlink ref="{cell}" location="{_attribute(link.location)}"{tooltip}/>')


class _Place(NamedTuple):
    """A column's cells that share a format: letters, format and the index of its xf."""

    letters: str
    look: CellFormat | None
    xf: int

    @property
    def start(self) -> str:
        return f'<c r="{self.letters}'

    @property
    def style(self) -> str:
        return f'" s="{self.xf}"' if self.xf else '"'


class _Look:
    """What rows with the same formats share: their places, and one template for all plain rows of the same types."""

    def __init__(self, formats: Sequence[CellFormat | None] | None, places: Sequence[_Place]) -> None:
        self.formats = formats  # kept, so that no other object gets their id
        self.places = places
        self._templates: dict[tuple[type, ...], list[str] | None] = {}

    def plain_row(self, number: int, row: Row) -> str | None:
        """A row of short texts that need no care, whole numbers and blanks, in one piece; ``None`` for any other."""
        values = row.values
        text = "".join([value for value in values if type(value) is str])
        if not is_plain(text) or len(text) > TEXT_LIMIT or "" in values:
            return None
        types = tuple(map(type, values))
        if types not in self._templates:
            self._templates[types] = self._template(types)
        template = self._templates[types]
        return str(number).join(template) % (_height(row.height), *values) if template else None

    def _template(self, types: Sequence[type]) -> list[str] | None:
        """A row, split where its number goes, with a slot for its height and each value."""
        if not _CONTENT.keys() >= set(types):
            return None
        cells = (f"{p.start}{_NUMBER}{p.style}{_CONTENT[kind]}" for p, kind in zip(self.places, types, strict=False))
        return f'<row r="{_NUMBER}"%s>{"".join(cells)}</row>'.split(_NUMBER)


def _template(texts: Sequence[str | None]) -> bytes:
    """A row of shared texts with a slot for each text of its own; by their order alone its cells are found.

    Rows and cells without a reference follow one another (18.3.1.73, 18.3.1.4).
    """
    return f"<row>{''.join(map(_shared_cell, texts))}</row>".encode()


def _shared_cell(text: str | None) -> str:
    if text is None:
        return "<c" + _CONTENT[str]
    return text_cell("<c", text).replace("%", "%%") if text else "<c/>"


# Stands in a template for the row's number; no escaped text can hold it.
_NUMBER = "\x00"
# The rest of a cell after its style, by the type of its value; «%.0s» takes a value and leaves nothing of it.
_CONTENT = {str: ' t="inlineStr"><is><t>%s</t></is></c>', int: "><v>%s</v></c>", type(None): "/>%.0s"}


def is_plain(text: str) -> bool:
    """Whether a text needs neither escapes nor care for its blanks."""
    return text.isprintable() and not (" " in text or "&" in text or "<" in text or ">" in text or "_x" in text)


@lru_cache(maxsize=256)
def _height(points: float | None) -> str:
    return "" if points is None else f' ht="{points:g}"'


def text_cell(start: str, text: str) -> str:
    """A cell with an inline string; ``start`` is its start tag up to the type."""
    return f'{start} t="inlineStr"><is>{text_element(text)}</is></c>'


def formula_cell(start: str, formula: Formula, shared: str = "") -> str:
    """A cell with a formula, and its cached value if it has one; a shared one is spelled where its area is named."""
    spelled = "" if shared and "ref=" not in shared else escape_text(formula.text.removeprefix("="))
    text = f"<f{shared}>{spelled}</f>" if spelled else f"<f{shared}/>"
    value = formula.value
    if value is None:
        return f"{start}>{text}</c>"
    if isinstance(value, str):
        return f'{start} t="str">{text}<v>{escape_text(value)}</v></c>'
    return f"{start}{_number_type(value)}>{text}<v>{_number(value)}</v></c>"


def plain_cell(start: str, value: object) -> str:
    """A cell with a text, number or truth value. Raises `TypeError` for anything else."""
    if isinstance(value, str):
        return text_cell(start, value)
    if not isinstance(value, numbers.Real):
        raise TypeError(f"not a cell value: {value!r}")
    return f"{start}{_number_type(value)}><v>{_number(value)}</v></c>"


def _number_type(value: numbers.Real | float) -> str:
    if isinstance(value, bool):
        return ' t="b"'
    return "" if math.isfinite(value) else ' t="e"'


def _number(value: numbers.Real | float) -> str:
    if isinstance(value, int):
        return str(int(value))
    return repr(float(value)) if math.isfinite(value) else "#NUM!"


def _check_texts(number: int, row: Row) -> None:
    for column, value in enumerate(row.values, 1):
        text = value.text if isinstance(value, Link) else value
        if isinstance(text, str):
            check_text(cell_name(number, column), text)


def check_text(cell: str, text: str) -> None:
    """Raise `TextTooLong` for a text beyond what a cell holds, counted in UTF-16 units as Excel does."""
    if len(text) > TEXT_LIMIT or (
        2 * len(text) > TEXT_LIMIT and len(text.encode("utf-16-le", "surrogatepass")) > 2 * TEXT_LIMIT
    ):
        raise TextTooLong(cell=cell, length=len(text), limit=TEXT_LIMIT)


def rule_xml(rule: CfRule, dxf_id: int, priority: int, prefix: str = "") -> str:
    """A ``conditionalFormatting`` with one expression rule (18.3.1.18)."""
    fragment = (
        f'<conditionalFormatting sqref="{rule.sqref}">'
        f'<cfRule type="expression" dxfId="{dxf_id}" priority="{priority}"><formula>\1</formula></cfRule>'
        "</conditionalFormatting>"
    )
    return with_prefix(fragment, prefix).replace("\1", escape_text(rule.formula))


def _properties_xml(sheet: NewSheet) -> str:
    tab = f'<tabColor rgb="FF{sheet.tab_color}"/>' if sheet.tab_color else ""
    fit = '<pageSetUpPr fitToPage="1"/>' if sheet.page.fit_to_width else ""
    return f"<sheetPr>{tab}{fit}</sheetPr>" if tab or fit else ""


def _view_xml(sheet: NewSheet) -> str:
    gridlines = "" if sheet.show_gridlines else ' showGridLines="0"'
    zoom = f' zoomScale="{sheet.zoom}" zoomScaleNormal="{sheet.zoom}"' if sheet.zoom else ""
    pane = _pane_xml(sheet.freeze) if sheet.freeze else ""
    return f'<sheetViews><sheetView{gridlines}{zoom} workbookViewId="0">{pane}</sheetView></sheetViews>'


def _pane_xml(corner: str) -> str:
    row, column = parse_cell(corner)
    split = (f' xSplit="{column - 1}"' if column > 1 else "") + (f' ySplit="{row - 1}"' if row > 1 else "")
    if not split:
        return ""
    pane = {(True, True): "bottomRight", (True, False): "topRight", (False, True): "bottomLeft"}[column > 1, row > 1]
    return (
        f'<pane{split} topLeftCell="{corner}" activePane="{pane}" state="frozen"/>'
        f'<selection pane="{pane}" activeCell="{corner}" sqref="{corner}"/>'
    )


def _columns_xml(columns: Sequence[Column]) -> str:
    spelled = [_column_xml(number, column) for number, column in enumerate(columns, 1) if column != Column()]
    return f"<cols>{''.join(spelled)}</cols>" if spelled else ""


def _column_xml(number: int, column: Column) -> str:
    width = f' width="{column.width:g}" customWidth="1"' if column.width is not None else ""
    hidden = ' hidden="1"' if column.hidden else ""
    return f'<col min="{number}" max="{number}"{width}{hidden}/>'


def _list_xml(name: str, items: Sequence[str]) -> str:
    return f'<{name} count="{len(items)}">{"".join(items)}</{name}>' if items else ""


def _page_xml(page: PageSetup) -> str:
    centered = '<printOptions horizontalCentered="1"/>' if page.center_horizontally else ""
    left, right, top, bottom = (f"{margin:g}" for margin in page.margins)
    margins = f'left="{left}" right="{right}" top="{top}" bottom="{bottom}" header="0.3" footer="0.3"'
    orientation = ' orientation="landscape"' if page.landscape else ""
    fit = ' fitToHeight="0"' if page.fit_to_width else ""
    header = f"<oddHeader>{escape_text(_section(page.header))}</oddHeader>" if page.header else ""
    footer = f"<oddFooter>{escape_text(_section(page.footer))}</oddFooter>" if page.footer else ""
    around = f"<headerFooter>{header}{footer}</headerFooter>" if header or footer else ""
    return f'{centered}<pageMargins {margins}/><pageSetup paperSize="{page.paper}"{fit}{orientation}/>{around}'


def _section(text: str) -> str:
    """Text of a header or footer, in the middle unless it says where (18.3.1.46)."""
    return text if text.startswith(("&L", "&C", "&R")) else f"&C{text}"


def _attribute(text: str) -> str:
    return encode_attribute(text).decode()
