"""Figures: the numeric goals of a task's text, and what the progress text says was reached of each.

Careful by design: a figure counts as reached only where the text shows that it measures the same thing; in doubt
a goal stays «not comparable». A wrong contradiction of a unit is worse than none.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from progress_xl.text.goals import Bound, Goal, GoalKind, find_goals, names_in
from progress_xl.text.measure_words import family, kindred, size
from progress_xl.text.readings import Reading, claims, enumerations, read_progress
from progress_xl.text.wording import Wording, opposed, wording

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


_BARE_LIMIT = 10
_STRONG, _WEAK = 0.33, 0.2
_VAGUE = frozenset({"完成", "实现", "新增", "增加", "建设", "新", "新建"})
_FALLING = re.compile(r"下降|降低|减少|压减|削减|降幅")
_STOCK = re.compile(
    r"余额|总数|总量|保有|拥有|存量|累计(?:建成|拥有|达|认定|建设)|现有|[一-鿿]共(?:有|计|达)?$|在册|在库|总计"
)
_LEVEL = re.compile(r"(?:达|达到|提高到|提升到|提升至|提高至|升至|降至|降到|为)$")
_FLOW = re.compile(r"新(?!能|材|型|区|农|兴|媒|城)|净增")


def compare_figures(task_text: str, progress_text: str) -> list[Comparison]:
    """Each numeric goal of ``task_text`` with the figure reached in ``progress_text``, in the order of the goals.

    Any strings are accepted. A task without a numeric goal gives an empty list.
    """
    goals = find_goals(task_text)
    readings = read_progress(progress_text) if goals else []
    found = _pair(goals, readings)
    met = goals_met(progress_text, goals, found) if goals else set()
    return [_comparison(goal, found.get(place), reached=place in met) for place, goal in enumerate(goals)]


def goals_met(progress: str, goals: Sequence[Goal], found: Mapping[int, Reading]) -> set[int]:
    """Goals that the text itself says are met: the one told last before the words, or the only one."""
    met = set[int]()
    for start, end in claims(progress):
        spans = {place: reading.figure.quantity.span[1] for place, reading in found.items()}
        told = {place: at for place, at in spans.items() if start <= at <= end}
        if told:
            met.add(max(told, key=lambda place: told[place]))
        elif len(goals) == 1:
            met.add(0)
    return met


def _comparison(goal: Goal, reading: Reading | None, *, reached: bool) -> Comparison:
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
        reached=reached,
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
    ordered = _pair_in_order(goals, readings)
    scores = [[_score(goal, reading, goals) for reading in readings] for goal in goals]
    chosen = {place: _best(row, readings) for place, row in enumerate(scores)}
    found = {
        place: readings[index] for place, index in chosen.items() if index is not None and _is_own(place, index, scores)
    }
    return found | ordered


def _pair_in_order(goals: Sequence[Goal], readings: Sequence[Reading]) -> dict[int, Reading]:
    """Goals and the figures of an enumeration of the same length, one by one («分别完成95个、310个»).

    Only where one stretch of the goals fits, and the enumeration names as many things as it has figures, or none.
    """
    found: dict[int, Reading] = {}
    for run in enumerations(readings) if len(goals) > 1 else ():
        names = names_in(run[0].figure)
        starts = _starts(goals, run)
        if len(starts) == 1 and (not names or _named_alike(goals[starts[0] :], names)):
            found |= {starts[0] + place: reading for place, reading in enumerate(run)}
    return found


def _starts(goals: Sequence[Goal], run: Sequence[Reading]) -> list[int]:
    """Where a stretch of goals begins that takes an enumeration; those of just its units go first."""
    fitting = [start for start in range(len(goals) - len(run) + 1) if all(map(_in_order, goals[start:], run))]
    words = [reading.figure.quantity.word for reading in run]
    return [start for start in fitting if [goal.word for goal in goals[start : start + len(run)]] == words] or fitting


def _named_alike(goals: Sequence[Goal], names: Sequence[str]) -> bool:
    return all(_told_alike(goal.words, wording(name)) for goal, name in zip(goals, names, strict=False))


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
    if not _may_answer(goal, reading):
        return 0.0
    strength = _likeness(goal, reading)
    if strength >= _STRONG:
        return strength
    lone = sum(_may_answer(other, reading) for other in goals) == 1
    return strength if lone and _is_claimed(goal, reading) else 0.0


def _may_answer(goal: Goal, reading: Reading) -> bool:
    return not goal.each and _units_agree(goal, reading) and _is_result(goal, reading) and _kinds_agree(goal, reading)


def _is_claimed(goal: Goal, reading: Reading) -> bool:
    """Whether a figure that hardly names its measure is said to be reached; a bare percentage may be one of works."""
    if family(goal.word) == "share" and not reading.growth:
        return bool(_LEVEL.search(reading.figure.left))
    return reading.claimed


def _units_agree(goal: Goal, reading: Reading) -> bool:
    word = reading.figure.quantity.word
    if reading.figure.quantity.unit and goal.unit and not (word and goal.word):
        return {word, goal.word} <= {"", "元"}
    if not word:
        return reading.bare and reading.figure.quantity.value <= _BARE_LIMIT * goal.figure.quantity.value
    return family(word) == family(goal.word) or kindred(word, goal.word)


def _is_result(goal: Goal, reading: Reading) -> bool:
    timely = reading.tense in (None, "now") and not reading.whole
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
    left = reading.figure.left
    if (reading.growth or reading.delta) and not (goal.kind == "new" and _FLOW.search(left)):
        return False
    if goal.kind == "new":
        return bool(_FLOW.search(left)) or not _STOCK.search(left)
    return not (goal.kind == "total" and _FLOW.search(left))


def _likeness(goal: Goal, reading: Reading) -> float:
    """How far two measures are told in the same words, from 0 to 1; a little more for the same kind."""
    if opposed(goal.words, reading.words):
        return 0.0
    told = _told_alike(goal.words, reading.words)
    if told is None:
        told = _elided(goal, reading)
    elif not told and _same_deed(goal, reading) and goal.word == reading.figure.quantity.word != "个":
        told = 0.25
    same = (goal.kind == "new" and _FLOW.search(reading.figure.left)) or (
        goal.kind == "total" and _STOCK.search(reading.figure.left)
    )
    told = told + 0.2 if told and same else told
    return told * 0.9 if reading.words.levels > goal.words.levels else told


def _told_alike(goal: Wording, own: Wording) -> float | None:
    """Share of naming pairs in common; generic words alone (项目) count little; ``None`` where nothing is named."""
    generic = 0.3 if own.generic & goal.generic else 0.0
    if own.pairs:
        shared = len(goal.pairs & own.pairs) / min(len(goal.pairs), len(own.pairs)) if goal.pairs else 0.0
        return shared + generic / 2 if shared and (generic or shared >= _STRONG) else 0.0
    if generic and goal.verbs & own.verbs - _VAGUE:
        return 0.4
    return generic or (0.0 if own.generic else None)


def _same_deed(goal: Goal, reading: Reading) -> bool:
    """Whether both say 新开工, or 基本建成, or 净增 of their figures."""
    begun = reading.act in ("start", "finish") and reading.act_word == goal.act_word
    return begun or ("净增" in goal.figure.left and "净增" in reading.figure.left)


def _elided(goal: Goal, reading: Reading) -> float:
    """A figure that names nothing speaks of what its sentence named before, or, if that is nothing, of the one goal."""
    if _same_deed(goal, reading):
        return 0.5
    if reading.context.empty:
        alike = (
            reading.bare
            or family(goal.word) == family(reading.figure.quantity.word)
            or goal.words.verbs & reading.words.verbs
        )
        return 0.25 if alike else 0.0
    return (_told_alike(goal.words, reading.context) or 0.0) * 0.9
