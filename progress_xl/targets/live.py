"""Marks in an open book, through xlwings: the same rules, notes and findings sheet that `closed` puts into a file.

What Excel does not let a program do where a file could be patched:

- a protected sheet takes no marks (its findings are listed, and the list says so);
- a sheet whose drawing objects alone are protected takes marks and no notes;
- a book whose structure is protected takes no findings sheet;
- marking and clearing empty Excel's undo list; where there is nothing to change, nothing is written.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import xlwings as xw

from progress_xl.errors import SheetMissing
from progress_xl.marks import MARKER_PREFIX, PALETTE, Area, Mark, Palette
from progress_xl.messages import Lang
from progress_xl.openbook import notes as cell_notes
from progress_xl.openbook.new_sheet import put_sheet
from progress_xl.openbook.quiet import is_visible, quiet
from progress_xl.openbook.rules import LONGEST_AREAS, add_rules, formulas_with, remove_rules
from progress_xl.openbook.sheets import has_fixed_notes, has_fixed_sheets, is_protected, merged_areas
from progress_xl.targets import findings_sheet
from progress_xl.targets.placing import NOTE_SIGNATURE, by_sheet, free_name, note_lines, on_anchors, remark, rules_of

_MARKER = f'"{MARKER_PREFIX}'
_MARKING: Mapping[Lang, str] = {"zh": "正在标记……", "en": "Marking ..."}
_CLEARING: Mapping[Lang, str] = {"zh": "正在清除标记……", "en": "Clearing marks ..."}


@dataclass(frozen=True, slots=True)
class Shown:
    """What became of marks: ``sheet`` lists them (``None`` if there is no list); ``locked`` sheets took no marks.

    ``without_note`` are marked cells that took no note: people discuss them in a thread, or notes are protected.
    """

    sheet: str | None = None
    locked: tuple[str, ...] = ()
    without_note: tuple[str, ...] = ()


def highlight(
    book: xw.Book,
    marks: Iterable[Mark],
    *,
    within: str | None = None,
    notes: bool = False,
    findings: bool = False,
    palette: Palette = PALETTE,
    lang: Lang = "zh",
    merged: Mapping[str, Sequence[Area]] | None = None,
) -> Shown:
    """Mark cells of an open book; it is not saved.

    As `closed.highlight`. What an earlier run left is taken off first, on all sheets or ``within`` one (the list of
    findings in any case). ``merged`` are the merged areas of sheets whose areas the caller has looked up already.
    Raises `SheetMissing`, `BadCell`, `ExcelBusy`, `ExcelRefused`.
    """
    with quiet(book, _MARKING[lang]):
        placed = _placed(book, marks, merged or {})
        rules = {name: rules_of(own, palette, LONGEST_AREAS) for name, own in placed.items()}
        _clear(book, within)
        locked = tuple(name for name in placed if is_protected(book.sheets[name]))
        without_note: list[str] = []
        for name, own in placed.items():
            if name not in locked:
                add_rules(book.sheets[name], rules[name])
                without_note += _noted(book.sheets[name], note_lines(own) if notes else {})
        listed = _add_findings_sheet(book, placed, locked, palette, lang) if findings and placed else None
    return Shown(listed, locked, tuple(without_note))


def _noted(sheet: xw.Sheet, lines: Mapping[str, Sequence[str]]) -> list[str]:
    """Put notes on cells; the cells that took none."""
    return list(lines) if lines and has_fixed_notes(sheet) else cell_notes.add_notes(sheet, lines)


def _placed(book: xw.Book, marks: Iterable[Mark], merged: Mapping[str, Sequence[Area]]) -> dict[str, list[Mark]]:
    known = [sheet.name for sheet in book.sheets]
    wanted = by_sheet(marks, known)
    unknown = wanted.keys() - set(known)
    if unknown:
        raise SheetMissing(sheet=min(unknown))
    return {
        name: on_anchors(own, merged[name] if name in merged else merged_areas(book.sheets[name]))
        for name, own in wanted.items()
    }


def clear(book: xw.Book, *, within: str | None = None, lang: Lang = "zh") -> Shown:
    """Take all that `highlight` added off an open book, or off one sheet (and the list of findings); not saved.

    ``locked`` are the protected sheets whose marks, or notes, stay, ``sheet`` the list that stays in a book of fixed sheets.
    Raises `ExcelBusy`, `ExcelRefused`.
    """
    with quiet(book, _CLEARING[lang]):
        return _clear(book, within)


def _clear(book: xw.Book, within: str | None) -> Shown:
    left, locked = None, []
    for sheet in reversed(list(book.sheets)):  # macOS numbers those behind a deleted one anew
        if formulas_with(sheet, f'"{findings_sheet.MARKER}'):
            left = None if _removed(book, sheet) else sheet.name
        elif within in (None, sheet.name) and not _cleared(sheet):
            locked.append(sheet.name)
    return Shown(left, tuple(reversed(locked)))


def _removed(book: xw.Book, sheet: xw.Sheet) -> bool:
    """Whether the list could be deleted: not from a book of fixed sheets, nor the only sheet that is shown."""
    shown = [other for other in book.sheets if is_visible(other)]
    if has_fixed_sheets(book) or shown == [sheet]:
        return False
    sheet.delete()
    return True


def _cleared(sheet: xw.Sheet) -> bool:
    """Whether no mark and no note of ours is left on a sheet."""
    if is_protected(sheet):
        return not formulas_with(sheet, _MARKER)
    remove_rules(sheet, _MARKER)
    if has_fixed_notes(sheet):
        return not cell_notes.has_lines(sheet, NOTE_SIGNATURE)
    cell_notes.clear_notes(sheet, NOTE_SIGNATURE)
    return True


def _add_findings_sheet(
    book: xw.Book, placed: Mapping[str, Sequence[Mark]], locked: Iterable[str], palette: Palette, lang: Lang
) -> str | None:
    """The name of the new list; none in a book of fixed sheets."""
    if has_fixed_sheets(book):
        return None
    marks = [mark for own in placed.values() for mark in own]
    marks += [remark("sheet-not-marked", name, lang) for name in locked]
    name = free_name(findings_sheet.SHEET_NAMES[lang], (sheet.name for sheet in book.sheets))
    put_sheet(book, findings_sheet.build(name, marks, palette, lang, ""))
    return name


def listing(book: xw.Book) -> str | None:
    """The sheet that lists the findings, if there is one."""
    marked = partial(formulas_with, text=f'"{findings_sheet.MARKER}')
    return next((sheet.name for sheet in book.sheets if marked(sheet)), None)
