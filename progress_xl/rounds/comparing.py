"""From a round's reports to the rows of its figures sheet."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from progress_xl.checks.corrections import Corrections
from progress_xl.checks.goals import JudgedGoal
from progress_xl.merging.matching import TaskList
from progress_xl.merging.versions import Contribution, Report
from progress_xl.model import Task
from progress_xl.rounds.earlier import Earlier
from progress_xl.rounds.figures import (
    Cell,
    FigureRow,
    Figures,
    Input,
    RowKey,
    beginning,
    in_order,
    row_of,
    settled,
    task_name,
    with_previous,
)
from progress_xl.rounds.intake import known_units
from progress_xl.rounds.master import Master
from progress_xl.rounds.round import Round
from progress_xl.rounds.sheets import number_of
from progress_xl.text.units import find_unit


def figures_of(contributions: Iterable[Contribution], earlier: Earlier, round_: Round) -> Figures:
    """The figures of what was reported now and of what still counts of earlier runs, with a person's changes."""
    before, master = round_.figures, round_.master
    period, on = str(round_.period or ""), sheet_day(round_)
    tolerance = round_.form.pace.tolerance if round_.form else 0.0
    names = {id(task): task_name(task) for task in master.tasks_laid_out} if earlier.standing else {}
    standing = {(unit, names[task]) for unit, ids in earlier.standing.items() for task in ids if task in names}
    typed_on = before.typed_on if (before.period, before.on) == (period, on) else None
    fresh = _fresh(contributions, round_, typed_on or on)
    rows = settled(fresh, before, period, lambda key: (key.unit, key.goal.task) in standing)
    ordered = in_order(rows, master.tasks_laid_out)
    found = Figures(period, on, tolerance, ordered, typed_on=typed_on, head=before.head, live=before.live)
    if before.tolerance == tolerance:
        found.typed_tolerance = before.typed_tolerance
    _link(found.rows, master)
    return found


def remember_previous(tasks: TaskList, reports: Iterable[Report], round_: Round) -> None:
    """Let what a coordinator has decided in the period before stand, however this one spells its units and tasks."""
    previous = round_.previous
    if previous is None or not round_.figures_before.rows:
        return
    units = tuple(dict.fromkeys([*known_units(tasks, round_), *(report.unit for report in reports)]))

    def spelled_now(key: RowKey) -> RowKey:
        task = tasks.match(previous.task_named(key.goal.task), key.unit).task
        goal = key.goal._replace(task=task_name(task)) if task else key.goal
        return RowKey(find_unit(key.unit, units) or key.unit, goal)

    anew = round_.records.inputs.get("previous") != previous.sha256
    round_.figures = with_previous(round_.figures, round_.figures_before, spelled_now, anew=anew)


def corrections_of(unit: str, round_: Round) -> Corrections:
    """What a coordinator has decided about a unit's figures."""
    tolerance = round_.form.pace.tolerance if round_.form else 0.0
    return round_.figures.corrections(unit, str(round_.period or ""), sheet_day(round_), tolerance)


def sheet_day(round_: Round) -> dt.date | None:
    """The day to which time is counted: that of reckoning, but not beyond the period."""
    return min((day for day in (round_.reckoning, round_.period and round_.period.end) if day), default=None)


def _fresh(contributions: Iterable[Contribution], round_: Round, on: dt.date | None) -> Iterator[FigureRow]:
    """Goals that a unit leads; of a task that it supports only those with a figure, which may be its part."""
    by_row: dict[tuple[str, int], list[JudgedGoal]] = {}
    for path, goals in round_.goals.items():
        for goal in goals:
            by_row.setdefault((path, goal.entry.row), []).append(goal)
    for each in contributions:
        for goal in by_row.get((each.report.submission.path, each.entry.row), ()):
            if goal.leads or goal.as_read.actual is not None:
                yield row_of(goal, each.unit, str(round_.period or ""), on, _source(each, goal))


def _source(each: Contribution, goal: JudgedGoal) -> dict[Cell, Input]:
    submission = each.report.submission
    cell = submission.cell(each.entry, "progress")
    source: dict[Cell, Input] = {"file": each.report.file, "cell": f"{submission.sheet}!{cell}"}
    if each.task.number:
        return {"number": number_of(each.task), **source}
    return {"number": None, "said_of_goal": _with_task(each.task, goal.as_read.said_of_goal), **source}


def _with_task(task: Task, said: str) -> str:
    """The words of a goal behind the beginning of its task's text, by which a task without a number is known."""
    begins = beginning(task.text or "")
    return begins if said in begins else f"{begins}：{said}"


def _link(rows: Sequence[FigureRow], master: Master) -> None:
    """Let the quotations lead to the master's cells."""
    tasks = {task_name(task): task for task in reversed(master.tasks_laid_out)}
    for row in rows:
        task = tasks.get(row.key.goal.task) if row.key else None
        if task and row.key:
            goal, progress = master.address(task, row.key.goal.role), master.address(task, "progress")
            row.links = {"said_of_goal": goal, "said_of_actual": progress}
