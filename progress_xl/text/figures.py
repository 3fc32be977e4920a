"""Figures: the numeric goals of a task's text, and what the progress text says was reached of each.

Careful by design: a figure counts as reached only where the text shows that it measures the same thing; in doubt
a goal stays «not comparable». A wrong contradiction of a unit is worse than none.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from progress_xl.text.goals import Bound, Goal, GoalKind, find_goals
from progress_xl.text.measure_words import family, kindred, size
from progress_xl.text.readings import Reading, paired_in_order, read_progress
from progress_xl.text.wording import Wording

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
        actual: the figure reached, in ``unit``; ``None`` unless comparable. A fall against a growth goal is negative.
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


_STRONG, _WEAK = 0.34, 0.2
_FALLING = re.compile(r"下降|降低|减少|压减|削减|降幅")
_STOCK = re.compile(
    r"总数|总量|保有|拥有|存量|累计(?:建成|拥有|达|认定|建设)|现有|[一-鿿]共(?:有|计|达)?$|在册|在库|总计"
)
_FLOW = re.compile(r"新(?!能|材|型|区|农|兴|媒|城)|净增")


def compare_figures(task_text: str, progress_text: str) -> list[Comparison]:
    """Each numeric goal of ``task_text`` with the figure reached in ``progress_text``, in the order of the goals.

    Any strings are accepted. A task without a numeric goal gives an empty list.
    """
    goals = find_goals(task_text)
    readings = read_progress(progress_text) if goals else []
    found = _pair(goals, readings)
    return [_comparison(goal, found.get(place)) for place, goal in enumerate(goals)]


def _comparison(goal: Goal, reading: Reading | None) -> Comparison:
    quantity = goal.figure.quantity
    return Comparison(
        measure=goal.measure,
        unit=goal.unit,
        goal=quantity.value,
        goal_max=quantity.upper,
        bound=goal.bound,
        kind=goal.kind,
        goal_span=quantity.span,
        actual=_in_unit(goal, reading) if reading else None,
        actual_span=reading.figure.quantity.span if reading else None,
    )


def _in_unit(goal: Goal, reading: Reading) -> float:
    """The figure in the goal's unit; a fall against a growth goal counts down."""
    quantity = reading.figure.quantity
    value = quantity.value
    if goal.unit != quantity.unit and quantity.word:
        scale = quantity.scale / goal.figure.quantity.scale
        sized = size(quantity.word) / size(goal.word) if family(quantity.word) == family(goal.word) else 1.0
        value = float(f"{value * scale * sized:.12g}")
    against = goal.kind == "growth" and reading.falling != bool(_FALLING.search(goal.figure.left))
    return -value if against else value


def _pair(goals: Sequence[Goal], readings: Sequence[Reading]) -> dict[int, Reading]:
    ordered = paired_in_order(readings, len(goals)) if len(goals) > 1 else None
    if ordered and all(map(_in_order, goals, ordered)):
        return dict(enumerate(ordered))
    scores = [[_score(goal, reading, goals) for reading in readings] for goal in goals]
    chosen = {place: _best(row, readings) for place, row in enumerate(scores)}
    return {
        place: readings[index] for place, index in chosen.items() if index is not None and _is_own(place, index, scores)
    }


def _in_order(goal: Goal, reading: Reading) -> bool:
    return _units_agree(goal, reading) and _acts_agree(goal, reading) and reading.tense in (None, "now")


def _best(row: Sequence[float], readings: Sequence[Reading]) -> int | None:
    """The figure that fits best; none where two different figures fit alike."""
    top = max(row, default=0.0)
    if top < _WEAK:
        return None
    alike = [index for index, score in enumerate(row) if score > top - 0.05]
    summed = [index for index in alike if readings[index].summed] or alike
    values = {readings[index].figure.quantity.value for index in summed}
    return summed[-1] if len(values) == 1 else None


def _is_own(place: int, index: int, scores: Sequence[Sequence[float]]) -> bool:
    """Whether no other goal claims the same figure more, or as much."""
    return all(other == place or row[index] < scores[place][index] for other, row in enumerate(scores))


def _score(goal: Goal, reading: Reading, goals: Sequence[Goal]) -> float:
    """How well a figure fits a goal, 0 where it must not."""
    if not (_units_agree(goal, reading) and _is_result(goal, reading) and _kinds_agree(goal, reading)):
        return 0.0
    strength = _likeness(goal, reading)
    if strength >= _STRONG:
        return strength
    lone = sum(_units_agree(other, reading) for other in goals) == 1
    return strength if lone and reading.claimed and family(goal.word) != "share" else 0.0


def _units_agree(goal: Goal, reading: Reading) -> bool:
    word = reading.figure.quantity.word
    if not word:
        return False
    return family(word) == family(goal.word) or kindred(word, goal.word)


def _is_result(goal: Goal, reading: Reading) -> bool:
    timely = reading.tense in (None, "now")
    whole = not reading.part or goal.part
    batch = not reading.batch or reading.batch in goal.figure.left
    return timely and whole and batch and _rates_agree(goal, reading) and _acts_agree(goal, reading)


def _rates_agree(goal: Goal, reading: Reading) -> bool:
    """A percentage of a plan or of works answers only a goal of just that rate (开工率, 占比)."""
    return not reading.of_work or reading.of_work in goal.figure.since


def _acts_agree(goal: Goal, reading: Reading) -> bool:
    """A result answers any goal but one of beginning; an act short of a result answers a goal that asks for it."""
    if reading.act in (None, "done"):
        return True
    if reading.act == "finish":
        return goal.act != "start"
    return reading.act_word in goal.asked


def _kinds_agree(goal: Goal, reading: Reading) -> bool:
    if goal.figure.qualifier != reading.figure.qualifier:
        return False
    if goal.kind == "growth":
        return reading.growth
    if reading.growth or reading.delta:
        return False
    left = reading.figure.left
    if goal.kind == "new":
        return bool(_FLOW.search(left)) or not _STOCK.search(left)
    return not (goal.kind == "total" and _FLOW.search(left))


def _likeness(goal: Goal, reading: Reading) -> float:
    """How far two measures are told in the same words, from 0 to 1; a little more for the same kind."""
    if reading.words.levels and not reading.words.levels & goal.words.levels:
        return 0.0
    told = _told_alike(goal.words, reading.words)
    if told is None:
        told = _elided(goal, reading)
    same = (goal.kind == "new" and _FLOW.search(reading.figure.left)) or (
        goal.kind == "total" and _STOCK.search(reading.figure.left)
    )
    return told + 0.2 if told and same else told


def _told_alike(goal: Wording, own: Wording) -> float | None:
    """Share of naming pairs in common; generic words alone (项目) count little; ``None`` where nothing is named."""
    generic = 0.3 if own.generic & goal.generic else 0.0
    if own.pairs:
        shared = len(goal.pairs & own.pairs)
        return shared / min(len(goal.pairs), len(own.pairs)) + generic / 2 if shared else 0.0
    return generic or (0.0 if own.generic else None)


def _elided(goal: Goal, reading: Reading) -> float:
    """A figure that names nothing speaks of what its sentence named before, or, if that is nothing, of the one goal."""
    if reading.act in ("start", "finish") and reading.act_word == goal.act_word:
        return 0.5
    if reading.context.empty:
        return 0.25
    return (_told_alike(goal.words, reading.context) or 0.0) * 0.9
