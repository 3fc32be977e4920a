"""What copied-text and shared-text share: whose progress says the same as another's, told by an index over all."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import islice
from typing import Literal, NamedTuple

from progress_xl.model import Entry, Match, Statement, Submission
from progress_xl.text.likeness import MARGIN, Likeness, figures
from progress_xl.text.numerals import squeeze
from progress_xl.text.units import same_unit

# How many of a large family are looked at for the best one to name.
_ENOUGH = 50


class Source(NamedTuple):
    """A submission among those that are compared, whose it is, and the master's tasks by row, if there is a master."""

    submission: Submission
    unit: str | None
    matches: Mapping[int, Match] = {}


class Copy(NamedTuple):
    """Which of the two codes an entry deserves, and the other place that says the same."""

    code: Literal["copied-text", "shared-text"]
    other: Statement


class _Told(NamedTuple):
    """An entry with progress, and the report it stands in."""

    source: Source
    entry: Entry

    @property
    def unit(self) -> str:
        return self.source.unit or next(iter(self.entry.units), "")

    @property
    def task(self) -> Hashable:
        match = self.source.matches.get(self.entry.row)
        if match and match.task:
            return match.task.number, squeeze(match.task.text or "")
        return self.entry.number, squeeze(self.entry.task or "")

    @property
    def units(self) -> Sequence[str]:
        """The units that the task names."""
        match = self.source.matches.get(self.entry.row)
        return match.task.units if match and match.task else self.entry.units


def find_copies(sources: Iterable[Source]) -> dict[str, dict[int, Copy]]:
    """By the submission's path and the row, the entries whose progress another entry repeats.

    Another task's text is a copy. On one task, units that it names may agree on a text (shared-text), as may those
    that fill in figures of their own; otherwise the same text with the same figures is a copy. What one unit writes
    twice on one task is none.
    """
    ordered = sorted(sources, key=lambda source: source.submission.path)
    told = [
        (source, entry)
        for source in ordered
        for entry in source.submission.entries
        if entry.progress and len(entry.progress) >= MARGIN
    ]
    index = Likeness([entry.progress or "" for _, entry in told])
    found: dict[str, dict[int, Copy]] = {}
    for place in index.repeated():
        one = _Told(*told[place])
        if copy := _best(one, (_Told(*told[other]) for other in islice(index.others(place), _ENOUGH))):
            found.setdefault(one.source.submission.path, {})[one.entry.row] = copy
    return found


def _best(one: _Told, others: Iterable[_Told]) -> Copy | None:
    """The first copy among ``others``, else the first shared text."""
    shared = None
    for other in others:
        code = _code(one, other)
        if code == "copied-text":
            return Copy(code, _statement(other))
        if code and shared is None:
            shared = Copy(code, _statement(other))
    return shared


def _code(one: _Told, other: _Told) -> Literal["copied-text", "shared-text"] | None:
    if one.task != other.task:
        return "copied-text"
    if same_unit(one.unit, other.unit):
        return None
    named = all(any(same_unit(unit, each.unit) for unit in one.units) for each in (one, other))
    same_figures = figures(one.entry.progress or "") == figures(other.entry.progress or "")
    return "copied-text" if same_figures and not named else "shared-text"


def _statement(told: _Told) -> Statement:
    submission, entry = told.source.submission, told.entry
    return submission.statement(entry, "progress", told.unit or None)
