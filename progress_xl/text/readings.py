"""Figures of a progress text, each with what is said to have happened to it."""

import math
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from progress_xl.text.acts import Act, Tense, as_of_month, governing_act, is_choosing, is_low, low_words, tense
from progress_xl.text.clauses import Figure, find_figures
from progress_xl.text.goals import is_change, is_joined, names_in
from progress_xl.text.measure_words import family, is_sized, kindred
from progress_xl.text.patterns import lazy
from progress_xl.text.quantities import Quantity
from progress_xl.text.wording import Wording, rate_alone, wording

_YEAR, _THIS_YEAR = lazy(r"(?:19|20)[0-9]{2}(?=年)"), lazy(r"今年|本年|今[春夏秋冬]|明年")
_OF_YEAR = lazy(r"(?:19|20)[0-9]{2}年度?[^,﹐0-9]{1,6}的")
_PART, _WHOLE = lazy(r"其中|包括|包含"), lazy(r"[一-鿿]{0,10}?(?<!其)中(?=$|[已有共的完累])")
_SUM = lazy(r"累计|共|总(?![工投产面进体部里长])")
_BATCH = lazy(r"第[一二三四五六七八九十0-9]+[批期]|首批")
_PLACE = lazy(
    r"(?:^|[,﹐、])(?:其中)?([一-鿿]{2,5}?(?:县|市本级|(?<![小社园景库灌校特街片辖郊山户护务宅住林矿牧湖])区|镇|(?<!下)乡|街道)(?=[已共新累实]|完成|建成|改造|检查|培训|达)|该(?:社区|小区|村|乡|镇|街道|片区|园区|校))"
)
_EVERYWHERE = lazy(r"[全我本各][市县区省镇州乡]|示范|乡镇|城镇|村镇|小镇")
_DIFFERENCE = lazy(
    r"(?:同比|环比|较|比)[^,﹐]{0,12}(?:增[加长]?|减少?|下降|提高|上升|多|少|净增|扩大|回落|收窄)(?:了|约|近)?$"
)
_FALL = lazy(r"(?:下降|降低|减少|压减|回落|降幅|下滑|负增长|少|[-−])[^,﹐]{0,4}$")
_OF_WORK = lazy(
    r"(工程量|任务|计划|目标|进度|完成率|形象|工程|占(?!比)|超(?!过)额?|超计划|完成|开工率|支付率|化解率|办结率)[^,﹐]{0,10}$"
)
_STILL = lazy(
    r"(?:目前|现在?|均|都|已|全部|其中|项目|并)*(?:正在|正[^式]|待|拟|处于|进入(?!运营)|(?:开工|动工|施工|启动|申报|公示|在建)[^,﹐]{0,4}$)"
)
_RESULT_IS = lazy(r"(?:累计|完成|实际|完成情况|进度)[数值量]?[:为]?$|[0-9]月[底末份]?:$")
_FORECAST = lazy(r"预计|拟|计划|将|力争|确保")
_CLAIMED = lazy(r"已|完成|实际|累计|截至|截止|达(?<!下达)|实现|建成|竣工|办结")
_STOCK = lazy(
    r"累计(?:建成|拥有|达|认定|建设)|[现共]有(?![制权])|[一-鿿]共(?:有|计|达)?$|总计|达到?$|(?:增|提|升|扩|发|壮)[^,﹐]?[到至]$"
)
_HELD = lazy(r"余额|总数|总量|保有|拥有|存量|在册|在库|在用|在运|现有|有效期|总面积|里程|规模(?:约|为|达到?)?$")
_ALL_ALIKE = lazy(r"(?<![人平年村户亩日月])[各均都](?:已|约)?(?:达到?|为|是|超过?|完成)?$")
_ALL = lazy(r"(?:已|均|都)*全部")
_ADDS_UP = lazy(r"(?:全年|两项|各项)?(?:合计|共计|总计|[共计])(?:完成|新增|达到?|为)?")
_CLASS = lazy(
    r"(?<=等)(?<![一二三四五特甲乙丙]等)(?![级次于同候待])(?:[一-鿿“”0-9A-Za-z+]{2,})?$"
    r"|(?:接入|带动|惠及|吸纳|吸引|辐射|服务(?=农户|群众|企业|居民|老|人[群次]|学生|家庭|市民|[旅游]客|用户|客户))[一-鿿]{2,}$"
)
_OTHERS = lazy(r"[、和]?[^、]等[^、,﹐]*$")
_TO_PLACE = lazy(r"(?<=[一-鿿]{2})(?:到(?![位期账访达场])|赴|进驻|前往|深入)(?=[一-鿿]{2})")
_BASE = ("基础", "的基础")
_FROM, _REACHING = lazy(r"[由从][^,﹐]{0,8}$"), lazy(r"(?:总数|总量)?已?达到?")
_SHARE_OF = lazy(r"、?(?:占|为|完成|相当于)[^,﹐]*的")
_SHARE_OF_IT = lazy(r"、?占[比全]?[^,﹐]{0,6}")
_TASK_SHARE = lazy(
    r"(?:任务|计划|目标|完成率|开工率|(?:完成|整改|处置|办结|销号|竣工|完工)(?:进度|比例|率))[^,﹐]{0,6}$|^(?:、?占比?|完成|达到?|比例)?(?:约|为|达到?|的)?$"
)
_EXCESS, _OF_TASK = lazy(r"超(?!额)|[高低]于"), lazy(r"任务|计划|目标|完成率")
_OF_STAGE = lazy(r"阶段|序时|时序|[月季周半]")
_ELSEWHERE = lazy(
    r"不[是属](?:于)?(?:同一|本[年批次]|该|此)|非同一|口径不(?:同|一致)|(?:不|未)(?:在|计入|纳入|列入)[^,﹐]{0,8}(?:范围|任务|统计|考核)"
)
_ADDED = lazy(r"(?:较|比)(?:年初|上?年[末底])[^,﹐]{0,4}(?:新增|增加|净增)")
_FLOW = lazy(r"新(?<![高创更最革]新)(?![能材型区农兴媒城质闻])|净增")
_SPENT = lazy(r"完成[^,﹐]{0,6}(?:投资|资金|支出|产值)")
_COMMA = lazy(r"[,﹐:]")
_REMEMBERED, _FEWEST, _JOINING = 30, 2, "、和及与以"
_BEGUN = frozenset(("start", "partial", "missing"))
_FUNDED = lazy(r"(?:资金|经费|债券|额度)[已均都全部]{0,3}(?:落实|到位|下达)|获[^,﹐]{0,8}(?:债券|额度)")
_RESERVE = lazy(r"(?:培育|储备|后备|备选|梯队|苗子|项目)库")
_UNDER_WAY = frozenset(("建设", "实施", "改造", "新建"))
_WORKS, _ALL_DONE = lazy(r"工程量|工程进度|形象|总进度|总体进度|整体进度"), 100


_T = TypeVar("_T")


class _once(Generic[_T]):  # noqa: N801
    """A property told once; `functools.cached_property` without the lock it takes in Python 3.11."""

    def __init__(self, tell: "Callable[[Any], _T]") -> None:
        self._tell, self._name = tell, tell.__name__
        self.__doc__ = tell.__doc__

    def __get__(self, reading: "Reading", owner: "type[Reading]") -> _T:
        value = reading.__dict__[self._name] = self._tell(reading)
        return value


class Reading:
    """A figure of a progress text; what is costly to tell is told when asked for.

    Attributes:
        act: what happened to it; ``act_word`` the word that says so; ``handed_on`` from the figure before.
        tense: plan, past, a slice of the period (本月), now, or not said.
        last, next: the figures before and after it in its sentence.
        parts: told of it after 其中; ``summands``: told before it, that it adds up; ``task_share``: the share of the task or plan that is told after it.
        part: stands for a part of a figure given before (其中, in brackets), or for one place; ``parted``: told after 其中.
        whole: the number of things of which a part follows («20个项目中», «15个院落已完成8个»).
    """

    def __init__(self, figure: Figure, earlier: Sequence["Reading"], years: tuple[str, bool]) -> None:
        self.figure = figure
        self.last = earlier[-1] if earlier else None
        self.quantity: Quantity = figure.quantity
        self.family = family(figure.quantity.word)
        after = figure.after
        self.act, self.act_word = _act(figure, self.last, after)
        self.handed_on = bool(self.last and self.act) and not (
            low_words(figure.left) or low_words(figure.right) or after
        )
        self.tense = _tense(figure, self.last, after, years)
        self.parted = _is_parted(figure, self.last)
        self.sum = _sum_of(figure, earlier)
        self.part = _is_part(figure, self, bool(earlier))
        self.whole = bool(_WHOLE.match(figure.right))
        self.task_share: Reading | None = None
        self.next: Reading | None = None
        self.rest, self.told = self.quantity.value, set[bool]()
        self.parts: list[Reading] = []
        self.summands: Sequence[Reading] = _summands(figure, earlier)

    @_once
    def words(self) -> Wording:
        """What its own clause names."""
        figure = self.figure
        whole, words = wording(figure.left + "|" + figure.right), wording(_counted(figure))
        if _names_each(figure) or ("等" in figure.left and _OTHERS.search(figure.left)):
            return words._replace(verbs=words.verbs | whole.verbs)
        return whole if words.empty else words

    @_once
    def context(self) -> Wording:
        """What the nearest clause before, in the same sentence, names; of a sum what its summands name."""
        if self.summands:
            return wording(
                "|".join(_counted(each.figure) for each in self.summands if not _is_of_place(each.figure.since))
            )
        return _context(self.figure, self.last)

    @property
    def named(self) -> Wording:
        """What it speaks of: what its clause names, else the clause before."""
        return self.words if self.words.pairs else self.context

    @_once
    def as_of(self) -> int:
        """The month up to which it counts, 0 where none is named."""
        own = as_of_month(self.figure.since)
        if own or self.last is None:
            return own or as_of_month(self.figure.heading)
        return self.last.as_of

    @_once
    def batch(self) -> str:
        """第一批, where nothing says that it is the sum."""
        found = _BATCH.search(self.figure.since)
        return found[0] if found and not _SUM.search(self.figure.since) else ""

    @_once
    def of_work(self) -> str:
        """The word that makes a percentage one of a task, a plan or works."""
        found = _OF_WORK.search(self.figure.left) if self.family == "share" else None
        return found[1] if found else ""

    @_once
    def of_task(self) -> bool:
        """Whether it is said to be a share of a task or a plan, not of a stage of it."""
        return bool(_OF_TASK.search(self.figure.left)) and not _OF_STAGE.search(self.figure.left)

    @_once
    def bare(self) -> bool:
        """Whether a number without a unit stands for the result: alone, or after 完成, 累计."""
        quantity, figure = self.quantity, self.figure
        if quantity.unit or figure.right or 1900 <= quantity.value < 2100:
            return False
        alone = not (figure.since or figure.head)
        return alone or bool(quantity.value % 1) or bool(_RESULT_IS.search(figure.since))

    @_once
    def change(self) -> bool:
        """Whether it is a change (增长5%) and not a level."""
        return is_change(self.quantity.word, self.figure.left)

    @_once
    def flow(self) -> bool:
        """Whether it counts what was added: 新增, 净增."""
        return bool(_FLOW.search(self.figure.left) or _ADDED.search(self.figure.left))

    @_once
    def shared(self) -> bool:
        """Whether it is said of several things at once: 均为98%."""
        return bool(_ALL_ALIKE.search(self.figure.left))

    @_once
    def of_several(self) -> bool:
        """Whether several things are named of which it is the figure."""
        return len(names_in(self.figure)) > 1

    @_once
    def this_year(self) -> bool:
        return bool(_THIS_YEAR.search(self.figure.left))

    @_once
    def stock(self) -> bool:
        """Whether it counts all there is: 累计建成, 现有, 达到."""
        return bool(_STOCK.search(self.figure.left)) or self.held

    @_once
    def held(self) -> bool:
        """Whether it counts what is there and not what was done: 余额, 总量, 里程."""
        return self.family != "share" and bool(_HELD.search(self.figure.left))

    @_once
    def qualifier(self) -> str:
        """What kind of things are counted (50万元以上的村); where its clause names nothing, of the figure before."""
        silent = self.last is not None and (self.words.empty or _SHARE_OF_IT.fullmatch(self.figure.left))
        return self.figure.qualifier or (self.last.qualifier if silent and self.last else "")

    @_once
    def rate(self) -> str:
        """The name of a rate where the clause names nothing else: 覆盖率 of «，覆盖率达74.3%»."""
        return rate_alone(self.figure.left) if self.family == "share" else ""

    @_once
    def joined(self) -> bool:
        """Whether it counts what takes part in a thing and not the thing."""
        return is_joined(self.figure.left)

    @_once
    def elsewhere(self) -> bool:
        """Whether its sentence says that it is of another batch or range than the task's."""
        return bool(_ELSEWHERE.search(self.figure.note))

    @_once
    def difference(self) -> bool:
        """Whether it only tells more or less than before: 同比增加20家."""
        return bool(_DIFFERENCE.search(self.figure.left))

    @property
    def falling(self) -> bool:
        return bool(_FALL.search(self.figure.left))

    @property
    def summed(self) -> bool:
        """累计, 共."""
        return bool(_SUM.search(self.figure.left))

    @_once
    def alone(self) -> bool:
        """Whether the text up to it says nothing else, nor its clause."""
        figure = self.figure
        return not (figure.left or figure.right or figure.before or figure.head)

    @_once
    def claimed(self) -> bool:
        """Whether its clause says that it is done, reached or counted up to a day, or it is all there is."""
        figure = self.figure
        if self.summands or (self.last is not None and self.last.claimed):
            return True
        done = any(governing_act(text)[0] in ("done", "finish") for text in (figure.left, figure.right))
        return self.alone or done or tense(figure.since) == "now" or bool(_CLAIMED.search(figure.since))


def read_progress(progress: str) -> list[Reading]:
    """Every figure of a progress text with its reading, in order."""
    readings: list[Reading] = []
    years = max(_YEAR.findall(progress), default=""), bool(_THIS_YEAR.search(progress))
    for figure in find_figures(progress):
        same = [reading for reading in readings[-_REMEMBERED:] if reading.figure.sentence == figure.sentence]
        reading = Reading(figure, same, years)
        _mark_parts(reading, same)
        if same:
            _mark_last(same, reading)
            _mark_broken_down(same, reading)
        readings.append(reading)
    return readings


def _mark_last(same: Sequence[Reading], reading: Reading) -> None:
    """What a figure tells of those before: its share of the task («，占年度任务的92%»), and that one is the whole."""
    last, left = same[-1], reading.figure.left
    last.next = reading
    if reading.family == "share" and _TASK_SHARE.search(left) and not _EXCESS.search(left):
        counted = next((each for each in reversed(same) if _is_counted(each, left)), None)
        if counted and not counted.task_share:
            counted.task_share = reading
    kin = next((each for each in reversed(same) if _kin(each.figure, reading.figure)), last)
    for each in (last,) if kin is last else (last, kin):
        each.whole = each.whole or _is_whole_of(each, reading)
    if not left.strip(_JOINING) and is_low(governing_act(reading.figure.right)[0]):
        _hand_back(same, reading)


def _hand_back(same: Sequence[Reading], reading: Reading) -> None:
    """What falls short of a result after the last of several numbers and names is said of all: «3座桥和2条路正在施工»."""
    for each in reversed(same):
        own = governing_act(each.figure.right)[0]
        if each.figure.clause != reading.figure.clause or not each.figure.right.strip(_JOINING):
            return
        if own == "finish" or is_low(own):
            return
        each.act, each.act_word = reading.act, reading.act_word
        if each.figure.left.strip(_JOINING):
            return


def _is_counted(reading: Reading, left: str) -> bool:
    """Whether a figure may have the share told that follows ``left``; not the goal repeated in «完成目标560亿元的97%»."""
    repeated = left == "的" and reading.figure.right == "的"
    return reading.family != "share" and not (reading.figure.aside or repeated)


def _mark_broken_down(same: Sequence[Reading], reading: Reading) -> None:
    """A figure that later ones in its sentence add up to, some done and some not, is the number of all there is to do."""
    for whole in same:
        if not _kin(whole.figure, reading.figure):
            continue
        whole.rest -= reading.quantity.value
        whole.told.add(reading.act in _BEGUN)
        if math.isclose(whole.rest, 0, abs_tol=1e-9) and len(whole.told) > 1 and not is_low(whole.act):
            whole.whole = True


def _is_whole_of(first: Reading, second: Reading) -> bool:
    """Whether a figure that leads a clause is what the next one is a share of: «15个院落已完成8个», «建设5条，已完工2条»."""
    one, other = first.figure, second.figure
    if one.right == "的" and other.left == "的":
        return True
    under_way = first.act_word in _UNDER_WAY and not _CLAIMED.search(one.left)
    if under_way and second.of_work and second.quantity.value < _ALL_DONE and _WORKS.search(other.left):
        return True
    if under_way and "完成" in other.left and is_low(second.act) and _kin(one, other):
        return True
    if (
        under_way
        and second.act == "finish"
        and second.words.empty
        and not (second.parted or second.summed)
        and _kin(one, other)
    ):
        return True
    if one.clause == other.clause and one.right and second.summed and _kin(one, other):
        return governing_act(one.left)[0] is None
    if one.clause != other.clause or (one.left and not one.left.endswith("的")) or not other.left.strip(_JOINING):
        return False
    spent = _SPENT.search(other.left)
    return bool(second.of_work or spent) or (
        _kin(one, other) and (second.act in ("done", "finish") or is_low(second.act)) and not second.summed
    )


def _act(figure: Figure, last: Reading | None, after: str) -> tuple[Act | None, str]:
    """The act that governs a figure: the last one named before it; one after it may only take away."""
    act, word = governing_act(figure.left)
    if word == "入库" and _RESERVE.search(figure.since):
        return "prepare", "储备"
    if _FUNDED.search(figure.right) and family(figure.quantity.word) != "money":
        return "prepare", "安排"
    right, right_word = governing_act(figure.right)
    if is_low(right) or (right and (act is None or right == "prepare")):
        return right, right_word
    if act in (None, "done", "finish") and after and _STILL.match(after):
        return "start", "正在"
    return (act, word) if act else _act_around(figure, last)


def _act_around(figure: Figure, last: Reading | None) -> tuple[Act | None, str]:
    """The act of a figure that has none beside it: of the figure before, unless it begins anew, or of its sentence."""
    anew = tense(figure.since) == "now" and bool(wording(figure.left).pairs)
    if last is not None and not anew and (not figure.first or _same_family(figure, last.figure)):
        return last.act, last.act_word
    act, word = governing_act(figure.left if anew else figure.since)
    return (act, word) if act else governing_act(figure.tail)


def _tense(figure: Figure, last: Reading | None, after: str, years: tuple[str, bool]) -> Tense | None:
    if _FORECAST.match(after) or _FORECAST.search(figure.right):
        return "plan"
    if figure.left.endswith(("将", "把")) and not _CLAIMED.search(figure.right):
        return "plan"
    if figure.right.startswith(_BASE):
        return "past"
    if years[0] and _is_of_earlier_year(figure.since, years):
        return "past"
    found = tense(figure.since)
    if found == "slice" and _ALL.match(figure.right):
        return "now"
    return found or (_tense_told_once(figure) if last is None else _tense_handed_on(figure, last))


def _tense_told_once(figure: Figure) -> Tense | None:
    """What a time in front of several sentences parted by «；» says: «二季度，…；…»."""
    return tense(figure.heading) if wording(figure.heading).empty else None


def _tense_handed_on(figure: Figure, last: "Reading") -> Tense | None:
    """The tense of the figure before; not of a starting point (由5天), to a change, or from a slice to what it led to."""
    start = last.tense == "past" and (last.figure.right.startswith(_BASE) or _FROM.search(last.figure.left))
    if start or (last.tense == "past" and is_change(figure.quantity.word, figure.left)):
        return None
    return "now" if last.tense == "slice" and _REACHING.fullmatch(figure.left) else last.tense


def _is_of_earlier_year(text: str, years: tuple[str, bool]) -> bool:
    """Whether a text's year is not the latest that is spoken of; «2022年…» beside «今年», «2022年立的项目» are of one gone by."""
    named = _YEAR.findall(text)
    latest, this_year = years
    gone = named and (named[-1] < latest or (this_year and not _THIS_YEAR.search(text)))
    return bool(gone or _OF_YEAR.search(text))


def _is_part(figure: Figure, reading: Reading, follows: bool) -> bool:
    """Whether a figure is a part of one before it in the same unit (其中, in brackets), or of one place only."""
    if _is_of_place(figure.since) or (figure.aside and follows):
        return True
    whole = reading.sum
    if whole is None or figure.left.lstrip("、").startswith("占"):
        return False
    if figure.left and not (_same_family(figure, whole.figure) or _PART.search(figure.since)):
        return False
    chosen = is_low(whole.act) or is_choosing(whole.act_word)
    return reading.parted and not (chosen and reading.act in ("done", "finish"))


def _sum_of(figure: Figure, earlier: Sequence[Reading]) -> Reading | None:
    """The figure before, in a kindred unit and not a part itself, of which one is a part."""
    return next((reading for reading in reversed(earlier) if not reading.parted and _kin(figure, reading.figure)), None)


def _mark_parts(reading: Reading, same: Sequence[Reading]) -> None:
    """Summands are parts; a sum they do not add up to, or a whole of which some is not done yet, answers nothing."""
    if reading.parted and reading.of_work and reading.quantity.value < _ALL_DONE and _WORKS.search(reading.figure.left):
        for whole in same:
            whole.whole = True
    for part in reading.summands:
        part.part = True
    values = [part.quantity.value for part in reading.summands]
    if values and not any(
        math.isclose(sum(values[at:]), reading.quantity.value, rel_tol=1e-9) for at in range(len(values) - 1)
    ):
        reading.whole = True
    if reading.parted and reading.sum:
        reading.sum.parts.append(reading)
    if reading.parted and reading.sum and reading.act in _BEGUN and reading.sum.act in (None, "done"):
        reading.sum.whole = True


def _summands(figure: Figure, earlier: Sequence[Reading]) -> Sequence[Reading]:
    """The figures right before, two or more in the same unit, that a sum (合计, 共) adds up."""
    if len(earlier) < _FEWEST or not _ADDS_UP.fullmatch(figure.left):
        return ()
    others = (at for at in range(len(earlier), 0, -1) if earlier[at - 1].quantity.unit != figure.quantity.unit)
    first = next(others, 0)
    return earlier[first:] if len(earlier) - first >= _FEWEST else ()


def _counted(figure: Figure) -> str:
    """What is counted: the class after 等, the object of 带动, 接入; what follows 到, 赴 is a place."""
    left, right = figure.left, figure.right
    narrowed = _CLASS.search(left)
    placed = _TO_PLACE.search(right)
    if narrowed:
        left = left[narrowed.start() :]
    elif _names_each(figure):
        left = ""
    return left + "|" + (right[: placed.start()] if placed else right)


def _names_each(figure: Figure) -> bool:
    """Whether the counted things are named one by one: 其中城东、柳林2所."""
    if "、" not in figure.left:
        return False
    names = _PART.split(figure.left)[-1].split("、")
    return len(names) == figure.quantity.value >= _FEWEST and not is_sized(figure.quantity.word)


def _is_parted(figure: Figure, last: Reading | None) -> bool:
    """Whether parts are being told: from 其中 to the end of the sentence, or to a sum."""
    goes_on = last is not None and last.parted and not _SUM.search(figure.left)
    return goes_on or bool(_PART.search(figure.since))


def _is_of_place(text: str) -> bool:
    found = _PLACE.search(text)
    return found is not None and not _EVERYWHERE.search(found[1])


def _kin(first: Figure, second: Figure) -> bool:
    return _same_family(first, second) or kindred(first.quantity.word, second.quantity.word)


def _same_family(first: Figure, second: Figure) -> bool:
    return family(first.quantity.word) == family(second.quantity.word)


def _context(figure: Figure, last: Reading | None) -> Wording:
    between = figure.since[: len(figure.since) - len(figure.left)]
    told = (part for part in reversed(_COMMA.split(between)) if not is_low(governing_act(part)[0]))
    named = next((words for words in map(wording, told) if not words.empty), None)
    if named is not None or last is None:
        return named or wording("")
    return last.context if last.words.silent or _is_share_of(last) else last.words


def _is_share_of(reading: Reading) -> bool:
    """Whether a percentage tells of which other thing it is one: 为年初预算的76%."""
    return reading.family == "share" and bool(_SHARE_OF.fullmatch(reading.figure.left))
