"""The sheet 核验问题 in somebody's workbook: every finding in words, with a link to its cell, and the legend."""

from collections import Counter
from collections.abc import Iterator, Sequence

from progress_xl.marks import MARKER_PREFIX, Look, Mark, Palette
from progress_xl.messages import SEVERITIES, SEVERITY_NAMES, Lang
from progress_xl.ooxml import (
    CellFormat,
    CfRule,
    Column,
    Dxf,
    Link,
    NewSheet,
    PageSetup,
    Row,
    Value,
    fitted_height,
    quote_sheet,
)

SHEET_NAMES: dict[Lang, str] = {"zh": "核验问题", "en": "Findings"}
MARKER = f"{MARKER_PREFIX}findings-sheet"
HEADER_ROW = 3

_TITLES: dict[Lang, str] = {"zh": "核验问题（共{n}项：{counts}）", "en": "Findings ({n}: {counts})"}
_LEGEND: dict[Lang, tuple[str, str]] = {"zh": ("图例", "应填未填"), "en": ("Legend", "to be filled in")}
_HEADINGS: dict[Lang, tuple[str, ...]] = {
    "zh": ("级别", "代码", "位置", "任务", "栏目", "问题", "处理办法"),
    "en": ("Severity", "Code", "Cell", "Task", "Column", "What was found", "What to do"),
}
_WIDTHS = (9, 18, 18, 9, 16, 52, 46)

_TITLE = CellFormat(bold=True, size=14)
_HEADING = CellFormat(bold=True, fill="D9D9D9", border=True, wrap=True, horizontal="center", vertical="center")
_TEXT = CellFormat(border=True, wrap=True, vertical="top")
_CENTERED = CellFormat(border=True, wrap=True, horizontal="center", vertical="top")
_LINK = CellFormat(border=True, wrap=True, vertical="top", color="0563C1", underline=True)
_ROW_FORMATS = (_CENTERED, _TEXT, _LINK, _CENTERED, _TEXT, _TEXT, _TEXT)


def formats(palette: Palette) -> list[CellFormat]:
    """All cell formats that the sheet uses."""
    legend = [_legend_format(look) for _, look in _legend(palette, "zh")]
    return [_TITLE, _HEADING, _CENTERED, _TEXT, _LINK, *legend]


def build(name: str, marks: Sequence[Mark], palette: Palette, lang: Lang, record: str) -> NewSheet:
    """The sheet; ``record`` goes along in its marker. Every mark must name its sheet."""
    marks = sorted(marks, key=_gravest_first)
    last = HEADER_ROW + max(len(marks), 1)
    return NewSheet(
        name,
        rows=[*_top(marks, palette, lang), *_rows(marks, lang)],
        columns=[Column(width) for width in _WIDTHS],
        freeze=f"A{HEADER_ROW + 1}",
        autofilter=f"A{HEADER_ROW}:G{last}",
        print_title_rows=(HEADER_ROW, HEADER_ROW),
        page=PageSetup(paper=9, landscape=True, fit_to_width=True, footer="&P / &N"),
        rules=list(_rules(palette, lang, last, record)),
    )


def _gravest_first(mark: Mark) -> tuple[int, str, tuple[int, ...]]:
    return SEVERITIES.index(mark.weight), mark.sheet or "", mark.area if mark.cell else ()


def _top(marks: Sequence[Mark], palette: Palette, lang: Lang) -> Iterator[Row]:
    counts = Counter(mark.weight for mark in marks)
    spelled = "，".join(f"{SEVERITY_NAMES[lang][severity]} {counts[severity]}" for severity in SEVERITIES)
    yield Row([_TITLES[lang].format(n=len(marks), counts=spelled)], (_TITLE,), height=24)
    legend = _legend(palette, lang)
    yield Row(
        [_LEGEND[lang][0], *(text for text, _ in legend)],
        (None, *(_legend_format(look) for _, look in legend)),
    )
    yield Row(_HEADINGS[lang], (_HEADING,) * len(_HEADINGS[lang]), height=20)


def _legend(palette: Palette, lang: Lang) -> list[tuple[str, Look]]:
    severities = [(SEVERITY_NAMES[lang][severity], palette[severity]) for severity in SEVERITIES]
    return [(_LEGEND[lang][1], palette["missing-value"]), *severities] if "missing-value" in palette else severities


def _legend_format(look: Look) -> CellFormat:
    return CellFormat(
        bold=look.bold, italic=look.italic, color=look.color, fill=look.fill, border=True, horizontal="center"
    )


def _rows(marks: Sequence[Mark], lang: Lang) -> Iterator[Row]:
    for mark in marks:
        sheet = mark.sheet or ""
        place = f"{sheet}!{mark.cell}" if mark.cell else sheet
        link = Link(place, f"{quote_sheet(sheet)}!{mark.cell or 'A1'}")
        texts = (
            SEVERITY_NAMES[lang][mark.weight],
            mark.code,
            place,
            mark.task,
            mark.column,
            mark.message,
            mark.remedy,
        )
        values: list[Value] = [*texts[:2], link, *texts[3:]]
        yield Row(values, _ROW_FORMATS, fitted_height(zip(texts, _WIDTHS, strict=True)))


def _rules(palette: Palette, lang: Lang, last: int, record: str) -> Iterator[CfRule]:
    """The severities in their colours; by the marker the sheet is known as ours."""
    for severity in SEVERITIES:
        look = palette[severity]
        name = SEVERITY_NAMES[lang][severity]
        formula = f'AND($A{HEADER_ROW + 1}="{name}",N("{MARKER} {record}")=0)'
        yield CfRule(f"A{HEADER_ROW + 1}:A{last}", formula, Dxf(fill=look.fill, bold=look.bold, italic=look.italic))
