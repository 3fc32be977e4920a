"""Marks in a file: the package is patched, and every part that we need not change keeps its bytes."""

from collections.abc import Iterable
from pathlib import Path

from progress_xl.addresses import parse_area
from progress_xl.errors import UnreadableFile
from progress_xl.marks import MARKER_PREFIX, PALETTE, Area, Mark, Palette
from progress_xl.messages import Lang
from progress_xl.ooxml import Workbook
from progress_xl.targets import findings_sheet
from progress_xl.targets.placing import NOTE_SIGNATURE, by_sheet, free_name, note_lines, on_anchors, remark
from progress_xl.targets.placing import rules_of as rules_of


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
    placed = _placed(book, marks)
    for sheet, own in placed.items():
        book.add_rules(sheet, rules_of(own, palette))
        if notes:
            book.add_notes(sheet, note_lines(own))
    if findings and placed:
        listed = [mark for own in placed.values() for mark in own]
        listed += [remark("sheet-protected", sheet, lang) for sheet in placed if book.is_protected(sheet)]
        _add_findings_sheet(book, listed, palette, lang)
    return _save(book, path, out)


def clear(path: str | Path, *, out: str | Path | None = None, break_signature: bool = False) -> Path:
    """Take all that `highlight` added off a workbook, in place or in ``out``, and return the file.

    Raises what `Workbook.open` and `Workbook.save` raise.
    """
    book = Workbook.open(path, break_signature=break_signature)
    _clear(book)
    return _save(book, path, out)


def _clear(book: Workbook) -> None:
    findings = book.find_rules(findings_sheet.MARKER)
    book.clear_rules(MARKER_PREFIX)
    book.clear_notes(NOTE_SIGNATURE)
    for sheet, formula in findings.items():
        book.remove_sheet(sheet)
        record = formula.partition(findings_sheet.MARKER)[2].partition('"')[0].strip()
        if record:  # a list that was made in an open book has none: Excel keeps its formats
            book.remove_formats(record)


def _placed(book: Workbook, marks: Iterable[Mark]) -> dict[str, list[Mark]]:
    worksheets = [sheet.name for sheet in book.sheets if sheet.is_worksheet]
    grouped = by_sheet(marks, worksheets)
    return {sheet: on_anchors(own, list(map(_area, book.merged_areas(sheet)))) for sheet, own in grouped.items()}


def _area(name: str) -> Area:
    try:
        return parse_area(name)
    except ValueError as error:
        raise UnreadableFile(reason=f"mergeCell {name}") from error


def _add_findings_sheet(book: Workbook, marks: list[Mark], palette: Palette, lang: Lang) -> None:
    name = free_name(findings_sheet.SHEET_NAMES[lang], (sheet.name for sheet in book.sheets))
    record = book.add_formats(findings_sheet.formats(palette))
    book.put_sheet(findings_sheet.build(name, marks, palette, lang, record))


def _save(book: Workbook, path: str | Path, out: str | Path | None) -> Path:
    target = Path(path if out is None else out)
    if out is not None and target.is_dir():
        target = target / Path(path).name
    book.save(target)
    return target
