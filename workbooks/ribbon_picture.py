"""Draws the README's picture of the tab from the ribbon's XML: ``python workbooks/ribbon_picture.py``.

Needs LibreOffice and a Chinese font. The icons are our own drawings of Office's, which are Microsoft's. The picture
bears a hash of the drawing, so that a test tells when the XML has moved on.
"""

import base64
import hashlib
import math
import struct
import subprocess
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "macros" / "customUI14.xml"
PICTURE = ROOT / "workbooks" / "ribbon.png"
KEY = b"Drawing"

SCALE = 2
FONT = "Noto Sans CJK SC, Microsoft YaHei, sans-serif"
TEXT, SMALL = 12, 11
TOP, ROW, PAD = 34, 24, 8
IN_COLUMN = 3
HEIGHT = TOP + IN_COLUMN * ROW + 30
_TABS_BESIDE = ("文件", "开始", "插入", "数据", "审阅", "视图")

# In a box of 16 by 16.
_SHEET = '<rect x="1.5" y="2.5" width="13" height="11" fill="#fff" stroke="#5f6b7a"/>'
_GRID = _SHEET + '<path d="M1.5 6.5h13M1.5 10h13M6 2.5v11M10.5 2.5v11" stroke="#5f6b7a" fill="none"/>'
_BUBBLE = '<path d="M1.5 2.5h13v8h-8l-3 3v-3h-2z" fill="#fff6d8" stroke="#b58900"/>'
_ICONS = {
    "DataValidationCircleInvalid": f'{_GRID}<ellipse cx="8" cy="8.2" rx="6.6" ry="3.6" fill="none" stroke="#d13438" stroke-width="1.6"/>',
    "DataValidationClearValidationCircles": f'{_GRID}<path d="M4 4l8 8M12 4l-8 8" stroke="#d13438" stroke-width="1.8"/>',
    "ReviewPreviousComment": f'{_BUBBLE}<path d="M10.5 6.5h-5m2-2l-2 2l2 2" stroke="#1f6fb2" stroke-width="1.4" fill="none"/>',
    "ReviewNextComment": f'{_BUBBLE}<path d="M5.5 6.5h5m-2-2l2 2l-2 2" stroke="#1f6fb2" stroke-width="1.4" fill="none"/>',
    "ReviewShowAllComments": f'{_BUBBLE}<path d="M4 5h8M4 7.5h8" stroke="#b58900"/>',
    "Consolidate": '<path d="M3 3h4v4H3zM3 9h4v4H3z" fill="#cfe3f5" stroke="#1f6fb2"/><path d="M8 8h3" stroke="#1f6fb2"/><path d="M11 5h3.5v6H11z" fill="#1f6fb2"/>',
    "CalendarInsert": '<rect x="2" y="3" width="12" height="11" fill="#fff" stroke="#5f6b7a"/><path d="M2 3h12v3.5H2z" fill="#d13438"/><path d="M5 9h2M9 9h2M5 11.5h2" stroke="#5f6b7a"/>',
    "TableInsert": f'{_GRID}<path d="M1.5 2.5h13v4h-13z" fill="#1f6fb2"/>',
    "PropertySheet": f'{_SHEET}<path d="M4 6h2M4 10h2M8 6h5M8 10h5" stroke="#1f6fb2"/>',
    "TraceError": '<path d="M8 1.8l6.8 12.4H1.2z" fill="#ffd34d" stroke="#b58900"/><path d="M8 6v4.2M8 11.6v1.4" stroke="#5a4300" stroke-width="1.4"/>',
    "Help": '<circle cx="8" cy="8" r="6.6" fill="#1f6fb2"/><path d="M6 6.6c0-2.8 4-2.8 4-.2c0 1.6-2 1.6-2 3.2M8 11v1.4" stroke="#fff" stroke-width="1.4" fill="none"/>',
}


@dataclass(frozen=True)
class Control:
    """A button as the XML gives it."""

    label: str
    icon: str
    large: bool


Group = tuple[str, list[Control]]


def groups_in(xml: bytes) -> tuple[str, list[Group]]:
    """The tab's label, and its groups with their buttons, in order."""
    tab = ElementTree.fromstring(xml).find(".//{*}tab")
    if tab is None:
        raise ValueError("no tab")
    return tab.attrib["label"], [(group.attrib["label"], [*map(_control, group)]) for group in tab]


def _control(button: ElementTree.Element) -> Control:
    return Control(button.attrib["label"], button.attrib["imageMso"], button.get("size") == "large")


def drawing(xml: bytes) -> str:
    """The tab as SVG, laid out as Excel does: large buttons as high as the tab, small ones three in a column."""
    tab, groups = groups_in(xml)
    shapes: list[str] = []
    left = float(PAD)
    for label, controls in groups:
        parts, width = _group(label, controls, left)
        shapes += parts
        left += width
    width = math.ceil(max(left + PAD, 620))
    body = "\n".join([*_tabs(tab, width), *shapes])
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT}">\n<rect width="{width}" height="{HEIGHT}" fill="#f5f5f5"/>\n{body}\n</svg>\n'


def _tabs(tab: str, width: float) -> Iterator[str]:
    """The row of tabs with ours in front."""
    yield f'<rect y="{TOP - 6}" width="{width:g}" height="{HEIGHT - TOP + 6}" fill="#ffffff"/>'
    left = float(PAD)
    for name in (*_TABS_BESIDE, tab):
        wide = _width(name, TEXT)
        yield _words(name, left + wide / 2, 18, TEXT, "#107c41" if name == tab else "#444444", bold=name == tab)
        if name == tab:
            yield f'<rect x="{left:g}" y="24" width="{wide:g}" height="2.5" fill="#107c41"/>'
        left += wide + 18


def _group(label: str, controls: list[Control], left: float) -> tuple[list[str], float]:
    """The shapes of a group and its width."""
    shapes: list[str] = []
    at = left
    for column in _columns(controls):
        wide = max(_wide(control) for control in column)
        for number, control in enumerate(column):
            shapes += _large(control, at, wide) if control.large else _small(control, at, TOP + number * ROW)
        at += wide + PAD
    width = max(at - left, _width(label, SMALL) + PAD)
    bottom = HEIGHT - 9
    shapes.append(_words(label, left + width / 2 - PAD / 2, bottom, SMALL, "#666666"))
    shapes.append(f'<path d="M{left + width:g} {TOP}V{bottom}" stroke="#d5d5d5"/>')
    return shapes, width + PAD


def _columns(controls: list[Control]) -> Iterator[list[Control]]:
    for large, run in groupby(controls, key=lambda control: control.large):
        buttons = list(run)
        step = 1 if large else IN_COLUMN
        yield from (buttons[start : start + step] for start in range(0, len(buttons), step))


def _large(control: Control, left: float, wide: float) -> Iterator[str]:
    yield _icon(control.icon, left + wide / 2 - 16, TOP + 2, 2)
    yield _words(control.label, left + wide / 2, TOP + 52, TEXT, "#222222")


def _small(control: Control, left: float, top: float) -> Iterator[str]:
    yield _icon(control.icon, left + 2, top + 2, 1)
    yield _words(control.label, left + 24, top + 14.5, TEXT, "#222222", anchor="start")


def _icon(name: str, left: float, top: float, scale: int) -> str:
    return f'<g transform="translate({left:g} {top:g}) scale({scale})">{_ICONS[name]}</g>'


def _words(words: str, x: float, y: float, size: int, color: str, *, anchor: str = "middle", bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x:g}" y="{y:g}" font-family="{FONT}" font-size="{size}" fill="{color}" '
        f'text-anchor="{anchor}"{weight}>{escape(words)}</text>'
    )


def _wide(control: Control) -> float:
    return max(_width(control.label, TEXT), 40) + 4 if control.large else 24 + _width(control.label, TEXT) + 6


def _width(words: str, size: int) -> float:
    """Chinese characters are as wide as they are high, others a little more than half."""
    return math.ceil(sum(1 if letter > "\u2000" else 0.6 for letter in words) * size)


def with_text(png: bytes, text: str) -> bytes:
    """A PNG with a line of text behind its header."""
    end = 8 + 25
    body = b"tEXt" + KEY + b"\0" + text.encode("latin-1")
    return png[:end] + struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body)) + png[end:]


def fingerprint(svg: str) -> str:
    """What the picture bears of its drawing."""
    return hashlib.sha256(svg.encode()).hexdigest()


# Calc reads no SVG by itself, but paints one that stands in a sheet.
_SHEET_WITH_PICTURE = """<?xml version="1.0" encoding="UTF-8"?>
<office:document office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet" \
xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" \
xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" \
xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" \
xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" \
xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0">
<office:automatic-styles><style:page-layout style:name="page"><style:page-layout-properties \
fo:page-width="1000pt" fo:page-height="1000pt" fo:margin="0pt"/>\
<style:header-style/><style:footer-style/></style:page-layout>
<style:style style:name="sheet" style:family="table" style:master-page-name="plain"/></office:automatic-styles>
<office:master-styles><style:master-page style:name="plain" style:page-layout-name="page">\
<style:header style:display="false"/><style:footer style:display="false"/></style:master-page></office:master-styles>
<office:body><office:spreadsheet><table:table table:name="1" table:style-name="sheet"><table:shapes>\
<draw:frame svg:x="0pt" svg:y="0pt" svg:width="{width}pt" svg:height="{height}pt"><draw:image>\
<office:binary-data>{picture}</office:binary-data></draw:image></draw:frame></table:shapes>\
<table:table-column/><table:table-row><table:table-cell/></table:table-row></table:table></office:spreadsheet>\
</office:body></office:document>"""


def render(svg: str) -> bytes:
    """A PNG as LibreOffice paints it, two dots for each of the drawing's."""
    left, top, width, height = ElementTree.fromstring(svg).attrib["viewBox"].split()
    picture = base64.b64encode(svg.encode()).decode()
    with tempfile.TemporaryDirectory() as folder:
        sheet = Path(folder, "ribbon.fods")
        sheet.write_text(_SHEET_WITH_PICTURE.format(width=width, height=height, picture=picture), encoding="utf-8")
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(sheet)]
        subprocess.run(convert, check=True, capture_output=True)
        size = ["-x", left, "-y", top, "-W", str(SCALE * int(width)), "-H", str(SCALE * int(height))]
        paint = ["pdftoppm", "-r", str(72 * SCALE), *size, "-png", "-singlefile", str(sheet.with_suffix(".pdf"))]
        subprocess.run([*paint, str(sheet.with_suffix(""))], check=True)
        return sheet.with_suffix(".png").read_bytes()


if __name__ == "__main__":
    drawn = drawing(SOURCE.read_bytes())
    PICTURE.write_bytes(with_text(render(drawn), fingerprint(drawn)))
