"""Working in a book that somebody has before his eyes: nothing flickers, and what he looked at stays."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import xlwings as xw

from progress_xl.openbook.faults import said_plainly
from progress_xl.openbook.windows import for_windows

_XL_A1 = 1


@contextmanager
def quiet(book: xw.Book, said: str) -> Iterator[None]:
    """Hold the screen still, with ``said`` in the status bar; afterwards all is as it was, also after an error.

    The book that is active, its sheet and its selection come back (of a sheet that is gone, only the book; a chart's
    sheet on Windows alone).
    Macros that run on events are not woken. Whatever is written through xlwings empties Excel's undo list: nothing
    can be done against that but to write nothing where nothing changes.
    Raises `ExcelBusy` and `ExcelRefused`.
    """
    with said_plainly(), ExitStack() as undo:
        app = book.app
        _keep(undo, app, "status_bar", said)
        _keep(undo, app, "screen_updating", False)
        _keep(undo, app, "display_alerts", False)
        _keep(undo, app, "enable_events", False)
        if native := for_windows(app):
            # In R1C1 style FormatConditions.Add reads B2 as a name.
            _keep(undo, native, "ReferenceStyle", _XL_A1)
        _keep_view(undo, app)
        yield


def _keep(undo: ExitStack, owner: Any, name: str, value: object) -> None:
    before = getattr(owner, name)
    undo.callback(setattr, owner, name, before)
    setattr(owner, name, value)


def _keep_view(undo: ExitStack, app: xw.App) -> None:
    book = app.books.active
    sheet, selection = book.sheets.active.name, app.selection

    def show_again() -> None:
        book.impl.activate()
        if sheet in [other.name for other in book.sheets]:
            bring_up(book.sheets[sheet])
            if selection is not None:
                selection.select()
        elif for_windows(app) and sheet in [other.Name for other in book.api.Sheets]:
            book.api.Sheets(sheet).Activate()

    undo.callback(show_again)


@contextmanager
def on_screen(sheet: xw.Sheet) -> Iterator[None]:
    """A sheet active in an active book, so that its cells can be selected; afterwards its own selection is back.

    A hidden sheet cannot be active: it is shown meanwhile, behind a screen that holds still.
    """
    before = sheet.visible
    with ExitStack() as undo:
        if not is_visible(sheet):
            undo.callback(setattr, sheet, "visible", before)
            sheet.visible = True
        bring_up(sheet)
        _keep_scroll(undo, sheet.book.app)
        if (selection := sheet.book.app.selection) is not None:
            undo.callback(selection.select)
        yield


def _keep_scroll(undo: ExitStack, app: xw.App) -> None:
    """Selecting a cell scrolls to it; only Windows lets one scroll back."""
    if native := for_windows(app):
        window = native.ActiveWindow
        undo.callback(setattr, window, "ScrollColumn", window.ScrollColumn)
        undo.callback(setattr, window, "ScrollRow", window.ScrollRow)


def bring_up(sheet: xw.Sheet) -> None:
    """Make a sheet the active one of the active book.

    xlwings' own ``Sheet.activate`` would bring its Excel to the front as well, and raise where another Excel is there.
    """
    sheet.book.impl.activate()
    sheet.impl.activate()


def is_visible(sheet: xw.Sheet) -> bool:
    """Excel says -1 of a visible sheet, 0 of a hidden and 2 of a very hidden one."""
    return sheet.visible in (True, -1)
