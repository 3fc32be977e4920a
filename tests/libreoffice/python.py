"""Which Python can talk to LibreOffice."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def python_with_uno() -> str:
    """LibreOffice's bindings belong to one Python, on Debian that of the system."""
    for python in (sys.executable, "/usr/bin/python3", shutil.which("python3")):
        if (
            python
            and Path(python).exists()
            and not subprocess.run([python, "-c", "import uno"], capture_output=True).returncode
        ):
            return python
    pytest.skip("no Python has LibreOffice's module uno (Debian: python3-uno)")
