"""The sheets of the macro templates: a unit's monthly form that checks itself, and the coordinator's console."""

from dataclasses import dataclass
from typing import Any

from progress_xl.forms import Column, Form
from progress_xl.marks import BLANK, PALETTE, Look

FORM = Form.builtin("monthly")
LIMIT = 200
ROWS = 30
HEADING_ROW = 2
WIDTHS = {"units": 15, "task": 36, "deadline": 15, "progress": 60, "next_step": 36, "status": 11, "remark": 22}
CENTRED = ("units", "deadline", "status")
_RULED = {"progress": f"（每项控制在{LIMIT}字以内）"}

_BOX = {"border": 1, "border_color": "#7F7F7F", "text_wrap": True, "valign": "vcenter"}
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"font_name": "黑体", "font_size": 20, "align": "center", "valign": "vcenter"},
    "contact": {"font_name": "宋体", "font_size": 11, "valign": "vcenter"},
    "state": {"font_name": "黑体", "font_size": 12, "valign": "vcenter", "align": "right"},
    "heading": {**_BOX, "font_name": "黑体", "font_size": 12, "align": "center", "bg_color": "#DDEBF7"},
    "given": {**_BOX, "font_name": "仿宋", "font_size": 12, "bg_color": "#F7F7F7"},
    "entry": {**_BOX, "font_name": "仿宋", "font_size": 12},
    "section": {"font_name": "黑体", "font_size": 14, "valign": "vcenter", "font_color": "#1F4E79"},
    "words": {"font_name": "仿宋", "font_size": 12, "text_wrap": True, "valign": "vcenter"},
    "step": {"font_name": "黑体", "font_size": 12, "valign": "vcenter", "align": "center"},
}


@dataclass(frozen=True)
class Place:
    """A column of the form on the sheet; ``first`` and ``area`` are what its formulas and rules count from."""

    column: Column
    index: int

    @property
    def letter(self) -> str:
        return "ABCDEFG"[self.index]

    @property
    def first(self) -> str:
        return f"{self.letter}{HEADING_ROW + 2}"

    @property
    def area(self) -> str:
        return f"{self.first}:{self.letter}{HEADING_ROW + 1 + ROWS}"

    @property
    def fixed(self) -> str:
        top, bottom = self.area.split(":")
        return f"${self.letter}${top[1:]}:${self.letter}${bottom[1:]}"


PLACES = {str(column.role): Place(column, index) for index, column in enumerate(FORM.columns)}
PROGRESS, STATUS, REMARK = (PLACES[role] for role in ("progress", "status", "remark"))
# 单位 stands once for all its rows.
UNITS = PLACES["units"]
REQUIRED = [place for place in PLACES.values() if place.column.required and place is not UNITS]
OF_A_ROW = [place for place in PLACES.values() if place is not UNITS]


def lay_out_unit(book: Any) -> None:
    """The form that a unit fills in, and how to."""
    looks = _looks(book)
    sheet = book.add_worksheet("填报")
    _write_form(sheet, looks, "重点工作任务推进情况月报表（    年    月）")
    sheet.merge_range(1, 0, 1, 2, "填报单位：", looks["contact"])
    sheet.write_string(1, 3, "填报人：　　　　　　　　联系电话：", looks["contact"])
    sheet.merge_range(1, 4, 1, 6, "", looks["state"])
    sheet.write_formula(1, 4, _state(), looks["state"], "请从第4行起填写")
    _add_choices(sheet)
    _add_highlights(book, sheet)
    _write_guide(book, "填写说明", "填写说明", UNIT_GUIDE, looks)


def lay_out_console(book: Any) -> None:
    """The coordinator's guide, and a master that has no tasks yet."""
    looks = _looks(book)
    _write_guide(book, "使用说明", "重点工作进展汇总", CONSOLE_GUIDE, looks)
    sheet = book.add_worksheet("总表")
    _write_form(sheet, looks, "重点工作任务推进情况汇总表（    年    月）")
    sheet.merge_range(1, 0, 1, 6, "汇总单位：", looks["contact"])
    _add_choices(sheet)


def _looks(book: Any) -> dict[str, Any]:
    looks = {name: book.add_format(look) for name, look in _LOOKS.items()}
    for name in ("given", "entry"):
        looks[f"{name} centred"] = book.add_format({**_LOOKS[name], "align": "center"})
    return looks


def _write_form(sheet: Any, looks: dict[str, Any], title: str) -> None:
    sheet.merge_range(0, 0, 0, len(PLACES) - 1, title, looks["title"])
    for role, place in PLACES.items():
        words = place.column.heading + ("\n" + _RULED[role] if role in _RULED else "")
        sheet.write_string(HEADING_ROW, place.index, words, looks["heading"])
        look = looks[("given" if place.column.locked else "entry") + (" centred" if role in CENTRED else "")]
        sheet.set_column(place.index, place.index, WIDTHS[role])
        for row in range(HEADING_ROW + 1, HEADING_ROW + 1 + ROWS):
            sheet.write_blank(row, place.index, None, look)
    for row, height in enumerate((40, 24, 42)):
        sheet.set_row(row, height)
    for row in range(HEADING_ROW + 1, HEADING_ROW + 1 + ROWS):
        sheet.set_row(row, 48)
    _set_up_page(sheet)


def _set_up_page(sheet: Any) -> None:
    sheet.freeze_panes(HEADING_ROW + 1, 2)
    sheet.repeat_rows(0, HEADING_ROW)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C第 &P 页，共 &N 页")


def _add_choices(sheet: Any) -> None:
    """The drop-down list of the status and the limit of the progress, each with its hint and its refusal."""
    choices = list(STATUS.column.choices)
    names = "”或“".join(choices)
    sheet.data_validation(
        STATUS.area,
        {
            "validate": "list",
            "source": choices,
            "input_title": STATUS.column.heading,
            "input_message": f"从下拉列表中选“{names}”。落后于计划的选“{choices[-1]}”，并在备注栏写明原因和补救办法。",
            "error_title": "填写有误",
            "error_message": f"只能填“{names}”。",
        },
    )
    sheet.data_validation(
        PROGRESS.area,
        {
            "validate": "length",
            "criteria": "<=",
            "value": LIMIT,
            "input_title": PROGRESS.column.heading,
            "input_message": f"写做成了什么、到了什么数，数据截至当月末，不超过{LIMIT}字。",
            "error_title": "字数过多",
            "error_message": f"每项不超过{LIMIT}字（标点也算），请精简后再填。",
        },
    )


def _add_highlights(book: Any, sheet: Any) -> None:
    """Living highlights, the gravest first: they need neither macro nor Python, and go out when the cell is mended."""
    for area, code, formula in [
        (PROGRESS.area, "error", f"{_length(PROGRESS.first)}>{LIMIT}"),
        (STATUS.area, "error", _is_other(STATUS.first)),
        *((place.area, "missing-value", f"AND({_ROW_IN_USE},{_empty(place.first)})") for place in REQUIRED),
        (UNITS.first, "missing-value", f"{_NO_UNIT}>0"),
        (REMARK.area, "warning", f'AND({_plain("$" + STATUS.first)}="{BEHIND}",{_empty(REMARK.first)})'),
    ]:
        rule = {"type": "formula", "criteria": f"={formula}", "format": book.add_format(_lit(PALETTE[code]))}
        sheet.conditional_format(area, rule)


def _state() -> str:
    """What is left to do, in words: empty and wrong cells counted over the rows in which anything stands.

    Without IF and IFERROR over areas, which SUMPRODUCT leaves alone in versions of Excel before dynamic arrays.
    """
    blank = "+".join(f"(LEN({_plain(place.fixed)})=0)" for place in REQUIRED)
    count = "+".join(
        (
            f"SUMPRODUCT({_ROWS_IN_USE}*({blank}))",
            _NO_UNIT,
            f"SUMPRODUCT(--({_length(PROGRESS.fixed)}>{LIMIT}))",
            f"SUMPRODUCT({_is_other(STATUS.fixed)})",
            f'SUMPRODUCT(({_plain(STATUS.fixed)}="{BEHIND}")*(LEN({_plain(REMARK.fixed)})=0))',
        )
    )
    return (
        f'=IFERROR(IF(SUMPRODUCT(--{_ROWS_IN_USE})=0,"请从第{HEADING_ROW + 2}行起填写",'
        f'IF({count}=0,"已填写完整，可以报送","还有"&({count})&"处要补填或改正，见标色的单元格")),'
        '"有#N/A等错误值，请改正")'
    )


def _plain(cell: str) -> str:
    """A cell's text without spaces of any width and without line breaks."""
    return f'TRIM(SUBSTITUTE(SUBSTITUTE(CLEAN({cell}),"\u3000",""),"\u00a0",""))'


def _length(cell: str) -> str:
    """How many characters from the first to the last that is no space: as the check of lengths counts.

    The place of the last minus how many spaces stand before the first; a stroke stands in where there is no other.
    """
    text = f'SUBSTITUTE(SUBSTITUTE(SUBSTITUTE({cell},"\u3000"," "),"\u00a0"," "),CHAR(10)," ")'
    last = f'RIGHT(TRIM("|"&{text}),1)'
    times = f'LEN("|"&{text})-LEN(SUBSTITUTE("|"&{text},{last},""))'
    return f'(FIND(CHAR(1),SUBSTITUTE("|"&{text},{last},CHAR(1),{times}))-FIND(LEFT(TRIM({text})&"|",1),{text}&"|"))'


def _is_other(cell: str) -> str:
    """Whether a cell is filled and with none of the choices; a highlight may not list them as an array constant."""
    listed = "".join(f'*({_plain(cell)}<>"{choice}")' for choice in STATUS.column.choices)
    return f"(LEN({_plain(cell)})>0){listed}"


def _empty(cell: str) -> str:
    """Also true for an error such as #N/A, which is no text."""
    return BLANK.replace("{cell}", cell)


BEHIND = STATUS.column.choices[-1]
_ROW_IN_USE = f"IFERROR(LEN({_plain('&'.join(f'${place.first}' for place in OF_A_ROW))}),1)>0"
_ROWS_IN_USE = f"(LEN({_plain('&'.join(place.fixed for place in OF_A_ROW))})>0)"
_NO_UNIT = f"(SUMPRODUCT(--{_ROWS_IN_USE})>0)*(SUMPRODUCT(LEN({_plain(UNITS.fixed)}))=0)"


_LINES = {"thin": 1, "dashed": 3, "dotted": 4}


def _lit(look: Look) -> dict[str, Any]:
    lit: dict[str, Any] = {"bg_color": f"#{look.fill}", "bold": look.bold, "italic": look.italic}
    if look.border:
        lit |= {"border": _LINES[look.border], "border_color": f"#{look.border_color}"}
    return lit


Guide = tuple[tuple[str, tuple[str, ...]], ...]

UNIT_GUIDE: Guide = (
    (
        "怎样填",
        (
            "在“填报”表第1行写上年月，第2行写上单位、填报人和电话。",
            "“单位”“工作任务”“时限要求”三栏由汇总单位编列，请勿增删改动；任务前面的序号也不要改。",
            f"“进展情况”写做成了什么、到了什么数，数据截至当月末，每项不超过{LIMIT}字。",
            "“是否达到序时进度”从下拉列表中选。落后于计划的选“否”，并在“备注”栏写明原因和补救办法。",
        ),
    ),
    (
        "表格自己会检查",
        (
            "黄色：这一格必须填，还空着。",
            f"红色：超过{LIMIT}字，或者填了列表以外的内容。",
            "蓝色：选了“否”，还没有写原因。",
            "改好以后颜色自己消失。第2行右边写着还差几处；显示“已填写完整，可以报送”后再报。",
            "以上检查不需要启用宏，用WPS表格打开也有效。",
        ),
    ),
    (
        "“进度填报”选项卡",
        (
            "电脑上装好本工具并启用宏后，Excel上方有“进度填报”选项卡。点“校验本表”，检查得更全：日期、数字、与上期重复等，逐条列出问题和改法。",
            "看不到选项卡，或者点了没有反应：不影响填写和报送，照常填好发出即可。",
        ),
    ),
)
CONSOLE_GUIDE: Guide = (
    (
        "准备",
        (
            "把本文件另存到当期的文件夹，例如“2026年7月”，文件名不限。",
            "在“总表”中编列全部任务：单位、工作任务（前面带序号）、时限要求；其余各栏空着。已有总表的，直接打开它，不用本文件。",
            "在同一文件夹里新建“报送”文件夹，各单位报来的表不用改名，都放进去。",
        ),
    ),
    (
        "每一期",
        (
            "打开总表并保存，在“进度填报”选项卡上点“汇总报送”，选中“报送”文件夹。结果另存为新文件并打开，原来的总表和各单位的表都不改动。",
            "点“设置”，填上报送截止日期和应报名单；不填名单的，按总表中的牵头单位算。",
            "点“台账”，看谁按时、谁迟报、谁没报；点“标注迟报缺报”，把迟报和未报的单位标出来。",
            "点“打开问题表”，逐条看问题；点“位置”跳到那一格。两份内容不一致的列在“冲突”表里，由您取舍。",
            "又有单位报来或更正：放进“报送”文件夹，再点一次“汇总报送”。您在总表里改过的字不会被覆盖。",
        ),
    ),
    (
        "按钮不能用时",
        (
            "点“诊断”，按提示处理。",
            "电脑不让Excel启动其他程序的，改用“progress-xl-watch”：双击启动，它会自动检查一个文件夹里的表并标出问题，不经过Excel。",
        ),
    ),
)


def _write_guide(book: Any, name: str, title: str, guide: Guide, looks: dict[str, Any]) -> None:
    sheet = book.add_worksheet(name)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 5)
    sheet.set_column(1, 1, 96)
    sheet.merge_range(0, 0, 0, 1, title, looks["title"])
    sheet.set_row(0, 40)
    row = 1
    for section, steps in guide:
        sheet.merge_range(row, 0, row, 1, section, looks["section"])
        sheet.set_row(row, 34)
        for number, step in enumerate(steps, start=1):
            sheet.write_number(row + number, 0, number, looks["step"])
            sheet.write_string(row + number, 1, step, looks["words"])
            sheet.set_row(row + number, 22 if len(step) <= 48 else 38)
        row += len(steps) + 1
    sheet.set_portrait()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)
