"""Cell notes of an open book.

Traps: a cell with a threaded comment takes no note, and Excel lists such comments among the notes too; Excel cuts
texts that are handed to it at 255 characters in some versions (Microsoft's knowledge base 213841), so that long ones
go in pieces and a person's text is added to, never written again as long as nothing of it goes.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import xlwings as xw

from progress_xl.ooxml.row_heights import fitted_height
from progress_xl.openbook.faults import faults, is_busy, is_unknown
from progress_xl.openbook.windows import for_windows

_PIECE = 255
_BOX_POINTS, _BOX_CHARACTERS, _BOX_MARGIN = 165.0, 30.0, 8.0


def add_notes(sheet: xw.Sheet, notes: Mapping[str, Sequence[str]]) -> list[str]:
    """Add lines to the notes of cells; a person's own note stays above. Returns the cells that took none."""
    if not notes:
        return []
    known, threaded = _notes(sheet), _threaded(sheet)
    refused = []
    for cell, lines in notes.items():
        text = "\n".join(lines)
        if cell in threaded or not _said(sheet, cell, known.get(cell), text):
            refused.append(cell)
    return refused


def _said(sheet: xw.Sheet, cell: str, known: xw.main.Note | None, text: str) -> bool:
    """Whether the cell took the text; one in a thread that nobody told us of refuses."""
    try:
        if known is not None:
            _append(known, f"\n{text}")
        else:
            first, rest = _cut(text)
            note = sheet.range(cell).add_note(first)
            _append(note, rest)
            _fit(sheet, note, text)
    except faults() as error:
        if is_busy(error):
            raise
        return False
    return True


def _fit(sheet: xw.Sheet, note: xw.main.Note, text: str) -> None:
    """Make the box of a new note as large as its text; on macOS it stays as Excel makes it."""
    if for_windows(sheet.book.app):
        box = note.api.Shape
        box.Width, box.Height = _BOX_POINTS, fitted_height([(text, _BOX_CHARACTERS)]) + _BOX_MARGIN


def _append(note: xw.main.Note, text: str) -> None:
    native = note.api
    while text:
        piece, text = _cut(text)
        at = _length(note.text) + 1
        if for_windows(note.location.sheet.book.app):
            native.Text(piece, at, False)
        else:
            native.Excel_comment_text(text=piece, start=at, over_write=False)


def _cut(text: str) -> tuple[str, str]:
    """What goes in one call, and the rest."""
    end = _PIECE if _length(text[:_PIECE]) <= _PIECE else _PIECE // 2
    return text[:end], text[end:]


def _length(text: str) -> int:
    """As Excel counts: a character beyond the first 65,536, such as an emoji, is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clear_notes(sheet: xw.Sheet, signature: str) -> int:
    """Take the lines that begin with ``signature`` off all notes, and notes left empty; say how many notes it was."""
    cleared = 0
    for note in list(sheet.notes):
        text = note.text
        if signature in text and (left := _without(text, signature)) != text:
            _rewrite(note, left)
            cleared += 1
    return cleared


def has_lines(sheet: xw.Sheet, signature: str) -> bool:
    """Whether any note has a line that begins with ``signature``."""
    return any(_without(note.text, signature) != note.text for note in sheet.notes)


def _without(text: str, signature: str) -> str:
    """The text without our lines, and without the break before the first where they were last."""
    lines = text.splitlines(keepends=True)
    left = "".join(line for line in lines if not line.startswith(signature))
    return left.removesuffix("\n").removesuffix("\r") if lines[-1].startswith(signature) else left


def _rewrite(note: xw.main.Note, text: str) -> None:
    if not text:
        note.delete()
        return
    note.text, rest = _cut(text)
    _append(note, rest)


def texts(sheet: xw.Sheet) -> dict[str, str]:
    """What the notes of a sheet say, by cell."""
    return {cell: note.text for cell, note in _notes(sheet).items()}


def _notes(sheet: xw.Sheet) -> dict[str, xw.main.Note]:
    return {_cell(note): note for note in sheet.notes}


def _threaded(sheet: xw.Sheet) -> set[str]:
    """Cells with threaded comments; none where Excel is too old for them, or does not tell (macOS)."""
    unknown: tuple[type[Exception], ...] = (NotImplementedError, *faults())
    try:
        return set(map(_cell, sheet.comments))
    except unknown as error:
        if not is_unknown(error):
            raise
        return set()


def _cell(note: Any) -> str:
    return str(note.location.get_address(False, False))
