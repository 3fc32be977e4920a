"""The figures sheet 指标核对 as it is written: one row a goal, shares and verdicts as live formulas.

The formula of the verdict is the rule of `progress_xl.text.pace.verdict`; a test holds the two together.
"""

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from progress_xl.addresses import column_letters, parse_cell
from progress_xl.model import FIGURES_SHEET
from progress_xl.ooxml import (
    CellFormat,
    CfRule,
    Choices,
    Column,
    DataBar,
    Dxf,
    Formula,
    Link,
    NewSheet,
    Row,
    Value,
    quote_sheet,
)
from progress_xl.rounds.figures import (
    BOUNDS,
    IGNORE,
    KEEP,
    LINES,
    VERDICTS,
    Cell,
    Computed,
    FigureRow,
    Figures,
    Input,
    stamp,
)
from progress_xl.rounds.figures_layout import (
    BESIDE_ON,
    COMPUTED,
    DAY,
    FIELDS,
    HEADER_ROW,
    HINT_TEXT,
    NO_DAY,
    ON_LABEL,
    TEXT,
    TO_FILL_IN,
    TOLERANCE_LABEL,
)
from progress_xl.rounds.sheets import A3, HEADING, TITLE, row_height

_LABEL = CellFormat(bold=True, horizontal="right", vertical="center", indent=1)
_SETTING_DATE = CellFormat(
    bold=True, border=True, horizontal="center", vertical="center", number_format=DAY, fill=TO_FILL_IN
)
_SETTING_SHARE = CellFormat(
    bold=True, border=True, horizontal="center", vertical="center", number_format="0%", fill=TO_FILL_IN
)
_HINT = CellFormat(italic=True, color="7F7F7F", vertical="center")

_WIDTHS = [field.width for field in FIELDS]
_LOOKS = tuple(field.look for field in FIELDS)
_AT = {field.name: column_letters(place) for place, field in enumerate(FIELDS, 1)}
_LAST_PRINTED = _AT["on"]
_LAST = _AT["read"]
_FIRST_ROW = HEADER_ROW + 1
_ON, _TOLERANCE = "$C$2", "$G$2"


def _formula(text: str) -> str:
    """A formula in terms of the fields' names in brackets, of row ``#``."""
    for name, letters in _AT.items():
        text = text.replace(f"[{name}]", f"{letters}#")
    return text


_SHARE = _formula('IF(AND(ISNUMBER([actual]),ISNUMBER([goal])),IF([goal]<>0,[actual]/[goal],""),"")')
_ELAPSED = _formula(
    "IF(AND(ISNUMBER([start]),ISNUMBER([end]),ISNUMBER([on])),"
    'IF([on]<[start],0,MIN(1,([on]-[start]+1)/MAX([end]-[start]+1,1))),"")'
)
_VERDICT_FORMULA = _formula(
    f'IF([decision]="{IGNORE}","{VERDICTS["ignored"]}",'
    f'IF(NOT(AND(ISNUMBER([goal]),ISNUMBER([actual]))),"{VERDICTS["not-comparable"]}",'
    f'IF(OR([bound]="{BOUNDS["max"]}",[goal]=0),IF([actual]<=[goal],"{VERDICTS["within"]}","{VERDICTS["over"]}"),'
    f'IF(OR([line]="{LINES["listed"]}",NOT(ISNUMBER([elapsed]))),"{VERDICTS["listed"]}",'
    f'IF([share]>=1,"{VERDICTS["met"]}",'
    f'IF(AND([elapsed]>=1,[bound]<>"{BOUNDS["about"]}"),"{VERDICTS["missed"]}",'
    f'IF(AND([line]="{LINES["at-end"]}",[elapsed]<1),"{VERDICTS["open"]}",'
    f"IF(ROUND([elapsed]-[share],6)>=MAX({_TOLERANCE},0.000001,"
    "IF(AND([elapsed]<1,[goal]=INT([goal])),ROUND(1/[goal],6),0)),"
    f'IF([elapsed]>=1,"{VERDICTS["missed"]}","{VERDICTS["behind"]}"),"{VERDICTS["on-pace"]}"))))))))'
)
_FORMULAS: dict[Computed, str] = {"share": _SHARE, "elapsed": _ELAPSED, "verdict": _VERDICT_FORMULA}


def figures_sheet(figures: Figures, master: str, title: str) -> NewSheet:
    """The sheet as it is written; ``master`` is the sheet that the links lead to."""
    own = list(dict.fromkeys(heading for row in figures.rows for heading, _ in row.own))
    last_row = max(len(figures.rows), 1) + HEADER_ROW
    head = _head(figures, title, own)
    body = (_row(number, row, figures, master, own) for number, row in enumerate(figures.rows, _FIRST_ROW))
    return NewSheet(
        FIGURES_SHEET,
        chain(head, body),
        columns=[Column(field.width, hidden=not field.printed) for field in FIELDS] + [Column(16)] * len(own),
        freeze=f"{_AT['bound']}{_FIRST_ROW}",
        autofilter=f"A{HEADER_ROW}:{_LAST}{last_row}",
        merges=(f"A1:{_LAST_PRINTED}1",),
        print_title_rows=(HEADER_ROW, HEADER_ROW),
        page=A3,
        tab_color="548235",
        rules=_rules(last_row),
        data_bars=[DataBar(f"{_AT['share']}{_FIRST_ROW}:{_AT['share']}{last_row}", "9DC3E6")],
        choices=[
            Choices(_area("decision", last_row), (KEEP, IGNORE), "可选“采用”或“不可比，忽略”；说明请写在备注栏。"),
            Choices(_area("bound", last_row), tuple(BOUNDS.values()), "可选“达到”“不低于”“不超过”“约”。"),
            Choices(_area("line", last_row), tuple(LINES.values()), "可选“按时间”“到期”“不判断”。"),
        ],
    )


def _area(name: str, last_row: int) -> str:
    return f"{_AT[name]}{_FIRST_ROW}:{_AT[name]}{last_row}"


def _rules(last_row: int) -> list[CfRule]:
    """What is behind, what is met, what is set aside, and which numbers a person has changed."""

    def rule(name: str, formula: str, dxf: Dxf, last: str = "") -> CfRule:
        area = f"{_AT[name]}{_FIRST_ROW}:{_AT[last or name]}{last_row}"
        return CfRule(area, _formula(formula).replace("#", str(_FIRST_ROW)), dxf)

    def is_one_of(*verdicts: str) -> str:
        return "OR(" + ",".join(f'$[verdict]="{VERDICTS[verdict]}"' for verdict in verdicts) + ")"  # type: ignore[index]

    return [
        rule("number", f'$[decision]="{IGNORE}"', Dxf(color="A6A6A6", italic=True), "on"),
        rule("verdict", is_one_of("behind", "missed", "over"), Dxf(fill="F8CBAD", color="9C0006", bold=True)),
        rule("verdict", is_one_of("met", "within"), Dxf(fill="E2EFDA", color="375623")),
        rule("verdict", is_one_of("not-comparable", "listed", "open"), Dxf(color="7F7F7F")),
        rule("goal", "[goal]<>[read_goal]", Dxf(color="C00000", bold=True, underline=True)),
        rule("actual", "[actual]<>[read_actual]", Dxf(color="C00000", bold=True, underline=True)),
    ]


def _head(figures: Figures, title: str, own: Sequence[str]) -> Iterator[Row]:
    settings: list[Value] = [None] * len(FIELDS)
    looks: list[CellFormat | None] = [None] * len(FIELDS)
    wanted: list[tuple[str, Value, CellFormat]] = [
        ("B2", ON_LABEL, _LABEL),
        ("C2", figures.day, _SETTING_DATE),
        (BESIDE_ON, None if figures.day else NO_DAY, _HINT),
        ("F2", TOLERANCE_LABEL, _LABEL),
        ("G2", figures.share, _SETTING_SHARE),
        ("J2", HINT_TEXT, _HINT),
        (f"{_AT['key']}2", _meta(figures), TEXT),
    ]
    for address, value, look in wanted:
        place = parse_cell(address)[1] - 1
        settings[place], looks[place] = value, look
    above: list[Value] = [title]
    rows = [above, settings]
    for address, text in figures.head.items():
        row, column = parse_cell(address)
        rows[row - 1].extend([None] * (column - len(rows[row - 1])))
        rows[row - 1][column - 1] = text
    yield Row(above, [TITLE, *[None] * (len(above) - 1)], height=32)
    yield Row(settings, [*looks, *[None] * (len(settings) - len(looks))], height=24)
    headings = [field.heading for field in FIELDS] + list(own)
    yield Row(headings, [HEADING] * len(headings), height=32)


def _meta(figures: Figures) -> str:
    day = figures.on.isoformat() if figures.on else None
    return json.dumps({"period": figures.period, "on": day, "tolerance": figures.tolerance})


def _row(number: int, row: FigureRow, figures: Figures, master: str, own: Sequence[str]) -> Row:
    given = row.evaluate(figures.day, figures.share)
    values = [_value(field.name, number, row, given, figures, master) for field in FIELDS]
    kept = dict(row.own)
    texts = [value.text if isinstance(value, Link) else value for value in values[: len(_WIDTHS) - 4]]
    height = row_height(texts, _WIDTHS[: len(texts)])
    if not own:
        return Row(values, _LOOKS, height=height)
    return Row([*values, *(kept.get(heading) for heading in own)], [*_LOOKS, *[TEXT] * len(own)], height=height)


def _value(
    name: str, number: int, row: FigureRow, given: Mapping[Computed, Input], figures: Figures, master: str
) -> Value:
    if name in _FORMULAS:
        computed: Computed = name
        if computed in row.typed:
            return row.typed[computed]
        value = given[computed]
        area = f"{_AT[name]}{_first_reckoned(figures, computed)}:{_AT[name]}{len(figures.rows) + HEADER_ROW}"
        return Formula(_FORMULAS[computed].replace("#", str(number)), "" if value is None else value, area)  # type: ignore[arg-type]
    if name == "on" and row.now["on"] is None:
        return Formula(f'IF(ISNUMBER({_ON}),{_ON},"")', _serial(figures.day)) if figures.day else None
    if name in ("read_goal", "read_actual"):
        goal: Cell = "goal" if name == "read_goal" else "actual"
        return stamp(row.now[goal]) if row.fresh else row.read.get(goal)
    if name == "key":
        return row.key.spelled() if row.key else None
    if name == "read":
        return _remembered(row, given)
    text = row.now[name]  # type: ignore[index]
    link = row.links.get(name)  # type: ignore[call-overload]
    return Link(str(text), f"{quote_sheet(master)}!{link}", "跳转到总表单元格") if link and text else text


def _first_reckoned(figures: Figures, name: Computed) -> int:
    """The first row whose formula nobody has typed over: there the others' formula is spelled."""
    return next(number for number, row in enumerate(figures.rows, _FIRST_ROW) if name not in row.typed)


def _remembered(row: FigureRow, given: Mapping[Computed, Input]) -> str:
    """What was read, and what the formulas gave, by which a later run tells what a person has changed."""
    read = {cell: value for cell, value in row.stamps().items() if value is not None}
    return json.dumps([read, [given[name] for name in COMPUTED]], ensure_ascii=False)


def _serial(day: dt.date) -> int:
    return (day - dt.date(1899, 12, 30)).days
