"""Figures of a progress text, each with what is said to have happened to it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from progress_xl.text.acts import Act, Tense, governing_act, is_low, tense
from progress_xl.text.clauses import Figure, find_figures
from progress_xl.text.goals import is_growth
from progress_xl.text.measure_words import family, kindred
from progress_xl.text.quantities import Span, plain_text
from progress_xl.text.wording import Wording, wording

_PART = re.compile(r"其中|包括|包含")
_WHOLE = re.compile(r"[一-鿿]{0,10}?(?<!其)中(?=$|[已有共的完累])")
_THIS_YEAR = re.compile(r"今年|本年|今[春夏秋冬]|明年")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?=年)")
_SUM = re.compile(r"累计|[共总]计?")
_BATCH = re.compile(r"第[一二三四五六七八九十0-9]+[批期]|首批")
_PLACE = re.compile(
    r"(?:^|[,﹐、])(?:其中)?([一-鿿]{2,5}?(?:县|市本级|(?<![小社园景库灌校特街片辖郊山])区|镇|乡|街道))(?:[已共新累实]|完成|建成|改造|达)"
)
_EVERYWHERE = re.compile(r"全[市县区省镇州乡]|[我本][市县区省镇州乡]|各[市县区镇乡]|示范|乡镇|城镇|村镇|小镇")
_DELTA = re.compile(
    r"(?:同比|环比|较|比)[^,﹐]{0,12}(?:增[加长]?|减少?|下降|提高|上升|多|少|净增|扩大|回落|收窄)(?:了|约|近)?$"
)
_FALL = re.compile(r"(?:下降|降低|减少|压减|回落|降幅|下滑|负增长|少|[-−])[^,﹐]{0,4}$")
_RATE_OF_WORK = re.compile(
    r"(工程量|任务|计划|目标|进度|完成率|形象|工程|占|超额?|超计划|完成|开工率|支付率|化解率|办结率)[^,﹐]{0,10}$"
)
_STILL = re.compile(
    r"^(?:目前|现|现在|均|都|已|全部|正|其中|项目|并)*(?:正在|正[^式]|待|拟|处于|进入(?!运营)|(?:开工|动工|施工|启动|申报|公示|在建)[^,﹐]{0,4}$)"
)
_RESULT_IS = re.compile(r"(?:累计|完成|实际|完成数|完成值|已完成|完成情况|进度)(?:数|值|量)?[:为]?$")
_FORECAST = re.compile(r"(?:预计|拟|计划|将|力争|确保)")
# «已完成年度目标任务», «超额完成», «已全部建成»; not «未完成», «预计完成», «完成任务的80%».
_MET = re.compile(
    r"(?<![未预确力拟将可望争需待])(?<!确保|预计|力争|尚未|争取|有望)(?:已|均|全部|全面|圆满|提前|超额|顺利|如期){1,4}完成了?(?:全年|年度|年初|今年|本年度?|既定|预定|省定|市定|省|市|上级|下达|的|各项){0,3}"
    r"(?:目标|任务|指标|计划){1,2}(?![数量率书]|的?[0-9]|的[^,。;]{0,4}[0-9])"
    r"|(?<![未预])(?:已|均已?)(?:全部|全面)(?:完成|建成|完工|竣工)(?=$|[,﹐。;\n])|超额完成(?=$|[,﹐。;\n])"
)
_FAR = 200
_REMEMBERED = 30
_DONE = re.compile(r"已|完成|实际|累计|截至|截止|达|实现|建成|竣工|办结")


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure of a progress text.

    Attributes:
        act: what happened to it; ``act_word`` the word that says so.
        tense: plan, past, a slice of the period (本月), now, or not said.
        part: stands for a part of a figure given before (其中, a district, a batch).
        words: of its own clause; ``context`` of the clauses before in the sentence.
        whole: the number of things of which a part follows («20个项目中»).
        bare: a number without a unit that stands for the result: alone, or after 完成, 累计.
        delta: a difference (同比增加20家), not a figure of its own.
        growth: a rate of change; ``falling``: downwards.
        of_work: the word that makes a percentage one of a task, plan or works.
        summed: 累计, 共.
        claimed: its clause says that it is done, reached or counted up to a day.
    """

    figure: Figure
    act: Act | None
    act_word: str
    tense: Tense | None
    part: bool
    batch: str
    words: Wording
    context: Wording
    whole: bool
    bare: bool
    delta: bool
    growth: bool
    falling: bool
    of_work: str
    summed: bool
    claimed: bool


def read_progress(progress: str) -> list[Reading]:
    """Every figure of a progress text with its reading, in order."""
    readings: list[Reading] = []
    years = _years(progress)
    for figure in find_figures(progress):
        same = [reading for reading in readings[-_REMEMBERED:] if reading.figure.sentence == figure.sentence]
        readings.append(_reading(figure, same, years))
        if len(readings) > 1 and _is_whole_of(readings[-2], readings[-1]):
            readings[-2] = replace(readings[-2], whole=True)
    return readings


def _is_whole_of(first: Reading, second: Reading) -> bool:
    """Whether a figure that leads a clause is what the next one is a share of: «15个院落已完成8个», «30万亩完成86%»."""
    one, other = first.figure, second.figure
    if one.clause != other.clause or one.left or other.listed:
        return False
    share = bool(second.of_work) or (_kin(one, other) and second.act in ("done", "finish") and not second.summed)
    return share and one.clause == other.clause


def _years(text: str) -> tuple[str, bool]:
    """The latest year that a text names, and whether it speaks of «this year» besides."""
    return max(_YEAR.findall(text), default=""), bool(_THIS_YEAR.search(text))


def _reading(figure: Figure, earlier: Sequence[Reading], years: tuple[str, bool]) -> Reading:
    last = earlier[-1] if earlier else None
    act, word = _act(figure, last)
    own = figure.left + "|" + figure.right
    return Reading(
        figure,
        act,
        word,
        tense=_tense(figure, last, years),
        part=_is_part(figure, earlier, act),
        batch=_batch(figure),
        words=wording(own),
        context=_context(figure, last),
        whole=bool(_WHOLE.match(figure.right)),
        bare=_is_bare(figure),
        delta=bool(_DELTA.search(figure.left)),
        growth=is_growth(figure),
        falling=bool(_FALL.search(figure.left)),
        of_work=_rate_of_work(figure),
        summed=bool(_SUM.search(figure.left)),
        claimed=_is_claimed(figure, last),
    )


def _act(figure: Figure, last: Reading | None) -> tuple[Act | None, str]:
    """The act that governs a figure: the last one named before it; one after it may only take away."""
    act, word = governing_act(figure.left)
    right, right_word = governing_act(figure.right)
    if is_low(right) or (act is None and right):
        return right, right_word
    if act in (None, "done", "finish") and _STILL.match(figure.after):
        return "start", "正在"
    if act is not None:
        return act, word
    now = tense(figure.since) == "now" and bool(wording(figure.left).pairs)
    if last is not None and not now and (_alike(figure, last.figure) or not figure.first):
        return last.act, last.act_word
    act, word = governing_act(figure.since)
    return (act, word) if act else governing_act(figure.tail)


def _alike(first: Figure, second: Figure) -> bool:
    return family(first.quantity.word) == family(second.quantity.word)


def _tense(figure: Figure, last: Reading | None, years: tuple[str, bool]) -> Tense | None:
    if _FORECAST.match(figure.after) or _FORECAST.search(figure.right):
        return "plan"
    if _is_of_earlier_year(figure.since, years):
        return "past"
    found = tense(figure.since)
    if found or last is None or (last.tense == "past" and is_growth(figure)):
        return found
    return last.tense


def _is_of_earlier_year(text: str, years: tuple[str, bool]) -> bool:
    named = _YEAR.findall(text)
    latest, this_year = years
    return bool(named) and (named[-1] < latest or (this_year and not _THIS_YEAR.search(text)))


def _is_part(figure: Figure, earlier: Sequence[Reading], act: Act | None) -> bool:
    """Whether a figure is a part of one before it in the same unit (其中, in brackets), or of one place only."""
    whole = [reading for reading in earlier if _kin(figure, reading.figure)]
    if is_place(figure.since):
        return True
    if not whole or (is_low(whole[-1].act) and act in ("done", "finish")):
        return False
    inherited = whole[-1].part and not _SUM.search(figure.left)
    return inherited or figure.aside or bool(_PART.search(figure.since))


def _kin(first: Figure, second: Figure) -> bool:
    one, other = first.quantity.word, second.quantity.word
    return family(one) == family(other) or kindred(one, other)


def _is_bare(figure: Figure) -> bool:
    if figure.quantity.unit or figure.right or 1900 <= figure.quantity.value < 2100:
        return False
    alone = not (figure.since or figure.head)
    return alone or bool(_RESULT_IS.search(figure.since))


def _rate_of_work(figure: Figure) -> str:
    found = _RATE_OF_WORK.search(figure.left) if family(figure.quantity.word) == "share" else None
    return found[1] if found else ""


def _batch(figure: Figure) -> str:
    found = _BATCH.search(figure.since)
    return found[0] if found and not _SUM.search(figure.since) else ""


def _is_claimed(figure: Figure, last: Reading | None) -> bool:
    if figure.listed and last is not None:
        return last.claimed
    alone = not (figure.left or figure.right or figure.before or figure.head)
    reached = governing_act(figure.right)[0] in ("done", "finish")
    return alone or reached or tense(figure.since) == "now" or bool(_DONE.search(figure.since))


def is_place(text: str) -> bool:
    """Whether a figure is said of one county, district or town."""
    found = _PLACE.search(text)
    return bool(found) and not _EVERYWHERE.search(found[1] if found else "")


def _context(figure: Figure, last: Reading | None) -> Wording:
    """The words of the nearest clause before, in the same sentence, that names something."""
    between = figure.since[: len(figure.since) - len(figure.left)]
    clauses = map(wording, reversed(re.split(r"[,﹐:]", between)))
    named = next((words for words in clauses if not words.empty), wording(""))
    if not named.empty or last is None:
        return named
    return last.context if last.words.empty else last.words


def claims(progress: str) -> list[Span]:
    """Where the text says that a goal is met: from the beginning of the sentence to the words that say so."""
    plain = plain_text(progress)
    return [(_sentence_start(plain, found.start()), found.start()) for found in _MET.finditer(plain)]


def _sentence_start(plain: str, at: int) -> int:
    low = max(0, at - _FAR)
    return max(low, *(plain.rfind(mark, low, at) + 1 for mark in "。;!?\n"))


def enumerations(readings: Sequence[Reading]) -> list[list[Reading]]:
    """Figures told in one breath («分别完成95个、310个»); the act and time of the first hold for all."""
    runs: list[list[Reading]] = []
    for reading in readings:
        if reading.figure.listed and runs:
            leader = runs[-1][0]
            runs[-1].append(replace(reading, act=leader.act, act_word=leader.act_word, tense=leader.tense))
        else:
            runs.append([reading])
    return [run for run in runs if len(run) > 1]
