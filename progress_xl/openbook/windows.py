"""What only Excel for Windows can do beyond xlwings' own words."""

from typing import Any

import xlwings as xw


def for_windows(app: xw.App) -> Any:
    """Excel's own ``Application`` where xlwings talks to Excel for Windows, else ``None`` (macOS)."""
    return app.api if type(app.impl).__module__ == "xlwings._xlwindows" else None
