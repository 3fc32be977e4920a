"""``px.highlight`` and ``px.clear``: findings become marks in a workbook, and marks come off again."""

from collections.abc import Iterable
from pathlib import Path

from progress_xl.findings import Finding
from progress_xl.marks import Mark
from progress_xl.report import Report
from progress_xl.targets import closed


def highlight(path: "str | Path", marks: "Report | Iterable[Mark]", *, out: "str | Path | None" = None) -> Path:
    """Mark a workbook with living highlights; everything else in it stays byte for byte.

    Args:
        path: an .xlsx or .xlsm workbook.
        marks: a ``Report`` (its findings on this file are shown) or an iterable of ``Mark``.
        out: where to write; in place if left out.

    Marking twice equals marking once. Raises ``NotMarkable``, ``SheetMissing``, ``BadCell``, ``FileLocked``,
    ``CannotWrite``; the file is then as it was.
    """
    if isinstance(marks, Report):
        marks = marks_of(marks.findings_on(path))
    return closed.highlight(Path(path), list(marks), out=Path(out) if out else None)


def clear(path: "str | Path", *, out: "str | Path | None" = None) -> Path:
    """Take our marks off a workbook again; the rest stays byte for byte. Raises as ``highlight`` does."""
    return closed.clear(Path(path), out=Path(out) if out else None)


def marks_of(findings: Iterable[Finding]) -> list[Mark]:
    """The marks of those findings that have a cell."""
    return [
        Mark(finding.cell, finding.sheet or None, finding.code, f"{finding.message}{finding.remedy}", finding.condition)
        for finding in findings
        if finding.cell
    ]
