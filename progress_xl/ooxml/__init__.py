"""Open XML packages, member by member and element by element; knows nothing of reports."""

from progress_xl.ooxml.row_heights import fitted_height
from progress_xl.ooxml.saving import write_atomically
from progress_xl.ooxml.values import (
    CellFormat,
    CfRule,
    Choices,
    Column,
    DataBar,
    Dxf,
    Formula,
    Link,
    NewSheet,
    PageSetup,
    Pattern,
    Row,
    Value,
)
from progress_xl.ooxml.workbook import SheetInfo, Workbook
from progress_xl.ooxml.workbook_part import quote_sheet

__all__ = [
    "CellFormat",
    "CfRule",
    "Choices",
    "Column",
    "DataBar",
    "Dxf",
    "Formula",
    "Link",
    "NewSheet",
    "PageSetup",
    "Pattern",
    "Row",
    "SheetInfo",
    "Value",
    "Workbook",
    "fitted_height",
    "quote_sheet",
    "write_atomically",
]
