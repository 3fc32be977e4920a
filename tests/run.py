"""Sets everything up in ``.venv`` and runs lint, types and all tests: ``python3 tests/run.py [pytest's options]``.

Needs nothing but Python 3.11 and the package index. Tests that need LibreOffice are skipped where it is absent.
"""

import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def run(*command: str) -> None:
    """Run a tool of the environment; stop with its exit code if it fails."""
    print("$", *command, flush=True)
    code = subprocess.run([str(PYTHON), "-m", *command], cwd=ROOT).returncode
    if code:
        raise SystemExit(code)


def main() -> None:
    if not PYTHON.exists():
        venv.create(ENVIRONMENT, with_pip=True)
    run("pip", "install", "--quiet", "--disable-pip-version-check", "--editable", ".[tests]")
    run("ruff", "check", ".")
    run("ruff", "format", "--check", ".")
    run("mypy")
    run("pytest", *sys.argv[1:])


if __name__ == "__main__":
    main()
