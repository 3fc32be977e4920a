"""Open XML packages, member by member and element by element; knows nothing of reports."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from progress_xl.addresses import quote_sheet
from progress_xl.ooxml.row_heights import fitted_height
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

if TYPE_CHECKING:
    from progress_xl.ooxml.saving import write_atomically
    from progress_xl.ooxml.workbook import SheetInfo, Workbook

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

# A click in Excel needs the values above, and waits for no XML.
_HOMES = {"SheetInfo": "workbook", "Workbook": "workbook", "write_atomically": "saving"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
