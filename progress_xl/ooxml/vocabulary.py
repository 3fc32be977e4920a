"""Names of the standard (ISO/IEC 29500): namespaces, relationship types, content types."""

from dataclasses import dataclass

PACKAGE_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
DIGITAL_SIGNATURE = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
MARKUP_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"


@dataclass(frozen=True, slots=True)
class Conformance:
    """The namespaces of one conformance class: transitional (part 4) or strict (part 1)."""

    main: str
    relationships: str

    def relation(self, kind: str) -> str:
        """Relationship type of ``kind``, such as ``worksheet``."""
        return f"{self.relationships}/{kind}"


TRANSITIONAL = Conformance(
    main="http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    relationships="http://schemas.openxmlformats.org/officeDocument/2006/relationships",
)
STRICT = Conformance(
    main="http://purl.oclc.org/ooxml/spreadsheetml/main",
    relationships="http://purl.oclc.org/ooxml/officeDocument/relationships",
)

WORKBOOK_TYPES = frozenset(
    {
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        "application/vnd.ms-excel.template.macroEnabled.main+xml",
        "application/vnd.ms-excel.addin.macroEnabled.main+xml",
    }
)

_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
WORKBOOK_TYPE = f"{_SPREADSHEET}.sheet.main+xml"
WORKSHEET_TYPE = f"{_SPREADSHEET}.worksheet+xml"
STYLES_TYPE = f"{_SPREADSHEET}.styles+xml"
THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"
COMMENTS_TYPE = f"{_SPREADSHEET}.comments+xml"
VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
RELATIONSHIPS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"

WORKSHEET_ORDER = [
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "drawingHF",
    "legacyDrawing",
    "legacyDrawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
]
"""Children of CT_Worksheet in the schema's order (18.3.1.99); others are extensions."""

WORKBOOK_ORDER = [
    "fileVersion",
    "fileSharing",
    "workbookPr",
    "workbookProtection",
    "bookViews",
    "sheets",
    "functionGroups",
    "externalReferences",
    "definedNames",
    "calcPr",
    "oleSize",
    "customWorkbookViews",
    "pivotCaches",
    "smartTagPr",
    "smartTagTypes",
    "webPublishing",
    "fileRecoveryPr",
    "webPublishObjects",
    "extLst",
]
"""Children of CT_Workbook in the schema's order (18.2.27)."""

STYLES_ORDER = [
    "numFmts",
    "fonts",
    "fills",
    "borders",
    "cellStyleXfs",
    "cellXfs",
    "cellStyles",
    "dxfs",
    "tableStyles",
    "colors",
    "extLst",
]
"""Children of CT_Stylesheet in the schema's order (18.8.39)."""
