"""The notes of one sheet: the comments part, and the legacy drawing that holds their boxes (18.7, 18.3.1.51)."""

import re
from collections.abc import Mapping, Sequence

from progress_xl.ooxml import vocabulary as v
from progress_xl.ooxml.notes import (
    add_comments,
    add_shapes,
    blank_comments,
    blank_vml,
    read_comments,
    remove_comments,
    remove_shapes,
)
from progress_xl.ooxml.package import Package, from_utf8, to_utf8
from progress_xl.ooxml.vocabulary import Conformance
from progress_xl.ooxml.worksheet_part import Worksheet

_BLANK_DRAWING = re.compile(re.escape(blank_vml(0)).replace(b'data="0"', rb'data="\d+"'))
_COMMENTS_NAME = "xl/pxlComments{}.xml"
_VML_NAME = "xl/drawings/pxlNotes{}.vml"


def read_notes(package: Package, part: str) -> dict[str, str]:
    """The texts of the notes of the sheet in ``part``, by cell."""
    comments = package.related(part, "comments")
    return read_comments(package.xml(comments.target)) if comments else {}


def notes_mention(package: Package, part: str, text: str) -> bool:
    """Whether a sheet's notes may hold ``text``, which needs no escaping; costs no parsing."""
    comments = package.related(part, "comments")
    return bool(comments and text.encode() in to_utf8(package.read(comments.target))[0])


class SheetNotes:
    """The notes of the sheet in ``part``, to be added to and cleared; parts of our making go when they are empty."""

    def __init__(self, package: Package, part: str, worksheet: Worksheet, conformance: Conformance) -> None:
        self._package, self._part = package, part
        self._worksheet, self._conformance = worksheet, conformance

    def add(self, notes: Mapping[str, Sequence[str]]) -> list[str]:
        """Add lines to cells; returns the cells that took none."""
        comments = self._comments()
        xml = self._package.xml(comments)
        added = add_comments(xml, notes)
        drawing = self._drawing() or self._new_drawing()
        vml, codec = to_utf8(self._package.read(drawing))
        shapes = add_shapes(vml, {cell: "\n".join(notes[cell]) for cell in added.new}, self._worksheet.grid())
        if shapes is None:
            self._drop_blank(comments)
            return list(notes)
        self._package.write(drawing, from_utf8(shapes, codec))
        self._package.write_xml(comments, xml)
        if not added.new:
            self._drop_blank(comments)
        return added.refused

    def clear(self, signature: str) -> None:
        """Take the lines that begin with ``signature`` off, and notes left empty."""
        comments = self._comments()
        xml = self._package.xml(comments)
        gone = remove_comments(xml, signature)
        self._package.write_xml(comments, xml)
        drawing = self._drawing()
        if drawing and gone:
            vml, codec = to_utf8(self._package.read(drawing))
            self._package.write(drawing, from_utf8(remove_shapes(vml, gone), codec))
        self._drop_blank(comments)

    def _comments(self) -> str:
        """Name of the comments part, a new one if there is none."""
        relation = self._package.related(self._part, "comments")
        if relation:
            return relation.target
        name = self._package.free_name(_COMMENTS_NAME)
        self._package.write(name, blank_comments(self._conformance))
        self._package.declare(name, v.COMMENTS_TYPE)
        self._package.relate(self._part, self._conformance.relation("comments"), name, "pxl")
        return name

    def _drawing(self) -> str:
        """Name of the VML drawing that the sheet refers to, empty if there is none."""
        wanted = self._worksheet.relation_of("legacyDrawing")
        found = (rel.target for rel in self._package.relationships(self._part) if rel.id == wanted)
        return next(found, "")

    def _new_drawing(self) -> str:
        name = self._package.free_name(_VML_NAME)
        number = len([other for other in self._package.names() if other.lower().endswith(".vml")]) + 1
        self._package.write(name, blank_vml(number))
        self._package.declare(name, v.VML_TYPE)
        relation = self._package.relate(self._part, self._conformance.relation("vmlDrawing"), name, "pxl")
        self._worksheet.add_relation("legacyDrawing", relation, self._conformance)
        return name

    def _drop_blank(self, comments: str) -> None:
        """Remove the comments part and the drawing if they are of our making and hold nothing."""
        if self._package.read(comments) == blank_comments(self._conformance):
            self._remove(comments)
        drawing = self._drawing()
        if drawing and _BLANK_DRAWING.fullmatch(self._package.read(drawing)):
            self._worksheet.remove("legacyDrawing")
            self._remove(drawing)

    def _remove(self, part: str) -> None:
        self._package.unrelate(self._part, part)
        self._package.remove(part)
