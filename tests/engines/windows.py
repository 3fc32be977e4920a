"""xlwings' Windows half, loaded anywhere: stand-ins for pywin32, and a table of what runs instead of Excel."""

import ctypes
import datetime
import functools
import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType, SimpleNamespace
from typing import Any
from unittest import mock

RPC_E_CALL_REJECTED = -2147418111
"""Excel is busy: a dialog is open, or it calculates."""
VBA_E_IGNORE = -2146777998
"""0x800AC472: a cell is being edited."""
DISP_E_EXCEPTION = -2147352567
DISP_E_UNKNOWNNAME = -2147352570
APPLICATION_ERROR = -2146827284
"""0x800A03EC, «1004»: Excel refuses what is asked."""

running: dict[int, Any] = {}
"""Excel's ``Application`` by window handle, the active one first."""


class com_error(Exception):  # noqa: N801 - pywin32's name
    """As pywin32 raises it: hresult, text, (wcode, source, text, help file, help id, scode), argument."""

    def __init__(self, hresult: int, strerror: str, excepinfo: Any = None, argerror: Any = None) -> None:
        super().__init__(hresult, strerror, excepinfo, argerror)
        self.hresult, self.strerror, self.excepinfo, self.argerror = hresult, strerror, excepinfo, argerror


class CDispatch:
    """What pywin32 hands out; xlwings repeats calls to it while Excel is busy."""


def refused(said: str) -> com_error:
    """Excel's error 1004."""
    info = (0, "Microsoft Excel", said, "xlmain11.chm", 0, APPLICATION_ERROR)
    return com_error(DISP_E_EXCEPTION, "Exception occurred.", info)


def unknown(name: str) -> com_error:
    return com_error(DISP_E_UNKNOWNNAME, f"Unknown name: {name}")


def busy(hresult: int) -> com_error:
    return com_error(hresult, "Call was rejected by callee.")


def _message_box(hwnd: int, prompt: str, title: str, style: int) -> int:
    return int(running[hwnd]._message_box(prompt, title, style))


def _module(name: str, **names: Any) -> ModuleType:
    module = ModuleType(name)
    vars(module).update(names)
    return module


_WIN32COM = _module("win32com", __path__=[])
_WIN32COM.client = _module(  # type: ignore[attr-defined]
    "win32com.client",
    CDispatch=CDispatch,
    DispatchBaseClass=type("DispatchBaseClass", (), {}),
    Dispatch=None,
    DispatchEx=None,
)
STAND_INS = {
    "pywintypes": _module(
        "pywintypes", com_error=com_error, error=type("error", (Exception,), {}), TimeType=datetime.datetime
    ),
    "pythoncom": _module(
        "pythoncom", com_error=com_error, ole_error=com_error, __file__=None, CoInitialize=lambda: None
    ),
    "win32api": _module("win32api", MessageBox=_message_box),
    "win32con": _module(
        "win32con",
        MB_OK=0,
        MB_OKCANCEL=1,
        MB_YESNOCANCEL=3,
        MB_YESNO=4,
        MB_ICONWARNING=48,
        MB_ICONINFORMATION=64,
    ),
    "win32gui": _module("win32gui"),
    "win32process": _module("win32process", GetWindowThreadProcessId=lambda hwnd: (0, running[hwnd]._pid)),
    "win32timezone": _module("win32timezone", TimeZoneInfo=SimpleNamespace(utc=lambda: datetime.UTC)),
    "win32com": _WIN32COM,
    "win32com.client": _WIN32COM.client,
}


@functools.cache
def load() -> Any:
    """The module ``xlwings._xlwindows``, whose Excel windows are those of ``running``."""
    with _stand_ins(), _windows_ctypes():
        windows: Any = importlib.import_module("xlwings._xlwindows")
    windows.get_excel_hwnds = lambda: iter(list(running))
    windows.get_xl_app_from_hwnd = lambda hwnd: windows.COMRetryObjectWrapper(running[hwnd])
    windows.is_hwnd_xl_app = lambda hwnd: hwnd in running
    windows.windll = mock.MagicMock()
    windows.Apps.cleanup = staticmethod(lambda: None)
    return windows


@contextmanager
def _stand_ins() -> Iterator[None]:
    """pywin32 can be imported; what else is imported meanwhile stays."""
    sys.modules.update(STAND_INS)
    try:
        yield
    finally:
        for name in STAND_INS:
            del sys.modules[name]


@contextmanager
def _windows_ctypes() -> Iterator[None]:
    with (
        mock.patch.object(ctypes, "oledll", mock.MagicMock(), create=True),
        mock.patch.object(ctypes, "windll", mock.MagicMock(), create=True),
        mock.patch.object(ctypes, "PyDLL", mock.MagicMock()),
    ):
        yield


@contextmanager
def active(application: Any) -> Iterator[Any]:
    """xlwings with ``application`` as the one Excel that runs; gives it as an ``xlwings.App``."""
    import xlwings

    windows = load()
    engines = xlwings.engines
    before = engines.active, list(engines.engines), dict(engines.engines_by_name), windows.N_COM_ATTEMPTS
    with (
        mock.patch.dict(sys.modules, STAND_INS),
        mock.patch.dict(running, {application._hwnd: application}, clear=True),
    ):
        engine = xlwings.Engine(impl=windows.engine)
        engines.add(engine)
        engine.activate()
        try:
            yield xlwings.App(impl=windows.App(xl=application._hwnd))
        finally:
            engines.active, engines.engines, engines.engines_by_name, windows.N_COM_ATTEMPTS = before
