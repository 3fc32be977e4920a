"""Whether a figure of a progress text answers a goal: same unit, a result, of the same kind, told in the same words."""

import math
from collections.abc import Sequence

from progress_xl.text.acts import low_words
from progress_xl.text.goals import Goal, is_cut
from progress_xl.text.measure_words import is_sized, kindred, size
from progress_xl.text.patterns import lazy
from progress_xl.text.readings import Reading
from progress_xl.text.wording import ALIKE, SURELY, VAGUE, Wording, likeness, opposed

_BARE_LIMIT, _UTMOST = 10, 100
# Results that are not yet a thing built.
_ON_PAPER = frozenset(("备案", "登记", "获批", "通过", "认定", "到位", "入库", "引进", "落地"))
_NAMING, _TITLES = frozenset(("认定", "授牌", "获批", "获评")), frozenset(("示范", "基地", "平台"))
_WORKS, _CONCERNED, _APPROVED = frozenset(("项目", "工程")), "涉及", "立项"
_CONFERRING = frozenset(("认定", "授牌", "获批", "获评", "获得", "评定", "命名", "创成"))
_TITLE_PAIRS = frozenset(("专精", "瞪羚", "独角", "小巨", "新技"))
_TOLD_ONCE = lazy(r"岁|千伏|[kK][vV]|不|剔除")
_EFFECTS = frozenset(("惠及", "受益", "覆盖"))
_REMAKING = frozenset(("改造", "改建", "扩建", "改扩建", "修缮"))
_MAKING = frozenset(("新增", "净增", "新建", "建设", "建成", "引进", "创建", "打造", "认定"))
_TENDING = frozenset(("培训", "检查", "筛查", "走访", "资助", "补贴", "救助", "优化", "调整", "维修", "养护"))
_REMOVING = frozenset(("淘汰", "拆除", "关停", "消除"))
_OWNERS, _HERDS = frozenset(("public", "private", "invented")), frozenset(("kept", "sold"))
_HARVESTS = frozenset(("summer", "autumn", "early"))
_YEAR = lazy(r"(?:19|20)[0-9]{2}(?=年)")
_BEGUN = frozenset(("开工", "开工建设", "动工", "动工建设", "新开工", "集中开工"))
_DONE, _GONE = frozenset(("done", "finish")), frozenset(("退库", "退出", "注销", "流失"))
_EVENTS = frozenset(("场", "次", "期", "场次", "轮", "节", "课"))
_TIMELY = frozenset((None, "now"))
_PLACES = lazy(
    r"(?:[县地]级)?(?:县区|市辖区|市|区|县|乡镇|街道|镇|乡|村|社区|部门|单位)(?=[已均全都也率先完达提、,]|$)"
)
_LEVEL = lazy(r"(?:达到?|提高[到至]|提升[到至]|升至|降[至到]|为)$")
_REACHED = lazy(r"(?:已?达到?|为|至|超过?|突破|不[低少]于|[稳保][定持]在|控制在|分别)+$")
_PROVEN, _SAME_RATE, _SAME_CLASS, _ROUNDED, _FAR = 1.5, 0.5, 0.5, 0.055, 1.5
_IN_CONTEXT, _FOREIGN, _FEW_WORDS = 0.4, 2, 4
_NAMED_DEED, _NOTHING_NAMED, _SAME_DEED_ONLY = 0.5, 0.25, 0.25


def answers(goals: Sequence[Goal], readings: Sequence[Reading]) -> list[list[float]]:
    """How well each figure (inner) answers each goal (outer); 0 where it must not.

    A figure that hardly names its measure answers only if it may answer no other goal and is said to be reached.
    """
    rows = [[_told(goals, goal, reading) for reading in readings] for goal in goals]
    return [
        [
            strength or 0.0
            if not strength or strength >= ALIKE or _is_taken(goal, reading, _rivals(goals, rows, at, reading))
            else 0.0
            for at, (reading, strength) in enumerate(zip(readings, row, strict=True))
        ]
        for goal, row in zip(goals, rows, strict=True)
    ]


def _told(goals: Sequence[Goal], goal: Goal, reading: Reading) -> float | None:
    """How well a figure answers a goal by its words; ``None`` where something else forbids it."""
    if goal.by_order or not may_answer(goal, reading):
        return None
    strength = _strength(goal, reading)
    listed = strength and _is_one_of_list(goal, reading)
    return 0.0 if listed and not any(rival is not goal and units_agree(rival, reading) for rival in goals) else strength


def _is_one_of_list(goal: Goal, reading: Reading) -> bool:
    """Whether a figure and its neighbour after 、 are each of something that the goal does not name: 岗前培训80人、技能培训60人."""
    if not reading.words.pairs - goal.words.pairs or reading.task_share:
        return False
    beside = [each for each in (reading.last, reading.next) if each and each.figure.clause == reading.figure.clause]
    return any(
        (reading if each is reading.last else each).figure.left.startswith("、")
        and each.quantity.word == reading.quantity.word
        and bool(each.words.pairs - goal.words.pairs)
        for each in beside
    )


def _rivals(goals: Sequence[Goal], rows: Sequence[Sequence[float | None]], at: int, reading: Reading) -> list[Goal]:
    """The goals that a figure may answer; one that names anything, only those that name the same."""
    least = -1.0 if reading.words.empty or reading.words.pairs else 0.0
    return [
        goal for goal, row in zip(goals, rows, strict=True) if (strength := row[at]) is not None and strength > least
    ]


def _is_taken(goal: Goal, reading: Reading, rivals: Sequence[Goal]) -> bool:
    """Whether a figure that hardly names its measure is taken for it: claimed, and for no other goal in its unit."""
    nearer = [rival for rival in rivals if rival.family == reading.family] or rivals
    nearer = [rival for rival in nearer if rival is goal or reading.part or not rival.part]
    other = is_sized(goal.word) and _is_of_other(goal.words, reading.words)
    return list(nearer) == [goal] and _is_claimed(goal, reading) and not other


def may_answer(goal: Goal, reading: Reading) -> bool:
    """Whether nothing but the words could keep a figure from answering a goal."""
    if reading.whole or not _is_of_its_time(goal, reading):
        return False
    if not (units_agree(goal, reading) and _is_result(goal, reading)):
        return False
    if not (_kinds_agree(goal, reading) or _is_proven(goal, reading)):
        return False
    if reading.joined and not goal.joined:
        return False
    return not reading.elsewhere and _heads_agree(goal, reading) and not _counts_places(goal, reading)


def _counts_places(goal: Goal, reading: Reading) -> bool:
    """A number of places or offices («3个县已完成») answers no goal that does not name them."""
    found = _PLACES.match(reading.figure.right)
    return found is not None and found[0][-1] not in goal.figure.left + goal.figure.right


def units_agree(goal: Goal, reading: Reading) -> bool:
    """Same or kindred units; «亿» beside «亿元»; a bare number (完成4629) takes the goal's unit if its size allows."""
    quantity = reading.quantity
    if quantity.word and goal.word:
        a_head = (
            goal.per_head and reading.family.startswith(f"{goal.family}/") and quantity.word[-1] == goal.figure.left[-1]
        )
        return reading.family == goal.family or kindred(quantity.word, goal.word) or a_head
    if quantity.unit and goal.unit:
        return {quantity.word, goal.word} <= {"", "元"}
    return reading.bare and quantity.value <= _BARE_LIMIT * goal.figure.quantity.value


def is_timely(goal: Goal, reading: Reading) -> bool:
    """A result of the time in question, not a plan, a past or partial period, or an act short of the goal."""
    return _is_of_its_time(goal, reading) and _acts_agree(goal, reading)


def _is_of_its_time(goal: Goal, reading: Reading) -> bool:
    """Whether a figure is of now, or of the year that the goal names; what several years gave together («近三年累计») answers a level or a goal of several years."""
    if reading.tense in _TIMELY:
        return True
    if reading.tense == "past":
        asked = _YEAR.findall(goal.figure.since)
        return bool(asked) and asked[-1:] == _YEAR.findall(reading.figure.since)[-1:]
    return reading.tense == "era" and goal.kind != "growth" and not is_flow_asked(goal)


def _is_result(goal: Goal, reading: Reading) -> bool:
    if (
        goal.each
        or (reading.part and not (goal.part or _is_named_part(goal, reading)))
        or not _acts_agree(goal, reading)
    ):
        return False
    # 第二批, 开工率 and their like do no harm where the goal itself is one of a second batch, of works begun.
    of_goal = goal.figure.since
    return (not reading.batch or reading.batch in of_goal) and (not reading.of_work or reading.of_work in of_goal)


def _is_named_part(goal: Goal, reading: Reading) -> bool:
    """Whether a part is just what the goal names, and the whole is something wider.

    «投资132亿元，其中工业投资41亿元»; «幼儿园9所，其中公办5所» for 公办幼儿园.
    """
    pairs, own, whole = goal.words.pairs, reading.named.pairs, reading.sum
    if whole is None:
        return False
    if goal.qualifier and goal.qualifier == reading.qualifier != whole.qualifier:
        return True
    if is_flow_asked(goal) and (reading.this_year or (whole.stock and reading.flow)):
        named = whole.words if reading.words.empty else reading.words
        return (likeness(goal.words, named) or 0.0) >= ALIKE
    if not (pairs and own):
        return False
    wider, left_out = whole.named, pairs - own - whole.named.pairs
    added = bool(own - wider.pairs or (reading.words.sides & goal.words.sides) - wider.sides)
    told = len(left_out) <= len(pairs - left_out) or bool(own & goal.words.heads)
    return (own <= pairs and added and told) or (pairs <= own and not pairs <= wider.pairs)


def is_flow_asked(goal: Goal) -> bool:
    """Whether a goal says how much is to be done, not how much there is to be in the end."""
    return not (goal.levelled or goal.held or goal.long or goal.kind in ("total", "cumulative", "growth"))


def _acts_agree(goal: Goal, reading: Reading) -> bool:
    """A result answers any goal but one of beginning; an act short of a result answers a goal that asks for it."""
    if reading.act_word == "入库" and _is_title(goal):
        return False
    if (reading.act_word == _CONCERNED and is_share_told(goal, reading)) or (
        reading.act_word == _APPROVED and goal.act_word == "获批"
    ):
        return True
    if reading.act in (None, "done"):
        return goal.act not in ("finish", "start") or reading.act_word not in _ON_PAPER or _is_named(goal, reading)
    if reading.act == "finish":
        return goal.act != "start"
    if reading.handed_on and goal.words.verbs & reading.words.verbs - VAGUE - _EFFECTS:
        return True
    asked = goal.asked | _BEGUN if goal.asked & _BEGUN else goal.asked
    return reading.act_word in asked and not (low_words(reading.figure.left) or asked) - asked


def _is_title(goal: Goal) -> bool:
    """Whether a goal counts titles that somebody confers (高新技术企业, 专精特新): to be in a pool (入库) is none."""
    if "入库" in goal.words.verbs:
        return False
    return goal.act_word in _CONFERRING or not _TITLE_PAIRS.isdisjoint(goal.words.pairs)


def _is_named(goal: Goal, reading: Reading) -> bool:
    """Whether the things are not built but named by a level of government: 市级基地 are 认定, 授牌."""
    return reading.act_word in _NAMING and bool(goal.words.levels) and bool(goal.words.generic & _TITLES)


def _is_halved(goal: Goal, reading: Reading) -> bool:
    """Whether a figure tells of one deed of several, and its neighbour of another: 新建5座、改造9座 for 新建改造."""
    made, done = goal.words.verbs & (_REMAKING | _MAKING), reading.words.verbs
    if not (made & done and made - done):
        return False
    beside = [each for each in (reading.last, reading.next) if each and units_agree(goal, each)]
    return any((made - done) & each.words.verbs for each in beside)


def _is_half(goal: Goal, reading: Reading) -> bool:
    """Whether a figure tells of one level or deed of several: 省级 of 省级、国家级, 新建 of 新建改造."""
    return reading.words.levels < goal.words.levels or bool(goal.words.verbs & _REMAKING - reading.words.verbs)


def _is_deed_untold(goal: Goal, reading: Reading) -> bool:
    """Whether a goal is to do something with things that are only said to be there: 空壳村共112个 for 消除空壳村40个."""
    return bool(goal.words.verbs - VAGUE and reading.words.pairs) and not reading.words.verbs


def _heads_agree(goal: Goal, reading: Reading) -> bool:
    """A number by heads (每千人口4个) is no total; a figure that keeps silent about it may be one if it is as small.

    A figure a hundred times its goal measures something else.
    """
    ratio = _ratio(goal, reading)
    if goal.family == "share" or goal.figure.per == reading.figure.per:
        return ratio <= _UTMOST
    return goal.figure.per and ratio <= _BARE_LIMIT


def _ratio(goal: Goal, reading: Reading) -> float:
    """A figure by the goal's, in the same unit."""
    reached = reading.quantity.value * reading.quantity.scale * size(reading.quantity.word)
    return reached / (goal.figure.quantity.value * goal.scale * size(goal.word) or math.inf)


def _kinds_agree(goal: Goal, reading: Reading) -> bool:
    """A level answers no growth, a stock no addition, an addition no total; thresholds (50万元以上的村) are the same."""
    if not _classes_agree(goal, reading):
        return False
    if goal.kind == "growth":
        return reading.change
    if goal.cut and not is_cut(reading.figure.left):
        return False
    if goal.kind == "new":
        return reading.flow or not (reading.stock or reading.change or reading.difference)
    counted = goal.kind in ("total", "cumulative") or goal.levelled
    if reading.stock and not (counted or goal.held or goal.family == "share") and _is_deed_untold(goal, reading):
        return False
    if reading.held and not (counted or goal.held):
        return False
    return not (reading.change or reading.difference or (counted and reading.flow))


def _classes_agree(goal: Goal, reading: Reading) -> bool:
    """Same kind; of a goal's age, voltage or exception (3岁以下婴幼儿, 10千伏线路, 不含…) the progress may keep silent."""
    silent = not reading.qualifier and _TOLD_ONCE.search(goal.qualifier)
    return goal.qualifier == reading.qualifier or bool(silent)


def _strength(goal: Goal, reading: Reading) -> float:
    """How far two measures are told in the same words; a little more for the same kind, less for another unit or a level."""
    if opposed(goal.words, reading.words) or _is_other_deed(goal, reading) or _is_halved(goal, reading):
        return 0.0
    if is_share_told(goal, reading):
        return _PROVEN
    if _is_of_something_else(goal, reading):
        return 0.0
    if reading.part and not goal.part:
        return _PROVEN
    told = _likeness(goal, reading)
    if _is_other_rate(goal, reading, told):
        return 0.0
    if told >= ALIKE and _same_kind(goal, reading) and not _is_half(goal, reading):
        told += 0.2
    if reading.family != goal.family:
        told *= 0.95
    return told * 0.9 if reading.words.levels > goal.words.levels else told


def _likeness(goal: Goal, reading: Reading) -> float:
    """How far two measures are told in the same words, or in none where nothing needs to be told again."""
    told = 1.0 if _is_verbatim(goal, reading) else likeness(goal.words, reading.words)
    if _is_on_topic(goal, reading):
        told = _SAME_CLASS
    if goal.rate and goal.rate == reading.rate:
        told = max(told or 0.0, _SAME_RATE + _IN_CONTEXT * (likeness(goal.words, reading.context, context=True) or 0.0))
    if goal.qualifier and goal.qualifier == reading.qualifier and not reading.words.pairs:
        told = max(told or 0.0, _SAME_CLASS)
    if told is None:
        told = _elided(goal, reading)
    elif not told and _same_deed(goal, reading) and goal.word == reading.quantity.word != "个":
        told = _SAME_DEED_ONLY
    return told or _NAMED_DEED * _is_restated(goal, reading)


def _is_of_something_else(goal: Goal, reading: Reading) -> bool:
    """Whether what stands beside a figure shows that it is no answer, whatever its words."""
    return (
        _is_outdone(goal, reading)
        or _is_begun_or_done(goal, reading)
        or _is_of_their_homes(goal, reading)
        or _is_gross(goal, reading)
        or _is_of_other_task(goal, reading)
        or _is_told_in_part(goal, reading)
        or _is_of_one_kind(goal, reading)
    )


def _is_other_rate(goal: Goal, reading: Reading, told: float) -> bool:
    """Whether a rate is one of another thing, or of something much wider."""
    unsure = goal.family == "share" and told < SURELY
    if unsure and (_is_of_other(goal.words, reading.words) or _is_of_other_kind(goal, reading)):
        return True
    return goal.kind == "growth" and bool(reading.words.pairs) and _is_wider(goal, reading)


def _is_restated(goal: Goal, reading: Reading) -> bool:
    """Whether a figure is the goal's own number again and names nothing else: «86个项目已全部开工»."""
    return not reading.words.pairs and _ratio(goal, reading) == 1 and not reading.figure.before


def _is_outdone(goal: Goal, reading: Reading) -> bool:
    """Whether of a number that is only listed a smaller one is said to be done: «登记造册620户，设备安装到位540户»."""
    after = reading.next
    if reading.act or after is None or after.parted or after.flow or goal.act not in _DONE or not is_flow_asked(goal):
        return False
    less = after.quantity.word == reading.quantity.word and _ratio(goal, after) < _ratio(goal, reading)
    return less and after.figure.first and after.act in _DONE and after.act_word not in ("已", "达")


def _is_begun_or_done(goal: Goal, reading: Reading) -> bool:
    """Whether works are to be carried out (实施项目), and some are told to be begun and fewer finished: either may be meant."""
    if reading.act != "finish" or "实施" not in goal.figure.left or goal.words.generic.isdisjoint(_WORKS):
        return False
    beside = (each for each in (reading.last, reading.next) if each and each.act_word in _BEGUN)
    return any(units_agree(goal, each) and _ratio(goal, each) > _ratio(goal, reading) for each in beside)


def _is_of_their_homes(goal: Goal, reading: Reading) -> bool:
    """Whether what is concerned is counted next in the goal's own unit: «小区17个，涉及居民2300户» for 2500户."""
    after = reading.next
    return bool(after and after.act_word == _CONCERNED and reading.quantity.word != goal.word == after.quantity.word)


def _is_gross(goal: Goal, reading: Reading) -> bool:
    """Whether a goal counts what is left over (净增), and after a figure stands what went: 入库62家、退库21家."""
    return "净增" in goal.figure.left and reading.next is not None and reading.next.act_word in _GONE


def _is_verbatim(goal: Goal, reading: Reading) -> bool:
    """Whether a figure is told in the very words of the goal."""
    own = _REACHED.sub("", goal.figure.left.lstrip("、"))
    return len(own) >= _FEW_WORDS and _REACHED.sub("", reading.figure.left).endswith(own)


def _is_of_one_kind(goal: Goal, reading: Reading) -> bool:
    """Whether a figure is of one kind of those that a goal counts together: 小学学位 for 小学、初中学位."""
    told = [2 * len(kind & reading.named.pairs) - len(kind) for kind in goal.kinds]
    return any(kind & reading.named.pairs for kind in goal.kinds) and min(told) <= 0


def _is_on_topic(goal: Goal, reading: Reading) -> bool:
    """Whether a goal names no more than 投资, 资金, and a figure names nothing besides but what stands before the goal."""
    words = reading.words
    return not goal.words.pairs and bool(
        words.pairs and words.pairs <= goal.topic and words.generic & goal.words.generic
    )


def _is_told_in_part(goal: Goal, reading: Reading) -> bool:
    """Whether a figure is of something wider: 幼儿园9所 for 公办幼儿园, or its part only is named as the goal is.

    «投资168亿元，其中工业投资71亿元»; or of something narrower: «投资增长9%，其中民间投资增长4%».
    """
    named = reading.named
    owned = goal.words.sides & _OWNERS - named.sides - reading.words.sides
    if named.pairs and owned and not reading.parted and _ratio(goal, reading) != 1:
        return True
    if _harvest(reading) - goal.words.sides:
        return True
    if reading.parted and goal.family == "share" and not (goal.part or goal.qualifier):
        return bool(reading.words.pairs - goal.words.pairs or reading.words.generic - goal.words.generic)
    if is_flow_asked(goal) and any(part.this_year for part in reading.parts):
        return True
    own = goal.words.pairs - reading.words.pairs
    return any(own & part.words.pairs for part in reading.parts)


def _harvest(reading: Reading) -> frozenset[str]:
    """Of which harvest a figure is: 夏粮412万亩，总产…."""
    told = reading.words.sides
    if not told and reading.family == "mass" and len(reading.words.pairs) < _FOREIGN:
        told = reading.context.sides
    return told & _HARVESTS


def is_share_told(goal: Goal, reading: Reading) -> bool:
    """Whether the share of the task that is told after a figure is just that of the goal: 1008 of 1100, 91.63 %."""
    if reading.task_share is None:
        return False
    told = reading.task_share.quantity.value
    return abs(100 * _ratio(goal, reading) - told) <= (_ROUNDED if told % 1 else 10 * _ROUNDED)


def _is_proven(goal: Goal, reading: Reading) -> bool:
    """Whether the share of the task that is told after a figure is that of the goal, whatever the figure's kind."""
    return reading.task_share is not None and reading.task_share.of_task and is_share_told(goal, reading)


def _is_of_other_task(goal: Goal, reading: Reading) -> bool:
    """Whether the share of its task that is told after a figure is far from that of the goal."""
    told = reading.task_share
    if told is None or not told.of_task:
        return False
    share, ratio = told.quantity.value / 100, _ratio(goal, reading)
    return not share <= _FAR * ratio <= _FAR * _FAR * share


def _is_other_deed(goal: Goal, reading: Reading) -> bool:
    """Whether something else was done: 演练18场 for 培训30场, 培训人才 for 引进人才, 新建 for 淘汰."""
    deeds, own = goal.words.verbs - VAGUE, reading.words.verbs - VAGUE
    if goal.word in _EVENTS and (deeds or (own and reading.words.pairs)) and not deeds & own:
        return bool(deeds or not goal.words.heads & reading.words.pairs)
    made, done = goal.words.verbs, reading.words.verbs
    return bool((made & _MAKING and done & _TENDING - made) or (made & _REMOVING and done & _MAKING - made))


def _is_of_other(goal: Wording, own: Wording) -> bool:
    """Whether two phrases are each of a thing that the other does not name: 污泥综合利用率, 固废综合利用率."""
    return min(len(goal.pairs - own.pairs), len(own.pairs - goal.pairs)) >= _FOREIGN


def _is_of_other_kind(goal: Goal, reading: Reading) -> bool:
    """Whether a rate follows a figure of the same thing of another kind: 全社会用电量…，增长6.8% for 工业用电量增长."""
    same_thing = not reading.words.pairs and goal.words.heads & reading.context.heads
    return bool(same_thing) and _is_of_other(goal.words, reading.context)


def _is_wider(goal: Goal, reading: Reading) -> bool:
    """Whether a rate is one of much more than the goal's: of 制造业投资 for 高技术制造业投资."""
    return 2 * len(goal.words.pairs & reading.words.pairs) < len(goal.words.pairs)


def _same_kind(goal: Goal, reading: Reading) -> bool:
    return (goal.kind == "new" and reading.flow) or (goal.kind == "total" and reading.stock)


def _same_deed(goal: Goal, reading: Reading) -> bool:
    """Whether both say 新开工, or 基本建成, or 净增 of their figures."""
    begun = reading.act in ("start", "finish") and reading.act_word == goal.act_word
    return begun or ("净增" in goal.figure.left and "净增" in reading.figure.left)


def _elided(goal: Goal, reading: Reading) -> float:
    """A figure that names nothing speaks of what its sentence named before, or, if that is nothing, of the one goal."""
    if _same_deed(goal, reading):
        return _NAMED_DEED
    if "分别" in reading.figure.left:
        return 0.0
    if goal.words.sides & reading.words.sides & _HERDS:
        return _NAMED_DEED
    if reading.context.silent:
        first = reading.last is None and not (reading.figure.head or reading.figure.before)
        alike = first or reading.family == goal.family or goal.words.verbs & reading.words.verbs
        return _NOTHING_NAMED if reading.bare or alike else 0.0
    told = likeness(goal.words, reading.context, context=True) or 0.0
    if not told and goal.words.verbs & _deeds(reading) - VAGUE:
        return _SAME_DEED_ONLY
    return told * 0.9


def _deeds(reading: Reading) -> frozenset[str]:
    """What is done with that of which nothing else is named: with the summands of a sum, with mere 项目, 对象."""
    if reading.summands:
        return reading.context.verbs
    return frozenset() if reading.context.pairs else reading.words.verbs


def _is_claimed(goal: Goal, reading: Reading) -> bool:
    """Whether a figure that hardly names its measure is said to be reached; a bare percentage may be one of works."""
    if goal.family == "share" and not reading.change:
        return reading.alone or bool(_LEVEL.search(reading.figure.left))
    return reading.claimed
