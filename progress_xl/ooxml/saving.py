"""Writing a file so that it is either the old one or the whole new one."""

import contextlib
import os
import stat
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import IO

from progress_xl.errors import CannotWrite, FileLocked

# What Excel, WPS and LibreOffice keep beside a workbook that they have open.
LOCKS = ("~${}", ".~{}", ".~lock.{}#")


def write_atomically(path: Path, write: Callable[[IO[bytes]], None]) -> None:
    """Let ``write`` fill a temporary file beside ``path``, then put it in place.

    Raises `FileLocked` if another program has the file open, `CannotWrite` for everything else that the system
    refuses; the file is then as it was.
    """
    target = os.path.realpath(path) if path.is_symlink() else os.fspath(path)
    try:
        mode = _mode(target)
        _refuse_locked(target, mode)
        _replace(target, mode, write)
    except PermissionError as error:
        kind = FileLocked if os.name == "nt" and os.path.exists(target) else CannotWrite
        raise kind(path=path.name, reason=_reason(error)) from error
    except OSError as error:
        raise CannotWrite(path=path.name, reason=_reason(error)) from error


def _mode(target: str) -> int | None:
    """Permissions of an existing file."""
    try:
        return stat.S_IMODE(os.stat(target).st_mode)
    except FileNotFoundError:
        return None


def _refuse_locked(target: str, mode: int | None) -> None:
    folder, name = os.path.split(target)
    if any(os.path.exists(os.path.join(folder, lock.format(name))) for lock in LOCKS):
        raise FileLocked(path=name)
    if mode is not None and not (mode & stat.S_IWUSR and os.access(target, os.W_OK)):
        raise CannotWrite(path=name, reason="read-only")


def _replace(target: str, mode: int | None, write: Callable[[IO[bytes]], None]) -> None:
    temporary = os.path.join(os.path.dirname(target), f".{uuid.uuid4().hex}.tmp")
    try:
        with open(temporary, "xb") as stream:
            write(stream)
            if mode is not None:
                stream.flush()
                os.fsync(stream.fileno())  # the old content must not be gone before the new is on the disk
                os.chmod(temporary, mode)
        os.replace(temporary, target)
    except BaseException:  # also when interrupted: nothing half-written stays behind, and the error goes on
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
