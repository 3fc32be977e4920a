"""progress_xl: validate, roll up and highlight the progress workbooks of a government office."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from progress_xl import errors
    from progress_xl.findings import Finding
    from progress_xl.forms import Column, Form
    from progress_xl.marking import clear, highlight
    from progress_xl.marks import Mark
    from progress_xl.model import Entry, Submission
    from progress_xl.reading import read
    from progress_xl.report import Report
    from progress_xl.rounds import Rollup, rollup
    from progress_xl.text.deadlines import Deadline, parse_deadline
    from progress_xl.text.figures import Comparison, compare_figures
    from progress_xl.text.periods import Period
    from progress_xl.validation import validate

__version__ = "0.1.0"

__all__ = [
    "Column",
    "Comparison",
    "Deadline",
    "Entry",
    "Finding",
    "Form",
    "Mark",
    "Period",
    "Report",
    "Rollup",
    "Submission",
    "clear",
    "compare_figures",
    "errors",
    "highlight",
    "parse_deadline",
    "read",
    "rollup",
    "validate",
]

# Names are fetched when first used: a ribbon click does not wait for what it does not need.
_HOMES = {
    "Column": "forms",
    "Comparison": "text.figures",
    "Deadline": "text.deadlines",
    "Entry": "model",
    "Finding": "findings",
    "Form": "forms",
    "Mark": "marks",
    "Period": "text.periods",
    "Report": "report",
    "Rollup": "rounds",
    "Submission": "model",
    "clear": "marking",
    "compare_figures": "text.figures",
    "highlight": "marking",
    "parse_deadline": "text.deadlines",
    "read": "reading",
    "rollup": "rounds",
    "validate": "validation",
}


def __getattr__(name: str) -> Any:
    if name == "errors":
        return import_module("progress_xl.errors")
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
