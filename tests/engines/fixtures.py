"""Fixtures of the live engines: one xlwings, over memory and over LibreOffice."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.engines import excel, libreoffice, recording, windows
from tests.engines.excel.formulas import GERMAN
from tests.engines.store import OfficeStore


@dataclass
class LiveEngine:
    """A running Excel, as far as xlwings can tell. ``app`` is the ``xlwings.App``."""

    name: str
    app: Any
    application: excel.Application

    @property
    def calls(self) -> list[excel.Call]:
        """All that crossed to Excel since the test began or cleared the list."""
        return self.application._gate.calls

    def named(self, what: str) -> list[excel.Call]:
        """Calls such as ``Range.Value=`` or ``FormatConditions.Add``."""
        return self.application._gate.named(what)

    def open(self, path: Path | str, *, read_only: bool = False, fullname: str | None = None) -> Any:
        """An open ``xlwings.Book``; ``fullname``: as which Excel shall name it, say an https address."""
        book = self.app.books.open(str(path), read_only=read_only)
        if fullname:
            self.application._elsewhere[str(path)] = fullname
        return book

    def busy(self, hresult: int = windows.RPC_E_CALL_REJECTED, calls: int = -1) -> None:
        """Excel refuses the next ``calls`` calls, -1 all (as it does while a cell is edited, or a dialog is open)."""
        self.application._gate.busy(hresult, calls)

    @property
    def alerts(self) -> list[tuple[str, str]]:
        """Title and text of each message box and input box."""
        return self.application._alerts

    def speak_german(self) -> None:
        """Formulas are from now on as a German Excel writes and reads them, such as ``=UND(LÄNGE(B2)>0;WAHR)``."""
        self.application._language = GERMAN

    def press(self, *buttons: str) -> None:
        """What the user will press in the next message boxes: ok, cancel, yes, no."""
        self.application._answers.extend({"ok": 1, "cancel": 2, "yes": 6, "no": 7}[button] for button in buttons)

    def choose(self, *answers: str | bool) -> None:
        """What the user will choose in the next folder dialogs, or type into input boxes; False: Cancel."""
        self.application._chosen.extend(answers)


@contextlib.contextmanager
def live(name: str, office: OfficeStore) -> Iterator[LiveEngine]:
    application = excel.Application(office)
    with windows.active(application) as app:
        yield LiveEngine(name, app, application)
    with contextlib.suppress(*office.faults):  # it crashed, and the test with it
        office.quit()


@dataclass
class Keeper:
    """Has a LibreOffice running, and starts another when one has crashed."""

    folders: pytest.TempPathFactory
    stack: contextlib.ExitStack
    running: libreoffice.Office | None = None

    def office(self) -> libreoffice.Office:
        if self.running is None or not self.running.is_alive():
            self.stack.close()
            self.running = self.stack.enter_context(libreoffice.started(self.folders.mktemp("libreoffice")))
        return self.running


@pytest.fixture(scope="session")
def libreoffice_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Keeper]:
    """One LibreOffice for the whole run, started when first asked for."""
    try:
        libreoffice.load_uno()
    except libreoffice.NoLibreOffice as missing:
        pytest.skip(str(missing))
    with contextlib.ExitStack() as stack:
        yield Keeper(tmp_path_factory, stack)


@pytest.fixture
def recording_engine() -> Iterator[LiveEngine]:
    with live("recording", recording.Office()) as engine:
        yield engine


@pytest.fixture
def libreoffice_engine(libreoffice_process: Keeper) -> Iterator[LiveEngine]:
    with live("libreoffice", libreoffice_process.office()) as engine:
        yield engine


@pytest.fixture(params=["recording", pytest.param("libreoffice", marks=pytest.mark.libreoffice)])
def live_engine(request: pytest.FixtureRequest) -> LiveEngine:
    """Each of the engines in turn."""
    engine: LiveEngine = request.getfixturevalue(f"{request.param}_engine")
    return engine
