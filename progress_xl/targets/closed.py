"""Marks in a file: the package is patched, and every part that we need not change keeps its bytes."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from progress_xl.addresses import cell_name, parse_area
from progress_xl.errors import SheetMissing
from progress_xl.marks import MARKER_PREFIX, Area, Mark, Rule, plan
from progress_xl.ooxml import CfRule, Dxf, Workbook


def highlight(path: str | Path, marks: Iterable[Mark], *, out: str | Path | None = None) -> Path:
    """Mark cells of a workbook, in place or in ``out`` (a file or an existing folder), and return the file.

    Marks of an earlier run are taken off first, so that marking twice is marking once. Raises `SheetMissing`,
    `BadCell`, and what `Workbook.open` and `Workbook.save` raise; the file is then as it was.
    """
    book = Workbook.open(path)
    book.clear_rules(MARKER_PREFIX)
    for sheet, own in _by_sheet(book, marks).items():
        merged = [parse_area(area) for area in book.merged_areas(sheet)]
        rules = plan(_on_anchor(mark, merged) for mark in own)
        book.add_rules(sheet, [_cf_rule(rule) for rule in rules.get(sheet, [])])
    return _save(book, path, out)


def clear(path: str | Path, *, out: str | Path | None = None) -> Path:
    """Take our marks off a workbook, in place or in ``out``, and return the file; nothing else changes.

    Raises what `Workbook.open` and `Workbook.save` raise.
    """
    book = Workbook.open(path)
    book.clear_rules(MARKER_PREFIX)
    return _save(book, path, out)


def rules_of(marks: Iterable[Mark]) -> list[CfRule]:
    """The conditional formats that show marks of one sheet."""
    return [_cf_rule(rule) for rules in plan(marks).values() for rule in rules]


def _by_sheet(book: Workbook, marks: Iterable[Mark]) -> dict[str, list[Mark]]:
    worksheets = [sheet.name for sheet in book.sheets if sheet.is_worksheet]
    if not worksheets:
        raise SheetMissing(sheet="1")
    grouped: dict[str, list[Mark]] = {}
    for mark in marks:
        sheet = worksheets[0] if mark.sheet is None else mark.sheet
        grouped.setdefault(sheet, []).append(replace(mark, sheet=sheet))
    return grouped


def _on_anchor(mark: Mark, merged: Sequence[Area]) -> Mark:
    """The mark on the one cell of a merged area that is seen."""
    top, left, bottom, right = mark.area
    if (top, left) != (bottom, right):
        return mark
    for area in merged:
        if area[0] <= top <= area[2] and area[1] <= left <= area[3]:
            return replace(mark, cell=cell_name(area[0], area[1]))
    return mark


def _cf_rule(rule: Rule) -> CfRule:
    return CfRule(rule.sqref, rule.formula, Dxf(**asdict(rule.look)))


def _save(book: Workbook, path: str | Path, out: str | Path | None) -> Path:
    target = Path(path if out is None else out)
    if out is not None and target.is_dir():
        target = target / Path(path).name
    book.save(target)
    return target
