"""Figures: the numeric goals of a task's text, and what the progress text says was reached of each.

Careful by design: a figure counts as reached only where the text shows that it measures the same thing; in doubt
a goal stays ``not comparable``. A wrong contradiction of a unit is worse than none.
"""

from dataclasses import dataclass
from typing import Literal

Bound = Literal["min", "max", "about"]
GoalKind = Literal["new", "total", "cumulative", "growth"]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One goal of a task's text, and the figure that the progress text gives for the same measure, if any.

    Attributes:
        measure: the goal's own words for what is counted: «技术合同年交易额».
        unit: as the goal writes it, with its multiplier: «亿元», «万座», «%», «家»; empty where the text has none.
        goal: in ``unit``; of a range its lower end.
        goal_max: the upper end of a range, in ``unit``.
        bound: ``min`` (超, 以上, 不低于), ``max`` (以内, 低于, 不超过), ``about`` (左右, 约); ``None`` where the text says none.
        kind: ``new`` (新增), ``total`` (总数), ``cumulative`` (累计), ``growth`` (增长).
        goal_span: where number and unit stand in the task's text.
        actual: the figure reached, in ``unit``; ``None`` unless comparable.
        actual_span: where the figure stands in the progress text.
        reached: the progress text itself says that this goal is met («已完成年度目标任务»).
    """

    measure: str
    unit: str
    goal: float
    goal_max: float | None
    bound: Bound | None
    kind: GoalKind | None
    goal_span: Span
    actual: float | None = None
    actual_span: Span | None = None
    reached: bool = False

    @property
    def comparable(self) -> bool:
        """Whether the progress text gives a figure for this goal."""
        return self.actual is not None

    @property
    def share(self) -> float | None:
        """Reached by goal (1.0: met), ``None`` unless comparable or where the goal is zero."""
        return self.actual / self.goal if self.actual is not None and self.goal else None


def compare_figures(task_text: str, progress_text: str) -> list[Comparison]:
    """Each numeric goal of ``task_text`` with the figure reached in ``progress_text``, in the order of the goals.

    Any strings are accepted. A task without a numeric goal gives an empty list.
    """
    del task_text, progress_text
    return []
