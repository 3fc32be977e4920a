"""Quantities: numbers with a unit, in digits or Chinese numerals, and nothing that only looks like one.

Dates, ordinals, document and page numbers (〔2022〕1号, 7/8), list marks, titles in 《》, short quotations (“三个一”) and
numbers inside Latin names (PM2.5, G20, 5G) are passed over.
"""

import re
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from progress_xl.text.measure_words import measure_word_at
from progress_xl.text.numerals import narrow
from progress_xl.text.patterns import lazy

Span = tuple[int, int]

_DASH = "[-—–~至到]{1,2}"
_PLAIN = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
_NUMERALS = "零〇一二两三四五六七八九十百千"
_MULTIPLIED = r"[ \n]{0,2}(?P<more>[余多来几])?(?P<scale>万亿|百万|千万|亿|万|千(?![瓦米克伏])|百(?!分))?(?P<rest>[余多])?[ \n]{0,2}"
# Alternatives in this order; each is bounded or fails at once, so that a scan takes linear time. The characters that
# any of them begins with come first.
_SCAN = lazy(
    rf"(?=[0-9《“第百{_NUMERALS} (])(?:(?P<skip>《[^《》]{{0,60}}》|“[^“”]{{0,12}}”"
    r"|(?:^|(?<=[。;\n]))[ (]{0,4}[0-9]{1,4}(?:[.、)](?=[^0-9]|[0-9]{1,2}月|[0-9]+[个项家所处座名户条](?!百))| (?![0-9 个项件家户亩座条万亿千百名所处套公人%年月]))"
    rf"|第[0-9{_NUMERALS}]+|(?<=[A-Za-z])[0-9][0-9.]*|[二两三四五六七八九十]年来|(?<=近)[两二三四五]年|(?<![0-9.])(?:[0-9]{{1,5}}[A-Z](?![A-Za-z])|0[0-9]+(?![0-9.])|[0-9]{{2,5}}(?=等[0-9])|[0-9]{{1,4}}强(?![度化]))"
    rf"|(?:19|20)[0-9]{{2}}(?:年度?|(?={_DASH}(?:19|20)[0-9]{{2}}年)|[-/.][0-9]{{1,2}}(?![0-9.%万亿])(?:[-/.][0-9]{{1,2}})?)"
    rf"|[0-9]{{1,2}}(?:月?{_DASH}[0-9]{{1,2}})?月(?:份|[底末初])?(?:[0-9]{{1,2}}[日号])?|[0-9]{{1,2}}[日号]"
    r"|[0-9]+(?:[/:×xX*+][0-9]+|\.[0-9]+\.[0-9.]*))"
    rf"|百分之(?:(?P<of>{_PLAIN})|(?P<of_hundred>[{_NUMERALS}]{{1,5}}))"
    rf"|(?:(?<![0-9])(?P<digits>{_PLAIN})(?:[ ]?(?:万亿|亿|万)?[%个家项名人户]?{_DASH}(?P<upper>{_PLAIN}))?"
    rf"|(?<![{_NUMERALS}第])(?P<numeral>[二两三四五六七八九十一][{_NUMERALS}]{{0,8}})(?![{_NUMERALS}])){_MULTIPLIED})"
)
# A full-width comma between figures parts them, unless just three follow («1，500个»).
_APART = lazy("(?<![0-9０-９])，|，(?![0-9０-９]{3}(?![0-9０-９]))")
_THOUSANDS = lazy("，[0-9０-９]{3}")
_WIDE = lazy("[！-～　]+")
_MULTIPLIER = lazy(_MULTIPLIED)
_RATE = lazy(r"/(?:[0-9]+)?(?:立方米|平方米|平方公里|m³|m3|L|[一-鿿㎡]{1,2}[·•/.]?[年月日天人次]?)")
_SCALES = {"": 1.0, "百": 1e2, "千": 1e3, "万": 1e4, "百万": 1e6, "千万": 1e7, "亿": 1e8, "万亿": 1e12}
_LONGEST_NUMBER = 15
_DIGITS = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}


class Quantity(NamedTuple):
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
    text = _APART.sub("﹐", text) if _THOUSANDS.search(text) else text.replace("，", "﹐")
    for mark in "；：（）":
        text = text.replace(mark, narrow(mark))
    return _WIDE.sub(lambda found: narrow(found[0]), text)


def find_quantities(text: str, most: int | None = None) -> list[Quantity]:
    """The quantities of a text, in order, or the first ``most``; a bare number has the unit ``""``.

    Linear in the text's length.
    """
    plain = plain_text(text)
    found = (_read(plain, match) for match in _SCAN.finditer(plain) if match["skip"] is None)
    return list(islice(filter(None, found), most))


def _read(plain: str, match: re.Match[str]) -> Quantity | None:
    digits, numeral, of, of_hundred = match.group("digits", "numeral", "of", "of_hundred")
    value = _number(digits or of) if digits or of else chinese_value(numeral or of_hundred)
    if value is None:
        return None
    if of or of_hundred:
        return Quantity(value, None, "%", "%", 1.0, match.span(), bool(of_hundred))
    return _with_unit(plain, match, value)


def _with_unit(plain: str, match: re.Match[str], value: float) -> Quantity | None:
    start, end = match.span()
    more, scale, rest, numeral = match.group("more", "scale", "rest", "numeral")
    scale = scale or ""
    word = measure_word_at(plain, end)
    if word is None:
        # A spelled number without a measure word (三农, 十四五) is a word.
        word, end = "", match.end("scale") if scale else max(match.end("digits"), match.end("upper"))
    if numeral and not word:
        return None
    if plain[end + len(word) : end + len(word) + 1] == "/":
        rate = _RATE.match(plain, end + len(word))
        word += rate[0] if rate and word else ""
    upper = _upper_end(match["upper"], value)
    return Quantity(
        value, upper, scale + word, word, _SCALES[scale], (start, end + len(word)), bool(numeral), bool(more or rest)
    )


def _upper_end(digits: str | None, value: float) -> float | None:
    """The upper end of a range («5-8家», «5%至8%»), if it is one."""
    upper = _number(digits) if digits else None
    return upper if upper is not None and upper > value else None


def _number(digits: str) -> float | None:
    plain = digits.replace(",", "")
    return float(plain) if len(plain) <= _LONGEST_NUMBER else None


def split_unit(unit: str) -> tuple[float, str]:
    """The multiplier in front of a unit, and the unit without: 10000 and 座 of 万座, 1 and 千瓦 of 千瓦."""
    found = _MULTIPLIER.match(unit)
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
