"""How far a sheet reaches, told before it is laid out in memory.

calamine lays values out in a dense block, so that one value at XFD1048576 would ask for 400 GB and end the process.
"""

import string
from xml.parsers import expat

from progress_xl.addresses import parse_cell

# Every digit becomes 0 and every letter A, so that a few quick searches find an attribute that begins like a cell
# beyond row 9999 or column ZZ, or one with a character reference in it.
_SHAPES = bytes.maketrans((string.digits + string.ascii_letters + "'").encode(), b"0" * 10 + b"A" * 52 + b'"')
_FAR = (b'"00000', b'"A00000', b'"AA00000', b'"AAA0', b"&#")

NEAR = (0, 0)


def xlsx_extent(sheet: bytes) -> tuple[int, int]:
    """Last row and last column that hold a value, ``NEAR`` for a sheet without far cells.

    Raises ``ValueError`` or ``ExpatError`` for a sheet that cannot be read.
    """
    shapes = sheet.translate(_SHAPES)
    return _parse(sheet, _Sheet()) if any(far in shapes for far in _FAR) else NEAR


def ods_extent(content: bytes) -> tuple[int, int]:
    """Last row and last column that hold a value in any of an OpenDocument's tables; raises as ``xlsx_extent``."""
    return _parse(content, _Tables())


class _Sheet:
    def __init__(self) -> None:
        self.row, self.column = 0, 0
        self.extent = NEAR

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        match tag.rpartition(":")[2]:
            case "row":
                self.row, self.column = int(place) if place else self.row + 1, 0
            case "c":
                self.row, self.column = parse_cell(place) if place else (self.row, self.column + 1)
            case "v" | "is":
                self.extent = max(self.extent[0], self.row), max(self.extent[1], self.column)


class _Tables:
    def __init__(self) -> None:
        self.row, self.column = 0, 0
        self.extent = NEAR

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        match tag.rpartition(":")[2]:
            case "table":
                self.row, self.column = 0, 0
            case "table-row":
                self.row, self.column = self.row + int(attributes.get("table:number-rows-repeated", 1)), 0
            case "table-cell" | "covered-table-cell":
                self.column += int(attributes.get("table:number-columns-repeated", 1))
                if "office:value-type" in attributes:
                    self.extent = max(self.extent[0], self.row), max(self.extent[1], self.column)
            case "p":
                self.extent = max(self.extent[0], self.row), max(self.extent[1], self.column)


def _parse(xml: bytes, handler: _Sheet | _Tables) -> tuple[int, int]:
    parser = expat.ParserCreate()
    parser.StartElementHandler = handler.start
    parser.Parse(xml, True)
    return handler.extent
