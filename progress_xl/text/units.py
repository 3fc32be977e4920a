"""Units and how they are written: lists in one cell, names broken over lines, bracketed second names."""

import re
from collections.abc import Iterable
from functools import lru_cache

from progress_xl.text.numerals import half_width, squeeze

_ENDINGS = (
    "局|委|办|部|院|厅|署|处|室|科|股|所|站|队|组|团|会|社|行|馆|校|学|园|区|县|市|镇|乡|州|旗|街道|中心|政府|公司|集团"
    "|机关|单位|部门|专班|联合体|基地|海关|企业"
)
_ENDING = re.compile(rf"(?:{_ENDINGS})(?:\([^()]*\))?$")
# These end like a unit and are the first half of one: 市人力资源社会|保障局.
_HALVES = ("社会", "国有资产监督管理委", "工业和信息化部门")
_LABEL = re.compile(r"(?:牵头|责任|主办|承办|协办|配合|填报|报送|协同)(?:单位|部门)?[:：]")
_SEPARATORS = re.compile(r"[、,;/|]+")
_BRACKETS = re.compile(r"\([^()]*\)")
_COLLECTIVE = re.compile(r"各|全体|有关(?:单位|部门)|相关(?:单位|部门)|全市|全县|全区")
_NOISE = re.compile(
    r"附件\s*\d*[:：.、]?|(?:19|20)\d\d|第?[一二三四1-4]季度|[上下]半年|1?\d月份?|年度?|[QqHh][1-4]|[（(][^（()）]*[)）]"
    r"|报送|填报|上报|重点|工作|任务|进展|进度|落实|情况|完成|汇总|月报|季报|报表|表|更正|修改|补报|最终|终稿|定稿|反馈|新"
    r"|[vV]\d+|[-_—－.\s\d]+"
)


@lru_cache(maxsize=65536)
def split_units(cell: str) -> tuple[str, ...]:
    """Units named in one cell, lead first.

    Names are parted by 、 , ; / or by white space; white space inside a name (a name broken over lines) joins
    when the first half does not end as a unit does. A bracketed second name stays: «市财政局(国资委)».
    """
    text = _LABEL.sub("、", half_width(cell))
    names: list[str] = []
    for chunk in _outside_brackets(text):
        names.extend(_join_broken(chunk.split()))
    return tuple(dict.fromkeys(names))


def _outside_brackets(text: str) -> list[str]:
    """``text`` cut at the separators that stand outside brackets."""
    held: list[str] = []

    def hold(found: re.Match[str]) -> str:
        held.append("".join(found[0].split()))
        return f"\0{len(held) - 1}\0"

    cut = _SEPARATORS.split(_BRACKETS.sub(hold, text))
    return [re.sub("\0(\\d+)\0", lambda found: held[int(found[1])], chunk) for chunk in cut]


def _join_broken(words: list[str]) -> list[str]:
    names: list[str] = []
    for word in words:
        if names and (not _ends_as_unit(names[-1]) or word.startswith("(") or len(word) < 3):
            names[-1] += word
        else:
            names.append(word)
    return names


def _ends_as_unit(name: str) -> bool:
    return bool(_ENDING.search(name)) and not name.endswith(_HALVES)


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
    rest = _NOISE.sub("", half_width(stem)).strip("，、:：+&~ ")
    return rest if len(rest) >= 2 and _ends_as_unit(rest) else None


def same_unit(first: str, second: str) -> bool:
    """Whether two names are one unit's: alike but for spaces, a bracketed name, or the city's name in front."""
    one, other = unit_key(first), unit_key(second)
    shorter, longer = sorted((one, other), key=len)
    return one == other or (len(shorter) >= 3 and longer.endswith(shorter))


def find_unit(name: str, known: Iterable[str]) -> str | None:
    """The one of ``known`` that ``name`` means: the same spelling first, else the longest that matches."""
    key = unit_key(name)
    alike = [unit for unit in known if same_unit(name, unit)]
    exact = [unit for unit in alike if unit_key(unit) == key]
    return next(iter(exact or sorted(alike, key=len, reverse=True)), None)
