"""What an open Excel answers instead of doing what it is asked."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import xlwings as xw

from progress_xl.errors import ExcelBusy, ExcelRefused

_RPC_E_CALL_REJECTED = -2147418111
_RPC_E_SERVERCALL_RETRYLATER = -2147417846
_VBA_E_IGNORE = -2146777998  # 0x800AC472: a cell is being edited
_APPLE_EVENT_TIMED_OUT = -1712
_APPLE_USER_CANCELLED = -128
_BUSY = frozenset((_RPC_E_CALL_REJECTED, _RPC_E_SERVERCALL_RETRYLATER, _VBA_E_IGNORE, _APPLE_EVENT_TIMED_OUT))

_DISP_E_MEMBERNOTFOUND = -2147352573
_DISP_E_UNKNOWNNAME = -2147352570

# xlwings repeats a rejected call for ever, without a pause. So many calls take a second or so.
_ATTEMPTS = 1000


def faults() -> tuple[type[Exception], ...]:
    """The exceptions by which xlwings' engines say that Excel refused; none of their modules is imported for it."""
    kinds: list[type[Exception]] = [xw.XlwingsError]
    for module, name in (
        (sys.modules.get("pywintypes"), "com_error"),
        (getattr(xw, "_xlwindows", None), "ExcelBusyError"),
        (sys.modules.get("appscript.reference"), "CommandError"),
    ):
        kind = getattr(module, name, None)
        kinds += [kind] if kind else []
    return tuple(kinds)


def is_busy(error: Exception) -> bool:
    """Whether Excel only has no time: a cell is being edited, or a dialog is open."""
    return type(error).__name__ == "ExcelBusyError" or not _BUSY.isdisjoint(_numbers(error))


def is_unknown(error: Exception) -> bool:
    """Whether this Excel, or this platform, does not have what was asked for."""
    numbers = _numbers(error)
    return isinstance(error, NotImplementedError) or not numbers.isdisjoint(
        (_DISP_E_MEMBERNOTFOUND, _DISP_E_UNKNOWNNAME)
    )


def is_cancelled(error: Exception) -> bool:
    """Whether the user pressed Cancel, which macOS tells as an error."""
    return _APPLE_USER_CANCELLED in _numbers(error)


def _numbers(error: Exception) -> set[int]:
    """Every number an error carries: COM's result and the one inside its details, AppleScript's."""
    details = error.args[2] if len(error.args) > 2 and isinstance(error.args[2], tuple) else ()
    carried = (*error.args[:1], *details[-1:], getattr(error, "errornumber", None))
    return {number for number in carried if isinstance(number, int)}


@contextmanager
def said_plainly() -> Iterator[None]:
    """Raise `ExcelBusy` or `ExcelRefused` for what an engine raises."""
    _be_patient_but_not_for_ever()
    try:
        yield
    except faults() as error:
        if is_busy(error):
            raise ExcelBusy from error
        raise ExcelRefused(reason=_words(error)) from error


def _be_patient_but_not_for_ever() -> None:
    windows: Any = getattr(xw, "_xlwindows", None)
    if windows and not windows.N_COM_ATTEMPTS:
        windows.N_COM_ATTEMPTS = _ATTEMPTS


def _words(error: Exception) -> str:
    """What Excel itself says, where it says something."""
    details = error.args[2] if len(error.args) > 2 and isinstance(error.args[2], tuple) else ()
    said = details[2] if len(details) > 2 else getattr(error, "errormessage", "")
    return str(said or (error.args[1] if len(error.args) > 1 else error)).strip().rstrip("。.")
