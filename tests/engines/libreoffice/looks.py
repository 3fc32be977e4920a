"""Colours, letters and lines: LibreOffice's properties for the fields of `Look` and `CellLook`."""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.engines.libreoffice.uno_types import enum, struct
from tests.engines.store import Color

NO_COLOR = -1
BORDERS = ("LeftBorder", "RightBorder", "TopBorder", "BottomBorder")
# com.sun.star.awt.FontWeight
NORMAL_WEIGHT, BOLD_WEIGHT = 100.0, 150.0
HORIZONTAL = {1: "STANDARD", -4131: "LEFT", -4108: "CENTER", -4152: "RIGHT", -4130: "BLOCK"}
BOTTOM = 3
VERTICAL = {-4107: BOTTOM, -4108: 2, -4160: 1}


def dress(subject: Any, changes: Mapping[str, Any]) -> None:
    """Change cells, or a style, by the fields of `Look` and `CellLook`."""
    for field, value in changes.items():
        for name, wanted in _wanted(field, value, changes):
            setattr(subject, name, wanted)


def _wanted(field: str, value: Any, changes: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    """LibreOffice's properties; letters have theirs twice, for Western and for Asian scripts."""
    match field:
        case "bold":
            yield from _letters("CharWeight", BOLD_WEIGHT if value else NORMAL_WEIGHT)
        case "italic":
            yield from _letters("CharPosture", enum("awt.FontSlant", "ITALIC" if value else "NONE"))
        case "size":
            yield from _letters("CharHeight", float(value))
        case "underline":
            yield "CharUnderline", int(value)
        case "color":
            yield "CharColor", rgb_of(value)
        case "fill":
            yield "CellBackColor", rgb_of(value)
        case "wrap":
            yield "IsTextWrapped", value
        case "horizontal":
            yield "HoriJustify", enum("table.CellHoriJustify", HORIZONTAL[value])
        case "vertical":
            yield "VertJustify", VERTICAL[value]
        case "border":
            yield from ((side, _line(value, changes.get("border_color"))) for side in BORDERS)


def _letters(name: str, value: object) -> Iterator[tuple[str, object]]:
    return ((f"{name}{script}", value) for script in ("", "Asian"))


def _line(border: int | None, color: Color | None) -> Any:
    width = 0 if border is None else 18
    return struct("table.BorderLine2", Color=rgb_of(color or 0), OuterLineWidth=width, LineWidth=width)


def named(known: Mapping[int, object], found: object) -> int:
    return next(number for number, name in known.items() if name == found)


def color_of(rgb: int) -> Color | None:
    """LibreOffice has red in the highest byte."""
    return None if rgb == NO_COLOR else rgb >> 16 & 255 | rgb & 0xFF00 | (rgb & 255) << 16


def rgb_of(color: Color | None) -> int:
    return NO_COLOR if color is None else color >> 16 & 255 | color & 0xFF00 | (color & 255) << 16
