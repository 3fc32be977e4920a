"""Quantities: numbers with a unit, in digits or Chinese numerals, and nothing that only looks like one.

Dates, ordinals, document and page numbers (〔2022〕1号, 7/8), list marks, titles in 《》, short quotations (“三个一”) and
numbers inside Latin names (PM2.5, G20) are passed over.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from progress_xl.text.measure_words import measure_word_at
from progress_xl.text.numerals import narrow
from progress_xl.text.patterns import lazy

Span = tuple[int, int]

_DASH = "[-—–~至到]{1,2}"
_PLAIN = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
_NUMERALS = "零〇一二两三四五六七八九十百千"
# Alternatives in this order; each is bounded or fails at once, so that a scan takes linear time.
_SCAN = lazy(
    r"(?P<skip>《[^《》]{0,60}》|“[^“”]{0,12}”"
    r"|(?:^|(?<=[。;\n]))[ (]{0,4}[0-9]{1,4}(?:[.、)](?=[^0-9]|[0-9]{1,2}月|[0-9]+[个项家所处座名户条](?!百))| (?=[^0-9 ]))"
    rf"|第[0-9{_NUMERALS}]+|(?<=[A-Za-z])[0-9][0-9.]*"
    rf"|(?:19|20)[0-9]{{2}}(?:年度?|(?={_DASH}(?:19|20)[0-9]{{2}}年)|[-/.][0-9]{{1,2}}(?![0-9.%万亿])(?:[-/.][0-9]{{1,2}})?)"
    rf"|[0-9]{{1,2}}(?:月?{_DASH}[0-9]{{1,2}})?月(?:份|[底末初])?(?:[0-9]{{1,2}}[日号])?|[0-9]{{1,2}}[日号]"
    r"|[0-9]+[/:×xX*+][0-9]+)"
    rf"|(?P<percent>百分之)(?:(?P<of>{_PLAIN})|(?P<of_hundred>[{_NUMERALS}]{{1,5}}))"
    rf"|(?<![0-9.])(?P<digits>{_PLAIN})"
    rf"|(?<![{_NUMERALS}第])(?P<numeral>[二两三四五六七八九十一][{_NUMERALS}]{{0,8}})(?![{_NUMERALS}])"
)
_AFTER = lazy(
    r"[ \n]{0,2}(?P<more>[余多来几])?(?P<scale>万亿|百万|千万|亿|万|千(?![瓦米克伏])|百(?!分))?[余多]?[ \n]{0,2}"
)
_RANGE = lazy(rf"[ ]?(?P<scale>万亿|亿|万)?[%个家项名人户]?{_DASH}(?P<upper>{_PLAIN})")
_RATE = lazy(r"/(?:[0-9]+)?(?:立方米|平方米|平方公里|[一-鿿㎡]{1,2}[·•/.]?[年月日天人次]?)")
_SCALES = {"": 1.0, "百": 1e2, "千": 1e3, "万": 1e4, "百万": 1e6, "千万": 1e7, "亿": 1e8, "万亿": 1e12}
_LONGEST_NUMBER = 15
_DIGITS = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and its unit as they stand in a text.

    Attributes:
        value: in ``unit``; of a range its lower end.
        upper: the upper end of a range.
        unit: as written, multiplier in front: «亿元», «万座», «%»; empty for a bare number.
        word: ``unit`` without its multiplier.
        scale: the multiplier (万: 10000).
        span: number and unit.
        spelled: written in Chinese numerals.
        vague: with 余, 多 or 几: more than ``value``.
    """

    value: float
    upper: float | None
    unit: str
    word: str
    scale: float
    span: Span
    spelled: bool = False
    vague: bool = False


@lru_cache(maxsize=256)
def plain_text(text: str) -> str:
    """``text`` in half-width forms, offset by offset; a full-width comma stays apart from a thousands separator."""
    return narrow(text.replace("，", "﹐"))


def find_quantities(text: str) -> list[Quantity]:
    """The quantities of a text, in order; a bare number has the unit ``""``. Linear in the text's length."""
    return list(_quantities(text))


@lru_cache(maxsize=2048)
def _quantities(text: str) -> tuple[Quantity, ...]:
    plain = plain_text(text)
    found = []
    done = 0
    for match in _SCAN.finditer(plain):
        if match.start() < done or match["skip"]:
            continue
        quantity = _read(plain, match)
        if quantity:
            found.append(quantity)
            done = quantity.span[1]
    return tuple(found)


def _read(plain: str, match: re.Match[str]) -> Quantity | None:
    if match["percent"]:
        value = _number(match["of"]) if match["of"] else chinese_value(match["of_hundred"])
        return None if value is None else Quantity(value, None, "%", "%", 1.0, match.span())
    if match["numeral"]:
        return _with_unit(plain, match, chinese_value(match["numeral"]), spelled=True)
    return _with_unit(plain, match, _number(match["digits"]), spelled=False)


def _with_unit(plain: str, match: re.Match[str], value: float | None, *, spelled: bool) -> Quantity | None:
    if value is None:
        return None
    start, end = match.span()
    upper, end = (None, end) if spelled else _upper_end(plain, end, value)
    after = _AFTER.match(plain, end)
    scale = after["scale"] or "" if after else ""
    vague = bool(after and (after["more"] or after[0].rstrip(" \n").endswith(("余", "多"))))
    at = after.end() if after else end
    word = measure_word_at(plain, at)
    if word is None:
        return _bare(
            value, upper, scale, (start, after.end("scale") if scale and after else end), spelled=spelled, vague=vague
        )
    rate = _RATE.match(plain, at + len(word))
    if rate:
        word += rate[0]
    return Quantity(value, upper, scale + word, word, _SCALES[scale], (start, at + len(word)), spelled, vague)


def _bare(value: float, upper: float | None, scale: str, span: Span, *, spelled: bool, vague: bool) -> Quantity | None:
    """A number without a measure word; a spelled one (三农, 十四五) is a word, not a number."""
    return None if spelled else Quantity(value, upper, scale, "", _SCALES[scale], span, spelled, vague)


def _upper_end(plain: str, end: int, value: float) -> tuple[float | None, int]:
    """The upper end of a range that goes on at ``end`` («5-8家», «5%至8%»), and where it ends."""
    found = _RANGE.match(plain, end)
    upper = _number(found["upper"]) if found else None
    if found is None or upper is None or upper <= value:
        return None, end
    return upper, found.end()


def _number(digits: str) -> float | None:
    plain = digits.replace(",", "")
    return float(plain) if len(plain) <= _LONGEST_NUMBER else None


def split_unit(unit: str) -> tuple[float, str]:
    """The multiplier in front of a unit, and the unit without: 10000 and 座 of 万座, 1 and 千瓦 of 千瓦."""
    found = _AFTER.match(unit)
    scale = found["scale"] or "" if found else ""
    return _SCALES[scale], unit[len(scale) :]


def chinese_value(numeral: str) -> float | None:
    """Value of a numeral below ten thousand (三十二, 一百零五, 两千) or of a row of digits; ``None`` if it is neither."""
    total, digit, pending = 0, 0, False
    if len(numeral) > 1 and not any(place in numeral for place in _PLACES):
        return None
    for character in numeral:
        if character in _DIGITS:
            digit, pending = _DIGITS[character], True
        else:
            total += (digit if pending else 1) * _PLACES[character]
            digit, pending = 0, False
    return float(total + digit)
