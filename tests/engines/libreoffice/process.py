"""Starting LibreOffice, and finding the one whose macro started this process."""

import contextlib
import os
import subprocess
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.engines.libreoffice.office import Office
from tests.engines.libreoffice.uno_types import load_uno

ATTEMPTS = 600
PIPE = "PROGRESS_XL_TEST_PIPE"


@contextlib.contextmanager
def started(folder: Path, environment: Mapping[str, str] | None = None) -> Iterator[Office]:
    """A LibreOffice without windows, with its own profile in ``folder``; ended with all that it started.

    Programs that its macros start find it by the environment's ``PIPE``.
    """
    uno = load_uno()
    pipe = f"progress-xl-{uuid.uuid4().hex}"
    options = ["--headless", "--norestore", "--nologo", "--nodefault", f"--accept=pipe,name={pipe};urp;"]
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", *options]
    with (folder / "said.txt").open("wb") as said:
        process = subprocess.Popen(
            command,
            env={**os.environ, **(environment or {}), PIPE: pipe},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
    with _ended_with_us(process):
        office = Office(_connected(uno, pipe, process), process.pid)
        yield office
        if office.is_alive():
            office.end()
            process.wait(60)


@contextlib.contextmanager
def _ended_with_us(process: "subprocess.Popen[bytes]") -> Iterator[None]:
    """A watcher ends the process and all that it started as soon as this one is done, or is itself killed."""
    watch = ["sh", "-c", 'read -r nothing; kill -s KILL -- "-$0"', str(process.pid)]
    watcher = subprocess.Popen(watch, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        yield
    finally:
        watcher.communicate()
        process.wait()


def calling() -> Office:
    """The LibreOffice whose macro started this process."""
    return Office(_context(load_uno(), os.environ[PIPE]), os.getppid())


def _connected(uno: ModuleType, pipe: str, process: "subprocess.Popen[bytes]") -> Any:
    for _ in range(ATTEMPTS):
        try:
            return _context(uno, pipe)
        except uno.getClass("com.sun.star.connection.NoConnectException"):
            with contextlib.suppress(subprocess.TimeoutExpired):
                raise RuntimeError(f"LibreOffice ended with {process.wait(0.1)}") from None
    raise RuntimeError("LibreOffice did not answer")


def _context(uno: ModuleType, pipe: str) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
