"""Rules that a form's author writes for a column: 数字, 日期, >=0, <=100, 0..100."""

import datetime as dt
import re
from collections.abc import Callable
from functools import lru_cache

from progress_xl.text.deadlines import parse_deadline
from progress_xl.text.numerals import half_width, squeeze

Test = Callable[[str], bool]

SPELLINGS = ("数字", "日期", ">=0", "<=100", "0..100")
_NUMBER = r"[-+]?\d+(?:\.\d+)?"
_RANGE = re.compile(rf"({_NUMBER})\.\.({_NUMBER})")
_BOUND = re.compile(rf"(>=|<=|≥|≤)({_NUMBER})")


@lru_cache(maxsize=256)
def parse_rule(rule: str) -> Test:
    """The test that a rule's spelling stands for; ``ValueError`` where it is none of ``SPELLINGS``' kinds."""
    plain = squeeze(rule)
    if plain in ("数字", "number"):
        return lambda value: _number(value) is not None
    if plain in ("日期", "date"):
        return lambda value: parse_deadline(value, on=dt.date(2000, 1, 1)).kind == "date"
    if (found := _RANGE.fullmatch(plain)) and float(found[1]) <= float(found[2]):
        return _between(float(found[1]), float(found[2]))
    if found := _BOUND.fullmatch(plain):
        bound = float(found[2])
        return _between(bound, float("inf")) if found[1] in (">=", "≥") else _between(float("-inf"), bound)
    raise ValueError(f"unknown rule: {rule!r}")


def _between(low: float, high: float) -> Test:
    def test(value: str) -> bool:
        number = _number(value)
        return number is not None and low <= number <= high

    return test


def is_number(value: str) -> bool:
    """Whether a text is a plain number, a sign, thousands commas and a percent sign allowed."""
    return _number(value) is not None


def _number(value: str) -> float | None:
    plain = half_width(value).strip().replace(",", "").removesuffix("%")
    return float(plain) if re.fullmatch(_NUMBER, plain) else None
