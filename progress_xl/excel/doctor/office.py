"""Which Excel and which WPS are on a computer."""

import plistlib
import re
import struct
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from progress_xl.excel.machine import Machine, Registry

# WPS' spreadsheet program under its names of several years.
WPS_PROGRAMS = ("Ket.Application", "ET.Application")
_EXCEL = "Excel.Application"
_APP_PATH = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
_CLICK_TO_RUN = r"HKLM\SOFTWARE\Microsoft\Office\ClickToRun\Configuration"
_PROGRAM = re.compile(r'"?(.+?\.exe)\b', re.IGNORECASE)
_VERSION = re.compile(r"\.(\d+)$")
_NEWEST = "16"
# The field Machine of a program's header: which processor it is for.
_BITS = {0x014C: 32, 0x8664: 64, 0xAA64: 64}
_HEADER_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Excel:
    """``version`` as the registry (16.0) or the program (16.83) says it; ``taken_by`` is WPS in Excel's place."""

    program: str
    version: str
    taken_by: str | None = None


def excel_of(machine: Machine) -> Excel | None:
    """The desktop Excel. Raises ``OSError``."""
    if machine.system == "macos":
        return _excel_on_macos(machine)
    server = server_of(machine.registry, _EXCEL)
    listed = machine.registry.values(_APP_PATH).get("")
    program = next((path for path in (server, listed) if path and _is_excel(path)), None)
    if program is None:
        return None
    return Excel(program, f"{_major(machine.registry)}.0", None if server is None or _is_excel(server) else server)


def has_wps(machine: Machine) -> bool:
    if machine.system == "macos":
        return (machine.applications / "wpsoffice.app").exists()
    if machine.system == "other":
        return any((Path(folder) / "et").exists() for folder in machine.environ.get("PATH", "").split(":"))
    return any(server_of(machine.registry, name) for name in WPS_PROGRAMS)


def server_of(registry: Registry, name: str) -> str | None:
    """The program that stands for a name such as ``Excel.Application``."""
    clsid = registry.values(rf"HKCR\{name}\CLSID").get("")
    command = registry.values(rf"HKCR\CLSID\{clsid}\LocalServer32").get("") if clsid else None
    found = _PROGRAM.match(command) if command else None
    return found[1] if found else None


def excel_bits(machine: Machine, excel: Excel) -> int | None:
    """32 or 64, from the program itself or from what the installation says. Raises ``OSError``."""
    platform = machine.registry.values(_CLICK_TO_RUN).get("Platform")
    return bits_of(Path(excel.program)) or {"x86": 32, "x64": 64}.get(str(platform))


def bits_of(program: Path) -> int | None:
    """Of a Windows program or library; ``None`` if it is none or not there. Raises ``OSError``."""
    try:
        with program.open("rb") as stream:
            header = stream.read(_HEADER_BYTES)
    except FileNotFoundError:
        return None
    if not header.startswith(b"MZ") or len(header) < 64:
        return None
    (start,) = struct.unpack_from("<I", header, 60)
    if header[start : start + 4] != b"PE\0\0" or len(header) < start + 6:
        return None
    return _BITS.get(struct.unpack_from("<H", header, start + 4)[0])


def _is_excel(program: str) -> bool:
    # Windows may give the name in its short form, which for this one is the same.
    return PureWindowsPath(program).name.lower() == "excel.exe"


def _major(registry: Registry) -> str:
    """The number in ``Excel.Application.16``; WPS leaves another one there."""
    found = _VERSION.search(str(registry.values(rf"HKCR\{_EXCEL}\CurVer").get("", "")))
    return found[1] if found else _NEWEST


def _excel_on_macos(machine: Machine) -> Excel | None:
    program = machine.applications / "Microsoft Excel.app"
    try:
        content = (program / "Contents" / "Info.plist").read_bytes()
    except FileNotFoundError:
        return None
    return Excel(str(program), str(plistlib.loads(content).get("CFBundleShortVersionString", "?")))
