import io
import zipfile
from pathlib import Path

import pytest

from progress_xl.errors import EncryptedFile, NotMarkable, PathMissing, SheetMissing, SignedWorkbook, UnreadableFile
from progress_xl.ooxml import CfRule, Dxf, Workbook
from tests.ooxml.packages import CONTENT_TYPES, PARTS, package, parts, relationships, sheet

RULE = CfRule("A1", "TRUE", Dxf(fill="FFFF00"))


def test_members_we_do_not_change_keep_their_bytes_order_times_and_extra_fields() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number, (name, content) in enumerate(PARTS.items()):
            info = zipfile.ZipInfo(name, (2020, 1, 1 + number, 12, 30, 58))
            info.compress_type = zipfile.ZIP_DEFLATED if number % 2 else zipfile.ZIP_STORED
            info.extra, info.comment, info.external_attr = b"\x99\x99\x02\x00ok", b"c", 0o600 << 16
            archive.writestr(info, content)
        archive.comment = b"whole"
    book = Workbook.open(stream.getvalue())
    book.add_rules("填报", [RULE])
    before, after = (zipfile.ZipFile(io.BytesIO(data)) for data in (stream.getvalue(), book.content()))
    assert after.comment == b"whole"
    for old, new in zip(before.infolist(), after.infolist(), strict=True):
        assert (old.filename, old.date_time, old.extra, old.comment, old.external_attr) == (
            new.filename,
            new.date_time,
            new.extra,
            new.comment,
            new.external_attr,
        )
        if old.filename not in ("xl/styles.xml", "xl/worksheets/sheet1.xml"):
            assert (old.compress_type, old.compress_size) == (new.compress_type, new.compress_size)
            assert before.read(old) == after.read(new)


def test_a_file_streamed_with_data_descriptors_is_copied() -> None:
    class Unseekable(io.RawIOBase):
        def __init__(self) -> None:
            self.data = b""

        def writable(self) -> bool:
            return True

        def write(self, data) -> int:  # type: ignore[no-untyped-def, override]
            self.data += bytes(data)
            return len(data)

    stream = Unseekable()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[arg-type]
        for name, content in PARTS.items():
            archive.writestr(name, content)
    book = Workbook.open(stream.data)
    book.add_rules("填报", [RULE])
    assert parts(book.content()).keys() == PARTS.keys()


def test_nothing_changed_is_the_same_file() -> None:
    source = package()
    book = Workbook.open(source)
    book.clear_rules("pxl:")
    assert book.content() == source


@pytest.mark.parametrize(
    "changed",
    [
        {"_rels/.rels": relationships(officeDocument="/xl/workbook.xml")},
        {"_rels/.rels": relationships(officeDocument="XL/Workbook.xml")},
        {"_rels/.rels": relationships(officeDocument=".\\xl\\workbook.xml")},
        {"xl/_rels/workbook.xml.rels": relationships(worksheet="../xl/worksheets/Sheet1.XML", styles="/xl/styles.xml")},
    ],
)
def test_targets_are_absolute_or_relative_in_any_casing(changed: dict[str, str]) -> None:
    book = Workbook.open(package(changed))
    book.add_rules("填报", [RULE])
    assert b"conditionalFormatting" in parts(book.content())["xl/worksheets/sheet1.xml"]


@pytest.mark.parametrize("codec", ["utf-16", "gb18030", "iso-8859-1", "utf-8-sig"])
def test_parts_keep_the_encoding_they_are_written_in(codec: str) -> None:
    declared = f'<?xml version="1.0" encoding="{codec.removesuffix("-sig")}"?>' + sheet()
    source = {"xl/worksheets/sheet1.xml": declared.encode(codec)}
    book = Workbook.open(package(source))
    book.add_rules("填报", [CfRule("A1", 'A1="完成"', Dxf(bold=True))])
    book.set_values("填报", {"B2": "甲"})
    marked = parts(book.content())["xl/worksheets/sheet1.xml"].decode(codec)
    assert marked.startswith(declared[:20])
    assert "完成" in marked or "&#23436;&#25104;" in marked


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", UnreadableFile),
        (b"PK\3\4 cut off", UnreadableFile),
        (b"not a workbook at all", UnreadableFile),
        (package()[:-40], UnreadableFile),
        (OLE, NotMarkable),
        (OLE + "EncryptedPackage".encode("utf-16-le"), EncryptedFile),
        (package({"[Content_Types].xml": None, "mimetype": "application/vnd.oasis.opendocument"}), NotMarkable),
        (package({"[Content_Types].xml": CONTENT_TYPES.replace("sheet.main+xml", "sheet.binary.main")}), NotMarkable),
        (package({"[Content_Types].xml": None}), UnreadableFile),
        (package({"_rels/.rels": None}), UnreadableFile),
        (package({"xl/workbook.xml": None}), UnreadableFile),
        (package({"xl/workbook.xml": "<workbook>"}), UnreadableFile),
        (package({"xl/workbook.xml": "<workbook/>"}), UnreadableFile),
    ],
)
def test_what_is_not_a_workbook_that_can_be_patched_is_said_to_be_so(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        Workbook.open(data)


def test_a_part_that_a_relationship_names_but_that_is_missing_is_an_error() -> None:
    book = Workbook.open(package({"xl/worksheets/sheet1.xml": None}))
    with pytest.raises(UnreadableFile, match=r"sheet1\.xml"):
        book.add_rules("填报", [RULE])


@pytest.mark.parametrize(
    "doctype", ['<!DOCTYPE x [<!ENTITY a "b">]>', '<!DOCTYPE x SYSTEM "http://example.org/x.dtd">']
)
def test_entities_and_document_types_are_refused(doctype: str) -> None:
    book = Workbook.open(package({"xl/worksheets/sheet1.xml": doctype + sheet()}))
    with pytest.raises(UnreadableFile):
        book.add_rules("填报", [RULE])


def test_a_wrong_checksum_in_a_part_that_we_need_is_an_error() -> None:
    source = bytearray(package())
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        offset = archive.getinfo("xl/worksheets/sheet1.xml").header_offset
    at = source.index(b"xl/worksheets/sheet1.xml", offset) + len("xl/worksheets/sheet1.xml")
    source[at + 3] ^= 0xFF
    book = Workbook.open(bytes(source))
    with pytest.raises(UnreadableFile):
        book.add_rules("填报", [RULE])


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_an_error() -> None:
    stream = io.BytesIO(package())
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/styles.xml", "<x/>")
    with pytest.raises(UnreadableFile, match=r"xl/styles\.xml"):
        Workbook.open(stream.getvalue())


def test_a_missing_file_and_a_missing_sheet_are_named(tmp_path: Path) -> None:
    with pytest.raises(PathMissing):
        Workbook.open(tmp_path / "none.xlsx")
    with pytest.raises(SheetMissing, match="没有的表"):
        Workbook.open(package()).set_values("没有的表", {"A1": 1})


def test_a_signed_workbook_is_saved_only_if_told_so() -> None:
    signed = PARTS["_rels/.rels"].replace(
        "</Relationships>",
        '<Relationship Id="s" Target="_xmlsignatures/origin.sigs" Type='
        '"http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"/></Relationships>',
    )
    source = package({"_rels/.rels": signed, "_xmlsignatures/origin.sigs": ""})
    book = Workbook.open(source)
    book.add_rules("填报", [RULE])
    with pytest.raises(SignedWorkbook):
        book.content()
    told = Workbook.open(source, break_signature=True)
    told.add_rules("填报", [RULE])
    assert told.content() != source
