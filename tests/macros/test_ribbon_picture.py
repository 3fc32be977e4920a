"""The README's picture of the ribbon shows what the ribbon's XML says."""

import struct
from xml.etree import ElementTree

import pytest
from ribbon_picture import KEY, PICTURE, SOURCE, drawing, fingerprint

from progress_xl.excel.buttons import BUTTONS, GROUPS, TAB

SVG = "{http://www.w3.org/2000/svg}"
XML = SOURCE.read_bytes()


def _chunks(png: bytes) -> dict[bytes, bytes]:
    """The content of a PNG by kind of chunk."""
    chunks, at = {}, 8
    while at < len(png):
        length, kind = struct.unpack_from(">I4s", png, at)
        chunks[kind] = png[at + 8 : at + 8 + length]
        at += length + 12
    return chunks


def _places(xml: bytes) -> dict[str, tuple[float, float]]:
    """Where each word of the drawing stands."""
    return {
        element.text or "": (float(element.attrib["x"]), float(element.attrib["y"]))
        for element in ElementTree.fromstring(drawing(xml)).iter(f"{SVG}text")
    }


def test_picture_was_made_from_the_ribbon_as_it_is() -> None:
    key, _, value = _chunks(PICTURE.read_bytes())[b"tEXt"].partition(b"\0")
    assert key == KEY
    assert value.decode() == fingerprint(drawing(XML)), "python workbooks/ribbon_picture.py makes it new"


def test_picture_has_two_dots_for_each_of_the_drawing() -> None:
    width, height = struct.unpack(">II", _chunks(PICTURE.read_bytes())[b"IHDR"][:8])
    box = ElementTree.fromstring(drawing(XML)).attrib["viewBox"].split()
    assert [width, height] == [2 * int(side) for side in box[2:]]


def test_another_label_makes_another_drawing() -> None:
    changed = XML.replace("校验本表".encode(), "检查本表".encode())
    assert changed != XML
    assert fingerprint(drawing(changed)) != fingerprint(drawing(XML))


def test_all_words_of_the_tab_are_drawn_and_groups_stand_in_order() -> None:
    places = _places(XML)
    words = [TAB["zh"], *(button.words["zh"].label for button in BUTTONS)]
    assert [word for word in words if word not in places] == []
    lefts = [places[words["zh"]][0] for words in GROUPS.values() if words["zh"] != "填报"]
    assert lefts == sorted(lefts)


@pytest.mark.parametrize("role", GROUPS)
def test_buttons_of_a_group_stand_three_in_a_column_after_the_large_one(role: str) -> None:
    places = _places(XML)
    small = [places[button.words["zh"].label] for button in BUTTONS if button.group == role and not button.large]
    columns = [small[start : start + 3] for start in range(0, len(small), 3)]
    for column in columns:
        assert len({x for x, _ in column}) == 1
        assert [y for _, y in column] == sorted({y for _, y in column})
    assert [column[0] for column in columns] == sorted(column[0] for column in columns)
