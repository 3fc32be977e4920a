"""What still counts of the files of earlier runs that are not among those of this one."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from progress_xl.checks.copies import Heard
from progress_xl.merging.parts import Part
from progress_xl.merging.versions import Report, is_new_version
from progress_xl.model import Statement, Submission, Task
from progress_xl.rounds.records import FileKey, Records


@dataclass(slots=True)
class Earlier:
    """Files of earlier runs: ``read_again`` by hash, ``replaced``, by unit too, that a file of this run is a new version of.

    ``reported`` are, by unit, the tasks (by ``id``) that files of this run report on, ``standing`` those that only
    files of earlier runs do; ``left`` says of how many of those each file tells.
    """

    read_again: set[str]
    reported: Mapping[str, set[int]]
    replaced: set[FileKey] = field(default_factory=set)
    standing: dict[str, set[int]] = field(default_factory=dict)
    left: Counter[FileKey] = field(default_factory=Counter)

    def counts(self, part: Part, task: Task) -> bool:
        """Whether a part of an earlier run still counts: nobody read its file again, replaced or corrected it."""
        gone = part.sha256 in self.read_again or (part.unit, part.sha256) in self.replaced
        return not gone and id(task) not in self.reported.get(part.unit, ())


def what_still_counts(records: Records, tasks: Mapping[str, Task], reports: Iterable[Report]) -> Earlier:
    """Go by the same rule as versions inside one run; ``tasks`` are by their key in the records."""
    reported: dict[str, set[int]] = {}
    read_again = set()
    for report in reports:
        reported.setdefault(report.unit, set()).update(report.entries)
        read_again.add(report.submission.sha256)
    earlier = Earlier(read_again, reported)
    for file, of_file in _tasks_by_file(records, tasks).items():
        if is_new_version(reported.get(file[0], set()), of_file):
            earlier.replaced.add(file)
    for (key, _role), record in records.cells.items():
        task = tasks.get(key)
        for part in record.parts if task else ():
            if task and earlier.counts(part, task):
                standing = earlier.standing.setdefault(part.unit, set())
                earlier.left[part.unit, part.sha256] += id(task) not in standing
                standing.add(id(task))
    return earlier


def heard_earlier(
    records: Records, tasks: Mapping[str, Task], earlier: Earlier, master: Submission | None
) -> Iterator[Heard]:
    """The progress that still counts of files that are not read again, as the ``master`` and its records hold it."""
    texts = {entry.row: entry.progress for entry in master.entries} if master else {}
    for (key, role), record in records.cells.items():
        task = tasks.get(key) if role == "progress" else None
        for part in record.parts if task else ():
            text = part.text or texts.get(task.row) if task else None
            if task and text and earlier.counts(part, task):
                said = (role, text, part.unit, task.number or task.text or "", PurePosixPath(part.file).name)
                yield Heard(Statement(*said, part.sheet, part.cell), task)


def _tasks_by_file(records: Records, tasks: Mapping[str, Task]) -> dict[FileKey, set[int]]:
    found: dict[FileKey, set[int]] = {}
    for (key, _role), record in records.cells.items():
        for part in record.parts if key in tasks else ():
            found.setdefault((part.unit, part.sha256), set()).add(id(tasks[key]))
    return found
