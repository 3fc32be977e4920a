"""Formulas in A1 style: seen from another cell, and spelled as another country's Excel wants them."""

import re
from collections.abc import Callable, Mapping

from openpyxl.formula.translate import Translator

from progress_xl.addresses import cell_name
from tests.engines.windows import refused

Words = Mapping[str, str]
"""Functions and constants of English in another language, whose list separator is ; and decimal sign a comma."""
GERMAN: Words = {
    "AND": "UND",
    "CLEAN": "SÄUBERN",
    "COUNTIF": "ZÄHLENWENN",
    "DATE": "DATUM",
    "EXACT": "IDENTISCH",
    "FALSE": "FALSCH",
    "HYPERLINK": "HYPERLINK",
    "IF": "WENN",
    "ISNUMBER": "ISTZAHL",
    "ISTEXT": "ISTTEXT",
    "LEFT": "LINKS",
    "LEN": "LÄNGE",
    "N": "N",
    "NOT": "NICHT",
    "OR": "ODER",
    "SUBSTITUTE": "WECHSELN",
    "SUM": "SUMME",
    "SUMPRODUCT": "SUMMENPRODUKT",
    "TODAY": "HEUTE",
    "TRIM": "GLÄTTEN",
    "TRUE": "WAHR",
}
_PARTS = re.compile(r"""("(?:[^"]|"")*"|'(?:[^']|'')*'!)""")
_FUNCTION = re.compile(r"[^\W\d][\w.]*(?=\()|\b(?:TRUE|FALSE|WAHR|FALSCH)\b")


def moved(formula: str, origin: tuple[int, int], to: tuple[int, int]) -> str:
    """A formula (with ``=``) that is written for ``origin``, written for ``to``."""
    return str(Translator(formula, cell_name(*origin)).translate_formula(cell_name(*to)))


def to_local(formula: str, words: Words | None) -> str:
    """An English formula as that Excel shows it; ``None``: it speaks English, or Chinese, which writes alike."""
    if words is None:
        return formula
    return _each_part(formula, lambda part: _renamed(part.replace(",", ";"), words).replace(".", ","))


def to_english(formula: str, words: Words | None) -> str:
    """A formula as that Excel reads it. Raises its error 1004 for one in another language."""
    if words is None:
        return formula
    english = {local: word for word, local in words.items()}
    return _each_part(formula, lambda part: _renamed(_with_points(part), english).replace(";", ","))


def _each_part(formula: str, change: Callable[[str], str]) -> str:
    """Change what is neither a text nor a sheet's name."""
    parts = _PARTS.split(formula)
    return "".join(part if number % 2 else change(part) for number, part in enumerate(parts))


def _with_points(part: str) -> str:
    if re.search(r"(?<!\d),|,(?!\d)", part):
        raise refused("应用程序定义或对象定义错误")
    return part.replace(",", ".")


def _renamed(part: str, words: Words) -> str:
    def renamed(name: re.Match[str]) -> str:
        if name[0].upper() not in words:
            raise refused("应用程序定义或对象定义错误")
        return words[name[0].upper()]

    return _FUNCTION.sub(renamed, part)
