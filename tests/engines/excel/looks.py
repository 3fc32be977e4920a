"""Colours, letters and lines of cells."""

from typing import TYPE_CHECKING

from tests.engines.excel.gate import ComObject

if TYPE_CHECKING:
    from tests.engines.excel.ranges import Range

XL_NONE = -4142
XL_THIN = 2


class RangeInterior(ComObject):
    def __init__(self, parent: "Range") -> None:
        self._app = parent._app
        self._range = parent

    def _place(self) -> tuple[str, str]:
        return self._range._place()

    @property
    def Color(self) -> int:
        found = self._range._sheet._store.fill(self._range._first)
        return 0xFFFFFF if found is None else found

    @Color.setter
    def Color(self, value: int) -> None:
        self._range._sheet._open().set_fill(self._range._first, int(value))

    @property
    def ColorIndex(self) -> int:
        return XL_NONE if self._range._sheet._store.fill(self._range._first) is None else 1

    @ColorIndex.setter
    def ColorIndex(self, value: int) -> None:
        if value == XL_NONE:
            self._range._sheet._open().set_fill(self._range._first, None)


class RangeFont(ComObject):
    def __init__(self, parent: "Range") -> None:
        self._app = parent._app
        self._range = parent

    def _place(self) -> tuple[str, str]:
        return self._range._place()

    @property
    def Bold(self) -> bool:
        return self._range._look().bold

    @Bold.setter
    def Bold(self, value: bool) -> None:
        self._range._relook(bold=bool(value))

    @property
    def Italic(self) -> bool:
        return self._range._look().italic

    @Italic.setter
    def Italic(self, value: bool) -> None:
        self._range._relook(italic=bool(value))

    @property
    def Size(self) -> float:
        return self._range._look().size

    @Size.setter
    def Size(self, points: float) -> None:
        self._range._relook(size=float(points))

    @property
    def Color(self) -> int:
        return self._range._look().color

    @Color.setter
    def Color(self, value: int) -> None:
        self._range._relook(color=int(value))


class RangeBorders(ComObject):
    """Whichever side is asked for, all cells get it on all sides."""

    def __init__(self, parent: "Range") -> None:
        self._app = parent._app
        self._range = parent

    def _place(self) -> tuple[str, str]:
        return self._range._place()

    def __call__(self, _side: int) -> "RangeBorders":
        return self

    @property
    def LineStyle(self) -> int:
        line = self._range._look().border
        return XL_NONE if line is None else line

    @LineStyle.setter
    def LineStyle(self, value: int) -> None:
        color = self._range._look().border_color
        self._range._relook(border=None if value == XL_NONE else value, border_color=color)

    @property
    def Color(self) -> int:
        return self._range._look().border_color

    @Color.setter
    def Color(self, value: int) -> None:
        """A line appears, if there was none."""
        self._range._relook(border=self._range._look().border or 1, border_color=int(value))

    @property
    def ColorIndex(self) -> int:
        return XL_NONE if self._range._look().border is None else 1

    @property
    def Weight(self) -> int:
        return XL_THIN

    @Weight.setter
    def Weight(self, value: int) -> None:
        if value != XL_THIN:
            raise NotImplementedError
