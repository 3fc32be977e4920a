"""Pace: how much of a goal is reached, how much of its time has gone, and what that says.

Cities write down when a figure is behind (the study's filling rules, section 2): at the end of November below 11/12
(Xuancheng 2020, Zhangjiajie 2018); 10 points or more below the straight line (Yinchuan 2025). How far, is the form's to say. Only what is counted anew from zero can lie on a line: a total, a level, a rate or an average
stands where it stood on the first day and is judged when its time is up. In doubt a goal is not judged.
"""

import datetime as dt
from typing import Literal, NamedTuple, get_args

from progress_xl.text.figures import Comparison
from progress_xl.text.goals import Bound
from progress_xl.text.mentions import Mention, as_of, mentions
from progress_xl.text.patterns import lazy

Line = Literal["by-time", "at-end", "listed"]
Verdict = Literal["met", "on-pace", "behind", "missed", "open", "within", "over", "listed", "not-comparable", "ignored"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


class Span(NamedTuple):
    """The days, both counted, in which a goal is to be reached."""

    start: dt.date
    end: dt.date

    def elapsed(self, on: dt.date) -> float:
        """The share of the span that has gone at the end of the day ``on``, from 0 to 1."""
        gone = ((on - self.start).days + 1) / max((self.end - self.start).days + 1, 1)
        return min(max(gone, 0.0), 1.0)


def year_of(year: int) -> Span:
    return Span(dt.date(year, 1, 1), dt.date(year, 12, 31))


def share(goal: float | None, actual: float | None) -> float | None:
    """Reached by goal; ``None`` where there is no figure, or nothing to divide by."""
    return actual / goal if goal and actual is not None else None


_NEARLY = 6
"""Decimals to which shares are compared, so that 0.581 - 0.481 is 0.1."""


def verdict(
    goal: float | None, actual: float | None, bound: Bound | None, line: Line, elapsed: float, tolerance: float
) -> Verdict:
    """What a figure says of a goal when the share ``elapsed`` of its time has gone.

    An upper bound (``max``) is kept or broken, never behind; so is a goal of zero. «About» keeps its tolerance when
    the time is up. Whole numbers come piece by piece: one of three at half time is not behind. The figures sheet holds
    the same rule as a formula.
    """
    if actual is None or goal is None:
        return "not-comparable"
    if bound == "max" or goal == 0:
        return "within" if actual <= goal else "over"
    if line == "listed":
        return "listed"
    reached, up = actual / goal, elapsed >= 1
    if reached >= 1:
        return "met"
    if up and bound != "about":
        return "missed"
    if line == "at-end" and not up:
        return "open"
    piece = round(1 / goal, _NEARLY) if float(goal).is_integer() and not up else 0.0
    if round(elapsed - reached, _NEARLY) >= max(tolerance, piece, 10**-_NEARLY):
        return "missed" if up else "behind"
    return "on-pace"


_RATIO = lazy(r"[%％‰/]|百分点|百分之|倍")
_LEVEL = lazy(
    r"率(?!先|领)|强度|浓度|水平|指数|占比|比例|比重|密度|均|排名|位次|覆盖|余额|存量|总量|总数|总规模|保有量|在库|累计"
)
_STANDS_AT = lazy(
    r"(?:达到?|突破|稳定在|保持在?|增至|增加到|增长到|提高到|提升到|扩大到|发展到|壮大到|维持在?)\D{0,6}$|分别达到[^,，。;；]{0,40}$"
)
_FLOW = lazy(r"元|美金|人次|吨|千瓦时|标箱")
_NEW = lazy(r"新(?:增|建|认定|开|引|设|培育|改|签|发展|登记|注册|组建)|[开完竣]工|完成|投[入产]|引进|改造|全年")
_FALLING_TO = r"[降减缩压]\D{0,3}[到至]"
_FALLS_TO = lazy(_FALLING_TO + r"\D{0,4}$")
_DOWN_TO = lazy(rf"(?:{_FALLING_TO}|控制在|不高于|不多于|不超过?|以内)\D{{0,4}}$")
_TIME_SIGN = lazy(r"[年月季]|\d[-./]\d")
_BASE = lazy(r"[比较同在与]$")
_WHOLE_YEAR = lazy(r"全年|年内|年底|当年|今年|本年")
_CLAUSE = lazy(r"[，,。；;！!\n]")
_SENTENCE = lazy(r"[。；;！!\n]")


def bound_of(goal: Comparison, text: str) -> Bound | None:
    """A goal's bound; what is to fall to a figure (降至35) has it as its upper bound, said or not."""
    return "max" if _DOWN_TO.search(_clause_before(goal, text)) else goal.bound


def line_of(goal: Comparison, text: str) -> Line:
    """Whether a goal of the text ``text`` lies on a line: only what is counted anew, from zero, in its span does."""
    return "by-time" if accumulates(goal, text) else "at-end"


def accumulates(goal: Comparison, text: str) -> bool:
    """Whether a goal's figure starts at zero and only grows: 新增20家 does; 总数220家, 覆盖率80%, 增长9%, 压缩到2个 do not."""
    if goal.kind in ("total", "cumulative", "growth") or _RATIO.search(goal.unit):
        return False
    before = _clause_before(goal, text)
    if _LEVEL.search(before + goal.measure) or _FALLS_TO.search(before):
        return False
    stands = goal.kind != "new" and _STANDS_AT.search(before) and not _NEW.search(before)
    return not stands or bool(_FLOW.search(goal.unit))


def _clause_before(goal: Comparison, text: str) -> str:
    return _CLAUSE.split(text[: goal.goal_span[0]])[-1]


def span_of(goal: Comparison, text: str, due: dt.date | None, start: dt.date | None, year: int) -> Span | None:
    """The days in which a goal is to be reached; ``None`` where the text names a time that cannot be it.

    The time that the goal's own sentence names before it (上半年完成20家), else the deadline's span, else the year.
    A span whose beginning nobody names begins with the year: the task stands in the year's list, so if it is older,
    more of its time has gone, not less.
    """
    own = _own_time(goal.goal_span[0], text, year)
    if own:
        end = own.end(year)
        return Span(dt.date(year, 1, 1), end) if end and end.year >= year else None
    if due is None:
        return year_of(year)
    return Span(start or dt.date(min(year, due.year), 1, 1), due)


def _own_time(place: int, text: str, year: int) -> Mention | None:
    """The time that a goal's sentence names last before it; not one that only is compared with, or followed by 全年."""
    before = _sentence_before(place, text)
    own = [found for found in _times_in(before, year) if not _BASE.search(before[: found.span[0]])]
    return own[-1] if own and not _WHOLE_YEAR.search(before, own[-1].span[1]) else None


def _sentence_before(place: int, text: str) -> str:
    return _SENTENCE.split(text[:place])[-1]


def _times_in(text: str, year: int) -> tuple[Mention, ...]:
    """The times that ``text`` names; a text without a sign of any is not searched."""
    return mentions(text, year=year) if _TIME_SIGN.search(text) else ()


_SEASON = lazy(r"[春夏秋冬][季节夏冬]|暑期|暑假|寒假|假期|黄金周|小长假|期间")
_CUMULATIVE = lazy(r"累计|今年以来|年初以来|年内|全年|截[至止]|共")


def stands_on(goal: Comparison, text: str, last: dt.date) -> dt.date | None:
    """The day at which a reached figure of the progress text stands, ``last`` if the text names none.

    ``None`` for the figure of one month, quarter or season of several (7月新增5家, 暑期接待300万人次), which tells nothing
    of the year, and for one of another year (2021年实施的8项).
    """
    assert goal.actual_span is not None
    place = goal.actual_span[0]
    clause, sentence = _CLAUSE.split(text[:place])[-1], _sentence_before(place, text)
    own = _times_in(sentence, last.year)
    near = [found for found in own if found.span[0] >= len(sentence) - len(clause)]
    of_a_part = _is_a_part(near[-1]) if near else _SEASON.search(sentence)
    if of_a_part and not _CUMULATIVE.search(clause):
        return None
    if any(found.year not in (None, last.year) and not _BASE.search(sentence[: found.span[0]]) for found in near):
        return None
    days = [_until(found, last.year) for found in own]
    if "截" in text[:place]:
        days.append(as_of(text[:place], year=last.year))
    return min((day for day in days if day and day.year == last.year), default=last)


def _is_a_part(mention: Mention) -> bool:
    return mention.kind in ("month", "quarter", "half") and mention.months is not None and mention.months[0] > 1


def _until(mention: Mention, year: int) -> dt.date | None:
    """The last day of a span that begins with the year: 1-6月, 上半年, 前三季度."""
    whole = mention.months is not None and mention.months[0] == 1 and mention.kind in ("month", "quarter", "half")
    return mention.end(year) if whole else None


def quote(text: str, span: tuple[int, int], longest: int = 48) -> str:
    """The clause around a figure, white space squeezed, cut at both ends to ``longest`` characters."""
    begin = max([found.end() for found in _CLAUSE.finditer(text, 0, span[0])], default=0)
    after = _CLAUSE.search(text, span[1])
    end = after.start() if after else len(text)
    room = max(longest - (span[1] - span[0]), 0)
    left = max(begin, span[0] - max(room * 3 // 4, room - (end - span[1])))
    right = min(end, span[1] + room - (span[0] - left))
    cut = ("…" if left > begin else "") + text[left:right] + ("…" if right < end else "")
    return " ".join(cut.split())
