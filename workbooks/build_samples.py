"""Write the made-up city's rounds: ``python workbooks/build_samples.py [FOLDER]``.

Three rounds, each a folder with its master (总表.xlsx), the expected units (应报单位.txt), the times received
(receipts.tsv, paths from its own folder) and what the units sent (报送/), one also the master of the period before
(上期总表.xlsx). ``disorders.json`` lists every fault:
``{round, file, code, cell, task, unit}``. ``cell`` is the faulty cell, the heading of a column that is too much, or
null for a file or a missing column; ``task`` is the number as the sheet has it; ``file`` is null for a unit that sent
nothing. As of the last day of the period, due as ``ROUNDS`` says. The same script writes the same bytes always.
"""

import json
import struct
import sys
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import city
from papers import Column, Form, Paper, Row, blank, cell_of, fill_in, lay_out
from sheets import OFFICE, Grid, ods, xls, xlsx
from slips import (
    Slip,
    behind_pace,
    columns_moved,
    copied_text,
    due_soon,
    duplicate_column,
    duplicate_task,
    formula_text,
    hidden_row,
    lead_unit,
    missing_column,
    missing_value,
    not_in_list,
    number_changed,
    numbers_full_width,
    numbers_with_comma,
    overdue,
    reason_missing,
    reason_unexpected,
    renamed,
    replaced,
    stale_text,
    status_disagrees,
    target_met,
    task_changed,
    task_missing,
    task_unknown,
    too_long,
    two_row_heading,
    unit_written,
    unknown_column,
    whole_file,
)

SENT = "报送"
Disorder = dict[str, str | None]

MONTHLY = Form(
    columns=(
        Column("单位", "单位", 14, centred=True),
        Column("任务", "工作任务", 34),
        Column("时限", "时限要求", 14, centred=True),
        Column("进展", "进展情况\n（每项控制在200字以内）", 62),
        Column("计划", "下个月工作计划", 36),
        Column("序时", "是否达到\n序时进度", 10, centred=True),
        Column("备注", "备注", 18),
    ),
    entry=("进展", "计划", "序时", "备注"),
    number_in_text=True,
)
TARGET = Form(
    columns=(
        Column("序号", "序号", 6, centred=True),
        Column("任务", "年度目标", 28),
        Column("目标", "第2季度目标", 26),
        Column("状态", "是否完成", 10, centred=True),
        Column("进展", "具体工作进展", 46),
        Column("原因", "未完成原因", 24),
        Column("打算", "下步工作打算", 32),
        Column("领导", "市政府\n分管领导", 10, centred=True),
        Column("单位", "责任单位", 22, centred=True),
    ),
    entry=("状态", "进展", "原因", "打算"),
    note="注：责任单位中列首位的牵头并负责填报，其余单位配合；未完成的应写明原因，已完成的原因栏填“无”。",
)
STATUS = Form(
    columns=(
        Column("序号", "序号", 6, centred=True),
        Column("任务", "重点工作目标任务", 34),
        Column("领导", "牵头\n负责领导", 12, centred=True),
        Column("单位", "责任单位", 24, centred=True),
        Column("进展", "进展情况\n(每项控制在200字以内，数据截至6月底，填报时不要改变前面序号)", 66),
        Column("状态", "完成状态", 12, centred=True),
    ),
    entry=("进展", "状态"),
)


@dataclass(frozen=True)
class Sending:
    """One file a unit sent. ``wrong`` are its faults and oddities; no ``title`` means the unit deleted that line."""

    file: str
    unit: str
    received: str
    slips: tuple[Slip, ...] = ()
    title: bool = True
    contact: str = ""
    sheet: str = "Sheet1"


@dataclass(frozen=True)
class Stray:
    """A file that is no report: its bytes, and the code it deserves."""

    file: str
    received: str
    code: str
    unit: str
    content: Callable[[], bytes]


@dataclass(frozen=True)
class Round:
    """A round as it stands on the coordinator's disk. ``due`` is the last day for reports, ``as_of`` the period's;
    ``before`` is what stood in the master of the period before, under ``title_before``, if that is at hand."""

    name: str
    form: Form
    data: str
    units: str
    title: str
    as_of: str
    due: str
    sendings: tuple[Sending, ...]
    strays: tuple[Stray, ...] = ()
    silent: tuple[str, ...] = ()
    contact: str = ""
    before: str = ""
    title_before: str = ""
    decorate: Callable[[Any, Any, Grid], None] | None = None


def records(data: str) -> list[dict[str, str]]:
    """Records of the city's data; ⏎ becomes a line break."""
    return [_record(block) for block in data.strip().split("\n\n")]


def _record(block: str) -> dict[str, str]:
    pairs = (line.split("：", 1) for line in block.splitlines())
    return {key: value.replace("⏎", "\n") for key, value in pairs}


def tasks_of(data: str) -> dict[str, dict[str, str]]:
    """The tasks by number, in the master's order."""
    return {record["序号"]: record for record in records(data) if "任务" in record}


def reports_of(data: str, unit: str) -> list[dict[str, str]]:
    """The unit's reports with what the master says of their tasks; who is not behind says 是 on the monthly form."""
    tasks = tasks_of(data)
    return [
        {"序时": "是", **tasks[record["序号"]], **record}
        for record in records(data)
        if "进展" in record and unit == _reporter(record)
    ]


def _reporter(record: dict[str, str]) -> str:
    return record.get("填报") or record["单位"].replace("、", " ").split()[0]


def paper_of(issue: Round, sending: Sending) -> Paper:
    """What the unit sent, with its slips."""
    paper = Paper(
        issue.form,
        fill_in(issue.form, reports_of(issue.data, sending.unit)),
        title=issue.title if sending.title else "",
        contact=sending.contact,
        sheet=sending.sheet,
    )
    for slip in sending.slips:
        slip(paper)
    return paper


def master_of(issue: Round) -> Paper:
    """The master as it goes out: all tasks, nothing reported."""
    rows: list[Row] = fill_in(issue.form, list(tasks_of(issue.data).values()))
    return blank(Paper(issue.form, rows, title=issue.title, contact=issue.contact, sheet="总表"))


def master_before(issue: Round) -> Paper:
    """The master of the period before, as the coordinator kept it."""
    tasks = tasks_of(issue.data)
    rows = fill_in(issue.form, [{**tasks[record["序号"]], **record} for record in records(issue.before)])
    return Paper(issue.form, rows, title=issue.title_before, sheet="总表")


def progress_in(data: str, number: str, unit: str | None = None) -> str:
    """What is said of a task's progress, by any unit or by one."""
    told = (record for record in records(data) if record["序号"] == number and "进展" in record)
    return next(record["进展"] for record in told if unit is None or _reporter(record) == unit)


WRITERS: dict[str, Callable[[Grid], bytes]] = {".xlsx": xlsx, ".xls": xls, ".ods": ods}


def build(folder: Path) -> None:
    """Write all rounds and the list of their disorders."""
    found = [disorder for issue in ROUNDS for disorder in build_round(issue, folder / issue.name)]
    lines = ",\n".join(json.dumps(disorder, ensure_ascii=False) for disorder in found)
    _write(folder / "disorders.json", f"[\n{lines}\n]\n".encode())


def build_round(issue: Round, folder: Path) -> list[Disorder]:
    """Write one round; returns its disorders."""
    _write(folder / "总表.xlsx", xlsx(lay_out(master_of(issue))[0], issue.decorate))
    if issue.before:
        _write(folder / "上期总表.xlsx", xlsx(lay_out(master_before(issue))[0]))
    _write(folder / "应报单位.txt", issue.units.lstrip().encode())
    _write(folder / "receipts.tsv", _receipts(issue).encode())
    found = [disorder for sending in issue.sendings for disorder in _send(issue, sending, folder)]
    for stray in issue.strays:
        _write(folder / SENT / stray.file, stray.content())
        found.append(_disorder(issue, stray.code, file=f"{SENT}/{stray.file}", unit=stray.unit))
    return found + [_disorder(issue, "missing-submission", unit=unit) for unit in issue.silent]


def _receipts(issue: Round) -> str:
    files: list[Sending | Stray] = [*issue.sendings, *issue.strays]
    arrived = sorted((item.received, item.file) for item in files)
    return "path\treceived\n" + "".join(f"{SENT}/{file}\t{received}\n" for received, file in arrived)


def _send(issue: Round, sending: Sending, folder: Path) -> list[Disorder]:
    paper = paper_of(issue, sending)
    grid, places = lay_out(paper)
    path = folder / SENT / sending.file
    _write(path, WRITERS[path.suffix](grid))
    return [
        _disorder(
            issue,
            wrong.code,
            file=f"{SENT}/{sending.file}",
            cell=cell_of(paper, wrong, places, grid.headings()[-1]),
            task=wrong.task,
            unit=sending.unit,
        )
        for wrong in paper.wrongs
    ]


def _disorder(issue: Round, code: str, **known: str | None) -> Disorder:
    return {"round": issue.name, "file": None, "code": code, "cell": None, "task": None, **known}


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


# What the coordinator has put into the monthly master beside the table.


def decorate_master(book: Any, sheet: Any, grid: Grid) -> None:
    """The city's emblem, a note, a drop-down list, a colour rule, and a second sheet with a chart."""
    first, last = grid.headings().stop, len(grid.cells) - 1
    status = next(column for column, heading in enumerate(grid.cells[first - 1]) if heading == "是否达到\n序时进度")
    sheet.insert_image(0, 0, "emblem.png", {"image_data": BytesIO(emblem()), "x_offset": 18, "y_offset": 3})
    sheet.write_comment(first, 1, "本项由各单位分别填报，汇总时逐家列出。", {"author": OFFICE, "x_scale": 1.4})
    sheet.data_validation(
        first, status, last, status, {"validate": "list", "source": ["是", "否"], "error_message": "只能填“是”或“否”。"}
    )
    behind = book.add_format({"font_color": "#9C0006", "bold": True})
    rule = {"type": "cell", "criteria": "==", "value": '"否"', "format": behind}
    sheet.conditional_format(first, status, last, status, rule)
    _add_guide(book)


GUIDE = (
    "本表每月填报一次，7月份的表请于7月28日下班前报市政府督查室。",
    "“单位”“工作任务”“时限要求”三栏由督查室统一编列，请勿增删改动。",
    "进展要写做成了什么、到了什么数，每项不超过200字，数据截至当月末。",
    "落后于计划的填“否”，并在备注栏写明原因和补救办法。",
    "几家单位共同承担的任务，各报各的部分；“市直各有关单位”的任务每家都要报。",
    "报送后需要更正的，改好整表重报，文件名注明“更正”。",
)
ON_TIME = (("1月", 0.79), ("2月", 0.86), ("3月", 0.86), ("4月", 0.93), ("5月", 1.0), ("6月", 0.93))


def _add_guide(book: Any) -> None:
    sheet = book.add_worksheet("填报说明")
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)
    title = book.add_format({"font_name": "黑体", "font_size": 16})
    words = book.add_format({"font_name": "仿宋", "font_size": 12, "text_wrap": True, "valign": "vcenter"})
    short = book.add_format({"font_name": "仿宋", "font_size": 12, "align": "center", "valign": "vcenter"})
    percent = book.add_format({"font_name": "仿宋", "font_size": 12, "num_format": "0%", "align": "left"})
    sheet.set_column(0, 0, 8, short)
    sheet.set_column(1, 1, 96, words)
    sheet.merge_range(0, 0, 0, 1, "填报说明", title)
    for row, sentence in enumerate(GUIDE, start=1):
        sheet.write_number(row, 0, row, short)
        sheet.write_string(row, 1, sentence, words)
    top = len(GUIDE) + 2
    sheet.merge_range(top, 0, top, 1, "上半年各月按时报送比例", title)
    for row, (month, rate) in enumerate(ON_TIME, start=top + 1):
        sheet.write_string(row, 0, month, short)
        sheet.write_number(row, 1, rate, percent)
    for row in range(top + len(ON_TIME) + 1):
        sheet.set_row(row, 30 if row in (0, top) else 20)
    _add_chart(book, sheet, top + 1)


def _add_chart(book: Any, sheet: Any, top: int) -> None:
    chart = book.add_chart({"type": "column"})
    last = top + len(ON_TIME) - 1
    chart.add_series(
        {
            "name": "按时报送比例",
            "categories": ["填报说明", top, 0, last, 0],
            "values": ["填报说明", top, 1, last, 1],
            "fill": {"color": "#5B9BD5"},
            "data_labels": {"value": True},
        }
    )
    chart.set_title({"name": "按时报送比例"})
    chart.set_legend({"none": True})
    chart.set_y_axis({"min": 0, "max": 1, "major_unit": 0.2, "num_format": "0%"})
    sheet.insert_chart(last + 2, 1, chart)


def emblem(size: int = 44) -> bytes:
    """A round emblem as PNG: white hills of cloud over a blue wave. Stored, so that every zlib gives the same bytes."""
    lines = b"".join(b"\0" + bytes(_emblem_colour(x, y, size) for x in range(size)) for y in range(size))
    palette = bytes.fromhex("ffffff 1f4e79 5b9bd5 9dc3e6")
    header = struct.pack(">IIBBBBB", size, size, 8, 3, 0, 0, 0)
    chunks = (
        (b"IHDR", header),
        (b"PLTE", palette),
        (b"tRNS", b"\0"),
        (b"IDAT", zlib.compress(lines, 0)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )


def _emblem_colour(x: int, y: int, size: int) -> int:
    middle = (size - 1) / 2
    radius = ((x - middle) ** 2 + (y - middle) ** 2) ** 0.5 / middle
    if radius > 1:
        return 0
    wave = y > size * 0.6 + (abs(x % 14 - 7) - 3.5) * 0.7
    return 1 if radius > 0.88 else 2 if wave else 3


def truncated() -> bytes:
    """A good workbook cut short, as a mail that broke off leaves it."""
    issue = next(issue for issue in ROUNDS if issue.name == "monthly")
    whole = xlsx(lay_out(paper_of(issue, Sending("", "市水务局", "")))[0])
    return whole[: len(whole) // 3]


def grain_purchases() -> bytes:
    """A table, but not a form."""
    grid = Grid("夏粮收购", [10, 16, 16, 16], [True] * 4)
    grid.add_wide("title", "夏粮收购统计")
    grid.add("heading", ["县区", "收购量（吨）", "均价（元/吨）", "库点数"])
    purchases = (("澜江区", 21400, 2460, 6), ("云东区", 38650, 2455, 11), ("青禾县", 90210, 2448, 19))
    for purchase in purchases:
        grid.add("body", list(purchase))
    return xlsx(grid)


def _by(unit: str, name: str, telephone: str) -> str:
    return f"填报单位：{unit}　　　　填报人：{name}　　　　联系电话：{telephone}"


MONTHLY_ROUND = Round(
    name="monthly",
    form=MONTHLY,
    data=city.MONTHLY,
    units=city.MONTHLY_UNITS,
    title="云澜市重点工作任务推进情况月报表（2026年7月）",
    as_of="2026-07-31",
    due="2026-07-28",
    decorate=decorate_master,
    silent=("市民政局",),
    sendings=(
        Sending(
            "市发展改革委2026年7月重点工作进展.xlsx",
            "市发展改革委",
            "2026-07-24T16:20:00",
            contact=_by("市发展改革委", "林致远", "0000-2210306"),
            slips=(hidden_row("4"),),
        ),
        Sending(
            "云澜市教育局2026年7月报送.xlsx",
            "市教育局",
            "2026-07-24T10:05:00",
            contact=_by("市教育局", "方婉清", "0000-2210512"),
            slips=(
                replaced("9", "进展", "覆盖率74.3%", "覆盖率47.3%"),
                replaced("10", "进展", "9个", "8个"),
                whole_file("superseded"),
            ),
        ),
        Sending(
            "市教育局（更正）.xlsx",
            "市教育局",
            "2026-07-27T09:40:00",
            title=False,
            contact=_by("市教育局", "方婉清", "0000-2210512"),
        ),
        Sending(
            "云澜市科技局2026年7月报送.xlsx",
            "市科技局",
            "2026-07-27T15:12:00",
            contact=_by("市科技局", "贺晓川", "0000-2210618"),
            slips=(
                too_long(
                    "13",
                    "与上月相比，合同数量增加43份，成交额增加2.9亿元，其中先进制造领域占52%，现代农业领域占17%，"
                    "输出到市外的合同占三成左右。市县两级同步建立合同登记联络员制度，7个县区和高新区都明确了专人，"
                    "并按季度通报登记情况。下一步还将把登记服务延伸到各产业园区，力争三季度末完成全年目标的七成。",
                ),
                formula_text("14", "进展", "+8家（与上月比）："),
            ),
        ),
        Sending(
            "市工信局7月进展.xlsx",
            "市工业和信息化局",
            "2026-07-28T17:42:00",
            contact=_by("市工业和信息化局", "邱明诚", "0000-2210733"),
            sheet="7月",
            slips=(
                columns_moved("单位", "任务", "进展", "序时", "计划", "时限", "备注"),
                not_in_list("18", "序时", "基本达到"),
            ),
        ),
        Sending(
            "市人力资源社会保障局2026年7月.xls",
            "市人力资源社会保障局",
            "2026-07-27T11:30:00",
            slips=(unit_written("市人力资源社会保障局", "市人力资源\n社会保障局"), missing_value("26", "计划")),
        ),
        Sending(
            "市自然资源局7月报表.xlsx",
            "市自然资源局",
            "2026-07-26T09:08:00",
            contact=_by("市自然资源局", "陆思齐", "0000-2210829"),
            slips=(number_changed("29", "92"), task_missing("30")),
        ),
        Sending(
            "市生态环境局2026年7月报送.ods",
            "市生态环境局",
            "2026-07-27T17:55:00",
            slips=(duplicate_task("34"),),
        ),
        Sending(
            "云澜市住房城乡建设局2026年7月报送.xlsx",
            "市住房城乡建设局",
            "2026-07-27T18:20:00",
            contact=_by("市住房城乡建设局", "秦雨桐", "0000-2211040"),
            slips=(behind_pace("36"), overdue("37"), task_changed("38", "1500套", "1200套")),
        ),
        Sending(
            "市交通运输局（7月）.xlsx",
            "市交通运输局",
            "2026-07-25T14:00:00",
            contact=_by("市交通运输局", "耿一帆", "0000-2211155"),
            slips=(numbers_full_width, missing_column("时限")),
        ),
        Sending(
            "云澜市水务局2026年7月报送（重发）.xlsx",
            "市水务局",
            "2026-07-26T10:15:00",
            contact=_by("市水务局", "乔安然", "0000-2211262"),
            slips=(numbers_with_comma, due_soon("44")),
        ),
        Sending(
            "市农业农村局2026年7月报送.xlsx",
            "市农业农村局",
            "2026-07-28T08:50:00",
            contact=_by("市农业农村局", "苏念平", "0000-2211379"),
            slips=(
                task_unknown(
                    "201",
                    任务="开展蔬菜种苗繁育中心建设，年供应优质种苗5000万株。",
                    时限="2026年12月底前",
                    进展="种苗繁育中心完成一期温室18亩，引进自动播种线2条，7月供应辣椒、番茄种苗320万株，服务种植大户和合作社74家，"
                    "成苗率保持在95%以上。",
                    计划="完成二期温室基础施工，落实秋季种苗订单600万株。",
                    序时="是",
                ),
            ),
        ),
        Sending(
            "市商务局2026年7月重点任务.xlsx",
            "市商务局",
            "2026-07-27T16:33:00",
            contact=_by("市商务局", "白予宁", "0000-2211481"),
            slips=(
                renamed("进展", "工作进展情况"),
                renamed("计划", "下月工作计划"),
                unknown_column("佐证材料", "计划", t51="补贴兑付明细表", t52="外资到账凭证"),
                formula_text("52", "计划", "=见附件展会名单，"),
                copied_text("1"),
            ),
        ),
        Sending(
            "云澜市文化和旅游局2026年7月报送.xlsx",
            "市文化和旅游局",
            "2026-07-30T09:15:00",
            contact=_by("市文化和旅游局", "齐云舒", "0000-2211590"),
            slips=(
                whole_file("late-submission"),
                duplicate_column("备注", t54="数据来自旅游统计平台"),
                copied_text("1", progress_in(city.MONTHLY, "1", "市商务局")),
            ),
        ),
    ),
    strays=(
        Stray(
            "云澜市水务局2026年7月报送.xlsx",
            "2026-07-25T17:50:00",
            "unreadable-file",
            "市水务局",
            truncated,
        ),
        Stray(
            "市农业农村局附表（夏粮收购）.xlsx",
            "2026-07-28T08:51:00",
            "not-a-form",
            "市农业农村局",
            grain_purchases,
        ),
    ),
)

TARGET_ROUND = Round(
    name="quarterly-target",
    form=TARGET,
    data=city.QUARTERLY_TARGET,
    units=city.TARGET_UNITS,
    title="2026年第二季度云澜市重点目标任务推进情况表",
    as_of="2026-06-30",
    due="2026-07-05",
    contact="联系人：江晚晴                                        联系方式：0000-2210101",
    silent=("市交通运输局",),
    sendings=(
        Sending(
            "云澜市科技局2026年第二季度报送.xlsx",
            "市科技局",
            "2026-07-02T15:20:00",
            contact="联系人：贺晓川                                        联系方式：0000-2210618",
            slips=(
                reason_unexpected("22", "是"),
                lead_unit("27", "高新区管委会\n市科技局"),
            ),
        ),
        Sending(
            "市教育局2026年二季度目标任务.xlsx",
            "市教育局",
            "2026-07-03T10:40:00",
            contact="联系人：方婉清                                        联系方式：0000-2210512",
            slips=(reason_missing("34"), number_changed("36", "63")),
        ),
        Sending(
            "市水务局2026年第二季度.xls",
            "市水务局",
            "2026-07-04T09:05:00",
            contact="联系人：乔安然                                        联系方式：0000-2211262",
        ),
        Sending(
            "云澜市商务局2026年第二季度报送.xlsx",
            "市商务局",
            "2026-07-08T16:10:00",
            contact="联系人：白予宁                                        联系方式：0000-2211481",
            slips=(whole_file("late-submission"), missing_value("55", "打算")),
        ),
    ),
)

STATUS_ROUND = Round(
    name="quarterly-status",
    form=STATUS,
    data=city.QUARTERLY_STATUS,
    units=city.STATUS_UNITS,
    title="云澜市2026年二季度重点工作任务落实情况",
    as_of="2026-06-30",
    due="2026-07-05",
    before=city.FIRST_QUARTER_STATUS,
    title_before="云澜市2026年一季度重点工作任务落实情况",
    sendings=(
        Sending(
            "市工业和信息化局2026年二季度落实情况.xlsx",
            "市工业和信息化局",
            "2026-07-03T17:25:00",
            slips=(
                too_long(
                    "12",
                    "云东区、高新区诊断面超过80%，北岭县、青禾县受服务力量限制不足五成，已从市级服务商库增派专家14名。"
                    "组织标杆企业开放日4场，参观学习企业188家，发布轻量化改造产品37个，平均改造成本下降约两成，"
                    "中小企业改造意愿明显增强，预计三季度末诊断覆盖率达到85%。",
                ),
                stale_text("19", progress_in(city.FIRST_QUARTER_STATUS, "19")),
            ),
        ),
        Sending(
            "云澜市文化和旅游局2026年二季度.xlsx",
            "市文化和旅游局",
            "2026-07-04T11:48:00",
            slips=(
                two_row_heading(领导="责任分工", 单位="责任分工", 进展="二季度落实情况", 状态="二季度落实情况"),
                status_disagrees("63", "平台建设进度滞后于计划。"),
                not_in_list("68", "状态", "完成九成"),
            ),
        ),
        Sending(
            "市农业农村局2026年第二季度报送.ods",
            "市农业农村局",
            "2026-07-02T09:30:00",
            slips=(
                task_changed("81", "优质茶叶基地5万亩", "优质茶叶基地3万亩"),
                target_met("84", "序时推进"),
                missing_value("87", "状态"),
            ),
        ),
    ),
)

ROUNDS = (MONTHLY_ROUND, TARGET_ROUND, STATUS_ROUND)


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("samples"))
