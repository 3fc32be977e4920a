"""``progress-xl doctor``: what keeps the buttons from working on this computer, and what to do about it.

Each check is a function from a `Case` to a `Diagnosis`, or to ``None`` where it does not apply. What the system does
not let us read is said to be unknown, never to be well.
"""

from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

import progress_xl
from progress_xl.errors import PathMissing
from progress_xl.excel.doctor import asked, binding, trust
from progress_xl.excel.doctor.advice import URGENCY
from progress_xl.excel.doctor.case import Case, Diagnosis
from progress_xl.excel.machine import Machine, this_machine

__all__ = ["CHECKS", "Case", "Diagnosis", "diagnose", "examine"]

Check = Callable[[Case], Diagnosis | None]
CHECKS: dict[str, Check] = {
    "python": binding.python,
    "excel": binding.excel,
    "bitness": binding.bitness,
    "add-in": binding.add_in,
    "interpreter": binding.interpreter,
    "xlwings": binding.xlwings,
    "dll": binding.dll,
    "script": binding.script,
    "macros": trust.macros,
    "vba-access": trust.vba_access,
    "child-processes": trust.child_processes,
    "win32-calls": trust.win32_calls,
    "workbook": asked.workbook,
    "internet-mark": asked.internet_mark,
    "cloud-path": asked.cloud_path,
    "error-text": asked.error_text,
}


def diagnose(workbook: str | Path | None = None, *, error: str = "", machine: Machine | None = None) -> list[Diagnosis]:
    """Look at this computer, at a workbook (a path, or the https address that Excel gives) and at an error's words.

    What is to be mended comes first, then what is not known. Raises `PathMissing` for a workbook that is not there.
    """
    asked_about = None if workbook is None else str(workbook)
    if asked_about and "://" not in asked_about and not Path(asked_about).exists():
        raise PathMissing(path=asked_about)
    case = Case(machine or this_machine(), progress_xl.__version__, version("xlwings"), asked_about, error)
    return sorted(examine(case), key=lambda found: URGENCY.index(found.state))


def examine(case: Case) -> Iterator[Diagnosis]:
    """The outcome of every check that applies."""
    for name, check in CHECKS.items():
        try:
            found = check(case)
        except OSError as error:
            yield Diagnosis(name, f"{name}-unknown", {"reason": error.strerror or str(error)})
        else:
            if found is not None:
                yield found
