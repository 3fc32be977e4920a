"""Marks in a file: the package is patched, and every part that we need not change keeps its bytes."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from progress_xl.addresses import cell_name, parse_area
from progress_xl.errors import SheetMissing, UnreadableFile
from progress_xl.marks import MARKER_PREFIX, PALETTE, Area, Mark, Palette, Rule, plan
from progress_xl.messages import Lang, render
from progress_xl.ooxml import CfRule, Dxf, Workbook
from progress_xl.targets import findings_sheet

NOTE_SIGNATURE = "〔核验〕"


def highlight(
    path: str | Path,
    marks: Iterable[Mark],
    *,
    out: str | Path | None = None,
    notes: bool = False,
    findings: bool = False,
    palette: Palette = PALETTE,
    lang: Lang = "zh",
    break_signature: bool = False,
) -> Path:
    """Mark cells of a workbook, in place or in ``out`` (a file or an existing folder), and return the file.

    ``notes`` says on each marked cell, in a note hidden until the mouse is over it, what is wrong; ``findings``
    adds a sheet 核验问题 that lists all marks. What an earlier run left is taken off first, so that marking
    twice is marking once. A signed workbook is refused unless ``break_signature``.
    Raises `SheetMissing`, `BadCell`, and what `Workbook.open` and `Workbook.save` raise; the file is then as it was.
    """
    book = Workbook.open(path, break_signature=break_signature)
    _clear(book)
    by_sheet = _by_sheet(book, marks)
    for sheet, own in by_sheet.items():
        placed = [mark for mark in own if mark.cell]
        book.add_rules(sheet, [_cf_rule(rule) for rule in plan(placed, palette).get(sheet, [])])
        if notes:
            book.add_notes(sheet, _lines_of_notes(placed))
    if findings and by_sheet:
        listed = [mark for own in by_sheet.values() for mark in own]
        listed += [_protected(sheet, lang) for sheet in by_sheet if book.is_protected(sheet)]
        _add_findings_sheet(book, listed, palette, lang)
    return _save(book, path, out)


def clear(path: str | Path, *, out: str | Path | None = None, break_signature: bool = False) -> Path:
    """Take all that `highlight` added off a workbook, in place or in ``out``, and return the file.

    Raises what `Workbook.open` and `Workbook.save` raise.
    """
    book = Workbook.open(path, break_signature=break_signature)
    _clear(book)
    return _save(book, path, out)


def rules_of(marks: Iterable[Mark]) -> list[CfRule]:
    """The conditional formats that show marks of one sheet."""
    return [_cf_rule(rule) for rules in plan(marks).values() for rule in rules]


def _clear(book: Workbook) -> None:
    findings = book.find_rules(findings_sheet.MARKER)
    book.clear_rules(MARKER_PREFIX)
    book.clear_notes(NOTE_SIGNATURE)
    for sheet, formula in findings.items():
        book.remove_sheet(sheet)
        book.remove_formats(formula.partition(findings_sheet.MARKER)[2].partition('"')[0])


def _by_sheet(book: Workbook, marks: Iterable[Mark]) -> dict[str, list[Mark]]:
    """Marks of each sheet by its name, those inside merged areas on the cell that is seen."""
    worksheets = [sheet.name for sheet in book.sheets if sheet.is_worksheet]
    grouped: dict[str, list[Mark]] = {}
    for mark in marks:
        if mark.sheet is None and not worksheets:
            raise SheetMissing(sheet="1")
        sheet = worksheets[0] if mark.sheet is None else mark.sheet
        grouped.setdefault(sheet, []).append(replace(mark, sheet=sheet))
    return {sheet: _on_anchors(own, book.merged_areas(sheet)) for sheet, own in grouped.items()}


def _on_anchors(marks: list[Mark], merged: Sequence[str]) -> list[Mark]:
    areas = list(map(_area, merged))
    return [_on_anchor(mark, areas) if mark.cell else mark for mark in marks] if areas else marks


def _area(name: str) -> Area:
    try:
        return parse_area(name)
    except ValueError as error:
        raise UnreadableFile(reason=f"mergeCell {name}") from error


def _on_anchor(mark: Mark, merged: Sequence[Area]) -> Mark:
    top, left, bottom, right = mark.area
    if (top, left) != (bottom, right):
        return mark
    for area in merged:
        if area[0] <= top <= area[2] and area[1] <= left <= area[3]:
            return replace(mark, cell=cell_name(area[0], area[1]))
    return mark


def _cf_rule(rule: Rule) -> CfRule:
    look = rule.look
    dxf = Dxf(look.fill, look.color, look.bold, look.italic, look.underline, look.border, look.border_color)
    return CfRule(rule.sqref, rule.formula, dxf)


def _protected(sheet: str, lang: Lang) -> Mark:
    """For the findings sheet: a protected sheet may be marked, but not mended as it is."""
    message, remedy = render("sheet-protected", {}, lang)
    return Mark("", sheet, "sheet-protected", message, remedy=remedy)


def _lines_of_notes(marks: Iterable[Mark]) -> dict[str, list[str]]:
    lines: dict[str, list[str]] = {}
    for mark in marks:
        said = f"{mark.message}{mark.remedy}" or mark.code
        line = NOTE_SIGNATURE + " ".join(said.split())
        own = lines.setdefault(cell_name(*mark.area[:2]), [])
        if line not in own:
            own.append(line)
    return lines


def _add_findings_sheet(book: Workbook, marks: list[Mark], palette: Palette, lang: Lang) -> None:
    taken = {sheet.name.casefold() for sheet in book.sheets}
    wanted = findings_sheet.SHEET_NAMES[lang]
    names = (wanted, *(f"{wanted}{n}" for n in range(2, len(taken) + 3)))
    name = next(name for name in names if name.casefold() not in taken)
    record = book.add_formats(findings_sheet.formats(palette))
    book.put_sheet(findings_sheet.build(name, marks, palette, lang, record))


def _save(book: Workbook, path: str | Path, out: str | Path | None) -> Path:
    target = Path(path if out is None else out)
    if out is not None and target.is_dir():
        target = target / Path(path).name
    book.save(target)
    return target
