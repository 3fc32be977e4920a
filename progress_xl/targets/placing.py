"""What is put into a workbook for marks, before anybody knows whether it is a file or an open book.

Both targets stand on this: which sheet and cell a mark belongs to, the rules, the lines of the notes, and what the
findings sheet lists.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from progress_xl.addresses import cell_name
from progress_xl.errors import SheetMissing
from progress_xl.findings import Finding
from progress_xl.forms.headings import heading_key
from progress_xl.marks import PALETTE, Area, Mark, Palette, Rule, plan
from progress_xl.messages import Lang, render
from progress_xl.ooxml import CfRule, Dxf

NOTE_SIGNATURE = "〔核验〕"


def marks_of(findings: Iterable[Finding], lang: Lang = "zh") -> list[Mark]:
    """Findings as marks; one without a cell (a missing column) is only listed on the findings sheet."""
    return [_mark(finding, lang) for finding in findings]


def _mark(finding: Finding, lang: Lang) -> Mark:
    message, remedy = finding.text(lang)
    return Mark(
        finding.cell or "",
        finding.sheet or None,
        finding.code,
        message,
        finding.condition,
        remedy,
        task=finding.task or "",
        column=heading_key(finding.column) if finding.column else "",
    )


def by_sheet(marks: Iterable[Mark], worksheets: Sequence[str]) -> dict[str, list[Mark]]:
    """Marks of each sheet by its name; those without a sheet are on the first. Raises `SheetMissing`."""
    grouped: dict[str, list[Mark]] = {}
    for mark in marks:
        if mark.sheet is None and not worksheets:
            raise SheetMissing(sheet="1")
        sheet = worksheets[0] if mark.sheet is None else mark.sheet
        grouped.setdefault(sheet, []).append(replace(mark, sheet=sheet))
    return grouped


def on_anchors(marks: list[Mark], merged: Sequence[Area]) -> list[Mark]:
    """The marks, those of one cell inside a merged area on the cell that is seen."""
    return [_on_anchor(mark, merged) if mark.cell else mark for mark in marks] if merged else marks


def _on_anchor(mark: Mark, merged: Sequence[Area]) -> Mark:
    top, left, bottom, right = mark.area
    if (top, left) != (bottom, right):
        return mark
    for area in merged:
        if area[0] <= top <= area[2] and area[1] <= left <= area[3]:
            return replace(mark, cell=cell_name(area[0], area[1]))
    return mark


def rules_of(marks: Iterable[Mark], palette: Palette = PALETTE, longest: int | None = None) -> list[CfRule]:
    """The conditional formats that show marks of one sheet; see `plan` for ``longest``."""
    placed = [mark for mark in marks if mark.cell]
    return [_cf_rule(rule) for rules in plan(placed, palette, longest).values() for rule in rules]


def _cf_rule(rule: Rule) -> CfRule:
    look = rule.look
    dxf = Dxf(look.fill, look.color, look.bold, look.italic, look.underline, look.border, look.border_color)
    return CfRule(rule.sqref, rule.formula, dxf)


def note_lines(marks: Iterable[Mark]) -> dict[str, list[str]]:
    """What the notes of one sheet say, by cell; each line begins with our signature."""
    lines: dict[str, list[str]] = {}
    for mark in marks:
        if mark.cell:
            own = lines.setdefault(cell_name(*mark.area[:2]), [])
            line = _line(mark)
            if line not in own:
                own.append(line)
    return lines


def _line(mark: Mark) -> str:
    said = f"{mark.message}{mark.remedy}" or mark.code
    return NOTE_SIGNATURE + " ".join(said.split())


def remark(code: str, sheet: str, lang: Lang) -> Mark:
    """A line of the findings sheet on a sheet as a whole, such as ``sheet-protected``."""
    message, remedy = render(code, {}, lang)
    return Mark("", sheet, code, message, remedy=remedy)


def free_name(wanted: str, sheets: Iterable[str]) -> str:
    """A sheet's name as wanted, with a number after it if it is taken."""
    taken = {name.casefold() for name in sheets}
    names = (wanted, *(f"{wanted}{n}" for n in range(2, len(taken) + 3)))
    return next(name for name in names if name.casefold() not in taken)
