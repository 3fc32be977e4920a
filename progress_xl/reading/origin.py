"""Whose report it is and for which period: from titles, sheet and file names, and the rows themselves."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

from progress_xl.model import Entry
from progress_xl.text.numerals import half_width
from progress_xl.text.patterns import lazy
from progress_xl.text.periods import Period, PeriodKind, find_periods
from progress_xl.text.units import find_unit, is_collective, unit_in_name

_LABELLED = lazy(
    r"(?:填报|报送|责任|填表)?单位(?:名称)?(?:[(（]盖章[)）])?\s*[:：]\s*(?P<unit>[^\s:：_]{2,30})(?!\S{0,9}[:：])"
)
_SEAL = lazy(r"[(（](?:公章|盖章|章)[)）]")
# The day on which a form was filled in says nothing of the period that it reports on.
_FILLED_IN_ON = lazy(r"(?:填报|填表|报送|制表|打印)(?:日期|时间)\s*[:：].*")
_KINDS: tuple[PeriodKind, ...] = ("month", "quarter", "half", "year")


def stated_period(texts: Iterable[str], kind: PeriodKind | None) -> Period | None:
    """The period that the first of ``texts`` to name one of the form's kind states; else the most particular one."""
    found = [period for text in texts for period in find_periods(_FILLED_IN_ON.sub("", text))]
    wanted = [period for period in found if period.kind == kind]
    return wanted[0] if wanted else min(found, key=lambda period: _KINDS.index(period.kind), default=None)


def reporting_unit(titles: Sequence[str], names: Sequence[str], entries: Sequence[Entry]) -> str | None:
    """The unit that reports.

    In this order: a title that says so (填报单位：…), the file's or sheet's name, the unit that every row names,
    the unit that leads most rows.
    """
    named = [_bare(found["unit"]) for title in titles for found in _LABELLED.finditer(title)]
    named += [unit for unit in map(unit_in_name, names) if unit]
    rows_of = Counter(chain.from_iterable(entry.units for entry in entries))
    members = {unit: count for unit, count in rows_of.items() if not is_collective(unit)}
    if named:
        return find_unit(named[0], members) or named[0]
    rows = sum(1 for entry in entries if entry.units and not all(map(is_collective, entry.units)))
    everywhere = [unit for unit, count in members.items() if count == rows]
    if len(everywhere) == 1:
        return everywhere[0]
    leads = Counter(entry.units[0] for entry in entries if entry.units and not is_collective(entry.units[0]))
    return leads.most_common(1)[0][0] if leads else None


def _bare(name: str) -> str:
    return half_width(_SEAL.sub("", name)).strip("_-,、。;")
