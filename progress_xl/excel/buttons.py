"""The buttons of the tab 进度填报, in order: the ribbon's XML, its macros and the help are made from this table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from progress_xl.messages import Lang

Role = Literal["fill", "roll-up", "tools"]

TAB: Mapping[Lang, str] = {"zh": "进度填报", "en": "Progress"}
GROUPS: Mapping[Role, Mapping[Lang, str]] = {
    "fill": {"zh": "填报", "en": "Fill in"},
    "roll-up": {"zh": "汇总", "en": "Roll up"},
    "tools": {"zh": "设置与帮助", "en": "Settings and help"},
}


@dataclass(frozen=True, slots=True)
class Words:
    """What a button says: its label, the tip's first line, and what it does in a sentence or two."""

    label: str
    screentip: str
    supertip: str


@dataclass(frozen=True, slots=True)
class Button:
    """A button of the ribbon. ``name`` is its id and its function in `progress_xl.excel.ribbon`, which takes nothing.

    ``icon`` is one of Office's own pictures (imageMso).
    """

    name: str
    group: Role
    icon: str
    large: bool
    words: Mapping[Lang, Words]


def _button(name: str, group: Role, icon: str, zh: Words, en: Words, *, large: bool = False) -> Button:
    return Button(name, group, icon, large, {"zh": zh, "en": en})


BUTTONS: tuple[Button, ...] = (
    _button(
        "check_sheet",
        "fill",
        "DataValidationCircleInvalid",
        Words(
            "校验本表",
            "校验当前工作表",
            "检查当前工作表的填报内容，把问题标在单元格上并列入“核验问题”表。填好的单元格会自动熄灭标记，您填写的内容不会被改动。",
        ),
        Words(
            "Check sheet",
            "Check the sheet in front of you",
            "Checks what is filled in, marks the cells that need attention and lists them on a sheet. "
            "A mark goes out when its cell is mended; what you typed is not changed.",
        ),
        large=True,
    ),
    _button(
        "clear_marks",
        "fill",
        "DataValidationClearValidationCircles",
        Words(
            "清除标记",
            "清除本工作簿中的全部标记",
            "去掉校验时加上的底色、批注和“核验问题”表。您自己的批注、格式和填写内容都保留。",
        ),
        Words(
            "Clear marks",
            "Take all our marks off this workbook",
            "Removes the highlights, notes and the sheet of findings. Your own notes, formats and texts stay.",
        ),
    ),
    _button(
        "previous_finding",
        "fill",
        "ReviewPreviousComment",
        Words("上一处问题", "跳到上一处问题", "选中当前单元格之前最近的一处问题，并在状态栏说明问题和处理办法。"),
        Words(
            "Previous",
            "Go to the previous finding",
            "Selects the nearest finding before the current cell; the status bar says what is wrong and what to do.",
        ),
    ),
    _button(
        "next_finding",
        "fill",
        "ReviewNextComment",
        Words("下一处问题", "跳到下一处问题", "选中当前单元格之后最近的一处问题，并在状态栏说明问题和处理办法。"),
        Words(
            "Next",
            "Go to the next finding",
            "Selects the nearest finding after the current cell; the status bar says what is wrong and what to do.",
        ),
    ),
    _button(
        "open_findings",
        "fill",
        "ReviewShowAllComments",
        Words("打开问题表", "打开“核验问题”表", "逐条列出本工作簿的问题、位置和处理办法，点击“位置”可跳到对应单元格。"),
        Words(
            "Findings",
            "Open the sheet of findings",
            "Lists every finding with its place and what to do; a click on a place goes to its cell.",
        ),
    ),
    _button(
        "roll_up",
        "roll-up",
        "Consolidate",
        Words(
            "汇总报送",
            "把一个文件夹里的报送汇总到当前总表",
            "先保存总表，再选择存放各单位报送的文件夹。汇总结果另存为一个新文件并打开，当前总表和各单位的文件都不改动。",
        ),
        Words(
            "Roll up",
            "Roll a folder of reports up into this master",
            "Save the master, then choose the folder with the units' reports. The result is a new file, which is opened; "
            "the master and the units' files stay as they are.",
        ),
        large=True,
    ),
    _button(
        "mark_late",
        "roll-up",
        "CalendarInsert",
        Words(
            "标注迟报缺报",
            "在台账中标出迟报和未报的单位",
            "按“设置”中的报送截止日期核对台账，标出迟报和未报的单位，并告知共有几家。台账内容改正后标记自动熄灭。",
        ),
        Words(
            "Mark late",
            "Mark late and missing units in the ledger",
            "Compares the ledger with the due date in the settings, marks units that came late or sent nothing, "
            "and counts them. A mark goes out when the ledger is corrected.",
        ),
    ),
    _button(
        "show_ledger",
        "roll-up",
        "TableInsert",
        Words("台账", "打开报送台账", "转到“台账”表，状态栏显示应报、已报、迟报和未报的单位数。"),
        Words(
            "Ledger", "Open the ledger", "Goes to the ledger; the status bar counts who was expected, late, missing."
        ),
    ),
    _button(
        "settings",
        "tools",
        "PropertySheet",
        Words(
            "设置",
            "设置本工作簿的表样、报送期和截止日期",
            "表样、报送期一般能自动识别，无需填写；截止日期用于判断迟报。设置随工作簿保存。",
        ),
        Words(
            "Settings",
            "Form, period and due date of this workbook",
            "Form and period are usually found by themselves; the due date tells who is late. Kept in the workbook.",
        ),
    ),
    _button(
        "diagnose",
        "tools",
        "TraceError",
        Words("诊断", "检查运行环境", "按钮不能正常使用时，检查 Python、Excel、宏设置和文件位置，并逐条说明怎样处理。"),
        Words(
            "Diagnose",
            "Check this computer",
            "If a button does not work: checks Python, Excel, macro settings and the file's place, and says what to do.",
        ),
    ),
    _button(
        "help",
        "tools",
        "Help",
        Words("帮助", "使用说明", "说明每个按钮的用途，以及操作日志所在的位置。"),
        Words("Help", "How to use this tab", "Says what each button does and where the log is kept."),
    ),
)
