"""What copied-text and shared-text share: whose progress says the same as another's, told by an index over all."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Literal, NamedTuple

from progress_xl.checks.placeholders import NO_NEWS
from progress_xl.model import Entry, Match, Statement, Submission, Task
from progress_xl.text.likeness import MARGIN, Likeness, figures
from progress_xl.text.numerals import squeeze
from progress_xl.text.units import same_unit

Code = Literal["copied-text", "shared-text"]

# How many of a large family are looked at for the best one to name.
_ENOUGH = 50


class Source(NamedTuple):
    """A submission among those that are compared, whose it is, and the master's tasks by row, if there is a master."""

    submission: Submission
    unit: str | None
    matches: Mapping[int, Match] = {}


class Heard(NamedTuple):
    """What a file said that is not among those compared, and of which of the master's tasks."""

    statement: Statement
    task: Task


class Copy(NamedTuple):
    """Which of the two codes an entry deserves, and the other place that says the same."""

    code: Code
    other: Statement


class _Told(NamedTuple):
    """A statement, with what tells whether another one copies it; ``units`` are those that its task names."""

    statement: Statement
    unit: str
    task: tuple[str | None, str]
    units: Sequence[str]


def find_copies(sources: Iterable[Source], heard: Iterable[Heard] = ()) -> dict[str, dict[int, Copy]]:
    """By the submission's path and the row, the entries whose progress another entry, or what was ``heard``, repeats.

    Another task's text is a copy. On one task, units that it names may agree on a text (shared-text), as may those
    that fill in figures of their own; otherwise the same text with the same figures is a copy. What one unit writes
    twice on one task is none; nor is it to say alike that nothing is new.
    """
    entries = [
        (source, entry)
        for source in sorted(sources, key=lambda source: source.submission.path)
        for entry in source.submission.entries
        if entry.progress and len(entry.progress) >= MARGIN and not _has_no_news(entry.progress)
    ]
    beside = sorted((each for each in heard if not _has_no_news(each.statement.text)), key=lambda each: each.statement)
    index = Likeness([entry.progress or "" for _, entry in entries] + [each.statement.text for each in beside])

    def told(place: int) -> _Told:
        return _told_in(*entries[place]) if place < len(entries) else _told_by(*beside[place - len(entries)])

    found: dict[str, dict[int, Copy]] = {}
    for place in index.repeated():
        if place >= len(entries):
            break
        if copy := _best(told(place), map(told, islice(index.others(place), _ENOUGH))):
            source, entry = entries[place]
            found.setdefault(source.submission.path, {})[entry.row] = copy
    return found


def _has_no_news(text: str) -> bool:
    """Whether a text begins with owning to it: «本期无新进展，…»."""
    return bool(NO_NEWS.search(text, 0, MARGIN))


def _told_in(source: Source, entry: Entry) -> _Told:
    unit = source.unit or next(iter(entry.units), "")
    statement = source.submission.statement(entry, "progress", unit or None)
    match = source.matches.get(entry.row)
    if match and match.task:
        return _told_by(statement, match.task)
    return _Told(statement, unit, (entry.number, squeeze(entry.task or "")), entry.units)


def _told_by(statement: Statement, task: Task) -> _Told:
    return _Told(statement, statement.unit or "", (task.number, squeeze(task.text or "")), task.units)


def _best(one: _Told, others: Iterable[_Told]) -> Copy | None:
    """The first copy among ``others``, else the first shared text."""
    shared = None
    for other in others:
        code = _code(one, other)
        if code == "copied-text":
            return Copy(code, other.statement)
        if code and shared is None:
            shared = Copy(code, other.statement)
    return shared


def _code(one: _Told, other: _Told) -> Code | None:
    if one.task != other.task:
        return "copied-text"
    if same_unit(one.unit, other.unit):
        return None
    named = all(any(same_unit(unit, each.unit) for unit in one.units) for each in (one, other))
    same_figures = figures(one.statement.text) == figures(other.statement.text)
    return "copied-text" if same_figures and not named else "shared-text"
