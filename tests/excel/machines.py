"""Made-up computers: a home folder, a system and a registry, so that nothing is asked of the one we run on."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from progress_xl.excel.machine import Machine, Python, System

XLWINGS = "0.37.8"
EXCEL_CLSID = "{00024500-0000-0000-C000-000000000046}"
X86, X64 = 0x014C, 0x8664


class MadeUpRegistry:
    """Keys with their values; those in ``denied`` may not be read."""

    def __init__(self, keys: Mapping[str, Mapping[str, Any]], denied: Sequence[str] = ()) -> None:
        self._keys, self._denied = keys, denied

    def values(self, key: str) -> Mapping[str, Any]:
        if key in self._denied:
            raise PermissionError(13, "Permission denied", key)
        return self._keys.get(key, {})

    def keys(self, key: str) -> list[str]:
        if key in self._denied:
            raise PermissionError(13, "Permission denied", key)
        below = [other[len(key) + 1 :].split("\\")[0] for other in self._keys if other.startswith(key + "\\")]
        return list(dict.fromkeys(below))


def machine(
    home: Path,
    system: System = "windows",
    registry: Mapping[str, Mapping[str, Any]] | None = None,
    *,
    denied: Sequence[str] = (),
    labels: Mapping[tuple[str, str], bytes] | None = None,
    python: str = "Python311/python.exe",
    bits: int = 64,
    code_page: str = "gbk",
    environ: Mapping[str, str] | None = None,
) -> Machine:
    """A computer whose files all lie below ``home``. ``labels`` are what is kept beside files, by name and label."""
    kept = labels or {}
    return Machine(
        system=system,
        name={"windows": "Windows 10", "macos": "Darwin 23", "other": "Linux 6"}[system],
        home=home,
        environ=environ or {},
        python=Python(home / python, "3.11.4", bits),
        registry=MadeUpRegistry(registry or {}, denied),
        label=lambda path, name: kept.get((path.name, name)),
        code_page=code_page,
        console=code_page,
        applications=home / "Applications",
    )


def add_in(version: str = "0.1.0", xlwings: str = XLWINGS) -> bytes:
    """A workbook that says what it was built from, as the add-in does."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.add_worksheet()
        book.define_name("pxl_version", f'="{version}"')
        book.define_name("pxl_xlwings_version", f'="{xlwings}"')
    return stream.getvalue()


def file(path: Path, content: bytes = b"") -> Path:
    """A file with its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def tree(folder: Path) -> dict[str, bytes | None]:
    """Everything below a folder by its path, folders as ``None``."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")
    }


def program(machine_type: int = X64) -> bytes:
    """The start of a Windows program for a processor: DOS header, pointer, signature, processor."""
    return (
        b"MZ" + b"\0" * 58 + (128).to_bytes(4, "little") + b"\0" * 64 + b"PE\0\0" + machine_type.to_bytes(2, "little")
    )


def registered(name: str, command: str, clsid: str = EXCEL_CLSID) -> dict[str, dict[str, Any]]:
    """How Windows knows which program stands for a name such as ``Excel.Application``."""
    return {rf"HKCR\{name}\CLSID": {"": clsid}, rf"HKCR\CLSID\{clsid}\LocalServer32": {"": command}}
