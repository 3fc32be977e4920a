"""Pace: how much of a goal is reached, how much of its time has gone, and what that says.

Cities write down when a figure is behind (the study's filling rules, section 2): at the end of November below 11/12
(Xuancheng 2020, Zhangjiajie 2018); 10 points or more below the straight line (Yinchuan 2025). How far, is the form's to say. Only what is counted anew from zero can lie on a line: a total, a level, a rate or an average
stands where it stood on the first day and is judged when its time is up. In doubt a goal is not judged.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Literal, NamedTuple, get_args

from progress_xl.text.figures import Comparison
from progress_xl.text.goals import Bound
from progress_xl.text.mentions import Mention, as_of, mentions
from progress_xl.text.patterns import lazy

Place = tuple[int, int]
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
_TIME_SIGN = lazy(r"[年月季]|\d[-./]\d|十[三四五六]五")
_BASE, _BASED = lazy(r"[比较同与]$"), lazy(r"的?(?:基础|基数|水平|同期)")
_WHOLE_YEAR = lazy(r"全年|(?<![\d一二两三四五六七八九十])年[内底]|当年|今年|本年")
# How long, or when as nobody can count it: no day that the text itself names. 三年行动计划 is a name.
_MANY = r"(?:(?<![\d.])(?:[2-9]|10)|(?<![〇零○一二三四五六七八九十第近连满])[两二三四五六七八九十])"
_UNDATED = lazy(
    rf"{_MANY}个?年(?!级|制|来|[^,，。;；\n]{{0,4}}(?:行动|计划|规划|方案))|[明后来次]年|[秋冬]季|暑期|国庆"
    r"|十[三四五六]五[”\"’」]?(?=[新建完]|累计|力争|计划)"
)
_PLAN_BEFORE = lazy(r"《[^》]*$|(?:计划|规划|方案|行动)[（(]$")
_PLAN_AFTER = lazy(r"[^,，。;；\d\n]{0,10}(?:行动计划|方案|规划|纲要|》)")
_BY_BEFORE, _BY_AFTER = lazy(r"(?:到|至|截止)\s?$"), lazy(r"(?:之|以)?前")
_FROM = lazy(r"起(?!草)|开始|[以之]?后")
_TO = lazy(r"\s*(?:起|开始)?[-—–~至到]{1,2}\s*")
_COUNT = lazy(r"\d|[一二两三四五六七八九十][个家项户座所条]")
_LEADS, _BY_OR_IN = lazy(r"(?:力争|争取|确保|计划|要求|预计|其中|[拟在于到至])*+"), lazy(r"(?:之|以)?前|[止内底]|")
_PART = lazy(r"[,，。;；、()（）\n]")
_AHEAD, _LOOK_BACK = 60, 24
_NEXT_TO = lazy(r"[^,，。;；（(\n]{0,12}[,，。;；（(](?:力争|争取|确保|计划|要求|须|应)?[于在到至]?")
_DONE_BY = lazy(
    r"度?(?:之|以)?前?(?:全[部面])?(?:完成|建成|达到|实现|到位|投用)?(?:目标|任务)?(?=[）),，。;；！!\n]|$)"
)
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
    """The days in which a goal is to be reached; ``None`` where the text names a time that cannot be it, or no day.

    The time that the goal's own sentence names (上半年完成20家; 建成10个（2025年底前）), else the deadline's span, else
    the year. A span whose beginning nobody names begins with the year: the task stands in the year's list, so if it is
    older, more of its time has gone, not less. Of a length (三年内) only a deadline of a later year tells the end.
    """
    own = _own_span(goal, text, year)
    undated = _UNDATED.search(_sentence_around(goal, text))
    if own and not (undated and own.end.year <= year):
        return own if own.end.year >= year else None
    if undated and (due is None or due.year <= year):
        return None
    if due is None:
        return year_of(year)
    return Span(start or dt.date(min(year, due.year), 1, 1), due)


class _Named(NamedTuple):
    """Days that a text names at ``place``; what begins there (自9月) would begin on ``first``. ``single``: a month or day."""

    place: Place
    first: dt.date
    days: Span
    single: bool


def first_day(text: str, year: int) -> dt.date | None:
    """The first of all days that a task's text names (12月举办活动); ``None`` where it names none."""
    return min((found.days.start for found in _named(text, year)), default=None)


def _own_span(goal: Comparison, text: str, year: int) -> Span | None:
    """The time that a goal's sentence names last before it, not followed by 全年; else the one that closes it."""
    begin, end = goal.goal_span
    before = _sentence_before(begin, text)
    times = [found for found in _named(before, year) if not (found.single and _is_of_another_deed(found.place, before))]
    if times and not _WHOLE_YEAR.search(before, times[-1].place[1]):
        return times[-1].days
    if _WHOLE_YEAR.search(_CLAUSE.split(before)[-1]):
        return None
    return _span_behind(text[end : end + _AHEAD], year)


def _is_of_another_deed(place: Place, before: str) -> bool:
    """Whether a time stands in an earlier clause, with a deed of its own: 3月召开动员会，新增20家."""
    behind = _CLAUSE.search(before, place[1])
    head = _CLAUSE.split(before[max(0, place[0] - _LOOK_BACK) : place[0]])[-1]
    return bool(behind and not (_LEADS.fullmatch(head) and _BY_OR_IN.fullmatch(before, place[1], behind.start())))


def _span_behind(rest: str, year: int) -> Span | None:
    """The time in the words behind a goal, where no other figure stands beside it.

    Next to the goal (（2025年底前）; ，9月底前完成), or of a later year in the goal's sentence.
    """
    sentence = len(_SENTENCE.split(rest)[0])
    times = _named(rest, year)
    plain = rest
    for begin, end in (found.place for found in times):
        plain = plain[:begin] + "_" * (end - begin) + plain[end:]
    own = (
        found.days
        for found in times
        if not _beside_figure(found.place, plain)
        and (_is_next(found.place, rest) or (found.days.end.year > year and found.place[1] <= sentence))
    )
    return next(own, None)


def _beside_figure(place: Place, plain: str) -> bool:
    before, after = _PART.split(plain[: place[0]])[-1], _PART.split(plain[place[1] :])[0]
    return bool(_COUNT.search(before) or _COUNT.search(after))


def _is_next(place: Place, rest: str) -> bool:
    return bool(_NEXT_TO.fullmatch(rest, 0, place[0]) and _DONE_BY.match(rest, place[1]))


def _named(text: str, year: int) -> list[_Named]:
    """The days that ``text`` names, ranges joined; what begins (9月起) lasts to the year's end."""
    named: list[_Named] = []
    for found in _times_in(text, year):
        if _is_base(found, text) or not (end := found.end(year)):
            continue
        (begin, behind), first = found.span, end if found.kind == "date" else found.start(year)
        single = found.kind in ("month", "date") and first.month == end.month
        start = dt.date(min(year, end.year), 1, 1) if _is_end(found, text) else first
        if named and _TO.fullmatch(text, named[-1].place[1], begin):
            begin, start, single = named[-1].place[0], named.pop().first, False
        elif _FROM.match(text, behind):
            end, single = dt.date(max(year, first.year), 12, 31), False
        named.append(_Named((begin, behind), first, Span(min(start, end), end), single))
    return named


def _is_end(mention: Mention, text: str) -> bool:
    """Whether a time only says by when: 6月底, 9月前, 到2025年; a day does."""
    begin, end = mention.span
    if mention.kind in ("date", "as-of") or text[end - 1] in "底末初":
        return True
    return bool(_BY_BEFORE.search(text, max(0, begin - 3), begin) or _BY_AFTER.match(text, end))


def _is_base(mention: Mention, text: str) -> bool:
    """Whether a time is only compared with (比2021年), or stands in the name of a plan (《2021-2023年行动计划》)."""
    begin, end = mention.span
    before = text[max(0, begin - _LOOK_BACK) : begin]
    if mention.kind == "years" and (_PLAN_BEFORE.search(before) or _PLAN_AFTER.match(text, end)):
        return True
    return bool(_BASE.search(before) or _BASED.match(text, end))


def _sentence_around(goal: Comparison, text: str) -> str:
    begin, end = goal.goal_span
    return _sentence_before(begin, text) + text[begin:end] + _SENTENCE.split(text[end : end + _AHEAD])[0]


def _sentence_before(place: int, text: str) -> str:
    return _SENTENCE.split(text[:place])[-1]


def _times_in(text: str, year: int) -> tuple[Mention, ...]:
    """The times that ``text`` names; a text without a sign of any is not searched."""
    return mentions(text, year=year) if _TIME_SIGN.search(text) else ()


_SEASON = lazy(r"[春夏秋冬][季节夏冬]|暑期|暑假|寒假|假期|黄金周|小长假|期间")
_CUMULATIVE = lazy(r"累计|今年以来|年初以来|年内|全年|截[至止]|共")
_OVERALL, _OF_THE_YEAR = lazy(r"累计|总计|共|以来"), lazy(r"今年|本年|年初|年内|当年|全年")


def stands_on(goal: Comparison, text: str, last: dt.date, since: dt.date | None = None) -> dt.date | None:
    """The day at which a reached figure of the progress text stands, ``last`` if the text names none, or a later one.

    ``None`` for the figure of one month, quarter or season of several (7月新增5家, 暑期接待300万人次), which tells nothing
    of the year, and for one of another year (2021年实施的8项). Of a goal whose time began in an earlier year, ``since``,
    only what is told to be counted from then (累计) is a figure.
    """
    assert goal.actual_span is not None
    place = goal.actual_span[0]
    clause, sentence = _CLAUSE.split(text[:place])[-1], _sentence_before(place, text)
    own = [found for found in _times_in(sentence, last.year) if not _is_base(found, sentence)]
    near = [found for found in own if found.span[0] >= len(sentence) - len(clause)]
    of_a_part = _is_a_part(near[-1], last.year, since) if near else _SEASON.search(sentence)
    if of_a_part and not _CUMULATIVE.search(clause):
        return None
    if any(found.year not in (None, last.year) and found.start(last.year) != since for found in near):
        return None
    if since and since.year < last.year and not _is_overall(clause, sentence, own):
        return None
    days = [_until(found, last.year) for found in own]
    if "截" in text[:place]:
        days.append(as_of(text[:place], year=last.year))
    return min([last, *(day for day in days if day and day.year == last.year)])


def _is_overall(clause: str, sentence: str, times: Sequence[Mention]) -> bool:
    """Whether a figure is told to be that of several years, not of the last or of months in it."""
    of_months = any(found.kind in ("month", "quarter", "half") for found in times)
    return bool(_OVERALL.search(clause)) and not of_months and not _OF_THE_YEAR.search(sentence)


def _is_a_part(mention: Mention, year: int, since: dt.date | None) -> bool:
    """Whether a figure of these months tells nothing of the goal, since they begin neither with the year nor with it."""
    parts = mention.kind in ("month", "quarter", "half") and mention.months is not None and mention.months[0] > 1
    return parts and mention.start(year) != since


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
