"""The figures sheet 指标核对: one row a goal, shares and verdicts as live formulas; written, and read back.

The formula of the verdict is the rule of `progress_xl.text.pace.verdict`; a test holds the two together.
"""

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain
from typing import Any, NamedTuple, get_args

from progress_xl.addresses import cell_name, column_letters, parse_cell
from progress_xl.forms.headings import heading_key
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
from progress_xl.reading.arguments import parse_day
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
    RowKey,
    Typed,
    stamp,
)
from progress_xl.rounds.sheets import A3, HEADING, TITLE, row_height
from progress_xl.text.numerals import squeeze

_TO_FILL_IN = "FFF8E1"
_FIGURE = "#,##0.####;-#,##0.####;0"
_DAY = "yyyy-mm-dd"
_TEXT = CellFormat(border=True, wrap=True, vertical="center")
_WORD = CellFormat(border=True, wrap=True, horizontal="center", vertical="center")
_QUOTED = CellFormat(border=True, wrap=True, underline=True, color="0563C1", vertical="center")
_NUMBER = CellFormat(
    border=True, horizontal="right", vertical="center", number_format=_FIGURE, indent=1, fill=_TO_FILL_IN
)
_PERCENT = CellFormat(border=True, horizontal="right", vertical="center", number_format="0.0%", indent=1)
_VERDICT = CellFormat(border=True, bold=True, horizontal="center", vertical="center")
_CHOICE = CellFormat(border=True, wrap=True, horizontal="center", vertical="center", fill=_TO_FILL_IN)
_REMARK = CellFormat(border=True, wrap=True, vertical="center", fill=_TO_FILL_IN)
_DATE = CellFormat(border=True, horizontal="center", vertical="center", number_format=_DAY)
_LABEL = CellFormat(bold=True, horizontal="right", vertical="center", indent=1)
_SETTING_DATE = CellFormat(
    bold=True, border=True, horizontal="center", vertical="center", number_format=_DAY, fill=_TO_FILL_IN
)
_SETTING_SHARE = CellFormat(
    bold=True, border=True, horizontal="center", vertical="center", number_format="0%", fill=_TO_FILL_IN
)
_HINT = CellFormat(italic=True, color="7F7F7F", vertical="center")


class _Field(NamedTuple):
    """A column: what it holds, its heading, width and look. ``printed`` is false for what nobody reads."""

    name: str
    heading: str
    width: float
    look: CellFormat
    printed: bool = True


_FIELDS = (
    _Field("number", "序号", 6, _WORD),
    _Field("unit", "单位", 15, _TEXT),
    _Field("measure", "指标", 20, _TEXT),
    _Field("bound", "口径", 8, _WORD),
    _Field("goal", "目标值", 10, _NUMBER),
    _Field("measured_in", "计量单位", 9, _WORD),
    _Field("actual", "完成值", 10, _NUMBER),
    _Field("share", "完成比例", 12, _PERCENT),
    _Field("elapsed", "时间进度", 9, _PERCENT),
    _Field("verdict", "结论", 10, _VERDICT),
    _Field("status", "单位填报", 10, _WORD),
    _Field("decision", "处理", 13, _CHOICE),
    _Field("remark", "备注", 18, _REMARK),
    _Field("said_of_goal", "目标原文", 30, _QUOTED),
    _Field("said_of_actual", "进展原文", 32, _QUOTED),
    _Field("file", "来源文件", 24, _TEXT),
    _Field("cell", "来源单元格", 12, _WORD),
    _Field("line", "判断方式", 9, _WORD),
    _Field("start", "起算日期", 12, _DATE),
    _Field("end", "目标期限", 12, _DATE),
    _Field("on", "数据日期", 12, _DATE),
    _Field("read_goal", "读取目标", 9, _TEXT, printed=False),
    _Field("read_actual", "读取完成", 9, _TEXT, printed=False),
    _Field("key", "核对键", 9, _TEXT, printed=False),
    _Field("read", "读取记录", 9, _TEXT, printed=False),
)
_WIDTHS = [field.width for field in _FIELDS]
_LOOKS = tuple(field.look for field in _FIELDS)
_AT = {field.name: column_letters(place) for place, field in enumerate(_FIELDS, 1)}
_LAST_PRINTED = _AT["on"]
_LAST = _AT["read"]
_HEADER_ROW, _FIRST_ROW = 3, 4
_CELLS: tuple[Cell, ...] = get_args(Cell)
_COMPUTED: tuple[Computed, ...] = get_args(Computed)
_ON_LABEL, _TOLERANCE_LABEL = "数据截至", "滞后容差"
_ON, _TOLERANCE = "$C$2", "$G$2"
_NEEDED = {*_CELLS, "key", "read"}
# No sheet of a person has these words, and ours keeps some of them when headings are deleted.
_SIGNS = {_ON_LABEL, _TOLERANCE_LABEL, *(field.heading for field in _FIELDS if not field.printed)}
_TOP = 20
_META = '{"period"'
_BESIDE_ON, _BESIDE_TOLERANCE = "D2", "H2"
_NO_DAY = "周期不明，请填日期"
_HINT_TEXT = "目标值、完成值有误的请直接改，结论随即更新；口径不同、不宜比较的，在“处理”栏选“不可比，忽略”。所作改动下次汇总时保留。"


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
    last_row = max(len(figures.rows), 1) + _HEADER_ROW
    head = _head(figures, title, own)
    body = (_row(number, row, figures, master, own) for number, row in enumerate(figures.rows, _FIRST_ROW))
    return NewSheet(
        FIGURES_SHEET,
        chain(head, body),
        columns=[Column(field.width, hidden=not field.printed) for field in _FIELDS] + [Column(16)] * len(own),
        freeze=f"{_AT['bound']}{_FIRST_ROW}",
        autofilter=f"A{_HEADER_ROW}:{_LAST}{last_row}",
        merges=(f"A1:{_LAST_PRINTED}1",),
        print_title_rows=(_HEADER_ROW, _HEADER_ROW),
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
    settings: list[Value] = [None] * len(_FIELDS)
    looks: list[CellFormat | None] = [None] * len(_FIELDS)
    wanted: list[tuple[str, Value, CellFormat]] = [
        ("B2", _ON_LABEL, _LABEL),
        ("C2", figures.day, _SETTING_DATE),
        (_BESIDE_ON, None if figures.day else _NO_DAY, _HINT),
        ("F2", _TOLERANCE_LABEL, _LABEL),
        ("G2", figures.share, _SETTING_SHARE),
        ("J2", _HINT_TEXT, _HINT),
        (f"{_AT['key']}2", _meta(figures), _TEXT),
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
    headings = [field.heading for field in _FIELDS] + list(own)
    yield Row(headings, [HEADING] * len(headings), height=32)


def _meta(figures: Figures) -> str:
    day = figures.on.isoformat() if figures.on else None
    return json.dumps({"period": figures.period, "on": day, "tolerance": figures.tolerance})


def _row(number: int, row: FigureRow, figures: Figures, master: str, own: Sequence[str]) -> Row:
    given = row.evaluate(figures.day, figures.share)
    values = [_value(field.name, number, row, given, figures, master) for field in _FIELDS]
    kept = dict(row.own)
    texts = [value.text if isinstance(value, Link) else value for value in values[: len(_WIDTHS) - 4]]
    height = row_height(texts, _WIDTHS[: len(texts)])
    if not own:
        return Row(values, _LOOKS, height=height)
    return Row([*values, *(kept.get(heading) for heading in own)], [*_LOOKS, *[_TEXT] * len(own)], height=height)


def _value(
    name: str, number: int, row: FigureRow, given: Mapping[Computed, Input], figures: Figures, master: str
) -> Value:
    if name in _FORMULAS:
        computed: Computed = name
        if computed in row.typed:
            return row.typed[computed]
        value = given[computed]
        area = f"{_AT[name]}{_first_reckoned(figures, computed)}:{_AT[name]}{len(figures.rows) + _HEADER_ROW}"
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
    return json.dumps([read, [given[name] for name in _COMPUTED]], ensure_ascii=False)


def _serial(day: dt.date) -> int:
    return (day - dt.date(1899, 12, 30)).days


def read_figures(rows: Sequence[Sequence[Any]]) -> Figures | None:
    """What stands on a sheet that ``figures_sheet`` wrote, given as rows of values from A1 on; ``None`` for another's.

    Columns are known by their headings, so that a person may add and move some; ``missing_headings`` has none to name.
    """
    if not _is_ours(rows):
        return None
    header = _header_of(rows)
    names = {heading_key(field.heading): field.name for field in _FIELDS}
    places: dict[str, int] = {}
    own: list[tuple[int, str]] = []
    for place, heading in enumerate(rows[header]):
        name = names.get(heading_key(str(heading or "")))
        if name and name not in places:
            places[name] = place
        elif heading or _holds_anything(rows[header + 1 :], place):
            own.append((place, str(heading or "").strip() or f"{column_letters(place + 1)}列"))
    figures, reckoned = _read_head(rows[:header], places)
    seen: set[RowKey] = set()
    for number, values in enumerate(rows[header + 1 :], header + 2):
        row = _read_row(values, places, own, figures, reckoned)
        if row:
            row.place = number
            figures.rows.append(
                row if row.key not in seen else FigureRow(None, {}, row.now, row.period, own=row.own, place=number)
            )
            seen.update([row.key] if row.key else [])
    return figures


def _holds_anything(rows: Sequence[Sequence[Any]], place: int) -> bool:
    return any(place < len(row) and _input(row[place]) is not None for row in rows)


def missing_headings(rows: Sequence[Sequence[Any]]) -> list[str]:
    """The headings without which a sheet that ``figures_sheet`` wrote cannot be read; none for another's sheet."""
    if not _is_ours(rows):
        return []
    there = _keys(rows[_header_of(rows)])
    return [field.heading for field in _FIELDS if field.name in _NEEDED and field.heading not in there]


def _is_ours(rows: Sequence[Sequence[Any]]) -> bool:
    return any(_SIGNS & _keys(row) for row in rows[:_TOP])


def _header_of(rows: Sequence[Sequence[Any]]) -> int:
    """The row with the most of our headings."""
    ours = {field.heading for field in _FIELDS}
    return max(range(len(rows[:_TOP])), key=lambda place: len(ours & _keys(rows[place])))


def _keys(row: Sequence[Any]) -> set[str]:
    return {heading_key(str(value or "")) for value in row}


_Settings = tuple[Input, float]


def _read_head(rows: Sequence[Sequence[Any]], places: Mapping[str, int]) -> tuple[Figures, _Settings]:
    """The settings beside their labels, and whatever else a person has written above the table.

    With them what the sheet's own formulas have gone by, for a text none at all.
    """
    figures = Figures()
    skip: set[tuple[int, int]] = {(0, 0)}
    found: dict[str, Input] = {}
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            text = _input(value)
            if text in (_ON_LABEL, _TOLERANCE_LABEL) and column + 1 < len(values):
                found[str(text)] = _input(values[column + 1])
                skip |= {(row, column), (row, column + 1)}
            elif isinstance(text, str) and (text.startswith(_META) or (column == places["key"] and text[0] == "{")):
                _take_meta(figures, text)
                skip.add((row, column))
            elif text in (_HINT_TEXT, _NO_DAY):
                skip.add((row, column))
    figures.head = {
        cell_name(row + 1, column + 1): text
        for row, values in enumerate(rows[: _HEADER_ROW - 1])
        for column, value in enumerate(values)
        if (row, column) not in skip and (text := _input(value)) is not None
    }
    on, tolerance = found.get(_ON_LABEL), found.get(_TOLERANCE_LABEL)
    _take_settings(figures, on, tolerance)
    return figures, (on, tolerance if isinstance(tolerance, float) else 0.0)


def _take_settings(figures: Figures, on: Input, tolerance: Input) -> None:
    """What a person has set; what cannot be read is kept beside its cell."""
    day, share = _day_in(on), _share_in(tolerance)
    figures.typed_on = day if day != figures.on else None
    figures.typed_tolerance = share if share != figures.tolerance else None
    figures.live = (on, tolerance) == (figures.day, figures.share)
    if on is not None and day is None:
        _say_beside(figures, _BESIDE_ON, f"“{_plain(on)}”不是日期，未采用")
    if tolerance is not None and share is None:
        _say_beside(figures, _BESIDE_TOLERANCE, f"“{_plain(tolerance)}”不是百分数，未采用")


def _day_in(value: Input) -> dt.date | None:
    """A day, also one that Excel takes for a text (2026.7.31)."""
    if isinstance(value, str):
        with suppress(ValueError):
            return parse_day(value)
    return value if isinstance(value, dt.date) else None


def _share_in(value: Input) -> float | None:
    if isinstance(value, str) and (percent := re.fullmatch(r"(\d+(?:\.\d+)?)\s*[%％]", value)):
        return float(percent[1]) / 100
    return value if isinstance(value, float) else None


def _plain(value: Input) -> str:
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def _say_beside(figures: Figures, cell: str, text: str) -> None:
    """Before what else a person has written there."""
    figures.head[cell] = "；".join(str(part) for part in (text, figures.head.get(cell)) if part)


def _take_meta(figures: Figures, text: str) -> None:
    """What the sheet was written for; a text that was tampered with says nothing, as if it were of no period."""
    try:
        meta = json.loads(text)
        figures.on = dt.date.fromisoformat(meta["on"]) if meta["on"] else None
        figures.period, figures.tolerance = str(meta["period"]), float(meta["tolerance"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return


def _read_row(
    values: Sequence[Any],
    places: Mapping[str, int],
    own: Sequence[tuple[int, str]],
    figures: Figures,
    reckoned: _Settings,
) -> FigureRow | None:
    cells = {name: _input(values[place]) if place < len(values) else None for name, place in places.items()}
    kept: list[tuple[str, Input]] = [
        (heading, text) for place, heading in own if place < len(values) and (text := _input(values[place]))
    ]
    now: dict[Cell, Input] = {name: cells.get(name) for name in _CELLS}
    on, tolerance = reckoned
    if now["on"] in (figures.on, figures.typed_on, on):
        now["on"] = None
    if not kept and not any(value is not None for value in now.values()):
        return None
    try:
        key, (read, written) = RowKey.parse(str(cells.get("key"))), json.loads(str(cells.get("read")))
        row = FigureRow(key, dict(read), now, figures.period, own=kept)
        then = dt.date.max if isinstance(on, float) else on if isinstance(on, dt.date) else None
        given = [row.evaluate(figures.day, figures.share), row.evaluate(then, tolerance)]
        row.typed = _typed(cells, [*given, dict(zip(_COMPUTED, written, strict=True))])
    except (ValueError, TypeError, RecursionError):  # a row that a person has added, or hidden cells tampered with
        row = FigureRow(None, {}, now, figures.period, own=kept)
    _take_as_meant(row)
    return row


def _take_as_meant(row: FigureRow) -> None:
    """Let a text count for the number, day or decision that it is; of any other the remark says how it is taken."""
    for name, meaning, otherwise in _MEANINGS:
        text = row.now[name]
        if not isinstance(text, str):
            continue
        meant = meaning(text, row)
        said = f"{_HEADINGS[name]}“{text}”{otherwise}"
        remark = str(row.now["remark"] or "")
        if meant is not None:
            row.now[name] = meant
        elif said not in remark:
            row.now["remark"] = "；".join(filter(None, (said, remark)))


def _number_meant(text: str, row: FigureRow) -> Input:
    """１.４, 1,200 and, where that is the row's unit, 110个."""
    plain = squeeze(text).replace(",", "").removesuffix(squeeze(str(row.now["measured_in"] or "")))
    return float(plain) if re.fullmatch(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?", plain) else None


def _day_meant(text: str, _row: FigureRow) -> Input:
    return _day_in(text)


def _decision_meant(text: str, _row: FigureRow) -> Input:
    """忽略, 不可比 and 不可比、忽略 as well as the choices themselves."""
    return _DECISIONS.get(re.sub(r"[^\w]", "", squeeze(text)))


_HEADINGS = {field.name: field.heading for field in _FIELDS}
_DECISIONS = dict.fromkeys(("忽略", "不可比", "不可比忽略"), IGNORE) | {KEEP: KEEP}
_NO_NUMBER, _NO_DAY_SAID, _NO_CHOICE = "不是数字，按不可比处理", "不是日期，未作判断", "不在可选之列，未采用"
_MEANINGS: tuple[tuple[Cell, Callable[[str, FigureRow], Input], str], ...] = (
    ("goal", _number_meant, _NO_NUMBER),
    ("actual", _number_meant, _NO_NUMBER),
    ("start", _day_meant, _NO_DAY_SAID),
    ("end", _day_meant, _NO_DAY_SAID),
    ("on", _day_meant, _NO_DAY_SAID),
    ("decision", _decision_meant, _NO_CHOICE),
)


def _typed(cells: Mapping[str, Input], given: Sequence[Mapping[Computed, Input]]) -> Typed:
    """What stands in a formula's cell and is neither what it gives now nor what we wrote: nobody may have reckoned."""
    return {
        name: cells[name]
        for name in _COMPUTED
        if cells.get(name) is not None and not any(_same(cells[name], values[name]) for values in given)
    }


_ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")


def _same(one: Input, other: Input) -> bool:
    if one in _ERRORS:
        return True
    if isinstance(one, float) and isinstance(other, (int, float)):
        return abs(one - other) < 1e-9
    return stamp(one) == stamp(other)


def _input(value: Any) -> Input:
    """A cell's value as it is compared: dates without a time, numbers as ``float``, blank as ``None``."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (int, float)):
        return float(value)
    return str(value).strip() or None if value is not None else None
