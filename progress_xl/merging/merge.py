"""From contributions to the cells of the master, and what has no place in it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from operator import attrgetter
from typing import Literal, NamedTuple

from progress_xl.addresses import cell_name
from progress_xl.forms import ENTRY_ROLES, Role
from progress_xl.merging.parts import Part, in_order, join
from progress_xl.merging.versions import Contribution, Report
from progress_xl.model import Entry, Task
from progress_xl.text.numerals import excel_length, same_text

# A cell holds no more (Excel's limits: «Total number of characters that a cell can contain»).
CELL_LIMIT = 32_767
_GIVEN: tuple[Role, ...] = ("leader", "deadline", "target")
_REPORTED = attrgetter(*ENTRY_ROLES)

Why = Literal[
    "task-unknown", "no-column", "changed", "duplicate-task", "too-much", "superseded", "replaced", "conflict"
]


class Kept(NamedTuple):
    """A text that has no place in the master, or lost it to a newer one, with its source. Never dropped.

    ``against`` is the other text of a conflict; ``master_cell`` the cell that it would have gone to.
    """

    why: Why
    task: str | None
    task_text: str | None
    unit: str
    column: str
    text: str
    file: str
    sheet: str
    cell: str
    sha256: str
    against: str = ""
    master_cell: str = ""


class Decision(NamedTuple):
    """What becomes of one cell: the text to stand in it, and whether that is to be written."""

    text: str | None
    write: bool
    conflict: bool = False


class Cell(NamedTuple):
    """What units say in one cell of the master: the text, the parts it is made of, and those it could not hold."""

    text: str
    parts: list[Part]
    left_out: list[Part]


class Merged:
    """What counts for each task: contributions of this run, and parts of earlier runs.

    Cells are put together when asked for and never held: a large round has hundreds of thousands.
    """

    def __init__(self, contributions: Iterable[Contribution], earlier: Iterable[tuple[Task, Part]]) -> None:
        self._now: dict[int, list[Contribution]] = {}
        for contribution in contributions:
            self._now.setdefault(id(contribution.task), []).append(contribution)
        self._earlier: dict[tuple[int, Role], list[Part]] = {}
        for task, part in earlier:
            self._earlier.setdefault((id(task), part.role), []).append(part)

    def sole(self, task: Task) -> Contribution | None:
        """The only contribution to a task in this run, if the master can hold its texts."""
        contributions = self._now.get(id(task), ())
        if len(contributions) != 1:
            return None
        texts = [text for _role, text in reported(contributions[0].entry)]
        return contributions[0] if not any(map(_too_much, texts)) else None

    def cell(self, task: Task, role: Role) -> Cell | None:
        """One cell of the master, ``None`` if nobody says anything in it."""
        parts = [*self._earlier.get((id(task), role), ())]
        for contribution in self._now.get(id(task), ()):
            text = getattr(contribution.entry, role)
            if text:
                parts.append(part_of(contribution.report, contribution.entry, role, text))
        return _joined(parts, task) if parts else None


def _joined(parts: list[Part], task: Task) -> Cell:
    """The parts in order, without the last ones where all together are more than a cell holds."""
    ordered = in_order(parts, task) if len(parts) > 1 else parts
    count = len(ordered)
    while _too_much(text := join(ordered[:count])):
        count -= 1
    return Cell(text, ordered[:count], ordered[count:])


def _too_much(text: str) -> bool:
    """Whether a text is beyond what a cell holds: two parts together may be, and a single cell of an .ods file."""
    return 2 * len(text) > CELL_LIMIT and excel_length(text) > CELL_LIMIT


def reported(entry: Entry) -> list[tuple[Role, str]]:
    """The columns that a unit fills in and that are not empty."""
    return [(role, text) for role, text in zip(ENTRY_ROLES, _REPORTED(entry), strict=True) if text]


def says_anything(entry: Entry) -> bool:
    """Whether a unit has filled in any column."""
    return any(_REPORTED(entry))


def part_of(report: Report, entry: Entry, role: Role, text: str) -> Part:
    """One cell of a report as a part."""
    submission = report.submission
    cell = f"{report.columns[role]}{entry.row}"
    return Part(report.unit, role, text, report.file, submission.sheet, cell, submission.sha256, report.receipt.at)


def beside(contribution: Contribution, roles: Collection[Role]) -> Iterator[Kept]:
    """What an entry says beyond the master's columns ``roles``, and given columns that were altered."""
    task, _unit, report, entry, _other = contribution
    for role, text in reported(entry):
        if role not in roles:
            yield _kept_part("no-column", task, part_of(report, entry, role, text), report.heading(role))
    for heading, extra in entry.extra.items():
        if extra:
            yield _kept_text("no-column", report, entry, heading, extra)
    if entry.task and task.text and not same_text(entry.task, task.text):
        yield _kept_role("changed", report, entry, "task", entry.task)
    for role in _GIVEN:
        stated, given = entry.get(role), getattr(task, role)
        if stated and (given is None or not same_text(stated, given)):
            yield _kept_role("changed", report, entry, role, stated)


def left_out(cell: Cell, task: Task) -> Iterator[Kept]:
    """The parts that a cell could not hold."""
    return (_kept_part("too-much", task, part, part.role) for part in cell.left_out)


def unplaced(report: Report) -> Iterator[Kept]:
    """Rows that match no task, and second rows on one task: all their cells."""
    for entry in report.submission.entries:
        task = report.matches[entry.row].task
        if task is None or report.entries[id(task)] is not entry:
            why: Why = "task-unknown" if task is None else "duplicate-task"
            yield from whole_row(why, report, entry)


def whole_row(why: Why, report: Report, entry: Entry) -> Iterator[Kept]:
    """Every cell of a row, but for number and task, which each line names; those too if nothing else is there."""
    places = report.submission.layout.places
    lines = [
        _kept_role(why, report, entry, role, text)
        for role in places
        if role not in ("number", "task") and (text := entry.get(role))
    ]
    lines += [_kept_text(why, report, entry, heading, text) for heading, text in entry.extra.items() if text]
    yield from lines or [_kept_role(why, report, entry, "task", entry.task or entry.number or "")]


def superseded_texts(report: Report, chosen: Mapping[tuple[str, int], Contribution]) -> Iterator[Kept]:
    """What an older version said and the version that counts does not."""
    for entry in report.submission.entries:
        task = report.matches[entry.row].task
        now = chosen.get((report.unit, id(task))) if task else None
        if now is not None and now.report is report:
            continue
        for role, text in reported(entry):
            if now is None or now.entry.get(role) != text:
                yield _kept_role("superseded", report, entry, role, text)


def rival_texts(contribution: Contribution) -> Iterator[tuple[Role, Kept]]:
    """Column by column, what a second file of the unit says otherwise."""
    if contribution.other is None:
        return
    report, entry = contribution.other
    for role in ENTRY_ROLES:
        other, text = entry.get(role), contribution.entry.get(role)
        if other != text:
            yield (
                role,
                _kept_role("conflict", report, entry, role, other or "（空）")._replace(against=text or "（空）"),
            )


def decide(current: str | None, written: str | None, cell_text: str, digest: Callable[[str], str]) -> Decision:
    """What becomes of a master's cell that holds ``current``.

    ``written`` is the digest of what an earlier run wrote there. Our own text gives way to a new one; a person's edit
    stays, and is a conflict if a submission has changed since.
    """
    if not current:
        return Decision(cell_text, write=True)
    now, new = digest(current), digest(cell_text)
    if now == new:
        return Decision(current, write=False)
    if written is None or now != written:
        return Decision(current, write=False, conflict=written != new)
    return Decision(cell_text, write=True)


def _kept_part(why: Why, task: Task, part: Part, column: str) -> Kept:
    source = part.file, part.sheet, part.cell, part.sha256
    return Kept(why, task.number, task.text, part.unit, column, part.text, *source)


def _kept_role(why: Why, report: Report, entry: Entry, role: Role, text: str) -> Kept:
    kept = _kept_text(why, report, entry, report.heading(role), text)
    return kept._replace(cell=report.submission.cell(entry, role) or "")


def _kept_text(why: Why, report: Report, entry: Entry, heading: str, text: str) -> Kept:
    submission = report.submission
    column = next((extra.position for extra in submission.layout.extra if extra.heading == heading), None)
    cell = cell_name(entry.row, column) if column else ""
    source = report.file, submission.sheet, cell, submission.sha256
    return Kept(why, entry.number, entry.task, report.unit, heading, text, *source)
