"""What a coordinator has decided about a goal's figures: a number corrected, a comparison set aside."""

import datetime as dt
from typing import NamedTuple

from progress_xl.forms import Role
from progress_xl.text.goals import Bound
from progress_xl.text.pace import Line


class GoalKey(NamedTuple):
    """One goal of one unit's task: the task's number (its text, where it has none), the column, the words of the goal.

    ``place`` counts goals whose words are the same.
    """

    task: str
    role: Role
    measure: str
    unit: str
    place: int = 1


class Correction(NamedTuple):
    """What stands instead of what was read; ``None`` where nothing was changed."""

    goal: float | None = None
    actual: float | None = None
    bound: Bound | None = None
    line: Line | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    ignored: bool = False


NO_CORRECTION = Correction()
