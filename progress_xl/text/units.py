"""Units and how they are written: lists in one cell, names broken over lines, bracketed second names."""

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from progress_xl.text.numerals import half_width
from progress_xl.text.patterns import lazy
from progress_xl.text.unit_names import UnitNames as UnitNames
from progress_xl.text.unit_names import same_unit as same_unit

_ENDING_WORDS = (
    "局 委 办 部 院 厅 署 处 室 科 股 所 站 队 组 团 会 社 馆 校 园 区 县 市 镇 乡 州 旗 街道 中心 政府 公司 集团 联 协 "
    "大学 中学 小学 学院 银行 分行 支行 机关 单位 部门 专班 联合体 基地 海关 企业 台 库 场"
)
_ENDINGS = tuple(_ENDING_WORDS.split())
# These end as a unit does and are the first half of one: 市人力资源社会|保障局, 市住房和城乡|建设局.
_HALVES = ("社会", "资源社", "城乡", "城市", "城镇", "机关", "合作社", "国有资产监督管理委")
# These are a whole unit to the eye and the second half of one: 高新区|管委会.
_TAILS = ("管委会", "管理委员会", "委员会", "办公室", "人民政府", "管理局")
# Two characters after a space are the rest of a broken name (市农业农村委|员会), but for these.
_SHORT_UNITS = ("妇联", "残联", "文联", "侨联", "社联", "科协", "工会", "团委", "法院")
# 市委 at the end of a line is a unit of its own, or the beginning of 市委组织部.
_PARENT = lazy(r"[省市县区州旗](?:委|政府)")
_PLACE = lazy(r"[省市县区州旗各]")
_LEAD_WORDS = frozenset(("牵头", "主办", "主责", "承办", "总牵头"))
_SUPPORT_WORDS = frozenset(("协办", "配合", "协同", "协助", "参与", "参加"))
_LABEL = lazy(r"(总?牵头|责任|主办|主责|承办|协办|配合|填报|报送|协同|协助|参与|参加)(?:责任)?(?:单位|部门)?[:：]")
_ROLE_BEHIND = lazy(
    r"(?:\((?P<bracketed>总?牵头|主办|主责|承办|协办|配合|协同|协助|参与)(?:单位|部门|负责)?\)"
    r"|(?:按照?职责(?:分工)?|分别)负责|(?P<word>总?牵头|主办|主责|承办|协办|配合|协同|协助|参与|负责)(?:负责|落实|推进|实施|办理)?)$"
)
_EQUAL = lazy(r"不分(?:先后|前后|主次)")
_LONGEST_NAME = 60
_LONGEST_LIST = 200
# ① and 1. before a name part it from the last.
_ITEM = lazy(r"[①-⑳⑴-⒛㈠-㈩]|(?<!\d)\d{1,2}[.．](?=[省市县区州旗各])")
# 和, as in 市工业和信息化局, parts names only where the name of a place follows, and no 市场 or 市政.
_AND = lazy(
    r"(?:以及|会同|联合|和|与|及)(?!市[场监民]|市政(?!府)|[区县]域)(?=[省市县区州旗各]|[^省市县区州旗]{2,4}[市县区州旗])"
)
_AND_OTHERS = lazy(r"等(?:(?:有关|相关)?(?:单位|部门))?$")
_CHUNK = lazy(r"(?:\([^()]*\)|[^、,;/|])+")
_BRACKETS = lazy(r"\([^()]*\)")
_COLLECTIVE = lazy(r"各|全体|有关(?:单位|部门)|相关(?:单位|部门)|全市|全县|全区")
_NAME_PARTS = lazy(r"[-_—\s.,、+&~:()\[\]【】]+")
_NOISE = (
    r"附件|(?:19|20)\d\d|第?[一二三四1-4]季度|[上下]半年|1?\d月份?|年度?|[QqHh][1-4]|关于|报送|填报|上报|重点|工作|任务"
    r"|进展|进度|落实|情况|完成|汇总|月报|季报|报表|表|更正|修改|补报|最终|终稿|定稿|反馈|[vV]\d+|的|\d+"
)
_NOISE_AROUND = lazy(rf"^(?:{_NOISE})+|(?:{_NOISE})+新?$")


UnitRole = Literal["lead", "support"]


class Member(NamedTuple):
    """A unit named in a cell, and its part in the task."""

    unit: str
    role: UnitRole


@lru_cache(maxsize=65536)
def split_units(cell: str) -> tuple[str, ...]:
    """Units named in one cell, lead first.

    Names are parted by 、 , ; / ① by 和 and 会同 between two names, or by white space; white space inside a name (a name broken over lines) joins
    when the first half does not end as a unit does. A bracketed second name stays: «市财政局(国资委)».
    """
    return tuple(member.unit for member in unit_roles(cell))


def unit_roles(cell: str, note: str = "") -> tuple[Member, ...]:
    """Units of one cell with their roles, those that lead first.

    Role words count (牵头单位：…, 市科技局（牵头）, …、…配合). Without any the first leads and the others support it,
    as footnotes put it («责任单位排在第一位的为牵头单位»), unless ``note`` says that their order means nothing
    («排名不分先后»): then all lead.
    """
    named = dict(reversed(list(_named(half_width(_ITEM.sub("、", cell))))))
    units = list(reversed(named))
    leads = [unit for unit in units if named[unit] == "lead"]
    if not leads:
        free = [unit for unit in units if named[unit] is None] or units
        leads = free if _EQUAL.search(note) else free[:1]
    return tuple(Member(unit, "lead") for unit in leads) + tuple(
        Member(unit, "support") for unit in units if unit not in leads
    )


def _named(text: str) -> Iterator[tuple[str, UnitRole | None]]:
    """Names in their order, each with the role that words before or behind it give."""
    before, *labelled = _LABEL.split(text)
    yield from _with_roles(before, None)
    for label, names in zip(labelled[::2], labelled[1::2], strict=True):
        yield from _with_roles(names, _role(label))


def _role(word: str) -> UnitRole | None:
    return "lead" if word in _LEAD_WORDS else "support" if word in _SUPPORT_WORDS else None


def _with_roles(text: str, role: UnitRole | None) -> list[tuple[str, UnitRole | None]]:
    text = _BRACKETS.sub(lambda found: "".join(found[0].split()), text)
    written = (name for chunk in _CHUNK.findall(text) for name in _join_broken(chunk.split()))
    names = [name for joined in written for name in _parted(joined)]
    found: list[tuple[str, UnitRole | None]] = []
    behind: UnitRole | None = None
    for name in reversed(names):
        said = _ROLE_BEHIND.search(name)
        unit = _bare(name[: said.start()] if said else name)
        if not said or not ends_as_unit(unit):
            found.append((_bare(name), role or behind))
        elif said["bracketed"]:
            behind = None
            found.append((unit, _role(said["bracketed"])))
        else:
            behind = _role(said["word"] or "")
            found.append((unit, behind))
    return found[::-1]


def _bare(name: str) -> str:
    """A name without 由 in front of it and 等 behind it."""
    unit = _AND_OTHERS.sub("", name.removeprefix("由"))
    return unit if ends_as_unit(unit) else name


def _parted(name: str) -> list[str]:
    """The names that 和, 会同 and the like join; not 市委和市政府督查室, which is one."""
    parts = []
    start = 0
    for joint in _AND.finditer(name) if len(name) <= _LONGEST_LIST else ():
        one, other = name[start : joint.start()], name[joint.end() :]
        if _is_whole(one) and ends_as_unit(_bare(_ROLE_BEHIND.sub("", other))):
            parts.append(one)
            start = joint.end()
    return [*parts, name[start:]]


def _is_whole(name: str) -> bool:
    if name.count("(") != name.count(")") or name.endswith(_HALVES) or _PARENT.fullmatch(name):
        return False
    return len(name) > 2 and ends_as_unit(name)


def _join_broken(words: list[str]) -> list[str]:
    names: list[str] = []
    for word in words:
        if names and _goes_on(names[-1], word):
            names[-1] += word
        else:
            names.append(word)
    return names


def _goes_on(name: str, word: str) -> bool:
    """Whether ``word``, after a space, is still part of ``name``."""
    if len(name) > _LONGEST_NAME:
        return False
    if word.startswith("(") or word in _TAILS:
        return True
    if not ends_as_unit(name):
        return not (_PLACE.match(word) and ends_as_unit(word))
    if name.endswith(_HALVES) or _PARENT.fullmatch(name):
        return not _PLACE.match(word)
    return len(word) < 3 and word not in _SHORT_UNITS


def ends_as_unit(name: str) -> bool:
    """Whether a name, without a bracket at its end, ends as units do."""
    return (name[: name.rfind("(")] if name.endswith(")") else name).endswith(_ENDINGS)


def is_collective(unit: str) -> bool:
    """Whether ``unit`` addresses many at once: 市直各单位, 各县区."""
    return bool(_COLLECTIVE.search(unit))


def unit_in_name(stem: str) -> str | None:
    """The unit that a file's or sheet's name speaks of, without period, version and form words.

    «附件2：市科技局2022年7月报送（更正）» gives 市科技局; ``None`` where nothing like a unit is left.
    """
    parts = (_NOISE_AROUND.sub("", part) for part in _NAME_PARTS.split(half_width(stem)))
    return next((part for part in parts if len(part) >= 2 and _names_a_unit(part)), None)


def _names_a_unit(part: str) -> bool:
    return ends_as_unit(part) and not is_collective(part) and part not in _ENDINGS


@lru_cache(maxsize=16)
def _names(known: tuple[str, ...]) -> UnitNames:
    return UnitNames(known)


def find_unit(name: str, known: Collection[str]) -> str | None:
    """The one of ``known`` that ``name`` means: the same spelling, or the only one whose short or full name it is."""
    return name if name in known else _names(tuple(known)).find(name)


def suggest_units(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Those of ``known`` that ``name`` may mean or be a slip for, the likeliest first."""
    return _names(tuple(known)).suggest(name)
