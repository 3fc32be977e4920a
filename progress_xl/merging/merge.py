"""From contributions to the cells of the master, and what has no place in it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
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


CellOf = tuple[int, Role]
"""A cell of the master: the ``id`` of its task, and its role."""


@dataclass(slots=True)
class Merged:
    """The parts of each cell that has any, and what was kept beside them."""

    parts: dict[CellOf, list[Part]] = field(default_factory=dict)
    kept: list[Kept] = field(default_factory=list)


def merge(
    contributions: Iterable[Contribution], earlier: Iterable[tuple[Task, Part]], roles: frozenset[Role]
) -> Merged:
    """Gather contributions, and the parts of earlier runs that still count, by cell of the master.

    ``roles`` are the entry columns that the master has; a text for another is kept.
    """
    merged = Merged()
    parts = merged.parts
    for task, part in earlier:
        parts.setdefault((id(task), part.role), []).append(part)
    for contribution in contributions:
        task, report, entry = contribution.task, contribution.report, contribution.entry
        for role, text in reported(entry):
            part = part_of(report, contribution.unit, entry, role, text)
            if role in roles:
                parts.setdefault((id(task), role), []).append(part)
            else:
                merged.kept.append(_kept("no-column", task, part, report))
        merged.kept.extend(_beside(contribution))
    return merged


def joined(parts: list[Part], task: Task, kept: list[Kept]) -> str:
    """The text of a cell from its parts, which are put in order; parts beyond what a cell holds are kept beside."""
    if len(parts) == 1 and not _too_much(parts[0].text):
        return parts[0].text
    parts[:] = in_order(parts, task)
    text = join(parts)
    while _too_much(text):
        part = parts.pop()
        kept.append(_kept_part("too-much", task, part, part.role))
        text = join(parts)
    return text


def _too_much(text: str) -> bool:
    """Whether a text is beyond what a cell holds: two parts together may be, and a single cell of an .ods file."""
    return 2 * len(text) > CELL_LIMIT and excel_length(text) > CELL_LIMIT


def reported(entry: Entry) -> Iterator[tuple[Role, str]]:
    """The columns that a unit fills in and that are not empty."""
    for role in ENTRY_ROLES:
        text = getattr(entry, role)
        if text:
            yield role, text


def part_of(report: Report, unit: str, entry: Entry, role: Role, text: str) -> Part:
    """One cell of a report as a part."""
    submission = report.submission
    cell = f"{report.columns[role]}{entry.row}"
    return Part(unit, role, text, submission.path, submission.sheet, cell, submission.sha256, report.receipt.at)


def _beside(contribution: Contribution) -> Iterator[Kept]:
    """What an entry says beyond its report: unknown columns, and given columns that were altered."""
    entry, task, report = contribution.entry, contribution.task, contribution.report
    for heading, text in entry.extra.items():
        if text:
            yield _kept_text("no-column", report, contribution.unit, entry, heading, text)
    if entry.task and task.text and not same_text(entry.task, task.text):
        yield _kept_role("changed", report, contribution.unit, entry, "task", entry.task)
    for role in _GIVEN:
        text, given = entry.get(role), getattr(task, role)
        if text and (given is None or not same_text(text, given)):
            yield _kept_role("changed", report, contribution.unit, entry, role, text)


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
        _kept_role(why, report, report.unit, entry, role, text)
        for role in places
        if role not in ("number", "task") and (text := entry.get(role))
    ]
    lines += [
        _kept_text(why, report, report.unit, entry, heading, text) for heading, text in entry.extra.items() if text
    ]
    yield from lines or [_kept_role(why, report, report.unit, entry, "task", entry.task or entry.number or "")]


def superseded_texts(report: Report, chosen: Mapping[tuple[str, int], Contribution]) -> Iterator[Kept]:
    """What an older version said and the version that counts does not."""
    for entry in report.submission.entries:
        task = report.matches[entry.row].task
        now = chosen.get((report.unit, id(task))) if task else None
        if now is not None and now.report is report:
            continue
        for role, text in reported(entry):
            if now is None or now.entry.get(role) != text:
                yield _kept_role("superseded", report, report.unit, entry, role, text)


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
                _kept_role("conflict", report, report.unit, entry, role, other or "（空）")._replace(
                    against=text or "（空）"
                ),
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


def _kept(why: Why, task: Task, part: Part, report: Report) -> Kept:
    place = report.submission.layout.places.get(part.role)
    return _kept_part(why, task, part, place.heading if place else part.role)


def _kept_part(why: Why, task: Task, part: Part, column: str) -> Kept:
    return Kept(
        why, task.number, task.text, part.unit, column, part.text, part.file, part.sheet, part.cell, part.sha256
    )


def _kept_role(why: Why, report: Report, unit: str, entry: Entry, role: Role, text: str) -> Kept:
    place = report.submission.layout.places.get(role)
    kept = _kept_text(why, report, unit, entry, place.heading if place else role, text)
    return kept._replace(cell=report.submission.cell(entry, role) or "")


def _kept_text(why: Why, report: Report, unit: str, entry: Entry, heading: str, text: str) -> Kept:
    submission = report.submission
    column = next((extra.position for extra in submission.layout.extra if extra.heading == heading), None)
    cell = cell_name(entry.row, column) if column else ""
    return Kept(
        why, entry.number, entry.task, unit, heading, text, submission.path, submission.sheet, cell, submission.sha256
    )
