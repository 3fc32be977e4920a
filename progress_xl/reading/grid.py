"""The values of sheets, wherever they come from: a file, or a book that is open in Excel."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

# Excel's sheets hold more; no report does.
MAX_CELLS = 4_000_000


@dataclass(frozen=True, slots=True)
class Grid:
    """The values of one sheet from A1 on. ``merges`` are first and last row and column, from 0, both included."""

    name: str
    rows: list[list[Any]]
    merges: list[tuple[int, int, int, int]]
    visible: bool = True


class Source(Protocol):
    """Where sheets are read from. ``sha256`` is of the file, empty for what is on no disk."""

    @property
    def path(self) -> Path: ...

    @property
    def sha256(self) -> str: ...

    @property
    def sheet_names(self) -> tuple[str, ...]: ...

    def grid(self, name: str) -> Grid: ...
