"""Numeric goals of a task's text: which quantities are goals, what they measure, and how they bind."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from progress_xl.text.acts import Act, acts_of, governing_act, low_words, tense
from progress_xl.text.clauses import Figure, find_figures
from progress_xl.text.measure_words import DURATIONS, family, is_sized, is_unit
from progress_xl.text.wording import Wording, wording

Bound = Literal["min", "max", "about"]
GoalKind = Literal["new", "total", "cumulative", "growth"]

_MIN_BEFORE = re.compile(r"(?:不[低少小]于|不[低少]|超过?|突破|高于|大于|多于|至少|力超|以上)[^,]{0,2}$")
_MAX_BEFORE = re.compile(
    r"(?:不[超高大多]过?于?|低于|小于|少于|控制在|压[缩减]到?至?|[降缩]至|[降缩减]到|控制到|最多|不得超过)[^,]{0,2}$"
)
_ABOUT_BEFORE = re.compile(r"(?:大约|约|近)$")
_MIN_AFTER, _MAX_AFTER, _ABOUT_AFTER = (
    re.compile(r"及?以上|[余多]"),
    re.compile(r"及?以[内下]"),
    re.compile(r"左右|上下"),
)
_GROWTH = re.compile(
    r"(?:增长|增速|增幅|涨幅|提高|提升|上升|增加|下降|降低|降幅|压减|减少|削减|下降率|增长率)[^,、]{0,6}$"
)
_CHANGE = re.compile(
    r"(?:提高|提升|上升|下降|降低|压减|减少|削减|(?:同比|比|较)[^,、]{0,10}[增减升降][长加少低]?)(?:约|近|超过?|不少于|不低于|[0-9]+[%])?$"
)
_DIFFERENCE = re.compile(r"(?:同比|比|较)[^,、]{0,10}[增减升降多少][长加少低]?(?:约|近|超过?)?$")
_LEVEL_VERB = re.compile(r"(?:提高|提升|上升|增加|增长|下降|降低|压减|减少|增|升|降|减|压缩|扩大|扩)[到至]")
_NEW = re.compile(r"新增|净增|新(?=认定|培育|登记|引进|签约|开工|申报|办|上|备案|发展|建)")
_TOTAL = re.compile(r"总数|总量|总规模|保有量|拥有量?|存量|在册|达到[^,]*总|累计[^,]{0,6}达")

_ATTRIBUTE = re.compile(
    r"(?:总投资|占地(?:面积)?|年产|日产|年加工|年处理|日处理(?:能力)?|全长|总长|库容|注册资[本金]|概算|预算|设计规模)(?:额|约|近|达|为|:)?$"
)
_RANK = re.compile(r"(?:[前第]|排名|位[列居次]|进位|争先|进入|提升|前移|前进|上升)[^,]{0,2}$")
_BASE = re.compile(r"[由从][^,到至]{0,10}$")
_BASE_AFTER = re.compile(r"的?基础")
_RECURRING = re.compile(r"每(?:个)?(?:年|半年|季|月|周|日|天|旬|学期)")
_EACH = re.compile(r"每个|每(?:家|所|村|镇|乡|县|户|班|校|社区|企业)")
_LIMITED = re.compile(r"压[缩减]|缩短|控制|减少|不[超少多低]|达到?|延长|天数|平均|时限|降[至到]|缩减")
_THRESHOLD = re.compile(r"(?:及?以[上下]|级)(?:的)?[一-鿿]")
_NAME_AFTER = re.compile(
    r"(?:部门|单位)(?!.*(?:建|达))|强|圈|标准|规定|措施|要求|意见|方针|原则|制度|机制|体系|战略|理念|精神|之一|以来|规划|行动计划"
)
_COUNTED = re.compile(
    r"(?:新建|改建|扩建|改扩建|建设|建成|建好|完成|新增|增加|培育|引进|创建|打造|改造|实施|办好|认定|争创|开工|开设|举办|达到|不少于|至少|达|设立|建立|争取)$"
)
_ENDS = re.compile(r"(?:及?以[上下内]|左右|上下)?")
# Care for what exists is no goal: 加强1.2万亩林场管护.
_UPKEEP = re.compile(r"监管|管护|管理|维护|养护|运维|运行|跟踪|协议|责任|督办|督查|值守")
_CAPACITY = re.compile(r"[日年](?:供|产|处理|加工|吞吐|发电|接待|生产|消纳)[^,]{0,4}$")
_SIZE = re.compile(r"(?:面积|长度|总长|全长|规模|库容|长|宽|高|约)$")
_SPLIT = re.compile(r"[、和及与]|以及")
_APART = re.compile(r"分别")
_TRIM = re.compile(
    r"^(?:其中|力争|确保|争取|计划|全年|年内|今年|年度|到?[0-9]{4}年底?前?|年底前?|本年度?|上半年|[、,﹐和及与再]|完成|实现|共|预计|要)+"
    r"|(?:分别|达到|超过|突破|提高到|提升到|提升至|增长到|控制在|不低于|不少于|不超过|不高于|低于|高于|稳定在|保持在|达|超|为|约|近|至|到|各|在|降至|增至|任务|目标|计划|全年|:)+$"
)


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal: its quantity, the words of its measure, bound, kind, and the act that it asks for."""

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
    part: bool
    each: bool


def find_goals(task: str) -> list[Goal]:
    """The goals of a task's text in their order; an empty list where it has none."""
    figures = [figure for figure in find_figures(task) if _is_goal(figure)]
    return list(_with_names(figures))


def _is_goal(figure: Figure) -> bool:
    quantity = figure.quantity
    if not quantity.word:
        return _is_bare_goal(figure)
    if family(quantity.word) in DURATIONS and not _LIMITED.search(figure.left):
        return False
    if quantity.spelled and not _is_spelled_goal(figure):
        return False
    return not (_is_attribute(figure) or _is_reference(figure))


def _is_bare_goal(figure: Figure) -> bool:
    """A number without a unit is a goal where a heading gives its unit, or a verb asks for it at the clause's end."""
    value = figure.quantity.value
    if figure.heading_unit:
        return is_unit(figure.heading_unit)
    if figure.quantity.scale >= 1e4:
        return not (_is_attribute(figure) or _is_reference(figure))
    asked = governing_act(figure.left)[0] == "done" or _COUNTED.search(figure.left)
    return bool(asked) and not figure.right and not 1900 <= value < 2100 and value >= 10


def _is_spelled_goal(figure: Figure) -> bool:
    """三所 is a goal after a verb that makes things or at the end; 三项制度 is a name, 一个 an article."""
    made = bool(_COUNTED.search(figure.left)) and not _NAME_AFTER.search(figure.right)
    return figure.quantity.value * figure.quantity.scale >= 2 and (
        made or (bool(figure.left) and bool(_ENDS.fullmatch(figure.right)))
    )


def _is_attribute(figure: Figure) -> bool:
    """A size of the thing, not a goal: 总投资5亿元的项目, 5000万元以上项目, 第2名, 15分钟圈."""
    counted = family(figure.quantity.word) not in ("money", "area", "land", "power", "mass", "share")
    threshold = _THRESHOLD.match(figure.right) and not counted
    named = figure.right.startswith(("强", "圈", "级", "部门", "单位", "以来", "周年"))
    upkeep = _UPKEEP.search(figure.right) and not _COUNTED.search(figure.left)
    able = _CAPACITY.search(figure.left) and figure.right
    size = figure.aside and (_SIZE.search(figure.left) or "/" in figure.quantity.word)
    return bool(_ATTRIBUTE.search(figure.left) or threshold or named or upkeep or able or size)


def _is_reference(figure: Figure) -> bool:
    """A rank, a starting point (由20家), last year's figure, or a recurring dose (每月2次)."""
    ranked = figure.quantity.word in ("位", "名") and _RANK.search(figure.left)
    base = _BASE.search(figure.left) or _BASE_AFTER.match(figure.right) or tense(figure.left) == "past"
    return bool(ranked or base or _RECURRING.search(figure.left))


def _with_names(figures: Sequence[Figure]) -> Iterator[Goal]:
    own, asked = "", frozenset[str]()
    for place, figure in enumerate(figures):
        run = _run(figures, place)
        name = _name_in_run(run, figure) if len(run) > 1 else None
        text = name if name is not None else figure.left + "|" + figure.right
        if wording(text).empty:
            text = _borrowed(figure, own) + "|" + text
        elif name is None:
            own = figure.left + "|" + figure.right
        goal = _goal(
            figure, text, run[0], asked if place and figures[place - 1].sentence == figure.sentence else frozenset()
        )
        asked = goal.asked
        yield goal


def _run(figures: Sequence[Figure], place: int) -> list[Figure]:
    """The enumeration («1700家、1200家») that a figure belongs to."""
    first = place
    while first and figures[first].listed:
        first -= 1
    last = first + 1
    while last < len(figures) and figures[last].listed:
        last += 1
    return list(figures[first:last])


def _name_in_run(run: Sequence[Figure], figure: Figure) -> str | None:
    """The name that belongs to a figure of an enumeration: the third name to the third figure."""
    names = names_in(run[0])
    return names[len(names) - len(run) :][run.index(figure)] if len(names) >= len(run) else None


def names_in(figure: Figure) -> list[str]:
    """The things that a clause names before its first figure, as 、 and 和 part them."""
    return [name for name in _SPLIT.split(_APART.split(figure.left)[0]) if not wording(name).empty]


def _borrowed(figure: Figure, own: str) -> str:
    """Words for a figure whose clause names nothing: the goal before it, else the nearest clause before that does."""
    if own and not figure.first:
        return own
    clauses = re.split(r"[,﹐:;。\n]", figure.head + figure.before)
    return next((clause for clause in reversed(clauses) if not wording(clause).empty), own)


def _goal(figure: Figure, text: str, leader: Figure, asked: frozenset[str]) -> Goal:
    quantity = figure.quantity
    named = leader.left + "|" + leader.tail
    act, word = governing_act(leader.left) if governing_act(leader.left)[0] else governing_act(figure.right)
    return Goal(
        figure,
        unit=quantity.unit + figure.heading_unit if not quantity.word else quantity.unit,
        word=quantity.word or figure.heading_unit.lstrip("万亿千百"),
        measure=_measure(text),
        words=wording(text),
        bound=_bound(figure, leader),
        kind=_kind(figure, leader),
        act=act,
        act_word=word,
        asked=low_words(named) if acts_of(named) else asked,
        part="其中" in figure.since,
        each=bool(_EACH.search(figure.left)),
    )


def _measure(text: str) -> str:
    parts = [_TRIM.sub("", _TRIM.sub("", part)) for part in text.split("|")]
    return max(parts[:1] + parts[1:], key=len) if not parts[0] else "".join(parts[:-1]) or parts[-1]


def _bound(figure: Figure, leader: Figure) -> Bound | None:
    after, left = figure.right, figure.left if not figure.listed else leader.left
    if _MIN_AFTER.match(after) or figure.quantity.vague:
        return "min"
    if _MAX_AFTER.match(after):
        return "max"
    if _ABOUT_AFTER.match(after) or _ABOUT_BEFORE.search(left):
        return "about"
    if _MIN_BEFORE.search(left):
        return "min"
    return "max" if _MAX_BEFORE.search(left) else None


def _kind(figure: Figure, leader: Figure) -> GoalKind | None:
    left = leader.left if figure.listed else figure.left
    if is_growth(figure):
        return "growth"
    if _NEW.search(left):
        return "new"
    if _TOTAL.search(left):
        return "total"
    return "cumulative" if "累计" in left else None


def is_growth(figure: Figure) -> bool:
    """Whether a figure is a change (增长5%, 提高10公斤) and not a level (提高到5%, 达到5%)."""
    rate = family(figure.quantity.word) in ("share", "points")
    pattern = _GROWTH if rate else _CHANGE if is_sized(figure.quantity.word) else _DIFFERENCE
    change = pattern.search(figure.left)
    return change is not None and not _LEVEL_VERB.search(figure.left, max(0, change.start() - 1))
