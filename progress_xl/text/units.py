"""Units and how they are written: lists in one cell, names broken over lines, bracketed second names."""

import difflib
from collections.abc import Collection, Iterable
from functools import lru_cache

from progress_xl.text.numerals import half_width, squeeze
from progress_xl.text.patterns import lazy

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
_LABEL = lazy(r"(?:牵头|责任|主办|承办|协办|配合|填报|报送|协同)(?:单位|部门)?[:：]")
_CHUNK = lazy(r"(?:\([^()]*\)|[^、,;/|])+")
_BRACKETS = lazy(r"\([^()]*\)")
_COLLECTIVE = lazy(r"各|全体|有关(?:单位|部门)|相关(?:单位|部门)|全市|全县|全区")
_NAME_PARTS = lazy(r"[-_—\s.,、+&~:()\[\]【】]+")
_NOISE = (
    r"附件|(?:19|20)\d\d|第?[一二三四1-4]季度|[上下]半年|1?\d月份?|年度?|[QqHh][1-4]|关于|报送|填报|上报|重点|工作|任务"
    r"|进展|进度|落实|情况|完成|汇总|月报|季报|报表|表|更正|修改|补报|最终|终稿|定稿|反馈|[vV]\d+|的|\d+"
)
_NOISE_AROUND = lazy(rf"^(?:{_NOISE})+|(?:{_NOISE})+新?$")


@lru_cache(maxsize=65536)
def split_units(cell: str) -> tuple[str, ...]:
    """Units named in one cell, lead first.

    Names are parted by 、 , ; / or by white space; white space inside a name (a name broken over lines) joins
    when the first half does not end as a unit does. A bracketed second name stays: «市财政局(国资委)».
    """
    text = _LABEL.sub("、", half_width(cell))
    text = _BRACKETS.sub(lambda found: "".join(found[0].split()), text)
    names = [name for chunk in _CHUNK.findall(text) for name in _join_broken(chunk.split())]
    return tuple(dict.fromkeys(names))


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


@lru_cache(maxsize=65536)
def unit_key(unit: str) -> str:
    """What two spellings of one unit share: half-width, no white space, no bracketed second name."""
    plain = squeeze(unit)
    return _BRACKETS.sub("", plain) or plain


def unit_in_name(stem: str) -> str | None:
    """The unit that a file's or sheet's name speaks of, without period, version and form words.

    «附件2：市科技局2022年7月报送（更正）» gives 市科技局; ``None`` where nothing like a unit is left.
    """
    parts = (_NOISE_AROUND.sub("", part) for part in _NAME_PARTS.split(half_width(stem)))
    return next((part for part in parts if len(part) >= 2 and _names_a_unit(part)), None)


def _names_a_unit(part: str) -> bool:
    return ends_as_unit(part) and not is_collective(part) and part not in _ENDINGS


def same_unit(first: str, second: str) -> bool:
    """Whether two names are one unit's: alike but for spaces, a bracketed name, or the city's name in front."""
    if first == second:
        return True
    one, other = unit_key(first), unit_key(second)
    shorter, longer = sorted((one, other), key=len)
    return one == other or (len(shorter) >= 3 and longer.endswith(shorter))


def find_unit(name: str, known: Collection[str]) -> str | None:
    """The one of ``known`` that ``name`` means: the same spelling first, else the longest that matches."""
    if name in known:
        return name
    key = unit_key(name)
    alike = [unit for unit in known if same_unit(name, unit)]
    exact = [unit for unit in alike if unit_key(unit) == key]
    return next(iter(exact or sorted(alike, key=len, reverse=True)), None)


def suggest_unit(name: str, known: Iterable[str]) -> str | None:
    """The one of ``known`` that ``name`` may be a slip for."""
    return next(iter(difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)), None)
