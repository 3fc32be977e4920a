"""``px.highlight`` and ``px.clear``: findings become marks in a workbook, and marks come off again."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from progress_xl.errors import FileError, UnreadableFile
from progress_xl.marks import PALETTE, Mark, Palette
from progress_xl.messages import Lang
from progress_xl.report import Report
from progress_xl.targets import closed
from progress_xl.targets.placing import marks_of


def highlight(
    path: "str | Path",
    marks: "Report | Iterable[Mark]",
    *,
    out: "str | Path | None" = None,
    notes: bool = True,
    findings_sheet: bool = True,
    palette: Palette = PALETTE,
    lang: Lang = "zh",
    break_signature: bool = False,
) -> Path:
    """Mark a workbook with living highlights; everything else in it stays byte for byte.

    Args:
        path: an .xlsx or .xlsm workbook.
        marks: a ``Report`` (its findings on this file are shown) or an iterable of ``Mark``.
        out: where to write, a file or an existing folder; in place if left out.
        notes: also say on each marked cell what is wrong and what to do, in a note below a person's own.
        findings_sheet: also list all marks on a sheet 核验问题, with links to their cells.
        palette: looks by code or severity; offices give colours opposite meanings.
        lang: language of notes and sheet.
        break_signature: change a digitally signed workbook all the same; its signature is then broken.

    Marks without a message only light their cells: there is nothing to note or list. Marking twice equals marking
    once, and marking with nothing is clearing. Raises ``NotMarkable``,
    ``SignedWorkbook``, ``SheetMissing``, ``BadCell``, ``FileLocked``, ``CannotWrite``; the file is then as it was.
    """
    if isinstance(marks, Report):
        marks = marks_of(marks.findings_on(path), lang)
    marks = list(marks)
    speaking = any(mark.message or mark.remedy for mark in marks)
    notes, findings = notes and speaking, findings_sheet and speaking
    with _faults_named(path), _time_kept(Path(path), in_place=out is None):
        return closed.highlight(
            path,
            marks,
            out=out,
            notes=notes,
            findings=findings,
            palette=palette,
            lang=lang,
            break_signature=break_signature,
        )


def clear(path: "str | Path", *, out: "str | Path | None" = None, break_signature: bool = False) -> Path:
    """Take all that ``highlight`` added off a workbook again; the rest stays byte for byte. Raises as it does."""
    with _faults_named(path), _time_kept(Path(path), in_place=out is None):
        return closed.clear(path, out=out, break_signature=break_signature)


@contextmanager
def _faults_named(path: "str | Path") -> Iterator[None]:
    """What is wrong with the file is said of it by name, and not in the package layer's words alone."""
    try:
        yield
    except UnreadableFile as error:
        reason = f"文件不完整或已损坏（{error.details.get('reason')}）"
        raise UnreadableFile(path=str(path), reason=reason) from error
    except FileError as error:
        raise type(error)(**error.details | {"path": str(path)}) from error


@contextmanager
def _time_kept(path: Path, *, in_place: bool) -> Iterator[None]:
    """A file marked in place keeps its modified time, by which a round may know when it was received."""
    before = path.stat() if in_place and path.exists() else None
    yield
    if before:
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
