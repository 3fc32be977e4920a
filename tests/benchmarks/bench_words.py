"""Times the reading of times, deadlines and unit names, as ratios within one run.

    python tests/benchmarks/bench_words.py

Texts made to mislead a pattern must cost ten times more when they are ten times longer, give or take; a unit's full name
is found among 2,000 short ones much faster than the standard library (difflib) finds a close one. The exit code is 1
if a goal is missed.
"""

import datetime as dt
import difflib
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count, product

from progress_xl.text.deadlines import parse_deadline
from progress_xl.text.mentions import foreign_mentions
from progress_xl.text.numbering import split_number
from progress_xl.text.periods import Period, find_periods
from progress_xl.text.times import find_times
from progress_xl.text.unit_names import UnitNames
from progress_xl.text.units import split_units, unit_in_name

JULY = dt.date(2022, 7, 31)
PIECES = (
    "2022年",
    "1-",
    "1、",
    "截至",
    "月",
    "十",
    "2022 ",
    "1 月",
    "2021年 ",
    "1-1月",
    "2022.1.",
    "上半年",
    "局 ",
    "(",
    "牵头",
)
READERS: dict[str, Callable[[str], object]] = {
    "foreign_mentions": lambda text: foreign_mentions(text, Period(2022, "month", 7)),
    "find_times": lambda text: find_times(text, JULY),
    "find_periods": find_periods,
    "split_units": split_units,
    "unit_in_name": unit_in_name,
    "split_number": split_number,
}
PLACES = [f"{one}{other}区" for one, other in product("甲乙丙丁戊己庚辛壬癸", "东南西北中江河湖山海")]
WORKS = {
    "科技局": "科学技术局",
    "人社局": "人力资源和社会保障局",
    "住建局": "住房和城乡建设局",
    "发改委": "发展和改革委员会",
    "政府": "人民政府",
    "卫健委": "卫生健康委员会",
    "工信局": "工业和信息化局",
    "文旅局": "文化和旅游局",
    "城管局": "城市管理局",
    "交通局": "交通运输局",
    "应急局": "应急管理局",
    "医保局": "医疗保障局",
    **{name: name for name in ("教育局", "财政局", "民政局", "水利局", "审计局", "统计局", "商务局", "体育局")},
}
_fresh = count()


def main() -> int:
    results = [*_growth(), *_units(), *_deadlines()]
    for name, value, limit in results:
        print(f"{name:<66}{value:>8.2f}  at most {limit:g}  {'met' if value <= limit else 'MISSED'}")
    return 0 if all(value <= limit for _, value, limit in results) else 1


def _growth() -> Iterator[tuple[str, float, float]]:
    for name, read in READERS.items():
        ratios = {piece: _seconds(read, piece, 100_000) / _seconds(read, piece, 10_000) for piece in PIECES}
        worst = max(ratios, key=lambda piece: ratios[piece])
        yield f"{name}: 100,000 to 10,000 characters of {worst!r}", ratios[worst], 25


def _seconds(read: Callable[[str], object], piece: str, length: int) -> float:
    """Processor time of one reading, the best of three; never a text that a cache has seen."""
    texts = [piece * (length // len(piece)) + f"甲{next(_fresh)}" for _ in range(3)]
    return min(_timed(read, [text]) for text in texts)


def _timed(read: Callable[[str], object], texts: list[str]) -> float:
    start = time.process_time()
    for text in texts:
        read(text)
    return max(time.process_time() - start, 1e-6)


def _units() -> Iterator[tuple[str, float, float]]:
    known = [place + short for place in PLACES for short in WORKS]
    full = [f"云河市{place}{name}" for place in PLACES for name in WORKS.values()]
    start = time.process_time()
    names = UnitNames(known)
    found = [names.find(name) for name in full]
    ours = time.process_time() - start
    assert found == known
    library = _timed(lambda name: difflib.get_close_matches(name, known, n=1), full[::100]) * 100
    yield f"{len(full):,} full names among {len(known):,} short ones, to difflib", ours / library, 0.1


def _deadlines() -> Iterator[tuple[str, float, float]]:
    phrases = [
        f"{year}年{month}月{day}日前完成{day}项"
        for year in (2022, 2023)
        for month in range(1, 13)
        for day in range(1, 29)
    ]
    ours = _timed(lambda phrase: parse_deadline(phrase, on=JULY), phrases)
    library = _timed(lambda phrase: difflib.SequenceMatcher(None, phrase, phrases[0]).ratio(), phrases)
    yield f"{len(phrases)} deadlines, to difflib comparing two of them", ours / library, 20


if __name__ == "__main__":
    sys.exit(main())
