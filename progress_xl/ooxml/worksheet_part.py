"""A worksheet part without its cells: what stands around ``sheetData`` is parsed, the cells stay bytes."""

import re
from collections.abc import Callable, Iterable, Iterator

from progress_xl.ooxml.notes import Grid
from progress_xl.ooxml.sheet_writer import rule_xml
from progress_xl.ooxml.splice import Element, Xml, XmlError
from progress_xl.ooxml.values import CfRule
from progress_xl.ooxml.vocabulary import STRICT, TRANSITIONAL, WORKSHEET_ORDER, Conformance

_SHEET_DATA = re.compile(rb"<!--.*?-->|<((?:[\w.-]+:)?sheetData)\b[^>]*>", re.DOTALL)


_ROW_WITH_HEIGHT = re.compile(
    rb"""row(?<=[<:]row)(?=\s)(?=[^>]*\sht\s*=\s*["']([\d.]+)["'])[^>]*\sr\s*=\s*["'](\d+)["']"""
)


class Worksheet:
    """A worksheet part in UTF-8.

    ``around`` is the part with the content of ``sheetData`` cut out: a few hundred bytes to parse where the
    sheet has a hundred megabytes. Raises `XmlError`.
    """

    def __init__(self, data: bytes) -> None:
        start, end = _cells_range(data)
        self.cells: memoryview = memoryview(data)[start:end]
        self._around: Xml | bytes = Xml(data[:start] + data[end:])
        self._cut = start
        self.changed = False

    @property
    def around(self) -> Xml:
        """The part without its cells; after edits parsed when next needed."""
        if isinstance(self._around, bytes):
            self._around = Xml(self._around)
        return self._around

    @property
    def source(self) -> bytes:
        """What `around` is parsed from."""
        return self._around if isinstance(self._around, bytes) else self._around.data

    @property
    def root(self) -> Element:
        return self.around.root

    def pieces(self, cells: Iterable[bytes | memoryview] | None = None) -> Iterator[bytes | memoryview]:
        """The edited part; ``cells``, if given, in place of the content of ``sheetData``."""
        yield from self._pieces_around(0, self._cut)
        yield from (self.cells,) if cells is None else cells
        yield from self._pieces_around(self._cut, len(self.source))

    def _pieces_around(self, start: int, end: int) -> Iterable[bytes]:
        if isinstance(self._around, bytes):
            return (self._around[start:end],)
        return self._around.pieces(start, end)

    def apply(self) -> None:
        """Make the edits, so that further ones may follow."""
        self.changed = True
        head = b"".join(self.around.pieces(0, self._cut))
        tail = b"".join(self.around.pieces(self._cut, len(self.around.data)))
        self._around, self._cut = head + tail, len(head)

    def merged_areas(self) -> list[str]:
        """References of all merged areas."""
        merges = self.root.find("mergeCells")
        return [cell.get("ref") for cell in merges.all("mergeCell")] if merges else []

    def grid(self) -> Grid:
        """Sizes of columns and rows in pixels, at 96 to the inch and 7 to the digit."""
        layout = self.root.find("sheetFormatPr")
        default_width = layout.get("defaultColWidth") if layout else ""
        default_height = layout.get("defaultRowHeight") if layout else ""
        return Grid(
            dict(_column_pixels(self.root)),
            {int(number): float(points) * 4 / 3 for points, number in _ROW_WITH_HEIGHT.findall(self.cells)},
            float(default_width) * 7 + 5 if default_width else 64,
            float(default_height) * 4 / 3 if default_height else 20,
        )

    def protected(self) -> bool:
        """Whether the sheet is protected against changes."""
        protection = self.root.find("sheetProtection")
        return protection is not None and protection.get("sheet") in ("1", "true")

    def add_rules(self, rules: list[tuple[CfRule, int]]) -> None:
        """Add expression rules, each with the index of its dxf, above all that are there."""
        if not rules:
            return
        self._shift_priorities(len(rules))
        spelled = (rule_xml(rule, dxf, n, self.root.prefix) for n, (rule, dxf) in enumerate(rules, 1))
        self.insert("conditionalFormatting", "".join(spelled).encode())
        self.apply()

    def insert(self, name: str, element: bytes) -> None:
        """Put an element where the schema wants those of its ``name``."""
        self.around.insert(self.around.place(WORKSHEET_ORDER, name), element)

    def relation_of(self, name: str) -> str:
        """Relationship id that a child ``name`` carries, empty if there is none."""
        element = self.root.find(name)
        if element is None:
            return ""
        keys = (f"{{{conformance.relationships}}}id" for conformance in (TRANSITIONAL, STRICT))
        return next((element.get(key) for key in keys if element.get(key)), "")

    def add_relation(self, name: str, relation: str, conformance: Conformance) -> None:
        """Add a child ``name`` that refers to a relationship."""
        tag = self.root.qualified(name)
        self.insert(name, f'<{tag} xmlns:r="{conformance.relationships}" r:id="{relation}"/>'.encode())
        self.apply()

    def remove(self, name: str) -> None:
        """Take a child away."""
        element = self.root.find(name)
        if element:
            self.around.remove(element)
            self.apply()

    def rule_formulas(self) -> list[str]:
        """Formulas of all conditional formats."""
        return [_formulas(element) for element in self._rules()]

    def remove_rules(self, is_ours: Callable[[str], bool]) -> set[int]:
        """Take away the rules whose formula ``is_ours``, and move the others up again; returns their dxfs."""
        rules = [(element, is_ours(_formulas(element))) for element in self._rules()]
        ours = [element for element, mine in rules if mine]
        if not ours:
            return set()
        highest = max(_priority(element) for element in ours)
        others = [element for element, mine in rules if not mine]
        if all(_priority(element) > highest for element in others):
            for element in others:
                self._set_priority(element, _priority(element) - len(ours))
        self._remove_with_empty_parents(ours)
        self.apply()
        return {int(element.get("dxfId")) for element in ours if element.get("dxfId")}

    def _rules(self) -> list[Element]:
        return [element for element in self.root.walk() if element.name == "cfRule"]

    def _shift_priorities(self, by: int) -> None:
        for element in self._rules():
            if "priority" in element.attributes:
                self._set_priority(element, _priority(element) + by)

    def _set_priority(self, element: Element, priority: int) -> None:
        if "priority" in element.attributes:
            self.around.set(element, "priority", str(priority))

    def _remove_with_empty_parents(self, doomed: list[Element]) -> None:
        parents = {child: parent for parent in self.root.walk() for child in parent.children}
        gone = set(doomed)
        for element in doomed:
            parent = parents[element]
            while parent is not self.root and gone.issuperset(parent.children):
                element, parent = parent, parents[parent]
                gone.add(element)
        for element in gone:
            if parents[element] not in gone:
                self.around.remove(element)


def _cells_range(data: bytes) -> tuple[int, int]:
    start = next((found for found in _SHEET_DATA.finditer(data) if found[1]), None)
    if start is None:
        raise XmlError("no sheetData")
    if start[0].endswith(b"/>"):
        return start.end(), start.end()
    end = data.rfind(b"</" + start[1])
    if end < start.end():
        raise XmlError("sheetData without an end")
    return start.end(), end


def _column_pixels(root: Element) -> Iterator[tuple[int, float]]:
    columns = root.find("cols")
    for element in columns.all("col") if columns else ():
        if element.get("width"):
            for number in range(int(element.get("min")), int(element.get("max")) + 1):
                yield number, float(element.get("width")) * 7 + 5


def _formulas(rule: Element) -> str:
    return "\n".join(child.text for child in rule.children if child.name in ("formula", "f"))


def _priority(rule: Element) -> int:
    return int(rule.get("priority", "2147483647"))
