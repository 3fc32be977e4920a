"""Setting cell values in an existing sheet: only the rows concerned are parsed, all other bytes stay (18.3.1)."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from progress_xl.addresses import cell_name, parse_area, parse_cell
from progress_xl.errors import ArrayCell, BadCell
from progress_xl.ooxml.row_heights import DEFAULT_WIDTH, LINE, fitted_height
from progress_xl.ooxml.sheet_writer import check_text, escape_text, formula_cell, plain_cell, serial
from progress_xl.ooxml.splice import Element, Xml
from progress_xl.ooxml.styles import with_prefix
from progress_xl.ooxml.values import Formula, Value
from progress_xl.ooxml.worksheet_part import Worksheet

_ATTRIBUTES = r"""(?:[^<>"']|"[^"]*"|'[^']*')*"""
_R = re.compile(rb"""\sr\s*=\s*["']([^"']*)["']""")

Place = tuple[int, int]


@dataclass(slots=True)
class _Formulas:
    """The formulas of a sheet that span cells: shared ones by index, and areas of array formulas."""

    masters: dict[str, tuple[str, str]] = field(default_factory=dict)
    members: dict[str, list[str]] = field(default_factory=dict)
    arrays: list[str] = field(default_factory=list)


class CellEditor:
    """Sets ``values`` in ``sheet``; after `pieces` is consumed, `dropped` lists the cells that lost a formula.

    Raises `ArrayCell` if only some cells of an array formula are to be set, `TextTooLong`, and `BadCell`.
    """

    def __init__(
        self, sheet: Worksheet, values: Mapping[str, Value], *, days_off: int = 0, continued: bool = False
    ) -> None:
        self._sheet, self._days_off, self._continued = sheet, days_off, continued
        self._prefix = sheet.root.prefix
        self._values = {_place(cell): value for cell, value in values.items()}
        self._cells = bytes(sheet.cells)
        self._formulas = self._unshared()
        self._by_row = _by_row(self._values)
        self._column_styles = _column_styles(sheet.root)
        self._widths = _column_widths(sheet.root)
        root = sheet.root
        self._open = sheet.around.data[: root.inner]
        self._close = f"</{root.qualified(root.name)}>".encode()
        self.dropped: list[str] = []
        for cell, value in values.items():
            if isinstance(value, str):
                check_text(cell, value)

    def pieces(self) -> Iterator[bytes | memoryview]:
        """The edited part."""
        sheet_data = self._sheet.root.find("sheetData")
        assert sheet_data is not None  # it is what `Worksheet` was cut at
        cells = list(self._edited_cells())
        self._extend_dimension()
        if sheet_data.empty_tag:
            self._sheet.around.replace(sheet_data.inner - 2, sheet_data.inner, b">")
            cells.append(f"</{sheet_data.qualified('sheetData')}>".encode())
        return self._sheet.pieces(cells)

    def _edited_cells(self) -> Iterator[bytes | memoryview]:
        view = memoryview(self._cells)
        waiting = sorted({row for row, _ in (*self._values, *self._formulas)})
        at, last = 0, b""
        for number, start, end in self._rows():
            last = self._cells[start:end]
            while waiting and waiting[0] < number:
                yield view[at:start]
                yield self._new_row(waiting.pop(0), self._column_styles)
                at = start
            if waiting and waiting[0] == number:
                yield view[at:start]
                yield self._edited_row(waiting.pop(0), self._cells[start:end])
                at = end
        yield view[at:]
        styles = self._column_styles | self._styles_of(last) if self._continued and last else self._column_styles
        yield from (self._new_row(number, styles) for number in waiting)

    def _styles_of(self, row: bytes) -> dict[int, str]:
        """The styles of a row's cells, by column."""
        xml = Xml(self._open + row + self._close)
        return {column: cell.get("s") for column, cell in _cells_of(xml.root.children[0]) if cell.get("s")}

    def _rows(self) -> Iterator[tuple[int, int, int]]:
        """Number, start and end of each row."""
        tag = f"{self._prefix}:row" if self._prefix else "row"
        pattern = re.compile(f"<!--.*?-->|<{tag}(?=[\\s/>]){_ATTRIBUTES}>".encode(), re.DOTALL)
        close, number, at = f"</{tag}".encode(), 0, 0
        while found := pattern.search(self._cells, at):
            at = found.end()
            if found[0].startswith(b"<!--"):
                continue
            stated = _R.search(found[0])
            number = int(stated[1]) if stated else number + 1
            if not found[0].endswith(b"/>"):
                at = self._cells.index(b">", self._cells.index(close, at)) + 1
            yield number, found.start(), at

    def _new_row(self, number: int, styles: Mapping[int, str]) -> bytes:
        """A row of the new cells; empty where all of them are to be blank."""
        places = [place for place in self._by_row.get(number, ()) if self._values[place] is not None]
        cells = "".join(self._cell_xml(place, styles.get(place[1], "")) for place in places)
        height = self._height(number)
        start = f'<row r="{number}"' + (f' ht="{height:g}"' if height > LINE else "")
        return self._spell(f"{start}>{cells}</row>") if cells else b""

    def _edited_row(self, number: int, source: bytes) -> bytes:
        xml = Xml(self._open + source + self._close)
        row = xml.root.children[0]
        known = dict(_cells_of(row))
        added = False
        for place in self._by_row.get(number, ()):
            if place[1] in known:
                self._replace_cell(xml, known[place[1]], place)
            elif self._values[place] is not None:
                style = row.get("s") if row.get("customFormat") in ("1", "true") else self._column_styles.get(place[1])
                self._insert_cell(xml, row, known, place, style or "")
                added = True
        for place, formula in self._formulas.items():
            if place[0] == number and place not in self._values:
                self._replace_formula(xml, known[place[1]], formula)
        self._fit_height(xml, row, number)
        if added:
            xml.drop(row, "spans")
        return b"".join(xml.pieces(len(self._open), len(xml.data) - len(self._close)))

    def _replace_cell(self, xml: Xml, cell: Element, place: Place) -> None:
        if cell.find("f"):
            self.dropped.append(cell_name(*place))
        xml.replace(cell.start, cell.end, self._spell(self._cell_xml(place, cell.get("s"))))

    def _insert_cell(self, xml: Xml, row: Element, known: dict[int, Element], place: Place, style: str) -> None:
        spelled = self._spell(self._cell_xml(place, style))
        after = [column for column in known if column > place[1]]
        if after:
            xml.insert(known[min(after)].start, spelled)
        else:
            xml.append(row, spelled)

    def _replace_formula(self, xml: Xml, cell: Element, text: str) -> None:
        formula = cell.find("f")
        if formula:
            xml.replace(formula.start, formula.end, self._spell(f"<f>{escape_text(text)}</f>"))

    def _fit_height(self, xml: Xml, row: Element, number: int) -> None:
        """A row without a height of its own starts high enough for the new texts."""
        if row.get("customHeight") in ("1", "true"):
            return
        height = max(self._height(number), float(row.get("ht", "0")))
        if height > LINE or row.get("ht"):
            xml.set(row, "ht", f"{height:g}")

    def _height(self, number: int) -> float:
        texts = ((self._values[place], place[1]) for place in self._by_row.get(number, ()))
        return fitted_height(
            (text, self._widths.get(column, DEFAULT_WIDTH)) for text, column in texts if isinstance(text, str)
        )

    def _cell_xml(self, place: Place, style: str) -> str:
        value = self._values[place]
        start = f'<c r="{cell_name(*place)}"' + (f' s="{style}"' if style else "")
        if value is None:
            return f"{start}/>"
        if isinstance(value, Formula):
            return formula_cell(start, value)
        return plain_cell(start, serial(value) - self._days_off if isinstance(value, dt.date) else value)

    def _spell(self, fragment: str) -> bytes:
        return with_prefix(fragment, self._prefix).encode()

    def _extend_dimension(self) -> None:
        dimension = self._sheet.root.find("dimension")
        places = [place for place, value in self._values.items() if value is not None]
        if dimension is None or not places:
            return
        try:
            top, left, bottom, right = parse_area(dimension.get("ref"))
        except ValueError:
            return
        rows, columns = zip(*places, strict=True)
        first = cell_name(min(top, *rows), min(left, *columns))
        last = cell_name(max(bottom, *rows), max(right, *columns))
        area = first if first == last else f"{first}:{last}"
        if (min(top, *rows), min(left, *columns), max(bottom, *rows), max(right, *columns)) != (
            top,
            left,
            bottom,
            right,
        ):
            self._sheet.around.set(dimension, "ref", area)

    def _unshared(self) -> dict[Place, str]:
        """Formulas of their own for the cells whose shared formula stands in a cell that is to be set."""
        formulas = _spanning_formulas(self._cells, self._prefix)
        self._refuse_torn_arrays(formulas.arrays)
        rewritten: dict[Place, str] = {}
        for index, (cell, text) in formulas.masters.items():
            if parse_cell(cell) in self._values:
                for member in formulas.members.get(index, ()):
                    rewritten[parse_cell(member)] = _translate(text, cell, member)
        return {place: text for place, text in rewritten.items() if place not in self._values}

    def _refuse_torn_arrays(self, areas: list[str]) -> None:
        for area in areas:
            top, left, bottom, right = parse_area(area)
            inside = [place for place in self._values if top <= place[0] <= bottom and left <= place[1] <= right]
            if inside and len(inside) < (bottom - top + 1) * (right - left + 1):
                raise ArrayCell(cell=cell_name(*inside[0]), area=area)


def _place(cell: str) -> Place:
    try:
        return parse_cell(cell)
    except ValueError as error:
        raise BadCell(cell=cell) from error


def _spanning_formulas(cells: bytes, prefix: str) -> _Formulas:
    found = _Formulas()
    if b"shared" not in cells and b"array" not in cells and b"dataTable" not in cells:
        return found
    p = f"{prefix}:" if prefix else ""
    pattern = f"<{p}c\\s({_ATTRIBUTES})>\\s*<{p}f\\s({_ATTRIBUTES})>([^<]*)"
    for match in re.finditer(pattern.encode(), cells):
        cell = _R.search(b" " + match[1])
        if cell:
            _note_formula(found, cell[1].decode(), match)
    return found


def _note_formula(found: _Formulas, cell: str, match: re.Match[bytes]) -> None:
    formula = Xml(b"<f " + match[2].rstrip(b"/") + b">" + match[3] + b"</f>").root
    kind, index = formula.get("t"), formula.get("si")
    if kind in ("array", "dataTable"):
        found.arrays.append(formula.get("ref", cell))
    elif kind == "shared" and formula.text:
        found.masters[index] = cell, formula.text
    elif kind == "shared":
        found.members.setdefault(index, []).append(cell)


def formulas_in(sheet: Worksheet) -> dict[str, str]:
    """The cells of a sheet that hold a formula, without its equals sign; of an array the cell where it stands."""
    prefix, cells = sheet.root.prefix, bytes(sheet.cells)
    p = f"{prefix}:" if prefix else ""
    if f"<{p}f".encode() not in cells:
        return {}
    pattern = f"<{p}c\\s({_ATTRIBUTES})>\\s*<{p}f(?:\\s({_ATTRIBUTES}))?>([^<]*)"
    found: dict[str, str] = {}
    for match in re.finditer(pattern.encode(), cells):
        if (cell := _R.search(b" " + match[1])) and match[3]:
            found[cell[1].decode()] = Xml(b"<f>" + match[3] + b"</f>").root.text
    spanning = _spanning_formulas(cells, prefix)
    for index, (origin, text) in spanning.masters.items():
        found |= {member: _translate(text, origin, member) for member in spanning.members.get(index, ())}
    return found


def _translate(formula: str, origin: str, target: str) -> str:
    from openpyxl.formula.translate import Translator  # heavy, and needed only where shared formulas are

    translated: str = Translator(f"={formula}", origin=origin).translate_formula(target)
    return translated[1:]


def _cells_of(row: Element) -> Iterator[tuple[int, Element]]:
    column = 0
    for cell in row.all("c"):
        column = parse_cell(cell.get("r"))[1] if "r" in cell.attributes else column + 1
        yield column, cell


def _by_row(values: Iterable[Place]) -> dict[int, list[Place]]:
    """The places of each row, from left to right."""
    rows: dict[int, list[Place]] = {}
    for place in sorted(values):
        rows.setdefault(place[0], []).append(place)
    return rows


def _column_widths(root: Element) -> dict[int, float]:
    widths: dict[int, float] = {}
    columns = root.find("cols")
    for element in columns.all("col") if columns else ():
        if element.get("width"):
            span = range(int(element.get("min")), int(element.get("max")) + 1)
            widths.update(dict.fromkeys(span, float(element.get("width"))))
    return widths


def _column_styles(root: Element) -> dict[int, str]:
    styles: dict[int, str] = {}
    columns = root.find("cols")
    for element in columns.all("col") if columns else ():
        if element.get("style", "0") != "0":
            span = range(int(element.get("min")), int(element.get("max")) + 1)
            styles.update(dict.fromkeys(span, element.get("style")))
    return styles


def drop_from_calculation_chain(xml: Xml, sheet_id: int, cells: list[str]) -> bool:
    """Take cells of one sheet out of the chain (18.6.2); returns whether any entry is left.

    An entry without ``i`` belongs to the sheet of the entry before it, so one that follows a removed entry may
    have to say its sheet itself.
    """
    doomed, current, stated = set(cells), 0, 0
    left = False
    for entry in xml.root.all("c"):
        current = int(entry.get("i", str(current)))
        if current == sheet_id and entry.get("r") in doomed:
            xml.remove(entry)
            continue
        if "i" not in entry.attributes and stated != current:
            xml.set(entry, "i", str(current))
        stated, left = current, True
    return left
