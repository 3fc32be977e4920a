"""Packages drawn by hand: only the parts that a test is about need to be given."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

TRANSITIONAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

CONTENT_TYPES = f"""<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>
<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>
</Types>"""


def relationships(**targets: str) -> str:
    """A relationships part: ``kind="target"``; the id is the kind."""
    inner = "".join(
        f'<Relationship Id="{kind}" Type="{_R}/{kind}" Target="{target}"/>' for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def sheet(inner: str = "<sheetData/>", namespace: str = TRANSITIONAL) -> str:
    return f'<worksheet xmlns="{namespace}" xmlns:r="{_R}">{inner}</worksheet>'


def styles(inner: str = "") -> str:
    return f'<styleSheet xmlns="{TRANSITIONAL}">{inner}</styleSheet>'


PARTS = {
    "[Content_Types].xml": CONTENT_TYPES,
    "_rels/.rels": relationships(officeDocument="xl/workbook.xml"),
    "xl/workbook.xml": f'<workbook xmlns="{TRANSITIONAL}" xmlns:r="{_R}">'
    '<sheets><sheet name="填报" sheetId="1" r:id="worksheet"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": relationships(worksheet="worksheets/sheet1.xml", styles="styles.xml"),
    "xl/worksheets/sheet1.xml": sheet(),
    "xl/styles.xml": styles(),
}


def package(parts: Mapping[str, str | bytes | None] | None = None) -> bytes:
    """A workbook of `PARTS`, with parts replaced, added, or left out (``None``)."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**PARTS, **(parts or {})}.items():
            if content is not None:
                archive.writestr(name, content)
    return stream.getvalue()


def parts(source: Path | bytes) -> dict[str, bytes]:
    """Content of all parts, in the archive's order."""
    with zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def canonical(xml: bytes) -> bytes:
    """Canonical form: equal documents are equal bytes."""
    result: bytes = etree.tostring(etree.fromstring(xml), method="c14n")
    return result
