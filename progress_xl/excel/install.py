"""``progress-xl excel``: the add-in in Excel's start folder, and xlwings told which Python to start.

Three files at most are written, each with a record of what stood there before:

- the add-in in the start folder of the user (never that of all users);
- the interpreter's line in xlwings' configuration; its other lines stay as they are;
- on macOS the script by which xlwings' ``RunPython`` starts Python (``xlwings runpython install`` puts the same).
"""

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Literal

import progress_xl
from progress_xl.errors import (
    BadRecord,
    CannotInstall,
    CannotWrite,
    ExcelRunning,
    FileLocked,
    InterpreterPath,
    NoExcelHere,
    PathMissing,
)
from progress_xl.excel.add_in import ADD_IN, Versions, versions_in
from progress_xl.excel.machine import Machine
from progress_xl.excel.xlwings_conf import lines_of, value_of, with_lines, with_value
from progress_xl.ooxml.saving import write_atomically

Fate = Literal["removed", "restored", "left"]
# How reading a record fails that is no JSON, or JSON of another shape.
_BROKEN_RECORD = (ValueError, LookupError, TypeError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True)
class Places:
    """Where things go on this computer. ``key`` is the interpreter's name in xlwings' configuration."""

    add_in: Path
    settings: Path
    key: str
    line_end: bytes
    scripts: Path | None
    record: Path


@dataclass(frozen=True, slots=True)
class Standing:
    """What is there now; ``None`` for what is not."""

    add_in: Path
    versions: Versions | None
    settings: Path
    interpreter: str | None
    script: Path | None


@dataclass(frozen=True, slots=True)
class _Change:
    """What a file held before us, and the hash of what we wrote; of the settings only the lines of ``key`` are ours."""

    path: Path
    before: bytes | None
    after: str
    key: str | None = None
    lines: tuple[bytes, ...] = ()

    def undone(self, content: bytes | None) -> bytes | None:
        """``content`` without what we did to it; what others changed since stays."""
        if content is not None and _hash(content) == self.after:
            return self.before
        if content is None or self.key is None or tuple(lines_of(content, self.key)) != self.lines:
            return content
        return with_lines(content, self.key, lines_of(self.before or b"", self.key)) or None


def places(machine: Machine) -> Places:
    """Raises `NoExcelHere`."""
    home = machine.home
    if machine.system == "windows":
        roaming = Path(machine.environ.get("APPDATA") or home / "AppData" / "Roaming")
        local = Path(machine.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
        return Places(
            roaming / "Microsoft" / "Excel" / "XLSTART" / ADD_IN,
            home / ".xlwings" / "xlwings.conf",
            "INTERPRETER_WIN",
            b"\r\n",
            None,
            local / "progress_xl" / "installed.json",
        )
    if machine.system == "macos":
        library = home / "Library"
        office = library / "Group Containers" / "UBF8T346G9.Office" / "User Content.localized"
        return Places(
            office / "Startup.localized" / "Excel" / ADD_IN,
            library / "Containers" / "com.microsoft.Excel" / "Data" / "xlwings.conf",
            "INTERPRETER_MAC",
            b"\n",
            library / "Application Scripts" / "com.microsoft.Excel",
            library / "Application Support" / "progress_xl" / "installed.json",
        )
    raise NoExcelHere(system=machine.name)


def status(machine: Machine) -> Standing:
    """What is installed. Raises `NoExcelHere`, `CannotInstall`."""
    at = places(machine)
    versions = versions_in(_read(at.add_in))
    script = script_of(at, versions)
    value = value_of(_read(at.settings) or b"", at.key)
    return Standing(
        add_in=at.add_in,
        versions=versions,
        settings=at.settings,
        interpreter=None if value is None else value.decode(machine.code_page, "replace"),
        script=script if script and script.is_file() else None,
    )


def install(machine: Machine, add_in: Path, xlwings_scripts: Path) -> Standing:
    """Put ``add_in`` where Excel starts it and name this Python to xlwings; a second time changes nothing.

    ``xlwings_scripts`` is the folder of the installed xlwings, where its AppleScript is.
    Raises `NoExcelHere`, `ExcelRunning`, `CannotInstall`, `BadRecord`, `InterpreterPath`, `PathMissing`.
    """
    at = places(machine)
    wanted = dict(_wanted(machine, at, add_in, xlwings_scripts))
    earlier = _recorded(at)
    changes = [_change(path, content, earlier.get(path), at) for path, content in wanted.items()]
    made = _made_by(at) + [folder for path in (*wanted, at.record) for folder in _absent_folders(path)]
    _write(at.record, _as_json(changes + [old for path, old in earlier.items() if path not in wanted], made))
    for path, content in wanted.items():
        if _read(path) != content:
            _write(path, content)
    return status(machine)


def uninstall(machine: Machine) -> dict[Path, Fate]:
    """Put back what `install` changed, and say what became of each file; a file changed since by others is left.

    Raises `NoExcelHere`, `ExcelRunning`, `CannotInstall`, `BadRecord`.
    """
    at = places(machine)
    fates = {path: _undo(change) for path, change in _undoable(at).items()}
    made = _made_by(at)
    _remove(at.record)
    for folder in sorted(made, reverse=True):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    return fates


def _wanted(machine: Machine, at: Places, add_in: Path, xlwings_scripts: Path) -> Iterator[tuple[Path, bytes]]:
    """Each file to be written, with its content; first the one that a running Excel holds."""
    content = _read(add_in)
    versions = versions_in(content)
    if content is None or versions is None:
        raise PathMissing(path=str(add_in))
    yield at.add_in, content
    if script := script_of(at, versions):
        yield script, _applescript(xlwings_scripts)
    yield at.settings, with_value(_read(at.settings) or b"", at.key, _interpreter(machine), at.line_end)


def _applescript(folder: Path) -> bytes:
    """xlwings' own; which version it is stands in its name only."""
    for path in folder.glob("xlwings-*.applescript"):
        return path.read_bytes()
    raise PathMissing(path=str(folder / "xlwings-*.applescript"))


def _interpreter(machine: Machine) -> bytes:
    path = str(machine.python.executable)
    try:
        return path.encode(machine.code_page)
    except UnicodeEncodeError as error:
        raise InterpreterPath(path=path) from error


def script_of(at: Places, versions: Versions | None) -> Path | None:
    """The AppleScript that an add-in on macOS asks for by name."""
    return at.scripts / f"xlwings-{versions.xlwings}.applescript" if at.scripts and versions else None


def _change(path: Path, content: bytes, earlier: _Change | None, at: Places) -> _Change:
    standing = _read(path)
    before = earlier.undone(standing) if earlier else standing
    if path == at.settings:
        return _Change(path, before, _hash(content), at.key, tuple(lines_of(content, at.key)))
    ours = path == at.add_in and versions_in(standing) is not None
    return _Change(path, None if ours and not earlier else before, _hash(content))


def _undoable(at: Places) -> dict[Path, _Change]:
    """What is recorded; without a record, an add-in of ours."""
    found = _recorded(at)
    content = _read(at.add_in)
    if at.add_in not in found and content is not None and versions_in(content):
        found[at.add_in] = _Change(at.add_in, None, _hash(content))
    return found


def _undo(change: _Change) -> Fate:
    standing = _read(change.path)
    wanted = change.undone(standing)
    if wanted is None:
        _remove(change.path)
        return "removed"
    if wanted != standing:
        _write(change.path, wanted)
    return "restored" if wanted == change.before or wanted != standing else "left"


def _absent_folders(path: Path) -> list[Path]:
    """The folders above a file that do not exist yet, outermost first."""
    return [folder for folder in reversed(path.parents) if not folder.exists()]


def _recorded(at: Places) -> dict[Path, _Change]:
    return {change.path: change for change in _record(at)[0]}


def _made_by(at: Places) -> list[Path]:
    return _record(at)[1]


def _record(at: Places) -> tuple[list[_Change], list[Path]]:
    """What was changed, and the folders made for it. Raises `BadRecord`."""
    try:
        found = json.loads(_read(at.record) or b"{}")
        return [*map(_from_json, found.get("files", ()))], [*map(Path, found.get("folders", ()))]
    except _BROKEN_RECORD as error:
        raise BadRecord(path=str(at.record)) from error


def _as_json(changes: list[_Change], folders: list[Path]) -> bytes:
    entries = [
        {
            "path": str(change.path),
            "before": None if change.before is None else base64.b64encode(change.before).decode("ascii"),
            "after": change.after,
            "key": change.key,
            "lines": [line.decode("latin-1") for line in change.lines],
        }
        for change in changes
    ]
    record = {"version": progress_xl.__version__, "files": entries, "folders": list(dict.fromkeys(map(str, folders)))}
    return json.dumps(record, ensure_ascii=False, indent=1).encode("utf-8")


def _from_json(entry: Mapping[str, Any]) -> _Change:
    before, key = entry["before"], entry["key"]
    if not (key is None or isinstance(key, str)):
        raise TypeError(key)
    lines = tuple(line.encode("latin-1") for line in entry["lines"])
    return _Change(
        Path(entry["path"]),
        None if before is None else base64.b64decode(before, validate=True),
        entry["after"],
        key,
        lines,
    )


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CannotInstall(path=str(path), reason=error.strerror or str(error)) from error


def _write(path: Path, content: bytes) -> None:
    def fill(stream: IO[bytes]) -> None:
        stream.write(content)

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, fill)
    except FileLocked as error:
        raise ExcelRunning(path=path.name) from error
    except (CannotWrite, OSError) as error:
        raise CannotInstall(path=str(path), reason=_reason(error)) from error


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except PermissionError as error:
        raise ExcelRunning(path=path.name) from error
    except OSError as error:
        raise CannotInstall(path=str(path), reason=_reason(error)) from error


def _reason(error: CannotWrite | OSError) -> str:
    if isinstance(error, CannotWrite):
        return str(error.details["reason"])
    return error.strerror or str(error)
