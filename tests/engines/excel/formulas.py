"""Formulas in A1 style, seen from another cell."""

from openpyxl.formula.translate import Translator

from progress_xl.addresses import cell_name


def moved(formula: str, origin: tuple[int, int], to: tuple[int, int]) -> str:
    """A formula (with ``=``) that is written for ``origin``, written for ``to``."""
    return str(Translator(formula, cell_name(*origin)).translate_formula(cell_name(*to)))
