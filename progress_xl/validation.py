"""``px.validate``: read a source, run the checks, report."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from progress_xl.checks import run_checks
from progress_xl.checks.context import Context
from progress_xl.checks.copies import Source, find_copies
from progress_xl.errors import BadValue, FileError
from progress_xl.findings import Finding
from progress_xl.forms import Form
from progress_xl.messages import Words
from progress_xl.model import Submission
from progress_xl.reading import read
from progress_xl.reading.arguments import day_of, period_of
from progress_xl.reading.forms import load_form
from progress_xl.report import FileReport, Report
from progress_xl.text.periods import Period

if TYPE_CHECKING:
    import pandas as pd

    from progress_xl.rounds.previous import Previous

__all__ = ["day_of", "finding_of", "findings_of", "period_of", "validate", "validate_file"]


def validate(
    source: "str | Path | Submission | pd.DataFrame",
    *,
    form: "str | Path | Form | None" = None,
    period: "str | Period | None" = None,
    as_of: "str | dt.date | None" = None,
    previous: "str | Path | None" = None,
    sense: bool = True,
) -> Report:
    """Check one unit's report.

    Args:
        source: a workbook's path, a ``Submission``, or a DataFrame whose columns are roles or headings.
        form: a built-in form's name, a file with a form, or a ``Form``; found by itself if left out.
        period: the period that the report must be for, such as ``2022-07`` or ``2022Q1``.
        as_of: the day that «overdue» is counted to; the period's last day if left out. Without either, no time
            checks are made.
        previous: the master of the period before, to find what was handed in again.
        sense: also read what the texts say (pace, freshness, copies), which takes longer than all other checks.

    A file that cannot be read gives a report with one finding that says why. Raises ``PathMissing`` for a file
    that is not there, ``BadForm`` and ``BadValue`` for arguments that cannot be, and for a
    ``previous`` that cannot be read.
    """
    wanted, day = period_of(period), day_of(as_of)
    before = previous_of(previous, wanted)
    given = load_form(form) if form is not None else None
    if isinstance(source, (str, Path)):
        return Report([validate_file(Path(source), given, wanted, day, before, sense=sense)])
    if not isinstance(source, Submission):
        from progress_xl.reading.frame import submission_of_frame

        _must_be_a_frame(source)
        source = submission_of_frame(source, given, wanted)
    return Report([FileReport.of(source, findings_of(source, wanted, day, before, sense=sense))])


def _must_be_a_frame(source: object) -> None:
    import pandas as pd

    if not isinstance(source, pd.DataFrame):
        raise BadValue(value=source, name=Words("校验对象", "source"), choices="path, Submission, DataFrame")


def previous_of(path: "str | Path | None", period: Period | None) -> "Previous | None":
    """The master of the period before ``period``; raises as `validate` does."""
    if path is None:
        return None
    from progress_xl.rounds.previous import read_previous

    previous = read_previous(path)
    previous.must_be_before(period)
    return previous


def validate_file(
    path: Path,
    form: Form | None,
    period: Period | None,
    as_of: dt.date | None,
    previous: "Previous | None" = None,
    *,
    sense: bool = True,
) -> FileReport:
    """The report on one file, whatever state it is in."""
    try:
        submission = read(path, form=form, period=period)
    except FileError as error:
        return FileReport(str(path), findings=(finding_of(error, path),))
    return FileReport.of(submission, findings_of(submission, period, as_of, previous, sense=sense))


def findings_of(
    submission: Submission,
    period: Period | None,
    as_of: dt.date | None,
    previous: "Previous | None" = None,
    *,
    sense: bool = True,
) -> list[Finding]:
    """The findings on a submission by itself, without a master to compare with."""
    period = period or submission.period
    context = Context(
        as_of=as_of or (period.end if period else None),
        period=period,
        copies=find_copies([Source(submission, submission.unit)]).get(submission.path, {}) if sense else {},
        previous=previous.said_of(submission, submission.unit) if previous and previous.is_before(period) else {},
        sense=sense,
    )
    return run_checks(submission, context)


def finding_of(error: FileError, path: Path) -> Finding:
    """A file's fault as a finding, so that a round can go on without the file."""
    return Finding(error.code, path=str(path), details=error.details)
