"""xlwings' own VBA, taken from the installed package."""

from pathlib import Path

import xlwings
from vba.project import Module, class_module, standard_module

_PACKAGE = Path(xlwings.__file__).parent

# xlwings lets the active workbook say which interpreter runs, with what on its path, and bring Python code along.
# The add-in is clicked over other people's files, so there all this is asked of the add-in itself. Their names are left
# out as well: xlwings puts them, unquoted, into a command line and among the folders that Python imports from, where
# a file named «月报^&calc x.xlsx» would start a program.
_ASKED = (
    "Set wb = {}",
    'SheetExists({}, PROJECT_NAME & ".conf")',
    "GetConfigFromSheet({})",
    "GetDirectoryPath({})",
    "GetFullName({})",
    "{}.FullName",
    "{}.Name",
)
_TRUSTED = {asked.format("ActiveWorkbook"): asked.format("ThisWorkbook") for asked in _ASKED}
# The configuration file that an xlwings user already has.
_RENAMED = {'PROJECT_NAME As String = "myaddin"': 'PROJECT_NAME As String = "xlwings"'}


def for_workbook() -> Module:
    """The module of a workbook that runs its own macros, as xlwings ships it."""
    return standard_module(_text("xlwings.bas"))


def for_add_in() -> Module:
    """The module of an add-in that acts on the active workbook but takes no settings and no code from it.

    Raises:
        ValueError: this version of xlwings does not have a place that must be changed.
    """
    text = _text("xlwings_custom_addin.bas")
    for old, new in {**_TRUSTED, **_RENAMED}.items():
        if old not in text:
            raise ValueError(f"xlwings {xlwings.__version__} has no {old!r}")
        text = text.replace(old, new)
    return standard_module(text)


def dictionary() -> Module:
    """The class that stands in for Scripting.Dictionary on macOS."""
    return class_module(_text("addin/Dictionary.cls"))


def _text(name: str) -> str:
    return (_PACKAGE / name).read_bytes().decode("ascii")
