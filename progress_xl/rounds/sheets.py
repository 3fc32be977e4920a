"""The sheets of a master as they are written: 总表, 台账, 核验问题, 冲突, 未入总表, 历史版本."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import attrgetter
from typing import Any

from progress_xl.addresses import column_letters
from progress_xl.findings import Finding
from progress_xl.forms import ENTRY_ROLES, Form, Role
from progress_xl.marks import Mark
from progress_xl.merging.merge import CELL_LIMIT, Kept, Why
from progress_xl.messages import SEVERITIES, SEVERITY_NAMES
from progress_xl.model import CONFLICT_SHEET, FINDINGS_SHEET, HISTORY_SHEET, LEDGER_SHEET, UNPLACED_SHEET, Entry, Task
from progress_xl.ooxml import CellFormat, Column, Formula, Link, NewSheet, PageSetup, Row, fitted_height, quote_sheet
from progress_xl.rounds.edits import EXPECTED, RECEIVED, STANDING, told
from progress_xl.rounds.ledger import STANDINGS, LedgerRow, Rates
from progress_xl.targets.closed import rules_of
from progress_xl.text.numerals import excel_length

TITLE = CellFormat(bold=True, size=18, horizontal="center", vertical="center")
HEADING = CellFormat(bold=True, fill="DCE6F1", border=True, wrap=True, horizontal="center", vertical="center")
TEXT = CellFormat(border=True, wrap=True, vertical="top")
CENTERED = CellFormat(border=True, wrap=True, horizontal="center", vertical="top")
LINK = CellFormat(border=True, underline=True, color="0563C1", horizontal="center", vertical="top")
NUMBER = CellFormat(border=True, horizontal="center", vertical="top", number_format="0")
PERCENT = CellFormat(border=True, horizontal="center", vertical="center", number_format="0.0%", bold=True, size=14)
COUNT = CellFormat(border=True, horizontal="center", vertical="center", bold=True, size=14)

A3 = PageSetup(paper=8, landscape=True, fit_to_width=True, footer="&C第 &P 页，共 &N 页", center_horizontally=True)

_WIDTHS: dict[Role, float] = {
    "number": 6,
    "task": 36,
    "units": 16,
    "leader": 10,
    "deadline": 13,
    "target": 28,
    "progress": 62,
    "status": 11,
    "reason": 26,
    "next_step": 40,
    "remark": 16,
    "rate": 8,
    "group": 12,
}
_CENTERED_ROLES = ("number", "leader", "deadline", "status", "rate", "group")
_LEAST_HEIGHT = 20.0


def master_columns(form: Form, *, grouped: bool) -> list[tuple[Role, str]]:
    """Roles and headings of a new master: the form's, with a group column in front where rows have groups."""
    columns = [(column.role, column.heading) for column in form.columns if column.role]
    return [("group", "任务类别"), *columns] if grouped and "group" not in form.by_role else columns


def master_sheet(
    name: str,
    title: str,
    columns: Sequence[tuple[Role, str]],
    tasks: Sequence[Task],
    entries: Mapping[int, Entry],
    marks: Iterable[Mark],
) -> NewSheet:
    """A new master: title, headings, one row a task; made to be printed on A3 landscape."""
    roles = [role for role, _ in columns]
    last = column_letters(len(columns))
    looks = tuple(CENTERED if role in _CENTERED_ROLES else TEXT for role in roles)
    widths = [_WIDTHS[role] for role in roles]

    def rows() -> Iterator[Row]:
        yield Row((title,), (TITLE,), height=36)
        yield Row([heading for _, heading in columns], [HEADING] * len(columns), height=32)
        readers = [(reader(role, "number" not in roles), role in ENTRY_ROLES) for role in roles]
        nothing = Entry(0)
        for task in tasks:
            entry = entries.get(id(task), nothing)
            values = [read(entry if is_reported else task) for read, is_reported in readers]
            yield Row(values, looks, row_height(values, widths))

    return NewSheet(
        name,
        rows(),
        columns=[Column(width) for width in widths],
        freeze=f"{column_letters(_frozen(roles) + 1)}3",
        autofilter=f"A2:{last}{len(tasks) + 2}",
        merges=(f"A1:{last}1",) if len(columns) > 1 else (),
        print_title_rows=(2, 2),
        page=A3,
        rules=rules_of(marks),
    )


def _frozen(roles: Sequence[Role]) -> int:
    """How many columns stay in view: those up to the task, if they leave room for the rest."""
    return roles.index("task") + 1 if "task" in roles[:3] else 1


def reader(role: Role, numbered: bool) -> Callable[[Any], str | int | None]:
    """What gives the value in one column, of an entry if units fill it in, else of a task.

    ``numbered`` has the number stand in front of the task's text.
    """
    if role == "units":
        return lambda task: "、".join(task.units) or None
    if role == "number":
        return number_of
    if role == "task":
        return _numbered_text if numbered else attrgetter("text")
    return attrgetter(role)


def number_of(task: Task) -> str | int | None:
    """The task's number, as a number where it is one and short enough to be shown in full."""
    number = task.number
    return int(number) if number and number.isdigit() and len(number) < 10 else number


def _numbered_text(task: Task) -> str | None:
    return f"{task.number}.{task.text or ''}" if task.number else task.text


def cut(text: str) -> str:
    """A text as a list shows it: no longer than a cell can hold. The whole one is where its line says."""
    if 2 * len(text) <= CELL_LIMIT or excel_length(text) <= CELL_LIMIT:
        return text
    return text[: CELL_LIMIT // 2] + "…"


def row_height(values: Sequence[Any], widths: Sequence[float]) -> float:
    """A row's height in points, so that its wrapped texts are seen and it is easy to hit."""
    return max(fitted_height(zip(values, widths, strict=True)), _LEAST_HEIGHT)


def _list_sheet(
    name: str, title: str, columns: Sequence[tuple[str, float]], rows: Iterable[Row], count: int, tab_color: str
) -> NewSheet:
    """A sheet that lists things under a title: filterable, the heading frozen and printed on each page."""
    headings = [heading for heading, _ in columns]
    head = (Row((title,), (TITLE,), height=32), Row(headings, [HEADING] * len(headings), height=22))
    last = column_letters(len(columns))
    return NewSheet(
        name,
        chain(head, rows),
        columns=[Column(width, hidden=heading == _HASH) for heading, width in columns],
        freeze="A3",
        autofilter=f"A2:{last}{count + 2}",
        merges=(f"A1:{last}1",),
        print_title_rows=(2, 2),
        page=A3,
        tab_color=tab_color,
    )


_FINDING_COLUMNS = (
    ("级别", 7.0),
    ("代码", 20.0),
    ("单位", 20.0),
    ("任务", 8.0),
    ("栏目", 16.0),
    ("总表位置", 12.0),
    ("问题", 60.0),
    ("处理办法", 46.0),
    ("来源文件", 34.0),
    ("工作表", 14.0),
    ("单元格", 9.0),
)


def findings_sheet(found: Sequence[tuple[Finding, str, str, str]], master: str) -> NewSheet:
    """核验问题: each finding with its unit, its source as shown and the master's cell (a link), errors first."""
    ordered = sorted(found, key=lambda item: SEVERITIES.index(item[0].severity))
    rows = (_finding_row(finding, unit, source, cell, master) for finding, unit, source, cell in ordered)
    return _list_sheet(FINDINGS_SHEET, "核验问题清单", _FINDING_COLUMNS, rows, len(ordered), "C00000")


_FINDING_LOOKS = (CENTERED, TEXT, TEXT, CENTERED, TEXT, LINK, TEXT, TEXT, TEXT, TEXT, CENTERED)


def _finding_row(finding: Finding, unit: str, source: str, cell: str, master: str) -> Row:
    link = Link(cell, f"{quote_sheet(master)}!{cell}", "跳转到总表单元格") if cell else None
    message, remedy = finding.text()
    values = (
        SEVERITY_NAMES["zh"][finding.severity],
        finding.code,
        unit,
        finding.task,
        finding.column and " ".join(finding.column.split())[:40],
        link,
        cut(message),
        remedy,
        source,
        finding.sheet,
        finding.cell,
    )
    widths = [width for _, width in _FINDING_COLUMNS]
    return Row(values, _FINDING_LOOKS, height=row_height(values, widths))


WHY: dict[Why, str] = {
    "task-unknown": "总表无此任务",
    "no-column": "总表无此栏",
    "changed": "与总表给定内容不同",
    "duplicate-task": "同一任务重复填报",
    "too-much": "合并后超过单元格容量",
    "superseded": "旧版本内容",
    "replaced": "被新报送替换",
    "conflict": "内容冲突",
}
# Nobody reads a hash: its column is hidden, and asks for no height.
_HASH = "文件校验码"
_KEPT_COLUMNS = (
    ("原因", 16.0),
    ("序号", 8.0),
    ("任务", 30.0),
    ("单位", 18.0),
    ("栏目", 16.0),
    ("报送内容", 60.0),
    ("对照内容", 60.0),
    ("总表位置", 10.0),
    ("来源文件", 30.0),
    ("工作表", 12.0),
    ("单元格", 9.0),
    (_HASH, 66.0),
)
_KEPT_LOOKS = (TEXT, CENTERED, TEXT, TEXT, TEXT, TEXT, TEXT, LINK, TEXT, TEXT, CENTERED, TEXT)
_KEPT_WIDTHS = [width for _, width in _KEPT_COLUMNS]
_KEPT_TITLES = {
    CONFLICT_SHEET: ("内容冲突（请对照后改写总表）", "7030A0"),
    UNPLACED_SHEET: ("未计入总表的报送内容", "ED7D31"),
    HISTORY_SHEET: ("历史版本（已被较新报送替代）", "7F7F7F"),
}


def kept_sheet(name: str, kept: Sequence[Kept], master: str) -> NewSheet:
    """A sheet of texts that have no place in the master: 冲突, 未入总表 or 历史版本."""
    title, tab_color = _KEPT_TITLES[name]
    rows = (_kept_row(item, master) for item in kept)
    return _list_sheet(name, title, _KEPT_COLUMNS, rows, len(kept), tab_color)


def _kept_row(item: Kept, master: str) -> Row:
    cell = item.master_cell
    values = (
        WHY[item.why],
        item.task,
        item.task_text,
        item.unit,
        item.column,
        cut(item.text),
        cut(item.against),
        Link(cell, f"{quote_sheet(master)}!{cell}", "跳转到总表单元格") if cell else None,
        item.file,
        item.sheet,
        item.cell,
        item.sha256,
    )
    return Row(values, _KEPT_LOOKS, height=row_height(values, _KEPT_WIDTHS))


def read_kept(rows: Sequence[Sequence[str | None]]) -> Iterator[Kept]:
    """The texts on a sheet that ``kept_sheet`` wrote, given as rows of texts from A1 on."""
    codes = {label: why for why, label in WHY.items()}
    for row in rows:
        values = [*row, *[None] * len(_KEPT_COLUMNS)][: len(_KEPT_COLUMNS)]
        why, task, task_text, unit, column, text, against, cell, file, sheet, source, sha256 = values
        if why in codes:
            texts = [value or "" for value in (unit, column, text, file, sheet, source, sha256, against, cell)]
            yield Kept(codes[why], task, task_text, *texts)


def has_kept_columns(rows: Sequence[Sequence[Any]]) -> bool:
    """Whether the columns of a sheet stand as ``kept_sheet`` wrote them."""
    headings = [heading for heading, _ in _KEPT_COLUMNS]
    return any(list(row[: len(headings)]) == headings for row in rows)


_REMARK = "备注"
_KNOWN_BY = {"receipts": "接收登记", "ledger": "台账改正", "modified": "文件修改时间"}
_LEDGER_COLUMNS = (
    ("序号", 6.0),
    ("单位", 26.0),
    (EXPECTED, 7.0),
    (STANDING, 10.0),
    (RECEIVED, 18.0),
    ("时间依据", 14.0),
    ("报送次数", 10.0),
    ("应报任务数", 12.0),
    ("已填任务数", 12.0),
    ("有误行数", 10.0),
    ("采用文件", 44.0),
    (_REMARK, 26.0),
)
_LEDGER_LOOKS = (CENTERED, TEXT, CENTERED, CENTERED, CENTERED, CENTERED, NUMBER, NUMBER, NUMBER, NUMBER, TEXT, TEXT)
_LEDGER_START = 6
_RATE_LABELS = ("应报单位", "已报单位", "报送率", "按时报送", "按时率")


def ledger_sheet(
    ledger: Sequence[LedgerRow], rates: Rates, title: str, typed: Mapping[str, Mapping[str, str]]
) -> NewSheet:
    """台账: the five rates as live formulas, then one row a unit; units that sent nothing or came late are lit.

    ``typed`` is what the coordinator has written of each unit, by heading.
    """
    last_row = max(len(ledger), 1) + _LEDGER_START - 1
    expected, state = (f"{column}{_LEDGER_START}:{column}{last_row}" for column in "CD")
    formulas = (
        Formula(f'COUNTIF({expected},"是")', rates.expected),
        Formula(f'COUNTIFS({expected},"是",{state},"<>未报")', rates.actual),
        Formula("IF(B3=0,0,C3/B3)", rates.reporting_rate),
        Formula(f'COUNTIFS({expected},"是",{state},"按时")', rates.on_time),
        Formula("IF(B3=0,0,E3/B3)", rates.on_time_rate),
    )
    head = [
        Row((title,), (TITLE,), height=32),
        Row((None, *_RATE_LABELS), (None, *[HEADING] * 5), height=22),
        Row((None, *formulas), (None, COUNT, COUNT, PERCENT, COUNT, PERCENT), height=26),
        Row(()),
        Row([heading for heading, _ in _LEDGER_COLUMNS], [HEADING] * len(_LEDGER_COLUMNS), height=22),
    ]
    last = column_letters(len(_LEDGER_COLUMNS))
    rows = (_ledger_row(number, row, typed.get(row.unit, {})) for number, row in enumerate(ledger, 1))
    return NewSheet(
        LEDGER_SHEET,
        chain(head, rows),
        columns=[Column(width) for _, width in _LEDGER_COLUMNS],
        freeze=f"C{_LEDGER_START}",
        autofilter=f"A{_LEDGER_START - 1}:{last}{last_row}",
        merges=(f"A1:{last}1",),
        print_title_rows=(_LEDGER_START - 1, _LEDGER_START - 1),
        page=A3,
        tab_color="2E75B6",
        rules=rules_of(_ledger_marks(ledger, last)),
    )


def read_ledger(rows: Sequence[Sequence[str | None]]) -> dict[str, dict[str, str]]:
    """What a person may write on a sheet that ``ledger_sheet`` wrote, by unit and heading; blank cells left out."""
    headings = list(rows[_LEDGER_START - 2]) if len(rows) >= _LEDGER_START else []
    places = {
        heading: headings.index(heading) for heading in (EXPECTED, STANDING, RECEIVED, _REMARK) if heading in headings
    }
    if "单位" not in headings:
        return {}
    unit, below = headings.index("单位"), rows[_LEDGER_START - 1 :]
    return {
        name: {heading: text for heading, at in places.items() if at < len(row) and (text := row[at])}
        for row in below
        if unit < len(row) and (name := row[unit])
    }


def remarks_in(lines: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Of the lines that ``read_ledger`` gives the remarks alone."""
    return {unit: {_REMARK: line[_REMARK]} for unit, line in lines.items() if _REMARK in line}


def _ledger_row(number: int, row: LedgerRow, typed: Mapping[str, str]) -> Row:
    cells = {**told(row), **typed}
    values = (
        number,
        row.unit,
        cells[EXPECTED],
        cells[STANDING],
        cells[RECEIVED] or None,
        _KNOWN_BY.get(row.known_by or ""),
        row.versions,
        row.rows_expected,
        row.rows_filled,
        row.rows_with_errors,
        row.file,
        cells.get(_REMARK),
    )
    return Row(values, _LEDGER_LOOKS, height=row_height(values, [width for _, width in _LEDGER_COLUMNS]))


def _ledger_marks(ledger: Sequence[LedgerRow], last: str) -> Iterator[Mark]:
    """Whole rows of units that sent nothing or came late; the light goes out when 报送情况 is changed."""
    for row, unit in enumerate(ledger, _LEDGER_START):
        if unit.status in ("missing", "late"):
            code = "missing-submission" if unit.status == "missing" else "late-submission"
            condition = f'{{D}}="{STANDINGS[unit.status]}"'
            yield Mark(f"A{row}:{last}{row}", LEDGER_SHEET, code, condition=condition)
