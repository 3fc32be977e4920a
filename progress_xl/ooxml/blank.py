"""The parts of a new workbook, before it has a sheet."""

from progress_xl.ooxml import vocabulary as v

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FONT = "宋体"

_CONTENT_TYPES = f"""{DECLARATION}<Types xmlns="{v.CONTENT_TYPES}">\
<Default Extension="rels" ContentType="{v.RELATIONSHIPS_TYPE}"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/xl/workbook.xml" ContentType="{v.WORKBOOK_TYPE}"/>\
<Override PartName="/xl/styles.xml" ContentType="{v.STYLES_TYPE}"/>\
<Override PartName="/xl/theme/theme1.xml" ContentType="{v.THEME_TYPE}"/>\
</Types>"""

_RELATIONSHIPS = f"""{DECLARATION}<Relationships xmlns="{v.PACKAGE_RELATIONSHIPS}">\
<Relationship Id="rId1" Type="{v.TRANSITIONAL.relation("officeDocument")}" Target="xl/workbook.xml"/>\
</Relationships>"""

_WORKBOOK = f"""{DECLARATION}<workbook xmlns="{v.TRANSITIONAL.main}">\
<bookViews><workbookView/></bookViews><sheets></sheets><calcPr fullCalcOnLoad="1"/>\
</workbook>"""

_WORKBOOK_RELATIONSHIPS = f"""{DECLARATION}<Relationships xmlns="{v.PACKAGE_RELATIONSHIPS}">\
<Relationship Id="rId1" Type="{v.TRANSITIONAL.relation("styles")}" Target="styles.xml"/>\
<Relationship Id="rId2" Type="{v.TRANSITIONAL.relation("theme")}" Target="theme/theme1.xml"/>\
</Relationships>"""


def _theme_color(name: str, rgb: str) -> str:
    return f'<a:{name}><a:srgbClr val="{rgb}"/></a:{name}>'


_COLORS = "".join(
    _theme_color(name, rgb)
    for name, rgb in {
        "dk1": "000000",
        "lt1": "FFFFFF",
        "dk2": "44546A",
        "lt2": "E7E6E6",
        "accent1": "4472C4",
        "accent2": "ED7D31",
        "accent3": "A5A5A5",
        "accent4": "FFC000",
        "accent5": "5B9BD5",
        "accent6": "70AD47",
        "hlink": "0563C1",
        "folHlink": "954F72",
    }.items()
)
_FACE = f'<a:latin typeface="Calibri"/><a:ea typeface="{FONT}"/><a:cs typeface=""/>'
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="6350">{_FILL}</a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"

# A theme has three fills, lines, effects and backgrounds, or Excel calls it damaged (20.1.4.1.14).
_THEME = f"""{DECLARATION}<a:theme xmlns:a="{v.DRAWING}" name="Office"><a:themeElements>\
<a:clrScheme name="Office">{_COLORS}</a:clrScheme>\
<a:fontScheme name="Office"><a:majorFont>{_FACE}</a:majorFont><a:minorFont>{_FACE}</a:minorFont></a:fontScheme>\
<a:fmtScheme name="Office"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{_LINE * 3}</a:lnStyleLst>\
<a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme>\
</a:themeElements></a:theme>"""


def styles(conformance: v.Conformance) -> bytes:
    """A styles part with nothing but the defaults that the standard asks for."""
    return (
        f"""{DECLARATION}<styleSheet xmlns="{conformance.main}">\
<fonts count="1"><font><sz val="11"/><name val="{FONT}"/></font></fonts>\
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>\
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>\
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>\
<dxfs count="0"></dxfs></styleSheet>"""
    ).encode()


PARTS = {
    "[Content_Types].xml": _CONTENT_TYPES.encode(),
    "_rels/.rels": _RELATIONSHIPS.encode(),
    "xl/workbook.xml": _WORKBOOK.encode(),
    "xl/_rels/workbook.xml.rels": _WORKBOOK_RELATIONSHIPS.encode(),
    "xl/theme/theme1.xml": _THEME.encode(),
    "xl/styles.xml": styles(v.TRANSITIONAL),
}
