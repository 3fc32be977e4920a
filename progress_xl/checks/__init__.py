"""Checks: small modules that yield findings on a submission. They open no file and know no today.

A module is named after its code. The order below is that of a report: file, columns, identity, cells, time, sense.
"""

from collections.abc import Callable, Iterator

from progress_xl.checks import (
    behind_pace,
    copied_text,
    due_soon,
    duplicate_column,
    duplicate_task,
    empty_form,
    formula_text,
    lead_unit,
    missing_column,
    missing_value,
    not_in_list,
    number_changed,
    overdue,
    period_unknown,
    placeholder_text,
    plan_as_progress,
    reason_missing,
    reason_unexpected,
    rule_broken,
    shared_text,
    sheet_not_read,
    stale_figures,
    stale_text,
    status_disagrees,
    target_met,
    task_changed,
    task_missing,
    task_unknown,
    too_long,
    unknown_column,
    wrong_period,
    wrong_year,
)
from progress_xl.checks.context import Context
from progress_xl.findings import Finding
from progress_xl.model import Submission

Check = Callable[[Submission, Context], Iterator[Finding]]

FORMAL_CHECKS: tuple[Check, ...] = (
    wrong_period.check,
    sheet_not_read.check,
    empty_form.check,
    missing_column.check,
    duplicate_column.check,
    unknown_column.check,
    number_changed.check,
    task_changed.check,
    task_unknown.check,
    duplicate_task.check,
    task_missing.check,
    lead_unit.check,
    missing_value.check,
    too_long.check,
    not_in_list.check,
    rule_broken.check,
    reason_missing.check,
    reason_unexpected.check,
    formula_text.check,
    overdue.check,
    due_soon.check,
)
SENSE_CHECKS: tuple[Check, ...] = (
    behind_pace.check,
    target_met.check,
    status_disagrees.check,
    period_unknown.check,
    placeholder_text.check,
    stale_text.check,
    stale_figures.check,
    plan_as_progress.check,
    copied_text.check,
    shared_text.check,
    wrong_year.check,
)
CHECKS = FORMAL_CHECKS + SENSE_CHECKS


def run_checks(submission: Submission, context: Context) -> list[Finding]:
    """All findings on a submission, in the order of ``CHECKS`` and then of rows."""
    checks = CHECKS if context.sense else FORMAL_CHECKS
    return [finding for check in checks for finding in check(submission, context)]
