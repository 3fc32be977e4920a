"""The rows of the figures sheet 指标核对: what texts gave, what a coordinator made of it, and what of that stays.

A row remembers, cell by cell, what was read; a cell that holds something else was changed by a person. Such a change
stays as long as the same is read there again, and a decision stays for good. What concerns one period only (the
figure reached, its day, the status) is not taken over into the next.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple, TypeVar

from progress_xl.addresses import cell_name, parse_cell
from progress_xl.checks.corrections import Corrected, Correction, Corrections, GoalKey
from progress_xl.checks.goals import JudgedGoal
from progress_xl.model import Task
from progress_xl.text import pace
from progress_xl.text.goals import Bound
from progress_xl.text.numerals import squeeze
from progress_xl.text.pace import Line, Span, Verdict

_T = TypeVar("_T")
Input = str | float | dt.date | None
Cell = Literal[
    "number",
    "unit",
    "measure",
    "bound",
    "goal",
    "measured_in",
    "actual",
    "status",
    "decision",
    "remark",
    "said_of_goal",
    "said_of_actual",
    "file",
    "cell",
    "line",
    "start",
    "end",
    "on",
]
Computed = Literal["share", "elapsed", "verdict"]

KEEP, IGNORE = "采用", "不可比，忽略"
BOUNDS: dict[Bound | None, str] = {None: "达到", "min": "不低于", "max": "不超过", "about": "约"}
LINES: dict[Line, str] = {"by-time": "按时间", "at-end": "到期", "listed": "不判断"}
VERDICTS: dict[Verdict, str] = {
    "met": "已达目标",
    "on-pace": "正常",
    "behind": "滞后",
    "missed": "未达目标",
    "open": "未到期",
    "within": "未超上限",
    "over": "超出上限",
    "listed": "不判断",
    "not-comparable": "不可比",
    "ignored": "不计",
}
_OF_PERIOD: tuple[Cell, ...] = ("actual", "status", "said_of_actual", "file", "cell", "on")
_GONE = "本期报送中没有此项"
# Notes on no row are put beside the title, beyond our columns.
_NOTED_AT = 27
# A text longer than this is remembered by its digest.
_SHORT = 24
_QUOTED = 60


class RowKey(NamedTuple):
    """A goal of a unit."""

    unit: str
    goal: GoalKey

    def spelled(self) -> str:
        return json.dumps([self.unit, *self.goal], ensure_ascii=False)

    @classmethod
    def parse(cls, text: str) -> "RowKey":
        """``ValueError`` where ``spelled`` has not written ``text``."""
        *words, place = json.loads(text)
        unit, task, role, measure, measured_in = words
        if not (all(isinstance(word, str) for word in words) and isinstance(place, int)):
            raise ValueError(text)
        return cls(unit, GoalKey(task, role, measure, measured_in, place))


def stamp(value: Input) -> "str | float | None":
    """What is remembered of a cell's value, by which a change is known."""
    if isinstance(value, dt.date):
        return value.isoformat()[:10]
    if isinstance(value, str):
        value = value.strip()
        return value if len(value) <= _SHORT else "#" + hashlib.blake2b(value.encode(), digest_size=8).hexdigest()
    return None if value is None else float(value)


Stamps = dict[Cell, "str | float | None"]
Typed = dict[Computed, Input]


@dataclass(slots=True)
class FigureRow:
    """One goal. ``read`` are the stamps of what the texts gave, ``now`` what stands in the cells.

    ``key`` is ``None`` for a row that a person has added. ``typed`` are a person's words in place of a formula, ``own``
    what stands in columns of a person, by heading. ``links`` lead to the master's cells. ``on`` is empty where the
    sheet's own day counts. ``period`` is the code of the one that the row was written for. A
    ``fresh`` row has nothing of a person in it. ``place`` is the row's number on the sheet that it was read from.
    """

    key: RowKey | None
    read: Stamps
    now: dict[Cell, Input]
    period: str
    typed: Typed = field(default_factory=dict)
    own: list[tuple[str, Input]] = field(default_factory=list)
    links: dict[Cell, str] = field(default_factory=dict)
    fresh: bool = False
    place: int = 0

    def stamps(self) -> Stamps:
        """What the texts gave; of a fresh row, what stands in its cells, which is reckoned when it is asked for."""
        return {name: stamp(value) for name, value in self.now.items()} if self.fresh else self.read

    @property
    def changed(self) -> dict[Cell, Input]:
        """The cells that a person has changed."""
        if self.fresh:
            return {}
        return {name: value for name, value in self.now.items() if stamp(value) != self.read.get(name)}

    @property
    def touched(self) -> bool:
        return bool(self.changed or self.typed or self.own)

    def evaluate(self, on: dt.date | None, tolerance: float) -> dict[Computed, Input]:
        """What the row's formulas give."""
        goal, actual, span = _number(self.now["goal"]), _number(self.now["actual"]), self._span()
        day = _day(self.now["on"]) or on
        elapsed = span.elapsed(day) if span and day else None
        return {"share": pace.share(goal, actual), "elapsed": elapsed, "verdict": self._verdict(elapsed, tolerance)}

    def _span(self) -> Span | None:
        start, end = _day(self.now["start"]), _day(self.now["end"])
        return Span(start, end) if start and end else None

    def _verdict(self, elapsed: float | None, tolerance: float) -> str:
        if self.now["decision"] == IGNORE:
            return VERDICTS["ignored"]
        line = _named(LINES, self.now["line"], "by-time") if elapsed is not None else "listed"
        goal, actual = _number(self.now["goal"]), _number(self.now["actual"])
        bound = _named(BOUNDS, self.now["bound"], None)
        return VERDICTS[pace.verdict(goal, actual, bound, line, elapsed or 0.0, tolerance)]


def _number(value: Input) -> float | None:
    return float(value) if isinstance(value, (int, float)) else None


def _day(value: Input) -> dt.date | None:
    return value if isinstance(value, dt.date) else None


def _named(words: Mapping[_T, str], word: Input, default: _T) -> _T:
    return next((value for value, name in words.items() if name == word), default)


@dataclass(slots=True)
class Figures:
    """The figures sheet as a whole.

    ``period`` as its code; ``on`` and ``tolerance`` as reckoned, ``typed_on`` and ``typed_tolerance`` as a person has
    set them instead; ``head`` are a person's texts above the table, by address. ``live``: the cells of the settings
    hold what counts, so that formulas go by it.
    """

    period: str = ""
    on: dt.date | None = None
    tolerance: float = 0.0
    rows: list[FigureRow] = field(default_factory=list)
    typed_on: dt.date | None = None
    typed_tolerance: float | None = None
    head: dict[str, Input] = field(default_factory=dict)
    live: bool = True
    _touched: dict[str, list[FigureRow]] | None = None

    @property
    def day(self) -> dt.date | None:
        """The day that counts."""
        return self.typed_on or self.on

    @property
    def share(self) -> float:
        """The tolerance that counts."""
        return self.tolerance if self.typed_tolerance is None else self.typed_tolerance

    def corrections(self, unit: str, period: str, on: dt.date | None, tolerance: float) -> Corrections:
        """What a coordinator has decided about a unit's figures, for the checks on a report of ``period``."""
        touched = self._touched_by_unit().get(unit, ())
        goals = {row.key.goal: _correction(row, row.period == period) for row in touched if row.key}
        return Corrections(
            {key: correction for key, correction in goals.items() if correction},
            tolerance=self.typed_tolerance if tolerance == self.tolerance else None,
            on=self.typed_on if (period, on) == (self.period, self.on) else None,
        )

    def _touched_by_unit(self) -> dict[str, list[FigureRow]]:
        if self._touched is None:
            self._touched = {}
            for row in self.rows:
                if row.key and row.touched:
                    self._touched.setdefault(row.key.unit, []).append(row)
        return self._touched

    def take_notes(self, notes: Mapping[str, str]) -> None:
        """Put a person's notes on cells, which a sheet that is written anew loses, into the remarks of their rows."""
        by_place = {row.place: row for row in self.rows if row.place}
        for cell, text in notes.items():
            row = by_place.get(parse_cell(cell)[0])
            noted = f"批注（{cell}）：{' '.join(text.split())}"
            if row:
                row.read, row.fresh = row.stamps(), False
                row.now["remark"] = "；".join(str(part) for part in (row.now["remark"], noted) if part)
            else:
                self.head[cell_name(1, _NOTED_AT + len(self.head))] = noted

    def state(self) -> str:
        """All that a person has put into the sheet, for telling whether anything changed since it was written."""
        rows = [
            (row.key, sorted(row.changed.items()), sorted(row.typed.items()), row.own)
            for row in self.rows
            if row.touched
        ]
        settings = (self.on, self.tolerance, self.typed_on, self.typed_tolerance, self.live)
        facts = (self.period, *settings, sorted(self.head.items()))
        return hashlib.blake2b(repr((facts, rows)).encode(), digest_size=16).hexdigest()


def _correction(row: FigureRow, same_period: bool) -> Correction | None:
    changed = row.changed
    if not same_period:
        changed = {name: value for name, value in changed.items() if name not in _OF_PERIOD}
    if not changed:
        return None
    days = [changed[name] for name in ("start", "end") if name in changed]
    chosen: Line = _named(LINES, changed.get("line"), "by-time")
    line: Line | None = chosen if "line" in changed else None
    if any(not isinstance(day, dt.date) for day in days):
        line = "listed"
    return Correction(
        goal=_corrected(row, "goal") if "goal" in changed else None,
        actual=_corrected(row, "actual") if "actual" in changed else None,
        bound=(_named(BOUNDS, changed["bound"], None) or "min") if "bound" in changed else None,
        line=line,
        start=_day(changed.get("start")),
        end=_day(changed.get("end")),
        on=_day(changed.get("on")),
        ignored=changed.get("decision") == IGNORE,
    )


def _corrected(row: FigureRow, name: Cell) -> Corrected:
    read = row.read.get(name)
    return Corrected(read if isinstance(read, float) else None, _number(row.now[name]))


def row_of(goal: JudgedGoal, unit: str, period: str, sheet_on: dt.date | None, rest: Mapping[Cell, Input]) -> FigureRow:
    """A row with what the texts gave; ``rest`` are the cells that the goal itself does not know."""
    given = goal.as_read
    now: dict[Cell, Input] = {
        "unit": unit,
        "measure": _measure(goal),
        "bound": BOUNDS[given.bound],
        "goal": given.goal,
        "measured_in": goal.key.unit or None,
        "actual": given.actual,
        "status": goal.entry.status,
        "decision": None,
        "remark": None,
        "said_of_goal": given.said_of_goal,
        "said_of_actual": given.said_of_actual or beginning(goal.entry.progress or ""),
        "line": LINES[given.line],
        "start": given.span and given.span.start,
        "end": given.span and given.span.end,
        "on": None if given.on == sheet_on else given.on,
        **rest,
    }
    return FigureRow(RowKey(unit, goal.key), {}, now, period, fresh=True)


def beginning(text: str) -> str:
    """What a text begins with, on one line: its first clause alone may be no more than 目前."""
    line = " ".join(text[: 2 * _QUOTED].split())
    return line if len(line) <= _QUOTED and len(text) <= 2 * _QUOTED else f"{line[:_QUOTED]}…"


def _measure(goal: JudgedGoal) -> str:
    """What is counted, in the goal's own words; of the period's target it is said, since the year's may be the same."""
    measure = goal.key.measure or goal.said_of_goal
    return f"{measure}（本期目标）" if goal.role == "target" else measure


def with_previous(
    current: Figures, previous: Figures, spelled_now: Callable[[RowKey], RowKey], *, anew: bool
) -> Figures:
    """The memory of a master together with that of the period before, whose keys ``spelled_now`` gives.

    A goal that stands in both goes by the master's own, unless the earlier period is new to it (``anew``) and nobody
    has touched the goal since. Rows that a person has added come over once.
    """
    own = {row.key: row for row in current.rows if row.key}
    taken = [
        row
        for row in _respelled(previous.rows, spelled_now)
        if (anew and not (row.key in own and own[row.key].touched)) or (row.key and row.key not in own)
    ]
    replaced = {row.key for row in taken if row.key}
    return replace(current, _touched=None, rows=[*(row for row in current.rows if row.key not in replaced), *taken])


def _respelled(rows: Iterable[FigureRow], spelled_now: Callable[[RowKey], RowKey]) -> Iterator[FigureRow]:
    """The rows that a person has touched; one whose goal another has become stays beside it as the person's own."""
    seen: set[RowKey] = set()
    for row in rows:
        if row.touched:
            key = spelled_now(row.key) if row.key else None
            yield replace(row, key=None if key in seen else key)
            seen.update([key] if key else [])


def settled(
    fresh: Iterable[FigureRow], before: Figures, period: str, stands: Callable[[RowKey], bool]
) -> Iterator[FigureRow]:
    """The rows of this run with what a person has changed in them before, and what stays beside them.

    ``stands`` says whether a row's report, which was not read again, still counts. A row that no report gives any more
    stays if a person has touched it.
    """
    known = {row.key: row for row in before.rows if row.key}
    for row in fresh:
        earlier = known.pop(row.key, None) if row.key else None
        if earlier:
            _take_over(row, earlier)
        yield row
    for row in before.rows:
        if row.key is not None and row.key not in known:
            continue
        if row.period == period and (row.key is None or stands(row.key)):
            yield row
        elif row.touched:
            yield _without_report(row, period)


def _take_over(row: FigureRow, earlier: FigureRow) -> None:
    row.place = earlier.place
    if not earlier.touched:
        return
    row.read, row.fresh = row.stamps(), False
    same_period = row.period == earlier.period
    lost = []
    for name, value in earlier.changed.items():
        if not same_period and name in _OF_PERIOD:
            continue
        if earlier.read.get(name) == row.read.get(name):
            row.now[name] = value
        elif same_period and name in _TOLD:
            lost.append(f"{_TOLD[name]}{_told(value)}")
    if lost:
        noted = f"此前更正：{'，'.join(lost)}（报送数已变）"
        row.now["remark"] = "；".join(str(text) for text in (row.now["remark"], noted) if text)
    row.own = earlier.own
    row.typed = earlier.typed if same_period else {}


_TOLD: dict[Cell, str] = {"goal": "目标值 ", "actual": "完成值 "}


def _told(value: Input) -> str:
    return f"{value:.10g}" if isinstance(value, (int, float)) else "空" if value is None else str(value)


def _without_report(row: FigureRow, period: str) -> FigureRow:
    """A row that stays for a person's sake; in a new period without the figures of the last."""
    now, read, typed = dict(row.now), dict(row.read), row.typed
    if row.period != period:
        now |= dict.fromkeys(_OF_PERIOD)
        read |= dict.fromkeys(_OF_PERIOD)
        typed = {}
    if row.key is not None:
        now["file"], read["file"] = _GONE, stamp(_GONE)
    return FigureRow(row.key, read, now, period, typed, row.own)


def task_name(task: Task) -> str:
    """The task as `GoalKey` names it."""
    return task.number or squeeze(task.text or "")


def in_order(rows: Iterable[FigureRow], tasks: Sequence[Task]) -> list[FigureRow]:
    """In the order of the tasks; what belongs to none comes last."""
    places = {task_name(task): place for place, task in reversed(list(enumerate(tasks)))}
    return sorted(rows, key=lambda row: places.get(row.key.goal.task, len(places)) if row.key else len(tasks) + 1)
