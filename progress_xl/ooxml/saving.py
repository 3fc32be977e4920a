"""Writing a file so that it is either the old one or the whole new one."""

import contextlib
import os
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

from progress_xl.errors import CannotWrite, FileLocked


def write_atomically(path: Path, write: Callable[[IO[bytes]], None]) -> None:
    """Let ``write`` fill a temporary file beside ``path``, then put it in place.

    Raises `FileLocked` if another program has the file open, `CannotWrite` for everything else that the system
    refuses; the file is then as it was.
    """
    target = Path(os.path.realpath(path))
    refuse_locked(target)
    try:
        _replace(target, write)
    except PermissionError as error:
        kind = FileLocked if os.name == "nt" and target.exists() else CannotWrite
        raise kind(path=path.name, reason=_reason(error)) from error
    except OSError as error:
        raise CannotWrite(path=path.name, reason=_reason(error)) from error


def refuse_locked(target: Path) -> None:
    """Raise `FileLocked` beside an owner file of Excel or WPS, `CannotWrite` for a write-protected file."""
    if owner_file(target).exists():
        raise FileLocked(path=target.name)
    with contextlib.suppress(OSError):
        if not target.stat().st_mode & stat.S_IWUSR or not os.access(target, os.W_OK):
            raise CannotWrite(path=target.name, reason="read-only")


def owner_file(target: Path) -> Path:
    """The hidden file that Excel keeps beside a workbook while it is open."""
    return target.with_name(f"~${target.name}")


def _replace(target: Path, write: Callable[[IO[bytes]], None]) -> None:
    handle, temporary = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=target.parent)
    try:
        with open(handle, "wb") as stream:
            write(stream)
            stream.flush()
            if target.exists():  # the old content must not be gone before the new is on the disk
                os.fsync(stream.fileno())
        os.chmod(temporary, _mode(target))
        os.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def _mode(target: Path) -> int:
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except OSError:
        umask = os.umask(0)
        os.umask(umask)
        return 0o666 & ~umask


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
