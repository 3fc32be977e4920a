"""Notes: ours below a person's own, and off again without a trace."""

import io
import re
from collections.abc import Sequence

import openpyxl
import pytest

from progress_xl.ooxml import Workbook
from tests.ooxml.packages import CONTENT_TYPES, TRANSITIONAL, package, parts, relationships, sheet

SHEET, COMMENTS, DRAWING = "xl/worksheets/sheet1.xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"
SIGN = "〔核〕"
VML = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
    '</o:shapelayout><v:shape id="_x0000_s1025"><v:textbox><div>不规范<br></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:Row>1</x:Row><x:Column>1</x:Column></x:ClientData></v:shape></xml>'
)


def with_comments(inner: str, author: str = "张三") -> bytes:
    """A workbook whose sheet has a comments part; its drawing is no XML, as drawings of Excel are not."""
    comments = (
        f'<comments xmlns="{TRANSITIONAL}"><authors><author>{author}</author></authors>'
        f"<commentList>{inner}</commentList></comments>"
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
    types = (
        f'<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
        f'<Override PartName="/{COMMENTS}" ContentType="{kind}"/></Types>'
    )
    return package(
        {
            SHEET: sheet('<sheetData/><legacyDrawing r:id="vmlDrawing"/>'),
            COMMENTS: comments,
            DRAWING: VML,
            "xl/worksheets/_rels/sheet1.xml.rels": relationships(
                comments="../comments1.xml", vmlDrawing="../drawings/vmlDrawing1.vml"
            ),
            "[Content_Types].xml": CONTENT_TYPES.replace("</Types>", types),
        }
    )


def noted(source: bytes, **notes: Sequence[str]) -> bytes:
    book = Workbook.open(source)
    book.add_notes("填报", {cell: [SIGN + line for line in lines] for cell, lines in notes.items()})
    return book.content()


def cleared(source: bytes) -> bytes:
    book = Workbook.open(source)
    book.clear_notes(SIGN)
    return book.content()


def text(comment: str) -> str:
    return f'<comment ref="B2" authorId="0"><text>{comment}</text></comment>'


def test_notes_are_made_where_there_are_none_and_read_by_others() -> None:
    source = package()
    marked = noted(source, B2=["必填", "过长"], XFD1048576=["边角"])
    with pytest.warns(UserWarning, match="no stylesheet"):
        read = openpyxl.load_workbook(io.BytesIO(marked))["填报"]
    assert read["B2"].comment.text == "〔核〕必填\n〔核〕过长"
    assert parts(cleared(marked)) == parts(source)


def test_a_box_is_hidden_and_as_high_as_its_text() -> None:
    def bottom(*lines: str) -> int:
        drawing = parts(noted(package(), B2=lines))["xl/drawings/pxlNotes1.vml"].decode()
        assert "visibility:hidden" in drawing
        anchor = re.search(r"Anchor>([^<]+)<", drawing)
        assert anchor
        return int(anchor[1].split(", ")[6])

    assert bottom("短") < bottom("字" * 200) < bottom(*["行"] * 40)


@pytest.mark.parametrize(
    "person",
    [
        "<t>张三：请核实</t>",
        '<r><rPr><b/></rPr><t>张三：</t></r><r><t xml:space="preserve"> 请核实&#10;</t></r>',
        "<t/>",
    ],
)
def test_a_persons_note_stays_and_ours_comes_below_it_and_off_again(person: str) -> None:
    source = with_comments(text(person))
    marked = noted(source, B2=["必填"], C3=["过长"])
    written = parts(marked)[COMMENTS].decode()
    assert "〔核〕必填" in written
    assert "〔核〕过长" in written
    assert parts(cleared(marked)) == parts(source)


def test_what_a_person_writes_below_our_lines_stays() -> None:
    marked = noted(package(), B2=["必填"])
    edited = dict(parts(marked))
    name = "xl/pxlComments1.xml"
    edited[name] = edited[name].replace("必填".encode(), "必填\n已补，李四".encode())
    left = parts(cleared(package(edited)))
    assert "已补，李四" in left[name].decode()
    assert SIGN not in left[name].decode()
    assert b"<x:Row>1</x:Row>" in left["xl/drawings/pxlNotes1.vml"]


def test_lines_that_an_application_cut_into_runs_are_found() -> None:
    runs = "<r><t>张三&#10;〔核〕应在</t></r><r><t>200</t></r><r><t>字以内&#10;〔核〕过</t></r><r><t>期</t></r>"
    left = parts(cleared(with_comments(text(runs))))[COMMENTS].decode()
    assert re.sub("<[^>]*>", "", left).endswith("张三")


def test_threaded_comments_are_left_alone() -> None:
    source = with_comments(text("<t>[线程批注]</t>"), author="tc={6A0C}")
    book = Workbook.open(source)
    assert book.add_notes("填报", {"B2": [f"{SIGN}必填"]}) == ["B2"]
    assert parts(book.content()) == parts(source)


def test_a_drawing_that_is_no_vml_is_left_alone() -> None:
    source = with_comments(text("<t>a</t>"))
    changed = {**parts(source), DRAWING: b"<xml/>"}
    book = Workbook.open(package(changed))
    assert book.add_notes("填报", {"C3": [f"{SIGN}必填"]}) == ["C3"]
    assert parts(book.content()) == changed


def test_sheets_with_controls_but_no_comments_keep_their_drawing() -> None:
    source = with_comments("")
    rest = {
        name: content
        for name, content in parts(source).items()
        if name not in (COMMENTS, "xl/worksheets/_rels/sheet1.xml.rels")
    }
    rest["xl/worksheets/_rels/sheet1.xml.rels"] = relationships(vmlDrawing="../drawings/vmlDrawing1.vml").encode()
    source = package(rest)
    marked = noted(source, C3=["必填"])
    assert "不规范<br>" in parts(marked)[DRAWING].decode()
    assert parts(cleared(marked)) == parts(source)
