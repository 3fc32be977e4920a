"""What the doctor and the installation know of a computer, gathered here and nowhere else."""

import importlib
import locale
import os
import platform
import re
import struct
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol

System = Literal["windows", "macos", "other"]
_VARIABLE = re.compile(r"%(\w+)%")
_SYSTEMS: Mapping[str, System] = {"win32": "windows", "darwin": "macos"}


class Registry(Protocol):
    """The registry of Windows, read only. Keys begin with HKLM, HKCU or HKCR. Raises ``PermissionError``."""

    def values(self, key: str) -> Mapping[str, Any]:
        """What stands under a key by name, the default as ``""``; nothing if there is no such key."""

    def keys(self, key: str) -> Sequence[str]:
        """The names of the keys below a key."""


@dataclass(frozen=True, slots=True)
class Python:
    """The interpreter that we run in."""

    executable: Path
    version: str
    bits: int


@dataclass(frozen=True, slots=True)
class Machine:
    """A computer as far as Excel and we are concerned.

    ``label`` gives what the system keeps beside a file under a name (Windows: an alternate data stream, macOS: an
    extended attribute), or ``None``; it raises ``OSError``. ``code_page`` is the encoding in which Excel's VBA, and
    ``console`` the one in which a command file, is read.
    """

    system: System
    name: str
    home: Path
    environ: Mapping[str, str] = field(repr=False)
    python: Python
    registry: Registry
    label: Callable[[Path, str], bytes | None]
    code_page: str
    console: str
    applications: Path = Path("/Applications")

    def expanded(self, text: str) -> str:
        """``text`` with its ``%VARIABLES%``, as Windows and xlwings expand them."""
        return _VARIABLE.sub(lambda found: self.environ.get(found[1], found[0]), text)


def this_machine() -> Machine:
    """The computer that we run on."""
    system = _SYSTEMS.get(sys.platform, "other")
    return Machine(
        system=system,
        name=f"{platform.system()} {platform.release()}",
        home=Path.home(),
        environ=os.environ,
        python=Python(_interpreter(Path(sys.executable)), platform.python_version(), struct.calcsize("P") * 8),
        registry=WindowsRegistry(importlib.import_module("winreg")) if system == "windows" else NoRegistry(),
        label={"windows": _stream, "macos": _attribute}.get(system, _no_label),
        code_page=locale.getpreferredencoding(do_setlocale=False) if system != "windows" else "mbcs",
        console="oem" if system == "windows" else "utf-8",
    )


def _interpreter(executable: Path) -> Path:
    """The interpreter that writes errors where they can be read: python.exe beside pythonw.exe."""
    return executable.with_name("python.exe") if executable.name.lower() == "pythonw.exe" else executable


class WindowsRegistry:
    """The registry through ``winreg``; where its two views differ, the one of 64-bit programs counts."""

    def __init__(self, winreg: Any) -> None:
        self._winreg = winreg
        self._hives = {
            "HKLM": winreg.HKEY_LOCAL_MACHINE,
            "HKCU": winreg.HKEY_CURRENT_USER,
            "HKCR": winreg.HKEY_CLASSES_ROOT,
        }
        self._views = (winreg.KEY_WOW64_32KEY, winreg.KEY_WOW64_64KEY)

    def values(self, key: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for handle in self._opened(key):
            with handle:
                _, count, _ = self._winreg.QueryInfoKey(handle)
                entries = (self._winreg.EnumValue(handle, number) for number in range(count))
                found |= {name: value for name, value, _ in entries}
        return found

    def keys(self, key: str) -> list[str]:
        found: dict[str, None] = {}
        for handle in self._opened(key):
            with handle:
                count, _, _ = self._winreg.QueryInfoKey(handle)
                found |= dict.fromkeys(self._winreg.EnumKey(handle, number) for number in range(count))
        return list(found)

    def _opened(self, key: str) -> list[Any]:
        hive, _, path = key.partition("\\")
        handles = []
        for view in self._views:
            try:
                handles.append(self._winreg.OpenKey(self._hives[hive], path, 0, self._winreg.KEY_READ | view))
            except FileNotFoundError:
                continue
        return handles


class NoRegistry:
    """A computer that has no registry."""

    def values(self, key: str) -> dict[str, Any]:  # noqa: ARG002
        return {}

    def keys(self, key: str) -> list[str]:  # noqa: ARG002
        return []


def _stream(path: Path, name: str) -> bytes | None:
    """An alternate data stream of NTFS."""
    try:
        with open(f"{path}:{name}", "rb") as stream:
            return stream.read()
    except FileNotFoundError:
        return None


def _attribute(path: Path, name: str) -> bytes | None:
    """An extended attribute of macOS, through its own program, since Python has them on Linux only."""
    done = subprocess.run(["/usr/bin/xattr", "-p", name, path.absolute()], capture_output=True, check=False)
    if done.returncode and b"No such xattr" not in done.stderr:
        raise OSError(done.stderr.decode("utf-8", "replace"))
    return None if done.returncode else done.stdout


def _no_label(_path: Path, _name: str) -> bytes | None:
    return None
