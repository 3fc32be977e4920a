"""number-changed: the text is that of a task which has another number in the master."""

from collections.abc import Iterator
from dataclasses import replace

from progress_xl.checks.context import Context
from progress_xl.checks.formulas import quoted
from progress_xl.findings import Finding
from progress_xl.model import Submission


def check(submission: Submission, context: Context) -> Iterator[Finding]:
    role = submission.number_role()
    for entry in submission.entries:
        match = context.matches.get(entry.row)
        if not match or not match.task or not match.number_changed or not match.task.number:
            continue
        expected = match.task.number
        finding = submission.finding(
            "number-changed",
            entry,
            role,
            value=entry.number,
            condition=_own_cell(expected) if role == "number" else _in_front_of_text(expected),
            expected=expected,
            found=entry.number or "（空）",
        )
        yield replace(finding, task=expected)


def _own_cell(expected: str) -> str:
    return f'TRIM({{cell}}&"")<>{quoted(expected)}'


def _in_front_of_text(expected: str) -> str:
    """The text does not begin with the number, or with a longer one (14 for 1)."""
    digits = len(expected)
    longer = f"ISNUMBER(--MID(TRIM({{cell}}),{digits + 1},1))"
    return f"OR(LEFT(TRIM({{cell}}),{digits})<>{quoted(expected)},{longer})"
