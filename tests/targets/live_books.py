"""What marks look like in a file (read by openpyxl) and in an open book (read through Excel's objects), alike."""

import re
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.table import Table

NAME = "填报"
_LINK = re.compile(r'=HYPERLINK\("#((?:[^"]|"")*)","((?:[^"]|"")*)"\)')


class Shown(NamedTuple):
    """A conditional format: its areas, its formula for their first cell, and what it changes."""

    areas: frozenset[str]
    formula: str
    fill: str | None
    bold: bool
    italic: bool
    border: str | None


def form(path: Path) -> Path:
    """A form with a merged title, blank cells, a person's note and a person's rule; beside it a table."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = NAME
    sheet["A1"] = "2022年7月重点工作进展"
    sheet.merge_cells("A1:D1")
    sheet.append(["序号", "任务", "进展情况", "完成情况"])
    for number in range(1, 9):
        sheet.append([number, f"第{number}项", None if number in (2, 3) else "按计划推进", "完成"])
    sheet.merge_cells("D5:D6")
    sheet["C4"].comment = Comment("张三：请核实\n尽快", "张三")
    own = FormulaRule(formula=['$D3="完成"'], fill=PatternFill(bgColor="FF00FF00"))
    sheet.conditional_formatting.add("D3:D10", own)
    other = book.create_sheet("说明")
    other.append(["名称", "值"])
    other.append(["甲", 1])
    other.add_table(Table(displayName="表1", ref="A1:B2"))
    book.save(path)
    return path


def rules_in_file(path: Path, sheet: str = NAME) -> list[Shown]:
    """The gravest first."""
    formats = openpyxl.load_workbook(path)[sheet].conditional_formatting
    found = [(rule.priority, _shown(str(areas.sqref), rule)) for areas in formats for rule in areas.rules]
    return [shown for _, shown in sorted(found, key=lambda pair: pair[0])]


def _shown(areas: str, rule: Any) -> Shown:
    look = rule.dxf
    font, border = look.font, look.border
    return Shown(
        areas=frozenset(areas.split()),
        formula=rule.formula[0],
        fill=look.fill.bgColor.rgb[2:] if look.fill else None,
        bold=bool(font and font.b),
        italic=bool(font and font.i),
        border=border.left.color.rgb[2:] if border and border.left and border.left.color else None,
    )


def rules_in_book(sheet: Any) -> list[Shown]:
    """The gravest first; a formula is read with the corner active, since that is how Excel gives it."""
    sheet.activate()
    return [_live(sheet, rule) for rule in sheet.cells.conditional_formats]


def _live(sheet: Any, rule: Any) -> Shown:
    areas = rule.impl.api.AppliesTo.Address.replace("$", "").split(",")
    sheet.range(areas[0]).select()
    native = rule.impl.api
    return Shown(
        areas=frozenset(areas),
        formula=rule.formula.removeprefix("="),
        fill="{:02X}{:02X}{:02X}".format(*rule.fill_color) if rule.fill_color else None,
        bold=bool(rule.font_bold),
        italic=bool(rule.font_italic),
        border=_hex(native.Borders.Color) if native.Borders.LineStyle != -4142 else None,
    )


def _hex(color: int | None) -> str | None:
    return None if color is None else f"{color & 255:02X}{color >> 8 & 255:02X}{color >> 16:02X}"


def notes_in_file(path: Path, sheet: str = NAME) -> dict[str, str]:
    cells = (cell for row in openpyxl.load_workbook(path)[sheet].iter_rows() for cell in row)
    return {cell.coordinate: cell.comment.text for cell in cells if cell.comment}


def notes_in_book(sheet: Any) -> dict[str, str]:
    return {note.location.get_address(False, False): note.text for note in sheet.notes}


def listed_in_file(path: Path, sheet: str = "核验问题") -> list[list[tuple[str, str]]]:
    """Each cell's text, and where it leads to."""
    rows = openpyxl.load_workbook(path)[sheet].iter_rows(max_col=7)
    return [
        [(str(cell.value or ""), cell.hyperlink.location if cell.hyperlink else "") for cell in row] for row in rows
    ]


def listed_in_book(sheet: Any) -> list[list[tuple[str, str]]]:
    last = sheet.used_range.last_cell.row
    return [[_linked(text) for text in row] for row in sheet.range((1, 1), (last, 7)).formula]


def _linked(text: str) -> tuple[str, str]:
    found = _LINK.fullmatch(text)
    return (found[2].replace('""', '"'), found[1].replace('""', '"')) if found else (text, "")
