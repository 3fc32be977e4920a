"""Which names are one unit's: 市科技局 and 运城市科学技术局, 市发改委 and 市发展和改革委员会, 淄川区政府 and 淄川区人民政府.

A name is a place (运城市, 市, or none), what the unit does, and what it is (局, 委, 办, 政府). A short name keeps the
first character of what the unit does and some of the rest in their order, at the same level and with the same ending.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice, product
from typing import NamedTuple

from progress_xl.text.numerals import squeeze
from progress_xl.text.patterns import lazy

_BRACKETS = lazy(r"\([^()]*\)")
_LEVELS = frozenset("省市县区州旗盟")
_BELOW_A_CITY = frozenset("区县州旗盟")
# One word for each of these; what stands last in a name says what the unit is.
_PLAIN_WORDS = (
    ("中国共产党", ""),
    ("中共", ""),
    ("人民政府", "政府"),
    ("人民法院", "法院"),
    ("人民检察院", "检察院"),
)
_PLAIN_ENDINGS = (
    ("街道办事处", "街道"),
    ("街道办", "街道"),
    ("有限责任公司", "公司"),
    ("有限公司", "公司"),
    ("监督管理委员会", "监督管理委"),
    ("管理委员会", "管委会"),
    ("委员会", "委"),
    ("监管委", "监管委"),
    ("管委", "管委会"),
    ("办公室", "办"),
    ("联合会", "联"),
    ("联合社", "社"),
    ("协会", "协"),
)
_ENDING_WORDS = (
    "管委会 检察院 法院 政府 街道 公司 集团 中心 支队 大队 总队 学院 大学 中学 小学 银行"
    " 局 委 办 厅 部 署 院 联 协 会 社 站 所 队 馆 场 园 校 处 科 股"
)
_ENDINGS = tuple(_ENDING_WORDS.split())
# One character says enough before these: 妇联, 科协, 外办, 农委.
_SHORT_BEFORE = frozenset("联协办委")
# A place and these are a unit.
_OF_A_PLACE = frozenset(("政府", "委", "管委会", "街道", "办", "法院", "检察院"))
_ZONES = ("高新", "经开", "经济技术", "经济开发")
# Short names that do not keep the first character of the full one.
_IRREGULAR = {
    "网信": "互联网信息",
    "金融": "地方金融监督管理",
    "公积金": "住房公积金管理",
    "资规": "自然资源和规划",
    "侨": "归国华侨",
}
_NO_LEVEL = ("市场", "市监", "市政", "区域", "县域")
_LONGEST_PLACE = 12
_LONGEST = 40
_LONGEST_SLIP = 12
_MOST = 3


class _Split(NamedTuple):
    """One way to read a name without its ending: 运城市 | 科学技术. ``place`` ends with its level, or is empty."""

    place: str
    work: str


class _Reading(NamedTuple):
    ending: str
    splits: tuple[_Split, ...]


@lru_cache(maxsize=65536)
def unit_key(unit: str) -> str:
    """What two spellings of one unit share: half-width, no white space, no bracketed second name."""
    plain = squeeze(unit)
    return _BRACKETS.sub("", plain) or plain


@lru_cache(maxsize=65536)
def _plain(unit: str) -> str:
    """A unit's key with one word for 人民政府 and 政府, 委员会 and 委, and the like."""
    name = unit_key(unit)
    for word, plain in _PLAIN_WORDS:
        name = name.replace(word, plain)
    for word, plain in _PLAIN_ENDINGS:
        if name.endswith(word):
            name = name[: -len(word)] + plain
            break
    return _youth_league(name)


def _youth_league(name: str) -> str:
    """团市委 and 共青团云河市委 as 云河市团委."""
    for word in ("共青团", "团"):
        if name.startswith(word) and name.endswith("委") and name[-2] in _LEVELS:
            return f"{name[len(word) : -1]}团委"
    return name


@lru_cache(maxsize=65536)
def _readings(unit: str) -> tuple[_Reading, ...]:
    name = _plain(unit)
    if len(name) > _LONGEST:
        return ()
    ending = next((word for word in _ENDINGS if name.endswith(word)), "")
    if ending:
        return (_Reading(ending, tuple(_splits(name[: -len(ending)]))),)
    if len(name) > 2 and name[-1] in _LEVELS:
        return tuple(_Reading(ending, tuple(_splits(name))) for ending in ("政府", "管委会"))
    return ()


def _splits(head: str) -> Iterator[_Split]:
    """The ways to read a name without its ending; none has a district inside what the unit does."""
    return (split for split in _all_splits(head) if _BELOW_A_CITY.isdisjoint(split.work[1:-1]))


def _all_splits(head: str) -> Iterator[_Split]:
    """After each character that may end a place; the whole as what the unit does, unless it begins with its level.

    The committee and the government of a place count to it: 市委组织 and 市政府外事 are of 市. Zones are named after
    the bare name of their city: 云河高新技术产业开发区.
    """
    if head[:1] not in _LEVELS or head.startswith(_NO_LEVEL):
        yield _Split("", head)
    for at, character in enumerate(head[:_LONGEST_PLACE], 1):
        if character in _LEVELS:
            body = next((body for body in ("委", "政府") if head.startswith(body, at)), "")
            work = head[at + len(body) :]
            yield _Split(head[:at] if work else head, work)
    for zone in _ZONES:
        if 2 <= head.find(zone) <= 4 and head[head.find(zone) - 1] not in _LEVELS:
            yield _Split(head[: head.find(zone)], head[head.find(zone) :])


def _one_place(one: str, other: str) -> bool:
    short, full = sorted((one, other), key=len)
    return full.endswith(short) or full[:-1] == short


def _one_work(one: str, other: str, ending: str) -> bool:
    if not one or not other:
        return one == other and ending in _OF_A_PLACE
    ways = product({one, _IRREGULAR.get(one, one)}, {other, _IRREGULAR.get(other, other)})
    return any(_abbreviates(one, other, ending) or _abbreviates(other, one, ending) for one, other in ways)


def _abbreviates(short: str, full: str, ending: str) -> bool:
    """Whether ``short`` is ``full``, or its first character and others of it in their order."""
    if short == full or short[0] != full[0] or (len(short) < 2 and ending not in _SHORT_BEFORE):
        return short == full
    rest = iter(full)
    return all(character in rest for character in short)


def _is_slip(name: str, unit: str) -> bool:
    """Whether ``name`` would be one of ``unit``, were one character another: that of a full name, not its ending."""
    short, full = unit_key(name), unit_key(unit)
    if not 3 < len(short) <= _LONGEST_SLIP:
        return False
    for at in range(len(short) - 1):
        before, after = short[:at], short[at + 1 :]
        rest = iter(full)
        if all(character in rest for character in before + after) and any(
            same_unit(f"{before}{character}{after}", full) for character in dict.fromkeys(full)
        ):
            return True
    return False


@lru_cache(maxsize=65536)
def same_unit(first: str, second: str) -> bool:
    """Whether two names are one unit's: alike but for spaces, a bracketed name, the city in front, or one is short."""
    if first == second:
        return True
    one, other = _plain(first), _plain(second)
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= 3 and longer.endswith(shorter) and longer[-len(shorter) - 1] in (*_LEVELS, "委"):
        return True
    return any(
        mine.ending == theirs.ending and _agree(mine, theirs)
        for mine, theirs in product(_readings(first), _readings(second))
    )


def _agree(first: _Reading, second: _Reading) -> bool:
    return any(
        _one_place(one.place, other.place) and _one_work(one.work, other.work, first.ending)
        for one, other in product(first.splits, second.splits)
    )


class UnitNames:
    """The units whose names are known, to be asked for the one that another spelling means.

    A short or full name is taken for a known one where only one fits. Slips are never taken, only suggested.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self.known = tuple(dict.fromkeys(known))
        self._found: dict[str, str | None] = {unit: unit for unit in self.known}
        self._by_plain: dict[str, list[str]] = {}
        self._by_sign: dict[_Sign, list[str]] = {}
        self._by_end_of_place: dict[_Sign, list[str]] = {}
        for unit in self.known:
            self._by_plain.setdefault(_plain(unit), []).append(unit)
            for sign in _signs(unit):
                self._by_sign.setdefault(sign, []).append(unit)
                for place in _ends(sign.place):
                    self._by_end_of_place.setdefault(sign._replace(place=place), []).append(unit)

    def find(self, name: str) -> str | None:
        """The known unit that ``name`` means; ``None`` where none fits, or more than one."""
        if name not in self._found:
            fitting = self._fitting(name)
            self._found[name] = fitting[0] if len(fitting) == 1 else None
        return self._found[name]

    def suggest(self, name: str) -> tuple[str, ...]:
        """At most three known units that ``name`` may mean.

        Those that fit alike, else those of which it is the short name but for one character (市公信局), else those
        spelled nearly so.
        """
        if fitting := self._fitting(name):
            return tuple(fitting)
        import difflib  # few rounds need it

        slips = [unit for unit in self.known if _is_slip(name, unit)]
        near = difflib.get_close_matches(name, self.known, n=_MOST, cutoff=0.6)
        return tuple(dict.fromkeys([*slips, *near]))[:_MOST]

    def _fitting(self, name: str) -> list[str]:
        if alike := self._by_plain.get(_plain(name)):
            return [unit for unit in alike if unit == unit_key(name)] or alike
        near = (unit for unit in dict.fromkeys(self._near(name)) if same_unit(name, unit))
        return list(islice(near, _MOST))

    def _near(self, name: str) -> Iterator[str]:
        """Known units of one place with ``name``: the place of either ends with that of the other."""
        for sign in _signs(name):
            yield from self._by_end_of_place.get(sign, ())
            for place in _ends(sign.place):
                yield from self._by_sign.get(sign._replace(place=place), ())


class _Sign(NamedTuple):
    """What two names of one unit share at least once, but for the place: what it is, how what it does begins."""

    ending: str
    begins: str
    place: str


def _signs(unit: str) -> Iterator[_Sign]:
    readings = _readings(unit)
    if not readings:
        yield _Sign("", _plain(unit)[-3:], "")
    for reading in readings:
        for split in reading.splits:
            for work in {split.work, _IRREGULAR.get(split.work, split.work)}:
                yield _Sign(reading.ending, work[:1], split.place)


def _ends(place: str) -> Iterator[str]:
    """The place from each of its characters on, and without its level."""
    yield from (place[at:] for at in range(len(place) + 1))
    if place:
        yield place[:-1]
