"""Which times in a deadline are limits: 12月底前完成 is one, 2022年重点工作 and 截至6月底 are none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from progress_xl.text.patterns import lazy
from progress_xl.text.times import Time

_LONGEST_SINGLE = 60
_LEAD_WORDS = (
    "力争|争取|确保|计划|预计|拟|决战|决胜|冲刺|奋战|要求|原则上|务必|须|应|于|在|至|到|截止(?:时间|日期)"
    "|(?:完成|办结|整改)?(?:时限|期限|时间)|时间节点|最迟|最晚|不迟于|不晚于|不超过|不得超过|自|从|即日起?|为|是"
)
_DONE_WORDS = (
    "(?:(?:全面|基本|全部|如期|按期|总体|高质量|主体)?"
    "(?:完成|建成|完工|竣工|开工|动工|投用|见效|到位|办结|达标|落实|建立|实现|达到|形成|取得|通过|验收|交付"
    "|出台|印发|制定|上报|报送|提交|开展|召开|举办|销号|清零))"
)
_NUMBERS = r"[(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[).、:]|[一二三四五六七八九十]是|第[一二三四五六七八九十]+(?:阶段|批次?|步)"
_BREAKS = r"[;,。:、()\[\]【】《》]"
_DONE, _ENDS_DONE = lazy(_DONE_WORDS), lazy(_DONE_WORDS + "$")
_NUMBERED, _BREAK = lazy(_NUMBERS), lazy(_BREAKS)
_FILLER = lazy(rf"(?:{_LEAD_WORDS}|{_DONE_WORDS}|{_NUMBERS}|{_BREAKS}|(?:之|以)?前|止|每?各?报送一次|和|及)*+")
_BEFORE = lazy(r"(?:之|以)?前|止")
_STARTED = lazy("启动|开始|实施|奠基")
# What a time is not a limit after, and before.
_NO_LIMIT_AFTER = lazy(r"(?:截[至止][到至]?|早于|[比较同]|原定?|原计划|近|(?P<start>自|从))$")
_NO_LIMIT_BEFORE = lazy(r"(?P<start>起(?!草)|开始|以来)|[以之]?后|左右|前后|初|或|已|完成(?:情况|率|数|值)")
# An end behind a beginning or an earlier end that is not read: 持续到年底, 延期至9月底.
_MOVED = lazy(r"(?:延期|延长|顺延|推迟|调整|延|持续(?:推进|开展|实施)?)[至到为]$")
# Behind an end it names something that is had then, not done by then: 年底考核.
_NAMED = lazy("考核|目标|任务|重点|工作|总结|计划|指标|预算|决算|余额|结余")
# Left over beside the times that were read: lengths of time, days and months without their rest, bare years.
_UNREAD = lazy(
    r"(?:19|20)\d\d|\d\s?(?:年(?!\(;)|[月日季旬])|\d[./]\d+[-—~至到]|[年月]初|年中|[上中下本]旬|[年月季]度?[底末终]|(?<!以)上、(?=;)|(?<![上下])半年|个(?:工作日|月)|工作日|左右|前后"
    r"|[一两二三四五六七八九十几数半多百\d]个?(?:[日天周年月]|小时|季度)(?:之|以)?[内后]"
)
_LASTING = lazy(r"长期|持续|常态|常抓|坚持|经常性|贯穿|日常|(?<!不)定期|永久")


def is_lasting(phrase: str) -> bool:
    """Whether ``phrase`` says that the work goes on (长期, 持续, 常态化)."""
    return bool(_LASTING.search(phrase))


def has_unread(phrase: str, times: Sequence[Time]) -> bool:
    """Whether beside ``times`` other words speak of time: 3个月内, 年初, 左右."""
    return bool(_UNREAD.search(without(phrase, sorted({time.span for time in times}))))


def without(plain: str, spans: Sequence[tuple[int, int]]) -> str:
    """``plain`` with a break in place of each of ``spans``."""
    for begin, end in reversed(spans):
        plain = f"{plain[:begin]};{plain[end:]}"
    return plain


@dataclass(frozen=True, slots=True)
class Place:
    """Times at one place, with the words from the time before and to the one behind."""

    times: Sequence[Time]
    before: str
    after: str
    ending: str

    @property
    def time(self) -> Time:
        return self.times[0]

    @property
    def is_strong(self) -> bool:
        return self.time.pointed and bool(_BEFORE.match(self.after))

    @property
    def is_excluded(self) -> bool:
        """An as-of date, a comparison, a beginning, or 前 behind a span, which may mean either of its ends."""
        if not self.time.pointed and _BEFORE.match(self.after):
            return True
        after = None if self.time.ranged else _NO_LIMIT_AFTER.search(self.before)
        return bool(after or _NO_LIMIT_BEFORE.match(self.after))

    @property
    def is_moved(self) -> bool:
        return bool(_MOVED.search(self.before))

    @property
    def is_start(self) -> bool:
        places = (_NO_LIMIT_AFTER.search(self.before), _NO_LIMIT_BEFORE.match(self.after))
        return any(place and place["start"] for place in places)

    def is_limit(self, *, among_several: bool) -> bool:
        """Whether the words around make the time a limit, not the name of something («2022年重点工作»)."""
        if self.is_strong or self.is_moved:
            return True
        head = _BREAK.split(self.before)[-1]
        tail = _BREAK.split(self.after)[0]
        done = _DONE.match(tail)
        if not _FILLER.fullmatch(head):
            return bool(done) and self.time.pointed
        if done or not tail or (self.ending in "底末终内旬" and not _NAMED.match(tail)):
            return True
        started = among_several and _STARTED.match(tail)
        return bool(started or _ENDS_DONE.search(tail)) or (self.time.pointed and tail.endswith("前"))


def places_of(plain: str, times: Sequence[Time]) -> list[Place]:
    spans = sorted({time.span for time in times})
    begins, ends = [span[0] for span in spans] + [len(plain)], [0] + [span[1] for span in spans]
    return [
        Place(
            [time for time in times if time.span == span],
            plain[ends[i] : span[0]],
            plain[span[1] : begins[i + 1]],
            plain[span[1] - 1],
        )
        for i, span in enumerate(spans)
    ]


def find_limits(plain: str, times: Sequence[Time]) -> list[Time]:
    """The times of ``plain`` that are limits; none where anything about them is unclear."""
    if not times or has_unread(plain, times):
        return []
    places = places_of(plain, times)
    if places[-1].is_moved:
        places = places[-1:]
    if any(place.is_excluded for place in places):
        return []
    if not _says_nothing_else(places):
        places = _limits_in_text(places)
        if len(places) == 1 and len(plain) > _LONGEST_SINGLE:
            return []
    if is_lasting(plain) and not all(place.is_strong or place.is_moved for place in places):
        return []
    return [
        replace(time, first=None) if place.is_strong and not time.ranged else time
        for place in places
        for time in place.times
    ]


def _says_nothing_else(places: Sequence[Place]) -> bool:
    last = places[-1].after
    gaps = all(_FILLER.fullmatch(gap) for place in places for gap in (place.before, place.after))
    return gaps and not _NUMBERED.search(last)


def _limits_in_text(places: Sequence[Place]) -> list[Place]:
    """Those of ``places`` that are limits, if no other makes them doubtful."""
    several = len(places) > 1
    limits = [place for place in places if place.is_limit(among_several=several)]
    if len(limits) < len(places) and not all(place.is_strong for place in limits):
        return []
    return [] if any(_borrows_its_year(place, places, limits) for place in limits) else limits


def _borrows_its_year(limit: Place, places: Sequence[Place], limits: Sequence[Place]) -> bool:
    """Whether a limit without a year stands behind the year of something else («2021年项目6月底前…»)."""
    others = [place for place in places if place not in limits and place.time.span < limit.time.span]
    return not limit.time.dated and any(place.time.dated for place in others)
