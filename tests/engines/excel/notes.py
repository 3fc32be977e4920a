"""Cell notes, which Excel's objects call comments."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from progress_xl.addresses import cell_name
from tests.engines.excel.gate import Collection, ComObject

if TYPE_CHECKING:
    from tests.engines.excel.ranges import Range
    from tests.engines.excel.sheets import Worksheet


MAX_TEXT = 255
"""Longer texts are cut as they are handed over (Microsoft's knowledge base 213841, of some versions)."""


def cut(text: str) -> str:
    return text.encode("utf-16-le")[: 2 * MAX_TEXT].decode("utf-16-le", "replace")


class Comments(Collection):
    def __init__(self, sheet: "Worksheet") -> None:
        self._app = sheet._app
        self._sheet = sheet

    def _place(self) -> tuple[str, str]:
        return self._sheet._place()

    def _members(self) -> Sequence["Comment"]:
        """Threads are among them."""
        cells = {*self._sheet._store.notes(), *self._sheet._store.threads}
        return [Comment(self._sheet, cell) for cell in sorted(cells)]


class Comment(ComObject):
    """A cell's note."""

    def __init__(self, sheet: "Worksheet", cell: tuple[int, int]) -> None:
        self._app = sheet._app
        self._sheet = sheet
        self._cell = cell

    def _place(self) -> tuple[str, str]:
        return self._sheet._store.name, cell_name(*self._cell)

    @property
    def Parent(self) -> "Range":
        return self._sheet._cells((self._cell * 2,))

    @property
    def Author(self) -> str:
        return ""

    @property
    def Visible(self) -> bool:
        return False

    @Visible.setter
    def Visible(self, value: bool) -> None:
        if value:
            raise NotImplementedError

    def Text(self, Text: str | None = None, Start: int | None = None, Overwrite: bool = True) -> str:
        """The text. With one given, all is replaced, or from ``Start`` on overwritten, or inserted there.

        Excel counts in units of UTF-16, of which an emoji has two.
        """
        old = self._sheet._store.note(*self._cell) or ""
        if Text is None:
            return old
        units, piece = old.encode("utf-16-le"), cut(Text).encode("utf-16-le")
        at = 0 if Start is None else 2 * (Start - 1)
        rest = b"" if Start is None else units[at + len(piece) * Overwrite :]
        new = (units[:at] + piece + rest).decode("utf-16-le", "replace")
        self._sheet._open_drawings().set_note(*self._cell, new)
        return new

    def Delete(self) -> None:
        self._sheet._open_drawings().set_note(*self._cell, None)

    @property
    def Shape(self) -> "Box":
        return Box(self)


class Box(ComObject):
    """The box of a note, whose size nobody here keeps."""

    def __init__(self, comment: Comment) -> None:
        self._app = comment._app
        self._comment = comment

    def _place(self) -> tuple[str, str]:
        return self._comment._place()

    @property
    def Width(self) -> float:
        return 108.0

    @Width.setter
    def Width(self, points: float) -> None:
        self._take(points)

    @property
    def Height(self) -> float:
        return 59.25

    @Height.setter
    def Height(self, points: float) -> None:
        self._take(points)

    def _take(self, points: float) -> None:
        self._comment._sheet._open_drawings()
        assert points > 0


class CommentsThreaded(Collection):
    """Conversations, which the test started."""

    def __init__(self, sheet: "Worksheet") -> None:
        self._app = sheet._app
        self._sheet = sheet

    def _members(self) -> Sequence[Comment]:
        return [Comment(self._sheet, cell) for cell in sorted(self._sheet._store.threads)]
