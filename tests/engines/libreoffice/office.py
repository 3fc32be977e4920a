"""The running LibreOffice and its workbooks."""

import contextlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.engines.libreoffice.sheet import Sheet
from tests.engines.libreoffice.uno_types import area_of, load_uno, properties
from tests.engines.store import Area, BookStore, Look, SheetStore, area_name
from tests.engines.windows import refused

FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".xlsm": "Calc MS Excel 2007 VBA XML", ".ods": "calc8"}
# com.sun.star.document.MacroExecMode
NEVER_RUN_MACROS, RUN_MACROS = 0, 4


class Office:
    """``OfficeStore``."""

    def __init__(self, context: Any, pid: int) -> None:
        self.pid = pid
        self._desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        self._current: Any = None
        self.macros = NEVER_RUN_MACROS
        self.put_first: dict[tuple[str, str], list[int]] = {}
        self.looks: dict[tuple[str, str], Look] = {}
        self.chosen: dict[tuple[str, str], tuple[Area, ...]] = {}
        self.fetched: dict[tuple[str, str], Any] = {}

    @property
    def faults(self) -> tuple[type[Exception], ...]:
        return (load_uno().getClass("com.sun.star.uno.Exception"),)

    def is_alive(self) -> bool:
        try:
            self._documents()
        except self.faults:
            return False
        return True

    def _documents(self) -> list[Any]:
        found = self._desktop.Components.createEnumeration()
        documents = []
        while found.hasMoreElements():
            document = found.nextElement()
            if document.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
                documents.append(document)
        return documents

    def books(self) -> list[Any]:
        return [Book(self, document) for document in self._documents()]

    def active(self) -> "Book | None":
        documents = self._documents()
        if self._current not in documents:
            shown = self._desktop.getCurrentComponent()
            self._current = shown if shown in documents else documents[-1] if documents else None
        return Book(self, self._current) if self._current else None

    def activate(self, book: Any) -> None:
        self._current = book.document
        book.document.CurrentController.Frame.activate()

    def add(self) -> "Book":
        return self._load("private:factory/scalc")

    def open(self, path: str, read_only: bool) -> "Book":
        if not Path(path).is_file():
            raise refused(f"抱歉，无法找到 {path}。是否可能被移动、重命名或删除?")
        return self._load(Path(path).absolute().as_uri(), ReadOnly=read_only)

    def _load(self, url: str, **options: object) -> "Book":
        described = properties(MacroExecutionMode=self.macros, **options)
        self._current = self._desktop.loadComponentFromURL(url, "_blank", 0, described)
        self._forget(str(self._current.RuntimeUID))
        return Book(self, self._current)

    def _forget(self, document: str) -> None:
        """What was known of a document that is closed: LibreOffice gives its number to another."""
        known: tuple[dict[tuple[str, str], Any], ...] = (self.put_first, self.looks, self.chosen, self.fetched)
        for facts in known:
            for key in [key for key in facts if key[0] == document]:
                del facts[key]

    def lock(self, locked: bool) -> None:
        for document in self._documents():
            if locked:
                document.lockControllers()
            else:
                document.unlockControllers()

    def calculate(self) -> None:
        for document in self._documents():
            document.calculateAll()

    def quit(self) -> None:
        """Closes all books; the process is ended by who started it."""
        for document in self._documents():
            document.close(True)

    def end(self) -> None:
        """Ends the process; the answer may be lost with it."""
        self.quit()
        with contextlib.suppress(*self.faults):
            self._desktop.terminate()


class Book:
    """``BookStore``."""

    def __init__(self, office: Office, document: Any) -> None:
        self.office = office
        self.document = document

    def is_same(self, other: BookStore) -> bool:
        return isinstance(other, Book) and bool(self.document == other.document)

    @property
    def fullname(self) -> str:
        url = self.document.URL
        return str(load_uno().fileUrlToSystemPath(url)) if url else str(self.document.Title)

    @property
    def read_only(self) -> bool:
        return bool(self.document.isReadonly())

    @property
    def saved(self) -> bool:
        return not self.document.isModified()

    @saved.setter
    def saved(self, value: bool) -> None:
        self.document.setModified(not value)

    @property
    def fixed(self) -> bool:
        return bool(self.document.isProtected())

    @fixed.setter
    def fixed(self, value: bool) -> None:
        if value:
            self.document.protect("")
        else:
            self.document.unprotect("")

    @property
    def active(self) -> SheetStore:
        return Sheet(self.office, self.document, self.document.CurrentController.ActiveSheet.Name)

    @active.setter
    def active(self, sheet: Any) -> None:
        self.document.CurrentController.setActiveSheet(sheet.sheet)

    def sheets(self) -> list[SheetStore]:
        return [Sheet(self.office, self.document, name) for name in self.document.Sheets.getElementNames()]

    def add_sheet(self, name: str, index: int) -> SheetStore:
        self.document.Sheets.insertNewByName(name, index)
        self.office.fetched.clear()
        return Sheet(self.office, self.document, name)

    def remove_sheet(self, sheet: SheetStore) -> None:
        self.document.Sheets.removeByName(sheet.name)
        self.office.fetched.clear()

    def move_sheet(self, sheet: SheetStore, index: int) -> None:
        """LibreOffice counts the place before the sheet is taken out."""
        names = self.document.Sheets.getElementNames()
        self.document.Sheets.moveByName(sheet.name, index + (index > names.index(sheet.name)))
        self.office.fetched.clear()

    def names(self) -> dict[str, str]:
        scopes = [("", self.document.NamedRanges)]
        scopes += [(f"{quoted(sheet.Name)}!", sheet.NamedRanges) for sheet in self.document.Sheets]
        return {
            prefix + name: _refers_to(ranges.getByName(name))
            for prefix, ranges in scopes
            for name in ranges.ElementNames
        }

    def set_name(self, name: str, refers_to: str | None) -> None:
        scope, _, bare = name.rpartition("!")
        sheets = self.document.Sheets
        ranges = sheets.getByName(scope.strip("'")).NamedRanges if scope else self.document.NamedRanges
        if bare in ranges.ElementNames:
            ranges.removeByName(bare)
        if refers_to is not None:
            content = re.sub(r"('[^']+'|[^'!=,(]+)!", r"$\1.", refers_to.removeprefix("="))
            ranges.addNewByName(bare, content, sheets.getByIndex(0).getCellByPosition(0, 0).CellAddress, 0)

    def save(self, path: str | None) -> None:
        if path is None and self.document.URL:
            self.document.store()
            return
        target = Path(path or self.fullname).absolute()
        described = properties(FilterName=FILTERS[target.suffix.lower()], Overwrite=True)
        self.document.storeAsURL(target.as_uri(), described)

    def close(self) -> None:
        self.document.close(True)

    def run(self, macro: str, args: Sequence[object]) -> object:
        url = f"vnd.sun.star.script:{macro}?language=Basic&location=document"
        return self.document.getScriptProvider().getScript(url).invoke(tuple(args), (), ())[0]


def quoted(sheet: str) -> str:
    return sheet if sheet.isalnum() else "'" + sheet.replace("'", "''") + "'"


def _refers_to(named: Any) -> str:
    cells = named.getReferredCells()
    if cells is None:
        return f"={named.Content}"
    return f"={quoted(cells.Spreadsheet.Name)}!{area_name(area_of(cells.RangeAddress), absolute=True)}"
