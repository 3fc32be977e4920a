"""What behind-pace, target-met, status-disagrees and the figures sheet share: each numeric goal of an entry, judged."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from progress_xl.checks.context import Context
from progress_xl.checks.corrections import NO_CORRECTION, Correction, GoalKey
from progress_xl.checks.formulas import beside, fits_in_formula, holds, is_none_of, is_one_of
from progress_xl.forms import StatusClass
from progress_xl.messages import Words
from progress_xl.model import FIGURES_SHEET, Entry, Submission
from progress_xl.text import pace
from progress_xl.text.deadlines import parse_deadline
from progress_xl.text.figures import Comparison, compare_figures
from progress_xl.text.goals import Bound
from progress_xl.text.numerals import squeeze
from progress_xl.text.pace import Line, Span, Verdict
from progress_xl.text.patterns import lazy
from progress_xl.text.periods import Period
from progress_xl.text.units import is_collective, same_unit

GoalRole = Literal["task", "target"]
MOST_FIGURES = 8
_FIGURES = lazy(r"\d[\d.,]*")
_NUMERAL = lazy(r"[\d一二两三四五六七八九十百千万亿]")
_BARE = lazy(
    r"(?:累计|完成|新增|达到?|实现|力争|确保|超过?|不[少低]于|以上|左右|全年|年度|总?目标|任务|计划|进度|总量|的|[:：.。;；])*+"
)
_SHARE = lazy(r"[%％]|百分之")
# Statuses by which a unit owns to what its figures say.
ADMITS: tuple[StatusClass, ...] = ("behind", "not-begun")


@dataclass(frozen=True, slots=True)
class JudgedGoal:
    """A goal of an entry's task or of its period target, with what stands after a coordinator's corrections.

    ``read`` are the figures as the texts ``text`` (the goal's) and the entry's progress give them. ``on`` is the day
    at which the reached figure stands, ``span`` the days of the goal; both ``None`` where no day is known. ``leads``:
    the unit leads the task.
    """

    entry: Entry
    key: GoalKey
    text: str
    read: Comparison
    goal: float
    actual: float | None
    bound: Bound | None
    line: Line
    span: Span | None
    on: dt.date | None
    tolerance: float
    leads: bool = True
    ignored: bool = False
    uncorrected: "JudgedGoal | None" = None

    @property
    def as_read(self) -> "JudgedGoal":
        """The goal as it was before a coordinator corrected it."""
        return self.uncorrected or self

    @property
    def role(self) -> GoalRole:
        return "target" if self.key.role == "target" else "task"

    @property
    def share(self) -> float | None:
        return pace.share(self.goal, self.actual)

    @property
    def elapsed(self) -> float:
        """The share of its time that has gone; 0 where no day is known."""
        return self.span.elapsed(self.on) if self.span and self.on else 0.0

    @property
    def verdict(self) -> Verdict:
        if self.ignored:
            return "ignored"
        line: Line = self.line if self.span and self.on else "listed"
        return pace.verdict(self.goal, self.actual, self.bound, line, self.elapsed, self.tolerance)

    @property
    def said_of_goal(self) -> str:
        """The goal in the words of the task, and as a coordinator has corrected it."""
        said = pace.quote(self.text, self.read.goal_span)
        return said if self.goal == self.as_read.goal else f"{said}{_corrected_to(self.goal, self.key.unit)}"

    def cell_of_goal(self, submission: Submission) -> str | Words | None:
        """Where the goal is quoted from: the unit's own cell, or the master (总表) where the unit's text has it not."""
        said = squeeze(pace.quote(self.text, self.read.goal_span).strip("…"))
        own = squeeze(self.entry.get(self.role) or "")
        return submission.cell(self.entry, self.role) if said in own else Words("总表", "the master")

    @property
    def said_of_actual(self) -> str:
        """The figure reached in the words of the progress text, and as a coordinator has corrected it."""
        if self.actual is None:
            return ""
        said = pace.quote(self.entry.progress or "", self.read.actual_span or (0, 1))
        return said if self.actual == self.read.actual else f"{said}{_corrected_to(self.actual, self.read.unit)}"

    @property
    def figure(self) -> str:
        """The figure reached as the text spells it; empty for a coordinator's own."""
        span = self.read.actual_span if self.actual == self.read.actual else None
        return (self.entry.progress or "")[slice(*span)] if span else ""

    @property
    def arithmetic(self) -> str:
        """«17.39 ÷ 40 = 43.5 %», or how it stands to an upper bound."""
        if self.share is None or self.bound == "max":
            return f"{self.actual:.10g} > {self.goal:.10g}"
        return f"{self.actual:.10g} ÷ {self.goal:.10g} = {percent(self.share)}"


def _corrected_to(value: float, unit: str) -> str:
    """What the figures sheet has in place of what a text says."""
    return f"〔{FIGURES_SHEET}：{value:.10g}{unit}〕"


def percent(part: float) -> str:
    return f"{100 * part:.1f} %"


def judged_goals(submission: Submission, context: Context) -> list[JudgedGoal]:
    """The goals of all entries, in their order, worked out once for each context."""
    if "goals" not in context.memo:
        context.memo["goals"] = list(_judged(submission, context))
    found: list[JudgedGoal] = context.memo["goals"]
    return found


def judged_by_row(submission: Submission, context: Context) -> dict[int, list[JudgedGoal]]:
    """The goals of the entries that have any, by row."""
    by_row: dict[int, list[JudgedGoal]] = {}
    for goal in judged_goals(submission, context):
        by_row.setdefault(goal.entry.row, []).append(goal)
    return by_row


def lies_ahead(submission: Submission, context: Context, entry: Entry) -> bool:
    """Whether the time of an entry's task, as deadline or text name it (12月, 四季度), begins after what is reported."""
    return _OfEntry(submission, context, entry, Counter()).lies_ahead


def _judged(submission: Submission, context: Context) -> Iterator[JudgedGoal]:
    seen: Counter[GoalKey] = Counter()
    for entry in submission.entries:
        if entry.progress:
            yield from _OfEntry(submission, context, entry, seen).goals()


class _OfEntry:
    """One entry with what a master, if there is one, says of its task: a unit may have altered the goal it reports on."""

    def __init__(self, submission: Submission, context: Context, entry: Entry, seen: Counter[GoalKey]) -> None:
        self.submission, self.context, self.entry, self.seen = submission, context, entry, seen
        match = context.matches.get(entry.row)
        task = match.task if match else None
        self.texts = {"task": (task and task.text) or entry.task, "target": (task and task.target) or entry.target}
        self.phrase = (task and task.deadline) or entry.deadline
        self.lead = (task and task.lead) or next(iter(entry.units), None)
        self.name = (task and task.number) or entry.number or squeeze(self.texts["task"] or "")

    @property
    def period(self) -> Period | None:
        return self.context.period or self.submission.period

    @cached_property
    def last(self) -> dt.date | None:
        """The day to which time is counted: that of reckoning, but a report tells of nothing after its period."""
        ends = (self.context.as_of, self.period and self.period.end)
        return self.context.corrections.on or min((day for day in ends if day), default=None)

    @cached_property
    def leads(self) -> bool:
        unit = self.submission.unit
        return not (unit and self.lead) or same_unit(unit, self.lead)

    @property
    def lies_ahead(self) -> bool:
        if self.last is None:
            return False
        named = (
            parse_deadline(self.phrase, on=self.last).start,
            pace.first_day(self.texts["task"] or "", self.last.year),
        )
        return any(day and day > self.last for day in named)

    def goals(self) -> Iterator[JudgedGoal]:
        """Those of the task, then those of the period's target; none of a task that addresses many units at once."""
        if self.lead and is_collective(self.lead):
            return
        task, target = self.texts["task"] or "", self.texts["target"] or ""
        asked, parts = self._read(task), self._read(target)
        if len(asked) == len(parts) == 1:
            tells_shares = bool(_SHARE.search(self.entry.progress or ""))
            parts = [_measured_as(asked[0], task, parts[0], target, tells_shares=tells_shares)]
        for role, text, reads in (("task", task, asked), ("target", target, parts)):
            for read in reads:
                yield self._goal(role, text, read)

    def _read(self, text: str) -> list[Comparison]:
        return compare_figures(text, self.entry.progress or "") if _may_be_compared(text) else []

    def _goal(self, role: str, text: str, read: Comparison) -> JudgedGoal:
        key = self._key(role, read)
        bound = pace.bound_of(read, text)
        span, on, line = self._of_period() if role == "target" else self._of_task(text, read)
        if not self.leads:  # it may report its own part of the figure only
            line = "listed"
        goal = JudgedGoal(
            entry=self.entry,
            key=key,
            text=text,
            read=read,
            goal=_measured_by(read, bound),
            actual=read.actual,
            bound=bound,
            line=line,
            span=span,
            on=on,
            tolerance=self.submission.form.pace.tolerance,
            leads=self.leads,
        )
        corrections = self.context.corrections
        own = corrections.goals.get(key)
        tolerance = goal.tolerance if corrections.tolerance is None else corrections.tolerance
        return _corrected(goal, own or NO_CORRECTION, tolerance) if own or tolerance != goal.tolerance else goal

    def _key(self, role: str, read: Comparison) -> GoalKey:
        key = GoalKey(self.name, "target" if role == "target" else "task", read.measure, read.unit)
        self.seen[key] += 1
        return key._replace(place=self.seen[key])

    def _of_period(self) -> tuple[Span | None, dt.date | None, Line]:
        """The period's own target is judged in full, as what the report of the period says."""
        if self.period is None:
            return None, None, "listed"
        return Span(self.period.start, self.period.end), self.period.end, "at-end"

    def _of_task(self, text: str, read: Comparison) -> tuple[Span | None, dt.date | None, Line]:
        last = self.last
        if last is None:
            return None, None, "listed"
        due = parse_deadline(self.phrase, on=last)
        end = due.stages[-1] if due.stages else due.date  # the goal is that of all stages
        span = pace.span_of(read, text, end, due.start, last.year)
        on = pace.stands_on(read, self.entry.progress or "", last, span and span.start) if read.actual_span else last
        if span is None or on is None:
            return span, on or last, "listed"
        return span, on, self._curved(pace.line_of(read, text))

    def _curved(self, line: Line) -> Line:
        curve = self.submission.form.pace.curve
        by_steps = curve == "steps" and bool(self.texts["target"])
        return "at-end" if line == "by-time" and (by_steps or curve == "at-end") else line


def _may_be_compared(text: str) -> bool:
    """Whether a text holds figures, and few enough to say which of a report answers which: a list of works is a plan.

    The study's tasks have three at most, but for one with seven.
    """
    return bool(_NUMERAL.search(text)) and len(_FIGURES.findall(text)) <= MOST_FIGURES


def _measured_as(asked: Comparison, task: str, part: Comparison, target: str, *, tells_shares: bool) -> Comparison:
    """A period's target that is nothing but a figure (10家, 完成20%), with the measure of the year's only goal.

    A share is one of the year's goal, if that is counted up from zero and the report tells no shares, which may be of
    works.
    """
    begin, end = part.goal_span
    if part.comparable or not _BARE.fullmatch(squeeze(target[:begin] + target[end:])):
        return part
    same = replace(part, measure=asked.measure, kind=asked.kind, actual=asked.actual, actual_span=asked.actual_span)
    if part.unit == asked.unit:
        return same
    if part.unit != "%" or tells_shares or not pace.accumulates(asked, task):
        return part
    return replace(same, unit=asked.unit, goal=float(f"{asked.goal * part.goal / 100:.12g}"), goal_max=None)


def _corrected(goal: JudgedGoal, own: Correction, tolerance: float) -> JudgedGoal:
    span = goal.span
    if own.start or own.end:
        start, end = own.start or (span and span.start), own.end or (span and span.end)
        span = Span(start, end) if start and end else None
    wanted = own.goal.of(goal.goal) if own.goal else goal.goal
    return replace(
        goal,
        goal=goal.goal if wanted is None else wanted,
        actual=None if wanted is None else own.actual.of(goal.actual) if own.actual else goal.actual,
        bound=own.bound or goal.bound,
        line=own.line or goal.line,
        span=span,
        on=own.on or goal.on,
        tolerance=tolerance,
        ignored=own.ignored,
        uncorrected=goal,
    )


def _measured_by(read: Comparison, bound: Bound | None) -> float:
    """Of a range, the end that counts."""
    return read.goal_max if bound == "max" and read.goal_max is not None else read.goal


def claim(submission: Submission, entry: Entry) -> StatusClass | None:
    """What the unit says of the task: the class of its status word, ``None`` where it says nothing we know."""
    return submission.form.status_class(entry.status) if "status" in submission.layout.places else None


def admits_not(submission: Submission) -> str | None:
    """The formula that is true until the status is one by which the unit owns to be behind."""
    words = submission.form.words_for(*ADMITS)
    place = submission.layout.places.get("status")
    return is_none_of(beside(place), words) if place and words and fits_in_formula(words) else None


def claims(submission: Submission, *kinds: StatusClass) -> str | None:
    """The formula that is true while the status is a word of these classes."""
    words = submission.form.words_for(*kinds)
    return is_one_of(beside(submission.layout.places["status"]), words) if words and fits_in_formula(words) else None


def while_written(condition: str | None, cell: str, words: str) -> str | None:
    """``condition``, as long as ``cell`` holds ``words`` still: a text that was mended is told no more."""
    still = holds(cell, words) if words and fits_in_formula([words]) else None
    both = [part for part in (condition, still) if part]
    return f"AND({','.join(both)})" if both else None
