"""``px.validate``: read a source, run the checks, report."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from progress_xl.checks import run_checks
from progress_xl.checks.context import Context
from progress_xl.errors import FileError
from progress_xl.findings import Finding
from progress_xl.forms import Form
from progress_xl.model import Submission
from progress_xl.reading import read
from progress_xl.reading.arguments import day_of, period_of
from progress_xl.reading.forms import load_form
from progress_xl.report import FileReport, Report
from progress_xl.text.periods import Period

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["day_of", "finding_of", "findings_of", "period_of", "validate", "validate_file"]


def validate(
    source: "str | Path | Submission | pd.DataFrame",
    *,
    form: "str | Path | Form | None" = None,
    period: "str | Period | None" = None,
    as_of: "str | dt.date | None" = None,
) -> Report:
    """Check one unit's report.

    Args:
        source: a workbook's path, a ``Submission``, or a DataFrame whose columns are roles or headings.
        form: a built-in form's name, a file with a form, or a ``Form``; found by itself if left out.
        period: the period that the report must be for, such as ``2022-07`` or ``2022Q1``.
        as_of: the day that «overdue» is counted to; the period's last day if left out. Without either, no time
            checks are made.

    A file that cannot be read gives a report with one finding that says why. Raises ``PathMissing`` for a file
    that is not there, ``BadForm`` and ``BadValue`` for arguments that cannot be.
    """
    wanted, day = period_of(period), day_of(as_of)
    given = load_form(form) if form is not None else None
    if isinstance(source, (str, Path)):
        return Report([validate_file(Path(source), given, wanted, day)])
    if not isinstance(source, Submission):
        from progress_xl.reading.frame import submission_of_frame

        source = submission_of_frame(source, given, wanted)
    return Report([FileReport.of(source, findings_of(source, wanted, day))])


def validate_file(path: Path, form: Form | None, period: Period | None, as_of: dt.date | None) -> FileReport:
    """The report on one file, whatever state it is in."""
    try:
        submission = read(path, form=form, period=period)
    except FileError as error:
        return FileReport(str(path), findings=(finding_of(error, path),))
    return FileReport.of(submission, findings_of(submission, period, as_of))


def findings_of(submission: Submission, period: Period | None, as_of: dt.date | None) -> list[Finding]:
    """The findings on a submission by itself, without a master to compare with."""
    period = period or submission.period
    return run_checks(submission, Context(as_of=as_of or (period.end if period else None), period=period))


def finding_of(error: FileError, path: Path) -> Finding:
    """A file's fault as a finding, so that a round can go on without the file."""
    return Finding(error.code, path=str(path), details=error.details)
