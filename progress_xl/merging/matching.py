"""Which task an entry reports on: by number first, then by text.

The master's tasks are the reference. Where there is no master, the submissions' own rows are: entries with one
number and texts that are close are one task; a number alone is not enough, since units may count for themselves.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property

from progress_xl.model import Entry, Match, Submission, Task
from progress_xl.text.numerals import squeeze
from progress_xl.text.units import same_unit

# Shares of like characters, of 100: an altered text, and a text found under another number.
CLOSE = 60
ALIKE = 85
# How many characters at either end must agree for two texts to be compared at all.
_ENDS = 6


class TaskList:
    """The tasks of a master, to be asked for the one that an entry reports on."""

    def __init__(self, tasks: Iterable[Task]) -> None:
        self.tasks = list(tasks)
        self._known = {(task.number, task.text): Match(task) for task in reversed(self.tasks)}
        self._is_split = len(self._known) < len(self.tasks)

    @cached_property
    def _by_number(self) -> dict[str, list[Task]]:
        found: dict[str, list[Task]] = {}
        for task in self.tasks:
            if task.number:
                found.setdefault(task.number, []).append(task)
        return found

    @cached_property
    def _by_text(self) -> dict[str, list[Task]]:
        found: dict[str, list[Task]] = {}
        for task in self.tasks:
            if task.text:
                found.setdefault(squeeze(task.text), []).append(task)
        return found

    @cached_property
    def _split(self) -> dict[tuple[str | None, str | None], list[Task]]:
        """The rows of tasks that have a row for each unit."""
        rows: dict[tuple[str | None, str | None], list[Task]] = {}
        for task in self.tasks:
            rows.setdefault((task.number, task.text), []).append(task)
        return rows

    def match(self, entry: Entry, unit: str = "") -> Match:
        """The task of an entry, or ``Match(None)``; where a task has a row for each unit, that of ``unit``."""
        found = self._match_any(entry)
        if found.task is None or not self._is_split:
            return found
        rows = self._split[found.task.number, found.task.text]
        own = (task for task in rows if any(same_unit(unit, named) for named in task.units))
        return found._replace(task=next(own, found.task))

    def _match_any(self, entry: Entry) -> Match:
        given = (entry.number, entry.task)
        found = self._known.get(given)
        if found is None:
            found = self._known[given] = self._match(entry.number, squeeze(entry.task or ""))
        return found

    def _match(self, number: str | None, key: str) -> Match:
        numbered = self._by_number.get(number, []) if number else []
        if numbered and not key:
            return Match(numbered[0])
        exact = next((task for task in self._by_text.get(key, ()) if task.number == number), None)
        if exact:
            return Match(exact)
        close = [(_likeness(key, task), task) for task in numbered]
        best = max(close, key=lambda pair: pair[0], default=None)
        if best and best[0] >= CLOSE:
            return Match(best[1], task_changed=best[0] < 100)
        return self._by_its_text(number, key)

    def _by_its_text(self, number: str | None, key: str) -> Match:
        if not key:
            return Match(None)
        exact = self._by_text.get(key, [])
        if len(exact) == 1:
            return Match(exact[0], number_changed=number is not None and exact[0].number is not None)
        alike = None if exact else _most_alike(key, self._by_text)
        if alike is None:
            return Match(None)
        task = self._by_text[alike][0]
        return Match(task, number_changed=number is not None and task.number is not None, task_changed=True)


def _ratio(first: str, second: str) -> float:
    """Like characters of 100."""
    from rapidfuzz import fuzz  # few rounds need it

    return fuzz.ratio(first, second)


def _most_alike(key: str, texts: Iterable[str]) -> str | None:
    from rapidfuzz import fuzz, process

    found = process.extractOne(key, list(texts), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return found[0] if found else None


def _likeness(key: str, task: Task) -> float:
    other = squeeze(task.text or "")
    return 100.0 if key == other or not other else min(_ratio(key, other), 99.9)


def tasks_of_master(master: Submission) -> TaskList:
    """The tasks that a master's rows give, in their order."""
    return TaskList(_task(entry, row=entry.row) for entry in master.entries if entry.number or entry.task)


def tasks_of_submissions(submissions: Iterable[Submission]) -> TaskList:
    """The tasks that the submissions themselves speak of, in order of number, then of appearance.

    A text that several units wrote differently is taken as most of them wrote it.
    """
    gathering = _Gathering()
    for submission in submissions:
        for entry in submission.entries:
            if entry.number or entry.task:
                gathering.take(entry)
    return TaskList(sorted(gathering.tasks(), key=_in_order_of_number))


class _Cluster:
    """Entries with one number and texts that are close."""

    __slots__ = ("first", "texts")

    def __init__(self, entry: Entry) -> None:
        self.first = entry
        self.texts: list[str | None] = []

    def task(self) -> Task:
        """The task as most entries have it."""
        return _task(self.first, text=Counter(self.texts).most_common(1)[0][0] if len(self.texts) > 1 else None)

    def holds(self, entry: Entry) -> bool:
        """Whether an entry of the same number speaks of the same task."""
        key, other = squeeze(entry.task or ""), squeeze(self.first.task or "")
        return key == other or (entry.number is not None and _ratio(key, other) >= CLOSE)


class _Gathering:
    """Clusters, found again by the exact text first; else only texts that begin or end alike are compared."""

    def __init__(self) -> None:
        self._known: dict[tuple[str | None, str | None], _Cluster] = {}
        self._first: dict[str | None, _Cluster] = {}
        # By number and end of the text, for numbers that several texts have.
        self._by_ends: dict[str | None, dict[str, list[_Cluster]]] = {}

    def take(self, entry: Entry) -> None:
        given = (entry.number, entry.task)
        cluster = self._known.get(given)
        if cluster is None:
            first = self._first.get(entry.number)
            cluster = self._known[given] = self._find_or_open(entry, first) if first else self._open(entry)
        cluster.texts.append(entry.task)

    def tasks(self) -> Iterator[Task]:
        """In the order in which they were first taken."""
        return (cluster.task() for cluster in dict.fromkeys(self._known.values()))

    def _open(self, entry: Entry) -> _Cluster:
        cluster = self._first[entry.number] = _Cluster(entry)
        return cluster

    def _find_or_open(self, entry: Entry, first: _Cluster) -> _Cluster:
        by_ends = self._by_ends.setdefault(entry.number, {})
        if not by_ends:
            _index(first, by_ends)
        near = (cluster for end in _ends(entry) for cluster in by_ends.get(end, ()))
        found = next((cluster for cluster in near if cluster.holds(entry)), None)
        if found is None:
            found = _Cluster(entry)
            _index(found, by_ends)
        return found


def _index(cluster: _Cluster, by_ends: dict[str, list[_Cluster]]) -> None:
    for end in _ends(cluster.first):
        by_ends.setdefault(end, []).append(cluster)


def _ends(entry: Entry) -> tuple[str, str]:
    """The beginning and the end of a task's text, told apart."""
    text = entry.task or ""
    return f"{text[:_ENDS]}…", f"…{text[-_ENDS:]}"


def _task(entry: Entry, *, text: str | None = None, row: int = 0) -> Task:
    return Task(
        number=entry.number,
        text=text or entry.task,
        units=entry.units,
        leader=entry.leader,
        deadline=entry.deadline,
        target=entry.target,
        group=entry.group,
        row=row,
    )


def _in_order_of_number(task: Task) -> tuple[bool, list[int]]:
    """Numbered tasks first, 3-2 before 3-10; Python's sort keeps the rest as they came."""
    if task.number and task.number.isdecimal():
        return False, [int(task.number)]
    return task.number is None, [int(digits) for digits in re.findall(r"\d+", task.number or "")]
