"""A file that starts ``progress-xl-watch`` by double-click, for the folder that it lies in or that is dropped on it."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from progress_xl.errors import BadValue
from progress_xl.excel.machine import Machine, System
from progress_xl.messages import Lang
from progress_xl.ooxml.saving import write_atomically

_NAMES: Mapping[Lang, str] = {"zh": "自动检查本文件夹", "en": "check this folder"}
_SUFFIXES: Mapping[System, str] = {"windows": ".cmd", "macos": ".command", "other": ".sh"}
# ``%~dp0`` ends in a backslash, which before a quotation mark would be taken for part of it: hence the dot.
_CMD = """\
@echo off
set "FOLDER=%~1"
if "%~1"=="" set "FOLDER=%~dp0."
"{python}" -m progress_xl watch "%FOLDER%" --lang {lang}
pause
"""
_SHELL = """\
#!/bin/sh
exec '{python}' -m progress_xl watch "${{1:-$(dirname "$0")}}" --lang {lang}
"""


def put_starter(folder: Path, machine: Machine, lang: Lang) -> Path:
    """Write the file into ``folder``. Raises `BadValue` for a path of Python that it cannot name, `CannotWrite`."""
    path = folder / (_NAMES[lang] + _SUFFIXES[machine.system])
    content = starter(machine, lang)

    def fill(stream: IO[bytes]) -> None:
        stream.write(content)

    write_atomically(path, fill)
    if machine.system != "windows":
        os.chmod(path, 0o755)
    return path


def starter(machine: Machine, lang: Lang) -> bytes:
    """What the file holds on this system, in the encoding in which it is read."""
    windows = machine.system == "windows"
    python = str(machine.python.executable)
    # In a command file a percent sign begins a variable, unless doubled.
    python = python.replace("%", "%%") if windows else python.replace("'", "'\\''")
    text = (_CMD if windows else _SHELL).format(python=python, lang=lang)
    try:
        return (text.replace("\n", "\r\n") if windows else text).encode(machine.console)
    except UnicodeEncodeError as error:
        raise BadValue(value=python, name="Python", choices="只含英文字母和数字的路径") from error
