"""What was said the last time: the master of the period before, read for comparison."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from progress_xl.checks.repeats import ROLES
from progress_xl.errors import BadValue, NotAForm
from progress_xl.merging.matching import CLOSE, tasks_of_master
from progress_xl.messages import Words
from progress_xl.model import Entry, Statement, Submission
from progress_xl.reading import read
from progress_xl.reading.workbook import open_workbook
from progress_xl.rounds.records import CellKey, CellRecord, Records, read_records, task_keys
from progress_xl.text.numerals import squeeze
from progress_xl.text.periods import Period
from progress_xl.text.units import is_collective, same_unit

_NAME = Words("上期总表（previous）", "previous master")


@dataclass(slots=True)
class Previous:
    """The statements of an earlier period by their task's text, and the texts of tasks by number."""

    path: Path
    sha256: str
    period: Period | None
    statements: dict[str, list[Statement]] = field(default_factory=dict)
    texts: dict[str, list[str]] = field(default_factory=dict)

    def is_before(self, period: Period | None) -> bool:
        """Whether this is an earlier period's; also where nobody says which it is."""
        return self.period is None or period is None or self.period.end < period.end

    def must_be_before(self, period: Period | None, master: Path | None = None) -> None:
        """``BadValue`` for a master of the round's own period, or of a later one, and for the round's ``master``."""
        own = master is not None and master.resolve() == self.path.resolve()
        if own or not self.is_before(period):
            now = Words(period.title, str(period)) if period else Words("本期", "this period")
            wanted = Words(f"早于{now.zh}的总表", f"a master of a period before {now.en}")
            raise BadValue(value=self.path.name, name=_NAME, choices=wanted)

    def said_of(self, submission: Submission, unit: str | None) -> dict[int, list[Statement]]:
        """By row, what the unit said the last time on each entry's task."""
        return {entry.row: said for entry in submission.entries if (said := self._said(entry, unit))}

    def task_named(self, name: str) -> Entry:
        """The task that the figures sheet names by its number, or by its text where it has none."""
        texts = self.texts.get(name, ())
        return Entry(0, name, texts[0]) if len(texts) == 1 else Entry(0, task=name)

    def _said(self, entry: Entry, unit: str | None) -> list[Statement]:
        statements = self.statements.get(self._task(entry), ())
        return [said for said in statements if not unit or not said.unit or same_unit(unit, said.unit)]

    def _task(self, entry: Entry) -> str:
        """The earlier task's text: the same, or one that is close under the same number."""
        key = squeeze(entry.task or "")
        numbered = self.texts.get(entry.number or "", ())
        if key in self.statements or not numbered:
            return key
        from rapidfuzz import fuzz

        return next((text for text in numbered if not key or fuzz.ratio(key, text) >= CLOSE), key)


def read_previous(path: "str | Path") -> Previous:
    """A master of the period before, or any workbook with tasks and progress.

    Raises ``PathMissing``, ``FileError``; ``BadValue`` for a workbook that is no master.
    """
    path = Path(path)
    try:
        master = read(path)
    except NotAForm as error:
        wanted = Words(
            "上期汇总所得的总表，或有任务列和进展列的表",
            "a master, or a table with a task column and a progress column",
        )
        raise BadValue(value=path.name, name=_NAME, choices=wanted) from error
    records = read_records(open_workbook(path))
    previous = Previous(path, master.sha256, master.period or _recorded_period(records))
    tasks = tasks_of_master(master)
    keys = task_keys(tasks)
    by_row = {entry.row: entry for entry in master.entries}
    for task in tasks.tasks:
        text = squeeze(task.text or "")
        previous.statements.setdefault(text, []).extend(
            _statements(master, by_row[task.row], keys[id(task)], records.cells)
        )
        previous.texts.setdefault(task.number or "", []).append(text)
    return previous


def _recorded_period(records: Records) -> Period | None:
    known = records.inputs.get("period")
    return Period.parse(known) if known and known != str(None) else None


def _statements(master: Submission, entry: Entry, key: str, cells: Mapping[CellKey, CellRecord]) -> list[Statement]:
    """What the units said in a task's row: part by part where a roll-up has recorded it, else cell by cell."""
    said = []
    for role in ROLES:
        whole = entry.get(role) and master.statement(entry, role, _only_unit(entry))
        record = cells.get((key, role))
        if whole and record:
            said += [whole._replace(unit=part.unit, text=part.text or whole.text) for part in record.parts]
        elif whole:
            said.append(whole)
    return said


def _only_unit(entry: Entry) -> str | None:
    """Whose an unsigned text is, if only one unit can have written it."""
    return entry.units[0] if len(entry.units) == 1 and not is_collective(entry.units[0]) else None
