"""The buttons of those who roll up: the folder into the master, the ledger, who is late."""

import datetime as dt
import re
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import xlwings as xw

from progress_xl.addresses import column_letters
from progress_xl.errors import BookNotSaved, BookReadOnly
from progress_xl.excel.desk import Desk
from progress_xl.excel.filling import counted
from progress_xl.marks import Mark
from progress_xl.messages import render
from progress_xl.model import LEDGER_SHEET
from progress_xl.openbook.quiet import bring_up, quiet
from progress_xl.openbook.sheets import path_of, values
from progress_xl.openbook.windows import for_windows
from progress_xl.targets import live

_MISSING, _LATE = "未报", "迟报"
_COLUMNS = ("单位", "应报", "报送情况", "收到时间")
_EXPECTED = "是"
_FOLDER_PICKER = 4
_STAMP = re.compile(r"-汇总\d{8}-\d{4,6}$")
_STEP = 10


def roll_up(desk: Desk) -> None:
    """Roll a folder of reports up into a copy of the active master, and open it.

    The master cannot be replaced while Excel has it open, and what stands in it is somebody's work: it is saved, read,
    and left as it is.
    """
    from progress_xl.rounds import rollup

    master = _saved_path(desk.book)
    folder = _choose_folder(desk)
    out = _new_name(master)
    if folder is None or not desk.agrees("confirm-roll-up", master=master.name, folder=folder, out=out.name):
        desk.tell("cancelled")
        return
    _save(desk.book)
    settings = desk.settings

    def progress(done: int, of: int) -> None:
        if done % _STEP == 0 or done == of:
            desk.app.status_bar = desk.text("rolling-up", done=done, of=of)

    result = rollup(
        [folder],
        master=master,
        out=out,
        expected=settings.expected,
        due=settings.due,
        form=settings.form,
        period=settings.period,
        progress=progress,
    )
    desk.app.books.open(str(out))
    desk.tell(
        "rolled-up",
        files=len(result.files),
        out=out.name,
        expected=result.rates.expected,
        actual=result.rates.actual,
        conflicts=len(result.conflicts),
        counts=counted(result.findings, desk.lang),
        next=desk.text("see-conflicts" if result.conflicts else "see-ledger"),
    )


def _saved_path(book: xw.Book) -> Path:
    """The master's file. Raises `BookNotSaved` where it has none, or only in a cloud."""
    path = path_of(book)
    if not path.is_file():
        raise BookNotSaved(path=path.name)
    return path


def _save(book: xw.Book) -> None:
    """Save what was typed, so that it is rolled up too. Raises `BookReadOnly` if that cannot be."""
    native = book.api
    windows = for_windows(book.app)
    if not (native.ReadOnly if windows else native.read_only.get()):
        book.save()
    elif not (native.Saved if windows else native.saved.get()):
        raise BookReadOnly(path=path_of(book).name)


def _new_name(master: Path) -> Path:
    """Beside the master: its name with the time, to the second where two would be alike."""
    stem, now = _STAMP.sub("", master.stem), dt.datetime.now()
    names = (master.with_name(f"{stem}-汇总{now:{form}}{master.suffix}") for form in ("%Y%m%d-%H%M", "%Y%m%d-%H%M%S"))
    return next(
        (name for name in names if not name.exists()),
        master.with_name(f"{stem}-汇总{now:%Y%m%d-%H%M%S%f}{master.suffix}"),
    )


def _choose_folder(desk: Desk) -> str | None:
    """The folder that the user chooses, ``None`` if he cancels: Excel's dialog on Windows, the system's on macOS."""
    prompt = desk.text("choose-folder")
    if native := for_windows(desk.app):
        dialog = native.FileDialog(_FOLDER_PICKER)
        dialog.Title = prompt
        return str(dialog.SelectedItems(1)) if dialog.Show() else None
    script = f'POSIX path of (choose folder with prompt "{prompt}")'
    done = subprocess.run(["osascript", "-e", script], capture_output=True, text=True, check=False)
    return done.stdout.rstrip("\n") or None


class LedgerLine(NamedTuple):
    """A unit's line of the ledger as it stands in the sheet."""

    row: int
    unit: str
    expected: bool
    standing: str
    received: str


class _Ledger(NamedTuple):
    lines: list[LedgerLine]
    columns: dict[str, int]
    width: int


def show_ledger(desk: Desk) -> None:
    """Go to the ledger and count."""
    ledger = _ledger(desk)
    if ledger is None:
        return
    bring_up(desk.book.sheets[LEDGER_SHEET])
    expected = [line for line in ledger.lines if line.expected]
    missing = sum(line.standing == _MISSING for line in expected)
    desk.show(
        "ledger",
        expected=len(expected),
        actual=len(expected) - missing,
        late=sum(line.standing == _LATE for line in expected),
        missing=missing,
        next=desk.text("remind" if missing else "all-in"),
    )


def mark_late(desk: Desk) -> None:
    """Mark the units that came late or sent nothing; what stands in the ledger is not changed."""
    ledger = _ledger(desk)
    if ledger is None:
        return
    due = desk.settings.due
    marks = list(_marks(desk, ledger, due))
    with quiet(desk.book, desk.text("checking")):
        live.highlight(desk.book, marks, within=LEDGER_SHEET, notes=True, lang=desk.lang)
    bring_up(desk.book.sheets[LEDGER_SHEET])
    missing = sum(mark.code == "missing-submission" for mark in marks)
    desk.tell(
        "marked-late",
        late=len(marks) - missing,
        missing=missing,
        basis=desk.text("by-due", due=due.isoformat()) if due else desk.text("by-standing"),
        next=desk.text("remind" if missing else "all-in"),
    )


def _ledger(desk: Desk) -> _Ledger | None:
    """The ledger of the active workbook; without one, says so."""
    if LEDGER_SHEET in [sheet.name for sheet in desk.book.sheets]:
        rows = values(desk.book.sheets[LEDGER_SHEET])
        for number, row in enumerate(rows, 1):
            if set(_COLUMNS) <= set(map(str, row)):
                columns = {name: row.index(name) for name in _COLUMNS}
                lines = [
                    line for at, below in enumerate(rows[number:], number + 1) if (line := _line(at, below, columns))
                ]
                return _Ledger(lines, columns, len(row))
    desk.tell("no-ledger", sheet=LEDGER_SHEET)
    return None


def _line(number: int, row: Sequence[object], columns: dict[str, int]) -> LedgerLine | None:
    unit, expected, standing, received = (row[columns[name]] for name in _COLUMNS)
    if not unit:
        return None
    at = received.strftime("%Y-%m-%d %H:%M") if isinstance(received, dt.datetime) else str(received)
    return LedgerLine(number, str(unit), expected == _EXPECTED, str(standing).strip(), at)


def _marks(desk: Desk, ledger: _Ledger, due: dt.date | None) -> Iterator[Mark]:
    state, received = (column_letters(ledger.columns[name] + 1) for name in ("报送情况", "收到时间"))
    for line in ledger.lines:
        if line.standing == _MISSING and line.expected:
            yield _mark(desk, ledger, line, "missing-submission", f'{{{state}}}="{_MISSING}"', unit=line.unit)
        elif line.standing == _LATE:
            yield _late(desk, ledger, line, f'{{{state}}}="{_LATE}"', due)
        elif due and _is_after(line.received, due):
            seen = f"IF(ISNUMBER({{{received}}}),{{{received}}},DATEVALUE(LEFT({{{received}}},10)))"
            yield _late(desk, ledger, line, f"{seen}>=DATE({due.year},{due.month},{due.day})+1", due)


def _late(desk: Desk, ledger: _Ledger, line: LedgerLine, condition: str, due: dt.date | None) -> Mark:
    said = due.isoformat() if due else "截止日期" if desk.lang == "zh" else "the due date"
    return _mark(desk, ledger, line, "late-submission", condition, due=said, received=line.received)


def _is_after(received: str, due: dt.date) -> bool:
    try:
        return dt.date.fromisoformat(received[:10]) > due
    except ValueError:
        return False


def _mark(desk: Desk, ledger: _Ledger, line: LedgerLine, code: str, condition: str, **details: str) -> Mark:
    message, remedy = render(code, details, desk.lang)
    area = f"A{line.row}:{column_letters(ledger.width)}{line.row}"
    return Mark(area, LEDGER_SHEET, code, message, condition, remedy)
