"""Cell notes: the comments part (18.7) and the VML drawing that places their boxes.

Each line of ours begins with a signature, so that it can be added below a person's note and taken off again.
VML is often not well-formed XML (Excel keeps HTML such as ``<br>`` in it); it is only searched and spliced.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from progress_xl.addresses import MAX_COLUMN, MAX_ROW, cell_name, parse_cell
from progress_xl.ooxml.sheet_writer import escape_text
from progress_xl.ooxml.splice import Element, Xml
from progress_xl.ooxml.styles import with_prefix
from progress_xl.ooxml.vocabulary import Conformance

AUTHOR = "progress_xl"
_THREADED = "tc="
_SHAPE_TYPE = "_x0000_t202"
_OWN_SHAPE_TYPE = "_x0000_t202_pxl"
_WIDTH, _LINE, _UNITS_IN_LINE = 220, 17, 30
_INDENT, _RISE, _MARGIN = 15, 10, 8

_VML_END = re.compile(rb"</(?:\w+:)?xml\s*>\s*$")
_SHAPE = re.compile(rb"<(\w+:)?shape\b[^>]*>.*?</(\w+:)?shape\s*>", re.DOTALL)
_OWN_TYPE = re.compile(rf'<v:shapetype id="{_OWN_SHAPE_TYPE}".*?</v:shapetype>'.encode(), re.DOTALL)
_SHAPE_NUMBER = re.compile(rb"_x0000_s(\d+)")
_SHAPE_ROW = re.compile(rb"Row>\s*(\d+)\s*<")
_SHAPE_COLUMN = re.compile(rb"Column>\s*(\d+)\s*<")
_BREAK = "(?:\n|&#10;|&#x[aA];|_x000[aA]_)"
_NAMESPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)


def blank_comments(conformance: Conformance) -> bytes:
    """A comments part without comments."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<comments xmlns="{conformance.main}"><authors></authors><commentList></commentList></comments>'
    ).encode()


def blank_vml(drawing: int) -> bytes:
    """A VML drawing without shapes; ``drawing`` is its block of 1,024 shape numbers."""
    return (
        f'<xml {_NAMESPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{drawing}"/></o:shapelayout>'
        f"{_shape_type(_SHAPE_TYPE)}</xml>"
    ).encode()


def _shape_type(name: str) -> str:
    return (
        f'<v:shapetype id="{name}" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
        '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
    )


@dataclass(slots=True)
class Grid:
    """Sizes in pixels: of columns and rows that have one of their own, and of all others."""

    columns: Mapping[int, float] = field(default_factory=dict)
    rows: Mapping[int, float] = field(default_factory=dict)
    column: float = 64
    row: float = 20


@dataclass(slots=True)
class Added:
    """What `add_comments` did: cells that got a note of their own, and cells whose thread was left alone."""

    new: list[str]
    refused: list[str]


def add_comments(xml: Xml, notes: Mapping[str, Sequence[str]]) -> Added:
    """Add lines to the notes of cells, making notes where there are none. Threaded comments are left alone."""
    authors, comments = xml.root.find("authors"), xml.root.find("commentList")
    if authors is None or comments is None:
        return Added([], list(notes))
    names = [author.text for author in authors.children]
    known = {comment.get("ref"): comment for comment in comments.all("comment")}
    added = Added([], [])
    for cell, lines in notes.items():
        comment = known.get(cell)
        if comment is None:
            spelled = _comment_xml(cell, _author_index(xml, authors, names), "\n".join(lines))
            xml.append(comments, with_prefix(spelled, xml.root.prefix).encode())
            added.new.append(cell)
        elif _is_threaded(comment, names) or not _append_lines(xml, comment, lines):
            added.refused.append(cell)
    return added


def _author_index(xml: Xml, authors: Element, names: list[str]) -> int:
    if AUTHOR not in names:
        names.append(AUTHOR)
        xml.append(authors, with_prefix(f"<author>{AUTHOR}</author>", xml.root.prefix).encode())
    return names.index(AUTHOR)


def _is_threaded(comment: Element, names: list[str]) -> bool:
    author = int(comment.get("authorId", "0"))
    return author < len(names) and names[author].startswith(_THREADED)


def _comment_xml(cell: str, author: int, text: str) -> str:
    run = '<rPr><sz val="9"/><color indexed="81"/><rFont val="宋体"/><charset val="134"/></rPr>'
    return (
        f'<comment ref="{cell}" authorId="{author}"><text><r>{run}'
        f'<t xml:space="preserve">{escape_text(text)}</t></r></text></comment>'
    )


def _append_lines(xml: Xml, comment: Element, lines: Sequence[str]) -> bool:
    texts = _texts(comment)
    if not texts or texts[-1].children:
        return False
    xml.append(texts[-1], "".join(f"\n{escape_text(line)}" for line in lines).encode())
    return True


def _texts(comment: Element) -> list[Element]:
    text = comment.find("text")
    return [element for element in text.walk() if element.name == "t"] if text else []


def read_comments(xml: Xml) -> dict[str, str]:
    """The text of each note, a person's as well as ours, by cell."""
    comments = xml.root.find("commentList")
    listed = comments.all("comment") if comments else []
    return {comment.get("ref"): "".join(element.text for element in _texts(comment)) for comment in listed}


def remove_comments(xml: Xml, signature: str) -> list[str]:
    """Take our lines off all notes; returns the cells whose note held nothing else and is gone."""
    comments = xml.root.find("commentList")
    if comments is None:
        return []
    line = _lines_pattern(signature)
    ours: dict[Element, str] = {}
    for comment in comments.all("comment"):
        whole = b"".join(_content(xml, text) for text in _texts(comment))
        lines = list(line.finditer(whole))
        if whole.startswith(signature.encode()) and not line.sub(b"", whole).strip():
            ours[comment] = comment.get("ref")
        else:
            _strip(xml, comment, [found.span() for found in lines])
    xml.remove_children(comments, list(ours))
    _remove_author(xml, [comment for comment in comments.all("comment") if comment not in ours])
    return list(ours.values())


def _lines_pattern(signature: str) -> re.Pattern[bytes]:
    """Lines of ours in raw XML, where applications spell line breaks in several ways."""
    line = rf"{re.escape(signature)}(?:(?!{_BREAK}).)*"
    return re.compile(rf"\A(?:{line}(?:{_BREAK}|\Z))+|(?:{_BREAK}{line})+".encode(), re.DOTALL)


def _strip(xml: Xml, comment: Element, spans: list[tuple[int, int]]) -> None:
    """Cut spans of a note's whole text out of its runs; LibreOffice makes a run of each script."""
    offset = 0
    for text in _texts(comment):
        content = _content(xml, text)
        rest = _without(content, [(first - offset, last - offset) for first, last in spans])
        offset += len(content)
        if not rest and content and xml.was_empty_tag(text):
            xml.replace(text.inner - 2, text.end, b"/>")
        elif rest != content:
            xml.replace(text.inner, text.inner_end, rest)


def _without(content: bytes, spans: list[tuple[int, int]]) -> bytes:
    kept, at = [], 0
    for first, last in spans:
        kept.append(content[at : max(first, at)])
        at = max(at, last)
    return b"".join(kept) + content[at:]


def _content(xml: Xml, element: Element) -> bytes:
    return xml.data[element.inner : element.inner_end]


def _remove_author(xml: Xml, comments: Iterable[Element]) -> None:
    authors = xml.root.find("authors")
    if authors is None or not authors.children:
        return
    last = len(authors.children) - 1
    if authors.children[last].text == AUTHOR and all(comment.get("authorId") != str(last) for comment in comments):
        xml.remove_children(authors, [authors.children[last]])


def add_shapes(vml: bytes, notes: Mapping[str, str], grid: Grid) -> bytes | None:
    """A drawing with a hidden box for each note; ``None`` if it is not a drawing that we understand."""
    end = _VML_END.search(vml)
    if not end or not notes:
        return vml if end else None
    block = re.search(rb'idmap[^>]*\bdata\s*=\s*["\'](\d+)', vml)
    first = int(block[1]) * 1024 if block else 1024
    highest = max([first, *(int(n) for n in _SHAPE_NUMBER.findall(vml))])
    lacks_type = f'id="{_SHAPE_TYPE}"'.encode() not in vml
    shape_type = _OWN_SHAPE_TYPE if lacks_type else _SHAPE_TYPE
    added = [_shape_type(_OWN_SHAPE_TYPE)] if lacks_type else []
    for number, (cell, text) in enumerate(notes.items(), highest + 1):
        added.append(_shape(cell, _anchor(*parse_cell(cell), text, grid), number, shape_type))
    return vml[: end.start()] + "".join(added).encode() + vml[end.start() :]


def _shape(cell: str, anchor: str, number: int, shape_type: str) -> str:
    row, column = parse_cell(cell)
    return (
        f'<v:shape id="_x0000_s{number}" type="#{shape_type}" alt="{AUTHOR}" '
        'style=\'position:absolute;visibility:hidden\' fillcolor="#ffffe1" o:insetmode="auto">'
        '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        "<v:textbox style='mso-direction-alt:auto'><div style='text-align:left'></div></v:textbox>"
        f'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}'
        f"</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row - 1}</x:Row><x:Column>{column - 1}</x:Column>"
        "</x:ClientData></v:shape>"
    )


def _anchor(row: int, column: int, text: str, grid: Grid) -> str:
    """Left column and offset, top row and offset, right, bottom: beside the cell, as high as the text needs.

    Columns and rows count from 0, offsets in pixels.
    """
    lines = sum(max(1, math.ceil(_units(line) / _UNITS_IN_LINE)) for line in text.split("\n"))
    left, top = min(column, MAX_COLUMN - 5), max(min(row - 2, MAX_ROW - lines - 3), 0)
    right = _walk(left, _INDENT + _WIDTH, grid.columns, grid.column, MAX_COLUMN)
    bottom = _walk(top, _RISE + lines * _LINE + _MARGIN, grid.rows, grid.row, MAX_ROW)
    return ", ".join(map(str, (left, _INDENT, top, _RISE, *right, *bottom)))


def _walk(index: int, length: float, sizes: Mapping[int, float], default: float, limit: int) -> tuple[int, int]:
    """The column or row in which ``length`` pixels from the start of ``index`` end, and the offset there."""
    while length > (size := sizes.get(index + 1, default)) and index < limit - 1:
        length -= size
        index += 1
    return index, int(min(length, size))


def _units(line: str) -> int:
    return sum(1 if character.isascii() else 2 for character in line)


def remove_shapes(vml: bytes, cells: Iterable[str]) -> bytes:
    """A drawing without the boxes of these cells' notes: ours if they still say so, else all of them."""
    wanted = set(cells)
    found = [shape for shape in _SHAPE.finditer(vml) if _note_cell(shape[0]) in wanted]
    signed = [shape for shape in found if f'alt="{AUTHOR}"'.encode() in shape[0]]
    own = {_note_cell(shape[0]) for shape in signed}
    doomed = signed + [shape for shape in found if _note_cell(shape[0]) not in own]
    at, kept = 0, []
    for shape in sorted(doomed, key=lambda shape: shape.start()):
        kept.append(vml[at : shape.start()])
        at = shape.end()
    rest = b"".join(kept) + vml[at:]
    return _OWN_TYPE.sub(b"", rest) if f'"#{_OWN_SHAPE_TYPE}"'.encode() not in rest else rest


def _note_cell(shape: bytes) -> str:
    row, column = _SHAPE_ROW.search(shape), _SHAPE_COLUMN.search(shape)
    if not row or not column or b"Note" not in shape:
        return ""
    return cell_name(int(row[1]) + 1, int(column[1]) + 1)
