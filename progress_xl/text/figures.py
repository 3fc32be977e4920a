"""Figures: the numeric goals of a task's text, and what the progress text says was reached of each.

Careful by design: a figure counts as reached only where the text shows that it measures the same thing; in doubt
a goal stays «not comparable». A wrong contradiction of a unit is worse than none.

Quantities (``quantities``) stand in clauses (``clauses``); those of a task may be goals (``goals``), those of a progress
text are read as results, applications, plans, parts (``readings``); ``agreement`` says which result answers which goal.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from progress_xl.text.agreement import answers, is_flow_asked, is_share_told, is_timely, units_agree
from progress_xl.text.goals import Bound, Goal, GoalKind, find_goals, names_in
from progress_xl.text.measure_words import size
from progress_xl.text.patterns import lazy
from progress_xl.text.quantities import Span, plain_text
from progress_xl.text.readings import Reading, read_progress
from progress_xl.text.wording import ALIKE, VAGUE, likeness, wording


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


_FALLING = lazy(r"下降|降低|减少|压减|削减|降幅")
_NEARLY = 0.05
# «已完成年度目标任务», «超额完成», «已全部建成»; not «未完成», «预计完成», «完成任务的80%».
_MET = lazy(
    r"(?:已|均|全部|全面|圆满|提前|超额|顺利|如期){1,4}完成了?(?:全年|年度|年初|今年|本年度?|既定|预定|省定|市定|省|市|上级|下达|的|各项){0,3}"
    r"(?:目标|任务|指标|计划){1,2}(?![数量率书]|的?[0-9]|的[^,﹐。;]{0,4}[0-9])"
    r"|(?:均已?|已)(?:全部|全面)(?:完成|建成|完工|竣工)(?=$|[,﹐。;\n])|超额完成(?=$|[,﹐。;\n])"
)
_NOT_YET = lazy(r"(?:未能?|预计|确保|力争|拟|将|可|有望|争取|需|待)[^,﹐。;\n]{0,4}$")
_FAR = 200
_YEAR_FIRST = lazy(r"\s*((?:19|20)[0-9]{2})年(?!底|末|前|以)")


def compare_figures(task_text: str | None, progress_text: str | None) -> list[Comparison]:
    """Each numeric goal of ``task_text`` with the figure reached in ``progress_text``, in the order of the goals.

    Any strings are accepted, and what a table holds in place of one that is missing (``None``, NaN). A task without a
    numeric goal gives an empty list.
    """
    task_text, progress_text = (text if isinstance(text, str) else "" for text in (task_text, progress_text))
    goals = find_goals(task_text)
    if not goals:
        return []
    if _is_of_year_before(task_text, progress_text):
        return [_comparison(goal, None, reached=False) for goal in goals]
    found = _pair(goals, read_progress(progress_text))
    met = _goals_met(progress_text, goals, found)
    return [_comparison(goal, found.get(place), reached=place in met) for place, goal in enumerate(goals)]


def _is_of_year_before(task: str, progress: str) -> bool:
    """Whether a task begins with its year and a progress text with an earlier one, and never comes to the task's."""
    asked = _YEAR_FIRST.match(task)
    told = _YEAR_FIRST.match(progress) if asked else None
    if asked is None or told is None:
        return False
    return told[1] < asked[1] and asked[1] not in progress and "今年" not in progress and "本年" not in progress


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
        actual_span=reading.quantity.span if reading else None,
        reached=reached,
    )


def _in_unit(goal: Goal, reading: Reading) -> float:
    """The figure in the goal's unit; where one is to rise and the other falls, it counts down."""
    quantity, value = reading.quantity, reading.quantity.value
    if quantity.unit and quantity.unit != goal.unit:
        same = reading.family == goal.family
        sized = size(quantity.word) / size(goal.word) if same else 1.0
        value = float(f"{value * quantity.scale / goal.scale * sized:.12g}")
    against = goal.kind == "growth" and reading.falling != bool(_FALLING.search(goal.figure.left))
    return -value if against else value


def _pair(goals: Sequence[Goal], readings: Sequence[Reading]) -> dict[int, Reading]:
    scores = answers(goals, readings)
    owned = [_own(goals, reading, [row[at] for row in scores]) for at, reading in enumerate(readings)]
    chosen = {place: _best(goal, [column[place] for column in owned], readings) for place, goal in enumerate(goals)}
    found = {place: readings[at] for place, at in chosen.items() if at is not None}
    found |= _pair_in_order(goals, readings, chosen)
    for place, goal in enumerate(goals):
        if goal.again and place - 1 in found:
            found.setdefault(place, found[place - 1])
    return found


def _own(goals: Sequence[Goal], reading: Reading, scores: Sequence[float]) -> list[float]:
    """A figure's scores with the goal that claims it most; 0 with all others, unless it is said of several things."""
    if not any(scores) or reading.shared:
        return list(scores)
    claims = [_claim(goal, reading, score) for goal, score in zip(goals, scores, strict=True)]
    most = max(claims)
    best = [goal for goal, claim in zip(goals, claims, strict=True) if claim == most]
    alike = [goal for goal in goals if goal.figure is best[0].figure]
    if len(alike) > 1 and reading.of_several:
        best = alike if reading.family == "share" else []
    elif len(best) > 1:
        best = []
    return [score * (goal in best) for goal, score in zip(goals, scores, strict=True)]


def _claim(goal: Goal, reading: Reading, score: float) -> float:
    """A score, and for fewer words that only one of the two has, and then for one deed (存栏, 出栏), a little more."""
    if not score:
        return 0.0
    own, named = reading.words, goal.words
    deed = bool(named.verbs & own.verbs - VAGUE)
    return score + _NEARLY / (1 + len(named.pairs ^ reading.named.pairs)) + deed * _NEARLY / 50


def _best(goal: Goal, row: Sequence[float], readings: Sequence[Reading]) -> int | None:
    """The figure that fits best; of two that fit alike the sum (累计), or that of just the goal's deeds, else none."""
    fitting = [at for at, score in enumerate(row) if score]
    if len(fitting) > 1:
        fitting = _added(goal, _latest(fitting, readings), readings)
        fitting = [at for at in fitting if row[at] >= ALIKE and _does(goal, readings[at])] or fitting
    top = max((row[at] for at in fitting), default=0.0)
    alike = [at for at in fitting if row[at] > top - _NEARLY]
    if len(alike) > 1:
        alike = [at for at in alike if readings[at].summed] or alike
    return alike[-1] if len({readings[at].quantity.value for at in alike}) == 1 else None


def _does(goal: Goal, reading: Reading) -> bool:
    """Whether a figure is told with all of the goal's deeds (改造提升)."""
    deeds = goal.words.verbs
    return bool(deeds - VAGUE) and "培育" not in deeds and deeds <= reading.words.verbs


def _latest(fitting: list[int], readings: Sequence[Reading]) -> list[int]:
    """Without figures of an earlier month (1-10月) than the latest that one of them names (1-11月)."""
    latest = max(readings[at].as_of for at in fitting)
    return [at for at in fitting if readings[at].as_of in (0, latest)]


def _added(goal: Goal, fitting: list[int], readings: Sequence[Reading]) -> list[int]:
    """Without all there is (累计4100根) where the text tells what was added (今年新增1126根) and the goal is no level;
    of a level (达到90家) only what is told as one, if anything is.
    """
    if goal.levelled:
        return [at for at in fitting if readings[at].stock] or fitting
    told = any(readings[at].flow for at in fitting)
    if not told or not is_flow_asked(goal):
        return fitting
    return [
        at
        for at in fitting
        if readings[at].flow or is_share_told(goal, readings[at]) or not (readings[at].stock or readings[at].summed)
    ]


def _pair_in_order(
    goals: Sequence[Goal], readings: Sequence[Reading], chosen: Mapping[int, int | None]
) -> dict[int, Reading]:
    """Goals and the figures of an enumeration of the same length, one by one («分别完成95个、310个»).

    Only where one stretch of the goals fits, and the enumeration names what they name, or nothing; then all other goals
    have figures of their own.
    """
    found: dict[int, Reading] = {}
    for run in _enumerations(readings) if len(goals) > 1 else ():
        names = names_in(run[0].figure)
        starts = _starts(goals, run)
        if len(starts) != 1 or not _named_alike(goals[starts[0] :], names):
            continue
        answered = range(starts[0], starts[0] + len(run))
        if any(at is not None and readings[at].as_of > run[0].as_of > 0 for at in map(chosen.get, answered)):
            continue
        others = (at for place, at in chosen.items() if place not in answered)
        if names or None not in others:
            found |= {starts[0] + place: reading for place, reading in enumerate(run)}
    return found


def _enumerations(readings: Sequence[Reading]) -> list[list[Reading]]:
    """Figures told in one breath, two or more."""
    runs: list[list[Reading]] = []
    for reading in readings:
        if reading.figure.listed and runs:
            runs[-1].append(reading)
        else:
            runs.append([reading])
    return [run for run in runs if len(run) > 1]


def _starts(goals: Sequence[Goal], run: Sequence[Reading]) -> list[int]:
    """Where a stretch of goals begins that an enumeration answers; those of just its units go first."""
    fitting = [start for start in range(len(goals) - len(run) + 1) if all(map(_fits, goals[start:], run))]
    words = [reading.quantity.word for reading in run]
    return [start for start in fitting if [goal.word for goal in goals[start : start + len(run)]] == words] or fitting


def _fits(goal: Goal, reading: Reading) -> bool:
    return units_agree(goal, reading) and is_timely(goal, reading)


def _named_alike(goals: Sequence[Goal], names: Sequence[str]) -> bool:
    return all(likeness(goal.words, wording(name)) for goal, name in zip(goals, names, strict=False))


def _goals_met(progress: str, goals: Sequence[Goal], found: Mapping[int, Reading]) -> set[int]:
    """Goals that the text itself says are met: the one told last before the words in their sentence, or the only one."""
    met = set[int]()
    for start, end in _claims(progress):
        told = {place: reading.quantity.span[1] for place, reading in found.items()}
        told = {place: at for place, at in told.items() if start <= at <= end}
        if told:
            met.add(max(told, key=lambda place: told[place]))
        elif len(goals) == 1:
            met.add(0)
    return met


def _claims(progress: str) -> list[Span]:
    """Where the text says that a goal is met: from the beginning of the sentence to the words that say so."""
    plain = plain_text(progress)
    places = [found.start() for found in _MET.finditer(plain)]
    return [(_sentence_start(plain, at), at) for at in places if not _NOT_YET.search(plain, max(0, at - 8), at)]


def _sentence_start(plain: str, at: int) -> int:
    low = max(0, at - _FAR)
    return max(low, *(plain.rfind(mark, low, at) + 1 for mark in "。;!?\n"))
