"""Numerals and spellings: full-width forms, Chinese numerals, lengths as Excel counts them."""

import re
import unicodedata

from progress_xl.text.patterns import lazy

_DIGITS = {
    "〇": 0,
    "零": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
# Possessive and from the first numeral only: a long run of numerals must not be tried from each of them.
_CHINESE = lazy("(?<![〇零○一二两三四五六七八九十])[〇零○一二两三四五六七八九十]++(?=年|月|日|号|季度|旬)")


def half_width(text: str) -> str:
    """``text`` with full-width letters, digits and brackets in their plain forms (Unicode NFKC)."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def narrow(text: str) -> str:
    """``text`` with full-width ASCII in its plain form, character for character: offsets stay those of ``text``."""
    return text if text.isascii() else text.translate(_NARROW)


def squeeze(text: str) -> str:
    """``text`` half-width and without any white space: the key for comparing what people typed."""
    return "".join(half_width(text).split())


def same_text(first: str, second: str) -> bool:
    """Whether two texts differ in nothing but white space and full-width forms."""
    return first == second or squeeze(first) == squeeze(second)


def chinese_number(numeral: str) -> int:
    """Value of a numeral below one hundred (``十二``) or of a row of digits (``二〇二二``)."""
    if "十" not in numeral:
        return int("".join(str(_DIGITS[digit]) for digit in numeral))
    tens, _, ones = numeral.partition("十")
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def arabic_dates(text: str) -> str:
    """``text`` with Chinese numerals before 年, 月, 日, 号 and 季度 written in digits."""
    return _CHINESE.sub(_arabic, text)


def _arabic(found: re.Match[str]) -> str:
    try:
        return str(chinese_number(found[0]))
    except (KeyError, ValueError):
        return found[0]


def excel_length(text: str) -> int:
    """Characters as Excel's LEN counts them (UTF-16 code units), without white space at either end."""
    text = text.strip()
    return len(text) if text.isascii() else len(text) + sum(map("\uffff".__lt__, text))
