"""behind-pace: the figures in a unit's own text lag behind the goal, while the unit does not say so."""

from collections.abc import Iterable, Iterator

from progress_xl.checks.context import Context
from progress_xl.checks.goals import ADMITS, JudgedGoal, admits_not, claim, judged_by_row, percent, while_written
from progress_xl.findings import Finding
from progress_xl.model import Entry, Submission


def check(submission: Submission, context: Context) -> Iterator[Finding]:
    for goals in judged_by_row(submission, context).values():
        entry = goals[0].entry
        for goal in lagging(submission, entry, goals):
            yield submission.finding(
                "behind-pace",
                entry,
                "progress",
                value=goal.said_of_actual,
                condition=while_written(admits_not(submission), "{cell}", goal.figure),
                goal=goal.said_of_goal,
                goal_cell=goal.cell_of_goal(submission),
                actual=goal.said_of_actual,
                actual_cell=submission.cell(entry, "progress"),
                arithmetic=goal.arithmetic,
                elapsed=percent(goal.elapsed),
                status=entry.status or "—",
            )


def lagging(submission: Submission, entry: Entry, goals: Iterable[JudgedGoal]) -> list[JudgedGoal]:
    """The goals that an entry's figures lag behind although it says otherwise.

    Of one measure only the period's own target, if both lag: it is one fault. A cell for the status that stands
    empty claims nothing.
    """
    if claim(submission, entry) in ADMITS or ("status" in submission.layout.places and entry.status is None):
        return []
    late = [goal for goal in goals if goal.verdict in ("behind", "missed")]
    targets = {(goal.key.measure, goal.key.unit) for goal in late if goal.role == "target"}
    return [goal for goal in late if goal.role == "target" or (goal.key.measure, goal.key.unit) not in targets]
