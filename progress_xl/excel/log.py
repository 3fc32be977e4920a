"""The log: details of what went wrong, for whoever supports a clerk."""

import logging
import os
import sys
from pathlib import Path

_SIZE, _KEPT = 2**20, 3


def log_file() -> Path:
    """Where the log is kept: in the user's own folder, as the platform wants it."""
    home = Path.home()
    if sys.platform == "win32":
        folder = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "progress_xl"
    elif sys.platform == "darwin":
        folder = home / "Library" / "Logs" / "progress_xl"
    else:
        folder = Path(os.environ.get("XDG_STATE_HOME") or home / ".local" / "state") / "progress_xl"
    return folder / "progress_xl.log"


def log_failure(button: str, error: BaseException) -> None:
    """Write down what a button ran into. No text of a cell goes into the log but what the error itself quotes."""
    logger = _logger()
    logger.error("%s", button, exc_info=error)
    for handler in logger.handlers:
        handler.close()
    logger.handlers.clear()


def _logger() -> logging.Logger:
    """Opened only when there is something to say: a click that goes well does not pay for it."""
    from logging.handlers import RotatingFileHandler

    path = log_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(path, maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    logger = logging.getLogger("progress_xl.excel")
    logger.propagate = False
    logger.addHandler(handler)
    return logger
