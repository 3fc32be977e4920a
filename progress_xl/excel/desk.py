"""A click: the workbook in front of the clerk, what is said to him, and what happens when something goes wrong."""

import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

import xlwings as xw

from progress_xl.errors import NoOpenBook, ProgressXLError
from progress_xl.excel.sentences import TITLE, say
from progress_xl.messages import Lang
from progress_xl.openbook.faults import faults, is_cancelled, said_plainly

if TYPE_CHECKING:
    from progress_xl.excel.settings import Settings


@dataclass
class Desk:
    """The active workbook, and ways to speak to whoever clicked."""

    book: xw.Book
    lang: Lang = "zh"

    @property
    def app(self) -> xw.App:
        return self.book.app

    @cached_property
    def settings(self) -> "Settings":
        from progress_xl.excel.settings import read_settings

        return read_settings(self.book)

    def text(self, code: str, **slots: Any) -> str:
        return say(code, self.lang, **slots)

    def tell(self, code: str, **slots: Any) -> None:
        """In a message box, for what a clerk must not overlook."""
        self.app.status_bar = False
        _box(self.app, self.text(code, **slots), self.lang)

    def show(self, code: str, **slots: Any) -> None:
        """In the status bar, for what he is looking at anyway; it stays until the next click."""
        self.app.status_bar = " ".join(self.text(code, **slots).split())

    def agrees(self, code: str, **slots: Any) -> bool:
        """Ask in a message box with OK and Cancel."""
        try:
            return self.app.alert(self.text(code, **slots), TITLE[self.lang], buttons="ok_cancel") == "ok"
        except faults() as error:
            if not is_cancelled(error):
                raise
            return False


def click(button: str, work: str) -> None:
    """Run ``work`` (``module.function`` of this package) for a button; whatever happens is said in plain words."""
    module, _, name = work.rpartition(".")
    desk: Desk | None = None
    try:
        with said_plainly():
            desk = _desk()
            function: Callable[[Desk], None] = getattr(import_module(f"progress_xl.excel.{module}"), name)
            function(desk)
    except ProgressXLError as error:
        _complain(desk, error.render, button, error)
    except Exception as error:  # noqa: BLE001 - the clerk gets a sentence, the log the rest
        _complain(desk, _unexpected, button, error)


def _desk() -> Desk:
    from progress_xl.excel.settings import read_language

    book = _book()
    return Desk(book, read_language(book))


def _book() -> xw.Book:
    """The workbook that is active in the Excel that called. Raises `NoOpenBook`.

    For the add-in the active workbook is the caller; a workbook with buttons of its own shows them only while it is
    active. Excel has none active while it shows a file in Protected View, or only hidden ones are open.
    """
    try:
        app = _calling_app()
        book = app.books.active if app and len(app.books) else None
    except OSError as error:  # an Excel without any workbook cannot be connected to
        raise NoOpenBook from error
    if book is None or book.api is None:
        raise NoOpenBook
    return book


def _calling_app() -> xw.App | None:
    """On Windows the Excel whose window the macro names; ``Book.caller()`` would look for the add-in among the books."""
    if hasattr(xw.Book, "_mock_caller"):
        return xw.Book.caller().app
    windows: Any = getattr(xw, "_xlwindows", None)
    handle = next((argument for argument in sys.argv if argument.startswith("--hwnd=")), "").partition("=")[2]
    return xw.App(impl=windows.App(xl=int(handle))) if windows and handle else xw.apps.active


def _complain(desk: Desk | None, words: Callable[[Lang], str], button: str, error: Exception) -> None:
    from progress_xl.excel.log import log_failure

    with suppress(OSError):  # a log that cannot be written must not keep the clerk from being told
        log_failure(button, error)
    lang: Lang = desk.lang if desk else "zh"
    text = words(lang)
    with suppress(*faults()):  # Excel may have no time even to say which one it is
        if app := desk.app if desk else xw.apps.active:
            _box(app, text, lang)
            return
    sys.exit(text)


def _unexpected(lang: Lang) -> str:
    from progress_xl.excel.log import log_file

    return say("unexpected", lang, log=log_file())


def _box(app: xw.App, text: str, lang: Lang) -> None:
    """A message box; where Excel has no time even for that, xlwings' macro shows what goes to standard error."""
    try:
        app.alert(text, TITLE[lang])
    except faults():
        sys.exit(text)
