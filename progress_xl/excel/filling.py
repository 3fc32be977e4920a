"""The buttons of those who fill in a form: check, clear, go from finding to finding."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import xlwings as xw

from progress_xl.addresses import parse_area
from progress_xl.excel.desk import Desk
from progress_xl.findings import Finding
from progress_xl.messages import SEVERITIES, SEVERITY_NAMES, Lang
from progress_xl.model import FINDINGS_SHEET, Submission
from progress_xl.openbook.quiet import bring_up, is_visible, quiet
from progress_xl.openbook.sheets import values
from progress_xl.targets import live
from progress_xl.targets.findings_sheet import HEADER_ROW
from progress_xl.targets.live import Shown
from progress_xl.targets.placing import marks_of

_PLACE, _MESSAGE, _REMEDY = 2, 5, 6


class Place(NamedTuple):
    """A finding that the list names: sheet by its position, row and column of its cell, and what is said of it."""

    sheet: int
    row: int
    column: int
    cell: str
    said: str


def check_sheet(desk: Desk) -> None:
    """Check the active sheet as it stands on the screen; mark it, list its findings."""
    from progress_xl.reading.open_book import read_sheet
    from progress_xl.validation import findings_of

    settings = desk.settings
    with quiet(desk.book, desk.text("checking")):
        submission, source = read_sheet(
            desk.book, desk.book.sheets.active.name, form=settings.form, period=settings.period
        )
        findings = findings_of(submission, settings.period, None)
        sheet = submission.sheet
        marks = marks_of(findings, desk.lang)
        shown = live.highlight(
            desk.book, marks, within=sheet, notes=True, findings=True, lang=desk.lang, merged=source.merged
        )
    _tell(desk, submission, findings, shown)


def _tell(desk: Desk, submission: Submission, findings: Sequence[Finding], shown: Shown) -> None:
    if not findings:
        desk.tell("clean", sheet=submission.sheet, rows=len(submission.entries))
        return
    code = {
        (False, False): "found",
        (True, False): "found-but-locked",
        (False, True): "found-but-unlisted",
        (True, True): "found-nowhere-to-show",
    }[bool(shown.locked), shown.sheet is None]
    counts = counted(findings, desk.lang)
    desk.tell(code, sheet=submission.sheet, rows=len(submission.entries), counts=counts, list=shown.sheet)


def counted(findings: Iterable[Finding], lang: Lang) -> str:
    """How many of each severity: 错误 2 项，提醒 1 项."""
    counts = Counter(finding.severity for finding in findings)
    unit, comma = (" 项", "，") if lang == "zh" else ("", ", ")
    names = SEVERITY_NAMES[lang]
    return comma.join(f"{names[severity]} {counts[severity]}{unit}" for severity in SEVERITIES if counts[severity]) or (
        "无问题" if lang == "zh" else "nothing found"
    )


def clear_marks(desk: Desk) -> None:
    """Take all our marks off the workbook."""
    left = live.clear(desk.book, lang=desk.lang)
    sheets = [*left.locked, *([left.sheet] if left.sheet else [])]
    if sheets:
        desk.tell("cleared-but", sheets="、".join(sheets))
    else:
        desk.tell("cleared")


def next_finding(desk: Desk) -> None:
    """Select the first listed finding after the current cell, or the first of all."""
    places = _places(desk.book)
    here = _here(desk)
    _go(desk, places, next((n for n, place in enumerate(places) if place[:3] > here), 0))


def previous_finding(desk: Desk) -> None:
    """Select the last listed finding before the current cell, or the last of all."""
    places = _places(desk.book)
    here = _here(desk)
    before = [n for n, place in enumerate(places) if place[:3] < here]
    _go(desk, places, before[-1] if before else len(places) - 1)


def _here(desk: Desk) -> tuple[int, int, int]:
    """The current cell; the list itself is before all others, so that one starts there with the first."""
    sheet, selection = desk.book.sheets.active, desk.app.selection
    if sheet.name == live.listing(desk.book):
        return 0, 0, 0
    return (
        _positions(desk.book).get(sheet.name, 0),
        selection.row if selection else 0,
        selection.column if selection else 0,
    )


def _go(desk: Desk, places: Sequence[Place], number: int) -> None:
    if not places:
        desk.tell("nothing-listed")
        return
    place = places[number]
    sheet = desk.book.sheets[place.sheet - 1]
    bring_up(sheet)
    sheet.range(place.cell).select()
    desk.show("at-finding", number=number + 1, count=len(places), place=place.cell, said=place.said)


def _places(book: xw.Book) -> list[Place]:
    """The findings with a cell that the list names, in the order of the sheets and cells."""
    listed = live.listing(book)
    if listed is None:
        return []
    positions = _positions(book)
    shown = {sheet.name: positions[sheet.name] for sheet in book.sheets if is_visible(sheet)}
    rows = values(book.sheets[listed])[HEADER_ROW:]
    return sorted(place for row in rows if (place := _place(row, shown)))


def _positions(book: xw.Book) -> dict[str, int]:
    """Where each sheet is in ``book.sheets``; Excel's own index counts sheets that are charts, too."""
    return {sheet.name: number for number, sheet in enumerate(book.sheets, 1)}


def _place(row: Sequence[object], sheets: dict[str, int]) -> Place | None:
    sheet, _, cell = str(row[_PLACE]).rpartition("!")
    if sheet not in sheets:
        return None
    top, left, _, _ = parse_area(cell)
    return Place(sheets[sheet], top, left, cell, f"{row[_MESSAGE]}{row[_REMEDY]}")


def open_findings(desk: Desk) -> None:
    """Go to the list of findings: that of the last check, or that of a roll-up."""
    known = [sheet.name for sheet in desk.book.sheets]
    listed = live.listing(desk.book) or (FINDINGS_SHEET if FINDINGS_SHEET in known else None)
    if listed is None:
        desk.tell("nothing-listed")
        return
    sheet = desk.book.sheets[listed]
    bring_up(sheet)
    names = {name for lang in SEVERITY_NAMES.values() for name in lang.values()}
    count = sum(row[0] in names for row in values(sheet))
    desk.show("list-opened", sheet=listed, count=count)
