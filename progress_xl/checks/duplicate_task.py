"""duplicate-task: one task stands in two rows of a file."""

from collections.abc import Iterator

from progress_xl.checks.context import Context
from progress_xl.findings import Finding
from progress_xl.forms import Role
from progress_xl.model import Entry, Submission
from progress_xl.text.numerals import squeeze


def check(submission: Submission, context: Context) -> Iterator[Finding]:
    role: Role = "task" if "task" in submission.layout.places else "number"
    first: dict[object, Entry] = {}
    for entry in submission.entries:
        key = _key(entry, context)
        if key is None:
            continue
        if key in first:
            yield submission.finding("duplicate-task", entry, role, value=entry.get(role), first=first[key].row)
        first.setdefault(key, entry)


def _key(entry: Entry, context: Context) -> object:
    """The master's task where there is a master; else number and text, for units may number rows for themselves."""
    match = context.matches.get(entry.row)
    if match is not None:
        return id(match.task) if match.task else None
    if entry.number is None and entry.task is None:
        return None
    return entry.number, squeeze(entry.task or "")
