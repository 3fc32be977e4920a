"""Numeric goals of a task's text: which quantities are goals, what they measure, and how they bind."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Literal, NamedTuple

from progress_xl.text.acts import Act, governing_act, low_words, tense
from progress_xl.text.clauses import Figure, find_figures
from progress_xl.text.measure_words import DURATIONS, family, is_sized
from progress_xl.text.patterns import lazy
from progress_xl.text.quantities import split_unit
from progress_xl.text.wording import Wording, rate_named, wording

Bound = Literal["min", "max", "about"]
GoalKind = Literal["new", "total", "cumulative", "growth"]

_MIN_BEFORE = lazy(r"(?:不[低少小]于|不[低少]|(?<!不)(?<!不得)超过?|突破|(?<!不)[高大多]于|至少)[^,﹐]{0,2}$")
_MAX_BEFORE = lazy(
    r"(?:不得?[超高大多]过?于?|(?<!不)[低小少]于|控制[在到]|压[缩减][到至]|[降缩][低短小]?[到至]|最多)[^,﹐]{0,2}$"
)
_ABOUT_BEFORE = lazy(r"(?:大约|约|近)$")
_MIN_AFTER, _MAX_AFTER, _ABOUT_AFTER = lazy(r"及?以上|[余多]"), lazy(r"及?以[内下]"), lazy(r"左右|上下")
_RATE_CHANGE = lazy(
    r"(?:增长|增速|增幅|涨幅|提高|提升|上升|增加(?!值)|下降|降低|降幅|压减|减少|削减)[率]?[^,﹐、]{0,6}$"
)
_AMOUNT_CHANGE = lazy(
    r"(?:提高|(?<!改造|整治|治理|巩固|优化|改建|扩建|修缮|绿化|亮化|品质)提升|上升|下降|降低|压减|减少|削减|(?:同比|比|较)[^,﹐、]{0,10}[增减升降][长加少低]?)(?:约|近|超过?|不少于|不低于)?$"
)
_COUNT_CHANGE = lazy(r"(?:同比|比|较)[^,﹐、]{0,10}[增减升降多少][长加少低]?(?:约|近|超过?)?$")
_TO_LEVEL = lazy(r"(?:提高|提升|上升|增加|增长|下降|降低|压减|减少|压缩|扩大|[增升降减扩])[到至]")
_CUT = lazy(r"压减|削减|减少|降低|减排|下降")
_JOINED = lazy(r"(?<!并)接入|入驻|参展|参会")
_NEW = lazy(r"新增|净增|新(?=认定|培育|登记|引进|签约|开工|申报|办|上|备案|发展|建)")
_REACHES = lazy(r"(?:达到?|突破|稳定在|保持在)$")
_HELD = lazy(r"余额|总数|总量|保有|拥有|存量|在册|在库|面积|里程|规模")
_TOTAL = lazy(r"总数|总量|总规模|保有量|拥有|存量|在册|在库|达到[^,﹐]*总")

# Not goals: the size of a thing, a rank, a starting point, a recurring dose, care for what exists, a name.
_ATTRIBUTE = lazy(
    r"(?:总投资|(?<!违规|违法|非法)占地(?:面积)?|年产|日产|年加工|年处理|日处理(?:能力)?|全长|总长|库容|注册资[本金]|概算|预算|设计规模)(?:额|约|近|达|为|:)?$"
)
_CAPACITY = lazy(r"[日年](?:供|产|处理|加工|吞吐|发电|接待|生产|消纳)[^,﹐]{0,4}$")
_SIZE = lazy(r"(?:面积|长度|总长|全长|规模|库容|长|宽|高|约)$")
_RANK = lazy(r"(?:[前第]|排名|位[列居次]|进位|争先|进入|提升|前移|前进|上升)[^,﹐]{0,2}$")
_START = lazy(r"[由从][^,﹐到至]{0,10}$")
_RECURRING = lazy(r"每个?(?:年|半年|季|月|周|日|天|旬|学期)")
# What each gets is a level: 标准提高到每人每月720元.
_PER_HEAD = lazy(r"(?:[到为至达]|不低于)每[人户名床亩]每[年月天日]$")
_EACH = lazy(r"每个|每(?:家|所|村|镇|乡|县|户|班|校|社区|企业)")
_UPKEEP = lazy(r"监管|管护|管理|维护|养护|运维|运行|跟踪|协议|责任|督办|督查|值守")
_KEPT_WELL = lazy(r"(?:运行|运营|管护|维护|管理|[管用守护])好[^,﹐]{0,8}$")
_REFERRED = lazy(
    r"(?:贯彻|落实|对照|按照|依照|执行|围绕|紧扣|紧?盯紧?|依托|借助|结合(?!部|率)|发挥|用好|巩固(?!率|提升|拓展))[^,﹐]{0,12}$|在全?[省市州县区镇]$"
)
_LIMITED = lazy(r"压[缩减]|缩短|控制|减少|不[超少多低]|达到?|延长|天数|平均|时限|降[至到]|缩减")
_THRESHOLD = lazy(r"级的?[一-鿿]")
_NAME_AFTER = lazy(
    r"部门|单位|强|圈|标准|规定|措施|要求|意见|方针|原则|制度|机制|体系|战略|理念|精神|之一|以来|规划|行动计划"
)
_NAMED = ("强", "圈", "级", "部门", "单位", "以来", "周年")
_YEARS = lazy(
    r"\(?(?:[2-9二两三四五]年内|近[2-9二两三四五]年|“?十[三四五]五|(?:19|20)[0-9]{2}年?[-—–~至到]{1,2}(?:19|20)[0-9]{2}年)"
)
_AGAIN = lazy(r"(?:目标|任务|指标)(?:任务)?[数值]?[为:]?$")
_MADE = lazy(
    r"(?:新建|改扩?建|扩建|建设|建成|建好|完成|新增|增加|培育|引进|创建|打造|改造|实施|办好|认定|争创|开工|开设|举办|达到?|不少于|至少|设立|建立|争取|解决|化解|整治|治理|资助|救助|培训|推动|引导|支持|发放|安置)$"
)
_ENDS = lazy(r"(?:及?以[上下内]|左右|上下)?")

_FOR_EACH, _EACH_OF_THEM = (
    lazy(r"(?<![人平年村户亩日月])[各均](?:不[低少]于|达到?|超过?|为|完成|保持在|稳定在)?$"),
    lazy(r"分别|(?<![人平年村户亩日月])[各均](?![级类项种市县区乡镇单])"),
)
_UNDERTAKEN = lazy(r"开展|举办|组织|提供")
_OR, _FEWEST_KINDS = lazy(r"[、和及与或]|以及"), 2
_AND = lazy(r"[、和及与]|以及")
_CLAUSE_END = lazy(r"[,﹐:;。\n]")
_NOT_MEASURE = r"其中|[和及与]|力争|确保|争取|计划|全年|年内|今年|年度|到?[0-9]{4}年底?前?|年底前?|上半年|[、,﹐再]|及?以[上下内]|左右|完成|实现|共|预计|要|[0-9]{1,3}[.)]|等"
_NOT_AT_END = r"分别|达到|超过|突破|(?:提高|提升|增长|增加)[到至]|控制在|不[低少超高]于?过?|[低高]于|稳定在|保持在|[达超为约近至到各在:]|降[至到]|任务|目标|计划|全年"
_TRIM = lazy(rf"^(?:{_NOT_MEASURE})+|(?:{_NOT_AT_END})+$")


# Each goal is held against each figure reached: what a hostile text costs must stay bounded.
_MOST = 32


class Goal(NamedTuple):
    """A numeric goal.

    Attributes:
        unit: with its multiplier, from the text or its heading; ``word`` without.
        measure: the words of the text that say what is counted.
        words: the same for comparing, borrowed from the text before where the clause names nothing.
        act: what is to happen (开工, 认定), and its word; ``asked``: acts short of a result that the goal itself asks for.
        family: what the unit measures; ``scale``: the multiplier of the unit.
        qualifier: the threshold that the goal's things pass (50万元以上的村).
        levelled: says how many there shall be in the end (达到90家), not how many more; ``held``: of what there is (余额).
        part: of a goal before (其中); ``each``: holds for each of many (每个乡镇1个).
        joined: counts what takes part (入驻企业).
        kinds: the pairs of each kind that it counts together (小学、初中学位).
        by_order: one of several that only their order tells apart (城乡居民收入分别增长7%、8%).
        per_head: what each is to get (每人每月720元); ``long``: for several years together (3年内, 2021—2023年).
        topic: pairs of the nearest words before that name anything; ``again``: sets the goal before higher or lower
            («(县定目标46亿元)»).
        rate: the name of a rate that ends the clause (覆盖率); ``cut``: says by how much to cut (压减产能50万吨).
    """

    figure: Figure
    unit: str
    word: str
    measure: str
    words: Wording
    bound: Bound | None
    kind: GoalKind | None
    act: Act | None
    act_word: str
    asked: frozenset[str]
    family: str
    scale: float
    qualifier: str
    levelled: bool
    held: bool
    part: bool
    each: bool
    rate: str
    cut: bool
    joined: bool
    kinds: tuple[frozenset[str], ...]
    by_order: bool
    per_head: bool
    long: bool
    topic: frozenset[str]
    again: bool


def find_goals(task: str) -> list[Goal]:
    """The first 32 goals of a task's text in their order; an empty list where it has none."""
    figures = [figure for figure in find_figures(task) if _is_goal(figure)]
    return list(islice(_goals(figures[:_MOST]), _MOST))


def _is_goal(figure: Figure) -> bool:
    quantity = figure.quantity
    if not quantity.word and not _is_bare_goal(figure):
        return False
    if family(quantity.word) in DURATIONS and not (_LIMITED.search(figure.left) and _ENDS.fullmatch(figure.right)):
        return False
    if quantity.spelled and not _is_spelled_goal(figure):
        return False
    return not (_is_attribute(figure) or _is_reference(figure))


def _is_bare_goal(figure: Figure) -> bool:
    """A number without a measure word is a goal with a multiplier, under a heading with its unit, or asked for at a clause's end."""
    value = figure.quantity.value
    if figure.quantity.unit or figure.heading_unit:
        return True
    asked = governing_act(figure.left)[0] == "done" or _MADE.search(figure.left)
    number = value >= 10 or value % 1
    return bool(asked) and not figure.right and not 1900 <= value < 2100 and bool(number)


def _is_spelled_goal(figure: Figure) -> bool:
    """三所 is a goal after a verb that makes things or at the end; 三项制度, 二期 are names, 一个 an article."""
    quantity = figure.quantity
    made = _MADE.search(figure.left) and not _NAME_AFTER.search(figure.right)
    at_end = figure.left and quantity.word != "期" and _ENDS.fullmatch(figure.right)
    return quantity.value * quantity.scale >= 2 and bool(made or at_end)


def _is_attribute(figure: Figure) -> bool:
    """A size of the thing, not a goal: 总投资5亿元的项目, 5000万元以上项目, 15分钟圈, 管护1.2万亩林场."""
    left, right = figure.left, figure.right
    made = _MADE.search(left)
    threshold = is_sized(figure.quantity.word) and _THRESHOLD.match(right)
    upkeep = (_UPKEEP.search(right) and not made) or _KEPT_WELL.search(left)
    able = right and _CAPACITY.search(left)
    size = (_SIZE.search(left) or "/" in figure.quantity.word) and figure.aside
    described = right and not made and (right.startswith("的") or _REFERRED.search(left))
    sized = _ATTRIBUTE.search(left) and (right or not _NEW.search(left))
    return bool(sized or described or threshold or right.startswith(_NAMED) or upkeep or able or size)


def _is_reference(figure: Figure) -> bool:
    """A rank, a starting point (由20家), last year's figure, or a recurring dose (每月2次)."""
    ranked = figure.quantity.word in ("位", "名") and _RANK.search(figure.left)
    start = _START.search(figure.left) or figure.right.startswith(("基础", "的基础")) or tense(figure.left) == "past"
    recurring = _RECURRING.search(figure.left) and not _PER_HEAD.search(figure.left)
    return bool(ranked or start or recurring)


def _goals(figures: Sequence[Figure]) -> Iterator[Goal]:
    named, before = "", None
    told: list[str] = []
    for place, figure in enumerate(figures):
        run = _run(figures, place)
        texts, borrowed = _names(run, figure) or _names_before(run, figure, told), ""
        by_order = not texts and len(run) > 1 and "分别" in run[0].left
        if not texts:
            texts = [figure.left + "|" + figure.right]
            if wording(texts[0]).empty:
                borrowed = _borrowed(figure, named)
            else:
                named = texts[0]
        for text in texts:
            before = _goal(figure, text, borrowed, run, before)
            if by_order:
                before = before._replace(by_order=True)
            yield before
        told.append(texts[0])


def _run(figures: Sequence[Figure], place: int) -> Sequence[Figure]:
    """The enumeration («1700家、1200家») that a figure belongs to."""
    first, last = place, place + 1
    while first and figures[first].listed:
        first -= 1
    while last < len(figures) and figures[last].listed:
        last += 1
    return figures[first:last]


def _names(run: Sequence[Figure], figure: Figure) -> list[str]:
    """The name that belongs to a figure of an enumeration (the third to the third figure), or all for which it holds (各6万人)."""
    if len(run) == 1:
        names = names_in(figure) if _FOR_EACH.search(figure.left) else []
        return names if len(names) > 1 else []
    names = names_in(run[0])
    return names[len(names) - len(run) :][run.index(figure) :][:1] if len(names) >= len(run) else []


def _names_before(run: Sequence[Figure], figure: Figure, told: Sequence[str]) -> list[str]:
    """The name of the goal that a figure adds to: of the second before to the second of «…80亿元、…60亿元，分别增长9%、7%»."""
    at = run.index(figure)
    if len(run) == 1 or not run[0].left.startswith("分别") or len(told) < len(run) + at:
        return []
    return [told[-len(run)]]


def names_in(figure: Figure) -> list[str]:
    """The things that a clause names before its first figure, as 、 and 和 part them."""
    return [name for name in _AND.split(_EACH_OF_THEM.split(figure.left)[0]) if not wording(name).empty]


def _borrowed(figure: Figure, named: str) -> str:
    """Words for a figure whose clause names nothing: the goal's before it, else the nearest clause's that has any."""
    if named and not figure.first:
        return named
    clauses = _CLAUSE_END.split(figure.head + figure.before)
    return next((clause for clause in reversed(clauses) if not wording(clause).empty), named)


def _goal(figure: Figure, text: str, borrowed: str, run: Sequence[Figure], before: Goal | None) -> Goal:
    quantity, leader = figure.quantity, run[0]
    scale, word = (1.0, quantity.word) if quantity.word else split_unit(figure.heading_unit)
    clause = leader.left + "|" + leader.tail
    words = _words(text, borrowed)
    act, act_word = _act(leader)
    asked = low_words(clause)
    if asked is None:
        asked = before.asked if before and before.figure.sentence == figure.sentence else frozenset()
    return Goal(
        figure,
        unit=quantity.unit if quantity.word else quantity.unit + figure.heading_unit,
        word=word,
        measure=_measure(text, borrowed),
        words=words,
        bound=_bound(figure, run),
        kind=_kind(figure, leader) or ("new" if _goes_on(figure, before) else None),
        act=act,
        act_word=act_word,
        asked=asked,
        family=family(word),
        scale=scale * quantity.scale,
        qualifier=figure.qualifier,
        levelled=_is_levelled(figure, run[0]),
        held=bool(_HELD.search(text)),
        part=_is_part(figure, text, before),
        each=bool(_EACH.search(figure.left)),
        joined=is_joined(figure.left),
        kinds=_kinds(figure) if len(run) == 1 else (),
        by_order=False,
        per_head="每" in figure.left and bool(_PER_HEAD.search(figure.left)),
        long=_is_long(figure),
        topic=frozenset() if words.pairs else _topic(figure),
        again=bool(before and before.word == word and figure.aside and _AGAIN.search(figure.left)),
        cut=family(word) != "share" and is_cut(run[0].left),
        rate=rate_named(figure.left) if family(word) == "share" else "",
    )


def _is_part(figure: Figure, text: str, before: Goal | None) -> bool:
    """Whether a figure is of a part (其中) that has a name, not just a time."""
    goes_on = before is not None and before.part and figure.left.startswith("、")
    return (goes_on or "其中" in figure.since) and bool(figure.qualifier or not wording(text).silent)


def _goes_on(figure: Figure, before: Goal | None) -> bool:
    """Whether 新增 of the goal before holds here as well: 新增限上企业100户、外贸企业90户."""
    listed = before is not None and before.kind == "new" and figure.left.startswith("、")
    return listed and not wording(figure.left).verbs


def _words(text: str, borrowed: str) -> Wording:
    """What is counted may be borrowed from the text before, what is done with it is not, nor its level if it has one."""
    own = wording(text)
    if not borrowed:
        return own
    whole = wording(borrowed + "|" + text)
    return whole._replace(verbs=own.verbs, levels=own.levels or whole.levels)


def _is_long(figure: Figure) -> bool:
    return bool(_YEARS.search(figure.since)) or (figure.remarked and bool(_YEARS.match(figure.note)))


def _kinds(figure: Figure) -> tuple[frozenset[str], ...]:
    """What 、 and 和 part before one figure; of the last, which names the thing as well, as much as the others have."""
    left = _UNDERTAKEN.split(figure.left)[-1]
    if not _OR.search(left) or "等" in left or _FOR_EACH.search(left):
        return ()
    names = [name for name in _OR.split(left) if wording(name).pairs]
    if len(names) < _FEWEST_KINDS:
        return ()
    length = 1 + max(len(wording(name).pairs) for name in names[:-1])
    return tuple(wording(name).pairs for name in (*names[:-1], names[-1][:length]))


def _topic(figure: Figure) -> frozenset[str]:
    """What the nearest clause before names in so many words."""
    clauses = map(wording, reversed(_CLAUSE_END.split(figure.before)))
    return next((words.pairs for words in clauses if words.pairs), frozenset())


def _act(figure: Figure) -> tuple[Act | None, str]:
    act, word = governing_act(figure.left)
    return (act, word) if act else governing_act(figure.right)


def _measure(text: str, borrowed: str) -> str:
    left, _, right = text.partition("|")
    own = _trimmed(left) if not wording(left).empty else _trimmed(left) + _trimmed(right)
    return _trimmed(borrowed.replace("|", "")) + own if borrowed else own


def _trimmed(text: str) -> str:
    return _TRIM.sub("", _TRIM.sub("", text))


def _bound(figure: Figure, run: Sequence[Figure]) -> Bound | None:
    """An end of the enumeration («10公斤、15公斤以上») and its beginning bind all of it."""
    after = figure.right or run[-1].right
    left = run[0].left if figure.listed else figure.left
    if _MIN_AFTER.match(after) or figure.quantity.vague:
        return "min"
    if _MAX_AFTER.match(after):
        return "max"
    if _ABOUT_AFTER.match(after) or _ABOUT_BEFORE.search(left):
        return "about"
    if _MAX_BEFORE.search(left):
        return "max"
    return "min" if _MIN_BEFORE.search(left) else None


def _kind(figure: Figure, leader: Figure) -> GoalKind | None:
    left = leader.left if figure.listed else figure.left
    if is_change(figure.quantity.word, left):
        return "growth"
    if _NEW.search(left):
        return "new"
    if _TOTAL.search(left):
        return "total"
    return "cumulative" if "累计" in left else None


def _is_levelled(figure: Figure, leader: Figure) -> bool:
    left = leader.left if figure.listed else figure.left
    return bool(_REACHES.search(left)) and not is_sized(figure.quantity.word) and not _NEW.search(left)


def is_cut(left: str) -> bool:
    """Whether the words before a figure say by how much something is cut, not down to what."""
    return bool(_CUT.search(left)) and not (left.endswith(("到", "至")) or _TO_LEVEL.search(left))


def is_joined(left: str) -> bool:
    """Whether the words before a figure count what takes part in a thing and not the thing: 平台接入设备, 园区入驻企业."""
    return bool(_JOINED.search(left))


def is_change(word: str, left: str) -> bool:
    """Whether the words before a figure make it a change (增长5%, 提高10公斤) and not a level (提高到5%, 达到5%)."""
    rate = family(word) in ("share", "points")
    found = (_RATE_CHANGE if rate else _AMOUNT_CHANGE if is_sized(word) else _COUNT_CHANGE).search(left)
    return found is not None and not _TO_LEVEL.search(left, max(0, found.start() - 1))
