r"""Conditional formats of an open book.

Traps of Excel for Windows, where xlwings hands a formula to ``FormatConditions.Add`` as it is:

- *Active cell.* Relative references count from the active cell, not from the range's corner (Microsoft's knowledge
  base 895562), so the corner is made active first. The same holds for reading ``Formula1``: what comes back is seen
  from the active cell. The marker that we look for holds no reference.
- *Language.* The formula is read in the language and with the list separator of the machine: a German Excel wants
  ``UND(LÄNGE(B2)>200;N("…")=0)``. A defined name translates: ``RefersTo`` takes English, ``RefersToLocal`` gives it
  back as the machine writes it. Chinese and English machines write alike, so most need no translation. ``TRUE``
  and the decimal point are translated the same way.
- *Style.* In R1C1 reference style ``B2`` would be a name: see `quiet`.
- *Length.* ``Formula1`` takes 255 characters. A longer condition is left out: the mark then stays lit until it is
  cleared.
- *Areas.* ``Range("B2:B9,B12")`` takes 255 characters; `LONGEST_AREAS` is for whoever joins areas into rules. (The
  comma in it is the same in every language.)
- *Order.* Each rule that xlwings adds becomes the first, so they are added from the last to the first.
- *Borders* and underlines are beyond xlwings' own arguments: they are set on Windows, and missing elsewhere.
"""

import re
from collections.abc import Sequence
from typing import Any

import xlwings as xw

from progress_xl.ooxml.values import CfRule, Dxf
from progress_xl.openbook.quiet import on_screen
from progress_xl.openbook.windows import for_windows

LONGEST_AREAS = 255
_LONGEST_FORMULA = 255

_SCRATCH_NAME = "_pxl_formula"
_PROBE = 'AND(LEN(TRIM(""))=0,TODAY()>DATE(1.5,2,3),TRUE)'
_TOKEN = r'"(?:[^"]|"")*"|\$?[A-Z]{1,3}\$?[0-9]+(?![0-9A-Za-z(])'
_STAND_IN = 987_000_000
_XL_LINES = {"thin": 1, "dashed": -4115, "dotted": -4118, "hair": -4118}
_XL_SINGLE = 2


def add_rules(sheet: xw.Sheet, rules: Sequence[CfRule]) -> None:
    """Add conditional formats to a sheet, in this order above all that are there; see the module's traps."""
    if not rules:
        return
    spelled = _Speller(sheet.book)
    with on_screen(sheet):
        for rule in reversed(rules):
            sheet.range(_corner(rule.sqref)).select()
            _add(sheet.range(rule.sqref.replace(" ", ",")), spelled.local(_short(rule.formula)), rule.dxf)


def _corner(sqref: str) -> str:
    return re.split("[ :]", sqref)[0]


def _short(formula: str) -> str:
    """The formula, or its marker alone (the last argument of its AND) where it would not fit."""
    if len(formula) < _LONGEST_FORMULA:
        return formula
    marker = re.search(r'N\("[^"]*"\)=0', formula)
    return marker[0] if marker else formula


def _add(cells: xw.Range, formula: str, look: Dxf) -> None:
    rule = cells.conditional_formats.add_custom(
        f"={formula}",
        fill_color=look.fill,
        font_color=look.color,
        font_bold=look.bold or None,
        font_italic=look.italic or None,
    )
    if for_windows(cells.sheet.book.app):
        _finish(rule.impl.api, look)


def _finish(rule: Any, look: Dxf) -> None:
    if look.underline:
        rule.Font.Underline = _XL_SINGLE
    if look.border:
        rule.Borders.LineStyle = _XL_LINES[look.border]
        if look.border_color:
            red, green, blue = bytes.fromhex(look.border_color)
            rule.Borders.Color = red | green << 8 | blue << 16


class _Speller:
    """Spells formulas as this machine's Excel reads them. Asks once whether there is anything to translate."""

    def __init__(self, book: xw.Book) -> None:
        self._names = book.api.Names if for_windows(book.app) else None
        if self._names and self._translated(_PROBE) == _PROBE:
            self._names = None

    def local(self, formula: str) -> str:
        """The formula with its references as they are: in a name they would be seen from the active cell."""
        if self._names is None:
            return formula
        references: list[str] = []

        def stand_in(token: re.Match[str]) -> str:
            if token[0].startswith('"'):
                return token[0]
            references.append(token[0])
            return str(_STAND_IN + len(references) - 1)

        translated = self._translated(re.sub(_TOKEN, stand_in, formula))
        for number, reference in enumerate(references):
            translated = translated.replace(str(_STAND_IN + number), reference)
        return translated

    def _translated(self, formula: str) -> str:
        name = self._names.Add(Name=_SCRATCH_NAME, RefersTo=f"={formula}", Visible=False)  # type: ignore[union-attr]
        try:
            return str(name.RefersToLocal).removeprefix("=")
        finally:
            name.Delete()


def formulas_with(sheet: xw.Sheet, text: str) -> list[str]:
    """The formulas of a sheet's conditional formats that hold ``text``."""
    formulas = (rule.formula for rule in sheet.cells.conditional_formats if rule.type == "custom")
    return [formula for formula in formulas if formula and text in formula]


def remove_rules(sheet: xw.Sheet, text: str) -> int:
    """Remove the conditional formats whose formula holds ``text``, wherever they reach; say how many there were."""
    formats = sheet.cells.conditional_formats
    removed = 0
    for index in range(len(formats), 0, -1):
        rule = formats(index)
        if rule.type == "custom" and text in (rule.formula or ""):
            rule.delete()
            removed += 1
    return removed
