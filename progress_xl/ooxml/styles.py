"""The styles part: formats are found in it or added to it, by splicing (18.8)."""

import zlib
from collections.abc import Iterable

from progress_xl.ooxml.splice import Element, Xml, encode_attribute
from progress_xl.ooxml.values import CellFormat, Dxf
from progress_xl.ooxml.vocabulary import STYLES_ORDER

_FIRST_CUSTOM_NUMBER_FORMAT = 164
_BUILT_IN_NUMBER_FORMATS = {
    "General": 0,
    "0": 1,
    "0.00": 2,
    "#,##0": 3,
    "#,##0.00": 4,
    "0%": 9,
    "0.00%": 10,
    "@": 49,
}
_GREY = "FFBFBFBF"
_FORMAT_TABLES = ("fonts", "fills", "borders", "cellXfs")

_NO_FILLS = ('<fill><patternFill patternType="none"/></fill>', '<fill><patternFill patternType="gray125"/></fill>')
_DEFAULTS = {
    "fonts": ('<font><sz val="11"/></font>',),
    "fills": _NO_FILLS,
    "borders": ("<border/>",),
    "cellXfs": ('<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',),
}


class Styles:
    """Formats of one workbook; indexes returned are final, `content` gives the part with what was added."""

    def __init__(self, xml: Xml) -> None:
        self._xml = xml
        self._tables: dict[str, _Table] = {}
        self._xf_of: dict[CellFormat, int] = {}
        known = self._read_number_formats()
        # Not by the codes' numbers: a file may spell a built-in code under a number of its own, or one code twice.
        self._next_number_format = max([_FIRST_CUSTOM_NUMBER_FORMAT - 1, *(number for number, _ in known)]) + 1
        self._number_formats = {code: number for number, code in known} | _BUILT_IN_NUMBER_FORMATS

    def _read_number_formats(self) -> list[tuple[int, str]]:
        table = self._xml.root.find("numFmts")
        return [] if table is None else [(int(e.get("numFmtId")), e.get("formatCode")) for e in table.all("numFmt")]

    def xf(self, look: CellFormat | None) -> int:
        """Index into ``cellXfs`` of a cell format."""
        if look is None:
            return 0
        if look not in self._xf_of:
            if not self._xf_of:
                self._seed()
            self._xf_of[look] = self._table("cellXfs").find_or_add(self._xf_xml(look))
        return self._xf_of[look]

    def add_dxf(self, dxf: Dxf) -> int:
        """Index into ``dxfs`` of a new entry."""
        return self._table("dxfs").add(self._spell(dxf_xml(dxf)))

    def find_or_add_dxf(self, dxf: Dxf) -> int:
        """Index into ``dxfs`` of an entry spelled as we spell ``dxf``."""
        return self._table("dxfs").find_or_add(self._spell(dxf_xml(dxf)))

    def dxf_count(self) -> int:
        """Number of entries in ``dxfs``."""
        return len(self._table("dxfs").places)

    def remove_last_dxfs(self, count: int) -> None:
        """Cut the last ``count`` entries out of ``dxfs``, and a ``dxfs`` of ours with them."""
        self._cut("dxfs", count)

    def add_formats(self, looks: Iterable[CellFormat]) -> str:
        """Add formats and return a record by which `remove_formats` can take exactly these out again."""
        before = [len(self._table(name).places) for name in _FORMAT_TABLES]
        for look in looks:
            self.xf(look)
        return " ".join(map(str, [*before, self._checksum(before)]))

    def added_xfs(self, record: str) -> range:
        """Indexes of the cell formats that a record tells of; none if the part was written anew since."""
        *before, checksum = _numbers(record)
        if len(before) != len(_FORMAT_TABLES) or checksum != self._checksum(before):
            return range(0)
        return range(before[-1], len(self._table("cellXfs").places))

    def remove_formats(self, record: str) -> None:
        """Undo `add_formats`; no cell may use these formats any more."""
        for name, before in zip(_FORMAT_TABLES, _numbers(record), strict=False):
            self._cut(name, len(self._table(name).places) - before)

    def _checksum(self, before: list[int]) -> int:
        added = (self._table(name).places[n:] for name, n in zip(_FORMAT_TABLES, before, strict=True))
        return zlib.crc32(b"".join(spelling for spellings in added for spelling in spellings))

    def _cut(self, name: str, count: int) -> None:
        table = self._xml.root.find(name)
        if table is None or count <= 0:
            return
        entries = [entry for entry in table.children if entry.namespace == table.namespace]
        if len(entries) == count and "count" not in table.attributes and not self._xml.was_empty_tag(table):
            self._xml.remove(table)
            return
        self._xml.remove_children(table, entries[-count:])
        if "count" in table.attributes:
            self._xml.set(table, "count", str(int(table.get("count")) - count))

    def content(self) -> Xml:
        """The edited part; call it once, at the end."""
        for name in sorted(self._tables, key=STYLES_ORDER.index):
            self._tables[name].flush()
        return self._xml

    def _table(self, name: str) -> "_Table":
        if name not in self._tables:
            self._tables[name] = _Table(self._xml, name)
        return self._tables[name]

    def _seed(self) -> None:
        """See that index 0 is a default and not a format of ours, in a part that lacks even that."""
        for name, defaults in _DEFAULTS.items():
            table = self._table(name)
            if not table.places:
                for default in defaults:
                    table.add(self._spell(default))

    def _xf_xml(self, look: CellFormat) -> bytes:
        font = self._table("fonts").find_or_add(self._spell(self._font_xml(look)))
        fill = self._table("fills").find_or_add(self._spell(_fill_xml(look.fill))) if look.fill else 0
        border = self._table("borders").find_or_add(self._spell(_GRID)) if look.border else 0
        number_format = self._number_format(look.number_format) if look.number_format else 0
        alignment = alignment_xml(look)
        applied = {
            "NumberFormat": number_format,
            "Font": font,
            "Fill": fill,
            "Border": border,
            "Alignment": alignment,
        }
        flags = "".join(f' apply{name}="1"' for name, used in applied.items() if used)
        ids = f'numFmtId="{number_format}" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0"'
        return self._spell(f"<xf {ids}{flags}>{alignment}</xf>" if alignment else f"<xf {ids}{flags}/>")

    def _font_xml(self, look: CellFormat) -> str:
        normal = self._xml.root.find("fonts", "font")
        size = f"{look.size:g}" if look.size else _child_value(normal, "sz", "11")
        name = look.font or _child_value(normal, "name", "宋体")
        color = f"<color {_color(look.color)}/>" if look.color else ""
        return f'<font>{_switches(look)}<sz val="{size}"/>{color}<name val="{_quote(name)}"/></font>'

    def _number_format(self, code: str) -> int:
        if code not in self._number_formats:
            number = self._next_number_format
            self._next_number_format += 1
            self._table("numFmts").add(self._spell(f'<numFmt numFmtId="{number}" formatCode="{_quote(code)}"/>'))
            self._number_formats[code] = number
        return self._number_formats[code]

    def _spell(self, fragment: str) -> bytes:
        prefix = self._xml.root.prefix
        return with_prefix(fragment, prefix).encode()


def _numbers(record: str) -> list[int]:
    return [int(word) for word in record.split() if word.isdigit()]


class _Table:
    """One counted list of the styles part, such as ``fonts``: indexes by spelling."""

    def __init__(self, xml: Xml, name: str) -> None:
        self._xml, self._name = xml, name
        self._element = xml.root.find(name)
        entries = self._element.children if self._element else []
        self.places = [xml.source(entry) for entry in entries if entry.namespace == xml.root.namespace]
        self._index = {spelling: index for index, spelling in reversed(list(enumerate(self.places)))}
        self._known = len(self.places)

    def find_or_add(self, spelling: bytes) -> int:
        found = self._index.get(spelling)
        return self.add(spelling) if found is None else found

    def add(self, spelling: bytes) -> int:
        index = len(self.places)
        self.places.append(spelling)
        self._index.setdefault(spelling, index)
        return index

    def flush(self) -> None:
        added = self.places[self._known :]
        if not added:
            return
        if self._element is None:
            name = self._xml.root.qualified(self._name)
            table = f"<{name}>".encode() + b"".join(added) + f"</{name}>".encode()
            self._xml.insert(self._xml.place(STYLES_ORDER, self._name), table)
            return
        for spelling in added:
            self._xml.append(self._element, spelling)
        if "count" in self._element.attributes:
            self._xml.set(self._element, "count", str(int(self._element.get("count")) + len(added)))


def with_prefix(fragment: str, prefix: str) -> str:
    """A fragment of ours with ``prefix`` on every element; its texts hold no ``<``."""
    if not prefix:
        return fragment
    return fragment.replace("</", "\0").replace("<", f"<{prefix}:").replace("\0", f"</{prefix}:")


def dxf_xml(dxf: Dxf) -> str:
    """A ``dxf`` element (18.8.14); in a dxf the solid fill's colour is ``bgColor``."""
    font = _switches(dxf) + (f"<color {_color(dxf.color)}/>" if dxf.color else "")
    fill = (
        f'<fill><patternFill patternType="solid"><bgColor {_color(dxf.fill)}/></patternFill></fill>' if dxf.fill else ""
    )
    border = _sides_xml(dxf.border, _color(dxf.border_color)) if dxf.border else ""
    return "<dxf>" + (f"<font>{font}</font>" if font else "") + fill + border + "</dxf>"


def _sides_xml(line: str, color: str) -> str:
    sides = "".join(f'<{side} style="{line}"><color {color}/></{side}>' for side in ("left", "right", "top", "bottom"))
    return f"<border>{sides}</border>"


def _fill_xml(color: str) -> str:
    return (
        f'<fill><patternFill patternType="solid"><fgColor {_color(color)}/><bgColor indexed="64"/></patternFill></fill>'
    )


_GRID = _sides_xml("thin", f'rgb="{_GREY}"').replace("</border>", "<diagonal/></border>")


def alignment_xml(look: CellFormat) -> str:
    """The ``alignment`` of a cell format, empty if there is none."""
    attributes = {
        "horizontal": look.horizontal,
        "vertical": look.vertical,
        "wrapText": "1" if look.wrap else None,
        "indent": str(look.indent) if look.indent else None,
    }
    spelled = "".join(f' {name}="{value}"' for name, value in attributes.items() if value)
    return f"<alignment{spelled}/>" if spelled else ""


def _switches(look: CellFormat | Dxf) -> str:
    return "<b/>" * look.bold + "<i/>" * look.italic + "<u/>" * look.underline


def _color(rgb: str | None) -> str:
    return f'rgb="FF{rgb}"' if rgb else 'rgb="FF000000"'


def _child_value(element: Element | None, name: str, default: str) -> str:
    child = element.find(name) if element else None
    return child.get("val", default) if child else default


def _quote(text: str) -> str:
    return encode_attribute(text).decode()
