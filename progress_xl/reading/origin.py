"""Whose report it is and for which period: from titles, sheet and file names, and the rows themselves."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import chain

from progress_xl.model import Entry, UnitKnownBy
from progress_xl.text.numerals import half_width
from progress_xl.text.patterns import lazy
from progress_xl.text.periods import Period, PeriodKind, find_periods
from progress_xl.text.units import ends_as_unit, find_unit, is_collective, unit_in_name

_LABELLED = lazy(
    r"(?:填报|报送|责任|填表)?单位(?:名称)?(?:[(（]盖章[)）])?\s*[:：]\s*(?P<unit>[^\s:：_]{2,30})(?!\S{0,9}[:：])"
)
_SEAL = lazy(r"[(（](?:公章|盖章|章)[)）]")
# The day on which a form was filled in says nothing of the period that it reports on.
_FILLED_IN_ON = lazy(r"(?:填报|填表|报送|制表|打印)(?:日期|时间)\s*[:：].*")
# File systems hold 255 bytes of a name, 85 Chinese characters.
_LONGEST_NAME = 100
_PLACES = tuple("省市县区州旗镇乡")
_KINDS: tuple[PeriodKind, ...] = ("month", "quarter", "half", "year")


def stated_period(texts: Iterable[str], kind: PeriodKind | None) -> Period | None:
    """The period that the first of ``texts`` to name one of the form's kind states; else the most particular one."""
    found = [period for text in texts for period in find_periods(_FILLED_IN_ON.sub("", text))]
    wanted = [period for period in found if period.kind == kind]
    return wanted[0] if wanted else min(found, key=lambda period: _KINDS.index(period.kind), default=None)


def reporting_unit(titles: Sequence[str], names: Sequence[str], entries: Sequence[Entry]) -> str | None:
    """The unit that reports; see `unit_and_source`."""
    return unit_and_source(titles, names, entries)[0]


def unit_and_source(
    titles: Sequence[str], names: Sequence[str], entries: Sequence[Entry]
) -> tuple[str | None, UnitKnownBy]:
    """The unit that reports, and how that is known.

    In this order: a title that says so (填报单位：…), the file's or sheet's name, the unit that every row names,
    the unit that leads most rows.
    """
    rows_of = Counter(chain.from_iterable(entry.units for entry in entries))
    members = {unit: count for unit, count in rows_of.items() if not is_collective(unit)}
    if named := _in_titles(titles) or _in_names(names, members):
        return find_unit(named, members) or named, "stated"
    rows = sum(1 for entry in entries if entry.units and not all(map(is_collective, entry.units)))
    everywhere = [unit for unit, count in members.items() if count == rows]
    if len(everywhere) == 1:
        return everywhere[0], "rows"
    leads = Counter(entry.units[0] for entry in entries if entry.units and not is_collective(entry.units[0]))
    return (leads.most_common(1)[0][0] if leads else None), "leads"


def known_unit_in(name: str, known: Collection[str]) -> str | None:
    """The one of ``known`` whose name stands in a file's or sheet's name before other words: 市财政局二, 财政局A表.

    ``None`` where it is only the beginning of another unit's (市教育局幼儿园二), and for a place that may be all the
    city's (云河市重点项目二) unless a unit is called just so.
    """
    plain = half_width(name)[:_LONGEST_NAME]
    ends = (end for end in range(len(plain), 1, -1) if ends_as_unit(plain[:end]))
    begins = next(filter(None, (unit_in_name(plain[:end]) for end in ends)), None)
    if begins is None or begins in known or begins.endswith(_PLACES):
        return begins if begins in known else None
    within = [unit for unit in known if unit in begins]
    alone = within[0] if len(within) == 1 and begins.endswith(within[0]) else None
    return find_unit(begins, known) or alone


def _in_titles(titles: Iterable[str]) -> str | None:
    found = (_bare(label["unit"]) for title in titles for label in _LABELLED.finditer(title))
    return next(found, None)


def _in_names(names: Iterable[str], members: Collection[str]) -> str | None:
    found = (unit_in_name(name) or known_unit_in(name, members) for name in names)
    return next(filter(None, found), None)


def _bare(name: str) -> str:
    return half_width(_SEAL.sub("", name)).strip("_-,、。;")
