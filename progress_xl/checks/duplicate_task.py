"""duplicate-task: one task stands in two rows of a file."""

from collections.abc import Iterator

from progress_xl.checks.context import Context
from progress_xl.findings import Finding
from progress_xl.forms import Role
from progress_xl.model import Entry, Match, Submission
from progress_xl.text.numerals import same_text, squeeze


def check(submission: Submission, context: Context) -> Iterator[Finding]:
    role: Role = "task" if "task" in submission.layout.places else "number"
    seen: dict[object, list[Entry]] = {}
    for entry in submission.entries:
        match = context.matches.get(entry.row)
        key = _key(entry, match)
        if key is None:
            continue
        alike = seen.setdefault(key, [])
        first = next((other for other in alike if match or same_text(other.task or "", entry.task or "")), None)
        if first:
            yield submission.finding("duplicate-task", entry, role, value=entry.get(role), first=first.row)
        else:
            alike.append(entry)


def _key(entry: Entry, match: Match | None) -> object:
    """The master's task where there is a master; else the number, under which texts are compared, for units may
    number rows for themselves; else the text."""
    if match is not None:
        return id(match.task) if match.task else None
    return entry.number or (squeeze(entry.task) if entry.task else None)
