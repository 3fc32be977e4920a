"""What a coordinator has decided about the figures of a unit: numbers corrected, comparisons set aside."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from progress_xl.forms import Role
from progress_xl.text.goals import Bound
from progress_xl.text.pace import Line


class GoalKey(NamedTuple):
    """One goal of one unit's task: the task's number (its text, where it has none), the column, the words of the goal.

    ``place`` counts the goals of a file whose words are the same.
    """

    task: str
    role: Role
    measure: str
    unit: str
    place: int = 1


class Corrected(NamedTuple):
    """A number in place of what was read: ``None`` where there is none to compare. It corrects only what it saw."""

    read: float | None
    now: float | None

    def of(self, read: float | None) -> float | None:
        """What stands for ``read``: a later report that gives another number is not corrected."""
        return self.now if read == self.read else read


class Correction(NamedTuple):
    """What stands instead of what was read of one goal; ``None`` where nothing was changed."""

    goal: Corrected | None = None
    actual: Corrected | None = None
    bound: Bound | None = None
    line: Line | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    on: dt.date | None = None
    ignored: bool = False


@dataclass(frozen=True, slots=True)
class Corrections:
    """All of one unit; ``tolerance`` and ``on`` stand in place of the form's and of the day of reckoning."""

    goals: Mapping[GoalKey, Correction] = field(default_factory=dict)
    tolerance: float | None = None
    on: dt.date | None = None


NO_CORRECTION = Correction()
