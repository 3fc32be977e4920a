"""Submissions from drawn tables, for the tests of reading and of the checks."""

from typing import Any

from progress_xl.checks import run_checks
from progress_xl.checks.context import Context
from progress_xl.findings import Finding
from progress_xl.forms import Form
from progress_xl.model import Submission
from progress_xl.reading.grid import Grid
from progress_xl.reading.header import choose_form, find_header, lay_out
from progress_xl.reading.rows import entries_of, with_unheaded_columns
from progress_xl.text.periods import Period
from tests import sheets


def grid(table: str) -> Grid:
    """A drawn table as calamine gives it: numbers as floats, blank cells as empty texts."""
    values = [[_calamine(value) for value in row] for row in sheets.rows(table)]
    areas = [(top - 1, left - 1, bottom - 1, right - 1) for top, left, bottom, right in sheets.merges(table)]
    return Grid("Sheet1", values, areas)


def _calamine(value: Any) -> Any:
    return "" if value is None else float(value) if type(value) is int else value


def submission(table: str, form: Form | None = None, period: str | None = None) -> Submission:
    """A drawn table as a submission from the file «a.xlsx»."""
    values = grid(table)
    header = find_header(values, (form,) if form else ())
    assert header, "no heading found"
    form, layout = lay_out(values, header, form or choose_form(header))
    layout = with_unheaded_columns(values, layout)
    return Submission(
        "a.xlsx",
        "0" * 64,
        form,
        layout,
        unit="市水利局",
        period=Period.parse(period) if period else None,
        entries=entries_of(values, layout),
    )


def findings(read: Submission, code: str, **context: Any) -> list[Finding]:
    """The findings of one code on a submission."""
    return [finding for finding in run_checks(read, Context(**context)) if finding.code == code]


def cells(found: list[Finding]) -> list[str | None]:
    """Where findings are."""
    return [finding.cell for finding in found]
